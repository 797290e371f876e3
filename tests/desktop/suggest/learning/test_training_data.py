"""What a library teaches, and what becomes of what was learnt."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.base.errors import KnownError
from desktop.library import Library
from desktop.model import operations
from desktop.suggest import proposing
from desktop.suggest.learning.training_data import (
    MODEL,
    learn_from,
    learnt_from,
    next_to_annotate,
    training_articles,
)
from tests.desktop.model.test_language import NEWS
from tests.desktop.suggest.learning.test_trainer import ARTICLES
from tests.making import added_article


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "l.ascribe") as library:
        yield library


def work_through(library: Library, count: int) -> list[str]:
    """Imports invented articles, takes what is said, and turns down what is hoped."""
    ids = []
    for lesson in ARTICLES[:count]:
        article = added_article(library, lesson.text, title=lesson.id)
        proposing.propose(library, article.id, scope="all")
        with library.edit(operations.label("Claim")) as edit:
            wanted = lesson.reports[0].contents
            for claim in [one for one in library.annotations(article.id) if one.label == "Claim"]:
                (proposing.accept if claim.fragments == wanted else proposing.reject)(edit, claim)
        ids.append(article.id)
    return ids


def test_the_articles_worked_through_are_the_lessons(library: Library) -> None:
    ids = work_through(library, 2)
    added_article(library, "“We hold,” Ruiz said.")
    assert [(one.id, one.reports) for one in training_articles(library)] == [
        (id, ARTICLES[place].reports) for place, id in enumerate(ids)
    ]


def test_what_was_learnt_is_kept_and_used(library: Library) -> None:
    work_through(library, 25)
    assert learnt_from(library) is None
    outcome = learn_from(library, lambda done, total: None)
    assert outcome.is_better
    learnt = learnt_from(library)
    assert learnt is not None
    fresh = added_article(library, ARTICLES[33].text)
    assert proposing.propose(library, fresh.id, scope="all", learnt=learnt).new == 1
    (claim,) = [one for one in library.annotations(fresh.id) if one.label == "Claim"]
    assert claim.fragments == ARTICLES[33].reports[0].contents
    assert claim.origin == "learnt"


def test_a_model_is_for_its_language_only(library: Library) -> None:
    work_through(library, 25)
    learn_from(library, lambda done, total: None)
    other = added_article(library, NEWS["de"], language="de")
    proposing.propose(library, other.id, scope="all", learnt=learnt_from(library))
    assert {one.origin for one in library.annotations(other.id)} == {"rules"}


def test_learns_in_the_language_of_most_lessons_by_what_their_texts_tell(library: Library) -> None:
    done = {"status": "done"}
    for number in range(30):  # more than there are English ones, and without rules
        added_article(library, f"{NEWS['fi']} {number}", **done)
    work_through(library, 25)
    assert learn_from(library, lambda done, total: None).learnt.code == "en"
    with pytest.raises(KnownError, match="0 articles to learn from in German"):
        learn_from(library, lambda done, total: None, "de-AT")
    with pytest.raises(KnownError, match="no rules for Finnish"):
        learn_from(library, lambda done, total: None, "fi")


def test_articles_without_a_claim_teach_nothing_and_this_is_told(library: Library) -> None:
    for number in range(12):
        added_article(library, f"It rained on the dam for {number} days, and then it did not.", status="done")
    with pytest.raises(KnownError, match="None of the 12 articles to learn from in English has a claim"):
        learn_from(library, lambda done, total: None)


def test_too_little_is_told_and_keeps_nothing(library: Library) -> None:
    work_through(library, 3)
    with pytest.raises(KnownError):
        learn_from(library, lambda done, total: None)
    assert library.derived(MODEL) is None


def test_a_model_that_was_made_elsewhere_is_not_used(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work_through(library, 25)
    learn_from(library, lambda done, total: None)
    assert learnt_from(library) is not None
    monkeypatch.setenv("ASCRIBE_HOME", str(tmp_path / "another computer"))
    assert learnt_from(library) is None


def test_the_most_doubtful_come_next(library: Library) -> None:
    clear = added_article(library, '"We hold," Ruiz said.')
    doubtful = added_article(library, "Her plan to leave angered Ruiz. His fear of the dam was great.")
    for article in (clear, doubtful):
        proposing.propose(library, article.id, scope="all")
    assert next_to_annotate(library) == [doubtful.id, clear.id]
