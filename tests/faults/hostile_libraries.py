"""Libraries that nobody's Ascribe made: foreign, damaged or ill-willed. `KINDS` has them all, each by its name.

Each kind is a sound library with one thing done to it. Opening one, and every command on it, ends in a sentence or in a
sound result: `tests/desktop/library/test_hostile_libraries.py`.
"""

import lzma
import sqlite3
import struct
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Column, Text

from desktop.library import Library
from desktop.library.sqlite import tables
from desktop.library.sqlite.engine import companions
from desktop.model import operations
from desktop.model.codebook import Attribute, Codebook, Option
from desktop.model.records import Annotation, Attribution, Evidence, Source, Speaker, SpeakerGuess
from tests.making import added, added_article, over

TEXT = "“Never,” the minister said. He added that the dam would hold, according to Ruiz. "

_FIXTURES = Path(__file__).parents[1] / "desktop" / "library" / "sqlite" / "fixtures"
_PAGE = 4096
_MOST = 2**63 - 1  # the greatest number that SQLite holds
_LONG = "length(replace(hex(zeroblob(300000000)), '0', 'ab'))"  # takes seconds, and a gigabyte
_ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT"


# What each kind is made of


@cache
def _sound() -> bytes:
    """A library of three articles with all that there can be in them, and with something to undo and to redo."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "Sound.ascribe"
        with Library.open(path, annotator="ada") as library:
            with library.edit(operations.answer("Topic")) as edit:
                edit.set_codebook(_with_topics(edit.codebook))
            for number in (1, 2, 3):
                _add_labelled(library, number)
            with library.edit(operations.add_speaker()) as edit:
                edit.add(Speaker(name="Redo"))
            library.undo()
            library.keep("model", b"no model")
        return path.read_bytes()


def _with_topics(codebook: Codebook) -> Codebook:
    options = (Option(id="economy", name="Economy"), Option(id="taxes", name="Taxes", parent="economy"))
    topic = Attribute(id="topic", name="Topic", kind="choices", options=options, open=True)
    claim, *others = codebook.labels
    return Codebook(name=codebook.name, labels=(replace(claim, attributes=(*claim.attributes, topic)), *others))


def _add_labelled(library: Library, number: int) -> None:
    text = TEXT * number
    article = added_article(library, text, f"Title {number}", publisher="Herald", published="2026-11-21")
    claim, speaker, cue = (library.codebook.of_role(role)[0] for role in ("claim", "speaker", "cue"))
    with library.edit(operations.label("Claim")) as edit:
        ruiz = edit.add(Speaker(name=f"Ruiz {number}", aliases=("R.",)))
        said = added(edit, article, text, claim, "“Never,”", "the dam would hold")
        said = edit.change(said, attributes={"quotation": "mixed", "topic": ("taxes",)}, note="A note")
        inner = added(edit, article, text, claim, "the dam")
        mention = edit.change(added(edit, article, text, speaker, "the minister"), speaker=ruiz.id)
        word = added(edit, article, text, cue, "said")
        sources = (Source(ruiz.id, mention.id), Source(mention=mention.id))
        edit.add(Attribution(claim=said.id, article=article.id, cues=(word.id,), sources=sources))
        edit.add(Attribution(claim=inner.id, article=article.id, parent=said.id))
    with library.edit(operations.suggest()) as edit:
        waits = {"article": article.id, "status": "suggested", "origin": "rules", "confidence": 0.7}
        guess = Evidence(rule="according to", cue="according to", speaker=SpeakerGuess("Ruiz", ("R.",)))
        shown = edit.add(Annotation(label=speaker, fragments=over(text, "Ruiz"), evidence=guess, **waits))  # type: ignore[arg-type]
        proposed = over(text, "He added that the dam would hold")
        evidence = Evidence(rule="according to")
        one = edit.add(Annotation(label=claim, fragments=proposed, evidence=evidence, **waits))  # type: ignore[arg-type]
        edit.add(Attribution(claim=one.id, article=article.id, sources=(Source(mention=shown.id),)))
    if number == 1:
        with library.edit(operations.mark_articles("done", 1)) as edit:
            edit.change(article, status="done")


@cache
def _of_version(name: str) -> bytes:
    """A library that an earlier version made: see the fixtures of the migrations."""
    return lzma.decompress((_FIXTURES / f"{name}.ascribe.xz").read_bytes())


# How it is done


@contextmanager
def _changing(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("PRAGMA legacy_alter_table = ON")  # what refers to a table keeps its name
        connection.create_function("index_words", 1, str, deterministic=True)
        yield connection


def _run(*statements: str, of: str = "") -> Callable[[Path], None]:
    """These statements, one after the other, on a sound library: of this version, or one of the versions before."""

    def make(path: Path) -> None:
        path.write_bytes(_of_version(of) if of else _sound())
        with _changing(path) as connection:
            for statement in statements:
                connection.execute(statement)

    return make


def _declared(name: str, former: str, now: str, *then: str) -> Callable[[Path], None]:
    """The declaration of a table or index rewritten, without touching what is in it; then these statements."""
    change = f"UPDATE sqlite_master SET sql = replace(sql, {_quoted(former)}, {_quoted(now)}) WHERE name = '{name}'"

    def make(path: Path) -> None:
        _run(change)(path)
        with _changing(path) as connection:
            for statement in then:
                connection.execute(statement)

    return make


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def _set(table: str, values: Mapping[str, str]) -> Callable[[Path], None]:
    """These SQL expressions as the values of columns in all rows, of whatever type, and whatever rule they break."""

    def make(path: Path) -> None:
        path.write_bytes(_sound())
        with _changing(path) as connection:
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
        with _changing(path) as connection:
            said = ", ".join(f'"{column}" = {value}' for column, value in values.items())
            connection.execute(f"UPDATE {table} SET {said}")
            connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (declared, table))

    return make


def _bytes(at: int, content: bytes) -> Callable[[Path], None]:
    """These bytes written over those at a place of the file."""

    def make(path: Path) -> None:
        whole = bytearray(_sound())
        whole[at : at + len(content)] = content
        path.write_bytes(whole)

    return make


def _root(path: Path, name: str) -> int:
    """Where the first page of a table or an index begins."""
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (page,) = connection.execute(query, (name,)).fetchone()
    return (int(page) - 1) * _PAGE


def _page(name: str, content: bytes) -> Callable[[Path], None]:
    """The first page of a table or an index written over from its beginning."""

    def make(path: Path) -> None:
        path.write_bytes(_sound())
        at = _root(path, name)
        whole = bytearray(_sound())
        whole[at : at + len(content)] = content
        path.write_bytes(whole)

    return make


def _fan(child: int, cells: int) -> bytes:
    """A page of a table that has nothing but pointers to one page (https://www.sqlite.org/fileformat2.html#b_tree_pages)."""
    begins = _PAGE - 5 * cells
    head = struct.pack(">BHHHBI", 5, 0, cells, begins, 0, child)
    pointers = b"".join(struct.pack(">H", begins + 5 * cell) for cell in range(cells))
    return (head + pointers).ljust(begins, b"\0") + struct.pack(">IB", child, 1) * cells


def _fanned_out(name: str) -> Callable[[Path], None]:
    """A table whose few rows are reached by a quarter of a million ways, and seem to be as many."""

    def make(path: Path) -> None:
        path.write_bytes(_sound())
        at = _root(path, name)
        whole = bytearray(_sound())
        rows, last = whole[at : at + _PAGE], len(whole) // _PAGE
        whole[at : at + _PAGE] = _fan(last + 1, 500)
        whole += _fan(last + 2, 500) + rows
        whole[28:32] = struct.pack(">I", last + 2)
        path.write_bytes(whole)

    return make


def _freed(path: Path) -> None:
    """A list of free pages that leads in a circle."""
    _run("DROP TABLE kept", "CREATE TABLE kept (name TEXT NOT NULL, content BLOB NOT NULL)")(path)
    whole = bytearray(path.read_bytes())
    first = 3
    whole[32:40] = struct.pack(">II", first, 100)
    whole[(first - 1) * _PAGE :][:8] = struct.pack(">II", first, 0)
    path.write_bytes(whole)


def _remade(*pragmas: str) -> Callable[[Path], None]:
    """A library that SQLite wrote anew in another way."""

    def make(path: Path) -> None:
        path.write_bytes(_sound())
        with _changing(path) as connection:
            connection.execute("PRAGMA writable_schema = OFF")
            for pragma in pragmas:
                connection.execute(f"PRAGMA {pragma}")
            connection.execute("VACUUM")

    return make


def _in_utf16(path: Path) -> None:
    """All tables and rows, in another encoding."""
    with TemporaryDirectory() as folder:
        (sound := Path(folder) / "Sound.ascribe").write_bytes(_sound())
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA encoding = 'UTF-16le'")
            connection.execute(f"PRAGMA application_id = {tables.APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {tables.VERSION}")
            with closing(sqlite3.connect(sound)) as source:
                for statement in source.iterdump():
                    if "article_search" not in statement and "sqlite_sequence" not in statement:
                        connection.execute(statement)
            connection.execute(tables.SEARCH_INDEX)


def _beside(kind: int, content: Callable[[], bytes]) -> Callable[[Path], None]:
    """A sound library with a -wal (0), -shm (1) or -journal (2) file beside it that does not belong to it."""

    def make(path: Path) -> None:
        path.write_bytes(_sound())
        companions(path)[kind].write_bytes(content())

    return make


def _wal_of_another() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "Other.ascribe"
        with Library.open(path, annotator="eve") as library:
            added_article(library, "Of another library.")
            return companions(path)[0].read_bytes()


def _hot_journal() -> bytes:
    """A journal with nonsense for the first pages, which SQLite would put back into the library."""
    pages = (len(_sound()) // _PAGE, 2)
    head = bytes.fromhex("d9d505f920a163d7") + struct.pack(">IIIII", pages[1], 0, pages[0], 512, _PAGE)
    return head.ljust(512, b"\0") + b"".join(
        struct.pack(">I", number) + bytes(_PAGE) + struct.pack(">I", 0) for number in (1, 2)
    )


def _cut(share: float) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(_sound()[: int(len(_sound()) * share)]) and None  # type: ignore[func-returns-value]


# The kinds

_SCHEMAS = {
    "a trigger that deletes": _run(
        "CREATE TRIGGER evil AFTER INSERT ON journal BEGIN DELETE FROM annotation; END",
    ),
    "a trigger without end": _run(
        "CREATE TRIGGER evil AFTER INSERT ON kept BEGIN INSERT INTO kept SELECT new.name || i, '' FROM"
        " (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n); END",
    ),
    "a trigger on a view": _run(
        "CREATE VIEW seen AS SELECT * FROM speaker",
        "CREATE TRIGGER evil INSTEAD OF INSERT ON seen BEGIN DELETE FROM speaker; END",
    ),
    "an extra view": _run("CREATE VIEW extra AS SELECT * FROM article"),
    "an extra view without end": _run(f"CREATE VIEW extra AS {_ENDLESS} i FROM n"),
    "an extra table": _run("CREATE TABLE extra (a)"),
    "an extra virtual table": _run("CREATE VIRTUAL TABLE extra USING fts5(a)"),
    "an extra index": _run("CREATE INDEX extra ON speaker (name)"),
    "ten thousand tables": _run(
        *(f"CREATE TABLE extra{number} (a)" for number in range(3)),
        "WITH RECURSIVE n(i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) INSERT INTO sqlite_master"
        " SELECT 'table', 'extra' || i, 'extra' || i, 5, 'CREATE TABLE extra' || i || ' (a)' FROM n",
    ),
    "a declaration of a megabyte": _run(f"CREATE VIEW extra AS SELECT '{'x' * 900_000}'"),
    "a declaration deep as a well": _run(
        f"INSERT INTO sqlite_master VALUES ('view', 'v', 'v', 0, 'CREATE VIEW v AS SELECT {'(' * 900}1{')' * 900}')"
    ),
    "a view in place of the speakers": _run(
        "ALTER TABLE speaker RENAME TO hidden", "CREATE VIEW speaker AS SELECT * FROM hidden"
    ),
    "a view without end in place of the articles": _run(
        "ALTER TABLE article RENAME TO hidden",
        "CREATE VIEW article AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
        " SELECT i AS number, 'a' || i AS id, '' AS title, '' AS sha256, 1 AS length, '' AS publisher, '' AS url,"
        " '' AS author, '' AS published, '' AS language, 'new' AS status, '' AS note, '' AS added_at FROM n",
    ),
    "a view without end in place of what says the codebook": _run(
        "DROP TABLE meta", f"CREATE VIEW meta AS {_ENDLESS} 'x' AS key, i AS value FROM n"
    ),
    "a view of itself": _run("DROP TABLE meta", "CREATE VIEW meta AS SELECT * FROM meta"),
    "a virtual table in place of what is kept": _run(
        "DROP TABLE kept", "CREATE VIRTUAL TABLE kept USING fts5(name, content)"
    ),
    "a virtual table of a module that nobody has": _run(
        "INSERT INTO sqlite_master VALUES ('table', 'evil', 'evil', 0, 'CREATE VIRTUAL TABLE evil USING evil(a)')"
    ),
    "a search index of another make": _run(
        "DROP TABLE article_search", "CREATE VIRTUAL TABLE article_search USING fts5(title, text)"
    ),
    "a search index over a view without end": _run(
        "DROP TABLE article_search",
        f"CREATE VIEW words AS {_ENDLESS} i AS number, '' AS title, '' AS text FROM n",
        "CREATE VIRTUAL TABLE article_search USING fts5(title, text, content='words', content_rowid='number')",
    ),
    "a table in place of the search index": _run(
        "DROP TABLE article_search", "CREATE TABLE article_search (title, text, rank)"
    ),
    "no search index": _run("DROP TABLE article_search"),
    "a search index without its data": _run("DELETE FROM sqlite_master WHERE name = 'article_search_data'"),
    "a generated column": _run("ALTER TABLE speaker ADD COLUMN more TEXT GENERATED ALWAYS AS (name || '!')"),
    "a generated column that takes long": _run(
        f"ALTER TABLE speaker ADD COLUMN more GENERATED ALWAYS AS ({_LONG}) VIRTUAL"
    ),
    "a generated column in place of a name": _declared(
        "speaker", "\tname TEXT NOT NULL", f"\tname TEXT NOT NULL AS ({_LONG})"
    ),
    "a check that takes long": _declared("kept", "content BLOB NOT NULL", f"content BLOB NOT NULL CHECK ({_LONG} > 0)"),
    "a default that takes long": _declared("journal", "state TEXT NOT NULL", f"state TEXT NOT NULL DEFAULT ({_LONG})"),
    "an index that takes long": _declared("ix_article_status", "(status)", f"(status || {_LONG})"),
    "a partial index": _declared("ix_article_status", "(status)", "(status) WHERE status > 'm'"),
    "an index in an order that nobody has": _declared("ix_article_status", "(status)", "(status COLLATE evil)"),
    "no index of what is not accepted": _run("DROP INDEX ix_annotation_not_accepted"),
    "an order that nobody has": _declared("speaker", "\tname TEXT NOT NULL", "\tname TEXT NOT NULL COLLATE evil"),
    "a renamed column": _run("ALTER TABLE speaker RENAME COLUMN name TO called"),
    "a missing column": _run("ALTER TABLE speaker DROP COLUMN note"),
    "an extra column": _run("ALTER TABLE speaker ADD COLUMN extra TEXT"),
    "a column of another type": _declared("speaker", "hue INTEGER", "hue TEXT"),
    "columns in another order": _declared(
        "article", "\ttitle TEXT NOT NULL, \n\tsha256 TEXT", "\tsha256 TEXT NOT NULL, \n\ttitle TEXT"
    ),
    "references that delete": _declared(
        "annotation", "REFERENCES article (id)", "REFERENCES article (id) ON DELETE CASCADE"
    ),
    "a strict table": _declared("kept", "PRIMARY KEY (name)\n)", "PRIMARY KEY (name)\n) STRICT"),
    "a table without row ids": _declared("kept", "PRIMARY KEY (name)\n)", "PRIMARY KEY (name)\n) WITHOUT ROWID"),
    "no table of the texts": _run("DROP TABLE article_text"),
    "no table of the articles": _run("DROP TABLE article"),
    "no table of the codebook": _run("DROP TABLE meta"),
    "no journal": _run("DROP TABLE journal"),
    "no table of the version": _run("DROP TABLE alembic_version"),
    "no tables": _run("DELETE FROM sqlite_master"),
    "declarations that are none": _run("UPDATE sqlite_master SET sql = 'CREATE nonsense'"),
    "declarations that are no text": _run("UPDATE sqlite_master SET sql = x'c328' WHERE name = 'kept'"),
    "a name that is no text": _run("UPDATE sqlite_master SET name = CAST(x'c328' AS TEXT) WHERE name = 'kept'"),
    "two tables in one place": _run(
        "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'speaker')"
        " WHERE name = 'article_text'"
    ),
    "a table that begins in the header": _run("UPDATE sqlite_master SET rootpage = 1 WHERE name = 'speaker'"),
    "a table that begins beyond the file": _run("UPDATE sqlite_master SET rootpage = 99999 WHERE name = 'speaker'"),
    "statistics that mislead": _run("ANALYZE", "UPDATE sqlite_stat1 SET stat = '1 1 1 1 1 1'"),
    "texts in UTF-16": _in_utf16,
    "a table in the first version": _run("CREATE TABLE extra (a)", of="0.1.0-full"),
    "a trigger in the first version": _run(
        "CREATE TRIGGER evil AFTER UPDATE ON journal BEGIN DELETE FROM annotation; END", of="0.1.0-full"
    ),
    "another view in the first version": _run(
        "DROP VIEW article_content",
        f"CREATE VIEW article_content AS {_ENDLESS} i AS number, '' AS title, '' AS text FROM n",
        of="0.1.0-full",
    ),
    "no journal in the second version": _run("DROP TABLE journal", of="0002-full"),
    "a generated column in the third version": _run(
        f"ALTER TABLE annotation ADD COLUMN evidence GENERATED ALWAYS AS ({_LONG})", of="0003-suggestions"
    ),
}

_NUMBERS = {
    "the number of another application": _run("PRAGMA application_id = 1"),
    "no number of an application": _run("PRAGMA application_id = 0"),
    "no version": _run("PRAGMA user_version = 0"),
    "a version below none": _run("PRAGMA user_version = -100"),
    "the version of a newer Ascribe": _run(f"PRAGMA user_version = {tables.VERSION + 100}"),
    "the greatest version": _run(f"PRAGMA user_version = {2**31 - 1}"),
    "a newer minor version with more tables": _run(
        f"PRAGMA user_version = {tables.VERSION + 1}", "CREATE TABLE newer (a)"
    ),
    "a version that there never was": _run("PRAGMA user_version = 250"),
    "the tables of now with the number of the first version": _run("PRAGMA user_version = 100"),
    "the tables of the first version with the number of now": _run(
        f"PRAGMA user_version = {tables.VERSION}", of="0.1.0-full"
    ),
    "a migration that nobody has": _run("UPDATE alembic_version SET version_num = 'evil'"),
    "no migration": _run("DELETE FROM alembic_version", of="0.1.0-full"),
    "a migration ahead of the tables": _run("UPDATE alembic_version SET version_num = '0003'", of="0.1.0-full"),
}

_JSON = {
    "no JSON": "{",
    "nothing": "",
    "JSON deep as a well": "[" * 100_000 + "]" * 100_000,
    "objects deep as a well": '{"a":' * 50_000 + "1" + "}" * 50_000,
    "a number": "1",
    "a text": '"x"',
    "null": "null",
    "an odd object": '{"a":{"b":[null]}}',
    "an odd list": "[null,1,{}]",
    "a list of lists": '[[["a"]],[]]',
    "what is no number": "[[NaN,Infinity]]",
    "numbers beyond all": f"[[1e999,{'9' * 400}]]",
    "digits without end": "9" * 50_000,
    "half a character": '["\\ud800"]',
    "a key of half a character": '{"\\ud800":"x"}',
    "two values": "[] []",
}
_PACKED = {
    ("meta", "value"): "key = 'scheme'",
    ("speaker", "aliases"): "1",
    ("annotation", "fragments"): "1",
    ("annotation", "attributes"): "1",
    ("annotation", "evidence"): "1",
    ("journal", "operation"): "1",
    ("journal", "changes"): "1",
}
_ODD_JSON = {
    f"{what} in {table}.{column}": _run(f"UPDATE {table} SET {column} = {_quoted(value)} WHERE {where}")
    for (table, column), where in _PACKED.items()
    for what, value in _JSON.items()
}


def _codebook(label: str, *, others: str = "") -> Callable[[Path], None]:
    value = f'{{"name":"C","labels":[{label}{others}]}}'
    return _run(f"UPDATE meta SET value = {_quoted(value)} WHERE key = 'scheme'")


def _label(**known: str) -> str:
    parts = {"id": '"Claim"', "name": '"Claim"', "role": '"claim"'} | known
    return "{" + ",".join(f'"{name}":{value}' for name, value in parts.items() if value) + "}"


def _options(*options: str) -> str:
    return _label(attributes=f'[{{"id":"topic","name":"Topic","kind":"choice","options":[{",".join(options)}]}}]')


def _first_claim(values: str, table: str = "annotation") -> str:
    return f"UPDATE {table} SET {values} WHERE rowid = 1"


_VALUES = {
    "a codebook without labels": _codebook(""),
    "a codebook without claims": _codebook(_label(role='"other"')),
    "a codebook with an unknown role": _codebook(_label(role='"evil"')),
    "a codebook with a role that is a list": _codebook(_label(role="[]")),
    "a codebook with two labels of one id": _codebook(_label(), others="," + _label()),
    "a codebook with a label of no name": _codebook(_label(name="")),
    "a codebook with a name that is a number": _codebook(_label(name="7")),
    "a codebook with an id that is a list": _codebook(_label(id="[]")),
    "a codebook with an id that is a number": _codebook(_label(id="7")),
    "a codebook with a field that nobody knows": _codebook(_label(evil="1")),
    "a codebook with a colour that is none": _codebook(_label(color='"url(file:///dev/zero)"')),
    "a codebook with a colour that is a number": _codebook(_label(color="7")),
    "a codebook with a key that is none": _codebook(_label(shortcut='"Ctrl+Nothing+\\u0000"')),
    "a codebook with a key that is an object": _codebook(_label(shortcut="{}")),
    "a codebook with a guideline that is a list": _codebook(_label(guideline="[]")),
    "a codebook with questions that are no list": _codebook(_label(attributes="7")),
    "a codebook with a question of an unknown kind": _codebook(
        _label(attributes='[{"id":"topic","name":"Topic","kind":"evil"}]')
    ),
    "a codebook with a default that fits no question": _codebook(
        _label(attributes='[{"id":"topic","name":"Topic","kind":"number","default":{"a":[1]}}]')
    ),
    "a codebook with questions for numbers": _codebook(
        _label(attributes='[{"id":"topic","name":"Topic","kind":"number"},{"id":"quotation","name":"Q","kind":"date"}]')
    ),
    "options in a circle": _codebook(
        _options('{"id":"a","name":"A","parent":"b"}', '{"id":"b","name":"B","parent":"a"}')
    ),
    "an option that is a part of itself": _codebook(_options('{"id":"a","name":"A","parent":"a"}')),
    "an option that is a part of nothing": _codebook(_options('{"id":"a","name":"A","parent":"evil"}')),
    "an option that is a number": _codebook(_options("7")),
    "options with names that are lists": _codebook(_options('{"id":"a","name":[]}')),
    "fifty thousand labels": _run(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) UPDATE meta SET value ="
        """ '{"name":"C","labels":[' || (SELECT group_concat('{"id":"' || i || '","name":"' || i ||"""
        """ '","role":"claim"}') FROM n) || ']}' WHERE key = 'scheme'"""
    ),
    "no fragments": _run("UPDATE annotation SET fragments = '[]'"),
    "an empty fragment": _run("UPDATE annotation SET fragments = '[[3,3]]'"),
    "a fragment that ends before it begins": _run("UPDATE annotation SET fragments = '[[9,3]]'"),
    "a fragment before the text": _run("UPDATE annotation SET fragments = '[[-5,3]]', start = -5"),
    "a fragment beyond the text": _run("UPDATE annotation SET fragments = '[[3,99999]]'"),
    "a fragment far beyond the text": _run(f"UPDATE annotation SET fragments = '[[{_MOST - 1},{_MOST}]]'"),
    "fragments that overlap": _run("UPDATE annotation SET fragments = '[[3,9],[5,12]]'"),
    "fragments out of order": _run("UPDATE annotation SET fragments = '[[20,25],[3,9]]'"),
    "a fragment of fractions": _run("UPDATE annotation SET fragments = '[[3.5,9.5]]'"),
    "a fragment of texts": _run("""UPDATE annotation SET fragments = '[["3","9"]]'"""),
    "a fragment of yes and no": _run("UPDATE annotation SET fragments = '[[false,true]]'"),
    "a fragment of three": _run("UPDATE annotation SET fragments = '[[3,9,12]]'"),
    "an answer that is an object": _run("""UPDATE annotation SET attributes = '{"quotation":{"a":1}}'"""),
    "an answer that is null": _run("""UPDATE annotation SET attributes = '{"quotation":null}'"""),
    "an answer of lists": _run("""UPDATE annotation SET attributes = '{"topic":[["taxes"],[]]}'"""),
    "an answer beyond all numbers": _run("""UPDATE annotation SET attributes = '{"topic":1e999}'"""),
    "answers of the wrong kind": _run("""UPDATE annotation SET attributes = '{"quotation":["direct"],"topic":7}'"""),
    "answers that nobody asked for": _run("""UPDATE annotation SET attributes = '{"evil":"x","topic":["evil"]}'"""),
    "evidence that lacks what it needs": _run("""UPDATE annotation SET evidence = '{"rule":"x"}'"""),
    "evidence of numbers": _run("""UPDATE annotation SET evidence = '{"rule":1,"cue":2,"speaker":3}'"""),
    "evidence of a speaker of lists": _run(
        """UPDATE annotation SET evidence = '{"rule":"x","cue":"y","speaker":{"name":[],"aliases":3,"kind":{}}}'"""
    ),
    "evidence of a rule that nobody has": _run(
        """UPDATE annotation SET evidence = '{"rule":"evil","cue":"","speaker":null}'"""
    ),
    "a name that is null among the aliases": _run("""UPDATE speaker SET aliases = '[null]'"""),
    "an unknown status of annotations": _run("UPDATE annotation SET status = 'evil'"),
    "an unknown status of articles": _run("UPDATE article SET status = 'evil'"),
    "an unknown kind of speakers": _run("UPDATE speaker SET kind = 'evil'"),
    "a label that the codebook has not": _run("UPDATE annotation SET label = 'evil'"),
    "speakers without a name": _run("UPDATE speaker SET name = ''"),
    "a name of a million letters": _run("UPDATE speaker SET name = replace(hex(zeroblob(500000)), '0', 'x')"),
    "a title of a million letters": _run("UPDATE article SET title = replace(hex(zeroblob(500000)), '0', 'x')"),
    "names of control signs": _run(
        "UPDATE speaker SET name = char(27, 91, 50, 74, 0, 10, 13, 8238)",
        "UPDATE article SET title = char(27, 91, 50, 74, 0, 10, 13, 8238), publisher = char(0)",
    ),
    "a text of NULs": _run("UPDATE article_text SET text = char(0, 0, 0)"),
    "a text that is not the one": _run("UPDATE article_text SET text = 'Short'"),
    "texts that are no UTF-8": _run("UPDATE article_text SET text = CAST(x'c328' AS TEXT)"),
    "texts with halves of characters": _run("UPDATE article_text SET text = CAST(x'eda080' AS TEXT)"),
    "names that are no UTF-8": _run("UPDATE speaker SET name = CAST(x'c328' AS TEXT)"),
    "ids that are no UTF-8": _run("UPDATE article SET id = CAST(x'c328' || number AS TEXT)"),
    "lengths below nothing": _run("UPDATE article SET length = -1"),
    "lengths beyond all": _run(f"UPDATE article SET length = {_MOST}"),
    "hues below nothing": _run("UPDATE speaker SET hue = -7"),
    "hues beyond all": _run(f"UPDATE speaker SET hue = {_MOST}"),
    "dates that are none": _run("UPDATE article SET published = 'evil', added_at = 'evil'"),
    "times that are none": _run("UPDATE annotation SET created_at = 'evil', updated_at = 'evil'"),
    "a language that is none": _run("UPDATE article SET language = '../../evil'"),
    "a confidence beyond all": _run("UPDATE annotation SET confidence = 9e999"),
    "a confidence of seven": _run("UPDATE annotation SET confidence = -7"),
    "a hash of another text": _run("UPDATE article SET sha256 = 'evil' || number"),
    "a number of the last article": _run(
        f"UPDATE article SET number = {_MOST} WHERE number = 3",
        f"UPDATE article_text SET number = {_MOST} WHERE number = 3",
    ),
    "a number of an article below nothing": _run(
        "UPDATE article SET number = -5 WHERE number = 3", "UPDATE article_text SET number = -5 WHERE number = 3"
    ),
    "no codebook": _run("DELETE FROM meta WHERE key = 'scheme'"),
    "no lineage": _run("DELETE FROM meta WHERE key = 'lineage'"),
    "a lineage that is a path": _run("UPDATE meta SET value = '../../../evil' WHERE key = 'lineage'"),
    "no articles, but texts": _run("DELETE FROM article"),
    "no texts": _run("DELETE FROM article_text"),
    "no annotations": _run("DELETE FROM annotation"),
    "no speakers": _run("DELETE FROM speaker"),
    "no attributions, but sources": _run("DELETE FROM attribution"),
    "the claims of another article": _run(
        "UPDATE attribution SET article = (SELECT id FROM article WHERE number = 3)",
    ),
    "annotations of an article that is not there": _run("UPDATE annotation SET article = 'evil'"),
    "a claim nested in itself": _run("UPDATE attribution SET parent = claim"),
    "claims nested in a circle": _run(
        "UPDATE attribution SET parent = (SELECT claim FROM attribution AS other WHERE other.article ="
        " attribution.article AND other.claim != attribution.claim ORDER BY other.claim LIMIT 1)"
    ),
    "a claim nested in a mention": _run(
        "UPDATE attribution SET parent = (SELECT id FROM annotation WHERE label = 'Speaker' LIMIT 1)"
    ),
    "a claim that is its own mention and cue": _run(
        "UPDATE attribution_source SET mention = claim", "UPDATE attribution_cue SET cue = claim"
    ),
    "sources that are not there": _run("UPDATE attribution_source SET speaker = 'evil', mention = 'evil'"),
    "mentions of nobody that is there": _run("UPDATE annotation SET speaker = 'evil' WHERE speaker IS NOT NULL"),
    "places of sources beyond all": _run(f"UPDATE attribution_source SET position = {_MOST} WHERE position = 1"),
    "a journal that is of itself": _run('UPDATE journal SET "of" = seq'),
    "a journal of what is not there": _run('UPDATE journal SET "of" = 999'),
    "a journal of unknown kinds": _run("UPDATE journal SET kind = 'evil', state = 'evil'"),
    "a journal all of one group": _run("""UPDATE journal SET "group" = 'one', state = 'done'"""),
    "a journal of unknown records": _run("""UPDATE journal SET changes = '[["evil","x",null,true]]'"""),
    "a journal of halves of records": _run("""UPDATE journal SET changes = '[["annotation","x",null,{"id":"x"}]]'"""),
    "a journal of records with more": _run(
        """UPDATE journal SET changes = '[["speaker","x",{"id":"x","evil":1},{"id":"x"}]]'"""
    ),
    "a journal of texts for records": _run("""UPDATE journal SET changes = '[["annotation","x","y","z"]]'"""),
    "a journal that lacks its end": _run("""UPDATE journal SET changes = '[["annotation","x"]]'"""),
    "a journal of an operation that nobody has": _run("""UPDATE journal SET operation = '["evil",{}]'"""),
    "a journal of an operation with odd arguments": _run(
        """UPDATE journal SET operation = '["accept",{"count":[7]}]'"""
    ),
    "a journal of an operation with a huge count": _run(
        """UPDATE journal SET operation = '["accept",{"count":"99999999999999999999999"}]'"""
    ),
    "a journal that has reached its end": _run(f"UPDATE sqlite_sequence SET seq = {_MOST}"),
    "a journal with the last number": _run(
        f"UPDATE journal SET seq = {_MOST} WHERE seq = (SELECT max(seq) FROM journal)"
    ),
    "a journal with numbers below nothing": _run("UPDATE journal SET seq = -seq"),
    "a counter that was set back": _run("UPDATE sqlite_sequence SET seq = 1"),
    "no counter": _run("DELETE FROM sqlite_sequence"),
    "a counter that is a text": _run("UPDATE sqlite_sequence SET seq = 'evil'"),
    "a counter twice": _run("INSERT INTO sqlite_sequence VALUES ('journal', 7)"),
    "a learnt model that is code": _run("UPDATE kept SET content = CAST('cos\nsystem\n(S''exit''tR.' AS BLOB)"),
    "odd JSON in the first version": _run("UPDATE annotation SET attributes = '{'", of="0.1.0-suggestions"),
    "deep JSON in the first version": _run(
        f"UPDATE annotation SET attributes = {_quoted(_JSON['JSON deep as a well'])}", of="0.1.0-suggestions"
    ),
    "odd guesses in the first version": _run(
        """UPDATE annotation SET attributes = '{"guessed speaker":[[],{},7]}'""", of="0.1.0-suggestions"
    ),
    "a list of answers in the first version": _run("UPDATE annotation SET attributes = '[1]'", of="0.1.0-suggestions"),
    "numbers for names of edits in the second version": _run("UPDATE journal SET name = x'ff'", of="0002-full"),
    "a codebook that is none in the first version": _run(
        "UPDATE meta SET value = '[]' WHERE key = 'scheme'", of="0.1.0-full"
    ),
    "no UTF-8 in the first version": _run("UPDATE article_text SET text = CAST(x'c328' AS TEXT)", of="0.1.0-full"),
}


def _columns() -> Iterator[tuple[str, Column[Any]]]:
    for table in tables.metadata.sorted_tables:
        for column in table.c:
            if not (column.primary_key and str(column.type) == "INTEGER" and len(table.primary_key) == 1):
                yield table.name, column


def _wrong_type(column: Column[Any]) -> str:
    return f'CAST("{column.name}" AS BLOB)' if isinstance(column.type, Text) else f"'evil' || \"{column.name}\""


_WRONG_TYPES = {
    f"another type in {table}.{column.name}": _set(table, {column.name: _wrong_type(column)})
    for table, column in _columns()
}
_NULLS = {
    f"NULL in {table}.{column.name}": _set(table, {column.name: "NULL"})
    for table, column in _columns()
    if not column.nullable and not column.primary_key
}
_LARGE_NUMBERS = {
    f"numbers in the texts of {table.name}": _set(
        table.name,
        {one.name: "abs(random())" for name, one in _columns() if name == table.name and isinstance(one.type, Text)},
    )
    for table in tables.metadata.sorted_tables
    if any(isinstance(column.type, Text) for column in table.c)
}

_PAGES = {
    "nothing but its first page": lambda path: path.write_bytes(_sound()[:_PAGE]) and None,
    "half of a file": _cut(0.5),
    "all but the last byte": lambda path: path.write_bytes(_sound()[:-1]) and None,
    "a header alone": lambda path: path.write_bytes(_sound()[:100]) and None,
    "a header of ten bytes": lambda path: path.write_bytes(_sound()[:10]) and None,
    "more after its end": lambda path: path.write_bytes(_sound() + b"evil" * 5000) and None,
    "a page size of none": _bytes(16, b"\0\0"),
    "a page size of 513": _bytes(16, struct.pack(">H", 513)),
    "a page size of 65536": _bytes(16, b"\0\1"),
    "a write version of 9": _bytes(18, b"\t"),
    "a read version of 9": _bytes(19, b"\t"),
    "space left in pages": _bytes(20, b"\xff"),
    "a size of no pages": _bytes(28, bytes(4)),
    "a size beyond the file": _bytes(28, b"\x7f" + bytes(3)),
    "free pages beyond the file": _bytes(32, b"\x7f\xff\xff\xff\0\0\0\x07"),
    "free pages in a circle": _freed,
    "a schema format of 7": _bytes(44, struct.pack(">I", 7)),
    "a schema format of none": _bytes(44, bytes(4)),
    "a text encoding of 7": _bytes(56, struct.pack(">I", 7)),
    "a text encoding of UTF-16 that is not so": _bytes(56, struct.pack(">I", 2)),
    "a vacuum that it knows nothing of": _bytes(52, struct.pack(">I", 5)),
    "a schema of zeros": _bytes(100, bytes(_PAGE - 100)),
    "a schema of noise": _bytes(100, bytes(range(256)) * 15),
    "a schema that is its own child": _bytes(100, _fan(1, 300)[:3000]),
    "articles of zeros": _page("article", bytes(_PAGE)),
    "articles of noise": _page("article", bytes(range(256)) * 16),
    "articles that are their own child": _page("article", _fan(1, 300)),
    "articles by a quarter of a million ways": _fanned_out("article"),
    "annotations by a quarter of a million ways": _fanned_out("annotation"),
    "speakers by a quarter of a million ways": _fanned_out("speaker"),
    "the codebook by a quarter of a million ways": _fanned_out("meta"),
    "the journal by a quarter of a million ways": _fanned_out("journal"),
    "an index of zeros": _page("ix_article_status", bytes(_PAGE)),
    "an index of noise": _page("ix_annotation_article_label_status_start_end", bytes(range(256)) * 16),
    "an index of another table": _run(
        "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'ix_journal_group')"
        " WHERE name = 'ix_annotation_speaker'"
    ),
    "an index that lacks rows": _declared(
        "ix_article_status",
        "(status)",
        "(status) WHERE 0",
        "REINDEX ix_article_status",
        "UPDATE sqlite_master SET sql = 'CREATE INDEX ix_article_status ON article (status)'"
        " WHERE name = 'ix_article_status'",
    ),
    "a search index of noise": _run("UPDATE article_search_data SET block = x'ffffffffffffffffffffffff'"),
    "a search index of zeros": _run("UPDATE article_search_data SET block = zeroblob(length(block))"),
    "a search index of texts": _run("UPDATE article_search_data SET block = 'evil'"),
    "a search index of nothing": _run("DELETE FROM article_search_data"),
    "a search index of articles that are not there": _run(
        "INSERT INTO article_search(rowid, title, text) VALUES (99, 'never', 'never')"
    ),
    "a search index that is set to an unknown order": _run(
        "INSERT INTO article_search_config VALUES ('rank', 'evil(1)')"
    ),
    "a search index of an unknown version": _run("UPDATE article_search_config SET v = 99 WHERE k = 'version'"),
    "a search index without settings": _run("DELETE FROM article_search_config"),
    "a write-ahead log of another library": _beside(0, _wal_of_another),
    "a write-ahead log of noise": _beside(0, lambda: bytes(range(256)) * 64),
    "a write-ahead log of a header alone": _beside(0, lambda: _wal_of_another()[:32]),
    "an index of a write-ahead log of noise": _beside(1, lambda: bytes(range(256)) * 128),
    "a journal of nonsense beside it": _beside(2, _hot_journal),
    "a journal of noise beside it": _beside(2, lambda: bytes(range(256)) * 64),
    "a journal beside it with a path in it": _beside(
        2, lambda: b"../../evil" + struct.pack(">II", 10, 10) + _hot_journal()[:8]
    ),
}

_WRITTEN_ANEW = {
    "pages of 512 bytes": _remade("page_size = 512"),
    "pages of 65536 bytes": _remade("page_size = 65536"),
    "a vacuum of its own": _remade("auto_vacuum = FULL"),
}

KINDS: Mapping[str, Callable[[Path], None]] = {
    **_SCHEMAS,
    **_NUMBERS,
    **_ODD_JSON,
    **_VALUES,
    **_WRONG_TYPES,
    **_NULLS,
    **_LARGE_NUMBERS,
    **_PAGES,
    **_WRITTEN_ANEW,
}


def sound(path: Path) -> None:
    """What the kinds are made of, with nothing done to it."""
    path.write_bytes(_sound())
