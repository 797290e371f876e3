"""Where names begin and end."""

import pytest

from desktop.suggest.language.tokens import tokenise
from desktop.suggest.language.word_lists import language
from desktop.suggest.rules.names import names_in


def names(text: str, code: str = "en") -> list[str]:
    tokens = tokenise(text, language(code))
    spans = names_in(tokens, 0, len(tokens), language(code))
    return [text[tokens.starts[start] : tokens.ends[end - 1]] for start, end in spans]


@pytest.mark.parametrize(
    "name",
    [
        "Ursula von der Leyen", "al-Sisi", "Bashar al-Assad", "de Gaulle", "Erik ten Hag", "Juan Pérez y Gil",
        "Omar bin Ali", "Marks & Spencer", "Reporters Without Borders", "Save the Children", "Ministry of Works",
        "Department of Health and Social Care", "Friends of the Earth", "Linden Parents' Association",
    ],
)  # fmt: skip
def test_small_words_belong_to_a_name(name: str) -> None:
    assert names(f"We saw {name} at last.") == [name]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We saw Ann Lin and Bob Ray.", ["Ann Lin", "Bob Ray"]),
        ("We saw the Ministry of Works and the Chamber of Commerce.", ["Ministry of Works", "Chamber of Commerce"]),
        ("We saw the Ministry of Works and Ada Lin.", ["Ministry of Works", "Ada Lin"]),
        ("We saw the Food and Drug Administration.", ["Food and Drug Administration"]),
        ("We saw Russia's Defence Ministry.", ["Russia", "Defence Ministry"]),
        ("In Iraq ten Americans died.", ["Iraq", "Americans"]),
        ("Ann gave Bob the Oscar.", ["Ann", "Bob", "Oscar"]),
        ("Critics left.", []),
        ("We saw London-listed Norte Mining.", ["Norte Mining"]),
        ("The president de la Tour left.", ["de la Tour"]),
    ],
)
def test_others_part_two_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_in_german_von_belongs_to_a_name_after_a_first_name_only() -> None:
    assert "Ursula von der Leyen" in names("Gestern kam Ursula von der Leyen.", "de")
    assert "Wolf" in names("Das sind die Angaben von Wolf.", "de")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained presently. Presently Tony Holm came.", ["Tony Holm"]),
        ("He ought to. Ought Margaret Lin to go?", ["Margaret Lin"]),
        ("One engineer left. Engineer Paul Okafor came.", ["Paul Okafor"]),
        ("He came by grace. Grace Berg came.", ["Grace Berg"]),
        ("Her aunt left. Aunt Polly came.", ["Aunt Polly"]),
        ("The world changed. World Bank lawyers came.", ["World Bank"]),
        ("I said oh. Oh, nobody came.", []),
    ],
)
def test_a_word_that_the_text_has_in_small_letters_begins_no_name(text: str, expected: list[str]) -> None:
    english = language("en")
    tokens = tokenise(text, english)
    names = names_in(tokens, 0, len(tokens), english)
    found = [text[tokens.starts[start] : tokens.ends[end - 1]] for start, end in names]
    assert [name for name in found if name not in ("It", "He", "One", "Her", "The", "I")] == expected
