"""Which characters the symbols of a document are that stand in a font of symbols."""

from typing import Final

# The characters of the font Symbol (unicode.org, VENDORS/ADOBE/symbol.txt) that texts have; Word adds U+F000 to them.
_IN_SYMBOL: Final = {
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    0x20: " ",
    0x2D: "−",
    0xA2: "′",
    0xA3: "≤",
    0xA5: "∞",
    0xAC: "←",
    0xAE: "→",
    0xB0: "°",
    0xB1: "±",
    0xB2: "″",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
    0xBC: "…",
    0xBE: "—",
    0xD7: "⋅",
}
UNKNOWN: Final = "\ufffd"  # a symbol of another font: something stands there


def symbol(font: str, number: int) -> str:
    """The character that this number stands for in a font. U+FFFD where nobody knows."""
    if font.casefold() == "symbol":
        return _IN_SYMBOL.get(number & 0xFF, UNKNOWN)
    return UNKNOWN if number < 0x20 or 0xD800 <= number <= 0xF8FF or number > 0xFFFD else chr(number)
