"""The native JSON: out, in again, and what does not fit."""

import io
import json
import lzma
import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from desktop import labelling
from desktop.base.errors import KnownError
from desktop.exchange import exporting
from desktop.exchange.document import new_document
from desktop.exchange.exporting import Selection
from desktop.exchange.formats import native
from desktop.exchange.formats.native.checking import LIMIT, inspect, schema
from desktop.exchange.importing import import_paths, paste
from desktop.library import Library
from desktop.model import codebook as codebooks
from desktop.model import operations
from desktop.model.codebook import Attribute, Label, Option
from desktop.model.records import (
    ARTICLE_STATUSES,
    Annotation,
    Article,
    Attribution,
    Evidence,
    Source,
    Speaker,
    SpeakerGuess,
)
from desktop.model.text import Fragment, canonical, ordered
from tests.examples import examples
from tests.making import option_names, question

FIXTURES = Path(__file__).parent / "fixtures"  # WHAT-BY-VERSION.json
LIBRARY_OF_VERSION_1 = Path(__file__).parents[2] / "library/sqlite/fixtures/0.1.0-suggestions.ascribe.xz"
TEXT = "Croft 🛩 said “we hold,” he added."


def exported(library: Library, *articles: str, suggestions: bool = False) -> bytes:
    stream = io.BytesIO()
    selection = Selection(articles=articles or None, options={"include_suggestions": suggestions})
    exporting.write(library, native.FORMAT, selection, stream)
    return stream.getvalue()


def article_of(text: str, **known: str) -> tuple[Article, str]:
    new = new_document(text, **known)
    return new.article, new.text


def timeless(export: bytes) -> bytes:
    return re.sub(rb'"exported_at": "[^"]*"', b"", export, count=1)


def as_file(folder: Path, data: Any) -> Path:
    path = folder / "export.json"
    path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    return path


class Story:
    """A library with one article in which all kinds of things are said."""

    def __init__(self, library: Library) -> None:
        new = new_document(TEXT, title="A title", publisher="P", published="2026-03", language="en")
        self.article = new.article
        with library.edit(operations.label("Claim")) as edit:
            edit.add_article(new.article, new.text)
            self.croft = edit.add(Speaker(name="Croft", aliases=("Gen. Croft",), role="general"))
            self.silent = edit.add(Speaker(name="Zed", kind="organisation"))
            self.mention = edit.add(self._annotation("Speaker", (0, 5), speaker=self.croft.id))
            self.cue = edit.add(self._annotation("Cue", (8, 12)))
            self.claim = edit.add(self._annotation("Claim", (13, 22), (24, 32), attributes={"quotation": "mixed"}))
            self.hunch = edit.add(
                self._annotation("Speaker", (24, 26), status="suggested", origin="rules", confidence=0.5)
            )
            self.doubt = edit.add(self._annotation("Cue", (27, 32), status="suggested", origin="rules", confidence=0.5))
            self.no = edit.add(self._annotation("Claim", (0, 12), status="rejected"))
            edit.add(
                Attribution(
                    claim=self.claim.id,
                    article=self.article.id,
                    sources=(
                        Source(self.croft.id, self.mention.id),
                        Source(self.croft.id, self.hunch.id),
                        Source(None, self.hunch.id),
                    ),
                    cues=(self.cue.id, self.doubt.id),
                    parent=self.no.id,
                )
            )

    def _annotation(self, label: str, *fragments: tuple[int, int], **fields: Any) -> Annotation:
        return Annotation(article=self.article.id, label=label, fragments=ordered(fragments), **fields)


@pytest.fixture
def story(library: Library) -> Story:
    return Story(library)


# Out


def test_the_export_is_what_the_design_says(library: Library, story: Story) -> None:
    data = json.loads(exported(library))
    assert list(data) == [
        *("format", "version", "generator", "exported_at", "offset_unit", "scheme", "whole_layers", "speakers"),
        "articles",
    ]
    assert data["scheme"] == json.loads(library.codebook.as_json())
    assert [speaker["name"] for speaker in data["speakers"]] == ["Croft", "Zed"]
    (article,) = data["articles"]
    assert (article["id"], article["text"], article["published"]) == (story.article.id, TEXT, "2026-03")
    mention, cue, claim = article["annotations"]
    assert (mention["role"], mention["speaker"], mention["annotator"]) == ("speaker", story.croft.id, "Ann")
    assert cue["fragments"] == [{"start": 8, "end": 12, "text": "said"}]
    assert claim["fragments"][0]["text"] == "“we hold,"  # counted in code points: there is an aeroplane before it
    assert claim["attributes"] == claim["attribute_ids"] == {"quotation": "mixed"}
    assert (claim["label"], claim["label_id"], claim["evidence"]) == ("Claim", "Claim", None)


