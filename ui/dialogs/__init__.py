"""Windows that ask or tell one thing. Each is imported when it is first opened."""
