"""Ann's library and Bob's, of the same articles, and the ways in which Bob's work comes to Ann."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop import labelling
from desktop.exchange.importing import import_paths
from desktop.exchange.sending import send
from desktop.exchange.taking import incoming
from desktop.exchange.taking.planning import Choices, Plan
from desktop.exchange.taking.taking import preview, take
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import Annotation, Speaker
from tests.making import over, said

TEXT = "“The bridge is safe,” said Ada Lint. “Nobody asked us,” said the ferrymen. It will close in May, she added."


@pytest.fixture
def ann(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "ann.ascribe", annotator="Ann") as library:
        yield library


@pytest.fixture
def bob(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "bob.ascribe", annotator="Bob") as library:
        yield library


@pytest.fixture
def shared(ann: Library, bob: Library, tmp_path: Path) -> str:
    """The id of an article that both have under another id."""
    file = tmp_path / "bridge.txt"
    file.write_text(TEXT, encoding="utf-8")
    import_paths(ann, [file])
    import_paths(bob, [file])
    return ann.article_ids()[0]


def marked(library: Library, words: str, speaker: str = "", label: str = "Claim") -> Annotation:
    """Mark words of the first article, and who said them."""
    (article, *_) = library.article_ids()
    text = library.text(article)
    with library.edit(operations.label(label)) as edit:
        labelling.start_article(edit, edit.article(article))
        made = labelling.annotate(edit, article, text, over(text, words), edit.codebook.label(label))
        assert isinstance(made, Annotation)
        if speaker:
            there = next((one for one in edit.speakers() if one.name == speaker), None)
            labelling.attribute(edit, made, there or edit.add(Speaker(name=speaker)))
    return made


def work(library: Library, layer: str) -> dict[str, list[str]]:
    """What a layer has in the first article: the words of each claim with the names of its speakers."""
    (article, *_) = library.article_ids()
    text, speakers = library.text(article), {one.id: one.name for one in library.speakers()}
    with library.all_layers() as everybody:
        attributions = everybody.attributions(article)
        names = {one.id: one.name for one in everybody.annotators()}
        own = [one for one in everybody.annotations(article) if names.get(one.layer) == layer]
    return {
        words: [
            speakers[source.speaker]
            for source in (attributions[one.id].sources if one.id in attributions else ())
            if source.speaker
        ]
        for one in own
        for words in said(text, [one])
    }


Sent = Callable[[], Path]


@pytest.fixture
def sent(bob: Library, tmp_path: Path) -> Sent:
    """Writes Bob's work into a file."""

    def written() -> Path:
        send(bob, file := tmp_path / "sent.json")
        return file

    return written


def taken(library: Library, file: Path, choices: Choices = Choices()) -> Plan:  # noqa: B008 - it is frozen
    return take(library, incoming.read(file), choices)


def planned(library: Library, file: Path, choices: Choices = Choices()) -> Plan:  # noqa: B008
    return preview(library, incoming.read(file), choices)


def rows(library: Library) -> int:
    return library.newest_row()
