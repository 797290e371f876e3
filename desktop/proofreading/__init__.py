"""Proofreading: pure functions from an article to findings, which are what annotators may have overlooked."""
