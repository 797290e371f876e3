"""Tracks of a text: the turns of a transcript, times of subtitles, pages of a document, possible encodings."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from desktop.model.records import Track, TrackKind

_BEGIN_TO_END = "/"


def interval(start: int, end: int) -> str:
    """The value of a time, of milliseconds from the beginning."""
    return f"{_clock(start)}{_BEGIN_TO_END}{_clock(max(start, end))}"


def beginning(track: Track) -> str:
    """What a track says of the place where it begins: of a time, the first of its two."""
    return track.value.partition(_BEGIN_TO_END)[0]


def of_kind(tracks: Iterable[Track], kind: TrackKind) -> list[Track]:
    """The tracks of one kind, in text order."""
    return sorted((track for track in tracks if track.kind == kind), key=lambda track: track.start)


def at(tracks: Sequence[Track], place: int) -> Track | None:
    """The track that holds the character at this place; `tracks` are of one kind, in text order."""
    before = bisect_right(tracks, place, key=lambda track: track.start) - 1
    return tracks[before] if before >= 0 and place < tracks[before].end else None


def fitting(tracks: Iterable[Track], length: int) -> list[Track]:
    """Those that lie in a text of this length, each with some of it."""
    return [track for track in tracks if 0 <= track.start < track.end <= length]


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(max(0, milliseconds), 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"
