"""The shape of a codebook's file format."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop.base.translation import Message, Plural
from desktop.model.codebook import Attribute, Codebook, Option

Count = Callable[[Codebook], int]


@dataclass(frozen=True, kw_only=True)
class CodebookFormat:
    """One file format for codebooks."""

    name: str  # as the command line's --format takes it
    title: Message
    extension: str  # in small letters, with the point
    read: Callable[[bytes, str], Codebook]
    """From a file's bytes; the second is the codebook's name where the file has none. Raises Unfit, naming no file."""
    write: Callable[[Codebook], bytes]
    lacks: tuple[tuple[Plural, Count], ...] = ()  # what it cannot hold, with how often a codebook has it


def attributes_of(codebook: Codebook) -> Iterator[Attribute]:
    return (attribute for label in codebook.labels for attribute in label.attributes)


def options_of(codebook: Codebook) -> Iterator[Option]:
    return (option for attribute in attributes_of(codebook) for option in attribute.options)
