"""Measures, prints a table, and leaves the figures in .bench/bench.json.

`python -m tests.bench [NAME...]` measures only these of: starting, windowing, picking, answering, importing,
paging, returning, exporting, tabling, searching, suggesting; and of serving, which is measured only when it is named,
since it needs PostgreSQL and ten minutes. The exit status is 1 when a figure is above its limit.
"""

import json
import platform
import sys
import time
from collections.abc import Iterable, Sequence
from importlib import import_module

from tests.bench.figures import FIGURES, Figure, Line, Measured
from tests.bench.made import FOLDER

_THEMES = (
    "importing",
    "paging",
    "returning",
    "exporting",
    "tabling",
    "searching",
    "starting",
    "windowing",
    "picking",
    "answering",
    "suggesting",
)
_WHEN_NAMED = ("serving",)


def main(names: Sequence[str]) -> int:
    if unknown := [name for name in names if name not in _THEMES + _WHEN_NAMED]:
        sys.exit(f"There is no benchmark {unknown[0]}; there are {', '.join(_THEMES + _WHEN_NAMED)}.")
    FOLDER.mkdir(exist_ok=True)
    measured: dict[str, Measured] = {}
    for theme in names or _THEMES:
        began = time.monotonic()
        print(f"{theme} …", end=" ", file=sys.stderr, flush=True)
        measured |= import_module(f"tests.bench.{theme}").measure()
        print(f"{time.monotonic() - began:.0f} s", file=sys.stderr)
    lines = [Line(figure, measured[figure.name]) for figure in FIGURES if figure.name in measured]
    print("\n".join(_table(lines)))
    (FOLDER / "bench.json").write_text(json.dumps(_report(lines), indent=2), encoding="utf-8")
    print(f"\nThe figures are in {FOLDER / 'bench.json'}, too.")
    return 0 if all(line.holds for line in lines) else 1


def _table(lines: Iterable[Line]) -> Iterable[str]:
    """The figures as a Markdown table, so that it can stand in the README as it is."""
    yield "| what | measured | of it CPU | yardstick | ratio | at most | |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | --- |"
    for line in lines:
        figure, measured = line.figure, line.measured
        cells = (
            figure.what,
            _amount(measured.value, figure),
            _amount(measured.cpu_value, figure),
            _amount(measured.yardstick_value, figure),
            f"{measured.ratio:.2f} x" if measured.ratio else "",
            _limit(figure),
            "" if line.holds else "**above**",
        )
        yield f"| {' | '.join(cells)} |"


def _amount(value: float | None, figure: Figure) -> str:
    if value is None:
        return ""
    return f"{value:,.{0 if value >= 100 else 1 if value >= 10 else 2}f} {figure.unit}"


def _limit(figure: Figure) -> str:
    times = [f"{figure.times:g} x"] if figure.times else []
    most = [f"{figure.most:g} {figure.unit}"] if figure.most else []
    return " and ".join(times + most)


def _report(lines: Iterable[Line]) -> dict[str, object]:
    return {
        "machine": f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}",
        "figures": [
            {
                "name": line.figure.name,
                "what": line.figure.what,
                "unit": line.figure.unit,
                "value": line.measured.value,
                "cpu": line.measured.cpu_value,
                "yardstick": line.figure.yardstick,
                "yardstick_value": line.measured.yardstick_value,
                "ratio": line.measured.ratio,
                "cpu_ratio": line.measured.cpu_ratio,
                "at_most": {"times": line.figure.times, line.figure.unit: line.figure.most},
                "holds": line.holds,
                "runs": list(line.measured.runs),
            }
            for line in lines
        ],
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
