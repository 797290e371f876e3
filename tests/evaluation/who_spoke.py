"""How often the right one is named for a quotation whose place is known: what the speaker picker would say first.

    python -m tests.evaluation.who_spoke [--part tune|judge] [--by-text] [--confirmed] FOLDER ...

Each folder is a clone of a public corpus, which is told by what it holds:

- The Project Dialogism Novel Corpus (Priya22/project-dialogism-novel-corpus): quotations of novels, and all names of
  their speakers;
- LitBank (dbamman/litbank): beginnings of novels, with quotations and coreference;
- GUM (amir-zeldes/gum): pronouns that are sources in its news, with coreference.

Every second text is there to tune on, the others to judge by. The quotations before one are from whom the program
itself named, or with `--confirmed` from whom they really are, as when a person has answered each.
"""

import argparse
import ast
import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from desktop.model import gender
from desktop.model.folding import folded
from desktop.model.records import Speaker
from desktop.model.speakers import SpeakersByName
from desktop.model.text import Fragment, Fragments
from desktop.suggest.article_reading import read
from desktop.suggest.language.tokens import tokenise
from desktop.suggest.language.word_lists import language
from desktop.suggest.rules import finder
from desktop.suggest.rules.names import is_name
from desktop.suggest.rules.people import without_titles
from desktop.suggest.rules.speakers import pronoun, who_speaks
from desktop.suggest.who_said_it import EarlierClaim, KnownSpeakers, who_said
from tests.evaluation import gum

_BEFORE = 12  # quotations before one that are looked at, as in the window
_MARKS = "\"'“”‘’`"


@dataclass(frozen=True)
class Quoted:
    """A quotation, the names of who said it, and how the text tells it."""

    fragments: Fragments
    names: tuple[str, ...]
    kind: str


@dataclass(frozen=True)
class Text:
    """A text, its quotations in order, and the names of everybody in it."""

    name: str
    text: str
    quoted: Sequence[Quoted]
    everybody: Sequence[tuple[str, ...]]


# The corpora


def pdnc(folder: Path) -> Iterator[Text]:
    """The novels of the Project Dialogism Novel Corpus; a line's end within a paragraph becomes a blank."""
    for novel in sorted((folder / "data").iterdir()):
        text = re.sub(r"(?<!\n)\n(?!\n)", " ", (novel / "novel_text.txt").read_text(encoding="utf-8"))
        with (novel / "character_info.csv").open(encoding="utf-8", newline="") as file:
            everybody = [_alias_set(row) for row in csv.DictReader(file)]
        names = {name: one for one in everybody for name in (*one[1:], one[0])}
        with (novel / "quotation_info.csv").open(encoding="utf-8", newline="") as file:
            quoted = [one for row in csv.DictReader(file) if (one := _of_pdnc(row, text, names))]
        quoted.sort(key=lambda one: one.fragments)
        yield Text(novel.name, text, quoted, everybody)


def _alias_set(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((row["Main Name"], *sorted(ast.literal_eval(row["Aliases"])))))


def _of_pdnc(row: dict[str, str], text: str, names: dict[str, tuple[str, ...]]) -> Quoted | None:
    kind, speaker = row["quoteType"].lower(), row["speaker"]
    spans = ast.literal_eval(row["quoteByteSpans"])
    if kind not in ("explicit", "anaphoric", "implicit") or not spans:
        return None
    fragments = tuple(_with_marks(text, start, end) for start, end in sorted(spans))
    if any(one.end > other.start for one, other in pairwise(fragments)):
        return None
    return Quoted(fragments, names.get(speaker, (speaker,)), kind)


def _with_marks(text: str, start: int, end: int) -> Fragment:
    start -= start > 0 and text[start - 1] in _MARKS
    end += text[end : end + 1] != "" and text[end] in _MARKS
    return Fragment(start, end)


def litbank(folder: Path) -> Iterator[Text]:
    """The beginnings of novels in LitBank. Their names are the proper mentions of each chain of coreference."""
    for file in sorted((folder / "quotations" / "tsv").glob("*.txt")):
        coreference = folder / "coref" / "tsv" / file.with_suffix(".ann").name
        original = folder / "original" / file.name.replace("_brat", "")
        sentences = [line.split(" ") for line in file.read_text(encoding="utf-8").splitlines()]
        text, places = _aligned(sentences, original.read_text(encoding="utf-8"))
        names = _names_in_chains(coreference, sentences)
        quoted = _of_litbank(file.with_suffix(".ann"), text, places, names)
        everybody = [tuple(chain) for chain in names.values() if chain]
        yield Text(file.stem.removesuffix("_brat"), text, quoted, everybody)


