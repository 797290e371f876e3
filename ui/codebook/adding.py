"""How a part of the codebook is added: its role or kind is asked for, then it is named.

It is no part of the library's codebook before it has a name: so it is one step of the undo, and Esc leaves nothing.
A name that another part has is asked for again, with the reason below it, wherever somebody clicks meanwhile.
"""

from collections.abc import Callable, Mapping, Set
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from typing import Any, Final, NamedTuple, TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMenu, QWidget

from desktop import labelling
from desktop.base.errors import KnownError
from desktop.base.translation import Message, translated
from desktop.library import Edit
from desktop.model import namesakes, nested_options, operations
from desktop.model.codebook import PALETTE, Attribute, AttributeKind, Codebook, Label, Option, Part, PartPath
from desktop.model.colour_difference import most_different
from desktop.model.operations import Operation
from desktop.model.records import Role
from ui.base.menus import passing_menu, pop_up_below
from ui.codebook.page import CodebookPage
from ui.codebook.words import WHICH_KIND, WHICH_ROLE
from ui.session.session import Session

_Choice = TypeVar("_Choice", Role, AttributeKind)

_OPERATIONS: Final[Mapping[type[Part], Callable[[str], Operation]]] = {
    Label: operations.add_label,
    Attribute: operations.add_attribute,
    Option: operations.add_option,
}


class _Draft(NamedTuple):
    """A part that is being named."""

    part: Part
    around: PartPath
    before: str | None  # the id of the part that it is to stand before
    chosen_before: PartPath | None  # what was chosen when it was begun
    is_refused: bool = False  # another part has the name that it was given

    @property
    def path(self) -> PartPath:
        return (*self.around, self.part.id)


