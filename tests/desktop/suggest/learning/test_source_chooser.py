"""Who said it is learnt from who did, and nobody is named who is unlikely."""

from desktop.model.text import Fragment
from desktop.suggest.evaluation.gold import GoldArticle, Report
from desktop.suggest.language.tokens import tokenise
from desktop.suggest.language.word_lists import language
from desktop.suggest.learning.models import Classifier, Examples
from desktop.suggest.learning.proposals import Proposals
from desktop.suggest.learning.source_chooser import add_source_examples, choose_sources
from desktop.suggest.rules import finder
from desktop.suggest.rules.findings import Found
from tests.desktop.suggest.learning.test_trainer import NAMES, THINGS

ENGLISH = language("en")


def article(number: int) -> GoldArticle:
    """An invented article in which who pushes somebody speaks, and not who is pushed."""
    who, other, what = NAMES[number % 10], NAMES[(number + 3) % 10], THINGS[number % 5]
    text = f"{who} pushed {other} away, crying that the {what} leaks."
    start = text.index("that")
    cue = Fragment(text.index("crying"), text.index("crying") + len("crying"))
    return GoldArticle(
        str(number), text, (Report((Fragment(start, len(text) - 1),), (Fragment(0, len(who)),), (cue,)),)
    )


def proposals(text: str) -> Proposals:
    tokens = tokenise(text, ENGLISH)
    return Proposals(tokens, finder.find(tokens, ENGLISH), [])


def learnt() -> Classifier:
    examples = Examples()
    for number in range(20):
        add_source_examples(examples, proposals(article(number).text), article(number), ENGLISH)
    return Classifier(examples.train())


def named(text: str) -> list[str]:
    every = proposals(text)
    words = every.tokens.words
    start, cue = words.index("that"), words.index("crying")
    claim = Found([(start, len(words) - 1)], [(cue, cue + 1)], [], "learnt", "speech", cue)
    choose_sources(learnt(), every, [claim], ENGLISH)
    return [" ".join(words[begin:end]) for begin, end in claim.sources]


def test_names_who_speaks_as_in_what_it_was_shown() -> None:
    assert named(article(24).text) == [NAMES[4]]
    assert named("Sauer pushed Winkler away, crying that the mill leaks.") == ["Sauer"]


def test_nobody_is_named_where_nobody_is() -> None:
    assert named("crying that the dam leaks.") == []
