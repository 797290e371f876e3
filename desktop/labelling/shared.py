"""What several verbs need."""

from desktop.library import Edit
from desktop.library.concurrent_changes import changed_elsewhere
from desktop.model.records import Annotation, Article, Attribution, Speaker
from desktop.model.who_said import parts_of


def refuse_if_changed_elsewhere(edit: Edit, *records: Annotation | Article | Attribution | Speaker) -> None:
    """That nobody deletes what others worked on meanwhile, and what was not seen of it."""
    if edit.is_changed_elsewhere(*records):
        raise changed_elsewhere()


def parts_read(edit: Edit, *claims: Annotation) -> list[Annotation]:
    """The mentions and cues of these claims, in the claims' order, each once."""
    attributions = edit.attributions_by_claim(claim.id for claim in claims)
    ids: dict[str, None] = {}
    for attribution in (attributions[claim.id] for claim in claims if claim.id in attributions):
        ids |= dict.fromkeys(parts_of(attribution))
    parts = edit.annotations_by_id(ids)
    return [parts[id] for id in ids if id in parts]
