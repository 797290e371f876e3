"""Sentences in which the mood of the verb alone says that somebody reports: Er sagte, ... Der Damm werde halten."""

from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_lists import Language
from desktop.suggest.rules.findings import Findings, Found
from desktop.suggest.rules.verb_second.clauses import (
    first_verb,
    is_relative,
    is_subordinate,
    parts_of,
    sentence_end,
)
from desktop.suggest.rules.verb_second.content import is_subjunctive


def find_going_on(tokens: Tokens, findings: Findings, language: Language) -> None:
    """Finds the sentences that go on with what the one before them reports."""
    speaking: Found | None = None  # whoever spoke in the sentence before
    by_end: dict[int, Found] = {}
    for found in findings.found:
        for span in [*found.contents, *found.cues]:
            by_end[tokens.sentence_of[span[1] - 1]] = found
    for number, (first, after) in enumerate(tokens.sentences):
        if number and tokens.paragraphs[first] != tokens.paragraphs[first - 1]:
            speaking = None
        here = by_end.get(number)
        if here is not None:
            speaking = here if here.sources else None
            continue
        end = sentence_end(tokens, first, after)
        if speaking is None or end <= first or not _reports(tokens, first, after, language):
            speaking = None
            continue
        if not findings.is_free(first, end):
            speaking = None
            continue
        if speaking.rule == "mood" and speaking.contents[-1][1] <= first:
            last = speaking.contents[-1]
            speaking.contents[-1] = (last[0], end)
            findings.mark((first, end))
            continue
        speaking = findings.add(Found([(first, end)], [], speaking.sources[:1], "mood", "speech", first))


def _reports(tokens: Tokens, first: int, after: int, language: Language) -> bool:
    """Whether the verb of the main clause has the mood of what others say."""
    for part in parts_of(tokens, first, after, language):
        if is_subordinate(tokens, part, language) or is_relative(tokens, part, language):
            continue
        verb = first_verb(tokens, part)
        if verb >= 0:
            weak = tokens.lower[verb] in language.words["weak_subjunctive"]
            return weak or is_subjunctive(tokens, verb, language)
    return False
