"""The status line: what is saved, how far the article is, its language, what Undo would take back, who works here."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from desktop.base.translation import translated, translated_plural
from desktop.model.article import ArticleProgress
from desktop.model.layers import shown_name
from desktop.model.operations import Operation
from ui.article_view.lanes import initials
from ui.base.eliding import elided
from ui.base.keys import on_key_cap
from ui.base.plain_text import PlainLabel, on_button, tip
from ui.base.reading_only import reads

_LEAST = 300
_LEAST_OF_UNDO = 130
_LEAST_OF_WHO, _MOST_OF_WHO = 56, 160  # px of a name, which may be long
_BESIDE_WHO = 12  # px of padding


class StatusLine(QWidget):
    """Quiet words at the left and at the right."""

    without_speaker_clicked = Signal()
    suggestions_clicked = Signal()
    undo_clicked = Signal()
    who_clicked = Signal()

    def __init__(self, language: QWidget) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(6)
        self.setFixedHeight(29)
        self.saved = _words(translated("All changes saved"))
        self.claims = _words()
        self.without_speaker = reads(_link("warning"))
        self.suggestions = reads(_link("secondary"))
        self._suggestions_key = _key("N")
        self.language = language
        self.who = reads(_link("secondary"))
        self.undo = _link("secondary")
        self._undo_key = _key(on_key_cap("Ctrl+Z"))
        for widget in (self.saved, self.claims, self.without_speaker):
            row.addWidget(widget)
            row.addSpacing(8)
        row.addStretch(1)
        row.addWidget(language)
        row.addSpacing(12)
        row.addWidget(self.suggestions)
        row.addWidget(self._suggestions_key)
        row.addSpacing(12)
        row.addWidget(self.undo)
        row.addWidget(self._undo_key)
        row.addSpacing(12)
        row.addWidget(self.who)
        self.suggestions.clicked.connect(self.suggestions_clicked)
        self.without_speaker.clicked.connect(self.without_speaker_clicked)
        self.undo.clicked.connect(self.undo_clicked)
        self.who.clicked.connect(self.who_clicked)
        self.undo.setMinimumWidth(_LEAST_OF_UNDO)
        self._has_article = False
        self._who = self._initials = ""

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Where there is no room for all, leave out what the menus say, too."""
        can_undo, has_article = bool(self.undo.text()), self._has_article
        for widget, is_wanted in (
            (self.undo, can_undo),
            (self._undo_key, can_undo),
            (self.language, has_article),
            (self.who, bool(self._who)),
        ):
            widget.setVisible(is_wanted)
        self._shorten_who()
        self._row.invalidate()
        if self._row.sizeHint().width() > self.width():
            self._undo_key.hide()
        for less in ((self.undo, self._undo_key), (self.language,), (self.who,)):
            self._row.invalidate()
            if self._row.minimumSize().width() > self.width():
                for widget in less:
                    widget.hide()

    def _shorten_who(self) -> None:
        """Shorten the name to what the others leave, one's own at last to its initials."""
        metrics = self.who.fontMetrics()
        self._row.invalidate()
        others = self._row.sizeHint().width() - self.who.sizeHint().width()
        room = self.width() - others - _BESIDE_WHO
        shown = elided(metrics, self._who, max(min(room, _MOST_OF_WHO), _LEAST_OF_WHO))
        is_cut_short = room < min(_LEAST_OF_WHO, metrics.horizontalAdvance(self._who))
        self.who.setText(on_button(self._initials if is_cut_short and self._initials else shown))

    def show_saved(self, *, read_only: bool, unsaved: str) -> None:
        """Show whether all changes are saved; `unsaved` is a sentence that tells why the last one is not."""
        if read_only:
            words = translated("Read-only: nothing can be changed")
        else:
            words = translated("The last change is not saved") if unsaved else translated("All changes saved")
        self.saved.setText(words)
        self.saved.setProperty("tone", "warning" if unsaved else "secondary")
        self.saved.style().polish(self.saved)
        self.fit()

    def show_saving(self) -> None:
        """Show at once that a change is on its way to a server."""
        self.saved.setText(translated("Saving…"))
        self.saved.repaint()

    def show_progress(self, progress: ArticleProgress | None, *, goes_on: bool = False, hidden: bool = False) -> None:
        """Show how far the article is; `goes_on` when all is settled in it and the next key leads to another.

        `hidden` says that its suggestions are hidden.
        """
        claims = progress.claims if progress else 0
        self.claims.setText("" if progress is None else translated_plural("{count} claim", "{count} claims", claims))
        without = progress.without_speaker if progress else 0
        self.without_speaker.setText(
            translated_plural("{count} without a speaker", "{count} without a speaker", without)
        )
        self.without_speaker.setVisible(without > 0)
        self._has_article = progress is not None
        waiting = progress.suggestions if progress else 0
        if waiting and hidden:
            words = translated_plural("{count} hidden suggestion", "{count} hidden suggestions", waiting)
        elif waiting:
            words = translated_plural("{count} suggestion", "{count} suggestions", waiting)
        else:
            words = translated("Next article with suggestions")
        self.suggestions.setText(words)
        self.suggestions.setVisible(waiting > 0 or goes_on)
        self._suggestions_key.setVisible(waiting > 0 or goes_on)
        self.fit()

    def show_codebook(self, words: str) -> None:
        """Show how much the codebook has, in the place of how far the article is."""
        self.claims.setText(words)
        for widget in (self.without_speaker, self.suggestions, self._suggestions_key):
            widget.hide()
        self._has_article = False
        self.fit()

    def show_who(self, annotator: str, elsewhere: str) -> None:
        """Show by which name one works; `elsewhere` says in words in whose layer, where it is not one's own."""
        name = shown_name(annotator)
        words = elsewhere or name
        if self._who == words:
            return
        self._who, self._initials = words, "" if elsewhere else initials(name)
        self.who.setAccessibleDescription(words)
        if elsewhere:
            told = translated("You are {name}, and work {where}. Choose another layer.", name=name, where=elsewhere)
        else:
            told = translated("You work as {name}. Change the name.", name=name)
        self.who.setAccessibleName(told)
        self.who.setToolTip(tip(told))
        self.fit()

    def show_undo(self, operation: Operation | None) -> None:
        words = translated("Undo: {edit}", edit=operation.words()) if operation else ""
        self.undo.setText(on_button(words))
        self.undo.setToolTip(tip(words))  # which Qt shortens where there is little room
        self.fit()


def _words(text: str = "") -> PlainLabel:
    label = PlainLabel(text)
    label.setProperty("tone", "secondary")
    return label


def _key(name: str) -> PlainLabel:
    label = PlainLabel(name)
    label.setProperty("tone", "key")
    label.setFixedHeight(18)
    return label


def _link(tone: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("kind", "link")
    button.setProperty("tone", tone)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button
