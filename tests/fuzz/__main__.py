"""Gives mutated files to each reader, and prints a table: tried, failed. The exit status is 1 when one failed.

A file has to be taken in soundly, or be refused in a sentence that names it, within 2 seconds of work and 500 MB. What
failed stays in .fuzz/. The same seed makes the same files, so one of them is tried again by
`python -m tests.fuzz --seed 7 --only docx --first 12 --cases 1`.
"""

import json
import queue
import shutil
import subprocess
import sys
import threading
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from random import randrange

from tests.fuzz.readers import READERS

FOLDER = Path(".fuzz")
COMMAND = (sys.executable, "-m", "tests.fuzz.worker")
HUNG = 60.0  # seconds without a word


@dataclass
class Tried:
    """What came of the cases of one reader."""

    reader: str
    count: int = 0
    slowest: float = 0.0  # seconds
    largest: int = 0  # megabytes
    failed: dict[int, str] = field(default_factory=dict)

    def take(self, number: int, found: str, seconds: float = 0.0, megabytes: int = 0) -> None:
        self.count += 1
        self.slowest = max(self.slowest, seconds)
        self.largest = max(self.largest, megabytes)
        if found:
            self.failed[number] = found


def main(options: Namespace) -> int:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    print(f"seed {options.seed}, {options.cases} files a reader, at most {options.minutes:g} minutes", flush=True)
    end = time.monotonic() + 60 * options.minutes
    with ThreadPoolExecutor(options.workers) as pool:
        names = options.only or list(READERS)
        results = list(pool.map(lambda name: tried(name, options, lambda: time.monotonic() < end), names))
    print("\n".join(_table(results)))
    for one in results:
        for number, found in one.failed.items():
            print(f"{one.reader} {number}: {found}")
        if one.count < options.cases:
            print(f"{one.reader}: the time was over after {one.count} of {options.cases} files.")
    return 1 if any(one.failed or one.count < options.cases for one in results) else 0


def tried(name: str, options: Namespace, may_go_on: Callable[[], bool]) -> Tried:
    """Tries all cases of a reader, with a new process after one that hung or took too much."""
    result = Tried(name)
    number, last = options.first, options.first + options.cases
    while number < last and may_go_on():
        number = _tried_in_a_process(result, options.seed, number, last, may_go_on)
    return result


def _tried_in_a_process(result: Tried, seed: str, first: int, last: int, may_go_on: Callable[[], bool]) -> int:
    """The number of the first case that was not tried."""
    folder = FOLDER / f"{result.reader}-{first}"
    folder.mkdir()
    command = [*COMMAND, result.reader, seed, str(first), str(last), str(folder)]
    number = first
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        errors: list[str] = []
        threads = [
            threading.Thread(target=_listen, args=(process.stdout, lines.put)),
            threading.Thread(target=lambda stream: errors.append(stream.read()), args=(process.stderr,)),
        ]
        for thread in threads:
            thread.start()
        ended = False
        try:
            while may_go_on() and not ended:
                line = lines.get(timeout=HUNG)
                ended = not line
                if line:
                    number, *came = json.loads(line)
                    result.take(number, *came)
                    number += 1
            if ended:
                process.wait()
        except queue.Empty:
            result.take(number, f"hung for {HUNG:g} s")
            number += 1
        process.kill()
        for thread in threads:
            thread.join()
    if ended and process.returncode:
        result.take(number, f"the process died with {process.returncode}: {errors[0].strip()[-300:]}")
        number += 1
    return number


def _listen(stream: Iterable[str], put: Callable[[str], None]) -> None:
    for line in stream:
        put(line)
    put("")


def _table(results: Iterable[Tried]) -> Iterable[str]:
    """As Markdown, so that it can stand in the README as it is."""
    yield "| reader | tried | failed | slowest | most memory |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for one in results:
        cells = (one.reader, f"{one.count:,}", len(one.failed), f"{one.slowest:.1f} s", f"{one.largest} MB")
        yield f"| {' | '.join(map(str, cells))} |"


def _options() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=5_000, help="files a reader (default: %(default)s)")
    parser.add_argument("--seed", default=str(randrange(1_000_000)), help="what the files are made by; printed")
    parser.add_argument("--only", nargs="+", choices=READERS, help="these readers alone")
    parser.add_argument("--first", type=int, default=0, help="the number of the first file")
    parser.add_argument("--minutes", type=float, default=20, help="to take at most (default: %(default)s)")
    parser.add_argument("--workers", type=int, default=2, help="processes at once (default: %(default)s)")
    return parser


if __name__ == "__main__":
    sys.exit(main(_options().parse_args()))
