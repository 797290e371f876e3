"""The name in the preferences, which the window keeps and the command line reads."""

import pytest

from desktop.base import paths
from desktop.base.preferred_name import preferred_name

pytestmark = pytest.mark.usefixtures("home")


@pytest.mark.parametrize(
    ("kept", "name"),
    [
        ("[General]\nannotator=Anna\n", "Anna"),
        ('[General]\nannotator="Ruiz, \\"Zoë\\""\n[window]\nlanguage=de\n', 'Ruiz, "Zoë"'),
        ("[General]\nannotator=@@me\n", "@me"),
        ("[General]\nannotator=\n", None),
        ("[window]\nlanguage=de\n", None),
        ("no section\n", None),
    ],
)
def test_it_is_read_as_it_is_kept(kept: str, name: str | None) -> None:
    paths.settings_file().parent.mkdir(parents=True)
    paths.settings_file().write_text(kept, encoding="utf-8")
    assert preferred_name() == name


def test_without_preferences_there_is_none() -> None:
    assert preferred_name() is None
