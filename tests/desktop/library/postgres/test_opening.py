"""A library on a server: whom it lets in, and what is told where it does not."""

import os
import re
from pathlib import Path
from urllib.parse import quote

import pytest

from desktop.base.errors import KnownError
from desktop.library import Library, read
from desktop.library.sql import tables
from desktop.model import operations
from tests.making import added_article
from tests.postgres_server import Server

RIGHTS = Path(__file__).parents[4] / "packaging" / "recipes" / "postgresql" / "rights.sql"


def told(url: str, **how: bool) -> str:
    """What is said of a library that cannot be opened."""
    with pytest.raises(KnownError) as refused:
        Library.open(url, **how).close()
    return str(refused.value)


def test_an_empty_database_becomes_a_library_if_it_may(server: Server) -> None:
    url = server.new_database()
    assert "There is no library" in told(url, make=False)
    assert "There is no library" in told(url, read_only=True)
    with Library.open(url, annotator="ada") as library:
        article = added_article(library, "The mayor said no.")
        assert library.name == url.partition("?")[0].rpartition("/")[2]
        assert (library.read_only, library.is_in_place, library.check()) == (False, True, [])
    with Library.open(url, make=False) as library:
        assert library.text(article.id) == "The mayor said no."
    with read(url) as reader:
        assert [row.article.id for row in reader.articles()] == [article.id]


def test_no_server_and_no_such_database_are_told(server: Server, tmp_path: Path) -> None:
    nowhere = f"postgresql:///news?host={quote(str(tmp_path), safe='')}"
    assert re.match(r"The library postgresql:.* cannot be opened: .*No such file", told(nowhere))
    assert "no database for the library" in told(server.url("none"))
    assert "cannot be opened" in told("postgresql:///news?sslmode=perhaps")


def test_a_password_is_asked_for_and_a_wrong_one_told(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.do("CREATE ROLE carla LOGIN PASSWORD 'right'")
    url, passwords = server.url("asking", "carla"), tmp_path / "pgpass"
    server.do("CREATE DATABASE asking OWNER carla")
    rules = server.folder / "data" / "pg_hba.conf"
    rules.write_text("local all carla scram-sha-256\n" + rules.read_text())
    server.do("SELECT pg_reload_conf()")
    monkeypatch.setenv("PGPASSFILE", str(passwords))
    assert "wants a password; write it into the file ~/.pgpass" in told(url)
    for password, says in (("wrong", "for you: "), ("right", "")):
        passwords.write_text(f"*:*:asking:carla:{password}\n")
        passwords.chmod(0o600)
        if says:
            assert says in told(url)
        else:
            Library.open(url).close()


def test_another_database_and_another_version_are_left_alone(server: Server) -> None:
    url = server.new_database()
    name = url.partition("?")[0].rpartition("/")[2]
    server.do("CREATE TABLE shop (item text)", name)
    assert "is a database, but not an Ascribe library" in told(url)
    server.do("DROP TABLE shop", name)
    Library.open(url).close()
    for stamp, says in (("9999", "newer Ascribe"), ("0001", "earlier Ascribe")):
        server.do(f"UPDATE alembic_version SET version_num = '{stamp}'", name)
        assert says in told(url)
    server.do(f"UPDATE alembic_version SET version_num = '{tables.HEAD}'", name)
    Library.open(url).close()
    server.do("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    assert "UTF8" in told(server.url("latin"))


def test_readers_read_annotators_work_and_strangers_stay_out(server: Server) -> None:
    url = server.new_database()
    name = url.partition("?")[0].rpartition("/")[2]
    for who in ("rita", "anna", "stan"):
        server.do(f"CREATE ROLE {who} LOGIN")
    with Library.open(url, annotator="ada") as library:
        added_article(library, "The mayor said no.")
        script = RIGHTS.read_text(encoding="utf-8")
        server.do(script, name)
        server.do("GRANT ascribe_reader TO rita; GRANT ascribe_annotator TO anna", name)
    as_whom = {who: server.url(name, who) for who in ("rita", "anna", "stan")}
    with Library.open(as_whom["rita"], annotator="rita") as library:
        assert library.read_only
        assert library.codes_nothing  # so nothing is hidden from her in blind coding
        with library.again() as again:
            assert again.codes_nothing
        assert len(library.articles()) == 1
        assert library.listen() is not None
        with pytest.raises(KnownError, match="You may only read"), library.edit(operations.import_articles()):
            pytest.fail("she may write")
    with Library.open(as_whom["anna"], annotator="anna") as library:
        assert not library.codes_nothing
        added_article(library, "The mayor said yes.")
        library.undo()
        library.redo()
        assert len(library.articles()) == 2
    assert "You may not do this" in told(as_whom["stan"])


def test_a_server_that_is_read_and_not_installed_for_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for name in [name for name in sys.modules if name.startswith(("psycopg", "desktop.library.postgres"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert "needs the package psycopg" in told("postgresql:///news")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert "This packed Ascribe opens no libraries on a server" in told("postgresql:///news")
    assert os.environ["ASCRIBE_HOME"]
