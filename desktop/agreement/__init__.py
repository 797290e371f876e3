"""How far annotators agree: on which claims there are, on their extents, and on what is said of each.

    sides.py         who is compared: annotators, suggestions, a file; from a library to coded articles
    layers.py        whose annotations are whose, and how they are named as claims
    claims.py        what is compared: claims, the questions asked of them, articles with each layer's claims
    matching.py      which claims of two layers are the same one
    unitising.py     Krippendorff's alpha for places in a text
    coefficients.py  percent, kappa and Krippendorff's alpha, from tables of how often two answers meet
    metrics.py       how far two answers lie apart
    differences.py   what layers differ in, claim by claim
    tally.py         what is counted in one article
    bootstrap.py     how far a figure would vary with other articles
    comparing.py     figures, breakdowns, confusion tables and differences of all articles
    measures.py      what each figure is called, and what it means
    report.py        a comparison as text, JSON and CSV

All from claims.py to measures.py knows nothing of a library: it takes named sets of claims and the lengths of texts.
"""
