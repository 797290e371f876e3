"""Texts that are not ours, in labels, tips and buttons."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ui.base.plain_text import PlainLabel, on_button, on_title_bar, shortened, tip, without_mnemonic


def test_a_long_text_is_shown_by_its_beginning(qtbot: QtBot) -> None:
    label = PlainLabel("a" * 100_000)
    qtbot.addWidget(label)
    assert len(label.text()) == len(shortened("a" * 100_000)) == 2000
    assert label.text().endswith("…")
    assert len(tip("&" * 100_000)) < 20_000
    assert shortened("short") == "short"


def test_a_label_is_plain_whatever_it_is_told(qtbot: QtBot) -> None:
    label = PlainLabel()
    qtbot.addWidget(label)
    label.setText("<b>x</b>")
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<b>x</b>"


def test_an_ampersand_on_a_button_is_a_letter(qtbot: QtBot) -> None:
    button = QPushButton(on_button("Smith & Wesson\nQ&A"))
    qtbot.addWidget(button)
    assert button.shortcut() == QKeySequence()
    assert without_mnemonic(button.text()) == "Smith & Wesson Q&A"
    assert without_mnemonic("&Undo Q&&A") == "Undo Q&A"
    assert without_mnemonic(on_button("&" * 300)) == "&" * 79 + "…"


def test_a_title_keeps_its_brackets(qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    button.setWindowTitle(on_title_bar(["[*] Breaking\nnews", "Ascribe"]))
    assert button.windowTitle() == "[*][*] Breaking news — Ascribe"
