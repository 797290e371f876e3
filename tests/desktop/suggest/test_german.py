"""German: a language whose verb stands second, and last in a subordinate clause."""

import pytest

from desktop.suggest import suggest
from tests.desktop.suggest.reading import reports

REPORTS = {
    "„Die Brücke wird halten“, sagte Anna Müller am Montag. „Ich habe sie geprüft.“": [
        "Anna Müller | sagte | „Die Brücke wird halten“ … „Ich habe sie geprüft.“"
    ],
    "»Das ist unser Haus«, rief ein Anwohner.": ["ein Anwohner | rief | »Das ist unser Haus«"],
    "Holm erklärte: ‚Wir warten nicht länger.‘": ["Holm | erklärte | ‚Wir warten nicht länger.‘"],
    "Holm erklärte, dass der Stahl in Ordnung sei.": ["Holm | erklärte | dass der Stahl in Ordnung sei"],
    "Müller betonte, sie werde am 3. Mai zurücktreten.": ["Müller | betonte | sie werde am 3. Mai zurücktreten"],
    "Das Geld reiche nicht, sagte Holm.": ["Holm | sagte | Das Geld reiche nicht"],
    "Der Damm, sagte Holm, sei sicher.": ["Holm | sagte | Der Damm … sei sicher"],
    "Die Gegner nannten den Plan eine „Schande“.": ["Die Gegner | nannten | den Plan eine „Schande“"],
    "Die Brücke wurde 1932 gebaut und ist 40 Meter lang.": [],
    "Sie hofft, dass es regnet.": ["Sie | hofft | dass es regnet"],
    "Laut einer Studie der Universität Lund trinken Jugendliche weniger.": [
        "einer Studie der Universität Lund | Laut | trinken Jugendliche weniger"
    ],
    "Einem Bericht des Senders gemäß soll der Minister gehen.": [
        "des Senders | Einem Bericht … gemäß | soll der Minister gehen"
    ],
    "Der Konzern will nach eigenen Angaben 500 Stellen streichen.": [
        "Der Konzern | nach eigenen Angaben | Der Konzern will … 500 Stellen streichen"
    ],
    # Who speaks stands where the word order puts it.
    "Am Montag sagte ein Sprecher der Werft, der Damm sei sicher.": [
        "ein Sprecher der Werft | sagte | der Damm sei sicher"
    ],
    "Holm, der Chef der Werft, sagte, er warte.": ["Holm, der Chef der Werft | sagte | er warte"],
    "Auch Holm hatte am Morgen gesagt, er warte.": ["Holm | hatte … gesagt | er warte"],
    "Holm war da und sagte, er warte.": ["Holm | sagte | er warte"],
    "Ihm wird vorgeworfen, Geld genommen zu haben.": [" | wird vorgeworfen | Geld genommen zu haben"],
    # Verbs whose particle stands apart.
    "Die Polizei teilte am Dienstag mit, dass niemand verletzt worden sei.": [
        "Die Polizei | teilte … mit | dass niemand verletzt worden sei"
    ],
    "Jetzt gab der Leiter, Bo Berg, bekannt, dass er geht.": ["der Leiter | gab … bekannt | dass er geht"],
    "Holm wies darauf hin, dass es regne.": ["Holm | wies … hin | dass es regne"],
    "Sie warf ihm vor, den Damm vergessen zu haben.": ["Sie | warf … vor | den Damm vergessen zu haben"],
    "Die Werft kündigte einen neuen Damm an.": ["Die Werft | kündigte … an | einen neuen Damm"],
    "Berg räumte zwar ein, es werde eng, sprach aber von Geduld.": ["Berg | räumte … ein | es werde eng"],
    "Den alten Antrag lehnen wir ab.": ["wir | lehnen … ab | Den alten Antrag"],
    "Sie äußerte Zweifel an der Eignung.": ["Sie | Zweifel | an der Eignung"],
    # What nobody tells, and what somebody is told of.
    "Es stellte sich heraus, dass der Damm brach.": [" | stellte … heraus | dass der Damm brach"],
    "Dabei hat sich herausgestellt, dass der Damm brach.": [" | hat … herausgestellt | dass der Damm brach"],
    "Der Damm, so stellte sich heraus, war alt.": [" | stellte … heraus | Der Damm … war alt"],
    "Holm stellte heraus, dass der Damm halte.": ["Holm | stellte heraus | dass der Damm halte"],
    "Der Plan stellte sich als Fehler heraus.": [],
    "Am Montag wurde bekannt, dass der Damm brach.": [" | wurde bekannt | dass der Damm brach"],
    "Wie am Montag bekannt wurde, war der Damm alt.": [" | bekannt wurde | war der Damm alt"],
    "Holm wurde bekannt, als er den Damm baute.": [],
    "Es kam ans Licht, dass der Damm brach.": [" | kam ans Licht | dass der Damm brach"],
    "Es zeigte sich, dass der Plan nicht trug.": [" | zeigte | dass der Plan nicht trug"],
    "Die Bank warnte ihre Kunden vor höheren Gebühren.": ["Die Bank | warnte | vor höheren Gebühren"],
    "Die Bank hat ihre Kunden vor Betrug gewarnt.": ["Die Bank | hat … gewarnt | vor Betrug"],
    "Vor höheren Gebühren warnte die Bank ihre Kunden.": ["die Bank | warnte | Vor höheren Gebühren"],
    "Die Bank warnte ihre Kunden.": [],
    "Holm bat die Bürger um Geduld.": ["Holm | bat | um Geduld"],
    "Holm riet den Bürgern von Reisen ab.": ["Holm | riet … ab | von Reisen"],
    "Holm informierte die Bürger über den Plan.": ["Holm | informierte | über den Plan"],
    "Holm erinnerte die Bürger an ihr Wort.": ["Holm | erinnerte | an ihr Wort"],
    # A clause that begins with an article is no relative one where the verb stands second.
    "Die Regierung sagte, die Steuern würden steigen.": ["Die Regierung | sagte | die Steuern würden steigen"],
    # As somebody told.
    "Wie die Polizei mitteilte, brach er auf der Straße zusammen.": [
        "die Polizei | mitteilte | brach er auf der Straße zusammen"
    ],
    "Der Damm hielt, wie der „Bote“ berichtet.": ["der „Bote“ | berichtet | Der Damm hielt"],
    "In zehn Jahren, so schätzt Holm, ist er fertig.": ["Holm | schätzt | In zehn Jahren … ist er fertig"],
    # Phrases.
    "Laut Holm dauert die Sanierung drei Jahre.": ["Holm | Laut | dauert die Sanierung drei Jahre"],
    "Seit Montag sind laut Medienberichten vierzig Häuser zerstört.": [
        "Medienberichten | laut | Seit Montag sind … vierzig Häuser zerstört"
    ],
    "Nach Meinung vieler Experten ist der Damm sicher.": ["vieler Experten | Nach Meinung | ist der Damm sicher"],
    "Der Damm ist nach Angaben mehrerer Zeugen sicher.": ["mehrerer Zeugen | nach Angaben | Der Damm ist … sicher"],
    "Nach Angaben der Polizei wurden zwei Menschen verletzt.": [
        "der Polizei | Nach Angaben | wurden zwei Menschen verletzt"
    ],
    "Der Damm ist seiner Meinung nach sicher.": ["seiner | Meinung nach | Der Damm ist … sicher"],
    "Dem Bericht zufolge hielt der Damm.": ["Dem Bericht | zufolge | hielt der Damm"],
    "„Der Damm hält“, so Holm.": ["Holm | so | „Der Damm hält“"],
    "Nach Berlin fuhren vierzig Züge.": [],
    "Der Damm hielt. Das teilte die Polizei mit.": ["die Polizei | teilte … mit | Der Damm hielt"],
    "„Der Damm hält“, heißt es in dem Bericht.": ["dem Bericht | heißt | „Der Damm hält“"],
    "Sie wies den Vorwurf zurück, sie habe gelogen.": ["Sie | wies … zurück | sie habe gelogen"],
    "Sein Vorwurf, sie habe gelogen, ist alt.": ["Sein | Vorwurf | sie habe gelogen"],
    # What somebody lets others say or know, and nouns and words that make a verb one of saying.
    "Der Minister ließ ausrichten, er werde nicht kommen.": ["Der Minister | ließ ausrichten | er werde nicht kommen"],
    "Holm liess wissen, dass der Damm sicher sei.": ["Holm | liess wissen | dass der Damm sicher sei"],
    "Die Banken liessen erkennen, dass sie warten.": ["Die Banken | liessen erkennen | dass sie warten"],
    "„Wir kommen wieder“, ließ der Minister ausrichten.": ["der Minister | ließ … ausrichten | „Wir kommen wieder“"],
    "Über seinen Anwalt ließ Holm ausrichten, dass er schweigen werde.": [
        "Holm | ließ … ausrichten | dass er schweigen werde"
    ],
    "Wie der Minister ausrichten ließ, komme er nicht.": ["der Minister | ausrichten ließ | komme er nicht"],
    "Der Konzern ließ durchsickern, dass er verkauft.": ["Der Konzern | ließ durchsickern | dass er verkauft"],
    "Der Verein wird das Turnier ausrichten.": [],
    "Der Verein richtete das Turnier aus.": [],
    "Holm gab zu bedenken, dass der Damm alt sei.": ["Holm | gab zu bedenken | dass der Damm alt sei"],
    "Am Montag hatte Holm zu verstehen gegeben, er werde gehen.": [
        "Holm | hatte … zu verstehen gegeben | er werde gehen"
    ],
    "Holm hat deutlich gemacht, dass er bleibt.": ["Holm | hat deutlich gemacht | dass er bleibt"],
    "Wie Holm zu Protokoll gab, war der Damm alt.": ["Holm | zu Protokoll gab | war der Damm alt"],
    "Holm brachte am Abend zum Ausdruck, dass er bleibt.": ["Holm | brachte … zum Ausdruck | dass er bleibt"],
    "„Der Damm ist alt“, gab der Chef der Werft, Bo Berg, zu Protokoll.": [
        "der Chef der Werft, Bo Berg | gab … zu Protokoll | „Der Damm ist alt“"
    ],
    "„Der Damm hält“, hiess es in dem Bericht.": ["dem Bericht | hiess | „Der Damm hält“"],
    "Gemäss Holm dauert die Sanierung drei Jahre.": ["Holm | Gemäss | dauert die Sanierung drei Jahre"],
    # The mood of the verb alone.
    "Er sagte, der Damm sei sicher. Er werde lange halten. Man habe ihn geprüft. Es regnet.": [
        "Er | sagte | der Damm sei sicher",
        "Er |  | Er werde lange halten. Man habe ihn geprüft",
    ],
}


@pytest.mark.parametrize(("text", "expected"), REPORTS.items())
def test_reports(text: str, expected: list[str]) -> None:
    assert reports(text, "de") == expected


def test_speakers() -> None:
    text = "Bürgermeisterin Anna Müller sagte, dass es regne. „Wir warten“, sagte Müller. Sie betonte, dass es dauere."
    assert {one.speaker.name for one in suggest(text, "de-AT") if one.speaker} == {"Anna Müller"}


def test_what_somebody_is_stands_before_the_given_name() -> None:
    text = "Amtsleiterin Frauke Harms sagte, es sei spät. Hans Otto Meier sagte, er komme."
    assert [one.speaker.name for one in suggest(text, "de") if one.speaker] == ["Frauke Harms", "Hans Otto Meier"]
