"""A sentence names the file that a person knows."""

from pathlib import Path

import pytest

from desktop.base.errors import Damaged, KnownError
from desktop.base.named_file import errors_naming
from desktop.base.translation import translated

KNOWN, COPY = Path("/work/News.ascribe"), Path("/work/.ascribe-7/new")


@pytest.mark.parametrize("kind", [KnownError, Damaged])
def test_the_file_that_stands_in_for_another_is_not_named(kind: type[KnownError]) -> None:
    with pytest.raises(kind) as told, errors_naming(KNOWN, COPY):
        raise kind(translated("{file} is damaged.", file=COPY))
    assert str(told.value) == "/work/News.ascribe is damaged."


def test_a_name_that_a_sentence_sets_apart_is_found_in_it() -> None:
    hebrew = Path("/work/.ascribe-7/חדשות\x1b")
    with pytest.raises(KnownError) as told, errors_naming(KNOWN, hebrew):
        raise KnownError(translated("{file} is damaged.", file=hebrew))
    assert str(told.value) == "/work/News.ascribe is damaged."


def test_other_kinds_of_errors_keep_their_words() -> None:
    with pytest.raises(KnownError) as told, errors_naming(KNOWN, COPY, Damaged):
        raise KnownError(f"{COPY} is full.")
    assert str(told.value) == "/work/.ascribe-7/new is full."
