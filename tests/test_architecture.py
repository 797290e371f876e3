"""ARCHITECTURE.md names what there is: each file, folder, class, function and constant in it."""

import ast
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"[\w./-]+/|[\w./-]*\.(?:py|toml|md|json|qss|spec)")
_NAME = re.compile(r"_?[A-Za-z]\w*_\w+|[A-Z][a-z]+[A-Z]\w+|[A-Z]\w*\.\w+(?=\W|$)|[A-Z][A-Z_]{2,}")
_IN_A_FILE = re.compile(r"`([\w./]+\.py)`,? \(`(\w+)`")
_STEP = re.compile(r"^ {4}.*?(?P<file>[\w/]+\.py) +(?P<does>.+)$", re.MULTILINE)
_CALL = re.compile(r"\b\w+\.\w+\(")
_TO_BE_MADE = {"resources/translations/de/", "resources/help/de/"}  # by who translates into another language
_IN_THE_MAP = re.compile(r"^ {4}(?P<indent> *)(?P<name>[\w.-]+/?)(?P<others>(?: [\w.-]+/)*) {2,}", re.MULTILINE)


@pytest.fixture(scope="module")
def sources() -> dict[str, str]:
    """The files of the project by their paths, those that hold code with their texts."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("the files of the project are not told by git here")
    files = [Path(name) for name in listed.stdout.splitlines()]
    return {
        str(file): (ROOT / file).read_text(encoding="utf-8") if file.suffix in (".py", ".toml", ".qss") else ""
        for file in files
        if (ROOT / file).is_file() and file.name != "test_architecture.py"
    }


def folders(files: Iterable[str]) -> set[str]:
    """The folders that these files are in, each between slashes."""
    return {f"/{folder}/" for file in files for folder in Path(file).parents}


def missing(text: str, files: dict[str, str]) -> list[str]:
    """What a text names in the way of code that there is not."""
    paths = {f"/{file}" for file in files} | {
        f"/{folder}/" for file in files for folder in map(str, Path(file).parents)
    }
    words = set(re.findall(r"\w+", "\n".join(files.values())))
    found = []
    for code in _CODE.findall(text):
        for part in code.split(" x "):
            if _PATH.fullmatch(part):
                found += [] if any(path.endswith(f"/{part.removeprefix('/')}") for path in paths) else [part]
            elif _NAME.fullmatch(part):
                found += [part] * (not words.issuperset(part.split(".")))
    return found


def test_what_it_names_is_there(sources: dict[str, str]) -> None:
    assert set(missing(TEXT, sources)) <= _TO_BE_MADE


def test_what_it_finds_in_a_file_is_there(sources: dict[str, str]) -> None:
    pairs = _IN_A_FILE.findall(TEXT)
    assert len(pairs) >= 5
    lost = [
        (file, name)
        for file, name in pairs
        if not any(re.search(rf"\b{name}\b", text) for path, text in sources.items() if f"/{path}".endswith(f"/{file}"))
    ]
    assert lost == []


def test_each_step_of_a_walk_is_done_where_it_says(sources: dict[str, str]) -> None:
    walks = TEXT[TEXT.index("## How a label travels") : TEXT.index("## The library")]
    steps = [(step["file"], call) for step in _STEP.finditer(walks) for call in _CALL.findall(step["does"])]
    assert len(steps) >= 5
    lost = [
        (file, call)
        for file, call in steps
        if not any(call in text for path, text in sources.items() if f"/{path}".endswith(f"/{file}"))
    ]
    assert lost == []


def arrows(package: Path) -> set[tuple[str, str]]:
    """Which of a package's rooms (folders, and modules beside them) import from which others, for types, too."""
    found = set()
    for file in package.rglob("*.py"):
        room = file.relative_to(package).with_suffix("").parts[0]
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if names == [package.name] and isinstance(node, ast.ImportFrom):
                names = [f"{package.name}.{alias.name}" for alias in node.names]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            found |= {(room, name.split(".")[1]) for name in names if name.startswith(f"{package.name}.")}
    return {(one, other) for one, other in found if one not in (other, "__init__")}


def test_the_rooms_of_the_window_are_tied_by_few_arrows(tmp_path: Path) -> None:
    of_the_window = arrows(ROOT / "ui")
    assert ("labelling", "article_view") in of_the_window
    assert len(of_the_window) <= 48  # before issue 7 there were 96; more of them want a room less, or a signal
    (tmp_path / "ui" / "one").mkdir(parents=True)
    (tmp_path / "ui" / "one" / "a.py").write_text("import ui.two.b\nfrom ui import three\nfrom ui.one import c\n")
    assert arrows(tmp_path / "ui") == {("one", "two"), ("one", "three")}


def test_what_is_not_there_is_found(sources: dict[str, str]) -> None:
    told = missing("`desktop/nowhere.py`, `nowhere/`, `Nobody.does_this`, `desktop/`, `KnownError`", sources)
    assert told == ["desktop/nowhere.py", "nowhere/", "Nobody.does_this"]


def test_the_map_names_what_is_there(sources: dict[str, str]) -> None:
    paths = {f"/{file}" for file in sources} | folders(sources)
    top = TEXT[: TEXT.index("The walls between them")]
    named = [name for entry in _IN_THE_MAP.finditer(top) for name in (entry["name"], *entry["others"].split())]
    assert len(named) > 40
    lost = [
        name
        for name in named
        if ("." in name or name.endswith("/")) and not any(path.endswith(f"/{name}") for path in paths)
    ]
    assert lost == []
