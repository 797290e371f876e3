"""Commands as Qt actions: made once, brought up to date when a menu opens or when what they depend on changes."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from desktop.base.translation import Message, listed, translated
from ui.base.keyboard_layouts import KeysByPlace
from ui.base.keys import shown
from ui.base.menus import passing_menu
from ui.base.plain_text import guideline_tip, tip, without_mnemonic
from ui.base.reading_only import READ_ONLY
from ui.commands.command import Check, Command, Menu
from ui.commands.context_menus import LABELS
from ui.commands.label_commands import label_commands, relabel_commands
from ui.commands.menus import MENUS, NEED_THE_TEXT, WITHOUT_THE_TEXT, commands
from ui.commands.menus.label import LABEL
from ui.commands.workspace import Workspace


class Actions(QObject):
    """The actions of one window, by the ids of their commands."""

    gave_way = Signal(object)  # of which commands labels took a key just now: the key, the command, its other keys

    def __init__(self, window: Workspace) -> None:
        super().__init__(window)
        self._window = window
        self._actions = {command.id: self._make(command) for _, command in commands()}
        self._commands = {command.id: command for _, command in commands()}
        self._need_the_text = {id: _needs_the_text(command) for id, command in self._commands.items()}
        self._keys = KeysByPlace(list(self._actions.values()), self)
        self._set_keys()
        window.session.codebook_changed.connect(self._set_keys)

    def __getitem__(self, command_id: str) -> QAction:
        return self._actions[command_id]

    def _set_keys(self) -> None:
        """The codebook's label keys come first: a command whose letter a label has keeps its other keys."""
        taken = {label.shortcut.upper() for label in self._window.session.library.codebook.labels}
        given: list[tuple[str, str, str]] = []
        for command_id, command in self._commands.items():
            if command.keys_work != "by themselves":
                action = self._actions[command_id]
                had, keys = action.shortcuts(), [QKeySequence(key) for key in command.keys if key not in taken]
                if had != keys:
                    action.setShortcuts(keys)
                    given += [self._given(command, key, keys) for key in had if key not in keys]
        if given:
            self.gave_way.emit(given)

    def _given(self, command: Command, key: QKeySequence, others: Iterable[QKeySequence]) -> tuple[str, str, str]:
        title = without_mnemonic(command.title(self._window))
        return key.toString(), title, listed(shown(other.toString()) for other in others)

    def _make(self, command: Command) -> QAction:
        action = QAction(translated(command.text), self._window)
        action.setObjectName(command.id)
        if command.keys_work == "by themselves":
            action.setText(f"{action.text()}\t{shown(command.keys[0])}")
        if command.keys_work in ("in the text", "at the caret"):
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            for widget in self._window.text_widgets if command.keys_work == "in the text" else (self._window.text,):
                widget.addAction(action)
        action.setCheckable(command.checked is not None)
        action.triggered.connect(lambda: self.run(command))
        self._window.addAction(action)
        return action

    def hear_keys(self) -> None:
        """Hear the keys of the native window, which there is from the moment in which it is shown."""
        if handle := self._window.window().windowHandle():
            handle.installEventFilter(self._keys)

    def menu(self, *command_ids: str) -> QMenu:
        """A menu of these commands, as they are now; "" is a line between them, and LABELS stands for the labels."""
        self.refresh()
        menu = passing_menu(self._window)
        for command_id in command_ids:
            if command_id == LABELS:
                menu.addActions(self._of_labels(label_commands(self._window.session.library.codebook.labels), menu))
            elif command_id:
                menu.addAction(self._actions[command_id])
            else:
                menu.addSeparator()
        return menu

    def relabelling_menu(self) -> QMenu:
        """A menu of the labels that the selected annotation may have instead of its own."""
        menu = passing_menu(self._window)
        menu.addActions(self._of_labels(relabel_commands(self._window.labelling.other_labels()), menu))
        return menu

    def _of_labels(self, made: Iterable[tuple[Command, str]], parent: QMenu) -> list[QAction]:
        actions = []
        for command, key in made:
            action = QAction(f"{command.title(self._window)}\t{key}", parent)
            action.setEnabled(self._can(command))
            action.setToolTip(guideline_tip(command.about) or tip(without_mnemonic(command.title(self._window))))
            action.triggered.connect(lambda _=False, command=command: self.run(command))
            actions.append(action)
        return actions

    def run(self, command: Command) -> None:
        """Do what the command does, if it can be done by now."""
        if not self._can(command):
            self.refresh()
            return
        try:
            command.run(self._window)
        finally:
            self.refresh()

    def _can(self, command: Command) -> bool:
        return self._why_not(command) is None

    def _why_not(self, command: Command) -> Message | None:
        """Why a command cannot be used now; None where it can."""
        if self._would_write_where_nobody_may(command):
            return READ_ONLY
        if not command.enabled(self._window):
            return command.enabled.otherwise
        return WITHOUT_THE_TEXT if _needs_the_text(command) and self._window.codebook.is_open else None

    def _would_write_where_nobody_may(self, command: Command) -> bool:
        return command.writes and self._window.session.library.read_only

    def show_palette(self) -> None:
        """All commands by a few letters; what cannot be used now says why."""
        from ui.commands.palette import Entry, Palette

        self.refresh()
        window = self._window
        palette = Palette(
            window,
            [
                Entry(
                    without_mnemonic(translated(menu.title)),
                    without_mnemonic(command.title(window)),
                    command.keys[0] if command.keys else "",
                    self._actions[command.id].trigger,
                    translated(why) if (why := self._why_not(command)) else "",
                )
                for menu, command in commands()
                if command.id != "palette"
            ],
        )
        top = window.mapToGlobal(window.rect().topLeft())
        palette.move(top.x() + (window.width() - palette.width()) // 2, top.y() + 96)
        palette.open()
        palette.field.setFocus()

    def show_shortcuts(self) -> None:
        """Every key and gesture on one page."""
        from ui.commands.shortcuts_dialog import ShortcutsDialog

        ShortcutsDialog(self._window, self._window.session.library.codebook).open()

    def refresh(self) -> None:
        """Bring every action's text and state up to date."""
        has_the_text = not self._window.codebook.is_open
        answers: dict[Check, bool] = {}  # many commands ask the same
        for command_id, action in self._actions.items():
            command = self._commands[command_id]
            if command.enabled not in answers:
                answers[command.enabled] = command.enabled(self._window)
            # A shortcut must work the moment its command can: `run` looks again, so only menus show the state.
            can = answers[command.enabled] and not self._would_write_where_nobody_may(command)
            action.setEnabled(can and (has_the_text or not self._need_the_text[command_id]))
            if command.words:
                action.setText(command.words(self._window))
            if command.checked:
                action.setChecked(command.checked(self._window))

    def fill(self, bar: QMenuBar) -> None:
        """Put all menus into the bar."""
        for menu in MENUS:
            self._fill(bar.addMenu(translated(menu.title)), menu)

    def _fill(self, widget: QMenu, menu: Menu) -> None:
        group = QActionGroup(widget)
        group.setExclusionPolicy(QActionGroup.ExclusionPolicy.None_)
        for entry in menu.entries:
            if entry is None:
                widget.addSeparator()
            elif isinstance(entry, Menu):
                self._fill(widget.addMenu(translated(entry.title)), entry)
            else:
                widget.addAction(self._actions[entry.id])
        if menu is LABEL:
            widget.setToolTipsVisible(True)  # guidelines of labels
            self._labels: list[QAction] = []
            widget.aboutToShow.connect(lambda: self._show_labels(widget))
        widget.aboutToShow.connect(self.refresh)

    def _show_labels(self, widget: QMenu) -> None:
        for action in self._labels:
            widget.removeAction(action)
            action.deleteLater()
        self._labels = self._of_labels(label_commands(self._window.session.library.codebook.labels), widget)
        widget.addActions(self._labels)


def _needs_the_text(command: Command) -> bool:
    return command.id in NEED_THE_TEXT or _is_of_a_label(command)


def _is_of_a_label(command: Command) -> bool:
    return command.id.startswith(("label-", "relabel-"))
