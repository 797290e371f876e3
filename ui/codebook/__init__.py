"""The codebook editor: labels, attributes and options in a page of the window."""
