"""A codebook as a file: out and in again, typed by hand, by other programs, and damaged."""

import csv
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.base.errors import KnownError
from desktop.base.translation import translated
from desktop.exchange import codebook_files
from desktop.exchange.codebook_files import BY_NAME, csv_file, qdc_file
from desktop.model import codebook as codebooks
from desktop.model import nested_options
from desktop.model.codebook import Attribute, Codebook, Label, Option
from desktop.model.ready_codebooks import READY, ready
from tests.examples import examples

MARCH = Codebook(
    name="Märch",
    labels=(
        Label(
            id="claim",
            name="Claim “of” a, b; c",
            role="claim",
            color="#2F5FD0",
            shortcut="C",
            guideline="Two\nlines, and \\ a stroke",
            attributes=(
                Attribute(
                    id="topics",
                    name="topics",
                    kind="choices",
                    required=True,
                    default=("taxes",),
                    options=(
                        Option(id="economy", name="Economy", color="#0B6CB4"),
                        Option(id="taxes", name="Taxes", parent="economy", guideline="Of any kind."),
                        Option(id="costs", name="Costs", parent="taxes"),
                        Option(id="other costs", name="Costs", retired=True),
                    ),
                ),
                Attribute(id="sure", name="sure", kind="yes/no", default=False),
                Attribute(id="share", name="share", kind="number", default=2.5),
                Attribute(id="day", name="day", kind="date", default="2026-11"),
                Attribute(id="why", name="why", kind="choice", open=True),
            ),
        ),
        Label(id="speaker", name="Speaker", role="speaker"),
    ),
)


def written(codebook: Codebook, format: str) -> bytes:
    stream = BytesIO()
    codebook_files.write(codebook, BY_NAME[format], stream)
    return stream.getvalue()


def read(data: bytes | str, folder: Path, extension: str, name: str = "Märch") -> Codebook:
    file = folder / f"{name}{extension}"
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return codebook_files.read(file)


@pytest.mark.parametrize("format", ["toml", "csv"])
def test_what_goes_out_comes_in_again(format: str, tmp_path: Path) -> None:
    assert read(written(MARCH, format), tmp_path, f".{format}") == MARCH
    for name in READY:
        codebook = ready(name)
        assert read(written(codebook, format), tmp_path, f".{format}", "x").labels == codebook.labels
    assert codebook_files.losses(MARCH, BY_NAME[format]) == ""


WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
NAMES = WORDS.map(lambda words: f"n{words}")


@settings(max_examples=examples(25))
@given(NAMES, WORDS, st.lists(st.tuples(NAMES, WORDS), max_size=4))
def test_any_words_go_out_and_come_in_by_toml(name: str, guideline: str, options: list[tuple[str, str]]) -> None:
    asked = Attribute(
        id="a", name=name, kind="choice", options=tuple(Option(name=one, guideline=two) for one, two in options)
    )
    codebook = Codebook(name=name, labels=(Label(id="l", name=name, role="other", attributes=(asked,)),))
    assert BY_NAME["toml"].read(written(codebook, "toml"), "x") == codebook


def tree(codebook: Codebook) -> list[tuple[str, str, list[tuple[str, list[str]]]]]:
    return [
        (
            label.name,
            label.role,
            [
                (one.name, [f"{'  ' * depth}{option.name}" for depth, option in nested_options.in_order(one.options)])
                for one in label.attributes
            ],
        )
        for label in codebook.labels
    ]


def test_a_refi_codebook_has_names_guidelines_colours_and_what_lies_in_what(tmp_path: Path) -> None:
    found = read(written(MARCH, "qdc"), tmp_path, ".qdc")
    assert tree(found) == tree(MARCH)
    economy = found.labels[0].attributes[0].options[0]
    assert (economy.color, found.labels[0].guideline) == ("#0B6CB4", "Two\nlines, and \\ a stroke")
    assert written(found, "qdc") == written(MARCH, "qdc")


def test_what_a_refi_codebook_cannot_hold_is_told() -> None:
    assert codebook_files.losses(MARCH, BY_NAME["qdc"]) == (
        "This file format cannot hold the key of 1 label, the kinds of 5 attributes, that 1 attribute is required, "
        "that 1 attribute takes new values, the defaults of 4 attributes, that 1 option is retired."
    )


