"""Who may have said it, as it is offered to a person: those for whom something speaks, then all others by use.

What speaks for somebody is found elsewhere (`desktop/suggest/who_said_it/`) and given here as choices with a reason.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import Literal

from desktop.model.records import Speaker
from desktop.model.speakers import NAMESAKE, SAME, UNLIKE, SpeakersByName, likeness, meanings

Reason = Literal[
    "",
    "chosen",  # a person has said so already
    "marked",  # the marked words are this name
    "meant",  # the marked words mean it: "she"
    "suggested",  # an open suggestion names it as the source of these words
    "said",  # the rules find it to be the source of these words
    "described",  # the rules find it to be the source, which the text describes and does not name: "the company"
    "follows",  # spoke last, and the claim follows on
    "named",  # the text names it beside the claim
    "near",  # the text names it there as somebody whom it is about: "for Ann Lin", "sources close to Ann Lin"
    "last",  # spoke earlier here
    "here",  # speaks somewhere in the article
]
_EVIDENT = frozenset({"chosen", "marked", "meant", "suggested", "said", "follows", "named"})
MOST = 60  # offered at once


@dataclass(frozen=True, slots=True)
class Choice:
    """One who may have said it: a speaker of the library, or one who is to be made."""

    speaker: Speaker
    is_new: bool = False
    reason: Reason = ""
    words: str = ""  # those of the text that show it, where they are not the name: "she"
    called: str = ""  # the alias by which the speaker was found
    others: tuple["Choice", ...] = ()  # who said it together with this one

    @property
    def all(self) -> tuple["Choice", ...]:
        """Everyone whom this choice names, each for themselves."""
        return (replace(self, others=()), *self.others) if self.others else (self,)

    @property
    def is_evident(self) -> bool:
        """Whether there is enough evidence for taking this one without looking."""
        return self.reason in _EVIDENT


@dataclass(frozen=True)
class SpeakerChoices:
    """The likeliest first, then those who speak in the article or often, then everyone by name."""

    first: Sequence[Choice] = ()
    everyone: SpeakersByName = field(default_factory=lambda: SpeakersByName(()))
    here: Sequence[str] = ()  # ids of those who speak in the article, the most used first
    used: Sequence[str] = ()  # ids of those who speak in the library, the most used first
    besides: frozenset[str] = frozenset()  # ids of those who are not offered: they are there already

    def offered(self, typed: str = "") -> list[Choice]:
        """What to offer after this was typed, at most `MOST`; where no speaker has that very name, a new one.

        That one is last, unless what was typed is plainly the name of somebody else than those who are offered.
        """
        wanted = meanings(typed)
        if not wanted.words:
            return list(islice(self._all(), MOST))
        ranked = []
        single = (choice for choice in self.first if not choice.others)
        near = ((likeness(wanted, choice.speaker), choice) for choice in chain(single, self._mentioned()))
        others = ((like, Choice(speaker)) for like, speaker in self.everyone.like(typed, wanted, MOST))
        for number, ((unlike, by_alias, lacks_role, name), choice) in enumerate(chain(near, others)):
            if unlike < UNLIKE and choice.speaker.id not in self.besides:
                ranked.append((unlike, by_alias, lacks_role, number, choice, name if by_alias else ""))
        ranked.sort(key=lambda row: row[:4])
        found: dict[str, Choice] = {}
        for *_, choice, alias in ranked:
            found.setdefault(choice.speaker.id, _found_as(choice, alias))
        there = (self.everyone.get(id) for id in self.besides)
        is_there = any(likeness(wanted, speaker)[0] == SAME for speaker in there if speaker)
        if not is_there and (not ranked or ranked[0][0] != SAME):
            new = Choice(Speaker(name=" ".join(typed.split())), is_new=True)
            offered = list(islice(found.values(), MOST))
            return [new, *offered] if ranked and ranked[0][0] == NAMESAKE else [*offered, new]
        return list(islice(found.values(), MOST))

    def _all(self) -> Iterator[Choice]:
        given: set[str] = set()
        for choice in chain(self.first, self._mentioned(), map(Choice, self.everyone)):
            if choice.others:
                if self.besides.isdisjoint(one.speaker.id for one in choice.all):
                    yield choice
            elif choice.speaker.id not in given | self.besides:
                given.add(choice.speaker.id)
                yield choice

    def _mentioned(self) -> Iterator[Choice]:
        for id in self.here:
            if speaker := self.everyone.get(id):
                yield Choice(speaker, reason="here")
        for id in self.used[:MOST]:
            if speaker := self.everyone.get(id):
                yield Choice(speaker)


def _found_as(choice: Choice, alias: str) -> Choice:
    return Choice(choice.speaker, choice.is_new, choice.reason, choice.words, alias) if alias else choice
