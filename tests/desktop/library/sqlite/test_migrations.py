"""What leads a library from an earlier version to this one, and that nothing is lost on the way."""

import importlib.util
import json
import lzma
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from desktop import labelling
from desktop.base.errors import Damaged, KnownError
from desktop.base.library_address import LibraryAddress
from desktop.library import Library
from desktop.library.sql import tables
from desktop.library.sqlite import migrations
from desktop.library.sqlite import schema as schema_module
from desktop.library.sqlite.engine import connect, writing
from desktop.model import codebook, operations
from desktop.model.article_filter import ArticleFilter
from desktop.model.operations import Operation
from desktop.model.records import Annotation, AttributeValue, Evidence, Fact, SpeakerGuess
from desktop.suggest import proposing
from tests.desktop.library.test_backups import damage_an_index
from tests.making import added_article, answers, option_names, said

pytestmark = pytest.mark.about_a_file

FIXTURES = Path(__file__).parent / "fixtures"  # VERSION-WHAT.ascribe.xz, made by that version, or at that revision
TO_EIGHTH = (  # what one of the ninth version has that one of the eighth had not
    *(f"DROP TABLE {name}" for name in ("annotator", "standing")),
    "DROP INDEX ix_annotation_article_label_status_start_end_layer",
    "DROP INDEX ix_annotation_not_in_first_layer",
    "ALTER TABLE annotation DROP COLUMN layer",
    'CREATE INDEX ix_annotation_article_label_status_start_end ON annotation (article, label, status, start, "end")',
)
TO_SEVENTH = (  # what one of the eighth version has that one of the seventh had not
    *(f"DROP TABLE article_{name}" for name in ("tracks", "likeness", "alike")),
    "CREATE TABLE article_now AS SELECT * FROM article",
    "DROP TABLE article",
    """CREATE TABLE article (
        number INTEGER NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL, sha256 TEXT NOT NULL, length INTEGER NOT NULL,
        publisher TEXT NOT NULL, url TEXT NOT NULL, author TEXT NOT NULL, published TEXT NOT NULL,
        language TEXT NOT NULL, status TEXT NOT NULL, note TEXT NOT NULL, added_at TEXT NOT NULL,
        CONSTRAINT pk_article PRIMARY KEY (number), CONSTRAINT uq_article_id UNIQUE (id),
        CONSTRAINT uq_article_sha256 UNIQUE (sha256)
    )""",
    *(
        f"ALTER TABLE article ADD COLUMN {name} TEXT DEFAULT '{value}' NOT NULL"
        for name, value in (("tags", "[]"), ("sets", "[]"), ("title_folded", ""), ("publisher_folded", ""))
    ),
    "INSERT INTO article SELECT * FROM article_now",
    "DROP TABLE article_now",
    *(
        f"CREATE INDEX ix_article_{name} ON article ({name})"
        for name in ("status", "title_folded", "publisher_folded", "published", "language")
    ),
)
TO_SIXTH = tuple(f"ALTER TABLE speaker DROP COLUMN {name}" for name in ("facts", "distinct_from"))
TO_FIFTH = (  # what one of the sixth version has that one of the fifth had not
    "DROP TABLE article_group",
    *(f"DROP INDEX ix_article_{name}" for name in ("title_folded", "publisher_folded", "published", "language")),
    *(f"ALTER TABLE article DROP COLUMN {name}" for name in ("tags", "sets", "title_folded", "publisher_folded")),
)
TEXT = "“Never,” the minister said. " * 50


