"""What the user has chosen of how things look and go: in force at once, and kept in the settings."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop import labelling
from desktop.base.translation import translated
from desktop.library import Notice, login_name
from desktop.model import operations
from desktop.model.layers import refuse_reserved
from desktop.model.records import ADJUDICATED
from ui.article_view.view import ArticleView
from ui.base import theme
from ui.base.settings import DEFAULT_TEXT_SIZE, TEXT_SIZES, Appearance, ColourBy, Settings
from ui.session.session import Session
from ui.window.toolbar import ToolBar


class PreferencesController(QObject):
    """Between the settings and what follows them."""

    suggesting_chosen = Signal(bool)  # whether suggestions are to be made when an article opens
    coloured = Signal()  # by something else
    kept = Signal()  # what was chosen is in the settings

    def __init__(
        self, session: Session, settings: Settings, view: ArticleView, toolbar: ToolBar, window: QWidget
    ) -> None:
        super().__init__(window)
        self.session = session
        self._window = window
        self._settings = settings
        self._view = view
        self._toolbar = toolbar
        view.set_snap(settings.snap)
        view.set_text_size(settings.text_size)
        view.set_colour_by(settings.colour_by)
        toolbar.show_colour_by(settings.colour_by)
        session.noticed.connect(self._follow_name)

    def open(self, suggester: str, *, at_name: bool = False) -> None:
        """Let the user choose, from the name on if `at_name`; `suggester` tells where suggestions come from."""
        from ui.window.preferences import PreferencesDialog

        settings = self._settings
        dialog = PreferencesDialog(self._window, settings, self.session.library.annotator, suggester)
        if at_name:
            dialog.annotator.setFocus()
        if dialog.exec():
            self.set_appearance(dialog.appearance.currentData())
            settings.language = dialog.language.currentData()
            self.set_text_size(dialog.text_size.currentData())
            self.snap(dialog.snap.isChecked())
            self.suggesting_chosen.emit(dialog.suggests.isChecked())
            settings.asks_about_open_ones = dialog.asks.isChecked()
            settings.asks_for_newer = dialog.asks_for_newer.isChecked()
            self._call_oneself(dialog.annotator.text().strip())
            settings.save()
            self.kept.emit()

    def _call_oneself(self, typed: str) -> None:
        """Work under this name from now on; what one did before in this library may take it on, too."""
        library, name = self.session.library, typed or login_name()
        refuse_reserved(name)
        known = library.annotators()
        if name != library.annotator and any(one.name == name for one in known) and not self._is_oneself(name):
            return
        own = next((one for one in known if one.id == library.layer and one.name == library.annotator), None)
        if own and name != own.name and all(one.name != name for one in known) and not library.read_only:
            rename, begin = translated("Rename my work here"), translated("Begin a layer of my own")
            answer = self._ask_about(own.name, name, rename, begin)
            if answer not in (rename, begin):
                return
            if answer == rename:
                with self.session.edit(operations.rename_annotator(name)) as edit:
                    labelling.rename_annotator(edit, own, name)
        self._settings.annotator = typed
        self.session.work_as(name)

    def _is_oneself(self, name: str) -> bool:
        """Whether the user says that this annotator of the library is who works here."""
        from ui.base import message_boxes

        return message_boxes.agreed(
            self._window,
            translated("Preferences"),
            translated("{name} has worked in this library. Is that you?", name=name),
            translated("You go on in the layer of {name}, and see and undo what was done there.", name=name),
            translated("Work as {name}", name=name),
            translated("Cancel"),
        )

    def _follow_name(self, notice: Notice) -> None:
        """Work under the name that one's layer has again, once it was renamed and that is undone or redone."""
        library = self.session.library
        if not notice.ours or notice.kind == "edit" or "annotator" not in notice.changed_kinds:
            return
        own = next((one.name for one in library.annotators() if one.id == library.layer), library.annotator)
        if own != library.annotator and library.layer != ADJUDICATED:
            self._settings.annotator = own
            self._settings.save()
            self.session.work_as(own)

    def _ask_about(self, former: str, name: str, rename: str, begin: str) -> str:
        from ui.base import message_boxes

        return message_boxes.chosen_of_three(
            self._window,
            translated("Should the work of {former} in this library carry the name {name}?", former=former, name=name),
            translated("Choose a layer of your own if it was somebody else's work."),
            rename,
            begin,
            translated("Cancel"),
        )

    def colour_by(self, what: ColourBy) -> None:
        self._settings.colour_by = what
        self._view.set_colour_by(what)
        self._toolbar.show_colour_by(what)
        self.coloured.emit()

    def set_appearance(self, appearance: Appearance) -> None:
        self._settings.appearance = appearance
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, appearance)

    def snap(self, on: bool) -> None:
        self._settings.snap = on
        self._view.set_snap(on)

    def set_text_size(self, px: int) -> None:
        self._settings.text_size = px
        self._view.set_text_size(px)

    def step_text_size(self, by: int) -> None:
        place = TEXT_SIZES.index(self._settings.text_size) + by
        if 0 <= place < len(TEXT_SIZES):
            self.set_text_size(TEXT_SIZES[place])

    def reset_text_size(self) -> None:
        """Show the text at the size that it has at first."""
        self.set_text_size(DEFAULT_TEXT_SIZE)
