"""German: a second language, by a data file alone."""

import pytest

from desktop.suggest import suggest
from tests.desktop.suggest.reading import reports

REPORTS = {
    "„Die Brücke wird halten“, sagte Anna Müller am Montag. „Ich habe sie geprüft.“": [
        "Anna Müller | sagte | „Die Brücke wird halten“ … „Ich habe sie geprüft.“"
    ],
    "»Das ist unser Haus«, rief ein Anwohner.": ["ein Anwohner | rief | »Das ist unser Haus«"],
    "Holm erklärte, dass der Stahl in Ordnung sei.": ["Holm | erklärte | dass der Stahl in Ordnung sei"],
    "Müller betonte, sie werde am 3. Mai zurücktreten.": ["Müller | betonte | sie werde am 3. Mai zurücktreten"],
    "Das Geld reiche nicht, sagte Holm.": ["Holm | sagte | Das Geld reiche nicht"],
    "Die Polizei teilte am Dienstag mit, dass niemand verletzt worden sei.": [
        "Die Polizei | teilte | dass niemand verletzt worden sei"
    ],
    "Die Gegner nannten den Plan eine „Schande“.": ["Die Gegner | nannten | den Plan eine „Schande“"],
    "Laut Holm dauert die Sanierung drei Jahre.": ["Holm | Laut | dauert die Sanierung drei Jahre"],
    "Nach Angaben der Polizei wurden zwei Menschen verletzt.": [
        "Polizei | Nach Angaben der | wurden zwei Menschen verletzt"
    ],
    "Die Brücke wurde 1932 gebaut und ist 40 Meter lang.": [],
    "Sie hofft, dass es regnet.": ["Sie | hofft | dass es regnet"],
}


@pytest.mark.parametrize(("text", "expected"), REPORTS.items())
def test_reports(text: str, expected: list[str]) -> None:
    assert reports(text, "de") == expected


def test_speakers() -> None:
    text = "Bürgermeisterin Anna Müller sagte, dass es regne. „Wir warten“, sagte Müller. Sie betonte, dass es dauere."
    assert {one.speaker.name for one in suggest(text, "de-AT") if one.speaker} == {"Anna Müller"}
