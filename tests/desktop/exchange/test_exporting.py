"""What is written of a selection, and what is told before of what a format cannot hold."""

import errno
import gc
import io
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.base.errors import Cancelled, KnownError
from desktop.exchange import exporting, losses
from desktop.exchange.document import Document, Head
from desktop.exchange.exporting import Selection
from desktop.exchange.format import INCLUDE_SUGGESTIONS, NO, Format, Options
from desktop.exchange.formats import gold_lines, native
from desktop.exchange.losses import PART_OF, WORDS, Loss
from desktop.exchange.registry import WRITABLE
from desktop.library import Library
from desktop.model import operations
from desktop.model.features import ALL, Feature
from desktop.model.records import Annotation, Attribution, Source, Speaker
from desktop.model.text import Fragment
from tests.desktop.exchange.formats.test_native import Story, stories
from tests.examples import examples
from tests.making import added_article

CHOSEN = {INCLUDE_SUGGESTIONS.name: True}


class Sink:
    """A format that writes nothing and remembers what it was given."""

    def __init__(self, *can_hold: Feature) -> None:
        self.head = Head()
        self.documents: list[Document] = []
        self.format = Format(
            name="sink",
            title="Sink",
            extensions=(".sink",),
            score=lambda _: NO,
            can_hold=frozenset(can_hold),
            options=(INCLUDE_SUGGESTIONS,),
            write=self._write,
        )

    def _write(self, head: Head, documents: Iterable[Document], stream: BinaryIO, options: Options) -> None:
        self.head, self.documents = head, list(documents)

    def take(self, library: Library, selection: Selection) -> None:
        exporting.write(library, self.format, selection, io.BytesIO())


def found(library: Library, *can_hold: Feature, **selected: Any) -> dict[Feature, int]:
    """What a format that can hold this much loses of a selection."""
    lost = exporting.losses(library, Sink(*can_hold).format, Selection(**selected))
    return {loss.feature: loss.count for loss in lost}


@pytest.fixture
def story(library: Library) -> Story:
    return Story(library)


def test_a_format_is_given_what_is_accepted_and_nothing_dangles(library: Library, story: Story) -> None:
    sink = Sink()
    sink.take(library, Selection())
    (document,) = sink.documents
    assert {annotation.status for annotation in document.annotations} == {"accepted"}
    (said,) = document.attributions
    assert said.sources == (Source(story.croft.id, story.mention.id), Source(story.croft.id, None))
    assert (said.cues, said.parent) == ((story.cue.id,), None)
    assert [speaker.name for speaker in sink.head.speakers] == ["Croft", "Zed"]
    assert sink.head.codebook == library.codebook


def test_suggestions_are_given_where_they_are_asked_for(library: Library, story: Story) -> None:
    sink = Sink()
    sink.take(library, Selection(options=CHOSEN))
    assert [one.status for one in sink.documents[0].annotations].count("suggested") == 2
    assert story.doubt.id in sink.documents[0].attributions[0].cues


def test_selected_articles_come_in_the_order_of_adding_with_their_speakers(library: Library, story: Story) -> None:
    other = added_article(library, "Another one")
    sink = Sink()
    sink.take(library, Selection(articles=(other.id,)))
    assert (len(sink.documents), list(sink.head.speakers)) == (1, [])
    sink.take(library, Selection(articles=(other.id, story.article.id, other.id)))
    assert [document.article.id for document in sink.documents] == [story.article.id, other.id]
    assert [speaker.name for speaker in sink.head.speakers] == ["Croft"]


def test_what_another_says_in_a_part_of_ones_claim_is_left_out(library: Library) -> None:
    article = added_article(library, "Lin, as Berg insists, agreed.")
    with library.edit(operations.label("Claim")) as edit:
        lin, berg = edit.add(Speaker(name="Lin")), edit.add(Speaker(name="Berg"))
        agreed, insists = (
            edit.add(Annotation(article=article.id, label="Claim", fragments=(Fragment(*span),)))
            for span in ((22, 28), (5, 20))
        )
        edit.add(Attribution(claim=agreed.id, article=article.id, sources=(Source(lin.id),), cues=(insists.id,)))
        edit.add(Attribution(claim=insists.id, article=article.id, sources=(Source(berg.id),)))
    sink = Sink()
    sink.take(library, Selection(speakers=(lin.id,)))
    (document,) = sink.documents
    assert [one.claim for one in document.attributions] == [agreed.id]
    assert {one.id for one in document.annotations} == {agreed.id, insists.id}
    assert [one.name for one in sink.head.speakers] == ["Lin"]


