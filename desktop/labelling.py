"""The verbs of labelling: what a person does to annotations, attributions and speakers, each within an open edit.

They keep what belongs together together: a source that is shown by a mention has that mention's speaker; what names an
annotation lets go of it before it is deleted.

The records that they are given are as a window holds them: what was seen, and perhaps is no longer so. Whatever a verb
writes it works out from what the edit reads; where that would write over what others did meanwhile, or needs what they
removed, it raises a Conflict.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from desktop.base.errors import Conflict
from desktop.base.translation import translated
from desktop.library import Edit
from desktop.library.merging import changed_elsewhere, merged
from desktop.model.codebook import QUOTATION, Attribute, Label, Option
from desktop.model.records import Annotation, Article, AttributeValue, Attribution, Evidence, Source, Speaker
from desktop.model.speakers import have_one_name
from desktop.model.text import Fragment, Fragments, likeness, ordered, quotation_kind


def start_article(edit: Edit, article: Article) -> None:
    """Sets an article that nobody has worked in yet to be in progress, before something is done in it."""
    there = edit.current(article)
    if there.status == "new":
        edit.change(there, status="in progress")


def annotate(
    edit: Edit, article_id: str, text: str, fragments: Fragments, label: Label, *, joining: Annotation | None = None
) -> Annotation:
    """Adds an annotation with this label.

    A claim gets the quotation kind that its quotation marks propose, and the claim that it lies in as its parent; what
    was suggested in its place makes way. A mention or cue that was suggested here is accepted instead; it joins the
    attribution of the claim `joining`, where one is given. One that is part of that claim already is given as it is.

    Raises:
        ValueError: the fragments reach out of the text.
    """
    _check_inside(text, fragments)
    quotation = {QUOTATION: quotation_kind(text, fragments)} if label.attribute(QUOTATION) else {}
    attributes = {**label.defaults, **quotation}
    new = Annotation(article=article_id, label=label.id, fragments=fragments, attributes=attributes)
    if joining and (part := _part_like(edit, joining, new)):
        return part
    accepted = _accepted_part(edit, new, label)
    if accepted and joining:  # which others may just have taken out of this claim
        _refuse_over_news(edit, attribution_of(edit, joining))
    added = accepted or edit.add(new)
    if label.role == "claim":
        _make_way(edit, added)
        if parent := _innermost_around(edit, added):
            edit.add(Attribution(claim=added.id, article=article_id, parent=parent.id))
    elif label.role == "cue" and joining:
        cues = attribution_of(edit, joining).cues
        edit.change_attribution(joining, cues=tuple(dict.fromkeys((*cues, added.id))))
    elif label.role == "speaker" and joining:
        return _join_mention(edit, joining, added)
    return added


def _part_like(edit: Edit, claim: Annotation, new: Annotation) -> Annotation | None:
    """The accepted mention or cue of a claim with this label over just these words."""
    alike = (part for part in _parts(edit, claim) if (part.label, part.fragments) == (new.label, new.fragments))
    return next((part for part in alike if part.status == "accepted"), None)


SAME = 0.5  # how like two claims are from which on they are one and the same


def _accepted_part(edit: Edit, new: Annotation, label: Label) -> Annotation | None:
    """The mention or cue that was suggested for just these words, accepted; a mention names nobody yet."""
    if label.role not in {"speaker", "cue"}:
        return None
    suggested = edit.suggestions_across(new.article, label.role, new.start, new.end)
    there = next((one for one in suggested if (one.label, one.fragments) == (new.label, new.fragments)), None)
    if there is None:
        return None
    if there.speaker and not edit.is_news(there):
        name_mention(edit, there, None)  # who it is, the person says
    return edit.change(there, status="accepted", annotator=edit.annotator, evidence=without_guess(there))


def _make_way(edit: Edit, claim: Annotation) -> None:
    """Withdraws what was suggested in the place of a claim; what is nested in that is nested in the claim now."""
    for suggestion in edit.suggestions_across(claim.article, "claim", claim.start, claim.end):
        if _means(suggestion, claim) and not _is_worked_on(edit, suggestion):
            for attribution in edit.attributions_with(suggestion):
                edit.change(attribution, parent=claim.id)
            withdraw(edit, suggestion)


def _means(suggestion: Annotation, claim: Annotation) -> bool:
    """Whether a suggested claim is for what a person marked: as a whole, or by the first part of a split quotation."""
    parts = ((some, other) for some in suggestion.fragments for other in claim.fragments)
    return likeness(suggestion.fragments, claim.fragments) >= SAME or any(
        likeness([some], [other]) >= SAME for some, other in parts
    )


def _innermost_around(edit: Edit, claim: Annotation) -> Annotation | None:
    def lies_in(outer: Annotation) -> bool:
        return all(any(o.start <= i.start and i.end <= o.end for o in outer.fragments) for i in claim.fragments)

    around = edit.claims_around(claim.article, claim.start, claim.end)
    holding = [outer for outer in around if outer.fragments != claim.fragments and lies_in(outer)]
    return min(holding, key=lambda outer: outer.end - outer.start, default=None)


def _join_mention(edit: Edit, claim: Annotation, mention: Annotation) -> Annotation:
    sources = attribution_of(edit, claim).sources
    unshown = next((source for source in sources if source.mention is None), None)
    if unshown is None:
        edit.change_attribution(claim, sources=_each_once((*sources, Source(None, mention.id))))
        return mention
    shown = tuple(Source(s.speaker, mention.id) if s is unshown else s for s in sources)
    edit.change_attribution(claim, sources=shown)
    return edit.change(mention, speaker=unshown.speaker)


def new_speaker(edit: Edit, speaker: Speaker) -> Speaker:
    """Adds a speaker; where others added one of the very name meanwhile, unseen, it is that one."""
    return next((one for one in edit.unseen_speakers() if have_one_name(one, speaker)), None) or edit.add(speaker)


def attribution_of(edit: Edit, claim: Annotation) -> Attribution:
    """The claim's attribution; an empty one when it has none yet."""
    return edit.attribution(claim.id) or Attribution(claim=claim.id, article=claim.article)


