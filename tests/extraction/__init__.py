"""`make extraction`: how much of real pages and files comes in, beside trafilatura, chardet and charset-normalizer."""
