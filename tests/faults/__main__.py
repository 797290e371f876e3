"""Tries what computers, disks and strangers do to libraries, and prints a table of what was tried and what failed.

`python -m tests.faults` takes at most twenty minutes. Each failure tells how to try it again. The exit status is 1 when
anything failed.
"""

import argparse
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.faults import shim
from tests.faults.campaign import Campaign
from tests.faults.running import Plan, Result, Tried, run, whole

_TELL = 60  # seconds between two words on how far it is


def main(arguments: Sequence[str]) -> int:
    options = _read(arguments)
    if shim.obstacle() and not shim.why_not_made():
        with tempfile.TemporaryDirectory() as folder:
            again = [sys.executable, "-m", "tests.faults", *arguments]
            return subprocess.run(again, env=shim.environment(Path(folder)), check=False).returncode
    campaigns = chosen(options.only)
    obstacles = {campaign.name: why for campaign in campaigns if (why := campaign.obstacle())}
    feasible = [campaign for campaign in campaigns if campaign.name not in obstacles]
    seed = options.seed or secrets.token_hex(4)
    print(f"seed {seed}", flush=True)
    cases = whole(feasible, quick=options.quick, only=options.case)
    results = {campaign.name: Result(campaign, 0) for campaign in feasible}
    for campaign, _ in cases:
        results[campaign.name].planned += 1
    began = told = time.monotonic()

    def hear(tried: Tried) -> None:
        nonlocal told
        _note(results[tried.campaign], tried, seed, whole_trace=bool(options.case))
        if time.monotonic() - told > _TELL:
            told = time.monotonic()
            done = sum(result.tried for result in results.values())
            print(f"{done:,} of {len(cases):,} after {told - began:.0f} s", file=sys.stderr, flush=True)

    run(Plan(cases, seed, began + 60 * options.minutes), options.processes, hear)
    print("\n".join(_table(results.values())))
    for name, why in obstacles.items():
        print(f"Not tried: {name}. {why}.")
    print(f"{time.monotonic() - began:.0f} s, seed {seed}")
    return 1 if any(result.failed for result in results.values()) else 0


def _read(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--minutes", type=float, default=20, help="what is not tried by then is left out (20)")
    parser.add_argument("--seed", help="what all chances come from; without it, another each time")
    parser.add_argument("--only", metavar="NAME", action="append", help="only campaigns whose names begin so")
    parser.add_argument("--case", type=int, action="append", help="only the case of this number, as a failure tells it")
    parser.add_argument("--quick", action="store_true", help="a few cases of each campaign")
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1), help="at a time (2)")
    return parser.parse_args(arguments)


def chosen(names: Sequence[str] | None) -> list[Campaign]:
    """The campaigns whose names begin so; without names, all."""
    from tests.faults.campaigns import CAMPAIGNS  # the whole program

    chosen = [one for one in CAMPAIGNS if names is None or one.name.startswith(tuple(names))]
    if not chosen:
        sys.exit(f"There is no such campaign; there are {', '.join(one.name for one in CAMPAIGNS)}.")
    return chosen


def _note(result: Result, tried: Tried, seed: str, *, whole_trace: bool) -> None:
    result.tried += 1
    if not tried.broken:
        result.ends[tried.ended] += 1
        return
    result.failed += 1
    lines = tried.broken.rstrip().split("\n")
    broken = tried.broken if whole_trace or len(lines) == 1 else f"{lines[0]}\n  {lines[-1]}"
    print(f"FAILED {result.campaign.what}: {broken}", flush=True)
    print(f"  again: python -m tests.faults --only {tried.campaign} --seed {seed} --case {tried.number}\n", flush=True)


def _table(results: Iterable[Result]) -> Iterable[str]:
    """As Markdown, so that it can stand in the README as it is."""
    yield "| what | tried | failed | of the others |"
    yield "| --- | ---: | ---: | --- |"
    for result in results:
        tried = f"{result.tried:,}" + f" of {result.planned:,}" * (result.tried < result.planned)
        ends = ", ".join(f"{amount:,} {word}" for word, amount in result.ends.most_common())
        yield f"| {result.campaign.what} | {tried} | {result.failed} | {ends} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
