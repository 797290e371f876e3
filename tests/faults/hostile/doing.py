"""How one thing is done to a library: each function gives one that makes the library at a path."""

import sqlite3
import struct
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.library import Library
from desktop.library.sql import tables
from desktop.library.sqlite.engine import companions
from tests.faults.hostile.made_of import of_version, sound_bytes
from tests.making import added_article

PAGE = 4096
MOST = 2**63 - 1  # the greatest number that SQLite holds


@contextmanager
def changing(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("PRAGMA legacy_alter_table = ON")  # what refers to a table keeps its name
        connection.create_function("index_words", 1, str, deterministic=True)
        yield connection


def run(*statements: str, of: str = "") -> Callable[[Path], None]:
    """These statements, one after the other, on a sound library: of this version, or one of the versions before."""

    def make(path: Path) -> None:
        path.write_bytes(of_version(of) if of else sound_bytes())
        with changing(path) as connection:
            for statement in statements:
                connection.execute(statement)

    return make


def declared(name: str, former: str, now: str, *then: str) -> Callable[[Path], None]:
    """The declaration of a table or index rewritten, without touching what is in it; then these statements."""
    change = f"UPDATE sqlite_master SET sql = replace(sql, {quoted(former)}, {quoted(now)}) WHERE name = '{name}'"

    def make(path: Path) -> None:
        run(change)(path)
        with changing(path) as connection:
            for statement in then:
                connection.execute(statement)

    return make


def quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def put(table: str, values: Mapping[str, str]) -> Callable[[Path], None]:
    """These SQL expressions as the values of columns in all rows, of whatever type, and whatever rule they break."""

    def make(path: Path) -> None:
        path.write_bytes(sound_bytes())
        with changing(path) as connection:
            (declared,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
            loose = declared
            for kind in (" TEXT", " INTEGER", " FLOAT", " VARCHAR(32)"):
                for column in values:
                    for name in (f"\t{column}{kind}", f'\t"{column}"{kind}'):
                        loose = loose.replace(name, name.removesuffix(kind) + " BLOB")
            for check in ('"start" < "end"', "speaker IS NOT NULL OR mention IS NOT NULL"):
                loose = loose.replace(f"CHECK ({check})", "CHECK (1)")
            loose = loose.replace(" NOT NULL", "")
            connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (loose, table))
        with changing(path) as connection:
            said = ", ".join(f'"{column}" = {value}' for column, value in values.items())
            connection.execute(f"UPDATE {table} SET {said}")
            connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (declared, table))

    return make


def bytes_at(at: int, content: bytes) -> Callable[[Path], None]:
    """These bytes written over those at a place of the file."""

    def make(path: Path) -> None:
        whole = bytearray(sound_bytes())
        whole[at : at + len(content)] = content
        path.write_bytes(whole)

    return make


def root(path: Path, name: str) -> int:
    """Where the first page of a table or an index begins."""
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (page,) = connection.execute(query, (name,)).fetchone()
    return (int(page) - 1) * PAGE


def page(name: str, content: bytes) -> Callable[[Path], None]:
    """The first page of a table or an index written over from its beginning."""

    def make(path: Path) -> None:
        path.write_bytes(sound_bytes())
        at = root(path, name)
        whole = bytearray(sound_bytes())
        whole[at : at + len(content)] = content
        path.write_bytes(whole)

    return make


def fan(child: int, cells: int) -> bytes:
    """A page of a table that has nothing but pointers to one page (https://www.sqlite.org/fileformat2.html#b_tree_pages)."""
    begins = PAGE - 5 * cells
    head = struct.pack(">BHHHBI", 5, 0, cells, begins, 0, child)
    pointers = b"".join(struct.pack(">H", begins + 5 * cell) for cell in range(cells))
    return (head + pointers).ljust(begins, b"\0") + struct.pack(">IB", child, 1) * cells


