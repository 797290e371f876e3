"""The library: tables, edits and the journal, search, backups, migrations. The one place that knows SQLAlchemy."""

from desktop.library.edit import Edit
from desktop.library.journal import JournalEntry, Notice
from desktop.library.library import Library
from desktop.library.reader import Reader, WholeArticle
from desktop.library.snapshot import Snapshot
from desktop.library.sqlite.queries.articles import ArticleRow
from desktop.library.sqlite.search import SearchHit

__all__ = ["ArticleRow", "Edit", "JournalEntry", "Library", "Notice", "Reader", "SearchHit", "Snapshot", "WholeArticle"]
