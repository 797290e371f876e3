"""A list of speakers that comes in from a table, and goes out as one."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from desktop import labelling
from desktop.base.errors import KnownError
from desktop.exchange import speaker_list
from desktop.exchange.exporting import Selection, export
from desktop.exchange.registry import WRITABLE
from desktop.exchange.speaker_list import Plan
from desktop.exchange.tables.table import Layout
from desktop.library import Library
from desktop.model import operations
from desktop.model.codebook import Attribute, Option
from desktop.model.records import Fact, Speaker
from desktop.model.speaker_facts import AFFILIATION, ROLE

PARTY = Attribute(
    id="p", name="party", kind="choice", open=True, of_speaker=True, options=(Option(id="g", name="Greens"),)
)
SIZE = Attribute(id="size", name="Size", kind="number", of_speaker=True)


@pytest.fixture
def library(library: Library) -> Library:
    with library.edit(operations.edit_speaker()) as edit:
        for attribute in (PARTY, SIZE):
            labelling.add_part(edit, ("Speaker",), attribute)
    return library


def add(library: Library, *speakers: Speaker) -> None:
    with library.edit(operations.add_speaker()) as edit:
        edit.add_all(speakers)


def take_in(library: Library, file: Path, text: str, *, replacing: bool = False) -> Plan:
    file.write_text(text, encoding="utf-8")
    found = speaker_list.read(file)
    before = speaker_list.plan(library, found, replacing=replacing)
    with library.edit(operations.import_speakers(before.count)) as edit:
        made = speaker_list.take_in(edit, found, replacing=replacing)
    assert (len(made.new), len(made.changed), made.same, made.kept) == (
        *(len(before.new), len(before.changed), before.same, before.kept),
    )
    return made


def known(speakers: Iterable[Speaker]) -> list[tuple[object, ...]]:
    return [(one.name, one.kind, one.aliases, one.role, one.affiliation, one.external_id) for one in speakers]


def test_a_list_adds_speakers_in_one_step(library: Library, tmp_path: Path) -> None:
    made = take_in(
        library,
        tmp_path / "a.csv",
        "Name;Aliases;Kind;Role;Organisation;Wikidata;PARTY;Size\nVera Thorne;the minister; V. T.;;;;;;\n".replace(
            "the minister; V. T.", '"the minister; V. T."'
        )
        + "Works;;Organization;;;Q7;;12\n"
        "Bo Lin;;;senator [2019/..] | mayor;City [../2018];;Greens [../2020] | Pirates [2021/..];\n",
    )
    bo, vera, works = library.speakers()
    assert len(made.new) == 3
    assert vera.aliases == ("the minister", "V. T.")
    assert (works.kind, works.external_id, works.facts) == ("organisation", "Q7", (Fact("size", 12.0),))
    pirates = library.codebook.speaker_attributes[0].option_named("pirates")
    assert pirates is not None
    assert bo.role == "mayor"
    assert bo.facts == (
        Fact(ROLE, "senator", "2019"),
        Fact(AFFILIATION, "City", until="2018"),
        Fact("p", "g", until="2020"),
        Fact("p", pirates.id, since="2021"),
    )
    library.undo()
    assert library.speakers() == []
    assert len(library.codebook.speaker_attributes[0].options) == 1


def test_what_is_not_known_is_filled_in_and_what_differs_stays(library: Library, tmp_path: Path) -> None:
    add(library, Speaker(name="Vera Thorne", role="mayor", facts=(Fact("p", "g"),)), Speaker(name="Bo Lin"))
    text = "name,role,affiliation,party,aliases\nVERA THORNE,minister,Works,Labour,VT\nBo Lin,,,,\nCy,,,,\n"
    made = take_in(library, tmp_path / "a.csv", text)
    assert (len(made.new), len(made.changed), made.same, made.kept) == (1, 1, 1, 1)
    vera = library.speakers()[2]
    assert (vera.role, vera.affiliation, vera.facts, vera.aliases) == ("mayor", "Works", (Fact("p", "g"),), ("VT",))
    take_in(library, tmp_path / "a.csv", text, replacing=True)
    vera = library.speakers()[2]
    assert (vera.name, vera.role) == ("Vera Thorne", "minister")
    assert vera.facts != (Fact("p", "g"),)
    assert take_in(library, tmp_path / "a.csv", text, replacing=True).count == 0


def test_whom_a_row_means(library: Library, tmp_path: Path) -> None:
    by_id, by_external_id = Speaker(name="Ada"), Speaker(name="Bo", external_id="Q1")
    group = Speaker(name="Cy", kind="group")
    lin, lin_too = Speaker(name="D. Lin", aliases=("Lin",)), Speaker(name="E. Lin", aliases=("Lin",))
    add(library, by_id, by_external_id, group, lin, lin_too)
    text = f"speaker_id,name,kind,external_id\n{by_id.id},Ada B.,person,\n,Bob,person,Q1\n,Cy,person,\n,Lin,person,\n"
    made = take_in(library, tmp_path / "a.csv", text)
    assert [one.name for one in made.new] == ["Cy", "Lin"]
    now = {one.id: one for one in library.speakers()}
    assert (now[by_id.id].name, now[by_id.id].aliases) == ("Ada", ("Ada B.",))
    assert now[by_external_id.id].aliases == ("Bob",)
    take_in(library, tmp_path / "a.csv", text, replacing=True)
    now = {one.id: one for one in library.speakers()}
    assert now[by_id.id].name == "Ada"  # of which the new name is an alias by now


def test_with_replacing_an_id_gives_another_name(library: Library, tmp_path: Path) -> None:
    add(library, ada := Speaker(name="Ada"))
    take_in(library, tmp_path / "a.csv", f"id,name\n{ada.id},Ada B.\n", replacing=True)
    assert known(library.speakers()) == [("Ada B.", "person", ("Ada",), "", "", "")]


def test_two_rows_of_one_name_are_one(library: Library, tmp_path: Path) -> None:
    made = take_in(library, tmp_path / "a.csv", "name,role,note\nAda,mayor,\nADA,,tall\n")
    assert len(made.new) == 1
    assert [(one.role, one.note) for one in library.speakers()] == [("mayor", "tall")]


def test_what_cannot_be_taken_is_told(library: Library, tmp_path: Path) -> None:
    made = take_in(library, tmp_path / "a.csv", "name,kind,size,height\nAda,robot,many,2\n,,,\n")
    assert made.left_out == [
        "These columns are not used, because the codebook has no such attribute of speakers: height.",
        "Row 2: “many” is not an answer to “Size”.",
        "Row 2: “robot” is not a kind of speaker.",
    ]
    (tmp_path / "b.csv").write_text("title,text\nA,b\n")
    with pytest.raises(KnownError, match=r"b\.csv has no column “name”"):
        speaker_list.read(tmp_path / "b.csv")


def test_what_goes_out_comes_in(library: Library, tmp_path: Path) -> None:
    add(
        library,
        Speaker(
            name="=Vera",
            kind="group",
            aliases=("V", "T"),
            role="mayor",
            note="a\nb",
            facts=(Fact(ROLE, "minister", "2019", "2020"), Fact("p", "g", since="2020"), Fact("size", 2.5)),
        ),
    )
    file = tmp_path / "out.csv"
    export(library, WRITABLE["csv"], Selection(layout=Layout(table="speakers")), file)
    found = speaker_list.read(file)
    assert found.others == ["party", "Size"]
    assert speaker_list.plan(library, found).same == 1
    with Library.open(tmp_path / "Other.ascribe", annotator="ada") as other:
        with other.edit(operations.edit_speaker()) as edit:
            edit.set_codebook(library.codebook)
        with other.edit(operations.import_speakers(1)) as edit:
            speaker_list.take_in(edit, found)
        (there,), (here,) = other.speakers(), library.speakers()
        assert (there.name, there.kind, there.aliases, there.role, there.facts) == (
            *(here.name, here.kind, here.aliases, here.role, here.facts),
        )


def test_what_has_a_time_that_is_none_is_told_and_left_out(library: Library, tmp_path: Path) -> None:
    text = (
        "name,role,party\nAda,mayor [2020-02-30/..],Green List [2021-13/..]\nBo,,Left [May/..] | Greens [2019/2020]\n"
    )
    made = take_in(library, tmp_path / "a.csv", text)
    assert made.left_out == [
        f"Row {row}: “{words}” has no time such as [2019/2021-05], [2019/..] or [../2021]."
        for row, words in ((2, "mayor [2020-02-30/..]"), (2, "Green List [2021-13/..]"), (3, "Left [May/..]"))
    ]
    assert made.options == []
    assert [(one.name, one.role, one.facts) for one in library.speakers()] == [
        ("Ada", "", ()),
        ("Bo", "", (Fact("p", "g", "2019", "2020"),)),
    ]


def test_of_two_answers_in_one_time_the_second_is_told_and_left_out(library: Library, tmp_path: Path) -> None:
    made = take_in(library, tmp_path / "a.csv", "name,party,Size\nAda,Left [2019/2021] | Greens [2020/..],1\n")
    assert made.remarks == ["Row 2: the times of “Left” and “Greens” overlap, so “Greens” is left out."]
    (ada,) = library.speakers()
    assert [(fact.about, fact.since, fact.until) for fact in ada.facts] == [("p", "2019", "2021"), ("size", "", "")]


def test_of_many_that_are_left_out_the_number_is_told(library: Library, tmp_path: Path) -> None:
    made = take_in(library, tmp_path / "a.csv", "name,Size\n" + "".join(f"Ada {n},big\n" for n in range(60)))
    assert len(made.remarks) == 51
    assert made.remarks[-1] == "The same is true of 10 more."


def test_columns_whose_names_differ_in_case_alone_answer_their_own_attributes(library: Library, tmp_path: Path) -> None:
    with library.edit(operations.edit_speaker()) as edit:
        second = Attribute(id="P2", name="Party", kind="text", of_speaker=True)
        edit.set_codebook(edit.codebook.with_part(("Speaker",), second))  # as a file may have it
    made = take_in(library, tmp_path / "a.csv", "name,Party,party,SIZE\nAda,birthday,Greens,3\n")
    assert made.left_out == []
    (ada,) = library.speakers()
    assert set(ada.facts) == {Fact("P2", "birthday"), Fact("p", "g"), Fact("size", 3.0)}
