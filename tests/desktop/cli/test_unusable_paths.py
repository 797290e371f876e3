"""What cannot be used as a file is told in a sentence, by each command that is given one."""

import json
import os
import shutil
from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.cli.commands import COMMANDS
from tests.desktop.cli.conftest import Ask

TEXT = "Ruiz said that the dam would hold."
PLACES = {
    "a name that is too long": "a" * 300,
    "a folder whose name is too long": "a" * 300 + "/x",
    "a link to itself": "loop",
    "a folder that is a link to itself": "loop/x",
    "a folder": "folder",
    "below a file": "article.txt/x",
    "a NUL": "a\0b",
}
# Each command with a file in each of its places; what stands in braces exists.
CALLS = (
    *(("--library", "PATH", *rest) for rest in ((), ("WORD",))),
    *(("PATH",), ("{article}", "--library", "PATH"), ("-o", "PATH"), ("{library}", "--library", "PATH")),
    *(("{gold}", "--against", "PATH"), ("{gold}", "--learn-from", "PATH")),
    *(("export", "--library", "PATH"), ("export", "--format", "toml", "-o", "PATH"), ("import", "PATH")),
    ("export", "-o", "PATH"),
    *(("--also", "PATH"), ("--gold", "PATH"), ("{table}", "--library", "PATH")),
    ("--rule", "agreement", "--library", "PATH"),
    ("-o", "PATH"),
)
USED = {
    "import": (CALLS[2], CALLS[3]), "list": (CALLS[0],), "search": (CALLS[1],), "suggest": (CALLS[0],),
    "learn": (CALLS[0],), "layers": (CALLS[0],), "export": (CALLS[0], CALLS[4]), "validate": (CALLS[2],),
    "check": (CALLS[0],),
    "backup": (CALLS[0], CALLS[2]), "restore": (CALLS[2], CALLS[5]), "evaluate": (CALLS[2], CALLS[6], CALLS[7]),
    "formats": (), "codebook": CALLS[8:11], "speakers": (CALLS[8], CALLS[10], CALLS[11]),
    "agreement": (CALLS[0], CALLS[12], CALLS[13]), "metadata": (CALLS[2], CALLS[14]),
    "adjudicate": (CALLS[15],), "send": (CALLS[16],), "take": (CALLS[2], CALLS[5]),
    "assign": (CALLS[0],),
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all that the commands are given, and with a home: made once, to be copied."""
    folder = tmp_path_factory.mktemp("made")
    article = folder / "article.txt"
    article.write_text(TEXT)
    quote = {"contents": [[10, 33]], "sources": [[0, 4]], "cues": [[5, 9]]}
    (folder / "gold.jsonl").write_text(json.dumps({"text": TEXT, "quotes": [quote]}))
    (folder / "table.csv").write_text("file,publisher\narticle.txt,The Gazette\n")
    (folder / "folder").mkdir()
    (folder / "loop").symlink_to("loop")
    with pytest.MonkeyPatch.context() as before_any_test:
        before_any_test.setenv("ASCRIBE_HOME", str(folder / "home"))
        main(["import", str(article)])
        main(["import", str(article), "--library", str(folder / "Other.ascribe")])
    return folder


@pytest.fixture
def files(made: Path, tmp_path: Path) -> dict[str, Path]:
    shutil.copytree(made, tmp_path, symlinks=True, dirs_exist_ok=True)
    names = {"article": "article.txt", "gold": "gold.jsonl", "library": "Other.ascribe", "table": "table.csv"}
    return {f"{{{what}}}": tmp_path / name for what, name in names.items()}


def test_each_command_is_tried() -> None:
    assert set(USED) == set(COMMANDS)


each_call = pytest.mark.parametrize(
    ("command", "call"), [(command, call) for command, calls in USED.items() for call in calls]
)


@pytest.mark.skipif(os.name != "posix", reason="links and names of POSIX")
@each_call
def test_what_can_be_no_file_is_told(
    ascribe: Ask, files: dict[str, Path], tmp_path: Path, command: str, call: tuple[str, ...]
) -> None:
    for place, named in PLACES.items():
        path = f"{tmp_path}/{named}"
        answer = ascribe(command, *(path if word == "PATH" else files.get(word, word) for word in call))
        assert answer.status == 1, place
        assert answer.err.startswith("ascribe: "), place
        assert answer.err.endswith(".\n"), place
        assert len(answer.err.splitlines()) == 1, place
        assert "Errno" not in answer.err, place
        assert (tmp_path / "loop").is_symlink(), place


@pytest.mark.skipif(os.name != "posix", reason="names of POSIX")
@each_call
def test_a_name_so_long_that_the_files_beside_it_have_none_is_no_trace(
    ascribe: Ask, files: dict[str, Path], tmp_path: Path, command: str, call: tuple[str, ...]
) -> None:
    for length in (255, 252, 245):
        path = tmp_path / ("a" * length)
        answer = ascribe(command, *(path if word == "PATH" else files.get(word, word) for word in call))
        assert answer.status == (0 if path.exists() else 1), length
        assert answer.err.count("ascribe: ") == answer.status, length


def test_an_empty_file_is_said_to_be_empty(ascribe: Ask, tmp_path: Path) -> None:
    (empty := tmp_path / "Empty.ascribe").touch()
    assert ascribe("list", "--library", empty) == (1, "", f"ascribe: {empty} is empty.\n")
    assert empty.stat().st_size == 0


@pytest.mark.parametrize("word", ["a" * 300, "a\0b"])
def test_a_word_that_is_neither_command_nor_file(ascribe: Ask, word: str) -> None:
    assert ascribe(word).status in (1, 2)


def test_a_folder_that_is_not_there_is_not_made_for_a_file_to_write(
    ascribe: Ask, files: object, tmp_path: Path
) -> None:
    target = tmp_path / "no" / "such" / "file"
    told = f"ascribe: {target} cannot be written: there is no folder {target.parent}.\n"
    assert ascribe("backup", target) == (1, "", told)
    assert ascribe("export", "-o", target) == (1, "", told)
    assert not (tmp_path / "no").exists()
