"""Whether those whom a text has named are he or she: by the pronouns behind their names, and by the names."""

from bisect import bisect_left
from collections import Counter, defaultdict
from itertools import zip_longest

from desktop.model.gender import Gender
from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import SUBJECT
from desktop.suggest.rules.meetings import Meetings
from desktop.suggest.rules.people import KnownSpeaker

_SURE = 5, 3  # pronouns that count more than a name, and how much oftener than those of the other gender
_TELLING = 2, 2  # ... that tell it where no name does


class Genders:
    """The genders of all whom a text names."""

    def __init__(self, tokens: Tokens, meetings: Meetings) -> None:
        self._often = _pronouns_behind(tokens, meetings)
        self._of: dict[KnownSpeaker, Gender] = {}

    def of(self, somebody: KnownSpeaker) -> Gender:
        if somebody not in self._of:
            often = self._often.get(somebody, Counter())
            self._of[somebody] = _told(often, *_SURE) or somebody.gender or _told(often, *_TELLING)
        return self._of[somebody]


def _pronouns_behind(tokens: Tokens, meetings: Meetings) -> dict[KnownSpeaker, Counter[Gender]]:
    """How often "he" or "she" is the next subject behind a name, in the same paragraph."""
    often: defaultdict[KnownSpeaker, Counter[Gender]] = defaultdict(Counter)
    pronouns = meetings.pronouns
    starts = [start for start, _ in pronouns]
    for one, following in zip_longest(meetings.told, meetings.told[1:]):
        place = bisect_left(starts, one.end)
        if place == len(pronouns):
            break
        token, which = pronouns[place]
        is_next = following is None or token < following.start
        is_here = tokens.paragraphs[token] == tokens.paragraphs[one.start] and tokens.tags[token] == SUBJECT
        if is_next and is_here and which != "narrator":
            often[one.somebody][which] += 1
    return often


def _told(often: Counter[Gender], least: int, times: int) -> Gender:
    """The gender that is told so often, and so much oftener than the other."""
    male, female = often["male"], often["female"]
    if max(male, female) < max(least, times * min(male, female)):
        return ""
    return "male" if male > female else "female"
