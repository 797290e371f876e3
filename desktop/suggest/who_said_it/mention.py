"""Whom a mention means: marked words that name or describe a source."""

from dataclasses import replace

from desktop.model.records import Annotation, Speaker
from desktop.model.speaker_choices import Choice
from desktop.model.speakers import has_words_of
from desktop.model.words import spelt
from desktop.suggest.language.word_classes import DETERMINER
from desktop.suggest.rules.described import name_of, text_of, without_frame
from desktop.suggest.rules.findings import Span
from desktop.suggest.rules.names import names_in
from desktop.suggest.rules.speakers import pronoun
from desktop.suggest.who_said_it.evidence import Evidence

_LONGEST_NAME = 80  # code points of marked words that can be a name


def of_mention(evidence: Evidence, mention: Annotation) -> list[Choice]:
    """Whom the words mean, where that is somebody by a fuller name; else the name that they are, whole."""
    evidence.add_chosen([mention.speaker])
    words = spelt(" ".join(evidence.text[mention.start : mention.end].split()))
    tokens, language = evidence.tokens, evidence.reading.language
    marked = evidence.reading.span(mention.start, mention.end)
    span = without_frame(tokens, marked, language) if marked[0] < marked[1] else marked
    name = name_of(tokens, marked, language) if span[0] < span[1] else words
    called = evidence.known.speakers.called([words, name])
    for speaker in sorted(called, key=lambda one: one.id not in evidence.known.here):
        evidence.add(Choice(speaker, reason="marked"))
    if span[0] < span[1]:
        _add_meant(evidence, marked if tokens.tags[marked[0]] == DETERMINER else span, name)
    if pronoun(tokens, span, language) is None and 0 < len(words) <= _LONGEST_NAME:
        _add_marked(evidence, name, words if name else text_of(tokens, span))
    evidence.add_last()
    return evidence.choices


def _add_meant(evidence: Evidence, span: Span, name: str) -> None:
    """Whom a mention means, before what its words say; after it, those of whose name they are more than a part."""
    language = evidence.reading.language
    guess = evidence.reading.with_mentions([span]).get(span)
    means = evidence.who(span, guess, "meant")
    if means and not means.words and means.reason == "meant":
        means = replace(means, reason="marked")
    if means is None or not name or has_words_of(means.speaker, name):
        evidence.add(means)
        return
    kind = guess.kind if guess else "person"
    evidence.add(Choice(Speaker(name=name, kind=kind), is_new=True, reason="marked"))
    parts = names_in(evidence.tokens, *span, language)
    guesses = evidence.reading.with_mentions(parts)
    for part in parts if len(parts) > 1 else ():
        evidence.add(evidence.who(part, guesses.get(part), "named"))


def _add_marked(evidence: Evidence, name: str, words: str) -> None:
    """The marked words themselves, as a new speaker."""
    if name:
        for one in dict.fromkeys((name, words)):
            evidence.add(Choice(Speaker(name=one), is_new=True, reason="marked"))
    else:
        evidence.add(Choice(Speaker(name=words, kind="unnamed"), is_new=True, reason="described"))
