"""Everybody whom an article names, each once: met by full name, surname, title or role."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from desktop.model import gender
from desktop.model.gender import Gender
from desktop.model.person_names import fit_by_initials, words_of
from desktop.model.records import SpeakerGuess, SpeakerKind
from desktop.model.words import spelt
from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import (
    ADJECTIVE,
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
from desktop.suggest.rules.cases import Nominatives
from desktop.suggest.rules.findings import Span
from desktop.suggest.rules.names import is_name, name_behind_role, name_end
from desktop.suggest.rules.told_genders import told_genders

_IN_ROLE = frozenset({DETERMINER, ADJECTIVE, NAME, NOUN, NUMBER, POSSESSIVE})


@dataclass(slots=True, eq=False)
class KnownSpeaker:
    """One speaker of the article, as far as it has been read."""

    name: str
    kind: SpeakerKind
    gender: Gender = ""
    plural: bool = False
    courtesy: str = ""  # the title of courtesy that the text gives: mrs.
    place: Span = (0, 0)  # where the text named them last
    has_spoken: bool = False
    aliases: dict[str, None] = field(default_factory=dict)
    is_whole: bool = False  # whether the name has a given name and a surname
    is_one_person: bool = False  # whether a description is of one person, by a role in which people speak: a spokesman
    named_later: "KnownSpeaker | None" = None  # who is named after the description: The officer, Ann Holt, ...

    def guess(self) -> SpeakerGuess:
        if self.named_later:
            return self.named_later.guess()
        return SpeakerGuess(self.name, tuple(alias for alias in self.aliases if alias != self.name), self.kind)


def without_titles(words: list[str], language: Language) -> tuple[list[str], list[str]]:
    """The titles in small letters, and the name after them: Air Force Brig. Gen. Maria Croft."""
    sources = language.sources
    places = [place for place, word in enumerate(words) if word.lower() in sources["titles"]]
    if not places and language.nouns_capitalised:
        places = _roles_before(words, language)
    after = words[places[-1] + 1 :] if places else words
    if not places or any(word.lower() in sources["organisation"] for word in after):
        return [], words
    if after and (after[0].lower() in language.tags and after[0].islower()):
        return [], words  # the Minister for Health
    return [words[place].lower() for place in places], after or words


def _roles_before(words: list[str], language: Language) -> list[int]:
    """The places of the words before a given name and a surname, where the first is no name: Amtsleiterin Ute Berg."""
    is_given = [bool(gender.of_given_name(word.lower(), language.code)) for word in words]
    given = is_given.index(True) if True in is_given else 0
    return list(range(given)) if given + 1 < len(words) else []


class People:
    """Those whom the text has named so far, and what else may name them."""

    def __init__(self, tokens: Tokens, language: Language) -> None:
        self._tokens = tokens
        self._language = language
        self._nominatives = Nominatives(tokens, language)
        self._met: dict[str, KnownSpeaker] = {}  # by name, surname, role: whatever can name them
        self._met_as: dict[str, KnownSpeaker] = {}  # by what their name begins with: Trooper Hall, later "the trooper"
        self._of_surname: dict[str, list[KnownSpeaker]] = {}
        self._bodies: list[KnownSpeaker] = []  # the organisations that were named
        self._last_named: list[KnownSpeaker] = []  # the two persons that were named last: the former, the latter

    @cached_property
    def _told_genders(self) -> dict[str, Gender]:
        """What the pronouns tell of names: the text is read for it only where a name itself does not tell."""
        return told_genders(self._tokens, self._language)

    def have_met(self, word: str) -> bool:
        """Whether somebody has been called so, in small letters."""
        return word in self._met

    def named(self, mention: Span) -> KnownSpeaker | None:
        """The person or organisation whose name is in the mention."""
        mention = name_behind_role(self._tokens, mention, self._language) or mention
        run = self._first_name_run(mention)
        if run is None or self._is_role(mention, run):
            return None
        words = [spelt(self._nominatives.word(k, run[0])) for k in range(*run)]
        titles, bare = without_titles(words, self._language)
        name, full = self._nominatives.text(run[1] - len(bare), run[1]), self._nominatives.text(*run)
        known = self._known_as(name, bare, titles)
        if known is None:
            known = self._meet(name, bare, titles, mention)
        elif known.kind == "person" and len(bare) > 1 and (not known.is_whole or len(name) > len(known.name)):
            known.aliases[known.name] = None
            known.name = name
            known.gender = known.gender or self._gender(titles, bare[0].lower())
        known.is_whole = known.is_whole or len(bare) > 1
        known.aliases[full] = None
        known.place = run
        self._tell_courtesy(known, titles)
        self._learn_roles(known, titles, mention)
        self._met[name.lower()] = known
        if known.kind == "person":
            self._last_named = [*(one for one in self._last_named[-1:] if one is not known), known]
            last = bare[-1].lower()
            namesakes = self._of_surname.setdefault(last, [])
            if known not in namesakes:
                namesakes.append(known)
        if known.kind == "person" and len(bare) > 1:
            self._met[last] = known
            particle = next((place for place, word in enumerate(bare[1:], 1) if word[0].islower()), 0)
            self._met[" ".join(bare[particle:]).lower()] = known  # van den Berg
            self._met_as[bare[0].lower()] = known
        elif known.kind != "person":
            self._bodies.append(known)
        return known

    def _is_role(self, mention: Span, name: Span) -> bool:
        """Whether a name is only what somebody is: the Republican."""
        titles = self._language.sources["titles"]
        words = self._tokens.lower[slice(*name)]
        return self._is_definite(mention[0]) and name[0] == mention[0] + 1 and titles.issuperset(words)

    def _is_definite(self, token: int) -> bool:
        return self._tokens.tags[token] == DETERMINER and self._tokens.lower[token] in self._language.words["definite"]

    def _known_as(self, name: str, bare: list[str], titles: list[str]) -> KnownSpeaker | None:
        """Who was called so before, and whom the titles fit: "Mrs. Kohl" is not Peter Kohl."""
        first, last = bare[0].lower(), bare[-1].lower()
        known = self._met.get(name.lower())
        if known is None and len(bare) > 1:
            told = self._gender(titles, first)
            return self._known_by_initials(name, last, told) or self._known_by_a_part(first, last, told)
        if known is None:
            known = self._met_as.get(last) if gender.of_given_name(last, self._language.code) else None
        if known is None or not titles or known.kind != "person":
            return known
        told, courtesy = self._gender(titles, ""), self._courtesy(titles)
        if _fits(known, told, courtesy) and courtesy in ("", known.courtesy):
            return known
        fitting = [one for one in self._of_surname.get(last, ()) if _fits(one, told, courtesy)]
        return next((one for one in reversed(fitting) if one.courtesy == courtesy), fitting[-1] if fitting else None)

    def _known_by_initials(self, name: str, last: str, told: Gender) -> KnownSpeaker | None:
        """Who was called so in full, or by initials: L. Hoyt, before or after Lena Hoyt."""
        words = words_of(name)
        namesakes = [one for one in self._of_surname.get(last, ()) if _fits(one, told, "")]
        fitting = [one for one in namesakes if fit_by_initials(words_of(one.name), words)]
        return fitting[0] if len(fitting) == 1 else None

    def _known_by_a_part(self, first: str, last: str, told: Gender) -> KnownSpeaker | None:
        """Who was called by a surname or a given name alone before the whole name: Kohl, later Peter Kohl."""
        namesakes = [one for one in self._of_surname.get(last, ()) if _fits(one, told, "")]
        if len(namesakes) == 1 and not namesakes[0].is_whole:
            return namesakes[0]
        known = self._met.get(first) if gender.of_given_name(first, self._language.code) else None
        return known if known and known.kind == "person" and not known.is_whole and not known.courtesy else None

    def _courtesy(self, titles: list[str]) -> str:
        return next((title for title in reversed(titles) if gender.of_title(title)), "")

    def _tell_courtesy(self, somebody: KnownSpeaker, titles: list[str]) -> None:
        if somebody.kind == "person" and (courtesy := self._courtesy(titles)):
            somebody.courtesy = courtesy
            somebody.gender = somebody.gender or gender.of_title(courtesy)

    def named_after_role(self, mention: Span) -> KnownSpeaker | None:
        """Who is named after a role and a comma: "Its secretary, Ines Moreau"; whom the role means from now on, too."""
        words, tags = self._tokens.words, self._tokens.tags
        comma = next((k for k in range(*mention) if words[k] == ","), mention[1])
        if comma + 2 >= mention[1] or tags[comma + 1 : comma + 3] != [NAME, NAME]:
            return None
        known = self.named((comma + 1, mention[1]))
        if known and known.kind == "person" and tags[comma - 1] == NOUN:
            self._learn_role(known, (mention[0], comma))
        return known

    def _learn_role(self, somebody: KnownSpeaker, role: Span) -> None:
        """A role whose last word may name somebody from now on: the mayor. One who was only "an officer" turns out."""
        start, end = role
        word = self._tokens.lower[end - 1]
        before = self._met.get(word)
        is_the_role = end - start == 2 and self._is_definite(start)
        if before and before.is_one_person and is_the_role and {before.gender, somebody.gender} != {"male", "female"}:
            before.named_later = somebody
        self._met[word] = somebody

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
        return (start, stop) if stop > start and not self._nominatives.is_owner(start) else None

    def _meet(self, name: str, bare: list[str], titles: list[str], mention: Span) -> KnownSpeaker:
        sources = self._language.sources
        last = bare[-1].lower()
        kind: SpeakerKind = "person"
        lower = {word.lower() for word in bare}
        organisation = not titles and not lower.isdisjoint(sources["organisation"])
        organisation = organisation or (len(bare) == 1 and self._is_organisation(last))
        organisation = organisation or (len(bare) > 1 and not lower.isdisjoint(sources["societies"]))
        if organisation or (len(bare) == 1 and name.isupper() and not titles):
            kind = "organisation"
        elif last in sources["group"]:
            kind = "group"
        told: Gender = ""
        if kind == "person":
            before = self._tokens.lower[mention[0] : mention[1]]
            told = self._gender(titles + before, bare[0].lower()) or self._told_genders.get(name.lower(), "")
        courtesy = self._courtesy(titles)
        if kind == "person" and len(bare) == 1 and courtesy:
            name = f"{courtesy.capitalize()} {name}"  # the surname alone may be another's
        return KnownSpeaker(name, kind, told, kind == "group")

    def _is_organisation(self, noun: str) -> bool:
        """Whether a noun is what organisations are: utility; Landesamt."""
        sources = self._language.sources
        return noun in sources["organisation"] or noun.endswith(tuple(sources["organisation_endings"]))

    def _gender(self, words: list[str], first_name: str) -> Gender:
        sources = self._language.sources
        for word in words:
            if word in sources["male_titles"]:
                return "male"
            if word in sources["female_titles"]:
                return "female"
        return gender.of_given_name(first_name, self._language.code)

    def _gender_of_noun(self, noun: str) -> Gender:
        if noun in self._language.sources["male_nouns"]:
            return "male"
        return "female" if noun in self._language.sources["female_nouns"] else ""

    def described(self, mention: Span) -> KnownSpeaker | None:
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
        is_owner = self._nominatives.is_owner
        stop = next((k for k in range(nouns[0] + 1, end) if tags[k] not in (NOUN, NAME) or is_owner(k)), end)
        words = [self._nominatives.word(k, start + 1).lower() for k in range(start, end)]
        head = words[stop - 1 - start]
        sources = self._language.sources
        definite = self._is_definite(start)
        if definite and end - start == 2 and (one := self._of_the_two(head)):
            return one
        name = self._nominatives.text(start + (tags[start] == DETERMINER), end)
        told = self._gender(words, "") or self._gender_of_noun(head)
        kinds = [words[k - start] for k in nouns if k < stop - 1]
        known = self._met.get(name.lower()) or self._met.get(head) or self._met_named(head, kinds) if definite else None
        if known and _fits(known, told, ""):
            return known
        if known := self._author((stop, end)):
            return known
        kind: SpeakerKind = "unnamed"
        if self._is_organisation(head):
            kind = "organisation"
        elif head in sources["group"] or head.endswith("s"):
            kind = "group"
        somebody = KnownSpeaker(name, kind, told, kind == "group")
        self._met[name.lower()] = somebody
        if kind == "unnamed" and (told or any(head in sources[roles] for roles in ("speaking", "titles"))):
            somebody.is_one_person = True
            if not definite:
                self._met[head] = somebody  # a senior officer, later "the officer"
        return somebody

    def _of_the_two(self, word: str) -> KnownSpeaker | None:
        """Whom "the former" or "the latter" means, of the two persons that were named last."""
        for place, name in enumerate(("first_of_two", "second_of_two")):
            if word in self._language.words[name] and len(self._last_named) == 2:
                return self._last_named[place]
        return None

    def _met_named(self, head: str, kind: Collection[str]) -> KnownSpeaker | None:
        """Whom a noun means that is a part of a name (the trooper, the service), or that any organisation is.

        Of which kind it is, the words before it tell: no Coast Guard is "the fisheries agency".
        """
        if known := self._met_as.get(head):
            return known
        recent = [body for body in self._bodies[::-1] if self._is_of_kind(body, kind)]
        called = next((body for body in recent if head in body.name.lower().split()), None)
        sources = self._language.sources
        if called or head not in sources["bodies"]:
            return called
        named = (body for body in recent if body.name.lower() not in sources["organisation"])  # and no Government
        return next((body for body in named if body.kind == "organisation"), None)

    def _is_of_kind(self, body: KnownSpeaker, kind: Collection[str]) -> bool:
        """Whether an organisation's name tells no other kind: Reuters may be "the news agency"."""
        named = body.name.lower().split()
        return not kind or not set(kind).isdisjoint(named) or not any(map(self._is_organisation, named))

    def _author(self, rest: Span) -> KnownSpeaker | None:
        """The organisation whose report, survey or statement a mention is; a person's letter is not the person."""
        start, end = rest
        if start + 1 >= end or self._tokens.lower[start] not in self._language.words["agent"]:
            return None
        while start < end and not is_name(self._tokens, start, self._language):
            start += 1
        known = self.named((start, end)) if start < end else None
        return known if known and known.kind == "organisation" else None

    def _learn_roles(self, somebody: KnownSpeaker, titles: list[str], mention: Span) -> None:
        """What else may name somebody: "the general" for Gen. Croft, "the mayor" for Jane Doe, the mayor of Lund."""
        short = self._language.short_titles
        for title in titles:
            self._met[short.get(title, title)] = somebody
        comma = next((k for k in range(*mention) if self._tokens.words[k] == ","), mention[1])
        tags = self._tokens.tags
        titles_known = self._language.sources["titles"]
        roles = (
            k
            for k in range(comma, mention[1])
            if tags[k] == NOUN or (tags[k] == NAME and self._tokens.lower[k] in titles_known)
        )
        noun = next(roles, mention[1])
        while noun + 1 < mention[1] and tags[noun + 1] == NOUN:
            noun += 1
        if noun < mention[1] and not any(tags[k] == QUESTION for k in range(comma, noun)):
            is_whole = tags[noun + 1 : noun + 2] not in ([PREPOSITION], [TO])  # and not "the mayor of Lund"
            self._learn_role(somebody, (comma + 1 if is_whole else noun, noun + 1))

    def learn_apposition(self, somebody: KnownSpeaker, start: int, end: int) -> None:
        """The role that is told beside a name: The mayor, Ada Lin, ...; head coach Ada Lin; Ada Lin, the mayor, ..."""
        tags, lower = self._tokens.tags, self._tokens.lower
        first, after = self._tokens.sentences[self._tokens.sentence_of[start]]
        if start > first and (tags[start - 1] == NOUN or lower[start - 1] in self._language.sources["titles"]):
            self._learn_role(somebody, (start - 2 if start - 1 > first else start - 1, start))
        follows = end < after and lower[end] == ","
        if follows and start - 3 >= first and lower[start - 1] == "," and tags[start - 2] == NOUN:
            opens = next((k for k in range(start - 3, first - 1, -1) if tags[k] not in (NOUN, ADJECTIVE)), first)
            if tags[opens] == DETERMINER and (opens == first or tags[opens - 1] != PREPOSITION):
                self._learn_role(somebody, (opens, start - 1))
        if follows:
            stop = next((k for k in range(end + 1, after) if tags[k] not in _IN_ROLE), after)
            self._learn_roles(somebody, [], (start, stop))


def _fits(somebody: KnownSpeaker, told: Gender, courtesy: str) -> bool:
    """Whether a title may be theirs: Mr. Kohl is not Anna, and Miss Kohl not Mrs. Kohl."""
    if told and somebody.gender and told != somebody.gender:
        return False
    return not (courtesy and somebody.courtesy) or courtesy == somebody.courtesy
