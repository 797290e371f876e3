"""Runs campaigns, in as many processes as there are to be, until their cases or the time are at an end."""

import json
import os
import shutil
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.faults.campaign import Broken, Campaign, Case
from tests.statements import compiled_once


@dataclass
class Result:
    """What came of a campaign."""

    campaign: Campaign
    planned: int
    tried: int = 0
    failed: int = 0
    ends: Counter[str] = field(default_factory=Counter)  # of the cases that did not fail


class Tried(NamedTuple):
    """What came of a case: the word for how it ended, or what is broken."""

    campaign: str
    number: int
    ended: str
    broken: str


class Plan(NamedTuple):
    """Which cases of which campaigns."""

    cases: Sequence[tuple[Campaign, int]]
    seed: str
    until: float  # by time.monotonic


def whole(campaigns: Sequence[Campaign], *, quick: bool, only: Sequence[int] | None) -> list[tuple[Campaign, int]]:
    """The cases to try, or of each campaign `only` those of these numbers.

    Those of each campaign are spread over the whole run, so that its end cuts all campaigns alike.
    """
    if only is not None:
        return [(campaign, number) for campaign in campaigns for number in only]
    amounts = [campaign.quick if quick else campaign.cases for campaign in campaigns]
    placed = [(number / amount, order, number) for order, amount in enumerate(amounts) for number in range(amount)]
    return [(campaigns[order], number) for _, order, number in sorted(placed)]


def run(plan: Plan, processes: int, hear: Callable[[Tried], None]) -> None:
    """Tries all cases of the plan; `hear` is told each, as it ends."""
    receive, send = os.pipe()
    workers = []
    for number in range(processes):
        worker = os.fork()
        if not worker:
            os.close(receive)
            status = 1
            try:
                for tried in _work(plan._replace(cases=plan.cases[number::processes])):
                    os.write(send, json.dumps(tried).encode() + b"\n")
                status = 0
            except BaseException:  # noqa: BLE001 - the parent sees the exit status
                traceback.print_exc()
            finally:
                os._exit(status)
        workers.append(worker)
    os.close(send)
    with open(receive, encoding="utf-8") as results:
        for line in results:
            hear(Tried(*json.loads(line)))
    for worker in workers:
        _, status = os.waitpid(worker, 0)
        if status:
            raise RuntimeError("a process that tried faults came to an end itself; its trace is above")


def _work(plan: Plan) -> Iterator[Tried]:
    with ExitStack() as at_end, tempfile.TemporaryDirectory(prefix="ascribe-faults-") as made:
        folder = Path(made).resolve()
        os.environ["ASCRIBE_HOME"] = str(folder / "home")
        at_end.enter_context(compiled_once())  # before the processes that the cases fork
        opened: dict[str, Case] = {}
        for campaign, number in plan.cases:
            if time.monotonic() > plan.until:
                return
            if campaign.name not in opened:
                opened[campaign.name] = at_end.enter_context(campaign.opened(folder))
            (place := folder / "case").mkdir()
            ended = broken = ""
            try:
                ended = opened[campaign.name](number, Random(f"{plan.seed}/{campaign.name}/{number}"), place)
            except Broken as error:
                broken = str(error)
            except Exception:  # noqa: BLE001 - whatever the case did not expect is told as what it found
                broken = traceback.format_exc()
            shutil.rmtree(place)
            yield Tried(campaign.name, number, ended, broken)
