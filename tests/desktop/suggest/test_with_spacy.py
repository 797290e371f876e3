"""The suggester that reads a spaCy pipeline, with a tiny one that knows the parses of these few texts by heart."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.base.errors import KnownError
from desktop.library import Library
from desktop.suggest import SpeakerGuess, SuggestedAttribution, with_spacy
from desktop.suggest.suggesters import found_by, installed
from desktop.suggest.with_spacy import SETTING
from tests.desktop.suggest.reading import report
from tests.making import added_article, said

INDIRECT = "Ana Ruiz has said that the dam will hold."
DIRECT = "“We hold. It is safe,” Ana Ruiz said."
SPLIT = "“The dam,” said Ruiz, “will hold.”"
JOINED = "Ruiz rose and did not say it was “safe”."
NESTED = "Acme said Ana Ruiz denied it failed."
THOUGHT = "Ruiz believes it holds."
PLAIN = "Ruiz built the dam."
ALIKE = "Ana Ruiz rose. Acme boss Ruiz said it holds."
# Of each text: its tokens with the place of their head, their label, and what kind of entity they are in.
PARSES = {
    INDIRECT: "Ana/1/compound/PERSON Ruiz/3/nsubj/PERSON has/3/aux said/3/ROOT that/8/mark the/6/det dam/8/nsubj "
    "will/8/aux hold/3/ccomp ./3/punct",
    DIRECT: "“/2/punct We/2/nsubj hold/2/ROOT ./2/punct It/5/nsubj is/11/ccomp safe/5/acomp ,/11/punct ”/11/punct "
    "Ana/10/compound/PERSON Ruiz/11/nsubj/PERSON said/11/ROOT ./11/punct",
    SPLIT: "“/9/punct The/2/det dam/9/nsubj ,/9/punct ”/9/punct said/9/parataxis Ruiz/5/nsubj/PERSON ,/5/punct "
    "“/9/punct will/10/aux hold/10/ROOT ./10/punct ”/10/punct",
    JOINED: "Ruiz/1/nsubj/PERSON rose/1/ROOT and/1/cc did/5/aux not/5/neg say/1/conj it/7/nsubj was/5/ccomp “/9/punct "
    "safe/7/acomp ”/9/punct ./1/punct",
    NESTED: "Acme/1/nsubj/ORG said/1/ROOT Ana/3/compound/PERSON Ruiz/4/nsubj/PERSON denied/1/ccomp it/6/nsubj "
    "failed/4/ccomp ./1/punct",
    THOUGHT: "Ruiz/1/nsubj/PERSON believes/1/ROOT it/3/nsubj holds/1/ccomp ./1/punct",
    PLAIN: "Ruiz/1/nsubj/PERSON built/1/ROOT the/3/det dam/1/dobj ./1/punct",
    ALIKE: "Ana/1/compound/PERSON Ruiz/2/nsubj/PERSON rose/2/ROOT ./2/punct Acme/6/compound/ORG boss/6/compound "
    "Ruiz/7/nsubj/PERSON said/7/ROOT it/9/nsubj holds/7/ccomp ./7/punct",
}


def by_heart(doc):  # type: ignore[no-untyped-def]
    """A component that parses a text of this file."""
    if doc.text not in PARSES:
        return doc
    rows = [(*row.split("/"), "")[:4] for row in PARSES[doc.text].split()]
    words, heads, labels, kinds = zip(*rows, strict=True)
    assert words == tuple(token.text for token in doc)
    before = ("", *kinds[:-1])
    ents = [f"{'IB'[kind != last]}-{kind}" if kind else "O" for last, kind in zip(before, kinds, strict=True)]
    spaces = [bool(token.whitespace_) for token in doc]
    return type(doc)(doc.vocab, words=words, spaces=spaces, heads=[int(head) for head in heads], deps=labels, ents=ents)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a pipeline with that component alone. Here spaCy is imported, which takes seconds."""
    spacy = pytest.importorskip("spacy")
    spacy.Language.component("by_heart", func=by_heart)
    nlp = spacy.blank("en")
    nlp.add_pipe("by_heart")
    nlp.to_disk(folder := tmp_path_factory.mktemp("made") / "pipeline")
    return folder


