"""Suggestions in a library: they wait, they are taken over whole, and what was rejected does not come back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from desktop import labelling
from desktop.library import Edit, Library
from desktop.model import operations
from desktop.model.records import Annotation, Evidence, Speaker, SpeakerGuess
from desktop.model.speakers import SpeakersByName
from desktop.model.text import Fragment
from desktop.suggest import proposing, writing
from desktop.suggest.proposing import Proposed, propose
from tests.making import article_of, question

TEXT = (
    'Gen. Maria Croft said the bridge was open. "We are glad," she said. "It was time."\n\n'
    "The mayor said that a minister had denied that the money was spent.\n"
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "l.ascribe") as library:
        yield library


@pytest.fixture
def article(library: Library) -> str:
    made = article_of(TEXT)
    with library.edit(operations.import_articles()) as edit:
        edit.add_article(made, TEXT)
    return made.id


def claims(library: Library, article: str, status: str = "suggested") -> list[Annotation]:
    return [one for one in library.annotations(article) if one.label == "Claim" and one.status == status]


def said(library: Library, claim: Annotation) -> str:
    return " … ".join(TEXT[start:end] for start, end in claim.fragments)


def test_writes_claims_mentions_and_cues_that_wait(library: Library, article: str) -> None:
    assert propose(library, article) == Proposed(new=4)
    first, second, third, nested = claims(library, article)
    assert said(library, first) == "the bridge was open"
    assert said(library, second) == '"We are glad," … "It was time."'
    assert second.attributes["quotation"] == "direct"
    assert second.origin == "rules"
    assert second.evidence == Evidence(rule="content, source, cue", cue="said")
    assert 0.8 < (second.confidence or 0) <= 1
    attributions = library.attributions(article)
    assert attributions[nested.id].parent == third.id
    mention = library.annotation(attributions[first.id].sources[0].mention or "")
    assert mention is not None
    assert mention.status == "suggested"
    assert mention.evidence.speaker.name == "Maria Croft"
    assert library.speakers() == []


def test_doing_it_twice_changes_nothing(library: Library, article: str) -> None:
    propose(library, article)
    before = library.journal()
    assert propose(library, article) == Proposed(kept=4)
    assert library.journal() == before


def test_is_one_step_to_undo(library: Library, article: str) -> None:
    propose(library, article)
    library.undo()
    assert library.annotations(article) == []


def test_accepting_takes_the_whole_and_makes_the_speaker_once(library: Library, article: str) -> None:
    propose(library, article)
    first, second, *_ = claims(library, article)
    with library.edit(operations.accept(1)) as edit:
        proposing.accept(edit, first)
        proposing.accept(edit, second)
    (croft,) = library.speakers()
    assert (croft.name, croft.kind) == ("Maria Croft", "person")
    assert "Gen. Maria Croft" in croft.aliases
    for claim in (first, second):
        attribution = library.attribution(claim.id)
        assert attribution is not None
        assert [source.speaker for source in attribution.sources] == [croft.id]
        parts = [library.annotation(id) for id in (attribution.sources[0].mention, *attribution.cues) if id]
        assert {part.status for part in parts if part} == {"accepted"}
        assert all(part.evidence.speaker is None for part in parts if part)


def test_ties_to_the_speaker_that_the_library_has(library: Library, article: str) -> None:
    with library.edit(operations.label("Claim")) as edit:
        croft = edit.add(Speaker(name="M. Croft", aliases=("Maria Croft",)))
    propose(library, article)
    first = claims(library, article)[0]
    attribution = library.attribution(first.id)
    assert attribution is not None
    assert attribution.sources[0].speaker == croft.id


def test_the_rejected_does_not_come_back(library: Library, article: str) -> None:
    propose(library, article)
    first = claims(library, article)[0]
    with library.edit(operations.reject()) as edit:
        proposing.reject(edit, first)
    propose(library, article)
    assert first.fragments not in [one.fragments for one in claims(library, article)]
    assert len(claims(library, article, "rejected")) == 1


def test_nothing_is_written_over_a_persons_work(library: Library, article: str) -> None:
    start = TEXT.index("bridge")
    with library.edit(operations.label("Claim")) as edit:
        label = edit.codebook.first("claim")
        assert label is not None
        mine = labelling.annotate(edit, article, TEXT, (Fragment(start, start + 15),), label)
    assert propose(library, article) == Proposed(new=3)
    assert [one.id for one in claims(library, article, "accepted")] == [mine.id]


def test_what_is_less_certain_stays_away_and_goes_when_it_was_there(library: Library, article: str) -> None:
    propose(library, article)
    assert propose(library, article, min_confidence=0.88).new == 0
    assert [said(library, one) for one in claims(library, article)] == ['"We are glad," … "It was time."']
    kept = {one.label for one in library.annotations(article)}
    assert kept == {"Claim", "Speaker", "Cue"}
    assert len(library.annotations(article)) == 3


def test_who_was_accepted_once_is_known_for_the_rest(library: Library, article: str) -> None:
    propose(library, article)
    first, second, *_ = claims(library, article)
    before = library.annotations(article)
    with library.edit(operations.accept(1)) as edit:
        proposing.accept(edit, first)
    (croft,) = library.speakers()
    attribution = library.attribution(second.id)
    assert attribution is not None
    assert [source.speaker for source in attribution.sources] == [croft.id]
    mention = library.annotation(attribution.sources[0].mention or "")
    assert mention is not None
    assert (mention.status, mention.speaker, mention.evidence.speaker) == ("suggested", croft.id, None)
    library.undo()
    assert library.annotations(article) == before


def left(library: Library, article: str) -> list[object]:
    """What is to be seen in a library, without ids and moments."""
    names = {speaker.id: speaker.name for speaker in library.speakers()}
    annotations = {one.id: one for one in library.annotations(article)}
    attributions = library.attributions(article)
    return [
        sorted((speaker.name, speaker.kind, speaker.aliases, speaker.hue) for speaker in library.speakers()),
        [
            (one.label, one.fragments, one.status, one.annotator, dict(one.attributes), names.get(one.speaker or ""))
            for one in annotations.values()
        ],
        [
            (
                annotations[claim].fragments,
                [(names.get(speaker or ""), annotations[mention or ""].fragments) for speaker, mention in sources],
                [annotations[cue].fragments for cue in cues],
            )
            for claim, sources, cues in sorted(
                ((one.claim, [(s.speaker, s.mention) for s in one.sources], one.cues) for one in attributions.values()),
                key=lambda each: annotations[each[0]].fragments,
            )
        ],
    ]


@pytest.mark.parametrize("count", [2, 4])
def test_accepting_many_leaves_what_accepting_each_leaves(library: Library, article: str, count: int) -> None:
    propose(library, article)
    before = library.annotations(article)
    chosen = claims(library, article)[:count]
    with library.edit(operations.accept(1)) as edit:
        for claim in chosen:
            proposing.accept(edit, claim)
    each = left(library, article)
    library.undo()
    assert library.annotations(article) == before
    with library.edit(operations.accept(1)) as edit:
        proposing.accept(edit, *chosen)
    assert left(library, article) == each
    library.undo()
    assert library.annotations(article) == before
    library.redo()
    assert left(library, article) == each


def test_accepting_many_takes_as_many_statements_as_accepting_one(library: Library) -> None:
    sentence = "{} said the bridge was open in {}. "
    names = [f"Maria {name}" for name in ("Croft", "Lin", "Ruiz", "Berg", "Ito", "Moss", "Hale", "Vane")]
    counts = []
    for number in (2, 8):
        text = "News\n\n" + "".join(sentence.format(name, name[6:]) for name in names[:number])
        made = article_of(text)
        with library.edit(operations.import_articles()) as edit:
            edit.add_article(made, text)
        propose(library, made.id)
        waiting = claims(library, made.id)
        assert len(waiting) == number
        with library.edit(operations.accept(1)) as edit, counted_statements() as statements:
            proposing.accept(edit, *waiting)
        counts.append(len(statements))
        assert claims(library, made.id) == []
    assert counts[0] == counts[1]


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    """The statements that are sent to a database meanwhile."""
    sent: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    ("called", "found"),
    [
        (SpeakerGuess("m. croft", (), "person"), "M. Croft"),
        (SpeakerGuess("the general", (), "person"), "M. Croft"),
        (SpeakerGuess("Croft", (), "person"), "M. Croft"),
        (SpeakerGuess("Lin", (), "person"), None),  # there are two
        (SpeakerGuess("Bank", (), "organisation"), None),  # is no surname
        (SpeakerGuess("Someone", ("Ada Lin",), "person"), "Ada Lin"),
    ],
)
def test_a_speaker_is_known_by_name_alias_or_a_surname_of_its_own(called: SpeakerGuess, found: str | None) -> None:
    speakers = [
        Speaker(name="M. Croft", aliases=("the general",)),
        Speaker(name="Ada Lin"),
        Speaker(name="Bo Lin"),
        Speaker(name="World Bank", kind="organisation"),
    ]
    speaker = SpeakersByName(speakers).meant(called.name, called.aliases)
    assert (speaker.name if speaker else None) == found


def test_a_suggestion_has_the_answers_that_are_given_beforehand(library: Library, article: str) -> None:
    tone = replace(question("tone", "choice", "calm", "sharp"), default="calm")
    with library.edit(operations.import_articles()) as edit:
        label, *others = edit.codebook.labels
        asking = replace(label, attributes=(*label.attributes, tone))
        edit.set_codebook(replace(edit.codebook, labels=(asking, *others)))
    propose(library, article)
    assert {one.attributes["tone"] for one in claims(library, article)} == {"calm"}
    assert all(one.attributes["quotation"] in {"direct", "indirect", "mixed"} for one in claims(library, article))


def test_others_can_write_between_the_many_suggestions_of_an_article(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n\n".join(f'"We are glad about {n} of them," said Maria Croft.' for n in range(7))
    made = article_of(text)
    with library.edit(operations.import_articles()) as edit:
        edit.add_article(made, text)
    monkeypatch.setattr(writing, "AT_ONCE", 3)
    monkeypatch.setattr(proposing, "PAUSE", 0)
    bulk_edit, begun = library.bulk_edit, 0

    @contextmanager
    def after_somebody(operation: operations.Operation, group: str) -> Iterator[Edit]:
        nonlocal begun
        begun += 1
        if begun == 2:  # the lock is free, else this other one would wait in vain
            with Library.open(library.address, annotator="Bea") as other, other.edit(operations.reject()) as edit:
                proposing.reject(edit, other.annotations(made.id)[0])
        with bulk_edit(operation, group) as edit:
            yield edit

    monkeypatch.setattr(library, "bulk_edit", after_somebody)
    assert propose(library, made.id) == Proposed(new=7)
    assert begun == 3
    assert len(claims(library, made.id)) == 6
    assert len(claims(library, made.id, "rejected")) == 1


def test_many_suggestions_of_an_article_are_one_step_to_undo(
    library: Library, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    propose(library, article)
    written = [(said(library, one), one.confidence) for one in claims(library, article)]
    library.undo()
    monkeypatch.setattr(writing, "AT_ONCE", 1)
    monkeypatch.setattr(proposing, "PAUSE", 0)
    assert propose(library, article) == Proposed(new=4)
    assert [(said(library, one), one.confidence) for one in claims(library, article)] == written
    assert propose(library, article) == Proposed(kept=4)
    proposed = library.annotations(article)
    assert proposing.write(library, article, []) == Proposed()
    assert library.annotations(article) == []
    assert [len(library.annotations(article)) for _ in range(2) if library.undo()] == [len(proposed), 0]
    library.redo()
    assert {one.id for one in library.annotations(article)} == {one.id for one in proposed}


def other_article(library: Library, text: str) -> str:
    made = article_of(text)
    with library.edit(operations.import_articles()) as edit:
        edit.add_article(made, text)
    return made.id


def test_what_is_always_turned_down_is_not_proposed_any_more(library: Library) -> None:
    for number in range(proposing.TURNED_DOWN):
        article = other_article(library, f"Croft noted the {number} cars were red. Berg said it rained.")
        assert propose(library, article) == Proposed(new=2)
        noted, _ = claims(library, article)
        with library.edit(operations.reject()) as edit:
            proposing.reject(edit, noted)
    waiting = other_article(library, "Croft noted the trams were late. Berg said it snowed.")
    assert propose(library, waiting) == Proposed(new=1)
    assert [one.evidence.cue for one in claims(library, waiting)] == ["said"]


def test_what_was_accepted_once_is_proposed_for_good(library: Library) -> None:
    texts = [f"Croft noted the {number} cars were red." for number in range(proposing.TURNED_DOWN + 1)]
    first, *others = [other_article(library, text) for text in texts]
    for article in (first, *others):
        propose(library, article)
    with library.edit(operations.reject()) as edit:
        for article in others:
            proposing.reject(edit, *claims(library, article))
    assert proposing.turned_down(library) == {claims(library, first)[0].evidence}
    with library.edit(operations.accept(1)) as edit:
        proposing.accept(edit, *claims(library, first))
    assert proposing.turned_down(library) == frozenset()
