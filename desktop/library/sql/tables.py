"""The tables of a library, the same in SQLite and PostgreSQL, and what a file of SQLite has beside them.

An annotation's fragments, attributes and evidence are JSON in its own row: they are always read and written whole, and
nothing asks for a part but whom a mention seems to name. Sources and cues have tables of their own, because speakers
and mentions are asked who names them. Foreign keys are checked when a transaction ends, so that an undo may put rows
back in any order. Where a column has but few values, its `info` says which (`row_checks`).
"""

from functools import cache
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    create_mock_engine,
    event,
    text,
)
from sqlalchemy.dialects import sqlite

from desktop.model.records import ANNOTATION_STATUSES, ARTICLE_STATUSES, GROUP_KINDS, SPEAKER_KINDS

APPLICATION_ID = 0x41534342  # "ASCB", in the SQLite header
VERSION = 1000  # user_version: major * 100 + minor; a library of a newer major version is not touched
HEAD = "0010"  # Alembic's name of the newest migration, which leads to it

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _refers_to(target: str) -> ForeignKey:
    return ForeignKey(target, deferrable=True, initially="DEFERRED")


# By code points, as SQLite compares, whatever the language of the server is.
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")

# In `meta`: the codebook's JSON ("scheme"), an id of what grows from one beginning (see backups) and, where the library
# is coded blind, a row that says so.
LINEAGE = "lineage"
BLIND = "blind"
meta = Table("meta", metadata, Column("key", _TEXT, primary_key=True), Column("value", _TEXT, nullable=False))

article = Table(
    "article",
    metadata,
    # The order of adding. Explicit, so that a VACUUM cannot renumber what the full-text index points at.
    Column("number", Integer, primary_key=True),
    Column("id", _TEXT, nullable=False, unique=True),
    Column("title", _TEXT, nullable=False),
    Column("sha256", _TEXT, nullable=False, index=True),  # two outlets may have the same text
    Column("length", Integer, nullable=False),
    Column("publisher", _TEXT, nullable=False),
    Column("url", _TEXT, nullable=False),
    Column("author", _TEXT, nullable=False),
    Column("published", _TEXT, nullable=False),
    Column("language", _TEXT, nullable=False),
    Column("status", _TEXT, nullable=False, index=True, info={"one_of": ARTICLE_STATUSES}),
    Column("note", _TEXT, nullable=False),
    Column("added_at", _TEXT, nullable=False),
    Column("tags", _TEXT, nullable=False, server_default="[]"),
    Column("sets", _TEXT, nullable=False, server_default="[]"),
    # By which the list of articles is put in order and filtered: title and publisher, folded.
    Column("title_folded", _TEXT, nullable=False, server_default=""),
    Column("publisher_folded", _TEXT, nullable=False, server_default=""),
    Index(None, "title_folded"),
    Index(None, "publisher_folded"),
    Index(None, "published"),
    Index(None, "language"),
)

