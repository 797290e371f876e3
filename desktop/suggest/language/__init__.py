"""A text as the rules read it: the word lists of a language, words, quotations."""
