"""Takes annotations and articles away, and lets go of them what names them."""

from collections.abc import Iterable

from desktop.labelling.attributions import attribution_of, each_once
from desktop.labelling.shared import refuse_over_news
from desktop.library import Edit
from desktop.model.records import Annotation, Article, Attribution, Source


def delete(edit: Edit, annotation: Annotation) -> None:
    """Deletes an annotation: a claim with its attribution, a mention or cue out of those it is part of.

    Raises:
        Conflict: others changed it, or who said it, meanwhile.
    """
    naming = edit.attributions_with(annotation)
    refuse_over_news(edit, annotation, attribution_of(edit, annotation), *naming)
    delete_named(edit, annotation, naming)


def delete_named(edit: Edit, annotation: Annotation, naming: Iterable[Attribution]) -> None:
    own = edit.attribution(annotation.id)
    for attribution in naming:
        edit.change(
            attribution,
            sources=each_once(
                Source(s.speaker, None) if s.mention == annotation.id else s for s in attribution.sources
            ),
            cues=tuple(cue for cue in attribution.cues if cue != annotation.id),
            # What lay in a deleted claim lies in the one around it.
            parent=(own.parent if own else None) if attribution.parent == annotation.id else attribution.parent,
        )
    if own:
        edit.remove(own)
    edit.remove(annotation)


def delete_article(edit: Edit, article: Article) -> None:
    """Deletes an article with all of its annotations.

    Raises:
        Conflict: others worked in it meanwhile.
    """
    refuse_over_news(edit, article)
    for attribution in edit.attributions(article.id).values():
        edit.remove(attribution)
    for annotation in edit.annotations(article.id):
        edit.remove(annotation)
    edit.remove(article)
