"""Adjudication: what several annotators made of one article is settled into the layer "Adjudicated", claim by claim.

    cases.py            the claims of an article, each as every annotator has it; what they differ in; what is decided
    claim_digests.py    what a claim said when it was decided upon, and whether it says the same by now
    annotator_names.py  what the annotators are called meanwhile
    rules.py            which decisions a rule would make, to be previewed
    deciding.py         decisions as edits
    by_rule.py          a rule for many articles

A decision is kept by what it made: a claim of the layer "Adjudicated" (accepted; rejected, where there is to be none)
has in its evidence which claims it was about, as they were then. So to undo it, to delete its claim or to take the
article away needs nothing more, and a case is open again as soon as one of its claims is another one.
"""
