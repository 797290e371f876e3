"""One module a file format, all of one shape."""
