"""Others' layers of the open article, which are shown beside the text, kept up to date."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import KnownError
from desktop.library import Notice, open_article
from desktop.model.layers import Beside
from ui.base.settings import Settings
from ui.session.session import Session

MOST = 4  # layers that there is room for beside the text


class LayersBesideText(QObject):
    """Says which layers are shown beside one's own, and reads them with each article that is opened.

    Nothing else knows of them: what is counted, checked, filtered and learnt is in the layer that is worked in.
    """

    shown = Signal(object)  # the layers that are to be shown beside the text, each a Beside

    def __init__(self, session: Session, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self._settings = settings
        self.chosen = self._possible(settings.layers_beside(session.library.address))  # layers, by their ids
        self._compared: Mapping[str, str] = {}  # what is shown in the place of these, by what it is called meanwhile
        self._shown: list[Beside] = []
        session.article_opened.connect(self._read)
        session.layer_changed.connect(lambda: self.choose(self.chosen))
        session.noticed.connect(self._follow)

    def choose(self, layers: Sequence[str]) -> None:
        """Show these layers, by their ids, until others are chosen, in a later window on the library, too.

        The one that is worked in is shown anyway.
        """
        chosen = self._possible(layers)
        if chosen != self.chosen:
            self.chosen = chosen
            self._settings.keep_layers_beside(self.session.library.address, chosen)
        self._read()

    def _possible(self, layers: Sequence[str]) -> tuple[str, ...]:
        return tuple(id for id in layers if id != self.session.library.layer)[:MOST]

    def compare(self, names: Mapping[str, str]) -> None:
        """Show the layers of these ids by these names in the place of the chosen ones; without any, those again."""
        if list(names.items()) != list(self._compared.items()):
            self._compared = names
            self._read()

    def _read(self) -> None:
        """Show what is in the chosen layers of the open article now."""
        wanted = tuple(self._compared)[:MOST] or self.chosen
        if not (wanted or self._shown):
            return
        library, state = self.session.library, self.session.state
        known = {one.id: one for one in library.layers_to_choose()}
        known |= {
            id: replace(known[id], name=name, hue=place)
            for place, (id, name) in enumerate(self._compared.items())
            if id in known and name != known[id].name  # hidden: nor does its colour tell whose it is
        }
        self._shown = []
        try:
            for id in wanted:
                if state is not None and id in known:
                    is_hidden = not library.may_read(id, state.article.id)
                    theirs = open_article.opened_beside(library, state, id)
                    self._shown.append(Beside(known[id], theirs, is_hidden))
        except KnownError as error:
            self.session.tell_error(error)
        self.shown.emit(self._shown)

    def _follow(self, notice: Notice) -> None:
        """Take over what was edited in these layers."""
        state = self.session.state
        if state is None or not self._shown:
            return
        if notice.many or notice.codebook_changed or notice.changed_kinds & {"annotator", "blind"}:
            self._read()
            return
        if state.article.id not in notice.articles:
            return
        library, changed = self.session.library, False
        if any(one.is_hidden == library.may_read(one.annotator.id, state.article.id) for one in self._shown):
            self._read()  # it was marked as done, or is done no more
            return
        for one in self._shown:
            with library.snapshot((one.annotator.id,)) as theirs:
                changed |= bool(open_article.apply_notice(one.article, notice, theirs))
        if changed:
            self.shown.emit(self._shown)
