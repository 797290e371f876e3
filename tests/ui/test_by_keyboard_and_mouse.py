"""A whole article with split, nested and joint claims, by keys alone, by mouse alone and mixed: all export the same."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from desktop.exchange.exporting import Selection, export
from desktop.exchange.formats import native
from desktop.library import Library
from tests.making import added_article, said
from tests.ui.gestures import drag, press, type_words
from ui.article_view.label_bar import LabelButton
from ui.article_view.speaker_picker import SpeakerPicker
from ui.window.main_window import MainWindow

KEY, MOD = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT, ALT = MOD.ControlModifier, MOD.ShiftModifier, MOD.AltModifier

TEXT = (
    "Harbour bridge to close\n\n"
    "“We have waited too long,” Mayor Ada Lin said, “and we will not wait again.”\n\n"
    "“We agree to the plan,” said Bo Berg and Ann Chan.\n\n"
    "Carl Dee told us that Eva Fink had warned of delays at the pier.\n"
)
SPLIT = ("“We have waited too long,”", "“and we will not wait again.”")
JOINT = "“We agree to the plan,”"
OUTER, INNER = "that Eva Fink had warned of delays at the pier", "delays at the pier"


def exported(library: Library, folder: Path) -> Any:
    """What a library exports, with ids by what they stand for, and without times."""
    target = folder / "out.json"
    export(library, native.FORMAT, Selection(), target)
    data = json.loads(target.read_text(encoding="utf-8"))
    (article,) = data["articles"]
    names = {one["id"]: one["name"] for one in data["speakers"]} | {article["id"]: "article"}
    for one in article["annotations"]:
        names[one["id"]] = f"{one['label']}: {one['fragments']}"

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: bare(one) for key, one in value.items() if not key.endswith("_at")}
        if isinstance(value, list):
            return [bare(one) for one in value]
        return names.get(value, value) if isinstance(value, str) else value

    return bare(data)


def go(window: MainWindow, words: str) -> None:
    """To the beginning of these words, by the arrows."""
    there = TEXT.index(words)
    while (here := window.caret.point) != there:
        press(KEY.Key_Right if here < there else KEY.Key_Left)


def by_keys(window: MainWindow) -> None:
    # The split claim: its first quotation, its speaker, and the second quotation as a part.
    press(KEY.Key_G, KEY.Key_C)
    type_words("Ada Lin")
    press(KEY.Key_Return, KEY.Key_G, KEY.Key_A)
    # Its mention, word by word, and its cue.
    go(window, "Ada Lin")
    press(KEY.Key_Right, KEY.Key_Right, modifier=CTRL | SHIFT)
    press(KEY.Key_S)
    go(window, "said")
    press(KEY.Key_W, KEY.Key_Q)
    # The joint claim, of which Enter takes both.
    press(KEY.Key_G, KEY.Key_G, KEY.Key_C, KEY.Key_Return)
    # The outer claim: a sentence, without its first four words and its point. The inner one: word by word.
    press(KEY.Key_Down, modifier=CTRL)
    press(KEY.Key_F, KEY.Key_C)
    type_words("Carl Dee")
    press(KEY.Key_Return)
    press(KEY.Key_Home, modifier=ALT)
    press(*[KEY.Key_Right] * 4, modifier=ALT)
    press(KEY.Key_End, modifier=ALT)
    press(KEY.Key_Left, modifier=ALT | SHIFT)
    go(window, INNER)
    press(*[KEY.Key_Right] * 4, modifier=CTRL | SHIFT)
    press(KEY.Key_C)
    type_words("Eva Fink")
    press(KEY.Key_Return)


def pick(window: MainWindow, name: str) -> None:
    """Click the row of this speaker in the picker."""
    picker = window.view.findChild(SpeakerPicker)
    assert picker is not None
    rows = picker.findChild(QListView)
    assert rows is not None
    indices = (rows.model().index(row, 0) for row in range(rows.model().rowCount()))
    index = next(one for one in indices if name in one.data())
    rows.scrollTo(index)
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(index).center())


def label(window: MainWindow, name: str) -> None:
    button = next(one for one in window.view.findChildren(LabelButton) if one.text() == name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def by_mouse(window: MainWindow) -> None:
    drag(window, SPLIT[0])
    label(window, "Claim")
    pick(window, "Ada Lin")
    drag(window, SPLIT[1], CTRL)
    drag(window, "Ada Lin")
    label(window, "Speaker")
    drag(window, "said")
    label(window, "Cue")
    drag(window, JOINT)
    label(window, "Claim")
    pick(window, "Bo Berg")
    drag(window, OUTER)
    label(window, "Claim")
    pick(window, "Carl Dee")
    drag(window, INNER)
    label(window, "Claim")
    pick(window, "Eva Fink")


def by_both(window: MainWindow) -> None:
    """The words by the mouse, what they are by the keys."""
    drag(window, SPLIT[0])
    press(KEY.Key_C)
    type_words("Ada Lin")
    press(KEY.Key_Return)
    drag(window, SPLIT[1], CTRL)
    drag(window, "Ada Lin")
    press(KEY.Key_S)
    drag(window, "said")
    press(KEY.Key_Q)
    drag(window, JOINT)
    press(KEY.Key_C, KEY.Key_Return)
    for words, speaker in ((OUTER, "Carl Dee"), (INNER, "Eva Fink")):
        drag(window, words)
        press(KEY.Key_C)
        type_words(speaker)
        press(KEY.Key_Return)


@pytest.fixture
def libraries(tmp_path: Path) -> Iterator[list[Library]]:
    """Three libraries with the same article."""
    made = []
    for name in ("keys", "mouse", "both"):
        (tmp_path / name).mkdir()
        made.append(Library.open(tmp_path / name / "news.ascribe", annotator="tester"))
        added_article(made[-1], TEXT, "Harbour bridge to close", language="en")
    yield made
    for library in made:
        library.close()


def test_a_whole_article_by_keys_alone_by_mouse_alone_and_by_both_is_the_same(
    libraries: list[Library], open_window: Callable[[Library], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    exports = []
    for hands, library in zip((by_keys, by_mouse, by_both), libraries, strict=True):
        (article,) = (row.article for row in library.articles())
        window = open_window(library)
        with qtbot.waitSignal(window.session.at_rest):
            window.session._resting.start()  # anew: on a busy machine that may be over by now
        hands(window)
        claims = [one for one in library.annotations(article.id) if one.label == "Claim"]
        assert said(TEXT, claims) == ["|".join(SPLIT), JOINT, OUTER, INNER]
        named = library.claims_by_speaker()
        names = {one.name: named.get(one.id) for one in library.speakers()}
        assert names == dict.fromkeys(("Ada Lin", "Bo Berg", "Ann Chan", "Carl Dee", "Eva Fink"), 1)
        split, _, outer, inner = (library.attributions(article.id)[one.id] for one in claims)
        assert (len(split.cues), split.sources[0].mention is not None) == (1, True)
        assert inner.parent == outer.claim
        exports.append(exported(library, tmp_path))
    assert exports[0] == exports[1] == exports[2]
