"""What the user may choose, in one place."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from ui.base.dialog import Dialog
from ui.base.settings import TEXT_SIZES, Appearance, Settings

_APPEARANCES: tuple[tuple[Appearance, str], ...] = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"))


class PreferencesDialog(Dialog):
    """Appearance, text size, snapping, suggesting, and the annotator's name."""

    def __init__(self, parent: QWidget | None, settings: Settings, annotator: str, learning: str) -> None:
        super().__init__(parent, "Preferences")
        form = self.add_form()
        self.appearance = QComboBox()
        for value, name in _APPEARANCES:
            self.appearance.addItem(name, value)
        self.appearance.setCurrentIndex(self.appearance.findData(settings.appearance))
        self.text_size = QComboBox()
        for size in TEXT_SIZES:
            self.text_size.addItem(f"{size} px", size)
        self.text_size.setCurrentIndex(self.text_size.findData(settings.text_size))
        self.snap = QCheckBox("A selection takes whole words")
        self.snap.setChecked(settings.snap)
        self.snap.setToolTip("Hold Shift while you drag to do the opposite.")
        self.suggests = QCheckBox("Suggest quotations when an article opens")
        self.suggests.setChecked(settings.suggests)
        self.annotator = QLineEdit(settings.annotator, placeholderText=annotator)
        for heading, field in (
            ("Appearance", self.appearance),
            ("Text size", self.text_size),
            ("", self.snap),
            ("", self.suggests),
            ("Annotator", self.annotator),
        ):
            if heading:
                field.setAccessibleName(heading)
            form.addRow(heading, field)
        self.learning = self.add_words(learning)
        self.add_words(
            "The annotator's name stands on every annotation you make, and Undo takes back that annotator's work."
        )
        self.add_buttons("Save")
