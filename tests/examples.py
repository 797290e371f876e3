"""Which examples a property is tried with: few in the suite, fewer on a server, twenty times as many in `make fuzz`."""

import os

from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants

_TIMES = int(os.environ.get("ASCRIBE_EXAMPLES", "1"))
_FEW = 6 if os.environ.get("ASCRIBE_TESTS_ON") else 1  # on a server, where each example makes databases


def examples(few: int) -> int:
    """As many as are asked for: `few`, or a multiple of it."""
    return max(1, few * _TIMES // _FEW)


if _TIMES == 1:
    # Hypothesis tries the constants of all modules, too, that happen to be imported: others in each run of the suite.
    providers._get_local_constants = Constants  # type: ignore[assignment]

# No example fails on a slow machine; and the suite tries the same ones each time, so that it never fails by chance.
PROFILE = "suite"
settings.register_profile(
    PROFILE,
    max_examples=examples(30),
    deadline=None,
    derandomize=_TIMES == 1,
    suppress_health_check=[HealthCheck.too_slow],
)
