"""Reports that a verb or a noun makes: Holm sagte, ...; ..., sagte Holm; wie Holm mitteilte; der Vorwurf, ..."""

from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import (
    ADVERB,
    AUXILIARY,
    COORDINATOR,
    DETERMINER,
    NAME,
    NOUN,
    OBJECT,
    PAST_VERB,
    PREPOSITION,
    SUBJECT,
    TIME,
    VERB,
)
from desktop.suggest.language.word_lists import Language
from desktop.suggest.rules.cue_last import continued
from desktop.suggest.rules.findings import Findings, Found, Span
from desktop.suggest.rules.verb_second.clauses import (
    Part,
    Report,
    first_verb,
    is_relative,
    is_subordinate,
    opening,
    report_at,
)
from desktop.suggest.rules.verb_second.content import following, said_before, said_behind
from desktop.suggest.rules.verb_second.phrases import (
    is_subject,
    phrase_end,
    subject_behind,
    with_apposition,
)

_SHORTEST_OBJECT = 2  # tokens
_REPORTING = frozenset({VERB, PAST_VERB})
_NO_OBJECT = frozenset({ADVERB, OBJECT, TIME})


class Sentence:
    """One sentence, its parts, and the reports that its verbs make."""

    def __init__(
        self, tokens: Tokens, first: int, after: int, parts: list[Part], findings: Findings, language: Language
    ) -> None:
        self.tokens, self.first, self.after = tokens, first, after
        self.parts, self.findings, self.language = parts, findings, language

    def find(self) -> None:
        """Finds the reports of the verbs, then of the nouns: as they were said, before the verb, behind it."""
        reports = self._reports()
        for find in (self._find_as, self._find_trailing, self._find_leading):
            for report, place in reports:
                if all(self.findings.is_free(*cue) for cue in report.cues):
                    find(report, place)
        for place, part in enumerate(self.parts):
            for index in range(part.start, part.end):
                if self.tokens.lower[index] in self.language.noun_frames and self.findings.is_free(index, index + 1):
                    self._find_noun(index, place)

    def _reports(self) -> list[tuple[Report, int]]:
        tokens, language = self.tokens, self.language
        reports = []
        for place, part in enumerate(self.parts):
            for index in range(part.start, part.end):
                word = tokens.lower[index]
                if tokens.tags[index] not in _REPORTING or not (word in language.frames or word in language.apart):
                    continue
                quotation = tokens.quotations.at(index)
                opens = index == part.start and tokens.tags[index + 1 : index + 2] == [AUXILIARY]
                if (quotation and quotation.open >= self.first - 1) or not (opens or tokens.words[index][0].islower()):
                    continue
                if report := report_at(tokens, index, part, language):
                    reports.append((report, place))
        return reports

    # wie Holm mitteilte

    def _find_as(self, report: Report, place: int) -> None:
        tokens, part = self.tokens, report.part
        start = opening(tokens, part)
        if report.order != "last" or tokens.lower[start] not in self.language.words["as"]:
            return
        source = subject_behind(tokens, start + 1, report.words[0], self.language)
        contents = []
        if place > 0:
            before = said_before(tokens, part.start, self.first, self.findings)
            if before is None:
                return
            contents.append(before)
        behind = said_behind(tokens, part.end, self.after, self.language)
        if behind and part.end < self.after:
            contents.append(behind)
        if contents and all(self.findings.is_free(*span) for span in contents):
            self._add(contents, report, source, "according to")

    # ..., sagte Holm

    def _find_trailing(self, report: Report, place: int) -> None:
        tokens = self.tokens
        if report.order != "second" or not (report.takes("clause") or report.takes("quotation")):
            return
        begins = report.finite
        quoted = begins - 1 in tokens.quotations.closes or (
            tokens.words[begins - 1] in (",", "–", "-", "—") and begins - 2 in tokens.quotations.closes
        )
        so = begins - 1 == report.part.start and tokens.lower[begins - 1] in self.language.words["so"]
        if so:
            begins -= 1  # ..., so schätzen die Forscher, ...
        elif not quoted and begins != report.part.start:
            return
        inverts = quoted or any(frame.inverts for frame in report.frames)
        if begins == 0 or not inverts or (begins == self.first and not quoted):
            return
        source = self._source_behind(report)
        if source is None and not report.passive and not self._is_impersonal(report):
            return
        ends = max(report.part.end if source is None else source[1], max(report.words) + 1)
        last = self._last_part(ends)
        if not quoted and not self._says_before(report, place, last):
            return
        content = said_before(tokens, begins, self.first, self.findings)
        if content is None:
            return
        contents = [content]
        if content[0] in tokens.quotations.opens:
            contents += [span for span in continued(tokens, ends, self.after, self.language) if self._is_free(span)]
        elif last + 1 < len(self.parts) and not is_relative(tokens, self.parts[last + 1], self.language):
            rest = said_behind(tokens, self.parts[last].end, self.after, self.language)
            if rest and self._is_free(rest):
                contents.append(rest)
        self._add(contents, report, source, "content, cue, source")

    def _says_before(self, report: Report, place: int, last: int) -> bool:
        """Whether what stands before the verb was said, and does not only tell when."""
        tokens, language = self.tokens, self.language
        for part in self.parts[:place]:
            if part.start < part.end and tokens.lower[part.start] in language.words["complementiser"]:
                return True
            begins_late = is_subordinate(tokens, part, language) or is_relative(tokens, part, language)
            if not begins_late and first_verb(tokens, part) >= 0:
                return True
        rest = self.parts[last + 1 : last + 2]
        return bool(rest) and first_verb(tokens, rest[0]) == rest[0].start and not report.passive

    def _last_part(self, ends: int) -> int:
        """The number of the part that a place is in, or ends."""
        return next((number for number, part in enumerate(self.parts) if part.end >= ends), len(self.parts) - 1)

    # Holm sagte, ...

    def _find_leading(self, report: Report, place: int) -> None:
        tokens, language = self.tokens, self.language
        takes = frozenset().union(*(frame.takes for frame in report.frames))
        if report.impersonal and self._has_subject(report):
            return
        source, rule = self._source(report, place)
        if source is None and not report.passive and not self._is_impersonal(report):
            return
        content = self._quoted_in(report, source, takes)
        content = content or following(tokens, self.parts, place, self.after, takes, language)
        content = content or self._sentence_before(report, takes)
        if content is None and takes & {"object", "as"} and not report.passive:
            content = self._object(report, source, takes)
        if content is None:
            return
        start, end = content
        end = self.findings.free_end(start, end)
        if source and start < source[1] and source[0] < end:
            return
        if end > start:
            self._add([(start, end)], report, source, rule)

    def _quoted_in(self, report: Report, source: Span | None, takes: frozenset[str]) -> Span | None:
        """A quotation in the clause itself: nannte den Plan „eine Schande“."""
        if not takes & {"quotation", "object", "as"}:
            return None
        tokens = self.tokens
        start = max(report.finite + 1, source[1] if source and source[0] > report.finite else 0)
        for index in range(start, report.part.end):
            quotation = tokens.quotations.opens.get(index)
            if quotation and quotation.close <= report.part.end and not quotation.is_title(tokens.words):
                return (quotation.open, quotation.close + 1)
        return None

    def _sentence_before(self, report: Report, takes: frozenset[str]) -> Span | None:
        """Der Damm ist sicher. Das teilte Holm mit."""
        tokens, part = self.tokens, report.part
        start = opening(tokens, part)
        demonstrative = tokens.lower[start] in self.language.words["no_speaker"] and start + 1 == report.finite
        if not demonstrative or "clause" not in takes or report.order != "second" or start != self.first:
            return None
        number = tokens.sentence_of[self.first]
        if number == 0 or tokens.paragraphs[self.first] != tokens.paragraphs[self.first - 1]:
            return None
        before = tokens.sentences[number - 1]
        content = said_before(tokens, before[1], before[0], self.findings)
        return content if content and content[1] - content[0] > 2 else None

    def _object(self, report: Report, source: Span | None, takes: frozenset[str]) -> Span | None:
        """What is spoken of, where no clause tells it: warnte vor Hochwasser; nannte den Plan eine „Schande“."""
        tokens = self.tokens
        if source is None:
            return None
        if (fronted := self._fronted(report, source)) is not None:
            return fronted if "object" in takes else None
        start = source[1] if report.order == "last" else max(report.finite + 1, source[1])
        end = min(report.words) if report.order == "last" else report.middle_end
        while start < end and tokens.tags[start] in _NO_OBJECT:
            start += 1
        if report.about:
            start = next((k for k in range(start, end) if tokens.lower[k] in report.about), end)
        if (
            report.order == "second"
            and end == report.part.end
            and (behind := said_behind(tokens, start, self.after, self.language))
        ):
            end = behind[1]
        if "object" not in takes and not self._called(start, end):
            return None
        named = any(tokens.tags[k] in (NAME, NOUN) for k in range(start, end))
        return (start, end) if end - start >= _SHORTEST_OBJECT and named else None

    def _fronted(self, report: Report, source: Span) -> Span | None:
        """What stands before the verb where whoever speaks stands behind it: Den Antrag (lehnen wir ab)"""
        tokens, start = self.tokens, opening(self.tokens, report.part)
        if source[0] <= report.finite or report.finite - start < _SHORTEST_OBJECT or report.order == "last":
            return None
        begins = tokens.lower[start] in self.language.words["accusative"] or tokens.lower[start] in report.about
        nominal = begins or is_subject(tokens, start, report.finite, self.language)
        return (start, report.finite) if nominal else None

    def _called(self, start: int, end: int) -> bool:
        """Whether something is said of the object: it is called "eine Schande", or described as one."""
        quoted = any(self.tokens.quotations.inside[k] >= 0 for k in range(start, end))
        return quoted or not self.language.words["describing"].isdisjoint(self.tokens.lower[start:end])

    # Who

    def _source(self, report: Report, place: int) -> tuple[Span | None, str]:
        tokens, language = self.tokens, self.language
        start = opening(tokens, report.part)
        if report.impersonal:
            return None, "source, cue, content"
        if report.passive and tokens.lower[report.head] in language.words["cited"]:
            return self._subject(report.finite, start, report), "source, cue, content"
        if report.passive:
            return self._agent(report), "passive"
        if report.order == "last":
            if is_relative(tokens, report.part, language):
                pronoun = start + (tokens.tags[start] == PREPOSITION)
                if pronoun > start:
                    return subject_behind(tokens, pronoun + 1, report.words[0], language), "source, cue, content"
                return (pronoun, pronoun + 1), "source, cue, content"
            return subject_behind(tokens, start + 1, report.words[0], language), "source, cue, content"
        if self._is_impersonal(report):
            return self._source_behind(report), "source, cue, content"
        verb = first_verb(tokens, report.part)
        if 0 <= verb < report.finite and verb != report.finite and tokens.tags[report.finite - 1] == COORDINATOR:
            return self._subject(verb, start, report), "subject of the clause"
        if report.finite == start and place > 0:
            if start > report.part.start:
                return self._subject_before(place), "subject of the clause"
            if (source := self._source_behind(report)) is not None:
                return source, "source, cue, content"
            return self._inserted(place), "source, cue, content"
        return self._subject(report.finite, start, report), "source, cue, content"

    def _subject(self, finite: int, start: int, report: Report) -> Span | None:
        """The subject of a verb that stands second: what stands before it, or else behind it."""
        tokens, language = self.tokens, self.language
        pronoun = finite + 1 < len(tokens) and tokens.tags[finite + 1] == SUBJECT
        pronoun = pronoun and tokens.lower[finite + 1] not in language.words["no_speaker"]
        start = self._behind_focus(start)
        if not pronoun and is_subject(tokens, start, finite, language):
            return (self._begins(start), finite)
        limit = report.middle_end if finite == report.finite else report.part.end
        return subject_behind(tokens, finite + 1, limit, language)

    def _behind_focus(self, start: int) -> int:
        """auch Holm; selbst Holm"""
        focus = start + 1 < len(self.tokens) and self.tokens.lower[start] in self.language.words["focus"]
        return start + 1 if focus and self.tokens.tags[start + 1] not in (SUBJECT, PREPOSITION) else start

    def _begins(self, start: int) -> int:
        """Where a subject begins whose apposition has no second comma: Ein Sprecher, Dirk Holm (sagte)"""
        earlier = [part for part in self.parts if part.end < start]
        if not earlier or any(first_verb(self.tokens, part) >= 0 for part in earlier):
            return start
        begin = self._behind_focus(opening(self.tokens, earlier[0]))
        return begin if is_subject(self.tokens, begin, earlier[-1].end, self.language) else start

    def _source_behind(self, report: Report) -> Span | None:
        """Whoever speaks, behind the verb, with what is told of him up to the end of the sentence."""
        tokens, language = self.tokens, self.language
        if report.passive and tokens.lower[report.head] not in language.words["cited"]:
            return self._agent(report)
        if report.impersonal:
            return None
        if self._is_impersonal(report):
            return self._named_in(report)
        source = subject_behind(tokens, report.finite + 1, report.middle_end, language)
        if source is None:
            return None
        limit = self.after if source[1] == report.part.end else report.middle_end
        return with_apposition(tokens, source, limit, language)

    def _inserted(self, place: int) -> Span | None:
        """Holm, der Chef der Werft, (sagte)"""
        part = self.parts[0]
        start = self._behind_focus(opening(self.tokens, part))
        if not is_subject(self.tokens, start, part.end, self.language) or first_verb(self.tokens, part) >= 0:
            return None
        return (start, self.parts[place - 1].end)

    def _subject_before(self, place: int) -> Span | None:
        """Whoever the part before this one has as its subject: ..., und (sagte)"""
        earlier = [found for found in self.findings.found[-6:] if self.first <= found.head < self.parts[place].start]
        if earlier and earlier[-1].sources:
            return earlier[-1].sources[0]
        part = self.parts[0]
        start, verb = opening(self.tokens, part), first_verb(self.tokens, part)
        if verb > start and is_subject(self.tokens, start, verb, self.language):
            return (start, verb)
        return subject_behind(self.tokens, verb + 1, part.end, self.language) if verb >= 0 else None

    def _agent(self, report: Report) -> Span | None:
        """Who does it, in a passive: von Holm."""
        tokens = self.tokens
        for index in range(report.part.start, report.part.end):
            if tokens.lower[index] in self.language.words["agent"]:
                end = phrase_end(tokens, index + 1, report.part.end, self.language)
                if end > index + 1:
                    return (index + 1, end)
        return None

    def _is_impersonal(self, report: Report) -> bool:
        return report.impersonal or self.tokens.lower[report.head] in self.language.words["impersonal"]

    def _has_subject(self, report: Report) -> bool:
        """Whether somebody or something is the subject of a verb that has none as a report: Das Geld kam heraus, ..."""
        start = opening(self.tokens, report.part)
        if report.order == "last":
            return subject_behind(self.tokens, start + 1, report.words[0], self.language) is not None
        return self._subject(report.finite, start, report) is not None

    def _named_in(self, report: Report) -> Span | None:
        """Where it is said, with verbs that nobody is the subject of: hieß es in der Mitteilung."""
        tokens = self.tokens
        for index in range(report.part.start, report.part.end):
            if tokens.tags[index] == PREPOSITION:
                end = phrase_end(tokens, index + 1, report.part.end, self.language)
                if end > index + 1:
                    return (index + 1, end)
        return None

    # der Vorwurf, ...

    def _find_noun(self, index: int, place: int) -> None:
        tokens, language, part = self.tokens, self.language, self.parts[place]
        frames = language.noun_frames[tokens.lower[index]]
        takes = frozenset().union(*(frame.takes for frame in frames))
        ends = phrase_end(tokens, index, part.end, language)
        if "preposition" in takes and (content := self._named_by(index, part)):
            source = self._owner(index, index + 1, part)
            sources = [source] if source else []
            cues = [(index, index + 1)]
            self.findings.add(Found([content], cues, sources, "noun", frames[-1].scope, index, frames[-1]))
            return
        if ends != part.end and index + 1 != part.end:
            return
        content = following(tokens, self.parts, place, self.after, takes & {"clause", "infinitive"}, language)
        if content is None or not self._is_free(content):
            return
        source = self._owner(index, ends, part)
        sources = [source] if source else []
        rule = "owner's noun" if source else "noun"
        scope = frames[0].scope
        self.findings.add(Found([content], [(index, index + 1)], sources, rule, scope, index, frames[0]))

    def _named_by(self, index: int, part: Part) -> Span | None:
        """What a noun leads to with a preposition: Zweifel an der Eignung"""
        tokens, start = self.tokens, index + 1
        if start >= part.end or tokens.lower[start] not in self.language.words["noun_prepositions"]:
            return None
        end = phrase_end(tokens, start + 1, part.end, self.language)
        return (start, end) if end > start + 1 and self._is_free((start, end)) else None

    def _owner(self, index: int, ends: int, part: Part) -> Span | None:
        tokens, language = self.tokens, self.language
        start = index
        while start > part.start and tokens.tags[start - 1] not in (DETERMINER, PREPOSITION) and index - start < 3:
            start -= 1
        if start > part.start and tokens.lower[start - 1] in language.words["possessive"]:
            return (start - 1, start)
        behind = index + 1
        if behind < ends and tokens.lower[behind] in language.words["agent"]:
            behind += 1
        if behind < ends and self._is_free((behind, ends)):
            return (behind, ends)
        verb = first_verb(tokens, part)
        if verb < 0 or verb > index:
            return None
        start = opening(tokens, part)
        if is_subject(tokens, start, verb, language) and self._is_free((start, verb)):
            return (start, verb)
        return None

    # Keeping

    def _is_free(self, span: Span) -> bool:
        return self.findings.is_free(*span)

    def _add(self, contents: list[Span], report: Report, source: Span | None, rule: str) -> None:
        sources = [source] if source else []
        found = Found(contents, report.cues, sources, rule, report.scope, report.head, report.frames[0])
        self.findings.add(found)
