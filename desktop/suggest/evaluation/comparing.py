"""Compares suggestions, or an annotator's work, with gold: a file's articles, or an annotator's in the same library.

The figures are those of `evaluation`, so a file is measured here as by `ascribe evaluate`. What is missed or false is
listed with the library's article that has the same text, if there is one, where it can be looked at.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop.library import Library
from desktop.model.records import PROGRAM, Article
from desktop.model.text import Fragments, canonical, quoted_text
from desktop.suggest.attributions import suggest
from desktop.suggest.evaluation import gold as gold_files
from desktop.suggest.evaluation.figures import as_lines
from desktop.suggest.evaluation.gold import GoldArticle, Report, as_report
from desktop.suggest.evaluation.measures import Evaluation, Pair, compare
from desktop.suggest.language.word_lists import Scope, language_to_read
from desktop.suggest.learning.training_data import accepted_by, learnt_from

Progress = Callable[[int, int], None]
_Finder = Callable[[GoldArticle, Article | None], Iterable[Report]]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What the program proposes, by rules or by what was learnt from the library."""

    scope: Scope = "all"
    learnt: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """What one annotator has accepted in the library."""

    annotator: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One attribution that is missed or false, and where it is to be seen."""

    home: str | None  # the id of the library's article that has the text
    title: str  # of that article; else how the gold file calls it
    contents: Fragments
    words: str
    why: str  # gold and proposed, one above the other


@dataclass(slots=True)
class Comparison:
    """What came of it."""

    evaluation: Evaluation = field(default_factory=Evaluation)
    articles: int = 0
    missed: list[Entry] = field(default_factory=list)
    false: list[Entry] = field(default_factory=list)


def annotators(library: Library) -> list[str]:
    """Those whose work can be compared: the library's own first, who may not have begun, then the others by name."""
    others = set(library.articles_by_annotator()) - {library.annotator, PROGRAM, ""}
    return [library.annotator, *sorted(others, key=str.casefold)]


def has_learnt(library: Library) -> bool:
    """Whether something was learnt from the library, which can be compared."""
    return learnt_from(library) is not None


def compared(library: Library, proposed: Suggestions | Work, gold: Path | Work, progress: Progress) -> Comparison:
    """Compares what is proposed with what is gold.

    Suggestions are compared with an annotator's work in the articles that are done, but for those that only others
    annotated. An annotator's work is compared in the articles in which that annotator accepted something, and with
    another's only where both did.

    Raises:
        KnownError: the gold file, or what was learnt, cannot be used.
        Cancelled: `progress` raised it.
    """
    worked = library.articles_by_annotator()
    if isinstance(gold, Path):
        cases = _of_file(library, gold)
    else:
        cases = _of_annotator(library, gold.annotator, worked, also_begun=isinstance(proposed, Work))
    if isinstance(proposed, Work):
        find = _work_of(library, proposed.annotator)
        own = worked.get(proposed.annotator, set())
        cases = [case for case in cases if case.home and case.home.id in own]
    else:
        find = _suggested(library, proposed)
    found = Comparison(articles=len(cases))
    for done, case in enumerate(cases):
        progress(done, len(cases))
        _compare(found, case, find)
    progress(len(cases), len(cases))
    return found


@dataclass(frozen=True, slots=True)
class _Case:
    """An article to compare in: read when its turn comes, so that a large library is never in memory whole."""

    read: Callable[[], GoldArticle]
    home: Article | None


def _of_file(library: Library, path: Path) -> list[_Case]:
    articles = gold_files.read(path)
    hashes = [_hash(article.text) for article in articles]
    known = library.known_hashes(hashes)
    homes = [library.article(known[hash]) if hash in known else None for hash in hashes]
    return [_Case(lambda article=article: article, home) for article, home in zip(articles, homes, strict=True)]  # type: ignore[misc]


def _hash(text: str) -> str:
    """The hash that the text has in a library; of the text as it is, when offsets in it would count otherwise there."""
    kept = canonical(text)
    return hashlib.sha256((kept if len(kept) == len(text) else text).encode()).hexdigest()


def _of_annotator(library: Library, annotator: str, worked: dict[str, set[str]], *, also_begun: bool) -> list[_Case]:
    own = worked.get(annotator, set())
    others = set().union(*worked.values()) - own

    def is_gold(article: Article) -> bool:
        return article.id in own if also_begun else article.status == "done" and article.id not in others

    homes = [row.article for row in library.articles()]
    return [
        _Case(lambda home=home: accepted_by(library, home.id, annotator), home)  # type: ignore[misc]
        for home in homes
        if is_gold(home)
    ]


def _work_of(library: Library, annotator: str) -> _Finder:
    return lambda article, home: accepted_by(library, home.id, annotator).reports if home else ()


def _suggested(library: Library, suggestions: Suggestions) -> _Finder:
    """As `ascribe evaluate` does, and in the article's language where the library knows it."""
    learnt = learnt_from(library) if suggestions.learnt else None

    def find(article: GoldArticle, home: Article | None) -> list[Report]:
        code = language_to_read(article.text, home.language if home else "")
        if learnt and learnt.code == code:
            return [as_report(one) for one in learnt.suggest(article.text)]
        return [as_report(one) for one in suggest(article.text, code, suggestions.scope)]

    return find


def _compare(found: Comparison, case: _Case, find: _Finder) -> None:
    article = case.read()
    seen = len(found.evaluation.pairs)
    compare(found.evaluation, article, find(article, case.home))
    pairs = found.evaluation.pairs[seen:]
    found.missed += _entries(article, case.home, ((pair, pair.gold) for pair in pairs if pair.is_missed))
    found.false += _entries(article, case.home, ((pair, pair.proposed) for pair in pairs if pair.is_false))


def _entries(
    article: GoldArticle, home: Article | None, pairs: Iterable[tuple[Pair, Report | None]]
) -> Iterator[Entry]:
    """In text order."""
    listed: Sequence[tuple[Pair, Report]] = [(pair, report) for pair, report in pairs if report]
    for pair, report in sorted(listed, key=lambda one: one[1].contents):
        yield Entry(
            home=home.id if home else None,
            title=home.title if home else article.id,
            contents=report.contents,
            words=" ".join(quoted_text(article.text, report.contents).split()),
            why=as_lines(article.text, pair).strip(),
        )