def attribute(
    edit: Edit,
    claim: Annotation,
    speaker: Speaker | None,
    mention: Annotation | None = None,
    *,
    instead_of: Sequence[Source] | None = None,
) -> None:
    """Makes `speaker`, shown by `mention`, the one source of a claim; a speaker of None takes its sources away.

    Without a mention given, the one that the claim's first source has is kept, and names this speaker from now on.
    `instead_of` are the sources that were seen.

    Raises:
        Conflict: the claim has other sources by now, or something of this is not there any more.
    """
    sources = attribution_of(edit, claim).sources
    shown_by = mention.id if mention else next((s.mention for s in sources if s.mention), None)
    said = () if speaker is None and mention is None else (Source(speaker.id if speaker else None, shown_by),)
    if instead_of is not None and sources not in (tuple(instead_of), said):
        edit.current(claim)  # where it is gone altogether, that is what to say
        raise changed_elsewhere()
    edit.change_attribution(claim, sources=said)
    if said and shown_by and (shown := edit.annotation(shown_by)):
        name_mention(edit, shown, speaker)


def add_source(edit: Edit, claim: Annotation, speaker: Speaker, mention: Annotation | None = None) -> None:
    """Adds one more source to a claim: a joint quotation."""
    sources = attribution_of(edit, claim).sources
    source = Source(speaker.id, mention.id if mention else None)
    if (joint := _each_once((*sources, source))) != sources:
        edit.change_attribution(claim, sources=joint)
    if mention:
        name_mention(edit, edit.current(mention), speaker)


