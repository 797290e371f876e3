"""The window over a library in which every text is hostile: HTML that names a file, `&`, signs that turn directions.

Whatever shows one shows it as it is: nothing is taken for markup, no `&` makes a key, nothing beside it is turned.
"""

import html
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest
import shiboken6
from PySide6 import QtGui
from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPoint, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QHelpEvent, QKeySequence, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QGroupBox,
    QLabel,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QTextEdit,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.base.directions import isolated
from desktop.base.errors import KnownError
from desktop.base.library_address import LibraryAddress
from desktop.exchange.import_report import ImportReport, Refusal
from desktop.exchange.previewing import FilePreview, Preview
from desktop.exchange.registry import TableFound
from desktop.exchange.tables.rows import Dialect
from desktop.exchange.tables.table import Column
from desktop.library import Library
from desktop.model import operations
from desktop.model.codebook import Attribute, AttributeKind, Codebook, Label, Option
from desktop.model.records import (
    Annotation,
    Article,
    AttributeValue,
    Attribution,
    Evidence,
    Source,
    Speaker,
    SpeakerGuess,
)
from tests.making import added_article, over
from tests.ui.gestures import click_row, drag, press
from tests.ui.pseudo_locale import actions_in, columns_of
from ui.base.boxes import agreed, inform
from ui.base.file_dialogs import FileDialog
from ui.codebook.guideline_field import GuidelineField
from ui.commands.context_menus import ON_ARTICLES, ON_SPEAKERS
from ui.commands.menus import commands
from ui.files.columns_dialog import ColumnsDialog
from ui.files.import_preview import ImportPreviewDialog
from ui.files.import_report import ImportReportDialog
from ui.help.page import Page
from ui.labelling.form import FieldButton
from ui.start.bug_dialog import BugDialog
from ui.start.shared_library import SharedLibrary
from ui.start.start_problem import StartProblem
from ui.window.main_window import MainWindow

OVERRIDE = "\u202e"  # turns all that follows it, up to the end of the line or of what it is in
HOSTILE = f'<img src="file:///dev/zero"><b>x</b>&amp;&Q\u2069{OVERRIDE}'
IN_A_FILE_NAME = HOSTILE.replace("/", "∕")
KINDS = get_args(AttributeKind)


def hostile(number: int | str) -> str:
    return f"{HOSTILE}{number}"


TEXT = f"{hostile(1)}\n\n“{hostile(2)}closes,” said {hostile(3)} on Friday.\n\n“{hostile(4)},” he said.\n"


def asks(number: int, kind: AttributeKind, *, open: bool = False) -> Attribute:
    options = tuple(Option(id=f"{number}{name}", name=hostile(f"{number}{name}")) for name in "ab")
    about = hostile("guideline")
    return Attribute(id=str(number), name=hostile(number), kind=kind, options=options, guideline=about, open=open)