def smoke() -> ModuleType:
    """packaging/smoke.py, which also makes a library of the version before."""
    script = Path(__file__).parents[4] / "packaging/smoke.py"
    spec = importlib.util.spec_from_file_location("smoke", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def made_earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with an article, as the version before this one would have it: made once, to be copied."""
    path = (folder := tmp_path_factory.mktemp("made")) / "Earlier.ascribe"
    with pytest.MonkeyPatch.context() as before_any_test:
        before_any_test.setenv("ASCRIBE_HOME", str(folder / "home"))
        library = Library.open(path, annotator="ada")
    with library:
        added_article(library, TEXT)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in (*smoke().TO_OLDER, *TO_EIGHTH, *TO_SEVENTH, *TO_SIXTH, *TO_FIFTH):
            connection.execute(statement)
        connection.execute("ALTER TABLE annotation DROP COLUMN evidence")
        connection.execute("UPDATE alembic_version SET version_num = '0003'")
        connection.execute("PRAGMA user_version = 300")
    return path


@pytest.fixture
def earlier(made_earlier: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made_earlier, tmp_path / "News.ascribe"))


@pytest.fixture(params=sorted(file.name.removesuffix(".ascribe.xz") for file in FIXTURES.iterdir()))
def of_a_version_before(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A library as each version before this one made it, empty or with articles and labels."""
    return unpacked(request.param, tmp_path)


def unpacked(fixture: str, folder: Path) -> Path:
    path = folder / "Before.ascribe"
    path.write_bytes(lzma.decompress((FIXTURES / f"{fixture}.ascribe.xz").read_bytes()))
    return path


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    return ScriptDirectory.from_config(config)


def test_the_newest_migration_is_the_one_that_new_libraries_start_with() -> None:
    assert scripts().get_heads() == [tables.HEAD]


def test_each_migration_is_a_file_of_its_revision() -> None:
    revisions = {script.revision: Path(script.path).stem for script in scripts().walk_revisions()}
    assert all(stem.startswith(f"r{revision}_") for revision, stem in revisions.items())
    files = {file.stem for file in Path(migrations.__file__).parent.joinpath("versions").glob("[!_]*.py")}
    assert files == set(revisions.values())


def test_each_version_is_known_by_what_it_declares(of_a_version_before: Path) -> None:
    """A migration adds a line to `schema._DECLARED`, and a library of the version before it to the fixtures."""
    with closing(sqlite3.connect(of_a_version_before)) as connection:
        schema_module.refuse_foreign(connection)


def test_the_smoke_run_makes_a_library_of_the_version_before(library: Library) -> None:
    older = smoke()
    library.close()
    with closing(sqlite3.connect(library.address.file)) as connection:
        for statement in older.TO_OLDER:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {older.OLDER}")
        schema_module.refuse_foreign(connection)
    assert max(one for one in schema_module._DECLARED if one < tables.VERSION) == older.OLDER


def test_what_a_new_library_declares_is_known(library: Library) -> None:
    with closing(sqlite3.connect(library.address.file)) as connection:
        schema_module.refuse_foreign(connection)
        assert list(schema_module._DECLARED)[-1] == tables.VERSION


def test_migrating_from_the_start_gives_what_a_new_library_has(library: Library, tmp_path: Path) -> None:
    migrated = tmp_path / "Migrated.ascribe"
    migrated.touch()
    engine = connect(migrated)
    with writing(engine) as connection:
        migrations.upgrade(connection)
    engine.dispose()
    assert schema(migrated) == schema(library.address.file)
    assert version(migrated) == version(library.address.file) == tables.VERSION
    with Library.open(library.address) as new, closing(sqlite3.connect(migrated)) as connection:
        (kept,) = connection.execute("SELECT value FROM meta WHERE key = 'scheme'").fetchone()
        assert codebook.from_data(json.loads(kept), "it") == codebook.default() == new.codebook
        assert connection.execute("SELECT * FROM alembic_version").fetchall() == [(tables.HEAD,)]


def test_a_library_of_each_version_before_becomes_one_of_this(of_a_version_before: Path, library: Library) -> None:
    with Library.open(of_a_version_before, annotator="ada") as migrated:
        assert migrated.check() == []
        assert migrated.codebook.labels
        added_article(migrated, "A new one about the lighthouse")
        assert [hit.article.title for hit in migrated.search("lighthouse")] == ["A title"]
        migrated.undo()
        assert migrated.search("lighthouse") == []
    assert schema(of_a_version_before) == schema(library.address.file)
    assert version(of_a_version_before) == tables.VERSION
    with closing(sqlite3.connect(of_a_version_before)) as connection:
        assert connection.execute("SELECT * FROM alembic_version").fetchall() == [(tables.HEAD,)]


def test_what_an_earlier_version_wrote_is_found_and_can_be_undone(tmp_path: Path) -> None:
    with Library.open(unpacked("0.1.0-full", tmp_path), annotator="ada") as library:
        first, second, third = library.article_ids()
        for query, id in (("perez", first), ("strasse", first), ("记者", second), ("Helikopterlandeplatz", third)):
            assert [hit.article.id for hit in library.search(query)] == [id]
        while library.undo_operation:
            library.undo()
        assert library.article_ids() == library.search("perez") == library.search("记者") == []
        while library.redo_operation:
            library.redo()
        assert library.article_ids() == [first, second, third]
        assert len(library.annotations(first)) == 2
        assert [hit.article.id for hit in library.search("记者")] == [second]
        assert library.check() == []


def test_what_an_earlier_version_did_is_named_undone_and_done_again(tmp_path: Path) -> None:
    with Library.open(unpacked("0002-full", tmp_path), annotator="ada") as library:
        found = [(entry.kind, entry.operation.words(), entry.annotator) for entry in library.journal()]
        assert found == [
            ("edit", "Suggest quotations", "Ascribe"),
            *[(kind, "Delete claim", "ada") for kind in ("undo", "redo", "undo", "edit")],
            ("edit", "Set the tone by hand", "ada"),  # a name that no operation has
            ("edit", "Mark as not started", "ada"),  # which 0.1.0 called not begun
            ("edit", "Mark 2 articles as done", "ada"),
            ("edit", "Change quotation", "ada"),
            ("edit", "Merge speakers", "ada"),
            ("edit", "Add speaker", "ada"),
            ("edit", "Set speaker", "ada"),
            ("edit", "Label claim", "ada"),
            ("edit", "Import articles", "ada"),
            ("edit", "Import articles", "ada"),
        ]
        assert library.redo_operation == operations.delete_annotation("claim")
        at_first, undone = everything(library), []
        while operation := library.undo_operation:
            notice = library.undo()
            assert notice is not None
            assert notice.operation == operation
            undone.append(operation)
        assert library.article_ids() == library.speakers() == []
        assert undone[:3] == [
            Operation("former", {"name": "Set the tone by hand"}),
            operations.mark_articles("new", 1),
            operations.mark_articles("done", 2),
        ]
        for operation in reversed(undone):
            notice = library.redo()
            # The two files of an import are one step, called after the one that it begins with.
            assert notice is not None
            assert notice.operation in (operation, operations.import_articles())
        assert everything(library) == at_first
        assert library.redo_operation == operations.delete_annotation("claim")
        assert library.check() == []


@pytest.mark.parametrize(
    ("name", "operation"),
    [
        ("Label claim", operations.label("claim")),
        ("Delete claim", operations.delete_annotation("claim")),
        ("Delete articles of war", operations.delete_annotation("articles of war")),  # as a label may be called
        ("Change label", operations.relabel()),
        ("Change note", operations.edit_note()),
        ("Change the extent", operations.reshape()),
        ("Change tone of\nvoice", operations.answer("tone of\nvoice")),
        ("Delete speaker", operations.delete_speakers(1)),
        ("Delete 2,003 speakers", operations.delete_speakers(2003)),
        ("Edit article", operations.edit_articles(1)),
        ("Edit 12 articles", operations.edit_articles(12)),
        ("Delete article", operations.delete_articles(1)),
        ("Delete 3 articles", operations.delete_articles(3)),
        ("Mark as not begun", operations.mark_articles("new", 1)),
        ("Mark as not started", operations.mark_articles("new", 1)),
        ("Mark 4 articles as in progress", operations.mark_articles("in progress", 4)),
        ("Mark as done", operations.mark_articles("done", 1)),
        ("Accept suggestion", operations.accept(1)),
        ("Accept 40 suggestions", operations.accept(40)),
        ("Reject suggestion", operations.reject()),
        ("Add article", Operation("former", {"name": "Add article"})),
        ("", Operation("former", {"name": ""})),
    ],
)
def test_each_former_name_is_read_as_an_operation(earlier: Path, name: str, operation: Operation) -> None:
    with closing(sqlite3.connect(earlier, isolation_level=None)) as connection:
        connection.execute("ALTER TABLE journal RENAME COLUMN operation TO name")
        connection.execute("UPDATE journal SET name = ?", (name,))
        connection.execute("UPDATE alembic_version SET version_num = '0002'")
        connection.execute("PRAGMA user_version = 200")
    with Library.open(earlier, annotator="ada") as library:
        assert library.undo_operation == operation


def test_articles_get_tags_and_sets_and_what_was_done_to_them_can_be_undone(tmp_path: Path) -> None:
    with Library.open(unpacked("0005-articles", tmp_path), annotator="ada") as library:
        bread, bridge = (row.article for row in library.articles())
        assert (bread.tags, bread.sets, bread.note) == ((), (), "sample A")
        assert library.article_ids(ArticleFilter(words="AUSSERST ol")) == []
        assert library.article_ids(ArticleFilter(words="ol BROT", publisher="der bote")) == [bread.id]
        with library.edit(operations.group_articles(1)) as edit:
            edit.change(bridge, tags=("bridges",))
        while library.undo_operation:
            library.undo()
        assert library.articles() == []
        while library.redo_operation:
            library.redo()
        assert library.article_ids(ArticleFilter(tag="bridges", status="done")) == [bridge.id]
        assert library.check() == []


def test_annotators_get_layers_and_what_they_did_can_be_undone(tmp_path: Path) -> None:
    path = unpacked("0008-annotators", tmp_path)
    with Library.open(path, annotator="ada") as ada, Library.open(path, annotator="grace") as grace:
        assert [(one.id, one.name) for one in ada.annotators()] == [("", "ada"), ("grace", "grace")]
        bridge, *_ = ada.article_ids()
        of = {library: said(ada.text(bridge), library.annotations(bridge)) for library in (ada, grace)}
        assert of == {
            ada: ["The bridge must close", "Ada Lint", "said", "“It is not safe,”"],
            grace: ["Tom Reed", "“We need it.”"],
        }
        assert (ada.count_claims()[0], grace.count_claims()[0]) == (3, 2)
        assert grace.articles_by_status() == {"new": 2, "done": 1}
        everything_of_ada = everything(ada)
        while grace.undo_operation:
            grace.undo()
        assert everything(grace)[2] == [([], {})] * 3
        assert everything(ada)[2][:2] == everything_of_ada[2][:2]
        assert ada.check() == []


def test_articles_of_a_library_with_layers_can_be_assigned(tmp_path: Path) -> None:
    with Library.open(unpacked("0009-layers", tmp_path), annotator="Ann") as library:
        assert [one.name for one in library.annotators()] == ["Ann", "Ben", "Adjudicated"]
        assert (library.assignments(), library.is_blind) == ([], True)
        with library.edit(operations.assign(2)) as edit:
            labelling.assign(edit, {id: ["Ben", "Cleo"] for id in library.article_ids()})
        assert len(library.assignments()) == 4
        for _ in range(2):
            library.undo()
        assert (library.assignments(), library.check(), library.is_blind) == ([], [], False)


def test_articles_of_an_earlier_library_learn_of_each_other(tmp_path: Path) -> None:
    with Library.open(unpacked("0007-same-texts", tmp_path), annotator="ada") as library:
        closes, week, snow = (row.article for row in library.articles())
        assert closes.tags == ("harbour",)
        (other,) = library.same_texts(closes.id)
        assert (other.article, other.percent) == (week, 91)
        assert library.same_texts(snow.id) == library.tracks(snow.id) == []
        while library.undo_operation:
            library.undo()
        while library.redo_operation:
            library.redo()
        assert [one.article.id for one in library.same_texts(week.id)] == [closes.id]


def test_speakers_get_facts_and_what_was_done_to_them_is_still_taken_back(tmp_path: Path) -> None:
    with Library.open(unpacked("0006-speakers", tmp_path), annotator="ada") as library:
        (thorne,) = library.speakers()
        assert (thorne.aliases, thorne.facts, thorne.distinct_from) == (("the minister", "V. Thorne"), (), ())
        with library.edit(operations.edit_speaker()) as edit:
            edit.change(thorne, facts=(Fact("party", "A", until="2021"),), distinct_from=("somebody",))
        while library.undo_operation:
            library.undo()
        assert library.speakers() == []
        while library.redo_operation:
            library.redo()
        assert library.speakers() == [
            replace(thorne, facts=(Fact("party", "A", until="2021"),), distinct_from=("somebody",))
        ]
        assert library.check() == []


WITH_SUGGESTIONS = ["0.1.0-suggestions", "0002-suggestions", "0003-suggestions", "0004-suggestions"]


def read_afresh(library: Library) -> list[tuple[Annotation, dict[str, AttributeValue]]]:
    """All annotations, each with what it answers in words."""
    return [(one, answers(library.codebook, one)) for id in library.article_ids() for one in library.annotations(id)]


@pytest.mark.parametrize("fixture", WITH_SUGGESTIONS)
def test_what_suggestions_go_by_becomes_data(fixture: str, tmp_path: Path) -> None:
    with Library.open(unpacked(fixture, tmp_path), annotator="ada") as library:
        (article,) = library.article_ids()
        found = {said(library.text(article), [one])[0]: one for one in library.annotations(article)}
        assert {one.origin for one in found.values()} == {"rules"}
        assert all(set(one.attributes) <= {"quotation", "tone", "topics"} for one in found.values())
        bridge, reed = found["“The bridge must close,”"], found["Tom Reed, a fisherman"]
        assert bridge.evidence == Evidence(rule="content, cue, source", cue="said")
        assert answers(library.codebook, bridge) == {"quotation": "direct", "tone": "weary", "topics": ("traffic",)}
        guess = SpeakerGuess("Tom Reed")
        assert reed.evidence == Evidence(rule="source, cue, content", cue="said", speaker=guess)
        with library.edit(operations.accept(1)) as edit:
            proposing.accept(edit, found["that the ferry was too small"])
        named = library.annotation(reed.id)
        assert named is not None
        assert named.speaker is not None
        assert {speaker.name for speaker in library.speakers()} == {"Ada Lint", "Tom Reed"}


@pytest.mark.parametrize("fixture", WITH_SUGGESTIONS)
def test_what_was_done_before_the_migration_can_be_undone_and_redone(fixture: str, tmp_path: Path) -> None:
    with Library.open(unpacked(fixture, tmp_path), annotator="ada") as library:
        library.redo()  # what was undone then
        before, codebook_before = read_afresh(library), library.codebook
        undone = []
        while operation := library.undo_operation:
            undone.append(operation.words())
            library.undo()
        assert (undone[-3], undone[-1]) == ("Suggest quotations", "Change the codebook")
        assert (library.article_ids(), library.codebook) == ([], codebook.default())
        while library.redo_operation:
            library.redo()
        assert (read_afresh(library), library.codebook) == (before, codebook_before)
        assert library.check() == []


@pytest.mark.parametrize("fixture", WITH_SUGGESTIONS)
def test_a_rename_keeps_nobody_from_undoing_what_was_done_before_the_migration(fixture: str, tmp_path: Path) -> None:
    path = unpacked(fixture, tmp_path)
    with Library.open(path, annotator="ada") as library, Library.open(path, annotator="grace", layer="") as other:
        with other.edit(operations.import_articles()) as edit:
            claim, *others = edit.codebook.labels
            quotation, tone, *more = claim.attributes
            renamed = replace(claim, name="Statement", attributes=(quotation, replace(tone, name="mood"), *more))
            edit.set_codebook(replace(edit.codebook, labels=(renamed, *others)))
        library.catch_up()
        while (operation := library.undo_operation) and operation.words() != "Change the codebook":
            library.undo()
        label = library.codebook.label("Claim")
        mood = label.attribute("tone")
        assert mood is not None
        assert (label.name, mood.name) == ("Statement", "mood")
        assert option_names(library.codebook, "Claim", "tone") == ("calm", "sharp")  # without the one that was typed


def test_an_earlier_library_is_brought_up_to_date_after_a_backup(earlier: Path) -> None:
    with Library.open(earlier, annotator="ada") as library:
        assert library.text(library.article_ids()[0]) == TEXT
        assert library.check() == []
        assert library.undo_operation == operations.import_articles()
    assert version(earlier) == tables.VERSION
    (backup,) = LibraryAddress.of(earlier).backups.iterdir()
    assert version(backup) == 300
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT text FROM article_text").fetchall() == [(TEXT,)]


def test_a_library_of_this_version_is_left_alone(library: Library) -> None:
    added_article(library, TEXT)
    library.close()
    Library.open(library.address).close()
    assert not LibraryAddress.of(library.address.file).backups.exists()


def test_a_damaged_library_is_refused_and_not_touched(earlier: Path) -> None:
    page = 4096
    with earlier.open("r+b") as file:
        file.seek(3 * page)
        file.write(b"\xff" * page)
    before = earlier.read_bytes()
    with pytest.raises(Damaged, match=f"{earlier} is damaged; restore a backup"):
        Library.open(earlier)
    assert earlier.read_bytes() == before
    assert not LibraryAddress.of(earlier).backups.exists()


def test_a_library_that_does_not_come_out_sound_stays_as_it_was(earlier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upgrade = migrations.upgrade

    def do_harm(connection: Connection) -> None:
        upgrade(connection)
        connection.execute(text("DELETE FROM article"))  # the texts refer to it

    monkeypatch.setattr(migrations, "upgrade", do_harm)
    with pytest.raises(KnownError, match=f"{earlier} could not be brought up to date and was left as it was"):
        Library.open(earlier)
    assert version(earlier) == 300
    (backup,) = LibraryAddress.of(earlier).backups.iterdir()
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT text FROM article_text").fetchall() == [(TEXT,)]


def test_a_library_with_problems_of_its_own_is_brought_up_to_date(earlier: Path) -> None:
    damage_an_index(earlier)
    with closing(sqlite3.connect(earlier, isolation_level=None)) as connection:
        connection.execute("DELETE FROM article")  # its text refers to it
    with Library.open(earlier) as library:
        (problem,) = library.check()
        assert "refers to one of article" in problem


def everything(library: Library) -> list[object]:
    parts = [(library.annotations(id), library.attributions(id)) for id in library.article_ids()]
    return [library.articles(), library.speakers(), parts]


def schema(path: Path) -> list[tuple[str, str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
        return [(type, name, " ".join((sql or "").split())) for type, name, sql in connection.execute(query)]


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0]
