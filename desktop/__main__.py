"""Starts Ascribe: a subcommand works without a window; anything else opens the window."""

import sys
from collections.abc import Sequence
from pathlib import Path

from desktop.base import files, garbage_collection, packaged_environment, translation
from desktop.base.errors import KnownError
from desktop.base.library_address import LibraryAddress, is_named_like_a_library
from desktop.base.system_errors import as_known
from desktop.base.translation import translated
from desktop.cli.errors import exit_status_of
from desktop.cli.library_first import library_first


def main(arguments: Sequence[str] | None = None) -> int:
    """Does what the command line asks for and gives the exit status."""
    packaged_environment.restore_environment()
    named = sys.argv[1:] if arguments is None else arguments
    translation.speak(translation.languages_of_the_environment())
    if list(named) == ["--smoke"]:
        return exit_status_of(_rehearse)
    return exit_status_of(lambda: _do(named))


def _do(arguments: Sequence[str]) -> int:
    library, rest = library_first(arguments)
    return _open_window(rest, library) if _is_for_the_window(rest) else _run_command(arguments)


def _is_for_the_window(arguments: Sequence[str]) -> bool:
    """Whether files are named, or nothing. A word that is neither a command nor a file is a mistyped command."""
    if not arguments:
        return True
    first = arguments[0]
    if first.startswith("-"):
        return False
    if any(mark in first for mark in "./\\"):
        return True
    from desktop.cli.commands import COMMANDS  # only now: the window starts without argparse

    return first not in COMMANDS and files.exists(Path(first))


def _rehearse() -> int:
    from ui import rehearsal

    return rehearsal.run()


def _run_command(arguments: Sequence[str]) -> int:
    from desktop.cli import main as command_line

    garbage_collection.collect_rarely()
    return command_line.run(arguments)


def _open_window(names: Sequence[str], library: str | None) -> int:
    libraries = [LibraryAddress.of(library)] if library else []
    libraries += [LibraryAddress.of(name) for name in names if is_named_like_a_library(name)]
    articles = [Path(name) for name in names if not is_named_like_a_library(name)]
    if len(libraries) > 1:
        raise KnownError(translated("Only one library can be open in a window; name one."))
    if urls := [name for name in names if "://" in name and not is_named_like_a_library(name)]:
        raise KnownError(translated("{address} is not a file; Ascribe opens files on this computer.", address=urls[0]))
    if missing := [path for path in articles if not files.exists(path)]:
        raise KnownError(translated("{file} does not exist.", file=missing[0]))

    garbage_collection.pause()  # until the window stands

    try:
        from ui.start import application
    except ImportError as error:
        if (error.name or "").startswith(("desktop", "ui")) or as_known(error):
            raise
        from desktop.base import without_qt

        sentence = without_qt.lacking_library(error) or translated(
            "The window cannot be shown: {reason}. `ascribe --help` lists what works without it.", reason=error
        )
        without_qt.show(sentence)
        raise KnownError(sentence) from error
    return application.run(libraries[0] if libraries else None, articles)


if __name__ == "__main__":
    sys.exit(main())
