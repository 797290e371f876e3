"""What a server holds is what a file holds: folded, found and copied both ways."""

import io
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from desktop.base.errors import KnownError
from desktop.exchange import exporting
from desktop.exchange.registry import WRITABLE
from desktop.library import Library, database
from desktop.library.postgres.search_index import _parts
from desktop.library.restore import put_on_server, restore
from desktop.model import operations
from desktop.model.folding import folded
from desktop.model.records import Source
from desktop.model.search_query import Query
from tests.making import added, added_article
from tests.on_postgres import Databases
from tests.postgres_server import Server

LETTERS = st.characters(exclude_categories=("Cs", "Cn", "Co"), exclude_characters="\0", max_codepoint=0x1FFFF)


def test_texts_are_folded_as_everywhere(shared: Library) -> None:
    with shared._connected() as connection:

        @given(st.text(LETTERS, max_size=12))
        def are_folded(words: str) -> None:
            told = connection.execute(text("SELECT folded(:words)"), {"words": words}).scalar_one()
            assert told == folded(words)

        are_folded()
        for words in (
            "Straße ΣΊΣΥΦΟΣ",
            "ﬁn İstanbul ǅ ŉ",
            "Ångström e\u0301té",
            "が シ 한글",
            "Łódź þorn æ",
            "don’t co‐op",
        ):
            told = connection.execute(text("SELECT folded(:words)"), {"words": words}).scalar_one()
            assert told == folded(words)


def test_a_phrase_is_found_wherever_it_stands_in_a_text_of_any_length(shared: Library) -> None:
    common = " ".join(f"the word{number}" for number in range(20_000))
    long = added_article(shared, f"{common} a needle in the hay {common}")
    added_article(shared, "the hay in a needle")
    assert [hit.article.id for hit in shared.search('"needle in the hay"')] == [long.id]
    assert [hit.article.id for hit in shared.search("word19999 word7")] == [long.id]
    assert [hit.article.id for hit in shared.search("needl")] != []
    words = ["the"] * 700 + [str(number) for number in range(40_000)]
    parts = list(_parts(words))
    assert all(part[-50:] == after[:50] for part, after in pairwise(parts))
    assert [word for part in parts[:1] for word in part] + [w for part in parts[1:] for w in part[50:]] == words


def test_what_is_in_a_query_has_no_meaning_for_the_server(shared: Library) -> None:
    added_article(shared, "It's a | b & c ! d:* (e) \\ f 'g' <-> h")
    for typed in ("it's", "a | b", "c & !d", "d:*", "(e)", "\\", "'g' <->", '"g h"', "%_", "‘’"):
        shared.search(typed)
        shared.search_records(typed)
        assert Query(typed) is not None


def exported(library: Library) -> bytes:
    """The library as a file, but for the moment at which it is written."""
    stream = io.BytesIO()
    exporting.write(library, WRITABLE["json"], exporting.Selection(), stream)
    return b"\n".join(line for line in stream.getvalue().splitlines() if b"exported_at" not in line)


def filled(library: Library) -> None:
    """Something of each kind, with an undone step and one that can be redone."""
    words = "The mayor said that the bridge will stay. 記者は橋が残ると書いた。"
    article = added_article(library, words, "Of a bridge", publisher="Zeitung", tags=("bridges", "Ålesund"))
    with library.edit(operations.label("Claim")) as edit:
        claim = added(edit, article, words, "claim", "the bridge will stay")
        mention = added(edit, article, words, "speaker", "The mayor")
        edit.change(mention, note="who else")
        edit.change_attribution(claim, sources=(Source(None, mention.id),))
        edit.set_blind(True)
    with library.edit(operations.label("Cue")) as edit:
        added(edit, article, words, "cue", "said")
    library.undo()


def test_a_library_goes_to_a_server_and_home_again_with_all_that_it_holds(
    server: Server, databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "opened", databases.opened_really)
    url = server.new_database()
    with Library.open(tmp_path / "News.ascribe", annotator="ada") as library:
        filled(library)
        put_on_server(library, _address(url))
        at_first, done = exported(library), library.journal()
    with Library.open(url, annotator="ada") as shared:
        assert exported(shared) == at_first
        assert shared.journal() == done
        assert shared.redo_operation == operations.label("Cue")
        shared.redo()
        added_article(shared, "Another one came.")
        assert [row.article.title for row in shared.articles()] == ["Of a bridge", "A title"]
        later, done = exported(shared), shared.journal()
        assert [hit.article.title for hit in shared.search("bridge")] == ["Of a bridge"]
        assert [hit.article.title for hit in shared.search("橋")] == ["Of a bridge"]
        with pytest.raises(KnownError, match="name a file"):
            shared.backup()
        home = shared.backup(tmp_path / "Home.ascribe")
        shared.backup(home)  # a copy of it may be written over
        with pytest.raises(KnownError, match="is another library"):
            shared.backup(_another(tmp_path / "Other.ascribe"))
    with Library.open(home, annotator="ada") as library:
        assert exported(library) == later
        assert library.journal() == done
        assert library.check() == []
        library.undo()
        assert len(library.articles()) == 1
        with pytest.raises(KnownError, match="name an empty database"):
            put_on_server(library, _address(url))
    with Library.open(url), pytest.raises(KnownError, match="Somebody has the library"):
        restore(_address(url), tmp_path / "News.ascribe")
    assert not list(_address(url).folder.glob("*UTC.ascribe"))
    saved = restore(_address(url), tmp_path / "News.ascribe")
    assert saved is not None
    with Library.open(url) as shared, Library.open(saved) as before:
        assert exported(shared) == at_first
        assert exported(before) == later


def _another(path: Path) -> Path:
    with Library.open(path) as library:
        added_article(library, "Of another library.")
    return path


def _address(url: str) -> Any:
    from desktop.base.library_address import LibraryAddress

    return LibraryAddress.of(url)
