"""Which of two counts, whatever both did since a file was taken."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.taking.work import Past, Work, settled
from desktop.library.record_history import NO_HISTORY, History
from desktop.model.records import Annotation
from desktop.model.text import Fragment

_NOTES = st.lists(st.sampled_from("abc"), max_size=4)


def work(note: str) -> Work:
    return Work(Annotation(id="1", article="1", label="Claim", fragments=(Fragment(0, 1),), note=note), None)


def past(*notes: str, touched_by: str) -> Past:
    """The history of an annotation that came from a file, with what it said before each later change."""
    states = (None, *(work(note).annotation for note in notes))
    return Past(History(states, touched_by=touched_by, came=True), NO_HISTORY)


@given(here=_NOTES, there=_NOTES)
def test_whoever_alone_changed_it_counts(here: list[str], there: list[str]) -> None:
    first = "-"
    ours, theirs = [first, *here], [first, *there]
    history = past(*ours[:-1], touched_by="edit_note" if here else "take_work")
    outcome = settled(work(ours[-1]), work(theirs[-1]), history)
    if ours[-1] == theirs[-1]:
        assert outcome == "same"
    elif theirs[-1] in ours:
        assert outcome == "here"
    else:
        assert outcome == ("both" if here else "there")


@given(here=_NOTES)
def test_what_was_deleted_there_goes_unless_it_was_changed_here(here: list[str]) -> None:
    ours = ["-", *here]
    history = past(*ours[:-1], touched_by="edit_note" if here else "take_work")
    assert settled(work(ours[-1]), None, history) == ("both" if here else "there")


def test_what_was_made_here_is_unknown_there_and_stays() -> None:
    assert settled(work("a"), None, Past(History((None,), touched_by="label"), NO_HISTORY)) == "here"


@given(there=st.sampled_from("-ab"))
def test_what_was_deleted_here_stays_so_unless_it_was_changed_there(there: str) -> None:
    kept = (None, work("-").annotation)
    by_hand = Past(History(kept, touched_by="delete_annotation", came=True, is_removed=True), NO_HISTORY)
    assert settled(None, work(there), by_hand) == ("here" if there == "-" else "both")
    by_file = Past(History(kept, touched_by="take_work", came=True, is_removed=True), NO_HISTORY)
    assert settled(None, work(there), by_file) == "there"
