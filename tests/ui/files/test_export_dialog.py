"""The export's dialog in the real window: formats with their options, and what a file will be without."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.exchange import registry
from desktop.exchange.document import Document, Head
from desktop.exchange.format import NO, Format, Option, Options
from desktop.library import Library
from desktop.model.features import ALL, Feature
from tests.ui.gestures import claim, press
from ui.files.export_dialog import ExportDialog
from ui.window.main_window import MainWindow

_LOUD = Option(name="loud", title="In capitals", help="write in capitals")


def write_titles(head: Head, documents: Iterable[Document], stream: BinaryIO, options: Options) -> None:
    for document in documents:
        title = document.article.title
        stream.write(f"{title.upper() if options['loud'] else title}\n".encode())


TITLES = Format(
    name="titles",
    title="Titles",
    extensions=(".titles",),
    score=lambda _: NO,
    can_hold=ALL - {Feature.ANNOTATIONS, Feature.PUBLISHERS},
    options=(_LOUD,),
    write=write_titles,
)


@pytest.fixture(autouse=True)
def _two_formats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "WRITABLE", {**registry.WRITABLE, "titles": TITLES})


Look = Callable[[ExportDialog], None]


@pytest.fixture
def export(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Callable[[Look, Path], None]:
    """Opens the dialog with the real key, shows it to `look`, then presses Export and names the file."""

    def opened(look: Look, target: Path) -> None:
        def shown(dialog: ExportDialog) -> int:
            with qtbot.waitExposed(dialog):
                dialog.show()
            look(dialog)
            qtbot.waitUntil(dialog.accept_button.isEnabled)
            QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
            assert not dialog.isVisible()
            return QDialog.DialogCode.Accepted

        monkeypatch.setattr(ExportDialog, "exec", shown)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
        window.view.page.setFocus()
        press(Qt.Key.Key_E, modifier=Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: window.tasks.current is None and target.exists())

    return opened


def choose(dialog: ExportDialog, format: Format) -> None:
    """Choose a format by the keyboard."""
    dialog.format_name.setFocus()
    QTest.keyClick(dialog.format_name, Qt.Key.Key_Home)
    for _ in range(dialog.format_name.findData(format.name)):
        QTest.keyClick(dialog.format_name, Qt.Key.Key_Down)
    assert dialog.format is format


def click(box: QWidget) -> None:
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(10, box.height() // 2))
    QApplication.processEvents()


def test_a_format_that_holds_all_is_without_nothing(
    window: MainWindow, export: Callable[[Look, Path], None], tmp_path: Path
) -> None:
    def look(dialog: ExportDialog) -> None:
        assert dialog.format.name == "json"
        assert not dialog.losses.isVisible()
        assert dialog.accept_button.isEnabled()

    export(look, tmp_path / "out.json")


def test_what_the_file_will_be_without_is_told_before_it_is_written(
    window: MainWindow, qtbot: QtBot, export: Callable[[Look, Path], None], tmp_path: Path
) -> None:
    claim(window, "“nobody asked us”", "A spokesman")
    target = tmp_path / "out.titles"

    def look(dialog: ExportDialog) -> None:
        choose(dialog, TITLES)
        assert not dialog.accept_button.isEnabled()  # until it is known
        qtbot.waitUntil(dialog.accept_button.isEnabled)
        assert not target.exists()
        assert dialog.losses.isVisible()
        assert dialog.losses.text() == (
            "The format Titles cannot hold all of this. The file will be without the publishers of 3 articles and "
            "1 annotation."
        )
        assert dialog.losses.height() >= dialog.losses.heightForWidth(dialog.losses.width())  # no word is cut off
        click(dialog.selected)
        qtbot.waitUntil(dialog.accept_button.isEnabled)
        assert "the publisher of 1 article and 1 annotation." in dialog.losses.text()

    export(look, target)
    assert target.read_text(encoding="utf-8") == "Harbour bridge to close\n"


def test_each_format_has_its_own_options(
    window: MainWindow, export: Callable[[Look, Path], None], tmp_path: Path
) -> None:
    def look(dialog: ExportDialog) -> None:
        suggestions, loud = dialog.options.values()
        assert (suggestions.isVisible(), loud.isVisible()) == (True, False)
        click(suggestions)
        assert dialog.selection.options == {"include_suggestions": True}
        choose(dialog, TITLES)
        assert (suggestions.isVisible(), loud.isVisible()) == (False, True)
        click(loud)
        assert dialog.selection.options == {"loud": True}

    export(look, tmp_path / "out.titles")
    assert (tmp_path / "out.titles").read_text(encoding="utf-8").startswith("HARBOUR BRIDGE TO CLOSE\n")


def test_an_answer_to_what_was_asked_before_is_not_shown(
    window: MainWindow, qtbot: QtBot, export: Callable[[Look, Path], None], library: Library, tmp_path: Path
) -> None:
    def look(dialog: ExportDialog) -> None:
        json, titles = dialog.format, TITLES
        choose(dialog, titles)
        choose(dialog, json)
        qtbot.waitUntil(lambda: window.tasks.current is None)
        qtbot.wait(20)
        assert not dialog.losses.isVisible()

    export(look, tmp_path / "out.json")
