"""`make faults`: kills, damage, bad disks and power cuts, by the thousand, and what is lost by them: nothing.

A campaign (`campaign.py`) is one kind of fault, tried in many cases, each with a chance and a folder of its own. What
faults are done to is in `jobs/`: what a person or a command does to a library, and what must hold of it afterwards,
wherever it was cut off.
"""
