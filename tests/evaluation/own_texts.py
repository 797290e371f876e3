"""Texts that were written for Ascribe and annotated by it: `texts/`, one file a language, articles after lines of "=".

`{1q ...}` is what was said in the article's first attribution, `{1s ...}` who said it and `{1c ...}` the words that
report it; each may have several parts, and what stands within what was said is no part of it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from desktop.model.text import Fragment, Fragments, ordered
from desktop.suggest.evaluation.gold import GoldArticle, Report

FOLDER = Path(__file__).with_name("texts")
_PIECE = re.compile(r"\{(?P<number>\d+)(?P<part>[qsc]) |\}|[^{}]+")


def own_texts(language: str) -> Iterator[GoldArticle]:
    """The articles in a language, by its code."""
    articles = (FOLDER / f"{language}.txt").read_text(encoding="utf-8").split("\n=\n")[1:]
    for number, annotated in enumerate(articles):
        yield _article(f"{language}-{number}", annotated.strip())


def _article(id: str, annotated: str) -> GoldArticle:
    text = ""
    open_ones: list[tuple[str, str, int]] = []
    parts: defaultdict[str, defaultdict[str, list[Fragment]]] = defaultdict(lambda: defaultdict(list))
    for piece in _PIECE.finditer(annotated):
        if piece["number"]:
            open_ones.append((piece["number"], piece["part"], len(text)))
        elif piece.group() == "}":
            attribution, part, start = open_ones.pop()
            parts[attribution][part].append(Fragment(start, len(text)))
        else:
            text += piece.group()
    reports = (
        Report(_without(text, one["q"], [*one["s"], *one["c"]]), ordered(one["s"]), ordered(one["c"]))
        for one in parts.values()
    )
    return GoldArticle(id, text, tuple(reports))


def _without(text: str, contents: list[Fragment], others: list[Fragment]) -> Fragments:
    """What was said, without the words that stand within it and say by whom."""
    rest = []
    for content in contents:
        start = content.start
        for other in sorted(other for other in others if content.start <= other.start and other.end <= content.end):
            rest.append(Fragment(start, other.start))
            start = other.end
        rest.append(Fragment(start, content.end))
    return ordered(one for one in rest if any(letter.isalnum() for letter in text[one.start : one.end]))
