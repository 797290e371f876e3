"""A library on a server: its address."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop.base.errors import KnownError
from desktop.base.library_address import LibraryAddress, ServerAddress, is_named_like_a_library
from desktop.base.translation import translated
from ui.base.dialog import Dialog


class ServerDialog(Dialog):
    """Asks for the address, as PostgreSQL's own programs take it."""

    def __init__(self, parent: QWidget | None, title: str, accept: str, known: Sequence[str] = ()) -> None:
        """`known` are addresses to choose from."""
        super().__init__(parent, title, 600)
        self.address: ServerAddress | None = None
        self.add_words(
            translated(
                "Who looks after the server tells you the address. An empty database becomes a new library. Your "
                "password belongs into the file ~/.pgpass, and not here."
            )
        )
        field = _offering(known) if known else QLineEdit()
        self.url: QLineEdit = field if isinstance(field, QLineEdit) else field.lineEdit()  # type: ignore[assignment]
        self.url.setPlaceholderText(translated("postgresql://name@server/database"))
        self.url.setAccessibleName(translated("Address"))
        self.add_form().addRow(translated("Address"), field)
        self.add_fault()
        self.add_buttons(accept)
        self.url.textChanged.connect(self._read)
        self._read(self.url.text())

    def _read(self, typed: str) -> None:
        self.address = None
        fault = ""
        named = typed.strip()
        try:
            address = LibraryAddress.of(named) if is_named_like_a_library(named) and "://" in named else None
            self.address = address if isinstance(address, ServerAddress) else None
        except KnownError as error:
            fault = str(error)
        if named and self.address is None and not fault:
            fault = translated(
                "An address begins with postgresql://, then the server and the database: server/database."
            )
        self.show_fault(fault)
        self.accept_button.setEnabled(self.address is not None)


def _offering(known: Sequence[str]) -> QComboBox:
    """A field to type an address into, with these to choose from."""
    offered = QComboBox(editable=True)
    offered.addItems(known)
    offered.setCurrentIndex(-1)
    offered.setAccessibleName(translated("Address"))
    return offered
