"""A speaker's page: what is known, and all that was said in all articles, with jumps; it stays open beside the window.

The claims are read off the window's thread.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QMenu, QPushButton, QWidget

from desktop.base.progress import Progress
from desktop.base.text_direction import isolated
from desktop.base.translation import listed, translated, translated_in, translated_plural
from desktop.library import Library
from desktop.model.records import Fact, Speaker
from desktop.model.speaker_facts import AFFILIATION, ROLE, affiliations, belonging_to, named, organisation
from desktop.model.written_facts import words_of
from ui.base import theme
from ui.base.dates import shown_date
from ui.base.filter_field import FilterField
from ui.base.menus import list_in, passing_menu
from ui.base.plain_text import on_button, on_title_bar, shortened, tip
from ui.base.row_list import RowList
from ui.base.working_dialog import WorkingDialog
from ui.session.session import Session
from ui.speakers.said_rows import SAID, SaidDelegate, SaidModel

if TYPE_CHECKING:  # they are read in another thread
    from desktop.exchange.citations import Pasted
    from desktop.exchange.claims_of_speaker import SaidClaim

_WIDTH = 760
_LEAST_HEIGHT = 200  # of the list
_PAUSE = 120  # ms after a key, in which one may go on typing


def _heading_font() -> QFont:
    font = theme.interface_font(17)
    font.setBold(True)
    return font


class _SaidList(RowList):
    """Qt would copy a row as it is painted."""

    copy_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)


class SpeakerPage(WorkingDialog):
    """Shows one speaker; says by signal what is wanted."""

    claim_wanted = Signal(str, str)  # ids of the article and of the claim
    edit_wanted = Signal(str)  # the speaker's id
    page_wanted = Signal(str)  # another speaker's id

    def __init__(self, parent: QWidget | None, session: Session, speaker_id: str) -> None:
        super().__init__(parent, "", _WIDTH, session.library.again)
        self._session = session
        self._said: Sequence[SaidClaim] | None = None  # until it is read
        self.speaker_id = speaker_id
        self.name = self.add_words("", tone="heading")
        self.name.setFont(_heading_font())
        self.known = self.add_words("")
        self.known.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._add_links()
        self.column.addWidget(self.progress)
        self.filter = FilterField(translated("Filter what was said"), translated("Filter…"))
        self.column.addWidget(self.filter)
        self.model = SaidModel(self)
        self.list = _SaidList(translated("What was said"), self.model, SaidDelegate())
        self.list.setProperty("kind", "choices")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setMinimumHeight(_LEAST_HEIGHT)
        self.column.addWidget(self.list, 1)
        self.words = self.add_words("")
        self._add_buttons()
        self._typing = QTimer(self, singleShot=True, interval=_PAUSE)
        self._tie()
        self.show_speaker(speaker_id)

    def _add_links(self) -> None:
        """To those with whom the speaker belongs together."""
        self._links = QHBoxLayout()
        self._links.setSpacing(12)
        self.column.addLayout(self._links)

    def _add_buttons(self) -> None:
        self.copy = QPushButton(translated("Copy"))
        menu = QMenu(self)
        for form, words in (
            ("citation", translated("As citations")),
            ("markdown", translated("As Markdown")),
            ("table", translated("As table rows")),
        ):
            menu.addAction(words).triggered.connect(lambda _=False, one=form: self.copy_claims(one))
        self.copy.setMenu(menu)
        self.edit = QPushButton(translated("Edit…"))
        self.edit.clicked.connect(lambda: self.edit_wanted.emit(self.speaker_id))
        self._session.keep_from_writing(self.edit)
        self.again = QPushButton(translated("Check again"))
        self.again.clicked.connect(self.look)
        self.add_button_row((self.copy,), (self.edit, self.again, self.close_button()))

    def _tie(self) -> None:
        self.filter.textChanged.connect(lambda: self._typing.start())
        self.filter.entered.connect(self._enter_list)
        self._typing.timeout.connect(self._narrow)
        self.list.doubleClicked.connect(self._choose)
        self.list.row_entered.connect(lambda: self._choose(self.list.currentIndex()))
        self.list.copy_wanted.connect(lambda: self.copy_claims("citation"))
        self._session.speakers_changed.connect(self._follow)

    def show_speaker(self, speaker_id: str) -> None:
        """Show this speaker in place of the one before."""
        self.speaker_id = speaker_id
        self._said = None
        self.filter.clear()
        self.model.show_claims((), "")
        self._show_known()
        self.look()

    def _follow(self, changed: frozenset[str] | None) -> None:
        if self.speaker_id not in self._session.speakers:
            self.reject()
        elif changed is None or self.speaker_id in changed:
            self._show_known()

    def _show_known(self) -> None:
        speaker = self._session.speakers[self.speaker_id]
        self.setWindowTitle(on_title_bar([speaker.name]))
        self.name.setText(shortened(speaker.name))
        self.known.setText("\n".join(self._lines(speaker)))
        while (item := self._links.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        by_name = self._session.speakers_by_name
        around = filter(None, (organisation(name, by_name) for name in affiliations(speaker)))
        for one in {one.id: one for one in around if one.id != speaker.id}.values():
            self._link(one.name, partial(self.page_wanted.emit, one.id))
        if mine := belonging_to(speaker, by_name, by_name):
            self._link(
                translated_plural("{count} belongs to it", "{count} belong to it", len(mine)),
                lambda: self._list_those(mine),
            )
        self._links.addStretch(1)

    def _link(self, words: str, then: Callable[[], object]) -> None:
        button = QPushButton(on_button(shortened(words)))
        button.setToolTip(tip(words))
        button.setProperty("kind", "link")
        button.setProperty("tone", "accent")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: then())
        self._links.addWidget(button)

    def _list_those(self, speakers: Sequence[Speaker]) -> None:
        menu = passing_menu(self)
        list_in(menu, [(one.name, partial(self.page_wanted.emit, one.id)) for one in speakers])
        menu.popup(self.mapToGlobal(self._links.geometry().bottomLeft()))

    def _lines(self, speaker: Speaker) -> list[str]:
        """What is known of the speaker, in words."""
        office = listed(isolated(part) for part in (speaker.role, speaker.affiliation) if part)
        also = translated("Also called {names}", names=listed(speaker.aliases)) if speaker.aliases else ""
        facts = " · ".join(self._fact(fact) for fact in speaker.facts)
        about = " · ".join(part for part in (office, also, isolated(speaker.external_id)) if part)
        return [line for line in (about, facts, shortened(speaker.note, 300)) if line] or [
            translated("Nothing else is known yet.")
        ]

    def _fact(self, fact: Fact) -> str:
        asked = named(fact.about, self._session.library.codebook)
        headings = {ROLE: translated_in("of a speaker", "Role"), AFFILIATION: translated("Affiliation")}
        heading = headings.get(fact.about) or (asked.name if asked else fact.about)
        words = translated("{attribute}: {answer}", attribute=heading, answer=words_of(fact.value, asked))
        since, until = (shown_date(date, short=True) for date in (fact.since, fact.until))
        if since and until:
            return translated("{fact} ({since} to {until})", fact=words, since=since, until=until)
        if since:
            return translated("{fact} (since {since})", fact=words, since=since)
        return translated("{fact} (until {until})", fact=words, until=until) if until else words

    def look(self) -> None:
        """Read what the speaker said."""
        id = self.speaker_id

        def work(library: Library, progress: Progress) -> "list[SaidClaim]":
            from desktop.exchange.claims_of_speaker import said_by  # here: what it brings along takes a while

            return said_by(library, id, progress)

        def done(said: "list[SaidClaim]") -> None:
            if id == self.speaker_id:
                self._said = said
                self.model.show_claims(said, self.filter.text())
                self._count()

        self.run(translated("Reading what was said"), work, done)

    def _narrow(self) -> None:
        self.model.narrow(self.filter.text())
        self._count()

    def _count(self) -> None:
        self.words.setText(self._counted())
        self.copy.setEnabled(bool(self.model.shown))

    def _counted(self) -> str:
        if self._said is None:
            return "" if self.is_working else translated("What was said is not read yet: “Check again” reads it.")
        if not self.model.shown:
            return (
                translated("No claim has these words.")
                if self._said
                else translated("No claim of this speaker is known.")
            )
        articles = len({one.article.id for one in self.model.shown})
        return translated_plural(
            "{count} claim in {articles}.",
            "{count} claims in {articles}.",
            len(self.model.shown),
            articles=translated_plural("{count} article", "{count} articles", articles),
        )

    def _enter_list(self) -> None:
        self._typing.stop()
        self._narrow()
        if self.model.shown:
            self.list.setFocus()
            self.list.setCurrentIndex(self.model.index(0))

    @property
    def chosen(self) -> "Sequence[SaidClaim]":
        """The selected claims, or all that are shown."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        return [self.model.shown[row] for row in rows] or self.model.shown

    def copy_claims(self, form: str) -> None:
        """Put the selected claims on the clipboard, or all that are shown."""
        id, chosen = self.speaker_id, self.chosen

        def work(library: Library, progress: Progress) -> "Pasted":
            from desktop.exchange.claims_of_speaker import copied

            return copied(library, id, chosen, form)

        def done(pasted: "Pasted") -> None:
            data = QMimeData()
            data.setText(pasted.text)
            if pasted.html:
                data.setHtml(pasted.html)
            QGuiApplication.clipboard().setMimeData(data)
            self.words.setText(translated_plural("{count} claim is copied.", "{count} claims are copied.", len(chosen)))

        if chosen:
            self.run(translated("Copying"), work, done)

    def _begin(self, title: str) -> None:
        super()._begin(title)
        self.words.setText("")
        self.again.setEnabled(False)

    def _end(self) -> None:
        super()._end()
        self._count()
        self.again.setEnabled(True)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            said: SaidClaim = index.data(SAID)
            self.claim_wanted.emit(said.article.id, said.claim)
