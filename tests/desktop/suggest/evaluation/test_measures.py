"""The figures are those that were counted by hand, and what is missed is listed."""

import json

import pytest

from desktop.base.errors import KnownError
from desktop.model.text import Fragment
from desktop.suggest.evaluation.gold import GoldArticle, Report, read
from desktop.suggest.evaluation.measures import evaluate, evaluate_texts

TEXT = 'Ruiz said that the dam would hold. "It is old," said Berg, "but it is ours."'


def part(words: str) -> Fragment:
    start = TEXT.index(words)
    return Fragment(start, start + len(words))


HOLD = Report((part("that the dam would hold"),), (part("Ruiz"),), (part("said"),))
OLD = Report((part('"It is old,"'), part('"but it is ours."')), (part("Berg"),), (part("said Berg"),))
ARTICLE = GoldArticle("a", TEXT, (HOLD, OLD))


def test_gold_against_itself_is_whole() -> None:
    found = evaluate([ARTICLE], lambda article: article.reports)
    assert {found.exact.f1, found.close.f1, found.whole.f1, found.tokens.f1, found.source_overlap} == {100.0}
    assert [pair.verdict for pair in found.pairs] == ["exact", "exact"]


def test_edges_without_words_do_not_matter() -> None:
    bare = Report((part("It is old"), part("but it is ours")), OLD.sources, OLD.cues)
    assert evaluate([ARTICLE], lambda _: [HOLD, bare]).whole.f1 == 100


def test_half_is_close_and_less_is_not() -> None:
    half = Report((part("that the dam"),), HOLD.sources, HOLD.cues)  # 3 of 5 words
    less = Report((part("It is old"),))  # 3 of 7 words
    found = evaluate([ARTICLE], lambda _: [half, less])
    assert (found.exact.hits, found.close.hits, found.close.recall) == (0, 1, 50.0)
    assert sorted(pair.verdict for pair in found.pairs) == ["close", "partly"]
    assert found.found("indirect").recall == 100
    assert found.found("direct").recall == found.found("split").recall == 0


def test_whole_asks_for_the_sources_and_a_cue_that_overlaps() -> None:
    no_source = Report(HOLD.contents, (), HOLD.cues)
    no_cue = Report(HOLD.contents, HOLD.sources)
    for wanting in (no_source, no_cue):
        found = evaluate([ARTICLE], lambda _, one=wanting: [one, OLD])
        assert (found.exact.hits, found.whole.hits) == (2, 1)
    assert evaluate([ARTICLE], lambda _: [no_source, OLD]).source_overlap == 50


def test_each_is_paired_once_with_the_best() -> None:
    found = evaluate([ARTICLE], lambda _: [Report((part("the dam would hold"),)), HOLD])
    assert found.exact.hits == 1
    assert [pair.verdict for pair in found.pairs] == ["exact", "missed", "false"]


def test_an_article_without_a_prediction_is_missed() -> None:
    assert evaluate_texts([ARTICLE], {}).close.recall == 0


def test_reads_lines_and_exports(tmp_path) -> None:
    quote = {"contents": [list(HOLD.contents[0])], "sources": [list(HOLD.sources[0])], "cues": [list(HOLD.cues[0])]}
    lines = tmp_path / "gold.jsonl"
    lines.write_text(json.dumps({"id": "a", "text": TEXT, "quotes": [quote]}) + "\n", encoding="utf-8")
    fragments = {"c": HOLD.contents, "s": HOLD.sources, "q": HOLD.cues, "x": OLD.contents}
    annotations = [
        {
            "id": key,
            "status": "rejected" if key == "x" else "accepted",
            "fragments": [{"start": start, "end": end} for start, end in parts],
        }
        for key, parts in fragments.items()
    ]
    attributions = [
        {"claim": "c", "sources": [{"speaker": None, "mention": "s"}], "cues": ["q"], "parent": None},
        {"claim": "x", "sources": [], "cues": [], "parent": None},
    ]
    article = {"id": "a", "text": TEXT, "annotations": annotations, "attributions": attributions}
    export = tmp_path / "export.json"
    export.write_text(json.dumps({"format": "ascribe", "articles": [article]}), encoding="utf-8")
    assert read(lines) == read(export) == [GoldArticle("a", TEXT, (HOLD,))]


@pytest.mark.parametrize("content", ["", "nothing", '{"text": 1}', '{"text": "a", "quotes": [{"contents": [[0, 9]]}]}'])
def test_what_is_no_gold_is_told(tmp_path, content: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(KnownError, match=r"bad\.jsonl"):
        read(path)
