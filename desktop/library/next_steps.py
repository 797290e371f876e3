"""What an annotator may undo and redo next in a library, as it is asked to be shown."""

from desktop.library import journal
from desktop.library.reader import Reader
from desktop.library.sql import backend
from desktop.model.operations import Operation


class NextSteps(Reader):
    """A Reader that also tells the next steps of its annotator."""

    annotator: str

    @property
    def size_of_undo(self) -> int:
        """How many records `undo` would change."""
        with self._connected() as connection:
            return journal.size_of(connection, [row.seq for row in journal.next_to_undo(connection, self.annotator)])

    @property
    def size_of_redo(self) -> int:
        """How many records `redo` would change."""
        with self._connected() as connection:
            return journal.size_of(connection, [row.seq for row in journal.next_to_redo(connection, self.annotator)])

    @property
    def undo_operation(self) -> Operation | None:
        """What `undo` would take back."""
        with self._connected() as connection:
            return journal.operation_of(journal.next_to_undo(connection, self.annotator))

    @property
    def redo_operation(self) -> Operation | None:
        """What `redo` would do again."""
        with self._connected() as connection:
            return journal.operation_of(journal.next_to_redo(connection, self.annotator))

    def next_operations(self) -> tuple[Operation | None, Operation | None]:
        """`undo_operation` and `redo_operation`, at once."""
        with self._connected() as connection:
            to_undo, to_redo = backend.at_once(
                connection,
                lambda: journal.next_to_undo(connection, self.annotator),
                lambda: journal.next_to_redo(connection, self.annotator),
            )
        return journal.operation_of(to_undo), journal.operation_of(to_redo)
