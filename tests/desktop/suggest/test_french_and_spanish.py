"""French and Spanish: languages by a data file alone, as a first draft."""

import pytest

from desktop.suggest import suggest
from desktop.suggest.evaluation.gold import as_report
from desktop.suggest.evaluation.measures import evaluate
from tests.desktop.suggest.reading import reports
from tests.evaluation.own_texts import own_texts

FRENCH = {
    "« Le pont tiendra », a déclaré Ada Lin vendredi.": ["Ada Lin | a déclaré | « Le pont tiendra »"],
    "« Le pont tiendra », a-t-elle promis.": ["elle | a … promis | « Le pont tiendra »"],
    "“Le pont tiendra”, dit-il.": ["il | dit | “Le pont tiendra”"],
    "Le pont tiendra, a assuré le maire.": ["le maire | a assuré | Le pont tiendra"],
    "Le maire a expliqué qu'il fermerait l'usine.": ["Le maire | a expliqué | qu'il fermerait l'usine"],
    "Selon la préfecture, quatre cents personnes ont été évacuées.": [
        "la préfecture | Selon | quatre cents personnes ont été évacuées"
    ],
    "D’après un rapport interne, les pertes atteindraient douze millions.": [
        "un rapport interne | D’après | les pertes atteindraient douze millions"
    ],
    "Selon Le Quai, il partira. Il aurait déjà visité la ville. La ville est belle.": [
        "Le Quai | Selon | il partira",
        "Le Quai |  | Il aurait déjà visité la ville",
    ],
    "— Tu viens avec nous ? demanda Lila.": ["Lila | demanda | Tu viens avec nous"],
    "« Nous irons en justice, a prévenu l'avocate Ada Lin, et jusqu'au bout. »": [
        "l'avocate Ada Lin | a prévenu | « Nous irons en justice … et jusqu'au bout. »"
    ],
    "D'après une étude de l'université, les jeunes boivent moins.": [
        "une étude de l'université | D'après | les jeunes boivent moins"
    ],
    "Interrogé par la radio, il a reconnu avoir menti.": ["il | a reconnu | avoir menti"],
    "Le club promet de rembourser les billets.": ["Le club | promet | de rembourser les billets"],
    "Comme l'a rappelé le préfet, la route reste fermée.": ["le préfet | a rappelé | la route reste fermée"],
    "La police a fait savoir que la route est fermée.": ["La police | a fait savoir | que la route est fermée"],
    "Aux dires de ses collègues, il était fatigué.": ["ses collègues | Aux dires de | il était fatigué"],
    "Ministre : le pont tiendra": ["Ministre | : | le pont tiendra"],
    "— Non, répondit-il.": ["il | répondit | Non"],
    "Elle craint que la pluie dure.": ["Elle | craint | que la pluie dure"],
    "Le pont a été construit en 1932.": [],
    # For whom it is so.
    "Pour le syndicat, la réforme est une erreur.": ["le syndicat | Pour | la réforme est une erreur"],
    "Pour la ministre, il faut attendre.": ["la ministre | Pour | il faut attendre"],
    "Pour Ada Lin, la loi est mauvaise.": ["Ada Lin | Pour | la loi est mauvaise"],
    "Pour l'avocat de la famille, l'enquête n'est pas finie.": [
        "l'avocat de la famille | Pour | l'enquête n'est pas finie"
    ],
    "Pour elle, la réforme est une erreur.": ["elle | Pour | la réforme est une erreur"],
    "Mais pour l'opposition, c'est un échec.": ["l'opposition | pour | c'est un échec"],
    "Pour le maire, Bo Berg, « c'est un échec ».": ["le maire, Bo Berg | Pour | « c'est un échec »"],
    "À ses yeux, la réforme est une erreur.": ["ses | À … yeux | la réforme est une erreur"],
    "Du point de vue du gouvernement, la réforme est une erreur.": [
        "gouvernement | Du point de vue du | la réforme est une erreur"
    ],
    "Pour le moment, la route est fermée.": [],
    "Pour la première fois, le pont a été fermé.": [],
    "Pour cette raison, la route est fermée.": [],
    "Pour 2024, le budget est de douze millions.": [],
    "Pour les enfants, l'entrée est gratuite.": [],
    "Pour Noël, la ville est illuminée.": [],
    "Pour le maire et sa famille.": [],
    "Il faut voter pour le syndicat, la réforme est une erreur.": [],
}
SPANISH = {
    "«El puente aguantará», dijo Ada Lin el viernes.": ["Ada Lin | dijo | «El puente aguantará»"],
    "«El puente aguantará», añadió.": [" | añadió | «El puente aguantará»"],
    "Añadió que el puente aguantará.": [" | Añadió | que el puente aguantará"],
    "El puente aguantará, aseguró la alcaldesa.": ["la alcaldesa | aseguró | El puente aguantará"],
    "El director ha explicado que cerrará la fábrica.": ["El director | ha explicado | que cerrará la fábrica"],
    "Según la policía, dos personas resultaron heridas.": ["la policía | Según | dos personas resultaron heridas"],
    "De acuerdo con un informe, faltan doce millones.": ["un informe | De acuerdo con | faltan doce millones"],
    "—No —respondió él.": ["él | respondió | No"],
    "Como recordó el prefecto, la carretera sigue cerrada.": ["el prefecto | recordó | la carretera sigue cerrada"],
    "Preguntado por la radio, reconoció haber mentido.": [" | reconoció | haber mentido"],
    "A juicio del sindicato, la reforma es un error.": ["sindicato | A juicio del | la reforma es un error"],
    "La fiscalía anunció la apertura de una investigación.": [
        "La fiscalía | anunció | la apertura de una investigación"
    ],
    "—¿Vienes? —preguntó Lila.": ["Lila | preguntó | ¿Vienes?"],
    "Según El Muelle, se irá. Habría visitado ya la ciudad. La ciudad es bonita.": [
        "El Muelle | Según | se irá",
        "El Muelle |  | Habría visitado ya la ciudad",
    ],
    "El puente fue construido en 1932.": [],
    "Para el sindicato, la reforma es un error.": ["el sindicato | Para | la reforma es un error"],
    "Pero para Ada Lin, la ley es mala.": ["Ada Lin | para | la ley es mala"],
    "Para el invierno, la carretera estará abierta.": [],
    "Para Navidad, la ciudad está iluminada.": [],
    "A su juicio, la reforma es un error.": ["su | A … juicio | la reforma es un error"],
}


@pytest.mark.parametrize(("text", "expected"), FRENCH.items())
def test_french(text: str, expected: list[str]) -> None:
    assert reports(text, "fr") == expected


@pytest.mark.parametrize(("text", "expected"), SPANISH.items())
def test_spanish(text: str, expected: list[str]) -> None:
    assert reports(text, "es") == expected


@pytest.mark.parametrize("code", ["fr", "es"])
@pytest.mark.parametrize("is_told", [True, False])
def test_most_of_what_our_own_texts_say_is_found(code: str, is_told: bool) -> None:
    found = evaluate(
        list(own_texts(code)), lambda article: [as_report(one) for one in suggest(article.text, code * is_told, "all")]
    )
    assert found.close.gold >= 100
    assert found.close.f1 > 80
    assert found.exact.f1 > 72
