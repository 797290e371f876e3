"""Transcripts: each turn is suggested as a direct claim of its speaker, and what is no speaker is none."""

import json
from pathlib import Path

import pytest

from desktop.base.errors import KnownError
from desktop.exchange import exporting, losses, registry
from desktop.exchange.document import Document
from desktop.exchange.exporting import Selection
from desktop.exchange.importing import import_paths
from desktop.exchange.tables.table import Layout
from desktop.library import Library
from desktop.model import tracks
from desktop.model.records import Track

INTERVIEW = """The quay, at last

An interview of 11 January 2021

LUND HERALD: When do you begin?

ADA KERN: In March. Note: that is early.

It starts at 17:30, in the dark.

LUND HERALD: And the cost?

TIM HOLM (Finance): Half of it is paid.
"""
QUESTIONS = "Hearing\n\nQ: Where were you?\nA: At the quay.\nQ: Alone?\nA: No. With Holm.\n"
OTTER = "Ada Kern  0:03\nWe begin in March.\n\nTim Holm  1:02:10\nHalf is paid.\n\nAda Kern  1:02:15\nThank you.\n"
SRT = """1
00:00:01,000 --> 00:00:02,500
<i>ADA KERN: We begin</i>

2
00:00:02,600 --> 00:00:04,000
in March.

3
00:00:05,000 --> 00:00:06,000
TIM HOLM: Half &amp; half.
"""
VTT = """WEBVTT

NOTE made by a meeting

c1/7-0
00:01.000 --> 00:02.500 align:start
<v Ada Kern>We begin</v>

00:02.600 --> 00:04.000
<v Ada Kern>in March.</v>

1:00:05.000 --> 1:00:06.000
<v.loud Tim Holm>Half &amp; half.</v>
"""
WHISPER = json.dumps(
    {
        "text": "…",
        "language": "en",
        "segments": [
            {"id": 0, "start": 1.0, "end": 2.5, "text": " We begin", "speaker": "Ada Kern"},
            {"id": 1, "start": 2.6, "end": 4.0, "text": " in March.", "speaker": "Ada Kern"},
            {"id": 2, "start": 5.0, "end": 6.0, "text": " Half & half.", "speaker": "Tim Holm"},
        ],
    }
)


TTML = """<?xml version="1.0" encoding="UTF-8"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"
  xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:frameRate="25" xml:lang="en-GB">
 <head><metadata>
  <ttm:agent xml:id="a" type="person"><ttm:name type="full">Ada Kern</ttm:name></ttm:agent>
  <ttm:agent xml:id="t" type="person"><ttm:name type="full">Tim Holm</ttm:name></ttm:agent>
 </metadata></head>
 <body><div begin="1s">
  <p begin="0s" dur="1500ms" ttm:agent="a">We <span>begin</span></p>
  <p begin="00:00:01:15" end="00:00:03.000" ttm:agent="a">in<br/>March.</p>
  <p begin="4s" end="5s" ttm:agent="t">Half &amp; half.</p>
 </div></body>
</tt>
"""
TSV = "start\tend\ttext\n1000\t2500\tWe begin\n2600\t4000\tin March.\n9000\t9500\tHalf & half.\n"


def _read(file: Path, text: str) -> Document:
    file.write_text(text, encoding="utf-8")
    (document,) = registry.read(file).documents
    return document


def _said(document: Document) -> list[tuple[str, str]]:
    """The speaker's name and the words of each claim."""
    ids = {one.id: one for one in document.annotations}

    def words(id: str) -> str:
        return "".join(document.text[start:end] for start, end in ids[id].fragments)

    assert {one.status for one in document.annotations} <= {"suggested"}
    return [(words(one.sources[0].mention or ""), words(one.claim)) for one in document.attributions]


def test_an_interview(tmp_path: Path) -> None:
    document = _read(tmp_path / "a.txt", INTERVIEW)
    assert document.text == INTERVIEW
    assert _said(document) == [
        ("LUND HERALD", "When do you begin?"),
        ("ADA KERN", "In March. Note: that is early.\n\nIt starts at 17:30, in the dark."),
        ("LUND HERALD", "And the cost?"),
        ("TIM HOLM (Finance)", "Half of it is paid."),
    ]


def test_questions_and_answers(tmp_path: Path) -> None:
    said = _said(_read(tmp_path / "a.txt", QUESTIONS))
    assert said == [("Q", "Where were you?"), ("A", "At the quay."), ("Q", "Alone?"), ("A", "No. With Holm.")]


