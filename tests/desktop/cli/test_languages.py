"""The command line in another language: our sentences and argparse's own."""

import gettext
from collections.abc import Iterator

import pytest

from desktop.__main__ import main


@pytest.fixture(autouse=True)
def _afterwards() -> Iterator[None]:
    yield
    gettext.textdomain("messages")
    main(["formats"])  # which speaks English again


def test_help_and_errors_are_in_the_language_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as german:
        german.setenv("LANGUAGE", "de")
        with pytest.raises(SystemExit):
            main(["list", "--help"])
        told = capsys.readouterr().out
        assert "Aufruf: ascribe list" in told
        assert "Optionen:" in told
        assert "nur Artikel mit diesem Schlagwort" in told
        with pytest.raises(SystemExit):
            main(["list", "--nothing"])
        assert "ascribe: Fehler: unbekannte Argumente: --nothing" in capsys.readouterr().err
