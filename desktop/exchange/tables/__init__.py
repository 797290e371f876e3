"""Tables of what is in documents: of claims, speakers, articles, the codebook. A row is data; no file format in it."""
