"""Names that are hidden tell nobody who is who."""

from dataclasses import replace

from desktop.adjudication.annotator_names import names_in
from desktop.library import Library
from tests.desktop.adjudication.making import CLOSE, code, looked_at
from tests.making import added_article


def test_names_are_letters_in_an_order_of_each_article_s_own(library: Library) -> None:
    for annotator in ("Ann", "Ben"):
        code(library, annotator, CLOSE)
    coding = looked_at(library).coding
    assert list(names_in(coding, hidden=False).values()) == ["Ann", "Ben"]
    hidden = names_in(coding, hidden=True)
    assert sorted(hidden.values()) == list(hidden.values()) == ["A", "B"]
    assert names_in(coding, hidden=True) == hidden


def test_who_is_a_in_one_article_may_be_b_in_another(library: Library) -> None:
    for annotator in ("Ann", "Ben"):
        code(library, annotator, CLOSE)
    coding = looked_at(library).coding
    others = [replace(coding, article=added_article(library, f"Text {n}", id=f"article {n}")) for n in range(8)]
    assert {next(iter(names_in(one, hidden=True))) for one in others} == set(coding.layers)
