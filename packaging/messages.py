"""Collects the texts of the program for translators, and compiles their translations: `make messages`.

Writes resources/translations/ascribe.pot from the code, brings each LANGUAGE/LC_MESSAGES/ascribe.po beside it up to
date, and compiles it to the ascribe.mo that the program reads. `python packaging/messages.py de` begins a language.
"""

import ast
import string
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources/translations"

_ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)  # the date of a file that is the same as long as its texts are

# The functions of desktop/base/translation.py that take a text, and what their first arguments are.
KEYWORDS = {
    "translated": ("text",),
    "translated_in": ("context", "text"),
    "translated_plural": ("text", "plural"),
    "Message": ("text",),
    "Plural": ("text", "plural"),
}


class Text(NamedTuple):
    """A text of the program. Babel's own reader of Python overlooks texts in the arguments of other texts."""

    file: str
    text: str
    plural: str = ""
    context: str = ""


def collected(root: Path = ROOT) -> Iterator[Text]:
    """Every text in the code, in the order of the files and lines."""
    for file in sorted([*root.glob("desktop/**/*.py"), *root.glob("ui/**/*.py")]):
        yield from texts(file.read_text(encoding="utf-8"), file.relative_to(root).as_posix())


def texts(source: str, file: str) -> Iterator[Text]:
    """The texts in a file. What is no literal is a `Message` or a `Plural`, which stands elsewhere."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        parts = KEYWORDS.get(call.func.id, ()) if isinstance(call.func, ast.Name) else ()
        given = [part.value for part in call.args[: len(parts)] if isinstance(part, ast.Constant)]
        if parts and len(given) == len(parts):
            yield Text(file, **dict(zip(parts, given, strict=True)))


def template() -> Catalog:
    """All texts, untranslated."""
    catalogue = Catalog(project="Ascribe", header_comment="# The texts of Ascribe.", fuzzy=False)
    for text in collected():
        id = (text.text, text.plural) if text.plural else text.text
        catalogue.add(id, locations=[(text.file, 0)], context=text.context or None)
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """The catalogue as a file, which is the same as long as its texts are."""
    for message in catalogue:
        message.flags.discard("python-format")  # Babel takes "% f" for it
    stream = BytesIO()
    write_po(stream, catalogue, width=110, include_lineno=False)
    lines = stream.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith((b'"POT-Creation-Date', b'"Generated-By')))


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as the program reads it.

    Raises:
        ValueError: a translation has an argument that its text has not.
    """
    for message in catalogue:
        if message.id and not message.fuzzy and (unknown := fields(message.string or "") - fields(message.id)):
            raise ValueError(f"{catalogue.locale}: {message.string!r} has {{{min(unknown)}}}, which the text has not.")
    catalogue.creation_date = _ALWAYS
    stream = BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def fields(words: str | Sequence[str]) -> set[str]:
    """The names of the arguments in a text, or in all its forms."""
    forms = [words] if isinstance(words, str) else words
    return {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name is not None}


def made(begun: Sequence[str] = ()) -> dict[Path, bytes]:
    """All files, as they are to be: the template, and the translations that there are or that are begun now."""
    texts_now = template()
    files = {FOLDER / "ascribe.pot": written(texts_now)}
    for language in sorted({*begun, *(file.parent.parent.name for file in FOLDER.glob("*/LC_MESSAGES/*.po"))}):
        file = FOLDER / language / "LC_MESSAGES" / "ascribe.po"
        there = file.read_bytes() if file.exists() else b""
        catalogue = read_po(BytesIO(there), locale=language)
        catalogue.update(texts_now)
        files |= {file: written(catalogue), file.with_suffix(".mo"): compiled(catalogue)}
    return files


def main(begun: Sequence[str]) -> None:
    files = made(begun)
    for file, content in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    print(*(file.relative_to(FOLDER) for file in files), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
