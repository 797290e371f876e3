"""Files in which many articles follow each other, as news databases export them: split by patterns, which are data."""
