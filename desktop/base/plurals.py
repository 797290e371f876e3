"""Words for sentences that count."""


def counted(number: int, noun: str) -> str:
    """The number with its noun: “1 article”, “2,000 articles”."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
