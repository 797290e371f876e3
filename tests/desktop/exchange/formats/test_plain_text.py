"""Text and Markdown files: what they are called, and that their text stays as it is."""

from pathlib import Path

import pytest

from desktop.exchange import registry


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("a.md", "# The dam\n\nIt holds.", "The dam"),
        ("a.markdown", "\n## The *old* dam ##  \nIt holds.", "The *old* dam"),
        ("a.MD", "\ufeff# The dam\r\n\r\nIt holds.", "The dam"),
        ("a.md", "#1 of the news\n\nIt holds.", "#1 of the news"),  # a heading has a blank behind its mark
        ("a.md", "It holds.\n\n# Later\n\nMore.", "It holds."),  # only what it begins with
        ("a.md", "It is C # F\nand G.", "It is C # F"),
        ("a.txt", "# The dam\n\nIt holds.", "# The dam"),  # no Markdown
    ],
)
def test_the_heading_that_markdown_begins_with_is_its_title(tmp_path: Path, name: str, text: str, title: str) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode())
    (document,) = registry.read(path).documents
    assert document.article.title == title
    assert document.text == text.removeprefix("\ufeff").replace("\r\n", "\n")
