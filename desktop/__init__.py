"""Ascribe without its window: records, the library, file formats, suggestions and the command line."""

__version__ = "0.1.0"
