"""The name of a source that stands in another case than a name in a list does: laut Angaben des Ministeriums."""

import pytest

from desktop.suggest import suggest

NAMES = {
    "Laut Angaben des Ministeriums": "Ministerium",
    "Nach Angaben des Sprechers": "Sprecher",
    "Nach Angaben des Verbandes": "Verband",
    "Nach Angaben des Verbands": "Verband",
    "Nach Angaben des Bundeskanzlers": "Bundeskanzler",
    "Nach Angaben des Innenministers Max Kohl": "Max Kohl",
    "Nach Angaben des Innenministers Kohl": "Kohl",
    "Nach Angaben des Ministers Kohl": "Kohl",
    "Nach Angaben des Ministers Hans Peters": "Hans Peters",
    "Nach Angaben eines Sprechers des Ministeriums": "Sprecher des Ministeriums",
    "Nach Angaben seines Sprechers": "Sprecher",
    "Nach Ansicht der Polizei": "Polizei",
    "Nach Angaben des Instituts für Seismik": "Institut für Seismik",
    "Nach Angaben des Hauses": "Haus",
    "Nach Angaben des Ausschusses": "Ausschuss",
    "Nach Angaben des Bündnisses": "Bündnis",
    "Nach Angaben des Komitees": "Komitee",
    "Nach Angaben des Büros": "Büro",
    "Nach Angaben des Campus": "Campus",
    "Nach Angaben des Koch-Instituts": "Koch-Institut",
    "Nach Angaben des Konzerns Siemens": "Siemens",
    # With an adjective, as behind der, die and das.
    "Nach Angaben des Deutschen Wetterdienstes": "Deutsche Wetterdienst",
    "Nach Angaben des Roten Kreuzes": "Kreuz",
    "Nach Angaben des zuständigen Ministers": "zuständige Minister",
    "Nach Angaben der Deutschen Bahn": "Deutsche Bahn",
    "Laut dem Deutschen Wetterdienst": "Deutsche Wetterdienst",
    "Nach Angaben der örtlichen Behörden": "örtlichen Behörden",
    # Nouns that have an ending in every case but one.
    "Nach Angaben des Präsidenten": "Präsident",
    "Nach Angaben des Präsidenten Emmanuel Macron": "Emmanuel Macron",
    "Laut dem Vorsitzenden": "Vorsitzende",
    "Nach Ansicht des Experten": "Experte",
    "Nach Ansicht eines Zeugen": "Zeuge",
    "Laut einem Polizisten": "Polizist",
    "Laut dem Unternehmen": "Unternehmen",
    "Laut dem Hafen": "Hafen",
    # Several whose account it is, behind no article.
    "Nach Meinung vieler Experten": "Experten",
    "Nach Angaben mehrerer Zeugen": "Zeugen",
    "Nach Ansicht einiger Anwohner": "Anwohner",
    "Nach Überzeugung beider Minister": "Minister",
    "Nach Auffassung aller Richter": "Richter",
    "Nach Einschätzung zahlreicher Forscher": "Forscher",
    "Nach übereinstimmenden Angaben mehrerer Agenturen": "Agenturen",
    "Nach Darstellung ukrainischer Behörden": "ukrainische Behörden",
    "Laut Angaben örtlicher Medien": "örtliche Medien",
    "Nach Angaben ranghoher deutscher Diplomaten": "ranghohe deutsche Diplomaten",
    "Nach Angaben seiner Anwälte": "Anwälte",
    "Nach Meinung unserer Leser": "Leser",
    "Nach Angaben Berliner Behörden": "Berliner Behörden",
    "Nach Angaben Peter Hahns": "Peter Hahns",
    # Several, in the dative.
    "Laut Medienberichten": "Medienberichte",
    "Nach Angaben von Anwohnern": "Anwohner",
    "Laut den Verbänden": "Verbände",
    "Laut Experten": "Experten",
    "Laut Behörden": "Behörden",
    "Medienberichten zufolge": "Medienberichte",
    "Ärzten zufolge": "Ärzte",
    "Experten zufolge": "Experten",
    "Angaben des Ministeriums zufolge": "Ministerium",
    "Siemens zufolge": "Siemens",
    "Bayern zufolge": "Bayern",
    "Peter Ludern zufolge": "Peter Ludern",
    # Names that end so.
    "Nach Angaben von Hans": "Hans",
    "Nach Angaben des Hans": "Hans",
    "Laut Siemens": "Siemens",
    "Laut Reuters": "Reuters",
    "Laut Bayern": "Bayern",
}


@pytest.mark.parametrize(("phrase", "name"), NAMES.items())
def test_a_source_is_called_as_in_a_list_of_names(phrase: str, name: str) -> None:
    (one,) = suggest(f"{phrase} ist der Damm sicher.", "de")
    assert one.speaker
    assert one.speaker.name == name


def test_a_ministry_is_the_same_in_every_case_and_an_organisation() -> None:
    text = "Das Ministerium teilte mit, es regne. Nach Angaben des Ministeriums ist der Damm sicher."
    speakers = [one.speaker for one in suggest(text, "de")]
    assert {(one.name, one.kind) for one in speakers if one} == {("Ministerium", "organisation")}
    assert len(speakers) == 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Merkel sagte, es regne. Nach Angaben Merkels ist der Damm sicher.", ["Merkel", "Merkel"]),
        ("Es regnet. Nach Angaben Peters ist der Damm sicher.", ["Peters"]),
    ],
)
def test_a_name_in_the_genitive_is_one_that_the_text_has_without_it(text: str, names: list[str]) -> None:
    assert [one.speaker.name for one in suggest(text, "de") if one.speaker] == names


def test_he_may_be_somebody_whose_role_stands_in_the_genitive() -> None:
    text = "Nach Angaben des Sprechers ist der Damm sicher. Er sagte, es regne."
    assert [one.speaker.name for one in suggest(text, "de") if one.speaker] == ["Sprecher", "Sprecher"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Merkel kam. Der Sprecher Merkels sagte, es regne.", "Sprecher Merkels", "unnamed"),
        ("Anna Merkel kam. Die Behörde Anna Merkels sagte, es regne.", "Behörde Anna Merkels", "organisation"),
        ("Peter Hahn kam. Der Minister Hans Peters sagte, es regne.", "Hans Peters", "person"),
        ("Es regnet. Der Sprecher Peters sagte, es regne.", "Peters", "person"),
    ],
)
def test_another_whose_spokesman_a_source_is_did_not_say_it(text: str, name: str, kind: str) -> None:
    (one,) = suggest(text, "de")
    assert one.speaker
    assert (one.speaker.name, one.speaker.kind) == (name, kind)