def fanned_out(name: str) -> Callable[[Path], None]:
    """A table whose few rows are reached by twenty thousand ways, and seem to be as many.

    Of more, everything takes as long as in a library that really has so many rows: that is no fault of the file's.
    """

    def make(path: Path) -> None:
        path.write_bytes(sound_bytes())
        at = root(path, name)
        whole = bytearray(sound_bytes())
        rows, last = whole[at : at + PAGE], len(whole) // PAGE
        whole[at : at + PAGE] = fan(last + 1, 100)
        whole += fan(last + 2, 200) + rows
        whole[28:32] = struct.pack(">I", last + 2)
        path.write_bytes(whole)

    return make


def out_of_order(name: str) -> Callable[[Path], None]:
    """A table or an index with what its first page points to in reversed order: a walk finds it, a search does not."""

    def make(path: Path) -> None:
        path.write_bytes(sound_bytes())
        at = root(path, name)
        whole = bytearray(sound_bytes())
        kind, cells = struct.unpack_from(">BxxH", whole, at)
        head = at + (12 if kind in (2, 5) else 8)  # what points to pages has four bytes more
        pointers = struct.unpack_from(f">{cells}H", whole, head)
        struct.pack_into(f">{cells}H", whole, head, *reversed(pointers))
        path.write_bytes(whole)

    return make


def freed(path: Path) -> None:
    """A list of free pages that leads in a circle."""
    run("DROP TABLE kept", "CREATE TABLE kept (name TEXT NOT NULL, content BLOB NOT NULL)")(path)
    whole = bytearray(path.read_bytes())
    first = 3
    whole[32:40] = struct.pack(">II", first, 100)
    whole[(first - 1) * PAGE :][:8] = struct.pack(">II", first, 0)
    path.write_bytes(whole)


def remade(*pragmas: str) -> Callable[[Path], None]:
    """A library that SQLite wrote anew in another way."""

    def make(path: Path) -> None:
        path.write_bytes(sound_bytes())
        with changing(path) as connection:
            connection.execute("PRAGMA writable_schema = OFF")
            for pragma in pragmas:
                connection.execute(f"PRAGMA {pragma}")
            connection.execute("VACUUM")

    return make


def in_utf16(path: Path) -> None:
    """All tables and rows, in another encoding."""
    with TemporaryDirectory() as folder:
        (sound := Path(folder) / "Sound.ascribe").write_bytes(sound_bytes())
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA encoding = 'UTF-16le'")
            connection.execute(f"PRAGMA application_id = {tables.APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {tables.VERSION}")
            with closing(sqlite3.connect(sound)) as source:
                for statement in source.iterdump():
                    if "article_search" not in statement and "sqlite_sequence" not in statement:
                        connection.execute(statement)
            connection.execute(tables.SEARCH_INDEX)


def beside(kind: int, content: Callable[[], bytes]) -> Callable[[Path], None]:
    """A sound library with a -wal (0), -shm (1) or -journal (2) file beside it that does not belong to it."""

    def make(path: Path) -> None:
        path.write_bytes(sound_bytes())
        companions(path)[kind].write_bytes(content())

    return make


def wal_of_another() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "Other.ascribe"
        with Library.open(path, annotator="eve") as library:
            added_article(library, "Of another library.")
            return companions(path)[0].read_bytes()


def hot_journal() -> bytes:
    """A journal with nonsense for the first pages, which SQLite would put back into the library."""
    pages = (len(sound_bytes()) // PAGE, 2)
    head = bytes.fromhex("d9d505f920a163d7") + struct.pack(">IIIII", pages[1], 0, pages[0], 512, PAGE)
    return head.ljust(512, b"\0") + b"".join(
        struct.pack(">I", number) + bytes(PAGE) + struct.pack(">I", 0) for number in (1, 2)
    )


def consisting_of(content: Callable[[], bytes]) -> Callable[[Path], None]:
    """A file with this in it, and nothing else."""

    def make(path: Path) -> None:
        path.write_bytes(content())

    return make
