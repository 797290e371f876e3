"""What a step would bring back that was added again meanwhile: no article is there twice."""

from collections.abc import Iterable, Sequence
from typing import cast

from sqlalchemy import Connection

from desktop.base.errors import Conflict
from desktop.base.translation import translated
from desktop.library import journal
from desktop.library.journal_data import Change
from desktop.library.sql.queries.same_texts import articles_with_hashes
from desktop.library.sql.record_data import from_data
from desktop.model.records import Article
from desktop.model.same_text import is_same_article


def refuse_if_added_again(connection: Connection, rows: Sequence[journal.Row], steps: Iterable[Change]) -> None:
    """Raises a Conflict where an article that these steps bring back was added by somebody since `rows` were written.

    Two that were there side by side before may be so again.
    """
    back = {
        step.id: cast(Article, from_data("article", step.after))
        for step in steps
        if step.kind == "article" and step.before is None and isinstance(step.after, dict)
    }
    there = articles_with_hashes(connection, {one.sha256 for one in back.values()})
    twins = {
        ("article", one.id): mine
        for mine in back.values()
        for one in there.get(mine.sha256, ())
        if one.id not in back and is_same_article(one, mine)
    }
    added = [
        (annotator, twins[change.kind, change.id])
        for annotator, change in (journal.changes_after(connection, rows) if twins else ())
        if change.before is None and (change.kind, change.id) in twins
    ]
    if added:
        annotator, twin = added[0]
        raise Conflict(
            translated(
                "“{words}” cannot be undone or redone, because {annotator} added “{article}” again since; it would "
                "be there twice. First {annotator} has to undo that, or to delete it.",
                words=rows[0].operation.words(),
                annotator=annotator,
                article=twin.title,
            )
        )
