"""What of a web page a reader sees (`visible`), the article in it (`body`), what it says of itself (`facts`)."""
