"""A codebook taken into a library that is in use: beside its own, and in its place."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import labelling
from desktop.exchange import codebooks
from desktop.exchange.merging_codebooks import Contradiction
from desktop.library import Library
from desktop.model import operations
from desktop.model.codebook import Attribute, Codebook, Label, Option, Part, PartPath, from_data
from desktop.model.ready_codebooks import ready
from tests.making import added_article, answers, option_names, over

TEXT = "“Never,” the minister said."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library with a claim that answers by an option of its own, and a mention."""
    library = Library.open(tmp_path / "News.ascribe", annotator="ada")
    article = added_article(library, TEXT)
    tone = Attribute(
        id="t", name="Tone", kind="choice", options=(Option(id="c", name="calm"), Option(id="s", name="sharp"))
    )
    with library.edit(operations.add_attribute("Tone")) as edit:
        labelling.add_part(edit, ("Claim",), tone)
        labelling.add_part(edit, (), Label(id="Doubt", name="Doubt", role="claim", shortcut="D"))
        claim = labelling.annotate(edit, article.id, TEXT, over(TEXT, "“Never,”"), edit.codebook.label("Claim"))
        labelling.answer(edit, claim, tone, "c")
    yield library
    library.close()


INCOMING = Codebook(
    name="Theirs",
    labels=(
        Label(id="New", name="New", role="other", shortcut="c"),
        Label(
            id="X",
            name="claim",
            role="claim",
            shortcut="c",
            attributes=(
                Attribute(
                    id="Y",
                    name="tone",
                    kind="choice",
                    default="Z",
                    options=(Option(id="W", name="weary", parent="Z"), Option(id="Z", name="CALM")),
                ),
            ),
        ),
    ),
)


def held(library: Library) -> object:
    return [(one, answers(library.codebook, one)) for id in library.article_ids() for one in library.annotations(id)]


def test_a_ready_codebook_joins_the_library(library: Library) -> None:
    before = held(library)
    codebooks.join(library, ready("framing"))
    assert held(library) == before
    assert library.codebook.of_role("claim") == ["Claim", "Doubt", "Problem", "Cause", "Judgement", "Remedy"]
    assert library.codebook.label("Cause").shortcut == ""  # Claim has C
    assert library.undo_operation == operations.join_codebook("Framing")
    library.undo()
    assert library.codebook.of_role("claim") == ["Claim", "Doubt"]


def test_labels_that_come_get_keys_that_are_free(library: Library) -> None:
    commands = frozenset("ABEJ")
    codebooks.join(library, ready("framing"), commands)
    keys = {one.name: one.shortcut for one in library.codebook.labels}
    assert keys["Claim"] == "C"
    assert keys["Cause"] not in {"", "C"} | commands
    assert len(set(keys.values())) == len(keys)


def test_a_label_without_a_role_is_the_one_of_its_name(library: Library) -> None:
    asked = Attribute(id="a", name="Kind of source", kind="choice", options=(Option(id="o", name="outlet"),))
    typed = Label(id="l", name="claim", role="other", attributes=(asked,))
    for take in (codebooks.join, codebooks.put_in_place):
        take(library, Codebook(name="Typed", labels=(typed,)))
        assert "l" not in {one.id for one in library.codebook.labels}
        assert library.codebook.label("Claim").role == "claim"
        assert "Kind of source" in [one.name for one in library.codebook.label("Claim").attributes]
        library.undo()


def test_a_codebook_takes_the_place_of_the_librarys_and_what_is_in_use_stays(library: Library) -> None:
    codebooks.put_in_place(library, INCOMING)
    (claim,) = (one for id in library.article_ids() for one in library.annotations(id))
    assert [label.id for label in library.codebook.labels] == ["New", "Claim"]  # no Doubt, which nothing has
    label = library.codebook.label("Claim")
    assert (label.name, label.shortcut) == ("claim", "")
    assert [one.id for one in label.attributes] == ["t", "quotation"]  # which the claim answers
    assert option_names(library.codebook, "Claim", "t") == ("weary", "CALM")
    tone = label.attribute("t")
    assert tone is not None
    assert (tone.default, tone.options[0].parent) == ("c", "c")
    assert answers(library.codebook, claim) == {"quotation": "direct", "t": "CALM"}
    library.undo()
    assert library.codebook.label("Doubt").role == "claim"


def test_a_label_in_use_keeps_its_role(library: Library) -> None:
    other = Codebook(name="Theirs", labels=(Label(id="Claim", name="Claim", role="cue"),))
    with pytest.raises(Contradiction, match="give one of them"):
        codebooks.put_in_place(library, other)
    with pytest.raises(Contradiction, match="give one of them"):
        codebooks.join(library, other)


def test_a_new_library_starts_with_a_ready_codebook(tmp_path: Path) -> None:
    with Library.open(tmp_path / "Frames.ascribe", codebook=ready("framing")) as library:
        assert library.codebook == ready("framing")
        assert library.undo_operation is None


def test_a_codebook_that_has_names_twice_comes_in_opens_again_and_is_renamed_apart(
    library: Library, tmp_path: Path
) -> None:
    twice = (Attribute(id="a", name="Deadline"), Attribute(id="b", name="deadline"))
    twins = tuple(Label(id=id, name="Frame", role="other", attributes=twice) for id in ("one", "two"))
    for put in (codebooks.join, codebooks.put_in_place):
        put(library, from_data(Codebook(name="Theirs", labels=twins).as_data(), "theirs.toml"))
    assert [label.name for label in library.codebook.labels].count("Frame") == 2
    with Library.open(library.address, annotator="ada") as again:
        label = again.codebook.label("two")
        assert [one.name for one in label.attributes] == ["Deadline", "deadline"]
        renamed: list[tuple[PartPath, Part]] = [(("two",), label), (("two", "b"), label.attributes[1])]
        for path, part in renamed:
            with again.edit(operations.rename_part(part.name, "Other")) as edit:
                labelling.change_part(edit, path, part, name="My own")
        label = again.codebook.label("two")
        assert (label.name, [one.name for one in label.attributes]) == ("My own", ["Deadline", "My own"])
