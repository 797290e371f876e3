"""The articles: their list, their details, the search."""
