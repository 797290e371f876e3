"""Which examples a property is tried with: few in the suite, others and twenty times as many in `make fuzz`."""

import os

from hypothesis import HealthCheck, settings

_TIMES = int(os.environ.get("ASCRIBE_EXAMPLES", "1"))


def examples(few: int) -> int:
    """As many as are asked for: `few`, or a multiple of it."""
    return few * _TIMES


# No example fails on a slow machine; and the suite tries the same ones each time, so that it never fails by chance.
PROFILE = "suite"
settings.register_profile(
    PROFILE,
    max_examples=examples(30),
    deadline=None,
    derandomize=_TIMES == 1,
    suppress_health_check=[HealthCheck.too_slow],
)
