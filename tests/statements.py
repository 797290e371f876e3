"""Statements that SQLAlchemy compiles once for many libraries, as a program does that has one open."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest

from desktop.library.sqlite import engine


class _Statements(dict[tuple[Any, ...], Any]):
    """What was compiled, whichever library it was for."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        _its_dialect, *rest = key
        return super().get(tuple(rest), default)

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        _its_dialect, *rest = key
        super().__setitem__(tuple(rest), compiled)


@contextmanager
def compiled_once() -> Iterator[None]:
    """While it lasts, all libraries that are opened share what is compiled."""
    shared = {"compiled_cache": _Statements()}
    with pytest.MonkeyPatch.context() as meanwhile:
        meanwhile.setattr(engine, "create_engine", partial(engine.create_engine, execution_options=shared))
        yield
