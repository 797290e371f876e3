"""What dialogs that ask for a file show of a folder."""

LIBRARY_FILES = "Ascribe libraries (*.ascribe)"