def test_only_what_is_accepted_is_exported_and_nothing_dangles(library: Library, story: Story) -> None:
    (article,) = json.loads(exported(library))["articles"]
    assert {annotation["status"] for annotation in article["annotations"]} == {"accepted"}
    assert article["attributions"] == [
        {
            "claim": story.claim.id,
            "sources": [
                {"speaker": story.croft.id, "mention": story.mention.id},
                {"speaker": story.croft.id, "mention": None},
            ],
            "cues": [story.cue.id],
            "parent": None,
        }
    ]


def test_suggestions_are_exported_when_they_are_asked_for(library: Library, story: Story) -> None:
    (article,) = json.loads(exported(library, suggestions=True))["articles"]
    assert story.hunch.id in {annotation["id"] for annotation in article["annotations"]}
    assert story.no.id not in {annotation["id"] for annotation in article["annotations"]}
    assert article["attributions"][0]["cues"] == [story.cue.id, story.doubt.id]


def test_selected_articles_come_with_the_speakers_they_name(library: Library, story: Story) -> None:
    other, text = article_of("Another one")
    with library.edit(operations.label("Claim")) as edit:
        edit.add_article(other, text)
    data = json.loads(exported(library, other.id))
    assert ([article["id"] for article in data["articles"]], data["speakers"]) == ([other.id], [])
    data = json.loads(exported(library, other.id, story.article.id, other.id))
    assert [article["id"] for article in data["articles"]] == [story.article.id, other.id]
    assert [speaker["name"] for speaker in data["speakers"]] == ["Croft"]


def test_an_unknown_article_is_a_known_error(library: Library, story: Story) -> None:
    with pytest.raises(KnownError, match="no article with the id nobody"):
        exported(library, story.article.id, "nobody")


def test_an_export_does_not_see_what_is_written_meanwhile(library: Library, story: Story) -> None:
    def interfere(done: int, total: int) -> None:
        with (
            Library.open(library.address, annotator="Eve", layer="") as second,
            second.edit(operations.edit_note()) as edit,
        ):
            late = edit.add(Speaker(name="Late"))
            edit.change(edit.current(story.mention), speaker=late.id)

    stream = io.BytesIO()
    exporting.write(library, native.FORMAT, Selection(), stream, interfere)
    assert b"Late" not in stream.getvalue()
    assert json.loads(stream.getvalue())["articles"][0]["annotations"][0]["speaker"] == story.croft.id


# In


def test_the_schema_is_sound_and_describes_the_export(library: Library, story: Story) -> None:
    for version in (1, 2):
        Draft202012Validator.check_schema(schema(version))
    validator = Draft202012Validator(schema())
    for suggestions in (False, True):
        validator.validate(json.loads(exported(library, suggestions=suggestions)))


def test_an_empty_library_is_exported_and_imported(library: Library, other_library: Library, tmp_path: Path) -> None:
    path = as_file(tmp_path, exported(library))
    assert inspect(path).problems == []
    assert import_paths(other_library, [path]).refused == []


def test_an_import_is_one_undo(library: Library, story: Story, other_library: Library, tmp_path: Path) -> None:
    report = import_paths(other_library, [as_file(tmp_path, exported(library))])
    assert (report.added, report.annotations) == ([story.article.id], 3)
    other_library.undo()
    assert other_library.count_articles()[0] == 0
    assert other_library.speakers() == []
    assert other_library.undo_operation is None
    other_library.redo()
    assert timeless(exported(other_library)) == timeless(exported(library))
    assert other_library.check() == []


def test_an_import_that_is_known_adds_nothing(library: Library, story: Story, tmp_path: Path) -> None:
    before = exported(library, suggestions=True)
    report = import_paths(library, [as_file(tmp_path, before)])
    assert (report.added, report.annotations, report.refused) == ([], 0, [])
    assert [known.article for known in report.known] == [story.article.id]
    assert timeless(exported(library, suggestions=True)) == timeless(before)


def test_an_article_is_known_by_its_text_too(
    library: Library, story: Story, other_library: Library, tmp_path: Path
) -> None:
    twin, text = article_of(TEXT)
    with other_library.edit(operations.label("Claim")) as edit:
        edit.add_article(twin, text)
    report = import_paths(other_library, [as_file(tmp_path, exported(library))])
    assert report.added == []
    assert [known.article for known in report.known] == [twin.id]
    assert {annotation.id for annotation in other_library.annotations(twin.id)} == {
        *(story.claim.id, story.cue.id, story.mention.id),
    }
    assert other_library.attributions(twin.id)[story.claim.id].sources[0].speaker == story.croft.id


