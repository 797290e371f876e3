"""Layouts of tables that are kept under a name."""

import pytest

from desktop.base import paths
from desktop.base.errors import KnownError
from desktop.exchange.tables.saved_layouts import LAYOUTS
from desktop.exchange.tables.table import Layout


def test_a_layout_is_kept_under_its_name_until_it_is_forgotten() -> None:
    first, second = Layout(columns=("claim", "Claim/tópico")), Layout(table="speakers", rows="source")
    assert LAYOUTS.all() == {}
    LAYOUTS.save("zwei", second)
    LAYOUTS.save("eins", first)
    assert list(LAYOUTS.all().items()) == [("eins", first), ("zwei", second)]
    LAYOUTS.save("eins", second)
    LAYOUTS.forget("zwei")
    assert LAYOUTS.all() == {"eins": second}


@pytest.mark.parametrize("data", ["{", "[]", '{"a": 1}', '{"a": {"table": "tea", "rows": "claim", "columns": []}}'])
def test_a_file_that_is_no_layouts_is_named(data: str) -> None:
    file = paths.config_folder() / "table-layouts.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(data, encoding="utf-8")
    with pytest.raises(KnownError, match=r"table-layouts\.json holds no layouts"):
        LAYOUTS.save("a", Layout())
    assert file.read_text(encoding="utf-8") == data
