"""What was said after a cue: where it begins, and where it ends."""

from desktop.suggest.language.quotations import Quotation
from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import (
    ADJECTIVE,
    ADVERB,
    AUXILIARY,
    BEFORE_VERB,
    COORDINATOR,
    DETERMINER,
    FINITE,
    GERUND_VERB,
    NAME,
    NOUN,
    NUMBER,
    OBJECT,
    PAST_VERB,
    PREPOSITION,
    PUNCTUATION,
    QUESTION,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    TO,
    VERB,
    VERBS,
)
from desktop.suggest.language.word_lists import PAST, Language
from desktop.suggest.rules.clauses import is_clause
from desktop.suggest.rules.cues import Cue
from desktop.suggest.rules.findings import Span
from desktop.suggest.rules.sources import phrase_after

_BEGINS_ADJUNCT = frozenset({PREPOSITION, TIME, ADVERB, TO, OBJECT, GERUND_VERB, PUNCTUATION, SUBORDINATOR})
_SAYS_WHEN = frozenset({ADVERB, TIME})
_IN_ADDRESSEE = frozenset({NOUN, NAME, NUMBER, ADJECTIVE})
_STOPS = frozenset({".", "!", "?", ";", "…"})
_LONGEST_ADJUNCT = 14  # tokens between a cue and the "that" or the quotation it leads to
_LONGEST_SOURCE = 12
_LATER = 5  # tokens after a comma within which a time tells that the story goes on
_PAST = frozenset({PAST})
_CLAUSE = frozenset({"clause"})
_CLAUSE_OR_NAME = frozenset({"clause", "as"})


def content_after(tokens: Tokens, cue: Cue, after: int, language: Language) -> Span | None:
    """The content that follows the cue in its sentence, which ends before `after`."""
    start = _content_start(tokens, cue, after, language)
    if start is None:
        return None
    end = clause_end(tokens, start, after, cue, language)
    return (start, end) if any(tag not in _SAYS_WHEN for tag in tokens.tags[start:end]) else None


def _content_start(tokens: Tokens, cue: Cue, after: int, language: Language) -> int | None:
    """Where the content begins; None when what follows is not what the cue takes."""
    lower, opens = tokens.lower, tokens.quotations.opens
    start = cue.end
    if cue.kind in ("noun", "adjective"):
        if cue.kind == "adjective" and start < after and tokens.tags[start] == PREPOSITION:
            start += 1  # critical of the plan
        return start if start < after else None
    if cue.takes("clause") or cue.takes("addressee"):
        start = _adjuncts_end(tokens, start, after, cue, language)
    is_told = start > cue.end and cue.takes("addressee") and cue.takes("clause")
    if is_told and start + 1 < after and lower[start] in cue.about:
        return start + 1  # told residents about the floods
    if start + 1 < after and lower[start] == "," and language.comma_before_content:
        start += 1
    if start >= after or lower[start] in _STOPS or lower[start] == ",":
        return None
    if lower[start] == ":":
        return start + 1 if start + 1 < after else None
    if start in opens:
        return start
    if _stands_alone(tokens, start, after, language) or _names_agent(tokens, start, after, language):
        return None
    if begins_infinitive(tokens, start, after, language) and (cue.takes("clause") or cue.takes("infinitive")):
        return start
    if lower[start] in language.words["complementiser"] and not _points(tokens, start, after, cue, language):
        if _tells_apart(cue, start) and tokens.tags[start] != SUBORDINATOR:
            return None
        named = cue.takes("object") and (cue.takes("quotation") or lower[start] != "that")
        takes = cue.takes("clause") or named
        return start if takes else None
    tag = tokens.tags[start]
    if tag == TO:
        return start if cue.takes("infinitive") or cue.takes("addressee") or cue.passive else None
    if tag == QUESTION or cue.takes("object") or cue.takes("as"):
        return start
    return start if cue.takes("clause") and is_clause(tokens, start, after, language) else None


def _stands_alone(tokens: Tokens, start: int, after: int, language: Language) -> bool:
    """Whether nothing is told: I do not know why. The number of those attacks has (risen)"""
    tag = tokens.tags[start]
    if tag == QUESTION:
        return start + 1 >= after or tokens.words[start + 1] in _STOPS
    return (
        tag == AUXILIARY
        and tokens.words[start][0].islower()
        and tokens.lower[start] not in language.words["object_auxiliary"]
    )


