"""Whatever a name is made of, it turns nothing of a sentence that it stands in."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.base.text_direction import isolated
from desktop.base.translation import listed, translated

ISOLATES, END = "\u2066\u2067\u2068", "\u2069"
SIGNS = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x61C)))
names = st.text(alphabet=st.sampled_from(f"ab é{SIGNS}אب漢"), max_size=12)


def depths(words: str) -> list[int]:
    """How many isolates are open at each character, by UAX 9: an end without a beginning is none."""
    found, depth = [], 0
    for character in words:
        depth = max(depth - (character == END), 0)
        found.append(depth)
        depth += character in ISOLATES
    return [*found, depth]


@given(names)
def test_what_is_isolated_ends_where_it_ends(name: str) -> None:
    shown = isolated(name)
    if shown != name:
        assert depths(shown)[-1] == 0
        assert all(depths(shown)[1:-2]), "nothing of it stands outside"
    else:
        assert not set(name) & set(f"{SIGNS}אب")


@given(names, names)
def test_the_words_of_a_sentence_stand_outside_of_its_names(one: str, other: str) -> None:
    sentence = translated("Merge {one} into {other}.", one=one, other=other)
    into = sentence.index(" into ")
    assert sentence.startswith("Merge ")
    assert sentence.endswith(".")
    assert depths(sentence)[into] == 0
    assert not set(sentence[depths(sentence).index(0, into) : into + 6]) & set(SIGNS)


def test_what_turns_nothing_stays_as_it_is() -> None:
    for words in ("", "Ada Lin", "Žofie Nováková", "漢字", "/home/zoë/a.ascribe"):
        assert isolated(words) == words
    assert listed(["Ada", "אדה"]) == "Ada, \u2068אדה\u2069"


def test_what_would_command_a_terminal_is_shown_for_what_it_is() -> None:
    assert translated("{name} is gone.", name="\x1b[2J\x9bAda\tLin\n") == "\ufffd[2J\ufffdAda\tLin\n is gone."
    assert translated("{name} is gone.", name="Ada\udcff") == "Ada\udcff is gone."