def test_the_library_keeps_what_a_person_changed_since(library: Library, story: Story, tmp_path: Path) -> None:
    path = as_file(tmp_path, exported(library))
    with library.edit(operations.edit_note()) as edit:
        edit.change(story.cue, note="mine")
        edit.change(story.croft, name="Andrew Croft")
        edit.remove(story.silent)
    report = import_paths(library, [path])
    assert report.kept == 2 + 1  # and the attribution: the file has it without the suggestions
    assert library.annotation(story.cue.id) is not None
    assert [speaker.name for speaker in library.speakers()] == ["Andrew Croft", "Zed"]


def test_a_file_without_tags_and_sets_is_read_and_one_with_them_joins_what_is_there(
    library: Library, story: Story, other_library: Library, tmp_path: Path
) -> None:
    data = json.loads(exported(library))
    for article in data["articles"]:
        del article["tags"], article["sets"]
    import_paths(other_library, [as_file(tmp_path, data)])
    (first, *_) = other_library.article_ids()
    assert (other_library.article(first).tags, other_library.article(first).sets) == ((), ())
    with other_library.edit(operations.group_articles(1)) as edit:
        edit.change(edit.article(first), tags=("mine", "both"))
    data["articles"][0] |= {"tags": ["both", "theirs"], "sets": ["pilot"]}
    import_paths(other_library, [as_file(tmp_path, data)])
    article = other_library.article(first)
    assert (article.tags, article.sets) == (("mine", "both", "theirs"), ("pilot",))
    data["articles"][0]["tags"] = "both"
    (refused,) = import_paths(other_library, [as_file(tmp_path, data)]).refused
    assert "tags" in refused.reason


def test_what_was_deleted_comes_back(library: Library, story: Story, tmp_path: Path) -> None:
    with library.edit(operations.label("Claim")) as edit:
        labelling.start_article(edit, story.article)
    path = as_file(tmp_path, exported(library, suggestions=True))
    before = timeless(exported(library, suggestions=True))
    with library.edit(operations.delete_annotation("Claim")) as edit:
        attribution = edit.attribution(story.claim.id)
        assert attribution is not None
        edit.remove(attribution)
        edit.remove(story.claim)
    import_paths(library, [path])
    assert timeless(exported(library, suggestions=True)) == before


def test_another_text_under_the_same_id_is_refused_before_anything_is_written(
    library: Library, story: Story, other_library: Library, tmp_path: Path
) -> None:
    with other_library.edit(operations.label("Claim")) as edit:
        mine, text = article_of("Another text altogether")
        edit.add_article(replace(mine, id=story.article.id), text)
    report = import_paths(other_library, [as_file(tmp_path, exported(library))])
    assert "has another text than the library" in report.refused[0].reason
    assert other_library.speakers() == []


def test_an_annotation_of_another_article_is_refused(
    library: Library, story: Story, other_library: Library, tmp_path: Path
) -> None:
    mine, text = article_of("Another text altogether")
    with other_library.edit(operations.label("Claim")) as edit:
        edit.add_article(mine, text)
        edit.add(Annotation(id=story.cue.id, article=mine.id, label="Cue", fragments=(Fragment(0, 7),)))
    report = import_paths(other_library, [as_file(tmp_path, exported(library))])
    assert story.cue.id in report.refused[0].reason
    assert other_library.count_articles()[0] == 1


def test_the_codebook_is_taken_over_by_a_new_library_and_joined_by_another(
    library: Library, story: Story, other_library: Library, tmp_path: Path
) -> None:
    changed = replace(
        library.codebook,
        name="Ours",
        labels=(
            *(label for label in library.codebook.labels if label.name != "Other"),
            Label(name="Stance", role="other", attributes=(question("side", "choice", "for"),)),
        ),
    )
    with library.edit(operations.import_articles()) as edit:
        edit.set_codebook(changed)
    path = as_file(tmp_path, exported(library))
    import_paths(other_library, [path])
    assert other_library.codebook == changed

    with Library.open(tmp_path / "third.ascribe") as third:
        with third.edit(operations.label("Claim")) as edit:
            edit.add(Speaker(name="Somebody"))
        import_paths(third, [path])
        assert third.codebook.name == codebooks.default().name
        assert [label.name for label in third.codebook.labels] == [
            *(label.name for label in codebooks.default().labels),
            "Stance",
        ]


