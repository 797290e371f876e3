"""Quotation marks of every kind are paired, and apostrophes are not."""

import pytest

from desktop.suggest.language.tokens import tokenise
from desktop.suggest.language.word_lists import language

PAIRED = {
    '"Yes," he said. "No."': ['"Yes,"', '"No."'],
    "“Yes,” he said.": ["“Yes,”"],
    "''Yes,'' he said.": ["''Yes,''"],
    "``Yes,'' he said.": ["``Yes,''"],
    "«Yes», he said.": ["«Yes»"],
    "»Yes«, he said.": ["»Yes«"],
    "„Yes“, he said.": ["„Yes“"],
    "‘Yes,’ he said.": ["‘Yes,’"],
    "'Yes,' he said.": ["'Yes,'"],
    '“Yes," he said.': ['“Yes,"'],
    "“Yes, ‘maybe’ no,” he said.": ["“Yes, ‘maybe’ no,”"],
    "‘Don’t,’ she said.": ["‘Don’t,’"],
    "\"He told me, 'Go.'\" Then it rained.": ["\"He told me, 'Go.'\""],
    "“We go on\n\n“And on,” he said.": ["“We go on", "“And on,”"],
    'A 6" pipe burst.': [],
    "It's the workers' hall, and the '90s are over.": [],
    "Rock 'n' roll": [],
}


@pytest.mark.parametrize(("text", "expected"), PAIRED.items())
def test_pairs(text: str, expected: list[str]) -> None:
    tokens = tokenise(text, language("en"))
    found = [text[tokens.starts[one.open] : tokens.ends[one.close]] for one in tokens.quotations.all]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "is_title"),
    [
        ('She read "Small Rivers" again.', True),
        ('He went on "Meet the Town" twice.', True),
        ('He called it "a mess" again.', False),
        ('"The dam will hold," he said.', False),
        ('It was "!" again.', False),
    ],
)
def test_a_title_has_capitals(text: str, is_title: bool) -> None:
    tokens = tokenise(text, language("en"))
    assert [quotation.is_title(tokens.words) for quotation in tokens.quotations.all] == [is_title]


def test_an_apostrophe_does_not_hide_the_quotations_after_it() -> None:
    text = "'Twas the mayors' day. " + 'Then Ruiz said, "We won." ' * 3
    tokens = tokenise(text, language("en"))
    assert [tokens.words[one.open] for one in tokens.quotations.all] == ['"'] * 3
