"""The keystroke-level model: how long a practised person takes for a gesture.

Card, Moran and Newell (1980), The Keystroke-Level Model for User Performance Time with Interactive Systems.
"""

from typing import Final

SECONDS: Final = {
    "K": 0.2,  # a key goes down, a modifier's too
    "P": 1.1,  # the pointer goes somewhere
    "B": 0.1,  # a button of the mouse goes down, or up
    "H": 0.4,  # the hand goes from the mouse to the keys, or back
    "M": 1.35,  # a person decides something
}
CLICK: Final = "PBB"
DRAG: Final = "PBPB"


def seconds(operators: str) -> float:
    """How long these operators take, one letter each."""
    return sum(SECONDS[operator] for operator in operators)