def test_what_another_window_does_while_a_file_is_read_stays(
    library: Library, story: Story, other_library: Library, tmp_path: Path
) -> None:
    asking = question("tone", "choice", "calm", open=True)
    for one in (library, other_library):
        with one.edit(operations.import_articles()) as edit:
            claim, *others = edit.codebook.labels
            edit.set_codebook(replace(edit.codebook, labels=(replace(claim, attributes=(asking,)), *others)))
    with library.edit(operations.answer("topic")) as edit:
        edit.add_option("Claim", "tone", Option(name="ours"))
    paste(library, "Another one")
    path = as_file(tmp_path, exported(library))
    texts = [library.text(id) for id in library.article_ids()]

    def interfere(done: int, total: int) -> None:
        with Library.open(other_library.address, annotator="Eve", layer="") as second:
            with second.edit(operations.edit_note()) as edit:
                edit.add_option("Claim", "tone", Option(name="meanwhile"))
            if second.speakers():  # what the file has beside its articles is in by now
                for text in texts:
                    paste(second, text)

    assert other_library.codebook.label("Claim").attributes == (asking,)
    report = import_paths(other_library, [path], interfere)
    assert set(option_names(other_library.codebook, "Claim", "tone")) == {"calm", "ours", "meanwhile"}
    assert len(report.known) == len(texts) == len(other_library.article_ids())


def test_a_file_may_have_its_members_in_any_order_and_any_layout(
    library: Library, story: Story, other_library: Library, tmp_path: Path
) -> None:
    data = json.loads(exported(library))
    backwards = {name: data[name] for name in reversed(data)}
    path = as_file(tmp_path, json.dumps(backwards, indent=4).encode())
    assert import_paths(other_library, [path]).refused == []
    assert timeless(exported(other_library)) == timeless(exported(library))


def brought(library: Library, annotation: Annotation) -> Annotation:
    """An annotation as the library got it, which is in the layer of who made it; it comes from the first one."""
    found = library.annotation(annotation.id)
    assert found is not None
    assert found.layer == "Ann"
    return replace(found, layer="")


def test_names_are_for_people_and_ids_bring_all_back(
    library: Library, story: Story, other_library: Library, tmp_path: Path
) -> None:
    costs = [Option(name="Costs") for _ in range(2)]
    asked = [Attribute(name="topic", kind="choices", options=tuple(costs)) for _ in range(2)]
    with library.edit(operations.import_articles()) as edit:
        claim, *others = edit.codebook.labels
        statement = replace(claim, name="Statement", attributes=(*claim.attributes, *asked))
        edit.set_codebook(replace(edit.codebook, labels=(statement, *others)))
        topics = {asked[0].id: (costs[1].id,), asked[1].id: (costs[0].id, costs[1].id), "gone": "what it was"}
        edit.change(edit.current(story.claim), attributes={**story.claim.attributes, **topics})
    export = exported(library)
    written = CLAIM(json.loads(export))
    assert (written["label"], written["label_id"], written["role"]) == ("Statement", "Claim", "claim")
    second = max(asked, key=lambda one: one.id)  # as the ids are written in their order
    assert written["attributes"] == {
        "quotation": "mixed",
        "gone": "what it was",
        "topic": ["Costs"] * (1 if second is asked[1] else 2),
        f"topic ({second.id})": ["Costs"] * (2 if second is asked[1] else 1),
    }
    path = as_file(tmp_path, export)
    assert inspect(path).problems == []
    import_paths(other_library, [path])
    assert brought(other_library, story.claim) == library.annotation(story.claim.id)
    assert timeless(exported(other_library)) == timeless(export)


def test_what_a_suggestion_goes_by_comes_back(
    library: Library, story: Story, other_library: Library, tmp_path: Path
) -> None:
    guess = SpeakerGuess("Ada Lint", ("Lint",), "organisation")
    with library.edit(operations.suggest()) as edit:
        edit.change(story.hunch, evidence=Evidence(rule="according to", cue="said", speaker=guess))
    export = exported(library, suggestions=True)
    (written,) = (one for one in json.loads(export)["articles"][0]["annotations"] if one["id"] == story.hunch.id)
    assert (written["origin"], written["evidence"]) == (
        "rules",
        {
            "rule": "according to",
            "cue": "said",
            "speaker": {"name": "Ada Lint", "aliases": ["Lint"], "kind": "organisation"},
        },
    )
    import_paths(other_library, [as_file(tmp_path, export)])
    assert brought(other_library, story.hunch) == library.annotation(story.hunch.id)


