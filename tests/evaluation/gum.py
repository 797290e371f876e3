"""GUM: English of many kinds with a discourse parse (github.com/amir-zeldes/gum): news, interviews, court.

What the parse attributes to a clause is the content; that clause is no source or cue, so contents alone are compared.
The texts of GUM's test part are left out.
"""

import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from desktop.suggest import Scope
from desktop.suggest.evaluation.gold import Report
from tests.evaluation.corpus import Corpus, Quote, Text, fragments


def _read(folder: Path, genre: str) -> Iterator[Text]:
    kept_back = test_part(folder)
    for parse in sorted((folder / "rst" / "rstweb").glob(f"GUM_{genre}_*.rs4")):
        if parse.stem not in kept_back:
            text, words = _text(folder / "dep" / f"{parse.stem}.conllu")
            yield Text(parse.stem, text, tuple(_quotes(parse, words)))


def test_part(folder: Path) -> set[str]:
    """The names of the texts that stay unopened."""
    splits = (folder / "splits.md").read_text(encoding="utf-8").split("\n## ")
    return {line.strip("* ") for part in splits if part.startswith("test") for line in part.splitlines()[1:]}


def _text(path: Path) -> tuple[str, list[tuple[int, int]]]:
    """The text, with a blank line between paragraphs, and where its words stand in it."""
    text, words = "", []
    separator, base, place = "", 0, 0
    sentence = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line == "# newpar" and text:
            separator = "\n\n"
        elif line.startswith("# text = "):
            sentence = line.removeprefix("# text = ")
            base, place = len(text) + len(separator), 0
            text += separator + sentence
            separator = " "
        elif line and line[0].isdigit():
            number, word = line.split("\t")[:2]
            if number.isdigit():
                start = sentence.index(word, place)
                place = start + len(word)
                words.append((base + start, base + place))
    return text, words


def _quotes(path: Path, words: list[tuple[int, int]]) -> Iterator[Quote]:
    """Each attribution of the parse: what its clause attaches to, with all that hangs on that."""
    body = ElementTree.parse(path).getroot().find("body")
    assert body is not None
    units: dict[str, tuple[int, int]] = {}  # of each clause: its first word and the one after the last
    below: dict[str, list[str]] = defaultdict(list)
    attributed = []
    count = 0
    for node in body:
        if node.tag == "segment":
            size = len((node.text or "").split())
            units[node.attrib["id"]] = (count, count + size)
            count += size
        if node.tag in ("segment", "group") and (parent := node.get("parent")):
            below[parent].append(node.attrib["id"])
            if node.get("relname", "").startswith("attribution"):
                attributed.append((node.attrib["id"], parent))

    def clauses(node: str, without: str) -> Iterator[tuple[int, int]]:
        if node in units:
            yield units[node]
        for child in below[node]:
            if child != without:
                yield from clauses(child, without)

    for clause, content in attributed:
        joined: list[tuple[int, int]] = []
        for first, after in sorted(clauses(content, clause)):
            if joined and joined[-1][1] == first:
                joined[-1] = (joined[-1][0], after)
            else:
                joined.append((first, after))
        yield Quote(Report(fragments((words[first][0], words[after - 1][1]) for first, after in joined)))


# News is read as newspapers are: for what is said. People in interviews and in court mostly say what they think.
_GENRES: tuple[tuple[str, Scope], ...] = (("news", "speech"), ("interview", "all"), ("court", "all"))
CORPORA = tuple(
    Corpus(f"GUM {genre}", f"gum-{genre}", "gum", "en", partial(_read, genre=genre), scope=scope)
    for genre, scope in _GENRES
)
