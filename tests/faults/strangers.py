"""Libraries from strangers, of foreign, damaged and ill-willed content: each opened, and given to all commands."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from tests.faults import libraries
from tests.faults.campaign import Broken, Campaign, Case
from tests.faults.hostile_libraries import KINDS
from tests.faults.uses import USES, used

_CASES = [(kind, use) for kind in KINDS for use in USES]


@contextmanager
def _opened(folder: Path) -> Iterator[Case]:
    libraries.make_small(sound := folder / "Sound for hostile ones.ascribe")

    def case(number: int, chance: Random, place: Path) -> str:
        kind, use = _CASES[number]
        path = place / "Hostile.ascribe"
        KINDS[kind](path)
        try:
            return used(use, path, sound).ended
        except Broken as error:
            raise Broken(f"{kind}: {error}") from error

    yield case


CAMPAIGN = Campaign(
    name="hostile",
    what=f"{len(KINDS)} kinds of hostile libraries x {len(USES)} uses",
    cases=len(_CASES),
    quick=2,
    opened=_opened,
)
