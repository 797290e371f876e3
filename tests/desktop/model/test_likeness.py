"""Which of several names is the likest to another."""

import pytest

from desktop.model.likeness import likest


@pytest.mark.parametrize(
    ("name", "others", "expected"),
    [
        ("Taxes", ["Economy", "Levies", "Tax"], "Tax"),
        ("tax on carbon", ["Economy", "Carbon tax", "Climate"], "Carbon tax"),
        ("Éducation", ["Economy", "education", "Climate"], "education"),
        ("Taxes", ["Economy", "Climate"], None),
        ("Taxes", [], None),
        ("", ["Economy"], None),
    ],
)
def test_the_likest_name_is_found_or_none(name: str, others: list[str], expected: str | None) -> None:
    assert likest(name, dict(zip(others, others, strict=True))) == expected
