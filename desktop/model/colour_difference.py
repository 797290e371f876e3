"""How different two colours look, to whoever has whatever kind of sight, and which of some differs most from others."""

import math
from collections.abc import Collection, Sequence
from typing import Final

# How the three kinds of colour blindness see linear red, green and blue: Machado, Oliveira and Fernandes (2009).
SIGHTS: Final = {
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "no green": ((0.367, 0.861, -0.228), (0.28, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "no blue": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}


def most_different(offered: Sequence[str], used: Collection[str]) -> str:
    """The one of these colours whose likest among those in use is the least like it; all as #RRGGBB."""
    return max(offered, key=lambda one: min((difference(one, other) for other in used), default=math.inf))


def difference(one: str, other: str, sights: Collection[str] = tuple(SIGHTS)) -> float:
    """How far two colours are from one another for the sight that tells them apart the worst."""
    return min(math.dist(_seen(one, sight), _seen(other, sight)) for sight in sights)


def _seen(color: str, sight: str) -> tuple[float, float, float]:
    linear = [_linear(int(color[place : place + 2], 16) / 255) for place in (1, 3, 5)]
    return _oklab(*(sum(share * part for share, part in zip(row, linear, strict=True)) for row in SIGHTS[sight]))


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _oklab(red: float, green: float, blue: float) -> tuple[float, float, float]:
    """Linear red, green and blue in a space where distance is difference to the eye (Ottosson, 2020)."""
    cones = (
        0.4122 * red + 0.5363 * green + 0.0514 * blue,
        0.2119 * red + 0.6807 * green + 0.1074 * blue,
        0.0883 * red + 0.2817 * green + 0.63 * blue,
    )
    long, middle, short = (math.copysign(abs(cone) ** (1 / 3), cone) for cone in cones)
    return (
        0.2105 * long + 0.7936 * middle - 0.0041 * short,
        1.978 * long - 2.4286 * middle + 0.4506 * short,
        0.0259 * long + 0.7828 * middle - 0.8087 * short,
    )
