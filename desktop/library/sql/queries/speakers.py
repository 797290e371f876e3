"""What is asked of the speakers: functions from a connection to records."""

from collections import Counter
from typing import Any

from sqlalchemy import Connection, TextClause, and_, func, or_, select, true
from sqlalchemy.sql.elements import ColumnElement

from desktop.library.sql import tables
from desktop.library.sql.queries.layers import Layers, names_one_within
from desktop.library.sql.record_data import facts_of, json_of
from desktop.library.sql.row_checks import facts as written_facts
from desktop.library.sql.row_checks import fetched, names, unpacked
from desktop.library.sql.stores import SpeakerStore
from desktop.model.records import Speaker
from desktop.model.speaker_facts import AFFILIATION, affiliations

_SPEAKERS = SpeakerStore()
_MENTION = tables.annotation.alias()


def speakers(connection: Connection) -> list[Speaker]:
    """All speakers by name, without regard to case."""
    return speakers_where(connection, true())


def speakers_where(connection: Connection, condition: ColumnElement[bool]) -> list[Speaker]:
    """The speakers for whom this holds, by name, without regard to case."""
    query = select(*_SPEAKERS.columns).where(condition)
    found = [_speaker(*row) for row in fetched(connection, query, _SPEAKERS.columns)]
    return sorted(found, key=lambda speaker: (speaker.name.casefold(), speaker.id))


def speakers_belonging_to(connection: Connection, name: str) -> list[Speaker]:
    """The speakers with an affiliation of this very name, at some time."""
    column = tables.speaker.c
    dated = column.facts.contains(json_of(AFFILIATION), autoescape=True)
    found = speakers_where(connection, or_(column.affiliation == name, dated))
    return [one for one in found if name in affiliations(one)]


def _speaker(
    id: str, name: str, kind: Any, aliases: str, role: str, affiliation: str, external_id: str, note: str, hue: int,
    facts: str, distinct_from: str,
) -> Speaker:  # fmt: skip
    # In one step too: the window reads all speakers when it starts.
    return Speaker(
        id=id, name=name, kind=kind, aliases=() if aliases == "[]" else tuple(names(unpacked(aliases))), role=role,
        affiliation=affiliation, external_id=external_id, note=note, hue=hue,
        facts=() if facts == "[]" else facts_of(written_facts(unpacked(facts))),
        distinct_from=() if distinct_from == "[]" else tuple(names(unpacked(distinct_from))),
    )  # fmt: skip


def highest_hue(connection: Connection) -> int:
    """The highest of the hues that speakers have; -1 where there are none."""
    hue = tables.speaker.c.hue
    rows = fetched(connection, select(hue).order_by(hue.desc()).limit(1), [hue])
    return rows[0].hue if rows else -1


def claims_by_speaker(connection: Connection, layers: Layers, article_id: str | None) -> dict[str, int]:
    """How many accepted claims each speaker has, in one article or in all."""
    return _claims_by_speaker(connection, layers, tables.NOT_ACCEPTED, article_id)


def speakers_most_used(connection: Connection, layers: Layers, most: int) -> list[str]:
    """The ids of the speakers who are sources of the most claims, suggested ones too, at most so many."""
    rejected = and_(tables.NOT_ACCEPTED, tables.annotation.c.status == "rejected")
    counts = _claims_by_speaker(connection, layers, rejected)
    return sorted(counts, key=lambda speaker: (-counts[speaker], speaker))[:most]


def _claims_by_speaker(
    connection: Connection, layers: Layers, besides: ColumnElement[bool] | TextClause, article_id: str | None = None
) -> dict[str, int]:
    """How many claims each speaker has, besides those for which a condition holds.

    This and the counts of `article_rows` are in SQL, for whole libraries, what `model/who_said.py` says of a claim.
    """
    source = tables.attribution_source.c
    # Asked the other way round, it would look each claim up: a second in a library of 100,000 claims.
    left_out = select(tables.annotation.c.id).where(besides)
    query = select(source.speaker, func.count(source.claim.distinct())).group_by(source.speaker)
    query = query.where(source.speaker.is_not(None), source.claim.not_in(left_out))
    # A source without a speaker of its own is whom its mention names, unless another source of the claim is, too.
    other = tables.attribution_source.alias().c
    again = select(other.claim).where(other.claim == source.claim, other.speaker == _MENTION.c.speaker).exists()
    by_mention = select(_MENTION.c.speaker, func.count(source.claim.distinct())).group_by(_MENTION.c.speaker)
    by_mention = by_mention.where(_MENTION.c.id == source.mention, source.speaker.is_(None))
    by_mention = by_mention.where(_MENTION.c.speaker.is_not(None), source.claim.not_in(left_out), ~again)
    of_these = names_one_within(source.claim, layers)
    query, by_mention = query.where(of_these), by_mention.where(of_these)
    if article_id is not None:
        own = select(tables.attribution.c.claim).where(tables.attribution.c.article == article_id)
        query, by_mention = query.where(source.claim.in_(own)), by_mention.where(source.claim.in_(own))
    counts: Counter[str] = Counter()
    for speaker, claims in (
        *fetched(connection, query, [source.speaker]),
        *fetched(connection, by_mention, [source.speaker]),
    ):
        counts[speaker] += claims
    return dict(counts)
