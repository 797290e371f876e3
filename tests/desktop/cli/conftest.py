"""The command line, called as a user would, within this process or as one of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from desktop.__main__ import main

ROOT = Path(__file__).parents[3]


class Answer(NamedTuple):
    status: int
    out: str
    err: str


Ask = Callable[..., Answer]


@pytest.fixture
def ascribe(capfd: pytest.CaptureFixture[str]) -> Ask:
    """Calls Ascribe with these arguments, in this process."""

    def ask(*arguments: object) -> Answer:
        capfd.readouterr()
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as exit:  # argparse
            status = int(exit.code or 0)
        return Answer(status, *capfd.readouterr())

    return ask


def start(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
    """Starts Ascribe as a process of its own."""
    command = [sys.executable, "-m", "desktop", *map(str, arguments)]
    environment = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONWARNINGS": "error"}
    settings = {"cwd": ROOT, "env": environment, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    return subprocess.Popen(command, **settings)  # type: ignore[call-overload,no-any-return]
