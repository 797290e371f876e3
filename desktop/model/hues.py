"""The hues of speakers, on a light ground and on a dark one.

They were searched for: the least distance between any two (in OKLab, seen normally and with each of the three kinds of
colour blindness) is as great as it gets among hues that stand out from the page at 4.5 : 1 or more and whose fills
leave the text at 4.5 : 1. The first eight differ most. The same place in both rows is one speaker.
"""

from typing import Final

LIGHT: Final = (
    "#0B6CB4", "#702113", "#3F835A", "#8D3D7C", "#736300", "#632FB2",
    "#9A294C", "#05819A", "#647F10", "#351D9B", "#724602", "#692C6B",
)  # fmt: skip
DARK: Final = (
    "#5AACEE", "#F0681F", "#76E0A6", "#E192B4", "#CBB548", "#937FF9",
    "#EA8079", "#33E1DE", "#6DA457", "#B3B9FD", "#FDBE75", "#CA73C3",
)  # fmt: skip
NO_SPEAKER: Final = ("#7C828B", "#8B919B")  # light, dark
FILL: Final = (0.14, 0.24)  # how strongly a hue tints the page: light, dark
