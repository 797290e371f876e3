"""What each of the program's tricks is worth: the figure it is for, with it and without, in turns.

A trick is code that nobody would write but for speed. One that saves less than 5 % of its figure goes. Each figure is
the process's own time (CPU), which others on the machine disturb less, or its memory.
"""

import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from desktop.library import Library
from tests.bench import made
from tests.bench.processes import told_by
from tests.bench.without import VARIABLE

_RUNS = 5


class Trick(NamedTuple):
    """Something that is done for speed, by its name in `without`, and the figure it is for."""

    name: str
    what: str
    figure: str


TRICKS = (
    Trick("import", "Python's own import in place of PySide's", "memory"),
    Trick("collector", "no collecting while the program starts", "start to article"),
    Trick("collector", "no collecting while an article is opened", "open"),
    Trick("collector", "no look at all objects within a gesture", "slowest label"),
    Trick("frame", "a painted frame before the content", "start"),
    Trick("ready", "what the first label needs made ready at rest", "first label"),
)


def main() -> None:
    print("| trick | figure | with | without | saves |\n| --- | --- | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory(dir=made.FOLDER) as folder:
        library = made.copied(made.labelled_library(), Path(folder))
        long = made.add_long_article(library)
        with Library.open(library) as opened:
            short = opened.article_ids()[0]
        for trick in TRICKS:
            with_it: list[float] = []
            without: list[float] = []
            for _ in range(_RUNS):
                for figures, leave_out in ((with_it, ""), (without, trick.name)):
                    os.environ[VARIABLE] = leave_out
                    figures.append(_FIGURES[trick.figure](library, long, short, Path(folder)))
            ours, theirs = statistics.median(with_it), statistics.median(without)
            saves = 100 * (1 - ours / theirs)
            unit = "MB" if trick.figure == "memory" else "ms"
            print(
                f"| {trick.what} | {trick.figure} | {ours:.1f} {unit} | {theirs:.1f} {unit} | {saves:.0f} % |",
                flush=True,
            )


def _started(what: str) -> Callable[[Path, str, str, Path], float]:
    def figure(library: Path, _long: str, _short: str, home: Path) -> float:
        said = told_by("program", library, home=home)
        return 1000 * float(said[f"{what} cpu"])

    return figure


def _memory(library: Path, _long: str, _short: str, home: Path) -> float:
    return float(told_by("program", library, home=home)["memory"])


def _worked(what: str, *, only_first: bool = False) -> Callable[[Path, str, str, Path], float]:
    def figure(library: Path, long: str, short: str, home: Path) -> float:
        with tempfile.TemporaryDirectory(dir=made.FOLDER) as folder:
            copy = made.copied(library, Path(folder))
            said: Mapping[str, Any] = told_by("windowing", copy, long, short, "3", "1", "60", home=home)
        cpu = [1000 * taken[1] for taken in said[what]]
        return cpu[0] if only_first else max(cpu[1:])

    return figure


_FIGURES = {
    "memory": _memory,
    "start": _started("painted"),
    "start to article": _started("article"),
    "open": _worked("open"),
    "first label": _worked("label", only_first=True),
    "slowest label": _worked("label"),
}


if __name__ == "__main__":
    sys.exit(main())
