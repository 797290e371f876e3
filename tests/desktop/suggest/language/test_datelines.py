"""A dateline names nobody, and is no part of what was said."""

import pytest

from desktop.suggest import suggest
from desktop.suggest.language.datelines import dateline_end
from desktop.suggest.language.tokens import tokenise
from desktop.suggest.language.word_lists import language
from tests.desktop.suggest.reading import reports

DATELINES = [
    ("en", "BERLIN – ", "The dam broke."),
    ("en", "KYIV, Ukraine (AP) — ", "Missiles hit Odesa."),
    ("en", "NEW YORK, Feb. 2 -- ", "Profits rose."),
    ("en", "HEMPSTEAD, N.Y., Sept. 26 (UPI) — ", "The dam broke."),
    ("en", "Tolm, Jan. 3 (Reuters) - ", "“We are safe,” the mayor said."),
    ("en", "(Reuters) - ", "The dam broke."),
    ("en", "WASHINGTON: ", "The president said he would go."),
    ("en", "ST. PETERSBURG, Fla. (AP) _ ", "The dam broke."),
    ("de", "Berlin (dpa) – ", "Der Damm ist gebrochen."),
    ("de", "Berlin/Kiew (dpa/AFP) - ", "„Der Damm hält“, sagte Holm."),
    ("de", "Frankfurt am Main (dpa/lhe) - ", "Der Damm ist gebrochen."),
    ("de", "Berlin, 3. Mai – ", "Der Damm ist gebrochen."),
    ("de", "Berlin - ", "Der Damm ist gebrochen."),
    ("de", "Baden-Baden (dpa) - ", "Der Damm ist gebrochen."),
    ("fr", "PARIS (AFP) – ", "La digue a cédé."),
    ("es", "Madrid (EFE).- ", "El dique cedió."),
]
NONE = [
    ("en", "BERG: the dam will hold"),  # a headline
    ("en", "BERG: “The dam will hold.”"),
    ("en", "RUIZ - the dam's engineer - said so."),
    ("en", "Minister - no talks"),
    ("en", "He came – The rain did not stop."),
    ("en", "Well-known people came."),
    ("de", "Holm – die Ministerin – sagte nichts."),
    ("de", "NATO – Generalsekretär Holm – teilte mit, er warte."),
    ("de", "Anna Holm (SPD) – Die Ministerin."),
]


@pytest.mark.parametrize(("code", "dateline", "story"), DATELINES)
def test_a_dateline_is_no_part_of_the_story(code: str, dateline: str, story: str) -> None:
    text = dateline + story
    assert dateline_end(text, 0, len(text), language(code)) == len(dateline)
    tokens = tokenise(text, language(code))
    assert len(tokens.sentences) == 2
    assert tokens.starts[tokens.sentences[1][0]] == len(dateline)


@pytest.mark.parametrize(("code", "text"), NONE)
def test_what_is_none(code: str, text: str) -> None:
    assert dateline_end(text, 0, len(text), language(code)) == 0


def test_only_the_beginning_of_a_paragraph_is_one() -> None:
    tokens = tokenise("The dam broke. BERLIN – It rained.", language("en"))
    assert len(tokens.sentences) == 2


@pytest.mark.parametrize(
    ("code", "text", "report"),
    [
        ("en", "KYIV, Ukraine (AP) — Missiles hit Odesa, Ruiz said.", "Ruiz | said | Missiles hit Odesa"),
        ("en", "BERLIN – Ruiz said it leaks.", "Ruiz | said | it leaks"),
        ("en", "WASHINGTON: Ruiz said it leaks.", "Ruiz | said | it leaks"),
        ("de", "Berlin (dpa) – Der Damm sei sicher, sagte Holm.", "Holm | sagte | Der Damm sei sicher"),
        (
            "de",
            "BERLIN – Verkehrsminister Karl Holm hat am Montag angekündigt, die Strecke zu bauen.",
            "Verkehrsminister Karl Holm | hat … angekündigt | die Strecke zu bauen",
        ),
    ],
)
def test_reports_behind_one(code: str, text: str, report: str) -> None:
    assert reports(text, code) == [report]


def test_a_pronoun_means_nobody_in_a_dateline() -> None:
    text = "The dam broke.\n\nNEW YORK, Jan. 3 (AP) — It rained. He said it would go on."
    assert [one.speaker for one in suggest(text, "en")] == [None]
