"""ascribe import PATH..."""

from argparse import ArgumentParser, Namespace
from collections import Counter
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from desktop.base import files
from desktop.base.errors import Cancelled, KnownError
from desktop.base.translation import Message, listed, translated, translated_plural
from desktop.cli import language_flag, libraries, printing, tables
from desktop.cli.progress import shown_when_watched
from desktop.exchange import name_patterns
from desktop.exchange.importing import import_paths
from desktop.exchange.news_databases.pattern import keep
from desktop.exchange.saved_choices import CHOICES
from desktop.exchange.source import Choices
from desktop.exchange.tables.incoming import FIELDS

HELP = Message("add articles to the library, and annotations where the format has them")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="+",
        type=Path,
        help=translated("a file of any format that `ascribe formats` says is read, or a folder"),
    )
    parser.add_argument(
        "--preview",
        action="store_true",
        help=translated(
            "import nothing; say how many articles there are, which details they have, and the first three"
        ),
    )
    parser.add_argument(
        "--pattern",
        metavar="FILE",
        type=Path,
        help=translated("split each file into articles by the pattern in this TOML file (see `ascribe formats`)"),
    )
    parser.add_argument(
        "--keep-pattern",
        metavar="NAME",
        help=translated("keep the pattern under this name; from now on it is tried on each file of many articles"),
    )
    parser.add_argument(
        "--name-pattern",
        metavar="PATTERN",
        default="",
        help=translated(
            "what the files' names say about their articles, such as {{date}}_{{publisher}}_{{title}}; "
            "fields: {fields}",
            fields=", ".join(name_patterns.FIELDS),
        ),
    )
    parser.add_argument(
        "--choices",
        metavar="NAME",
        help=translated("read the files with the choices kept under this name; options that you give as well go first"),
    )
    parser.add_argument(
        "--keep-choices",
        metavar="NAME",
        help=translated("keep columns, delimiter, encoding, sheet and patterns under this name"),
    )
    tables.add_arguments(parser, FIELDS)
    libraries.add_used_only_here(parser)
    language_flag.add_argument(
        parser, translated("the language of these articles; default: as a page or the text tells")
    )


def run(options: Namespace) -> int:
    choices = _choices(options)
    if choices.name_pattern:
        name_patterns.check(choices.name_pattern)
    if options.keep_choices:
        CHOICES.save(options.keep_choices, choices)
    if options.keep_pattern:
        if options.pattern is None:
            raise KnownError(translated("--keep-pattern keeps the pattern of --pattern FILE; name that too."))
        keep(options.keep_pattern, options.pattern)
    if options.preview:
        return _preview(options, choices)
    is_new = not libraries.is_there(libraries.chosen(options))
    if is_new and not any(files.exists(path) for path in options.paths):  # an empty library would be made
        for path in options.paths:
            printing.tell(translated("{file} does not exist.", file=path))
        return 1
    with libraries.opened(options) as library:
        report = import_paths(library, options.paths, shown_when_watched(), language=options.language, choices=choices)
    for file, count in Counter(known.path for known in report.known).items():
        printing.say(_known(file, count))
    for remark in report.remarks:
        printing.tell(translated("{file}: {reason}", file=remark.path, reason=remark.words))
    for refusal in report.refused:
        printing.tell(refusal.reason)
    printing.say(report)
    if report.cancelled:
        raise Cancelled
    return 1 if report.refused else 0


def _choices(options: Namespace) -> Choices:
    """How the files are to be read: as is named, and else as is kept.

    Raises:
        KnownError: nothing is kept under the name, or what is named cannot be.
    """
    named = replace(tables.choices(options), pattern=options.pattern, name_pattern=options.name_pattern)
    if not options.choices:
        return named
    known = CHOICES.all()
    if options.choices not in known:
        names = listed(known) or translated("there is none")
        raise KnownError(
            translated("No choices are kept as “{name}”; kept: {names}.", name=options.choices, names=names)
        )
    kept = known[options.choices]
    return Choices(
        pattern=named.pattern or kept.pattern,
        columns={**kept.columns, **named.columns},
        delimiter=named.delimiter or kept.delimiter,
        encoding=named.encoding or kept.encoding,
        sheet=named.sheet or kept.sheet,
        name_pattern=named.name_pattern or kept.name_pattern,
    )


def _preview(options: Namespace, choices: Choices) -> int:
    from desktop.exchange.previewing import preview

    with ExitStack() as stack:
        there = libraries.is_there(libraries.chosen(options))
        library = stack.enter_context(libraries.opened_to_read(options)) if there else None
        seen = preview(library, options.paths, shown_when_watched(), choices)
    for file in seen.files:
        printing.say("\n    ".join(file.lines()))
    for refusal in seen.refused:
        printing.tell(refusal.reason)
    return 1 if seen.refused else 0


def _known(file: Path | None, count: int) -> str:
    if count == 1:
        return translated("Already in the library: {file}", file=file)
    return translated_plural(
        "Already in the library: {count} article of {file}",
        "Already in the library: {count} articles of {file}",
        count,
        file=file,
    )