def test_a_file_joins_a_library_in_which_the_same_was_made_and_renamed(
    library: Library, story: Story, other_library: Library, tmp_path: Path
) -> None:
    for one, id in ((library, "theirs"), (other_library, "ours")):
        with one.edit(operations.import_articles()) as edit:
            claim, *others = edit.codebook.labels
            tone = Attribute(id=id, name="tone", kind="choice", options=(Option(id=f"{id} calm", name="calm"),))
            edit.set_codebook(replace(edit.codebook, labels=(replace(claim, attributes=(tone,)), *others)))
    with library.edit(operations.answer("topic")) as edit:
        edit.change(edit.current(story.claim), attributes={"theirs": "theirs calm"})
    with other_library.edit(operations.import_articles()) as edit:
        claim, *others = edit.codebook.labels
        edit.set_codebook(replace(edit.codebook, labels=(replace(claim, name="Statement"), *others)))
    before = other_library.codebook
    assert import_paths(other_library, [as_file(tmp_path, exported(library))]).refused == []
    assert other_library.codebook == before
    (found,) = (one for one in other_library.annotations(story.article.id) if one.id == story.claim.id)
    assert found.attributes == {"ours": "ours calm"}


# Files of version 1

VERSION_1 = FIXTURES / "exported-by-0.1.0.json"


def test_a_file_of_version_1_is_sound_by_its_own_schema() -> None:
    data = json.loads(VERSION_1.read_text(encoding="utf-8"))
    Draft202012Validator(schema(1)).validate(data)
    assert not Draft202012Validator(schema()).is_valid(data)
    assert inspect(VERSION_1).problems == []


def test_a_file_of_version_1_brings_what_the_library_it_came_from_has_by_now(tmp_path: Path) -> None:
    source = tmp_path / "Before.ascribe"
    source.write_bytes(lzma.decompress(LIBRARY_OF_VERSION_1.read_bytes()))
    with (
        Library.open(tmp_path / "Own.ascribe", annotator="ada") as library,
        Library.open(source, annotator="ada") as migrated,
    ):
        report = import_paths(library, [VERSION_1])
        assert (len(report.added), report.refused) == (1, [])
        assert migrated.codebook == library.codebook
        assert timeless(exported(library, suggestions=True)) == timeless(exported(migrated, suggestions=True))
        assert import_paths(migrated, [VERSION_1]).kept == 0


def test_a_file_of_version_1_finds_what_was_renamed_since(library: Library) -> None:
    with library.edit(operations.import_articles()) as edit:
        claim, *others = edit.codebook.labels
        new = Label(name="Claim", role="other")
        edit.set_codebook(replace(edit.codebook, labels=(replace(claim, name="Statement"), *others, new)))
    import_paths(library, [VERSION_1])
    (article,) = library.article_ids()
    told = [one for one in library.annotations(article) if one.label == "Claim"]
    assert told
    assert {library.codebook.label(one.label).name for one in told} == {"Statement"}


def test_a_file_of_a_newer_version_is_refused_in_a_sentence(library: Library, story: Story, tmp_path: Path) -> None:
    data = json.loads(exported(library))
    data["version"] += 1
    for members in (data, {name: data[name] for name in reversed(data)}):
        path = as_file(tmp_path, members)
        with pytest.raises(KnownError, match="exported by a newer Ascribe; update Ascribe"):
            inspect(path)
        assert "newer Ascribe" in import_paths(library, [path]).refused[0].reason


def test_what_is_wrong_with_a_file_of_version_1_is_told(library: Library, tmp_path: Path) -> None:
    data = json.loads(VERSION_1.read_text(encoding="utf-8"))
    CLAIM(data)["label"] = "Cue"
    LABELS(data)[0]["id"] = "x"
    problems = inspect(as_file(tmp_path, data)).problems
    assert any("$.scheme.labels[0]: Additional properties" in problem for problem in problems)
    del LABELS(data)[0]["id"]
    (problem,) = inspect(as_file(tmp_path, data)).problems
    assert "annotations[2].role: the codebook's label Cue is not of the role" in problem


# Unsound files

Change = Callable[[dict[str, Any]], object]
ARTICLE = lambda data: data["articles"][0]  # noqa: E731
CLAIM = lambda data: data["articles"][0]["annotations"][2]  # noqa: E731
LABELS = lambda data: data["scheme"]["labels"]  # noqa: E731
OPTIONS = lambda data: LABELS(data)[0]["attributes"][0]["options"]  # noqa: E731
SAID = lambda data: data["articles"][0]["attributions"][0]  # noqa: E731
ASKED = lambda data: LABELS(data)[0]["attributes"][0]  # noqa: E731
ID = lambda data, place: data["articles"][0]["annotations"][place]["id"]  # noqa: E731


