"""Libraries from strangers, of foreign, damaged and ill-willed content: each opened, and given to commands.

Those made by hand are given to all. Of those made alike for each column, each is given to one, by chance: so are all of
them in many runs.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from tests.faults import libraries
from tests.faults.campaign import Broken, Campaign, Case
from tests.faults.hostile_libraries import BY_HAND, KINDS, OF_COLUMNS
from tests.faults.uses import USES, used, warmed_up

_CASES = [*((kind, (use,)) for kind in BY_HAND for use in USES), *((kind, tuple(USES)) for kind in OF_COLUMNS)]


@contextmanager
def _opened(folder: Path) -> Iterator[Case]:
    libraries.make_small(sound := folder / "Sound for hostile ones.ascribe")
    warmed_up(sound)

    def case(number: int, chance: Random, place: Path) -> str:
        kind, uses = _CASES[number]
        path = place / "Hostile.ascribe"
        KINDS[kind](path)
        try:
            return used(chance.choice(uses), path, sound).ended
        except Broken as error:
            raise Broken(f"{kind}: {error}") from error

    yield case


CAMPAIGN = Campaign(
    name="hostile",
    what=f"{len(BY_HAND)} kinds of hostile libraries x {len(USES)} uses, and {len(OF_COLUMNS)} x one of them",
    cases=len(_CASES),
    quick=2,
    opened=_opened,
)