def begins_infinitive(tokens: Tokens, start: int, after: int, language: Language) -> bool:
    """Whether an infinitive without a subject is told: il reconnaît avoir menti; le club promet de payer"""
    word, words = tokens.lower[start], language.words
    if word in words["object_auxiliary"]:
        return start + 1 < after and tokens.tags[start + 1] in (PAST_VERB, GERUND_VERB, NOUN, ADVERB)
    if word not in words["infinitive_prepositions"] or start + 1 >= after:
        return False
    return tokens.words[start + 1].islower() and tokens.lower[start + 1].endswith(tuple(words["infinitive_ending"]))


def _names_agent(tokens: Tokens, start: int, after: int, language: Language) -> bool:
    """Whether who did it follows: a letter seen by reporters"""
    if tokens.lower[start] not in language.words["agent"]:
        return False
    return start + 1 < after and tokens.tags[start + 1] != GERUND_VERB


def _points(tokens: Tokens, start: int, after: int, cue: Cue, language: Language) -> bool:
    """Whether "that" begins no clause: whether you believe that doctrine or not"""
    if cue.scope == "speech" or tokens.lower[start] not in language.words["relative"]:
        return False
    if tokens.tags[start] != SUBORDINATOR or start + 1 >= after:
        return False
    begins = tokens.tags[start + 1] in (NOUN, ADJECTIVE) or tokens.lower[start + 1] in language.words["introducing"]
    return begins and not is_clause(tokens, start + 1, after, language)


def _tells_apart(cue: Cue, start: int) -> bool:
    """Whether nobody is told: you can tell whether it leaks"""
    return start == cue.end and not cue.passive and all("addressee" in frame.takes for frame in cue.frames)


def _adjuncts_end(tokens: Tokens, start: int, after: int, cue: Cue, language: Language) -> int:
    """Where the words that say when, where and to whom something was said end, and what was said goes on."""
    lower, tags, opens = tokens.lower, tokens.tags, tokens.quotations.opens
    complementiser = language.words["complementiser"]
    is_told = cue.takes("addressee") and cue.end == cue.head + 1  # warned them; and not "warned of floods"
    if start >= after or lower[start] in complementiser or start in opens:
        return start
    if is_told or tags[start] in _BEGINS_ADJUNCT:
        for index in range(start, min(after, start + _LONGEST_ADJUNCT)):
            leads = index > start and lower[index] in complementiser and not _tells_more(tokens, index, after, language)
            if index in opens or lower[index] == ":" or leads:
                return index
            if lower[index] in _STOPS or tags[index] in (VERB, AUXILIARY):
                break
    if is_told:  # told reporters the bridge would open: somebody, then a clause
        return addressee_end(tokens, start, after)
    index = start
    while index < after and tags[index] in (TIME, ADVERB):
        index += 1
    if index + 1 < after and tags[index] == PREPOSITION and tags[index + 1] == TIME:
        index += 2
    return index


def _tells_more(tokens: Tokens, index: int, after: int, language: Language) -> bool:
    """Whether a noun is told more of: (she told) a story that ended badly"""
    return tokens.lower[index] in language.words["relative"] and index + 1 < after and tokens.tags[index + 1] in FINITE


def addressee_end(tokens: Tokens, start: int, after: int) -> int:
    """Where whoever is told something at `start` ends."""
    tags = tokens.tags
    if tags[start] in (OBJECT, SUBJECT):
        return start + 1
    end = start + 1 if tags[start] == DETERMINER else start
    while end < after and tags[end] in _IN_ADDRESSEE:
        end += 1
    return end


