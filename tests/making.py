"""Records for tests, made with as few words as possible."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from desktop.base import files_open_in_sqlite
from desktop.base.library_address import LibraryAddress
from desktop.library import Edit, Library, network_drives
from desktop.library.sqlite.engine import companions
from desktop.model import operations
from desktop.model.codebook import Attribute, AttributeKind, Codebook, Option
from desktop.model.records import Annotation, Article, AttributeValue, new_id
from desktop.model.text import Fragment


def article_of(text: str, title: str = "A title", **known: Any) -> Article:
    """An article record for this text."""
    return Article(
        id=known.pop("id", new_id()),
        title=title,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        length=len(text),
        **known,
    )


def added_article(library: Library, text: str, title: str = "A title", **known: Any) -> Article:
    """An article that the library has from now on."""
    with library.edit(operations.import_articles()) as edit:
        return edit.add_article(article_of(text, title, **known), text)


def question(name: str, kind: AttributeKind = "text", *options: str, open: bool = False) -> Attribute:
    """An attribute with these options. As in what Ascribe 0.1.0 wrote, each is known by its name."""
    asked = tuple(Option(id=option, name=option) for option in options)
    return Attribute(id=name, name=name, kind=kind, options=asked, open=open)


def option_names(codebook: Codebook, label: str, attribute: str) -> tuple[str, ...]:
    """The names of the options that an attribute of a label offers."""
    asked = codebook.label(label).attribute(attribute)
    return tuple(option.name for option in asked.options) if asked else ()


def answers(codebook: Codebook, annotation: Annotation) -> dict[str, AttributeValue]:
    """What an annotation answers, as a person reads it, by attribute id."""
    label = codebook.label(annotation.label)
    return {id: label.in_words(id, value) for id, value in annotation.attributes.items()}


def over(text: str, *phrases: str) -> tuple[Fragment, ...]:
    """The fragments where these phrases stand in the text, each looked for after the one before."""
    found: list[Fragment] = []
    for phrase in phrases:
        start = text.index(phrase, found[-1].end if found else 0)
        found.append(Fragment(start, start + len(phrase)))
    return tuple(found)


def added(edit: Edit, article: Article, text: str, label: str, *phrases: str) -> Annotation:
    """An annotation over these phrases, added as it stands, without what `labelling` would do beside."""
    return edit.add(Annotation(article=article.id, label=label, fragments=over(text, *phrases)))


def said(text: str, annotations: Sequence[Annotation]) -> list[str]:
    """What each annotation covers, its parts joined by a stroke."""
    return ["|".join(text[start:end] for start, end in annotation.fragments) for annotation in annotations]


def mounted(monkeypatch: pytest.MonkeyPatch, folder: Path, kinds: Mapping[Path, str]) -> None:
    """From now on these folders are drives of these kinds ("nfs4"). The table that says so is put into `folder`."""
    lines = ["20 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw"]
    for number, (at, kind) in enumerate(kinds.items(), start=21):
        place = str(at).replace(" ", "\\040")
        lines.append(f"{number} 20 0:{number} / {place} rw shared:{number} - {kind} source rw")
    table = folder / "mountinfo"
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.setattr(network_drives, "TABLE", table)


def as_open_elsewhere(library: Library) -> None:
    """Lets this process take a library that it has open for one that another computer has open."""
    file = library.address.file
    files_open_in_sqlite.note_closed((file, *companions(file)))


def held_by(library: LibraryAddress | Path, computer: str, machine: str = "", *, since: float | None = None) -> None:
    """Puts the lock of a window on this computer beside a library, as Qt's QLockFile writes it."""
    lock = LibraryAddress.of(library).lock
    lock.write_text(f"4711\nascribe\n{computer}\n{machine}\nid of its last start\n", encoding="utf-8")
    if since is not None:
        os.utime(lock, (since, since))
