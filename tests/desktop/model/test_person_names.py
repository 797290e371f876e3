"""What of a name is the person's own, and in which order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model import person_names
from desktop.model.person_names import plain, without_capitals


@pytest.mark.parametrize(
    ("name", "is_plainly"),
    [
        ("Paul Okafor", "Paul Okafor"),
        ("Engineer Paul Okafor", "Paul Okafor"),
        ("the city's chief engineer, Paul Okafor", "Paul Okafor"),
        ("Paul Okafor, engineer", "Paul Okafor"),
        ("Chief Executive Officer Paul Okafor", "Paul Okafor"),
        ("Air Force Brig. Gen. Maria Croft", "Maria Croft"),
        ("Vice-President Ann Lin", "Ann Lin"),
        ("Amtsleiterin Ute Berg", "Ute Berg"),
        ("Bundeskanzler Olaf Scholz", "Olaf Scholz"),
        ("Mrs. Kohl", "Kohl"),
        ("Gen. Croft", "Croft"),
        ("Ruiz, Maria", "Maria Ruiz"),
        ("Ruiz, Dr. Maria", "Maria Ruiz"),
        ("van den Berg, Hanneke", "Hanneke van den Berg"),
        ("Ruiz,", "Ruiz"),
        ("engineer paul okafor", "paul okafor"),
        ("ruiz, maria", "maria ruiz"),
    ],
)
def test_titles_roles_and_commas_are_no_part_of_a_name(name: str, is_plainly: str) -> None:
    assert plain(name) == is_plainly


@pytest.mark.parametrize(
    "name",
    [
        "Dean Martin",
        "Pope Francis",
        "Martin King",
        "Martin King Lee",
        "Engineer",
        "the engineer",
        "Minister for Health",
        "Ruiz",
        "",
    ],
)
def test_a_title_that_is_the_name_stays(name: str) -> None:
    assert plain(name) == name


WORDS = st.sampled_from(
    ["Engineer", "Dr.", "the", "Paul", "Okafor,", "Ruiz", ",", "König", "van", "Amtsleiterin", "-", "石"]
)


@given(st.lists(WORDS, max_size=6).map(" ".join))
def test_a_plain_name_is_made_of_words_of_the_name(name: str) -> None:
    words = name.replace(",", " ").split()
    assert all(word in words for word in plain(name).replace(",", " ").split())
    assert bool(plain(name).strip(" ,")) == bool(words)


@pytest.mark.parametrize(
    ("one", "other", "fit"),
    [
        ("Mrs. Kohl", "Peter Kohl", False),
        ("Mrs. Kohl", "Anna Kohl", True),
        ("Mrs. Kohl", "Miss Kohl", False),
        ("Mr. Kohl", "Kohl", True),
        ("Dr. Kohl", "Anna Kohl", True),
        ("Mr. Okafor", "Okafor, Ann", False),
        ("Mr. Okafor", "Engineer Ann Okafor", False),
    ],
)
def test_titles_and_given_names_say_whether_two_may_be_one(one: str, other: str, fit: bool) -> None:
    assert person_names.fit([one], [other]) is fit


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("JANE DOE", "Jane Doe"),
        ("J. K. OLSEN-MCGREGOR", "J. K. Olsen-McGregor"),
        ("HANNEKE VAN DEN BERG", "Hanneke van den Berg"),
        ("ANN O’NEILL III", "Ann O’Neill III"),
        ("RENE\u0301E ÅBERG", "Rene\u0301e Åberg"),
        ("ADA LEE", "Ada Lee"),
        ("ASSOCIATED PRESS", "Associated Press"),
    ],
)
def test_a_name_in_capitals_is_written_as_elsewhere(name: str, written: str) -> None:
    assert without_capitals(name) == written


@pytest.mark.parametrize("name", ["BBC NEWS", "AFP", "Jane DOE", "jane doe", "DPA / AFP", "", "習 近平"])
def test_an_abbreviation_stays(name: str) -> None:
    assert without_capitals(name) == name


@pytest.mark.parametrize(
    ("name", "titles", "is_title"),
    [
        ("Mayor Lin", ["mayor"], False),
        ("Air Force Brig. Gen. Maria Croft", ["brig.", "gen."], False),
        ("Lin, the mayor", ["mayor"], False),
        ("Mayor", ["mayor"], True),
        ("Jean-Luc Mayor", [], False),
        ("Bo Lin", [], False),
        ("", [], False),
    ],
)
def test_the_titles_beside_a_name(name: str, titles: list[str], is_title: bool) -> None:
    assert person_names.titles(name) == titles
    assert person_names.is_title(name) is is_title
