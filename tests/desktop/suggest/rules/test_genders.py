"""He or she, by the pronouns behind whoever is named."""

import pytest

from desktop.suggest.language.tokens import tokenise
from desktop.suggest.language.word_lists import language
from desktop.suggest.rules.dialogue import Turns
from desktop.suggest.rules.genders import Genders
from desktop.suggest.rules.meetings import Meeting, Meetings
from desktop.suggest.rules.people import KnownSpeaker

ENGLISH = language("en")


@pytest.mark.parametrize(
    ("often", "named", "told"),
    [(1, "", ""), (2, "", "female"), (4, "male", "male"), (5, "male", "female")],
)
def test_many_pronouns_count_more_than_a_name_and_few_less(often: int, named: str, told: str) -> None:
    tokens = tokenise("Archer came, and she rose. " * often, ENGLISH)
    archer = KnownSpeaker("Archer", "person", "male" if named else "")
    places = [k for k, word in enumerate(tokens.words) if word == "Archer"]
    meetings = Meetings(tokens, ENGLISH, Turns(tokens), [Meeting(k, k + 1, archer) for k in places])
    assert Genders(tokens, meetings).of(archer) == told
