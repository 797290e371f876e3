"""Puts the rules together that find the reports of one sentence."""

from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_lists import Language
from desktop.suggest.rules.findings import Findings
from desktop.suggest.rules.verb_second.by_phrase import find_by_phrase
from desktop.suggest.rules.verb_second.clauses import parts_of
from desktop.suggest.rules.verb_second.reports import Sentence


def find_in_sentence(tokens: Tokens, first: int, after: int, findings: Findings, language: Language) -> None:
    """Finds the reports of one sentence, or of the part of it from `first` to `after`."""
    sentence = Sentence(tokens, first, after, parts_of(tokens, first, after, language), findings, language)
    _find_phrases(tokens, first, after, findings, language, of_others=True)
    sentence.find()
    _find_phrases(tokens, first, after, findings, language, of_others=False)


def _find_phrases(
    tokens: Tokens, first: int, after: int, findings: Findings, language: Language, *, of_others: bool
) -> None:
    """Finds what phrases report; that of whoever the sentence is about (seiner Meinung nach) gives way to its verb."""
    lower, quotations = tokens.lower, tokens.quotations
    for index in range(first, after):
        if lower[index] in language.phrases_of and findings.is_free(index, index + 1):
            quotation = quotations.at(index)
            phrase = language.phrase_at(lower, index)
            own = any(word in language.words["possessive"] for word in lower[max(first, index - 2) : index + 2])
            if phrase and own != of_others and not (quotation and quotation.open >= first - 1):
                find_by_phrase(tokens, index, phrase, first, after, findings, language)
