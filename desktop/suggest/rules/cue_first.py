"""Reports that precede what was said: Croft said that ..., her claim that ..., he was accused of ... by Croft."""

from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import (
    ADJECTIVE,
    ADVERB,
    AUXILIARY,
    COORDINATOR,
    GERUND_VERB,
    NAME,
    NOUN,
    NUMBER,
    OBJECT,
    PAST_VERB,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    SUBJECT,
)
from desktop.suggest.language.word_lists import Language
from desktop.suggest.rules.contents import clause_end, content_after
from desktop.suggest.rules.cues import Cue
from desktop.suggest.rules.doubts import is_doubtful, is_published, speaks
from desktop.suggest.rules.findings import Findings, Found, Span
from desktop.suggest.rules.sources import is_nobody, main_subject, phrase_after, phrase_before, subject

_NO_MESSAGE = frozenset({PREPOSITION, COORDINATOR, NOUN, ADVERB, PUNCTUATION})  # what follows “was posted” and is none


def find_cue_first(tokens: Tokens, cue: Cue, first: int, after: int, findings: Findings, language: Language) -> None:
    """Finds what was said after the cue in the sentence from `first` to `after`, and by whom."""
    if cue.passive and cue.kind == "verb":
        _find_passive(tokens, cue, first, after, findings, language)
        return
    content = content_after(tokens, cue, after, language)
    if content is None:
        return
    start = content[0]
    end = findings.free_end(start, _with_whole_quotations(tokens, content))
    if end <= start:
        return
    source, rule = _source(tokens, cue, (start, end), first, after, findings, language)
    if rule == "noun" and source and cue.takes("preposition") and not speaks(tokens, source, language):
        return  # the bridge offers a view of the dam
    is_predicate = cue.kind == "noun" and tokens.lower[cue.end - 1] in language.words["being"]  # (her) view is
    is_subject_needed = cue.kind == "verb" and not cue.gerund and not language.drops_subject
    if source is None and (is_predicate or is_subject_needed):
        return
    if cue.impersonal and not is_nobody(tokens, source, language):
        return
    if is_doubtful(tokens, cue, (start, end), source, language):
        return
    sources = [source] if source and not cue.impersonal else []
    is_speech = source is not None and is_published(tokens, cue, (start, end), source, language)
    scope = "speech" if is_speech else cue.scope
    findings.add(Found([(start, end)], [(cue.start, cue.end)], sources, rule, scope, cue.head, cue.frames[0]))


def _with_whole_quotations(tokens: Tokens, content: Span) -> int:
    """The end of the content, moved to where a quotation that begins in it ends."""
    start, end = content
    last = tokens.quotations.last_opened(start, end)
    return max(end, last.close + 1) if last else end


def _source(
    tokens: Tokens, cue: Cue, content: Span, first: int, after: int, findings: Findings, language: Language
) -> tuple[Span | None, str]:
    if cue.kind == "noun":
        return _owner(tokens, cue, first, language)
    before = tokens.tags[cue.start - 1] if cue.start > first else ""
    joined = cue.gerund and before not in (NOUN, NAME, SUBJECT, OBJECT, AUXILIARY)
    if not cue.infinitive and not joined and (source := phrase_before(tokens, cue.start, first, language)):
        return source, "source, cue, content"
    if source := _before_stray_comma(tokens, cue, content, first, language):
        return source, "source, cue, content"
    if cue.gerund and cue.start <= first + 1:  # Asked why, ... / While saying so, Croft ...
        comma = content[1]
        follows = comma < after and tokens.words[comma] == ","
        return (phrase_after(tokens, comma + 1, after, language) if follows else None), "subject after the clause"
    rule = "subject of the infinitive" if cue.infinitive else "subject of the clause"
    if cue.gerund or cue.infinitive or before in (COORDINATOR, PUNCTUATION):
        same = [found for found in findings.found[-6:] if found.sources and first <= found.head < cue.start]
        same = [found for found in same if found.rule != "passive"]
        if same and not (cue.gerund and tokens.words[cue.start - 1] != ","):
            nearest = same[-1] if before == COORDINATOR else same[0]
            return nearest.sources[0], rule
    if cue.gerund:
        source = main_subject(tokens, cue.start, first, language)
        if source is None and tokens.words[cue.start - 1] == ",":
            source = phrase_before(tokens, cue.start - 1, first, language)
        return source, "subject of the clause"
    return subject(tokens, cue.start, first, language), rule


def _before_stray_comma(tokens: Tokens, cue: Cue, content: Span, first: int, language: Language) -> Span | None:
    """Ana Ruiz from Tolm, says the dam is old"""
    if tokens.words[cue.start - 1] != "," or cue.gerund or tokens.tags[content[0]] == PREPOSITION:
        return None
    source = phrase_before(tokens, cue.start - 1, first, language)
    return source if source and source[0] == first else None


def _owner(tokens: Tokens, cue: Cue, first: int, language: Language) -> tuple[Span | None, str]:
    """Whose claim it is: Croft's long-standing claim that ..., her claim that ..."""
    index = cue.start
    while index > first and tokens.tags[index - 1] in (ADJECTIVE, NOUN, PAST_VERB, GERUND_VERB, NUMBER, ADVERB):
        index -= 1
    if index > first and tokens.tags[index - 1] == POSSESSIVE:
        return phrase_before(tokens, index, first, language), "owner's noun"
    if index > first and tokens.lower[index - 1] in language.words["possessive"]:
        return (index - 1, index), "owner's noun"
    return subject(tokens, cue.start, first, language), "noun"


def _find_passive(tokens: Tokens, cue: Cue, first: int, after: int, findings: Findings, language: Language) -> None:
    """Finds both parts of what was said in a passive: he ... of theft, by Croft."""
    patient = phrase_before(tokens, cue.start, first, language)
    if patient is None:
        return
    end = clause_end(tokens, cue.end, after, cue, language)
    sources: list[Span] = []
    told = (cue.end, end)
    for index in range(cue.end, end):
        if tokens.lower[index] in language.words["agent"] and (agent := phrase_after(tokens, index + 1, end, language)):
            sources, told = [agent], (agent[1], clause_end(tokens, agent[1], after, cue, language))
            end = index
            break
    if told[0] < told[1] and tokens.lower[told[0]] in language.words["complementiser"]:
        contents = [told]  # residents were told (by the council) that it was safe
    else:
        contents = [patient, (cue.end, end)] if end > cue.end else [patient]
    if not sources and (not _says_of_what(tokens, cue.end, end, language) or _only_names(tokens, cue, end)):
        return
    if all(findings.is_free(*span) for span in contents):
        cues = [(cue.start, cue.end)]
        findings.add(Found(contents, cues, sources, "passive", cue.scope, cue.head, cue.frames[0]))


def _says_of_what(tokens: Tokens, start: int, end: int, language: Language) -> bool:
    """Whether what follows a passive tells what was said (of theft), and not only where or when (at the town hall)."""
    if end <= start:
        return False
    return tokens.tags[start] not in _NO_MESSAGE or tokens.lower[start] in language.words["passive_prepositions"]


def _only_names(tokens: Tokens, cue: Cue, end: int) -> bool:
    """Whether a passive gives something its name: The first part is called the overture."""
    calls = cue.takes("as") and cue.takes("quotation")
    return calls and tokens.tags[cue.end] != PREPOSITION and not tokens.quotations.last_opened(cue.end, end)
