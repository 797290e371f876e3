"""Deletes annotations and articles, and takes them out of the attributions that name them."""

from collections.abc import Iterable, Sequence

from desktop.labelling.attributions import attribution_of, with_each_speaker_once
from desktop.labelling.commenting import delete_comments
from desktop.labelling.shared import refuse_if_changed_elsewhere
from desktop.library import Edit
from desktop.model.records import Annotation, Article, Attribution, Source


def delete(edit: Edit, annotation: Annotation) -> None:
    """Deletes an annotation: a claim with its attribution, a mention or cue out of those it is part of.

    Raises:
        Conflict: others changed it, or who said it, meanwhile.
    """
    naming = edit.attributions_with(annotation)
    refuse_if_changed_elsewhere(edit, annotation, attribution_of(edit, annotation), *naming)
    delete_named(edit, [annotation], naming)


def delete_named(edit: Edit, annotations: Sequence[Annotation], naming: Iterable[Attribution]) -> None:
    """Deletes annotations; `naming` are the attributions that name one of them."""
    gone = {annotation.id for annotation in annotations}
    own = edit.attributions_by_claim(gone)

    def around(claim: str | None) -> str | None:  # what lay in a deleted claim lies in the one around it
        passed: set[str] = set()
        while claim in gone and claim not in passed:
            passed.add(claim)
            claim = own[claim].parent if claim in own else None
        return None if claim in gone else claim

    changes = [
        (
            attribution,
            {
                "sources": with_each_speaker_once(
                    Source(one.speaker, None) if one.mention in gone else one for one in attribution.sources
                ),
                "cues": tuple(cue for cue in attribution.cues if cue not in gone),
                "parent": around(attribution.parent),
            },
        )
        for attribution in naming
        if attribution.claim not in gone
    ]
    edit.change_all(changes)
    delete_comments(edit, gone)
    edit.remove_all([*own.values(), *annotations])


def delete_article(edit: Edit, article: Article) -> None:
    """Deletes an article with all of its annotations, whoever made them.

    Raises:
        Conflict: others worked in it meanwhile.
    """
    refuse_if_changed_elsewhere(edit, article)
    all_layers = edit.all_layers
    edit.remove_all(all_layers.attributions(article.id).values())
    annotations = all_layers.annotations(article.id)
    delete_comments(edit, (one.id for one in annotations))
    edit.remove_all(annotations)
    edit.remove_all(all_layers.layer_statuses(article.id))
    edit.remove_all(all_layers.assignments([article.id]))
    edit.remove(article)
