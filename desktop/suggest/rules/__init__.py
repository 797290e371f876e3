"""Finds attributions by rules over word lists."""
