"""NewsDiscourse: English news in which sentences with speech are marked (Choubey et al., ACL 2020).

Read as github.com/prafulla77/Discoure_Profiling_RL_EMNLP21Findings has it: a text is lines that begin with a mark (H,
S1, S2, ...), and the annotation names these marks. Training and validation part.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from desktop.suggest.evaluation.gold import Report
from tests.evaluation.corpus import Corpus, Quote, Text, fragments

_SENTENCE = re.compile(r"^(H|S\d+)[ \t]+(.*?)[ \t]*$", re.MULTILINE)
_SPEECH = re.compile(r"^T\d+\tSpeech \d+ \d+\t(S\d+)[ \t]*$", re.MULTILINE)
_FOLDER = "Discoure_Profiling_RL_EMNLP21Findings"


def _read(folder: Path) -> Iterator[Text]:
    for part in ("train", "validation"):
        for path in sorted((folder / "data" / part).rglob("*.txt")):
            annotations = path.with_suffix(".ann").read_text(encoding="utf-8")
            yield _text(path.stem, path.read_text(encoding="utf-8"), set(_SPEECH.findall(annotations)))


def _text(name: str, lines: str, with_speech: set[str]) -> Text:
    """The sentences with a blank between them, and a blank line where the file has one."""
    text, sentences, quotes = "", [], []
    end = 0
    for match in _SENTENCE.finditer(lines):
        mark, sentence = match.groups()
        if text:
            text += "\n\n" if "\n\n" in lines[end : match.start()] else " "
        span = (len(text), len(text) + len(sentence))
        text += sentence
        end = match.end()
        if sentence and mark != "H":
            sentences.append(span)
        if sentence and mark in with_speech:
            quotes.append(Quote(Report(fragments([span]))))
    return Text(name, text, tuple(quotes), fragments(sentences))


CORPORA = (
    Corpus("NewsDiscourse, sentences with speech", "news-discourse", _FOLDER, "en", _read, "sentences", "speech"),
)
