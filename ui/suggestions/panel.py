"""What the panels show of suggestions: the selected one, what can be done with it, and how to accept the sure ones."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSlider, QStyle, QVBoxLayout, QWidget

from desktop.model.records import Annotation
from ui.base.buttons import tool_button
from ui.base.panel_parts import MARGIN
from ui.base.settings import Settings
from ui.session import Session
from ui.window.message_bar import hairline

_LEAST, _MOST, _STEP = 30, 95, 5  # of the slider, in percent


class KeyedButton(QPushButton):
    """A button that shows its key. A click leaves the keyboard where it was, so that the keys go on working there."""

    def __init__(self, text: str, key: str, pressed: Callable[[], object]) -> None:
        super().__init__(text)
        self.setProperty("align", "left")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self._key = QLabel(key)
        self._key.setProperty("tone", "key")
        self._key.setFixedHeight(18)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 6, 0)
        row.addStretch(1)
        row.addWidget(self._key)
        self.clicked.connect(lambda: pressed())

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        wide = 12 + self.fontMetrics().horizontalAdvance(self.text()) + 6 + self._key.sizeHint().width() + 8
        return QSize(wide, 30)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 30)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._key.setVisible(self.width() >= self.sizeHint().width() - 8)  # rather no key than one over the words


class SuggestionCard(QWidget):
    """How sure the program is of the selected suggestion, why, and the buttons that settle it."""

    accepted = Signal()
    adjusted = Signal()
    rejected = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(8)
        head = QHBoxLayout()
        self.words = QLabel()
        self.words.setProperty("tone", "heading")
        self.why = tool_button("Why this?", "link")
        self.why.setCheckable(True)
        head.addWidget(self.words)
        head.addStretch(1)
        head.addWidget(self.why)
        column.addLayout(head)
        self.reason = QLabel()
        self.reason.setProperty("tone", "secondary")
        self.reason.setAccessibleName("Why this is suggested")
        self.reason.setWordWrap(True)
        self.reason.hide()
        column.addWidget(self.reason)
        row = QHBoxLayout()
        row.setSpacing(6)
        for text, key, primary, pressed in (
            ("Accept", "↵", True, self.accepted),
            ("Adjust", "E", False, self.adjusted),
            ("Reject", "X", False, self.rejected),
        ):
            button = KeyedButton(text, key, pressed.emit)
            if primary:
                button.setProperty("kind", "primary")
            row.addWidget(button, 1)
        column.addLayout(row)
        self._shown: Annotation | None = None
        self.why.toggled.connect(self._show_reason)

    def show_suggestion(self, suggestion: Annotation) -> None:
        self._shown = suggestion
        sure = "" if suggestion.confidence is None else f" · {percent(suggestion)} %"
        self.words.setText(f"Suggested{sure}")
        self._show_reason()

    def _show_reason(self) -> None:
        if self.why.isChecked() and self._shown is not None:
            from desktop.suggest.explaining import why

            self.reason.setText(why(self._shown))
        self.reason.setVisible(self.why.isChecked())


class _Slider(QSlider):
    """A slider that goes to where it is pressed, and is dragged from there."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        handle = self.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength, None, self)
        way = self.width() - handle
        place = round(event.position().x() - handle / 2)
        self.setValue(QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), place, way))
        super().mousePressEvent(event)


class SureOnes(QWidget):
    """A slider for how sure is sure enough, and a button that accepts all that are."""

    accept_wanted = Signal()
    moved = Signal()

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self._session = session
        self._settings = settings
        self.count = 0  # of the sure ones, as it was last shown
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName("How sure a suggestion must be")
        self.slider.setToolTip("How sure a suggestion must be to be accepted together with the others")
        self.slider.setRange(_LEAST // _STEP, _MOST // _STEP)
        self.slider.setPageStep(2)
        self.slider.setMinimumWidth(48)
        self.slider.setMaximumWidth(96)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.setValue(settings.sure_from // _STEP)
        self.button = KeyedButton("", "Ctrl ↵", self.accept_wanted.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        row = QHBoxLayout()
        row.setContentsMargins(MARGIN, 8, MARGIN, 4)
        row.setSpacing(12)
        row.addWidget(self.slider)
        row.addWidget(self.button, 1)
        column.addLayout(row)
        self.slider.valueChanged.connect(self._move)
        session.article_opened.connect(self.show_count)
        session.settled.connect(self.show_count)
        self.show_count()

    @property
    def sure_from(self) -> int:
        """In percent."""
        return self.slider.value() * _STEP

    def sure_ones(self) -> list[Annotation]:
        """The suggestions of the open article that are sure enough."""
        waiting = self._session.state.suggestions() if self._session.state else []
        return [one for one in waiting if percent(one) > self.sure_from]

    @property
    def title(self) -> str:
        """ "Accept 7 above 80 %": what the button does."""
        return f"Accept {self.count:,} above {self.sure_from} %"

    def _move(self) -> None:
        self._settings.sure_from = self.sure_from
        self.show_count()
        self.moved.emit()

    def show_count(self) -> None:
        """Count again, and show it while there are suggestions at all."""
        state = self._session.state
        self.count = len(self.sure_ones())
        self.setVisible(bool(state and state.progress().suggestions))
        self.button.setText(self.title)
        self.button.setEnabled(self.count > 0)


def percent(suggestion: Annotation) -> int:
    """How sure the program is; one whose maker says nothing of it is taken for sure."""
    return 100 if suggestion.confidence is None else round(suggestion.confidence * 100)
