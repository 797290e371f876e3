"""Tries cases of one reader, in a process of its own: `python -m tests.fuzz.worker READER SEED FIRST LAST FOLDER`.

It prints a line of JSON for each case. It ends after one that took too much memory, which it cannot give back.
"""

import json
import resource
import shutil
import sys
import time
import traceback
from pathlib import Path
from random import Random

from desktop.library import Library
from tests.fuzz.readers import READERS, FuzzedReader

SECONDS, MEGABYTES = 2.0, 500
_LIMIT = 4_000_000_000  # bytes of a process: the machine is to stay usable
_AT_ONCE = 100  # cases in a library


def case(reader: FuzzedReader, name: str, seed: str, number: int) -> bytes:
    """The damaged file of this number."""
    random = Random(f"{seed} {name} {number}")
    return reader.mutate(random.choice(reader.seeds()), random)


def problem(reader: FuzzedReader, path: Path, library: Library) -> tuple[str, float, int]:
    """What is wrong with how a file is taken (nothing: empty), the seconds of work, the most megabytes so far."""
    started = time.process_time()
    try:
        reader.attempt(path, library)
        found = ""
    except Exception as error:  # noqa: BLE001 - which of them come is the question
        where = traceback.extract_tb(error.__traceback__)[-1]
        found = f"{type(error).__name__}: {str(error)[:300]} ({Path(where.filename).name}, line {where.lineno})"
    seconds = time.process_time() - started
    megabytes = _most_memory()
    if not found and seconds > SECONDS:
        found = f"took {seconds:.1f} s"
    if not found and megabytes > MEGABYTES:
        found = f"took {megabytes} MB"
    return found, seconds, megabytes


def _most_memory() -> int:
    """In megabytes. Linux begins ru_maxrss with that of the process that started this one, so it is not asked there."""
    if sys.platform == "linux":
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) >> 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> (20 if sys.platform == "darwin" else 10)


def main(name: str, seed: str, first: int, last: int, folder: Path) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_LIMIT, _LIMIT))
    reader = READERS[name]
    for begin in range(first, last, _AT_ONCE):
        home = folder / f"library-{begin}"
        home.mkdir()
        with Library.open(home / "l.ascribe") as library:
            sound = folder / f"sound.{reader.extension}"
            sound.write_bytes(reader.seeds()[0])
            reader.attempt(sound, library)  # which imports what a reader needs
            for number in range(begin, min(begin + _AT_ONCE, last)):
                path = folder / f"{name}-{number}.{reader.extension}"
                path.write_bytes(case(reader, name, seed, number))
                found, seconds, megabytes = problem(reader, path, library)
                print(json.dumps([number, found, seconds, megabytes]), flush=True)
                if megabytes > MEGABYTES:
                    return
                if not found:
                    path.unlink()
            if unsound := library.check():
                print(json.dumps([begin, f"the library is not sound: {unsound[0]}", 0.0, 0]), flush=True)
        shutil.rmtree(home)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), Path(sys.argv[5]))
