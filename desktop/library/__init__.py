"""The library: tables, edits and the journal, search, backups, migrations. The one place that knows SQLAlchemy."""

from desktop.library.edits import Edit
from desktop.library.journal import JournalEntry, Notice
from desktop.library.library import Library
from desktop.library.reading import ArticleRow
from desktop.library.snapshot import Snapshot, WholeArticle
from desktop.library.sqlite.search import SearchHit

__all__ = ["ArticleRow", "Edit", "JournalEntry", "Library", "Notice", "SearchHit", "Snapshot", "WholeArticle"]
