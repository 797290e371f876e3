"""`make effort`: how many keys, clicks, drags and seconds it takes to mark who said what.

Articles of known claims (gold/) are annotated in the real window, by the mouse, by the keys, by both, and by
suggestions. Beside it stands what the same takes in other programs, by the gestures that their manuals name
(others.toml).
"""
