"""The codebook changed in the window: each gesture is one edit, from what the window showed to what the library has."""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop import labelling
from desktop.base.errors import KnownError
from desktop.base.translation import translated, translated_plural
from desktop.library import Edit, Use
from desktop.model import nested_options, operations
from desktop.model.codebook import Attribute, Codebook, Label, Option, PartPath
from desktop.model.layers import work_words
from desktop.model.likeness import likest
from desktop.model.operations import Operation
from ui.base.keys import shown
from ui.base.menus import MOST_LISTED, list_in, passing_menu, pop_up_below
from ui.base.reading_only import keep_from_writing
from ui.codebook.label_keys import Taken, told_of
from ui.session.messages import telling_what_was_typed
from ui.session.session import Session

if TYPE_CHECKING:  # it is made when it is first shown
    from ui.codebook.adding import Adding
    from ui.codebook.examples import Example
    from ui.codebook.page import CodebookPage

_EXAMPLES = 2


class _About(NamedTuple):
    """How a part is used."""

    path: PartPath
    use: Use
    examples: "list[Example]"


class CodebookController(QObject):
    """Between the page of the codebook, its dialogs and the library. The page is made when it is first shown."""

    opened = Signal()
    closed = Signal()
    article_wanted = Signal(str, str)  # ids of an article and of an annotation in it

    def __init__(self, session: Session, letters: Set[str], window: QWidget) -> None:
        """`letters` are keys of commands, which no label is given by itself."""
        super().__init__(window)
        self.session = session
        self._letters = letters
        self._window = window
        self.page: CodebookPage | None = None
        self.adding: Adding | None = None
        self._used: Counter[PartPath] = Counter()
        self._about: _About | None = None  # of the part that is chosen, once it was asked for
        self._asking = QTimer(self, singleShot=True, interval=0)
        self._asking.timeout.connect(self._ask_about)
        session.codebook_changed.connect(self._show)
        session.counts_changed.connect(lambda _: self._count())

    @property
    def is_open(self) -> bool:
        return self.page is not None and self.page.isVisible()

    @property
    def codebook(self) -> Codebook:
        """The library's, with what is just being added."""
        return self.adding.codebook if self.adding else self._there

    @property
    def _there(self) -> Codebook:
        """The library's, in which alone something can be moved, merged, retired."""
        return self.session.library.codebook

    # The page

    def toggle(self) -> None:
        """Show the codebook in the place of the text, or the text again."""
        (self.close if self.is_open else self.open)()

    def open(self) -> None:
        """Show the codebook in the place of the text."""
        if self.page is None:
            self._make_page()
            assert self.page is not None
        self.opened.emit()
        self.page.message.hide()  # what was told while the text was shown
        self._used = self.session.library.use_of_codebook()
        self._about = None
        self._show()
        self.page.take_keyboard()

    def close(self) -> None:
        """Show the text again, unless something still lacks a name."""
        if self.adding is None or self.adding.settles():
            self.closed.emit()

    def _escape(self) -> None:
        """Give up what is being added, or show the text again."""
        if not (self.adding and self.adding.gives_up()):
            self.close()

    def _make_page(self) -> None:
        from ui.codebook.adding import Adding
        from ui.codebook.page import CodebookPage

        page = self.page = CodebookPage()
        self.adding = Adding(self.session, self._letters, page, self._edit, self._show)
        page.left.connect(self.close)
        page.escaped.connect(self._escape)
        page.filtered.connect(lambda _: self._show())
        page.name.changed.connect(self._rename_codebook)
        page.outline.chosen.connect(lambda _: self._show_chosen())
        page.outline.moved.connect(self._move)
        page.outline.shifted.connect(self._shift)
        page.outline.menu_wanted.connect(self._show_menu)
        page.outline.delete_wanted.connect(lambda: self._delete(page.outline.chosen_path))
        form = page.form
        form.changed.connect(self._change)
        form.refused.connect(self.session.messages.tell_until_done)
        form.kind_wanted.connect(self._change_kind)
        form.role_wanted.connect(self._change_role)
        form.parent_wanted.connect(self._ask_parent)
        form.merge_wanted.connect(self._merge)
        form.retire_wanted.connect(self._retire)
        form.delete_wanted.connect(self._delete)
        form.example_wanted.connect(self._go_to)
        form.examples_wanted.connect(self._list_examples)

    def _show(self) -> None:
        if self.page is None or not self.is_open:
            return
        self.page.name.show_words(self.codebook.name)
        self.page.outline.show_codebook(self.codebook, self._used, self.page.filter.text())

    def _count(self) -> None:
        if self.page is not None and self.is_open:
            self._used = self.session.library.use_of_codebook()
            self.page.outline.rows.count(self._used)
            self._asking.start()

    def _show_chosen(self) -> None:
        """Show the chosen part at once; how it is used follows when the gesture has been followed."""
        if self.page is not None and self.is_open:
            path = self.page.outline.chosen_path
            about = self._about if self._about and self._about.path == path else None
            self._show_part(path, about)
            self._asking.start()

    def _show_part(self, path: PartPath | None, about: _About | None) -> None:
        assert self.page is not None
        use, examples = (about.use, about.examples) if about else (None, [])
        self.page.form.show_part(self.codebook, path, use, examples)
        keep_from_writing(self.page, where=self.session.library.read_only)

    def _ask_about(self) -> None:
        from ui.codebook.examples import examples_of

        if self.page is None or not self.is_open or not (path := self.page.outline.chosen_path):
            return
        library = self.session.library
        use = library.use_of(path)
        examples = examples_of(library, self.session.speakers, path, _EXAMPLES) if use.annotations else []
        about = _About(path, use, examples)
        if about != self._about:
            self._about = about
            self._show_part(path, about)

    def words(self) -> str:
        """How much the codebook has, for the line below."""
        labels = self.session.library.codebook.labels
        attributes = [attribute for label in labels for attribute in label.attributes]
        counted = (
            translated_plural("{count} label", "{count} labels", len(labels)),
            translated_plural("{count} attribute", "{count} attributes", len(attributes)),
            translated_plural("{count} option", "{count} options", sum(len(one.options) for one in attributes)),
        )
        return " · ".join(counted)

    # Changing

    def _change(self, path: PartPath, seen: Any, fields: dict[str, Any]) -> None:
        if self._is_taken(path, fields.get("shortcut", "")):
            self._show_chosen()
            return
        if self.adding and self.adding.takes(path, fields):
            return
        renames = list(fields) == ["name"]
        operation = operations.rename_part(seen.name, fields["name"]) if renames else operations.edit_part(seen.name)
        typed = next((value for value in fields.values() if isinstance(value, str)), "")
        with self._edit(operation, typed) as edit:
            if "of_speaker" in fields:
                labelling.ask_of_speakers(edit, path, seen, fields["of_speaker"])
            else:
                labelling.change_part(edit, path, seen, **fields)

    def _is_taken(self, path: PartPath, key: str) -> bool:
        """Whether another label has this key; that is told."""
        for label in self.codebook.labels:
            if key and (label.id,) != path and label.shortcut.upper() == key:
                self.session.messages.tell(
                    translated("“{label}” has the key {key} already.", label=label.name, key=key)
                )
                return True
        return False

    def tell_whose_keys_they_were(self, taken: Sequence[Taken]) -> None:
        """Tell which commands labels took a key from; offer one that is free for the chosen label."""
        labels = {label.shortcut.upper(): label for label in self.codebook.labels}
        told, label = told_of(taken, labels), labels[taken[0][0]]
        free = self.codebook.free_key(label.name, self._letters)
        if free and self.is_open and self._chosen == (label.id,):
            words = translated("Use {key} instead", key=free)
            self.session.messages.tell_until_done(
                told, words, lambda: self._change((label.id,), label, {"shortcut": free})
            )
        else:
            self.session.messages.tell_until_done(told)

    def _change_kind(self, path: PartPath, seen: Attribute, kind: Any) -> None:
        if self.adding and self.adding.takes(path, {"kind": kind}):
            return
        with self._edit(operations.edit_part(seen.name)) as edit:
            labelling.change_kind(edit, path, seen, kind)

    def _change_role(self, path: PartPath, seen: Label, role: Any) -> None:
        if self.adding and self.adding.takes(path, {"role": role}):
            return
        with self._edit(operations.edit_part(seen.name)) as edit:
            labelling.change_role(edit, path, seen, role)

    def _rename_codebook(self, name: str, seen: str) -> None:
        with self._edit(operations.rename_codebook(name), name) as edit:
            labelling.rename_codebook(edit, seen, name)

    # Moving

    def _move(self, path: PartPath, parent: str | None, before: str | None) -> None:
        part = self._there.at(path)
        if part is None:
            return
        with self._edit(operations.move_part(part.name)) as edit:
            if isinstance(part, Option):
                labelling.nest_option(edit, path, parent, before=before)
            else:
                labelling.move_part(edit, path, before=before)

    def _shift(self, path: PartPath, where: str) -> None:
        """Move by a key: among its neighbours, into the one above, or out of the one around it."""
        part, beside = self._there.at(path), nested_options.neighbours(self._there, path)
        if part is None:
            return
        place = beside.index(part.id)
        parent = part.parent if isinstance(part, Option) else None
        if where == "up" and place:
            self._move(path, parent, beside[place - 1])
        elif where == "down" and place + 1 < len(beside):
            self._move(path, parent, beside[place + 2] if place + 2 < len(beside) else None)
        elif where == "in" and place and isinstance(part, Option):
            self._move(path, beside[place - 1], None)
        elif where == "out" and parent is not None:
            outer = self._there.at((*path[:2], parent))
            assert isinstance(outer, Option)
            self._move(path, outer.parent, nested_options.after(self._there, (*path[:2], parent)))

    def _ask_parent(self, path: PartPath) -> None:
        from ui.codebook.dialogs import OptionDialog, below_words

        asked, option = self._there.at(path[:2]), self._there.at(path)
        assert isinstance(asked, Attribute)
        assert isinstance(option, Option)
        dialog = OptionDialog(
            self._window,
            translated("Below"),
            below_words(option),
            translated("Move"),
            asked,
            {option.id, *nested_options.within(asked.options, option.id)},
            likely=option.parent or "",
            none=translated("No other option"),
        )
        if dialog.exec() and dialog.chosen != option.parent:
            self._move(path, dialog.chosen, None)

    # Options merged and retired, and what is deleted

    def _merge(self, path: PartPath) -> None:
        from ui.codebook.dialogs import OptionDialog

        asked, option = self._there.at(path[:2]), self._there.at(path)
        if not isinstance(asked, Attribute) or not isinstance(option, Option):
            return
        touched, whose = self._touched(path)
        words = translated_plural(
            "{count} annotation with “{option}” gets the option you choose; “{option}” goes. Undo reverses this.",
            "{count} annotations with “{option}” get the option you choose; “{option}” goes. Undo reverses this.",
            touched,
            option=option.name,
        )
        words = " ".join(filter(None, (words, whose)))
        likely = likest(option.name, {one.id: one.name for one in asked.options if one.id != option.id})
        dialog = OptionDialog(
            self._window, translated("Merge into"), words, translated("Merge"), asked, {option.id}, likely=likely
        )
        if dialog.exec() and dialog.chosen is not None:
            into = asked.option(dialog.chosen)
            with self._edit(operations.merge_options(option.name, into.name if into else "")) as edit:
                labelling.merge_options(edit, path, dialog.chosen, seen=option)
            if self.page is not None:
                self.page.outline.choose((*path[:2], dialog.chosen))

    def _retire(self, path: PartPath, retired: bool) -> None:
        option = self._there.at(path)
        if isinstance(option, Option):
            make = operations.retire_option if retired else operations.restore_option
            with self._edit(make(option.name)) as edit:
                labelling.change_part(edit, path, option, retired=retired)

    def _delete(self, path: PartPath | None) -> None:
        from ui.codebook.dialogs import DeleteDialog

        part = self._there.at(path) if path else None
        if part is None or path is None:
            if self.adding:
                self.adding.gives_up()
            return
        role = part.role if isinstance(part, Label) else None
        others = [label for label in self._there.labels if label.role == role and label.id != part.id]
        dialog = DeleteDialog(self._window, part, *self._touched(path), others)
        if dialog.exec():
            with self._edit(operations.delete_part(part.name)) as edit:
                labelling.delete_part(edit, path, seen=part, label_instead=dialog.label_instead)

    def _touched(self, path: PartPath) -> tuple[int, str]:
        """How many annotations have a part of the codebook, and where others' are among them whose, as a sentence."""
        library = self.session.library
        by_layer = library.use_by_layer(path)
        if by_layer.keys() <= {library.layer}:
            return by_layer.total(), ""
        whose = work_words(by_layer, library.layer_names())
        return by_layer.total(), translated("Whose they are: {work}.", work=whose)

    def _show_menu(self, path: PartPath, at: QPoint) -> None:
        """What can be done to a part, each with its key."""
        part, page, adding = self.codebook.at(path), self.page, self.adding
        if part is None or page is None or adding is None:
            return
        menu = passing_menu(self._window)
        menu.addAction(_with_key(translated("Rename"), "F2")).triggered.connect(page.form.focus_name)
        if isinstance(part, Option):
            menu.addAction(translated("Below…")).triggered.connect(lambda: self._ask_parent(path))
            menu.addAction(translated("Merge into…")).triggered.connect(lambda: self._merge(path))
            words = translated("Offer again") if part.retired else translated("Retire")
            menu.addAction(words).triggered.connect(lambda: self._retire(path, not part.retired))
        menu.addSeparator()
        if len(path) > 1:
            menu.addAction(_with_key(translated("Add an option"), "Ins")).triggered.connect(adding.add_option)
        menu.addMenu(adding.kind_menu(menu, translated("Add an attribute")))
        menu.addSeparator()
        menu.addAction(_with_key(translated("Delete…"), "Del")).triggered.connect(lambda: self._delete(path))
        menu.popup(at)

    # Examples

    def _go_to(self, article_id: str, annotation_id: str) -> None:
        self.close()
        self.article_wanted.emit(article_id, annotation_id)

    def _list_examples(self, path: PartPath, beside: QWidget) -> None:
        from ui.codebook.examples import examples_of

        menu = passing_menu(self._window)
        examples = examples_of(self.session.library, self.session.speakers, path, MOST_LISTED)
        entries = [(one.line, partial(self._go_to, one.article, one.annotation)) for one in examples]
        list_in(menu, entries, self.session.library.use_of(path).annotations)
        pop_up_below(menu, beside)

    # How it is done

    @property
    def _chosen(self) -> PartPath | None:
        return self.page.outline.chosen_path if self.page else None

    @contextmanager
    def _edit(self, operation: Operation, typed: str = "") -> Iterator[Edit]:
        """An edit by the page. Where it is refused, the page shows again what there is."""
        try:
            with telling_what_was_typed(typed), self.session.edit(operation) as edit:
                yield edit
        except KnownError:
            QTimer.singleShot(0, self, self._show)
            raise


def _with_key(words: str, key: str) -> str:
    """The words of a menu, with a key that the tree hears."""
    return f"{words}\t{shown(key)}"
