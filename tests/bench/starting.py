"""Starting the program, beside a bare script: the time to the first paint, and the memory it then has."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.bench import made
from tests.bench.figures import Measured
from tests.bench.processes import told_by

_RUNS = 7


def measure() -> Mapping[str, Measured]:
    library, large = made.labelled_library(), made.large_library()
    ours: list[Mapping[str, Any]] = []
    bare: list[Mapping[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for _ in range(_RUNS):
            bare.append(told_by("bare_window", home=home))
            ours.append(told_by("program", library, home=home))
        with_large = told_by("program", large, home=home)
    yardstick = [_milliseconds(one, "painted") for one in bare]
    yardstick_cpu = [1000 * one["painted cpu"] for one in bare]
    return {
        **{
            name: Measured(
                [_milliseconds(one, what) for one in ours], yardstick,
                [1000 * one[f"{what} cpu"] for one in ours], yardstick_cpu,
            )
            for name, what in (("start", "painted"), ("start to article", "article"))
        },
        "memory": Measured([with_large["memory"]], [one["memory"] for one in bare]),
    }  # fmt: skip


def _milliseconds(one: Mapping[str, Any], what: str) -> float:
    return 1000 * (one[what] - one["started"])
