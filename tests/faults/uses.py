"""Everything that can be done with a library's file, whatever it holds: open and use it, and every command."""

import shutil
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.__main__ import main
from desktop.cli.commands import COMMANDS
from desktop.library import Library
from tests.desktop.library.test_bad_libraries import use_all_of
from tests.faults import libraries
from tests.faults.campaign import hold
from tests.faults.children import Outcome, tried

Use = Callable[[Path], int | None]
"""Does something with the library at a path; beside it are a sound one, SOUND, an article and a codebook."""

SOUND, ARTICLE, EXPORT, CODEBOOK, SPEAKERS, METADATA = (
    "Sound.ascribe", "Article.txt", "Export.json", "Codebook.csv", "Speakers.csv", "Metadata.csv"
)  # fmt: skip


def _open(path: Path) -> None:
    with Library.open(path, annotator=libraries.ANNOTATOR) as library:
        use_all_of(library)


def _on(command: str, *words: str) -> Use:
    """A command on the library. Words with a dot are files beside it."""
    return lambda path: main(
        [command, "--library", str(path), *(str(path.with_name(word)) if "." in word else word for word in words)]
    )


def _into_sound(command: str) -> Use:
    """A command that takes the library as the file to bring into the sound one."""
    return lambda path: main([command, "--library", str(path.with_name(SOUND)), str(path)])


def _of_the_file(command: str) -> Use:
    """A command that takes the library for any file."""
    return lambda path: main([command, str(path)])


_COMMANDS: Mapping[str, tuple[Use, ...]] = {
    "import": (_on("import", ARTICLE), _into_sound("import")),
    "metadata": (_on("metadata", METADATA),),
    "list": (_on("list"),),
    "search": (_on("search", "never"),),
    "suggest": (_on("suggest"),),
    "learn": (_on("learn"),),
    "layers": (_on("layers"), _on("layers", "--blind", "on")),
    "assign": (_on("assign"), _on("assign", "--to", "Vera", "--to", "Tom", "--coders", "1")),
    "send": (_on("send", "-o", EXPORT),),
    "take": (_on("take", SOUND), _into_sound("take")),
    "export": (_on("export", "-o", EXPORT),),
    "formats": (),  # knows no library
    "codebook": (_on("codebook", "export"), _on("codebook", "import", CODEBOOK)),
    "speakers": (_on("speakers", "export"), _on("speakers", "import", SPEAKERS)),
    "validate": (_of_the_file("validate"),),
    "check": (_on("check"),),
    "backup": (_on("backup"), _on("backup", "Copy.ascribe")),
    "restore": (_on("restore", SOUND), _into_sound("restore")),
    "evaluate": (_of_the_file("evaluate"),),
    "agreement": (_on("agreement"), _on("agreement", "--also", SOUND)),
    "adjudicate": (_on("adjudicate", "--rule", "agreement"), _on("adjudicate", "--rule", "majority", "--dry-run")),
}

USES: Mapping[str, Use] = {
    "open": _open,
    # Of a command that is new, a KeyError asks how it is used.
    **{f"{name}{number or ''}": use for name in COMMANDS for number, use in enumerate(_COMMANDS[name])},
}
RESTORES = ("restore", "restore1")  # of a sound backup over it, and of it over a sound library


@cache
def warmed_up(sound: Path) -> None:
    """Uses a sound library in this process, so that what it imports, reads and compiles is there in those it forks.

    Their time is half as long then.
    """
    with TemporaryDirectory(dir=sound.parent) as folder, redirect_stdout(None), redirect_stderr(None):
        for name, use in USES.items():
            (place := Path(folder) / name).mkdir()
            use(_laid_out(place, sound, sound))


def used(name: str, path: Path, sound: Path) -> Outcome:
    """Uses a copy of the library at `path`, with one of the `sound` library beside; all in the library's folder."""
    (folder := path.parent / f"use {name}").mkdir()
    copy = _laid_out(folder, path, sound)
    outcome = tried(lambda: USES[name](copy))
    outcome.must_be_sound(name)
    if name == RESTORES[0]:
        hold(outcome.ended == "done", f"A sound backup cannot be restored: {outcome.complained}")
        hold(libraries.rows(copy) == libraries.rows(sound), "The backup was restored, and something else is there")
    return outcome


def _laid_out(folder: Path, path: Path, sound: Path) -> Path:
    """A copy of the library at `path`, in the folder, with all that uses need."""
    for file in path.parent.glob(f"{path.name}*"):
        shutil.copy(file, folder)
    shutil.copy(sound, folder / SOUND)
    (folder / ARTICLE).write_text(libraries.TEXT, encoding="utf-8")
    (folder / CODEBOOK).write_text("label,attribute,option\nFrame,stance,for\n", encoding="utf-8")
    (folder / SPEAKERS).write_text("name,aliases,role\nVera Thorne,the mayor,mayor\n", encoding="utf-8")
    (folder / METADATA).write_text("file,publisher\nArticle.txt,The Gazette\n", encoding="utf-8")
    return folder / path.name
