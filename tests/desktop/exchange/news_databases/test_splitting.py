"""Files in which many articles follow each other: each comes in alone, with what the file says of it."""

from pathlib import Path
from textwrap import fill

import pytest
import regex

from desktop.base.errors import KnownError
from desktop.exchange import registry
from desktop.exchange.document import Document, Reading
from desktop.exchange.news_databases import pattern
from desktop.exchange.source import FOUND, Choices

FIRST = "The council of Lund voted on Monday to mend the old quay before the winter storms."
SECOND = "A tram left the rails near Mora on Friday, and nobody was hurt, the police said."
SAID = "“We wait for no one,” said Ada Kern, who leads the council."

NEXIS = f"""Download Request: Selected Items: 1-2
Time Of Request: Friday, March 20, 2020

                               1 of 2 DOCUMENTS

                                 Lund Herald

                            January 11, 2021 Monday
                                 Final Edition

A quay to be mended

BYLINE: By ADA ROSS and Tim Holm

SECTION: Local; Pg. 3

LENGTH: 31 words

{FIRST}

{SAID}

LOAD-DATE: January 12, 2021

LANGUAGE: ENGLISH

                       Copyright 2021 Lund Herald
                              All Rights Reserved


                               2 of 2 DOCUMENTS

                                 Mora Post

                            January 15, 2021 Friday

Tram leaves the rails

LENGTH: 15 words

{SECOND}

LOAD-DATE: January 15, 2021

Copyright 2021 Mora Post
"""

FACTIVA = f"""Local
A quay to be mended

By Ada Ross
31 words
11 January 2021
Lund Herald
LUNDH
3; Second
English
(c) 2021 Lund Herald Ltd.  All Rights Reserved.

{FIRST}

{SAID}

Document LUNDH00020210111eh1b0000d

Tram leaves the rails
15 Wörter
15 Januar 2021
07:15
Mora Post
MORAPO
Deutsch
Copyright 2021. Mora Post.

{SECOND}

Document MORAPO0020210115eh1f0000a


Search Summary

Text
{"quay or tram " * 20}
"""

INDEXED = f"""HD  A quay to be mended
BY  By Ada Ross
WC  31 words
PD  11 January 2021
SN  Lund Herald
SC  LUNDH
LA  English
CY  (c) 2021 Lund Herald

LP  {FIRST}

TD  {SAID}

CO  lund : Council of Lund
AN  Document LUNDH00020210111eh1b0000d

HD  Tram leaves the rails
WC  15 words
PD  15 January 2021
SN  Mora Post
LP
{SECOND}

RF  MORA
AN  Document MORAPO0020210115eh1f0000a
"""

# The codes stand on lines of their own.
CODES_ABOVE = regex.sub(r"(?m)^([A-Z]{2})\s+", r"\1\n", INDEXED)

PROQUEST = f"""{"_" * 60}

Report Information from ProQuest

{"_" * 60}

Document 1 of 2

A quay to be mended

Author: Ross, Ada

Publication info: Lund Herald; Lund [Lund]. 11 Jan 2021: 3.

https://search.proquest.example/docview/1?accountid=7

Abstract: A vote.

Full text: {FIRST}

{SAID}

Location: Lund

Title: A quay to be mended

Publication title: Lund Herald; Lund

Publication date: Jan 11, 2021

Section: Local

Document URL: https://search.proquest.example/docview/1

Database: ProQuest

{"_" * 60}

Document 2 of 2

Tram leaves the rails

Full text:

{SECOND}

Title: Tram leaves the rails

Publication title: Mora Post

Publication date: Jan 15, 2021

{"_" * 60}

Contact ProQuest
Copyright © 2021 ProQuest LLC. All rights reserved.
"""

LABELLED = f"""Source: Lund Herald
Date: 11 January 2021
Title: A quay to be mended
Author: Ada Ross

{FIRST}

{SAID}

-----------------------------

Source: Mora Post
Date: 2021-01-15
Title: Tram leaves the rails

{SECOND}
"""

IN_A_ROW = f"""Titre : A quay to be mended
Journal : Lund Herald
Date : 11/13/2021
Auteur : Ada Ross
{FIRST}
{SAID}
Titre : Tram leaves the rails
Journal : Mora Post
Date : 15 janvier 2021
{SECOND}
"""

