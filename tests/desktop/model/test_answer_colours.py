"""Which colours an annotation has by what it answers."""

from dataclasses import replace

from desktop.model.answer_colours import AnswerColour, answer_colours, colouring
from desktop.model.codebook import QUOTATION, Attribute, Label, Option
from desktop.model.records import Annotation, AttributeValue
from tests.making import question

ECONOMY, TAXES = Option(id="e", name="Economy", color="#112233"), Option(id="t", name="Taxes", parent="e")
CLIMATE = Option(id="c", name="Climate")
TOPIC = Attribute(id="topic", name="Topic", kind="choices", options=(ECONOMY, TAXES, CLIMATE))
KIND = Attribute(id=QUOTATION, name="quotation", kind="choice", options=(Option(id="direct", name="direct"),))
CLAIM = Label(id="claim", name="Claim", role="claim", attributes=(question("note"), KIND, TOPIC))


def colours(label: Label, answer: AttributeValue | None, attribute: str = "topic") -> tuple[AnswerColour, ...]:
    said = {} if answer is None else {attribute: answer}
    return answer_colours(label, Annotation(article="a", label=label.id, fragments=(), attributes=said))


def test_an_option_has_its_own_colour_or_that_of_the_one_around_it_or_of_its_place() -> None:
    assert colours(CLAIM, ("e",)) == (AnswerColour("#112233", 0),)
    assert colours(CLAIM, ("t", "c")) == (AnswerColour("#112233", 0), AnswerColour("", 1))
    assert colours(CLAIM, ("e", "t")) == (AnswerColour("#112233", 0),)


def test_what_answers_nothing_or_what_is_no_option_any_more_has_none() -> None:
    assert colours(CLAIM, None) == ()
    assert colours(CLAIM, ("gone",)) == ()
    assert colours(Label(name="Cue", role="cue"), ("e",)) == ()


def test_the_kind_of_quotation_is_shown_where_there_is_no_other_choice() -> None:
    assert colouring(CLAIM) == TOPIC
    assert colouring(replace(CLAIM, attributes=(KIND,))) == KIND
    assert colours(replace(CLAIM, attributes=(KIND,)), "direct", QUOTATION) == (AnswerColour("", 0),)
