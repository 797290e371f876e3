"""Who the sources are: mentions of one article grouped by full name, surname, title, role and pronoun."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from desktop.model.gender import of_given_name
from desktop.model.records import SpeakerGuess
from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import (
    ADJECTIVE,
    COORDINATOR,
    DETERMINER,
    NAME,
    NOUN,
    NUMBER,
    POSSESSIVE,
    QUESTION,
    SUBORDINATOR,
)
from desktop.suggest.language.word_lists import Language
from desktop.suggest.rules.conversation import Line, Naming
from desktop.suggest.rules.dialogue import Turns, addressed
from desktop.suggest.rules.findings import Found, Span, touches
from desktop.suggest.rules.joint import joint_names
from desktop.suggest.rules.line_evidence import Evidence
from desktop.suggest.rules.meetings import Meeting, Meetings
from desktop.suggest.rules.names import is_name, name_end
from desktop.suggest.rules.people import KnownSpeaker, People

_BEFORE_NAME = frozenset({COORDINATOR, DETERMINER, NOUN, ADJECTIVE, NUMBER})
_ANYBODY = ("male_nouns", "female_nouns")  # lists of [sources] with words for whoever is he or she: the girl
_SUBORDINATES = frozenset({SUBORDINATOR, QUESTION})
_NEAR = 12  # the speakers last spoken of that a pronoun may mean
_OFTEN = 2  # times that somebody is spoken to


def who_speaks(
    tokens: Tokens,
    found: Iterable[Found],
    language: Language,
    mentions: Iterable[Span] = (),
    without: Sequence[Span] = (),
) -> dict[Span, SpeakerGuess]:
    """A guess for each mention that names somebody or stands for somebody named before.

    Args:
        tokens: the text.
        found: the reports whose sources are mentions; none stands for somebody within what it said.
        language: the text's.
        mentions: others, in any order.
        without: where nobody is named whom a mention may mean, and mentions are passed over.
    """
    found = list(found)
    reader = _Reader(tokens, language, Turns(tokens, found), without)
    everybody = reader.read_all(found, mentions)
    return {mention: somebody.guess() for mention, somebody in everybody.items() if somebody.name}


def take_turns(tokens: Tokens, found: Sequence[Found], language: Language) -> None:
    """Gives the quotations of a conversation that no cue goes with to whoever's turn it is."""
    turns = Turns(tokens, found)
    if not turns:
        return
    for one in found:
        if not one.cues and tokens.paragraphs[one.head] in turns:
            one.sources = []
            one.rule = "quotation"
    _Reader(tokens, language, turns).read_all(found)


def pronoun(tokens: Tokens, mention: Span, language: Language) -> str | None:
    """The name of the list of pronouns that a mention is in (male, female, plural; empty for others); None: it is none.

    "who" is none of those for whom the last speaker is looked up: its name stands before it.
    """
    if mention[1] - mention[0] != 1:
        return None
    word = tokens.lower[mention[0]]
    if word in language.words["relative"]:
        return ""
    lists = ("male", "female", "plural", "narrator")
    return next((name for name in lists if word in language.sources[f"pronouns.{name}"]), None)


