"""The menu File: articles in and out, libraries, printing, backups, preferences."""

from desktop.base.translation import Message, Plural
from ui.commands.command import Command, Menu, on_articles, with_articles, with_chosen_articles

FILE = Menu(
    title=Message("&File"),
    entries=(
        Command(
            "open", Message("&Open articles…"), lambda window: window.files.open_files(), writes=True, keys=("Ctrl+O",)
        ),
        Command("open-folder", Message("Open a &folder…"), lambda window: window.files.open_folder(), writes=True),
        Command(
            "preview-folder",
            Message("Open a folder with a pre&view…"),
            lambda window: window.files.preview_folder(),
            writes=False,
        ),
        Command(
            "paste",
            Message("&Paste as article…"),
            lambda window: window.files.paste_article(),
            writes=True,
            keys=("Ctrl+Shift+V",),
        ),
        Command(
            "metadata",
            Message("Article details fro&m a table…"),
            lambda window: window.metadata.take_in(),
            writes=True,
            enabled=with_articles,
        ),
        None,
        Command("open-library", Message("Open &library…"), lambda window: window.files.open_library(), writes=False),
        Command(
            "open-server",
            Message("Open a library on a &server…"),
            lambda window: window.files.open_server(),
            writes=False,
        ),
        Command(
            "add-library",
            Message("A&dd the content of a library…"),
            lambda window: window.files.import_library(),
            writes=True,
        ),
        Command("new-library", Message("&New library…"), lambda window: window.files.new_library(), writes=False),
        None,
        Command(
            "export",
            Message("&Export…"),
            lambda window: window.files.export(window.articles_controller.chosen, window.speakers.chosen_all),
            writes=False,
            keys=("Ctrl+E", "Ctrl+Shift+E"),  # on X11, a text field takes the first one
            enabled=with_articles,
            words=on_articles(Message("&Export…"), Plural("&Export {count} article…", "&Export {count} articles…")),
        ),
        Command(
            "print",
            Message("Pr&int…"),
            lambda window: window.files.print_articles(window.articles_controller.chosen),
            writes=False,
            keys=("Ctrl+P",),
            enabled=with_chosen_articles,
            words=on_articles(Message("Pr&int…"), Plural("Pr&int {count} article…", "Pr&int {count} articles…")),
        ),
        Command(
            "send-work",
            Message("Send my &work…"),
            lambda window: window.colleagues.send(window.articles_controller.chosen),
            writes=False,
            enabled=with_articles,
            words=on_articles(
                Message("Send my &work…"),
                Plural("Send my &work in {count} article…", "Send my &work in {count} articles…"),
            ),
        ),
        Command(
            "take-work", Message("&Take a colleague's work…"), lambda window: window.colleagues.take(), writes=True
        ),
        Command("back-up", Message("&Back up…"), lambda window: window.files.back_up(), writes=False),
        Command(
            "put-on-server",
            Message("Cop&y the library to a server…"),
            lambda window: window.files.put_on_server(),
            writes=False,
        ),
        Command("check", Message("&Check the library"), lambda window: window.files.check(), writes=False),
        None,
        Command(
            "preferences",
            Message("P&references…"),
            lambda window: window.preferences.open(window.learning.state()),
            writes=False,
            keys=("Ctrl+,",),
        ),
        Command("quit", Message("&Quit"), lambda window: window.close(), writes=False, keys=("Ctrl+Q",)),
    ),
)
