"""From the keys and clicks of the sheet to decisions; the sheet follows the open article and everybody's work in it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from desktop.base.translation import translated
from desktop.library import Notice
from desktop.model import operations
from desktop.model.operations import Operation
from desktop.model.records import ADJUDICATED, Annotation
from ui.base.comment_thread import write_comments
from ui.base.reading_only import keep_from_writing
from ui.base.settings import Settings
from ui.session.session import Session

if TYPE_CHECKING:
    from desktop.adjudication.cases import Adjudication, Case
    from desktop.adjudication.rules import Ruling
    from ui.adjudication.sheet import AdjudicationSheet


class AdjudicationController(QObject):
    """Between the sheet and the library. While the sheet is open, the layer "Adjudicated" is worked in."""

    opened = Signal(object)  # the sheet, which is to be shown beside the text
    closed = Signal(object)  # and to be shown no more
    places_shown = Signal(object)  # Fragments of the open article
    compared = Signal(object)  # the layers that are to be shown beside the text: their names, by their ids
    text_wanted = Signal()  # the keyboard is to be in the text
    menu_wanted = Signal(QPoint)  # what can be decided, at this place of the screen
    merge_wanted = Signal(object)  # the ids of speakers who may be one
    chosen_changed = Signal()  # another case, or none

    def __init__(
        self, session: Session, settings: Settings, enter_layer: Callable[[str], bool], window: QWidget
    ) -> None:
        super().__init__(window)
        self.session = session
        self._enter_layer = enter_layer  # and says whether it was entered
        self._settings = settings
        self._window = window
        self.sheet: AdjudicationSheet | None = None
        self.found: Adjudication | None = None  # of the open article
        self._own_layer: str | None = None  # where work went on before
        self._is_to_be_done = ""  # the id of an article of which that was said
        session.article_opened.connect(self._arrive)
        session.article_opened.connect(self._tell_open_again)
        session.speakers_changed.connect(lambda _: self._follow())
        session.codebook_changed.connect(self._follow)
        session.counts_changed.connect(self._follow)
        session.articles_changed.connect(lambda _: self._follow_status())
        session.layer_changed.connect(self._leave_elsewhere)

    # Opening it

    @property
    def is_open(self) -> bool:
        return self.sheet is not None and self.sheet.isVisible()

    def toggle(self) -> None:
        """Show what is to be settled in the open article, or go back to one's own work."""
        if self.is_open:
            self._close()
            own, self._own_layer = self._own_layer, None
            if own is not None:
                self.session.work_in(own)
            return
        library = self.session.library
        own = library.layer_called(library.annotator) if library.layer == ADJUDICATED else library.layer
        if not self._enter_layer(ADJUDICATED):
            return
        self._own_layer = own
        if self.sheet is None:
            self.sheet = self._made()
        self.opened.emit(self.sheet)
        self._arrive()
        self.sheet.list.setFocus()

    def _made(self) -> "AdjudicationSheet":
        from ui.adjudication.sheet import AdjudicationSheet

        sheet = AdjudicationSheet(hides_names=self._settings.hides_annotators)
        sheet.closed.connect(self.toggle)
        sheet.chosen.connect(self._show_case)
        sheet.entered.connect(self.text_wanted)
        sheet.by_rule_wanted.connect(self.decide_by_rule)
        sheet.menu_wanted.connect(self.menu_wanted)
        sheet.names_hidden.connect(self._hide_names)
        sheet.undecided.toggled.connect(lambda _: self.chosen_changed.emit())
        sheet.card.side_taken.connect(self._take)
        sheet.card.all_taken.connect(self.take_all)
        sheet.card.none_taken.connect(self.take_none)
        sheet.card.adjusted.connect(self.adjust)
        sheet.card.merge_wanted.connect(self.merge_wanted)
        write_comments(sheet.card.comments, self.session.edit, self._claim_to_comment)
        sheet.case_shown.connect(self._show_thread)
        sheet.case_shown.connect(lambda: keep_from_writing(sheet, where=self.session.library.read_only))
        self.session.noticed.connect(self._follow_comments)
        return sheet

    def _close(self) -> None:
        if self.sheet is not None:
            self.closed.emit(self.sheet)
            self.found = None
            self.places_shown.emit(())
            self.compared.emit({})
            self.chosen_changed.emit()

    def _leave_elsewhere(self) -> None:
        """Close the sheet where somebody goes to work in another layer."""
        if self.is_open and self.session.library.layer != ADJUDICATED:
            self._own_layer = None
            self._close()

    # What is shown

    @property
    def case(self) -> "Case | None":
        """The case that commands act on."""
        return self.sheet.case if self.sheet is not None and self.is_open else None

    def _arrive(self) -> None:
        """Show the open article's cases, at the first that is undecided."""
        if self.is_open:
            self._read()
            self._go_to_undecided()

    def _tell_open_again(self) -> None:
        """Say of an article that was marked as done when all was decided, that by now it is not."""
        article, library = self.session.article, self.session.library
        if article is None or library.layer != ADJUDICATED or article.status != "done":
            return
        from desktop.adjudication.undecided import undecided_in

        if left := undecided_in(library, [article.id]):
            self.session.messages.tell(translated("This article is marked as done. {left}", left=left))

    def _follow(self) -> None:
        if self.is_open:
            self._read()
            self.chosen_changed.emit()

    def _read(self) -> None:
        from desktop.adjudication.annotator_names import names_in
        from desktop.adjudication.cases import adjudication_of, coding_of

        article, sheet = self.session.article, self.sheet
        if sheet is None:
            return
        self.found = None
        if article is not None:
            with self.session.library.snapshot(layers=None) as everybody:
                coding = coding_of(everybody, article.id, self.session.speakers)
            self.found = adjudication_of(coding, names_in(coding, hidden=self._settings.hides_annotators))
        sheet.show_adjudication(self.found)
        self.compared.emit(self.found.names if self.found else {})

    def _hide_names(self, hide: bool) -> None:
        self._settings.hides_annotators = hide
        self._follow()

    def _show_case(self, case: "Case") -> None:
        """Show in the text where the case is, and select what was made of it, or of what it was."""
        made = next((one.id for one in (*case.results, *case.former) if one.status == "accepted"), None)
        self.session.select(made)
        self.places_shown.emit(tuple(sorted({one for claim in case.claims.values() for one in claim.fragments})))
        self.chosen_changed.emit()

    def _choose(self, case: "Case | None") -> None:
        if self.sheet is not None:
            self.sheet.choose(case)
            if case is not None:
                self._show_case(case)
            self.chosen_changed.emit()

    def step(self, by: int) -> None:
        """To the next of the differences that are listed, or to the one before."""
        if self.sheet is None or not self.sheet.cases:
            return
        cases, here = self.sheet.cases, self.case
        at = cases.index(here) if here else (-1 if by > 0 else 0)
        self._choose(cases[(at + by) % len(cases)])

    def _go_to_undecided(self) -> None:
        """To the next difference that is undecided, from this one on and round the last; where none is, nowhere."""
        if self.sheet is None or self.found is None:
            return
        cases, here = self.found.to_look_at, self.case
        at = cases.index(here) if here else 0
        waiting = next((case for case in (*cases[at:], *cases[:at]) if not case.is_decided), None)
        if waiting is not None or here is None:
            self._choose(waiting or next(iter(cases), None))
        else:
            self._choose(here)

    # What is talked about it

    def _show_thread(self) -> None:
        """Show what was said of the case's claims; annotators whose names are hidden are called as everywhere."""
        case, found, sheet = self.case, self.found, self.sheet
        if case is None or found is None or sheet is None:
            return
        with self.session.library.snapshot(layers=None) as everybody:
            told = everybody.comments(claim.id for claim in case.claims.values())
        talk = sorted((one for some in told.values() for one in some), key=lambda one: (one.created_at, one.id))
        me = self.session.library.annotator
        called = {name: found.names[layer] for layer, name in found.coding.layers.items() if layer in found.names}
        sheet.card.comments.show_thread(
            case.id, talk, me, {name: words for name, words in called.items() if name != me}
        )

    def _follow_comments(self, notice: Notice) -> None:
        if self.is_open and notice.comments_changed:
            self._show_thread()

    def _claim_to_comment(self) -> Annotation | None:
        """The claim of the first annotator who has it: what is said of a case is said of this one."""
        return next(iter(self.case.claims.values())) if self.case else None

    # Deciding

    def take(self, place: int) -> None:
        """As the annotator at this place has it."""
        if self.found is not None and place < len(self.found.layers):
            self._take(self.found.layers[place])

    def _take(self, layer: str) -> None:
        from desktop.adjudication import rules

        if case := self.case:
            self._decide(rules.take(case, layer))

    def take_all(self) -> None:
        from desktop.adjudication import rules

        if (case := self.case) and self.can_take_all:
            self._decide(rules.take_all(case))

    def take_none(self) -> None:
        from desktop.adjudication import rules

        if case := self.case:
            self._decide(rules.take_none(case))

    @property
    def can_take_all(self) -> bool:
        case, found = self.case, self.found
        if case is None or found is None:  # as at the start, which need not load the rules
            return False
        from desktop.adjudication import rules

        return rules.can_take_all(case, found.questions)

    @property
    def annotators(self) -> int:
        """How many have coded the article that is being settled."""
        return len(self.found.names) if self.is_open and self.found is not None else 0

    def adjust(self) -> None:
        """Have what is taken so far, or what the first has, in the text to be changed there."""
        from desktop.adjudication import rules

        case, found = self.case, self.found
        if case is None or found is None:
            return
        made = [one for one in case.results if one.status == "accepted"]
        if not made:
            made = self._write(operations.adjudicate(), [rules.to_be_adjusted(case, found.layers[0])])
            self._follow()
        self.session.select(made[0].id)
        self.text_wanted.emit()

    def _decide(self, ruling: "Ruling") -> None:
        self._write(operations.adjudicate(), [ruling])
        self._go_on()

    def _write(self, operation: Operation, rulings: "Sequence[Ruling]") -> list[Annotation]:
        from desktop.adjudication.deciding import decide

        assert self.found is not None
        with self.session.edit(operation) as edit:
            return decide(edit, self.found.coding.article.id, rulings)

    def _go_on(self) -> None:
        self._read()
        self._go_to_undecided()
        article = self.session.article
        if article is None or self.found is None or self.found.undecided:
            return
        if article.status == "done":
            self.session.messages.tell_briefly(translated("All of this article is decided."))
        else:
            self._is_to_be_done = article.id
            self.session.messages.tell_briefly(
                translated("All of this article is decided. Press D to mark it as done.")
            )

    def _follow_status(self) -> None:
        """Ask no more for what is done."""
        article = self.session.article
        if article is not None and article.id == self._is_to_be_done and article.status == "done":
            self._is_to_be_done = ""
            self.session.messages.tell_briefly(translated("This article is settled, and marked as done."))

    def decide_by_rule(self) -> None:
        """Ask for a rule, show what it would decide, and let it."""
        if self.found is None:
            return
        from ui.adjudication.rule_dialog import RuleDialog

        dialog = RuleDialog(self._window, self.found)
        is_wanted = dialog.exec()
        dialog.deleteLater()
        if not (is_wanted and dialog.rulings):
            return
        self._write(operations.adjudicate_by_rule(len(dialog.rulings)), dialog.rulings)
        self._go_on()
