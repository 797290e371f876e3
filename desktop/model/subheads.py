"""Which lines of a text are headings within it, so that the page and what is printed show the same ones."""

import re

MOST = 80  # code points of a heading

_INK = re.compile(r"\S")
_STORY = re.compile(rf"^[^\n]{{{MOST + 1}}}", re.MULTILINE)


class Subheads:
    """Tells the headings of one text by their look: short, without a full stop, between blank lines."""

    def __init__(self, text: str) -> None:
        self._text = text
        story = _STORY.search(text)
        self._story_at = story.start() if story else len(text)  # before it are bylines and datelines, no headings

    def is_one(self, start: int) -> bool:
        """Whether the line that begins at `start`, in code points, is a heading."""
        text = self._text
        end = _line_end(text, start)
        line = text[start:end].strip() if end - start <= MOST else ""
        return (
            start > self._story_at
            and line[:1].isalnum()
            and (line[-1].isalnum() or line[-1] in "?!")
            and text[start - 1] == "\n"
            and not text[text.rfind("\n", 0, start - 1) + 1 : start].strip()
            and not text[end : _line_end(text, end + 1)].strip()
            and _INK.search(text, end) is not None
        )


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end >= 0 else len(text)
