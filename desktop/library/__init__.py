"""The library: tables, edits and the journal, search, backups, migrations. The one place that knows SQLAlchemy.

What a script needs is here: `read` gives a `Reader`, whose answers are the records below.
"""

from desktop.base.errors import KnownError
from desktop.base.library_address import LibraryAddress
from desktop.library.edit import Edit
from desktop.library.journal import JournalEntry
from desktop.library.library import Library
from desktop.library.notices import Notice
from desktop.library.read_only import read
from desktop.library.reader import Reader
from desktop.library.snapshot import Snapshot
from desktop.library.sql.queries.articles import ArticleRow
from desktop.library.sql.queries.codebook_use import NOT_USED, Use
from desktop.library.sql.queries.layers import Layers
from desktop.library.sql.queries.same_texts import SameText
from desktop.library.sql.queries.whole_articles import WholeArticle
from desktop.library.sql.search import SearchHit
from desktop.library.working_layer import login_name
from desktop.model.codebook import Attribute, Codebook, Label
from desktop.model.records import Annotation, Article, Attribution, Source, Speaker, Track
from desktop.model.text import Fragment

__all__ = [
    "NOT_USED",
    "Annotation",
    "Article",
    "ArticleRow",
    "Attribute",
    "Attribution",
    "Codebook",
    "Edit",
    "Fragment",
    "JournalEntry",
    "KnownError",
    "Label",
    "Layers",
    "Library",
    "LibraryAddress",
    "Notice",
    "Reader",
    "SameText",
    "SearchHit",
    "Snapshot",
    "Source",
    "Speaker",
    "Track",
    "Use",
    "WholeArticle",
    "login_name",
    "read",
]
