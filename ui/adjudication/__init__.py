"""What several annotators made of the open article, settled claim by claim, in a sheet beside the text."""
