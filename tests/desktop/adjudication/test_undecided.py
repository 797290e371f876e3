"""What is still to be decided in an article is told before it is marked as done."""

from desktop.adjudication.undecided import undecided_in
from desktop.library import Library
from tests.desktop.adjudication.making import CLOSE, WAITED, code


def test_every_claim_that_nobody_decided_upon_counts(library: Library) -> None:
    ids = library.article_ids()
    assert undecided_in(library, ids) == ""
    code(library, "Ann", CLOSE)
    code(library, "Ann", WAITED)
    code(library, "Ben", CLOSE)
    assert undecided_in(library, ids) == "2 claims are not decided yet."
