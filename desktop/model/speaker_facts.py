"""What was so of a speaker on a day, and which speakers belong to which.

An attribute's answers are facts, each with the time in which it holds. `Speaker.role` and `Speaker.affiliation` are
what is known of both without a time; facts about `ROLE` and `AFFILIATION` say what they were in a time. An affiliation
that is the name or an alias of an organisation of the library is that organisation.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol

from desktop.model.codebook import Attribute, Codebook
from desktop.model.records import AttributeValue, Fact, Speaker

if TYPE_CHECKING:  # the speakers by name ask what somebody's roles are
    from desktop.model.speakers import SpeakersByName

ROLE: Final = ".role"  # no id of a codebook's part begins with a point
AFFILIATION: Final = ".affiliation"
OFFICE: Final = (ROLE, AFFILIATION)
BELONGED_TO: Final = frozenset({"organisation", "group"})  # the kinds of speakers that others belong to


class Timed(Protocol):
    """What holds in a time: from one date to another, both of that day on which it still is so; empty ends are open."""

    @property
    def since(self) -> str: ...

    @property
    def until(self) -> str: ...


def overlap(one: Timed, other: Timed) -> bool:
    """Whether two answers to one attribute contradict each other.

    That is where both hold on one day, or both at all times. What begins where the other ends does not, nor does what
    holds for a time where something else holds otherwise.
    """
    if is_dated(one) != is_dated(other):
        return False
    return _begins_within(one, other) and _begins_within(other, one)


def _begins_within(one: Timed, other: Timed) -> bool:
    since, until = one.since, other.until
    return not (since and until) or (since < until and not since.startswith(until))


def on_day(speaker: Speaker, about: str, day: str) -> AttributeValue | None:
    """What was so on this day (a date, the beginning of one, or empty); None where nothing is known.

    Of several facts the one that began last counts. Where the day is not known, only what holds without dates does.
    """
    holding = [fact for fact in speaker.facts if fact.about == about and _holds(fact, day)]
    if holding:
        return max(holding, key=lambda fact: (is_dated(fact), fact.since)).value
    known = {ROLE: speaker.role, AFFILIATION: speaker.affiliation}.get(about, "")
    return known or None


def role_on(speaker: Speaker, day: str) -> str:
    """The speaker's role on this day; empty where none is known."""
    return str(on_day(speaker, ROLE, day) or "")


def affiliation_on(speaker: Speaker, day: str) -> str:
    """Whom the speaker belonged to on this day, by name; empty where that is not known."""
    return str(on_day(speaker, AFFILIATION, day) or "")


def as_on(speaker: Speaker, day: str) -> Speaker:
    """The speaker with the role and the affiliation of this day."""
    return replace(speaker, role=role_on(speaker, day), affiliation=affiliation_on(speaker, day))


def roles(speaker: Speaker) -> list[str]:
    """What the speaker is or once was, each once."""
    dated = (str(fact.value) for fact in speaker.facts if fact.about == ROLE)
    return [role for role in dict.fromkeys((speaker.role, *dated)) if role]


def affiliations(speaker: Speaker) -> list[str]:
    """Whom the speaker belongs or once belonged to, by name, each once."""
    dated = (str(fact.value) for fact in speaker.facts if fact.about == AFFILIATION)
    return [name for name in dict.fromkeys((speaker.affiliation, *dated)) if name]


def organisation(name: str, speakers: "SpeakersByName") -> Speaker | None:
    """The organisation or group of the library that an affiliation names, by its name or an alias."""
    return next((one for one in speakers.called([name]) if one.kind in BELONGED_TO), None)


def belonging_to(one: Speaker, speakers: Iterable[Speaker], by_name: "SpeakersByName") -> list[Speaker]:
    """Those of the speakers who belong or once belonged to this organisation, in their order."""
    if one.kind not in BELONGED_TO:
        return []
    mine: dict[str, bool] = {}  # by affiliation: it is asked once for each of them

    def names_it(name: str) -> bool:
        if name not in mine:
            named_one = organisation(name, by_name)
            mine[name] = named_one is not None and named_one.id == one.id
        return mine[name]

    return [other for other in speakers if any(map(names_it, affiliations(other)))]


def named(about: str, codebook: Codebook) -> Attribute | None:
    """The codebook's attribute that a fact is about; None of a role, an affiliation, or one that is gone."""
    return next((one for one in codebook.speaker_attributes if one.id == about), None)


def is_dated(fact: Timed) -> bool:
    """Whether it holds for a time alone."""
    return bool(fact.since or fact.until)


def _holds(fact: Fact, day: str) -> bool:
    if not day:
        return not is_dated(fact)
    return (not fact.since or _first_day(fact.since) <= _last_day(day)) and (
        not fact.until or _last_day(fact.until) >= _first_day(day)
    )


def _first_day(date: str) -> str:
    return date + "-01-01"[len(date) - 4 :]


def _last_day(date: str) -> str:
    return date + "-12-31"[len(date) - 4 :]  # which no day of a shorter month is after
