"""The article view: the page with its lane and map, the label bar and the speaker picker.

It is given content and says what the user did; it holds no library and edits nothing.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from desktop.base.text_direction import isolated
from desktop.base.translation import translated, translated_plural
from desktop.model.article import Change, OpenArticle, nothing_open
from desktop.model.codebook import Label
from desktop.model.layers import Beside
from desktop.model.records import Annotation, Article
from desktop.model.speaker_choices import SpeakerChoices
from desktop.model.text import Fragment, Fragments
from ui.article_view import lanes, overview_map, times
from ui.article_view.label_bar import LabelBar
from ui.article_view.lanes import Lane
from ui.article_view.layer_lanes import LayerLanes
from ui.article_view.layout import MARGIN
from ui.article_view.overview_map import OverviewMap
from ui.article_view.speaker_picker import SpeakerPicker
from ui.article_view.text_page import TextPage
from ui.article_view.times import Times
from ui.base import theme
from ui.base.annotation_wording import spoken
from ui.base.announcing import announce
from ui.base.dates import shown_date
from ui.base.settings import ColourBy

_MEASURE = 37.6  # the width of the text in sizes of its face: about 70 characters
_LEAST_MEASURE = 27.0  # about 50 characters
_BAR = 10  # the width of the scroll bar


class Place(NamedTuple):
    """Where a reader is in an article, in code points of its text."""

    top: int  # the first one on the screen
    caret: int


class ArticleView(QWidget):
    """Shows an article, and lets it be labelled."""

    label_chosen = Signal(str, object)  # the label's id, the selection as fragments
    fragment_drawn = Signal(str, object)  # the annotation, a Fragment to add to it
    reshaped = Signal(str, object)  # the annotation, the fragments it is to have
    selected_changed = Signal(str)  # the annotation, or ""
    opened = Signal(str)  # the annotation that is to be seen to, by a double click
    carried = Signal(str, QPoint)  # a mention, with the mouse, to this place of the screen
    menu_wanted = Signal(QPoint)  # for what is selected, at this place of the screen
    width_wanted = Signal()  # its `least_width` is another one: its text has another size, or more stands beside it
    zoomed = Signal(int)  # the text is to be larger (1) or smaller (-1)
    entered = Signal(str)  # the selected annotation, by Enter
    speaker_picked = Signal(str, object)  # the annotation, the Choice

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.page = TextPage(self)
        self._lane = Lane(self.page)
        self._times = Times(self.page)
        self._scroll_bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._map = OverviewMap(self, self.page)
        self._layers = LayerLanes(self, self.page, self._place_of)
        self._labels = LabelBar(self)
        self._picker = SpeakerPicker(self)
        self._offered_for: Fragment | None = None
        self._has_article = False
        self.setFocusProxy(self.page)
        self._wire()
        self.clear()
        self._dress()

    def _wire(self) -> None:
        page, inner = self.page, self.page.verticalScrollBar()
        inner.rangeChanged.connect(self._take_range)
        inner.valueChanged.connect(self._scroll_bar.setValue)
        self._scroll_bar.valueChanged.connect(inner.setValue)
        page.moved.connect(self._follow)
        page.selection_made.connect(self._offer_labels)
        page.label_pressed.connect(self._choose)
        page.picked.connect(self._pick)
        page.fragment_drawn.connect(self.fragment_drawn)
        page.reshaped.connect(self.reshaped)
        page.opened.connect(self.opened)
        page.entered.connect(self.entered)
        page.carried.connect(self.carried)
        page.menu_wanted.connect(self.menu_wanted)
        page.zoomed.connect(self.zoomed)
        self._lane.picked.connect(self._pick)
        self._lane.opened.connect(self.opened)
        self._lane.menu_wanted.connect(self.menu_wanted)
        self._labels.chosen.connect(self._choose)
        self._picker.picked.connect(self.speaker_picked)
        self._picker.left.connect(self.page.setFocus)
        theme.changed.connect(self._dress)

    # Content

    def refuse_labels(self, why: str) -> None:
        """Let no label be chosen for the selected words, for this reason; "" ends that."""
        self._labels.refuse(why)

    def show_article(self, article: OpenArticle) -> None:
        """Show an article from its beginning, with its annotations. It is read again whenever something is drawn."""
        self._leave_what_was()
        self._has_article = True
        self._times.show_tracks(article.tracks)
        self._arrange()
        self.page.show_article(article, facts(article.article))
        self._show_marks()
        self.page.show()

    def show_facts(self) -> None:
        """Show what is known of the article by now; all else stays as it is."""
        self.page.show_title(self._article.article.title, facts(self._article.article))

    def show_anew(self) -> None:
        """Any annotation, any speaker or the codebook has changed; place, selection and what is typed stay."""
        self._show_marks()
        self._drop_selected_if_gone()

    def follow(self, change: Change) -> None:
        """Show what one edit changed, and nothing else: this is quick in an article of any size."""
        if change.everything:
            self.show_anew()
            return
        self._lane.place(change.annotations)
        self.page.marks.refresh_around(change.touched)
        self.page.draw_around(change.touched)
        self._lane.draw({one.id for one in change.touched})
        self._map.redraw_soon()
        self._drop_selected_if_gone()

    def show_speakers(self) -> None:
        """Speakers have other names or colours; the annotations are the same."""
        self.page.marks.refresh()
        self._repaint()
        self._map.redraw_soon()

    def show_layers(self, layers: Sequence[Beside]) -> None:
        """Show these layers of the article beside one's own, a lane each; none has a lane any more but these."""
        number = len(self._layers.lanes)
        self._layers.show_layers(layers)
        if len(layers) != number:
            self._arrange()
            self.width_wanted.emit()

    def clear(self) -> None:
        """Show that no article is open."""
        self._leave_what_was()
        self._has_article = False
        self._times.show_tracks(())
        self.page.show_article(nothing_open(), "")
        self._show_marks()
        self.page.hide()

    @property
    def _article(self) -> OpenArticle:
        return self.page.marks.article

    def _show_marks(self) -> None:
        self.page.marks.refresh()
        self._repaint()
        self._lane.show_claims()
        self._map.redraw()
        self._labels.show_labels(self._article.codebook.labels)

    def _leave_what_was(self) -> None:
        self._offer_labels(None)
        self._picker.dismiss()
        self._layers.dismiss()
        self._map.clear()
        self.page.marks.highlight_speaker(None)
        self.select(None)

    # The selected annotation, and what else is emphasised

    @property
    def selected(self) -> str | None:
        """The id of the selected annotation."""
        return self.page.marks.selected

    @property
    def selection(self) -> Fragments:
        """The words that are selected, snapped; empty when none are."""
        return (self.page.selection,) if self.page.selection else ()

    def select(self, annotation_id: str | None, *, reveal: bool = False) -> None:
        """Select an annotation, or none; `reveal` scrolls to it where it is not on the screen."""
        annotation = self._article.shown(annotation_id)
        if reveal and annotation:
            self.reveal(annotation.fragments[0])
        selected = annotation.id if annotation else None
        if selected != self.page.marks.selected:
            former = self._article.shown(self.page.marks.selected)
            self.page.marks.select(selected)
            both = [one for one in (former, annotation) if one]
            self.page.draw_around(both)
            self._lane.draw_bars({one.id for one in both})
            self.selected_changed.emit(selected or "")
            if annotation:
                announce(self.page, spoken(self._article, annotation))

    def go_to(self, annotation_id: str) -> None:
        """Select an annotation, have it on the screen, and the caret before it."""
        self.select(annotation_id, reveal=True)
        if annotation := self._article.shown(annotation_id):
            self.page.select_text(None)
            self.page.caret.put(annotation.start)

    def claim_at(self, place: QPoint) -> str | None:
        """The accepted claim whose words are at a place of the screen."""
        within = self.page.viewport().mapFromGlobal(place)
        point = self.page.point_at(QPointF(within)) if self.page.viewport().rect().contains(within) else None
        return None if point is None else self._article.claim_at(point)

    def highlight_speaker(self, speaker_id: str | None) -> None:
        """Emphasise all that this speaker said; None: nothing."""
        self.page.marks.highlight_speaker(speaker_id)
        self._repaint()
        self._map.redraw()

    def mark_search(self, ranges: Sequence[Fragment]) -> None:
        """Mark these as found."""
        self.page.mark_search(ranges)

    def reveal(self, fragment: Fragment) -> None:
        """Scroll to a fragment, unless it is on the screen."""
        self.page.reveal(fragment)

    @property
    def place(self) -> Place:
        """Where the reader is."""
        return Place(self.page.top, self.page.caret.point)

    def return_to(self, place: Place) -> None:
        """Be again where the reader was in this article."""
        self.page.caret.put(place.caret)
        self.page.return_to(place.top)

    # Settings

    def set_colour_by(self, mode: ColourBy) -> None:
        """Let colour say who spoke, which label it is, who marked it, or what was answered."""
        self.page.marks.colour_by = mode
        self._dress()

    def show_annotators(self, hues: Mapping[str, int]) -> None:
        """Know whose colour is which, by their names, from the next article on."""
        self.page.marks.annotators = hues

    def set_snap(self, on: bool) -> None:
        """Let selections take whole words."""
        self.page.snaps = on

    def set_text_size(self, px: int) -> None:
        """Show the text at this size."""
        self.page.set_size(px)
        self._arrange()
        self.width_wanted.emit()

    # The label bar and the speaker picker

    def ask_speaker(self, annotation_id: str, choices: SpeakerChoices) -> None:
        """Ask, by the annotation, who is behind it. The answer is `speaker_picked`."""
        annotation = self._article.shown(annotation_id)
        if annotation is None:
            return
        self.reveal(annotation.fragments[0])
        self._labels.hide()
        self._picker.ask(annotation_id, choices, self._place_of(annotation), self._article.hue_of)

    def get_ready(self, choices: SpeakerChoices) -> None:
        """Do beforehand what the label bar and the picker do when they are first shown."""
        self._labels.get_ready()
        self._picker.get_ready_for(choices)

    def place_of(self, annotation_id: str) -> QRectF:
        """Where an annotation's words are, as far as they are on the screen; in the middle where none are."""
        annotation = self._article.shown(annotation_id)
        return self._place_of(annotation) if annotation else self._in_view([])

    def _place_of(self, annotation: Annotation) -> QRectF:
        return self._in_view([rect for fragment in annotation.fragments for rect in self.page.rects(fragment)])

    def _offer_labels(self, selection: Fragment | None) -> None:
        self._offered_for = selection
        rects = self.page.rects(selection) if selection else []
        if rects and self._article.codebook.labels:
            self._labels.place_beside(self._in_view(rects))
            self._labels.show()
            self._labels.raise_()
        else:
            self._labels.hide()

    def _in_view(self, rects: Sequence[QRectF]) -> QRectF:
        # As high as all lines together, so that a card stands clear of them; centred on the last one.
        if not rects:
            return QRectF(self.rect().center(), QRectF().size())
        whole = QRectF(rects[-1])
        whole.setTop(min(rect.top() for rect in rects))
        origin = self.page.viewport().mapTo(self, QPoint(0, 0))
        return whole.translated(origin.x(), origin.y())

    def _choose(self, label: Label) -> None:
        selection = self.selection
        self.page.select_text(None)
        if selection:
            self.label_chosen.emit(label.id, selection)

    def _pick(self, annotation_id: str) -> None:
        self.select(annotation_id or None)

    def _drop_selected_if_gone(self) -> None:
        if self.selected and not self._article.shown(self.selected):
            self.select(None)

    # Looks

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(palette.ColorRole.Window, theme.current().page)
        for widget in (self, self._lane, self._times, self._map):
            widget.setPalette(palette)
        self._layers.dress(palette)
        self.page.dress()
        self._repaint()
        self._map.redraw()
        self._labels.update()
        self._picker.update()

    def _repaint(self) -> None:
        self.page.viewport().update()
        self._lane.update()
        self._times.update()
        self._layers.update()

    def _follow(self, dy: int) -> None:
        self._lane.follow(dy)
        self._layers.follow(dy)
        self._times.update()
        self._map.follow()
        self._bring_cards()

    def _bring_cards(self) -> None:
        if self._offered_for:
            self._offer_labels(self._offered_for)
        asked = self._article.shown(self._picker.annotation)
        if asked:
            self._picker.follow(self._place_of(asked))
        self._layers.bring_card()

    def _take_range(self, least: int, most: int) -> None:
        self._scroll_bar.setRange(least, most)
        self._scroll_bar.setPageStep(self.page.verticalScrollBar().pageStep())
        self._scroll_bar.setVisible(most > least)
        self._map.update()

    def would_move(self, pixels: int) -> bool:
        """Whether the text moves under the mouse where it becomes so much higher."""
        return self.underMouse() and self.page.is_at_end(pixels)

    @property
    def least_width(self) -> int:
        """How wide the view has to be, in pixels, for lines of 50 characters."""
        column = round(_LEAST_MEASURE * self.page.size_of_text) + 2 * MARGIN
        return column + lanes.WIDTH + self._layers.least_width + self._right + overview_map.WIDTH + _BAR

    @property
    def _right(self) -> int:
        """The least room right of the text."""
        return max(8, self._times.room)

    def _arrange(self) -> None:
        width, height = self.width() - _BAR - overview_map.WIDTH, self.height()
        least, above = lanes.WIDTH + self._layers.least_width, self._layers.height
        column = min(round(_MEASURE * self.page.size_of_text) + 2 * MARGIN, width - least - self._right)
        wanted = max((width - column) // 2, lanes.WIDTH + self._layers.wanted_width)
        left = max(least, min(wanted, width - column - self._right))
        self.page.setGeometry(0, 0, width, height)
        self.page.set_column(column, left, max(width - left - column, 0), above)
        self._lane.setGeometry(left - lanes.WIDTH, above, lanes.WIDTH, height - above)
        self._times.setGeometry(left + column, above, times.WIDTH, height - above)
        beside = min(left - lanes.WIDTH, self._layers.wanted_width)
        self._layers.arrange(left - lanes.WIDTH, beside, height)
        self._map.setGeometry(width, 0, overview_map.WIDTH, height)
        self._scroll_bar.setGeometry(self.width() - _BAR, 0, _BAR, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        self._bring_cards()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._has_article:
            with QPainter(self) as painter:
                painter.setPen(theme.current().secondary)
                painter.drawText(
                    self.rect(), Qt.AlignmentFlag.AlignCenter, translated("Open an article, or drop files here.")
                )


def facts(article: Article) -> str:
    """The line below the headline: publisher, date, length."""
    length = translated_plural("{count} character", "{count} characters", article.length)
    parts = (isolated(article.publisher), shown_date(article.published), length)
    return " · ".join(part for part in parts if part)
