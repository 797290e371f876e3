"""Small buttons, as the window's parts have them."""

from PySide6.QtWidgets import QToolButton

from ui.base.plain_text import on_button, tip


def tool_button(text: str, kind: str = "", name: str = "") -> QToolButton:
    """A button with this text, of a kind that the theme knows; `name` says what it does, where the text does not."""
    button = QToolButton()
    button.setText(on_button(text))
    if kind:
        button.setProperty("kind", kind)
    if name:
        button.setAccessibleName(name)
        button.setToolTip(tip(name))
    return button