class _Reader:
    """Reads an article's mentions from the first to the last, and knows whom it has met."""

    def __init__(self, tokens: Tokens, language: Language, turns: Turns, without: Sequence[Span] = ()) -> None:
        self._tokens = tokens
        self._language = language
        self._turns = turns
        self._without_spans = without
        self._without = frozenset(token for start, end in without for token in range(start, end))
        self._people = People(tokens, language)
        self._together: Span = (0, 0)  # the source that was last to name several
        self._narrator = KnownSpeaker("", "person")
        self._recent: list[tuple[KnownSpeaker, Span]] = []  # the last to speak, or to stand where a subject stands
        self._named_last: list[tuple[KnownSpeaker, Span]] = []  # the last that the text named
        self._everybody: dict[Span, KnownSpeaker] = {}
        self._named: set[int] = set()  # who speaks by what the story tells: Jake said
        self._meetings: list[Meeting] = []
        self._described: set[Span] = set()  # mentions by a description: the old man
        self._read_up_to = 0

    def read_all(self, found: Sequence[Found], mentions: Iterable[Span] = ()) -> dict[Span, KnownSpeaker]:
        """Whom each source and each mention means. Quotations without a source get one where they are turns."""
        said: defaultdict[Span, list[Span]] = defaultdict(list)
        for one in found:
            for source in one.sources:
                said[source] += one.contents
        asked = sorted(span for span in {*said, *mentions} if not touches(span, self._without_spans))
        for mention in asked:
            if somebody := self.read(mention, said.get(mention, ())):
                self._everybody[mention] = somebody
        if self._turns:
            self._read_names(len(self._tokens))
            self._share_out_lines(found)
        return self._everybody

    def _share_out_lines(self, found: Sequence[Found]) -> None:
        """Says who speaks the lines of the conversations, and gives those that have no cue a source."""
        spoken = self._lines(found)
        lines = [line for line, _ in spoken]
        meetings = Meetings(self._tokens, self._language, self._turns, self._meetings)
        evidence = Evidence(self._tokens, self._turns, meetings, self._narrator, lines)
        speakers = evidence.speakers()
        for (line, one), somebody in zip(spoken, speakers, strict=True):
            if somebody is None:
                continue
            if not line.mention:
                self._give_source(one, meetings.place_of(somebody, self._narrator, line.paragraph), line, somebody)
            elif line.naming in ("description", "role") or evidence.genders.of(somebody) in ("", line.naming):
                self._everybody[line.mention] = somebody
        self._name_narrator({line.paragraph: one for line, one in zip(lines, speakers, strict=True) if one}, meetings)

    def _give_source(self, one: Found, place: Span | None, line: Line, somebody: KnownSpeaker) -> None:
        if place:
            is_beside = self._tokens.paragraphs[place[0]] == line.paragraph
            one.sources, one.rule = [place], "quotation beside its speaker" if is_beside else "quotation in turn"
            self._everybody[place] = somebody

    def _lines(self, found: Sequence[Found]) -> list[tuple[Line, Found]]:
        """The lines of the conversations, in text order, and which report each is of."""
        tokens, lines = self._tokens, list[tuple[Line, Found]]()
        for one in sorted(found, key=lambda one: one.contents[0]):
            start = one.contents[0][0]
            paragraph = tokens.paragraphs[start]
            quoted = tokens.quotations.inside[start : start + 2]
            if one.parent >= 0 or paragraph not in self._turns or max(quoted) < 0:
                continue
            line = Line(paragraph, start)
            if one.sources:
                line.mention = one.sources[0]
                line.somebody = self._everybody.get(line.mention)
                line.naming = self._naming(line.mention, line.somebody)
            is_first = not lines or lines[-1][0].paragraph != paragraph
            line.goes_on = is_first and self._turns.is_open(paragraph - 1)
            lines.append((line, one))
        return lines

    def _naming(self, mention: Span, somebody: KnownSpeaker | None) -> Naming:
        which = pronoun(self._tokens, mention, self._language)
        if which in ("male", "female", "narrator"):
            return cast(Naming, which)
        if which is not None or somebody is None:
            return ""
        if mention not in self._described:
            return "name"
        words, sources = self._tokens.lower[slice(*mention)], self._language.sources
        by_kin = words[0] in self._language.words["possessive"]
        return "description" if by_kin or any(not sources[name].isdisjoint(words) for name in _ANYBODY) else "role"

    def _name_narrator(self, spoke: Mapping[int, KnownSpeaker], meetings: Meetings) -> None:
        """Whoever tells the story is whom others speak to beside a turn of theirs: “No, Ada,” he said. I said ..."""
        own = [paragraph for paragraph, somebody in spoke.items() if somebody is self._narrator]
        others = {beside for paragraph in own for beside in (paragraph - 1, paragraph + 1)} & spoke.keys()
        spoken_to = Counter(one for beside in others.difference(own) for one in meetings.spoken_to(beside))
        silent = (one for one, often in spoken_to.most_common() if often >= _OFTEN and id(one) not in self._named)
        if somebody := next(silent, None):
            self._narrator.name, self._narrator.aliases = somebody.name, somebody.aliases

    def read(self, mention: Span, said: Sequence[Span] = ()) -> KnownSpeaker | None:
        """Whom the mention means, who said something in these places."""
        self._read_names(mention[0])
        if pronoun(self._tokens, mention, self._language) is not None:
            somebody = self._stands_for(mention, said)
        else:
            people = self._people
            somebody = people.named(mention) or people.named_after_role(mention) or self._describes(mention)
        self._read_names(mention[1])
        if somebody:
            is_joint = COORDINATOR in self._tokens.tags[mention[0] : mention[1]]
            if is_joint and joint_names(self._tokens, mention, self._language):
                self._together = mention
            somebody.place = mention
            somebody.has_spoken = True
            if self._tokens.quotations.inside[mention[0]] < 0:
                self._named.add(id(somebody))
            self._last(somebody, mention)
        return somebody

    def _describes(self, mention: Span) -> KnownSpeaker | None:
        somebody = self._people.described(mention)
        if somebody and somebody.kind in ("person", "unnamed") and self._tokens.tags[mention[0]] == DETERMINER:
            self._described.add(mention)
            self._meetings.append(Meeting(*mention, somebody))
        return somebody

    def _stands_for(self, mention: Span, said: Sequence[Span]) -> KnownSpeaker | None:
        """Whom a pronoun means."""
        which = pronoun(self._tokens, mention, self._language)
        if which == "narrator":
            return self._narrator
        if which == "plural" and self._recent and touches(self._recent[-1][1], [self._together]):
            return None  # who spoke together are not one speaker
        return self._behind(which, mention, said) if which else self._antecedent(mention)

    def _read_names(self, before: int) -> None:
        """Meets those whom the text names before a place, speakers or not: their surname, or their role, may follow."""
        index = self._read_up_to
        while index < before:
            if index in self._without or not is_name(self._tokens, index, self._language):
                index += 1
                continue
            end = name_end(self._tokens, index, before, self._language)
            is_known = self._is_known(self._tokens.lower[index]) or self._is_addressed((index, end))
            passes = self._is_attribute(index, end) or self._is_heading(index, end) or self._is_place(index)
            if (end - index >= 2 or is_known) and not passes and (somebody := self._people.named((index, end))):
                known = self._recent if self._opens_sentence(index, end) else self._named_last
                known.append((somebody, (index, end)))
                self._meetings.append(Meeting(index, end, somebody))
                if somebody.kind == "person" and end - index >= 2:
                    self._people.learn_apposition(somebody, index, end)
            index = end
        self._read_up_to = max(self._read_up_to, before)

    def _is_known(self, word: str) -> bool:
        """Whether a single word names somebody: one named before; in a story also a given name."""
        if self._people.have_met(word):
            return True
        return bool(self._turns) and bool(of_given_name(word, self._language.code))

    def _is_attribute(self, start: int, end: int) -> bool:
        """Whether a name tells more of a noun: the Tolm Institute spokeswoman; in a story "Ada Lin shook" does not."""
        tags = self._tokens.tags
        if tags[end : end + 1] == [POSSESSIVE]:
            return True
        acts = bool(self._turns) and start > 0 and tags[start - 1] != DETERMINER
        return tags[end : end + 1] == [NOUN] and not (acts and self._is_known(self._tokens.lower[start]))

    def _is_addressed(self, name: Span) -> bool:
        """Whether a line of a conversation speaks to somebody: “Come in, Watson,” ..."""
        tokens = self._tokens
        quotation = tokens.quotations.at(name[0])
        if not quotation or not self._turns or tokens.tags[name[0]] != NAME:
            return False
        return bool(addressed(tokens, quotation, [name]))

    def _is_place(self, start: int) -> bool:
        return start > 0 and self._tokens.lower[start - 1] in self._language.words["place_prepositions"]

    def _is_heading(self, start: int, end: int) -> bool:
        """Whether capitals stand in a line of their own: CHAPTER IV"""
        tokens = self._tokens
        if not all(word.isupper() for word in tokens.words[start:end]):
            return False
        first, after = tokens.sentences[tokens.sentence_of[start]]
        return start == first and (end == after or (end + 1 == after and tokens.words[end] == "."))

    def _opens_sentence(self, name: int, end: int) -> bool:
        """Whether a name is where a subject stands, or what a sentence is about: "But his neighbour Greta Holm"."""
        tags, lower = self._tokens.tags, self._tokens.lower
        if self._tokens.quotations.inside[name] >= 0 and self._tokens.paragraphs[name] in self._turns:
            return False  # whom somebody speaks of or to
        first = self._tokens.sentences[self._tokens.sentence_of[name]][0]
        if name > first and lower[name - 1] in self._language.words["topic"] and name - first <= 2:
            return end < len(tags) and lower[end] == ","  # As for Mensah, she ...
        if name > first and lower[name - 1] == "," and tags[first] in _SUBORDINATES:
            return True  # When Ada Lin had left, Bo Berg ...
        return name - first < 6 and all(tag in _BEFORE_NAME for tag in tags[first:name])

    def _behind(self, which: str, mention: Span, said: Sequence[Span]) -> KnownSpeaker | None:
        """The one whom the pronoun fits: the last to speak, or else the last that the text named."""
        for somebody, place in self._candidates():
            if touches(place, said):
                continue
            if which == "plural":
                if somebody.plural or somebody.kind in ("organisation", "group"):
                    return somebody
            elif self._may_be_meant(somebody) and somebody.gender in ("", which):
                if not self._turns:
                    somebody.gender = "male" if which == "male" else "female"
                return somebody
        return None

    def _may_be_meant(self, somebody: KnownSpeaker) -> bool:
        """Whether "he" or "she" may mean somebody: a person by name; outside of stories also one by a role alone."""
        return bool(somebody.name) and (somebody.kind == "person" or (somebody.is_one_person and not self._turns))

    def _candidates(self) -> list[tuple[KnownSpeaker, Span]]:
        """Whom a pronoun may mean, the likeliest first."""
        recent, named = self._recent[-_NEAR:], self._named_last[-_NEAR:]
        known = [*reversed(recent), *reversed(named)]
        known.sort(key=lambda one: _is_doubtful(one[0]))
        return known

    def _antecedent(self, mention: Span) -> KnownSpeaker | None:
        """Whom "who" means: the name right before it."""
        end = mention[0]
        while end and self._tokens.words[end - 1] == ",":
            end -= 1
        start = end
        while start and self._tokens.tags[start - 1] in (NAME, NOUN) and end - start < 8:
            start -= 1
        if start == end:
            return None
        return self._people.named((start, end)) or self._people.described((start, end))

    def _last(self, somebody: KnownSpeaker, mention: Span) -> None:
        if self._recent and self._recent[-1][0] is somebody:
            return
        self._recent.append((somebody, mention))
        del self._recent[: -_NEAR * 2]


def _is_doubtful(somebody: KnownSpeaker) -> bool:
    """Whether a name may well be no person's: a single word that tells no gender, of nobody who has said anything."""
    told = somebody.gender or somebody.is_whole or somebody.has_spoken or somebody.kind != "person"
    return not told