# The index of `article.tags` and `article.sets`, which hold the same: which articles have one.
article_group = Table(
    "article_group",
    metadata,
    Column("kind", _TEXT, nullable=False, primary_key=True, info={"one_of": GROUP_KINDS}),
    Column("name", _TEXT, nullable=False, primary_key=True),
    Column("number", Integer, _refers_to("article.number"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

article_text = Table(
    "article_text",
    metadata,
    Column("number", Integer, _refers_to("article.number"), primary_key=True),
    Column("text", _TEXT, nullable=False),
)

article_tracks = Table(  # of the texts that have some; beside the texts, behind which SQLite would look for them
    "article_tracks",
    metadata,
    Column("number", Integer, _refers_to("article.number"), primary_key=True),
    Column("tracks", _TEXT, nullable=False),  # JSON: kind, start, end and value of each
)

# Worked out from the texts (`similar_texts_index`): where a text may be found again, and which are much the same.
article_likeness = Table(
    "article_likeness",
    metadata,
    Column("key", Integer, nullable=False, primary_key=True),
    Column("number", Integer, nullable=False, primary_key=True),
    sqlite_with_rowid=False,
)
article_alike = Table(  # each pair both ways
    "article_alike",
    metadata,
    Column("number", Integer, nullable=False, primary_key=True),
    Column("other", Integer, nullable=False, primary_key=True),
    Column("percent", Integer, nullable=False),  # of their runs of words, how many both have; 100: the same text
    sqlite_with_rowid=False,
)

speaker = Table(
    "speaker",
    metadata,
    Column("id", _TEXT, primary_key=True),
    Column("name", _TEXT, nullable=False),
    Column("kind", _TEXT, nullable=False, info={"one_of": SPEAKER_KINDS}),
    Column("aliases", _TEXT, nullable=False),
    Column("role", _TEXT, nullable=False),
    Column("affiliation", _TEXT, nullable=False),
    Column("external_id", _TEXT, nullable=False),
    Column("note", _TEXT, nullable=False),
    Column("hue", Integer, nullable=False),
    Column("facts", _TEXT, nullable=False, server_default="[]"),
    Column("distinct_from", _TEXT, nullable=False, server_default="[]"),
)

annotator = Table(  # whose the layers are
    "annotator",
    metadata,
    Column("id", _TEXT, primary_key=True),
    Column("name", _TEXT, nullable=False, unique=True),
    Column("hue", Integer, nullable=False),
)

# The status of an article in another layer than the first, which `article.status` is of.
standing = Table(
    "standing",
    metadata,
    Column("id", _TEXT, primary_key=True),
    Column("article", _TEXT, _refers_to("article.id"), nullable=False, index=True),
    Column("layer", _TEXT, nullable=False),
    Column("status", _TEXT, nullable=False, info={"one_of": ARTICLE_STATUSES}),
    Index(None, "layer", "status", "article"),
)

assignment = Table(  # who is to code which article
    "assignment",
    metadata,
    Column("id", Text, primary_key=True),
    Column("article", Text, _refers_to("article.id"), nullable=False, index=True),
    Column("layer", Text, nullable=False),
    Index(None, "layer", "article"),
)

NOT_ACCEPTED = text("status != 'accepted'")
NOT_IN_FIRST_LAYER = text("layer != ''")

annotation = Table(
    "annotation",
    metadata,
    Column("id", _TEXT, primary_key=True),
    Column("article", _TEXT, _refers_to("article.id"), nullable=False),
    Column("label", _TEXT, nullable=False),
    Column("start", Integer, nullable=False),  # of the first fragment, for ordering
    Column("end", Integer, nullable=False),
    Column("fragments", _TEXT, nullable=False),
    Column("attributes", _TEXT, nullable=False),
    Column("speaker", _TEXT, _refers_to("speaker.id")),
    Column("status", _TEXT, nullable=False, info={"one_of": ANNOTATION_STATUSES}),
    Column("origin", _TEXT, nullable=False),
    Column("confidence", Float),
    Column("annotator", _TEXT, nullable=False),
    Column("note", _TEXT, nullable=False),
    Column("created_at", _TEXT, nullable=False),
    Column("updated_at", _TEXT, nullable=False),
    Column("evidence", _TEXT, nullable=False, server_default="{}"),
    Column("layer", _TEXT, nullable=False, server_default=""),
    CheckConstraint('"start" < "end"', name="not_empty"),
    Index(None, "article", "label", "status", "start", "end", "layer"),
    Index(None, "speaker"),
    Index("ix_annotation_not_accepted", "id", sqlite_where=NOT_ACCEPTED),
    Index("ix_annotation_not_in_first_layer", "layer", "id", sqlite_where=NOT_IN_FIRST_LAYER),
)

comment = Table(  # what is talked about a claim
    "comment",
    metadata,
    Column("id", Text, primary_key=True),
    Column("claim", Text, _refers_to("annotation.id"), nullable=False, index=True),
    Column("author", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("updated_at", Text, nullable=False),
)

attribution = Table(
    "attribution",
    metadata,
    Column("claim", _TEXT, _refers_to("annotation.id"), primary_key=True),
    Column("article", _TEXT, _refers_to("article.id"), nullable=False, index=True),
    Column("parent", _TEXT, _refers_to("annotation.id"), index=True),
)

attribution_source = Table(
    "attribution_source",
    metadata,
    Column("claim", _TEXT, _refers_to("attribution.claim"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("speaker", _TEXT, _refers_to("speaker.id"), index=True),
    Column("mention", _TEXT, _refers_to("annotation.id"), index=True),
    CheckConstraint("speaker IS NOT NULL OR mention IS NOT NULL", name="names_someone"),
    sqlite_with_rowid=False,
)

attribution_cue = Table(
    "attribution_cue",
    metadata,
    Column("claim", _TEXT, _refers_to("attribution.claim"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("cue", _TEXT, _refers_to("annotation.id"), nullable=False, index=True),
    sqlite_with_rowid=False,
)

journal = Table(
    "journal",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("kind", _TEXT, nullable=False, info={"one_of": ("edit", "undo", "redo", "pass")}),
    Column("of", Integer, _refers_to("journal.seq")),  # on all but an edit: the edit
    Column("group", _TEXT, nullable=False),  # edits of one group are undone together
    # Of an edit: done; passed over, so that it stays done; undone; or dropped, when it is not to be redone.
    Column("state", _TEXT, nullable=False, info={"one_of": ("done", "passed", "undone", "dropped")}),
    Column("operation", _TEXT, nullable=False),  # its id and arguments, as JSON
    Column("annotator", _TEXT, nullable=False),
    Column("at", _TEXT, nullable=False),
    Column("changes", _TEXT, nullable=False),
    Index(None, "annotator", "state", "seq"),
    Index(None, "group"),
    sqlite_autoincrement=True,
)

kept = Table(  # what is worked out from the library and may be lost: what was learnt from it
    "kept",
    metadata,
    Column("name", _TEXT, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

alembic_version = Table(  # as Alembic makes it: which migration the library is at
    "alembic_version",
    metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)

# Kept up by search_index, not by triggers: an opened file is untrusted (PRAGMA trusted_schema = OFF), and then SQLite
# lets no trigger write to a virtual table.
# It holds words and where they stand, not the texts; what it calls ASCII takes every letter beyond for part of a word.
SEARCH_INDEX = "CREATE VIRTUAL TABLE article_search USING fts5(title, text, content='', tokenize='ascii')"


@event.listens_for(metadata, "before_create")
def _limit_indexes(_: MetaData, connection: Connection, **__: Any) -> None:
    """Lets a server leave out of an index what SQLite does. Said with each index, it would load PostgreSQL at start."""
    if connection.dialect.name == "postgresql":
        for table in metadata.tables.values():
            for index in table.indexes:
                index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]


@cache
def declarations() -> tuple[str, ...]:
    """The statements that make the tables and the index, in an order in which they can be run."""
    statements: list[str] = []
    dialect = sqlite.dialect()
    listens = create_mock_engine(
        "sqlite://", lambda made, *_, **__: statements.append(str(made.compile(dialect=dialect)))
    )
    metadata.create_all(listens, checkfirst=False)
    return *statements, SEARCH_INDEX