def test_a_cancelled_export_leaves_the_file_as_it_was(library: Library, story: Story, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("before")

    def cancel(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        exporting.export(library, native.FORMAT, Selection(), target, cancel)
    assert target.read_text() == "before"
    exporting.export(library, native.FORMAT, Selection(), target)
    assert target.read_text() != "before"
    assert [path.name for path in tmp_path.iterdir() if path.suffix in {".json", ".part"}] == ["out.json"]


class FullDisk(io.BufferedIOBase):
    """Takes so many bytes."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self.room = room

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.room -= len(data)
        if self.room < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return len(data)


@pytest.mark.parametrize("room", [0, 100])
@pytest.mark.parametrize("name", WRITABLE)
def test_a_disk_that_becomes_full_is_told_once_and_nothing_complains_later(
    library: Library, story: Story, name: str, room: int
) -> None:
    disk = FullDisk(room)
    with pytest.raises(OSError, match="No space left"):
        exporting.write(library, WRITABLE[name], Selection(), cast(BinaryIO, disk))
    disk.close()
    gc.collect()  # what is left of a package is finished as Python collects it; pytest fails for what that raises


def test_the_native_json_loses_nothing(library: Library, story: Story) -> None:
    assert exporting.losses(library, native.FORMAT, Selection(options=CHOSEN)) == []
    assert losses.sentence([], native.FORMAT) == ""


def test_what_a_format_cannot_hold_is_counted(library: Library, story: Story) -> None:
    added_article(library, "Another one", author="Ann")
    besides = {*ALL} - {Feature.PARTS, Feature.JOINT_SOURCES, Feature.SPEAKER_FACTS, Feature.AUTHORS}
    assert found(library, *besides) == {
        Feature.PARTS: 1,
        Feature.JOINT_SOURCES: 1,
        Feature.SPEAKER_FACTS: 1,
        Feature.AUTHORS: 1,
    }
    assert found(library, *besides, articles=(story.article.id,)) == {
        Feature.PARTS: 1,
        Feature.JOINT_SOURCES: 1,
        Feature.SPEAKER_FACTS: 1,
    }
    assert found(library, *ALL - {Feature.SUGGESTIONS, Feature.ORIGINS}) == {}
    assert found(library, *ALL - {Feature.SUGGESTIONS, Feature.ORIGINS}, options=CHOSEN) == {
        Feature.ORIGINS: 2,
        Feature.SUGGESTIONS: 2,
    }
    assert found(library, *ALL - {Feature.NESTED_CLAIMS}, options=CHOSEN) == {}  # around it is what was turned down


def test_what_goes_with_something_larger_is_not_named_besides(library: Library, story: Story) -> None:
    assert found(library, Feature.TITLES, Feature.CODEBOOK) == {
        Feature.TEXTS: 1,
        Feature.PUBLISHERS: 1,
        Feature.DATES: 1,
        Feature.LANGUAGES: 1,
        Feature.SPEAKERS: 2,
        Feature.ANNOTATIONS: 3,
    }


def test_gold_lines_lose_all_but_the_places_of_who_said_what(library: Library, story: Story) -> None:
    lost = exporting.losses(library, gold_lines.FORMAT, Selection())
    assert losses.sentence(lost, gold_lines.FORMAT) == (
        "The format Gold lines cannot hold all of this. The file will be without the title of 1 article, the publisher "
        "of 1 article, the date of 1 article, the language of 1 article, the codebook’s 4 labels, 2 speakers, the "
        "attributes of 1 annotation, who made 3 annotations and the joint sources of 1 claim."
    )


def test_an_unknown_article_is_a_known_error(library: Library, story: Story) -> None:
    with pytest.raises(KnownError, match="no article with the id nobody"):
        found(library, articles=("nobody",))


def test_each_feature_has_words_for_one_and_for_several() -> None:
    assert set(WORDS) == ALL
    for feature in Feature:
        one, many = str(Loss(feature, 1)), str(Loss(feature, 12_345))
        assert "12,345" in many
        assert one != many
        assert PART_OF.get(feature) != feature


@settings(max_examples=examples(15), deadline=None)
@given(story=stories(), suggestions=st.booleans(), data=st.data())
def test_the_counts_are_those_of_the_documents(
    story: Any, suggestions: bool, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What the database counts at once is what somebody would count who reads all that is written."""
    speakers, told = story
    with Library.open(tmp_path_factory.mktemp("any") / "a.ascribe") as library:
        with library.edit(operations.import_articles()) as edit:
            edit.add_all(speakers)
            for article, text, annotations, attributions in told:
                edit.add_article(article, text)
                edit.add_all(annotations)
                edit.add_all(attributions)
        ids = library.article_ids()
        chosen = data.draw(st.none() | st.lists(st.sampled_from(ids), unique=True)) if ids else None
        known = [speaker.id for speaker in speakers]
        heard = data.draw(st.lists(st.sampled_from(known), unique=True, max_size=2)) if known else []
        selection = Selection(
            articles=None if chosen is None else tuple(chosen),
            speakers=tuple(heard),
            options=CHOSEN if suggestions else {},
        )
        sink = Sink()
        sink.take(library, selection)
        with library.snapshot() as snapshot:
            written = None if selection.is_of_all_articles else [document.article.id for document in sink.documents]
            counted = snapshot.feature_counts(written, selection.statuses, selection.speakers)
    assert counted == _counted_one_by_one(sink.head, sink.documents)


def _counted_one_by_one(head: Head, documents: list[Document]) -> dict[Feature, int]:
    assert head.codebook is not None
    counts: Counter[Feature] = Counter()
    counts[Feature.ARTICLES] = max(0, len(documents) - 1)
    counts[Feature.CODEBOOK] = len(head.codebook.labels)
    for speaker in head.speakers:
        counts[Feature.SPEAKERS] += 1
        counts[Feature.SPEAKER_FACTS] += speaker != Speaker(
            id=speaker.id, name=speaker.name, kind=speaker.kind, hue=speaker.hue
        )
    for document in documents:
        article = document.article
        counts[Feature.TEXTS] += 1
        counts[Feature.TITLES] += 1
        counts[Feature.PUBLISHERS] += bool(article.publisher)
        counts[Feature.ADDRESSES] += bool(article.url)
        counts[Feature.AUTHORS] += bool(article.author)
        counts[Feature.DATES] += bool(article.published)
        counts[Feature.LANGUAGES] += bool(article.language)
        counts[Feature.TAGS] += bool(article.tags)
        counts[Feature.SETS] += bool(article.sets)
        counts[Feature.ARTICLE_STATUSES] += article.status != "new"
        counts[Feature.ARTICLE_NOTES] += bool(article.note)
        belonging = {id for said in document.attributions for id in _named(said)}
        for annotation in document.annotations:
            role = head.codebook.role(annotation.label)
            first = head.codebook.first(role)
            plain = role != "other" and first is not None and first.name == annotation.label
            counts[Feature.ANNOTATIONS] += 1
            counts[Feature.MAKERS] += 1
            counts[Feature.LABELS] += not plain
            counts[Feature.PARTS] += len(annotation.fragments) > 1
            counts[Feature.ANSWERS] += bool(annotation.attributes)
            counts[Feature.ANNOTATION_NOTES] += bool(annotation.note)
            counts[Feature.ORIGINS] += bool(annotation.origin) or annotation.confidence is not None
            counts[Feature.SUGGESTIONS] += annotation.status == "suggested"
            counts[Feature.LOOSE_PARTS] += role in {"speaker", "cue"} and annotation.id not in belonging
        for said in document.attributions:
            counts[Feature.ATTRIBUTIONS] += 1
            counts[Feature.JOINT_SOURCES] += len(said.sources) > 1
            counts[Feature.NESTED_CLAIMS] += said.parent is not None
    return {feature: number for feature, number in counts.items() if number}


def _named(said: Attribution) -> set[str]:
    return {source.mention for source in said.sources if source.mention is not None} | set(said.cues)


def test_many_articles_are_counted_in_batches(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.library.sql.batches._MOST", 2)
    articles = [added_article(library, f"Article {number}") for number in range(5)]
    with library.edit(operations.label("Claim")) as edit:
        speakers = edit.add_all(Speaker(name=f"Speaker {number}", note="known") for number in range(5))
        for article, speaker in zip(articles, speakers, strict=True):
            edit.add(
                Annotation(
                    article=article.id, label="Speaker", fragments=(Fragment(0, 3),), speaker=speaker.id, note="n"
                )
            )
    lost = found(library, articles=tuple(article.id for article in articles[:-1]))
    assert (lost[Feature.ARTICLES], lost[Feature.SPEAKERS], lost[Feature.ANNOTATIONS]) == (3, 4, 4)
