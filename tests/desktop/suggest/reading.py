"""How the tests of the suggester write down what was found."""

from desktop.model.text import Fragments
from desktop.suggest import SuggestedAttribution, suggest


def words(text: str, fragments: Fragments) -> str:
    return " … ".join(text[start:end] for start, end in fragments)


def report(text: str, one: SuggestedAttribution) -> str:
    """`source | cue | content`"""
    sources = " + ".join(words(text, source) for source in one.sources)
    cues = " + ".join(words(text, cue) for cue in one.cues)
    return f"{sources} | {cues} | {words(text, one.contents)}"


def reports(text: str, code: str = "en", scope: str = "all") -> list[str]:
    return [report(text, one) for one in suggest(text, code, scope, nested=False)]
