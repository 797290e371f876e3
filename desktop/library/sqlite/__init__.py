"""The library as tables of an SQLite file."""
