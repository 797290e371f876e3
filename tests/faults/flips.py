"""Bits that flip in a library's file, or in its -wal file.

A check of SQLite sees what breaks the form of a page, and a WAL frame has a checksum. What SQLite cannot tell: a flip
within a value (a title, a number), since pages have no checksum; and a -wal file that ends at a flipped frame, since
that is how one looks whose writer was killed. Of these, Ascribe tells a changed text of an article, by its digest.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from typing import NamedTuple

from desktop.library import Library
from desktop.library.sqlite.engine import companions
from tests.faults import libraries
from tests.faults.campaign import Broken, Campaign, Case, hold
from tests.faults.children import Child, Outcome, tried
from tests.faults.uses import EXPORT, RESTORES, USES, used, warmed_up
from tests.making import added_article

_PAGE = 4096  # bytes
_USES = ("open", "check", "export", "backup", *RESTORES)


class _Version(NamedTuple):
    """A library that is closed, or as it is while it is in use."""

    file: bytes
    wal: bytes | None
    rows: str  # what stands for all that is in it


@contextmanager
def _opened(folder: Path) -> Iterator[Case]:
    libraries.make_small(sound := folder / "Not flipped.ascribe")
    warmed_up(sound)
    closed = _Version(sound.read_bytes(), None, libraries.rows(sound))
    (left := folder / "In use.ascribe").write_bytes(closed.file)
    Child(lambda: _leave_wal(left)).outcome().must_be_sound("a library in use")
    file, wal = left.read_bytes(), companions(left)[0].read_bytes()
    in_use = _Version(file, wal, libraries.rows(left))

    def case(number: int, chance: Random, place: Path) -> str:
        path = place / "Flipped.ascribe"
        version = in_use if number % 2 else closed
        in_wal = version.wal is not None and number % 4 == 1
        path.write_bytes(version.file if in_wal else _flipped(version.file, chance))
        if version.wal is not None:
            companions(path)[0].write_bytes(_flipped(version.wal, chance) if in_wal else version.wal)
        outcomes = {name: used(name, path, sound) for name in _USES}
        if outcomes["check"].ended == outcomes["export"].ended == "done":
            exported = place / "use export" / EXPORT
            valid = tried(lambda: USES["validate"](exported))
            hold(valid.ended == "done", f"What was exported is not valid: {valid.complained}")
        return _agrees(path, outcomes["check"], version.rows)

    yield case


def _leave_wal(path: Path) -> None:
    """Works in a library, and ends without closing it."""
    library = Library.open(path, annotator=libraries.ANNOTATOR)
    for number in range(4):
        text = f"{libraries.TEXT}\n{number}"
        libraries.label(library, added_article(library, text, f"Ahead {number}"), text)
    os._exit(0)


def _flipped(content: bytes, chance: Random) -> bytes:
    """With a few bits flipped, anywhere or in the first bytes of a page, which say what is in it."""
    flipped = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 8))):
        at = chance.randrange(len(flipped))
        if chance.random() < 0.5:
            at = min(at - at % _PAGE + chance.randrange(64), len(flipped) - 1)
        flipped[at] ^= 1 << chance.randrange(8)
    return bytes(flipped)


def _agrees(path: Path, check: Outcome, before: str) -> str:
    """Holds what `check` says against what SQLite says, and the texts against their digests."""
    if check.ended == "told":
        return "told"
    try:
        with closing(sqlite3.connect(path)) as connection:
            integrity = connection.execute("PRAGMA integrity_check").fetchone()[0]
            hold(integrity == "ok", f"`check` calls sound of what SQLite says: {integrity}")
            texts = connection.execute(
                "SELECT sha256, text FROM article LEFT JOIN article_text USING (number)"
            ).fetchall()
            now = libraries.digest(connection)
    except sqlite3.Error as error:
        raise Broken(f"`check` calls sound what SQLite cannot read: {error}") from error
    hold(all(hashlib.sha256(text.encode()).hexdigest() == sha256 for sha256, text in texts), "`check` overlooks a text")
    return "nothing that is used" if now == before else "a value that has no checksum"


CAMPAIGN = Campaign(
    name="flips",
    what=f"Flipped bits in a library or its -wal file x {len(_USES)} uses",
    cases=500,
    quick=2,
    opened=_opened,
)