CODEBOOK = Codebook(
    name=HOSTILE,
    labels=(
        Label(
            id="claim",
            name=hostile("claim"),
            role="claim",
            shortcut="C",
            guideline=HOSTILE,
            attributes=(*(asks(n, kind) for n, kind in enumerate(KINDS)), asks(20, "choice", open=True)),
        ),
        Label(id="other", name=hostile("other"), role="claim", shortcut="2", guideline=HOSTILE),
        Label(id="speaker", name=hostile("speaker"), role="speaker", shortcut="S", guideline=HOSTILE),
        Label(id="cue", name=hostile("cue"), role="cue", shortcut="Q", guideline=HOSTILE),
    ),
)
ANSWERS: dict[str, AttributeValue] = {"0": "0a", "1": ("1a", "1b"), "5": HOSTILE, "20": "20b"}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Every text that a library holds is hostile, and so is its name."""
    with Library.open(tmp_path / f"{IN_A_FILE_NAME}.ascribe", annotator=HOSTILE) as library:
        with library.edit(operations.import_articles()) as edit:
            edit.set_codebook(CODEBOOK)
        groups = {"tags": (hostile("tag"), hostile("tag2")), "sets": (hostile("set"),)}
        about = {"publisher": HOSTILE, "author": HOSTILE, "url": HOSTILE, "note": HOSTILE, "published": "2026-11-21"}
        article = added_article(library, TEXT, HOSTILE, **about, **groups)  # type: ignore[arg-type]
        added_article(library, f"It rains, said {HOSTILE}.", hostile("second"), publisher=HOSTILE)
        with library.edit(operations.label(HOSTILE)) as edit:
            speaker = edit.add(
                Speaker(name=HOSTILE, aliases=(hostile(1), hostile(2)), role=HOSTILE, affiliation=HOSTILE, note=HOSTILE)
            )
            edit.add(Speaker(name=hostile("another")))
            said = edit.add(annotation(article, "claim", f"{hostile(2)}closes", attributes=ANSWERS, note=HOSTILE))
            mention = edit.add(annotation(article, "speaker", hostile(3), speaker=speaker.id, note=HOSTILE))
            cue = edit.add(annotation(article, "cue", "said", note=HOSTILE))
            inner = edit.add(annotation(article, "claim", "on", "Friday"))
            sources = (Source(speaker.id, mention.id), Source(speaker.id))
            edit.add(Attribution(claim=said.id, article=article.id, sources=sources, cues=(cue.id,)))
            edit.add(Attribution(claim=inner.id, article=article.id, parent=said.id))
            evidence = Evidence(rule=HOSTILE, cue=HOSTILE, speaker=SpeakerGuess(HOSTILE))
            named = edit.add(annotation(article, "speaker", "he", status="suggested", evidence=evidence))
            proposed = edit.add(
                annotation(article, "claim", hostile(4), status="suggested", confidence=0.9, evidence=evidence)
            )
            edit.add(Attribution(claim=proposed.id, article=article.id, sources=(Source(None, named.id),)))
        yield library


def annotation(article: Article, label: str, *phrases: str, **known: object) -> Annotation:
    return Annotation(article=article.id, label=label, fragments=over(TEXT, *phrases), **known)  # type: ignore[arg-type]


@pytest.fixture
def window(library: Library, open_window: Callable[[Library], MainWindow]) -> MainWindow:
    return open_window(library)


# What Qt would take for more than a text


def is_taken_for_markup(words: str) -> bool:
    """Whether Qt, told to find out by itself, takes it for HTML, other than a tip that has its text escaped."""
    text = without_blocks(words)
    return QtGui.Qt.mightBeRichText(words) and (text == words or "<" in text)


def without_blocks(words: str) -> str:
    """What stands in the blocks of a tip, each in lines of its own."""
    return words.replace('<div style="white-space: pre-wrap">', "").replace("</div>", "\n")


def makes_a_key(words: str) -> bool:
    _, found, after = words.partition("<img")  # a mnemonic of ours stands before it
    return bool(found) and not QKeySequence.mnemonic(after).isEmpty()


def turns_what_is_beside_it(words: str) -> bool:
    """Whether words of ours stand beside a hostile text, which is not set apart from them."""
    depth = 0
    for place, character in enumerate(words):
        if character in "\u2066\u2067\u2068":
            depth += 1
        elif character == "\u2069":
            depth = max(depth - 1, 0)
        elif character == OVERRIDE and not depth:
            before = words[:place].rpartition("\n")[2].rpartition("<img")[0]
            after = words[place + 1 :].partition("\n")[0].split("\t")[0]
            is_ours = any(map(str.isalpha, before)) and not before.startswith("/")  # a path, of which it is a part
            if is_ours or len(after.split()) > 1:
                return True
    return False


class Walk:
    """What is wrong with the texts of windows."""

    def __init__(self) -> None:
        self.wrong: set[str] = set()
        self.seen = 0  # hostile texts that were met

    def over(self, *roots: QWidget) -> None:
        QTest.qWait(5)
        for root in roots:
            for widget in (root, *root.findChildren(QWidget)):
                self._at(widget, f"{type(widget).__name__} {widget.accessibleName()[:30]!r} in {type(root).__name__}")

    def _at(self, widget: QWidget, where: str) -> None:
        self.tip(widget.toolTip(), where)
        for words in (widget.statusTip(), widget.whatsThis()):
            self.tip(words, where)
        if widget.isWindow():
            self.text(widget.windowTitle(), f"the title of {where}")
        if isinstance(widget, QLabel):
            if widget.textFormat() != Qt.TextFormat.PlainText:
                self._if(is_taken_for_markup(widget.text()) or "<img" in widget.text(), f"{where}: is no plain label")
            self.text(widget.text(), where)
        if isinstance(widget, QMessageBox):
            self._if(widget.textFormat() != Qt.TextFormat.PlainText, f"{where}: is no plain box")
        if isinstance(widget, QTextEdit):
            self._if(not isinstance(widget, Page | GuidelineField), f"{where}: reads what a page names")
        if isinstance(widget, QPlainTextEdit):
            self._if(has_pictures(widget.document()), f"{where}: holds a picture")
        if isinstance(widget, QAbstractButton):
            self.with_keys(widget.text(), where)
        if isinstance(widget, QGroupBox):
            self.with_keys(widget.title(), where)
        if isinstance(widget, QTabBar):
            for tab in range(widget.count()):
                self.with_keys(widget.tabText(tab), where)
                self.tip(widget.tabToolTip(tab), where)
        if isinstance(widget, QMenu):
            self.with_keys(widget.title(), where)
        for action in actions_in(widget) if isinstance(widget, QMenu) else widget.actions():
            self.with_keys(action.text(), f"an action of {where}")
            for words in (action.toolTip(), action.statusTip(), action.whatsThis()):
                is_shown = isinstance(widget, QMenu) and widget.toolTipsVisible()
                self._if(is_shown and is_taken_for_markup(words), f"the tip of an action of {where}")
        if isinstance(widget, QAbstractItemView | QComboBox) and (model := widget.model()):
            self.model(model, where)

    def model(self, model: QAbstractItemModel, where: str) -> None:
        roles = Qt.ItemDataRole
        for section in range(columns_of(model)):
            self.text(str(model.headerData(section, Qt.Orientation.Horizontal) or ""), f"a heading of {where}")
            tip = model.headerData(section, Qt.Orientation.Horizontal, roles.ToolTipRole)
            self.tip(str(tip or ""), f"a heading of {where}")
        for row in range(min(model.rowCount(), 50)):
            for column in range(columns_of(model)):
                index = model.index(row, column, QModelIndex())
                self.text(str(index.data() or ""), f"a row of {where}")
                for role in (roles.ToolTipRole, roles.StatusTipRole, roles.WhatsThisRole):
                    self.tip(str(index.data(role) or ""), f"a row of {where}")

    def tip(self, words: str, where: str) -> None:
        self._if(is_taken_for_markup(words), f"the tip of {where}: {words}")
        self.text(html.unescape(without_blocks(words)), where)

    def with_keys(self, words: str, where: str) -> None:
        self._if(makes_a_key(words), f"{where}: {words}")
        self.text(words, where)

    def text(self, words: str, where: str) -> None:
        self.seen += "<img" in words
        self._if(turns_what_is_beside_it(words), f"{where} is turned: {words!r}")

    def _if(self, is_wrong: bool, what: str) -> None:
        if is_wrong:
            self.wrong.add(what)


def has_pictures(document: QTextDocument) -> bool:
    return any(format.isImageFormat() for format in document.allFormats())


@pytest.fixture
def walk() -> Walk:
    return Walk()


@pytest.fixture
def asked(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """Also what dialogs ask: each is gone through, and gets Cancel for an answer."""

    def cancel(dialog: QDialog) -> int:
        dialog.show()
        walk.over(dialog)
        dialog.close()
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(QDialog, "exec", cancel)
    monkeypatch.setattr(QMessageBox, "exec", cancel)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: None)
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(FileDialog, name, lambda *_, **__: ("", ""))
    monkeypatch.setattr(FileDialog, "getOpenFileNames", lambda *_, **__: ([], ""))
    monkeypatch.setattr(FileDialog, "getExistingDirectory", lambda *_, **__: "")
    return walk


def test_the_window(window: MainWindow, walk: Walk) -> None:
    window.actions_.refresh()
    walk.over(window, *window.menuBar().findChildren(QMenu))
    walk.text(window.windowTitle(), "the title")
    for menu in window.menuBar().findChildren(QMenu):
        menu.aboutToShow.emit()
        walk.over(menu)
    walk.over(window.actions_.menu(*ON_ARTICLES), window.actions_.menu(*ON_SPEAKERS))
    assert walk.wrong == set()
    assert walk.seen > 30


def test_the_details_of_each_annotation(window: MainWindow, walk: Walk) -> None:
    state = window.session.state
    assert state is not None
    for one in state.annotations.values():
        window.session.select(one.id)
        QTest.qWait(1)
        for button in window.details.findChildren(QAbstractButton):
            if button.isCheckable() and button.isVisible():
                button.setChecked(True)  # why this is suggested
        for button in window.details.findChildren(FieldButton):
            for menu in button.findChildren(QMenu):
                menu.aboutToShow.emit()
        walk.over(window)
    assert walk.wrong == set()
    assert walk.seen > 100


def test_what_opens_over_and_above_the_text(window: MainWindow, walk: Walk, qtbot: QtBot) -> None:
    window.view.page.setFocus()
    drag(window, "on Friday")
    walk.over(window)
    press(Qt.Key.Key_C)
    walk.over(window)
    press(Qt.Key.Key_Escape)
    window.find_in_article()
    window.find_bar.field.setText(HOSTILE)
    window.session.tell_error(KnownError(HOSTILE))
    walk.over(window)
    window.session.offer(HOSTILE, HOSTILE, int)
    window.progress_bar.start(HOSTILE)
    window.search.start()
    window.search.setText("rains")
    qtbot.waitUntil(lambda: window.search.is_open)
    walk.over(window, *QApplication.topLevelWidgets())
    window.speakers.show_whole_library(True)
    walk.over(window)
    assert walk.wrong == set()


def test_the_codebook_and_what_it_asks(window: MainWindow, asked: Walk) -> None:
    window.session.message.connect(lambda words: asked.text(words, "a message"))
    window.codebook.open()
    page = window.codebook.page
    assert page is not None
    paths: list[tuple[str, ...]] = [("claim",), ("cue",), ("claim", "0"), ("claim", "1", "1a"), ("claim", "20", "20b")]
    for path in paths:
        page.outline.choose(path)
        asked.over(window)
        page.form.examples_wanted.emit(path)
        page.outline.menu_wanted.emit(path, QPoint())
        page.outline.delete_wanted.emit()
        asked.over(*(one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu)))
    for ask in (page.form.parent_wanted, page.form.merge_wanted):
        ask.emit(paths[-1])
    assert asked.wrong == set()
    assert asked.seen > 50


def test_the_tips_that_come_up_under_the_pointer(window: MainWindow, walk: Walk, qtbot: QtBot) -> None:
    views = window.findChildren(QAbstractItemView)
    page = window.view.page
    lane = next(widget for widget in window.view.findChildren(QWidget) if type(widget).__name__ == "Lane")
    seen = set()
    for widget in (page.viewport(), lane, *(view.viewport() for view in views if view.isVisible())):
        for y in range(2, widget.height(), 8):
            for x in range(2, widget.width(), 40):
                at = QPoint(x, y)
                QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at)))
                if QToolTip.isVisible() and (words := QToolTip.text()) not in seen:
                    seen.add(words)
                    walk.tip(words, type(widget.parent()).__name__)
    assert walk.wrong == set()
    assert walk.seen >= 5
    QToolTip.hideText()


# Each of these ends what the others need.
ENDING = {"quit", "undo", "redo", "delete", "delete-article", "delete-speaker", "edit-codebook"}
IN_A_PROCESS = {"suggest", "suggest-everywhere", "learn", "open-most-telling"}
COLOURS = {command.id for _, command in commands() if command.id.startswith("appearance-")}  # which have no texts


def test_the_dialogs_of_all_commands(window: MainWindow, asked: Walk, qtbot: QtBot) -> None:
    for signal in (window.session.message, window.session.brief_message, window.session.offered):
        signal.connect(lambda *words: asked.text(words[0], "a message"))
    for speakers in (1, 2):
        window.speakers.show_whole_library(True)
        click_row(window.speakers.list, 0)
        if speakers == 2:
            window.speakers.list.selectAll()
            window.articles.list.selectAll()
        for _, command in commands():
            if command.id not in ENDING | IN_A_PROCESS | COLOURS:
                window.actions_[command.id].trigger()
                qtbot.waitUntil(lambda: window.tasks.current is None)
                dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog | QMenu)]
                asked.over(*(one for one in dialogs if one.isVisible()))
                for dialog in dialogs:
                    if shiboken6.isValid(dialog):
                        dialog.close()
    for command_id in ("delete-article", "undo", "redo"):
        window.actions_[command_id].trigger()
        asked.over(window)
    assert asked.wrong == set()
    assert asked.seen > 50


OF_A_FILE = Article(title=HOSTILE, sha256="", length=0, publisher=HOSTILE, author=HOSTILE, published=HOSTILE)
DIALOGS: dict[str, Callable[[Path], QWidget]] = {
    "an error of ours": lambda folder: BugDialog(None, HOSTILE, HOSTILE),
    "a library on a drive": lambda folder: SharedLibrary(
        HOSTILE, LibraryAddress.of(folder / f"{IN_A_FILE_NAME}.ascribe"), "1", is_new=False
    ),
    "a library that does not open": lambda folder: StartProblem(
        HOSTILE, LibraryAddress.of(folder / f"{IN_A_FILE_NAME}.ascribe")
    ),
    "what a file would bring": lambda folder: ImportPreviewDialog(
        None,
        lambda: Library.open(folder / "a.ascribe"),
        [folder / IN_A_FILE_NAME],
        Preview(
            [
                FilePreview(
                    folder / IN_A_FILE_NAME,
                    HOSTILE,
                    [HOSTILE],
                    {"text": HOSTILE},
                    articles=2,
                    first=[OF_A_FILE],
                    begins=[HOSTILE],
                    twice=[HOSTILE],
                )
            ],
            [Refusal(folder / IN_A_FILE_NAME, HOSTILE)],
            TableFound([HOSTILE], Dialect(HOSTILE, HOSTILE)),
        ),
    ),
    "the columns of a table": lambda folder: ColumnsDialog(
        None, [Column(id=HOSTILE, name=HOSTILE, value=str)], [HOSTILE], [HOSTILE]
    ),
    "an import": lambda folder: ImportReportDialog(
        None, ImportReport(refused=[Refusal(folder / IN_A_FILE_NAME, HOSTILE)])
    ),
}


@pytest.mark.parametrize("dialog", DIALOGS)
def test_dialogs_that_come_by_themselves(dialog: str, tmp_path: Path, walk: Walk, qtbot: QtBot) -> None:
    shown = DIALOGS[dialog](tmp_path)
    qtbot.addWidget(shown)
    shown.show()
    walk.over(shown)
    assert walk.wrong == set()


def test_boxes(asked: Walk, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    inform(parent, HOSTILE)
    agreed(parent, HOSTILE, HOSTILE, HOSTILE, "Yes", "No")
    assert asked.wrong == set()
    assert asked.seen >= 3


def test_a_page_of_ours_reads_nothing_by_name(qtbot: QtBot, tmp_path: Path) -> None:
    page, guideline = Page(), GuidelineField()
    file = tmp_path / "a.txt"
    file.write_text("what is in the file")
    url = QUrl.fromLocalFile(str(file))
    for widget in (page, guideline):
        qtbot.addWidget(widget)
        picture = widget.document().resource(QTextDocument.ResourceType.ImageResource.value, url)
        assert picture.size() == QSize(1, 1)  # nothing at all would have Qt read the file
    page.setMarkdown(f"![a picture]({url.toString()})")
    guideline.show_words(f"![a picture]({url.toString()}) <img src='{url.toString()}'>")
    for widget in (page, guideline):
        widget.show()
        QTest.qWait(10)
        assert "what is in the file" not in widget.toPlainText()
    page.setSource(url)
    assert "what is in the file" not in page.toPlainText()


def test_what_is_wrong_is_found(qtbot: QtBot, walk: Walk) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    wrong: list[QWidget] = [QLabel(HOSTILE), QPushButton(HOSTILE), QTextEdit(), QMessageBox(), QMenu(HOSTILE)]
    tip, turned = QWidget(), QLabel(f"Remove {HOSTILE} now")
    tip.setToolTip(HOSTILE)
    turned.setTextFormat(Qt.TextFormat.PlainText)
    right = QLabel(f"Remove {isolated(HOSTILE)} now")
    right.setTextFormat(Qt.TextFormat.PlainText)
    for widget in (*wrong, tip, turned, right):
        widget.setParent(parent)
        before = len(walk.wrong)
        walk.over(widget)
        assert (len(walk.wrong) > before) == (widget is not right), widget
