import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.base.errors import KnownError
from desktop.exchange.formats.native import json_stream
from desktop.exchange.formats.native.json_stream import parts

STRINGS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | STRINGS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(STRINGS, inner, max_size=4),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    data=st.fixed_dictionaries({}, optional={"articles": st.lists(VALUES, max_size=4), "b": VALUES, "c": VALUES}),
    chunk=st.integers(1, 60),
    indent=st.sampled_from([None, 0, 3]),
    plain=st.booleans(),
)
def test_a_file_is_read_the_same_wherever_its_pieces_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: dict[str, Any], chunk: int, indent: int | None, plain: bool
) -> None:
    monkeypatch.setattr(json_stream, "_CHUNK", chunk)
    path = tmp_path / "data.json"
    path.write_text(json.dumps(data, indent=indent, ensure_ascii=plain), encoding="utf-8")
    read: dict[str, Any] = {}
    for key, index, value in parts(path, frozenset({"articles"})):
        if index is None:
            read[key] = value
        else:
            assert index == len(read.setdefault(key, []))
            read[key].append(value)
    assert read == data
    assert list(read) == list(data)


def test_an_unsound_file_is_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "_CHUNK", 100)
    path = tmp_path / "data.json"
    path.write_text('{"a":\n [1, 2 3' + " " * 1_000_000)
    reads: list[int] = []
    more = json_stream._Reader._more

    def counted(reader: json_stream._Reader) -> bool:
        reads.append(1)
        return more(reader)

    monkeypatch.setattr(json_stream._Reader, "_more", counted)
    with pytest.raises(KnownError, match=r"line 2\)"):
        list(parts(path, frozenset()))
    assert len(reads) < 5
