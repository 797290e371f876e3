"""Others' layers beside the text: a lane each, left of one's own claims, with a row of names above."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from desktop.model.layers import Beside
from desktop.model.records import Annotation
from ui.article_view.layer_card import LayerCard
from ui.article_view.layer_lane import HEAD, LEAST, MOST, LayerHead, LayerLane
from ui.article_view.text_page import TextPage


class LayerLanes(QObject):
    """The lanes of a view, as many as there are layers to be shown, and the card of the claim that is looked at."""

    def __init__(self, view: QWidget, page: TextPage, place_of: Callable[[Annotation], QRectF]) -> None:
        """`place_of` says where in the view an annotation's words are."""
        super().__init__(view)
        self._view = view
        self._page = page
        self._place_of = place_of
        self._card = LayerCard(view)
        self.lanes: list[LayerLane] = []
        self._heads: list[LayerHead] = []
        self._looked_at: LayerLane | None = None

    @property
    def height(self) -> int:
        """What the row of names takes from the page, in pixels."""
        return HEAD if self.lanes else 0

    @property
    def least_width(self) -> int:
        """What the lanes take beside the page at least, in pixels."""
        return LEAST * len(self.lanes)

    @property
    def wanted_width(self) -> int:
        """What they take where there is room for it."""
        return MOST * len(self.lanes)

    def show_layers(self, layers: Sequence[Beside]) -> None:
        """Have a lane for each of these. How many there are is for the view to arrange."""
        for lane, head, layer in zip(self.lanes, self._heads, layers, strict=False):
            lane.show_layer(layer)
            head.show_layer(layer)
        for layer in layers[len(self.lanes) :]:
            self._add(layer)
        for former in (*self.lanes[len(layers) :], *self._heads[len(layers) :]):
            former.hide()
            former.deleteLater()
        del self.lanes[len(layers) :], self._heads[len(layers) :]
        self._follow_claim()

    def _add(self, layer: Beside) -> None:
        lane, head = LayerLane(self._page, layer), LayerHead(self._page)
        head.show_layer(layer)
        for part in (lane, head):
            part.setPalette(self._view.palette())
            part.show()
        lane.picked.connect(lambda claim: self._look_at(lane, claim))
        lane.left.connect(self.dismiss)
        self.lanes.append(lane)
        self._heads.append(head)

    def arrange(self, right: int, width: int, height: int) -> None:
        """Lie side by side up to `right`, all together so wide, on a page of this height."""
        for place, (lane, head) in enumerate(zip(self.lanes, self._heads, strict=True)):
            first, last = (right - width + width * edge // len(self.lanes) for edge in (place, place + 1))
            head.setGeometry(first, 0, last - first, HEAD)
            lane.setGeometry(first, HEAD, last - first, height - HEAD)

    # The claim that is looked at

    def _look_at(self, lane: LayerLane, claim_id: str) -> None:
        claim = lane.article.shown(claim_id)
        if claim is None:
            return
        self.dismiss()
        self._looked_at = lane
        lane.pick(claim_id)
        self._page.reveal(claim.fragments[0])
        self._page.marks.framed = (claim.fragments, lane.color)
        self._page.draw_around([claim])
        self._card.show_claim(lane.layer, claim, self._place_of(claim))

    def dismiss(self) -> None:
        """Look at no claim any more."""
        lane, self._looked_at = self._looked_at, None
        self._card.hide()
        if lane is not None:
            self._page.marks.framed = None
            self._page.viewport().update()
            lane.pick("")

    def _follow_claim(self) -> None:
        """Say what the claim says by now; where it is gone, nothing."""
        lane = self._looked_at
        if lane is None:
            return
        if lane not in self.lanes or lane.article.shown(lane.picked_claim) is None:
            self.dismiss()
        else:
            self._look_at(lane, lane.picked_claim)

    def bring_card(self) -> None:
        """The words have moved on the screen."""
        lane = self._looked_at
        claim = lane.article.shown(lane.picked_claim) if lane else None
        if claim is not None:
            self._card.place_beside(self._place_of(claim))

    # What the page does

    def follow(self, dy: int) -> None:
        """The text has moved by so much."""
        for lane in self.lanes:
            lane.follow(dy)

    def dress(self, palette: QPalette) -> None:
        """Take the colours now in force."""
        for part in (*self.lanes, *self._heads):
            part.setPalette(palette)
        self._card.update()
        self.update()

    def update(self) -> None:
        for part in (*self.lanes, *self._heads):
            part.update()
