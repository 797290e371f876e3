"""What a query looks for, in the index and in a text."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.search_query import Query, index_words

any_text = st.text(st.one_of(st.characters(), st.sampled_from('aß’"* 京都ホテルกรุ่งน้\u0301\u00ad😀\0')), max_size=40)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“Don’t go—to Straße 5,” says Pérez…", "don t go to strasse 5 says perez"),
        ("北京的新闻。", "北京 京的 的新 新闻 闻"),
        ("東京タワー iPhone手机", "東京 京タ タワ ワー ー iphone 手机 机"),
        ("น้ำ ไทย", "น้ ้ํ ํา า ไท ทย ย"),
        ("हिन्दी में 평화를", "हिन्दी में 평화를"),
        ("😀 — ½", "1 2"),
    ],
)
def test_the_words_of_the_index(text: str, words: str) -> None:
    found = index_words(text)
    for mark in "',./⁄":
        found = found.replace(mark, " ")
    assert found.split() == words.split()


@pytest.mark.parametrize(
    ("typed", "expression"),
    [
        ("harbour Mast", '"harbour" "mast"*'),  # one goes on typing the last word
        ("harbour mast ", '"harbour" "mast"'),
        ('"old harbour" mast', '"old harbour" "mast"*'),
        ('"old harbour', '"old harbour"*'),
        ("don’t", '"don t"*'),
        ("NEAR(a* OR b)", '"near a" "or" "b"*'),
        ("北京的", '"北京 京的"'),
        ("北", '"北"*'),
        ('"手机 很好"', '"手机 机 很好"'),
        ("iPhone手", '"iphone 手"*'),
        ("— 😀 *", ""),
    ],
)
def test_nothing_but_words_and_phrases_has_a_meaning(typed: str, expression: str) -> None:
    assert Query(typed).for_fts5() == expression


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("strasse", ["Straße", "STRASSE"]),
        ("stra", ["Straße", "STRASSE"]),  # the whole words are marked
        ("stra ", []),
        ("perez ", ["Pe\u0301rez"]),
        ("erez", []),
        ("don't", ["don’t"]),
        ("新闻 京", ["京", "新闻"]),
        ("的新", ["的新"]),
        ('"straße don’t"', ["Straße, don’t"]),
    ],
)
def test_where_a_text_has_what_is_looked_for(typed: str, found: list[str]) -> None:
    text = "Pe\u0301rez of the Straße, don’t say 😀 北京的新闻 STRASSE."
    assert [text[start:end] for start, end in Query(typed).matches(text)] == found


@given(any_text, any_text)
def test_any_query_may_be_asked_of_any_text(typed: str, text: str) -> None:
    query = Query(typed)
    assert query.for_fts5().count('"') % 2 == 0
    end = 0
    for found in query.matches(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end


@given(any_text)
def test_the_index_gets_the_same_words_however_letters_are_composed(text: str) -> None:
    assert index_words(normalize("NFC", text)).split() == index_words(normalize("NFD", text)).split()
