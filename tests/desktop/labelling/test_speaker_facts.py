"""What speakers answer, while the codebook and other speakers change."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import labelling
from desktop.base.errors import Conflict, KnownError
from desktop.exchange import codebook_files
from desktop.exchange.citations import citations, of_article
from desktop.exchange.exporting import Selection, export, write
from desktop.exchange.importing import import_paths
from desktop.exchange.registry import WRITABLE
from desktop.exchange.tables.table import Layout
from desktop.library import Library
from desktop.library.open_article import opened
from desktop.model import operations
from desktop.model.codebook import Attribute, Option
from desktop.model.records import Fact, Source, Speaker
from desktop.model.speaker_facts import AFFILIATION, ROLE
from tests.making import added, added_article

TEXT = "“Never,” said Thorne."
PARTY = Attribute(
    id="p", name="party", kind="choice", options=(Option(id="l", name="Labour"), Option(id="g", name="Greens")),
    of_speaker=True,
)  # fmt: skip
PATH = ("Speaker", "p")
THORNE = Speaker(
    name="Vera Thorne",
    affiliation="Works",
    facts=(Fact("p", "l", until="2020"), Fact("p", "g", since="2021"), Fact(ROLE, "minister", "2021", "2021")),
)
STEP = operations.edit_speaker()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "News.ascribe", annotator="ada") as library:
        yield library


@pytest.fixture
def thorne(library: Library) -> Speaker:
    with library.edit(STEP) as edit:
        labelling.add_part(edit, ("Speaker",), PARTY)
        return edit.add(THORNE)


def now(library: Library, speaker: Speaker) -> Speaker:
    there = library.speaker(speaker.id)
    assert there is not None
    return there


def parties(library: Library, speaker: Speaker) -> list[object]:
    return [fact.value for fact in now(library, speaker).facts if fact.about == "p"]


def test_no_annotation_is_asked_what_speakers_are(library: Library, thorne: Speaker) -> None:
    asked = library.codebook.label("Speaker")
    assert [one.id for one in library.codebook.speaker_attributes] == ["p"]
    assert "p" not in [one.id for one in asked.asked]


def test_what_speakers_answer_follows_the_codebook(library: Library, thorne: Speaker) -> None:
    assert library.use_of((*PATH, "l")).speakers == 1
    assert {PATH, (*PATH, "g")} <= library.codebook_in_use()
    with library.edit(STEP) as edit:
        labelling.merge_options(edit, (*PATH, "g"), "l")
    assert parties(library, thorne) == ["l", "l"]
    library.undo()
    with library.edit(STEP) as edit:
        labelling.delete_part(edit, (*PATH, "l"))
    assert parties(library, thorne) == ["g"]
    library.undo()
    with library.edit(STEP) as edit:
        labelling.change_kind(edit, PATH, PARTY, "text")
    assert parties(library, thorne) == ["Labour", "Greens"]
    library.undo()
    with library.edit(STEP) as edit:
        labelling.delete_part(edit, PATH)
    assert [fact.about for fact in now(library, thorne).facts] == [ROLE]
    library.undo()
    assert now(library, thorne) == thorne


def test_the_label_takes_its_answers_along(library: Library, thorne: Speaker) -> None:
    with library.edit(STEP) as edit:
        labelling.delete_part(edit, ("Speaker",))
    assert [fact.about for fact in now(library, thorne).facts] == [ROLE]


def test_an_attribute_with_answers_stays_with_those_who_have_them(library: Library, thorne: Speaker) -> None:
    with pytest.raises(KnownError), library.edit(STEP) as edit:
        labelling.ask_of_speakers(edit, PATH, PARTY, False)
    with library.edit(STEP) as edit:
        edit.change(now(library, thorne), facts=())
    with library.edit(STEP) as edit:
        labelling.ask_of_speakers(edit, PATH, PARTY, False)
    assert library.codebook.speaker_attributes == ()


def test_what_a_speaker_has_is_not_taken_back_from_the_codebook(library: Library) -> None:
    with library.edit(operations.add_attribute("party")) as edit:
        labelling.add_part(edit, ("Speaker",), PARTY)
    with Library.open(library.address, annotator="grace") as other, other.edit(STEP) as edit:
        edit.add(THORNE)
    library.catch_up()
    with pytest.raises(Conflict):
        library.undo()


def test_of_two_who_are_one_what_is_known_of_the_kept_one_counts(library: Library, thorne: Speaker) -> None:
    with library.edit(STEP) as edit:
        twin = edit.add(
            Speaker(name="V. Thorne", facts=(Fact("p", "l"), Fact("gender", "woman")), distinct_from=("x",))
        )
        labelling.merge(edit, thorne, twin)
    assert now(library, thorne).facts == (*THORNE.facts, Fact("gender", "woman"))
    assert now(library, thorne).distinct_from == ("x",)


def test_those_of_an_organisation_follow_its_name(library: Library, thorne: Speaker) -> None:
    with library.edit(STEP) as edit:
        works = edit.add(Speaker(name="Works", kind="organisation"))
        other = edit.add(Speaker(name="Bo", facts=(Fact(AFFILIATION, "Works", "2019"),), affiliation="The works"))
    with library.edit(STEP) as edit:
        labelling.edit_speaker(edit, works, name="Public Works")
    assert now(library, thorne).affiliation == "Public Works"
    assert (now(library, other).affiliation, now(library, other).facts) == (
        "The works",
        (Fact(AFFILIATION, "Public Works", "2019"),),
    )
    library.undo()
    assert now(library, thorne).affiliation == "Works"


def said_in(library: Library, thorne: Speaker, day: str) -> str:
    article = added_article(library, f"{day} {TEXT}", published=day)
    with library.edit(operations.label("Claim")) as edit:
        claim = added(edit, article, f"{day} {TEXT}", "Claim", "“Never,”")
        edit.change_attribution(claim, sources=(Source(thorne.id),))
    return claim.id


def test_a_table_of_claims_has_what_was_so_on_the_day_of_the_article(library: Library, thorne: Speaker) -> None:
    for day in ("2020-05-01", "2021-05-01", ""):
        claim = said_in(library, thorne, day)
    stream = io.BytesIO()
    layout = Layout(columns=("published", "speaker_role", "Speaker/p", "speaker_affiliation"))
    write(library, WRITABLE["csv"], Selection(layout=layout, options={"without_bom": True}), stream)
    assert stream.getvalue().decode().splitlines() == [
        *("published,speaker_role,party,speaker_affiliation", "2020-05-01,,Labour,Works"),
        *("2021-05-01,minister,Greens,Works", ",,,Works"),
    ]
    article = library.articles()[1].article.id
    state = opened(library, article, {one.id: one for one in library.speakers()})
    (claim,) = (one.id for one in state.annotations.values())
    assert "Vera Thorne (minister, Works)" in citations(*of_article(library, state, [claim])).text


def test_what_is_known_of_speakers_goes_out_and_comes_in(library: Library, thorne: Speaker, tmp_path: Path) -> None:
    said_in(library, thorne, "2021")
    file = tmp_path / "out.json"
    export(library, WRITABLE["json"], Selection(), file)
    (speaker,) = json.loads(file.read_text())["speakers"]
    assert speaker["facts"][1] == {
        "about": "party", "attribute_id": "p", "value": "Greens", "value_ids": "g", "since": "2021", "until": "",
    }  # fmt: skip
    with Library.open(tmp_path / "Other.ascribe", annotator="ada") as other:
        import_paths(other, [file])
        (there,) = other.speakers()
        assert there.facts == THORNE.facts
        assert other.codebook.speaker_attributes == (PARTY,)


def test_a_file_that_calls_the_attribute_otherwise_means_the_same(
    library: Library, thorne: Speaker, tmp_path: Path
) -> None:
    said_in(library, thorne, "2021")
    file = tmp_path / "out.json"
    export(library, WRITABLE["json"], Selection(), file)
    with Library.open(tmp_path / "Other.ascribe", annotator="ada") as other:
        own = Attribute(
            id="own", name="Party", kind="choice", options=(Option(id="green", name="greens"),), of_speaker=True
        )
        with other.edit(STEP) as edit:
            labelling.add_part(edit, ("Speaker",), own)
        import_paths(other, [file])
        (there,) = other.speakers()
        assert there.facts[:2] == (Fact("own", "l", until="2020"), Fact("own", "green", since="2021"))


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        ({"attribute_id": None, "about": "size"}, "about"),
        ({"since": "2021-13"}, "since"),
        ({"value_ids": True}, "value_ids"),
    ],
)
def test_a_file_with_a_fact_that_is_none_is_refused(
    library: Library, thorne: Speaker, tmp_path: Path, fact: dict[str, object], told: str
) -> None:
    file = tmp_path / "out.json"
    said_in(library, thorne, "2021")
    export(library, WRITABLE["json"], Selection(), file)
    data = json.loads(file.read_text())
    data["speakers"][0]["facts"][0] |= fact
    file.write_text(json.dumps(data))
    with Library.open(tmp_path / "Other.ascribe", annotator="ada") as other:
        report = import_paths(other, [file])
        assert f"facts[0].{told}" in str(report.refused[0])


@pytest.mark.parametrize("name", ["toml", "csv"])
def test_a_codebook_file_says_what_is_asked_of_speakers(library: Library, thorne: Speaker, name: str) -> None:
    format = codebook_files.BY_NAME[name]
    assert format.read(format.write(library.codebook), "it").speaker_attributes == (PARTY,)


def test_the_refi_codebook_says_what_it_lacks(library: Library, thorne: Speaker) -> None:
    assert "1 attribute is of the speaker" in codebook_files.losses(library.codebook, codebook_files.BY_NAME["qdc"])


def test_those_who_were_said_to_be_two_know_it(library: Library, thorne: Speaker) -> None:
    with library.edit(STEP) as edit:
        twin = edit.add(Speaker(name="V. Thorne"))
        labelling.keep_apart(edit, thorne, twin)
        labelling.keep_apart(edit, thorne, twin)
    assert now(library, thorne).distinct_from == (twin.id,)