def remove_source(edit: Edit, claim: Annotation, source: Source) -> None:
    """Takes one of its sources from a claim; a speaker goes with all mentions that show that it is one.

    Raises:
        Conflict: it is none of its sources any more, or others said meanwhile who they are.
    """
    attribution = attribution_of(edit, claim)
    _refuse_over_news(edit, attribution)
    if source not in attribution.sources:
        raise changed_elsewhere()
    left = (s for s in attribution.sources if s != source and (s.speaker is None or s.speaker != source.speaker))
    edit.change_attribution(claim, sources=tuple(left))


def remove_cue(edit: Edit, claim: Annotation, cue_id: str) -> None:
    """Takes a cue out of a claim's attribution; the cue stays in the article."""
    cues = attribution_of(edit, claim).cues
    edit.change_attribution(claim, cues=tuple(cue for cue in cues if cue != cue_id))


def hide_mention(edit: Edit, claim: Annotation, mention_id: str) -> None:
    """Takes a mention out of a claim's attribution; the mention stays in the article, its speaker stays the source."""
    sources = attribution_of(edit, claim).sources
    hidden = (Source(s.speaker, None) if s.mention == mention_id else s for s in sources)
    edit.change_attribution(claim, sources=_each_once(hidden))


def name_mention(edit: Edit, mention: Annotation, speaker: Speaker | None) -> None:
    """Ties a mention to the speaker it names; the sources that it shows follow."""
    name_mentions(edit, [(mention, speaker)])


def name_mentions(edit: Edit, named: Sequence[tuple[Annotation, Speaker | None]]) -> None:
    """Does for many mentions what `name_mention` does for one, in a few steps."""
    speakers = {mention.id: speaker.id if speaker else None for mention, speaker in named}
    edit.change_all((mention, {"speaker": speakers[mention.id]} | _guess_served(mention)) for mention, _ in named)
    edit.change_all(
        (attribution, {"sources": _each_once(_with_speakers(attribution.sources, speakers))})
        for attribution in edit.attributions_with(*(mention for mention, _ in named))
    )


def _guess_served(mention: Annotation) -> dict[str, Evidence]:
    return {"evidence": without_guess(mention)} if mention.evidence.speaker else {}


def _with_speakers(sources: Iterable[Source], speakers: Mapping[str, str | None]) -> Iterator[Source]:
    for source in sources:
        mention = source.mention or ""
        yield Source(speakers[mention], mention) if mention in speakers else source


def _check_inside(text: str, fragments: Iterable[Fragment]) -> None:
    if outside := [one for one in fragments if not 0 <= one[0] < one[1] <= len(text)]:
        raise ValueError(f"{outside[0]} is not within a text of {len(text)} characters")


def reshape(edit: Edit, annotation: Annotation, text: str, fragments: Iterable[Fragment]) -> Annotation:
    """Gives an annotation other fragments; its quotation kind follows, unless a person chose another one.

    What was suggested in the new place of a claim makes way.

    Raises:
        Conflict: others changed or removed one of the parts that are to change, or no part would be left.
        ValueError: the fragments reach out of the text.
    """
    fragments = tuple(fragments)
    _check_inside(text, fragments)
    there = edit.current(annotation)
    shape = ordered(merged(annotation.fragments, ordered(fragments), there.fragments))
    if not shape:
        raise changed_elsewhere()
    attributes = dict(there.attributes)
    if attributes.get(QUOTATION) == quotation_kind(text, there.fragments):
        attributes[QUOTATION] = quotation_kind(text, shape)
    reshaped = edit.change(there, fragments=shape, attributes=attributes)
    if edit.codebook.role(reshaped.label) == "claim" and reshaped.status == "accepted":
        _make_way(edit, reshaped)
    return reshaped


def add_fragment(edit: Edit, annotation: Annotation, text: str, fragment: Fragment) -> Annotation:
    """Adds a part to an annotation: the way to a split quotation."""
    return reshape(edit, annotation, text, (*annotation.fragments, fragment))


