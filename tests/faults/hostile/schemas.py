"""Files that declare something else than Ascribe does, or say that they are of another version."""

from desktop.library.sql import tables
from tests.faults.hostile.doing import declared, in_utf16, run

LONG = "length(replace(hex(zeroblob(300000000)), '0', 'ab'))"  # takes seconds, and a gigabyte
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT"

SCHEMAS = {
    "a trigger that deletes": run(
        "CREATE TRIGGER evil AFTER INSERT ON journal BEGIN DELETE FROM annotation; END",
    ),
    "a trigger without end": run(
        "CREATE TRIGGER evil AFTER INSERT ON kept BEGIN INSERT INTO kept SELECT new.name || i, '' FROM"
        " (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n); END",
    ),
    "a trigger on a view": run(
        "CREATE VIEW seen AS SELECT * FROM speaker",
        "CREATE TRIGGER evil INSTEAD OF INSERT ON seen BEGIN DELETE FROM speaker; END",
    ),
    "an extra view": run("CREATE VIEW extra AS SELECT * FROM article"),
    "an extra view without end": run(f"CREATE VIEW extra AS {ENDLESS} i FROM n"),
    "an extra table": run("CREATE TABLE extra (a)"),
    "an extra virtual table": run("CREATE VIRTUAL TABLE extra USING fts5(a)"),
    "an extra index": run("CREATE INDEX extra ON speaker (name)"),
    "ten thousand tables": run(
        *(f"CREATE TABLE extra{number} (a)" for number in range(3)),
        "WITH RECURSIVE n(i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) INSERT INTO sqlite_master"
        " SELECT 'table', 'extra' || i, 'extra' || i, 5, 'CREATE TABLE extra' || i || ' (a)' FROM n",
    ),
    "a declaration of a megabyte": run(f"CREATE VIEW extra AS SELECT '{'x' * 900_000}'"),
    "a declaration deep as a well": run(
        f"INSERT INTO sqlite_master VALUES ('view', 'v', 'v', 0, 'CREATE VIEW v AS SELECT {'(' * 900}1{')' * 900}')"
    ),
    "a view in place of the speakers": run(
        "ALTER TABLE speaker RENAME TO hidden", "CREATE VIEW speaker AS SELECT * FROM hidden"
    ),
    "a view without end in place of the articles": run(
        "ALTER TABLE article RENAME TO hidden",
        "CREATE VIEW article AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
        " SELECT i AS number, 'a' || i AS id, '' AS title, '' AS sha256, 1 AS length, '' AS publisher, '' AS url,"
        " '' AS author, '' AS published, '' AS language, 'new' AS status, '' AS note, '' AS added_at FROM n",
    ),
    "a view without end in place of what says the codebook": run(
        "DROP TABLE meta", f"CREATE VIEW meta AS {ENDLESS} 'x' AS key, i AS value FROM n"
    ),
    "a view of itself": run("DROP TABLE meta", "CREATE VIEW meta AS SELECT * FROM meta"),
    "a virtual table in place of what is kept": run(
        "DROP TABLE kept", "CREATE VIRTUAL TABLE kept USING fts5(name, content)"
    ),
    "a virtual table of a module that nobody has": run(
        "INSERT INTO sqlite_master VALUES ('table', 'evil', 'evil', 0, 'CREATE VIRTUAL TABLE evil USING evil(a)')"
    ),
    "a search index of another make": run(
        "DROP TABLE article_search", "CREATE VIRTUAL TABLE article_search USING fts5(title, text)"
    ),
    "a search index over a view without end": run(
        "DROP TABLE article_search",
        f"CREATE VIEW words AS {ENDLESS} i AS number, '' AS title, '' AS text FROM n",
        "CREATE VIRTUAL TABLE article_search USING fts5(title, text, content='words', content_rowid='number')",
    ),
    "a table in place of the search index": run(
        "DROP TABLE article_search", "CREATE TABLE article_search (title, text, rank)"
    ),
    "no search index": run("DROP TABLE article_search"),
    "a search index without its data": run("DELETE FROM sqlite_master WHERE name = 'article_search_data'"),
    "a generated column": run("ALTER TABLE speaker ADD COLUMN more TEXT GENERATED ALWAYS AS (name || '!')"),
    "a generated column that takes long": run(
        f"ALTER TABLE speaker ADD COLUMN more GENERATED ALWAYS AS ({LONG}) VIRTUAL"
    ),
    "a generated column in place of a name": declared(
        "speaker", "\tname TEXT NOT NULL", f"\tname TEXT NOT NULL AS ({LONG})"
    ),
    "a check that takes long": declared("kept", "content BLOB NOT NULL", f"content BLOB NOT NULL CHECK ({LONG} > 0)"),
    "a default that takes long": declared("journal", "state TEXT NOT NULL", f"state TEXT NOT NULL DEFAULT ({LONG})"),
    "an index that takes long": declared("ix_article_status", "(status)", f"(status || {LONG})"),
    "a partial index": declared("ix_article_status", "(status)", "(status) WHERE status > 'm'"),
    "an index in an order that nobody has": declared("ix_article_status", "(status)", "(status COLLATE evil)"),
    "no index of what is not accepted": run("DROP INDEX ix_annotation_not_accepted"),
    "an order that nobody has": declared("speaker", "\tname TEXT NOT NULL", "\tname TEXT NOT NULL COLLATE evil"),
    "a renamed column": run("ALTER TABLE speaker RENAME COLUMN name TO called"),
    "a missing column": run("ALTER TABLE speaker DROP COLUMN note"),
    "an extra column": run("ALTER TABLE speaker ADD COLUMN extra TEXT"),
    "a column of another type": declared("speaker", "hue INTEGER", "hue TEXT"),
    "columns in another order": declared(
        "article", "\ttitle TEXT NOT NULL, \n\tsha256 TEXT", "\tsha256 TEXT NOT NULL, \n\ttitle TEXT"
    ),
    "references that delete": declared(
        "annotation", "REFERENCES article (id)", "REFERENCES article (id) ON DELETE CASCADE"
    ),
    "a strict table": declared("kept", "PRIMARY KEY (name)\n)", "PRIMARY KEY (name)\n) STRICT"),
    "a table without row ids": declared("kept", "PRIMARY KEY (name)\n)", "PRIMARY KEY (name)\n) WITHOUT ROWID"),
    "no table of the texts": run("DROP TABLE article_text"),
    "no table of the articles": run("DROP TABLE article"),
    "no table of the codebook": run("DROP TABLE meta"),
    "no journal": run("DROP TABLE journal"),
    "no table of the version": run("DROP TABLE alembic_version"),
    "no tables": run("DELETE FROM sqlite_master"),
    "declarations that are none": run("UPDATE sqlite_master SET sql = 'CREATE nonsense'"),
    "declarations that are no text": run("UPDATE sqlite_master SET sql = x'c328' WHERE name = 'kept'"),
    "a name that is no text": run("UPDATE sqlite_master SET name = CAST(x'c328' AS TEXT) WHERE name = 'kept'"),
    "two tables in one place": run(
        "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'speaker')"
        " WHERE name = 'article_text'"
    ),
    "a table that begins in the header": run("UPDATE sqlite_master SET rootpage = 1 WHERE name = 'speaker'"),
    "a table that begins beyond the file": run("UPDATE sqlite_master SET rootpage = 99999 WHERE name = 'speaker'"),
    "statistics that mislead": run("ANALYZE", "UPDATE sqlite_stat1 SET stat = '1 1 1 1 1 1'"),
    "texts in UTF-16": in_utf16,
    "a table in the first version": run("CREATE TABLE extra (a)", of="0.1.0-full"),
    "a trigger in the first version": run(
        "CREATE TRIGGER evil AFTER UPDATE ON journal BEGIN DELETE FROM annotation; END", of="0.1.0-full"
    ),
    "another view in the first version": run(
        "DROP VIEW article_content",
        f"CREATE VIEW article_content AS {ENDLESS} i AS number, '' AS title, '' AS text FROM n",
        of="0.1.0-full",
    ),
    "no journal in the second version": run("DROP TABLE journal", of="0002-full"),
    "a generated column in the third version": run(
        f"ALTER TABLE annotation ADD COLUMN evidence GENERATED ALWAYS AS ({LONG})", of="0003-suggestions"
    ),
}

NUMBERS = {
    "the number of another application": run("PRAGMA application_id = 1"),
    "no number of an application": run("PRAGMA application_id = 0"),
    "no version": run("PRAGMA user_version = 0"),
    "a version below none": run("PRAGMA user_version = -100"),
    "the version of a newer Ascribe": run(f"PRAGMA user_version = {tables.VERSION + 100}"),
    "the greatest version": run(f"PRAGMA user_version = {2**31 - 1}"),
    "a newer minor version with more tables": run(
        f"PRAGMA user_version = {tables.VERSION + 1}", "CREATE TABLE newer (a)"
    ),
    "a version that there never was": run("PRAGMA user_version = 250"),
    "the tables of now with the number of the first version": run("PRAGMA user_version = 100"),
    "the tables of the first version with the number of now": run(
        f"PRAGMA user_version = {tables.VERSION}", of="0.1.0-full"
    ),
    "a migration that nobody has": run("UPDATE alembic_version SET version_num = 'evil'"),
    "no migration": run("DELETE FROM alembic_version", of="0.1.0-full"),
    "a migration ahead of the tables": run("UPDATE alembic_version SET version_num = '0003'", of="0.1.0-full"),
}
