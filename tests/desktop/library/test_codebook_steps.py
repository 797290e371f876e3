"""Renames and new options: what they do to annotations, to others, and to the undo of what was done before."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop import labelling
from desktop.base.errors import Conflict, KnownError
from desktop.library import Library
from desktop.model import codebook as codebooks
from desktop.model import operations
from desktop.model.codebook import Attribute, Codebook, Label, Option
from desktop.model.codebook_checks import MOST_LABELS
from desktop.model.records import Annotation, Article
from tests.making import added_article, answers, option_names, over, question

TEXT = "“Never,” the minister said."
TONE = question("tone", "choice", "calm", "sharp", open=True)
TOPICS = question("topics", "choices", "traffic", "money")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "News.ascribe", annotator="ada") as library:
        with library.edit(operations.import_articles()) as edit:
            claim, *others = codebooks.default().labels
            asking = replace(claim, attributes=(*claim.attributes, TONE, TOPICS))
            edit.set_codebook(Codebook(name="Mine", labels=(asking, *others)))
        yield library


@pytest.fixture
def other(library: Library) -> Iterator[Library]:
    """Another window of somebody else's, which does not look what was done here."""
    with Library.open(library.address, annotator="grace", layer="") as other:
        yield other


@pytest.fixture
def article(library: Library, other: Library) -> Article:
    return added_article(library, TEXT)


def claim_in(library: Library, article: Article, words: str = "“Never,”") -> Annotation:
    with library.edit(operations.label("Claim")) as edit:
        return labelling.annotate(edit, article.id, TEXT, over(TEXT, words), edit.codebook.label("Claim"))


def answer(library: Library, annotation: Annotation, attribute: Attribute, value: str | Option) -> Annotation:
    with library.edit(operations.answer(attribute.name)) as edit:
        labelling.answer(edit, edit.current(annotation), attribute, value)
    return now(library, annotation)


def now(library: Library, annotation: Annotation) -> Annotation:
    there = library.annotation(annotation.id)
    assert there is not None
    return there


def rename_all(library: Library) -> None:
    """Gives each label, attribute and option another name."""

    def attribute(one: Attribute) -> Attribute:
        options = tuple(replace(option, name=f"{option.name} 2") for option in one.options)
        return replace(one, name=f"{one.name} 2", options=options)

    with library.edit(operations.import_articles()) as edit:
        labels = (
            replace(label, name=f"{label.name} 2", attributes=tuple(map(attribute, label.attributes)))
            for label in edit.codebook.labels
        )
        edit.set_codebook(replace(edit.codebook, labels=tuple(labels)))


def in_words(library: Library, annotation: Annotation) -> tuple[str, dict[str, object]]:
    library.catch_up()
    there = now(library, annotation)
    return library.codebook.label(there.label).name, dict(answers(library.codebook, there))


def test_a_rename_touches_the_codebook_alone(library: Library, article: Article) -> None:
    claim = answer(library, claim_in(library, article), TONE, "calm")
    rename_all(library)
    assert now(library, claim) == claim
    assert in_words(library, claim) == ("Claim 2", {"quotation": "direct 2", "tone": "calm 2"})
    assert library.codebook.role(claim.label) == "claim"


def test_what_was_done_before_ones_own_rename_is_undone_after_it(library: Library, article: Article) -> None:
    claim = claim_in(library, article)
    answer(library, claim, TONE, Option(name="weary"))
    rename_all(library)
    library.undo()
    assert in_words(library, claim) == ("Claim", {"quotation": "direct", "tone": "weary"})
    library.undo()
    assert in_words(library, claim) == ("Claim", {"quotation": "direct"})
    assert option_names(library.codebook, "Claim", "tone") == ("calm", "sharp")
    library.redo()
    library.redo()
    assert in_words(library, claim) == ("Claim 2", {"quotation": "direct 2", "tone": "weary 2"})