@pytest.fixture(autouse=True)
def pipeline(made: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a pipeline that the user named."""
    monkeypatch.setenv(SETTING, str(made))
    with_spacy._pipeline.cache_clear()
    yield made
    with_spacy._pipeline.cache_clear()


def found(text: str, scope: str = "speech") -> list[SuggestedAttribution]:
    return found_by("spacy", text, "en", scope)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (INDIRECT, ["Ana Ruiz | has said | that the dam will hold"]),
        (DIRECT, ["Ana Ruiz | said | “We hold. It is safe,”"]),
        (SPLIT, ["Ruiz | said | “The dam,” … “will hold.”"]),
        (JOINED, ["Ruiz | did not say | it was “safe”"]),
        (NESTED, ["Acme | said | Ana Ruiz denied it failed", "Ana Ruiz | denied | it failed"]),
        (THOUGHT, []),
        (PLAIN, []),
    ],
)
def test_a_verb_of_saying_with_its_clause_is_an_attribution(text: str, expected: list[str]) -> None:
    assert [report(text, one) for one in found(text)] == expected


def test_the_scope_takes_in_what_is_thought() -> None:
    assert [report(THOUGHT, one) for one in found(THOUGHT, "all")] == ["Ruiz | believes | it holds"]


def test_marks_tell_the_kind_of_quotation() -> None:
    assert [found(text)[0].quotation for text in (INDIRECT, DIRECT, SPLIT, JOINED)] == [
        "indirect", "direct", "direct", "mixed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (ALIKE, SpeakerGuess("Ana Ruiz", ("Ruiz",), "person")),
        (NESTED, SpeakerGuess("Acme", (), "organisation")),
    ],
)
def test_an_entity_in_the_source_is_the_speaker(text: str, speaker: SpeakerGuess) -> None:
    assert found(text)[0].speaker == speaker


def test_it_is_there_by_name_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "spacy" in installed()
    file = tmp_path / "l.ascribe"
    with Library.open(file) as library:
        article = added_article(library, SPLIT, language="en")
    assert main(["suggest", "--by", "spacy", "--library", str(file)]) == 0
    assert capsys.readouterr().out == "1 suggested in 1 article; 0 were there already.\n"
    with Library.open(file) as library:
        written = library.annotations(article.id)
        assert said(SPLIT, written) == ["“The dam,”|“will hold.”", "said", "Ruiz"]
        assert {one.origin for one in written} == {"spacy"}


def test_without_a_setting_the_pipeline_that_is_installed_for_the_language_is_taken(
    tmp_path: Path, pipeline: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    about = tmp_path / "site/en_by_heart-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: en_by_heart\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[spacy_models]\nen_by_heart = en_by_heart\n")
    (tmp_path / "site/en_by_heart.py").write_text(
        f"import spacy\n\n\ndef load(**options):\n    return spacy.load({str(pipeline)!r}, **options)\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    monkeypatch.delenv(SETTING)
    assert len(found(INDIRECT)) == 1
    with pytest.raises(KnownError, match=r"language de .* spacy download"):
        found_by("spacy", INDIRECT, "de", "speech")


def test_a_computer_without_spacy_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(KnownError, match="pip install 'spacy"):
        found(INDIRECT)


def test_a_pipeline_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "en_no_such_pipeline")
    with pytest.raises(KnownError, match=r"en_no_such_pipeline .* spacy download"):
        found(INDIRECT)


def test_a_pipeline_that_does_not_parse_is_told() -> None:
    with pytest.raises(KnownError, match="no parser"):
        found("Nobody knows the parse of this by heart.")


def test_a_text_too_long_for_the_pipeline_is_told() -> None:
    with pytest.raises(KnownError, match="1,000,001 characters"):
        found("a" * 1_000_001)


def test_an_empty_text_has_nothing() -> None:
    assert found("") == []