def clause_end(tokens: Tokens, start: int, after: int, cue: Cue, language: Language) -> int:
    """Where the content that begins at `start` ends: at the sentence's end, or where another report begins."""
    lower, tags, quotations = tokens.lower, tokens.tags, tokens.quotations
    modifies = _modifies_subject(tokens, cue)
    names = cue.takes("as") and not cue.takes("clause")
    introduces = _introduces(tokens, cue, language)
    names_thing = cue.kind == "noun" and cue.takes("preposition") and not cue.takes("clause")
    told = False  # whether a clause of its own stands within it
    index = start
    while index < after:
        quotation = quotations.at(index)
        if quotation and index != quotation.close and quotation.close < after:
            index = quotation.close + 1
            if (
                quotation.open == start
                and quotation.is_speech(tokens.words)
                and _is_over(tokens, quotation, after, language)
            ):
                break
            if tokens.words[quotation.close - 1] == "," and (
                tags[index : index + 1] == [QUESTION] or _leaves_content(tokens, quotation.close, after, cue, language)
            ):
                break
            if names and tokens.words[quotation.close - 1] == "," and not quotations.last_opened(index, after):
                break  # called it "a mess," a word that she regrets
            if names and index < after and tags[index] in FINITE:
                break  # what she calls "a mess" is over
            continue
        if modifies and index > start and tags[index] in FINITE:
            break
        if lower[index] == ";" and not quotation:
            break
        if names_thing and (lower[index] == "," or (_is_finite(tags, index) and not told)):
            break  # criticism of the plan, which was old; her support for the plan has grown
        told = told or (tags[index] in (QUESTION, SUBORDINATOR, GERUND_VERB))
        if lower[index] == "," and _leaves_content(tokens, index, after, cue, language):
            break
        if lower[index] == "," and introduces and _begins_main_clause(tokens, index + 1, after, language):
            break
        if tags[index] == COORDINATOR and index > start + 1 and _joins_report(tokens, index, after, cue, language):
            break
        if (phrase := language.phrase_at(lower, index)) and not phrase.owner:
            break
        index += 1
    return trimmed(tokens, start, index)


def _is_finite(tags: list[str], index: int) -> bool:
    return tags[index] in FINITE and tags[index - 1] != TO


def _is_over(tokens: Tokens, quotation: Quotation, after: int, language: Language) -> bool:
    """Whether what was said is the quotation that it begins with: "You lie!" at the mayor; "No," before leaving."""
    end, behind = tokens.words[quotation.close - 1], quotation.close + 1
    if behind >= after or behind in tokens.quotations.opens:
        return False
    if end == "," and _begins_main_clause(tokens, behind, after, language):
        return True  # With one engineer writing "It leaks," the mayor left
    return end in ("!", "?", ",") and tokens.tags[behind] in (PREPOSITION, SUBORDINATOR, QUESTION)


def _modifies_subject(tokens: Tokens, cue: Cue) -> bool:
    """Whether the cue is in the subject, as in "The group seeking a recount sued": its clause ends there."""
    if not cue.gerund or cue.takes("clause") or cue.start != cue.head:
        return False
    first = tokens.sentences[tokens.sentence_of[cue.head]][0]
    return not any(tag in FINITE for tag in tokens.tags[first : cue.start])


def _introduces(tokens: Tokens, cue: Cue, language: Language) -> bool:
    """Whether the cue is in a clause that leads up to the main one: "Noting that ..., Croft added"."""
    first = tokens.sentences[tokens.sentence_of[cue.head]][0]
    while first < cue.start and tokens.tags[first] in (COORDINATOR, PUNCTUATION, ADVERB):
        first += 1
    if cue.start <= first:
        return cue.gerund or tokens.tags[cue.head] == PAST_VERB
    subordinate = tokens.tags[first] in (SUBORDINATOR, GERUND_VERB, PAST_VERB)
    opens = subordinate or tokens.lower[first] in language.words["clause_openers"]
    return opens and "," not in tokens.words[first : cue.start]


def _begins_main_clause(tokens: Tokens, start: int, after: int, language: Language) -> bool:
    subject = phrase_after(tokens, start, after, language)
    if subject is None:
        return False
    index = subject[1]
    while index < after and (tokens.tags[index] == ADVERB or tokens.words[index] == ","):
        index += 1
    return index < after and tokens.tags[index] in FINITE


def trimmed(tokens: Tokens, start: int, end: int) -> int:
    """The end without the punctuation there, but with a closing quotation mark."""
    while end > start and tokens.tags[end - 1] == PUNCTUATION and end - 1 not in tokens.quotations.closes:
        end -= 1
    return end


