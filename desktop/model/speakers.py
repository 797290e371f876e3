"""What decides that two names are one speaker's, whom a few typed letters may mean, and in which order speakers stand.

Names count as the same when they are folded to the same, and may be one person's where they are plainly the same
(`person_names`: without titles and roles, the given name first). Of several of one surname, a title means whose role it
is: "Mayor Lin". What is asked here is asked with each key that a person presses, of fifty thousand speakers; so nothing
goes through all of them in Python.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from heapq import nsmallest
from itertools import accumulate, islice
from typing import NamedTuple, TypeVar

from desktop.model import gender, person_names
from desktop.model.folding import folded
from desktop.model.person_names import fit, fit_by_initials, plain, same_plainly, words_of
from desktop.model.records import Speaker
from desktop.model.speaker_facts import roles

_INITIAL = re.compile(r"\b([^\W\d_])\.")

SAME, NAMESAKE, UNLIKE = 0, 4, 5  # how like a name is to what was typed


class Meanings(NamedTuple):
    """What was typed, as names are compared with it."""

    words: Sequence[str]  # as typed, the plain name in it, with initials for letters; `typeable`; empty: nothing was
    titles: Sequence[str]  # that stand beside the name, in small letters
    is_title: bool  # whether it is nothing but titles


Likeness = tuple[int, int, int, str]


class SpeakersByName:
    """Sorted once, and kept in order speaker by speaker. Names count as the same when they are folded to the same."""

    def __init__(self, speakers: Iterable[Speaker]) -> None:
        self._speakers = {speaker.id: speaker for speaker in speakers}
        self._order = sorted(name_order(speaker) for speaker in self._speakers.values())
        self._called = _ByWord(_names, self._speakers.values())
        self._with_surname = _ByWord(_surnames, self._speakers.values())
        self._index: _Index | None = None  # made when it is first asked
        self._holders: _ByWord | None = None  # by a word of their roles: as the index

    def __iter__(self) -> Iterator[Speaker]:
        return (self._speakers[id] for _, id in self._order)

    def put(self, speaker: Speaker) -> None:
        """Take in a speaker who is new or changed."""
        by_words = [by_word for by_word in (self._called, self._with_surname, self._holders) if by_word is not None]
        if former := self._speakers.get(speaker.id):
            place = name_order(former)
            _take_out(self._order, place)
            if self._index:
                self._index.remove(place, former)
            for by_word in by_words:
                by_word.remove(former)
        self._speakers[speaker.id] = speaker
        place = name_order(speaker)
        insort(self._order, place)
        if self._index:
            self._index.insert(place, speaker)
        for by_word in by_words:
            by_word.insert(speaker)

    def these(self, ids: Iterable[str]) -> list[Speaker]:
        """Of these, those who are speakers of the library, by name."""
        return sorted((self._speakers[id] for id in ids if id in self._speakers), key=name_order)

    def get(self, id: str) -> Speaker | None:
        """The speaker of this id."""
        return self._speakers.get(id)

    def called(self, names: Iterable[str]) -> list[Speaker]:
        """Those who have one of these as a name or as an alias, by name."""
        return self.these({id for name in names for id in self._called[folded(name)]})

    def meant(self, name: str, aliases: Iterable[str] = (), near: Collection[str] = ()) -> Speaker | None:
        """The one whom an article means that calls somebody so: the answer to whether two names are one person's.

        That is whoever has one of the names as a name or alias; else the person whose name is plainly the same; for a
        surname alone the one person who has it. Of several, those with an id in `near` (who speak in the article) come
        first, and there somebody who is known by a surname alone is the one of the full name, and initials are those of
        the one whom they fit. A surname among the aliases of a full name tells nothing: it is shared. Of several with a
        surname, the one is meant whose role is the title before it; a title alone means who has that role and speaks in
        the article.
        """
        for one in (name, *aliases):
            is_surname = " " not in one and " " in name
            called = [one for one in self.called([one]) if not (is_surname and one.kind == "person")]
            if best := self._best(called, folded(one), near):
                return best
        if best := self._best(self._plainly_called(name), folded(plain(name)), near):
            return best
        if abbreviated := self._abbreviated(name, near):
            return abbreviated
        titles = [title for one in (name, *aliases) for title in person_names.titles(one)]
        known = self._of_surname(name, aliases, near)
        if person_names.is_title(name) and (holders := self._holding(titles)):
            known = (known | holders).intersection(near)
        titled = {id for id in known if _holds(self._speakers[id], titles)}
        for ids in (titled.intersection(near), titled, known.intersection(near), known):
            if len(ids) == 1:
                return self._speakers[next(iter(ids))]
        return None

    def _plainly_called(self, name: str) -> list[Speaker]:
        """The persons whose full name is the same without titles and roles, in either order, by name."""
        *given, surname = folded(plain(name)).split() or [""]
        namesakes = self.these(self._with_surname[surname]) if given else []
        return [one for one in namesakes if same_plainly(one.name, name) and fit([name], [one.name])]

    def _abbreviated(self, name: str, near: Collection[str]) -> Speaker | None:
        """The one of those who are near whose name this is with initials, or who is known by initials of it."""
        words = words_of(name)
        namesakes = [self._speakers[id] for id in self._with_surname[words[-1]] if id in near] if words else []
        found = [one for one in namesakes if fit_by_initials(words_of(one.name), words) and fit([name], [one.name])]
        return found[0] if len(found) == 1 else None

    def _of_surname(self, name: str, aliases: Iterable[str], near: Collection[str]) -> set[str]:
        """Those whom a surname may mean, alone or after a title that fits: "Mrs. Kohl" is not Peter Kohl."""
        surname = plain(name)
        known: Collection[str] = self._with_surname[folded(surname)]
        if " " in surname and not known:
            surname = folded(surname).rpartition(" ")[2]
            namesakes = [self._speakers[id] for id in self._with_surname[surname] if id in near]
            known = {one.id for one in namesakes if folded(plain(one.name)) == surname}
        told = [name, *aliases]
        return {id for id in known if fit(told, (self._speakers[id].name, *self._speakers[id].aliases))}

    def _best(self, called: Sequence[Speaker], name: str, near: Collection[str]) -> Speaker | None:
        """Of those who go by a name: who speaks here, or has it for a name; nobody where it is an alias of several."""
        for speaker in called:
            if speaker.id in near:
                return speaker
        by_name = (speaker for speaker in called if folded(speaker.name) == name)
        return next(by_name, called[0] if len(called) == 1 else None)

    def get_ready(self) -> "_Index":
        """Make what the first look for what was typed needs, which takes as long as hundreds of the next ones."""
        if self._index is None:
            self._index = _Index(self._order, self)
            self._holding(())
            person_names.get_ready()
        return self._index

    def found_by(self, typed: str, most: int) -> list[Speaker]:
        """Those whom what was typed may mean, at most so many, the likeliest first, then by name."""
        wanted = meanings(typed)
        if not wanted.words:
            return [self._speakers[id] for _, id in self._order[:most]]
        return [speaker for _, speaker in self.like(typed, wanted, most)]

    def like(self, typed: str, wanted: Meanings, most: int) -> list[tuple[Likeness, Speaker]]:
        """The same, of what was typed and means something, with how well each is meant."""
        index = self._index or self.get_ready()
        speakers = {one.id: one for one in self.called([typed.strip()])}
        holders = self._holding(wanted.titles)
        if not wanted.is_title:
            holders.intersection_update(self._with_surname[wanted.words[-1].rpartition(" ")[2]])
        titled = map(self._speakers.__getitem__, holders)
        speakers |= {one.id: one for one in nsmallest(most, titled, key=name_order)}
        for words in wanted.words:
            speakers |= {id: self._speakers[id] for id in index.found_by(words, most)}
        found = [(likeness(wanted, speaker), speaker) for speaker in speakers.values()]
        found.sort(key=lambda one: (*one[0][:3], name_order(one[1])))
        return [(like, speaker) for like, speaker in found if like[0] < UNLIKE][:most]

    def _holding(self, titles: Iterable[str]) -> set[str]:
        """The ids of those whose role has one of these titles for a word."""
        if self._holders is None:
            self._holders = _ByWord(_role_words, self._speakers.values())
        return {id for title in titles for id in self._holders[typeable(title)]}


def typeable(name: str) -> str:
    """A name as it is compared with what was typed: folded, a hyphen like a blank."""
    return " ".join(folded(name).replace("-", " ").split())


def meanings(typed: str) -> Meanings:
    """What these typed letters may mean."""
    named = typeable(typed)
    words = [words for words in dict.fromkeys((named, typeable(plain(typed)), _without_points(named))) if words]
    return Meanings(words, person_names.titles(typed), person_names.is_title(typed))


def _without_points(name: str) -> str:
    """A name in which an initial is a letter with which a word begins: l hoyt, of l. hoyt."""
    return " ".join(_INITIAL.sub(r"\1 ", name).split())


def likeness(wanted: Meanings, speaker: Speaker) -> Likeness:
    """How well a speaker is meant by what was typed.

    Returns: how unlike (0 to 5), whether by an alias (0 or 1), whether without the role that was typed (0 or 1), by
    which name.

    0: the name is just that. 1: it begins so, or is plainly that. 2: each typed word begins a word of it, or it is the
    role. 3: it stands somewhere in it. 4: it is the whole name of another (Ann Lin, of
    Anna Lin), or a letter behind a title that the speaker has not (Landrat Y, of Yusuf Okoye).
    """
    names = (speaker.name, *speaker.aliases)
    unlike, place = min([(_least_unlikeness(wanted.words, typeable(name)), place) for place, name in enumerate(names)])
    holds = _holds(speaker, wanted.titles)
    if holds and wanted.is_title and unlike > _BY_WORDS:
        unlike, place = _BY_WORDS, 0
    if not holds and unlike < NAMESAKE and _is_a_letter_behind_a_title(wanted, typeable(names[place])):
        unlike = NAMESAKE
    return unlike, min(place, 1), int(not holds), names[place]


_BY_WORDS = 2


def _is_a_letter_behind_a_title(wanted: Meanings, name: str) -> bool:
    """Whether all that was typed of a name is a letter behind a title, which may be a name: "Landrat Y"."""
    return bool(wanted.titles) and len(wanted.words[-1]) == 1 and _unlikeness(wanted.words[0], name) == UNLIKE


def _least_unlikeness(wanted: Sequence[str], name: str) -> int:
    return min([max(min(place, 1), _unlikeness(words, name)) for place, words in enumerate(wanted)], default=SAME)


def _unlikeness(wanted: str, name: str) -> int:
    if wanted == name:
        return SAME
    if name.startswith(wanted):
        return 1
    sought, begun = wanted.split(), f" {name}"
    if all(f" {word}" in begun for word in sought):
        return NAMESAKE if _is_another(sought, name.split()) else _BY_WORDS
    return 3 if wanted in name else UNLIKE


def _is_another(sought: Sequence[str], words: Sequence[str]) -> bool:
    """Whether what was typed is a given name and this surname, and the given name is not this one, which begins so."""
    is_whole = len(sought) > 1 and sought[-1] == words[-1] and bool(gender.of_given_name(sought[0]))
    return is_whole and sought[0] != words[0] and words[0].startswith(sought[0])


def _holds(speaker: Speaker, titles: Iterable[str]) -> bool:
    """Whether one of these titles is a word of what the speaker is or was; "Gen." may be the beginning of one."""
    return any(
        word.startswith(title[:-1]) if title.endswith(".") else word == title
        for title in map(typeable, titles)
        for word in _role_words(speaker)
    )


def _role_words(speaker: Speaker) -> list[str]:
    return [word for role in roles(speaker) for word in typeable(role).split()]


class _ByWord:
    """The ids of speakers by words of theirs.

    They stand in tuples, which Python's collector of cycles looks at once: a hundred thousand sets it goes through each
    time, and a key that is pressed meanwhile waits.
    """

    def __init__(self, words_of: Callable[[Speaker], Iterable[str]], speakers: Iterable[Speaker]) -> None:
        self._words_of = words_of
        ids: defaultdict[str, list[str]] = defaultdict(list)
        for speaker in speakers:
            for word in set(words_of(speaker)):
                ids[word].append(speaker.id)
        self._ids = {word: tuple(some) for word, some in ids.items()}

    def __getitem__(self, word: str) -> tuple[str, ...]:
        return self._ids.get(word, ())

    def insert(self, speaker: Speaker) -> None:
        """Take in a speaker."""
        for word in set(self._words_of(speaker)):
            self._ids[word] = (*self[word], speaker.id)

    def remove(self, speaker: Speaker) -> None:
        """Let go of a speaker."""
        for word in set(self._words_of(speaker)):
            self._ids[word] = tuple(id for id in self[word] if id != speaker.id)


_Place = tuple[str, str]  # in the order of names, with the id
_Entry = tuple[_Place, str]  # with the line of names
_Sorted = TypeVar("_Sorted", _Place, _Entry)


class _Index:
    """The names of all speakers: a line a speaker, a blank before each word of a name.

    Who has a word that begins so is looked for among those with a word of the same first letters; whose name has
    something anywhere, in all lines as one long string, which is searched in C.
    """

    _LINE, _ALIAS = "\n ", "\t "
    _LETTERS = 2  # that the beginnings of words have at most

    def __init__(self, places: Iterable[_Place], speakers: Iterable[Speaker]) -> None:
        self._entries = list(map(self._entry, places, speakers))
        self._beginning: defaultdict[str, list[_Entry]] = defaultdict(list)
        for entry in self._entries:
            for letters in self._beginnings(entry):
                self._beginning[letters].append(entry)
        self._join()

    def _entry(self, place: _Place, speaker: Speaker) -> _Entry:
        return place, self._LINE + self._ALIAS.join(map(typeable, (speaker.name, *speaker.aliases)))

    def _beginnings(self, entry: _Entry) -> set[str]:
        words = entry[1].split()
        return {word[:size] for size in range(1, self._LETTERS + 1) for word in words}

    def _join(self) -> None:
        self._text = "".join(line for _, line in self._entries)
        self._ends = list(accumulate(len(line) for _, line in self._entries))

    def insert(self, place: _Place, speaker: Speaker) -> None:
        """Take in a speaker, in this place of the order."""
        entry = self._entry(place, speaker)
        for entries in (self._entries, *(self._beginning[letters] for letters in self._beginnings(entry))):
            insort(entries, entry)
        self._text = ""

    def remove(self, place: _Place, speaker: Speaker) -> None:
        """Let go of the speaker in this place."""
        entry = self._entry(place, speaker)
        for entries in (self._entries, *(self._beginning[letters] for letters in self._beginnings(entry))):
            _take_out(entries, entry)
        self._text = ""

    def found_by(self, wanted: str, most: int) -> Sequence[str]:
        """The ids of speakers whom this may mean, the likest patterns first, until there are `most` of them."""
        words = {word: word[: self._LETTERS] for word in wanted.split()}
        letters = min(words.values(), key=lambda letters: len(self._beginning.get(letters, ())))
        begun = self._beginning.get(letters, [])
        for word in sorted(words.keys() - {letters}, key=len, reverse=True):
            begun = [entry for entry in begun if f" {word}" in entry[1]]
        found: dict[str, None] = {}
        for pattern in (self._LINE + wanted, self._ALIAS + wanted, ""):
            having = (id for (_, id), line in begun if pattern in line)
            found |= dict.fromkeys(islice(having, most))
            if len(found) >= most:
                return list(found)
        return list(found | dict.fromkeys(islice(self._having(wanted), most)))

    def _having(self, wanted: str) -> Iterator[str]:
        """The ids of speakers whose names have this anywhere."""
        if not self._text:
            self._join()
        at = -1
        while (at := self._text.find(wanted, at + 1)) >= 0:
            place = bisect_right(self._ends, at)
            yield self._entries[place][0][1]
            at = self._ends[place] - 1


def _take_out(ordered: list[_Sorted], one: _Sorted) -> None:
    del ordered[bisect_left(ordered, one)]


def name_order(speaker: Speaker) -> tuple[str, str]:
    """What speakers are sorted by, wherever they stand in the order of their names."""
    return speaker.name.casefold(), speaker.id


def have_one_name(one: Speaker, other: Speaker) -> bool:
    """Whether two speakers have the same name, so that they are added once."""
    return folded(one.name) == folded(other.name)


def has_words_of(speaker: Speaker, name: str) -> bool:
    """Whether a speaker's name, or an alias, has all words of a plain name, or what initials are short for."""
    words = set(folded(plain(name)).split())  # Croft, of Andrew A. Croft
    in_full = (words.issubset(one.split()) for one in _names(speaker))
    return any(in_full) or fit_by_initials(words_of(speaker.name), words_of(name))


def shares_word_with(speaker: Speaker, words: str) -> bool:
    """Whether one of these words is one of a speaker's name, or of an alias."""
    parts = {part for name in _names(speaker) for part in name.split()}
    return not parts.isdisjoint(folded(words).split())


def _names(speaker: Speaker) -> list[str]:
    return [folded(name) for name in (speaker.name, *speaker.aliases)]


def _surnames(speaker: Speaker) -> Iterator[str]:
    """The last word of a person's name, and what begins with a small letter before it: van den Berg."""
    if speaker.kind != "person":
        return
    name = plain(speaker.name) if "," in speaker.name else speaker.name
    _, *words = name.split() or [""]
    yield folded(name).rpartition(" ")[2]
    if particle := next((word for word in words if word[0].islower()), None):
        yield folded(" ".join(words[words.index(particle) :]))
