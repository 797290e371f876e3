"""ascribe adjudicate [ARTICLE...] --rule RULE [NAME]"""

from argparse import Action, ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from desktop.base.control_characters import on_one_line
from desktop.base.translation import Message, Plural, translated, translated_plural
from desktop.cli import libraries, printing
from desktop.cli.progress import shown_when_watched
from desktop.model.records import ADJUDICATED

if TYPE_CHECKING:  # what compares is large, and start-up is short
    from contextlib import AbstractContextManager

    from desktop.adjudication.by_rule import Ruled
    from desktop.adjudication.rules import Rule
    from desktop.library import Library, Reader

HELP = Message("decide by a rule where annotators differ")

_RULES: Final = {"agreement": 1, "majority": 1, "first": 2}  # with how many words each is given


_WOULD_BE: Final = Plural(
    "{count} claim in {articles} would be decided, {left} left.",
    "{count} claims in {articles} would be decided, {left} left.",
)
_IS: Final = Plural(
    "{count} claim in {articles} is decided, {left} left.", "{count} claims in {articles} are decided, {left} left."
)


class _Rule(Action):
    """Takes the name of a rule, and after “first” that of an annotator."""

    def __call__(self, parser: ArgumentParser, options: Namespace, values: Any, option: str | None = None) -> None:
        words: Sequence[str] = values
        if _RULES.get(words[0]) != len(words):
            parser.error(translated("give --rule one of: agreement, majority, first NAME"))
        setattr(options, self.dest, words)


def add_arguments(parser: ArgumentParser) -> None:
    libraries.add_articles(parser)
    parser.add_argument(
        "--rule",
        metavar=("RULE", "NAME"),
        nargs="+",
        action=_Rule,
        required=True,
        help=translated(
            "agreement: what all agree on; majority: what more than half of three or more agree on; "
            "first NAME: what this annotator has"
        ),
    )
    parser.add_argument("--dry-run", action="store_true", help=translated("say what would be done, and do nothing"))
    parser.add_argument("--annotator", metavar="NAME", help=translated("who decides, and may undo it (default: you)"))
    libraries.add_used_only_here(parser)


def run(options: Namespace) -> int:
    from desktop.adjudication.by_rule import apply_rule, preview_rule

    if options.dry_run:
        with libraries.opened_to_read(options) as library, _everybody(library) as everybody:
            ids = options.articles or everybody.annotated_articles()
            rule = _rule(library, options)
            _tell(preview_rule(everybody, ids, rule), rule, each=True)
        return 0
    with libraries.opened_existing(options, annotator=options.annotator) as library:
        with _everybody(library) as everybody:
            ids = options.articles or everybody.annotated_articles()
        show, done = shown_when_watched(), iter(range(len(ids)))
        rule = _rule(library, options)
        _tell(apply_rule(library, ids, rule, lambda: show(next(done), len(ids))), rule, each=False)
    return 0


def _everybody(library: "Library") -> "AbstractContextManager[Reader]":
    """The work of all, which whoever decides may read where the library is coded blind."""
    library.work_in(ADJUDICATED)
    return library.snapshot(layers=None)


def _rule(library: "Library", options: Namespace) -> "Rule":
    from desktop.adjudication.rules import Rule

    name, *annotator = options.rule
    layers = libraries.layers_read(library, annotator)
    return Rule(name, layers[0] if layers else "")  # type: ignore[index]


def _tell(found: "Iterator[Ruled]", rule: "Rule", *, each: bool) -> None:
    """Says what is decided: of each article and claim, or in all."""
    decided = left = articles = of_two = 0
    for ruled in found:
        decided, left, articles = decided + len(ruled.rulings), left + ruled.left, articles + bool(ruled.rulings)
        of_two += not rule.applies_to(ruled.adjudication)
        if each and ruled.rulings:
            printing.say(on_one_line(ruled.adjudication.coding.article.title))
            for ruling in ruled.rulings:
                printing.say(f"  {on_one_line(ruling.in_words(ruled.adjudication.names))}")
    words = _WOULD_BE if each else _IS
    within = translated_plural("{count} article", "{count} articles", articles)
    printing.say(translated_plural(*words, decided, articles=within, left=left))
    if of_two:
        printing.tell(
            translated_plural(
                "{count} article was left out: two annotators are no majority.",
                "{count} articles were left out: two annotators are no majority.",
                of_two,
            )
        )
