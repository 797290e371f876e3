"""Which hue of the palette each speaker of one article has, so that two of them share one only when none is left."""

from collections import Counter
from collections.abc import Collection, Mapping

from desktop.model import hues
from desktop.model.records import Speaker

HUES = len(hues.LIGHT)  # of the palette


class ArticleHues:
    """Gives each speaker the hue that is theirs in the library, or else the next one that is free here, and keeps it.

    Of those who are there together, who came into the library first is served first: so an article looks the same
    whenever it is opened.
    """

    def __init__(self, speakers: Mapping[str, Speaker]) -> None:
        self._speakers = speakers
        self._given: dict[str, int] = {}

    def keep_only(self, ids: Collection[str]) -> None:
        """Take their hues from all others than these."""
        self._given = {id: hue for id, hue in self._given.items() if id in ids}

    def give_to(self, ids: Collection[str]) -> None:
        """Give those of these speakers a hue who have none here yet."""
        new = [one for id in ids if id not in self._given and (one := self._speakers.get(id)) and one.hue >= 0]
        if not new:
            return
        taken = Counter(self._given.values())
        for speaker in sorted(new, key=lambda one: (one.hue, one.id)):
            own = speaker.hue % HUES
            hue = min(range(HUES), key=lambda hue: (taken[hue], (hue - own) % HUES))
            taken[hue] += 1
            self._given[speaker.id] = hue

    def of(self, speaker: Speaker) -> int:
        """The hue of a speaker here; of one who is not in the article, the speaker's own."""
        return self._given.get(speaker.id, speaker.hue)
