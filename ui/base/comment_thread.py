"""The comments on a claim: who wrote each and when, one's own to be changed, and a field to add one."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop import labelling
from desktop.base.text_direction import isolated
from desktop.base.translation import translated
from desktop.library import Edit
from desktop.model import operations
from desktop.model.operations import Operation
from desktop.model.records import Annotation, Comment
from ui.base.buttons import tool_button
from ui.base.dates import shown_date
from ui.base.plain_text import PlainLabel


class _Field(QLineEdit):
    """Enter says it, Escape leaves it."""

    said = Signal(str)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.said.emit(self.text().strip())
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.left.emit()
        else:
            super().keyPressEvent(event)


class CommentThread(QWidget):
    """Shows the comments, and asks for edits, which `write_comments` makes; whoever has it shows what there is then."""

    said = Signal(str)  # something new
    changed = Signal(object, str)  # a Comment of one's own, and what it is to say
    deleted = Signal(object)  # a Comment of one's own

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None
        self._changing: Comment | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        column.addLayout(self._rows)
        self.field = _Field()
        self.field.setAccessibleName(translated("Comment"))
        self.field.setPlaceholderText(translated("Add a comment…"))
        self.field.said.connect(self._say)
        self.field.left.connect(self._leave)
        column.addWidget(self.field)

    def show_thread(
        self, claim: str, comments: Sequence[Comment], me: str, names: Mapping[str, str] | None = None
    ) -> None:
        """Show what was said of a claim, by its id.

        `me` is one's own name; `names`, by which some authors are called here, where not by their own.
        """
        shown = (claim, tuple(comments), me, dict(names or {}))
        if shown == self._shown:
            return
        if not isinstance(self._shown, tuple) or self._shown[0] != claim or self._changing not in comments:
            self._leave(keeps_words=isinstance(self._shown, tuple) and self._shown[0] == claim)
        self._shown = shown
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for one in comments:
            self._rows.addWidget(self._row(one, (names or {}).get(one.author, one.author), is_own=one.author == me))

    def _row(self, one: Comment, author: str, *, is_own: bool) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        who = PlainLabel(" · ".join((isolated(author), shown_date(one.created_at, short=True))))
        who.setProperty("tone", "secondary")
        who.setWordWrap(True)
        head.addWidget(who, 1)
        if is_own:
            head.addWidget(_link("✎", translated("Change the comment"), lambda: self._change(one)))
            head.addWidget(_link("×", translated("Delete the comment"), lambda: self.deleted.emit(one)))
        column.addLayout(head)
        words = PlainLabel(one.text)
        words.setWordWrap(True)
        column.addWidget(words)
        return row

    def _change(self, one: Comment) -> None:
        self._changing = one
        self.field.setText(one.text)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, words: str) -> None:
        if not words:
            return
        changing = self._changing
        self._leave()
        if changing is None:
            self.said.emit(words)
        elif words != changing.text:
            self.changed.emit(changing, words)

    def _leave(self, *, keeps_words: bool = False) -> None:
        if self._changing is not None or not keeps_words:
            self.field.clear()
        self._changing = None


def write_comments(
    thread: CommentThread,
    edit: Callable[[Operation, str], AbstractContextManager[Edit]],
    claim: Callable[[], Annotation | None],
) -> None:
    """Make an edit of each comment that is said, changed or deleted in a thread.

    Args:
        edit: begins an edit; it is given the words that are typed, which it tells where it is refused.
        claim: what a new comment is on.
    """

    def add(words: str) -> None:
        if (commented := claim()) is not None:
            with edit(operations.comment(), words) as one:
                labelling.comment(one, commented, words)

    def change(comment: Comment, words: str) -> None:
        with edit(operations.change_comment(), words) as one:
            labelling.change_comment(one, comment, words)

    def delete(comment: Comment) -> None:
        with edit(operations.delete_comment(), "") as one:
            labelling.delete_comment(one, comment)

    thread.said.connect(add)
    thread.changed.connect(change)
    thread.deleted.connect(delete)


def _link(sign: str, name: str, pressed: Callable[[], object]) -> QWidget:
    button = tool_button(sign, "quiet", name)
    button.setProperty("padding", "narrow")
    button.clicked.connect(lambda: pressed())
    return button
