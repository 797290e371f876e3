"""The library that is named before all else."""

from collections.abc import Sequence


def library_first(arguments: Sequence[str]) -> tuple[str | None, Sequence[str]]:
    """The library that is named before all else by --library, and the other arguments."""
    first = arguments[0] if arguments else ""
    if first.startswith("--library="):
        return first.partition("=")[2], arguments[1:]
    if first == "--library" and len(arguments) > 1:
        return arguments[1], arguments[2:]
    return None, arguments
