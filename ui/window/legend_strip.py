"""What the marks mean, below the text where there are some, until that is dismissed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.base.settings import Settings
from ui.session.session import Session
from ui.window.layout import WindowLayout

if TYPE_CHECKING:  # it is made when there is something to explain
    from ui.article_view.legend import Legend


class LegendStrip:
    """Shows the legend when it is wanted. `dismissed` is called when a person has had enough of it."""

    def __init__(
        self, session: Session, settings: Settings, layout: WindowLayout, dismissed: Callable[[], object]
    ) -> None:
        self._session = session
        self._settings = settings
        self._layout = layout
        self._dismissed = dismissed
        self._legend: Legend | None = None

    def follow(self) -> None:
        """Show it, or not, as things are now."""
        state = self._session.state
        is_wanted = self._settings.shows_legend and state is not None and bool(state.annotations)
        if is_wanted and self._legend is None:
            from ui.article_view.legend import Legend

            self._legend = Legend()
            self._legend.dismissed.connect(self._dismissed)
            self._layout.add_below_the_text(self._legend)
        if self._legend is not None:
            self._legend.show_colour_by(self._settings.colour_by)
            self._legend.setVisible(is_wanted)
