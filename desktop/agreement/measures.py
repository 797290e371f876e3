"""What each figure is called, and what it means in plain words."""

from typing import Final

from desktop.base.translation import Message

PRECISION, RECALL, F1 = "precision", "recall", "f1"
UNITISING_2004, UNITISING_2016, UNITISING_BINARY = "unitising 2004", "unitising 2016", "unitising binary"
PERCENT, COHEN, FLEISS, ALPHA = "percent", "cohens kappa", "fleiss kappa", "alpha"

NAMES: Final = {
    PRECISION: Message("Precision"),
    RECALL: Message("Recall"),
    F1: Message("F1"),
    UNITISING_2004: Message("Unitising α (2004)"),
    UNITISING_2016: Message("Unitising α (2016)"),
    UNITISING_BINARY: Message("Unitising α (2016), claim or not"),
    PERCENT: Message("Same answer"),
    COHEN: Message("Cohen’s κ"),
    FLEISS: Message("Fleiss’ κ"),
    ALPHA: Message("Krippendorff’s α"),
}

MEANINGS: Final = {
    PRECISION: Message("Of the second one’s claims, how many the first one has too."),
    RECALL: Message("Of the first one’s claims, how many the second one has too."),
    F1: Message("Of the claims of each two, how many are shared: 1 when all are, 0 when none is."),
    UNITISING_2004: Message(
        "How far the same words are marked, and how far the ends lie apart, beyond chance: 1 is perfect, 0 is chance."
    ),
    UNITISING_2016: Message(
        "How many characters are marked alike, with the same label, beyond chance: 1 is perfect, 0 is chance."
    ),
    UNITISING_BINARY: Message(
        "How many characters are marked alike, whatever the label, beyond chance: 1 is perfect, 0 is chance."
    ),
    PERCENT: Message("The share of shared claims with the same answer. Chance alone makes some of it."),
    COHEN: Message(
        "How often two annotators give the same answer, beyond chance, by how often each of them gives it. "
        "Mean of all pairs."
    ),
    FLEISS: Message(
        "How often annotators give the same answer to claims that all of them have, beyond chance, by how "
        "often all give it."
    ),
    ALPHA: Message(
        "How far apart answers are, compared with chance, also in claims that some lack: 1 is perfect, 0 "
        "is chance. From 0.8 on answers are called reliable, from 0.667 on good for tentative conclusions."
    ),
}