def test_what_was_done_before_anothers_rename_is_undone_and_the_rename_stays(
    library: Library, other: Library, article: Article
) -> None:
    claim = claim_in(library, article)
    answer(library, claim, TONE, "sharp")
    rename_all(other)
    library.undo()
    assert in_words(library, claim) == ("Claim 2", {"quotation": "direct 2"})
    library.redo()
    assert in_words(library, claim) == ("Claim 2", {"quotation": "direct 2", "tone": "sharp 2"})


def test_an_option_that_was_typed_is_taken_back_though_another_renamed_its_label(
    library: Library, other: Library, article: Article
) -> None:
    claim = claim_in(library, article)
    answer(library, claim, TONE, Option(name="weary"))
    with other.edit(operations.import_articles()) as edit:
        first, *others = edit.codebook.labels
        edit.set_codebook(replace(edit.codebook, labels=(replace(first, name="Statement"), *others)))
    library.undo()
    assert in_words(library, claim) == ("Statement", {"quotation": "direct"})
    assert option_names(library.codebook, "Claim", "tone") == ("calm", "sharp")
    library.redo()
    assert in_words(library, claim) == ("Statement", {"quotation": "direct", "tone": "weary"})


def test_what_another_changed_in_the_very_same_is_not_taken_back(
    library: Library, other: Library, article: Article
) -> None:
    answer(library, claim_in(library, article), TONE, Option(name="weary"))
    rename_all(other)  # the option too
    with pytest.raises(Conflict):
        library.undo()
    assert option_names(library.codebook, "Claim", "tone")[-1] == "weary 2"


def test_an_option_that_others_use_by_now_is_not_taken_back(library: Library, other: Library, article: Article) -> None:
    answer(library, claim_in(library, article), TONE, Option(name="weary"))
    theirs = claim_in(other, article, "the minister")
    answer(other, theirs, TONE, Option(name="WEARY"))  # as one window typed it, the other offers it
    with pytest.raises(Conflict, match="later work uses"):
        library.undo()
    assert in_words(library, theirs)[1]["tone"] == "weary"
    other.undo()
    library.catch_up()
    library.undo()
    assert option_names(library.codebook, "Claim", "tone") == ("calm", "sharp")


def test_a_label_that_others_use_by_now_is_not_taken_back(library: Library, other: Library, article: Article) -> None:
    with library.edit(operations.import_articles()) as edit:
        label = Label(name="Doubt", role="other")
        edit.set_codebook(replace(edit.codebook, labels=(*edit.codebook.labels, label)))
    with other.edit(operations.label("Doubt")) as edit:
        labelling.annotate(edit, article.id, TEXT, over(TEXT, "said"), edit.codebook.label(label.id))
    with pytest.raises(Conflict, match="later work uses"):
        library.undo()
    other.undo()
    library.catch_up()
    library.undo()
    assert library.codebook.label(label.id).name == label.id


def test_what_was_taken_out_while_it_was_in_use_goes_again_with_a_redo(library: Library, article: Article) -> None:
    claim = answer(library, claim_in(library, article), TONE, "calm")
    with library.edit(operations.import_articles()) as edit:
        edit.set_codebook(codebooks.default())
    library.undo()
    assert library.codebook.label("Claim").attribute("tone") == TONE
    library.redo()
    assert library.codebook == codebooks.default()
    assert now(library, claim) == claim


def test_the_same_name_typed_in_two_windows_is_one_option(library: Library, other: Library, article: Article) -> None:
    mine, theirs = claim_in(library, article), claim_in(other, article, "the minister")
    first = answer(library, mine, TONE, Option(name="Wéary"))
    second = answer(other, theirs, TONE, Option(name="weary"))
    assert first.attributes["tone"] == second.attributes["tone"]
    library.catch_up()
    assert option_names(library.codebook, "Claim", "tone") == ("calm", "sharp", "Wéary")


