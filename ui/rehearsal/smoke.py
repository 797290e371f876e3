"""`ascribe --smoke`: a frozen program proves that it is whole. Silent when it is; otherwise a sentence, and status 1.

In a folder of its own it imports a text, a web page and a Word document, labels the sample with the mouse and the keys,
exports, checks the export, opens the library again, exports the same once more, and brings it into an empty library.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from desktop.base.library_address import LibraryAddress
from ui.rehearsal import job, stage
from ui.rehearsal.hand import Hand, Stuck

# The date stands in the text alone: to find it, trafilatura needs all that it brings along.
_PAGE = """<!DOCTYPE html><html lang="en"><head><title>Ferry to sail again</title></head><body><nav>Home | News</nav>
<article><h1>Ferry to sail again</h1><p class="byline">Published 14 March 2024 by Ada Quill</p>
<p>The ferry across the Wex will sail again from Monday, the council said, after six weeks in dock.</p>
<p>“She is a new ship in all but name,” said its master, Jonah Peel, who has run the crossing since 1998. The first
boat leaves at six in the morning, and the last one returns shortly before midnight.</p></article>
<footer>Cookies</footer></body></html>"""
_TEXTS = {
    "note.txt": "A plain text",
    "ferry.html": "The ferry across the Wex",
    "letter.docx": "A Word document",
}


def run() -> int:
    """The exit status of the rehearsal."""
    with tempfile.TemporaryDirectory(prefix="ascribe-smoke-") as folder:
        try:
            _rehearse(Path(folder))
        except Stuck as error:
            print(f"ascribe: {error}", file=sys.stderr)
            return 1
    return 0


def _rehearse(folder: Path) -> None:
    stage.live_in(folder / "home")
    files = _make_files(folder)
    stage.play(lambda hand: _work(hand, files, folder / "first.json"))
    stage.play(lambda hand: job.export(hand, folder / "second.json"))
    first, second = _read(folder / "first.json"), _read(folder / "second.json")
    _expect(first == second, "The library gave another export when it was opened again.")
    stage.play(lambda hand: _move(hand, folder), LibraryAddress.of(folder / "home" / "Empty.ascribe"))
    _expect(_read(folder / "third.json") == first, "The export came out of an empty library as another one.")


def _make_files(folder: Path) -> list[Path]:
    from docx import Document

    files = [folder / name for name in _TEXTS]
    note, page, letter = files
    note.write_text(f"{_TEXTS[note.name]}\n\nIt rained, the mayor said.\n", encoding="utf-8")
    page.write_text(_PAGE, encoding="utf-8")
    document = Document()
    document.add_paragraph(_TEXTS[letter.name])
    document.save(str(letter))
    return files


def _work(hand: Hand, files: list[Path], target: Path) -> None:
    job.label_sample(hand)
    job.import_files(hand, files)
    hand.wait_for_rows("Articles", 1 + len(files))
    job.export(hand, target)


def _move(hand: Hand, folder: Path) -> None:
    job.import_files(hand, [folder / "first.json"])
    hand.wait_for_rows("Articles", 1 + len(_TEXTS))
    job.export(hand, folder / "third.json")


def _read(path: Path) -> dict[str, Any]:
    """An export without its time, once it was found to hold what it should."""
    from desktop.exchange.formats.native.checking import inspect

    exported: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    del exported["exported_at"]
    texts = [article["text"] for article in exported["articles"]]
    missing = [name for name, words in _TEXTS.items() if not any(words in text for text in texts)]
    problems = [*inspect(path).problems, *job.shortfalls(exported), *(f"no article from {name}" for name in missing)]
    ferry = next((article for article in exported["articles"] if article["title"] == "Ferry to sail again"), None)
    if ferry is None or ferry["published"] != "2024-03-14":
        problems.append(f"the web page was read as {ferry and (ferry['title'], ferry['published'])}")
    _expect(not problems, f"{path.name} is not as it should be:\n" + "\n".join(problems))
    return exported


def _expect(fulfilled: bool, sentence: str) -> None:
    if not fulfilled:
        raise Stuck(sentence)