def nested(data: dict[str, Any]) -> None:
    """Has two claims lie in each other: the one there is, and another."""
    other = CLAIM(data) | {"id": "another"}
    ARTICLE(data)["annotations"].append(other)
    SAID(data)["parent"] = other["id"]
    ARTICLE(data)["attributions"].append(SAID(data) | {"claim": other["id"], "parent": SAID(data)["claim"]})


def answered(data: dict[str, Any], value: Any) -> None:
    for answers in ("attributes", "attribute_ids"):
        CLAIM(data)[answers]["quotation"] = value


def circle(options: list[dict[str, Any]]) -> None:
    for option, around in zip(options, (*options[1:], options[0]), strict=True):
        option["parent"] = around["id"]


def deep(levels: int) -> Any:
    return json.loads("[" * levels + "]" * levels)


UNSOUND: list[tuple[str, Change, str]] = [
    ("a member is missing", lambda d: d.pop("scheme"), "$: “scheme” is missing"),
    ("the articles are missing", lambda d: d.pop("articles"), "$: “articles” is missing"),
    ("a member too many", lambda d: d.update(more=1), "$.more: nothing of this name"),
    ("articles are no list", lambda d: d.update(articles={}), "$.articles: {} is not of type 'array'"),
    ("a wrong type", lambda d: CLAIM(d).update(note=3), "$.articles[0].annotations[2].note: 3 is not of type"),
    ("a wrong offset", lambda d: CLAIM(d)["fragments"][0].update(start=14), "annotations[2].fragments[0].text: the"),
    ("outside of the text", lambda d: CLAIM(d)["fragments"][1].update(end=99), "fragments[1]: it is empty"),
    ("out of order", lambda d: CLAIM(d)["fragments"].reverse(), "fragments[1]: it is empty"),
    ("no fragments", lambda d: CLAIM(d).update(fragments=[]), "annotations[2].fragments: [] should be non-empty"),
    ("another text", lambda d: ARTICLE(d).update(text=TEXT + "!"), "$.articles[0].sha256: it is not that of the text"),
    ("foreign newlines", lambda d: ARTICLE(d).update(text=TEXT + "\r\n"), "$.articles[0].text: it is not as"),
    ("no such speaker", lambda d: d["speakers"].clear(), "annotations[0].speaker: there is no speaker with the id"),
    ("no such claim", lambda d: SAID(d).update(claim="x"), "attributions[0].claim: the article has no annotation"),
    ("no such cue", lambda d: SAID(d).update(cues=["x"]), "attributions[0].cues[0]: the article has no annotation"),
    ("no such parent", lambda d: SAID(d).update(parent="x"), "attributions[0].parent: the article has no annotation"),
    ("its own parent", lambda d: SAID(d).update(parent=SAID(d)["claim"]), "nested in itself"),
    ("two claims in each other", nested, "attributions[0].parent: a claim cannot be nested in itself"),
    ("a claim that is a cue", lambda d: SAID(d).update(claim=ID(d, 1)), "[0].claim: an annotation of the role cue"),
    ("a parent that is a cue", lambda d: SAID(d).update(parent=ID(d, 1)), "[0].parent: an annotation of the role cue"),
    ("a cue that is a mention", lambda d: SAID(d).update(cues=[ID(d, 0)]), "cues[0]: an annotation of the role"),
    ("a mention that is a cue", lambda d: SAID(d)["sources"][0].update(mention=ID(d, 1)), "sources[0].mention: an ann"),
    ("a choice of a number", lambda d: answered(d, 5), "quotation is a choice, which cannot be 5"),
    ("a choice of several", lambda d: answered(d, ["direct"]), "quotation is a choice, which cannot be ('direct',)"),
    ("an answer of an object", lambda d: answered(d, {}), "attribute_ids.quotation: {} is not of type"),
    ("a default of a number", lambda d: ASKED(d).update(default=5), "attributes[0].default: it cannot be one of"),
    ("an option in itself", lambda d: OPTIONS(d)[0].update(parent="direct"), "options[0].parent: an option cannot be"),
    ("options in a circle", lambda d: circle(OPTIONS(d)), "options[2].parent: an option cannot be around itself"),
    ("deep nesting", lambda d: CLAIM(d).update(note=deep(900)), "annotations[2]"),
    ("a source of nobody", lambda d: SAID(d).update(sources=[{"speaker": None, "mention": None}]), "neither a speaker"),
    ("the same claim twice", lambda d: ARTICLE(d)["attributions"].append(SAID(d)), "attributions[1].claim"),
    ("the same annotation twice", lambda d: ARTICLE(d)["annotations"].append(CLAIM(d)), "annotations[3].id"),
    ("the same article twice", lambda d: d["articles"].append(ARTICLE(d)), "$.articles[1].id: an article before it"),
    ("the same speaker twice", lambda d: d["speakers"].append(d["speakers"][0]), "$.speakers[2].id: a speaker before"),
    ("another label", lambda d: CLAIM(d).update(label="Cue"), "label: the codebook's label Claim has the name Claim"),
    ("other names of answers", lambda d: CLAIM(d)["attributes"].update(quotation="direct"), "[2].attributes: by"),
    ("other answers", lambda d: CLAIM(d)["attribute_ids"].clear(), "by their names they are not what they are by"),
    ("two labels", lambda d: LABELS(d).append(LABELS(d)[0]), "$.scheme.labels[4]: one before it has the same id"),
    ("a part without an id", lambda d: OPTIONS(d)[0].update(id=""), "$.scheme: It is not a codebook: “id” is empty"),
    ("two options", lambda d: OPTIONS(d).append(OPTIONS(d)[0]), "labels[0].attributes[0].options[3]: one before it"),
    ("no such option", lambda d: OPTIONS(d)[0].update(parent="x"), "options[0].parent: there is no option with the id"),
    ("another role", lambda d: CLAIM(d).update(role="cue"), "the codebook's label Claim is not of the role cue"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "problem"), [case[1:] for case in UNSOUND], ids=[case[0] for case in UNSOUND])
