"""ascribe send and ascribe take"""

import json
from pathlib import Path

import pytest

from desktop.library import Library
from tests.desktop.cli.conftest import Ask
from tests.desktop.exchange.taking.conftest import TEXT, marked


@pytest.fixture
def libraries(ascribe: Ask, tmp_path: Path) -> tuple[Path, Path]:
    """Ann's and Bob's, each with a claim of its own in the same article."""
    (article := tmp_path / "bridge.txt").write_text(TEXT, encoding="utf-8")
    ann, bob = tmp_path / "ann.ascribe", tmp_path / "bob.ascribe"
    for path, words in ((ann, "It will close"), (bob, "Nobody asked us,")):
        ascribe("import", "--library", path, article)
        with Library.open(path, annotator=path.stem) as library:
            marked(library, words, "Ferrymen")
    return ann, bob


def test_what_is_sent_is_taken_once(ascribe: Ask, libraries: tuple[Path, Path], tmp_path: Path) -> None:
    ann, bob = libraries
    sent = tmp_path / "sent.json"
    answer = ascribe("send", "--library", bob, "--annotator", "bob", "-o", sent)
    assert answer.out == f"The work of bob in 1 article is in {sent}.\n"
    assert ascribe("validate", sent).status == 0
    dry = ascribe("take", "--library", ann, "--annotator", "ann", sent, "--dry-run")
    assert dry.out.splitlines() == [
        "The file has the work of bob.",
        "1 article is in the library already.",
        "1 annotation is new, 1 article has another status.",
        "1 speaker is in the library already.",
    ]
    assert ascribe("layers", "--library", ann).out.count("bob") == 0
    assert ascribe("take", "--library", ann, "--annotator", "ann", sent).out == dry.out
    assert "bob" in ascribe("layers", "--library", ann).out
    assert "Nothing in it is new." in ascribe("take", "--library", ann, "--annotator", "ann", sent).out


def test_who_codes_blind_sends_no_work_of_others_that_is_hidden(
    ascribe: Ask, libraries: tuple[Path, Path], tmp_path: Path
) -> None:
    ann, bob = libraries
    sent = tmp_path / "sent.json"
    ascribe("send", "--library", bob, "--annotator", "bob", "-o", sent)
    ascribe("take", "--library", ann, "--annotator", "ann", sent)
    ascribe("layers", "--library", ann, "--blind", "on", "--annotator", "ann")
    answer = ascribe("send", "--library", ann, "--annotator", "bob", "-o", tmp_path / "again.json")
    assert (answer.status, (tmp_path / "again.json").exists()) == (1, False)
    assert "others' work on 1 article is hidden until you mark it as done" in answer.err


def test_what_cannot_be_taken_is_told(ascribe: Ask, libraries: tuple[Path, Path], tmp_path: Path) -> None:
    ann, bob = libraries
    assert ascribe("take", "--library", ann, ann).err == f"ascribe: {ann} is the library itself.\n"
    assert "has no work of carol" in ascribe("take", "--library", ann, bob, "--layer", "carol").err
    (broken := tmp_path / "broken.json").write_text("{", encoding="utf-8")
    assert ascribe("take", "--library", ann, broken).status == 1
    assert "nothing to send" in ascribe("send", "--library", ann, "-o", tmp_path / "x.json").err
    ascribe("export", "--library", bob, "-o", exported := tmp_path / "bob.json")
    data = json.loads(exported.read_text(encoding="utf-8"))
    data["articles"][0]["annotations"][0]["fragments"][0]["end"] = 4000
    exported.write_text(json.dumps(data), encoding="utf-8")
    assert "is not a sound Ascribe export" in ascribe("take", "--library", ann, exported).err
