"""How files are read, kept under a name."""

from pathlib import Path

import pytest

from desktop.base import paths
from desktop.base.errors import KnownError
from desktop.exchange.saved_choices import CHOICES
from desktop.exchange.source import Choices


def test_choices_are_kept_under_their_name_until_they_are_forgotten(tmp_path: Path) -> None:
    first = Choices(columns={"text": "Wörter", "author": ""}, delimiter="\t", encoding="koi8-r")
    second = Choices(pattern=tmp_path / "p.toml", name_pattern="{date}_{title}")
    assert CHOICES.all() == {}
    CHOICES.save("zwei", second)
    CHOICES.save("eins", first)
    assert list(CHOICES.all().items()) == [("eins", first), ("zwei", second)]
    CHOICES.forget("zwei")
    assert CHOICES.all() == {"eins": first}


_OTHERS = '"delimiter": "", "encoding": "", "name_pattern": ""'


@pytest.mark.parametrize(
    "data",
    [
        "{",
        "[]",
        '{"a": 1}',
        '{"a": {}}',
        f'{{"a": {{"pattern": 1, "columns": {{}}, {_OTHERS}}}}}',
        f'{{"a": {{"pattern": "", "columns": {{"text": 1}}, {_OTHERS}}}}}',
        f'{{"a": {{"pattern": "", "columns": {{}}, {_OTHERS}, "delimiter": "two"}}}}',
    ],
)
def test_a_file_that_holds_no_choices_is_named_and_left_alone(data: str) -> None:
    file = paths.config_folder() / "import-choices.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(data, encoding="utf-8")
    with pytest.raises(KnownError, match=r"import-choices\.json holds no kept choices"):
        CHOICES.save("a", Choices())
    assert file.read_text(encoding="utf-8") == data