def _aligned(sentences: list[list[str]], original: str) -> tuple[str, list[list[tuple[int, int]]]]:
    """The paragraphs of the original, and where each token of the corpus stands in it."""
    text = re.sub(r"(?<!\n)\n(?!\n)", " ", original)
    places: list[list[tuple[int, int]]] = []
    at = 0
    for sentence in sentences:
        places.append([])
        for word in sentence:
            found = text.find(word, at, at + 400)
            start = at if found < 0 else found
            places[-1].append((start, start + len(word) if found >= 0 else start))
            at = places[-1][-1][1]
    return text, places


def _names_in_chains(file: Path, sentences: list[list[str]]) -> dict[str, list[str]]:
    mentions: dict[str, str] = {}
    chains: dict[str, list[str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        kind, id, *rest = line.split("\t")
        if kind == "MENTION" and rest[-1] == "PROP":
            sentence, first, _, last = map(int, rest[:4])
            mentions[id] = " ".join(sentences[sentence][first : last + 1])
        elif kind == "COREF":
            names = chains.setdefault(rest[0], [])
            if id in mentions:
                names.append(mentions[id])
    return chains


def _of_litbank(
    file: Path, text: str, places: list[list[tuple[int, int]]], names: dict[str, list[str]]
) -> list[Quoted]:
    fragments: dict[str, Fragment] = {}
    speakers: dict[str, str] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        kind, id, *rest = line.split("\t")
        if kind == "QUOTE":
            sentence, first, to_sentence, last = map(int, rest[:4])
            start, end = places[sentence][first][0], places[to_sentence][last][1]
            if start < end:
                fragments[id] = Fragment(start, end)
        elif kind == "ATTRIB":
            speakers[id] = rest[0]
    quoted = [Quoted((fragments[id],), tuple(names[who]), "named") for id, who in speakers.items()
              if id in fragments and names.get(who)]  # fmt: skip
    return sorted(quoted, key=lambda one: one.fragments)


# The measure


def judged(text: Text, code: str, *, confirmed: bool) -> Iterator[tuple[Quoted, str, str]]:
    """Each quotation of a text, whom the picker would offer first, and why."""
    speakers = SpeakersByName(())
    before: list[EarlierClaim] = []
    here: set[str] = set()
    reading = None
    for one in text.quoted:
        start, end = one.fragments[0].start, one.fragments[-1].end
        if reading is None or not reading.serves(start, end):
            reading = read(text.text, code, start, end)
        choices = who_said(
            reading, text.text, one.fragments, KnownSpeakers(speakers, here=here, before=before[-_BEFORE:])
        )
        first = choices[0] if choices else None
        named = [choice.speaker for choice in first.all] if first else []
        yield one, _right_of(named, one.names, text.everybody, code), first.reason if first else ""
        if confirmed:
            named = [Speaker(id=one.names[0], name=one.names[0], aliases=one.names[1:])]
        for speaker in named:
            if speakers.get(speaker.id) is None:
                speakers.put(speaker)
        here.update(speaker.id for speaker in named)
        before.append(EarlierClaim(one.fragments, [speaker.id for speaker in named]))


def _right_of(named: Sequence[Speaker], names: Sequence[str], everybody: Sequence[Sequence[str]], code: str) -> str:
    """ "right", "wrong" or "nobody". A name is right that is one of theirs, or a part of one and of nobody else's."""
    if not named:
        return "nobody"
    whole = {folded(name) for name in names}
    for speaker in named:
        if folded(speaker.name) in whole:
            return "right"
        words = _bare(speaker.name, code)
        having = [others for others in everybody if any(words <= _bare(other, code) for other in others)]
        if having and all(others is names or others == names for others in having):
            return "right"
    return "wrong"


def _bare(name: str, code: str) -> frozenset[str]:
    """The words of a name without titles, but for those that tell a woman from a man."""
    titles, words = without_titles(name.replace("’", "'").split(), language(code))
    told = {gender.of_title(title) or title for title in titles if gender.of_title(title)}
    return frozenset(folded(" ".join(words if titles else name.split())).split()) - {"the"} | told


def gum_pronouns(folder: Path) -> Iterator[tuple[str, int, int]]:
    """For each news text outside of the test part: how many pronouns that are sources are right, and of how many."""
    kept_back = gum.test_part(folder)
    for file in sorted((folder / "coref" / "gum" / "tsv").glob("GUM_news_*.tsv")):
        if file.stem not in kept_back:
            yield file.stem, *_pronouns_right(*_of_gum(file))


Mentions = dict[str, set[tuple[int, int]]]  # of each chain: code points


def _of_gum(file: Path) -> tuple[str, Mentions]:
    """The text with a blank around each word, and where each chain's mentions stand."""
    parts: list[str] = []
    size = 0
    spans: dict[str, list[int]] = {}  # of a mention
    links: list[tuple[str, str]] = []
    in_text: dict[str, list[tuple[int, int]]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line:
            parts.append("\n")
            size += 1
        if not line or line.startswith("#"):
            continue
        token, _, word, entity, *_, kinds, to, _ = line.split("\t")
        start, end = size, size + len(word)
        parts += [word, " "]
        size = end + 1
        own = re.findall(r"\[(\d+)\]", entity)
        if entity != "_" and not own:
            own = [f"at {token}"]
        for id in own:
            in_text.setdefault(id, []).append((start, end))
        for kind, link in zip(kinds.split("|"), to.split("|"), strict=False):
            if kind in ("coref", "ana", "appos", "cata") and (
                match := re.fullmatch(r"([\d-]+)(?:\[(\d+)_(\d+)\])?", link)
            ):
                there, target, source = match.groups()
                source = source if source and source != "0" else (own[0] if len(own) == 1 else f"at {token}")
                links.append((source, target if target and target != "0" else f"at {there}"))
    del spans
    parent: dict[str, str] = {}

    def root(id: str) -> str:
        while id in parent:
            id = parent[id]
        return id

    for one, other in links:
        if (first := root(one)) != (second := root(other)):
            parent[first] = second
    chains: Mentions = {}
    for id, places in in_text.items():
        chains.setdefault(root(id), set()).add((places[0][0], places[-1][1]))
    return "".join(parts), chains


def _pronouns_right(text: str, chains: Mentions) -> tuple[int, int]:
    words = language("en")
    tokens = tokenise(text, words)
    found = finder.find(tokens, words)
    found = finder.with_nested(tokens, found, words)
    guesses = who_speaks(tokens, found, words)
    right = asked = 0
    for source in {source for one in found for source in one.sources}:
        if pronoun(tokens, source, words) is None or tokens.lower[source[0]] not in ("he", "she", "they"):
            continue
        place = (tokens.starts[source[0]], tokens.ends[source[1] - 1])
        chain = next((chain for chain in chains.values() if place in chain), None)
        names = {
            folded(text[start:end])
            for start, end in chain or ()
            if any(is_name(tokens, k, words) for k in range(len(tokens)) if start <= tokens.starts[k] < end)
        }
        if not names:
            continue
        guess = guesses.get(source)
        asked += 1
        said = {folded(name) for name in (guess.name, *guess.aliases)} if guess else set()
        right += any(f" {name} " in f" {one} " for name in said for one in names)
    return right, asked


def main() -> None:
    """Prints a line for each corpus and each kind of quotation: how many, and the share that is right."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--part", choices=("tune", "judge", "all"), default="all")
    parser.add_argument("--only", default="", help="texts with this in their name")
    parser.add_argument("--confirmed", action="store_true")
    parser.add_argument("--by-text", action="store_true")
    parser.add_argument("--reasons", action="store_true")
    given = parser.parse_args()
    halves = {"tune": [0], "judge": [1], "all": [0, 1]}[given.part]
    for folder in given.folders:
        if (folder / "coref" / "gum").is_dir():
            rows = [row for place, row in enumerate(gum_pronouns(folder)) if place % 2 in halves]
            _tell("GUM news", {"pronouns": [sum(row[1] for row in rows), sum(row[2] for row in rows)]})
            continue
        name, texts = ("PDNC", pdnc) if (folder / "data").is_dir() else ("LitBank", litbank)
        everything: dict[str, list[int]] = {}
        for place, text in enumerate(texts(folder)):
            if place % 2 not in halves or given.only not in text.name:
                continue
            counts: dict[str, list[int]] = {}
            for one, verdict, reason in judged(text, "en", confirmed=given.confirmed):
                for kind in (one.kind, *((f"{one.kind}: {reason}",) if given.reasons else ())):
                    for sums in (counts, everything):
                        sums.setdefault(kind, [0, 0])
                        sums[kind][0] += verdict == "right"
                        sums[kind][1] += 1
            if given.by_text:
                _tell(text.name, counts)
        _tell(name, everything)


def _tell(name: str, counts: dict[str, list[int]]) -> None:
    for kind, (right, of) in sorted(counts.items()):
        print(f"{name:28} {kind:22} {right:6} of {of:6} {100 * right / max(of, 1):5.1f} %")


if __name__ == "__main__":
    main()
