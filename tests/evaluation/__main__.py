"""`python -m tests.evaluation FOLDER [NAME...]` prints the table; with `--gold OUT`, it writes gold files instead."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

from tests.evaluation import gepade, german_wikinews, gum, news_discourse, pdnc, polnear
from tests.evaluation.corpus import Corpus, gold_row
from tests.evaluation.measuring import Measured, measure

CORPORA: tuple[Corpus, ...] = tuple(
    corpus for module in (polnear, gum, news_discourse, pdnc, german_wikinews, gepade) for corpus in module.CORPORA
)


def main() -> None:
    parser = ArgumentParser(prog="python -m tests.evaluation", description="Measure the suggestions on corpora.")
    parser.add_argument("folder", type=Path, help="holds clones of the corpora's repositories, by their own names")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these, by the names of their gold files")
    parser.add_argument("--gold", type=Path, metavar="OUT", help="write gold files into this folder instead")
    options = parser.parse_args()
    asked = [corpus for corpus in CORPORA if not options.names or corpus.file_name in options.names]
    there = [corpus for corpus in asked if (options.folder / corpus.repository).is_dir()]
    if not there:
        sys.exit(f"{options.folder} holds none of {', '.join(sorted({one.repository for one in asked}))}.")
    if options.gold:
        for corpus in there:
            _write(corpus, options.folder, options.gold)
    else:
        print("| corpus | texts | precision | recall | F1 | exactly, F1 | characters a second |")
        print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
        for corpus in there:
            for line in _lines(corpus, options.folder / corpus.repository):
                print(line, flush=True)
    for lacking in sorted({one.repository for one in asked if one not in there}):
        print(f"Not there: {lacking}", file=sys.stderr)


def _write(corpus: Corpus, folder: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with (out / f"{corpus.file_name}.jsonl").open("w", encoding="utf-8") as file:
        for text in corpus.read(folder / corpus.repository):
            file.write(json.dumps(gold_row(text), ensure_ascii=False) + "\n")


def _lines(corpus: Corpus, folder: Path) -> Iterator[str]:
    """The lines of a corpus: as the language is given and, where it is not English, as the text tells it; speakers."""
    measured = measure(corpus.read(folder), corpus.language, corpus.measure, corpus.scope)
    yield _line(corpus.name, measured)
    if corpus.language != "en":
        yield _line("… without its language", measure(corpus.read(folder), "", corpus.measure, corpus.scope))
    for naming in measured.namings:
        yield f"| … the speaker's name, {naming} | | | {measured.right_speakers(naming):.1f} | | | |"


def _line(name: str, measured: Measured) -> str:
    close, exact = measured.close, "" if measured.sentences else f"{measured.evaluation.exact.f1:.1f}"
    figures = f"{close.precision:.1f} | {close.recall:.1f} | {close.f1:.1f} | {exact}"
    speed = round(measured.characters / max(1e-9, measured.seconds), -3)
    return f"| {name} | {measured.texts} | {figures} | {speed:,.0f} |"


if __name__ == "__main__":
    main()
