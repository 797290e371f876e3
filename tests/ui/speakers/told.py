"""Articles in which each claim is marked with who made it, in tests/ui/articles/.

Above the line `---` stands, for each speaker, a short name and what a reader would call the speaker. In the text below,
`⟦holm⟧words⟦/⟧` is a claim by that speaker, and `⟦+⟧words⟦/⟧` one more part of the claim before it.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from desktop.model.text import Fragment, Fragments

FOLDER = Path(__file__).parent / "articles"
_MARK = re.compile(r"⟦([^⟧]*)⟧")


@dataclass
class ToldArticle:
    """A text, its claims in text order, each with the short name of its speaker, and what each speaker is called."""

    text: str = ""
    claims: list[tuple[str, Fragments]] = field(default_factory=list)
    names: dict[str, list[str]] = field(default_factory=dict)


def told_article(name: str) -> ToldArticle:
    """Reads one of the articles."""
    head, _, marked = (FOLDER / name).read_text(encoding="utf-8").partition("---\n")
    told = ToldArticle()
    for line in head.splitlines():
        who, _, names = line.partition(": ")
        told.names[who] = [one.strip() for one in names.split(";")]
    who, start = "", 0
    for place, piece in enumerate(_MARK.split(marked)):
        if place % 2 == 0:
            told.text += piece
        elif piece == "/":
            part = Fragment(start, len(told.text))
            if who == "+":
                who, parts = told.claims.pop()
                told.claims.append((who, (*parts, part)))
            else:
                told.claims.append((who, (part,)))
        else:
            who, start = piece, len(told.text)
    return told
