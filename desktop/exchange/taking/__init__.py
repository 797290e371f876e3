"""A colleague's work taken into a library, as an update of what is there: looked at first, then one step to undo.

incoming.py   the work that a file holds, by the names of layers
work.py       what an annotation says here and in the file, and which of the two counts
speakers.py   who of the file is who here
planning.py   what taking a file would do
wording.py    a plan in words, and what both changed, side by side
taking.py     does it
"""
