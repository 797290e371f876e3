"""Who the sources are: mentions of one article grouped by full name, surname, title, role and pronoun."""

from dataclasses import dataclass, field
from typing import Literal

from desktop.model.records import SpeakerKind
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
)
from desktop.suggest.language.word_lists import Language
from desktop.suggest.rules.findings import Span

Gender = Literal["", "male", "female"]
_BEFORE_NAME = frozenset({COORDINATOR, DETERMINER, NOUN, ADJECTIVE, NUMBER})
_NEAR = 12  # the speakers last spoken of that a pronoun may mean


@dataclass(frozen=True, slots=True)
class SpeakerGuess:
    """Who a source seems to be: the fullest name in the article, the other names seen, and what kind of source."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: SpeakerKind = "person"


@dataclass(slots=True)
class _Somebody:
    """One speaker of the article, as far as it has been read."""

    name: str
    kind: SpeakerKind
    gender: Gender = ""
    plural: bool = False
    surname: str = ""
    aliases: dict[str, None] = field(default_factory=dict)

    def guess(self) -> SpeakerGuess:
        return SpeakerGuess(self.name, tuple(alias for alias in self.aliases if alias != self.name), self.kind)


def who_speaks(tokens: Tokens, mentions: list[Span], language: Language) -> dict[Span, SpeakerGuess]:
    """A guess for each mention that names somebody or stands for somebody named before. Mentions are in text order."""
    reader = _Reader(tokens, language)
    everybody = {mention: reader.read(mention) for mention in sorted(mentions)}
    return {mention: somebody.guess() for mention, somebody in everybody.items() if somebody}


def names_in(tokens: Tokens, first: int, after: int, language: Language) -> list[Span]:
    """The names that stand between two tokens, in text order: Ada Lin; the Ministry of Works without its "the"."""
    tags, names, index = tokens.tags, [], first
    while index < after:
        end = index + 1
        if is_name(tokens, index):
            while end < after and tags[end] == NAME:
                end += 1
            while end + 1 < after and names_go_on(tokens, index, end, language):
                end += 2
            names.append((index, end))
        index = end
    return names


def names_go_on(tokens: Tokens, start: int, end: int, language: Language) -> bool:
    """Whether an organisation's name goes on with a preposition: the Ministry of Works, the Chamber of Commerce."""
    if tokens.tags[end : end + 2] != [PREPOSITION, NAME]:
        return False
    lower = tokens.lower
    if any(word in language.sources["organisation"] for word in lower[start:end]):
        return True
    follows_the = start > 0 and lower[start - 1] in language.words["definite"]
    has_title = any(word in language.sources["titles"] for word in lower[start:end])
    return follows_the and not has_title and lower[end] in language.words["in_names"]


def is_name(tokens: Tokens, token: int) -> bool:
    """Whether a word is a name, or may be one since it opens its sentence."""
    word = tokens.words[token]
    first = tokens.sentences[tokens.sentence_of[token]][0] == token
    return tokens.tags[token] == NAME or (
        first and word[0].isupper() and tokens.tags[token] in (NOUN, NAME) and len(word) > 1
    )


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


