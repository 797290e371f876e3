"""Operations: what is stored of them, and how they are worded."""

import inspect
import json
from collections.abc import Callable
from string import Formatter
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.base.translation import Message, Plural, translated
from desktop.model import operations
from desktop.model.operation_words import WORDS
from desktop.model.operations import Operation
from desktop.model.records import ArticleStatus

# Stored in every library: one that is not here any more, or is called otherwise, leaves journals unread.
IDS = {
    "label",
    "add_part",
    "remove_part",
    "reshape",
    "relabel",
    "answer",
    "edit_note",
    "delete_annotation",
    "set_speaker",
    "add_joint_speaker",
    "remove_speaker",
    "take_out_of_claim",
    "add_speaker",
    "rename_speaker",
    "edit_speaker",
    "merge_speakers",
    "delete_speakers",
    "import_articles",
    "paste_article",
    "edit_articles",
    "delete_articles",
    "mark_new",
    "mark_in_progress",
    "mark_done",
    "suggest",
    "accept",
    "reject",
    "add_label",
    "add_attribute",
    "add_option",
    "rename_part",
    "edit_part",
    "move_part",
    "merge_options",
    "retire_option",
    "restore_option",
    "delete_part",
    "rename_codebook",
    "join_codebook",
    "replace_codebook",
    "former",
}

MADE: list[Callable[..., Operation]] = [
    made
    for name, made in inspect.getmembers(operations, inspect.isfunction)
    if made.__module__ == operations.__name__ and not name.startswith("_") and made is not operations.from_data
]
ARGUMENTS: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(exclude_categories=["Cc", "Cs"])),  # a control character is shown by a sign for it
    int: st.integers(1, 100_000),
    bool: st.booleans(),
    ArticleStatus: st.sampled_from(get_args(ArticleStatus)),
}


@st.composite
def any_operation(draw: st.DrawFn) -> Operation:
    made = draw(st.sampled_from(MADE))
    parameters = inspect.signature(made).parameters
    return made(*(draw(ARGUMENTS[parameter.annotation]) for parameter in parameters.values()))


def test_no_id_that_is_stored_has_gone() -> None:
    assert set(WORDS) >= IDS


def test_each_id_can_be_made() -> None:
    made = {operation.id for operation in map(an_example, MADE)}
    made |= {operations.mark_articles(status, 1).id for status in get_args(ArticleStatus)}
    made |= {operations.code_blind(on).id for on in (True, False)}
    assert made == set(WORDS) - {"former"}, "a former one is made by a migration alone"


def an_example(made: Callable[..., Operation]) -> Operation:
    kinds = (parameter.annotation for parameter in inspect.signature(made).parameters.values())
    return made(*(1 if kind is int else "done" for kind in kinds))


def test_the_words_of_each_operation_are_its_own() -> None:
    sentences = [sentence for words in WORDS.values() for sentence in templates(words)]
    assert len(set(sentences)) == len(sentences)
    assert all(sentences)


def templates(words: Message | Plural) -> tuple[str, ...]:
    return words if isinstance(words, Plural) else (words.text,)


@given(any_operation())
@settings(deadline=None)
def test_every_operation_has_words_for_all_of_its_arguments(operation: Operation) -> None:
    words = WORDS[operation.id]
    named = {name for _, name, _, _ in Formatter().parse("".join(templates(words))) if name}
    assert named == set(operation.arguments)
    for argument in operation.arguments.values():
        if isinstance(argument, str) or argument != 1:
            shown = f"{argument:,}" if isinstance(argument, int) else translated("{words}", words=argument)
            assert shown in operation.words()


@given(any_operation())
@settings(deadline=None)
def test_what_is_stored_is_read_as_it_was(operation: Operation) -> None:
    stored = json.dumps(operation.as_data())
    assert operations.from_data(json.loads(stored)) == operation
    assert hash(operations.from_data(json.loads(stored))) == hash(operation)


def test_what_is_counted_is_said_in_the_singular_and_in_the_plural() -> None:
    assert operations.delete_articles(1).words() == "Delete article"
    assert operations.delete_articles(2_003).words() == "Delete 2,003 articles"
    assert operations.mark_articles("in progress", 2).words() == "Mark 2 articles as in progress"
    assert operations.label("{Claim}").words() == "Label {Claim}"


def test_what_a_newer_version_did_is_read_and_named_as_that() -> None:
    operation = operations.from_data(["split", {"parts": 3}])
    assert operation.words() == "Edit of a newer version"
    assert operation.as_data() == ["split", {"parts": 3}]


@pytest.mark.parametrize(
    "data",
    [None, "label", [], ["label"], [1, {}], ["label", {}], ["label", []], ["label", {"label": None}], ["accept", {}],
     ["accept", {"count": "many"}], ["reject", {}, {}]],
)  # fmt: skip
def test_what_is_no_operation_is_told(data: object) -> None:
    with pytest.raises(ValueError):
        operations.from_data(data)
