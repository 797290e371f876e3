"""Texts that are not ours, where Qt would take them for markup."""

from html import escape


def tip(text: str) -> str:
    """A tool tip that shows this text as it is: in a speaker's name or a quotation, `<b>` is three characters."""
    return f'<div style="white-space: pre-wrap">{escape(text)}</div>' if text else ""
