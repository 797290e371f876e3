"""The open article: after any changes it answers what one would that was opened afterwards."""

from collections.abc import Iterable, Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.model import codebook
from desktop.model.annotation_places import stepped, text_order, text_order_before
from desktop.model.article import Change, ChangedRecords, OpenArticle, nothing_open
from desktop.model.records import Annotation, Article, Attribution, Source, Speaker
from desktop.model.text import Fragment
from tests.examples import examples

ARTICLE = Article(id="a", title="A title", sha256="", length=100)
SPEAKERS = {id: Speaker(id=id, name=id.title()) for id in ("lin", "bo")}
IDS = [f"{number:02}" for number in range(9)]


def opened(
    annotations: Iterable[Annotation] = (), attributions: Iterable[Attribution] = (), article: Article = ARTICLE
) -> OpenArticle:
    by_claim = {one.claim: one for one in attributions}
    return OpenArticle(article, "x" * 100, codebook.default(), annotations, by_claim, SPEAKERS)


def note(id: str, start: int, end: int, label: str = "Claim", **more: Any) -> Annotation:
    return Annotation(id=id, article="a", label=label, fragments=(Fragment(start, end),), **more)


def spread(claim: str, *sources: Source, cues: tuple[str, ...] = ()) -> Attribution:
    return Attribution(claim=claim, article="a", sources=sources, cues=cues)


ids = st.sampled_from(IDS)
somebody = st.sampled_from([None, *SPEAKERS, "deleted"])
annotation = st.builds(
    Annotation,
    id=ids,
    article=st.sampled_from(["a", "a", "a", "other"]),
    label=st.sampled_from(["Claim", "Claim", "Speaker", "Cue", "of no codebook"]),
    fragments=st.lists(st.integers(0, 99), min_size=2, max_size=4, unique=True)
    .map(sorted)
    .map(lambda at: tuple(map(Fragment, at[::2], at[1::2]))),
    speaker=somebody,
    status=st.sampled_from(["accepted", "accepted", "suggested", "rejected"]),
    origin=st.sampled_from(["", "rules: quotation"]),
    confidence=st.sampled_from([None, 0.5]),
    created_at=st.sampled_from(["2026-11-22", "2026-11-23"]),
    updated_at=st.just("2026-11-23"),
)
attribution = st.builds(
    Attribution,
    claim=ids,
    article=st.sampled_from(["a", "a", "a", "other"]),
    sources=st.lists(st.builds(Source, somebody, st.none() | ids), max_size=3).map(tuple),
    cues=st.lists(ids, max_size=2, unique=True).map(tuple),
)
news = st.builds(
    ChangedRecords,
    st.lists(annotation, max_size=5).map(lambda some: {one.id: one for one in some})
    | st.dictionaries(ids, st.none(), max_size=3),
    st.lists(attribution, max_size=3).map(lambda some: {one.claim: one for one in some})
    | st.dictionaries(ids, st.none(), max_size=2),
    st.none() | st.builds(Article, id=st.sampled_from(["a", "other"]), title=st.text(max_size=2), sha256=st.just(""),
                          length=st.just(100), added_at=st.just("")),
)  # fmt: skip


def answers(article: OpenArticle) -> dict[str, object]:
    """All that can be asked of an article."""
    places, whole = article.places, (Fragment(0, 100),)
    return {
        "article": article.article,
        "annotations": article.annotations,
        "attributions": article.attributions,
        "order": places.in_order(),
        "claims": places.claims(),
        "within": [places.within(at, at + 10) for at in range(0, 100, 9)],
        "across": [places.claims_across(at, at + 10) for at in range(0, 100, 9)],
        "at": [places.at(at) for at in range(0, 100, 7)],
        "steps": [
            places.next_after(id, at, forward=forward)
            for id in (None, *IDS)
            for at in (0, 50)
            for forward in (True, False)
        ],
        "roles": [(article.role(one), article.is_claim(one)) for one in places.in_order()],
        "shown": [article.shown(id) for id in (None, *IDS)],
        "progress": article.progress(),
        "speakers of": [article.speakers_of(id) for id in IDS],
        "speaker of": [article.speaker_of(id) for id in IDS],
        "claims of speakers": article.claims_of_speakers(),
        "mentioned": article.speakers_mentioned(),
        "without": article.without_speaker(),
        "mentions near": [article.mentions_near(one) for one in places.in_order()],
        "claims before": [article.claims_before(one, 3) for one in places.in_order()],
        "suggested": article.sources_suggested(whole),
        "suggestions": article.suggestions(),
        "suggestion of": [article.suggestion_of(id) for id in (None, *IDS)],
        "mentions in": [article.mentions_in(id) for id in IDS],
        "proposed": article.was_proposed_in(),
    }


def looks(article: OpenArticle) -> Mapping[str, tuple[Annotation, object]]:
    """What each annotation that is shown looks like: by itself, and by who is behind it."""
    return {id: (one, article.speakers_of(id)) for id, one in article.annotations.items() if one.status != "rejected"}


@settings(max_examples=examples(40))
@given(steps=st.lists(news, max_size=8))
def test_after_any_changes_it_is_as_if_opened_afresh(steps: list[ChangedRecords]) -> None:
    article = opened()
    for step in steps:
        before = looks(article)
        change = article.apply(step)
        fresh = opened(article.annotations.values(), article.attributions.values(), article.article)
        assert answers(article) == answers(fresh)
        after = looks(article)
        otherwise = {id for id in (*before, *after) if before.get(id) != after.get(id)}
        for look in (before, after):  # where it was, and where it is
            assert all(look[id][0] in change.touched for id in otherwise if id in look)
        assert all(one is None or one.article == "a" for one in article.annotations.values())


