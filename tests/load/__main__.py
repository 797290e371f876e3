"""`make load-postgres`: 20 programs label one library on a server of the test's own, which is killed in the middle.

Nothing that was shown as saved may be lost or be there twice, and nobody may miss what another did. It ends after
SECONDS, of which there are five minutes at most (`python -m tests.load SECONDS PROGRAMS`).
"""

import json
import signal
import statistics
import subprocess
import sys
import time
from collections import Counter
from typing import IO, Any

from desktop.library import Library
from tests.postgres_server import Server, running

_MOST = 300.0  # seconds
_SLOWEST = 0.25  # seconds of the slowest label but one in a hundred
_DOWN = 2.0  # seconds for which the server is away


def main(seconds: float = 60.0, programs: int = 20) -> int:
    """Gives 0 when all went well."""
    seconds = min(seconds, _MOST)
    with running("max_connections=120", "synchronous_commit=on") as server:  # what was said to be saved is
        url = server.new_database()
        Library.open(url, annotator="program 0").close()
        workers = [_started(url, f"program {number}", seconds) for number in range(programs)]
        for worker in workers:
            _line(worker.stdout)
        time.sleep(seconds / 2)
        _kill(server)
        time.sleep(seconds / 2)
        return _judged(url, _told(workers))


def _started(url: str, name: str, seconds: float) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.load.worker", url, name, str(seconds)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _kill(server: Server) -> None:
    server.stop(signal.SIGQUIT)  # it writes nothing any more
    time.sleep(_DOWN)
    server.start()


def _line(stream: IO[str] | None) -> str:
    line = stream.readline() if stream is not None else ""
    if not line:
        raise RuntimeError("a program ended early")
    return line


def _told(workers: "list[subprocess.Popen[str]]") -> list[dict[str, Any]]:
    time.sleep(2 * _DOWN)  # until the last one is done
    told = []
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("done\n")
        worker.stdin.flush()
        told.append(json.loads(_line(worker.stdout)))
        worker.wait(30)
    return told


def _judged(url: str, told: list[dict[str, Any]]) -> int:
    with Library.open(url) as library, library.all_layers() as all_of_it:
        rows = [entry.seq for entry in library.journal(1_000_000)][::-1]
        there = {row.article.id: all_of_it.annotations(row.article.id) for row in library.articles()}
        problems = library.check()
    ids = [annotation.id for annotations in there.values() for annotation in annotations]
    shown = [id for one in told for id in one["shown"]]
    lost, more = set(shown) - set(ids), set(ids) - set(shown)
    missed = 0
    for one in told:
        expected = [row for row in rows if row > one["first"]]
        heard = one["heard"]
        missed += len(set(expected[: expected.index(heard[-1]) + 1] if heard else expected) - set(heard))
        missed += len(heard) - len(set(heard))
    seconds = sorted(second for one in told for second in one["seconds"])
    slow = seconds[int(len(seconds) * 0.99)]
    print(f"{len(shown)} labels of {len(told)} programs, {sum(len(one['undone']) for one in told)} undone")
    print(f"lost: {len(lost)}, not shown and there: {len(more)}, notices missed or heard twice: {missed}")
    print(f"refused while the server was away: {sum(one['refused'] for one in told)}")
    print(f"a label: median {1000 * statistics.median(seconds):.0f} ms, p99 {1000 * slow:.0f} ms, {len(rows)} rows")
    for sentence, times in sum((Counter(one["told"]) for one in told), Counter[str]()).most_common():
        print(f"{times} times: {sentence}")
    for problem in problems:
        print(problem)
    is_well = not (lost or more or missed or problems)
    if slow > _SLOWEST:
        print(f"p99 is above {1000 * _SLOWEST:.0f} ms")
    return 0 if is_well and slow <= _SLOWEST else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
