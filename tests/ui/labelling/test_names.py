"""Names are shown through the codebook, everywhere; what is chosen and typed becomes ids."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton

from desktop.library import Library
from desktop.model import operations
from desktop.model.codebook import Attribute, Label, Option
from desktop.model.records import Annotation, Article
from tests.making import answers
from tests.ui.conftest import TEXT
from tests.ui.gestures import child, claim, drag
from ui.base.annotation_wording import described
from ui.window.main_window import MainWindow

HEALTH, TRAFFIC = Option(name="Health"), Option(name="Traffic")
COSTS = tuple(Option(name="Costs", parent=one.id) for one in (HEALTH, TRAFFIC))
TOPIC = Attribute(name="topic", kind="choice", options=(HEALTH, TRAFFIC, *COSTS), open=True)
TOPICS = Attribute(name="topics", kind="choices", options=(HEALTH, *COSTS))
SAID = "“We have waited too long,”"


@pytest.fixture
def asking(library: Library, open_window: Callable[[Library], MainWindow]) -> MainWindow:
    """A window with one claim, whose label asks for topics of which two have one name."""
    first, *others = library.codebook.labels
    opinion = Label(name="Opinion", role="claim")
    with library.edit(operations.import_articles()) as edit:
        statement = replace(first, attributes=(*first.attributes, TOPIC, TOPICS))
        edit.set_codebook(replace(edit.codebook, labels=(statement, opinion, *others)))
    window = open_window(library)
    claim(window, SAID, "Ada Lint")
    return window


def the_claim(library: Library, article: Article) -> Annotation:
    (found,) = library.annotations(article.id)
    return found


def combo(window: MainWindow, name: str) -> QComboBox:
    """The field of this name, once it shows itself: the codebook's change may just have made it anew."""
    for _ in range(200):
        for field in window.details.findChildren(QComboBox):
            if field.accessibleName() == name and field.isVisible():
                return field
        QTest.qWait(5)
    raise AssertionError(f"no field {name} is shown")


def choose(field: QComboBox, place: int) -> None:
    """Chooses from the list that drops down, by keys."""
    field.setFocus()
    field.showPopup()
    popup = field.view()
    popup.setCurrentIndex(field.model().index(place, 0))
    QTest.keyClick(popup, Qt.Key.Key_Return)


def type_words(field: QComboBox, words: str) -> None:
    line = field.lineEdit()
    assert line is not None
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, words)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_of_two_options_with_one_name_the_chosen_one_is_kept(
    asking: MainWindow, library: Library, article: Article
) -> None:
    for place, option in ((3, COSTS[0]), (4, COSTS[1])):
        choose(combo(asking, "Topic"), place)
        assert the_claim(library, article).attributes[TOPIC.id] == option.id
        assert combo(asking, "Topic").currentText() == "Costs"
    line = combo(asking, "Topic").lineEdit()
    assert line is not None
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Return)
    asking.view.page.setFocus()
    assert the_claim(library, article).attributes[TOPIC.id] == COSTS[1].id, "left without a change, it is the same"


def test_two_ticks_with_one_name_are_two(asking: MainWindow, library: Library, article: Article) -> None:
    topics = child(asking.details, QPushButton, "Topics")
    (menu,) = topics.findChildren(QMenu)
    menu.aboutToShow.emit()
    menu.actions()[2].trigger()
    assert the_claim(library, article).attributes[TOPICS.id] == (COSTS[1].id,)
    menu.actions()[1].trigger()
    assert set(the_claim(library, article).attributes[TOPICS.id]) == {one.id for one in COSTS}  # type: ignore[arg-type]


def test_a_name_that_is_typed_is_the_option_of_that_name(
    asking: MainWindow, library: Library, article: Article
) -> None:
    before = library.codebook
    type_words(combo(asking, "Topic"), "TRAFFIC")
    assert the_claim(library, article).attributes[TOPIC.id] == TRAFFIC.id
    assert library.codebook == before
    assert combo(asking, "Topic").currentText() == "Traffic"
    type_words(combo(asking, "Topic"), "Weather")
    assert answers(library.codebook, the_claim(library, article))[TOPIC.id] == "Weather"
    assert combo(asking, "Topic").currentText() == "Weather"


def test_a_rename_elsewhere_is_seen_at_every_place(asking: MainWindow, library: Library, article: Article) -> None:
    choose(combo(asking, "Topic"), 1)
    asking.view.page.setFocus()  # no field is made anew while somebody is in it
    with (
        Library.open(library.address, annotator="colleague", layer="") as colleague,
        colleague.edit(operations.import_articles()) as edit,
    ):
        statement, *others = edit.codebook.labels
        quotation, topic, topics = statement.attributes
        kinds = tuple(replace(one, name=f"{one.name} speech") for one in quotation.options)
        topic = replace(topic, name="about", options=(replace(HEALTH, name="Well-being"), *topic.options[1:]))
        renamed = replace(statement, name="Statement", attributes=(replace(quotation, options=kinds), topic, topics))
        edit.set_codebook(replace(edit.codebook, labels=(renamed, *others)))
    asking.session.catch_up()

    assert combo(asking, "About").currentText() == "Well-being"
    assert combo(asking, "Quotation").currentText() == "Direct speech"
    assert combo(asking, "Label").currentText() == "Statement"
    row = asking.claims.list.model().index(0, 0)
    assert "direct speech" in row.data(Qt.ItemDataRole.AccessibleTextRole)
    found = the_claim(library, article)
    assert described(asking.session.state, found).startswith("Statement · ")
    drag(asking, "nobody asked us")
    assert child(asking.view, QPushButton, "Statement").isVisible()
    assert found.label == "Claim"
    assert TEXT[found.start : found.end] == SAID


def test_a_claim_gets_another_label_by_its_id(asking: MainWindow, library: Library, article: Article) -> None:
    choose(combo(asking, "Label"), 1)
    found = the_claim(library, article)
    assert (found.label, library.codebook.label(found.label).name) == (library.codebook.labels[1].id, "Opinion")


def test_a_value_that_is_no_option_any_more_is_shown_and_can_be_taken_away(
    asking: MainWindow, library: Library, article: Article
) -> None:
    with library.edit(operations.answer("topic")) as edit:
        edit.change(edit.current(the_claim(library, article)), attributes={TOPIC.id: "rain", TOPICS.id: ("wind",)})
    assert combo(asking, "Topic").currentText() == "rain"
    topics = child(asking.details, QPushButton, "Topics")
    (menu,) = topics.findChildren(QMenu)
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["wind"]
    menu.actions()[0].trigger()
    assert set(the_claim(library, article).attributes[TOPICS.id]) == {HEALTH.id, "wind"}  # type: ignore[arg-type]
    menu.actions()[-1].trigger()
    assert the_claim(library, article).attributes[TOPICS.id] == (HEALTH.id,)
    choose(combo(asking, "Topic"), 0)
    assert TOPIC.id not in the_claim(library, article).attributes
