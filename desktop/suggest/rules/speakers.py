"""Who the sources are: mentions of one article grouped by full name, surname, title, role and pronoun."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

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
from desktop.suggest.rules.dialogue import Turns, addressed
from desktop.suggest.rules.findings import Found, Span, touches
from desktop.suggest.rules.joint import joint_names
from desktop.suggest.rules.names import is_name, name_end, names_in
from desktop.suggest.rules.people import KnownSpeaker, People

_BEFORE_NAME = frozenset({COORDINATOR, DETERMINER, NOUN, ADJECTIVE, NUMBER})
_DESCRIBES = frozenset({DETERMINER})
_SUBORDINATES = frozenset({SUBORDINATOR, QUESTION})
_NEAR = 12  # the speakers last spoken of that a pronoun may mean
_NEARER = 40  # tokens by which a subject seems nearer than another name
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
        self._spoke: dict[int, KnownSpeaker] = {}  # in the turns: who spoke, by paragraph
        self._everybody: dict[Span, KnownSpeaker] = {}
        self._named: set[int] = set()  # who speaks by what the story tells: Jake said
        self._addressed: dict[int, list[KnownSpeaker]] = {}  # of the turns: to whom the words are
        self._read_up_to = 0

    def read_all(self, found: Sequence[Found], mentions: Iterable[Span] = ()) -> dict[Span, KnownSpeaker]:
        """Whom each source and each mention means. Quotations without a source get one where they are turns."""
        said: defaultdict[Span, list[Span]] = defaultdict(list)
        heard: defaultdict[int, list[Found]] = defaultdict(list)  # in the turns
        for one in found:
            for source in one.sources:
                said[source] += one.contents
            if self._turns and (paragraph := self._tokens.paragraphs[one.head]) in self._turns:
                heard[paragraph].append(one)
        asked = sorted(span for span in {*said, *mentions} if not touches(span, self._without_spans))
        ends = self._ends(heard)
        for mention in asked:
            while ends and ends[0][0] <= mention[0]:
                end, paragraph = ends.pop(0)
                self._end_turn(heard[paragraph], end)
            if somebody := self.read(mention, said.get(mention, ())):
                self._everybody[mention] = somebody
        for end, paragraph in ends:
            self._end_turn(heard[paragraph], end)
        self._name_narrator()
        return self._everybody

    def _name_narrator(self) -> None:
        """Whoever tells the story is whom others speak to beside a turn of theirs: “No, Ada,” he said. I said ..."""
        own = [paragraph for paragraph, somebody in self._spoke.items() if somebody is self._narrator]
        others = {beside for paragraph in own for beside in (paragraph - 1, paragraph + 1)} & self._spoke.keys()
        spoken_to = Counter(one for beside in others.difference(own) for one in self._spoken_to(beside))
        silent = [one for one, often in spoken_to.most_common() if often >= _OFTEN and id(one) not in self._named]
        if silent:
            self._narrator.name, self._narrator.aliases = silent[0].name, silent[0].aliases

    def _ends(self, heard: Iterable[int]) -> list[tuple[int, int]]:
        """The token after each turn, and its paragraph."""
        ends = {paragraph: token + 1 for token, paragraph in enumerate(self._tokens.paragraphs)} if heard else {}
        return sorted((ends[paragraph], paragraph) for paragraph in heard)

    def _end_turn(self, heard: list[Found], end: int) -> None:
        """Remembers who spoke in a paragraph, and gives it what has no cue of its own there."""
        paragraph = self._tokens.paragraphs[heard[0].head]
        self._read_names(end)
        cued = (self._everybody.get(one.sources[0]) for one in heard if one.cues and one.sources)
        own = next((one for one in cued if one), None)
        if own is None:
            given = (self._everybody.get(one.sources[0]) for one in heard if one.sources)
            own = next((one for one in given if one), None) or self._whose_turn(paragraph)
        if own is None:
            return
        self._spoke[paragraph] = own
        self._last(own, own.place)
        for one in heard:
            if not one.cues and not one.sources and own.name:
                one.sources = [own.place]
                is_beside = self._tokens.paragraphs[own.place[0]] == paragraph
                one.rule = "quotation beside its speaker" if is_beside else "quotation in turn"
                self._everybody.setdefault(own.place, own)

    def _whose_turn(self, paragraph: int) -> KnownSpeaker | None:
        """Who speaks where no cue tells it: who does something beside the words, the last but one, who is spoken to."""
        if beside := self._beside(paragraph):
            return beside
        before, spoken_to = self._spoke.get(paragraph - 1), self._spoken_to(paragraph)
        if paragraph - 1 in self._turns:
            last_but_one = self._spoke.get(paragraph - 2)
            if last_but_one and last_but_one not in (before, *spoken_to):
                return last_but_one
            for one in self._spoken_to(paragraph - 1):
                if one is not before:
                    return one
        recent = [one for one, _ in reversed(self._recent[-_NEAR:]) if _is_one(one) and (one.gender or one.has_spoken)]
        recent.sort(key=lambda one: one.kind != "person")
        return next((one for one in recent if one not in (before, *spoken_to)), None)

    def _beside(self, paragraph: int) -> KnownSpeaker | None:
        """Whom the sentence before the words, or after them, is about: Emma smiled. “No.”"""
        tokens = self._tokens
        quotation = self._turns.first_quotation(paragraph)
        own = tokens.sentence_of[quotation.open]
        after = tokens.sentence_of[min(quotation.close + 1, len(tokens) - 1)]
        for sentence in (own, own - 1, after, after + 1):
            if not 0 <= sentence < len(tokens.sentences):
                continue
            first, end = tokens.sentences[sentence]
            if sentence == after and first <= quotation.close:
                first = quotation.close + 1
            if first >= end or tokens.paragraphs[first] != paragraph or tokens.quotations.inside[first] >= 0:
                continue
            if somebody := self._subject_of(first, end):
                return somebody
        return None

    def _subject_of(self, first: int, end: int) -> KnownSpeaker | None:
        """Who a sentence begins with, by a name or a pronoun."""
        tokens = self._tokens
        span = (first, first + 1)
        if pronoun(tokens, span, self._language) in ("male", "female", "narrator"):  # also "His voice shook."
            return self._everybody.get(span) or self._read_again(span)
        if is_name(tokens, first, self._language):
            span = (first, name_end(tokens, first, end, self._language))
            somebody = self._people.named(span)
            return somebody if somebody and somebody.kind == "person" else None
        return None

    def _read_again(self, mention: Span) -> KnownSpeaker | None:
        somebody = self._stands_for(mention, ())
        if somebody:
            somebody.place = mention
            self._everybody[mention] = somebody
        return somebody

    def _spoken_to(self, paragraph: int) -> list[KnownSpeaker]:
        """Whom the words of a turn name as the one they are for, the last first."""
        if paragraph in self._addressed:
            return self._addressed[paragraph]
        found = self._addressed[paragraph] = []
        for quotation in reversed(self._turns.quotations(paragraph)):
            names = names_in(self._tokens, quotation.open + 1, quotation.close, self._language)
            for span in reversed(addressed(self._tokens, quotation, names)):
                somebody = self._people.named(span)
                if somebody and somebody.kind == "person" and somebody not in found:
                    found.append(somebody)
        return found

    def read(self, mention: Span, said: Sequence[Span] = ()) -> KnownSpeaker | None:
        """Whom the mention means, who said something in these places."""
        self._read_names(mention[0])
        if pronoun(self._tokens, mention, self._language) is not None:
            somebody = self._stands_for(mention, said)
        else:
            people = self._people
            somebody = people.named(mention) or people.named_after_role(mention) or people.described(mention)
        self._read_names(mention[1])
        if somebody and not somebody.has_spoken and self._tokens.tags[mention[0]] in _DESCRIBES:
            somebody = self._described_in_turn(somebody, mention) or somebody
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

    def _described_in_turn(self, described: KnownSpeaker, mention: Span) -> KnownSpeaker | None:
        """Whom "his wife" means in a conversation: who spoke last but one, where it fits."""
        paragraph = self._tokens.paragraphs[mention[0]]
        if described.kind != "unnamed" or paragraph - 1 not in self._turns or paragraph not in self._turns:
            return None
        one, before = self._spoke.get(paragraph - 2), self._spoke.get(paragraph - 1)
        fits = one and one.name and one.kind == "person" and {one.gender, described.gender} != {"male", "female"}
        return one if fits and one is not before else None

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
        tags, index = self._tokens.tags, self._read_up_to
        while index < before:
            if index in self._without or not is_name(self._tokens, index, self._language):
                index += 1
                continue
            end = name_end(self._tokens, index, before, self._language)
            attributive = end < len(tags) and tags[end] in (NOUN, POSSESSIVE)  # the Tolm Institute spokeswoman Ada Lin
            is_known = self._is_known(self._tokens.lower[index])
            passes = attributive or self._is_heading(index, end) or self._is_place(index)
            if (end - index >= 2 or is_known) and not passes and (somebody := self._people.named((index, end))):
                known = self._recent if self._opens_sentence(index, end) else self._named_last
                known.append((somebody, (index, end)))
                if somebody.kind == "person" and end - index >= 2:
                    self._people.learn_apposition(somebody, index, end)
            index = end
        self._read_up_to = max(self._read_up_to, before)

    def _is_known(self, word: str) -> bool:
        """Whether a single word names somebody: one named before; in a story also a given name."""
        if self._people.have_met(word):
            return True
        return bool(self._turns) and bool(of_given_name(word, self._language.code))

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
        for somebody, place in self._candidates(mention):
            if touches(place, said):
                continue
            if which == "plural":
                if somebody.plural or somebody.kind in ("organisation", "group"):
                    return somebody
            elif self._may_be_meant(somebody) and somebody.gender in ("", which):
                somebody.gender = "male" if which == "male" else "female"
                return somebody
        return None

    def _may_be_meant(self, somebody: KnownSpeaker) -> bool:
        """Whether "he" or "she" may mean somebody: a person by name; outside of stories also one by a role alone."""
        return bool(somebody.name) and (somebody.kind == "person" or (somebody.is_one_person and not self._turns))

    def _candidates(self, mention: Span) -> list[tuple[KnownSpeaker, Span]]:
        """Whom a pronoun may mean, the likeliest first; in a turn, who spoke just before comes last."""
        tokens = self._tokens
        recent, named = self._recent[-_NEAR:], self._named_last[-_NEAR:]
        known = [*reversed(recent), *reversed(named)]
        known.sort(key=lambda one: _is_doubtful(one[0]))
        paragraph, inside = tokens.paragraphs[mention[0]], tokens.quotations.inside
        if paragraph not in self._turns or inside[mention[0]] >= 0:
            return known
        subjects = set(map(id, recent))
        known.sort(key=lambda one: one[1][0] + (_NEARER if id(one) in subjects else 0), reverse=True)
        known.sort(key=lambda one: (_is_doubtful(one[0]), inside[one[1][0]] >= 0))  # last, of whom somebody speaks
        own = [one for one in known if tokens.paragraphs[one[1][0]] == paragraph and inside[one[1][0]] < 0]
        before, last_but_one = self._spoke.get(paragraph - 1), self._spoke.get(paragraph - 2)
        if before and last_but_one and last_but_one is not before:
            own.append((last_but_one, last_but_one.place))
        nobody = {id(one) for one in self._spoken_to(paragraph)}
        others = [one for one in known if one[0] is not before]
        every = [*own, *others, *(one for one in known if one[0] is before)]
        return [one for one in every if id(one[0]) not in nobody]

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


def _is_one(somebody: KnownSpeaker) -> bool:
    """Whether it is a single person."""
    return somebody.kind in ("person", "unnamed") and not somebody.plural


def _is_doubtful(somebody: KnownSpeaker) -> bool:
    """Whether a name may well be no person's: a single word that tells no gender, of nobody who has said anything."""
    told = somebody.gender or somebody.is_whole or somebody.has_spoken or somebody.kind != "person"
    return not told