OF_ANOTHER_PROGRAM = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE CodeBook [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
<CodeBook xmlns="urn:QDA-XML:project:1.0" origin="Another">
  <Codes>
    <Code guid="{1FF58B12-6F6F-4B0C-8BE5-BBDC91F55294}" name="Economy" isCodable="true" color="#FF46AA00">
      <Description>All of it &secret;</Description>
      <Code guid="2ff58b12-6f6f-4b0c-8be5-bbdc91f55294" name="Taxes" isCodable="true">
        <Code guid="3ff58b12-6f6f-4b0c-8be5-bbdc91f55294" name="Carbon tax" isCodable="true" color="#4A0"/>
      </Code>
    </Code>
    <Code guid="4ff58b12-6f6f-4b0c-8be5-bbdc91f55294" name="Claim" isCodable="true"/>
  </Codes>
</CodeBook>"""


def test_the_codes_of_another_program_are_labels_and_their_options(tmp_path: Path) -> None:
    found = read(OF_ANOTHER_PROGRAM, tmp_path, ".qdc")
    assert tree(found) == [("Economy", "other", [("Codes", ["Taxes", "  Carbon tax"])]), ("Claim", "claim", [])]
    assert found.labels[0].color == "#46AA00"
    assert found.labels[0].attributes[0].options[1].color == "#44AA00"
    assert found.labels[0].guideline == "All of it"  # and nothing of another file


def test_a_list_that_somebody_typed_is_a_codebook(tmp_path: Path) -> None:
    typed = "Label;Attribute;Option;Below\nClaim;Topic;Economy;\nClaim;Topic;Taxes;economy\nNote;;;\n"
    found = read(typed, tmp_path, ".csv")
    assert tree(found) == [("Claim", "other", [("Topic", ["Economy", "  Taxes"])]), ("Note", "other", [])]
    assert found.name == "Märch"
    again = read(typed, tmp_path, ".csv")
    assert again.labels[0].id != found.labels[0].id


DAMAGED = {
    ".toml": [
        "labels = 3",
        "name = 3",
        '[[labels]]\nname = "A"\nrole = "judge"',
        '[[labels]]\nname = ["A"]\nrole = "claim"',
        '[[labels]]\nname = "A"\nrole = "claim"\ncolor = "blue"',
        '[[labels]]\nname = " "\nrole = "claim"',
        '[[labels]]\nname = "A"\nrole = "claim"\n[[labels.attributes]]\nname = "a"\nkind = "choice"\ndefault = "x"',
        '[[labels]]\nname = "A"\nrole = "claim"\n[[labels.attributes]]\nname = "a"\nkind = "choice"\n'
        'options = [{ name = "x", parent = "y" }, { name = "y", parent = "x" }]',
        "[" * 5000,
    ],
    ".csv": [
        "",
        "name,option\nA,B\n",
        "label,role\nA,judge\n",
        'label,option\nA,"B\n',
        "label,attribute,option,below\nA,b,c,nowhere\n",
        "label,attribute,kind,default\nA,b,number,many\n",
        "label,attribute,kind,default\nA,b,number,nan\n",
    ],
    ".qdc": ["", "<CodeBook/>", "<CodeBook><Codes><Code name='A'/></Codes>", "<a>" * 5000, "no xml"],
}


@pytest.mark.parametrize(("extension", "text"), [(kind, text) for kind, texts in DAMAGED.items() for text in texts])
def test_what_is_no_codebook_is_refused_by_name(extension: str, text: str, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="Märch"):
        read(text, tmp_path, extension)


@pytest.mark.parametrize("format", [csv_file.FORMAT, qdc_file.FORMAT])
def test_bytes_that_are_no_text_are_refused(format: codebook_files.CodebookFormat, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="Märch"):
        read(bytes(range(256)) * 20, tmp_path, format.extension)


def test_a_file_of_another_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"\.toml, \.csv, \.qdc"):
        read("", tmp_path, ".xlsx")


def test_the_ready_codebooks_have_what_they_are_for() -> None:
    names = {name: ready(name).name for name in READY}
    assert names == {
        "claims_and_speakers": "Claims and speakers",
        "attribution": "Attribution (source, cue, content)",
        "discourse_network": "Discourse network",
        "fact_checking": "Fact-checking",
        "framing": "Framing",
    }
    assert {name: str(translated(offered.name)) for name, offered in READY.items()} == names
    for name in READY:
        codebook = ready(name)
        codebook_files.refuse_unsound(codebook)
        assert codebook.with_keys_once() == codebook
        assert {"claim", "speaker", "cue"} <= {label.role for label in codebook.labels}
        assert all(label.guideline for label in codebook.labels)
    assert len(ready("framing").of_role("claim")) == 4
    assert ready("claims_and_speakers") == codebooks.default()


def test_names_that_begin_like_formulas_are_texts_and_read_back() -> None:
    names = ("=1+1", "+ taxes", "-5", "@home", "'=quoted", "fine")
    options = tuple(Option(id=name, name=name, guideline=name) for name in names)
    asked = Attribute(id="a", name="=A1", kind="choice", options=options, default="-5", guideline="@all")
    odd = Codebook(name="odd", labels=(Label(id="l", name="=label", role="claim", attributes=(asked,)),))
    data = written(odd, "csv")
    cells = [cell for row in csv.reader(StringIO(data.decode("utf-8-sig"), newline="")) for cell in row]
    assert not any(cell[:1] in set("=+-@") for cell in cells if cell)
    assert csv_file.read(data, "odd") == odd
