"""Articles with attributions that are known to be right, as evaluation and learning use them.

A gold file holds one JSON object a line: {"id", "text", "quotes": [{"contents": [[start, end], ...], "sources": [...],
"cues": [...]}]}; offsets are half-open and count code points. Ascribe's own JSON export is gold too: its accepted
claims.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from desktop.base import files, json_text
from desktop.base.errors import KnownError
from desktop.base.translation import translated
from desktop.model.text import Fragment, Fragments, ordered
from desktop.suggest.attributions import SuggestedAttribution

_ALL_LIMIT: Final = 200_000_000  # bytes of a file whose articles are held all at once: some 50,000 articles


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
    """All articles of a gold file or of an export.

    Raises:
        KnownError: as for `articles`, or the file is too large for that.
    """
    files.refuse_larger(path, _ALL_LIMIT)
    return list(articles(path))


def articles(path: Path) -> Iterator[GoldArticle]:
    """The articles of a gold file or of an export. Of gold lines, one is read at a time.

    Raises:
        KnownError: the file cannot be read, is neither, or holds no article.
    """
    found = False
    try:
        for row in _rows(path):
            yield _article(row)
            found = True
    except UnicodeDecodeError as error:
        raise KnownError(translated("{file} cannot be read: it is not text in UTF-8.", file=path)) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise KnownError(
            translated(
                "{file} holds no gold articles (one JSON object a line, or an Ascribe export): {reason}.",
                file=path,
                reason=_reason(error),
            )
        ) from error
    if not found:
        raise KnownError(
            translated("{file} holds no gold articles (one JSON object a line, or an Ascribe export).", file=path)
        )


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"{error} is missing"
    if isinstance(error, TypeError | AttributeError):
        return "something in it is of another type than it should be"
    return str(error)


def _rows(path: Path) -> Iterator[Any]:
    """The objects of gold lines; of an export, or a single object in several lines, its articles."""
    lines = _lines(path)
    first = next(lines, None)
    if first is None:
        return
    try:
        row = json_text.decoded(first)
    except json.JSONDecodeError:
        if next(lines, None) is None:
            raise
        row = json_text.decoded(_decoded(files.contents(path, files.SIZE_LIMIT)))
        lines = iter(())
    yield from row["articles"] if _is_export(row) else [row]
    yield from map(json_text.decoded, lines)


def _is_export(row: Any) -> bool:
    return isinstance(row, dict) and row.get("format") == "ascribe"


def _lines(path: Path) -> Iterator[str]:
    """The lines of a file that are not blank."""
    with files.opened(path) as stream:
        while line := stream.readline(files.SIZE_LIMIT):
            if len(line) == files.SIZE_LIMIT:
                raise ValueError("a line in it is larger than any article")
            if text := _decoded(line).strip():
                yield text


def _decoded(data: bytes) -> str:
    return data.decode("utf-8").removeprefix("\ufeff")


def _article(row: Any) -> GoldArticle:
    if not isinstance(row, dict):
        raise TypeError
    return _from_export(row) if "annotations" in row else _from_row(row)


def _from_row(row: dict[str, Any]) -> GoldArticle:
    text = _text(row)
    reports = (
        Report(*(_fragments(text, quote.get(part, ())) for part in ("contents", "sources", "cues")))
        for quote in row["quotes"]
    )
    return GoldArticle(str(row.get("id", "")), text, tuple(report for report in reports if report.contents))


def _from_export(article: dict[str, Any]) -> GoldArticle:
    text = _text(article)
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
    return GoldArticle(str(article["id"]), text, tuple(reports))


def _text(article: dict[str, Any]) -> str:
    text = article["text"]
    if not isinstance(text, str):
        raise TypeError
    return text


def _fragments(text: str, spans: Iterable[Iterable[int]]) -> Fragments:
    """The ranges as they are: parts that touch stay parts, so that what is split in the file counts as split."""
    fragments = []
    for start, end in spans:
        if type(start) is not int or type(end) is not int:
            raise TypeError
        if not 0 <= start <= end <= len(text):
            raise ValueError(f"the range {start} to {end} lies outside of the text")
        fragments.append(Fragment(start, end))
    return tuple(sorted(fragments))