FACTIVA_PAGE = f"""<html><head><title>Factiva</title></head><body><h1>Factiva</h1><span>Dow Jones</span>
<div id="a1" class="article"><div class="article enArticle"><div>Local</div>
<div id="hd"><span class="enHeadline">A quay to be mended </span></div><div class="author">Ada Ross</div>
<div>31 words</div><div>11 January 2021</div><div>Lund Herald</div><div>LUNDH</div><div>English</div>
<div>(c) 2021 Lund Herald</div><p class="articleParagraph enarticleParagraph">{FIRST}</p>
<p class="articleParagraph enarticleParagraph">{SAID}</p><p>Lund Herald Ltd</p>
<p>Document LUNDH00020210111eh1b0000d</p></div></div>
<div id="a2" class="article"><div class="article enArticle"><div id="hd">
<span class="enHeadline">Tram leaves the rails</span></div><div>15 January 2021</div><div>Mora Post</div>
<p class="articleParagraph enarticleParagraph">{SECOND}</p><p>Document MORAPO0020210115eh1f0000a</p></div></div>
</body></html>"""

EUROPRESSE_PAGE = f"""<!DOCTYPE html><html><body>
<article><header><div><span class="DocPublicationName">Lund Herald </span></div>
<div><span class="DocHeader">Région, lundi 11 janvier 2021, p. 3</span></div>
<div class="titreArticle"><p class="titreArticleVisu">A quay to be mended</p></div></header>
<section><div class="DocText"><div class="docOcurrContainer"><p>{FIRST}</p><p>{SAID}</p></div></div></section>
<footer><small>© 2021 Lund Herald. Tous droits réservés.</small>
<p>Numéro de document : news·20210111·LU·1</p></footer></article>
<article><header><div><span class="DocPublicationName">Mora Post</span></div>
<div><span class="DocHeader">vendredi 15 janvier 2021</span></div>
<div class="titreArticle"><p class="titreArticleVisu">Tram leaves the rails</p></div></header>
<section><div class="docOcurrContainer"><p>{SECOND}</p></div></section>
<footer><small>© 2021 Mora Post</small><p>Numéro de document : news·20210115·MO·2</p></footer></article>
</body></html>"""

NEXIS_PAGE = "<html><body>" + "".join(
    f'<div><p><span class="c{number}">{line.strip()}</span></p></div>'
    for number, line in enumerate(NEXIS.splitlines())
    if line.strip() not in {"", "Final Edition"}
)


def _read(file: Path, text: str, choices: Choices = FOUND) -> tuple[Reading, list[Document]]:
    file.write_text(text, encoding="utf-8")
    reading = registry.read(file, choices=choices)
    return reading, list(reading.documents)


@pytest.mark.parametrize(
    ("name", "text", "database"),
    [
        ("nexis.txt", NEXIS, "Nexis"),
        ("nexis.html", NEXIS_PAGE, "Nexis"),
        ("factiva.txt", FACTIVA, "Factiva"),
        ("indexed.txt", INDEXED, "Factiva, with its index"),
        ("codes.txt", CODES_ABOVE, "Factiva, with its index"),
        ("factiva.html", FACTIVA_PAGE, "Factiva"),
        ("proquest.txt", PROQUEST, "ProQuest"),
        ("europresse.html", EUROPRESSE_PAGE, "Europresse"),
        ("labelled.txt", LABELLED, "Articles with named lines"),
        ("row.txt", IN_A_ROW, "Articles with named lines"),
    ],
)
def test_each_article_comes_in_alone(tmp_path: Path, name: str, text: str, database: str) -> None:
    reading, (first, second) = _read(tmp_path / name, text)
    assert (reading.pattern, reading.total, list(reading.passed_over)) == (database, 2, [])
    lines = [line for line in first.text.split("\n\n") if line != "Lund Herald Ltd"]
    assert lines == ["A quay to be mended", FIRST, SAID]
    assert second.text.split("\n\n") == ["Tram leaves the rails", SECOND]
    articles = [first.article, second.article]
    assert [article.title for article in articles] == ["A quay to be mended", "Tram leaves the rails"]
    assert [article.publisher.removesuffix("; Lund") for article in articles] == ["Lund Herald", "Mora Post"]
    day = "2021-11-13" if name == "row.txt" else "2021-01-11"
    assert [article.published for article in articles] == [day, "2021-01-15"]
    assert "Ross" in first.article.author.title() or ("Byline" not in text and name == "europresse.html")


def test_several_authors_are_parted_by_semicolons(tmp_path: Path) -> None:
    _, (first, _) = _read(tmp_path / "a.txt", NEXIS)
    assert first.article.author == "Ada Ross; Tim Holm"


