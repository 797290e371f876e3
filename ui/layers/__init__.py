"""Whose work is shown and worked in: the layers of a library."""
