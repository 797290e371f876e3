"""On a server, three annotators code twenty articles blind in their windows; a fourth compares, settles, takes it home.

`make test-postgres` runs it.
"""

import json
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from desktop import labelling
from desktop.exchange import exporting
from desktop.exchange.exporting import Selection
from desktop.exchange.formats import native
from desktop.library import Library, database
from desktop.model import operations
from desktop.model.records import ADJUDICATED
from tests.desktop.adjudication import three
from tests.making import added_article
from tests.on_postgres import Databases
from tests.ui.gestures import child, claim, click_row, press
from ui.adjudication.rule_dialog import RuleDialog
from ui.agreement.dialog import AgreementDialog
from ui.base import message_boxes
from ui.base.file_dialogs import FileDialog
from ui.window.main_window import MainWindow

Open = Callable[[Library], MainWindow]
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def url(databases: Databases | None, monkeypatch: pytest.MonkeyPatch) -> str:
    """A library on the server of the run, whose twenty articles are assigned to all three, to be coded blind."""
    if databases is None:
        pytest.skip("`make test-postgres` runs it")
    monkeypatch.setattr(database, "opened", databases.opened_really)  # a file is a file here
    url = str(databases.new())
    with Library.open(url, annotator="Owner") as library:
        ids = [added_article(library, three.text_of(one), f"Report {one}").id for one in range(three.ARTICLES)]
        with library.edit(operations.assign(len(ids))) as edit:
            labelling.assign(edit, dict.fromkeys(ids, three.NAMES))
        with library.edit(operations.code_blind(True)) as edit:
            labelling.set_blind(edit, True)
    return url


@pytest.fixture
def opened(url: str, open_window: Open) -> Iterator[Callable[[str], MainWindow]]:
    """Opens the window of somebody, who has a connection of their own."""
    libraries: list[Library] = []

    def open(name: str) -> MainWindow:
        libraries.append(Library.open(url, annotator=name))
        window = open_window(libraries[-1])
        window.settings.asks_about_open_ones = False
        return window

    yield open
    for library in libraries:
        library.close()


def each_article(window: MainWindow, qtbot: QtBot) -> Iterator[str]:
    """Click the first article of the list, go through the others by J, and give the id of each."""
    model = window.articles.list.model()
    qtbot.waitUntil(lambda: model.rowCount() == three.ARTICLES)  # those of another layer may still be asked for
    click_row(window.articles.list, 0)
    for place in range(three.ARTICLES):
        if place:
            window.view.setFocus()
            press(Qt.Key.Key_J)
        assert window.session.article is not None
        yield window.session.article.id


def code(window: MainWindow, meant: three.Coded, name: str, qtbot: QtBot) -> None:
    """Mark what this annotator finds in each article, and mark each as done."""
    for id in each_article(window, qtbot):
        for words, who in meant[id][name].items():
            claim(window, words, who)
        assert window.session.state is not None
        assert window.session.state.progress().claims == len(meant[id][name])  # nobody else's
        window.view.setFocus()
        press(Qt.Key.Key_D)
        assert window.session.state.article.status == "done"


def compare(dialog: AgreementDialog, names: tuple[str, ...], qtbot: QtBot) -> dict[str, str]:
    """The figures of these annotators, chosen by the keyboard, as the window shows them."""
    sides: QListWidget = dialog.sides
    for row in range(sides.count()):
        item = sides.item(row)
        if (item.checkState() == Qt.CheckState.Checked) != any(name in item.text() for name in names):
            sides.setCurrentItem(item)
            QTest.keyClick(sides, Qt.Key.Key_Space)
    QTest.mouseClick(dialog.start, LEFT)
    qtbot.waitUntil(dialog.start.isEnabled)
    assert dialog.words.text().startswith(f"{three.ARTICLES} articles compared.")
    return {row[0]: row[1] for row in dialog.results.figures.table.rows()[1:]}


def agreement_is_what_a_second_hand_counts(window: MainWindow, meant: three.Coded, qtbot: QtBot) -> None:
    window.actions_["agreement"].trigger()
    dialog = window.findChild(AgreementDialog)
    assert isinstance(dialog, AgreementDialog)
    for one, other in combinations(three.NAMES, 2):
        shown, answers = compare(dialog, (one, other), qtbot), three.naive_answers(meant, one, other)
        assert shown["F1"] == f"{three.naive_f1(meant, one, other):.3f}"
        assert shown["Speaker: Cohen’s κ"] == f"{three.naive_kappa(answers):.3f}"
    assert (
        compare(dialog, three.NAMES, qtbot)["Speaker: Krippendorff’s α (sets, MASI)"]
        == f"{three.naive_alpha(meant):.3f}"
    )
    dialog.reject()


def settle(window: MainWindow, *, by_mouse: bool) -> None:
    """Decide all of the open article: by the rule of the majority, and else as the first who does not stand alone."""
    adjudication = window.adjudication
    assert adjudication.sheet is not None
    adjudication.sheet.list.setFocus()
    press(Qt.Key.Key_Y)
    while adjudication.found is not None and adjudication.found.undecided:
        case, card = adjudication.case, adjudication.sheet.card
        assert case is not None
        layers = list(adjudication.found.names)
        whose = min(layers.index(layer) for layer in case.claims)
        agreed = len(case.claims) > 1
        if by_mouse and agreed:
            name = adjudication.found.names[layers[whose]]
            QTest.mouseClick(child(card, QPushButton, f"Take what {name} has"), LEFT)
        elif by_mouse:
            QTest.mouseClick(card.none, LEFT)
        else:
            press((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)[whose] if agreed else Qt.Key.Key_0)


def exported(library: Library, target: Path) -> Any:
    """What is adjudicated, as the library exports it, without the moment of the export."""
    exporting.export(library, native.FORMAT, Selection(layers=(ADJUDICATED,)), target)
    data = json.loads(target.read_text(encoding="utf-8"))
    return {key: value for key, value in data.items() if key != "exported_at"}


def test_twenty_articles_are_coded_blind_compared_settled_and_taken_home(
    url: str, opened: Callable[[str], MainWindow], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(url) as library:
        meant = three.all_drawn(library.article_ids())
    for name in three.NAMES:
        window = opened(name)
        code(window, meant, name, qtbot)
        window.close()

    monkeypatch.setattr(message_boxes, "agreed", lambda *asked: True)  # to see what is hidden from who codes blind
    window = opened("Judge")
    press(Qt.Key.Key_J, modifier=CTRL)
    assert window.adjudication.is_open
    agreement_is_what_a_second_hand_counts(window, meant, qtbot)
    window.close()

    window = opened("Judge")
    press(Qt.Key.Key_J, modifier=CTRL)

    def majority(dialog: RuleDialog) -> bool:
        dialog.ways["majority"].click()
        return bool(dialog.rulings)

    monkeypatch.setattr(RuleDialog, "exec", majority)
    for place, _ in enumerate(each_article(window, qtbot)):
        settle(window, by_mouse=place % 2 == 1)

    home = tmp_path / "home.ascribe"
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *asked, **options: (str(home), ""))
    window.actions_["back-up"].trigger()
    qtbot.waitUntil(lambda: "is backed up in" in window.message.words.text())
    on_the_server = exported(window.session.library, tmp_path / "server.json")
    with Library.open(home, annotator="Judge") as file:
        file.work_in(ADJUDICATED)
        assert exported(file, tmp_path / "home.json") == on_the_server
    found = {
        article["id"]: {one["fragments"][0]["text"] for one in article["annotations"] if one["status"] == "accepted"}
        for article in on_the_server["articles"]
    }
    assert found == three.by_majority(meant)
