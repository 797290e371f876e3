"""All that one speaker said, in all articles: to look at, and to copy."""

from collections.abc import Collection
from dataclasses import dataclass

from desktop.base.progress import Progress, unwatched
from desktop.exchange.citations import FORMS, Pasted
from desktop.exchange.exporting import Selection, documents_of
from desktop.exchange.tables import claims
from desktop.exchange.tables.table import Layout
from desktop.library import Library
from desktop.model.folding import folded
from desktop.model.records import Article
from desktop.model.who_said import parts_of


@dataclass(frozen=True, slots=True)
class SaidClaim:
    """A claim as the page of its speaker shows it."""

    claim: str  # its id
    article: Article
    quote: str
    sentence: str  # with what stands around the claim
    found_by: str  # all of that, folded


def said_by(library: Library, speaker: str, progress: Progress = unwatched) -> list[SaidClaim]:
    """The accepted claims of the speaker of this id, those of the newest articles first.

    Raises:
        Cancelled: by `progress`.
    """
    with library.snapshot() as snapshot:
        head, documents = documents_of(snapshot, Selection(speakers=(speaker,)), progress)
        found = [
            _said(row)
            for row in claims.rows(head, documents, Layout())
            if any(one is not None and one.id == speaker for one in row.who)
        ]
    return sorted(found, key=lambda one: one.article.published, reverse=True)


def _said(row: claims.Row) -> SaidClaim:
    article, quote, sentence = row.document.article, row.words(row.claim.id), claims.sentence(row)
    known = (sentence, quote, article.title, article.publisher, article.published)
    return SaidClaim(row.claim.id, article, quote, sentence, folded("\n".join(known)))


def copied(library: Library, speaker: str, said: Collection[SaidClaim], form: str) -> Pasted:
    """These of the speaker's claims, as they go to the clipboard; `form` is one of `citations.FORMS`."""
    wanted = {one.claim for one in said}
    articles = tuple({one.article.id for one in said})
    with library.snapshot() as snapshot:
        head, documents = documents_of(snapshot, Selection(articles=articles, speakers=(speaker,)))
        chosen = []
        for document in documents:
            kept = {id for one in document.attributions if one.claim in wanted for id in (one.claim, *parts_of(one))}
            chosen.append(document.with_only([one for one in document.annotations if one.id in kept]))
        return FORMS[form](head, chosen)
