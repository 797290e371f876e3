"""Each subcommand, within this process."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop import __version__, labelling
from desktop.base import paths
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import Annotation, Speaker
from desktop.model.text import Fragment
from tests.conftest import MakeDisk
from tests.desktop.cli.conftest import Ask
from tests.desktop.model.test_language import NEWS
from tests.making import added_article, as_open_elsewhere


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text("Croft speaks\n\n“We hold,” Croft said. 🛩", encoding="utf-8")
    return path


@pytest.fixture
def filled(ascribe: Ask, article: Path) -> str:
    """The id of the one article of the default library."""
    assert ascribe("import", article).status == 0
    with Library.open(paths.default_library()) as library:
        (id,) = library.article_ids()
        with library.edit(operations.label("Claim")) as edit:
            croft = edit.add(Speaker(name="Croft"))
            edit.add(Annotation(article=id, label="Claim", fragments=(Fragment(14, 23),)))
            edit.add(Annotation(article=id, label="Speaker", fragments=(Fragment(24, 29),), speaker=croft.id))
            edit.add(Annotation(article=id, label="Cue", fragments=(Fragment(30, 34),), status="suggested"))
    return id


def only_line(text: str) -> str:
    (line,) = text.splitlines()
    return line


def test_import_adds_articles_to_the_default_library(ascribe: Ask, article: Path) -> None:
    answer = ascribe("import", article)
    assert answer == (0, "1 article added.\n", "")
    assert paths.default_library().exists()


def test_import_recognises_the_language_or_takes_the_one_that_is_named(ascribe: Ask, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS["de"], encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"{NEWS['de']} Das war alles.", encoding="utf-8")
    ascribe("import", tmp_path / "a.txt")
    ascribe("import", tmp_path / "b.txt", "--language", "nds")
    assert ascribe("import", tmp_path / "b.txt", "--language", "Plattdeutsch").status == 2
    exported = json.loads(ascribe("export").out)
    assert [article["language"] for article in exported["articles"]] == ["de", "nds"]


def test_import_tells_what_is_known_and_what_is_refused(ascribe: Ask, article: Path, tmp_path: Path) -> None:
    ascribe("import", article)
    (tmp_path / "empty.txt").touch()
    (tmp_path / "new.txt").write_text("Something new")
    answer = ascribe("import", article, tmp_path / "empty.txt", tmp_path / "no.txt", tmp_path / "new.txt")
    assert answer.status == 1
    assert answer.err.splitlines() == [
        f"ascribe: {tmp_path}/empty.txt is empty.",
        f"ascribe: {tmp_path}/no.txt does not exist.",
    ]
    assert answer.out.splitlines() == [
        f"Already in the library: {article}",
        "1 article added, 1 already in the library, 2 refused.",
    ]


def test_import_of_nothing_makes_no_library(ascribe: Ask, tmp_path: Path) -> None:
    new = tmp_path / "New.ascribe"
    answer = ascribe("import", tmp_path / "no.txt", tmp_path / "neither.txt", "--library", new)
    assert answer.status == 1
    assert answer.err.splitlines() == [
        f"ascribe: {tmp_path}/{name} does not exist." for name in ("no.txt", "neither.txt")
    ]
    assert list(tmp_path.iterdir()) == []


def test_import_tells_once_of_a_file_how_many_of_its_articles_are_known(ascribe: Ask, tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(f"The text of {name}")
        ascribe("import", tmp_path / f"{name}.txt")
    ascribe("export", "-o", tmp_path / "all.json")
    assert ascribe("import", tmp_path / "b.txt", tmp_path / "all.json").out.splitlines() == [
        f"Already in the library: {tmp_path / 'b.txt'}",
        f"Already in the library: 3 articles of {tmp_path / 'all.json'}",
        "0 articles added, 4 already in the library.",
    ]


def test_list_shows_the_progress(ascribe: Ask, filled: str) -> None:
    answer = ascribe("list")
    heading, line, total = answer.out.splitlines()
    assert heading.split()[:2] == ["ID", "STATUS"]
    assert line.split() == [filled, "new", "1", "1", "0", "Croft", "speaks"]
    assert total == "1 article, 0 done."
    assert ascribe("list", "nothing", "like", "it").out == "0 articles, 0 done.\n"


def test_list_and_export_take_the_articles_that_are_as_asked(ascribe: Ask, filled: str) -> None:
    with Library.open(paths.default_library()) as library:
        other = added_article(library, "Two", "Two", language="de-AT", published="2026-03-05", tags=("war",))
    flags = ("--tag", "war", "--in-language", "de", "--since", "2026", "--until", "2026-03", "--status", "new")
    assert ascribe("list", *flags).out.splitlines()[1].split()[0] == other.id
    assert [one["id"] for one in json.loads(ascribe("export", *flags).out)["articles"]] == [other.id]
    assert ascribe("list", "--without-speaker").out.splitlines()[1].split()[0] == filled
    assert ascribe("list", "--set", "war").out == "0 articles, 0 done.\n"
    assert ascribe("list", "--since", "yesterday").status == 2


def test_check_lists_what_may_be_wrong_with_annotations(ascribe: Ask, filled: str) -> None:
    answer = ascribe("check", "--annotations")
    assert (answer.status, answer.err) == (1, "")
    heading, *findings = answer.out.splitlines()
    assert heading == f"{filled}  Croft speaks"
    assert findings[0].split()[0] == "no-speaker"
    with Library.open(paths.default_library()) as library, library.edit(operations.delete_articles(1)) as edit:
        labelling.delete_article(edit, edit.article(filled))
    assert ascribe("check", "--annotations") == (0, "Nothing was found in the annotations.\n", "")


def test_search_prints_an_article_a_line(ascribe: Ask, filled: str) -> None:
    assert ascribe("search", "HÓLD") == (0, f"{filled}\tCroft speaks\tCroft speaks “We hold,” Croft said. 🛩\n", "")
    assert ascribe("search", "croft", "we hold").out == ascribe("search", '"croft speaks"').out
    assert ascribe("search", "hold ", "nothing") == (0, "", "")


@pytest.mark.parametrize("query", ['"', '"a" "', "NOT (", "NEAR(a b)", "title:x*", "—", "😀", "'; DROP", ""])
def test_no_query_fails(ascribe: Ask, filled: str, query: str) -> None:
    assert ascribe("search", "--", query) == (0, "", "")


def test_export_writes_to_standard_output_and_to_a_file(ascribe: Ask, filled: str, tmp_path: Path) -> None:
    data = json.loads(ascribe("export").out)
    assert [annotation["label"] for annotation in data["articles"][0]["annotations"]] == ["Claim", "Speaker"]
    target = tmp_path / "out.json"
    assert ascribe("export", "--format", "json", "-o", target, "--include-suggestions", filled) == (0, "", "")
    data = json.loads(target.read_text(encoding="utf-8"))
    assert [annotation["label"] for annotation in data["articles"][0]["annotations"]] == ["Claim", "Speaker", "Cue"]
    assert ascribe("validate", target).status == 0
    assert "1 article, 3 annotations, 1 speaker." in ascribe("validate", target).out


def test_an_export_comes_back(ascribe: Ask, filled: str, tmp_path: Path) -> None:
    ascribe("export", "-o", tmp_path / "one.json")
    library = tmp_path / "other.ascribe"
    assert ascribe("import", "--library", library, tmp_path / "one.json").out == (
        "1 article added, 2 annotations added.\n"
    )
    ascribe("export", "--library", library, "-o", tmp_path / "two.json")
    one, two = (json.loads((tmp_path / name).read_bytes()) for name in ("one.json", "two.json"))
    assert one | {"exported_at": ""} == two | {"exported_at": ""}


def test_an_unknown_article_leaves_no_file(ascribe: Ask, filled: str, tmp_path: Path) -> None:
    answer = ascribe("export", "-o", tmp_path / "out.json", filled, "nobody")
    assert (answer.status, answer.out) == (1, "")
    assert "no article with the id nobody" in only_line(answer.err)
    assert not (tmp_path / "out.json").exists()
    assert "no article with the id nobody" in only_line(ascribe("export", "nobody").err)


def test_an_export_target_that_cannot_be_written_is_told(ascribe: Ask, filled: str, tmp_path: Path) -> None:
    for target in (tmp_path, tmp_path / "nowhere" / "out.json", paths.default_library()):
        answer = ascribe("export", "-o", target)
        assert answer.status == 1
        assert str(target) in only_line(answer.err)
    with Library.open(paths.default_library()) as library:
        assert library.check() == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_told(ascribe: Ask, filled: str) -> None:
    assert "the disk is full" in only_line(ascribe("export", "-o", "/dev/full").err)


def test_a_disk_that_fills_up_keeps_the_target_as_it_was(
    ascribe: Ask, filled: str, tmp_path: Path, disk: MakeDisk
) -> None:
    (tmp_path / "long.txt").write_text("word " * 40_000)
    ascribe("import", tmp_path / "long.txt")
    small_disk = disk("64k")
    target = small_disk / "out.json"
    target.write_text("before")
    answer = ascribe("export", "-o", target)
    assert answer.status == 1
    assert "the disk is full. Nothing was changed." in only_line(answer.err)
    assert target.read_text() == "before"
    assert os.listdir(small_disk) == ["out.json"]


def test_validate_lists_problems_with_their_places(ascribe: Ask, filled: str, tmp_path: Path) -> None:
    ascribe("export", "-o", tmp_path / "out.json")
    data = json.loads((tmp_path / "out.json").read_bytes())
    data["articles"][0]["annotations"][0]["fragments"][0]["start"] += 1
    data["speakers"] += [{}] * 30
    (tmp_path / "out.json").write_text(json.dumps(data))
    answer = ascribe("validate", tmp_path / "out.json")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.splitlines()[0].startswith("$.speakers[1]: 'id' is a required property")
    assert len(answer.err.splitlines()) == 21
    assert "these are the first 20" in answer.err
    assert ascribe("validate", tmp_path / "no.json").err == f"ascribe: {tmp_path}/no.json does not exist.\n"


def test_check_finds_a_text_that_was_changed(ascribe: Ask, filled: str) -> None:
    assert ascribe("check").out == f"{paths.default_library()} is sound.\n"
    connection = sqlite3.connect(paths.default_library())
    connection.execute("UPDATE article_text SET text = 'Something else'")
    connection.commit()
    connection.close()
    answer = ascribe("check")
    assert answer.status == 1
    assert "is not the one that was imported" in answer.err


def test_backup_and_restore(ascribe: Ask, filled: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.ascribe"
    assert ascribe("backup", copy).out == f"{copy}\n"
    with Library.open(paths.default_library()) as library, library.edit(operations.edit_note()) as edit:
        edit.add(Speaker(name="Late"))
    answer = ascribe("restore", copy)
    assert answer.status == 0, answer.err
    saved = Path(answer.out.splitlines()[-1].partition(" is in ")[2].removesuffix("."))
    with Library.open(paths.default_library()) as library:
        assert [speaker.name for speaker in library.speakers()] == ["Croft"]
        assert library.check() == []
        assert library.undo_operation == operations.label("Claim")
    with Library.open(saved) as library:
        assert [speaker.name for speaker in library.speakers()] == ["Croft", "Late"]


def test_a_backup_goes_into_the_folder_of_backups(ascribe: Ask, filled: str) -> None:
    made = Path(ascribe("backup").out.strip())
    assert made.parent == paths.data_folder() / "Library backups"
    assert made.exists()


def test_a_library_that_is_open_is_not_replaced(ascribe: Ask, filled: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.ascribe"
    ascribe("backup", copy)
    with Library.open(paths.default_library()) as library:
        assert library.speakers()
        as_open_elsewhere(library)
        answer = ascribe("restore", copy)
        assert answer.status == 1
        assert "is open in another program" in only_line(answer.err)
        with library.edit(operations.edit_note()) as edit:
            edit.add(Speaker(name="Late"))
    assert sorted(path.name for path in paths.data_folder().iterdir()) == ["Library backups", "Library.ascribe"]


def test_a_library_can_be_restored_where_none_is_or_a_damaged_one(ascribe: Ask, filled: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.ascribe"
    ascribe("backup", copy)
    new = tmp_path / "new.ascribe"
    assert ascribe("restore", "--library", new, copy).out == f"{new} now holds what is in {copy}.\n"
    paths.default_library().write_bytes(b"no database")
    answer = ascribe("restore", copy)
    assert answer.status == 0, answer.err
    assert (paths.data_folder() / "Library.ascribe.damaged").read_bytes() == b"no database"
    assert ascribe("check").status == 0


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "is empty"), (b"no database", "is not an Ascribe library"), (None, "does not exist")],
)
def test_what_is_no_backup_is_not_restored(
    ascribe: Ask, filled: str, tmp_path: Path, content: bytes | None, reason: str
) -> None:
    source = tmp_path / "bad.ascribe"
    if content is not None:
        source.write_bytes(content)
    answer = ascribe("restore", source)
    assert answer.status == 1
    assert reason in only_line(answer.err)
    assert ascribe("list").out.endswith("1 article, 0 done.\n")
    assert sorted(path.name for path in paths.data_folder().iterdir()) == ["Library.ascribe"]


def test_a_damaged_backup_is_not_restored(ascribe: Ask, filled: str, tmp_path: Path) -> None:
    source = tmp_path / "damaged.ascribe"
    ascribe("backup", source)
    source.write_bytes(source.read_bytes()[:20_000])
    assert "is damaged" in only_line(ascribe("restore", source).err)
    assert ascribe("check").status == 0


def test_what_is_wrong_with_a_backup_and_keeps_it_from_nothing_is_told(
    ascribe: Ask, filled: str, tmp_path: Path
) -> None:
    source = tmp_path / "changed.ascribe"
    ascribe("backup", source)
    with closing(sqlite3.connect(source, isolation_level=None)) as connection:
        connection.execute("UPDATE article_text SET text = 'Something else'")
    answer = ascribe("restore", source)
    assert "is not the one that was imported" in only_line(answer.err)
    assert answer.status == 0
    assert answer.out.startswith(f"{paths.default_library()} now holds what is in {source}.\n")


def test_the_library_itself_is_no_target_and_no_source(ascribe: Ask, filled: str, tmp_path: Path) -> None:
    for command in ("backup", "restore"):
        assert "is the library itself" in only_line(ascribe(command, paths.default_library()).err)
    assert "is a folder" in only_line(ascribe("backup", tmp_path).err)


def test_a_library_that_is_none_is_told(ascribe: Ask, article: Path, tmp_path: Path) -> None:
    answer = ascribe("import", "--library", article, article)
    assert answer.status == 1
    assert "is not an Ascribe library" in only_line(answer.err)
    answer = ascribe("list", "--library", tmp_path / "none.ascribe")
    assert "There is no library" in only_line(answer.err)
    assert not (tmp_path / "none.ascribe").exists()
    answer = ascribe("list", "--library", "mysql://team@db/news")
    assert (answer.status, only_line(answer.err)) == (
        1,
        "ascribe: mysql libraries are not supported; name a file, or postgresql://….",
    )


def test_wrong_usage_is_status_2(ascribe: Ask) -> None:
    for arguments in (["import"], ["exprot"], ["export", "--format", "tea"], ["--nonsense"], ["restore"]):
        answer = ascribe(*arguments)
        assert (answer.status, answer.out) == (2, ""), arguments
        assert "usage: ascribe" in answer.err


def test_help_and_version(ascribe: Ask) -> None:
    assert ascribe("--version").out == f"Ascribe {__version__}\n"
    assert all(f" {name} " in ascribe("--help").out for name in ("import", "list", "export", "validate", "restore"))
    assert "--include-suggestions" in ascribe("export", "--help").out