@given(steps=st.lists(news, max_size=4))
def test_filled_again_it_is_as_if_opened_afresh(steps: list[ChangedRecords]) -> None:
    article, other = opened(), opened()
    for step in steps:
        other.apply(step)
    article.fill(other.codebook, other.annotations.values(), other.attributions)
    article.article = other.article
    assert answers(article) == answers(other)


def test_what_is_of_another_article_changes_nothing() -> None:
    article = opened([note("1", 0, 10)])
    stranger = Annotation(id="2", article="other", label="Claim", fragments=(Fragment(0, 5),))
    change = article.apply(ChangedRecords({"2": stranger, "3": None}, {"2": Attribution(claim="2", article="other")}))
    assert change == Change()
    assert not change


def test_the_innermost_is_found_first_and_a_persons_before_a_suggested_one() -> None:
    article = opened([note("1", 0, 90), note("2", 20, 60), note("3", 30, 40), note("4", 33, 36, status="suggested")])
    assert [one.id for one in article.places.at(35)] == ["3", "2", "1", "4"]
    assert [one.id for one in article.places.at(60)] == ["1"]


def test_steps_go_through_the_text_and_end() -> None:
    rejected = note("4", 50, 55, status="rejected")
    places = opened([note("1", 30, 40), note("2", 0, 90), note("3", 30, 60), rejected]).places
    assert places.next_after(None, 0, forward=True) == "2"
    assert places.next_after("2", 0, forward=True) == "3"
    assert places.next_after("3", 0, forward=True) == "1"
    assert places.next_after("1", 0, forward=True) is None
    assert places.next_after("2", 0, forward=False) is None
    assert places.next_after("1", 0, forward=False) == "3"
    assert places.next_after(None, 20, forward=False) == "2"
    assert places.next_after(None, 20, forward=True) == "3"


def test_the_speaker_is_found_through_attribution_mention_and_cue() -> None:
    claim, cue, he = note("1", 0, 10), note("2", 11, 15, "Cue"), note("3", 20, 22, "Speaker", speaker="lin")
    article = opened([claim, cue, he], [spread("1", Source(None, "3"), Source("bo"), cues=("2",))])
    assert article.speakers_of("1") == article.speakers_of("2") == ("lin", "bo")
    assert article.speakers_of("3") == ("lin",)
    assert [article.speaker_of(id) for id in ("1", "2", "3")] == [SPEAKERS["lin"]] * 3
    article.apply(ChangedRecords(attributions={"1": None}))
    assert article.speakers_of("1") == article.speakers_of("2") == ()


def test_a_mention_that_names_another_one_changes_its_claims_with_their_cues() -> None:
    he = note("3", 20, 22, "Speaker", speaker="lin")
    parts = [note("1", 0, 10), note("2", 11, 15, "Cue"), he, note("4", 40, 50)]
    article = opened(parts, [spread("1", Source(None, "3"), cues=("2",))])
    assert (article.claims_of_speakers(), article.progress().without_speaker) == ({"lin": 1}, 1)
    change = article.apply(ChangedRecords({"3": note("3", 20, 22, "Speaker", speaker="bo")}))
    assert article.claims_of_speakers() == {"bo": 1}
    assert {one.id for one in change.touched} == {"1", "2", "3"}


def test_rejected_suggestions_are_not_shown() -> None:
    article = opened([note("1", 0, 10, status="suggested")])
    assert (article.progress().claims, article.progress().suggestions) == (0, 1)
    article.apply(ChangedRecords({"1": note("1", 0, 10, status="rejected")}))
    assert article.places.at(5) == article.places.claims() == article.suggestions() == []


def test_the_next_claim_without_a_speaker_goes_round() -> None:
    article = opened([note("1", 0, 10), note("2", 20, 30), note("3", 15, 18, status="suggested")])
    lacking = article.without_speaker()
    assert [one.id for one in lacking] == ["1", "2"]
    for here, by, there in (
        (None, 1, "1"),
        ("1", 1, "2"),
        ("2", 1, "1"),
        ("3", 1, "2"),
        ("3", -1, "1"),
        ("1", -1, "2"),
    ):
        place = text_order(article.annotations[here]) if here else None
        found = stepped(lacking, place, by)
        assert found is not None
        assert found.id == there
    assert stepped(lacking, text_order_before(20), 1) == lacking[1]
    assert stepped([], None, 1) is None


def test_suggestions_that_are_hidden_wait_all_the_same() -> None:
    claim, own = note("1", 0, 10, status="suggested"), note("2", 5, 30)
    article = opened([claim, own])
    article.hide_suggestions(True)
    assert (article.places.at(7), article.places.claims(), article.shown("1")) == ([own], [own], None)
    assert article.suggestions() == [claim]
    assert article.progress().suggestions == 1
    article.hide_suggestions(False)
    assert article.places.at(7) == [own, claim]


def test_a_part_of_a_suggestion_leads_to_it() -> None:
    claim, he = note("1", 0, 10, status="suggested"), note("2", 20, 22, "Speaker", status="suggested")
    article = opened([claim, he, note("3", 30, 35, "Cue", status="suggested")], [spread("1", Source(None, "2"))])
    assert article.suggestion_of("2") == article.suggestion_of("1") == claim
    assert article.suggestion_of("3") is None


def test_where_none_is_open_there_is_nothing() -> None:
    article = nothing_open()
    assert (article.text, article.places.in_order(), article.without_speaker()) == ("", [], [])
