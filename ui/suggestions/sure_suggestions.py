"""The sure suggestions: how sure they must be, and the button that accepts them all."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QStyle, QVBoxLayout, QWidget

from desktop.base.translation import translated, translated_plural
from desktop.model.records import Annotation
from ui.base import keys
from ui.base.annotation_wording import lacks_speaker, percent
from ui.base.buttons import tool_button
from ui.base.keyed_button import KeyedButton
from ui.base.message_bar import hairline
from ui.base.panel_parts import MARGIN
from ui.base.plain_text import PlainLabel
from ui.base.reading_only import reads
from ui.base.settings import Settings
from ui.base.wrapping_row import WrappingRow
from ui.session.session import Session

_LEAST, _MOST, _STEP = 30, 95, 5  # of the slider, in percent


class _Slider(QSlider):
    """A slider that goes to where it is pressed, and is dragged from there."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        handle = self.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength, None, self)
        way = self.width() - handle
        place = round(event.position().x() - handle / 2)
        self.setValue(QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), place, way))
        super().mousePressEvent(event)


class SureSuggestions(QWidget):
    """A slider for how sure is sure enough, and a button that accepts all that are."""

    accept_wanted = Signal()
    reject_wanted = Signal()  # of all others
    moved = Signal()

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self._session = session
        self._settings = settings
        self.count = self.unsure_count = self.without_speaker = 0  # as they were last shown; of the sure ones, without
        self.slider = reads(_Slider(Qt.Orientation.Horizontal))
        self.slider.setAccessibleName(translated("How sure a suggestion must be"))
        self.slider.setToolTip(translated("How sure a suggestion must be to be accepted together with the others"))
        self.slider.setRange(_LEAST // _STEP, _MOST // _STEP)
        self.slider.setPageStep(2)
        self.slider.setMinimumSize(48, 20)
        self.slider.setMaximumWidth(96)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.setValue(settings.sure_from // _STEP)
        self.button = KeyedButton("", keys.ACCEPT_SURE, self.accept_wanted.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        row = QHBoxLayout()
        row.setContentsMargins(MARGIN, 8, MARGIN, 4)
        row.addWidget(WrappingRow(self.slider, self.button, 12, 6))
        column.addLayout(row)
        self.note = PlainLabel()
        self.note.setProperty("tone", "secondary")
        self.note.setWordWrap(True)
        self.reject = tool_button("", "link")
        self.reject.clicked.connect(self.reject_wanted)
        below = QVBoxLayout()  # side by side, one of them would be cut
        below.setContentsMargins(MARGIN, 0, MARGIN, 4)
        below.setSpacing(0)
        below.addWidget(self.note)
        below.addWidget(self.reject, 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(below)
        self.slider.valueChanged.connect(self._move)
        session.article_opened.connect(self.show_count)
        session.settled.connect(self.show_count)
        self.show_count()

    @property
    def sure_from(self) -> int:
        """In percent."""
        return self.slider.value() * _STEP

    def sure_suggestions(self) -> list[Annotation]:
        """The suggestions of the open article that are sure enough."""
        return [one for one in self._waiting if percent(one) > self.sure_from]

    def unsure_suggestions(self) -> list[Annotation]:
        """The suggestions of the open article that are not."""
        return [one for one in self._waiting if percent(one) <= self.sure_from]

    @property
    def _waiting(self) -> list[Annotation]:
        """What can be seen: nobody accepts what is hidden."""
        state = self._session.state
        return state.suggestions() if state is not None and not self._session.hides_suggestions else []

    @property
    def title(self) -> str:
        """ "Accept 7 above 80 %": what the button does."""
        return translated_plural(
            "Accept {count} above {percent} %", "Accept {count} above {percent} %", self.count, percent=self.sure_from
        )

    @property
    def title_of_rest(self) -> str:
        """ "Reject 3 up to 80 %": what the link does."""
        return translated_plural(
            "Reject {count} up to {percent} %",
            "Reject {count} up to {percent} %",
            self.unsure_count,
            percent=self.sure_from,
        )

    def _move(self) -> None:
        self._settings.sure_from = self.sure_from
        self.show_count()
        self.moved.emit()

    def show_count(self) -> None:
        """Count again, and show it while there are suggestions at all."""
        state = self._session.state
        sure = self.sure_suggestions()
        self.count, self.unsure_count = len(sure), len(self.unsure_suggestions())
        self.without_speaker = sum(lacks_speaker(state, one) for one in sure) if state else 0
        self.setVisible(bool(self._waiting))
        self.button.setText(self.title)
        self.button.show_whole()
        self.button.setEnabled(self.count > 0)
        lacking = self.without_speaker
        self.note.setText(
            translated_plural("{count} of them without a speaker", "{count} of them without a speaker", lacking)
            if lacking
            else ""
        )
        self.note.setVisible(lacking > 0)
        self.reject.setText(self.title_of_rest)
        self.reject.setVisible(self.unsure_count > 0)
        self._session.keep_from_writing(self)
