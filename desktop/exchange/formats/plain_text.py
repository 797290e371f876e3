"""Plain text: the file as a whole is the article's text."""

from desktop.base.decoding import decoded, is_binary
from desktop.base.translation import Message
from desktop.exchange.bylines import byline_of
from desktop.exchange.document import Reading, new_document
from desktop.exchange.format import NAMED, NO, POSSIBLE, Format, Pulse
from desktop.exchange.hard_wraps import unwrapped
from desktop.exchange.source import Source
from desktop.model.features import OF_A_TEXT

_EXTENSIONS = (".txt", ".text")


def score(source: Source) -> float:
    """A text is what is nothing else."""
    if source.kind:
        return NO
    if source.is_named(_EXTENSIONS):
        return NAMED
    return POSSIBLE if source.has_mark or not is_binary(source.beginning) else NO


def read(source: Source, pulse: Pulse) -> Reading:
    """The article of a text file, with its wrapped lines joined, and with what its first lines say of it."""
    text = unwrapped(decoded(source.contents()))
    return Reading(documents=(new_document(text, **byline_of(text)._asdict()),))


FORMAT = Format(
    name="text",
    title=Message("Plain text"),
    extensions=_EXTENSIONS,
    score=score,
    can_hold=OF_A_TEXT,
    read=read,
)
