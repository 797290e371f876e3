"""Names that stand once in their place of a codebook."""

from dataclasses import replace

import pytest

from desktop.base.errors import KnownError
from desktop.model import namesakes
from desktop.model.codebook import Attribute, Codebook, Label, Option

TOPIC = Attribute(
    id="t",
    name="Topic",
    kind="choice",
    options=(Option(id="e", name="Economy"), Option(id="x", name="Taxes", parent="e")),
)
BOOK = Codebook(name="Mine", labels=(Label(id="C", name="Claim", role="claim", attributes=(TOPIC,)),))
WITH_TAXES = BOOK.with_part(("C", "t"), Option(id="y", name="TAXES"))  # at the top


def test_a_free_name_is_the_first_that_nothing_in_the_place_has() -> None:
    assert namesakes.free_name(BOOK, ("C", "t"), "Taxes") == "Taxes"
    assert namesakes.free_name(BOOK, ("C", "t", "e"), "taxes") == "taxes 2"
    again = BOOK.with_part(("C", "t"), Option(name="Taxes 2", parent="e"))
    assert namesakes.free_name(again, ("C", "t", "e"), "Taxes") == "Taxes 3"
    assert namesakes.free_name(BOOK, (), "Claim") == "Claim 2"


def test_an_option_whose_outer_one_is_gone_lies_at_the_top() -> None:
    namesakes.refuse_new(BOOK, WITH_TAXES)
    with pytest.raises(KnownError, match="“Topic” has an option “TAXES” already"):
        namesakes.refuse_new(
            WITH_TAXES, WITH_TAXES.with_part(("C", "t"), Option(id="x", name="Taxes", parent="nowhere"))
        )


def test_a_label_that_comes_to_be_for_speakers_asks_nothing_that_another_asks_of_them() -> None:
    asking = (
        Label(id=id, name=id, role=role, attributes=(Attribute(id=f"{id}'s", name="Party", of_speaker=True),))
        for id, role in (("A", "speaker"), ("B", "other"))
    )
    before = Codebook(name="Mine", labels=tuple(asking))
    after = before.with_part((), replace(before.label("B"), role="speaker"))
    with pytest.raises(KnownError, match="“Party” already, by the label"):
        namesakes.refuse_new(before, after)
