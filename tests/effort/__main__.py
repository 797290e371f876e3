"""Annotates the gold articles in each way, and prints what it took. Called so:

python -m tests.effort              all
python -m tests.effort mouse        one way: mouse, keys, both, hands or suggestions
python -m tests.effort settle       settling what two annotators differ in
"""

import os
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from desktop.base.library_address import LibraryAddress
from desktop.library import Library
from tests.effort import gold, settling
from tests.effort.counting_hand import CountingHand, Effort
from tests.effort.gold import GoldArticle, GoldClaim
from tests.effort.keystrokes import seconds
from tests.effort.ways import WAYS, Worker, by_suggestions
from tests.making import added_article
from ui.base.settings import Settings
from ui.rehearsal import stage
from ui.rehearsal.hand import Stuck

_NAME = 8  # letters of a name that is typed elsewhere, about
_WORDS = {
    "mouse": "by the mouse",
    "keys": "by the keys",
    "both": "mouse and keys",
    "hands": "mouse and keys, a hand on each",
    "suggestions": "with suggestions",
}


def main(ways: Sequence[str]) -> None:
    print("| article | claims | way | keys | clicks | drags | seconds a claim: median | mean |")
    print("| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: |", flush=True)
    for number in range(len(gold.articles())):
        for way in ways:
            for extent in ("speaker", "all") if way != "suggestions" else ("speaker",):
                # A program of its own for each: Qt ends with its event loop.
                again = [sys.executable, "-m", "tests.effort", str(number), way, extent]
                subprocess.run(again, check=True)
    print()
    print("\n".join(_of_others()))


def settle_all() -> None:
    """Settles an article in each way, and prints what it took."""
    print("| settling | way | keys | clicks | gestures | seconds |")
    print("| --- | --- | ---: | ---: | ---: | ---: |", flush=True)
    for way in ("keys", "both"):
        subprocess.run([sys.executable, "-m", "tests.effort", "settle", way], check=True)


def annotate(article: GoldArticle, way: str, extent: str) -> None:
    """Annotates one article in one way, and prints its row."""
    with tempfile.TemporaryDirectory() as folder:
        stage.live_in(Path(folder))
        settings = Settings()
        settings.suggests = way == "suggestions"
        settings.save()
        path = Path(folder) / "Effort.ascribe"
        with Library.open(path, annotator="hand") as library:
            added_article(library, article.text, article.title, language=article.language)
        efforts: list[Effort] = []
        wasted = Effort()
        scene = partial(_work, article, way, efforts, wasted, all_of_it=extent == "all")
        stage.play(lambda _: scene(), LibraryAddress.of(path))
    each = [effort.seconds for effort in efforts]
    counts = sum((effort.counts for effort in (*efforts, wasted)), Counter[str]())
    words = _WORDS[way] + (", mention and cue too" if extent == "all" else "")
    mean = (sum(each) + wasted.seconds) / len(each)
    gestures = " | ".join(str(counts[kind]) for kind in ("keys", "clicks", "drags"))
    print(f"| {article.title} | {len(each)} | {words} | {gestures} | {median(each):.1f} | {mean:.1f} |", flush=True)


def _work(article: GoldArticle, way: str, efforts: list[Effort], wasted: Effort, *, all_of_it: bool) -> None:
    """Annotates the open article; notes what each claim took, and what was spent on suggestions that are none."""
    hand = CountingHand(left_on_keys=way in ("hands", "suggestions"))
    hand.click_on(article.title.split()[0])
    worker = Worker(hand, article)
    had: dict[GoldClaim, Effort] = by_suggestions(worker, wasted) if way == "suggestions" else {}
    efforts += had.values()
    work = WAYS["hands" if way == "suggestions" else way]
    for claim in article.claims:
        if claim not in had:
            if way == "keys" or worker.is_asked:
                hand.press("Escape")  # attributes are left for later by a drag elsewhere, too
            efforts.append(hand.begin())
            work(worker, claim, all_of_it=all_of_it)
    if missed := worker.missed():
        raise Stuck("\n".join(missed))


def _of_others() -> Iterator[str]:
    yield "| elsewhere, by its manual | a claim with its speaker | with mention and cue | source |"
    yield "| --- | ---: | ---: | --- |"
    for name, found in tomllib.loads(Path(__file__).with_name("others.toml").read_text(encoding="utf-8")).items():
        claim = _seconds(found["claim"]) + _seconds(found["speaker"])
        rest = f"{claim + _seconds(found['mention_and_cue']):.1f}" if found["mention_and_cue"] else "–"
        yield f"| {name} | {claim:.1f} | {rest} | {found['source']} |"


def _seconds(operators: str) -> float:
    return seconds(operators.replace("NAME", "K" * _NAME).replace(" ", ""))


if __name__ == "__main__":
    match sys.argv[1:]:
        case [number, way, extent] if number.isdigit():
            annotate(gold.articles()[int(number)], way, extent)
        case ["settle", way]:
            settling.settle(way)
        case ["settle"]:
            settle_all()
        case ways:
            main([way for way in _WORDS if way in ways or not ways])
            if not ways:
                print()
                settle_all()
