"""What is said of the formats is what they declare."""

from desktop.exchange import overview
from desktop.exchange.registry import FORMATS
from desktop.model.features import ALL


def test_each_feature_has_a_name() -> None:
    assert overview.NAMES.keys() == ALL


def test_every_format_is_told_with_what_it_does() -> None:
    text, page = overview.as_text(), overview.as_markdown()
    for format in FORMATS:
        assert f"({format.name}): {format.extensions[0]}" in text
        assert f"({format.name}): {format.extensions[0]}" in page
    assert text.count("Is read and written.") == sum(bool(format.read) and format.is_written for format in FORMATS)
    json, csv = (part for part in text.split("\n\n") if part.startswith(("Ascribe JSON", "CSV")))
    assert "Holds everything." in json
    assert "but texts of articles, mentions and cues without a claim, joint sources." in csv