def test_a_paragraph_that_was_wrapped_is_one(tmp_path: Path) -> None:
    wrapped = fill(f"{FIRST} The road along it closes for the three weeks that the work is going to take.", 50)
    _, (first, _) = _read(tmp_path / "a.txt", NEXIS.replace(FIRST, wrapped).replace(SAID, "“We wait,” said Ada Kern."))
    assert wrapped.replace("\n", " ") in first.text


def test_what_is_no_article_is_told(tmp_path: Path) -> None:
    odd = f"{'_' * 60}\n\nDocument 3 of 3\n\n{'Something else that nobody can read. ' * 9}\n"
    reading, documents = _read(tmp_path / "a.txt", PROQUEST + odd)
    assert len(documents) == 2
    assert [words[:14] for words in reading.passed_over] == ["Something else"]


@pytest.mark.parametrize(
    "text",
    [
        "The quay\n\nA document of 3 pages was shown.\n\nEnd of the story.",
        "Title: one\n\nA text with a title line, and nothing else.",
        "The quay\n\n-----\n\nThe tram\n\n-----\n\nNothing more.",
        "The Document\n\nDocument A was lost. Document B was not.\n\nEnd of document, he said.",
    ],
)
def test_one_article_stays_one(tmp_path: Path, text: str) -> None:
    reading, documents = _read(tmp_path / "a.txt", text)
    assert [document.text for document in documents] == [text]
    assert not reading.pattern


MINE = """
title = "Clippings"
between = '\\+\\+\\+'
order = ["title", "publisher", "published"]
[fields]
author = 'Written by (.+)'
"""
CLIPPINGS = (
    f"A quay\n\nLund Herald\n\n2021-01-11\n\nWritten by Ada Ross\n\n{FIRST}\n+++\n"
    f"A tram\n\nMora\n\n2021-01-15\n\n{SECOND}"
)


def test_a_pattern_of_ones_own_is_used_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "clippings.toml"
    file.write_text(MINE)
    _, (one,) = _read(tmp_path / "a.txt", CLIPPINGS)
    assert "+++" in one.text
    _, chosen = _read(tmp_path / "a.txt", CLIPPINGS, Choices(pattern=file))
    pattern.keep("mine", file)
    reading, kept = _read(tmp_path / "a.txt", CLIPPINGS)
    assert reading.pattern == "Clippings"
    for documents in (chosen, kept):
        assert [document.article.publisher for document in documents] == ["Lund Herald", "Mora"]
        assert documents[0].article.author == "Ada Ross"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("title = 'x'", "begins or ends"),
        ("begins = '('", "not a regular expression"),
        ("begins = 'x'\n[fields]\nshoe = 'x'", "“shoe”"),
        ("begins = ", "holds no pattern"),
        ("begins = 'never'", "finds no article"),
        ("fields = 3\nbegins = 'x'", "holds no pattern"),
    ],
)
def test_a_pattern_that_is_none_is_told(tmp_path: Path, words: str, reason: str) -> None:
    file = tmp_path / "p.toml"
    file.write_text(words)
    with pytest.raises(KnownError, match=reason):
        _read(tmp_path / "a.txt", CLIPPINGS, Choices(pattern=file))


def test_an_expression_that_takes_for_ever_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.exchange.news_databases.splitting._SECONDS", 0.05)
    file = tmp_path / "p.toml"
    file.write_text(r"between = '(a|aa|aaa)+(a|aa|aaa)+='")
    with pytest.raises(KnownError, match="far too long"):
        _read(tmp_path / "a.txt", "a" * 90, Choices(pattern=file))


def test_the_name_of_a_kept_pattern_is_one_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "p.toml"
    file.write_text(MINE)
    with pytest.raises(KnownError, match="A pattern cannot be called"):
        pattern.keep("../mine", file)


def test_an_export_in_rtf_is_split(tmp_path: Path) -> None:
    words = FACTIVA.translate({ord("“"): "\\ldblquote ", ord("”"): "\\rdblquote ", ord("ö"): "\\'f6"})
    body = words.replace("\n", "\\par\n")
    reading, documents = _read(tmp_path / "factiva.rtf", "{\\rtf1\\ansi\\ansicpg1252 " + body + "}")
    assert reading.pattern == "Factiva"
    assert [one.article.title for one in documents] == ["A quay to be mended", "Tram leaves the rails"]
    assert documents[0].text.split("\n\n")[1:3] == [FIRST, SAID]
