"""Transcripts: who speaks when, and each turn offered as a direct claim of its speaker."""
