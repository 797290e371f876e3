"""Full-text search."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.library import Library
from desktop.model import operations
from desktop.model.article_filter import ArticleFilter
from desktop.model.records import Source, Speaker, new_id
from tests.examples import examples
from tests.making import added, added_article

REPORT = (
    "The “ceasefire” holds, said 😀 Général Dupré. " + "Nothing happened. " * 60 + "Later the cease-fire broke in Qaim."
)


@pytest.fixture(autouse=True)
def articles(library: Library) -> None:
    added_article(library, REPORT, "Quiet border")
    added_article(library, "Harbour bridge closes. The bridge is old; the bridge is done.", "Bridge")
    added_article(library, "A bridge too far, says a reader about the harbour and many other things. " * 3, "Letters")


def titles(library: Library, query: str) -> list[str]:
    return [hit.article.title for hit in library.search(query)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ceasefire", ["Quiet border"]),
        ("general dupre", ["Quiet border"]),  # without accents
        ("GÉNÉRAL", ["Quiet border"]),
        ("bridge closes", ["Bridge"]),
        ('"bridge too far"', ["Letters"]),
        ('"too bridge"', []),
        ("harb", ["Bridge", "Letters"]),  # the last word may be a beginning
        ("harb ", []),  # unless a blank ends it
        ("quiet", ["Quiet border"]),  # titles too
        ("", []),
        ("  ", []),
        ("—", []),
    ],
)
def test_what_is_found(library: Library, query: str, found: list[str]) -> None:
    assert sorted(titles(library, query)) == sorted(found)


def test_the_best_comes_first_and_no_more_than_asked_for(library: Library) -> None:
    assert titles(library, "bridge") == ["Bridge", "Letters"]
    assert [hit.article.title for hit in library.search("bridge", limit=1)] == ["Bridge"]


def test_a_hit_shows_where_it_is_in_code_points(library: Library) -> None:
    (hit,) = library.search("qaim")
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["Qaim"]
    assert REPORT[hit.position : hit.position + hit.length] == "Qaim"
    (hit,) = library.search("dupré")
    assert REPORT[hit.position : hit.position + hit.length] == "Dupré"
    (hit,) = library.search("quiet")
    assert (hit.marks, hit.position, hit.length) == ((), 0, 0)


def test_a_changed_title_is_found_under_its_new_words_only(library: Library) -> None:
    article = library.articles()[1].article
    with library.edit(operations.edit_articles(1)) as edit:
        edit.change(article, title="Pont fermé")
    assert titles(library, "ferme") == ["Pont fermé"]
    library.undo()
    assert titles(library, "ferme") == []


def test_the_index_stays_in_step_with_all_that_changes_in_an_article(library: Library) -> None:
    article = library.articles()[1].article
    with library.edit(operations.label("Claim")) as edit:
        edit.change(article, status="in progress")
    assert titles(library, "closes") == ["Bridge"]
    with library.edit(operations.edit_articles(1)) as edit:
        edit.change(edit.current(article), title="Pont fermé", status="done")
    assert titles(library, "closes") == titles(library, "ferme") == ["Pont fermé"]


ANY_QUERY = st.one_of(
    st.text(st.one_of(st.characters(), st.sampled_from("\"'*^():-+ ANDORNEAR😀京น้\u0301\u00ad\0\n")), max_size=30),
    st.sampled_from(REPORT.split()),
)


@given(typed=ANY_QUERY)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_is_typed_fails(library: Library, typed: str) -> None:
    for hit in library.search(typed):
        text = library.text(hit.article.id)
        assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.marks)
        assert hit.snippet.strip("…") in text
        if hit.marks:
            start, end = hit.marks[0]
            assert text[hit.position : hit.position + hit.length] == hit.snippet[start:end]


@pytest.mark.parametrize(
    ("text", "queries", "not_there"),
    [
        ("Der Heli\u00adkopter\u00adplatz der Straße", ["Helikopterplatz", "strasse", "STRAẞE"], ["kopter"]),
        ("Pe\u0301rez and Øverland met Łukasz", ["pérez", "PEREZ", "overland", "øver", "lukasz"], ["rez"]),
        ("他今天在北京的新闻里说。", ["北京", "的新闻", "京", "说", '"北京的新闻"', "今天 新闻"], ["天北京", "上海"]),
        ("私は東京タワーとビジネスホテルへ行く", ["東京", "タワー", "ホテル", "京タ", "行く"], ["東タ", "ホル"]),
        ("น้ำท่วมกรุงเทพมหานคร", ["กรุงเทพ", "น้ำ", "ท่วม", "เทพ"], ["กรุงน้ำ"]),
        ("買了iPhone手机，很好", ["iphone", "手机", "iPhone手机", "很好"], ["phone手"]),
        ("हिन्दी में समाचार", ["समाचार", "हिन्दी", "समा"], ["चार"]),
        ("평화를 원했다", ["평화", "원했다"], ["화를"]),
    ],
)
def test_words_of_all_scripts_are_found(library: Library, text: str, queries: list[str], not_there: list[str]) -> None:
    added_article(library, text, "Here")
    for query in queries:
        (hit,) = library.search(query)
        assert (hit.article.title, hit.snippet) == ("Here", text)
        assert hit.marks
        assert (hit.position, hit.position + hit.length) == hit.marks[0]
    for query in not_there:
        assert library.search(query) == []


# As a reader sees them: nobody looks for half of a Thai letter with its marks.
CHARACTERS = st.sampled_from(["北", "京", "的", "新", "闻", "東", "タ", "ワ", "ก", "รุ่", "ง"])


@given(st.lists(CHARACTERS, min_size=2, max_size=12), st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(20))
def test_parts_of_a_sentence_without_blanks_are_found(
    library: Library, sentence: list[str], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(sentence) - 1))
    part = "".join(sentence[start : data.draw(st.integers(start + 1, len(sentence)))])
    text = f"{new_id()}: {''.join(sentence)}"
    article = added_article(library, text)
    assert article in [hit.article for hit in library.search(part, limit=10_000)]


def test_a_snippet_shows_most_of_the_query_and_is_cut_between_words(library: Library) -> None:
    text = "The harbour is far. " + "Nobody came. " * 80 + "The old harbour master left. " + "And so on. " * 40
    added_article(library, text, "Here")
    (hit,) = library.search("harbour master")
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["harbour", "master"]
    assert hit.snippet.startswith("…")
    assert hit.snippet.endswith("…")
    before, after = text.split(hit.snippet.strip("…"))
    assert before.endswith(" ")
    assert after.startswith(" ")


def test_a_word_far_down_in_a_long_text_is_shown(library: Library) -> None:
    text = "Nothing happened on that day.\n" * 10_000 + "Then the Straße broke.\n" + "Nothing more.\n" * 100
    added_article(library, text, "Long")
    (hit,) = library.search("strasse")
    assert text[hit.position : hit.position + hit.length] == "Straße"


@pytest.mark.parametrize(
    "query", ['"', '""', "a AND", "NOT b", "NEAR(a b)", "title:x", "a*b", "^a", "(a", "-a", "a + b", "'"]
)
def test_operators_are_plain_words(library: Library, query: str) -> None:
    library.search(query)


def found(library: Library, words: str) -> list[str]:
    return [row.article.title for row in library.article_rows(library.article_ids(ArticleFilter(words=words)))]


def test_the_articles_are_filtered_however_words_are_written(library: Library) -> None:
    added_article(library, "one", "Pe\u0301rez auf der Straße", publisher="Østlandet")
    added_article(library, "two", "The 100% harbour_master")
    for matching in ("perez", "STRASSE pérez", "ostlandet", "Str"):
        assert found(library, matching) == ["Pe\u0301rez auf der Straße"]
    assert found(library, "100% MASTER") == ["The 100% harbour_master"]
    assert library.count_articles(ArticleFilter(words="_")) == (1, 0)


def test_words_of_tags_and_sets_filter_the_articles(library: Library) -> None:
    added_article(library, "about rivers", "One", tags=("Überflutung", "Häfen"), sets=("pilot study",))
    added_article(library, "about roads", "Two", tags=("roads",))
    assert found(library, "uberflut") == found(library, "pilot hafen one") == ["One"]
    assert found(library, "uberflut roads") == []


def test_tags_and_sets_are_found_with_words_of_the_text(library: Library) -> None:
    added_article(library, "about rivers", "One", tags=("Überflutung",), sets=("pilot study",))
    added_article(library, "about roads", "Two", tags=("überflutung",))
    added_article(library, "überflutung", "Three")
    titles = {
        query: [hit.article.title for hit in library.search(query)]
        for query in ("uberflut", "uberflutung rivers", '"pilot study" rivers', "pilot roads", "study uberflutung")
    }
    assert titles == {
        "uberflut": ["Three", "One", "Two"],  # what the words of a text say comes first
        "uberflutung rivers": ["One"],
        '"pilot study" rivers': ["One"],
        "pilot roads": [],
        "study uberflutung": ["One"],
    }
    assert len(library.search("uberflut", limit=2)) == 2


def test_what_the_tags_were_finds_nothing_any_more(library: Library) -> None:
    article = added_article(library, "text", tags=("war", "peace"))
    with library.edit(operations.group_articles(1)) as edit:
        edit.change(article, tags=("peace",))
    assert (library.search("war"), len(library.search("peace"))) == ([], 1)
    library.undo()
    assert len(library.search("war")) == 1
    with library.edit(operations.delete_articles(1)) as edit:
        edit.remove(article)
    assert library.search("war") == []
    library.undo()
    assert len(library.search("war")) == 1
    assert library.article(article.id).tags == ("war", "peace")


@pytest.fixture
def with_records(library: Library) -> Library:
    """The library with notes on the second article, and a speaker with a claim in the third."""
    _, second, third = library.articles_by_id(library.article_ids()).values()
    text = library.text(third.id)
    with library.edit(operations.label("Claim")) as edit:
        edit.change(second, note="Ask the harbourmaster again")
        speaker = edit.add(Speaker(name="Zoë Żuk", aliases=("The Bridge Lady",), note="a keen rower"))
        said = edit.change(added(edit, third, text, "Claim", "many other things"), note="Doubtful: ask Żuk")
        edit.change_attribution(said, sources=(Source(speaker.id, None),))
    return library


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("zoe zuk", [("Letters", "speaker", "Zoë Żuk", 54)]),
        ("ZUK", [("Letters", "speaker", "Zoë Żuk", 54)]),
        ("bridge lad", [("Letters", "speaker", "The Bridge Lady", 54)]),
        ("rower", [("Letters", "note", "a keen rower", 54)]),
        ("doubtful", [("Letters", "note", "Doubtful: ask Żuk", 54)]),
        ('"harbourmaster again"', [("Bridge", "note", "Ask the harbourmaster again", 0)]),
        ('"again harbourmaster"', []),
        ("ask ", [("Bridge", "note", "Ask the harbourmaster again", 0), ("Letters", "note", "Doubtful: ask Żuk", 54)]),
        ("harbour ", []),
    ],
)
def test_speakers_and_notes_are_found(with_records: Library, query: str, found: list[object]) -> None:
    hits = with_records.search_records(query)
    assert [(hit.article.title, hit.where, hit.snippet, hit.position) for hit in hits] == found
    for hit in hits:
        assert hit.marks


def test_a_hit_says_that_it_lies_in_a_claim(with_records: Library) -> None:
    assert [(hit.article.title, hit.where) for hit in with_records.search("other things")] == [("Letters", "claim")]
    assert [hit.where for hit in with_records.search("harb")] == ["text", "text"]


@given(st.text(max_size=30))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_nothing_that_is_typed_fails_in_the_records(with_records: Library, typed: str) -> None:
    for hit in with_records.search_records(typed):
        assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.marks)