def rest_of_clause(tokens: Tokens, rest: int, after: int) -> Span | None:
    """Where the clause goes on after an inserted report: The bridge, Croft said on Friday, is safe."""
    tags = tokens.tags
    comma = rest
    while comma < after and tags[comma] in (TIME, ADVERB, PREPOSITION):
        comma += 1
    start = comma + 1
    if start >= after or tokens.words[comma] != "," or start in tokens.quotations.opens:
        return None
    if tags[start] in (GERUND_VERB, QUESTION):
        return None
    last = tokens.quotations.last_opened(start, after)
    end = trimmed(tokens, start, max(after, last.close + 1) if last else after)
    return (start, end) if end > start else None


def _leaves_content(tokens: Tokens, comma: int, after: int, cue: Cue, language: Language) -> bool:
    """Whether the words after a comma are no longer what was said."""
    tags, lower = tokens.tags, tokens.lower
    index = comma + 1
    if index >= after or lower[index] in language.words["leaving"]:
        return True
    if lower[index] in language.words["accompanying"] and _stands_aside(tokens, index + 1, after, language):
        return True  # Ruiz said the dam leaked, with Berg calling it a mess
    if lower[index] == "which" and tags[index + 1 : index + 2] == [PAST_VERB]:
        return True  # Croft said the dam had burst, which surprised its builders
    if tags[index] == COORDINATOR and not language.words["later"].isdisjoint(lower[index : index + _LATER]):
        return True  # Croft said the dam would hold, and a week later it burst
    if tags[index] == QUESTION and not cue.takes("clause") and _reports_after(tokens, index + 1, after, language):
        return True  # ... backed Croft, who says no
    if tags[index] in FINITE and cue.start > 0 and tags[cue.start - 1] == QUESTION:
        return True  # Croft, who says no, left
    if tags[index] in (VERB, PAST_VERB) and cue.kind == "verb" and lower[index] in language.frames:
        return _same_form(lower[index], lower[cue.head], language)
    if tags[index] == COORDINATOR:
        return _joins_report(tokens, index, after, cue, language)
    while index < after and tags[index] == ADVERB:
        index += 1
    return index < after and tags[index] == GERUND_VERB and _reports_speech(lower[index], language, _CLAUSE_OR_NAME)


def _stands_aside(tokens: Tokens, start: int, after: int, language: Language) -> bool:
    """Whether a phrase and a gerund of reporting stand here: Berg calling it a mess."""
    subject = phrase_after(tokens, start, min(after, start + _LONGEST_SOURCE), language)
    if subject is None or subject[1] >= after or tokens.tags[subject[1]] != GERUND_VERB:
        return False
    return tokens.lower[subject[1]] in language.frames


def _reports_after(tokens: Tokens, index: int, after: int, language: Language) -> bool:
    """Whether a verb of saying, with what belongs to it, stands at a token."""
    while index < after and tokens.tags[index] in BEFORE_VERB:
        index += 1
    return index < after and _reports_speech(tokens.lower[index], language, _CLAUSE_OR_NAME)


def _reports_speech(word: str, language: Language, takes: frozenset[str] = _CLAUSE) -> bool:
    frames = language.frames.get(word, ())
    return any(frame.scope == "speech" and not frame.takes.isdisjoint(takes) and not frame.needs for frame in frames)


def _same_form(word: str, head: str, language: Language) -> bool:
    return bool(language.forms.get(word, _PAST) & language.forms.get(head, frozenset()))


def _joins_report(tokens: Tokens, coordinator: int, after: int, cue: Cue, language: Language) -> bool:
    """Whether a coordinator joins another report: "and called for", "but she denied", "and Croft said"."""
    tags, lower = tokens.tags, tokens.lower
    index = coordinator + 1
    subject = phrase_after(tokens, index, min(after, index + _LONGEST_SOURCE), language)
    if subject:
        index = subject[1]
    while index < after and tags[index] in BEFORE_VERB:
        index += 1
    if index >= after or tags[index] not in VERBS:
        return False
    if subject:
        return _reports_speech(lower[index], language)
    if cue.kind != "verb":
        return tags[index] == PAST_VERB and lower[index] in language.frames
    if not _same_form(lower[index], lower[cue.head], language):
        return False
    if any(not frame.needs for frame in language.frames.get(lower[index], ())):
        return True
    inside = tokens.quotations.inside
    return not any(inside[k] < 0 and (tags[k] in FINITE or tags[k] == TO) for k in range(cue.end, coordinator))
