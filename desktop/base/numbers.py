"""Numbers as people and files write them: read from a text, and whether they are finite."""

import math


def is_finite(number: float) -> bool:
    """Whether it is a number, and no larger than a float can hold."""
    try:
        return math.isfinite(number)
    except OverflowError:  # of an int
        return False


def number_of(words: str) -> float:
    """What is written with a point or a comma.

    Raises:
        ValueError: it is no number, or an infinite one.
    """
    number = float(words.replace(",", "."))
    if not is_finite(number):
        raise ValueError(f"{words} is no number")
    return number
