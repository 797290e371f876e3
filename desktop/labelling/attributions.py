"""Says who made a claim: its sources, the mentions that show them, its cues."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from desktop.labelling.shared import refuse_if_changed_elsewhere
from desktop.library import Edit
from desktop.library.concurrent_changes import changed_elsewhere
from desktop.model.records import Annotation, Attribution, Evidence, Source, Speaker


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
    if instead_of is not None and sources != said and _but_for(speaker, sources) != _but_for(speaker, instead_of):
        edit.current(claim)  # where it is gone altogether, that is what to say
        raise changed_elsewhere()
    edit.change_attribution(claim, sources=said)
    if said and shown_by and (shown := edit.annotation(shown_by)):
        name_mention(edit, shown, speaker)


def _but_for(speaker: Speaker | None, sources: Iterable[Source]) -> list[Source]:
    """The sources as if no mention named this speaker: that the one to be named is named already is no news."""
    return [Source(None, s.mention) if speaker and s.mention and s.speaker == speaker.id else s for s in sources]


def add_source(edit: Edit, claim: Annotation, speaker: Speaker, mention: Annotation | None = None) -> None:
    """Adds one more source to a claim: a joint quotation."""
    sources = attribution_of(edit, claim).sources
    source = Source(speaker.id, mention.id if mention else None)
    if (joint := with_each_speaker_once((*sources, source))) != sources:
        edit.change_attribution(claim, sources=joint)
    if mention:
        name_mention(edit, edit.current(mention), speaker)


def show_source_by(edit: Edit, claim: Annotation, mention: Annotation) -> None:
    """Makes a mention of the article show a source of a claim.

    Whom it names is a source then, one more where the claim has others. A mention that names nobody yet names the first
    source that nothing shows.
    """
    shows, sources = edit.current(mention), attribution_of(edit, claim).sources
    unshown = next((source for source in sources if source.mention is None), None)
    if any(source.mention == mention.id for source in sources):
        return
    if shows.speaker is None and unshown is not None and unshown.speaker is not None:
        shown = (Source(s.speaker, mention.id) if s is unshown else s for s in sources)
        edit.change_attribution(claim, sources=tuple(shown))
        name_mention(edit, shows, edit.known_speaker(unshown.speaker))
    else:
        edit.change_attribution(claim, sources=with_each_speaker_once((*sources, Source(shows.speaker, mention.id))))


def remove_source(edit: Edit, claim: Annotation, source: Source) -> None:
    """Takes one of its sources from a claim; a speaker goes with all mentions that show that it is one.

    Raises:
        Conflict: it is none of its sources any more, or others said meanwhile who they are.
    """
    attribution = attribution_of(edit, claim)
    refuse_if_changed_elsewhere(edit, attribution)
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
    edit.change_attribution(claim, sources=with_each_speaker_once(hidden))


def name_mention(edit: Edit, mention: Annotation, speaker: Speaker | None) -> None:
    """Ties a mention to the speaker it names; the sources that it shows follow."""
    name_mentions(edit, [(mention, speaker)])


def name_mentions(edit: Edit, named: Sequence[tuple[Annotation, Speaker | None]]) -> None:
    """Does for many mentions what `name_mention` does for one, in a few steps."""
    speakers = {mention.id: speaker.id if speaker else None for mention, speaker in named}
    edit.change_all((mention, {"speaker": speakers[mention.id]} | _guess_served(mention)) for mention, _ in named)
    edit.change_all(
        (attribution, {"sources": with_each_speaker_once(_with_speakers(attribution.sources, speakers))})
        for attribution in edit.attributions_with(*(mention for mention, _ in named))
    )


def _guess_served(mention: Annotation) -> dict[str, Evidence]:
    return {"evidence": without_guess(mention)} if mention.evidence.speaker else {}


def _with_speakers(sources: Iterable[Source], speakers: Mapping[str, str | None]) -> Iterator[Source]:
    for source in sources:
        mention = source.mention or ""
        yield Source(speakers[mention], mention) if mention in speakers else source


def without_guess(mention: Annotation) -> Evidence:
    """A mention's evidence but for the guess at who it is, which has served when a person has seen to the mention."""
    return replace(mention.evidence, speaker=None)


def with_each_speaker_once(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The sources with each speaker once: shown by a mention wherever one of them is.

    A speaker whom two mentions show has two sources: somebody marked either, and neither may get lost.
    """
    said = [source for source in sources if source.speaker or source.mention]
    shown = {source.speaker: source for source in reversed(said) if source.speaker and source.mention}
    return tuple(dict.fromkeys(s if s.mention else shown.get(s.speaker or "", s) for s in said))
