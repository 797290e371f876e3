"""Ascribe without its window: records, the library, file formats, suggestions and the command line."""

__version__ = "0.2.0"
