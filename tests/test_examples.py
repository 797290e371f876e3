"""The suite tries the same examples in each run, whichever tests came before on the same worker."""

import importlib.util
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import examples


@pytest.mark.skipif(examples.examples(1) > 1, reason="`make fuzz` tries others each time")
def test_what_is_imported_changes_no_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def tried() -> list[tuple[str, int]]:
        tried: list[tuple[str, int]] = []

        @settings(max_examples=200)
        @given(st.text(max_size=12), st.integers())
        def try_one(word: str, number: int) -> None:
            tried.append((word, number))

        try_one()
        return tried

    before = tried()
    (file := tmp_path / "odd.py").write_text(f"WORDS = {[f'word {n}' for n in range(99)]}\nNUMBERS = {[*range(999)]}\n")
    spec = importlib.util.spec_from_file_location("odd", file)
    assert spec is not None
    monkeypatch.setitem(sys.modules, "odd", importlib.util.module_from_spec(spec))
    assert tried() == before
