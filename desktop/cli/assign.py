"""ascribe assign [ARTICLE...] --to NAME"""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from random import SystemRandom

from desktop import labelling
from desktop.base.control_characters import on_one_line
from desktop.base.errors import KnownError
from desktop.base.translation import Message, listed, translated, translated_plural
from desktop.cli import libraries, printing
from desktop.library import Library
from desktop.model import operations
from desktop.model.assigning import Rule, by_rule
from desktop.model.layers import refuse_reserved
from desktop.model.work_plan import WorkPlan, progress_lines, unasked_words

HELP = Message("say who is to code which article, by hand or by a rule; or list how far that is")

_MOST_SEED = 99_999


def add_arguments(parser: ArgumentParser) -> None:
    libraries.add_articles(parser)
    parser.add_argument(
        "--to",
        metavar="NAME",
        action="append",
        default=[],
        help=translated("who is to code them; may be repeated (without it, the progress is listed)"),
    )
    parser.add_argument(
        "--coders",
        metavar="N",
        type=_coders,
        help=translated("each article by so many of these, in turn (default: by all of them)"),
    )
    parser.add_argument(
        "--by-all",
        metavar="PERCENT",
        type=_percent,
        default=0,
        help=translated("with --coders: so many of the articles by all"),
    )
    parser.add_argument(
        "--seed",
        metavar="N",
        type=int,
        help=translated(
            "with --coders: shuffles the articles; the same does it the same way (default: one that is told)"
        ),
    )
    parser.add_argument(
        "--again", action="store_true", help=translated("also articles that somebody is to code already, anew")
    )
    parser.add_argument(
        "--nobody",
        action="store_true",
        help=translated("nobody is to code them any more; with --to: these are not"),
    )
    parser.add_argument("--dry-run", action="store_true", help=translated("say what would be done, and do nothing"))
    parser.add_argument("--annotator", metavar="NAME", help=translated("who says so, and may undo it (default: you)"))
    libraries.add_used_only_here(parser)


def run(options: Namespace) -> int:
    if not options.to and not options.nobody:
        with libraries.opened_to_read(options) as library:
            _tell_progress(library.work_plan(options.articles or None), library)
        return 0
    if options.dry_run:
        with libraries.opened_to_read(options) as library:
            _tell(_wanted(library, options))
        return 0
    with libraries.opened_existing(options, annotator=options.annotator) as library:
        wanted = _wanted(library, options)
        with library.edit(operations.assign(len(wanted))) as edit:
            labelling.assign(edit, wanted)
    _tell(wanted)
    return 0


def _wanted(library: Library, options: Namespace) -> dict[str, tuple[str, ...]]:
    """Who is to code which article from now on.

    Raises:
        KnownError: the library has no such article.
    """
    articles = options.articles or library.article_ids()
    if unknown := set(articles) - library.known_ids("article", articles):
        raise KnownError(
            translated(
                "The library has no article with the id {id}; `ascribe list` shows those it has.", id=min(unknown)
            )
        )
    names = {one.id: one.name for one in library.annotators()}
    assigned: dict[str, list[str]] = {}
    for one in library.assignments(articles):
        assigned.setdefault(one.article, []).append(names.get(one.layer, one.layer))
    if options.nobody:
        libraries.layers_read(library, options.to)  # refuses a name that nobody has
        return _without(assigned, options.to)
    for name in options.to:
        refuse_reserved(name)
    left = [id for id in dict.fromkeys(articles) if options.again or id not in assigned]
    if options.coders is None:
        return dict.fromkeys(left, tuple(options.to))
    seed = SystemRandom().randrange(_MOST_SEED) if options.seed is None else options.seed
    printing.say(translated("Shuffled by the seed {seed}.", seed=str(seed)))
    others = (one for one in library.assignments() if one.article not in set(left))
    known = Counter(names.get(one.layer, one.layer) for one in others)
    return by_rule(left, options.to, Rule(coders=options.coders, by_all=options.by_all, seed=seed), known)


def _without(assigned: Mapping[str, Sequence[str]], names: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Who is left to code each article once these do not, where that changes anything; without names, nobody."""
    return {
        id: tuple(name for name in coders if names and name not in names)
        for id, coders in assigned.items()
        if not names or set(coders) & set(names)
    }


def _tell(wanted: dict[str, tuple[str, ...]]) -> None:
    counts = Counter(name for names in wanted.values() for name in names)
    said = translated_plural("{count} article", "{count} articles", len(wanted))
    if counts:
        each = listed(
            translated("{name} {number}", name=on_one_line(name), number=counts[name]) for name in sorted(counts)
        )
        said = translated("{articles}: {counts}", articles=said, counts=each)
    printing.say(translated("{done}.", done=said))


def _tell_progress(plan: WorkPlan, library: Library) -> None:
    """A line for each annotator; then one for each article, with how far each is in it."""
    names = {one.id: on_one_line(one.name) for one in library.annotators()}
    for line in progress_lines(plan, names):
        printing.say(line)
    for row in plan.rows:
        cells = {layer: translated(_STATUS[status]) for layer, status in row.statuses.items()}
        cells |= {layer: unasked_words(translated(_STATUS[status])) for layer, status in row.unasked.items()}
        each = (f"{names.get(layer, layer)}: {cell}" for layer, cell in cells.items())
        printing.say_row(row.id, on_one_line(row.title), " · ".join(each))


_STATUS = {
    "new": Message("not started"),
    "in progress": Message("in progress"),
    "done": Message("done"),
    "skipped": Message("skipped"),
}


def _coders(typed: str) -> int:
    if not typed.isdecimal() or not 1 <= int(typed) <= 99:
        raise ArgumentTypeError(translated("give a number from {least} to {most}", least=1, most=99))
    return int(typed)


def _percent(typed: str) -> int:
    if not typed.isdecimal() or not 0 <= int(typed) <= 100:
        raise ArgumentTypeError(translated("give a number from {least} to {most}", least=0, most=100))
    return int(typed)
