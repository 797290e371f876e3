"""Learns from a person's work: the tagger, the ranker, who spoke; and when what was learnt is used."""
