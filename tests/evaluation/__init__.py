"""What suggesting is judged by: converters of public corpora, and measures. Nothing of a corpus is kept here."""
