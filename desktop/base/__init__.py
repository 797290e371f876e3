"""Errors, files, paths, encodings: what all other rooms need, and nothing about articles."""
