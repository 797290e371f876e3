"""The language that the open article is taken for: shown below the text, and changed there."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from desktop.base.translation import translated
from desktop.model.language import is_tag, primary, recognised_language
from desktop.model.language_names import name_of
from ui.base.plain_text import on_button
from ui.session.session import Session


class LanguageButton(QToolButton):
    """Shows by which language's rules suggestions are looked for, and lets one choose another.

    What the text of an article without a language tells is read at rest, when the rules are loaded anyhow.
    """

    chosen = Signal(str)  # the code of a language; "": the one that the text tells
    shown = Signal()  # other words, which have another width

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setProperty("kind", "link")
        self.setProperty("tone", "secondary")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(translated("Language of the article"))
        self.setToolTip(translated("The language in which suggestions are looked for in this article"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.setMenu(self._menu)
        session.article_opened.connect(self._show_declared)
        session.articles_changed.connect(lambda _: self._show_read())
        session.at_rest.connect(self._show_read)

    def _show_declared(self) -> None:
        article = self._session.article
        self._show(name_of(article.language) if article and is_tag(article.language) else "")

    def _show_read(self) -> None:
        from desktop.suggest.language.word_lists import language_to_read, languages  # not loaded at start

        state = self._session.state
        if state is None:
            return
        code = language_to_read(state.text, state.article.language)
        name = name_of(code)
        if code not in languages():
            name = translated("{language}: no suggestions", language=name)
        elif not is_tag(state.article.language) and recognised_language(state.text) != code:
            name = translated("{language}, not sure", language=name)
        self._show(name)

    def _show(self, words: str) -> None:
        if on_button(words) != self.text():
            self.setText(on_button(words))
            self.shown.emit()

    def _fill_menu(self) -> None:
        from desktop.suggest.language.word_lists import languages

        self._menu.clear()
        article = self._session.article
        now = primary(article.language) if article else ""
        group = QActionGroup(self._menu)
        for code in sorted(languages(), key=name_of):
            self._add(group, on_button(name_of(code)), code, checked=code == now)
        self._menu.addSeparator()
        self._add(group, translated("Detect from the text"), "", checked=not now)

    def _add(self, group: QObject, words: str, code: str, *, checked: bool) -> None:
        action = QAction(words, group, checkable=True, checked=checked)
        action.triggered.connect(lambda: self.chosen.emit(code))
        self._menu.addAction(action)
