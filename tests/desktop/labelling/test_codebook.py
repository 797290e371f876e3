"""The codebook changed while annotations have what it says, in one window and in two."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop import labelling
from desktop.base.errors import Conflict, KnownError
from desktop.library import Library
from desktop.library.sql.queries.codebook_use import Use
from desktop.model import nested_options, operations
from desktop.model.codebook import Attribute, Label, Option, PartPath
from desktop.model.operations import Operation
from desktop.model.records import Annotation, Article
from tests.making import added_article, answers, option_names, over, question

TEXT = "“Never,” the minister said. “Perhaps,” said the mayor."
TONE = replace(question("tone", "choice", "calm", "sharp"), default="calm")
TOPICS = question("topics", "choices", "traffic", "roads", "money")
TOPIC = ("Claim", "topics")
SOME = operations.edit_part("it")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "News.ascribe", annotator="ada") as library:
        with library.edit(SOME) as edit:
            for attribute in (TONE, TOPICS):
                labelling.add_part(edit, ("Claim",), attribute)
        yield library


@pytest.fixture
def other(library: Library) -> Iterator[Library]:
    with Library.open(library.address, annotator="grace", layer="") as other:
        _ = other.codebook  # as it is now, which it shows until it looks again
        yield other


@pytest.fixture
def article(library: Library) -> Article:
    return added_article(library, TEXT)


def claim(library: Library, article: Article, words: str, **said: Any) -> Annotation:
    with library.edit(operations.label("Claim")) as edit:
        made = labelling.annotate(edit, article.id, TEXT, over(TEXT, words), edit.codebook.label("Claim"))
        return edit.change(made, attributes={**made.attributes, **said})


def now(library: Library, annotation: Annotation) -> Annotation:
    there = library.annotation(annotation.id)
    assert there is not None
    return there


def done(library: Library, verb: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """Does one verb in an edit, and has its undo and redo lead back and forth."""
    before = everything(library)
    with library.edit(SOME) as edit:
        given = verb(edit, *arguments, **named)
    after = everything(library)
    if after != before:
        library.undo()
        assert everything(library) == before
        library.redo()
        assert everything(library) == after
    return given


def everything(library: Library) -> object:
    library.catch_up()
    return library.codebook, [(library.annotations(id), library.attributions(id)) for id in library.article_ids()]


def options(library: Library, path: PartPath = TOPIC) -> list[str]:
    asked = library.codebook.at(path)
    assert isinstance(asked, Attribute)
    return [f"{'  ' * depth}{one.name}" for depth, one in nested_options.in_order(asked.options)]


def test_parts_are_added_in_their_places(library: Library) -> None:
    done(library, labelling.add_part, (), Label(id="Doubt", name="Doubt", role="other"), before="Speaker")
    assert [label.id for label in library.codebook.labels] == ["Claim", "Doubt", "Speaker", "Cue", "Other"]
    done(library, labelling.add_part, ("Doubt",), Attribute(id="why", name="why"))
    done(library, labelling.add_part, TOPIC, Option(id="rain", name="rain"), before="roads")
    assert options(library) == ["traffic", "rain", "roads", "money"]
    assert library.codebook.at(("Doubt", "why")) is not None


def test_parts_are_moved_and_nested(library: Library) -> None:
    done(library, labelling.move_part, ("Other",), before="Claim")
    assert [label.id for label in library.codebook.labels] == ["Other", "Claim", "Speaker", "Cue"]
    done(library, labelling.move_part, TOPIC, before="tone")
    assert [one.id for one in library.codebook.label("Claim").attributes] == ["quotation", "topics", "tone"]
    done(library, labelling.nest_option, (*TOPIC, "roads"), "traffic")
    done(library, labelling.nest_option, (*TOPIC, "money"), "traffic", before="roads")
    assert options(library) == ["traffic", "  money", "  roads"]
    with pytest.raises(Conflict, match="to itself"), library.edit(SOME) as edit:
        labelling.nest_option(edit, (*TOPIC, "traffic"), "roads")


def test_two_options_become_one_and_annotations_follow(library: Library, article: Article) -> None:
    both = claim(library, article, "“Never,”", topics=("roads", "money", "traffic"))
    one = claim(library, article, "“Perhaps,”", topics=("roads",))
    for child in ("money", "traffic"):
        with library.edit(SOME) as edit:
            labelling.nest_option(edit, (*TOPIC, child), "roads")
    done(library, labelling.merge_options, (*TOPIC, "roads"), "traffic")
    assert options(library) == ["traffic", "  money"]
    assert now(library, both).attributes["topics"] == ("traffic", "money")
    assert now(library, one).attributes["topics"] == ("traffic",)


def test_a_default_follows_its_option(library: Library) -> None:
    done(library, labelling.merge_options, ("Claim", "tone", "calm"), "sharp")
    assert library.codebook.label("Claim").defaults == {"tone": "sharp"}
    done(library, labelling.delete_part, ("Claim", "tone", "sharp"))
    assert library.codebook.label("Claim").defaults == {}


def test_a_retired_option_stays_where_it_was_chosen(library: Library, article: Article) -> None:
    used = claim(library, article, "“Never,”", topics=("roads",))
    roads = library.codebook.at((*TOPIC, "roads"))
    done(library, labelling.change_part, (*TOPIC, "roads"), roads, retired=True)
    asked = library.codebook.label("Claim").attribute("topics")
    assert asked is not None
    assert [one.name for one in asked.offered] == ["traffic", "money"]
    assert answers(library.codebook, now(library, used))["topics"] == ("roads",)


def test_a_deleted_option_is_nobodys_answer_any_more(library: Library, article: Article) -> None:
    both = claim(library, article, "“Never,”", topics=("roads", "money"))
    one = claim(library, article, "“Perhaps,”", topics=("roads",), tone="calm")
    assert library.use_of((*TOPIC, "roads")) == Use(2, 1, 0)
    done(library, labelling.delete_part, (*TOPIC, "roads"))
    assert library.use_of((*TOPIC, "roads")) == Use(0, 0, 0)
    assert now(library, both).attributes["topics"] == ("money",)
    assert now(library, one).attributes == {"quotation": "direct", "tone": "calm"}
    done(library, labelling.delete_part, ("Claim", "tone"))
    assert now(library, one).attributes == {"quotation": "direct"}


def test_a_deleted_label_takes_its_annotations_along(library: Library, article: Article) -> None:
    outer = claim(library, article, "“Never,” the minister said.")
    inner = claim(library, article, "“Never,”")
    with library.edit(operations.label("Doubt")) as edit:
        doubt = labelling.add_part(edit, (), Label(name="Doubt", role="claim"))
        within = labelling.annotate(edit, article.id, TEXT, over(TEXT, "Never"), doubt)
    assert library.attributions(article.id)[within.id].parent == inner.id
    done(library, labelling.delete_part, ("Claim",))
    assert library.annotation(inner.id) is library.annotation(outer.id) is None
    assert library.attributions(article.id)[within.id].parent is None
    assert library.check() == []


def test_annotations_of_a_deleted_label_can_get_another(library: Library, article: Article) -> None:
    made = claim(library, article, "“Never,”", tone="sharp")
    with library.edit(SOME) as edit:
        labelling.add_part(edit, (), Label(id="Doubt", name="Doubt", role="claim", attributes=(TONE,)))
    done(library, labelling.delete_part, ("Claim",), label_instead="Doubt")
    assert (now(library, made).label, now(library, made).attributes) == ("Doubt", {"tone": "sharp"})


def test_the_last_label_stays(library: Library) -> None:
    for id in ("Speaker", "Cue", "Other"):
        with library.edit(SOME) as edit:
            labelling.delete_part(edit, (id,))
    with pytest.raises(KnownError, match="the last one stays"), library.edit(SOME) as edit:
        labelling.delete_part(edit, ("Claim",))


def test_an_attribute_may_become_one_of_another_kind_where_its_answers_can(library: Library, article: Article) -> None:
    made = claim(library, article, "“Never,”", topics=("roads", "money"))
    topics, tone = library.codebook.at(TOPIC), library.codebook.at(("Claim", "tone"))
    with pytest.raises(KnownError, match="“topics” has answers"), library.edit(SOME) as edit:
        labelling.change_kind(edit, TOPIC, topics, "choice")  # type: ignore[arg-type]
    done(library, labelling.change_kind, ("Claim", "tone"), tone, "choices")
    assert now(library, made).attributes["tone"] == ("calm",)
    done(library, labelling.change_kind, TOPIC, topics, "text")
    assert now(library, made).attributes["topics"] == "roads, money"


# Names that stand once in their place


def refusal(library: Library, verb: Callable[..., Any], *arguments: Any, **named: Any) -> str:
    """What is said where this is refused, which changes nothing."""
    before = everything(library)
    with pytest.raises(KnownError) as refused, library.edit(SOME) as edit:
        verb(edit, *arguments, **named)
    assert everything(library) == before
    return str(refused.value)


def part(library: Library, *path: str) -> Any:
    return library.codebook.at(path)


@pytest.mark.parametrize("name", ["Cue", "cue", " CÜE", "Cu\u00ade"])
def test_no_label_takes_the_name_of_another(library: Library, name: str) -> None:
    said = "There is a label “Cue” already: choose another name."
    assert refusal(library, labelling.change_part, ("Claim",), part(library, "Claim"), name=name) == said
    assert refusal(library, labelling.add_part, (), Label(name=name, role="other")) == said


@pytest.mark.parametrize("name", ["tone", "Tone", "tóne"])
def test_no_attribute_takes_the_name_of_another_of_its_label(library: Library, name: str) -> None:
    said = "“Claim” has an attribute “tone” already: choose another name."
    assert refusal(library, labelling.change_part, TOPIC, part(library, *TOPIC), name=name) == said
    assert refusal(library, labelling.add_part, ("Claim",), Attribute(name=name)) == said
    done(library, labelling.add_part, ("Cue",), Attribute(name=name))  # which is another label's


def test_no_option_takes_the_name_of_another_beside_it(library: Library) -> None:
    roads = (*TOPIC, "roads")
    there = "“topics” has an option “money” already"
    assert refusal(library, labelling.add_part, TOPIC, Option(name="Money")) == f"{there}: choose another name."
    assert refusal(library, labelling.change_part, roads, part(library, *roads), name="Money") == (
        f"{there}: choose another name for one of the two, or merge them."
    )
    done(library, labelling.change_part, (*TOPIC, "money"), part(library, *TOPIC, "money"), retired=True)
    assert refusal(library, labelling.add_part, TOPIC, Option(name="Money")) == (
        f"{there}, which is retired: offer it again, or choose another name."
    )
    assert refusal(library, labelling.change_part, roads, part(library, *roads), name="Money") == (
        f"{there}, which is retired: choose another name for one of the two, or merge them."
    )


def test_options_in_different_ones_may_have_one_name_until_they_come_together(library: Library) -> None:
    done(library, labelling.add_part, TOPIC, Option(id="roads' costs", name="costs", parent="roads"))
    done(library, labelling.add_part, TOPIC, Option(id="traffic's costs", name="Costs", parent="traffic"))
    inner = (*TOPIC, "roads' costs")
    said = "“{}” has an option “{}” already: choose another name for one of the two, or merge them."
    assert refusal(library, labelling.nest_option, inner, "traffic") == said.format("traffic", "Costs")
    assert refusal(library, labelling.merge_options, (*TOPIC, "roads"), "traffic") == said.format("traffic", "Costs")
    done(library, labelling.nest_option, inner, None)
    assert refusal(library, labelling.delete_part, (*TOPIC, "traffic")) == said.format("topics", "costs")
    done(library, labelling.merge_options, inner, "traffic's costs")
    done(library, labelling.delete_part, (*TOPIC, "traffic"))
    assert sorted(options(library)) == ["Costs", "money", "roads"]


def test_what_all_speakers_are_asked_has_each_name_once(library: Library) -> None:
    done(library, labelling.add_part, ("Speaker",), Attribute(id="party", name="Party", of_speaker=True))
    done(library, labelling.add_part, (), Label(id="Body", name="Body", role="speaker"))
    said = "Speakers are asked for “Party” already, by the label “Speaker”: choose another name."
    assert refusal(library, labelling.add_part, ("Body",), Attribute(name="party", of_speaker=True)) == said
    done(library, labelling.add_part, ("Body",), Attribute(id="own", name="party"))  # of each mention
    own = ("Body", "own")
    assert refusal(library, labelling.ask_of_speakers, own, part(library, *own), True) == said
    shared = part(library, "Speaker", "party")
    done(library, labelling.delete_part, own)
    done(library, labelling.add_part, ("Body",), shared)  # one question of two labels
    done(library, labelling.change_part, ("Body", "party"), shared, guideline="As in the register.")


def test_names_that_were_there_twice_stay_and_are_renamed_apart(library: Library) -> None:
    label = part(library, "Claim")
    twice = (*label.attributes, Attribute(id="second tone", name="Tone"))
    with library.edit(SOME) as edit:  # as a file may have it
        edit.set_codebook(edit.codebook.with_part((), replace(label, attributes=twice)))
    second = ("Claim", "second tone")
    done(library, labelling.change_part, second, part(library, *second), guideline="As it sounds.")
    done(library, labelling.change_part, second, part(library, *second), name="tone")  # only written otherwise
    done(library, labelling.move_part, second, before="tone")
    done(library, labelling.change_part, second, part(library, *second), name="Pitch")
    assert refusal(library, labelling.change_part, second, part(library, *second), name="Tone")


# In two windows


def test_two_may_change_one_part_in_different_ways(library: Library, other: Library) -> None:
    roads = library.codebook.at((*TOPIC, "roads"))
    for window, fields in ((library, {"name": "streets"}), (other, {"guideline": "Asphalt."})):
        with window.edit(SOME) as edit:
            labelling.change_part(edit, (*TOPIC, "roads"), roads, **fields)
    library.catch_up()
    found = library.codebook.at((*TOPIC, "roads"))
    assert (found.name, found.guideline) == ("streets", "Asphalt.")  # type: ignore[union-attr]
    library.undo()
    assert library.codebook.at((*TOPIC, "roads")).guideline == "Asphalt."  # type: ignore[union-attr]


def test_two_cannot_give_one_part_two_names(library: Library, other: Library) -> None:
    roads = library.codebook.at((*TOPIC, "roads"))
    with other.edit(SOME) as edit:
        labelling.change_part(edit, (*TOPIC, "roads"), roads, name="streets")
    with pytest.raises(Conflict), library.edit(SOME) as edit:
        labelling.change_part(edit, (*TOPIC, "roads"), roads, name="lanes")
    assert option_names(other.codebook, *TOPIC) == ("traffic", "streets", "money")


def test_a_move_is_taken_back_though_another_added_something(library: Library, other: Library) -> None:
    with library.edit(SOME) as edit:
        labelling.move_part(edit, (*TOPIC, "money"), before="traffic")
    with other.edit(SOME) as edit:
        labelling.add_part(edit, TOPIC, Option(name="rain"))
    library.catch_up()
    assert options(library) == ["money", "traffic", "roads", "rain"]
    library.undo()
    assert options(library) == ["traffic", "roads", "money", "rain"]


def test_who_labels_with_what_is_gone_is_told(library: Library, other: Library, article: Article) -> None:
    seen, asked = other.codebook.label("Claim"), TOPICS
    made = claim(other, article, "“Never,”")
    with library.edit(SOME) as edit:
        labelling.delete_part(edit, (*TOPIC, "roads"))
    with pytest.raises(Conflict, match="out of the codebook"), other.edit(operations.answer("topics")) as edit:
        labelling.answer(edit, made, asked, ("roads",))
    with library.edit(SOME) as edit:
        labelling.delete_part(edit, TOPIC)
    with pytest.raises(Conflict, match="out of the codebook"), other.edit(operations.answer("topics")) as edit:
        labelling.answer(edit, made, asked, ("money",))
    with library.edit(SOME) as edit:
        labelling.add_part(edit, (), Label(id="Doubt", name="Doubt", role="claim"))
        labelling.delete_part(edit, ("Claim",))
    with pytest.raises(Conflict, match="the label out"), other.edit(operations.label("Claim")) as edit:
        labelling.annotate(edit, article.id, TEXT, over(TEXT, "“Perhaps,”"), seen)
    with pytest.raises(Conflict), other.edit(operations.relabel()) as edit:
        labelling.relabel(edit, made, "Claim")


def test_what_was_merged_is_not_taken_back_over_later_work(library: Library, other: Library, article: Article) -> None:
    made = claim(library, article, "“Never,”", topics=("roads",))
    with library.edit(operations.merge_options("roads", "traffic")) as edit:
        labelling.merge_options(edit, (*TOPIC, "roads"), "traffic")
    other.catch_up()
    with other.edit(operations.answer("topics")) as edit:
        labelling.answer(edit, now(other, made), TOPICS, ("traffic", "money"))
    library.catch_up()
    with pytest.raises(Conflict):
        library.undo()


def test_every_change_is_called_by_its_name(library: Library) -> None:
    operation: Operation = operations.rename_part("Green jobs", "Carbon tax creates jobs")
    assert operation.words() == "Rename “Green jobs” to “Carbon tax creates jobs”"


def test_use_is_counted_and_shown(library: Library, article: Article) -> None:
    first = claim(library, article, "“Never,”", topics=("roads", "money"))
    second = claim(library, article, "“Perhaps,”", topics=("roads",))
    used = library.use_of_codebook()
    assert [used[path] for path in (("Claim",), TOPIC, (*TOPIC, "roads"), (*TOPIC, "traffic"))] == [2, 2, 2, 0]
    assert {one.id for one in library.examples_of((*TOPIC, "roads"), 3)} == {first.id, second.id}
    assert [one.id for one in library.examples_of((*TOPIC, "money"), 3)] == [first.id]
    assert library.use_of(("Claim",)) == Use(2, 1, 0)
