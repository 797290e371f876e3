"""Clauses of reporting within another one: “As Ruiz put it, the dam is old”; “a party that Berg says is lost”."""

from desktop.suggest.language.quotations import Quotation
from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import BEFORE_VERB, FINITE, PUNCTUATION, SUBJECT
from desktop.suggest.language.word_lists import Language
from desktop.suggest.rules.contents import addressee_end, trimmed
from desktop.suggest.rules.cues import Cue, cue_at
from desktop.suggest.rules.findings import Findings, Found, Span
from desktop.suggest.rules.sources import phrase_after, phrase_before

_ENDS = frozenset({",", ".", "!", "?"})
_LONGEST_ADJUNCT = 8  # tokens between the verb and the comma: As Ruiz told the council on Friday, ...


def find_inserted(tokens: Tokens, cue: Cue, first: int, after: int, findings: Findings, language: Language) -> bool:
    """Finds what a verb reports that stands in such a clause of the sentence from `first` to `after`."""
    if cue.kind != "verb" or cue.passive or cue.gerund or cue.infinitive or cue.impersonal:
        return False
    return _find_as(tokens, cue, first, after, findings, language) or _find_relative(
        tokens, cue, first, after, findings, language
    )


def _find_as(tokens: Tokens, cue: Cue, first: int, after: int, findings: Findings, language: Language) -> bool:
    """As Ruiz put it, the dam is old"""
    if tokens.lower[first] not in language.words["introducing"] or cue.scope != "speech":
        return False
    source = phrase_before(tokens, cue.start, first + 1, language)
    end = cue.end
    if cue.start == first + 1 and end < after and tokens.lower[end] in language.words["agent"]:
        source = _named_until_comma(tokens, end + 1, after, language)  # As reported by Radio Tolm, ...
    elif source and source[0] == first + 1:
        end = addressee_end(tokens, cue.end, after) if cue.takes("addressee") and cue.end < after else cue.end
    elif cue.start <= first + 2:
        source = _named_until_comma(tokens, cue.end, after, language)  # Comme l'a rappelé le préfet, ...
    else:
        return False
    if source is None:
        return False
    end = max(end, source[1])
    comma = next((k for k in range(end, min(after, end + _LONGEST_ADJUNCT)) if tokens.words[k] in (",", ":")), 0)
    if not comma or any(tokens.tags[k] in FINITE for k in range(end, comma)):
        return False
    last = tokens.quotations.last_opened(comma, after)
    content = (comma + 1, trimmed(tokens, comma + 1, max(after, last.close + 1) if last else after))
    if content[1] <= content[0] or not findings.is_free(*content):
        return False
    cues = [(cue.start, cue.end)]
    findings.add(Found([content], cues, [source], "according to", cue.scope, cue.head, cue.frames[0]))
    return True


def _named_until_comma(tokens: Tokens, start: int, after: int, language: Language) -> Span | None:
    """The phrase behind a cue; where no verb is known after its comma, up to that."""
    source = phrase_after(tokens, start, after, language)
    if source and source[1] + 1 >= after:
        return (source[0], next((k for k in range(*source) if tokens.words[k] == ","), source[1]))
    return source


def _find_relative(tokens: Tokens, cue: Cue, first: int, after: int, findings: Findings, language: Language) -> bool:
    """a party that Berg says is lost"""
    tags = tokens.tags
    if not cue.takes("clause") or cue.end >= after or tags[cue.end] not in FINITE:
        return False
    source = phrase_before(tokens, cue.start, first, language)
    if source is None or source[0] - 2 < first or tokens.lower[source[0] - 1] not in language.words["relative"]:
        return False
    relative = source[0] - 1
    sets_apart = tokens.words[relative - 1] == ","  # the plan, which Berg says is lost
    antecedent = (relative, source[0]) if sets_apart else phrase_before(tokens, relative, first, language)
    if antecedent is None or tags[antecedent[0]] == SUBJECT:
        return False
    verb = cue.end
    while verb + 1 < after and tags[verb] in BEFORE_VERB:
        verb += 1
    end = next((k for k in range(verb + 1, after) if tags[k] in FINITE or tags[k] == PUNCTUATION), after)
    contents = [antecedent, (cue.end, trimmed(tokens, cue.end, end))]
    if not all(findings.is_free(*span) for span in contents):
        return False
    cues = [(cue.start, cue.end)]
    rule = "source, cue, content"
    findings.add(Found(contents, cues, [source], rule, cue.scope, cue.head, cue.frames[0]))
    return True


def find_within_marks(tokens: Tokens, quotation: Quotation, findings: Findings, language: Language) -> None:
    """Finds who says a quotation that goes on around the report: « Il tiendra, a dit la maire, et longtemps. »"""
    first, after = quotation.open + 1, quotation.close
    for index in range(first, after):
        if tokens.lower[index] not in language.frames:
            continue
        cue = cue_at(tokens, index, first, after, language)
        if cue is None or cue.kind != "verb" or not any(frame.inverts for frame in cue.frames):
            continue
        if cue.start <= first or tokens.words[cue.start - 1] != ",":
            continue
        source = (cue.subject, cue.subject + 1) if cue.subject >= 0 else phrase_after(tokens, cue.end, after, language)
        if source is None:
            continue
        end = next((k for k in range(cue.end, after) if tokens.words[k] in _ENDS), after)
        contents = [(quotation.open, cue.start - 1), (end + 1, quotation.close + 1)]
        contents = [span for span in contents if span[1] - span[0] > 1]
        spans = [*contents, *cue.spans, source]
        if source[1] <= end and all(findings.is_free(*span) for span in spans):
            rule = "content, cue, source"
            findings.add(Found(contents, cue.spans, [source], rule, cue.scope, cue.head, cue.frames[0]))
            return