def remove_fragment(edit: Edit, annotation: Annotation, text: str, fragment: Fragment) -> Annotation:
    """Takes a part from an annotation that has others."""
    return reshape(edit, annotation, text, (part for part in annotation.fragments if part != fragment))


def answer(edit: Edit, annotation: Annotation, attribute: Attribute, value: AttributeValue | Option | None) -> None:
    """Answers a question that a label asks of an annotation, a choice by an option's id; None takes the answer away.

    An Option as the value is one that an open choice does not have yet: it joins its options.
    """
    if isinstance(value, Option):
        value = edit.add_option(annotation.label, attribute.id, value).id
    answers = {id: said for id, said in annotation.attributes.items() if id != attribute.id}
    if value is not None:
        answers[attribute.id] = value
    edit.change(annotation, attributes=answers)


def delete(edit: Edit, annotation: Annotation) -> None:
    """Deletes an annotation: a claim with its attribution, a mention or cue out of those it is part of.

    Raises:
        Conflict: others changed it, or who said it, meanwhile.
    """
    naming = edit.attributions_with(annotation)
    _refuse_over_news(edit, annotation, attribution_of(edit, annotation), *naming)
    _delete(edit, annotation, naming)


def _delete(edit: Edit, annotation: Annotation, naming: Iterable[Attribution]) -> None:
    own = edit.attribution(annotation.id)
    for attribution in naming:
        edit.change(
            attribution,
            sources=_each_once(
                Source(s.speaker, None) if s.mention == annotation.id else s for s in attribution.sources
            ),
            cues=tuple(cue for cue in attribution.cues if cue != annotation.id),
            # What lay in a deleted claim lies in the one around it.
            parent=(own.parent if own else None) if attribution.parent == annotation.id else attribution.parent,
        )
    if own:
        edit.remove(own)
    edit.remove(annotation)


def _refuse_over_news(edit: Edit, *records: Annotation | Article | Attribution | Speaker) -> None:
    """That nobody deletes what others worked on meanwhile, and what was not seen of it."""
    if edit.is_news(*records):
        raise changed_elsewhere()


def delete_article(edit: Edit, article: Article) -> None:
    """Deletes an article with all of its annotations.

    Raises:
        Conflict: others worked in it meanwhile.
    """
    _refuse_over_news(edit, article)
    for attribution in edit.attributions(article.id).values():
        edit.remove(attribution)
    for annotation in edit.annotations(article.id):
        edit.remove(annotation)
    edit.remove(article)


def merge(edit: Edit, kept: Speaker, duplicate: Speaker) -> Speaker:
    """Makes one speaker of two: all that names `duplicate` names `kept`, whose aliases take its names in.

    Raises:
        Conflict: others changed what is known of `duplicate` meanwhile, or one of them is not there any more.
    """
    kept, duplicate = edit.current(kept), edit.current(duplicate)
    _refuse_over_news(edit, duplicate)
    for mention in edit.mentions_of(duplicate):
        edit.change(mention, speaker=kept.id)
    for attribution in edit.attributions_of(duplicate):
        named = (Source(kept.id, s.mention) if s.speaker == duplicate.id else s for s in attribution.sources)
        edit.change(attribution, sources=_each_once(named))
    names = dict.fromkeys((*kept.aliases, duplicate.name, *duplicate.aliases))
    names.pop(kept.name, None)
    unsaid = {
        field: getattr(duplicate, field)
        for field in ("role", "affiliation", "external_id", "note")
        if not getattr(kept, field)
    }
    edit.remove(duplicate)
    return edit.change(kept, aliases=tuple(names), **unsaid)


def delete_speaker(edit: Edit, speaker: Speaker) -> None:
    """Deletes a speaker: the mentions stay and name nobody, the claims lose this source.

    Raises:
        Conflict: others changed the speaker, or said meanwhile that it is the one somewhere.
    """
    mentions, attributions = edit.mentions_of(speaker), edit.attributions_of(speaker)
    _refuse_over_news(edit, speaker, *mentions, *attributions)
    for mention in mentions:
        edit.change(mention, speaker=None)
    for attribution in attributions:
        left = (Source(None, s.mention) if s.speaker == speaker.id else s for s in attribution.sources)
        edit.change(attribution, sources=_each_once(left))
    edit.remove(speaker)


