"""Gold lines: one JSON object a line, each an article with its attributions, as corpora for evaluation have them.

    {"id": "...", "text": "...", "quotes": [{"contents": [[0, 9]], "sources": [[12, 16]], "cues": [[17, 21]]}]}

Ranges are half-open and count code points. An article comes in as done, with its claims, mentions and cues accepted.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.base.errors import KnownError
from desktop.exchange.format import Additions, Format, Progress, draft
from desktop.library import Edit, Library
from desktop.model.codebook import QUOTATION
from desktop.model.records import Annotation, Attribution, Role, Source
from desktop.model.text import Fragments, canonical, ordered, quotation_kind

if TYPE_CHECKING:  # the suggester is large, and start-up is short
    from desktop.suggest.evaluation.gold import GoldArticle, Report

EDIT_NAME: Final = "Import gold articles"
_ARTICLES_AT_ONCE: Final = 100


def bring_in(library: Library, path: Path, group: str, progress: Progress) -> Additions:
    """Adds the articles that the library does not have, with their annotations, in edits of this undo group.

    Raises:
        KnownError: the file holds no gold articles; nothing was added.
        Cancelled: by `progress`; what was committed before stays.
    """
    from desktop.suggest.evaluation.gold import read

    articles = read(path)
    for article in articles:
        if len(canonical(article.text)) != len(article.text):
            raise KnownError(
                f"{path}: the ranges of the article {article.id} count characters that Ascribe leaves out."
            )
    additions = Additions()
    for place in range(0, len(articles), _ARTICLES_AT_ONCE):
        progress(place, len(articles))
        with library.bulk_edit(EDIT_NAME, group) as edit:
            _add(library, edit, articles[place : place + _ARTICLES_AT_ONCE], additions)
    progress(len(articles), len(articles))
    return additions


def _add(library: Library, edit: Edit, articles: "list[GoldArticle]", additions: Additions) -> None:
    """Adds those articles whose text the library does not have."""
    drafts = [(gold, draft(gold.text, title=gold.id)) for gold in articles]
    homes = library.known_hashes(one.article.sha256 for _, one in drafts)
    for gold, (article, text) in drafts:
        home = homes.setdefault(article.sha256, article.id)
        if home != article.id:
            additions.known.append(home)
            continue
        article = edit.add_article(replace(article, status="done"), text)
        records = list(_records(edit, article.id, text, gold.reports))
        edit.add_all(records)
        additions.added.append(article.id)
        additions.annotations += sum(isinstance(record, Annotation) for record in records)


def _records(edit: Edit, article: str, text: str, reports: "tuple[Report, ...]") -> Iterator[Annotation | Attribution]:
    """The annotations of an article's attributions, and the attributions; what two of them share is there once."""
    parts: dict[tuple[Role, Fragments], Annotation] = {}
    for report in reports:
        claim = _annotation(edit, article, "claim", ordered(report.contents), text)
        if claim is None:
            continue
        yield claim
        ids: dict[Role, list[str]] = {"speaker": [], "cue": []}
        named: tuple[tuple[Role, Fragments], ...] = (("speaker", report.sources), ("cue", report.cues))
        for role, fragments in named:
            part = parts.get((role, fragments))
            if part is None and fragments and (part := _annotation(edit, article, role, ordered(fragments), text)):
                parts[role, fragments] = part
                yield part
            if part:
                ids[role].append(part.id)
        sources = tuple(Source(None, mention) for mention in ids["speaker"])
        yield Attribution(claim=claim.id, article=article, sources=sources, cues=tuple(ids["cue"]))


def _annotation(edit: Edit, article: str, role: Role, fragments: Fragments, text: str) -> Annotation | None:
    """An annotation with the codebook's first label of this role; None without such a label, or without words."""
    label = edit.codebook.first(role)
    if label is None or not fragments:
        return None
    quotation = {QUOTATION: quotation_kind(text, fragments)} if label.attribute(QUOTATION) else {}
    attributes = {**label.defaults, **quotation}
    return Annotation(article=article, label=label.id, fragments=fragments, attributes=attributes)


FORMAT = Format(name="gold", title="Gold lines", extensions=(".jsonl",), bring_in=bring_in)
