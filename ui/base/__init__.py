"""Colours, settings, keys, small widgets: what all parts of the window need."""
