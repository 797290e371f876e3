"""What looks like a report and is none: it depends on who the subject is, and on whether something is reported.

“I need a car”, “it means more readers”, “the sample shows dust”: verbs that report in a newspaper do other things in
talk and in science. A clause, a question or a quotation after them is a report; a mere object or infinitive is one when
the subject is somebody whom others quote.
"""

from collections.abc import Iterable

from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import (
    COORDINATOR,
    FINITE,
    GERUND_VERB,
    NAME,
    NOUN,
    PREPOSITION,
    PUNCTUATION,
    QUESTION,
    SUBORDINATOR,
    TO,
)
from desktop.suggest.language.word_lists import PARTICIPLE, Language
from desktop.suggest.rules.clauses import is_clause
from desktop.suggest.rules.contents import begins_infinitive
from desktop.suggest.rules.cues import Cue
from desktop.suggest.rules.findings import Span

_SPEAK = ("speaking", "publications", "group", "organisation", "bodies", "titles")
_PARTS_CLAUSES = frozenset({PUNCTUATION, COORDINATOR, SUBORDINATOR, QUESTION})
_VERBAL = FINITE | {GERUND_VERB}
_END_HEAD = frozenset(
    {PREPOSITION, PUNCTUATION, QUESTION, TO, COORDINATOR}
)  # what tells more of a noun comes after these


def is_doubtful(tokens: Tokens, cue: Cue, content: Span, source: Span | None, language: Language) -> bool:
    """Whether a verb with this subject reports nothing when this follows it."""
    if cue.kind != "verb" or _tells(tokens, cue, content, language):
        return False
    if begins_infinitive(tokens, *content, language):
        return False
    if tokens.tags[content[0]] == PREPOSITION or (source and _tells_more(tokens, cue, source, language)):
        return True
    if source is None:
        return cue.scope == "all"
    if cue.infinitive and cue.scope == "all" and tokens.tags[content[0]] != TO:
        return True  # they opened the gates to find a way
    start, after = source
    if after - start == 1 and tokens.lower[start] in language.words["unquoted"]:
        return True
    return tokens.tags[content[0]] != TO and not speaks(tokens, source, language)


def _tells(tokens: Tokens, cue: Cue, content: Span, language: Language) -> bool:
    """Whether a quotation, a question or a clause is reported."""
    start, end = content
    if start in tokens.quotations.opens or tokens.lower[start] in language.words["complementiser"]:
        return True
    return cue.takes("clause") and is_clause(tokens, start, end, language)


def _tells_more(tokens: Tokens, cue: Cue, source: Span, language: Language) -> bool:
    """Whether a participle tells more of the noun before it: Ruiz left the group called the Sons of Tolm."""
    if cue.start != cue.head or source[1] != cue.start or PARTICIPLE not in language.forms[tokens.lower[cue.head]]:
        return False
    first = tokens.sentences[tokens.sentence_of[cue.head]][0]
    for index in range(source[0] - 1, first - 1, -1):
        if tokens.tags[index] in _PARTS_CLAUSES:
            return False
        if tokens.tags[index] in _VERBAL:
            return True
    return False


def speaks(tokens: Tokens, source: Span, language: Language) -> bool:
    """Whether a subject is a name, a pronoun, or a person or body whom others quote, and no thing."""
    start, after = source
    if (
        after - start == 1
        and tokens.words[start][0].isupper()
        and tokens.lower[start] not in language.words["pronoun_like"]
    ):
        return True  # a name where a sentence begins
    if NOUN not in tokens.tags[start:after] or NAME in tokens.tags[start:after] or not language.sources["speaking"]:
        return True
    one = _head(tokens, source).removesuffix("s")
    return is_one_of(tokens, source, _SPEAK, language) or one.endswith(tuple(language.sources["speaking_endings"]))


def is_published(tokens: Tokens, cue: Cue, content: Span, source: Span, language: Language) -> bool:
    """Whether a body or a text tells what it found or decided: The court ruled that ..., a study found ..."""
    lists = [name for frame in cue.frames for name in frame.said_by]
    return bool(lists) and _tells(tokens, cue, content, language) and is_one_of(tokens, source, lists, language)


def is_one_of(tokens: Tokens, source: Span, lists: Iterable[str], language: Language) -> bool:
    head = _head(tokens, source)
    one = head.removesuffix("s")
    return any(head in language.sources[name] or one in language.sources[name] for name in lists)


def _head(tokens: Tokens, source: Span) -> str:
    """The word that a noun phrase turns on, in small letters: a (report) of the board."""
    start, after = source
    ends = next((k for k in range(start + 1, after) if tokens.tags[k] in _END_HEAD), after)
    return tokens.lower[ends - 1]
