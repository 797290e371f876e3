"""The ways of annotating an article: by the mouse, by the keys, by both (a hand on each, or one), by suggestions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QListView

from desktop.model.text import Fragment
from tests.effort.counting_hand import CountingHand, Effort
from tests.effort.gold import GoldArticle, GoldClaim, Words
from tests.effort.routes import Routes
from ui.article_view.speaker_picker import SpeakerPicker
from ui.base.annotation_wording import speaker_names
from ui.rehearsal.hand import Stuck

_Label = Callable[[Words, str], None]  # words, and the key of the label that they get

_CLAIM, _SPEAKER, _CUE = "C", "S", "Q"
_TRIES = 3  # a caret that was scrolled off the screen begins from what is on it


@dataclass
class Worker:
    """Somebody who annotates one article that is open."""

    hand: CountingHand
    article: GoldArticle

    def __post_init__(self) -> None:
        self.routes = Routes(self.hand.page.caret.segments)

    def fragment(self, words: Words) -> Fragment:
        return Fragment(*words.span(self.hand.page.text))

    # Selecting and labelling

    def label_by_mouse(self, words: Words, key: str) -> None:
        self.hand.select(words)
        self.hand.click({_CLAIM: "Claim", _SPEAKER: "Speaker", _CUE: "Cue"}[key])

    def label_by_both(self, words: Words, key: str) -> None:
        self.hand.select(words)
        self.hand.press(key)

    def select_by_keys(self, words: Words, *, may_reshape: bool) -> tuple[str, ...]:
        """Press the keys that select these words; gives those that move their ends once they are labelled."""
        target = self.fragment(words)
        for _ in range(_TRIES):
            self.hand.press(*self.routes.to(target, self.hand.page.caret.point, may_reshape=may_reshape))
            selected = self.hand.page.selection
            for _ in range(_TRIES):
                if selected and selected.start == target.start and selected.end != target.end:
                    self.hand.press("Shift+Left" if selected.end > target.end else "Shift+Right")
                    selected = self.hand.page.selection
            if selected == target:
                return ()
            if may_reshape and selected and (after := self.routes.reshaping(selected, target)) is not None:
                return after
        raise Stuck(f"The keys do not select “{words.words}”.")

    def missed(self) -> list[str]:
        """What is not as the gold claims say; nothing, when all went well."""
        open_article = self.hand.page.marks.article
        made = [one for one in open_article.annotations.values() if open_article.is_claim(one)]
        found = {one.fragments: speaker_names(open_article, one) for one in made if one.status == "accepted"}
        wanted = {_spans(self, claim): claim.speaker for claim in self.article.claims}
        text = open_article.text
        return [
            f"{found.get(spans, 'nobody')} said {[text[slice(*one)] for one in spans]}, and {wanted.get(spans)} should"
            for spans in found.keys() | wanted.keys()
            if found.get(spans) != wanted.get(spans)
        ]

    # Naming

    def choose_by_keys(self, name: str) -> None:
        """The row that is chosen, or a digit, or as many letters as it takes."""
        rows = self._rows()
        self.hand.think()
        if not _is_chosen(rows, name):
            offered = [_name(rows, row) for row in range(min(9, rows.model().rowCount()))]
            if name in offered:
                self.hand.press(str(offered.index(name) + 1))
                return
            for character in name:
                self.hand.type(character)
                if _is_chosen(rows, name):
                    break
            for _ in range(rows.model().rowCount()):
                if _is_chosen(rows, name):
                    break
                self.hand.press("Down")
            else:
                raise Stuck(f"“{name}” cannot be chosen of {[_name(rows, row) for row in range(9)]}.")
        self.hand.press("Return")

    def choose_by_left_hand(self, name: str) -> None:
        """A digit that the left hand reaches; where none is the one, both hands type letters."""
        rows = self._rows()
        offered = [_name(rows, row) for row in range(min(5, rows.model().rowCount()))]
        if name in offered:
            self.hand.think()
            self.hand.press(str(offered.index(name) + 1))
        else:
            self.choose_by_keys(name)

    def choose_by_mouse(self, name: str) -> None:
        """A row that can be seen; where none is the one, letters."""
        rows = self._rows()
        for row in range(rows.model().rowCount()):
            place = rows.visualRect(rows.model().index(row, 0))
            if _name(rows, row) == name and rows.viewport().rect().contains(place.center()):
                self.hand.think()
                self.hand.click_row(rows, row)
                return
        self.choose_by_keys(name)

    @property
    def is_asked(self) -> bool:
        """Whether the picker of speakers stands over the text, as after a mention that nobody is known to be."""
        return any(one.isVisible() for one in self.hand.page.window().findChildren(SpeakerPicker))

    def _rows(self) -> QListView:
        """Those that the picker offers, perhaps none; once it is open."""
        window = self.hand.page.window()
        pickers = window.findChildren(SpeakerPicker)
        picker = self.hand.wait("The speaker picker", lambda: next((one for one in pickers if one.isVisible()), None))
        rows = picker.findChild(QListView)
        assert isinstance(rows, QListView)
        return rows


def _name(rows: QListView, row: int) -> str:
    said = str(rows.model().index(row, 0).data())
    return said.removeprefix("New: “").removesuffix("”") if said.startswith("New: ") else said


def _is_chosen(rows: QListView, name: str) -> bool:
    return rows.currentIndex().isValid() and _name(rows, rows.currentIndex().row()) == name


def by_mouse(worker: Worker, claim: GoldClaim, *, all_of_it: bool) -> None:
    _with_the_mouse(worker, claim, worker.label_by_mouse, worker.choose_by_mouse, all_of_it=all_of_it)


def by_both(worker: Worker, claim: GoldClaim, *, all_of_it: bool) -> None:
    _with_the_mouse(worker, claim, worker.label_by_both, worker.choose_by_keys, all_of_it=all_of_it)


def by_both_hands(worker: Worker, claim: GoldClaim, *, all_of_it: bool) -> None:
    _with_the_mouse(worker, claim, worker.label_by_both, worker.choose_by_left_hand, all_of_it=all_of_it)


def _with_the_mouse(
    worker: Worker, claim: GoldClaim, label: _Label, choose: Callable[[str], None], *, all_of_it: bool
) -> None:
    first, *further = claim.parts
    worker.hand.think()
    label(first, _CLAIM)
    choose(claim.speaker)
    for part in further:
        worker.hand.select(part, as_part=True)
    if all_of_it:
        _join(worker, claim, label)


def by_keys(worker: Worker, claim: GoldClaim, *, all_of_it: bool) -> None:
    first, *further = claim.parts
    worker.hand.think()
    after = worker.select_by_keys(first, may_reshape=True)
    worker.hand.press(_CLAIM)
    worker.choose_by_keys(claim.speaker)
    worker.hand.press(*after)
    for part in further:
        worker.select_by_keys(part, may_reshape=False)
        worker.hand.press("A")
    if all_of_it:
        _join(worker, claim, lambda words, key: _label_by_keys(worker, words, key))


def _label_by_keys(worker: Worker, words: Words, key: str) -> None:
    worker.select_by_keys(words, may_reshape=False)
    worker.hand.press(key)


def _join(worker: Worker, claim: GoldClaim, label: _Label) -> None:
    for words, key in ((claim.mention, _SPEAKER), (claim.cue, _CUE)):
        if words and not _is_joined(worker, words):
            worker.hand.think()
            label(words, key)


def _is_joined(worker: Worker, words: Words) -> bool:
    """Whether just these words are labelled already, as where the program has done it."""
    marked = worker.hand.page.marks.article.annotations.values()
    return any(one.fragments == (worker.fragment(words),) for one in marked if one.status == "accepted")


def by_suggestions(worker: Worker, wasted: Effort) -> dict[GoldClaim, Effort]:
    """Go through what is suggested: take what is right, put right whose it is, turn the rest down.

    Gives the effort of each claim that was had so; notes what was `wasted` on suggestions that are none.
    """
    had: dict[GoldClaim, Effort] = {}
    worker.hand.wait("A suggestion", lambda: worker.hand.page.marks.article.suggestions())
    worker.hand.begin()
    worker.hand.press("N")
    while (suggestion := _suggestion(worker)) is not None:
        spans, speaker = suggestion
        claim = next((one for one in worker.article.claims if _spans(worker, one) == spans), None)
        effort = worker.hand.begin()
        worker.hand.think()
        if claim is None or claim in had:
            worker.hand.press("X")
            wasted.operators += effort.operators
            wasted.counts += effort.counts
        else:
            had[claim] = effort
            if speaker == claim.speaker:
                worker.hand.press("Return")
            else:
                worker.hand.press("E")
                worker.choose_by_keys(claim.speaker)
                worker.hand.press("N")  # what was adjusted stays selected
    return had


def _spans(worker: Worker, claim: GoldClaim) -> tuple[Fragment, ...]:
    return tuple(sorted(worker.fragment(part) for part in claim.parts))


def _suggestion(worker: Worker) -> tuple[tuple[Fragment, ...], str] | None:
    """The parts and the speaker of the suggested claim that is selected."""
    marks = worker.hand.page.marks
    selected = marks.article.annotations.get(marks.selected or "")
    if selected is None or selected.status != "suggested":
        return None
    return selected.fragments, speaker_names(marks.article, selected)


WAYS: Mapping[str, Callable[..., None]] = {
    "mouse": by_mouse,
    "keys": by_keys,
    "both": by_both,
    "hands": by_both_hands,
}
