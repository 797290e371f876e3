"""`model.folding.folded` as a function of the server, made of the same tables: queries ask for it by that name."""

import unicodedata
from collections.abc import Iterator
from functools import cache

from sqlalchemy import Connection, text

from desktop.model import folding

# Where letters and marks are: no planes of Chinese alone, of private use, or of halves of characters.
_INHABITED = (*range(0xAD, 0xD800), *range(0xE000, 0x20000), *range(0xE0000, 0xE1000))
_ICU = "und-x-icu"  # a collation that knows the small letters of all scripts, in whichever language the server is


def make_function(connection: Connection) -> None:
    """Makes the function `folded` in the library's schema."""
    known = connection.execute(text("SELECT EXISTS (SELECT FROM pg_collation WHERE collname = :name)"), {"name": _ICU})
    connection.exec_driver_sql(_declaration(_ICU if known.scalar_one() else "default"))


@cache
def _declaration(collation: str) -> str:
    alike = {key: value or "" for key, value in folding.ALIKE.items()}
    folds = dict(_folds_of_small_letters())
    lowered = f"""lower(replace($1, 'İ', 'i') COLLATE "{collation}")"""
    apart = f"""lower(normalize({_mapped(lowered, alike)}, NFKD) COLLATE "{collation}")"""
    kept = f"regexp_replace(normalize({_mapped(apart, folds)}, NFKD), '[{_dropped()}]', '', 'g')"
    body = f"normalize({_mapped(kept, alike)}, NFC)"
    return (
        "CREATE FUNCTION folded(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS "
        f"$fold$ SELECT CASE WHEN octet_length($1) = char_length($1) THEN lower($1) ELSE {body} END $fold$"
    )


def _mapped(expression: str, letters: dict[int, str]) -> str:
    """SQL for an expression in which each of these letters became what stands for it."""
    gone = "".join(chr(letter) for letter, become in letters.items() if not become)
    single = {letter: become for letter, become in letters.items() if len(become) == 1}
    for letter, several in letters.items():
        if len(several) > 1:
            expression = f"replace({expression}, {_quoted(chr(letter))}, {_quoted(several)})"
    return f"translate({expression}, {_quoted(''.join(map(chr, single)) + gone)}, {_quoted(''.join(single.values()))})"


def _quoted(letters: str) -> str:
    return "'" + letters.replace("'", "''") + "'"


def _folds_of_small_letters() -> Iterator[tuple[int, str]]:
    """What no capital is, and is compared as another letter all the same: ß, the Greek ς."""
    for number in _INHABITED:
        letter = chr(number)
        if letter.lower() == letter and letter.casefold() != letter and unicodedata.normalize("NFKD", letter) == letter:
            yield number, letter.casefold()


def _dropped() -> str:
    """The marks that a folded text lacks, as PostgreSQL writes ranges of letters in brackets."""
    numbers = [n for n in _INHABITED if folding.is_dropped(chr(n))]
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)
