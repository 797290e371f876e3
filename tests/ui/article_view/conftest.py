"""A view with a small article in it, and hands to do things to it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFontDatabase, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.model import codebook
from desktop.model.article import ChangedRecords, OpenArticle
from desktop.model.codebook import Codebook
from desktop.model.records import Annotation, Article, Attribution, Source, Speaker
from desktop.model.text import Fragment
from tests.ui.conftest import LONG
from ui.article_view.view import ArticleView
from ui.base import theme

TEXT = (
    "Mayor 😀 opens bridge\n\n"
    "The bridge is safe, the mayor said on Tuesday. It will open 𝒏ext week, she added.\n\n"
    "“Over the years,” she said, “we have seen many such bridges.”\n\n"
    "What it cost\n\n"
    "Nobody knows what the bridge has cost so far, said the union of builders in a letter to the council.\n"
)


@dataclass
class Hands:
    """An article view, what it said, and the mouse and keys that a user has."""

    view: ArticleView
    text: str
    article: Article
    said: list[tuple[object, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.speakers: dict[str, Speaker] = {}
        self.open = OpenArticle(self.article, self.text, codebook.default(), (), {}, self.speakers)
        for name in (
            "label_chosen",
            "fragment_drawn",
            "reshaped",
            "selected_changed",
            "opened",
            "entered",
            "speaker_picked",
        ):
            getattr(self.view, name).connect(lambda *what, name=name: self.said.append((name, *what)))

    def of(self, words: str) -> Fragment:
        """Where these words are."""
        start = self.text.index(words)
        return Fragment(start, start + len(words))

    def place(self, point: int, *, right: bool = False) -> QPoint:
        """The middle of a character on the viewport, or the end of it."""
        (rect,) = self.view.page.rects(Fragment(point, point + 1))
        return (QPointF(rect.right() - 1, rect.center().y()) if right else rect.center()).toPoint()

    def drag(
        self,
        start: QPoint,
        end: QPoint,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        release: Qt.KeyboardModifier | None = None,
    ) -> None:
        """Press at one place, move to another, release."""
        port = self.view.page.viewport()
        QTest.mousePress(port, Qt.MouseButton.LeftButton, modifiers, start)
        for share in (0.3, 0.6, 1.0):
            place = QPointF(start) + (QPointF(end) - QPointF(start)) * share
            move = QMouseEvent(
                QEvent.Type.MouseMove,
                place,
                QPointF(port.mapToGlobal(place.toPoint())),
                Qt.MouseButton.NoButton,
                Qt.MouseButton.LeftButton,
                modifiers,
            )
            QApplication.sendEvent(port, move)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, modifiers if release is None else release, end)

    def drag_over(self, words: str, **how: Qt.KeyboardModifier) -> Fragment:
        """Drag from within the first word of these to within the last one."""
        fragment = self.of(words)
        self.drag(self.place(fragment.start + 1), self.place(fragment.end - 2), **how)
        return fragment

    def click(self, words: str) -> None:
        """Click in the middle of these words, without being part of a double click."""
        fragment = self.of(words)
        QTest.mouseClick(
            self.view.page.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            self.place((fragment.start + fragment.end) // 2),
        )

    def key(self, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)

    def double_click(self, words: str) -> None:
        """Click twice in the middle of these words."""
        port, (start, end) = self.view.page.viewport(), self.of(words)
        place = self.place((start + end) // 2)
        QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(port, Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=place)

    def named(self, name: str, kind: type[QWidget] = QWidget) -> QWidget:
        """The widget of this accessible name."""
        (found,) = [one for one in self.view.findChildren(kind) if one.accessibleName() == name]
        return found

    def annotation(self, label: str, *words: str, **more: object) -> Annotation:
        """An annotation on these words."""
        return Annotation(article=self.article.id, label=label, fragments=tuple(self.of(one) for one in words), **more)

    def show(self, *annotations: Annotation, sources: dict[str, Speaker] | None = None) -> None:
        """Show these annotations, with the speakers of claims by their id."""
        sources = sources or {}
        attributions = {
            claim: Attribution(claim=claim, article=self.article.id, sources=(Source(speaker.id),))
            for claim, speaker in sources.items()
        }
        self.fill(annotations, attributions, sources.values())

    def fill(
        self,
        annotations: Iterable[Annotation] = (),
        attributions: Mapping[str, Attribution] = MappingProxyType({}),
        speakers: Iterable[Speaker] = (),
        labels: Codebook | None = None,
    ) -> None:
        """Show these in place of all that was there."""
        self.speakers.clear()
        self.speakers.update((one.id, one) for one in speakers)
        self.open.fill(labels or self.open.codebook, annotations, attributions)
        self.view.show_anew()

    def change(
        self,
        changed: Iterable[Annotation] = (),
        removed: Iterable[str] = (),
        attributions: Mapping[str, Attribution | None] = MappingProxyType({}),
        speakers: Iterable[Speaker] = (),
    ) -> None:
        """Have the view follow an edit that changed these."""
        if named := {one.id: one for one in speakers}:
            self.speakers.update(named)
            self.view.show_speakers()
        annotations = {one.id: one for one in changed} | dict.fromkeys(removed)
        self.view.follow(self.open.apply(ChangedRecords(annotations, attributions)))


FACES = Path(__file__).parents[2] / "faces"
FALLBACK = "Test Fallback"  # of Cyrillic, Hebrew, Arabic, a Thai and a Chinese letter; high beside the others


@pytest.fixture(scope="session")
def faces(qapp: QApplication) -> None:
    """The faces that the tests bring, whatever the machine has."""
    for file in sorted(FACES.glob("*.ttf")):
        assert QFontDatabase.addApplicationFont(str(file)) >= 0


@pytest.fixture(params=["Source Serif Pro", "Test DejaVu Serif", "Test Noto Serif"])
def reading_face(faces: None, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The shipped face, a low one, a high one: each with the same fallback."""
    monkeypatch.setattr(theme, "READING_FACES", [request.param, FALLBACK])
    return request.param


@pytest.fixture
def make_hands(qtbot) -> Callable[..., Hands]:
    """Makes a shown view of an article with this text."""

    def make(text: str = TEXT, title: str = "Mayor 😀 opens bridge", size: tuple[int, int] = (820, 700)) -> Hands:
        theme.apply(QApplication.instance(), "light")
        view = ArticleView()
        qtbot.addWidget(view)
        view.resize(*size)
        article = Article(title=title, sha256="", length=len(text), publisher="The Paper", published="2026-11-22")
        hands = Hands(view, text, article)
        view.show_article(hands.open)
        with qtbot.waitExposed(view, timeout=LONG):
            view.show()
        view.activateWindow()
        view.setFocus()
        QApplication.processEvents()
        return hands

    return make


@pytest.fixture
def hands(make_hands) -> Hands:
    """A shown view of the small article."""
    return make_hands()
