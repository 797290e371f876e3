"""Learning: labels come back as attributions, a model learns what a person accepts, and it survives its file."""

from dataclasses import replace

import pytest

from desktop.base.errors import Cancelled, KnownError
from desktop.model.text import Fragment
from desktop.suggest.evaluation.gold import GoldArticle, Report, as_report
from desktop.suggest.language.tokens import tokenise
from desktop.suggest.language.word_lists import language
from desktop.suggest.learning.features import labels
from desktop.suggest.learning.label_decoder import decode
from desktop.suggest.learning.trainer import FEWEST, from_bytes, learn, train

NAMES = ("Ruiz", "Berg", "Holm", "Adler", "Croft", "Lind", "Moor", "Nash", "Okoro", "Petit")
THINGS = ("dam", "bridge", "school", "harbour", "tower")


def article(number: int) -> GoldArticle:
    """An invented article of a person who takes what is said, and never what is only hoped."""
    who, other = NAMES[number % 10], NAMES[(number + 3) % 10]
    what = THINGS[number % 5]
    said = f"{who} said that the {what} would hold."
    hoped = f"{other} hopes that the {what} will hold."
    text = f"The {what} is old.\n\n{said} {hoped}\n\nIt rained on the {what} for {number} days."
    start = text.index(said)
    content = (start + len(f"{who} said "), start + len(said) - 1)
    cue = (start + len(who) + 1, start + len(who) + 5)
    fragments = ((Fragment(*span),) for span in (content, (start, start + len(who)), cue))
    return GoldArticle(str(number), text, (Report(*fragments),))


ARTICLES = [article(number) for number in range(40)]


def test_labels_come_back_as_the_attributions_they_were() -> None:
    tokens = tokenise('"We go," Ruiz said. "Now." Berg said they stay and called it late.', language("en"))
    parts = [
        ([(0, 5), (8, 12)], [(5, 6)], [(6, 7)]),
        ([(14, 16)], [(12, 13)], [(13, 14)]),
        ([(18, 20)], [], [(17, 18)]),
    ]
    found = decode(tokens, labels(len(tokens), parts))
    assert [(one.contents, one.cues) for one in found] == [(contents, cues) for contents, _, cues in parts]
    assert [one.sources for one in found] == [[(5, 6)], [(12, 13)], [(12, 13)]]


def test_learns_to_leave_out_what_is_never_accepted() -> None:
    learnt = train(ARTICLES[:30], "en")
    unseen = ARTICLES[35]
    found = [as_report(one) for one in learnt.suggest(unseen.text)]
    assert found == list(unseen.reports)


@pytest.mark.parametrize("lacking", [("cues",), ("sources",), ("cues", "sources")])
def test_learns_from_quotations_that_lack_a_cue_or_a_source(lacking: tuple[str, ...]) -> None:
    bare = [
        replace(one, reports=tuple(replace(report, **dict.fromkeys(lacking, ())) for report in one.reports))
        for one in ARTICLES[:12]
    ]
    unseen = ARTICLES[35]
    found = train(bare, "en").suggest(unseen.text)
    assert [one.contents for one in found] == [report.contents for report in unseen.reports]


def test_what_was_learnt_survives_its_file() -> None:
    learnt = train(ARTICLES[:10], "en")
    again = from_bytes(learnt.to_bytes(), "a file")
    assert again.suggest(ARTICLES[20].text) == learnt.suggest(ARTICLES[20].text)


def test_compares_with_the_rules_on_articles_it_was_not_shown() -> None:
    seen: list[tuple[int, int]] = []
    outcome = learn(ARTICLES, "en", lambda done, total: seen.append((done, total)))
    assert outcome.is_better
    assert outcome.learnt.figures["articles"] == 40
    assert outcome.by_learning.close.precision > outcome.by_rules.close.precision
    assert seen[-1][0] == seen[-1][1]
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


@pytest.mark.parametrize("step", [1, 45])  # while it reads, and while it trains
def test_can_be_cancelled(step: int) -> None:
    def cancel(done: int, total: int) -> None:
        if done == step:
            raise Cancelled

    with pytest.raises(Cancelled):
        learn(ARTICLES, "en", cancel)


def test_too_few_articles_are_told() -> None:
    with pytest.raises(KnownError, match=str(FEWEST)):
        learn(ARTICLES[:3], "en", lambda done, total: None)


@pytest.mark.parametrize("content", [b"", b"nonsense"])
def test_a_damaged_model_is_told(content: bytes) -> None:
    with pytest.raises(KnownError, match="a file"):
        from_bytes(content, "a file")
