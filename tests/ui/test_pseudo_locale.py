"""The window in a language with longer words: everything that a person reads is translated, and nothing is clipped.

All that the tests themselves write is Greek; so a Latin letter without an accent is a text that was not translated.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QMenu,
    QMessageBox,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop import labelling
from desktop.base import paths, translation
from desktop.base.errors import Foreign
from desktop.base.library_address import LibraryAddress
from desktop.exchange.import_report import ImportReport, Refusal
from desktop.library import Library
from desktop.model import operations
from desktop.model.codebook import AttributeKind, Codebook, Label
from desktop.model.language_names import name_of
from desktop.model.records import Annotation, Article, Attribution, Source, Speaker
from tests.making import added_article, over, question
from tests.ui.gestures import click_row, drag, press
from tests.ui.pseudo_locale import PseudoLocale, Seen, pseudo
from ui.agreement.dialog import AgreementDialog
from ui.base import theme
from ui.base.file_dialogs import FileDialog
from ui.commands.context_menus import ON_ARTICLES, ON_SPEAKERS
from ui.commands.menus import commands
from ui.files.import_report import ImportReportDialog
from ui.files.print_dialog import PrintDialog
from ui.labelling.form import FieldButton
from ui.start.bug_dialog import BugDialog
from ui.start.shared_library_dialog import SharedLibrary
from ui.start.start_problem_dialog import StartProblem
from ui.window.main_window import MainWindow

TEXT = (
    "Η γέφυρα κλείνει\n\n"
    "Η γέφυρα θα κλείσει τον Μάιο, είπε η Άντα Λιν. «Περιμέναμε πολύ,» είπε, «και δεν θα ξαναπεριμένουμε.»\n\n"
    "Η εταιρεία είπε ότι τα πλοία ήταν γεμάτα.\n"
)
KINDS = get_args(AttributeKind)
CODEBOOK = Codebook(
    name="Βιβλίο",
    labels=(
        Label(
            id="claim",
            name="Λόγος",
            role="claim",
            shortcut="C",
            guideline="Τι ειπώθηκε",
            attributes=(
                *(question(f"είδος {n}", kind, "α", "β") for n, kind in enumerate(KINDS)),
                question("ανοιχτό", "choice", "γ", open=True),
            ),
        ),
        Label(name="Άλλος λόγος", role="claim", shortcut="2"),
        Label(id="speaker", name="Ομιλητής", role="speaker", shortcut="S"),
        Label(id="cue", name="Σήμα", role="cue", shortcut="Q"),
    ),
)

REPORT = ImportReport(refused=[Refusal(Path("1"), "1")])


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library in Greek: a claim with a speaker and one without, of two parts; a mention, a cue, a suggestion."""
    with Library.open(tmp_path / "1.ascribe", annotator="Ελεγκτής") as library:
        with library.edit(operations.import_articles()) as edit:
            edit.set_codebook(CODEBOOK)
        article = added_article(library, TEXT, "Η γέφυρα κλείνει", publisher="Κήρυκας", published="2026-11-21")
        added_article(library, "Τα νερά πέφτουν.", "Τα νερά πέφτουν", publisher="Κήρυκας")
        with library.edit(operations.import_articles()) as edit:
            speaker = edit.add(Speaker(name="Άντα Λιν", aliases=("Λιν",), role="δήμαρχος", note="σημείωση"))
            edit.add(Speaker(name="Εταιρεία"))
            said = edit.add(annotation(article, "claim", "Η γέφυρα θα κλείσει τον Μάιο"))
            mention = edit.add(annotation(article, "speaker", "η Άντα Λιν", speaker=speaker.id))
            cue = edit.add(annotation(article, "cue", "είπε"))
            inner = edit.add(annotation(article, "claim", "θα κλείσει", "Μάιο"))
            sources = (Source(speaker.id, mention.id),)
            edit.add(Attribution(claim=said.id, article=article.id, sources=sources, cues=(cue.id,)))
            edit.add(Attribution(claim=inner.id, article=article.id, parent=said.id))
            edit.add(annotation(article, "claim", "τα πλοία ήταν γεμάτα", status="suggested", confidence=0.9))
        yield library


