"""Who the sources are: mentions of one article grouped by full name, surname, title, role and pronoun."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from desktop.model.records import SpeakerGuess, SpeakerKind
from desktop.model.words import spelt
from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import (
    ADJECTIVE,
    COORDINATOR,
    DETERMINER,
    NAME,
    NOUN,
    NUMBER,
    POSSESSIVE,
    PREPOSITION,
    QUESTION,
    TO,
)
from desktop.suggest.language.word_lists import Language
from desktop.suggest.rules.findings import Found, Span, touches
from desktop.suggest.rules.names import is_name, name_end

Gender = Literal["", "male", "female"]
_BEFORE_NAME = frozenset({COORDINATOR, DETERMINER, NOUN, ADJECTIVE, NUMBER})
_IN_ROLE = frozenset({DETERMINER, ADJECTIVE, NAME, NOUN, NUMBER, POSSESSIVE})
_NEAR = 12  # the speakers last spoken of that a pronoun may mean


@dataclass(slots=True)
class _Somebody:
    """One speaker of the article, as far as it has been read."""

    name: str
    kind: SpeakerKind
    gender: Gender = ""
    plural: bool = False
    aliases: dict[str, None] = field(default_factory=dict)

    def guess(self) -> SpeakerGuess:
        return SpeakerGuess(self.name, tuple(alias for alias in self.aliases if alias != self.name), self.kind)


_Spoken = tuple[_Somebody, Span]  # and where


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
    said: defaultdict[Span, list[Span]] = defaultdict(list)
    for one in found:
        for source in one.sources:
            said[source] += one.contents
    reader = _Reader(tokens, language, without)
    asked = [span for span in sorted({*said, *mentions}) if not touches(span, without)]
    everybody = {mention: reader.read(mention, said.get(mention, ())) for mention in asked}
    return {mention: somebody.guess() for mention, somebody in everybody.items() if somebody}


def pronoun(tokens: Tokens, mention: Span, language: Language) -> str | None:
    """The name of the list of pronouns that a mention is in (male, female, plural; empty for others); None: it is none.

    "who" is none of those for whom the last speaker is looked up: its name stands before it.
    """
    if mention[1] - mention[0] != 1:
        return None
    word = tokens.lower[mention[0]]
    if word in language.words["relative"]:
        return ""
    lists = ("male", "female", "plural")
    return next((name for name in lists if word in language.sources[f"pronouns.{name}"]), None)


def without_titles(words: list[str], language: Language) -> tuple[list[str], list[str]]:
    """The titles in small letters, and the name after them: Air Force Brig. Gen. Maria Croft."""
    sources = language.sources
    places = [place for place, word in enumerate(words) if word.lower() in sources["titles"]]
    after = words[places[-1] + 1 :] if places else words
    if not places or any(word.lower() in sources["organisation"] for word in after):
        return [], words
    if after and (after[0].lower() in language.tags and after[0].islower()):
        return [], words  # the Minister for Health
    return [words[place].lower() for place in places], after or words


class _Reader:
    """Reads an article's mentions from the first to the last, and knows whom it has met."""

    def __init__(self, tokens: Tokens, language: Language, without: Sequence[Span] = ()) -> None:
        self._tokens = tokens
        self._language = language
        self._without = frozenset(token for start, end in without for token in range(start, end))
        self._met: dict[str, _Somebody] = {}  # by name, surname, role: whatever can name them
        self._met_as: dict[str, _Somebody] = {}  # by what their name begins with: Trooper Hall, later "the trooper"
        self._bodies: list[_Somebody] = []  # the organisations that were named
        self._recent: list[_Spoken] = []  # the last to speak, or to stand where a subject stands
        self._named_last: list[_Spoken] = []  # the last that the text named
        self._read_up_to = 0

    def read(self, mention: Span, said: Sequence[Span] = ()) -> _Somebody | None:
        """Whom the mention means, who said something in these places."""
        self._read_names(mention[0])
        which = pronoun(self._tokens, mention, self._language)
        if which is not None:
            somebody = self._behind(which, said) if which else self._antecedent(mention)
        else:
            somebody = self._named(mention) or self._named_after_role(mention) or self._described(mention)
        self._read_names(mention[1])
        if somebody:
            self._last(somebody, mention)
        return somebody

    def _read_names(self, before: int) -> None:
        """Meets those whom the text names before a place, speakers or not: their surname, or their role, may follow."""
        tags, index = self._tokens.tags, self._read_up_to
        while index < before:
            if index in self._without or not is_name(self._tokens, index, self._language):
                index += 1
                continue
            end = name_end(self._tokens, index, before, self._language)
            attributive = end < len(tags) and tags[end] in (NOUN, POSSESSIVE)  # the Tolm Institute spokeswoman Ada Lin
            is_known = self._tokens.lower[index] in self._met
            if (end - index >= 2 or is_known) and not attributive and (somebody := self._named((index, end))):
                (self._recent if self._opens_sentence(index, end) else self._named_last).append(
                    (somebody, (index, end))
                )
                if somebody.kind == "person" and end - index >= 2:
                    self._learn_apposition(somebody, index, end)
            index = end
        self._read_up_to = max(self._read_up_to, before)

    def _opens_sentence(self, name: int, end: int) -> bool:
        """Whether a name is where a subject stands, or what a sentence is about: "But his neighbour Greta Holm"."""
        tags, lower = self._tokens.tags, self._tokens.lower
        first = self._tokens.sentences[self._tokens.sentence_of[name]][0]
        if name > first and lower[name - 1] in self._language.words["topic"] and name - first <= 2:
            return end < len(tags) and lower[end] == ","  # As for Mensah, she ...
        return name - first < 6 and all(tag in _BEFORE_NAME for tag in tags[first:name])

    def _learn_apposition(self, somebody: _Somebody, start: int, end: int) -> None:
        """The role that is told beside a name: The mayor, Ada Lin, ...; head coach Ada Lin; Ada Lin, the mayor, ..."""
        tags, lower = self._tokens.tags, self._tokens.lower
        first, after = self._tokens.sentences[self._tokens.sentence_of[start]]
        if start > first and (tags[start - 1] == NOUN or lower[start - 1] in self._language.sources["titles"]):
            self._met[lower[start - 1]] = somebody
        follows = end < after and lower[end] == ","
        if follows and start - 3 >= first and lower[start - 1] == "," and tags[start - 2] == NOUN:
            opens = next((k for k in range(start - 3, first - 1, -1) if tags[k] not in (NOUN, ADJECTIVE)), first)
            if tags[opens] == DETERMINER and (opens == first or tags[opens - 1] != PREPOSITION):
                self._met[lower[start - 2]] = somebody
        if follows:
            stop = next((k for k in range(end + 1, after) if tags[k] not in _IN_ROLE), after)
            self._learn_roles(somebody, [], (start, stop))

    def _behind(self, pronoun: str, said: Sequence[Span]) -> _Somebody | None:
        """The one whom the pronoun fits: the last to speak, or else the last that the text named."""
        for somebody, place in (*reversed(self._recent[-_NEAR:]), *reversed(self._named_last[-_NEAR:])):
            if touches(place, said):
                continue
            if pronoun == "plural":
                if somebody.plural or somebody.kind in ("organisation", "group"):
                    return somebody
            elif somebody.kind == "person" and not somebody.plural and somebody.gender in ("", pronoun):
                somebody.gender = "male" if pronoun == "male" else "female"
                return somebody
        return None

    def _antecedent(self, mention: Span) -> _Somebody | None:
        """Whom "who" means: the name right before it."""
        end = mention[0]
        while end and self._tokens.words[end - 1] == ",":
            end -= 1
        start = end
        while start and self._tokens.tags[start - 1] in (NAME, NOUN) and end - start < 8:
            start -= 1
        return self._named((start, end)) or (self._described((start, end)) if start < end else None)

    def _named(self, mention: Span) -> _Somebody | None:
        """The person or organisation whose name is in the mention."""
        run = self._first_name_run(mention)
        if run is None:
            return None
        words = [spelt(word) for word in self._tokens.words[run[0] : run[1]]]
        titles, bare = without_titles(words, self._language)
        name, full = self._text(run[1] - len(bare), run[1]), self._text(*run)
        known = self._met.get(name.lower()) or (self._met.get(bare[-1].lower()) if len(bare) == 1 else None)
        if known is None:
            known = self._meet(name, bare, titles, mention)
        elif len(name) > len(known.name) and known.kind == "person":
            known.aliases[known.name] = None
            known.name = name
        known.aliases[full] = None
        self._learn_roles(known, titles, mention)
        self._met.setdefault(name.lower(), known)
        if known.kind == "person" and len(bare) > 1:
            self._met[bare[-1].lower()] = known
            particle = next((place for place, word in enumerate(bare[1:], 1) if word[0].islower()), 0)
            self._met[" ".join(bare[particle:]).lower()] = known  # van den Berg
            self._met_as[bare[0].lower()] = known
        elif known.kind != "person":
            self._bodies.append(known)
        return known

    def _named_after_role(self, mention: Span) -> _Somebody | None:
        """Who is named after a role and a comma: "Its secretary, Ines Moreau"; whom the role means from now on, too."""
        words, tags = self._tokens.words, self._tokens.tags
        comma = next((k for k in range(*mention) if words[k] == ","), mention[1])
        if comma + 2 >= mention[1] or tags[comma + 1 : comma + 3] != [NAME, NAME]:
            return None
        known = self._named((comma + 1, mention[1]))
        if known and known.kind == "person" and tags[comma - 1] == NOUN:
            self._met[self._tokens.lower[comma - 1]] = known
        return known

    def _first_name_run(self, mention: Span) -> Span | None:
        """The first words of the mention that are names side by side; "of Lund" and "'s wife" are not whom it names."""
        tags, words = self._tokens.tags, self._tokens.words
        comma = next((k for k in range(*mention) if words[k] == ","), mention[1])
        start, end = mention[0], comma
        while start < end and not is_name(self._tokens, start, self._language):
            if tags[start] in (PREPOSITION, TO):
                return None
            start += 1
        stop = name_end(self._tokens, start, end, self._language) if start < end else start
        titles = self._language.sources["titles"]
        only_title = all(words[k].lower() in titles for k in range(start, stop)) and NAME in tags[stop:end]
        if stop < end and (tags[stop] in (POSSESSIVE, NOUN) or only_title):  # Major general Ada Lin
            return self._first_name_run((stop + 1, mention[1])) if stop + 1 < end else None
        return (start, stop) if stop > start else None

    def _meet(self, name: str, bare: list[str], titles: list[str], mention: Span) -> _Somebody:
        sources = self._language.sources
        last = bare[-1].lower()
        kind: SpeakerKind = "person"
        lower = {word.lower() for word in bare}
        organisation = not titles and not lower.isdisjoint(sources["organisation"])
        organisation = organisation or (len(bare) > 1 and not lower.isdisjoint(sources["societies"]))
        if organisation or (len(bare) == 1 and name.isupper() and not titles):
            kind = "organisation"
        elif last in sources["group"]:
            kind = "group"
        gender: Gender = ""
        if kind == "person":
            before = self._tokens.lower[mention[0] : mention[1]]
            gender = self._gender(titles + before, bare[0].lower())
        return _Somebody(name, kind, gender, kind == "group")

    def _gender(self, words: list[str], first_name: str) -> Gender:
        sources = self._language.sources
        for word in words:
            if word in sources["male_titles"]:
                return "male"
            if word in sources["female_titles"]:
                return "female"
        if first_name in sources["male_names"]:
            return "male"
        return "female" if first_name in sources["female_names"] else ""

    def _described(self, mention: Span) -> _Somebody | None:
        """A source without a name: officials, a spokesman, the ministry."""
        tags, lower = self._tokens.tags, self._tokens.lower
        start, end = mention[0], next((k for k in range(*mention) if lower[k] == ","), mention[1])
        while end - 1 > start and tags[end - 1] in (PREPOSITION, DETERMINER, TO):
            end -= 1  # a lawyer for the family, cut short
        nouns = [k for k in range(start, end) if tags[k] in (NOUN, NAME)]
        if not nouns and tags[start] == DETERMINER and tags[end - 1] == ADJECTIVE:
            nouns = [end - 1]  # the general
        if not nouns:
            return None
        stop = next((k for k in range(nouns[0] + 1, end) if tags[k] not in (NOUN, NAME)), end)
        head = lower[stop - 1]
        sources = self._language.sources
        definite = tags[start] == DETERMINER and lower[start] in self._language.words["definite"]
        name = self._text(start + (tags[start] == DETERMINER), end)
        if definite and (known := self._met.get(name.lower()) or self._met.get(head) or self._met_named(head)):
            return known
        if known := self._author((stop, end)):
            return known
        kind: SpeakerKind = "unnamed"
        if head in sources["organisation"]:
            kind = "organisation"
        elif head in sources["group"] or head.endswith("s"):
            kind = "group"
        somebody = _Somebody(name, kind, self._gender(lower[start:end], ""), kind == "group")
        self._met[name.lower()] = somebody
        return somebody

    def _met_named(self, head: str) -> _Somebody | None:
        """Whom a noun means that is a part of a name (the trooper, the service), or that any organisation is."""
        if known := self._met_as.get(head):
            return known
        recent = self._bodies[::-1]
        called = next((body for body in recent if head in body.name.lower().split()), None)
        sources = self._language.sources
        if called or head not in sources["bodies"]:
            return called
        named = (body for body in recent if body.name.lower() not in sources["organisation"])  # and no Government
        return next((body for body in named if body.kind == "organisation"), None)

    def _author(self, rest: Span) -> _Somebody | None:
        """The organisation whose report, survey or statement a mention is; a person's letter is not the person."""
        start, end = rest
        if start + 1 >= end or self._tokens.lower[start] not in self._language.words["agent"]:
            return None
        while start < end and not is_name(self._tokens, start, self._language):
            start += 1
        known = self._named((start, end)) if start < end else None
        return known if known and known.kind == "organisation" else None

    def _text(self, start: int, end: int) -> str:
        return spelt(" ".join(self._tokens.text[self._tokens.starts[start] : self._tokens.ends[end - 1]].split()))

    def _learn_roles(self, somebody: _Somebody, titles: list[str], mention: Span) -> None:
        """What else may name somebody: "the general" for Gen. Croft, "the mayor" for Jane Doe, the mayor of Lund."""
        short = self._language.short_titles
        for title in titles:
            self._met[short.get(title, title)] = somebody
        comma = next((k for k in range(*mention) if self._tokens.words[k] == ","), mention[1])
        tags = self._tokens.tags
        noun = next((k for k in range(comma, mention[1]) if tags[k] == NOUN), mention[1])
        while noun + 1 < mention[1] and tags[noun + 1] == NOUN:
            noun += 1
        if noun < mention[1] and not any(tags[k] == QUESTION for k in range(comma, noun)):
            self._met[self._tokens.lower[noun]] = somebody

    def _last(self, somebody: _Somebody, mention: Span) -> None:
        if self._recent and self._recent[-1][0] is somebody:
            return
        self._recent.append((somebody, mention))
        del self._recent[: -_NEAR * 2]
