"""Plain text: the file as a whole is the article's text."""

from desktop.base.decoding import is_binary
from desktop.base.translation import Message
from desktop.exchange.bylines import byline_of
from desktop.exchange.document import Reading, new_document
from desktop.exchange.format import NAMED, NO, POSSIBLE, Format, Pulse
from desktop.exchange.hard_wraps import unwrapped
from desktop.exchange.news_databases.finding import reading_of
from desktop.exchange.news_databases.splitting import Line
from desktop.exchange.source import Source
from desktop.exchange.transcripts import OF_TURNS, with_turns
from desktop.exchange.uncertain_encoding import in_doubt
from desktop.model.features import OF_AN_ARTICLE, Feature
from desktop.model.turns import turns_in

_EXTENSIONS = (".txt", ".text")


def score(source: Source) -> float:
    """A text is what is nothing else."""
    if source.kind:
        return NO
    if source.is_named(_EXTENSIONS):
        return NAMED
    return POSSIBLE if source.has_mark or not is_binary(source.beginning) else NO


def read(source: Source, pulse: Pulse) -> Reading:
    """The articles of a text file. One alone has its wrapped lines joined, and what its first lines say of it."""
    found = source.decoded()
    if several := reading_of([Line(line) for line in found.text.splitlines()], source):
        return in_doubt(several, found)
    text = unwrapped(found.text)
    document = new_document(text, **byline_of(text)._asdict())
    turns = turns_in(document.text, of_transcripts=True)
    return in_doubt(Reading(documents=(with_turns(document, turns),)), found)


FORMAT = Format(
    name="text",
    title=Message("Plain text"),
    extensions=_EXTENSIONS,
    score=score,
    can_hold=OF_AN_ARTICLE - {Feature.LANGUAGES} | {Feature.ARTICLES} | OF_TURNS,
    read=read,
)