def test_a_name_with_a_time_above_the_words(tmp_path: Path) -> None:
    said = _said(_read(tmp_path / "a.txt", OTTER))
    assert said == [("Ada Kern", "We begin in March."), ("Tim Holm", "Half is paid."), ("Ada Kern", "Thank you.")]


@pytest.mark.parametrize(
    ("name", "text"), [("a.srt", SRT), ("a.vtt", VTT), ("a.json", WHISPER), ("b.txt", SRT), ("a.ttml", TTML)]
)
def test_subtitles(tmp_path: Path, name: str, text: str) -> None:
    document = _read(tmp_path / name, text)
    said = [(speaker.title(), words) for speaker, words in _said(document)]
    assert said == [("Ada Kern", "We begin in March."), ("Tim Holm", "Half & half.")]
    assert document.text.count("\n\n") == 1
    times = [(document.text[one.start : one.end], one.value[:12]) for one in tracks.of_kind(document.tracks, "time")]
    hour = "01" if name == "a.vtt" else "00"
    assert times == [
        ("We begin", "00:00:01.000"),
        ("in March.", "00:00:02.600"),
        ("Half & half.", f"{hour}:00:05.000"),
    ]
    turns = [(document.text[one.start : one.end], one.value) for one in tracks.of_kind(document.tracks, "turn")]
    assert [(words.title(), name.title()) for words, name in turns] == [
        ("Ada Kern: We Begin In March.", "Ada Kern"),
        ("Tim Holm: Half & Half.", "Tim Holm"),
    ]


@pytest.mark.parametrize("dash", ["- ", "-", "– ", ">> "])
def test_a_dash_begins_the_turn_of_somebody_who_is_not_named(tmp_path: Path, dash: str) -> None:
    cues = [
        f"{dash}KERN: How many\nwere there?",
        f"{dash}We heard 12.\n{dash}No, eleven,",
        "as I said.",
        f"-5 degrees.\n{dash}HOLM: Cold.",
    ]
    text = "".join(f"00:00:0{at},000 --> 00:00:0{at},900\n{cue}\n\n" for at, cue in enumerate(cues))
    document = _read(tmp_path / "a.srt", text)
    assert document.text.split("\n\n") == [
        "KERN: How many were there?",
        "We heard 12.",
        "No, eleven, as I said. -5 degrees.",
        "HOLM: Cold.",
    ]
    assert _said(document) == [("KERN", "How many were there?"), ("HOLM", "Cold.")]


def test_after_a_long_pause_nobody_goes_on(tmp_path: Path) -> None:
    later = SRT.replace("00:00:02,600 --> 00:00:04", "00:00:42,600 --> 00:00:44").replace("00:05,", "00:45,")
    document = _read(tmp_path / "a.srt", later.replace("00:06,", "00:46,"))
    assert document.text == "ADA KERN: We begin\n\nin March.\n\nTIM HOLM: Half & half."
    voiced = VTT.replace("00:02.600 --> 00:04", "00:42.600 --> 00:44")
    assert _said(_read(tmp_path / "a.vtt", voiced))[:2] == [("Ada Kern", "We begin"), ("Ada Kern", "in March.")]


def test_whispers_table_is_a_transcript_and_no_table_of_articles(tmp_path: Path) -> None:
    document = _read(tmp_path / "a.tsv", TSV)
    assert document.text == "We begin in March.\n\nHalf & half."
    assert document.tracks[-1] == Track("time", 20, 32, "00:00:09.000/00:00:09.500")


def test_times_of_names_above_the_words_last_until_the_next(tmp_path: Path) -> None:
    document = _read(tmp_path / "a.txt", OTTER)
    assert [one.value for one in tracks.of_kind(document.tracks, "time")] == [
        "00:00:03.000/01:02:10.000",
        "01:02:10.000/01:02:15.000",
        "01:02:15.000/01:02:15.000",
    ]


def test_dashes_part_the_speakers_of_a_cue_of_ttml(tmp_path: Path) -> None:
    cue = "<p begin='6s' end='8s' ttm:agent='a'>\n  - Yes.<br/>\n  <span>- No,</span><br/>not yet.</p>"
    document = _read(tmp_path / "a.ttml", TTML.replace(" </div>", f"  {cue}\n </div>"))
    assert document.text.split("\n\n") == [
        "Ada Kern: We begin in March.",
        "Tim Holm: Half & half.",
        "Yes.",
        "No, not yet.",
    ]


