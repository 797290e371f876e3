"""The toolbar: whose library this is, the few commands that are always at hand, and the search."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from desktop.base.translation import Message, translated, translated_in
from ui.articles.library_search import LibrarySearch
from ui.base import theme
from ui.base.buttons import tool_button
from ui.base.eliding import elided
from ui.base.plain_text import PlainLabel, on_button, tip, without_mnemonic
from ui.base.settings import ColourBy
from ui.commands.actions import Actions

_COLOUR_BY: dict[ColourBy, Message] = {
    "speaker": Message("Colour by speaker"),
    "label": Message("Colour by label"),
    "annotator": Message("Colour by annotator"),
    "attribute": Message("Colour by answer"),
}


_NAME_WIDTH = 160  # of the codebook, which may be long
_LEAST = 380  # px, for what never leaves: undo, redo and the search
_OWN = Qt.FindChildOption.FindDirectChildrenOnly


class ToolBar(QWidget):
    """Buttons of commands; they are enabled as the commands are. In a narrow window, some leave."""

    def __init__(self, library_name: str, search: LibrarySearch) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 7, 14, 7)
        self._row.setSpacing(8)
        name = PlainLabel("Ascribe")
        name.setProperty("tone", "heading")
        library = PlainLabel(library_name)
        library.setProperty("tone", "secondary")
        library.setAccessibleName(translated("Library"))
        self._row.addWidget(name)
        self._row.addWidget(library)
        self._yielding: list[QWidget] = [library]  # what goes first, first; the menus have all of it
        self.codebook = tool_button("", "quiet")
        self._row.addWidget(self.codebook)
        self._row.addSpacing(8)
        self._icons: dict[QToolButton, str] = {}
        self._search = search
        self.colour_by = QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self.colour_by.setAccessibleName(translated("Colour by"))
        self.colour_by.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.colour_by.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the chevron after the words
        self.colour_by.setIconSize(QSize(10, 10))
        self._icons[self.colour_by] = "style-chevron"
        theme.changed.connect(self._tint)

    def fill(self, actions: Actions) -> None:
        """Put the buttons in."""
        self.codebook.clicked.connect(actions["edit-codebook"].trigger)
        for command_id, text in (("open", translated("Open…")), ("export", translated("Export…"))):
            labelled = _button(actions[command_id], text)
            self._row.addWidget(labelled)
            self._yielding.append(labelled)
        for command_id, name in (("undo", translated("Undo")), ("redo", translated("Redo"))):
            button = _button(actions[command_id], "")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setIconSize(QSize(16, 16))
            button.setAccessibleName(name)
            self._icons[button] = command_id
            self._row.addWidget(button)
        self._row.addStretch(1)
        menu = QMenu(self.colour_by)
        menu.addActions([actions[f"colour-by-{what}"] for what in _COLOUR_BY])
        self.colour_by.setMenu(menu)
        self._row.addWidget(self.colour_by)
        self._search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._search.setMinimumWidth(110)
        self._search.setMaximumWidth(260)
        self._row.addWidget(self._search, 2)
        self._yielding.insert(1, self.colour_by)
        self._yielding.append(self.codebook)
        self._tint()

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for widget in self._yielding:
            widget.show()
        lacking = self._needed() - self.width()
        for widget in self._yielding:
            widget.setVisible(lacking <= 0)
            lacking -= 0 if widget.isVisibleTo(self) else widget.sizeHint().width() + self._row.spacing()

    def _needed(self) -> int:
        """The width in which all have room, the search the least that it can do with."""
        margins, shown = self._row.contentsMargins(), self.findChildren(QWidget, options=_OWN)
        widths = [self._search.minimumWidth() if one is self._search else one.sizeHint().width() for one in shown]
        return sum(widths) + self._row.spacing() * self._row.count() + 8 + margins.left() + margins.right()

    def show_codebook(self, name: str) -> None:
        """Name the codebook; a click on it leads to it."""
        shown = elided(self.fontMetrics(), name, _NAME_WIDTH)
        self.codebook.setText(on_button(shown))
        self.codebook.setAccessibleName(translated("Codebook: {name}", name=name))
        self.codebook.setToolTip(tip(translated("Edit the codebook “{name}”", name=name)))

    def show_colour_by(self, what: ColourBy) -> None:
        self.colour_by.setText(translated(_COLOUR_BY[what]))

    def _tint(self) -> None:
        for button, icon in self._icons.items():
            button.setIcon(theme.icon(icon))


def _button(action: QAction, text: str) -> QToolButton:
    """A button for an action, with words of its own: the menu's are longer."""
    button = tool_button(text)
    button.setToolTip(_tip(action))
    button.setEnabled(action.isEnabled())
    button.clicked.connect(lambda: action.trigger())

    def follow() -> None:
        button.setEnabled(action.isEnabled())
        button.setToolTip(_tip(action))

    action.changed.connect(follow)
    return button


def _tip(action: QAction) -> str:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    words = without_mnemonic(action.text())
    return tip(translated_in("a command and its key", "{command} ({key})", command=words, key=keys) if keys else words)
