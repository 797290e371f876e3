"""Importing saved pages, beside trafilatura alone on the same pages. Both on one core."""

import sys
import tempfile
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

from tests.bench import made
from tests.bench.figures import Measured
from tests.bench.processes import ANNOTATOR, Clock, say, told_by

_PAGES, _LENGTH, _RUNS = 1_000, 4_000, 3
_LINKS, _TEASERS, _SCRIPT = (
    80,
    25,
    30_000,
)  # of a page: links in menus, teasers beside the article, characters of scripts


def measure() -> Mapping[str, Measured]:
    with tempfile.TemporaryDirectory(dir=made.FOLDER) as folder:
        pages = Path(folder) / "pages"
        pages.mkdir()
        for number, page in enumerate(_pages()):
            (pages / f"{number:04}.html").write_text(page, encoding="utf-8")
        ours, bare = [], []
        for run in range(_RUNS):
            bare.append(told_by("paging", "bare", pages, home=Path(folder)))
            ours.append(told_by("paging", "ours", pages, Path(folder) / f"{run}.ascribe", home=Path(folder)))
    return {
        "pages": Measured(
            [one["wall"] for one in ours], [one["wall"] for one in bare],
            [one["cpu"] for one in ours], [one["cpu"] for one in bare],
        )
    }  # fmt: skip


def _pages() -> Iterator[str]:
    """Pages as newspapers' are: much more around the article than in it."""
    newsroom = made.Newsroom(6)
    teasers = [newsroom.text(200).partition("\n")[0] for _ in range(200)]
    for number in range(_PAGES):
        title, *paragraphs = map(escape, newsroom.text(_LENGTH).split("\n\n"))
        beside = newsroom.random.sample(teasers, _TEASERS)
        yield "".join(
            [
                f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{title} - The Post</title>",
                f"<meta property='og:title' content='{title}'><meta property='og:site_name' content='The Post'>",
                f"<meta name='author' content='{newsroom.names[number]}'>",
                f"<meta property='article:published_time' content='2026-01-{1 + number % 28:02}T10:00:00Z'>",
                f"<link rel='canonical' href='https://post.example/{number}'>",
                f"<script>{'a=1;' * (_SCRIPT // 4)}</script>",
                "</head><body><header><nav><ul>",
                *(f"<li><a href='/{link}'>Part {link}</a></li>" for link in range(_LINKS)),
                f"</ul></nav></header><main><article><h1>{title}</h1><div class='copy'>",
                *(f"<p>{paragraph}</p>" for paragraph in paragraphs),
                "</div></article><aside>",
                *(f"<div class='teaser'><h3><a href='/'>{one}</a></h3><p>{one}</p></div>" for one in beside),
                "</aside></main><footer><p>© The Post</p></footer></body></html>",
            ]
        )


def ours(pages: Path, target: Path) -> None:
    """What the window and `ascribe import FOLDER` do."""
    from desktop.exchange.importing import import_paths
    from desktop.library import Library

    with Library.open(target, annotator=ANNOTATOR) as library:
        clock = Clock()
        report = import_paths(library, [pages])
        taken = clock.taken()
        assert len(report.added) == _PAGES
    say(**taken._asdict())


def bare(pages: Path) -> None:
    """The text of each page, and nothing else."""
    clock = Clock()
    import trafilatura

    for file in sorted(pages.iterdir()):
        assert trafilatura.extract(file.read_bytes(), include_comments=False)
    say(**clock.taken()._asdict())


if __name__ == "__main__":
    {"ours": ours, "bare": bare}[sys.argv[1]](*map(Path, sys.argv[2:]))
