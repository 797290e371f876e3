"""Feeds: an article each entry, with what the feed says of it."""

from pathlib import Path

import pytest

from desktop.base.errors import KnownError
from desktop.exchange import registry
from desktop.exchange.document import Reading

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Gazette</title><language>en-gb</language>
<item><title>The ferry &amp;amp; you</title><link>https://g.example/1</link><dc:creator>Ann Lee</dc:creator>
<pubDate>Wed, 04 Mar 2026 10:00:00 GMT</pubDate><description>A teaser</description>
<content:encoded><![CDATA[<p>Nobody is <b>left</b>.</p><p>Good.</p><script>no()</script>]]></content:encoded></item>
<item><title>A picture</title></item>
<item><title>Teaser</title><link>javascript:x</link><description>Only that.</description><pubDate>soon</pubDate></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Die Zeitung</title><entry>
<title>Die Fähre</title><author><name>Bo Ek</name></author><link rel="edit" href="https://g.example/e"/>
<link href="https://g.example/2"/><updated>2026-03-05T10:00:00Z</updated><published>2026-03-04T10:00:00Z</published>
<content type="html">&lt;p&gt;Niemand bleibt zurück.&lt;/p&gt;</content></entry></feed>"""


def _reading(folder: Path, data: str, name: str = "a.xml") -> Reading:
    path = folder / name
    path.write_text(data, encoding="utf-8")
    return registry.read(path)


def test_each_entry_of_an_rss_feed_is_an_article(tmp_path: Path) -> None:
    reading = _reading(tmp_path, RSS)
    first, second = reading.documents
    assert first.text == "The ferry & you\n\nNobody is left.\n\nGood."
    article = first.article
    assert (article.title, article.publisher, article.author) == ("The ferry & you", "The Gazette", "Ann Lee")
    assert (article.url, article.published) == ("https://g.example/1", "2026-03-04")
    assert (second.text, second.article.url, second.article.published) == ("Teaser\n\nOnly that.", "", "")
    assert list(reading.remarks) == ["Left out: 1 entry without a text."]
    assert reading.total == 2


def test_an_atom_feed_is_read_as_well(tmp_path: Path) -> None:
    (document,) = _reading(tmp_path, ATOM, "a.atom").documents
    article = document.article
    assert document.text == "Die Fähre\n\nNiemand bleibt zurück."
    assert (article.author, article.url, article.published) == ("Bo Ek", "https://g.example/2", "2026-03-04")
    assert (article.publisher, article.language) == ("Die Zeitung", "de")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (RSS[:300], "It is a damaged feed"),
        ("<rss><channel/></rss>", "No entry of the feed has a text"),
    ],
)
def test_what_is_no_feed_of_articles_is_refused(tmp_path: Path, data: str, words: str) -> None:
    with pytest.raises(KnownError, match=words):
        list(_reading(tmp_path, data, "a.rss").documents)


def test_what_a_feed_names_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret")
    declared = f'<!DOCTYPE rss [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    feed = f"{declared}<rss><item><title>A</title><description>Words &a;</description></item></rss>"
    (document,) = _reading(tmp_path, feed, "a.rss").documents
    assert "secret" not in document.text
