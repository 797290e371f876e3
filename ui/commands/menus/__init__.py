"""Every command of the window, once: one module a menu, and here all menus in their order.

The menus, the toolbar, the command palette and the page of shortcuts are read from `MENUS`. A command is data: to add
one, add a line to its menu and, if need be, a method that it calls. A test calls every one of them.
"""

from collections.abc import Iterator

from desktop.base.translation import Message
from ui.commands.command import Command, Menu
from ui.commands.menus.adjudication import ADJUDICATION
from ui.commands.menus.article import ARTICLE
from ui.commands.menus.codebook import CODEBOOK
from ui.commands.menus.edit import EDIT
from ui.commands.menus.file import FILE
from ui.commands.menus.help import HELP
from ui.commands.menus.label import LABEL
from ui.commands.menus.select import SELECT
from ui.commands.menus.speakers import SPEAKERS
from ui.commands.menus.suggestions import SUGGESTIONS
from ui.commands.menus.view import VIEW

MENUS = (FILE, EDIT, ARTICLE, VIEW, SELECT, LABEL, SUGGESTIONS, SPEAKERS, CODEBOOK, HELP)

_OF_THE_TEXT = {"find", "find-next", "find-previous", "label-all", "search", "copy", "copy-quotation", "delete"}
_OF_THE_TEXT |= {"guidelines", "legend", "larger-text", "smaller-text", "usual-text", "next-pane", "previous-pane"}
_OF_THE_TEXT |= {"articles-panel", "side-panel", "copy-citation", "copy-markdown", "copy-table"}
WITHOUT_THE_TEXT = Message("The codebook is open in the place of the text.")
# What has no use while the codebook is shown in the place of the text, and whose keys mean something else there.
NEED_THE_TEXT = _OF_THE_TEXT | {
    entry.id
    for menu in (ARTICLE, ADJUDICATION, SELECT, LABEL, SUGGESTIONS, SPEAKERS)
    for entry in menu.entries
    if isinstance(entry, Command)
}


def commands(menus: tuple[Menu, ...] = MENUS) -> Iterator[tuple[Menu, Command]]:
    """Every command, with the menu it stands in."""
    for menu in menus:
        for entry in menu.entries:
            if isinstance(entry, Command):
                yield menu, entry
            elif isinstance(entry, Menu):
                yield from commands((entry,))


LETTERS = frozenset(key for _, command in commands() for key in command.keys if len(key) == 1)  # keys of commands
