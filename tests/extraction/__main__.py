"""Prints the figures. What is measured is fetched by whoever runs this, and nothing of it is kept."""

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import trafilatura

from desktop.base.decoding import decoded
from desktop.base.errors import KnownError
from desktop.exchange.document import Document
from desktop.exchange.formats.web_page import article_of, declared_encoding
from tests.extraction import encodings, pages
from tests.extraction.pages import Page
from tests.extraction.shingles import f1, match

Result = TypeVar("Result")

_WANTED = {
    "article-extraction-benchmark": "scrapinghub/article-extraction-benchmark",
    "fundus": "flairNLP/fundus",
    "chardet": "chardet/chardet",
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.extraction", description=__doc__)
    parser.add_argument("corpora", metavar="FOLDER", type=Path, help="the folder with a clone of each repository")
    corpora: Path = parser.parse_args().corpora
    missing = [name for name in _WANTED if not (corpora / name).is_dir()]
    for name in missing:
        print(f"Not there: clone {_WANTED[name]} of GitHub as {corpora / name}.")
    if "article-extraction-benchmark" not in missing:
        _tell("article-extraction-benchmark", list(pages.benchmark(corpora / "article-extraction-benchmark")))
    if "fundus" not in missing:
        found = list(pages.fundus(corpora / "fundus"))
        _tell_facts(found, _tell("Fundus", found))
    if "chardet" not in missing:
        _tell_encodings(corpora / "chardet")
    return 1 if missing else 0


def _tell(name: str, found: Sequence[Page]) -> list[Document | None]:
    ours, our_time = _timed(_article, found)
    theirs, their_time = _timed(_by_trafilatura, found)
    without = [match(page.body, _without_headline(one)) for page, one in zip(found, ours, strict=True)]
    others = [match(page.body, text or "") for page, text in zip(found, theirs, strict=True)]
    print(f"{name}: {len(found)} pages")
    print(f"  body, F1: {f1(without):.4f} (trafilatura {f1(others):.4f})")
    print(f"  processor time: {our_time:.1f} s, {our_time / their_time:.2f} x trafilatura's")
    return ours


def _tell_facts(found: Sequence[Page], ours: Sequence[Document | None]) -> None:
    pairs = list(zip(found, ours, strict=True))
    kept = [_holds(one, page.standfirst) for page, one in pairs if page.standfirst]
    titles = [one is not None and _key(one.article.title) == _key(page.title) for page, one in pairs if page.title]
    dates = [one is not None and one.article.published[:10] == page.published for page, one in pairs if page.published]
    authors = [one is not None and _names(one) == _keys(page.authors) for page, one in pairs if page.authors]
    for name, right in (("standfirst", kept), ("headline", titles), ("date", dates), ("authors", authors)):
        print(f"  {name}: {sum(right)} of {len(right)}, {sum(right) / max(1, len(right)):.1%}")


def _tell_encodings(folder: Path) -> None:
    right: Counter[str] = Counter()
    files = list(encodings.files(folder))
    for name, way in encodings.WAYS.items():
        right[name] = sum((way(data) or "").lstrip("\ufeff") == text for data, text in files)
    print(f"chardet's fixtures: {len(files)} files")
    for name, count in right.items():
        print(f"  {name}: {count}, {count / max(1, len(files)):.1%}")


def _timed(way: Callable[[bytes], Result], found: Iterable[Page]) -> tuple[list[Result], float]:
    begun = time.process_time()
    results = [way(page.html) for page in found]
    return results, time.process_time() - begun


def _article(html: bytes) -> Document | None:
    try:
        return article_of(decoded(html, declared=declared_encoding(html), lenient=True))
    except KnownError:
        return None


def _by_trafilatura(html: bytes) -> str | None:
    return trafilatura.extract(html, include_comments=False)


def _without_headline(document: Document | None) -> str:
    if document is None:
        return ""
    first, _, rest = document.text.partition("\n")
    return rest if first == document.article.title else document.text


def _holds(document: Document | None, standfirst: str) -> bool:
    return document is not None and all(_key(line) in _key(document.text) for line in standfirst.split("\n"))


def _names(document: Document) -> set[str]:
    return _keys(document.article.author.split(";"))


def _keys(names: Iterable[str]) -> set[str]:
    return {_key(name) for name in names}


def _key(words: str) -> str:
    return "".join(character for character in words.casefold() if character.isalnum())


if __name__ == "__main__":
    raise SystemExit(main())
