"""Turns of an interview or a transcript: “Q: …”, “RUIZ: …”, each at the beginning of a line."""

from collections import Counter

from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_lists import Language
from desktop.suggest.rules.contents import trimmed
from desktop.suggest.rules.findings import Findings, Found, Span

_LONGEST_LABEL = 5  # tokens before the colon
_MOST_LINES = 8  # that a turn goes on over


def find_turns(tokens: Tokens, findings: Findings, language: Language) -> None:
    """Finds each turn of a text that has several. A turn goes on over the lines without a label before the next one."""
    lines = _lines(tokens)
    labels = [_label(tokens, line, language) for line in lines]
    if labels and labels[0] and not _is_again(tokens, labels[0], labels[1:]):
        labels[0] = None  # a headline
    turns = [place for place, label in enumerate(labels) if label]
    if len(turns) < 2 or not _are_speakers(tokens, [label for label in labels if label]):
        return
    for number, place in enumerate(turns):
        label = labels[place]
        assert label is not None
        goes_on = turns[number + 1] if number + 1 < len(turns) else place + 1
        if goes_on - place > _MOST_LINES:
            goes_on = place + 1
        parts = [(label[1] + 1, lines[place][1]), *lines[place + 1 : goes_on]]
        contents = [(start, end) for start, last in parts if (end := trimmed(tokens, start, last)) > start]
        if contents and all(findings.is_free(*span) for span in contents):
            findings.add(Found(contents, [(label[1], label[1] + 1)], [label], "turn", "speech", label[1]))


def _lines(tokens: Tokens) -> list[Span]:
    """The paragraphs; a line is one."""
    lines: list[Span] = []
    for first, after in tokens.sentences:
        if lines and tokens.paragraphs[first] == tokens.paragraphs[lines[-1][0]]:
            lines[-1] = (lines[-1][0], after)
        else:
            lines.append((first, after))
    return lines


def _label(tokens: Tokens, line: Span, language: Language) -> Span | None:
    """Who speaks in a line: the words with capitals before its colon, a few at most."""
    first, after = line
    if first in tokens.quotations.opens:
        first += 1
    colon = next((k for k in range(first + 1, min(after - 1, first + _LONGEST_LABEL)) if tokens.words[k] == ":"), 0)
    if not colon or tokens.lower[first] in language.words["furniture"]:
        return None
    named = all(word[0].isupper() or word in (".", "'s", "’s") for word in tokens.words[first:colon])
    return (first, colon) if named else None


def _is_again(tokens: Tokens, label: Span, others: list[Span | None]) -> bool:
    """Whether a label stands before another line, too."""
    return any(other and tokens.words[slice(*other)] == tokens.words[slice(*label)] for other in others)


def _are_speakers(tokens: Tokens, labels: list[Span]) -> bool:
    """Whether labels are persons, and no headings or headline: most are in capitals, or have another turn later on."""
    names = [" ".join(tokens.words[start:end]) for start, end in labels]
    often = Counter(names)
    return len(often) > 1 and sum(name.isupper() or often[name] > 1 for name in names) * 2 > len(names)