def accept(edit: Edit, *annotations: Annotation) -> list[Annotation]:
    """Accepts suggestions, which are the annotator's own now; gives the mentions and cues that claims take along.

    Raises:
        Conflict: one of them does not wait any more.
    """
    settled = _waiting(edit, *annotations)
    parts = _parts(edit, *annotations)
    waiting = {one.id: one for one in (*settled, *(part for part in parts if part.status == "suggested"))}
    edit.change_all((one, {"status": "accepted", "annotator": edit.annotator}) for one in waiting.values())
    return parts


def reject(edit: Edit, annotation: Annotation) -> None:
    """Rejects a suggestion, which is kept as a lesson; with a claim go the parts that no other claim needs.

    Raises:
        Conflict: it does not wait any more.
    """
    (suggestion,) = _waiting(edit, annotation)
    for part in _parts(edit, annotation):
        if part.status == "suggested" and not _is_needed(edit, part, besides=annotation):
            edit.change(part, status="rejected")
    edit.change(suggestion, status="rejected")


def _waiting(edit: Edit, *suggestions: Annotation) -> list[Annotation]:
    """These suggestions as they are now."""
    there = edit.annotations_by_id(suggestion.id for suggestion in suggestions)
    waiting = [one for one in there.values() if one.status == "suggested"]
    if len(waiting) < len({suggestion.id for suggestion in suggestions}):
        raise Conflict(translated("Nothing was done, because what was suggested here does not wait any more."))
    return waiting


def withdraw(edit: Edit, suggestion: Annotation) -> list[Annotation]:
    """Deletes a suggested claim with the parts that nothing else needs, and gives these.

    What others worked on meanwhile stays.
    """
    if _is_worked_on(edit, suggestion):
        return []
    parts = _parts(edit, suggestion)
    _delete(edit, suggestion, edit.attributions_with(suggestion))
    waiting = (part for part in parts if part.status == "suggested" and not edit.is_news(part))
    lone = [part for part in waiting if not edit.attributions_with(part)]
    for part in lone:
        _delete(edit, part, ())
    return lone


def _is_worked_on(edit: Edit, suggestion: Annotation) -> bool:
    return edit.is_news(suggestion, attribution_of(edit, suggestion))


def _parts(edit: Edit, *claims: Annotation) -> list[Annotation]:
    """The mentions and cues of these claims, in the claims' order, each once."""
    attributions = edit.attributions_by_claim(claim.id for claim in claims)
    ids: dict[str, None] = {}
    for attribution in (attributions[claim.id] for claim in claims if claim.id in attributions):
        ids |= dict.fromkeys(source.mention for source in attribution.sources if source.mention)
        ids |= dict.fromkeys(attribution.cues)
    parts = edit.annotations_by_id(ids)
    return [parts[id] for id in ids if id in parts]


def _is_needed(edit: Edit, part: Annotation, *, besides: Annotation) -> bool:
    others = (edit.annotation(a.claim) for a in edit.attributions_with(part) if a.claim != besides.id)
    return any(claim and claim.status != "rejected" for claim in others)


def without_guess(mention: Annotation) -> Evidence:
    """A mention's evidence but for the guess at who it is, which has served when a person has seen to the mention."""
    return replace(mention.evidence, speaker=None)


def _each_once(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The sources with each speaker once: shown by a mention wherever one of them is.

    A speaker whom two mentions show has two sources: somebody marked either, and neither may get lost.
    """
    said = [source for source in sources if source.speaker or source.mention]
    shown = {source.speaker: source for source in reversed(said) if source.speaker and source.mention}
    return tuple(dict.fromkeys(s if s.mention else shown.get(s.speaker or "", s) for s in said))
