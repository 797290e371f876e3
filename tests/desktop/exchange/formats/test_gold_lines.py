"""Gold lines come in as articles that are done, and teach."""

import contextlib
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.base.errors import KnownError
from desktop.exchange import registry
from desktop.exchange.importing import import_paths
from desktop.library import Library
from desktop.model.text import Fragment
from desktop.suggest.evaluation.gold import Report, read
from desktop.suggest.learning.training_data import training_articles

TEXT = 'Ruiz said that the dam would hold. "It is old," said Berg, "but it is ours." He smiled.'
QUOTES = [
    {"contents": [[10, 33]], "sources": [[0, 4]], "cues": [[5, 9]]},
    {"contents": [[35, 47], [59, 76]], "sources": [[53, 57]], "cues": [[48, 52]]},
    {"contents": [[80, 86]], "sources": [[0, 4]], "cues": []},
]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "l.ascribe") as library:
        yield library


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "dam", "text": TEXT, "quotes": QUOTES}) + "\n", encoding="utf-8")
    return path


def test_comes_in_whole(library: Library, gold: Path) -> None:
    report = import_paths(library, [gold])
    assert str(report) == "1 article added, 7 annotations added."
    (row,) = library.articles()
    assert (row.article.title, row.article.status, row.claims) == ("dam", "done", 3)
    claims = [one for one in library.annotations(row.article.id) if one.label == "Claim"]
    assert [one.attributes["quotation"] for one in claims] == ["indirect", "direct", "indirect"]
    assert claims[1].fragments == (Fragment(35, 47), Fragment(59, 76))


def test_goes_back_to_the_attributions_it_came_from(library: Library, gold: Path) -> None:
    import_paths(library, [gold])
    (lesson,) = training_articles(library)
    assert set(lesson.reports) == set(read(gold)[0].reports)
    assert Report((Fragment(80, 86),), (Fragment(0, 4),)) in lesson.reports


def test_what_is_known_is_left_alone(library: Library, gold: Path) -> None:
    import_paths(library, [gold])
    assert str(import_paths(library, [gold])) == "0 articles added, 1 already in the library."


def test_one_undo_takes_it_back(library: Library, gold: Path) -> None:
    import_paths(library, [gold])
    library.undo()
    assert library.articles() == []


@pytest.mark.parametrize("text", ["a\r\nb said c", "\ufeffa said b"])
def test_ranges_that_would_shift_are_refused(library: Library, gold: Path, text: str) -> None:
    gold.write_text(json.dumps({"id": "x", "text": text, "quotes": []}) + "\n", encoding="utf-8")
    report = import_paths(library, [gold])
    assert "the article x" in report.refused[0].reason
    assert library.articles() == []


def test_what_is_no_gold_is_refused(library: Library, gold: Path) -> None:
    gold.write_text("nonsense", encoding="utf-8")
    assert "gold.jsonl" in import_paths(library, [gold]).refused[0].reason


@pytest.mark.parametrize(
    "line",
    [
        '{"text": 5, "quotes": []}',
        '{"text": ["a"], "quotes": []}',
        '{"text": "a", "quotes": 5}',
        '{"text": "a", "quotes": [5]}',
        '{"text": "a", "quotes": [{"contents": 5}]}',
        '{"text": "a", "quotes": [{"contents": [[0]]}]}',
        '{"text": "hello world", "quotes": [{"contents": [[0.5, 3.5]]}]}',
        '{"text": "hello world", "quotes": [{"contents": [[false, true]]}]}',
        '{"text": "hello world", "quotes": [{"contents": [["0", "3"]]}]}',
        '{"text": "a", "quotes": [{"contents": [[0, 1e400]]}]}',
        '{"text": "a", "quotes": [{"contents": [[0, 1' + "0" * 5_000 + "]]}]}",
        '{"text": "a", "quotes": ' + "[" * 100_000,
        '{"text": "a", "quotes": [{"contents": ' + "[" * 900 + "]" * 900 + "}]}",
        '{"text": "a\\u0000", "quotes": []}',
        '{"id": "\\u0000", "text": "a", "quotes": []}',
        '{"text": "a\\ud800", "quotes": []}',
        '{"text": " ", "quotes": []}',
        '{"quotes": []}',
        "[]",
        "5",
        '"ascribe"',
        '{"format": "ascribe"}',
        '{"format": "ascribe", "articles": 5}',
        '{"format": "ascribe", "articles": [5]}',
        '{"format": "ascribe", "articles": [{"id": [], "text": "a", "annotations": [{"id": []}], "attributions": []}]}',
    ],
)
def test_what_is_of_another_type_is_refused_wherever_it_stands(library: Library, gold: Path, line: str) -> None:
    sound = gold.read_text(encoding="utf-8")
    for content in (line, f"{line}\n{sound}", f"{sound}{line}\n"):
        gold.write_text(content, encoding="utf-8")
        (refusal,) = import_paths(library, [gold]).refused
        assert refusal.reason.startswith(str(gold))
        assert refusal.reason.endswith(".")
        assert "set_int_max" not in refusal.reason
        assert library.articles() == []
        with contextlib.suppress(KnownError):  # a blank text can be compared with
            read(gold)


def test_a_line_ends_where_a_line_of_a_file_ends(library: Library, gold: Path) -> None:
    lines = [json.dumps({"text": text, "quotes": []}, ensure_ascii=False) for text in ("a\u0085b", "\x1fc")]
    gold.write_text("\n\n".join(lines), encoding="utf-8")
    assert [article.text for article in read(gold)] == ["a\u0085b", "\x1fc"]


def test_articles_are_held_one_at_a_time(gold: Path) -> None:
    line = json.dumps({"text": "She said so. " * 1_000, "quotes": []}) + "\n"
    with gold.open("w", encoding="utf-8") as stream:
        for _ in range(2_000):
            stream.write(line)
    tracemalloc.start()
    assert registry.read(gold).total == 2_000
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 3_000_000


def test_a_line_without_an_end_is_refused(gold: Path) -> None:
    with gold.open("wb") as stream:
        stream.write(b'{"text": "a')
        stream.truncate(10**10)
    with pytest.raises(KnownError, match=r"larger than any article\."):
        registry.read(gold)
    with pytest.raises(KnownError, match="is too large: it has 10,000 MB"):
        read(gold)
