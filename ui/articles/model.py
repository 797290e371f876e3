"""The articles of the library as a list that is read page by page, as it is looked at."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from desktop.base.errors import KnownError
from desktop.base.text_direction import isolated
from desktop.base.translation import listed, translated, translated_plural
from desktop.library import ArticleRow
from desktop.model.article_filter import ArticleFilter
from desktop.model.records import ADJUDICATED, Article, ArticleStatus
from ui.articles.words import STATUS
from ui.base.dates import shown_date
from ui.base.plain_text import tip
from ui.base.row_list import Index, RowModel
from ui.session.session import Session

ROW_ROLE = Qt.ItemDataRole.UserRole
_ROLES_OF_WHAT_IS_OPEN = {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole}
_ROLES = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, ROW_ROLE, *_ROLES_OF_WHAT_IS_OPEN}

PAGE = 25  # about as many as a window shows
_PAGES_KEPT = 120
_MANY = 50  # changed rows at hand, beyond which all are read again as they are looked at


class ArticleModel(RowModel):
    """Knows how many articles there are; reads a page of rows when one of them is asked for, and keeps a few pages.

    So a library of a hundred thousand articles costs the window no more than one of a thousand.
    """

    asked = Signal()  # what the filter shows is being asked, or is answered
    _not_read = Signal(object)  # the KnownError: out of `data` it would end a painting half done

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._questions = session.questions()
        self.is_asking = False  # whether the list still shows what an earlier filter asked for
        self._pages: OrderedDict[int, list[ArticleRow]] = OrderedDict()
        self._ids: list[str] | None = None  # what a filter shows, in its order; None: all, as they were added
        self.by_status: Mapping[ArticleStatus, int] = {}  # how many articles of the library have each status
        self.total = 0
        self._read_again()
        session.articles_changed.connect(self.refresh)
        session.counts_changed.connect(self._read_rows)
        self._not_read.connect(_raise)

    @property
    def filter(self) -> ArticleFilter:
        return self._session.filter

    def show_only(self, wanted: ArticleFilter) -> None:
        """Show the articles that are wanted, in the order that is."""
        self._session.filter = wanted
        self._read_again()

    def _read_again(self) -> None:
        wanted = self.filter
        self.by_status = self._session.library.articles_by_status()
        if wanted.is_of_all:
            self._questions.forget()
            self._show(None)
        elif not self._questions.ask(lambda library: library.article_ids(wanted), self._show):
            self.is_asking = True
            self.asked.emit()

    def _show(self, ids: list[str] | None) -> None:
        self._ids, self.is_asking = ids, False
        self._pages.clear()
        self.total = sum(self.by_status.values()) if ids is None else len(ids)
        self.set_count(self.total)
        self.asked.emit()

    def refresh(self, changed: Iterable[str] | None) -> None:
        """Read these articles' rows again, or all when None.

        What a filter shows stays as it was looked for, and in the order that it had, until articles come or go, or
        another filter is set: so an article that is done does not slip away from under the mouse.
        """
        before = sum(self.by_status.values())
        self.by_status = self._session.library.articles_by_status()
        total = sum(self.by_status.values())
        if changed is None or total != before:
            self._grow_or_read_again(total, changed is None)
        elif self._ids is not None and not set(self._ids).issuperset(changed):
            self._read_again()
        else:
            self._read_rows(changed)

    def _read_rows(self, changed: Iterable[str]) -> None:
        at_hand = {row.article.id: place for place, row in self._loaded_rows()}
        places = {at_hand[article_id]: article_id for article_id in changed if article_id in at_hand}
        if len(places) > _MANY:
            self._pages.clear()
            self.dataChanged.emit(self.index(0), self.index(self.total - 1))
            return
        for place, article_id in places.items():
            page, row = divmod(place, PAGE)
            try:
                self._pages[page][row] = self._session.article_row(article_id)
            except KnownError:  # taken away by an undo: the count will say so
                continue
            self.dataChanged.emit(self.index(place), self.index(place))

    def _grow_or_read_again(self, total: int, everything: bool) -> None:
        # An import adds at the end. Growing there keeps the place and the selection of whoever is reading the list.
        if total > self.total and self._ids is None and self._rows_are_in_place():
            self._pages.clear()
            before, self.total = self.total, total
            self.insertRows(before, total - before)
        elif everything or self._ids is not None or total != self.total:
            self._read_again()

    def _rows_are_in_place(self) -> bool:
        """Whether no article came before one that the list has read, as it does when one comes back by an undo."""
        place, row = max(self._loaded_rows(), key=lambda loaded: loaded[0], default=(0, None))
        return row is None or self._session.library.place_of_article(row.article.id) == place

    def row(self, place: int) -> ArticleRow | None:
        """The article at this place, if there is one."""
        if not 0 <= place < self.total:
            return None
        page, row = divmod(place, PAGE)
        rows = self._page(page)
        return rows[row] if 0 <= row < len(rows) else None

    def _page(self, page: int) -> list[ArticleRow]:
        if page in self._pages:
            self._pages.move_to_end(page)
        else:
            self._pages[page] = self._read_page(page * PAGE)
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        return self._pages[page]

    def _read_page(self, start: int) -> list[ArticleRow]:
        library = self._session.library
        if self._ids is None:
            return library.articles(limit=PAGE, offset=start)
        return library.article_rows(self._ids[start : start + PAGE])

    def find(self, article_id: str) -> int | None:
        """Where this article is, if the list shows it."""
        if self._ids is not None:
            return self._ids.index(article_id) if article_id in self._ids else None
        place = self._loaded_place(article_id)
        return self._session.library.place_of_article(article_id) if place is None else place

    def _loaded_place(self, article_id: str) -> int | None:
        return next((place for place, row in self._loaded_rows() if row.article.id == article_id), None)

    def loaded_articles(self) -> dict[str, Article]:
        """The articles as the list shows them, by id, those far from what is on the screen left out.

        Others may have changed them since: an edit that begins from them is refused then.
        """
        return {row.article.id: row.article for _, row in self._loaded_rows()}

    def _loaded_rows(self) -> Iterator[tuple[int, ArticleRow]]:
        return ((page * PAGE + number, row) for page, rows in self._pages.items() for number, row in enumerate(rows))

    def ids_at(self, places: Sequence[range]) -> list[str]:
        """The ids of the articles at these places, in the order of the list; one at hand costs no question."""
        if sum(map(len, places)) == 1:
            row = self.row(places[0].start)
            return [row.article.id] if row else []
        ids = self._all_ids() if places else []
        return [id for some in sorted(places, key=lambda some: some.start) for id in ids[some.start : some.stop]]

    def _all_ids(self) -> list[str]:
        return self._session.library.article_ids() if self._ids is None else self._ids

    def places_of(self, ids: Iterable[str]) -> list[range]:
        """Where these articles are: rows that follow each other are one range."""
        wanted = set(ids)
        found: list[range] = []
        for place, id in enumerate(self._all_ids()):
            if id not in wanted:
                continue
            if found and found[-1].stop == place:
                found[-1] = range(found[-1].start, place + 1)
            else:
                found.append(range(place, place + 1))
        return found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ROLES:
            return None
        try:
            article_row = self.row(index.row())
        except KnownError as error:
            self._not_read.emit(error)
            return None
        if article_row is None or role == ROW_ROLE:
            return article_row
        if role == Qt.ItemDataRole.DisplayRole:
            return article_row.article.title
        if role in _ROLES_OF_WHAT_IS_OPEN:
            words = self._open_again(article_row.article)
            return tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return listed([article_row.article.title, translated(STATUS[article_row.article.status]), facts(article_row)])

    def _open_again(self, article: Article) -> str:
        """What is to be decided anew in an article that was marked as done when all was, as a sentence."""
        library = self._session.library
        if library.layer != ADJUDICATED or article.status != "done":
            return ""
        from desktop.adjudication.undecided import undecided_in

        return undecided_in(library, [article.id])


def _raise(error: KnownError) -> None:
    raise error


def facts(row: ArticleRow) -> str:
    """ "Herald · 21 Nov 2026 · 14 claims": what is known, in one line."""
    article = row.article
    claims = translated_plural("{count} claim", "{count} claims", row.claims) if row.claims else ""
    tags = " ".join(f"#{isolated(tag)}" for tag in article.tags)
    parts = (isolated(article.publisher), shown_date(article.published, short=True), claims, tags)
    return " · ".join(part for part in parts if part)
