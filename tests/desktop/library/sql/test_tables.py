"""The tables of a library, in both databases."""

import subprocess
import sys

from sqlalchemy import create_mock_engine
from sqlalchemy.dialects import postgresql

from desktop.library.sql import tables


def test_an_index_leaves_out_the_same_rows_in_both_databases() -> None:
    made: list[str] = []
    dialect = postgresql.dialect()
    server = create_mock_engine("postgresql://", lambda one, *_, **__: made.append(str(one.compile(dialect=dialect))))
    tables.metadata.create_all(server, checkfirst=False)
    for statements in (made, tables.declarations()):
        (index,) = (one for one in statements if "INDEX ix_annotation_not_accepted" in one)
        assert index.endswith("WHERE status != 'accepted'")


def test_who_opens_a_file_loads_nothing_of_a_servers_database() -> None:
    loaded = "import sys, desktop.library; print([name for name in sys.modules if 'postgres' in name])"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
