"""The list of all matches: which of them are to be labelled, and how. It stays open beside the window.

The articles are looked through off the window's thread; what is found is listed as it is found.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QPushButton, QWidget

from desktop import labelling
from desktop.base.progress import Progress
from desktop.base.translation import translated, translated_plural
from desktop.labelling import Match
from desktop.library import Library
from desktop.model.codebook import Codebook
from desktop.model.find_in_text import Finder, Sought
from desktop.model.records import Speaker
from desktop.model.speakers import SpeakersByName
from ui.base.working_dialog import WorkingDialog
from ui.labelling.all_matches.model import MatchList, MatchModel

_LEAST_HEIGHT = 230  # of the list
_MOST = 20_000  # matches that are listed
_OFFERED = 8  # speakers whose names go on as typed


class MatchesDialog(WorkingDialog):
    """Asks where to look, how to label, and which matches."""

    shown = Signal(object)  # a Match, to be seen in its article
    label_wanted = Signal(list, str, object)  # Matches, a label's id, the Speaker that they name or None

    def __init__(
        self,
        parent: QWidget | None,
        open_library: Callable[[], Library],
        sought: Sought,
        codebook: Codebook,
        speakers: SpeakersByName,
    ) -> None:
        super().__init__(parent, translated("Label all matches"), 620, open_library)
        self._sought, self._codebook, self._speakers = sought, codebook, speakers
        self._left_out: list[str] = []  # titles of articles for which the expression takes too long
        self._ended = False
        self.add_words(_in_words(sought))
        self._add_form()
        self.add_report()
        self.words.setAccessibleName(translated("What was found"))
        self.model = MatchModel(self)
        self.list = MatchList(self.model)
        self.list.setProperty("kind", "choices")
        self.list.setMinimumHeight(_LEAST_HEIGHT)
        self.column.addWidget(self.list, 1)
        self._add_buttons()
        self._tie()
        self._take_label()

    def _add_form(self) -> None:
        self.where, self.label, self.who = QComboBox(), QComboBox(), QLineEdit()
        for label in self._codebook.labels:
            self.label.addItem(label.name, label.id)
        self.who.setPlaceholderText(translated("Nobody yet"))
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.who.setCompleter(completer)
        self._form = self.add_form()
        headings = (translated("Look in"), translated("Label as"), translated("Speaker"))
        for heading, field in zip(headings, (self.where, self.label, self.who), strict=True):
            field.setAccessibleName(heading)
            self._form.addRow(heading, field)

    def _add_buttons(self) -> None:
        self.all = QPushButton(translated("All"))
        self.none = QPushButton(translated("None"))
        self.act = QPushButton()
        self.all.clicked.connect(lambda: self.model.tick(range(len(self.model.matches)), on=True))
        self.none.clicked.connect(lambda: self.model.tick(range(len(self.model.matches)), on=False))
        self.act.clicked.connect(self._label)
        self.add_button_row((self.all, self.none), (self.act, self.close_button()), default=self.act)

    def _tie(self) -> None:
        self.where.activated.connect(self.look)
        self.label.currentIndexChanged.connect(self._take_label)
        self.who.textEdited.connect(self._offer_names)
        self.who.textChanged.connect(self._take_label)
        self.model.ticked.connect(self._count)
        self.list.shown.connect(self.shown)

    def show_places(self, places: Sequence[tuple[str, object]]) -> None:
        """Where one may look: the words for each place, and the ids of its articles, or None for all."""
        for words, ids in places:
            self.where.addItem(words, ids)

    def name(self, speaker: Speaker) -> None:
        """Have the matches name this speaker."""
        self.label.setCurrentIndex(max(self.label.findData(next(iter(self._codebook.of_role("speaker")), "")), 0))
        self.who.setText(speaker.name)

    # What is found

    def look(self) -> None:
        """Look through the articles."""
        articles, finder = self.where.currentData(), Finder(self._sought)
        left_out: list[str] = []

        def work(library: Library, progress: Progress) -> Iterator[Match]:
            return islice(labelling.matches(library, finder, articles, progress, left_out.append), _MOST)

        self.search(translated("Looking for matches"), work, self.model.add, lambda: self._tell(left_out))

    def _begin(self, title: str) -> None:
        self.model.clear()
        self._ended, self._left_out = False, []
        super()._begin(title)

    def _tell(self, left_out: list[str]) -> None:
        self._ended, self._left_out = True, left_out
        self._count()

    def _end(self) -> None:
        super()._end()
        self._count()

    # How it is to be labelled

    @property
    def speaker(self) -> Speaker | None:
        """Whom the matches are to name: one of the library, or a new one of this name; None for nobody."""
        name = " ".join(self.who.text().split())
        if not (name and self._names_somebody):
            return None
        return self._speakers.meant(name) or Speaker(name=name)

    @property
    def _names_somebody(self) -> bool:
        label = self.label.currentData()
        return label is not None and self._codebook.role(label) == "speaker"

    def _offer_names(self, typed: str) -> None:
        self._names.setStringList([one.name for one in self._speakers.found_by(typed, _OFFERED)] if typed else [])

    def _take_label(self) -> None:
        self._form.setRowVisible(self.who, self._names_somebody)
        self.model.label_as(self.label.currentData() or "", naming=self.speaker is not None)

    def _count(self) -> None:
        found, chosen = len(self.model.matches), len(self.model.chosen)
        self.act.setText(translated_plural("Label {count} match", "Label {count} matches", chosen))
        self.act.setEnabled(chosen > 0 and self._tasks.current is None)
        for button in (self.all, self.none):
            button.setEnabled(found > self.model.done)
        if not found:
            nothing = [translated("Nothing was found."), *self._unsearched]
            self.words.setText(" ".join(nothing) if self._ended else "")
            return
        articles = len({one.article for one in self.model.matches})
        sentences = [
            translated("{matches} in {articles}.", matches=_matches(found), articles=_articles(articles))
            if found < _MOST
            else translated("More than {count} matches: the first ones are listed.", count=_MOST)
        ]
        if done := self.model.done:
            sentences.append(
                translated_plural("{count} has this label already.", "{count} have this label already.", done)
            )
        self.words.setText(" ".join([*sentences, *self._unsearched]))

    @property
    def _unsearched(self) -> list[str]:
        """The sentence on articles that were not looked through, if there are any."""
        if not self._left_out:
            return []
        return [
            translated_plural(
                "In {count} article the expression takes too long; it was left out.",
                "In {count} articles the expression takes too long; they were left out.",
                len(self._left_out),
            )
        ]

    def _label(self) -> None:
        self.label_wanted.emit(self.model.chosen, self.label.currentData(), self.speaker)


def _matches(count: int) -> str:
    return translated_plural("{count} match", "{count} matches", count)


def _articles(count: int) -> str:
    return translated_plural("{count} article", "{count} articles", count)


def _in_words(sought: Sought) -> str:
    if sought.is_pattern:
        return translated("What the regular expression {words} finds", words=sought.typed)
    if sought.whole_words:
        return translated("“{words}”, as whole words", words=sought.typed)
    return translated("“{words}”, within words, too", words=sought.typed)