class _Reader:
    """Reads an article's mentions from the first to the last, and knows whom it has met."""

    def __init__(self, tokens: Tokens, language: Language) -> None:
        self._tokens = tokens
        self._language = language
        self._met: dict[str, _Somebody] = {}  # by name, surname, role: whatever can name them
        self._recent: list[_Somebody] = []  # the last to speak, or to stand where a subject stands
        self._named_last: list[_Somebody] = []  # the last that the text named
        self._read_up_to = 0

    def read(self, mention: Span) -> _Somebody | None:
        """Whom the mention means."""
        self._read_names(mention[0])
        which = pronoun(self._tokens, mention, self._language)
        if which is not None:
            somebody = self._behind(which) if which else self._antecedent(mention)
        else:
            somebody = self._named(mention) or self._named_after_role(mention) or self._described(mention)
        self._read_names(mention[1])
        if somebody:
            self._last(somebody)
        return somebody

    def _read_names(self, before: int) -> None:
        """Meets the people that the text names in full before a place, speakers or not: their surname may follow."""
        tags, index = self._tokens.tags, self._read_up_to
        while index < before:
            if not is_name(self._tokens, index):
                index += 1
                continue
            end = index + 1
            while end < before and tags[end] == NAME:
                end += 1
            attributive = end < len(tags) and tags[end] in (NOUN, POSSESSIVE)  # the Tolm Institute spokeswoman Ada Lin
            if end - index >= 2 and not attributive and (somebody := self._named((index, end))):
                (self._recent if self._opens_sentence(index) else self._named_last).append(somebody)
            index = end
        self._read_up_to = max(self._read_up_to, before)

    def _opens_sentence(self, name: int) -> bool:
        """Whether a name is where a subject stands: "But his neighbour Greta Holm"."""
        first = self._tokens.sentences[self._tokens.sentence_of[name]][0]
        return name - first < 6 and all(tag in _BEFORE_NAME for tag in self._tokens.tags[first:name])

    def _behind(self, pronoun: str) -> _Somebody | None:
        """The one whom the pronoun fits: the last to speak, or else the last that the text named."""
        for somebody in (*reversed(self._recent[-_NEAR:]), *reversed(self._named_last[-_NEAR:])):
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
        titles, bare = self._without_titles(words)
        name, full = " ".join(bare), " ".join(words)
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
            known.surname = bare[-1].lower()
            self._met[known.surname] = known
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

    def _without_titles(self, words: list[str]) -> tuple[list[str], list[str]]:
        """The titles in small letters, and the name after them: Air Force Brig. Gen. Maria Croft."""
        sources = self._language.sources
        places = [place for place, word in enumerate(words) if word.lower() in sources["titles"]]
        after = words[places[-1] + 1 :] if places else words
        if not places or any(word.lower() in sources["organisation"] for word in after):
            return [], words
        return [words[place].lower() for place in places], after or words

    def _first_name_run(self, mention: Span) -> Span | None:
        """The first words of the mention that are names side by side; "of Lund" and "'s wife" are not whom it names."""
        tags, words = self._tokens.tags, self._tokens.words
        comma = next((k for k in range(*mention) if words[k] == ","), mention[1])
        start, end = mention[0], comma
        while start < end and not is_name(self._tokens, start):
            if tags[start] == PREPOSITION:
                return None
            start += 1
        stop = start
        while stop < end and (tags[stop] == NAME or (stop == start and is_name(self._tokens, stop))):
            stop += 1
        while stop + 1 < end and names_go_on(self._tokens, start, stop, self._language):
            stop += 1  # the Ministry of Works
            while stop < end and tags[stop] == NAME:
                stop += 1
        titles = self._language.sources["titles"]
        only_title = all(words[k].lower() in titles for k in range(start, stop)) and NAME in tags[stop:end]
        if stop < end and (tags[stop] in (POSSESSIVE, NOUN) or only_title):  # Major general Ada Lin
            return self._first_name_run((stop + 1, mention[1])) if stop + 1 < end else None
        return (start, stop) if stop > start else None

    def _meet(self, name: str, bare: list[str], titles: list[str], mention: Span) -> _Somebody:
        sources = self._language.sources
        last = bare[-1].lower()
        kind: SpeakerKind = "person"
        organisation = any(word.lower() in sources["organisation"] for word in bare) and not titles
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
        if definite and (known := self._met.get(name.lower()) or self._met.get(head)):
            return known
        kind: SpeakerKind = "unnamed"
        if head in sources["organisation"]:
            kind = "organisation"
        elif head in sources["group"] or head.endswith("s"):
            kind = "group"
        somebody = _Somebody(name, kind, self._gender(lower[start:end], ""), kind == "group")
        self._met[name.lower()] = somebody
        return somebody

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

    def _last(self, somebody: _Somebody) -> None:
        if somebody in self._recent[-1:]:
            return
        self._recent.append(somebody)
        del self._recent[: -_NEAR * 2]
