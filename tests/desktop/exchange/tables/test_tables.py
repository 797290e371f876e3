"""What stands in the tables: of claims, speakers, articles and the codebook."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.exchange import exporting, losses
from desktop.exchange.exporting import Selection
from desktop.exchange.format import INCLUDE_SUGGESTIONS
from desktop.exchange.formats.tables import delimited, jsonl, xlsx
from desktop.exchange.formats.tables.cells import harmless, looks_like_a_formula
from desktop.exchange.tables import claims
from desktop.exchange.tables.kinds import KINDS
from desktop.exchange.tables.table import COUNTING, Layout, Rows
from desktop.library import Library
from desktop.model import codebook as codebooks
from desktop.model import operations
from desktop.model.article_filter import ArticleFilter
from desktop.model.codebook import Attribute, Codebook, Label, Option
from desktop.model.features import Feature
from desktop.model.records import Annotation, Article, Attribution, Source, Speaker
from desktop.model.text import quoted_text
from desktop.model.who_said import speaker_of
from tests.desktop.exchange.formats.test_native import stories
from tests.examples import examples
from tests.making import added, added_article, article_of, over

TEXT = "Gen. Croft and Ann Lin said: “We hold.” Croft warned that “it, she said, ends.” Nobody came."


def rows_of(library: Library, **selected: Any) -> list[dict[str, Any]]:
    """The rows of a table, as JSON lines have them."""
    stream = io.BytesIO()
    exporting.write(library, jsonl.FORMAT, Selection(**selected), stream)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


class Story:
    """Croft and Lin said something together; Croft alone something else, within which somebody is quoted."""

    def __init__(self, library: Library) -> None:
        self.article = added_article(
            library, TEXT, publisher="Herald", published="2026-11", url="https://h.example/1", language="en"
        )
        with library.edit(operations.label("Claim")) as edit:
            self.croft = edit.add(Speaker(name="Croft", aliases=("Gen. Croft", "the general"), role="general"))
            self.lin = edit.add(Speaker(name="Ann Lin", kind="unnamed", affiliation="Port"))
            mark = lambda label, *words: added(edit, self.article, TEXT, label, *words)  # noqa: E731
            self.mention, self.lins = mark("Speaker", "Gen. Croft"), mark("Speaker", "Ann Lin")
            self.lins = edit.change(self.lins, speaker=self.lin.id)
            self.cue = mark("Cue", "said")
            self.joint = mark("Claim", "“We hold.”")
            self.split = mark("Claim", "“it", "ends.”")
            self.alone = mark("Claim", "Nobody came")
            self.split = edit.change(self.split, note="odd", attributes={"quotation": "mixed"})
            edit.add(self._said(self.joint, Source(self.croft.id, self.mention.id), Source(None, self.lins.id)))
            edit.add(replace(self._said(self.split, Source(self.croft.id)), parent=self.joint.id))

    def _said(self, claim: Annotation, *sources: Source) -> Attribution:
        return Attribution(claim=claim.id, article=self.article.id, sources=sources, cues=(self.cue.id,))


@pytest.fixture
def story(library: Library) -> Story:
    return Story(library)


def test_a_row_a_claim(library: Library, story: Story) -> None:
    joint, split, alone = rows_of(library)
    assert (joint["claim"], joint["sentence"], joint["kind"]) == (
        "“We hold.”",
        "Gen. Croft and Ann Lin said: “We hold.”",
        "direct",
    )
    assert (joint["publisher"], joint["url"], joint["article"]) == ("Herald", "https://h.example/1", "A title")
    assert (joint["speaker"], joint["sources"], joint["mention"]) == (
        ["Croft", "Ann Lin"],
        2,
        ["Gen. Croft", "Ann Lin"],
    )
    assert (joint["speaker_role"], joint["speaker_affiliation"]) == (["general", ""], ["", "Port"])
    assert (joint["speaker_kind"], joint["speaker_aliases"]) == (["person", "unnamed"], ["Gen. Croft, the general", ""])
    assert (joint["cue"], joint["within"], joint["annotator"]) == (["said"], None, "Ann")
    assert split["claim"] == "“it … ends.”"
    assert split["parts"] == [f"{start}..{end}" for start, end in over(TEXT, "“it", "ends.”")]
    assert (split["within"], split["note"], split["quotation"], split["kind"]) == (
        story.joint.id,
        "odd",
        "mixed",
        "mixed",
    )
    assert (alone["speaker"], alone["sources"], alone["cue"], alone["kind"]) == ([], 0, [], "indirect")


def test_a_row_a_claim_and_source(library: Library, story: Story) -> None:
    rows = rows_of(library, layout=Layout(rows="source"))
    assert [(row["claim"], row["speaker"], row["mention"], row["sources"]) for row in rows] == [
        ("“We hold.”", "Croft", "Gen. Croft", 2),
        ("“We hold.”", "Ann Lin", "Ann Lin", 2),
        ("“it … ends.”", "Croft", "", 1),
        ("Nobody came", None, None, 0),
    ]


def test_chosen_columns_come_in_their_order(library: Library, story: Story) -> None:
    rows = rows_of(library, layout=Layout(columns=("speaker", "claim", "gone")))
    assert list(rows[0]) == ["speaker", "claim"]
    every = [column.name for column in claims.columns(library.codebook)]
    assert list(rows_of(library, layout=Layout(columns=("gone",)))[0]) == every


def test_each_attribute_of_the_codebook_is_a_column(library: Library, story: Story) -> None:
    topic, sure, note = Attribute(id="t", name="Topic"), Attribute(id="s", name="sure"), Attribute(id="n", name="note")
    codebook = Codebook(
        name="Own",
        labels=(
            Label(id="Claim", name="Claim", role="claim", attributes=(topic, note)),
            Label(id="C2", name="Threat", role="claim", attributes=(topic,)),
            Label(id="Speaker", name="Speaker", role="speaker", attributes=(sure,)),
            Label(id="Cue", name="Cue", role="cue", attributes=(topic,)),
        ),
    )
    with library.edit(operations.label("x")) as edit:
        edit.set_codebook(codebook)
        edit.change(story.joint, attributes={"t": "War", "n": "own"})
        edit.change(story.lins, attributes={"s": "yes"})
        edit.change(story.cue, attributes={"t": "calm"})
    joint, split, _ = rows_of(library)
    assert (joint["Topic"], joint["Claim: note"], joint["Threat: Topic"]) == ("War", "own", None)
    assert (joint["sure"], joint["Cue: Topic"], split["note"]) == (["", "yes"], ["calm"], "odd")


def test_nested_options_have_those_around_them_in_a_column_of_their_own(library: Library, story: Story) -> None:
    options = (
        Option(id="economy", name="Economy"),
        Option(id="taxes", name="Taxes", parent="economy"),
        Option(id="climate", name="Climate"),
    )
    topic = Attribute(id="t", name="topic", kind="choice", options=options)
    themes = Attribute(id="m", name="themes", kind="choices", options=options)
    flat = Attribute(id="f", name="flat", kind="choice", options=options[:1])
    with library.edit(operations.label("x")) as edit:
        for one in (topic, themes, flat):
            edit.set_codebook(edit.codebook.with_part(("Claim",), one))
        edit.change(story.joint, attributes={"t": "taxes", "m": ("climate", "taxes"), "f": "economy"})
    joint, split, _ = rows_of(library)
    assert (joint["topic"], joint["topic_path"]) == ("Taxes", "Economy › Taxes")
    assert (joint["themes"], joint["themes_path"]) == (["Climate", "Taxes"], ["Climate", "Economy › Taxes"])
    assert (split["topic"], split["topic_path"]) == (None, None)
    assert "flat_path" not in joint


def test_only_what_one_speaker_said(library: Library, story: Story) -> None:
    added_article(library, "Another one.")
    assert [row["claim"] for row in rows_of(library, speakers=(story.lin.id,))] == ["“We hold.”"]
    assert [row["claim"] for row in rows_of(library, speakers=(story.croft.id,))] == ["“We hold.”", "“it … ends.”"]
    articles = rows_of(library, speakers=(story.lin.id,), layout=Layout(table="articles"))
    assert [(row["article_id"], row["claims"]) for row in articles] == [(story.article.id, 1)]


def test_only_articles_that_match(library: Library, story: Story) -> None:
    other = added_article(library, "Another one.", "Nothing", publisher="Gazette")
    table = Layout(table="articles")
    assert [row["article_id"] for row in rows_of(library, wanted=ArticleFilter(words="gazette"), layout=table)] == [
        other.id
    ]
    assert rows_of(library, wanted=ArticleFilter(words="gazette"), articles=(story.article.id,), layout=table) == []


def test_speakers_articles_and_codebook_are_tables_too(library: Library, story: Story) -> None:
    speakers = rows_of(library, layout=Layout(table="speakers"))
    assert [(row["name"], row["claims"], row["articles"]) for row in speakers] == [("Ann Lin", 1, 1), ("Croft", 2, 1)]
    assert speakers[1]["aliases"] == ["Gen. Croft", "the general"]
    (article,) = rows_of(library, layout=Layout(table="articles"))
    assert (article["claims"], article["claims_without_speaker"], article["annotations"]) == (3, 1, 6)
    assert (article["speakers"], article["characters"]) == (["Croft", "Ann Lin"], len(TEXT))
    labels = rows_of(library, layout=Layout(table="codebook"))
    assert [(row["label"], row["attribute"], row["option"]) for row in labels[:4]] == [
        ("Claim", "quotation", "direct"),
        ("Claim", "quotation", "indirect"),
        ("Claim", "quotation", "mixed"),
        ("Speaker", None, None),
    ]


def test_what_is_joined_is_told_and_can_be_left_out(library: Library, story: Story) -> None:
    lost = exporting.losses(library, delimited.CSV, Selection())
    assert losses.sentence(lost, delimited.CSV) == "1 claim has several sources, which are joined in its row."
    assert exporting.losses(library, delimited.CSV, Selection(layout=Layout(rows="source"))) == []
    assert exporting.losses(library, jsonl.FORMAT, Selection()) == []
    assert exporting.losses(library, delimited.CSV, Selection(layout=Layout(table="articles"))) == []
    assert len(rows_of(library, skip=True)) == 3  # JSON holds them all
    stream = io.BytesIO()
    exporting.write(library, delimited.CSV, Selection(skip=True, layout=Layout(columns=("claim", "speaker"))), stream)
    assert stream.getvalue().decode("utf-8-sig") == "claim,speaker\r\n“it … ends.”,Croft\r\nNobody came,\r\n"


def test_what_no_cell_of_excel_holds_is_told(library: Library) -> None:
    text = "word " * 7000
    article = added_article(library, text)
    with library.edit(operations.label("Claim")) as edit:
        edit.add(Annotation(article=article.id, label="Claim", fragments=((0, len(text)),)))  # type: ignore[arg-type]
        edit.add(Annotation(article=article.id, label="Claim", fragments=((0, 4),), note="n" * 40_000))  # type: ignore[arg-type]
    (lost,) = exporting.losses(library, xlsx.FORMAT, Selection())
    assert (lost.feature, lost.count) == (Feature.LONG_TEXTS, 2)
    assert exporting.losses(library, delimited.CSV, Selection()) == []


def test_the_first_rows_are_seen_before_anything_is_written(library: Library, story: Story) -> None:
    seen = exporting.preview(library, delimited.CSV, Selection(layout=Layout(columns=("claim",))), 2)
    assert seen.table is not None
    assert (seen.table.columns, seen.table.rows) == (["claim"], [["“We hold.”"], ["“it … ends.”"]])
    assert [loss.feature for loss in seen.losses] == [Feature.JOINT_SOURCES]


def test_claims_of_the_same_text_in_two_outlets_are_counted_twice_or_once(library: Library) -> None:
    text = "“We hold,” she said. “We hold,” she said again: “It ends.” " + "Nobody asked what would. " * 9
    for publisher, said in (("Post", ("“We hold,”", "“It ends.”")), ("Bote", ("“We hold,”", "Nobody asked"))):
        with library.edit(operations.import_articles()) as edit:
            article = edit.add_article(article_of(text, publisher=publisher), text)
            for words in said:
                added(edit, article, text, "Claim", words)
    first = library.article_ids()[0]
    columns = ("publisher", "claim", "same_text")
    tables = {}
    for count in COUNTING:
        selection = Selection(layout=Layout(columns=columns, count=count))
        table = exporting.preview(library, delimited.CSV, selection, 9).table
        assert table is not None
        tables[count] = list(table.rows)
    once = [["Post", "“We hold,”", first], ["Post", "“It ends.”", first], ["Bote", "Nobody asked", first]]
    assert tables == {"each": [*once[:2], ["Bote", "“We hold,”", first], once[2]], "once": once}


@pytest.mark.parametrize("name", KINDS)
def test_ids_and_names_of_columns_are_told_apart(name: str) -> None:
    attribute = Attribute(id="a", name="claim")
    labels = tuple(Label(id=id, name="Same", role="claim", attributes=(attribute,)) for id in ("1", "2", "3"))
    for codebook in (codebooks.default(), Codebook(name="", labels=labels)):
        columns = KINDS[name].columns(codebook)
        assert len({column.id for column in columns}) == len({column.name for column in columns}) == len(columns)


Told = list[tuple[Article, str, list[Annotation], list[Attribution]]]


@settings(max_examples=examples(15), deadline=None)
@given(story=stories(), suggestions=st.booleans(), rows=st.sampled_from(["claim", "source"]))
def test_the_rows_read_back_are_the_librarys_claims(
    story: tuple[list[Speaker], Told], suggestions: bool, rows: Rows, tmp_path_factory: pytest.TempPathFactory
) -> None:
    speakers, told = story
    options = {INCLUDE_SUGGESTIONS.name: suggestions}
    selection = Selection(options=options, layout=Layout(rows=rows))
    with Library.open(tmp_path_factory.mktemp("any") / "a.ascribe") as library:
        with library.edit(operations.import_articles()) as edit:
            edit.add_all(speakers)
            for article, text, annotations, attributions in told:
                edit.add_article(article, text)
                edit.add_all(annotations)
                edit.add_all(attributions)
        stream = io.BytesIO()
        exporting.write(library, delimited.CSV, selection, stream)
    data = io.StringIO(stream.getvalue().decode("utf-8-sig"), newline="")
    found = sorted(
        (
            row["claim_id"],
            row["article_id"],
            _undone(row["claim"]),
            row["parts"],
            _undone(row["speaker"]),
            row["status"],
        )
        for row in csv.DictReader(data)
    )
    assert found == sorted(_expected(speakers, told, selection, rows))


def _undone(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and looks_like_a_formula(cell[1:]) else cell


def _expected(speakers: list[Speaker], told: Told, selection: Selection, rows: Rows) -> list[tuple[str, ...]]:
    """The same, read one by one from the records."""
    names = {speaker.id: speaker.name for speaker in speakers}
    expected = []
    for article, text, annotations, attributions in told:
        shown = {one.id: one for one in annotations if one.status in selection.statuses}
        said = {one.claim: one for one in attributions}
        for claim in (one for one in shown.values() if one.label == "Claim"):
            sources = said[claim.id].sources if claim.id in said else ()
            sources = tuple(source for source in sources if source.speaker or source.mention in shown)
            who = [names.get(speaker_of(source, shown) or "", "") for source in sources]
            cells = ["; ".join(dict.fromkeys(filter(None, who)))] if rows == "claim" else who or [""]
            parts = "; ".join(dict.fromkeys(f"{start}..{end}" for start, end in claim.fragments))
            words = harmless(quoted_text(text, claim.fragments))
            expected += [(claim.id, article.id, words, parts, harmless(cell), claim.status) for cell in cells]
    return expected


def test_a_workbook_is_written_beside_its_target(library: Library, story: Story, tmp_path: Path) -> None:
    target = tmp_path / "claims.xlsx"
    exporting.export(library, xlsx.FORMAT, Selection(), target)
    assert target.read_bytes().startswith(b"PK")
    assert [path.name for path in tmp_path.iterdir() if "ascribe" not in path.name] == ["claims.xlsx"]
