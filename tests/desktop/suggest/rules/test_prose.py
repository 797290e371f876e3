"""What tells a report from other prose: who the subject is, what follows the verb, and where that ends."""

import pytest

from tests.desktop.suggest.reading import reports

REPORTS = {
    # Who speaks
    "People close to Ruiz say the dam is old.": ["People close to Ruiz | say | the dam is old"],
    "The dam is old, according to people in the valley.": ["people in the valley | according to | The dam is old"],
    "Two committees on Monday asked Ruiz to repair the dam.": ["Two committees | asked | to repair the dam"],
    "Ruiz late on Tuesday said the dam would hold.": ["Ruiz | said | the dam would hold"],
    "Organisers in Lund say movement is slow.": ["Organisers in Lund | say | movement is slow"],
    "The report's authors say iodine levels are low.": ["The report's authors | say | iodine levels are low"],
    "Berg says the mayor deserves a prize.": ["Berg | says | the mayor deserves a prize"],
    "Ana Ruiz, who also serves as a judge, said engineers eventually repaired the dam.": [
        "Ana Ruiz, who also serves as a judge | said | engineers eventually repaired the dam"
    ],
    "A letter of the board criticises the plan.": ["A letter of the board | criticises | the plan"],
    # Where what was said begins
    "According to Ruiz the dam was repaired by the council.": [
        "Ruiz | According to | the dam was repaired by the council"
    ],
    "According to the ministry over 300 houses were flooded, most of them in Tolm.": [
        "the ministry | According to | over 300 houses were flooded, most of them in Tolm"
    ],
    "On “Good Evening,” Ruiz said that the dam leaks.": ["Ruiz | said | that the dam leaks"],
    "Berg told the court that, over the last months, the dam had leaked.": [
        "Berg | told | that, over the last months, the dam had leaked"
    ],
    "The plan, which engineers say could fail, went ahead.": ["engineers | say | which … could fail"],
    "As reported by Radio Tolm, the dam leaks.": ["Radio Tolm | reported | the dam leaks"],
    "As noted by the board, an old body of engineers, the dam leaks.": [
        "the board, an old body of engineers | noted | the dam leaks"
    ],
    "Ruiz told reporters about the floods.": ["Ruiz | told | the floods"],
    # Where it ends
    "Ruiz said the dam leaked, with Berg calling it a mess.": [
        "Ruiz | said | the dam leaked",
        "Berg | calling | it a mess",
    ],
    'Ruiz called it a "mess," a word that she regrets.': ['Ruiz | called | it a "mess,"'],
    "Her criticism of the plan, which is old, was sharp.": ["Her | criticism of | the plan"],
    "Her support for the plan has grown.": ["Her | support for | the plan"],
    "Ruiz issued a call for the council to repair the dam.": ["Ruiz | call for | the council to repair the dam"],
    # Verbs
    "Ruiz denied having seen the letter.": ["Ruiz | denied | having seen the letter"],
    "Neither Ruiz nor Berg would say who paid.": ["Neither Ruiz + Berg | would say | who paid"],
    '"The dam holds," Ruiz began.': ['Ruiz | began | "The dam holds,"'],
    'The city reasoned, "because it leaks, it must go."': ['The city | reasoned | "because it leaks, it must go."'],
    "She grumbled that the dam was old.": ["She | grumbled | that the dam was old"],
    "Ruiz called on the council to repair it.": ["Ruiz | called on | the council to repair it"],
}
FOUND_OUT = {
    "The court ruled that the permit was void.": ["The court | ruled | that the permit was void"],
    "A study found that people sleep less.": ["A study | found | that people sleep less"],
    "The researchers estimate prices will double.": ["The researchers | estimate | prices will double"],
    "She found that the door was open.": [],
}
NONE = [
    "They asked, and the wall held.",
    "You can tell whether it leaks.",
    "She does not know why.",
    "The number of those attacks has risen.",
    "It comes down to whether you believe that doctrine or not.",
    "Ruiz has a lead in pledged delegates.",
    "Questions that were put to her remained open.",
    "The festival continues a tradition that is old.",
    "The flood began when the dam broke.",
    "When Ruiz asked the council again, it declined.",
    "Ruiz spoke to reporters on Friday.",
    "The company looks to be in trouble.",
    "A bridge offers a fine view of the dam.",
    "Hundreds of stalls offered old coins.",
    "Engineers opened the gates to find a way.",
]


@pytest.mark.parametrize(("text", "expected"), REPORTS.items(), ids=REPORTS)
def test_a_report_is_found_whole(text: str, expected: list[str]) -> None:
    assert reports(text) == expected


@pytest.mark.parametrize("text", NONE)
def test_other_prose_reports_nothing(text: str) -> None:
    assert reports(text) == []


@pytest.mark.parametrize(("text", "expected"), FOUND_OUT.items(), ids=FOUND_OUT)
def test_what_a_body_or_a_text_found_out_is_speech(text: str, expected: list[str]) -> None:
    assert reports(text, scope="speech") == expected
