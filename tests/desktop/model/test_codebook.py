"""The labels in use."""

import json
import os
import tracemalloc
from pathlib import Path
from typing import get_args

import pytest

from desktop.base.errors import KnownError
from desktop.model import codebook
from desktop.model.codebook import Attribute, Label, Option
from desktop.model.text import QuotationKind

LABEL = '[[labels]]\nname = "Claim"\nrole = "claim"\n'


def test_the_default_codebook_has_every_role_with_a_key_of_its_own() -> None:
    labels = codebook.default().labels
    assert {label.role for label in labels} == {"claim", "speaker", "cue", "other"}
    assert len({label.shortcut for label in labels}) == len(labels)


def test_plain_data_and_back_is_the_same_codebook() -> None:
    assert codebook.from_data(codebook.default().as_data(), "data") == codebook.default()


def test_a_label_that_the_codebook_lost_is_shown_as_other() -> None:
    assert codebook.default().role("Gone") == "other"


@pytest.mark.parametrize(
    "toml",
    [
        "labels = 3",
        'name = "Empty"\nlabels = []',
        f'name = "Twice"\n{LABEL}{LABEL}',
        'name = "Role"\n[[labels]]\nname = "X"\nrole = "subject"',
        f'name = "Kind"\n{LABEL}[[labels.attributes]]\nname = "sure"\nkind = "maybe"',
        f'name = "Field"\n{LABEL}size = 3',
        "not toml at all [",
    ],
)
def test_what_is_no_codebook_is_refused_by_name(toml: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(toml)
    with pytest.raises(KnownError, match=r"mine\.toml"):
        codebook.from_toml(file)


def test_the_codebook_that_comes_along_has_ids_that_0_1_0_wrote_as_names() -> None:
    claim, *others = codebook.default().labels
    assert [label.id for label in (claim, *others)] == ["Claim", "Speaker", "Cue", "Other"]
    quotation = claim.attribute(codebook.QUOTATION)
    assert quotation is not None
    assert {option.id for option in quotation.options} == set(get_args(QuotationKind))


def test_what_has_no_id_has_its_name_for_one() -> None:
    asked = {"name": "tone", "kind": "choice", "options": ["calm", {"name": "sharp"}, {"id": "w", "name": "weary"}]}
    label = {"name": "Claim", "role": "claim", "attributes": [asked]}
    (found,) = codebook.from_data({"name": "Old", "labels": [label]}, "data").labels
    (attribute,) = found.attributes
    assert (found.id, attribute.id) == ("Claim", "tone")
    assert [(option.id, option.name) for option in attribute.options] == [
        ("calm", "calm"),
        ("sharp", "sharp"),
        ("w", "weary"),
    ]


def test_what_is_new_has_an_id_that_no_name_can_be() -> None:
    made = (Label(name="a", role="other"), Attribute(name="a"), Option(name="a"))
    assert len({one.id for one in made} | {"a"}) == 4


def test_of_options_and_attributes_with_one_id_the_first_counts() -> None:
    asked = {"name": "tone", "kind": "choice", "options": ["calm", "calm"]}
    label = {"name": "Claim", "role": "claim", "attributes": [asked, {"name": "tone"}]}
    (found,) = codebook.from_data({"name": "Old", "labels": [label]}, "data").labels
    assert [(one.kind, len(one.options)) for one in found.attributes] == [("choice", 1)]


def test_a_whole_attribute_comes_back_from_json() -> None:
    options = (Option(name="Economy", color="#AA0000"), Option(name="Taxes", parent="e", guideline="What is levied."))
    asked = Attribute(name="topic", kind="choices", options=options, open=True, required=True, default=("e",))
    mine = codebook.Codebook(name="Mine", labels=(Label(name="Claim", role="claim", attributes=(asked,)),))
    assert codebook.from_data(json.loads(mine.as_json()), "data") == mine
    assert json.loads(mine.as_json()) == mine.as_data()


def test_answers_are_read_in_words() -> None:
    asked = Attribute(id="t", name="tone", kind="choices", options=(Option(id="c", name="calm"),))
    label = Label(name="Claim", role="claim", attributes=(asked,))
    assert label.in_words("t", "c") == "calm"
    assert label.in_words("t", ("c", "gone")) == ("calm", "gone")
    assert label.in_words("t", 3.0) == 3.0
    assert label.in_words("none", "c") == "c"


def test_an_option_is_found_however_its_name_is_written() -> None:
    asked = Attribute(name="tone", kind="choice", options=(Option(id="w", name="Wéary"),))
    found = asked.option_named("weary")
    assert found is not None
    assert found.id == "w"
    assert asked.option_named("calm") is None


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"none\.toml"):
        codebook.from_toml(tmp_path / "none.toml")


@pytest.mark.parametrize(
    "content",
    [
        *("name = " + "[" * 100_000, "a." * 20_000 + "a = 1", "b = {" + "'a' . " * 20_000 + "a = 1}", "\0", "\x80"),
        *("name = 1" + "0" * 5_000, "labels = 5\nname = 'a'", "name = 'a'\nlabels = [{name = 'b', rol = 'claim'}]", ""),
        *("name = 2026-11-26", "name = nan"),
    ],
)
def test_a_file_that_is_no_codebook_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(content.encode("latin-1"))
    tracemalloc.start()
    with pytest.raises(KnownError, match=r"a\.toml .*\.$"):
        codebook.from_toml(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 50_000_000


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_no_codebook(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.toml")
    with pytest.raises(KnownError, match="is not a file that can be read"):
        codebook.from_toml(tmp_path / "a.toml")


def test_a_free_key_is_a_letter_of_the_name_that_nobody_has() -> None:
    labels = codebook.default()  # with C, S, Q and O
    assert labels.free_key("Doubt", frozenset()) == "D"
    assert labels.free_key("Éloge", frozenset("E")) == "L"
    assert labels.free_key("cos", frozenset()) == "A"  # all of its letters are taken
    assert labels.free_key("Цитата", frozenset("AB")) == "D"
    assert labels.free_key("Doubt", frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) == ""
