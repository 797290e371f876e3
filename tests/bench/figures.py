"""What is measured, and what it may be at most: a table of figures, and the shape of a measurement."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Unit = Literal["ms", "s", "MB"]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One line of the table. `times` is a limit in yardsticks, `most` one in units; without either it only informs."""

    name: str
    what: str
    unit: Unit
    yardstick: str = ""
    times: float | None = None
    most: float | None = None


FIGURES = (
    Figure(
        name="start", what="Start to first paint, library of 10,000 articles", unit="ms", times=1.3,
        yardstick="a bare PySide6 and SQLAlchemy script with a QPlainTextEdit",
    ),
    Figure(
        name="start to article", what="Start to the first paint of its last article", unit="ms", times=1.3,
        yardstick="the same script",
    ),
    Figure(
        name="open", what="Open 1,000,000 characters with 10,000 annotations, to first paint", unit="ms", most=250,
        yardstick="a bare QPlainTextEdit with the same text",
    ),
    Figure(
        name="scroll", what="Scroll frame in it, median", unit="ms", times=2, most=16,
        yardstick="a bare QPlainTextEdit with the same text",
    ),
    Figure(name="select", what="Mouse release to label bar painted, in it, 99th percentile", unit="ms", most=16),
    Figure(name="label", what="Label key to committed and painted, in it, 99th percentile", unit="ms", most=16),
    Figure(
        name="pick", what="Key in the speaker picker to painted, 50,000 speakers, 99th percentile", unit="ms", most=16,
    ),
    Figure(
        name="answer", what="Key in the card of attributes to painted, 1,000 options, 300 annotations, 95th percentile",
        unit="ms", most=16,
    ),
    Figure(
        name="crowded", what="Key or click to painted, 300 annotations in view, 95th percentile", unit="ms", most=16,
    ),
    Figure(
        name="after label", what="Longest hold-up of the window after it, 99th percentile", unit="ms",
    ),
    Figure(
        name="hold-up", what="Longest hold-up of the window while 1,000,000 characters get suggestions", unit="ms",
    ),
    Figure(name="accept one", what="Accept one of 2,000 suggestions in them, to painted", unit="ms"),
    Figure(name="accept all", what="Accept all 2,000 in one step, to painted", unit="ms"),
    Figure(name="undo accept all", what="Undo that, to painted", unit="ms"),
    Figure(
        name="import", what="Import 10,000 articles of 2,500 characters", unit="s", times=2.5,
        yardstick="the same rows through sqlite3, full-text index included",
    ),
    Figure(
        name="pages", what="Import 1,000 saved pages", unit="s", times=1.2,
        yardstick="trafilatura alone on them",
    ),
    Figure(
        name="json import", what="Import an export of 2,000 articles with 60,000 annotations", unit="s", times=4,
        yardstick="the same rows through sqlite3, full-text index included",
    ),
    Figure(
        name="export", what="Export 10,000 articles with 300,000 annotations", unit="s", times=2,
        yardstick="a bare sqlite3 and json loop",
    ),
    Figure(
        name="export memory", what="Memory of that export, peak", unit="MB", most=250,
        yardstick="a bare sqlite3 and json loop",
    ),
    Figure(
        name="table", what="Write their 100,000 claims as CSV", unit="s", times=2,
        yardstick="a bare sqlite3 and csv loop",
    ),
    Figure(
        name="table memory", what="Memory of that, peak", unit="MB", most=250,
        yardstick="a bare sqlite3 and csv loop",
    ),
    Figure(
        name="search", what="Search of 100,000 articles for a word in 1 % of them, 50 best", unit="ms", most=50,
        yardstick="the same FTS5 query and texts through sqlite3",
    ),
    Figure(
        name="memory", what="Memory of the window with 100,000 articles", unit="MB", most=250,
        yardstick="a bare PySide6 and SQLAlchemy script with a QPlainTextEdit",
    ),
    Figure(
        name="served start", what="Start to an article painted, 100,000 articles on a server", unit="ms", times=3,
        yardstick="the same in a file",
    ),
    Figure(
        name="served list", what="List them in the order of their dates, its first page", unit="ms", times=3,
        yardstick="the same in a file",
    ),
    Figure(
        name="served search", what="Search them for a word in 1 % of them, 50 best", unit="ms", times=3,
        yardstick="the same in a file",
    ),
    Figure(
        name="served article", what="Read one of them to be opened", unit="ms", times=3,
        yardstick="the same in a file",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Measured:
    """What several runs gave, in the figure's unit; those of the yardstick were run in between."""

    runs: Sequence[float]
    yardstick: Sequence[float] = ()
    cpu: Sequence[float] = ()  # of the process, where others on the machine may have held it up
    yardstick_cpu: Sequence[float] = ()
    percentile: int = 50

    @property
    def value(self) -> float:
        return _percentile(self.runs, self.percentile)

    @property
    def yardstick_value(self) -> float | None:
        return _percentile(self.yardstick, self.percentile) if self.yardstick else None

    @property
    def ratio(self) -> float | None:
        return self.value / self.yardstick_value if self.yardstick_value else None

    @property
    def cpu_value(self) -> float | None:
        return _percentile(self.cpu, self.percentile) if self.cpu else None

    @property
    def cpu_ratio(self) -> float | None:
        if self.cpu_value is None or not self.yardstick_cpu:
            return None
        return self.cpu_value / _percentile(self.yardstick_cpu, self.percentile)


@dataclass(frozen=True)
class Line:
    """A figure as it was measured."""

    figure: Figure
    measured: Measured
    holds: bool = field(init=False)

    def __post_init__(self) -> None:
        figure, measured = self.figure, self.measured
        in_units = figure.most is None or measured.value <= figure.most
        in_times = figure.times is None or (measured.ratio is not None and measured.ratio <= figure.times)
        object.__setattr__(self, "holds", in_units and in_times)


def _percentile(values: Sequence[float], percentile: int) -> float:
    if percentile == 50:
        return statistics.median(values)
    return sorted(values)[math.ceil(len(values) * percentile / 100) - 1]  # the nearest rank
