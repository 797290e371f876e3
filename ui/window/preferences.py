"""What the user may choose, in one place."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from desktop.base.translation import ENGLISH, Message, languages, translated
from desktop.model.layers import LONGEST_NAME
from ui.base.dialog import Dialog
from ui.base.plain_text import PlainLabel, tip
from ui.base.settings import TEXT_SIZES, Appearance, Settings

_APPEARANCES: tuple[tuple[Appearance, Message], ...] = (
    ("system", Message("Same as the system")),
    ("light", Message("Light")),
    ("dark", Message("Dark")),
    ("light-contrast", Message("High contrast, light")),
    ("dark-contrast", Message("High contrast, dark")),
)


class PreferencesDialog(Dialog):
    """Appearance, language, text size, snapping, suggesting, asking, newer versions, and the annotator's name."""

    def __init__(self, parent: QWidget | None, settings: Settings, annotator: str, learning: str) -> None:
        super().__init__(parent, translated("Preferences"))
        form = self.add_form()
        self.appearance = QComboBox()
        for value, name in _APPEARANCES:
            self.appearance.addItem(translated(name), value)
        self.appearance.setCurrentIndex(self.appearance.findData(settings.appearance))
        self.language = QComboBox()
        self.language.addItem(translated("Same as the system"), "")
        for code in languages():
            self.language.addItem(_own_name(code), code)
        self.language.setCurrentIndex(max(self.language.findData(settings.language), 0))
        self.restart = PlainLabel(translated("The language changes when you start Ascribe again."))
        self.restart.setProperty("tone", "secondary")
        self.restart.setWordWrap(True)
        self.restart.hide()
        self.language.currentIndexChanged.connect(self._tell_of_restart)
        self.text_size = QComboBox()
        for size in TEXT_SIZES:
            self.text_size.addItem(translated("{size} px", size=size), size)
        self.text_size.setCurrentIndex(self.text_size.findData(settings.text_size))
        self.snap = QCheckBox(translated("A selection takes whole words"))
        self.snap.setChecked(settings.snap)
        self.snap.setToolTip(translated("Hold Shift while you drag to do the opposite."))
        self.suggests = QCheckBox(translated("Suggest quotations when an article opens"))
        self.suggests.setChecked(settings.suggests)
        self.asks = QCheckBox(translated("Ask before unfinished articles are done"))
        self.asks.setChecked(settings.asks_about_open_ones)
        self.asks_for_newer = QCheckBox(translated("Look for a newer version once a week"))
        self.asks_for_newer.setChecked(settings.asks_for_newer)
        self.asks_for_newer.setToolTip(
            tip(translated("Asks {address}, and says nothing about you.", address=settings.version_address))
        )
        self.annotator = QLineEdit(settings.annotator, placeholderText=annotator)
        self.annotator.setMaxLength(LONGEST_NAME)
        for heading, field in (
            (translated("Appearance"), self.appearance),
            (translated("Language"), self.language),
            (translated("Text size"), self.text_size),
            ("", self.snap),
            ("", self.suggests),
            ("", self.asks),
            ("", self.asks_for_newer),
            (translated("Annotator"), self.annotator),
        ):
            if field is self.language and len(languages()) == 1:
                continue  # there is nothing to choose
            if heading:
                field.setAccessibleName(heading)
            form.addRow(heading, field)
            if field is self.language:
                form.addRow("", self.restart)
        self._language = settings.language
        self.learning = self.add_words(learning)
        self.add_words(
            translated("Your annotations carry the annotator's name. Undo takes back only this annotator's work.")
        )
        self.add_buttons(translated("Save"))

    def _tell_of_restart(self) -> None:
        self.restart.setVisible(self.language.currentData() != self._language)
        self.fit_height()


def _own_name(language: str) -> str:
    """What those who speak a language call it."""
    return "English" if language == ENGLISH else QLocale(language).nativeLanguageName()
