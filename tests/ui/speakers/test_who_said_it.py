"""Enter writes whom something speaks for: measured over whole articles, and nobody where nothing does."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListView

from desktop.library import Library
from desktop.model import operations
from desktop.model.records import Source, Speaker
from tests.making import added_article, over
from tests.ui.gestures import claim, drag, press, type_words
from tests.ui.speakers.told import FOLDER, told_article
from ui.article_view.speaker_rows import CHOICE
from ui.window.main_window import MainWindow

CROFT = (
    "Coalition praises pilots\n\n"
    "Speaking from Irbil, Air Force Brig. Gen. Andrew A. Croft thanked the pilots.\n\n"
    "“We have seen them grow,” Croft said. The weather was fine.\n\n"
    "Nobody else was there, and it rained later.\n"
)


@pytest.fixture
def on(tmp_path: Path, open_window: Callable[[Library], MainWindow]):
    """Opens a window on a library of one article with this text, and of these speakers."""
    libraries = []

    def opened(text: str, *speakers: str, language: str = "") -> tuple[MainWindow, Library]:
        library = Library.open(tmp_path / "news.ascribe", annotator="tester")
        libraries.append(library)
        added_article(library, text, language=language)
        with library.edit(operations.add_speaker()) as edit:
            for name in speakers:
                edit.add(Speaker(name=name))
        return open_window(library), library

    yield opened
    for library in libraries:
        library.close()


def names(library: Library) -> list[str]:
    return [speaker.name for speaker in library.speakers()]


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.txt")))
def test_enter_is_right_from_the_first_claim_to_the_last(on, name: str) -> None:
    told = told_article(name)
    window, library = on(told.text)
    who_is: dict[str, str] = {}  # the ids of the speakers, by the short names of the article
    right, wrong = 0, []
    for who, fragments in told.claims:
        window.labelling.label("Claim", fragments)
        assert field_of(window).isVisible()
        press(Qt.Key.Key_Return)
        written = speaker_of_selected(window)
        known = {speaker.id: speaker.name for speaker in library.speakers()}
        is_right = written is not None and (  # a new speaker by a name that nobody has is wrong
            written == who_is[who] if who in who_is else known[written] in told.names[who]
        )
        if is_right:
            right += 1
            who_is[who] = written
        else:
            wrong.append(f"{who}: {known.get(written or '', 'nobody')}")
            who_is[who] = put_right(window, library, told.names[who][0], who_is.get(who))
    share = right / len(told.claims)
    print(f"{name}: Enter is right in {right} of {len(told.claims)} claims ({share:.0%})")
    assert share >= 0.85, wrong


def speaker_of_selected(window: MainWindow) -> str | None:
    state = window.session.state
    assert state
    assert window.session.selected
    return next(iter(state.speakers_of(window.session.selected)), None)


def put_right(window: MainWindow, library: Library, name: str, known: str | None) -> str:
    """Say who it was, as a person does who sees that it is wrong or that nobody was written."""
    window.labelling.ask_speaker(window.session.selected or "")
    type_words(library.speaker(known).name if known else name)  # type: ignore[union-attr]
    press(Qt.Key.Key_Return)
    written = speaker_of_selected(window)
    assert written
    return written


def test_without_evidence_enter_writes_nobody_and_the_picker_stays(on) -> None:
    window, library = on(CROFT, "Aaron Aardvark", "Bea Bell")
    drag(window, "Nobody else was there")
    press(Qt.Key.Key_C, Qt.Key.Key_Return, Qt.Key.Key_Return)
    (marked,) = (one for one in library.annotations(window.session.article.id) if one.label == "Claim")
    assert library.attributions(marked.article) == {}
    assert field_of(window).isVisible()
    press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert library.attributions(marked.article)[marked.id].sources[0].speaker == library.speakers()[0].id


def test_who_is_named_beside_is_a_new_speaker_by_the_fullest_name(on) -> None:
    window, library = on(CROFT, "Aaron Aardvark")
    drag(window, "“We have seen them grow,”")
    press(Qt.Key.Key_C, Qt.Key.Key_Return)
    assert names(library) == ["Aaron Aardvark", "Andrew A. Croft"]
    croft = library.speakers()[1]
    assert croft.kind == "person"
    assert library.claims_by_speaker() == {croft.id: 1}
    press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert names(library) == ["Aaron Aardvark"]


def test_a_speaker_of_the_library_who_goes_by_the_name_is_taken(on) -> None:
    window, library = on(CROFT, "Aaron Aardvark", "Andrew A. Croft")
    drag(window, "“We have seen them grow,”")
    press(Qt.Key.Key_C, Qt.Key.Key_Return)
    assert names(library) == ["Aaron Aardvark", "Andrew A. Croft"]
    assert list(library.claims_by_speaker()) == [library.speakers()[1].id]


def test_who_was_named_by_hand_is_whom_the_text_means_from_then_on(on) -> None:
    window, library = on(CROFT + "\n“We are proud,” the general said.\n")
    claim(window, "“We have seen them grow,”", "Drew Croft")
    window.view.page.setFocus()
    drag(window, "“We are proud,”")
    press(Qt.Key.Key_C, Qt.Key.Key_Return)
    assert names(library) == ["Drew Croft"]
    assert library.claims_by_speaker() == {library.speakers()[0].id: 2}


def test_a_suggestion_that_a_claim_takes_the_place_of_says_who(on) -> None:
    from desktop.model.records import SpeakerGuess
    from desktop.suggest.attributions import SuggestedAttribution
    from desktop.suggest.proposing import write

    window, library = on(CROFT, "Aaron Aardvark")
    contents = over(CROFT, "Nobody else was there")
    by = SpeakerGuess("Weather Office", (), "organisation")
    found = SuggestedAttribution(contents, sources=(over(CROFT, "it rained"),), speakers=(by,))
    with Library.open(library.address, annotator="Ascribe") as program:
        write(program, window.session.article.id, [found])
    window.session.catch_up()
    drag(window, "Nobody else was there")
    press(Qt.Key.Key_C, Qt.Key.Key_Return)
    assert {one.name: one.kind for one in library.speakers()}["Weather Office"] == "organisation"


def test_enter_takes_those_who_said_it_together_and_again_keeps_them(on) -> None:
    window, library = on("Prices would rise, Ada Lin and the Chamber of Commerce said.\n")
    drag(window, "Prices would rise")
    press(Qt.Key.Key_C, Qt.Key.Key_Return)
    assert names(library) == ["Ada Lin", "Chamber of Commerce"]
    (before,) = library.attributions(window.session.article.id).values()
    assert len(before.sources) == 2
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert list(library.attributions(window.session.article.id).values()) == [before]


def test_a_joint_source_is_the_next_one_whom_something_speaks_for(on) -> None:
    text = "Prices would rise, Ada Lin and the Chamber of Commerce said.\n"
    window, library = on(text)
    drag(window, "Prices would rise")
    press(Qt.Key.Key_C, Qt.Key.Key_2)
    (first,) = library.speakers()
    window.labelling.ask_speaker(window.session.selected or "", adding=True)
    assert first.id not in [choice.speaker.id for choice in offered(window) if choice.is_evident]


def test_asked_again_enter_keeps_who_was_chosen(on) -> None:
    window, library = on(CROFT)
    claim(window, "“We have seen them grow,”", "Ada Lin")
    window.view.page.setFocus()
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert names(library) == ["Ada Lin"]
    (attribution,) = library.attributions(window.session.article.id).values()
    assert attribution.sources == (Source(library.speakers()[0].id, None),)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The mayor, Ada Lin, opened the bridge.\n", "Ada Lin", "Ada Lin"),
        ("Gen. Andrew A. Croft spoke first. Later Croft left.\n", "Croft left", "Andrew A. Croft"),
        ("قال أحمد أبو الغيط إن الجسر آمن.\n", "أحمد أبو الغيط", "أحمد أبو الغيط"),
        ("Es sprach Jürgen Großkopf.\n", "Jürgen Großkopf", "Jürgen Großkopf"),
        ("Later Ursula von der Leyen left.\n", "Ursula von der Leyen", "Ursula von der Leyen"),
        ("Later Mayor Ada Lin left.\n", "Mayor Ada Lin", "Ada Lin"),
        ("The mayor, Ada Lin, spoke first. Later the mayor left.\n", "the mayor left", "Ada Lin"),
    ],
)
def test_a_mention_over_a_name_offers_that_name(on, text: str, words: str, name: str) -> None:
    window, library = on(text, "Aaron Aardvark")
    (fragment,) = over(text, words)
    window.labelling.label("Speaker", (fragment,))
    press(Qt.Key.Key_Return)
    (mention,) = library.annotations(window.session.article.id)
    assert name in names(library)
    assert library.speaker(mention.speaker or "").name == name  # type: ignore[union-attr]


def test_of_a_description_of_nobody_known_enter_makes_no_speaker(on) -> None:
    window, library = on("Prices would rise, the company said.\n")
    drag(window, "Prices would rise")
    press(Qt.Key.Key_C, Qt.Key.Key_Return)
    assert names(library) == []
    assert [choice.speaker.name for choice in offered(window)] == ["company"]
    press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert names(library) == ["company"]


def test_a_mention_over_a_name_that_the_library_knows_is_that_speaker(on) -> None:
    window, library = on("The mayor, Ada Lin, opened the bridge.\n", "Aaron Aardvark", "Ada Lin")
    drag(window, "Ada Lin")
    press(Qt.Key.Key_S, Qt.Key.Key_Return)
    assert names(library) == ["Aaron Aardvark", "Ada Lin"]


def field_of(window: MainWindow) -> QLineEdit:
    (field,) = (one for one in window.view.findChildren(QLineEdit) if one.accessibleName() == "Speaker")
    return field


def offered(window: MainWindow) -> list:
    (rows,) = (one for one in window.view.findChildren(QListView) if one.accessibleName() == "Speakers to choose from")
    return [rows.model().index(row, 0).data(CHOICE) for row in range(rows.model().rowCount())]
