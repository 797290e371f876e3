"""Marks words, and changes what was marked: its extent, its answers."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop.base.errors import Conflict
from desktop.base.translation import translated
from desktop.labelling.attributions import attribution_of, name_mention, with_each_speaker_once, without_guess
from desktop.labelling.shared import parts_read, refuse_if_changed_elsewhere
from desktop.labelling.suggestions import is_worked_on, withdraw
from desktop.library import Edit
from desktop.library.concurrent_changes import changed_elsewhere, merged
from desktop.model.codebook import QUOTATION, Attribute, Label, Option
from desktop.model.records import Annotation, Article, AttributeValue, Attribution, Source
from desktop.model.relabelling import carried_over
from desktop.model.text import Fragment, Fragments, likeness, ordered, quotation_kind


def start_article(edit: Edit, article: Article) -> None:
    """Sets an article that nobody has worked in yet to be in progress, before something is done in it."""
    there = edit.current(article)
    if there.status == "new":
        edit.change(there, status="in progress")


class AlreadyMarked(Conflict):
    """The same words are marked with the same label already, by the claim `claim`."""

    def __init__(self, claim: Annotation) -> None:
        super().__init__(translated("Nothing was done: these words have this label already."))
        self.claim = claim.id


def _beside(edit: Edit, claim: Annotation) -> tuple[list[Annotation], list[Annotation]]:
    """The other claims around an accepted one, and those suggested in its place. Nobody marks the same claim twice.

    Raises:
        AlreadyMarked: one of them does.
    """
    if claim.status != "accepted" or edit.codebook.role(claim.label) != "claim":
        return [], []
    there = edit.annotations_across(claim.article, "claim", claim.start, claim.end)
    accepted = (one for one in there if one.status == "accepted" and one.id != claim.id)
    around = [one for one in accepted if one.start <= claim.start and claim.end <= one.end]
    for other in around:
        if (other.label, other.fragments) == (claim.label, claim.fragments):
            raise AlreadyMarked(other)
    return around, _suggested(there)


def _suggested(annotations: Iterable[Annotation]) -> list[Annotation]:
    return [one for one in annotations if one.status == "suggested"]


def annotate(
    edit: Edit, article_id: str, text: str, fragments: Fragments, label: Label, *, joining: Annotation | None = None
) -> Annotation:
    """Adds an annotation with this label.

    A claim gets the quotation kind that its quotation marks propose, and the claim that it lies in as its parent; what
    was suggested in its place makes way. A mention or cue that was suggested here is accepted instead; it joins the
    attribution of the claim `joining`, where one is given. One that is part of that claim already is given as it is.

    Raises:
        AlreadyMarked: the words of a claim are marked with this label already.
        Conflict: the label is not in the codebook any more.
        ValueError: the fragments reach out of the text.
    """
    _check_inside(text, fragments)
    label = label_by_now(edit, label.id)
    quotation = {QUOTATION: quotation_kind(text, fragments)} if label.attribute(QUOTATION) else {}
    attributes = {**label.defaults, **quotation}
    new = Annotation(article=article_id, label=label.id, fragments=fragments, attributes=attributes)
    around, suggested = _beside(edit, new)
    if joining and (part := _part_like(edit, joining, new)):
        return part
    accepted = _accepted_part(edit, new, label)
    if accepted and joining:  # which others may just have taken out of this claim
        refuse_if_changed_elsewhere(edit, attribution_of(edit, joining))
    added = accepted or edit.add(new)
    if label.role == "claim":
        withdraw_replaced(edit, added, suggested)
        if parent := _innermost(around, added):
            edit.add(Attribution(claim=added.id, article=article_id, parent=parent.id))
    elif label.role == "cue" and joining:
        cues = attribution_of(edit, joining).cues
        edit.change_attribution(joining, cues=tuple(dict.fromkeys((*cues, added.id))))
    elif label.role == "speaker" and joining:
        return _join_mention(edit, joining, added)
    return added


def _part_like(edit: Edit, claim: Annotation, new: Annotation) -> Annotation | None:
    """The accepted mention or cue of a claim with this label over just these words."""
    alike = (part for part in parts_read(edit, claim) if (part.label, part.fragments) == (new.label, new.fragments))
    return next((part for part in alike if part.status == "accepted"), None)


SAME = 0.5  # how like two claims are from which on they are one and the same


def _accepted_part(edit: Edit, new: Annotation, label: Label) -> Annotation | None:
    """The mention or cue that was suggested for just these words, accepted; a mention names nobody yet."""
    if label.role not in {"speaker", "cue"}:
        return None
    suggested = _suggested(edit.annotations_across(new.article, label.role, new.start, new.end))
    there = next((one for one in suggested if (one.label, one.fragments) == (new.label, new.fragments)), None)
    if there is None:
        return None
    if there.speaker and not edit.is_changed_elsewhere(there):
        name_mention(edit, there, None)  # who it is, the person says
    return edit.change(there, status="accepted", annotator=edit.annotator, evidence=without_guess(there))


def withdraw_replaced(edit: Edit, claim: Annotation, suggested: Iterable[Annotation] | None = None) -> None:
    """Withdraws what was suggested in the place of a claim; what is nested in that is nested in the claim now.

    `suggested` are the suggestions there, where they were read already.
    """
    if suggested is None:
        suggested = _suggested(edit.annotations_across(claim.article, "claim", claim.start, claim.end))
    for suggestion in suggested:
        if is_suggestion_of(suggestion, claim) and not is_worked_on(edit, suggestion):
            for attribution in edit.attributions_with(suggestion):
                if attribution.claim != claim.id:  # the claim itself then lies in what the suggestion lay in
                    edit.change(attribution, parent=claim.id)
            withdraw(edit, suggestion)


def is_suggestion_of(suggestion: Annotation, claim: Annotation) -> bool:
    """Whether a suggested claim is for what a person marked: as a whole, or by the first part of a split quotation."""
    parts = ((some, other) for some in suggestion.fragments for other in claim.fragments)
    return likeness(suggestion.fragments, claim.fragments) >= SAME or any(
        likeness([some], [other]) >= SAME for some, other in parts
    )


def _innermost(around: Iterable[Annotation], claim: Annotation) -> Annotation | None:
    """The innermost of the claims around a claim: its parent."""
    holding = [outer for outer in around if lies_in(outer, claim)]
    return min(holding, key=lambda outer: outer.end - outer.start, default=None)


def lies_in(outer: Annotation, claim: Annotation) -> bool:
    """Whether each part of a claim lies within a part of another, which is not over the very same words."""
    if outer.fragments == claim.fragments:
        return False
    return all(any(o.start <= i.start and i.end <= o.end for o in outer.fragments) for i in claim.fragments)


def _join_mention(edit: Edit, claim: Annotation, mention: Annotation) -> Annotation:
    sources = attribution_of(edit, claim).sources
    unshown = next((source for source in sources if source.mention is None), None)
    if unshown is None:
        edit.change_attribution(claim, sources=with_each_speaker_once((*sources, Source(None, mention.id))))
        return mention
    shown = tuple(Source(s.speaker, mention.id) if s is unshown else s for s in sources)
    edit.change_attribution(claim, sources=shown)
    return edit.change(mention, speaker=unshown.speaker)


def _check_inside(text: str, fragments: Iterable[Fragment]) -> None:
    if outside := [one for one in fragments if not 0 <= one[0] < one[1] <= len(text)]:
        raise ValueError(f"{outside[0]} is not within a text of {len(text)} characters")


def reshape(edit: Edit, annotation: Annotation, text: str, fragments: Iterable[Fragment]) -> Annotation:
    """Gives an annotation other fragments; its quotation kind follows, unless a person chose another one.

    What was suggested in the new place of a claim makes way.

    Raises:
        AlreadyMarked: another claim with the same label has just these fragments.
        Conflict: others changed or removed one of the parts that are to change, or no part would be left.
        ValueError: the fragments reach out of the text.
    """
    fragments = tuple(fragments)
    _check_inside(text, fragments)
    there = edit.current(annotation)
    shape = ordered(merged(annotation.fragments, ordered(fragments), there.fragments))
    if not shape:
        raise changed_elsewhere()
    _, suggested = _beside(edit, replace(there, fragments=shape))
    attributes = dict(there.attributes)
    if attributes.get(QUOTATION) == quotation_kind(text, there.fragments):
        attributes[QUOTATION] = quotation_kind(text, shape)
    reshaped = edit.change(there, fragments=shape, attributes=attributes)
    if edit.codebook.role(reshaped.label) == "claim" and reshaped.status == "accepted":
        withdraw_replaced(edit, reshaped, suggested)
    return reshaped


def add_fragment(edit: Edit, annotation: Annotation, text: str, fragment: Fragment) -> Annotation:
    """Adds a part to an annotation: the way to a split quotation."""
    return reshape(edit, annotation, text, (*annotation.fragments, fragment))


def remove_fragment(edit: Edit, annotation: Annotation, text: str, fragment: Fragment) -> Annotation:
    """Takes a part from an annotation that has others."""
    return reshape(edit, annotation, text, (part for part in annotation.fragments if part != fragment))


def answer(edit: Edit, annotation: Annotation, attribute: Attribute, value: AttributeValue | Option | None) -> None:
    """As `answer_all`, of one annotation."""
    answer_all(edit, [annotation], attribute, value)


def answer_all(
    edit: Edit, annotations: Sequence[Annotation], attribute: Attribute, value: AttributeValue | Option | None
) -> None:
    """Answers a question that a label asks, alike for some annotations with that label; None takes the answer away.

    The answer to a choice is an option's id. An Option is one that an open choice does not have yet: it joins its
    options, and where several may be chosen, what each annotation answers already.

    Raises:
        Conflict: others took the question or the option out of the codebook, or gave another answer.
    """
    new = edit.add_option(annotations[0].label, attribute.id, value).id if isinstance(value, Option) else None
    changes = []
    for annotation in annotations:
        answers = {id: said for id, said in annotation.attributes.items() if id != attribute.id}
        said = value if not isinstance(value, Option) else new
        if new is not None and attribute.kind == "choices":
            ticked = annotation.attributes.get(attribute.id, ())
            said = tuple(dict.fromkeys((*(ticked if isinstance(ticked, tuple) else ()), new)))
        elif said is not None and new is None:
            _refuse_if_gone(edit, annotation, attribute, said)
        if said is not None:
            answers[attribute.id] = said
        changes.append((annotation, {"attributes": answers}))
    edit.change_all(changes)


def relabel(edit: Edit, annotation: Annotation, label_id: str) -> list[str]:
    """Gives an annotation the label of this id, with the answers that this can have, too.

    Returns: the names of the attributes whose answers are lost.

    Raises:
        AlreadyMarked: the words of a claim are marked so already.
        Conflict: the label is not in the codebook any more, or others gave it another one.
    """
    label, there = label_by_now(edit, label_id), edit.current(annotation)
    _beside(edit, replace(there, label=label.id))
    answers, lost = carried_over(there.attributes, edit.codebook.label(there.label), label)
    edit.change(annotation, label=label.id)
    edit.change(edit.current(annotation), attributes=answers)
    return lost


def label_by_now(edit: Edit, id: str) -> Label:
    """The label of this id; raises a Conflict where the codebook has none any more."""
    label = edit.codebook.at((id,))
    if not isinstance(label, Label):
        raise Conflict(translated("Nothing was done: somebody took the label out of the codebook meanwhile."))
    return label


def _refuse_if_gone(edit: Edit, annotation: Annotation, attribute: Attribute, value: AttributeValue) -> None:
    """That nobody answers what is asked no more, or with an option that the question had when it was seen."""
    asked = edit.codebook.at((annotation.label, attribute.id))
    chosen = value if isinstance(value, tuple) else (value,)
    if not isinstance(asked, Attribute) or any(
        isinstance(one, str) and attribute.option(one) and not asked.option(one) for one in chosen
    ):
        raise Conflict(translated("Nothing was done: somebody took this out of the codebook meanwhile."))
