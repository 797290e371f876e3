"""Suggestions: made, gone through, learnt from."""
