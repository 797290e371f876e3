"""What an import would bring, before anything is imported: how many articles, what is known of them, the first ones."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from desktop.base import files
from desktop.base.errors import KnownError
from desktop.base.named_file import errors_naming
from desktop.base.progress import Progress, unwatched
from desktop.base.text_direction import isolated
from desktop.base.translation import Message, Plural, listed, translated, translated_plural
from desktop.exchange import registry
from desktop.exchange.document import Document
from desktop.exchange.import_report import ImportReport, Refusal
from desktop.exchange.importing import files_of
from desktop.exchange.known_articles import KnownArticles
from desktop.exchange.name_patterns import with_names
from desktop.exchange.registry import TableFound
from desktop.exchange.source import FOUND, Choices, Source
from desktop.library.reader import Reader
from desktop.model.records import Article

SHOWN: Final = 3  # articles of each file
_KNOWN_OF: Final = {  # fields of an article that are counted
    "title": Message("title"),
    "publisher": Message("publisher"),
    "published": Message("date"),
    "author": Message("author"),
    "url": Message("URL"),
    "language": Message("language"),
}
_IN_WORDS: Final = {"text": Message("text"), **_KNOWN_OF}
_FEW: Final = 20  # files that are looked into
_MAY_HAVE_MANY: Final = frozenset(["text", "html", "docx", "rtf"])  # beside tables
_BEGINNING: Final = 500  # characters of a text
_ASKED_AT_ONCE: Final = 500  # hashes


@dataclass
class FilePreview:
    """What one file would bring."""

    path: Path
    pattern: str  # the title of the pattern by which it was split; empty for none
    passed_over: Sequence[str]
    columns: Mapping[str, str]  # of a table: by an article's field, the column's name
    said: Sequence[str] = ()  # sentences of the file's reader
    articles: int = 0
    fields: Counter[str] = field(default_factory=Counter)  # how many articles have each
    first: list[Article] = field(default_factory=list)
    begins: list[str] = field(default_factory=list)  # the first words of the texts of these, below the title
    annotations: int = 0
    new: int = 0  # articles that are neither in the library nor before them in these files
    twice: list[str] = field(default_factory=list)  # titles of articles whose text came before in these files
    known: list[str] = field(default_factory=list)  # titles of articles whose text the library has

    def lines(self) -> list[str]:
        """The preview in words, a line each."""
        said = self.remarks()
        for number, article in enumerate(self.first, start=1):
            facts = (article.title, article.publisher, article.published, article.author)
            said.append(f"{number}. {' · '.join(filter(None, facts))}")
        return said

    def remarks(self) -> list[str]:
        """All but the first articles, in words, a line each."""
        head = translated_plural("{file}: {count} article", "{file}: {count} articles", self.articles, file=self.path)
        said = [f"{head} ({isolated(self.pattern)})" if self.pattern else head]
        counts = [
            translated("{field} {count}", field=translated(_KNOWN_OF[name]), count=self.fields[name])
            for name in _KNOWN_OF
            if self.fields[name]
        ]
        if self.articles > 1:
            said.append(translated("Details: {fields}", fields=listed(counts)))
        if self.columns:
            columns = [f"{translated(_IN_WORDS[field])} = {isolated(name)}" for field, name in self.columns.items()]
            said.append(translated("Columns: {columns}", columns=listed(columns)))
        for titles, words in ((self.known, _IN_LIBRARY), (self.twice, _TWICE)):
            if titles:
                said.append(translated_plural(*words, len(titles), titles="; ".join(titles[:SHOWN])))
        if self.passed_over:
            said.append(translated_plural(*_NO_ARTICLES, len(self.passed_over), words="; ".join(self.passed_over[:3])))
        return [*said, *self.said]


_IN_LIBRARY = Plural(
    "{count} is in the library already: {titles}",
    "{count} are in the library already, such as: {titles}",
)
_TWICE = Plural(
    "{count} has the text of one before it: {titles}",
    "{count} have the text of one before them, such as: {titles}",
)
_NO_ARTICLES = Plural(
    "{count} part is no article and would be left out: {words}",
    "{count} parts are no articles and would be left out, such as: {words}",
)


@dataclass
class Preview:
    """What these files would bring."""

    files: list[FilePreview] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    table: TableFound | None = None  # the first of them that is a table

    @property
    def articles(self) -> int:
        return sum(file.articles for file in self.files)

    @property
    def new(self) -> int:
        """Articles that are not there yet."""
        return sum(file.new for file in self.files)

    @property
    def brings_something(self) -> bool:
        """Whether there is anything to add: articles, or annotations of those that are there."""
        return self.new > 0 or any(file.annotations for file in self.files)


def wanted(paths: Sequence[Path]) -> bool:
    """Whether a person is to see a preview: some of these few files, and not folders, hold many articles.

    A file that says itself what is in it, such as an export of Ascribe, needs none; nor does one that cannot be read.
    """
    return len(paths) <= _FEW and any(map(_has_many, paths))


def _has_many(path: Path) -> bool:
    try:
        if files.is_folder(path):
            return False
        format = registry.format_of(Source.of(path))
        if format.table is not None:
            table = registry.table_in(path)
            return table is not None and len(table.columns) > 1
        if format.name not in _MAY_HAVE_MANY:
            return False
        reading = registry.read(path)
    except KnownError:
        return False
    return bool(reading.pattern) and reading.total > 1


def preview(
    library: Reader | None, paths: Iterable[Path], progress: Progress = unwatched, choices: Choices = FOUND
) -> Preview:
    """Reads files, and those of folders, and writes nothing. Without a library, all of it is new.

    `progress` is called before each file, and may raise `Cancelled`.
    """
    seen = Preview()
    report = ImportReport()
    incoming = KnownArticles(None, ())
    with files_of(paths, report) as found:
        for done, (path, shown) in enumerate(found):
            progress(done, len(found))
            try:
                with errors_naming(shown, path):
                    seen.table = seen.table or registry.table_in(path, choices)
                    seen.files.append(_file(library, path, shown, choices, incoming))
            except KnownError as error:
                report.refused.append(Refusal(shown, str(error)))
        progress(len(found), len(found))
    seen.refused = report.refused
    return seen


def _file(library: Reader | None, path: Path, shown: Path, choices: Choices, incoming: KnownArticles) -> FilePreview:
    reading = with_names(registry.read(path, choices=choices), shown, choices.name_pattern)
    file = FilePreview(shown, reading.pattern, reading.passed_over, reading.columns, said=reading.remarks)
    batch: list[Article] = []
    for document in reading.documents:
        article = document.article
        file.articles += 1
        file.annotations += len(document.annotations)
        file.fields.update(name for name in _KNOWN_OF if getattr(article, name))
        if len(file.first) < SHOWN:
            file.first.append(article)
            file.begins.append(_beginning(document))
        batch.append(article)
        if len(batch) == _ASKED_AT_ONCE:
            _compare(file, library, batch, incoming)
            batch = []
    _compare(file, library, batch, incoming)
    return file


def _compare(file: FilePreview, library: Reader | None, articles: Sequence[Article], incoming: KnownArticles) -> None:
    """Counts which of these articles are there: in the library, or before them in the files."""
    there = KnownArticles(library, articles)
    for article in articles:
        is_known, is_twice = there.of(article) is not None, incoming.of(article) is not None
        incoming.add(article)
        if is_known:
            file.known.append(article.title)
        if is_twice:
            file.twice.append(article.title)
        file.new += not (is_known or is_twice)


def _beginning(document: Document) -> str:
    text = document.text[:_BEGINNING]
    below = text.removeprefix(document.article.title)
    return " ".join((below if below.startswith("\n") else text).split())
