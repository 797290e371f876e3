"""Search the library: a field in the toolbar, the hits with their words below it."""

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from desktop.base.errors import Gone, KnownError
from desktop.base.text_direction import isolated
from desktop.base.translation import Message, translated
from desktop.library import SearchHit
from desktop.model.search_query import Query
from desktop.model.text import Fragment, OffsetMap
from ui.base import keys, theme
from ui.base.dates import shown_date
from ui.base.panel_parts import paint_line, paint_row_ground
from ui.base.plain_text import PlainLabel
from ui.base.row_list import RowDelegate
from ui.session.session import Session

_HEIGHT = 62
_WIDTH = 460
_BEFORE = {"claim": Message("Claim"), "note": Message("Note"), "speaker": Message("Speaker")}  # what has the words
_Index = QModelIndex | QPersistentModelIndex


class _HitModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hits: list[SearchHit] = []

    def show_hits(self, hits: list[SearchHit]) -> None:
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        hit = self.hits[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return hit
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{isolated(hit.article.title)}: {isolated(hit.snippet)}"
        return None


class _HitDelegate(RowDelegate):
    """Paints a hit: the article's title and facts, and two lines around the words, which are marked."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, _HEIGHT)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        hit: SearchHit = index.data(Qt.ItemDataRole.UserRole)
        colors = theme.current()
        paint_row_ground(painter, option, inset=4)
        title, small = self.faces(option.font)
        rect = option.rect.adjusted(14, 6, -14, -4)
        facts = " · ".join(
            part for part in (isolated(hit.article.publisher), shown_date(hit.article.published, short=True)) if part
        )
        facts_width = painter.fontMetrics().horizontalAdvance(facts) + 8
        line = QRect(rect.left(), rect.top(), rect.width() - facts_width, 18)
        taken = paint_line(painter, line, hit.article.title, title, colors.ink)
        paint_line(painter, QRect(rect.left() + taken + 8, rect.top(), facts_width, 18), facts, small, colors.secondary)
        _paint_snippet(painter, QRect(rect.left(), rect.top() + 19, rect.width(), 34), hit)


def _paint_snippet(painter: QPainter, rect: QRect, hit: SearchHit) -> None:
    before = _BEFORE.get(hit.where)
    prefix = f"{translated(before)}: " if before else ""
    snippet = prefix + hit.snippet.replace("\n", " ")
    layout = QTextLayout(snippet, theme.reading_font(13))
    units = OffsetMap(snippet)
    marked = QTextCharFormat()
    marked.setBackground(theme.current().search)
    marked.setForeground(theme.current().ink)
    ranges = []
    for start, end in ((first + len(prefix), last + len(prefix)) for first, last in hit.marks):
        part = QTextLayout.FormatRange()
        part.start = units.to_utf16(start)
        part.length = units.to_utf16(end) - part.start
        part.format = marked
        ranges.append(part)
    layout.setFormats(ranges)
    layout.beginLayout()
    for number in range(2):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(rect.width())
        line.setPosition(QPoint(0, number * 17).toPointF())
    layout.endLayout()
    painter.setPen(theme.current().secondary)
    layout.draw(painter, rect.topLeft().toPointF())


class LibrarySearch(QLineEdit):
    """The field. The panel of hits hangs below it, over the window's other parts."""

    chosen = Signal(str, list, object)  # an article's id, the Fragments that match, the first one's Fragment or None

    def __init__(self, session: Session) -> None:
        super().__init__(placeholderText=translated("Search the library"), clearButtonEnabled=True)
        self.setAccessibleName(translated("Search the library"))
        self.setToolTip(self.placeholderText())  # which may be longer than the field
        self._asks_index = session.questions()  # about titles and texts
        self._asks_records = session.questions()  # about all that has no index, which takes longer
        self._text_of = session.library.text
        self._hint = PlainLabel(keys.on_key_cap("Ctrl+Shift+F"), self)
        self._hint.setProperty("tone", "key")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._model = _HitModel(self)
        self._panel: QFrame | None = None
        self._begun = False  # whether it is known what the index has
        self._late: list[SearchHit] = []  # of the rest, what was known before that
        self._typing = QTimer(self, singleShot=True, interval=120)
        self._typing.timeout.connect(self.look)
        self.textChanged.connect(self._wait)

    def start(self) -> None:
        """Put the keyboard here."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _wait(self, text: str) -> None:
        self._place_hint()
        self._typing.start()

    def _place_hint(self) -> None:
        """Show the key at the right, where it has room beside the words."""
        size = self._hint.sizeHint()
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        self._hint.setVisible(not self.text() and 20 + words + size.width() <= self.width())
        self._hint.setGeometry(self.width() - size.width() - 8, (self.height() - size.height()) // 2, *size.toTuple())

    def look(self) -> None:
        """Search for what is in the field, and show the hits."""
        self._typing.stop()
        typed = self.text()
        if not typed.strip():
            self._close()
            return
        self._begun, self._late = False, []
        try:
            if not self._asks_index.ask(lambda library: library.search(typed), self._show):
                self._model.show_hits([])
                self._open(translated("Searching…"))
            self._asks_records.ask(lambda library: library.search_records(typed), self._add)
        except KnownError as error:
            self._model.show_hits([])
            self._open(str(error))

    def _show(self, hits: list[SearchHit]) -> None:
        self._begun = True
        self._model.show_hits(self._each_once(hits, self._late))
        self._late = []
        self._tell()

    def _add(self, hits: list[SearchHit]) -> None:
        """What else was found comes below; an article whose text has the words is there already."""
        if not self._begun:
            self._late = hits
            return
        row = self._list.currentIndex().row()
        self._model.show_hits(self._each_once(self._model.hits, hits))
        self._tell()
        self._list.setCurrentIndex(self._model.index(max(row, 0)))

    @staticmethod
    def _each_once(hits: list[SearchHit], more: list[SearchHit]) -> list[SearchHit]:
        known = {hit.article.id for hit in hits}
        return [*hits, *(hit for hit in more if hit.article.id not in known)]

    def _tell(self) -> None:
        is_asking = self._asks_records.is_asking
        nothing = translated("Searching…") if is_asking else translated("No article contains these words.")
        self._open("" if self._model.hits else nothing)

    def _open(self, sentence: str) -> None:
        if self._panel is None:
            self._panel = self._make_panel()
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._list.setVisible(bool(self._model.hits))
        rows = min(len(self._model.hits), 7)
        self._list.setFixedHeight(rows * _HEIGHT)
        self._panel.setFixedWidth(max(self.width(), min(_WIDTH, self.window().width() - 16)))
        self._panel.adjustSize()
        corner = self.mapTo(self.window(), QPoint(self.width(), self.height() + 4))
        self._panel.move(corner.x() - self._panel.width(), corner.y())
        self._panel.show()
        self._panel.raise_()
        if self._model.hits:
            self._list.setCurrentIndex(self._model.index(0))

    def _make_panel(self) -> QFrame:
        panel = QFrame(self.window())
        panel.setProperty("surface", "card")
        column = QVBoxLayout(panel)
        column.setContentsMargins(4, 4, 4, 4)
        self._list = QListView()
        self._list.setAccessibleName(translated("Search results"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(_HitDelegate(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.clicked.connect(lambda index: self._choose(index.row()))
        self._sentence = PlainLabel()
        self._sentence.setProperty("tone", "secondary")
        self._sentence.setWordWrap(True)
        self._sentence.setContentsMargins(10, 8, 10, 8)
        column.addWidget(self._list)
        column.addWidget(self._sentence)
        return panel

    def _close(self) -> None:
        self._asks_index.forget()
        self._asks_records.forget()
        if self._panel is not None:
            self._panel.hide()

    @property
    def hits(self) -> list[SearchHit]:
        return self._model.hits

    @property
    def is_open(self) -> bool:
        return self._panel is not None and self._panel.isVisible()

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._model.hits):
            hit = self._model.hits[row]
            try:
                text = self._text_of(hit.article.id)
            except Gone:
                self.look()  # again: it is a hit no more
                self._open(translated("“{article}” was deleted elsewhere.", article=hit.article.title))
                return
            except KnownError as error:
                self._open(str(error))
                return
            ranges = list(Query(self.text()).matches(text))
            self._close()
            first = Fragment(hit.position, hit.position + hit.length) if hit.length else None
            self.chosen.emit(hit.article.id, ranges, first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.is_enter(event):
            if self._typing.isActive() or not self.is_open:
                self.look()
            self._choose(self._list.currentIndex().row() if self.is_open else -1)
        elif self.is_open and (by := keys.rows_stepped(event, self._model.rowCount())):
            row = self._list.currentIndex().row() + by
            self._list.setCurrentIndex(self._model.index(min(max(row, 0), len(self._model.hits) - 1)))
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self._close()
            self.clear()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place_hint()
        elif event.type() == QEvent.Type.FocusOut and self._panel is not None and not self._panel.underMouse():
            self._close()
        return super().event(event)
