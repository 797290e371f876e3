"""What a file is that is no text, by its first bytes."""

import pytest

from desktop.base.file_kinds import WORD, ZIP, kind_of
from desktop.base.translation import Message


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", None),
        (b"PK", None),
        (b"The bridge closes.", None),
        (b"%PDF-1.7", "a PDF document"),
        (b" %PDF-1.7", None),
        (b"PK\x05\x06" + bytes(18), ZIP),
        (b"PK\x03\x04..word/document.xml", WORD),
        (b"PK\x03\x04..xl/workbook.xml", "an Excel workbook"),
        (b"PK\x03\x04" + bytes(5000) + b"word/document.xml", ZIP),  # not near the beginning
    ],
)
def test_a_file_is_told_by_its_first_bytes(data: bytes, kind: Message | str | None) -> None:
    found = kind_of(data)
    assert (found.text if found and isinstance(kind, str) else found) == kind
