"""What argparse words itself, for translators. It asks gettext for these, and English is its own."""

import gettext

from desktop.base import translation
from desktop.base.translation import Message

WORDS = (
    Message("usage: "),
    Message("positional arguments"),
    Message("options"),
    Message("show this help message and exit"),
    Message("%(prog)s: error: %(message)s\n"),
    Message("argument %(argument_name)s: %(message)s"),
    Message("the following arguments are required: %s"),
    Message("one of the arguments %s is required"),
    Message("unrecognized arguments: %s"),
    Message("not allowed with argument %s"),
    Message("ignored explicit argument %r"),
    Message("expected one argument"),
    Message("expected at most one argument"),
    Message("expected at least one argument"),
    Message("ambiguous option: %(option)s could match %(matches)s"),
    Message("invalid choice: %(value)r (choose from %(choices)s)"),
    Message("invalid %(type)s value: %(value)r"),
    Message("unknown parser %(parser_name)r (choices: %(choices)s)"),
)


def speak() -> None:
    """Let argparse find its words in our catalogue, in the language that the environment asks for."""
    if translation.language() != translation.ENGLISH:
        gettext.bindtextdomain(translation.DOMAIN, str(translation.folder()))
        gettext.textdomain(translation.DOMAIN)
