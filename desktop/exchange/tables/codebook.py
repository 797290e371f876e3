"""The table of the codebook: a row for each option, for each attribute without options, for each label without both."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from desktop.base.translation import Message
from desktop.exchange.document import Document, Head
from desktop.exchange.tables.table import Cell, Column, Kind, Layout
from desktop.model import codebook as codebooks
from desktop.model.codebook import Attribute, Codebook, Label, Option
from desktop.model.features import Feature


@dataclass(slots=True)
class Row:
    """A label, and of it an attribute, and of that an option, where there are."""

    label: Label
    attribute: Attribute | None = None
    option: Option | None = None

    def of_attribute(self, field: str) -> Cell:
        return getattr(self.attribute, field) if self.attribute else None

    def of_option(self, field: str) -> Cell:
        return getattr(self.option, field) if self.option else None

    @property
    def parent(self) -> str | None:
        """The name of the option that this one is a part of."""
        found = self.attribute.option(self.option.parent or "") if self.attribute and self.option else None
        return found.name if found else None

    @property
    def default(self) -> Cell:
        """What a new annotation answers, in words."""
        attribute = self.attribute
        return attribute.in_words(attribute.default) if attribute and attribute.default is not None else None


def rows(head: Head, documents: Iterable[Document], layout: Layout) -> Iterator[Row]:
    """The codebook's rows, in its order. The documents are not read."""
    for label in (head.codebook or codebooks.default()).labels:
        if not label.attributes:
            yield Row(label)
        for attribute in label.attributes:
            if not attribute.options:
                yield Row(label, attribute)
            for option in attribute.options:
                yield Row(label, attribute, option)


def columns(codebook: Codebook) -> list[Column]:
    """What is said of a label, of an attribute and of an option."""
    return _COLUMNS


_COLUMNS: Final = [
    Column(id="label_id", name="label_id", value=attrgetter("label.id")),
    Column(id="label", name="label", value=lambda row: row.label.name, holds=Feature.CODEBOOK),
    Column(id="role", name="role", value=attrgetter("label.role")),
    Column(id="color", name="color", value=attrgetter("label.color")),
    Column(id="key", name="key", value=attrgetter("label.shortcut")),
    Column(id="guideline", name="guideline", value=attrgetter("label.guideline")),
    Column(id="attribute_id", name="attribute_id", value=lambda row: row.of_attribute("id")),
    Column(id="attribute", name="attribute", value=lambda row: row.of_attribute("name")),
    Column(id="kind", name="kind", value=lambda row: row.of_attribute("kind")),
    Column(id="open", name="open", value=lambda row: row.of_attribute("open")),
    Column(id="required", name="required", value=lambda row: row.of_attribute("required")),
    Column(id="of_speaker", name="of_speaker", value=lambda row: row.of_attribute("of_speaker")),
    Column(id="default", name="default", value=attrgetter("default")),
    Column(id="attribute_guideline", name="attribute_guideline", value=lambda row: row.of_attribute("guideline")),
    Column(id="option_id", name="option_id", value=lambda row: row.of_option("id")),
    Column(id="option", name="option", value=lambda row: row.of_option("name")),
    Column(id="option_within", name="option_within", value=attrgetter("parent")),
    Column(id="option_color", name="option_color", value=lambda row: row.of_option("color")),
    Column(id="option_guideline", name="option_guideline", value=lambda row: row.of_option("guideline")),
    Column(id="option_retired", name="option_retired", value=lambda row: row.of_option("retired")),
]

KIND: Final = Kind(
    name="codebook",
    title=Message("Codebook"),
    leaves_out=None,
    columns=columns,
    subjects=rows,
)
