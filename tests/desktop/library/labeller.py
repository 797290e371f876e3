"""A person who labels without rest, to be killed at any moment by test_kill and by `make faults`.

Run as `python -m tests.desktop.library.labeller LIBRARY`. It imports once; then every line on standard input has it
fork a child that labels until it is killed. The child writes what it is doing: `saving STATE` before an edit ends,
`saved` when it has, where STATE stands for all that the article's labels then are.
"""

import hashlib
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

from desktop import labelling
from desktop.library import Edit, Library
from desktop.model import operations
from desktop.model.records import Speaker
from desktop.model.text import Fragment


def state_of(reader: Library | Edit, article_id: str) -> str:
    """Stands for all labels of an article: the same for the same labels, another for any other."""
    labels = reader.annotations(article_id), sorted(reader.attributions(article_id).items()), reader.speakers()
    return hashlib.sha256(repr(labels).encode()).hexdigest()


class Labeller:
    """Does random things to the library's one article, and says so."""

    def __init__(self, library: Library, seed: int) -> None:
        self._library = library
        self._random = random.Random(seed)
        self._article = library.article_ids()[0]
        self._text = library.text(self._article)
        self._before: list[str] = []  # the states before the edits of this run that can be undone
        self._state = state_of(library, self._article)

    def work(self) -> None:
        while True:
            self.do_something()

    def do_something(self) -> None:
        """One edit, or one step back."""
        # As many go as come: all labels are read again after each edit.
        doings: list[Callable[[Edit], object]] = [self._claim, self._delete, self._merge, self._reshape]
        if self._before and self._random.random() < 0.15:
            self._undo()
        else:
            self._do(self._random.choice(doings))

    def _do(self, doing: Callable[[Edit], object]) -> None:
        before = self._state
        try:
            with self._library.edit(operations.answer(doing.__name__)) as edit:
                doing(edit)
                self._state = state_of(edit, self._article)
                say(f"saving {self._state}")
        except labelling.AlreadyMarked:  # by chance, the same words once more: nothing was done
            return
        say("saved")
        if self._state != before:
            self._before.append(before)

    def _undo(self) -> None:
        self._state = self._before.pop()
        say(f"saving {self._state}")
        self._library.undo()
        say("saved")

    def _claim(self, edit: Edit) -> None:
        codebook, start = edit.codebook, self._random.randrange(0, len(self._text) - 100)
        claim_label, mention_label = codebook.first("claim"), codebook.first("speaker")
        assert claim_label is not None
        assert mention_label is not None
        split = (Fragment(start, start + 40), Fragment(start + 60, start + 90))
        claim = labelling.annotate(edit, self._article, self._text, split, claim_label)
        speaker = edit.add(Speaker(name=f"Speaker {start}"))
        mention = labelling.annotate(
            edit, self._article, self._text, (Fragment(start + 45, start + 50),), mention_label
        )
        labelling.attribute(edit, claim, speaker, mention)

    def _merge(self, edit: Edit) -> None:
        speakers = edit.speakers()
        if len(speakers) > 10:
            labelling.merge(edit, *self._random.sample(speakers, 2))

    def _delete(self, edit: Edit) -> None:
        for annotation in self._some(edit):
            labelling.delete(edit, annotation)

    def _reshape(self, edit: Edit) -> None:
        for annotation in self._some(edit):
            longer = Fragment(annotation.start, annotation.end + 1)
            labelling.reshape(edit, annotation, self._text, (longer,))

    def _some(self, edit: Edit) -> list:
        annotations = edit.annotations(self._article)
        return self._random.sample(annotations, min(len(annotations), 2))


def say(line: str) -> None:
    os.write(sys.stdout.fileno(), f"{line}\n".encode())  # one write a line: a kill cannot cut it


def label_until_killed(path: Path, seed: int) -> None:
    with Library.open(path, annotator="labeller") as library:
        Labeller(library, seed).work()


def main(path: Path) -> None:
    for seed in sys.stdin:
        child = os.fork()
        if not child:
            say(f"child {os.getpid()}")
            label_until_killed(path, int(seed))
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
