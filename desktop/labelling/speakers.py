"""Changes the speakers of the library."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from desktop.base.errors import KnownError
from desktop.base.translation import translated
from desktop.labelling.attributions import name_mentions, with_each_speaker_once
from desktop.labelling.shared import refuse_if_changed_elsewhere
from desktop.library import Edit
from desktop.model.codebook import Option
from desktop.model.folding import folded
from desktop.model.records import Fact, Source, Speaker
from desktop.model.speaker_facts import AFFILIATION, BELONGED_TO, ROLE, named
from desktop.model.speakers import have_one_name
from desktop.model.written_facts import Said, answer_of, new_options

_UNDATED = {ROLE: "role", AFFILIATION: "affiliation"}  # the fields that say without a time what such facts say


def new_speaker(edit: Edit, speaker: Speaker) -> Speaker:
    """Adds a speaker; where others added one of the very name meanwhile, unseen, it is that one."""
    there = next((one for one in edit.unseen_speakers() if have_one_name(one, speaker)), None)
    return there or add_speakers(edit, [speaker])[0]


def add_speakers(edit: Edit, speakers: Iterable[Speaker]) -> list[Speaker]:
    """Adds speakers; the open suggestions that guess one of their names mean them."""
    added = edit.add_all(speakers)
    answer_guesses(edit, {speaker.name: speaker for speaker in added})
    return added


def edit_speaker(edit: Edit, speaker: Speaker, **known: Any) -> Speaker:
    """Changes what is known of a speaker; the open suggestions that guess its former or its new name mean it.

    Whoever belongs to an organisation belongs to it by its new name.

    Raises:
        Conflict: it is not there any more, or others changed the same.
    """
    former = edit.current(speaker)
    changed = edit.change(speaker, **known)
    if changed.name != former.name:
        answer_guesses(edit, {former.name: changed, changed.name: changed})
        if former.kind in BELONGED_TO:
            _lead_along(edit, former.name, changed.name)
    return changed


def _lead_along(edit: Edit, former: str, name: str) -> None:
    """Has those with an affiliation of this former name one of this name."""
    for one in edit.speakers_belonging_to(former):
        facts = tuple(
            replace(fact, value=name) if fact.about == AFFILIATION and fact.value == former else fact
            for fact in one.facts
        )
        edit.change(one, facts=facts, affiliation=name if one.affiliation == former else one.affiliation)


def answer_guesses(edit: Edit, speakers: Mapping[str, Speaker], article_id: str | None = None) -> None:
    """Names the open suggested mentions that guess one of these names: each means its speaker, so it guesses no more.

    That is so in all articles, or in one. Names are compared folded.
    """
    meant = {folded(name): speaker for name, speaker in speakers.items()}
    waiting = edit.mentions_guessed(speakers, article_id)
    guesses = ((mention, mention.evidence.speaker) for mention in waiting if mention.speaker is None)
    name_mentions(edit, [(mention, meant[folded(guess.name)]) for mention, guess in guesses if guess])


def merge(edit: Edit, kept: Speaker, duplicate: Speaker) -> Speaker:
    """Makes one speaker of two: all that names or guesses `duplicate` names `kept`, whose aliases take its names in.

    Raises:
        Conflict: others changed what is known of `duplicate` meanwhile, or one of them is not there any more.
    """
    kept, duplicate = edit.current(kept), edit.current(duplicate)
    refuse_if_changed_elsewhere(edit, duplicate)
    for mention in edit.mentions_of(duplicate):
        edit.change(mention, speaker=kept.id)
    for attribution in edit.attributions_of(duplicate):
        named = (Source(kept.id, s.mention) if s.speaker == duplicate.id else s for s in attribution.sources)
        edit.change(attribution, sources=with_each_speaker_once(named))
    names = dict.fromkeys((*kept.aliases, duplicate.name, *duplicate.aliases))
    names.pop(kept.name, None)
    unsaid = {
        field: getattr(duplicate, field)
        for field in ("role", "affiliation", "external_id", "note")
        if not getattr(kept, field)
    }
    said = {fact.about for fact in kept.facts} | {about for about, field in _UNDATED.items() if getattr(kept, field)}
    facts = (*kept.facts, *(fact for fact in duplicate.facts if fact.about not in said))
    others = dict.fromkeys(id for id in (*kept.distinct_from, *duplicate.distinct_from) if id != kept.id)
    others.pop(duplicate.id, None)
    answer_guesses(edit, {duplicate.name: kept})
    edit.remove(duplicate)
    return edit.change(kept, aliases=tuple(names), facts=facts, distinct_from=tuple(others), **unsaid)


def facts_of(edit: Edit, typed: Iterable[tuple[str, Said]]) -> tuple[Fact, ...]:
    """The facts that are typed, each with what it is about; a new value of an open choice joins its options.

    Raises:
        KnownError: something is no answer to its attribute.
    """
    return tuple(_fact(edit, about, said) for about, said in typed)


def _fact(edit: Edit, about: str, said: Said) -> Fact:
    asked = named(about, edit.codebook)
    if asked is None:
        return Fact(about, said.words, said.since, said.until)
    label = edit.codebook.label_of_speaker_attribute(about)
    for name in new_options(said.words, asked):
        edit.add_option(label, about, Option(name=name))
    try:
        return Fact(about, answer_of(said.words, named(about, edit.codebook) or asked), said.since, said.until)
    except ValueError as error:
        sentence = translated("“{words}” is not an answer to “{attribute}”.", words=said.words, attribute=asked.name)
        raise KnownError(sentence) from error


def keep_apart(edit: Edit, *alike: Speaker) -> None:
    """Says of speakers who look alike that they are different ones."""
    first = list(map(edit.current, alike))
    for place, one in enumerate(first):
        others = (other.id for other in first[place + 1 :])
        edit.change(one, distinct_from=tuple(dict.fromkeys((*one.distinct_from, *others))))


def delete_speaker(edit: Edit, speaker: Speaker) -> None:
    """Deletes a speaker: the mentions stay and name nobody, the claims lose this source.

    Raises:
        Conflict: others changed the speaker, or said meanwhile that it is the one somewhere.
    """
    mentions, attributions = edit.mentions_of(speaker), edit.attributions_of(speaker)
    refuse_if_changed_elsewhere(edit, speaker, *mentions, *attributions)
    for mention in mentions:
        edit.change(mention, speaker=None)
    for attribution in attributions:
        left = (Source(None, s.mention) if s.speaker == speaker.id else s for s in attribution.sources)
        edit.change(attribution, sources=with_each_speaker_once(left))
    edit.remove(speaker)
