"""The menu Help."""

from desktop.base.translation import Message
from ui.commands.command import Command, Menu, with_article

HELP = Menu(
    title=Message("&Help"),
    entries=(
        Command("guide", Message("&Guide"), lambda window: window.help.guide(), writes=False, keys=("F1",)),
        Command(
            "shortcuts",
            Message("&Keyboard and mouse"),
            lambda window: window.show_shortcuts(),
            writes=False,
            keys=("Ctrl+/",),
        ),
        Command("sample", Message("Try the &sample article"), lambda window: window.files.open_sample(), writes=True),
        Command(
            "hints",
            Message("Show the &hints again"),
            lambda window: window.help.show_hints_again(),
            writes=False,
            enabled=with_article,
        ),
        None,
        Command("log", Message("Show the &log folder"), lambda window: window.help.log_folder(), writes=False),
        Command("about", Message("&About Ascribe"), lambda window: window.help.about(), writes=False),
    ),
)
