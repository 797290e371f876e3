"""The labels in use."""

from pathlib import Path

import pytest

from desktop.base.errors import KnownError
from desktop.model import codebook

LABEL = '[[labels]]\nname = "Claim"\nrole = "claim"\n'


def test_the_default_codebook_has_every_role_with_a_key_of_its_own() -> None:
    labels = codebook.default().labels
    assert {label.role for label in labels} == {"claim", "speaker", "cue", "other"}
    assert len({label.shortcut for label in labels}) == len(labels)


def test_plain_data_and_back_is_the_same_codebook() -> None:
    assert codebook.from_data(codebook.default().as_data(), "data") == codebook.default()


def test_a_label_that_the_codebook_lost_is_shown_as_other() -> None:
    assert codebook.default().role("Gone") == "other"


@pytest.mark.parametrize(
    "toml",
    [
        "labels = 3",
        'name = "Empty"\nlabels = []',
        f'name = "Twice"\n{LABEL}{LABEL}',
        'name = "Role"\n[[labels]]\nname = "X"\nrole = "subject"',
        f'name = "Kind"\n{LABEL}[[labels.attributes]]\nname = "sure"\nkind = "maybe"',
        f'name = "Field"\n{LABEL}size = 3',
        "not toml at all [",
    ],
)
def test_what_is_no_codebook_is_refused_by_name(toml: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(toml)
    with pytest.raises(KnownError, match=r"mine\.toml"):
        codebook.from_toml(file)


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"none\.toml"):
        codebook.from_toml(tmp_path / "none.toml")
