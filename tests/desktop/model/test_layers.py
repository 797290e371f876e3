"""What a layer is called where a person reads it."""

import pytest

from desktop.model.layers import LONGEST_NAME, name_of
from desktop.model.records import Annotator


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Anna", "Anna"),
        ("", "–"),
        (" \t", "–"),
        ("Anna\nBen", "Anna Ben"),
        ("\u202eannA\u202c", "annA"),
        ("x" * 400, "x" * LONGEST_NAME + "…"),
    ],
)
def test_a_name_from_a_file_is_shown_short_and_on_one_line(name: str, shown: str) -> None:
    assert name_of(Annotator(id="a", name=name, hue=0)) == shown
