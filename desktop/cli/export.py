"""ascribe export [ARTICLE...]"""

import sys
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path
from typing import Final

from desktop.base.errors import KnownError
from desktop.base.translation import Message, listed, translated
from desktop.cli import filters, libraries, printing
from desktop.exchange import exporting, losses
from desktop.exchange.exporting import Selection
from desktop.exchange.format import Format, Option, Options
from desktop.exchange.registry import WRITABLE
from desktop.exchange.tables.kinds import KINDS
from desktop.exchange.tables.saved_layouts import LAYOUTS
from desktop.exchange.tables.table import COUNTING, ROWS, Layout, Table
from desktop.library import Library
from desktop.model.codebook import Codebook
from desktop.model.speakers import SpeakersByName

HELP = Message("write the articles with their annotations")

_PREVIEWED: Final = 5  # rows


def add_arguments(parser: ArgumentParser) -> None:
    libraries.add_articles(parser)
    parser.add_argument(
        "--format",
        choices=sorted(WRITABLE),
        help=translated("default: by the file’s name, or json; `ascribe formats` tells what each can hold"),
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help=translated("where to write (default: standard output)")
    )
    parser.add_argument(
        "--matching",
        metavar="WORDS",
        default="",
        help=translated("only articles whose title, publisher, author, tags or sets hold these words"),
    )
    parser.add_argument(
        "--speaker",
        metavar="NAME",
        action="append",
        default=[],
        help=translated("only what this speaker said, by name or id; may be repeated"),
    )
    parser.add_argument(
        "--on-loss",
        choices=("keep", "skip", "fail"),
        default="keep",
        help=translated(
            "where the format cannot hold all: write what it can hold (keep, the default), leave out what "
            "it can hold only in part (skip), or write nothing (fail)"
        ),
    )
    libraries.add_layers(parser, translated("only the work of this annotator; may be repeated (default: everybody's)"))
    for option in _all_options():
        parser.add_argument(_flag(option), action="store_true", help=translated(option.help))
    filters.add_arguments(parser)
    _add_table_arguments(parser)


def _add_table_arguments(parser: ArgumentParser) -> None:
    group = parser.add_argument_group(translated("tables"), translated("for formats that are tables"))
    group.add_argument("--table", choices=sorted(KINDS), help=translated("what the table lists (default: claims)"))
    group.add_argument(
        "--rows", choices=ROWS, help=translated("a row for each claim (the default), or for each of its sources")
    )
    group.add_argument(
        "--count",
        choices=COUNTING,
        help=translated("claims of articles with much the same text: each (the default), or the same words once"),
    )
    group.add_argument(
        "--columns", metavar="A,B,…", help=translated("these columns in this order, by name or id (default: all)")
    )
    group.add_argument(
        "--layout", metavar="NAME", help=translated("use the table, rows and columns that were kept under this name")
    )
    group.add_argument("--keep-layout", metavar="NAME", help=translated("keep table, rows and columns under this name"))
    group.add_argument(
        "--preview", action="store_true", help=translated("show the first rows, and what would be lost; write nothing")
    )


def _format(options: Namespace) -> Format:
    """The one that is named, or that the file is named for.

    Raises:
        KnownError: the file is named for another one, or for none.
    """
    ending = options.output.suffix.lower() if options.output else ""
    meant = next((format for format in WRITABLE.values() if ending in format.extensions), None)
    wanted = WRITABLE[options.format] if options.format else meant
    if meant not in {wanted, None}:
        raise KnownError(
            translated("{file} is named as a file of the format {format}.", file=options.output, format=meant.name)
        )
    if wanted is None and ending:
        endings = listed(format.extensions[0] for format in WRITABLE.values())
        raise KnownError(
            translated(
                "{file} is not written: no format has files that end in {ending}. Name one by --format, or name the "
                "file {endings}.",
                file=options.output,
                ending=ending,
                endings=endings,
            )
        )
    return wanted or WRITABLE["json"]


def run(options: Namespace) -> int:
    format = _format(options)
    with libraries.opened_to_read(options) as library:
        selection = Selection(
            articles=tuple(options.articles) or None,
            wanted=filters.chosen(options, options.matching),
            speakers=tuple(_speaker(library, name) for name in options.speaker),
            options=_chosen(options, format),
            layout=_layout(options, format, library.codebook),
            skip=options.on_loss == "skip",
        )
        libraries.tell_hidden(library)
        if options.keep_layout:
            LAYOUTS.save(options.keep_layout, selection.layout)
        if options.preview:
            return _preview(library, format, selection)
        if options.output is None and sys.stdout is None:  # a frozen program without a console
            raise KnownError(translated("There is no standard output here; name a file with -o."))
        _tell_layers(library)
        _tell_losses(library, format, selection, options.on_loss)
        if options.output is not None:
            exporting.export(library, format, selection, options.output)
        else:
            exporting.write(library, format, selection, sys.stdout.buffer)
            sys.stdout.buffer.flush()
    return 0


