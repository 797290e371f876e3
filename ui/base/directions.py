"""Words of one direction beside words of the other."""


def isolated(words: str) -> str:
    """The words, set apart so that their direction moves nothing around them (Unicode, first strong isolate)."""
    return words if words.isascii() else f"\u2068{words}\u2069"
