"""A list of speakers that somebody made (CSV): read, compared with a library's speakers, and taken in as one step.

Columns are known by their names, those of attributes by the codebook's. Who has the same id is the same, then who has
the same external id, then who is called so. What a row does not say stays as it is.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from desktop import labelling
from desktop.base import files
from desktop.base.control_characters import on_one_line
from desktop.base.decoding import decoded
from desktop.base.errors import KnownError, Unfit
from desktop.base.translation import Plural, listed, translated, translated_plural
from desktop.exchange.formats.tables.cells import BETWEEN, read_back
from desktop.exchange.formats.tables.delimited import delimiter_of
from desktop.exchange.tables.incoming import headed
from desktop.library import Edit, Reader
from desktop.model.codebook import Attribute, Codebook, Option
from desktop.model.folding import folded
from desktop.model.records import SPEAKER_KINDS, Fact, Speaker, SpeakerKind, new_id
from desktop.model.speaker_facts import AFFILIATION, ROLE, overlap
from desktop.model.speakers import SpeakersByName
from desktop.model.written_facts import Said, answer_of, is_mistimed, new_options, parted, words_of

_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {  # what the columns of each field are called, folded
    "name": ("name", "speaker", "full name"),
    "aliases": ("aliases", "alias", "also called", "other names"),
    "kind": ("kind", "type"),
    "role": ("role", "function", "position", "office"),
    "affiliation": ("affiliation", "organisation", "organization"),
    "external_id": ("external_id", "external id", "wikidata", "qid"),
    "note": ("note", "notes"),
    "id": ("speaker_id", "speaker id", "id"),
}
_COUNTS: Final = frozenset({"claims", "articles"})  # which our own lists have, too
_KINDS: Final[Mapping[str, SpeakerKind]] = {
    **{kind: kind for kind in SPEAKER_KINDS},
    "organization": "organisation",
    "org": "organisation",
}
_OVER_TIME: Final = {"role": ROLE, "affiliation": AFFILIATION}
_PLAIN: Final = ("external_id", "note")
_MOST_REMARKS: Final = 50

_MORE: Final = Plural("The same is true of {count} more.", "The same is true of {count} more.")

Row = Mapping[str, str]  # what stands in a row, by the column's name


@dataclass(frozen=True)
class SpeakerList:
    """A list as it was read."""

    path: Path
    columns: Mapping[str, str]  # by a field of speakers: the column's name
    others: Sequence[str]  # the names of the other columns
    rows: Sequence[Row]


@dataclass
class Plan:
    """What taking a list in would do."""

    new: list[Speaker] = field(default_factory=list)
    changed: list[tuple[Speaker, Mapping[str, Any]]] = field(
        default_factory=list
    )  # as it is, and what would be changed
    same: int = 0
    kept: int = 0  # who are known otherwise in the library, and stay so
    options: list[tuple[str, str, Option]] = field(default_factory=list)  # that join: ids of label and attribute
    left_out: list[str] = field(default_factory=list)  # sentences: the first ones
    more_left_out: int = 0  # how many more there would be

    @property
    def count(self) -> int:
        """How many speakers it adds or changes."""
        return len(self.new) + len(self.changed)

    @property
    def remarks(self) -> list[str]:
        """What is left out, in sentences; of many, the first ones and how many there are besides."""
        more = translated_plural(*_MORE, self.more_left_out) if self.more_left_out else ""
        return [*self.left_out, *filter(None, [more])]


def read(path: Path) -> SpeakerList:
    """The list of a file: its encoding and delimiter are found.

    Raises:
        KnownError: the file cannot be read, or no column has names; the sentence names the file.
    """
    try:
        text = decoded(files.contents(path, files.SIZE_LIMIT))
        rows = _rows(text)
    except Unfit as error:
        raise KnownError(translated("{file}: {reason}", file=path, reason=error)) from error
    names = list(rows[0]) if rows else []
    simple = {folded(name).strip(): name for name in reversed(names)}
    columns: dict[str, str] = {}
    for one, known in _COLUMNS.items():
        if (name := next((simple[name] for name in known if name in simple), None)) is not None:
            columns[one] = name
    if "name" not in columns:
        raise KnownError(translated("{file} has no column “name”, so it is not a list of speakers.", file=path))
    others = [name for name in names if name not in columns.values() and folded(name) not in _COUNTS]
    return SpeakerList(path, columns, others, rows)


def _rows(text: str) -> list[Row]:
    csv.field_size_limit(max(csv.field_size_limit(), files.SIZE_LIMIT))
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    try:
        return [{name: read_back(str(value)) for name, value in row.items()} for row in headed(lines)]
    except csv.Error as error:
        raise Unfit(translated("It is not a table with rows and columns: {reason}.", reason=error)) from error


def plan(reader: Reader, found: SpeakerList, *, replacing: bool = False) -> Plan:
    """What the list would change in a library.

    With `replacing`, the list counts where the library says something else; else it fills in what is not known yet.
    """
    return _Planning(reader.speakers(), reader.codebook, found, replacing).made


def take_in(edit: Edit, found: SpeakerList, *, replacing: bool = False) -> Plan:
    """Takes the list in; gives what was done."""
    made = plan(edit, found, replacing=replacing)
    for label, attribute, option in made.options:
        edit.set_codebook(edit.codebook.with_part((label, attribute), option))
    labelling.add_speakers(edit, made.new)
    edit.change_all((speaker, fields) for speaker, fields in made.changed if "name" not in fields)
    for speaker, fields in made.changed:
        if "name" in fields:
            labelling.edit_speaker(edit, speaker, **fields)
    return made


class _Planning:
    """Goes through the rows; who was added by one is known to those after it."""

    def __init__(self, speakers: Iterable[Speaker], codebook: Codebook, found: SpeakerList, replacing: bool) -> None:
        self.made = Plan()
        self._found = found
        self._replacing = replacing
        everyone = list(speakers)
        self._before = {one.id: one for one in everyone}
        self._by_name = SpeakersByName(everyone)
        self._by_external_id = {one.external_id: one.id for one in reversed(everyone) if one.external_id}
        self._attributes = self._asked(codebook)
        self._labels = {one.id: codebook.label_of_speaker_attribute(one.id) for one in codebook.speaker_attributes}
        touched: dict[str, None] = {}
        same: set[str] = set()
        kept: set[str] = set()
        for number, row in enumerate(found.rows, start=2):
            if not self._of(row, "name"):
                continue
            said = self._said(row, number)
            known = self._known(said)
            now, differs = self._together(known, said) if known else (said, False)
            if differs:
                kept.add(now.id)
            if now == known:
                same.add(now.id)
                continue
            touched[now.id] = None
            self._by_name.put(now)
            if now.external_id:
                self._by_external_id.setdefault(now.external_id, now.id)
        for id in touched:
            now = self._now(id)
            if (before := self._before.get(id)) is None:
                self.made.new.append(now)
            else:
                self.made.changed.append((before, _difference(before, now)))
        self.made.same = len(same - touched.keys())
        self.made.kept = len(kept)

    def _now(self, id: str) -> Speaker:
        now = self._by_name.get(id)
        assert now is not None
        return now

    def _asked(self, codebook: Codebook) -> dict[str, Attribute]:
        """The attributes that columns answer, by the columns' names."""
        known = list(reversed(codebook.speaker_attributes))
        asked: dict[str, Attribute] = {}
        for called in (  # two names may differ in case alone, so what is written the same goes first
            {one.name: one for one in known},
            {folded(one.id): one for one in known} | {folded(one.name): one for one in known},
        ):
            for name in self._found.others:
                attribute = called.get(name) or called.get(folded(name))
                if name not in asked and attribute and attribute not in asked.values():
                    asked[name] = attribute
        unknown = [name for name in self._found.others if name not in asked]
        if unknown:
            columns = listed(on_one_line(name)[:40] for name in unknown[:12])
            self._leave_out(
                translated(
                    "These columns are not used, because the codebook has no such attribute of speakers: {columns}.",
                    columns=columns,
                )
            )
        return asked

    def _leave_out(self, sentence: str) -> None:
        if len(self.made.left_out) < _MOST_REMARKS:
            self.made.left_out.append(sentence)
        else:
            self.made.more_left_out += 1

    def _of(self, row: Row, field: str) -> str:
        return on_one_line(row.get(self._found.columns.get(field, ""), "")).strip()

    def _said(self, row: Row, number: int) -> Speaker:
        """The speaker as the row says."""
        aliases = (alias.strip() for alias in self._of(row, "aliases").split(BETWEEN.strip()))
        facts: list[Fact] = []
        known = {name: self._of(row, name) for name in _PLAIN}
        for name, about in _OVER_TIME.items():
            said = self._parted(self._of(row, name), number)
            known[name] = next((one.words for one in said if not (one.since or one.until)), "")
            facts += [Fact(about, one.words, one.since, one.until) for one in said if one.since or one.until]
        for column in self._attributes:
            facts += self._without_overlaps(self._answers(column, on_one_line(row.get(column, "")), number), number)
        name = self._of(row, "name")
        return Speaker(
            id=self._of(row, "id") or new_id(),
            role=known["role"],
            affiliation=known["affiliation"],
            external_id=known["external_id"],
            note=known["note"],
            name=name,
            kind=self._kind(row, number),
            aliases=tuple(dict.fromkeys(alias for alias in aliases if alias and alias != name)),
            facts=tuple(facts),
        )

    def _kind(self, row: Row, number: int) -> SpeakerKind:
        words = self._of(row, "kind")
        if words and folded(words) not in _KINDS:
            self._leave_out(translated("Row {number}: “{words}” is not a kind of speaker.", number=number, words=words))
        return _KINDS.get(folded(words), "person")

    def _parted(self, cell: str, number: int) -> list[Said]:
        """What a cell says, without what has a time that is none."""
        said = parted(cell)
        for one in said:
            if is_mistimed(one):
                self._leave_out(
                    translated(
                        "Row {number}: “{words}” has no time such as [2019/2021-05], [2019/..] or [../2021].",
                        number=number,
                        words=one.words[:80],
                    )
                )
        return [one for one in said if not is_mistimed(one)]

    def _answers(self, column: str, cell: str, number: int) -> Iterator[Fact]:
        for words, since, until in self._parted(cell, number):
            attribute = self._attributes[column]
            for name in new_options(words, attribute):
                option = Option(name=name)
                self.made.options.append((self._labels[attribute.id], attribute.id, option))
                attribute = self._attributes[column] = attribute.with_option(option)
            try:
                yield Fact(attribute.id, answer_of(words, attribute), since, until)
            except ValueError:
                self._leave_out(
                    translated(
                        "Row {number}: “{words}” is not an answer to “{attribute}”.",
                        number=number,
                        words=words[:80],
                        attribute=attribute.name,
                    )
                )

    def _without_overlaps(self, answers: Iterable[Fact], number: int) -> list[Fact]:
        """The answers to one attribute, without those whose time is another one's, which stands before."""
        kept: list[Fact] = []
        for fact in answers:
            other = next((one for one in kept if overlap(one, fact)), None)
            if other is None:
                kept.append(fact)
            elif other.value != fact.value:
                attribute = next(one for one in self._attributes.values() if one.id == fact.about)
                self._leave_out(
                    translated(
                        "Row {number}: the times of “{words}” and “{others}” overlap, so “{others}” is left out.",
                        number=number,
                        words=words_of(other.value, attribute)[:80],
                        others=words_of(fact.value, attribute)[:80],
                    )
                )
        return kept

    def _known(self, said: Speaker) -> Speaker | None:
        """Whom the row means of those who are known by now."""
        if there := self._by_name.get(said.id):
            return there
        if said.external_id and (id := self._by_external_id.get(said.external_id)):
            return self._now(id)
        called = [
            one
            for one in self._by_name.called([said.name])
            if not ("kind" in self._found.columns and one.kind != said.kind)
            and not (one.external_id and said.external_id and one.external_id != said.external_id)
        ]
        of_the_name = (one for one in called if folded(one.name) == folded(said.name))
        return next(of_the_name, called[0] if len(called) == 1 else None)

    def _together(self, known: Speaker, said: Speaker) -> tuple[Speaker, bool]:
        """What is known with what the row says, and whether something differs and stays."""
        differs = False
        fields: dict[str, Any] = {}
        names = [*_PLAIN, *_OVER_TIME, *(["kind"] if self._found.columns.get("kind") else [])]
        for name in names:
            own, other = getattr(known, name), getattr(said, name)
            if not other or own == other:
                continue
            if self._replacing or not own:
                fields[name] = other
            else:
                differs = True
        facts = list(known.facts)
        for about in dict.fromkeys(fact.about for fact in said.facts):
            own_facts = [fact for fact in facts if fact.about == about]
            other_facts = [fact for fact in said.facts if fact.about == about]
            if own_facts == other_facts:
                continue
            if self._replacing or not own_facts:
                facts = [fact for fact in facts if fact.about != about] + other_facts
            else:
                differs = True
        aliases = [*known.aliases, *said.aliases]
        if known.name != said.name:
            if self._replacing and folded(known.name) != folded(said.name) and said.name not in known.aliases:
                fields["name"] = said.name
                aliases.append(known.name)
            elif folded(known.name) != folded(said.name):
                aliases.append(said.name)
        name = fields.get("name", known.name)
        named = {folded(known.name), folded(name)} if name == known.name else {folded(name)}
        new = tuple(dict.fromkeys(alias for alias in aliases if alias in known.aliases or folded(alias) not in named))
        return replace(known, **fields, facts=tuple(facts), aliases=new), differs


def _difference(before: Speaker, now: Speaker) -> dict[str, Any]:
    names = ("name", "kind", "aliases", "role", "affiliation", "external_id", "note", "facts")
    return {name: getattr(now, name) for name in names if getattr(now, name) != getattr(before, name)}


def in_words(made: Plan) -> list[str]:
    """How much a plan does, as parts of a sentence."""
    counts = (len(made.new), len(made.changed), made.same, made.kept)
    return [translated_plural(*words, count) for words, count in zip(_DONE, counts, strict=True)]


_DONE: Final = (
    Plural("{count} speaker is new", "{count} speakers are new"),
    Plural("{count} speaker is changed", "{count} speakers are changed"),
    Plural("{count} speaker is as before", "{count} speakers are as before"),
    Plural(
        "{count} speaker differs in the library and stays as it is there",
        "{count} speakers differ in the library and stay as they are there",
    ),
)
