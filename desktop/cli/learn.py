"""ascribe learn"""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from desktop.base.translation import Message, translated, translated_plural
from desktop.cli import language_flag, libraries, printing
from desktop.cli.progress import add_json, say, shown

if TYPE_CHECKING:
    from desktop.suggest.learning.trainer import Outcome

HELP = Message("learn from the articles that are done, to suggest what you would accept")


def add_arguments(parser: ArgumentParser) -> None:
    libraries.add_layers(parser, translated("from the work of this annotator; may be repeated (default: yours)"))
    libraries.add_used_only_here(parser)
    language_flag.add_argument(
        parser, translated("the language to learn in (default: that of most articles to learn from)")
    )
    add_json(parser)


def run(options: Namespace) -> int:
    from desktop.suggest.learning.training_data import learn_from, next_to_annotate  # large, and start-up is short

    with libraries.opened_existing(options) as library:
        if options.layer:
            library.read_layers(tuple(library.layer_called(name) for name in options.layer))
            libraries.tell_hidden(library)
        outcome = learn_from(library, shown(options), options.language)
        if options.json:
            say(outcome=_sentence(outcome), in_use=outcome.is_better, **outcome.learnt.figures)
            return 0
        printing.say(_sentence(outcome))
        if following := next_to_annotate(library):
            printing.say("\n  ".join((translated("The next articles to label, most useful first:"), *following)))
    return 0


def _sentence(outcome: "Outcome") -> str:
    rules, learnt = outcome.by_rules.close, outcome.by_learning.close
    came_to = translated_plural(
        "Learnt from {count} article: {learnt} % found, was {rules} %.",
        "Learnt from {count} articles: {learnt} % found, was {rules} %.",
        outcome.articles,
        learnt=round(learnt.f1),
        rules=round(rules.f1),
    )
    if outcome.is_better:
        return came_to
    return f"{came_to} " + translated("The built-in rules do as well, so they stay in use.")
