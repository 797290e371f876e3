"""Small buttons, as the window's parts have them."""

from PySide6.QtWidgets import QToolButton


def tool_button(text: str, kind: str = "", name: str = "") -> QToolButton:
    """A button with this text, of a kind that the theme knows; `name` says what it does, where the text does not."""
    button = QToolButton()
    button.setText(text)
    if kind:
        button.setProperty("kind", kind)
    if name:
        button.setAccessibleName(name)
        button.setToolTip(name)
    return button
