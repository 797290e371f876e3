"""What language a text is in: told by short news in many languages, or not told at all, and never wrongly."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.language import is_tag, language_of, likely_languages, primary, recognised_language
from desktop.model.language_names import name_of

NEWS: dict[str, str] = tomllib.loads(Path(__file__).with_name("news_in_languages.toml").read_text(encoding="utf-8"))
LONG = {code: " ".join([text] * (600 // len(text) + 1)) for code, text in NEWS.items()}


@pytest.mark.parametrize("code", NEWS)
def test_short_news_tell_their_language(code: str) -> None:
    assert likely_languages(NEWS[code])[0] == code
    assert recognised_language(NEWS[code]) in {code, ""}
    assert recognised_language(LONG[code]) in {code, ""}


def test_most_of_them_are_sure() -> None:
    assert sum(recognised_language(text) == code for code, text in NEWS.items()) >= len(NEWS) - 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "…?!",
        "12, 34",
        "😀😀",
        "“We hold,” Ruiz said.",
        "Ruiz, Berg & Holm",
        "nn’t 's",
        "Lorem Ipsum 2000",
        "\u0301" * 99,
    ],
)
def test_what_says_too_little_stays_unsure(text: str) -> None:
    assert recognised_language(text) == ""


def test_half_in_one_language_and_half_in_another_is_not_sure_of_a_third() -> None:
    assert recognised_language(f"{LONG['de'][:700]}\n{LONG['fr'][:700]}") in {"", "de", "fr"}


def test_what_a_site_says_of_itself_before_an_article_does_not_count_for_it() -> None:
    banner = "We use cookies to make this site work. You can read more about this and change what we keep of you. "
    assert recognised_language(banner * 2 + LONG["de"] * 3) == "de"


def test_foreign_names_and_a_quotation_leave_letters_their_language() -> None:
    assert recognised_language(NEWS["ja"] + " Gen. Maria Croft (Ministry of the Works) said it was time.") == "ja"


@given(st.text())
def test_any_text_gets_a_tag_or_none(text: str) -> None:
    code = recognised_language(text)
    assert not code or is_tag(code)


def test_a_long_clear_text_knows_better_than_its_page() -> None:
    assert language_of(LONG["de"], "en") == "de"
    assert language_of(LONG["ja"], "en-US") == "ja"
    assert language_of(LONG["de"], "") == "de"


@pytest.mark.parametrize("code", NEWS)
def test_letters_that_the_declared_language_is_not_written_in_need_no_length(code: str) -> None:
    text = NEWS[code]
    latin = sum(letter < "\u0250" for letter in text) > len(text) / 2
    assert len(text) < 500
    assert language_of(text, "en") == ("en" if latin else recognised_language(text) or "en")
    assert language_of(text, "hy-AM") == ("hy-AM" if code == "hy" else recognised_language(text) or "hy-AM")


def test_a_short_text_stays_in_a_language_that_is_written_in_its_letters() -> None:
    assert language_of("大地震対策会議", "ja") == "ja"
    assert language_of("大地震対策会議", "en") == "zh"  # no kana
    assert language_of(NEWS["ru"], "uk") == "uk"
    assert language_of(NEWS["ru"], "sr") == "sr"
    assert language_of(NEWS["en"], "sr-Latn") == "sr-Latn"
    assert language_of(NEWS["ja"], "zh") == "ja"  # kana
    assert language_of(NEWS["zh"], "yue") == "yue"
    assert language_of(NEWS["ar"], "fa") == "fa"
    assert language_of(NEWS["hi"], "mr-IN") == "mr-IN"


def test_otherwise_what_is_declared_stands() -> None:
    assert language_of(LONG["de"], "de-AT") == "de-AT"  # it says more
    assert language_of(NEWS["de"], "en") == "en"  # a short text may be a quotation
    assert language_of("Ruiz 1 2 3 " * 100, "en") == "en"  # nothing is told
    assert language_of(LONG["nb"], "no") == "no"  # of close kin
    assert language_of(LONG["zh"], "yue") == "yue"
    assert language_of(LONG["da"], "fo") == "fo"  # Faroese, which we cannot tell


def test_tags_and_names() -> None:
    assert [is_tag(value) for value in ("de", "en-GB", "zh-Hans-CN", "", "German", "d", "en_GB", "de ")] == [
        True, True, True, False, False, False, False, False,
    ]  # fmt: skip
    assert [primary(tag) for tag in ("de", "EN-gb", "")] == ["de", "en", ""]
    assert [name_of(code) for code in ("fi", "nb", "ja", "de-AT", "qqq")] == [
        "Finnish", "Norwegian", "Japanese", "German", "qqq",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("cs", "Starosta řekl, že most zůstane zavřený."),
        ("cs", "Vláda schválila rozpočet na příští rok."),
        ("pl", "Burmistrz powiedziała, że most pozostanie zamknięty."),
        ("hu", "A híd hat hétig zárva marad, közölte a polgármester."),
        ("tr", "Başkan, köprünün bu yıl kapalı kalacağını söyledi."),
    ],
)
def test_the_letters_of_a_few_words_tell_what_their_number_does_not(code: str, text: str) -> None:
    assert likely_languages(text) == [code]


@pytest.mark.parametrize("text", ["Ruiz said no.", "A café opens.", "Zdeněk Růžička said so to Dvořák in Plzeň."])
def test_names_and_a_word_from_elsewhere_tell_nothing(text: str) -> None:
    assert likely_languages(text) == []
