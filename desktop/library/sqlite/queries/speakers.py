"""What is asked of the speakers: functions from a connection to records."""

from typing import Any

from sqlalchemy import Connection, func, select

from desktop.library.sqlite import tables
from desktop.library.sqlite.stores import SpeakerStore, unpacked
from desktop.model.records import Speaker

_SPEAKERS = SpeakerStore()


def speakers(connection: Connection) -> list[Speaker]:
    """All speakers by name, without regard to case."""
    found = [_speaker(*row) for row in connection.execute(select(*_SPEAKERS.columns)).all()]
    return sorted(found, key=lambda speaker: (speaker.name.casefold(), speaker.id))


def _speaker(
    id: str, name: str, kind: Any, aliases: str, role: str, affiliation: str, external_id: str, note: str, hue: int
) -> Speaker:
    # In one step too: the window reads all speakers when it starts.
    return Speaker(
        id=id, name=name, kind=kind, aliases=() if aliases == "[]" else tuple(unpacked(aliases)), role=role,
        affiliation=affiliation, external_id=external_id, note=note, hue=hue,
    )  # fmt: skip


def highest_hue(connection: Connection) -> int:
    """The highest of the hues that speakers have; -1 where there are none."""
    highest = connection.execute(select(func.max(tables.speaker.c.hue))).scalar()
    return -1 if highest is None else int(highest)


def claims_by_speaker(connection: Connection, article_id: str | None) -> dict[str, int]:
    """How many accepted claims each speaker has, in one article or in all."""
    source = tables.attribution_source.c
    # Asked the other way round, it would look each claim up: a second in a library of 100,000 claims.
    not_accepted = select(tables.annotation.c.id).where(tables.NOT_ACCEPTED)
    query = select(source.speaker, func.count(source.claim.distinct())).group_by(source.speaker)
    query = query.where(source.speaker.is_not(None), source.claim.not_in(not_accepted))
    if article_id is not None:
        own = select(tables.attribution.c.claim).where(tables.attribution.c.article == article_id)
        query = query.where(source.claim.in_(own))
    return {row[0]: row[1] for row in connection.execute(query)}


def speakers_most_used(connection: Connection, most: int) -> list[str]:
    """The ids of the speakers who are sources of the most claims, suggested ones too, at most so many."""
    source = tables.attribution_source.c
    query = select(source.speaker).where(source.speaker.is_not(None)).group_by(source.speaker)
    return list(connection.scalars(query.order_by(func.count().desc(), source.speaker).limit(most)))
