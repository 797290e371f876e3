"""The labels in use."""

from pathlib import Path

import pytest

from desktop.base.errors import KnownError
from desktop.model import scheme

LABEL = '[[labels]]\nname = "Claim"\nrole = "claim"\n'


def test_the_default_scheme_has_every_role_with_a_key_of_its_own() -> None:
    labels = scheme.default().labels
    assert {label.role for label in labels} == {"claim", "speaker", "cue", "other"}
    assert len({label.shortcut for label in labels}) == len(labels)


def test_plain_data_and_back_is_the_same_scheme() -> None:
    assert scheme.from_data(scheme.default().as_data(), "data") == scheme.default()


def test_a_label_that_the_scheme_lost_is_shown_as_other() -> None:
    assert scheme.default().role("Gone") == "other"


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
def test_what_is_no_scheme_is_refused_by_name(toml: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(toml)
    with pytest.raises(KnownError, match=r"mine\.toml"):
        scheme.from_toml(file)


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"none\.toml"):
        scheme.from_toml(tmp_path / "none.toml")
