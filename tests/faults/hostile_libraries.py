"""Libraries that nobody's Ascribe made: foreign, damaged or ill-willed. `KINDS` has them all, each by its name.

Each kind is a sound library with one thing done to it. Opening one, and every command on it, ends in a sentence or in a
sound result: `tests/desktop/library/test_hostile_libraries.py`. The tables of kinds are in `hostile/`. Some are made by
hand, others alike for each column or table of all.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.faults.hostile.made_of import sound_bytes
from tests.faults.hostile.odd_json import ODD_JSON
from tests.faults.hostile.pages import PAGES, WRITTEN_ANEW
from tests.faults.hostile.schemas import NUMBERS, SCHEMAS
from tests.faults.hostile.types import LARGE_NUMBERS, NULLS, WRONG_TYPES
from tests.faults.hostile.values import VALUES

Make = Callable[[Path], None]

BY_HAND: Mapping[str, Make] = {**SCHEMAS, **NUMBERS, **VALUES, **PAGES, **WRITTEN_ANEW}
OF_COLUMNS: Mapping[str, Make] = {**ODD_JSON, **WRONG_TYPES, **NULLS, **LARGE_NUMBERS}
KINDS: Mapping[str, Make] = {**BY_HAND, **OF_COLUMNS}


def sound(path: Path) -> None:
    """What the kinds are made of, with nothing done to it."""
    path.write_bytes(sound_bytes())