def test_a_window_works_on_while_another_renames(library: Library, other: Library, article: Article) -> None:
    seen = other.codebook.label("Claim")
    rename_all(library)
    with other.edit(operations.label("Claim")) as edit:  # with the label as the other window still shows it
        claim = labelling.annotate(edit, article.id, TEXT, over(TEXT, "“Never,”"), seen)
    answer(other, claim, TOPICS, "money")
    answer(other, claim, TONE, Option(name="calm 2"))
    assert in_words(library, claim) == (
        "Claim 2",
        {"quotation": "direct 2", "topics": "money 2", "tone": "calm 2"},
    )
    assert len(option_names(library.codebook, "Claim", "tone")) == 2


def test_a_new_label_may_have_the_name_that_another_had(library: Library, article: Article) -> None:
    claim = claim_in(library, article)
    rename_all(library)
    with library.edit(operations.import_articles()) as edit:
        new = Label(name="Claim", role="other")
        edit.set_codebook(replace(edit.codebook, labels=(*edit.codebook.labels, new)))
    with library.edit(operations.label("Claim")) as edit:
        noted = labelling.annotate(edit, article.id, TEXT, over(TEXT, "said"), new)
    assert library.codebook.role(noted.label) == "other"
    assert in_words(library, noted)[0] == "Claim"
    assert in_words(library, claim)[0] == "Claim 2"
    assert library.codebook.role(claim.label) == "claim"


def test_a_value_whose_option_is_gone_is_shown_as_what_it_is(library: Library, article: Article) -> None:
    claim = answer(library, claim_in(library, article), TONE, "calm")
    with library.edit(operations.import_articles()) as edit:
        edit.set_codebook(codebooks.default())
    assert in_words(library, claim) == ("Claim", {"quotation": "direct", "tone": "calm"})


def test_a_new_annotation_has_the_answers_that_are_given_beforehand(library: Library, article: Article) -> None:
    with library.edit(operations.import_articles()) as edit:
        claim, *others = edit.codebook.labels
        asking = (*claim.attributes[:1], replace(TONE, default="calm"), replace(TOPICS, default=("money",)))
        edit.set_codebook(replace(edit.codebook, labels=(replace(claim, attributes=asking), *others)))
    made = claim_in(library, article)
    assert made.attributes == {"quotation": "direct", "tone": "calm", "topics": ("money",)}
    assert now(library, made) == made


def nest(library: Library, option: str, parent: str | None) -> None:
    with library.edit(operations.move_part(option)) as edit:
        labelling.nest_option(edit, ("Claim", "tone", option), parent)


def test_no_undo_leaves_two_options_in_each_other(library: Library, other: Library) -> None:
    other.catch_up()
    nest(library, "calm", "sharp")
    nest(library, "calm", None)
    other.catch_up()
    nest(other, "sharp", "calm")
    with pytest.raises(Conflict):
        library.undo()
    with Library.open(library.address) as again:
        assert again.codebook.at(("Claim", "tone", "sharp")) == Option(id="sharp", name="sharp", parent="calm")


@pytest.mark.about_a_file
@pytest.mark.parametrize(
    "kept",
    [
        "null,null",
        'null,{"name":"x"}',
        '{"name":"Mine"},true',
        '{"labels":[]},null',
        '{"labels":{"Claim":{"name":7}}},{"labels":{"Claim":{"name":"Claim"}}}',
        '{"name":[["Mine"]]},{"name":"News"}',
    ],
)
def test_a_step_of_the_codebook_that_is_none_is_told_in_a_sentence(library: Library, kept: str) -> None:
    with closing(sqlite3.connect(library.address.file)) as connection, connection:
        connection.execute("UPDATE journal SET changes = ?", (f'[["scheme","scheme",{kept}]]',))
    before = library.codebook
    with pytest.raises(KnownError):
        library.undo()
    assert library.codebook == before


def test_a_codebook_that_nobody_could_read_again_is_refused(library: Library) -> None:
    many = tuple(Label(name=f"Label {number}", role="other") for number in range(MOST_LABELS + 1))
    with pytest.raises(KnownError, match="cannot be told apart"), library.edit(operations.import_articles()) as edit:
        edit.set_codebook(replace(edit.codebook, labels=many))
