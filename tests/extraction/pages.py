"""Saved pages with what is known of them: the article-extraction-benchmark's, and Fundus's."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Page:
    """A page, and what of it somebody said that it is."""

    html: bytes
    body: str
    standfirst: str = ""
    title: str = ""
    published: str = ""  # ISO 8601, to the day
    authors: tuple[str, ...] = ()


def benchmark(folder: Path) -> Iterator[Page]:
    """Of github.com/scrapinghub/article-extraction-benchmark."""
    for name, true in json.loads((folder / "ground-truth.json").read_bytes()).items():
        yield Page(gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()), true["articleBody"])


def fundus(folder: Path) -> Iterator[Page]:
    """Of github.com/flairNLP/fundus: the pages that its parsers are tested with, newest parser first."""
    for file in sorted((folder / "tests/resources/parser/test_data").glob("*/*.json")):
        versions: dict[str, Any] = json.loads(file.read_bytes())
        pages = sorted(file.parent.glob(f"{file.stem}_*.html.gz"))
        for version, page in zip(sorted(versions), pages, strict=False):
            true = versions[version]
            body = true.get("body") or {}
            sections = [words for one in body.get("sections", ()) for words in (*one["headline"], *one["paragraphs"])]
            if sections:
                standfirst = "\n".join(body.get("summary", ()))
                yield Page(
                    gzip.decompress(page.read_bytes()),
                    "\n".join(filter(None, [standfirst, *sections])),
                    standfirst,
                    true.get("title") or "",
                    (true.get("publishing_date") or "")[:10],
                    tuple(true.get("authors") or ()),
                )
