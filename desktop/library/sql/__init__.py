"""What both kinds of database have in common: the tables, how records are kept in them, and what is asked of them."""