class Adding(QObject):
    """Adds parts by the page."""

    def __init__(
        self,
        session: Session,
        letters: Set[str],
        page: CodebookPage,
        edit: Callable[[Operation, str], AbstractContextManager[Edit]],
        show: Callable[[], object],
    ) -> None:
        """`letters` are keys of commands, which no label is given by itself; `show` shows the codebook anew."""
        super().__init__(page)
        self._session = session
        self._letters = letters
        self._page = page
        self._edit = edit
        self._show = show
        self._draft: _Draft | None = None
        self._asking_again = QTimer(self, singleShot=True, interval=0)  # after the click or key that left the name
        self._asking_again.timeout.connect(self._ask_again)
        page.label_wanted.connect(self._ask_role)
        page.attribute_wanted.connect(self._ask_kind)
        page.option_wanted.connect(self.add_option)
        page.form.name_left.connect(self._keep)
        page.form.name_given_up.connect(self.gives_up)
        page.outline.chosen.connect(self._follow_choice)

    @property
    def codebook(self) -> Codebook:
        """The library's, with what is being named."""
        there, draft = self._session.library.codebook, self._draft
        if draft is None or (draft.around and there.at(draft.around) is None):
            return there
        return nested_options.put_before(there, draft.around, draft.part, draft.before)

    def settles(self) -> bool:
        """Take the name that is being typed. Whether nothing lacks one now."""
        self._page.form.leave_name()
        return self._draft is None

    def _why_refused(self) -> str:
        """Why what is being named cannot have its name; "" where it can."""
        try:
            namesakes.refuse_new(self._session.library.codebook, self.codebook)
        except KnownError as refusal:
            return str(refusal)
        return ""

    def _ask_role(self, beside: QWidget) -> None:
        path = self._page.outline.chosen_path
        likely = self.codebook.role(path[0]) if path else "claim"
        pop_up_below(_menu(self._page, "", WHICH_ROLE, likely, self.add_label), beside)

    def _ask_kind(self, beside: QWidget) -> None:
        pop_up_below(self.kind_menu(self._page), beside)

    def kind_menu(self, parent: QWidget, title: str = "") -> QMenu:
        """A menu that adds an attribute of the kind that is chosen in it."""
        return _menu(parent, title, WHICH_KIND, "choice", self.add_attribute)

    def add_label(self, role: Role) -> None:
        """Add a label with the colour that differs most from those of the others, once it is named."""
        if not self.settles():
            return
        color = most_different(PALETTE, {label.color for label in self.codebook.labels})
        self._begin(Label(name=translated("New label"), role=role, color=color), ())

    def add_attribute(self, kind: AttributeKind) -> None:
        """Add an attribute to the chosen label, once it is named."""
        if not self.settles():
            return
        path = self._page.outline.chosen_path or (self.codebook.labels[0].id,)
        self._begin(Attribute(name=translated("New attribute"), kind=kind), path[:1])

    def add_option(self) -> None:
        """Add an option after the chosen one, or to the chosen attribute, once it is named."""
        if not self.settles():
            return
        path = self._page.outline.chosen_path or ()
        asked = self.codebook.at(path[:2]) if len(path) > 1 else None
        if not isinstance(asked, Attribute) or not asked.has_options:
            self._session.messages.tell(
                translated("Choose an attribute first that is a choice: options belong to one.")
            )
            return
        beside = asked.option(path[2]) if len(path) > 2 else None
        option = Option(name=translated("New option"), parent=beside.parent if beside else None)
        self._begin(option, path[:2], nested_options.after(self.codebook, path) if beside else None)

    def _begin(self, part: Part, around: PartPath, before: str | None = None) -> None:
        """Show a new part, and ask for its name."""
        place = (*around, part.parent) if isinstance(part, Option) and part.parent else around
        part = replace(part, name=namesakes.free_name(self.codebook, place, part.name))
        self._draft = _Draft(part, around, before, self._page.outline.chosen_path)
        self._page.filter.clear()
        self._show()
        self._page.outline.choose(self._draft.path)
        self._page.form.focus_name()

    def takes(self, path: PartPath, fields: dict[str, Any]) -> bool:
        """Whether the part at this path is being named: then it is added with these fields."""
        is_named_now = self._draft is not None and self._draft.path == path
        if is_named_now:
            self._keep(**fields)
        return is_named_now

    def _keep(self, **fields: Any) -> None:
        """Make what was being named a part of the codebook, as it was or with these fields; a label gets a free key."""
        if self._draft is None:
            return
        self._draft = self._draft._replace(part=replace(self._draft.part, **fields))
        if self._why_refused():
            self._draft = self._draft._replace(is_refused=True)
            self._asking_again.start()
            return
        draft, self._draft = self._draft, None
        part = draft.part
        if isinstance(part, Label) and not part.shortcut:
            part = replace(part, shortcut=self.codebook.free_key(part.name, self._letters))
        try:
            with self._edit(_OPERATIONS[type(part)](part.name), fields.get("name", "")) as edit:
                labelling.add_part(edit, draft.around, part, before=draft.before)  # type: ignore[type-var]
        except KnownError:
            self._lead_back_from(draft)
            raise
        if isinstance(part, Label) and not part.shortcut:
            self._session.messages.tell_until_done(_without_key(part))

    def _ask_again(self) -> None:
        """Lead back to the name that is not taken, and say why."""
        if self._draft is not None:
            self._page.filter.clear()
            self._show()
            self._page.outline.choose(self._draft.path)
            self._page.form.refuse_name(self._why_refused())
            self._asking_again.stop()

    def _follow_choice(self, path: PartPath | None) -> None:
        if self._draft is not None and self._draft.is_refused and path != self._draft.path:
            self._asking_again.start()

    def gives_up(self) -> bool:
        """Whether something is being named: it is not added then, and what was chosen before is so again."""
        if self._draft is None:
            return False
        draft, self._draft = self._draft, None
        self._lead_back_from(draft)
        self._page.take_keyboard()
        return True

    def _lead_back_from(self, draft: _Draft) -> None:
        """Show the codebook without it, and choose again what was chosen before."""
        self._show()
        self._page.outline.choose(draft.chosen_before)


def _without_key(label: Label) -> str:
    return translated(
        "No letter is free as the key of “{label}”. One that you give it is taken from a command.", label=label.name
    )


def _menu(
    parent: QWidget, title: str, words: Mapping[_Choice, Message], likely: _Choice, chosen: Callable[[_Choice], object]
) -> QMenu:
    """Asks for one of these; the likely one is a press of Enter away."""
    menu = passing_menu(parent, title)
    actions = {choice: menu.addAction(translated(said)) for choice, said in words.items()}
    for choice, action in actions.items():
        action.triggered.connect(partial(_choose, chosen, choice))
    menu.aboutToShow.connect(partial(menu.setActiveAction, actions[likely]))
    return menu


def _choose(chosen: Callable[[_Choice], object], choice: _Choice, _checked: bool = False) -> None:
    chosen(choice)
