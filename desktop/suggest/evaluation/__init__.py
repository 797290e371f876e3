"""Compares suggestions with gold annotations, and annotators with each other."""
