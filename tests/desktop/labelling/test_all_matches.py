"""All matches, with what they are marked as; and all of them marked at once, as one by one would be."""

from dataclasses import replace

import pytest

from desktop import labelling
from desktop.library import Library
from desktop.model import operations
from desktop.model.find_in_text import Finder, Sought
from desktop.model.records import Annotation, Article, Speaker
from desktop.model.text import Fragment
from tests.making import added, added_article, said

TEXT = (
    "“The levy is dead,” Mayor Lin said. “The levy,” said Lin, “was never alive.” Lin left.\n\n"
    "She said that the levy would not come back, and that Lindsay knew."
)


@pytest.fixture
def article(library: Library) -> Article:
    added_article(library, "Nothing of that here.")
    return added_article(library, TEXT, "The levy")


def sought(library: Library, typed: str, articles: list[str] | None = None, **how: bool) -> list[labelling.Match]:
    found = labelling.matches(library, Finder(Sought(typed, **how)), articles, lambda *_: None, pytest.fail)
    return list(found)


def label_all(
    library: Library, article: Article, label: str, places: list[Fragment], who: Speaker | None = None
) -> int:
    with library.edit(operations.label_matches(label, len(places))) as edit:
        return labelling.annotate_all(edit, article, TEXT, places, library.codebook.label(label), who)


def test_a_match_shows_what_is_around_it_and_how_it_is_marked(library: Library, article: Article) -> None:
    with library.edit(operations.label("Speaker")) as edit:
        speaker = edit.add(Speaker(name="Ada Lin"))
        edit.change(added(edit, article, TEXT, "Speaker", "Lin"), speaker=speaker.id)
    first, *others = sought(library, "lin", whole_words=True)
    assert (first.title, first.before[-6:], first.words, first.after[:6]) == ("The levy", "Mayor ", "Lin", " said.")
    assert first.is_marked("Speaker", naming=True)
    assert not first.is_marked("Claim")
    assert [one.marked for one in others] == [(), ()]
    assert sought(library, "lin", [library.article_ids()[0]]) == []


def test_blanks_at_the_ends_of_a_match_are_left_out(library: Library, article: Article) -> None:
    assert [one.words for one in sought(library, r"\s*Lin\s+|\n\n", is_pattern=True)] == ["Lin", "Lin"]


def test_an_article_in_which_an_expression_takes_too_long_is_told(library: Library, article: Article) -> None:
    added_article(library, "1,2,3,4,5,6,7,8,9," * 10, "Numbers")
    told: list[str] = []
    finder = Finder(Sought("(.*?,){11}P|levy", is_pattern=True))
    found = list(labelling.matches(library, finder, None, lambda *_: None, told.append, seconds=0.05))
    assert (told, len(found)) == (["Numbers"], 3)


def test_all_matches_are_marked_in_one_step_which_one_undo_takes_back(library: Library, article: Article) -> None:
    places = [one.at for one in sought(library, "levy")]
    assert label_all(library, article, "Claim", places) == 3
    assert said(TEXT, library.annotations(article.id)) == ["levy", "levy", "levy"]
    assert library.article(article.id).status == "in progress"
    library.undo()
    assert library.annotations(article.id) == []
    assert library.article(article.id).status == "new"


def test_what_is_marked_so_already_stays_as_it_is(library: Library, article: Article) -> None:
    places = [one.at for one in sought(library, "lin", whole_words=True)]
    label_all(library, article, "Speaker", places[:1])
    (there,) = library.annotations(article.id)
    assert label_all(library, article, "Speaker", places) == 2
    assert label_all(library, article, "Speaker", places) == 0
    assert library.annotation(there.id) == there


def test_mentions_name_the_speaker_those_there_are_too(library: Library, article: Article) -> None:
    places = [one.at for one in sought(library, "lin", whole_words=True)]
    with library.edit(operations.add_speaker()) as edit:
        lin, other = edit.add_all([Speaker(name="Lin"), Speaker(name="Ada Lindsay")])
        nobody, others = (
            edit.add(Annotation(article=article.id, label="Speaker", fragments=(at,), speaker=who))
            for at, who in zip(places, (None, other.id), strict=False)
        )
        suggested = edit.add(
            Annotation(article=article.id, label="Speaker", fragments=(places[2],), status="suggested")
        )
        claim = added(edit, article, TEXT, "Claim", "“The levy is dead,”")
        labelling.show_source_by(edit, claim, nobody)
    assert label_all(library, article, "Speaker", places, lin) == 2
    marked = library.annotations_by_id([nobody.id, others.id, suggested.id])
    assert [one.speaker for one in marked.values()] == [lin.id, other.id, lin.id]
    assert {one.status for one in marked.values()} == {"accepted"}
    attribution = library.attribution(claim.id)
    assert attribution is not None
    assert attribution.sources[0].speaker == lin.id


def test_many_are_marked_as_one_by_one_would_be(library: Library, article: Article) -> None:
    """Their kinds of quotation, the claims they lie in, and what makes way for them."""
    places = [one.at for one in sought(library, r"[Tt]he levy\b|Lin left", is_pattern=True)]
    outer = Fragment(0, TEXT.index(" Mayor"))
    results = []
    for at_once in (True, False):
        other = added_article(library, TEXT + " " * (1 + at_once), str(at_once))
        label = library.codebook.label("Claim")
        with library.edit(operations.label("Claim")) as edit:
            edit.add(Annotation(article=other.id, label="Claim", fragments=(outer,)))
            waits = Annotation(article=other.id, label="Claim", fragments=(places[-1],), status="suggested")
            edit.add(waits)
            if at_once:
                labelling.annotate_all(edit, other, TEXT, places, label)
            else:
                for at in places:
                    labelling.annotate(edit, other.id, TEXT, (at,), label)
        heads = library.attributions(other.id)
        by_id = {one.id: one for one in library.annotations(other.id)}
        results.append(
            [
                (
                    replace(one, id="", article="", created_at="", updated_at=""),
                    one.id in heads and by_id[heads[one.id].parent or ""].fragments,
                )
                for one in by_id.values()
            ]
        )
    assert results[0] == results[1]
    assert len(results[0]) == len(places) + 1
