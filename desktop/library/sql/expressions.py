"""Words of SQL that SQLite and PostgreSQL have in different ways, each in both.

JSON is kept as text. In a damaged file of SQLite there may be something else, which is taken for nothing.
"""

from typing import Any

from sqlalchemy import Boolean, Integer, String, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.functions import FunctionElement

from desktop.library.sql.tables import annotation


class PlaceOf(FunctionElement[int]):
    """Where a text has some letters: the text, the letters; 0 for nowhere."""

    type = Integer()
    inherit_cache = True


class BytesIn(FunctionElement[int]):
    """How many bytes a text has in UTF-8."""

    type = Integer()
    inherit_cache = True


class ListSize(FunctionElement[int]):
    """How many elements a JSON list has."""

    type = Integer()
    inherit_cache = True


class GuessedName(FunctionElement[str]):
    """The name of the speaker whom the evidence of a suggestion guesses."""

    type = String()
    inherit_cache = True


class HasAnswer(FunctionElement[bool]):
    """Whether answers have one to an attribute: the answers, the attribute's id."""

    type = Boolean()
    inherit_cache = True


class LacksAnswer(FunctionElement[bool]):
    """Whether answers have none to an attribute, or an empty one."""

    type = Boolean()
    inherit_cache = True


class HasOption(FunctionElement[bool]):
    """Whether the answer to an attribute is an option or has it: the answers, the attribute's id, the option's."""

    type = Boolean()
    inherit_cache = True


class NotAccepted(FunctionElement[bool]):
    """Whether an annotation waits or was rejected, asked by the index of those."""

    type = Boolean()
    inherit_cache = True


def has_answer(attribute: str) -> ColumnElement[bool]:
    """Whether an annotation has an answer to this attribute."""
    return HasAnswer(annotation.c.attributes, literal(attribute))


def lacks_answer(attribute: str) -> ColumnElement[bool]:
    """Whether an annotation has no answer to this attribute, or an empty one."""
    return LacksAnswer(annotation.c.attributes, literal(attribute))


def has_option(attribute: str, option: str) -> ColumnElement[bool]:
    """Whether an annotation's answer to this attribute is this option, or has it among others."""
    return HasOption(annotation.c.attributes, literal(attribute), literal(option))


def _parts(element: FunctionElement[Any], compiler: SQLCompiler, **options: Any) -> list[str]:
    return [compiler.process(one, **options) for one in element.clauses]


@compiles(PlaceOf, "sqlite")
def _(element: PlaceOf, compiler: SQLCompiler, **options: Any) -> str:
    text, letters = _parts(element, compiler, **options)
    return f"instr({text}, {letters})"


@compiles(PlaceOf, "postgresql")
def _(element: PlaceOf, compiler: SQLCompiler, **options: Any) -> str:
    text, letters = _parts(element, compiler, **options)
    return f"strpos({text}, {letters})"


@compiles(BytesIn, "sqlite")
def _(element: BytesIn, compiler: SQLCompiler, **options: Any) -> str:
    (text,) = _parts(element, compiler, **options)
    return f"length(CAST({text} AS BLOB))"


@compiles(BytesIn, "postgresql")
def _(element: BytesIn, compiler: SQLCompiler, **options: Any) -> str:
    (text,) = _parts(element, compiler, **options)
    return f"octet_length({text})"


@compiles(ListSize, "sqlite")
def _(element: ListSize, compiler: SQLCompiler, **options: Any) -> str:
    (kept,) = _parts(element, compiler, **options)
    return f"iif(json_valid({kept}), json_array_length({kept}), 0)"


@compiles(ListSize, "postgresql")
def _(element: ListSize, compiler: SQLCompiler, **options: Any) -> str:
    (kept,) = _parts(element, compiler, **options)
    return f"json_array_length(({kept})::json)"


@compiles(GuessedName, "sqlite")
def _(element: GuessedName, compiler: SQLCompiler, **options: Any) -> str:
    (kept,) = _parts(element, compiler, **options)
    return f"json_extract(CASE WHEN json_valid({kept}) THEN {kept} ELSE '{{}}' END, '$.speaker.name')"


@compiles(GuessedName, "postgresql")
def _(element: GuessedName, compiler: SQLCompiler, **options: Any) -> str:
    (kept,) = _parts(element, compiler, **options)
    return f"(({kept})::json #>> '{{speaker,name}}')"


@compiles(HasAnswer, "sqlite")
def _(element: HasAnswer, compiler: SQLCompiler, **options: Any) -> str:
    kept, attribute = _parts(element, compiler, **options)
    return f"EXISTS (SELECT 1 FROM json_each({kept}) AS answer WHERE answer.key = {attribute})"


@compiles(HasAnswer, "postgresql")
def _(element: HasAnswer, compiler: SQLCompiler, **options: Any) -> str:
    kept, attribute = _parts(element, compiler, **options)
    return f"((({kept})::json -> {attribute}) IS NOT NULL)"


@compiles(LacksAnswer, "sqlite")
def _(element: LacksAnswer, compiler: SQLCompiler, **options: Any) -> str:
    kept, attribute = _parts(element, compiler, **options)
    return (
        f"NOT EXISTS (SELECT 1 FROM json_each({kept}) AS answer"
        f" WHERE answer.key = {attribute} AND answer.value NOT IN ('', '[]'))"
    )


@compiles(LacksAnswer, "postgresql")
def _(element: LacksAnswer, compiler: SQLCompiler, **options: Any) -> str:
    kept, attribute = _parts(element, compiler, **options)
    return f"""(COALESCE((({kept})::json -> {attribute})::text, '""') IN ('""', '[]'))"""


@compiles(HasOption, "sqlite")
def _(element: HasOption, compiler: SQLCompiler, **options: Any) -> str:
    kept, attribute, option = _parts(element, compiler, **options)
    return (
        f"EXISTS (SELECT 1 FROM json_each({kept}) AS answer WHERE answer.key = {attribute}"
        f" AND (answer.value = {option} OR (answer.type = 'array' AND"
        f" EXISTS (SELECT 1 FROM json_each(answer.value) AS chosen WHERE chosen.value = {option}))))"
    )


@compiles(HasOption, "postgresql")
def _(element: HasOption, compiler: SQLCompiler, **options: Any) -> str:
    kept, attribute, option = _parts(element, compiler, **options)
    return f"COALESCE((({kept})::json -> {attribute})::jsonb @> to_jsonb({option}::text), false)"


@compiles(NotAccepted, "sqlite")
def _(element: NotAccepted, compiler: SQLCompiler, **options: Any) -> str:
    # In the order in which they lie in the file: by their ids it takes thrice as long.
    return (
        "annotation.rowid IN"
        " (SELECT rowid FROM annotation INDEXED BY ix_annotation_not_accepted WHERE status != 'accepted')"
    )


@compiles(NotAccepted, "postgresql")
def _(element: NotAccepted, compiler: SQLCompiler, **options: Any) -> str:
    return "annotation.status != 'accepted'"
