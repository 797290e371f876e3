"""ascribe learn"""

from argparse import ArgumentParser, Namespace

from desktop.cli import libraries
from desktop.cli.progress import shown_when_watched

NAME = "learn"
HELP = "learn from the articles that are done, to suggest what you would accept"


def add_arguments(parser: ArgumentParser) -> None:
    """Nothing but what every command takes."""


def run(options: Namespace) -> int:
    from desktop.suggest.lessons import learn_from, next_to_annotate  # large, and start-up is short

    with libraries.opened_existing(options) as library:
        outcome = learn_from(library, shown_when_watched())
        rules, learnt = outcome.by_rules.close, outcome.by_learning.close
        print(f"Learnt from {outcome.articles} articles: {learnt.f1:.0f} % found, was {rules.f1:.0f} %.")
        if not outcome.is_better:
            print("The rules do as well without it, so they stay in use.")
        if following := next_to_annotate(library):
            print("Most would be learnt from these articles next:", *following, sep="\n  ")
    return 0
