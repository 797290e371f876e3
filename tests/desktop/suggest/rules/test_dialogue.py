"""Conversations: which paragraphs are turns, and whose."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.suggest import suggest
from desktop.suggest.language.tokens import tokenise
from desktop.suggest.language.word_lists import language
from desktop.suggest.rules.dialogue import Turns
from tests.desktop.suggest.reading import words

ENGLISH = language("en")


def who(text: str) -> list[tuple[str, str]]:
    """What each quotation says, and from whom."""
    found = suggest(text, "en", nested=False)
    return [(words(text, one.contents).strip("“”"), one.speaker.name if one.speaker else "") for one in found]


def test_in_a_conversation_who_spoke_last_but_one_answers() -> None:
    text = (
        "“Will the dam hold?” asked Ada Lin.\n\n“I think so,” said Bo Berg.\n\n“You think so?”\n\n"
        "“Nobody can know it.”\n\n“Then we leave tonight.”"
    )
    assert [name for _, name in who(text)] == ["Ada Lin", "Bo Berg", "Ada Lin", "Bo Berg", "Ada Lin"]


def test_in_news_a_paragraph_that_is_all_quotation_goes_on() -> None:
    text = "“We need the money now, and we need all of it,” Ada Lin said.\n\n“The dam is older than the town below it.”"
    assert [name for _, name in who(text)] == ["Ada Lin", "Ada Lin"]


def test_a_pronoun_in_a_conversation_is_not_who_spoke_just_before() -> None:
    text = (
        "“Will it hold?” asked Anna Lin.\n\n“Not for long,” said Clara Berg.\n\n“Why not?” she asked.\n\n"
        "“It is old,” she said."
    )
    assert [name for _, name in who(text)] == ["Anna Lin", "Clara Berg", "Anna Lin", "Clara Berg"]


def test_nobody_is_who_the_words_are_to() -> None:
    text = "Peter Lin met Paul Berg.\n\n“Will it hold?” asked Clara Ek.\n\n“No, Paul, it will break,” he said."
    assert who(text)[-1][1] == "Peter Lin"


def test_who_is_spoken_to_answers() -> None:
    text = "“Will it hold, Clara?” asked Bo Berg.\n\n“Not for long.”"
    assert who(text)[-1][1] == "Clara"


def test_whoever_does_something_beside_the_words_says_them() -> None:
    text = "“Will it hold?” asked Bo Berg.\n\n“Not now.” Clara Ek shook her head. “It is old.”\n\n“How old?”"
    assert [name for _, name in who(text) if name][1:] == ["Clara Ek", "Clara Ek", "Bo Berg"]


def test_who_the_story_tells_of_between_two_turns_speaks_the_next() -> None:
    text = (
        "“Will it hold?” asked Bo Berg.\n\n“Who knows?” asked Clara Ek.\n\n“Who else?” asked Bo Berg.\n\n"
        "“Not I, Bo,” said Clara Ek.\n\nAda Lin rose and went to the door.\n\n“It is late,” she said."
    )
    assert who(text)[-1][1] == "Ada Lin"


def test_who_is_named_last_is_nearer_than_a_subject_long_ago() -> None:
    rain = "It rained on the town and on the dam, and the water rose from one day to the other. " * 4
    text = (
        "“Will it hold?” asked Bo Berg.\n\n“Who knows?” asked Karl Ek.\n\n“Who else?” asked Bo Berg.\n\n“Not I.”\n\n"
        f"Ada Lin had the key. {rain}Then he gave it to Clara Ek.\n\n“It is late,” she said."
    )
    assert who(text)[-1][1] == "Clara Ek"


def test_whoever_tells_the_story_is_whom_the_others_speak_to() -> None:
    text = (
        "“Who is there?” asked Emma.\n\n“It is late,” I said.\n\n“Come in, Watson,” said Emma.\n\n"
        "“How late is it?” I asked.\n\n“It is nine, Watson,” said Emma.\n\n“So late,” I said."
    )
    assert [name for _, name in who(text)] == ["Emma", "Watson"] * 3


def test_a_single_quotation_is_no_conversation() -> None:
    tokens = tokenise("“Will it hold?” asked Bo Berg.\n\nIt rained.", ENGLISH)
    assert not Turns(tokens)


def test_what_follows_tells_who_spoke_first() -> None:
    text = (
        "Ada Lin met Bo Berg.\n\n“Will it hold?”\n\n“It will not.”\n\n“Why?” asked Ada Lin.\n\n"
        "“It is old.”\n\n“How old?” asked Ada Lin.\n\n“Old,” said Bo Berg."
    )
    assert [name for _, name in who(text)] == ["Ada Lin", "Bo Berg"] * 3


def test_an_old_man_is_who_the_story_names_beside_him_and_a_clerk_is_himself() -> None:
    text = (
        "“Will it hold?” asked Ada Lin.\n\n“No,” said Karl Ek.\n\n“Why?” asked Ada Lin.\n\n"
        "“It is old,” said the {}.\n\n“Old?” asked Ada Lin."
    )
    assert who(text.format("man"))[3][1] == "Karl Ek"
    assert who(text.format("clerk"))[3][1] == "clerk"


def test_a_quotation_that_goes_on_in_the_next_paragraph_is_by_the_same_speaker() -> None:
    text = (
        "“Will it hold?” asked Ada Lin.\n\n“Why not?” asked Bo Berg.\n\n“It is old.\n\n“It leaks.”\n\n"
        "“So it is,” said Bo Berg."
    )
    assert {name for said, name in who(text) if "old" in said or "leaks" in said} == {"Ada Lin"}


PARTS = st.sampled_from(
    ["“No.”", "“Why?”", "she said.", "Ada Lin", "‘it’", "\n\n", "“", "”", "He smiled.", "Mrs. Kohl", ","]
)


@given(st.lists(PARTS, max_size=30))
def test_any_conversation_is_read_and_read_alike_again(parts: list[str]) -> None:
    text = " ".join(parts)
    assert suggest(text, "en") == suggest(text, "en")
