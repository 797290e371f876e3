"""How many examples a property is tried with: few in the suite, twenty times as many in `make fuzz`."""

import os

_TIMES = int(os.environ.get("ASCRIBE_EXAMPLES", "1"))


def examples(few: int) -> int:
    """As many as are asked for: `few`, or a multiple of it."""
    return few * _TIMES
