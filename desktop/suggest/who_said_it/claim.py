"""Who said a claim: the order of what speaks for somebody."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain

from desktop.model.records import SpeakerGuess
from desktop.model.speaker_choices import Choice
from desktop.model.text import Fragments
from desktop.suggest.language.word_classes import PREPOSITION, TO
from desktop.suggest.rules.findings import Found, Span
from desktop.suggest.rules.joint import joint_before, joint_names
from desktop.suggest.rules.speakers import pronoun
from desktop.suggest.who_said_it.conversation import Conversation
from desktop.suggest.who_said_it.evidence import Evidence
from desktop.suggest.who_said_it.nearby import Nearby


def of_claim(evidence: Evidence, claim: Fragments) -> list[Choice]:
    """Those for whom something speaks in the case of a claim, the likeliest first."""
    conversation = Conversation(evidence)
    evidence.add_chosen(evidence.known.chosen)
    found = _without_outer(evidence, conversation, claim)
    joint = [who for span in (found.sources if found else ()) if (who := _joint(evidence, span))]
    for together in joint:  # before what is suggested, which is one of them
        evidence.add_joint(together)
    for suggested in evidence.suggested(claim):
        evidence.add(suggested)
    for one in chain(*joint):
        evidence.add(one)
    nearby = Nearby(evidence)
    if not (found and found.cues) and (announced := nearby.announces(claim)):
        evidence.add(evidence.who(announced, evidence.reading.with_mentions([announced]).get(announced), "said"))
    turn, last = conversation.turn(claim), conversation.last_where_it_goes_on(claim)
    found, guesses = _as_told(evidence, claim, found, turn)
    if last and not (found and (found.cues or conversation.stands_in(turn, found.sources))):
        evidence.add(Choice(last, reason="follows"))
    for span in found.sources if found else ():
        if choice := evidence.who(span, guesses.get(span), "said"):
            evidence.add(choice if _speaks_itself(evidence, span, found) else replace(choice, reason="near"))
        elif evidence.is_pronoun(span) and (follows := last or conversation.last_but_for(turn)):
            evidence.add(Choice(follows, reason="follows", words=evidence.words(span)))
    if last:
        evidence.add(Choice(last, reason="follows"))
    for span, guess, reason in nearby.beside(claim):
        evidence.add(evidence.who(span, guess, reason))
    evidence.add_last(conversation.answered(turn))
    return evidence.choices


def _without_outer(evidence: Evidence, conversation: Conversation, claim: Fragments) -> Found | None:
    """What the rules found in the claim's place; who tells what another said there is passed over from now on."""
    evidence.pass_over(conversation.around())
    reading = evidence.reading
    found = reading.found_for(claim)
    if found is None or not conversation.is_quoted_within(claim, found):
        return found
    outer = (evidence.who(span, reading.sources.get(span), "said") for span in found.sources)
    evidence.pass_over(one for one in outer if one)
    return None


def _as_told(
    evidence: Evidence, claim: Fragments, found: Found | None, turn: int | None
) -> tuple[Found | None, Mapping[Span, SpeakerGuess]]:
    """What tells who said it, and whom its sources mean: the claim itself, its turn of a conversation, or its place."""
    reading = evidence.reading
    if not (found and found.sources) and (own := reading.report_within(claim)):
        return own, reading.sources
    if turn is not None and not (found and found.cues) and (told := reading.report_of_turn(turn)):
        return told, reading.sources
    # nothing within the claim is its own source
    return found, reading.with_mentions((), [reading.span(*part) for part in claim])


def _joint(evidence: Evidence, source: Span) -> list[Choice]:
    """Those who are named side by side as a source, or whom "they" means, each for themselves."""
    tokens, reading = evidence.tokens, evidence.reading
    names = joint_names(tokens, source, reading.language)
    if not names and pronoun(tokens, source, reading.language) == "plural":
        names = joint_before(tokens, reading.found, source, reading.language)
    guesses = reading.with_mentions(names) if names else {}
    who = [evidence.who(span, guesses.get(span), "said") for span in names]
    each = {choice.speaker.name: choice for choice in who if choice}
    return list(each.values()) if len(each) > 1 else []


def _speaks_itself(evidence: Evidence, span: Span, found: Found | None) -> bool:
    """Whether a source is more than whom somebody is near to: sources close to Ann Lin."""
    before = span[0] - 1
    is_cue = found is not None and any(start <= before < end for start, end in found.cues)
    is_agent = before >= 0 and evidence.tokens.lower[before] in evidence.reading.language.words["agent"]
    return is_cue or is_agent or not evidence.follows(span, PREPOSITION, TO)
