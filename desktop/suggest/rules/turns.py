"""Turns of an interview or a transcript: “Q: …”, “RUIZ: …”, each at the beginning of a line."""

from bisect import bisect_left, bisect_right

from desktop.model.turns import turns_in
from desktop.suggest.language.tokens import Tokens
from desktop.suggest.rules.contents import trimmed
from desktop.suggest.rules.findings import Findings, Found, Span


def find_turns(tokens: Tokens, findings: Findings) -> None:
    """Finds each turn of a text that has several."""
    for turn in turns_in(tokens.text):
        name = _span(tokens, turn.name.start, turn.name.end)
        words = _span(tokens, turn.words.start, turn.words.end)
        lines = _lines(tokens, words)
        contents = [(start, end) for start, last in lines if (end := trimmed(tokens, start, last)) > start]
        if contents and all(findings.is_free(*span) for span in contents):
            colon = [(words[0] - 1, words[0])] if tokens.words[words[0] - 1] == ":" else []
            findings.add(Found(contents, colon, [name], "turn", "speech", name[1]))


def _span(tokens: Tokens, start: int, end: int) -> Span:
    return bisect_right(tokens.ends, start), bisect_left(tokens.starts, end)


def _lines(tokens: Tokens, words: Span) -> list[Span]:
    """The words of a turn, line by line: a line is a paragraph."""
    lines: list[Span] = []
    for place in range(*words):
        if lines and tokens.paragraphs[place] == tokens.paragraphs[lines[-1][0]]:
            lines[-1] = (lines[-1][0], place + 1)
        else:
            lines.append((place, place + 1))
    return lines
