"""An article with what is marked in it, as somebody reads it: for a web page, a Word document, a printer."""
