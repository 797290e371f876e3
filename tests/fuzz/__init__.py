"""Mutated files for each reader: `python -m tests.fuzz`, or `make fuzz`."""
