"""Proofreading: what annotators may have overlooked, told by pure functions from an article to findings."""
