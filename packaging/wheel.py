"""Builds the wheel and the sdist into dist/, and tries the wheel as its users have it.

    python packaging/wheel.py

It is installed by pip into a Python of its own, beside packages that are named `desktop`, `ui` and `resources`: Ascribe
has to work with them there, with what lay there changed, and without them; they, before and after Ascribe has gone.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
import venv
import zipfile
from pathlib import Path

from bundle import time_of_last_commit

ROOT = Path(__file__).resolve().parent.parent
NEIGHBOURS = ("desktop", "ui", "resources")


def main() -> None:
    wheel = build(ROOT / "dist")
    check_top_level(wheel)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        again = build(home / "again")
        if wheel.read_bytes() != again.read_bytes():
            sys.exit(f"{wheel.name} is another one when it is built again.")
        python = installed(wheel, home / "python")
        use(python, home / "library")
        remove(python)
    print(f"{wheel.name} works beside others' {', '.join(NEIGHBOURS)}, and leaves them as they were")


def build(folder: Path) -> Path:
    """The wheel, with the sdist beside it. The time of the last commit: the same tree gives the same files."""
    shutil.rmtree(ROOT / "build/lib", ignore_errors=True)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(time_of_last_commit())}
    run([sys.executable, "-P", "-m", "hatchling", "build", "--directory", folder], environment)
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    return folder / f"ascribe_news-{version}-py3-none-any.whl"


def check_top_level(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as files:
        tops = {name.partition("/")[0] for name in files.namelist()}
        texts = [name for name in files.namelist() if ".dist-info/licenses/" in name]
    if {top for top in tops if not top.endswith(".dist-info")} != {"ascribe"} or len(texts) < 2:
        sys.exit(f"{wheel.name} has the top levels {sorted(tops)} and the licences {texts}.")


def installed(wheel: Path, folder: Path) -> Path:
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip(python, "install", "--require-hashes", "-r", ROOT / "packaging/requirements.txt")
    pip(python, "install", "--no-deps", wheel)
    for name in NEIGHBOURS:
        package = site_packages(python) / name
        package.mkdir()
        (package / "__init__.py").write_text(f"WHOSE = 'another {name}'\n", encoding="utf-8")
    return python


def use(python: Path, home: Path) -> None:
    """The command and the module, from a folder in which there is something else of that name, too."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    environment |= {"ASCRIBE_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    command = python.with_name(f"ascribe{python.suffix}")
    home.mkdir()
    (home / "ui.py").write_text("raise SystemExit('this is not ours')\n", encoding="utf-8")
    note = home / "note.txt"
    note.write_text("A note\n\nIt rained, she said.\n", encoding="utf-8")
    run([command, "import", note], environment, home)
    run([python, "-m", "ascribe", "search", "rained"], environment, home)
    run([command, "suggest"], environment, home)
    run([command, "--smoke"], environment, home)
    script = f"import ascribe; from desktop.library import read; read({str(home / 'Library.ascribe')!r})"
    run([python, "-c", script], environment, home)
    check_neighbours(python)


def remove(python: Path) -> None:
    pip(python, "uninstall", "--yes", "ascribe-news")
    check_neighbours(python)
    if left := list(site_packages(python).glob("*ascribe*")):
        sys.exit(f"pip left {left} behind.")


def check_neighbours(python: Path) -> None:
    for name in NEIGHBOURS:
        run([python, "-c", f"import {name}; assert {name}.WHOSE == 'another {name}'"], folder=python.parent)
        files = {file.name for file in (site_packages(python) / name).iterdir()}
        if files - {"__pycache__"} != {"__init__.py"}:
            sys.exit(f"The other package {name} was changed.")


def site_packages(python: Path) -> Path:
    return Path(run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]).strip())


def pip(python: Path, *arguments: str | Path) -> None:
    run([python, "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet", *arguments])


def run(command: list[str | Path], environment: dict[str, str] | None = None, folder: Path = ROOT) -> str:
    """What the command says, if it ends well; else all of that, and the end."""
    done = subprocess.run(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}\nThis failed: {' '.join(map(str, command))}")
    return done.stdout


if __name__ == "__main__":
    main()