def _tell_layers(library: Library) -> None:
    """Say whose work is written, where the library has several people's."""
    everybody = library.annotators()
    if len(everybody) > 1:
        named = (one.name for one in everybody if library.layers is None or one.id in library.layers)
        printing.tell(translated("With the work of {annotators}.", annotators=listed(named)))


def _tell_losses(library: Library, format: Format, selection: Selection, on_loss: str) -> None:
    """Say what the file will be without.

    Raises:
        KnownError: there is something, and nothing is to be written then.
    """
    told = losses.sentence(exporting.losses(library, format, selection), format)
    if told and on_loss == "fail":
        raise KnownError(translated("{losses} Nothing is written.", losses=told))
    if told and on_loss == "skip":
        told = translated("{losses} What it can hold only in part is left out.", losses=told)
    if told:
        printing.tell(told)


def _preview(library: Library, format: Format, selection: Selection) -> int:
    seen = exporting.preview(library, format, selection, _PREVIEWED)
    if seen.losses:
        printing.tell(losses.sentence(seen.losses, format))
    if seen.table is None:
        raise KnownError(translated("The format {format} is not a table.", format=format.name))
    printing.say("\n\n".join(_records(seen.table)))
    return 0


def _records(table: Table) -> list[str]:
    """Each row as lines of a column's name and its cell; where there is no row, the names alone."""
    from desktop.exchange.formats.tables.cells import typed_in

    if not table.rows:
        return ["\n".join(table.columns)]
    width = max(map(len, table.columns))
    return [
        "\n".join(
            f"{name:{width}}  {' '.join(typed_in(cell).split())}".rstrip()
            for name, cell in zip(table.columns, row, strict=True)
        )
        for row in table.rows
    ]


def _layout(options: Namespace, format: Format, codebook: Codebook) -> Layout:
    """The layout that is wanted of a table.

    Raises:
        KnownError: the format is no table, or there is no such layout or column.
    """
    wanted = (options.table, options.rows, options.count, options.columns, options.layout, options.keep_layout)
    if format.write_table is None and any(wanted):
        raise KnownError(translated("The format {format} is not a table.", format=format.name))
    layout = _kept(options.layout) if options.layout else Layout()
    if options.table:
        layout = replace(layout, table=options.table, columns=layout.columns if options.layout else ())
    if options.rows:
        layout = replace(layout, rows=options.rows)
    if options.count:
        layout = replace(layout, count=options.count)
    columns = KINDS[layout.table].columns(codebook)
    if options.columns:
        by_name = {column.name: column.id for column in columns} | {column.id: column.id for column in columns}
        named = [name.strip() for name in options.columns.split(",") if name.strip()]
        if unknown := [name for name in named if name not in by_name]:
            raise KnownError(
                translated(
                    "The table {table} has no column {columns}; it has: {known}.",
                    table=layout.table,
                    columns=listed(unknown),
                    known=listed(column.name for column in columns),
                )
            )
        return replace(layout, columns=tuple(dict.fromkeys(by_name[name] for name in named)))
    if unknown := layout.unknown(columns):
        printing.tell(translated("This library has no {columns}; the table leaves that out.", columns=listed(unknown)))
    return layout


def _kept(name: str) -> Layout:
    known = LAYOUTS.all()
    if name not in known:
        raise KnownError(
            translated(
                "No layout is kept as {name}; those that are kept: {known}.", name=name, known=listed(known) or "–"
            )
        )
    return known[name]


def _speaker(library: Library, name: str) -> str:
    """The id of a speaker.

    Raises:
        KnownError: there is none of this name, or there are several.
    """
    if library.speaker(name) is not None:
        return name
    called = SpeakersByName(library.speakers()).called([name])
    if not called:
        raise KnownError(translated("The library has no speaker called {name}.", name=name))
    if len(called) > 1:
        ids = listed(speaker.id for speaker in called)
        raise KnownError(
            translated("Several speakers are called {name}; name one by its id: {ids}.", name=name, ids=ids)
        )
    return called[0].id


def _all_options() -> list[Option]:
    """The options of all formats, each once."""
    return list(dict.fromkeys(option for format in WRITABLE.values() for option in format.options))


def _flag(option: Option) -> str:
    return f"--{option.name.replace('_', '-')}"


def _chosen(options: Namespace, format: Format) -> Options:
    """What was chosen.

    Raises:
        KnownError: an option of other formats was.
    """
    chosen = [option for option in _all_options() if getattr(options, option.name)]
    for option in chosen:
        if option not in format.options:
            raise KnownError(
                translated("The format {format} has no {option}.", format=format.name, option=_flag(option))
            )
    return {option.name: True for option in chosen}
