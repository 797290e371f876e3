"""Each corpus is read from a small folder of its shape, with words of our own."""

import json
from dataclasses import replace
from pathlib import Path

from desktop.suggest.evaluation.gold import Report
from tests.evaluation import gepade, german_wikinews, gum, news_discourse, pdnc, polnear
from tests.evaluation.corpus import Corpus, Quote, Text, fragments, gold_row
from tests.evaluation.measuring import measure


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")


def quoted(text: Text) -> list[list[list[str]]]:
    """Of each quote its contents, sources and cues, in words."""
    reports = (quote.report for quote in text.quotes)
    parts = ([report.contents, report.sources, report.cues] for report in reports)
    return [[[text.text[start:end] for start, end in part] for part in quote] for quote in parts]


def only_text(corpus: Corpus, folder: Path) -> Text:
    texts = list(corpus.read(folder))
    assert len(texts) == 1
    return texts[0]


def test_polnear_takes_the_first_annotator_of_an_article(tmp_path: Path) -> None:
    marks = "T1\tSource 0 4\tRuiz\nT2\tCue 5 9\tsaid\nT3\tContent 10 13;18 21\tthe old\n"
    event = "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3 Content2:T9\n"
    write(
        tmp_path / "data" / "dev",
        {
            "text/dam.txt": "Ruiz said the dam is old.",
            "attributions/dam_ann.ann": marks + event,
            "attributions/dam_bob.ann": "",
        },
    )
    assert quoted(only_text(polnear.CORPORA[0], tmp_path)) == [[["the", "is "], ["Ruiz"], ["said"]]]


def test_gum_joins_clauses_that_touch_and_leaves_its_test_part_out(tmp_path: Path) -> None:
    parts = ["Ruiz", "said", "the", "dam", "is", "old", "."]
    words = "".join(f"{number}\t{word}\t_\n" for number, word in enumerate(parts, 1))
    parse = (
        '<rst><body><segment id="1" parent="9" relname="attribution-positive">Ruiz said</segment>'
        '<segment id="2" parent="9" relname="span">the dam</segment>'
        '<segment id="3" parent="2" relname="elaboration">is old .</segment><group id="9"/></body></rst>'
    )
    write(
        tmp_path,
        {
            "splits.md": "# Splits\n\n## dev\n\n  * GUM_news_dam\n\n## test\n\n  * GUM_news_flood\n\n## train\n",
            "rst/rstweb/GUM_news_dam.rs4": parse,
            "rst/rstweb/GUM_news_flood.rs4": parse,
            "dep/GUM_news_dam.conllu": f"# newpar\n# text = Ruiz said the dam is old.\n{words}",
        },
    )
    text = only_text(gum.CORPORA[0], tmp_path)
    assert text.text == "Ruiz said the dam is old."
    assert quoted(text) == [[["the dam is old."], [], []]]


def test_news_discourse_marks_sentences(tmp_path: Path) -> None:
    write(
        tmp_path / "data",
        {
            "train/kbp/dam.txt": "H  Dam\n\nS1  It rained.\nS2  Ruiz said no.\n",
            "train/kbp/dam.ann": "T1\tSpeech 9 11\tS2\nT2\tMain 3 5\tS1\n",
            "validation/none.txt": "",
            "validation/none.ann": "",
        },
    )
    first, empty = news_discourse.CORPORA[0].read(tmp_path)
    assert first.text == "Dam\n\nIt rained. Ruiz said no."
    assert quoted(first) == [[["Ruiz said no."], [], []]]
    assert [first.text[start:end] for start, end in first.sentences] == ["It rained.", "Ruiz said no."]
    assert empty.text == ""


def test_pdnc_names_speakers_and_puts_lines_together(tmp_path: Path) -> None:
    text = '"It\nleaks," said Ann.'
    write(
        tmp_path / "data" / "Dam",
        {
            "novel_text.txt": text,
            "character_info.csv": "Main Name,Aliases\nAnn Lin,\"{'Ann', 'Ann Lin'}\"\n",
            "quotation_info.csv": 'quoteByteSpans,quoteType,speaker\n"[[0, 11]]",Explicit,Ann Lin\n',
        },
    )
    found = only_text(pdnc.CORPORA[0], tmp_path)
    assert found.text == '"It leaks," said Ann.'
    assert [(quote.speaker, quote.naming) for quote in found.quotes] == [(("Ann Lin", "Ann"), "explicit")]
    row = json.loads(json.dumps(gold_row(found)))
    assert row["quotes"][0]["contents"] == [[0, 11]]
    assert row["quotes"][0]["speaker"] == ["Ann Lin", "Ann"]


def test_german_wikinews_leaves_out_what_has_no_quote(tmp_path: Path) -> None:
    def part(*spans: tuple[int, int]) -> dict[str, object]:
        return {"spans": [{"charBegin": start, "charEnd": end} for start, end in spans]}

    one = {"quote": part((11, 15)), "speaker": part((0, 4)), "cue": part((5, 10))}
    article = {
        "documentName": "Damm",
        "originalText": "Ruiz sagte nein.",
        "annotations": [one, one | {"quote": part(), "speaker": []}],
    }
    write(tmp_path / "data" / "dev", {"Damm.pretty.json": json.dumps(article)})
    assert quoted(only_text(german_wikinews.CORPORA[0], tmp_path)) == [[["nein"], ["Ruiz"], ["sagte"]]]


def test_gepade_puts_words_together(tmp_path: Path) -> None:
    words = ["Ruiz", "sagt", ",", "er", "geht", "."]
    roles = ["B-Source", "B-V", "_", "B-Message", "I-Message", "_"]
    sentence = {"words": words, "annotations": {"1": {"roles": roles}, "2": {"roles": ["_"] * len(words)}}}
    data = {"Rede-sentence-0": sentence, "Rede-sentence-1": {"words": ["Gut", "!"], "annotations": {}}}
    write(tmp_path / "data" / "GePaDe", {"dev.json": json.dumps(data)})
    text = only_text(gepade.CORPORA[0], tmp_path)
    assert text.text == "Ruiz sagt, er geht. Gut!"
    assert quoted(text) == [[["er geht"], ["Ruiz"], ["sagt"]]]


def test_sentences_are_counted() -> None:
    text = Text("dam", "It rained. Ruiz said no, it is old.", (), fragments([(0, 10), (11, 35)]))
    gold = replace(text, quotes=(Quote(Report(fragments([(11, 35)]))),))
    close = measure([gold], "en", "sentences", "speech").close
    assert (close.hits, close.proposed, close.gold) == (1, 1, 1)


def test_speakers_are_counted_by_how_the_text_names_them() -> None:
    first = Quote(Report(fragments([(0, 18)])), ("Ann Lin", "Ann"), "explicit")
    second = Quote(Report(fragments([(29, 46)])), ("Cid",), "implicit")
    text = Text("dam", '"It leaks today," said Ann.\n\n"It does so now," said Bob.', (first, second))
    measured = measure([text], "en", "direct speech", "all")
    assert [(naming, measured.right_speakers(naming)) for naming in measured.namings] == [
        ("explicit", 100),
        ("implicit", 0),
    ]
