"""The site of the documentation, in dist/site, by MkDocs: `make docs`.

Its pages are the program's own pages of help, those of packaging/site/, the change log, and what the program itself
tells: its commands, its formats, its schema, its records. The pictures are made by the rehearsal, in the real window.
"""

import dataclasses
import inspect
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from desktop import __version__
from desktop.exchange import overview
from desktop.model import records

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "packaging/site"
PAGES = ROOT / "build/site"
HELP = ROOT / "resources/help"
PICTURES = ("window.png", "window-dark.png")
RECORDS = (records.Article, records.Annotation, records.Attribution, records.Source, records.Speaker)


def main() -> None:
    shutil.rmtree(PAGES, ignore_errors=True)
    (PAGES / "help").mkdir(parents=True)
    demo = ROOT / "build/demo"
    run(sys.executable, "-m", "ui.rehearsal.demo", str(demo))
    for picture in PICTURES:
        shutil.copy(demo / picture, PAGES)
    for file in (ROOT / "resources/icons/ascribe.svg", ROOT / "resources/export.schema.json", SITE / "site.css"):
        shutil.copy(file, PAGES)
    filled = {
        "SAMPLE": beginning_of(demo / "labelled.json"),
        "HELP": run(sys.executable, "-m", "desktop", "--help").strip(),
        "SCRIPT": script_of_the_readme(),
        "RECORDS": "\n\n".join(map(described, RECORDS)),
    }
    for page in SITE.glob("*.md"):
        text = page.read_text(encoding="utf-8")
        whole = re.sub(r"^[A-Z]{4,}$", lambda name: filled[name[0]], text, flags=re.MULTILINE)
        (PAGES / page.name).write_text(whole, encoding="utf-8")
    shutil.copytree(HELP / "pictures", PAGES / "help/pictures")
    guide = [copied(page) for page in sorted(HELP.glob("*.md"))]
    (PAGES / "help/formats.md").write_text(overview.as_markdown(), encoding="utf-8")
    shutil.copy(ROOT / "CHANGELOG.md", PAGES / "changelog.md")
    (PAGES / "version.txt").write_text(f"{__version__}\n", encoding="ascii")  # what the window asks for (Preferences)
    settings = PAGES.with_suffix(".yml")
    nav = (SITE / "mkdocs.yml").read_text(encoding="utf-8").replace("../../", f"{ROOT}/")
    settings.write_text(nav.replace("Guide: []", f"Guide: {json.dumps([*guide, 'help/formats.md'])}"), encoding="utf-8")
    run(sys.executable, "-m", "mkdocs", "--quiet", "build", "--clean", "--config-file", str(settings))
    print(f"{len(list((ROOT / 'dist/site').rglob('*.html')))} pages in dist/site: open dist/site/index.html")


def copied(page: Path) -> str:
    shutil.copy(page, PAGES / "help")
    return f"help/{page.name}"


def beginning_of(exported: Path) -> str:
    """The first claim of the sample article, as it is exported."""
    article = json.loads(exported.read_text(encoding="utf-8"))["articles"][0]
    first = {kind: article[kind][:1] for kind in ("annotations", "attributions")}
    return json.dumps({"title": article["title"], **first}, indent=2, ensure_ascii=False)


def script_of_the_readme() -> str:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"```python\n.*?\n```", readme, re.DOTALL)
    assert found is not None
    return found[0]


def described(record: type) -> str:
    """A record with its fields, as its class states them."""
    head = [f"### {record.__name__}", "", inspect.getdoc(record) or "", "", "| field | type |", "| --- | --- |"]
    types = {field.name: inspect.formatannotation(field.type) for field in dataclasses.fields(record)}
    return "\n".join([*head, *(f"| `{name}` | `{escaped(text)}` |" for name, text in types.items())])


def escaped(text: str) -> str:
    return text.replace("desktop.model.records.", "").replace("|", "\\|")


def run(*command: str) -> str:
    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}\nThis failed: {' '.join(command)}")
    return done.stdout


if __name__ == "__main__":
    main()