def test_what_is_unsound_is_told_with_its_place_and_not_imported(
    library: Library, story: Story, other_library: Library, tmp_path: Path, change: Change, problem: str
) -> None:
    data = json.loads(exported(library))
    change(data)
    path = as_file(tmp_path, data)
    assert any(problem in found for found in inspect(path).problems), inspect(path).problems
    (refusal,) = import_paths(other_library, [path]).refused
    assert "not a sound Ascribe export" in refusal.reason
    assert str(path) in refusal.reason
    assert other_library.count_articles()[0] == 0
    assert other_library.speakers() == []


def test_only_the_first_problems_are_told(library: Library, story: Story, tmp_path: Path) -> None:
    data = json.loads(exported(library))
    data["speakers"] = [{} for _ in range(100)]
    assert len(inspect(as_file(tmp_path, data)).problems) == LIMIT


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"format": "other"}', "is JSON, but not an Ascribe export"),
        (b'{"format": "ascribe", "version": 3}', "newer Ascribe"),
        (b"{}", "not an Ascribe export"),
        (b"[1, 2]", "is not sound JSON: “{” was expected"),
        (b'{"format": ', "is not sound JSON"),
        (b'{"format": "ascribe"} more', "more after its end"),
        (b"\xff\xfe{", "not UTF-8"),
        (b'{"a": NaN}', "NaN is not a number"),
        (b'{"a": 1e999}', "1e999 is not a number"),
        (b'{"a": "\\ud83d"}', "lone surrogate"),
        (b'{\n"a": {"b": "c\\u0000"}}', "a text holds a NUL character (line 2)"),
        (b'{"a": {"\\u0000": 1}}', "a text holds a NUL character"),
        (b'{"format": "ascribe", "a": "\\\\u0000"}', "$.a: nothing of this name belongs here"),
        (b'{"a": 1' + b"0" * 5_000 + b"}", "a number in it has too many digits"),
        (b"[" * 200_000, "is not sound JSON"),
        (b'{"a": ' + b"[" * 200_000, "nested too deeply"),
    ],
)
def test_what_is_no_export_is_refused_in_a_sentence(library: Library, tmp_path: Path, data: bytes, reason: str) -> None:
    path = as_file(tmp_path, data)
    (refusal,) = import_paths(library, [path]).refused
    assert reason in refusal.reason
    assert str(path) in refusal.reason


@pytest.mark.parametrize(
    "number", ["1.7976931348623157e308", "-1.7976931348623157e308", "1" + "0" * 400, "-1" + "0" * 400]
)
def test_a_number_is_taken_if_the_library_can_hold_it(
    library: Library, story: Story, tmp_path: Path, number: str
) -> None:
    data = json.loads(exported(library))
    for annotation in data["articles"][0]["annotations"]:
        for answers in ("attributes", "attribute_ids"):
            annotation[answers] = {"odd": "HERE"}
    path = as_file(tmp_path, json.dumps(data).replace('"HERE"', number).encode())
    with Library.open(tmp_path / "Other.ascribe") as other:
        report = import_paths(other, [path])
        assert len(report.refused) == (len(number) > 100)
        assert other.check() == []
        for article in other.article_ids():
            other.annotations(article)


