"""Libraries that nobody's Ascribe made: foreign, damaged or ill-willed. `KINDS` has them all, each by its name.

Each kind is a sound library with one thing done to it. Opening one, and every command on it, ends in a sentence or in a
sound result: `tests/desktop/library/test_hostile_libraries.py`. The tables of kinds are in `hostile/`.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.faults.hostile.made_of import sound_bytes
from tests.faults.hostile.odd_json import ODD_JSON
from tests.faults.hostile.pages import PAGES, WRITTEN_ANEW
from tests.faults.hostile.schemas import NUMBERS, SCHEMAS
from tests.faults.hostile.types import LARGE_NUMBERS, NULLS, WRONG_TYPES
from tests.faults.hostile.values import VALUES

KINDS: Mapping[str, Callable[[Path], None]] = {
    **SCHEMAS,
    **NUMBERS,
    **ODD_JSON,
    **VALUES,
    **WRONG_TYPES,
    **NULLS,
    **LARGE_NUMBERS,
    **PAGES,
    **WRITTEN_ANEW,
}


def sound(path: Path) -> None:
    """What the kinds are made of, with nothing done to it."""
    path.write_bytes(sound_bytes())
