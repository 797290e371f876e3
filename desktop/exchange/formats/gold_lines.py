"""Gold lines: one JSON object a line, each an article with its attributions, as corpora for evaluation have them.

    {"id": "...", "text": "...", "quotes": [{"contents": [[0, 9]], "sources": [[12, 16]], "cues": [[17, 21]]}]}

Ranges are half-open and count code points. An article comes in as done, with its claims, mentions and cues accepted.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from desktop.base.errors import KnownError, Unfit
from desktop.base.translation import Message, translated
from desktop.exchange.document import Document, Reading, new_document
from desktop.exchange.format import NO, SURE, Format, Pulse
from desktop.exchange.source import Source as File
from desktop.model.features import Feature
from desktop.model.records import Annotation, Attribution, Role, Source
from desktop.model.text import Fragments, canonical, ordered

if TYPE_CHECKING:  # the suggester is large, and start-up is short
    from desktop.suggest.evaluation.gold import GoldArticle, Report

_EXTENSIONS: Final = (".jsonl",)
_QUOTES: Final = b'"quotes"'
_LINE: Final = re.compile(r'^\{(?=.*"text"\s*:)(?=.*"quotes"\s*:)', re.MULTILINE)


def score(file: File) -> float:
    """A line of gold names its text and its quotes; in a long article, the latter are out of sight."""
    if file.kind:
        return NO
    if _LINE.search(file.text) or (file.is_named(_EXTENSIONS) and _QUOTES in file.beginning.partition(b"\n")[0]):
        return SURE
    return NO


def read(file: File, pulse: Pulse) -> Reading:
    """The articles of a file, with their attributions: all are looked through first, then they are given one at a time.

    Raises:
        KnownError: the file holds no gold articles, one without a text, or one that counts characters that Ascribe
            leaves out of a text.
    """
    from desktop.suggest.evaluation import gold

    total = 0
    for total, article in enumerate(gold.articles(file.path), start=1):
        pulse()
        text = canonical(article.text)
        if not text.strip():
            raise Unfit(translated("There is no text in the article {number}.", number=total))
        if len(text) != len(article.text):
            raise KnownError(
                translated(
                    "{file}: the ranges of the article {article} count characters that Ascribe leaves out.",
                    file=file.path,
                    article=article.id,
                )
            )
    return Reading(documents=map(_document, gold.articles(file.path)), total=total)


def _document(gold: "GoldArticle") -> Document:
    new = new_document(gold.text, title=gold.id)
    article = replace(new.article, status="done")
    records = list(_records(article.id, gold.reports))
    return Document(
        article,
        new.text,
        [record for record in records if isinstance(record, Annotation)],
        [record for record in records if isinstance(record, Attribution)],
    )


def _records(article: str, reports: "tuple[Report, ...]") -> Iterator[Annotation | Attribution]:
    """The annotations of an article's attributions, and the attributions; what two of them share is there once."""
    parts: dict[tuple[Role, Fragments], Annotation] = {}
    for report in reports:
        contents = ordered(report.contents)
        if not contents:
            continue
        yield (claim := Annotation(article=article, label="claim", fragments=contents))
        ids: dict[Role, list[str]] = {"speaker": [], "cue": []}
        named: tuple[tuple[Role, Fragments], ...] = (("speaker", report.sources), ("cue", report.cues))
        for role, fragments in ((role, ordered(fragments)) for role, fragments in named):
            if not fragments:
                continue
            if (role, fragments) not in parts:
                yield (part := Annotation(article=article, label=role, fragments=fragments))
                parts[role, fragments] = part
            ids[role].append(parts[role, fragments].id)
        sources = tuple(Source(None, mention) for mention in ids["speaker"])
        if sources or ids["cue"]:
            yield Attribution(claim=claim.id, article=article, sources=sources, cues=tuple(ids["cue"]))


FORMAT = Format(
    name="gold",
    title=Message("Gold lines"),
    extensions=_EXTENSIONS,
    score=score,
    can_hold=frozenset({Feature.ARTICLES, Feature.TEXTS, Feature.ANNOTATIONS, Feature.PARTS, Feature.ATTRIBUTIONS}),
    read=read,
)
