"""Which addresses may be links: those of web pages."""

import re
from typing import Final

_WEB: Final = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def is_web_address(words: str) -> bool:
    """Whether these words are the address of a web page, and nothing else that a click would open or run."""
    return bool(_WEB.fullmatch(words))