@pytest.mark.parametrize("text", [TTML[:600], TTML.replace("<tt ", "<!DOCTYPE tt [<!ENTITY a 'b'>]><tt ", 1)])
def test_a_damaged_ttml_is_told(tmp_path: Path, text: str) -> None:
    (file := tmp_path / "a.ttml").write_text(text)
    with pytest.raises(KnownError, match="damaged file of subtitles"):
        registry.read(file)


def test_tracks_survive_an_export_and_stand_in_the_table(library: Library, tmp_path: Path) -> None:
    (file := tmp_path / "a.srt").write_text(SRT)
    (article,) = import_paths(library, [file]).added
    kept = library.tracks(article)
    assert {one.kind for one in kept} == {"time", "turn"}
    chosen = Selection(options={"include_suggestions": True}, layout=Layout(columns=("claim", "time", "page")))
    exporting.export(library, registry.WRITABLE["csv"], chosen, tmp_path / "a.csv")
    rows = (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()
    assert rows[1:] == ["We begin in March.,00:00:01.000,", "Half & half.,00:00:05.000,"]
    assert "the turns, times or pages of 1 article" in losses.sentence(
        exporting.losses(library, registry.WRITABLE["html"], Selection()), registry.WRITABLE["html"]
    )
    exporting.export(library, registry.WRITABLE["json"], Selection(), tmp_path / "all.json")
    with Library.open(tmp_path / "other.ascribe") as other:
        import_paths(other, [tmp_path / "all.json"])
        assert other.tracks(article) == kept
        while other.undo_operation:
            other.undo()
        while other.redo_operation:
            other.redo()
        assert other.tracks(article) == kept
    with Library.open(tmp_path / "third.ascribe") as third:
        import_paths(third, [tmp_path / "other.ascribe"])
        assert third.tracks(article) == kept


def test_subtitles_that_name_nobody_are_a_text(tmp_path: Path) -> None:
    nobody = SRT.replace("ADA KERN: ", "").replace("TIM HOLM: Half &amp; half", "Ok")
    document = _read(tmp_path / "a_talk.srt", nobody)
    assert (document.text, document.article.title) == ("We begin in March. Ok.", "a talk")
    assert not document.annotations


@pytest.mark.parametrize(
    "text",
    [
        "The quay\n\nNote: it is old.\n\nNote: it is ours.\n\nNote: that is all.\n",
        "Programme\n\n17:30: Doors\n18:00: Talk\n18:30: Tram\n",
        "Quay: what we know\n\nThe council voted.\n\nTram: what we know\n\nIt left the rails.\n",
        "Kern: quay to be mended\n\nThe council of Lund voted on Monday.\n\nIt will take three weeks.\n",
        "Title: A quay\nDate: 2021-01-11\nSource: Herald\n\nThe council voted.\n",
    ],
)
def test_what_is_no_transcript_gets_no_turns(tmp_path: Path, text: str) -> None:
    assert not _read(tmp_path / "a.txt", text).annotations


@pytest.mark.parametrize("odd", ["\ufeff", "\ufdd0", "\u2028", "\ufeff\ufeff"])
def test_turns_are_where_their_words_are_whatever_signs_begin_the_text(tmp_path: Path, odd: str) -> None:
    (path := tmp_path / "a.srt").write_text(SRT.replace("ADA", f"{odd}ADA"), encoding="utf-8")
    (document,) = registry.read(path).documents
    marked = ["".join(document.text[start:end] for start, end in one.fragments) for one in document.annotations]
    assert marked[-2:] == ["Half & half.", "TIM HOLM"]


@pytest.mark.parametrize("time", ["1e999", "1" + "0" * 400, '"inf"', '"nan"', "[]", "null"])
def test_a_time_that_is_none_is_told(tmp_path: Path, time: str) -> None:
    (path := tmp_path / "a.json").write_text(WHISPER.replace("2.5", time))
    with pytest.raises(KnownError, match="not a transcript by Whisper"):
        registry.read(path)


def test_they_are_suggestions_in_the_library(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(INTERVIEW)
    report = import_paths(library, [file])
    claims = [one for one in library.annotations(report.added[0]) if library.codebook.role(one.label) == "claim"]
    found = {(one.status, one.attributes["quotation"], one.confidence) for one in claims}
    assert found == {("suggested", "direct", 1.0)}
    assert library.article(report.added[0]).status == "new"
    import_paths(library, [file])
    assert len(library.annotations(report.added[0])) == 2 * len(claims)