def annotation(article: Article, label: str, *phrases: str, **known: object) -> Annotation:
    return Annotation(article=article.id, label=label, fragments=over(TEXT, *phrases), **known)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def language(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The pseudo-locale is spoken, in the face that Ascribe brings, which is the same on each machine."""
    theme.apply(qapp, "light")
    face = theme.reading_font(13)
    before = qapp.font()
    monkeypatch.setattr(theme, "interface_font", theme.reading_font)
    qapp.setFont(face)
    translation.use(PseudoLocale(), "el")  # so that months, which Qt words, are Greek as well
    yield
    translation.use(None, "en")
    qapp.setFont(before)


def known_to(window: MainWindow) -> set[str]:
    """Places, ids and languages."""
    session, folder = window.session, window.session.library.address.folder
    return {
        str(folder),
        str(paths.log_folder()),
        folder.name,
        *session.library.article_ids(),
        name_of("el"),
    }


@pytest.fixture
def window(library: Library, open_window: Callable[[Library], MainWindow]) -> MainWindow:
    return open_window(library)


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def asked(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> Seen:
    """Also what dialogs ask: each is looked at, and gets Cancel for an answer."""

    def cancel(dialog: QDialog) -> int:
        dialog.show()
        seen.look(dialog)
        dialog.close()
        return QDialog.DialogCode.Rejected

    def file_dialog(answer: object) -> Callable[..., object]:
        def ask(parent: QWidget, title: str, place: str = "", filters: str = "", **options: object) -> object:
            seen.read([title, Path(place).name, *filters.split(";;")], "a file dialog")
            return answer

        return ask

    monkeypatch.setattr(QDialog, "exec", cancel)
    monkeypatch.setattr(QMessageBox, "exec", cancel)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: None)
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(FileDialog, name, file_dialog(("", "")))
    monkeypatch.setattr(FileDialog, "getOpenFileNames", file_dialog(([], "")))
    monkeypatch.setattr(FileDialog, "getExistingDirectory", file_dialog(""))
    return seen


def test_the_window(window: MainWindow, seen: Seen) -> None:
    assert (window.width(), window.height()) == (1280, 800)
    seen.look(window)
    assert seen.wrong(known_to(window)) == {}
    assert seen.has("Articles", "Article text", "All changes saved")
    assert (window.width(), window.height()) == (1280, 800)


def test_the_details_of_each_annotation(window: MainWindow, seen: Seen) -> None:
    state = window.session.state
    assert state is not None
    for one in state.annotations.values():
        window.session.select(one.id)
        QTest.qWait(1)
        for button in window.details.findChildren(FieldButton):
            for menu in button.findChildren(QMenu):
                menu.aboutToShow.emit()
        seen.look(window)
    assert seen.wrong(known_to(window)) == {}
    assert seen.has("Choose a speaker…", "Accept", "Show in the text", "Add a note…")


def test_what_opens_over_and_above_the_text(window: MainWindow, seen: Seen, qtbot: QtBot) -> None:
    window.view.page.setFocus()
    drag(window, "Η εταιρεία")
    press(Qt.Key.Key_S)
    seen.look(window)
    press(Qt.Key.Key_Escape)
    drag(window, "γεμάτα")
    seen.look(window)
    window.find_in_article()
    window.find_bar.field.setText("η")
    window.session.messages.tell(
        pseudo("No other article has open suggestions."), pseudo("Suggest for all articles"), int
    )
    window.progress_bar.start(pseudo("Exporting"))
    window.search.start()
    window.search.setText("νερά")
    qtbot.waitUntil(lambda: window.search.is_open)
    seen.look(window)
    window.search.setText("12345")
    window.articles.filter.setText("12345")
    window.speakers.show_whole_library(True)
    qtbot.waitUntil(lambda: not window.search.hits and not window.articles.model.total)
    seen.look(window)
    assert seen.wrong(known_to(window)) == {}
    assert seen.has("No article contains these words.", "Speakers to choose from", "Labels", "Find in article…")
    assert (window.width(), window.height()) == (1280, 800)


# Each of these ends what the others need; what it says is the name of an edit.
ENDING = {"quit", "undo", "redo", "delete", "delete-article", "delete-speaker", "merge-speaker"}
IN_A_PROCESS = {"suggest", "suggest-everywhere", "learn", "open-most-telling"}


def test_menus_palette_dialogs_and_messages(window: MainWindow, asked: Seen, qtbot: QtBot, tmp_path: Path) -> None:
    window.settings.folder = str(tmp_path / "1")  # and not where this user's documents are, whose name would be read
    for signal in (window.session.messages.told, window.session.messages.told_briefly):
        signal.connect(lambda *words: asked.read(words[:2], "a message"))
    click_row(window.speakers.list, 0)
    known = guide_pages() | {"English", "Deutsch", window.settings.version_address}
    for _, command in commands():
        if command.id not in ENDING | IN_A_PROCESS | {"sample"}:  # which is in a language of its own
            window.actions_[command.id].trigger()
            qtbot.waitUntil(lambda: window.tasks.current is None)
            dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
            asked.look(*dialogs)
            for dialog in dialogs:
                dialog.close()
            known |= known_to(window)
    window.actions_.refresh()
    asked.look(window, *window.menuBar().findChildren(QMenu))
    asked.look(window.actions_.menu(*ON_ARTICLES), window.actions_.menu(*ON_SPEAKERS))
    assert asked.wrong(known) == {}
    for message in ("&File", "New library", "Preferences", "Command", "Keyboard and mouse", "The library is sound."):
        assert asked.has(message)


def guide_pages() -> set[str]:
    """The guide's pages are files, which may be there in the language (`of_the_language`)."""
    return {file.read_text("utf-8").partition("\n")[0].lstrip("# ") for file in paths.resource("help").glob("*.md")}


def test_the_codebook(window: MainWindow, asked: Seen, qtbot: QtBot) -> None:
    window.actions_["edit-codebook"].trigger()
    page = window.codebook.page
    assert page is not None
    qtbot.waitUntil(lambda: page.outline.height() > 500)  # Qt has given everything its room
    with window.session.edit(operations.add_option("α")) as edit:
        claim = edit.codebook.label("claim")
        choice = claim.attributes[0]
        labelling.change_part(edit, ("claim", choice.id, "β"), choice.options[1], parent="α", retired=True)
    for path in (("claim",), *(("claim", one.id) for one in claim.attributes), ("claim", choice.id, "β")):
        page.outline.choose(path)
        QTest.qWait(100)
        qtbot.waitUntil(lambda: window.status.claims.width() >= window.status.claims.sizeHint().width())
        asked.look(window)
    for button in page.form.findChildren(QPushButton):
        if button.isVisible() and button.text().endswith("…]"):
            button.click()
    page.outline.delete_wanted.emit()
    page.outline.choose(("claim",))
    page.outline.delete_wanted.emit()
    assert asked.wrong(known_to(window)) == {}
    assert asked.has("Guideline", "Back to the text", "Offer again", "Labels, attributes and options", "choice")


def test_what_is_asked_of_many(window: MainWindow, asked: Seen) -> None:
    window.articles.list.selectAll()
    window.speakers.show_whole_library(True)
    window.speakers.list.selectAll()
    window.actions_.refresh()
    asked.look(window, *window.menuBar().findChildren(QMenu))
    for command_id in ("article-details", "delete-article", "merge-speaker", "export"):
        window.actions_[command_id].trigger()
    assert asked.wrong(known_to(window)) == {}
    for message in ("Merge {count} speakers", "Delete {count} articles", "Save in {count} articles"):
        assert pseudo(message).format(count=2) in asked.texts


def test_a_comparison(window: MainWindow, seen: Seen, qtbot: QtBot) -> None:
    window.settings.asks_about_open_ones = False
    window.actions_["mark-done"].trigger()
    window.actions_["evaluate"].trigger()
    dialog = window.findChild(AgreementDialog)
    assert dialog is not None
    seen.look(dialog)
    dialog.compare()
    qtbot.waitUntil(lambda: dialog.comparison is not None)
    for page in range(dialog.results.count()):
        dialog.results.setCurrentIndex(page)
        seen.look(dialog)
    dialog.close()
    of_qt = {"Scroll Left", "Scroll Right"}  # names that Qt gives the buttons of pages, which are not shown
    assert seen.wrong(known_to(window) | of_qt) == {}
    assert seen.has("Precision", "What it means", "By pair", "Differences")


DIALOGS: dict[str, Callable[[Path], QWidget]] = {
    "an error of ours": lambda folder: BugDialog(None, "1", str(folder)),
    "a library on a drive": lambda folder: SharedLibrary(
        "1", LibraryAddress.of(folder / "1.ascribe"), "1", is_new=False
    ),
    "a new one there": lambda folder: SharedLibrary("1", LibraryAddress.of(folder / "1.ascribe"), "1", is_new=True),
    "a library that does not open": lambda folder: StartProblem(Foreign("1"), LibraryAddress.of(folder / "1.ascribe")),
    "an import": lambda folder: ImportReportDialog(None, REPORT),
    "printing": lambda folder: PrintDialog(None, [], lambda pdf: None),
}


@pytest.mark.parametrize("dialog", DIALOGS)
def test_dialogs_that_come_by_themselves(dialog: str, tmp_path: Path, seen: Seen, qtbot: QtBot) -> None:
    shown = DIALOGS[dialog](tmp_path)
    qtbot.addWidget(shown)
    shown.show()
    seen.look(shown)
    assert seen.wrong([str(tmp_path), str(REPORT)]) == {}


def test_what_is_wrong_is_found(qtbot: QtBot) -> None:
    def wrong() -> list[str]:
        seen = Seen()
        seen.look(button)
        return list(seen.wrong())

    button = QPushButton(pseudo("Save {what}").format(what="Γέφυρα"))
    qtbot.addWidget(button)
    button.show()
    button.setToolTip("Γέφυρα (Ctrl+S)")
    assert wrong() == []
    button.setToolTip(pseudo("Save {what}").format(what="the file"))
    assert wrong() == [button.toolTip()]
    button.setToolTip("")
    button.setFixedWidth(40)
    assert len(wrong()) == 1
