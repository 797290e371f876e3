"""GePaDe-SpkAtt: speeches in the German Bundestag (github.com/umanlp/spkatt): the development part.

The corpus has words, not texts: they are put together here as German is written.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from desktop.suggest.evaluation.gold import Report
from tests.evaluation.corpus import Corpus, Quote, Text, fragments

_NO_BLANK_BEFORE = frozenset(".,;:!?)]}“‘’…%")
_NO_BLANK_AFTER = frozenset("([{„‚")
_PARTS = {"Message": 0, "Source": 1, "V": 2, "PTC": 2}


def _read(folder: Path) -> Iterator[Text]:
    sentences = json.loads((folder / "data" / "GePaDe" / "dev.json").read_text(encoding="utf-8"))
    for name, part in groupby(sentences.items(), lambda item: str(item[0].rpartition("-sentence-")[0])):
        yield _text(name, [sentence for _, sentence in part])


def _text(name: str, sentences: Iterable[dict[str, Any]]) -> Text:
    text = ""
    quotes: list[Quote] = []
    for sentence in sentences:
        places = []
        glued = False
        for word in sentence["words"]:
            if text and not glued and word not in _NO_BLANK_BEFORE:
                text += " "
            places.append((len(text), len(text) + len(word)))
            text += word
            glued = word in _NO_BLANK_AFTER
        for annotation in sentence["annotations"].values():
            quotes += _quote(annotation["roles"], places)
    return Text(name, text, tuple(quotes))


def _quote(roles: list[str], places: list[tuple[int, int]]) -> Iterator[Quote]:
    """The attribution of one verb, if what was said is marked."""
    parts: tuple[list[tuple[int, int]], ...] = ([], [], [])
    previous = ""
    for role, place in zip(roles, places, strict=True):
        name = role[2:]
        if name in _PARTS:
            spans = parts[_PARTS[name]]
            if spans and name == previous:
                spans[-1] = (spans[-1][0], place[1])
            else:
                spans.append(place)
        previous = name
    if parts[0]:
        yield Quote(Report(*(fragments(spans) for spans in parts)))


CORPORA = (Corpus("Bundestag speeches (GePaDe), development part", "gepade-dev", "spkatt", "de", _read),)
