"""The window of Ascribe: all of Qt is in this package, and nothing but."""
