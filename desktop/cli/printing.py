"""What the command line says. All of it goes through here: a title or a file's name must not rule the terminal."""

import sys

from desktop.base.control_characters import on_one_line, pictured


def say(text: object) -> None:
    """A result, on standard output."""
    print(pictured(str(text)))


def say_row(*fields: object, separator: str = "\t") -> None:
    """A result in one line, whatever is in its fields."""
    print(*(on_one_line(str(field)) for field in fields), sep=separator)


def tell(sentence: object) -> None:
    """What went wrong or is worth knowing, on standard error, where it is in nobody's way."""
    tell_plainly(f"ascribe: {sentence}")


def tell_plainly(text: object) -> None:
    """The same without saying who says it."""
    print(pictured(str(text)), file=sys.stderr)
