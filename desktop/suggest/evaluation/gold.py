"""Articles with attributions that are known to be right, as evaluation and learning use them.

A gold file holds one JSON object a line: {"id", "text", "quotes": [{"contents": [[start, end], ...], "sources": [...],
"cues": [...]}]}; offsets are half-open and count code points. Ascribe's own JSON export is gold too: its accepted
claims.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.base import files
from desktop.base.errors import KnownError
from desktop.base.translation import translated
from desktop.model.text import Fragment, Fragments, ordered
from desktop.suggest.attributions import SuggestedAttribution


@dataclass(frozen=True, slots=True)
class Report:
    """One attribution, as far as it is compared: what was said, by whom, and the words that report it."""

    contents: Fragments
    sources: Fragments = ()
    cues: Fragments = ()


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """A text and its attributions."""

    id: str
    text: str
    reports: tuple[Report, ...]


def as_report(suggested: SuggestedAttribution) -> Report:
    """A suggestion, as it is compared."""
    return Report(
        suggested.contents,
        ordered(fragment for source in suggested.sources for fragment in source),
        ordered(fragment for cue in suggested.cues for fragment in cue),
    )


def read(path: Path) -> list[GoldArticle]:
    """The articles of a gold file or of an export.

    Raises:
        KnownError: the file cannot be read, is neither, or holds no article.
    """
    try:
        content = files.contents(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise KnownError(translated("{file} cannot be read: it is no text in UTF-8.", file=path)) from error
    try:
        articles = _articles(content)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, KnownError) as error:
        raise KnownError(
            translated(
                "{file} holds no gold articles (one JSON object a line, or an Ascribe export): {reason}.",
                file=path,
                reason=error,
            )
        ) from error
    if not articles:
        raise KnownError(
            translated("{file} holds no gold articles (one JSON object a line, or an Ascribe export).", file=path)
        )
    return articles


def _articles(content: str) -> list[GoldArticle]:
    try:
        whole = json.loads(content)
    except json.JSONDecodeError:
        return [_from_row(json.loads(line)) for line in content.splitlines() if line.strip()]
    if whole.get("format") == "ascribe":
        return [_from_export(article) for article in whole["articles"]]
    return [_from_row(whole)]


def _from_row(row: Mapping[str, Any]) -> GoldArticle:
    text = row["text"]
    reports = (
        Report(*(_fragments(text, quote.get(part, ())) for part in ("contents", "sources", "cues")))
        for quote in row["quotes"]
    )
    return GoldArticle(str(row.get("id", "")), text, tuple(report for report in reports if report.contents))


def _from_export(article: Mapping[str, Any]) -> GoldArticle:
    text = article["text"]
    accepted = {
        annotation["id"]: [(fragment["start"], fragment["end"]) for fragment in annotation["fragments"]]
        for annotation in article["annotations"]
        if annotation["status"] == "accepted"
    }
    reports = []
    for row in article["attributions"]:
        if row["claim"] in accepted:
            mentions = [source["mention"] for source in row["sources"]]
            parts = ([row["claim"]], mentions, row["cues"])
            spans = ([span for one in part for span in accepted.get(one, ())] for part in parts)
            reports.append(Report(*(_fragments(text, span) for span in spans)))
    return GoldArticle(article["id"], text, tuple(reports))


def _fragments(text: str, spans: Iterable[Iterable[int]]) -> Fragments:
    """The ranges as they are: parts that touch stay parts, so that what is split in the file counts as split."""
    fragments = []
    for start, end in spans:
        if not 0 <= start <= end <= len(text):
            raise ValueError(f"the range {start} to {end} lies outside of the text")
        fragments.append(Fragment(start, end))
    return tuple(sorted(fragments))
