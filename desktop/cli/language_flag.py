"""--language CODE, the same for all commands that take it."""

from argparse import ArgumentParser, ArgumentTypeError

from desktop.base.translation import translated
from desktop.model.language import is_tag


def add_argument(parser: ArgumentParser, about: str) -> None:
    """A language as a BCP 47 tag; empty where none is named."""
    parser.add_argument("--language", metavar="CODE", type=_tag, default="", help=f"{about} (de, en-GB)")


def _tag(value: str) -> str:
    if value and not is_tag(value):
        raise ArgumentTypeError(translated("{value} is not the code of a language, such as de or en-GB", value=value))
    return value
