"""Colours on a white page, as #RRGGBB: for what knows no translucent ones."""

from collections.abc import Sequence

from desktop.model import hues


def color_of(hue: int) -> str:
    """The colour of the speaker with this hue; below 0 is no speaker."""
    return hues.LIGHT[hue % len(hues.LIGHT)] if hue >= 0 else hues.NO_SPEAKER[0]


def ground_of(of: Sequence[int]) -> str:
    """What stands behind words that claims of these hues cover, one over the other; empty where none does."""
    if not of:
        return ""
    ground = [255.0, 255.0, 255.0]
    for hue in of:
        color = bytes.fromhex(color_of(hue)[1:])
        ground = [below + (above - below) * hues.FILL[0] for below, above in zip(ground, color, strict=True)]
    return "#" + bytes(round(part) for part in ground).hex().upper()
