"""The menu Codebook."""

from desktop.base.translation import Message
from ui.commands.command import Command, Menu

CODEBOOK = Menu(
    title=Message("&Codebook"),
    entries=(
        Command(
            "edit-codebook",
            Message("&Edit codebook"),
            lambda window: window.codebook.toggle(),
            writes=False,
            keys=("Ctrl+B",),
            checked=lambda window: window.codebook.is_open,
        ),
        None,
        Command(
            "ready-codebooks",
            Message("&Ready codebooks…"),
            lambda window: window.codebook_files.take_ready(),
            writes=True,
        ),
        Command(
            "import-codebook",
            Message("&Import codebook…"),
            lambda window: window.codebook_files.import_file(),
            writes=True,
        ),
        Command(
            "export-codebook",
            Message("E&xport codebook…"),
            lambda window: window.codebook_files.export_file(),
            writes=False,
        ),
    ),
)
