"""In a window of 1024 x 640, in German, with long names: what is shown can be read, or ends in an ellipsis."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop import labelling
from desktop.base import translation
from desktop.library import Library
from desktop.model import operations
from desktop.model.codebook import Attribute, Option
from desktop.model.records import Annotation
from tests.desktop.adjudication.making import CLOSE, FULL, WAITED, code
from tests.making import added
from tests.ui.conftest import TEXT
from tests.ui.pseudo_locale import Seen
from ui.window.main_window import MainWindow

ANN, BEN, ME = "Ann-Kathrin Müller-Lüdenscheidt", "Benedikt von Hohenzollern", "Johanna Wertheimer-Schmidt"
SPEAKER = "Ministerpräsidentin Annegret Hohenstein-Lauterbach"
TOPIC = Attribute(
    name="Themenzugehörigkeit",
    kind="choice",
    options=(tax := Option(name="Mehrwertsteuer und sonstige Abgaben"), Option(name="Verkehr")),
    required=True,
)


@pytest.fixture
def german() -> Iterator[None]:
    translation.speak(["de"])
    yield
    translation.speak(["en"])


@pytest.fixture
def claim(library: Library) -> Annotation:
    """A claim that others have, too, is talked about and has an answer; a suggestion waits."""
    with library.edit(operations.add_attribute(TOPIC.name)) as edit:
        edit.set_codebook(edit.codebook.with_part(("Claim",), TOPIC))
    code(library, ANN, CLOSE, "Ada Lin", mention="Mayor Ada Lin", cue="said")
    code(library, BEN, "The bridge will close in May, Mayor Ada Lin", "Mayor Lin")
    code(library, BEN, FULL)
    code(library, ME, WAITED)
    claim = code(library, ME, CLOSE, SPEAKER, mention="Mayor Ada Lin", cue="said")
    with library.edit(operations.answer(TOPIC.name)) as edit:
        edit.change(claim, attributes={TOPIC.id: tax.id})
        article = edit.article(claim.article)
        edit.change(added(edit, article, TEXT, "Claim", "nobody asked us"), status="suggested", confidence=0.87)
    with library.edit(operations.comment()) as edit:
        labelling.comment(edit, claim, "Ist das wirklich wörtlich so gesagt worden?")
    return claim


@pytest.fixture
def window(
    german: None, library: Library, claim: Annotation, open_window: Callable[..., MainWindow], qtbot: QtBot
) -> MainWindow:
    window = open_window(library, legend=True)
    window.resize(1024, 640)
    window.session.select(claim.id)
    qtbot.wait(100)
    return window


def clipped(*roots: QWidget) -> set[str]:
    """What is cut in these; what scrolls up and down only is not to be wider than what is seen of it."""
    seen = Seen()
    seen.look(*roots)
    areas = [
        area for root in roots for area in (root, *root.findChildren(QScrollArea)) if isinstance(area, QScrollArea)
    ]
    for area in areas:
        if area.isVisible() and (content := area.widget()):
            least = content.minimumSizeHint().width()
            if least > area.viewport().width():
                seen.clipped.add(f"{area.accessibleName()}: {least} px in {area.viewport().width()}")
    return seen.clipped


def test_the_panels(window: MainWindow) -> None:
    assert clipped(window) == set()


def test_the_list_of_claims_has_room_above_the_button_that_accepts(
    window: MainWindow, claim: Annotation, qtbot: QtBot
) -> None:
    window.session.select("")
    qtbot.waitUntil(lambda: not window.details.isVisible())
    window.side.setSizes([270, 0, 230])
    qtbot.wait(20)
    window.session.select(claim.id)
    qtbot.wait(100)
    assert window.sure_suggestions.button.isVisible()
    rows = window.claims.list
    highest = max(rows.visualRect(rows.model().index(row, 0)).height() for row in range(rows.model().rowCount()))
    assert rows.viewport().height() >= 2 * highest - 10
    assert all(one.height() >= 50 for one in (window.details, window.speakers))


def test_the_status_line_leaves_out_what_has_no_room(window: MainWindow, qtbot: QtBot) -> None:
    status = window.status
    assert (status.undo.isVisible(), status.language.isVisible()) == (True, True)
    window.session.unsaved = "Voll."
    status.show_saved(read_only=False, unsaved="Die Festplatte ist voll.")
    qtbot.wait(20)
    shown = [one for one in status.findChildren(QLabel) if one.isVisible()]
    assert {one.text() for one in shown if one.width() < one.sizeHint().width()} == set()
    window.resize(800, 640)
    qtbot.wait(20)
    assert not status.undo.isVisible()
    assert {one.text() for one in shown if one.isVisible() and one.width() < one.sizeHint().width()} == set()


def test_who_says_it_can_be_read_in_the_details(window: MainWindow) -> None:
    names = [one.text() for one in window.details.findChildren(QPushButton) if "Minister" in one.text()]
    assert len(names) == 1
    assert names[0].strip().startswith("Ministerpräs")


def test_what_has_no_room_in_a_field_ends_in_an_ellipsis(window: MainWindow) -> None:
    field = window.details._fields.attributes[TOPIC.id]  # type: ignore[union-attr]
    assert field.shown_words().startswith("Mehrwertsteuer")  # type: ignore[union-attr]
    assert field.shown_words().endswith("…")  # type: ignore[union-attr]


def test_differences(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["adjudicate"].trigger()
    assert window.adjudication.sheet is not None
    qtbot.wait(100)
    assert clipped(window.adjudication.sheet) == set()


def test_the_codebook(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    window.actions_["edit-codebook"].trigger()
    page = window.codebook.page
    assert page is not None
    for path in (("Claim",), ("Claim", TOPIC.id), ("Claim", TOPIC.id, tax.id), ("Speaker",)):
        page.outline.choose(path)
        QTest.qWait(100)
        assert clipped(page) == set(), path