# Any library

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=4, max_size=40).filter(
    lambda text: bool(text.strip()) and not text.startswith("\ufeff")
)
STATUSES = st.sampled_from(["accepted", "suggested"])
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
VALUES = WORDS | st.booleans() | st.integers(-(10**308), 10**308) | NUMBERS | st.lists(WORDS, max_size=2).map(tuple)


@st.composite
def fragments_in(draw: st.DrawFn, length: int) -> tuple[Fragment, ...]:
    borders = sorted(draw(st.sets(st.integers(0, length), min_size=2, max_size=6)))
    return ordered(tuple(pair) for pair in zip(borders[::2], borders[1::2], strict=False))


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[Speaker], list[tuple[Article, str, list[Annotation], list[Attribution]]]]:
    """Speakers, and articles with annotations and attributions that may name any of them."""
    speakers = [
        Speaker(name=draw(WORDS.filter(bool)), aliases=tuple(draw(st.lists(WORDS, max_size=2))), note=draw(WORDS))
        for _ in range(draw(st.integers(0, 3)))
    ]
    ids = [speaker.id for speaker in speakers]
    told = []
    for text in draw(st.lists(TEXTS, max_size=3, unique_by=canonical)):
        article, text = article_of(text, title=draw(WORDS), publisher=draw(WORDS))
        groups = st.lists(WORDS.filter(bool), max_size=2, unique=True).map(tuple)
        article = replace(article, tags=draw(groups), sets=draw(groups), status=draw(st.sampled_from(ARTICLE_STATUSES)))
        annotations = [
            Annotation(
                article=article.id,
                label=draw(st.sampled_from(["Claim", "Speaker", "Cue", "Gone"])),
                fragments=draw(fragments_in(len(text))),
                attributes=draw(st.dictionaries(WORDS, VALUES, max_size=2)),
                speaker=draw(st.sampled_from([None, *ids])),
                status=draw(STATUSES),  # type: ignore[arg-type]
                confidence=draw(st.none() | st.floats(0, 1)),
                note=draw(WORDS),
                created_at=f"2026-01-0{draw(st.integers(1, 3))}T00:00:00.000Z",
            )
            for _ in range(draw(st.integers(0, 5)))
        ]
        claims, mentions, cues = (
            [one.id for one in annotations if one.label in {label, "Gone"}] for label in ("Claim", "Speaker", "Cue")
        )
        sources = st.builds(Source, st.sampled_from([None, *ids]), st.sampled_from([None, *mentions]))
        attributions = [
            Attribution(
                claim=claim,
                article=article.id,
                sources=tuple(s for s in draw(st.lists(sources, max_size=3)) if s.speaker or s.mention),
                cues=tuple(draw(st.lists(st.sampled_from(cues), max_size=2))) if cues else (),
                parent=draw(st.sampled_from([None, *claims[:number]])),
            )
            for number, claim in enumerate(claims[: draw(st.integers(0, 3))])
        ]
        told.append((article, text, annotations, attributions))
    return speakers, told


@settings(max_examples=examples(5), deadline=None)
@given(story=stories(), suggestions=st.booleans())
def test_any_library_comes_back_as_it_was(story: Any, suggestions: bool) -> None:
    speakers, told = story
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Library.open(folder / "a.ascribe") as first, Library.open(folder / "b.ascribe") as second:
            with first.edit(operations.import_articles()) as edit:
                for speaker in speakers:
                    edit.add(speaker)
                for article, text, annotations, attributions in told:
                    edit.add_article(article, text)
                    edit.add_all(annotations)
                    edit.add_all(attributions)
            export = exported(first, suggestions=suggestions)
            path = as_file(folder, export)
            assert inspect(path).problems == []
            Draft202012Validator(schema()).validate(json.loads(export))
            for article in json.loads(export)["articles"]:
                for annotation in article["annotations"]:
                    for part in annotation["fragments"]:
                        assert article["text"][part["start"] : part["end"]] == part["text"]
            for times in (1, 2):
                assert import_paths(second, [path]).refused == []
                assert timeless(exported(second, suggestions=True)) == timeless(export), f"import {times}"
            assert second.check() == []
