"""The speakers of a library in the order of their names, and who goes by a name."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator

from desktop.folding import folded
from desktop.records import Speaker


class SpeakersByName:
    """Sorted once, and kept in order speaker by speaker. Names count as the same when they are folded to the same."""

    def __init__(self, speakers: Iterable[Speaker]) -> None:
        self._speakers = {speaker.id: speaker for speaker in speakers}
        self._order = sorted(_place(speaker) for speaker in self._speakers.values())
        self._called: defaultdict[str, set[str]] = defaultdict(set)
        for speaker in self._speakers.values():
            self._name(speaker)

    def __iter__(self) -> Iterator[Speaker]:
        return (self._speakers[id] for _, id in self._order)

    def put(self, speaker: Speaker) -> None:
        """Take in a speaker who is new or changed."""
        if former := self._speakers.get(speaker.id):
            del self._order[bisect_left(self._order, _place(former))]
            for name in _names(former):
                self._called[name].discard(former.id)
        self._speakers[speaker.id] = speaker
        insort(self._order, _place(speaker))
        self._name(speaker)

    def these(self, ids: Iterable[str]) -> list[Speaker]:
        """Of these, those who are speakers of the library, by name."""
        return sorted((self._speakers[id] for id in ids if id in self._speakers), key=_place)

    def called(self, names: Iterable[str]) -> list[Speaker]:
        """Those who have one of these as a name or as an alias, by name."""
        return self.these({id for name in names for id in self._called.get(folded(name), ())})

    def _name(self, speaker: Speaker) -> None:
        for name in _names(speaker):
            self._called[name].add(speaker.id)


def _place(speaker: Speaker) -> tuple[str, str]:
    return speaker.name.casefold(), speaker.id


def _names(speaker: Speaker) -> list[str]:
    return [folded(name) for name in (speaker.name, *speaker.aliases)]
