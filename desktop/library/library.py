"""A library: one database of articles, speakers, annotations, the codebook and the journal."""

import getpass
import logging
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self, cast

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.exc import IntegrityError

from desktop.base import files
from desktop.base.errors import Conflict, Damaged, KnownError, Lost
from desktop.library import backups, checks, journal, reading, undo
from desktop.library.edits import Edit
from desktop.library.journal import JournalEntry, Notice
from desktop.library.network_drives import OnNetworkDrive, network_drive
from desktop.library.private_copy import PrivateCopy
from desktop.library.reading import ArticleRow
from desktop.library.snapshot import Snapshot
from desktop.library.sqlite import engine, search
from desktop.library.sqlite.errors import refers_to_what_is_gone, told_in_a_sentence
from desktop.library.sqlite.search import SearchHit
from desktop.library.sqlite.stores import read_in_batches
from desktop.library.sqlite.tables import VERSION, attribution, kept
from desktop.library.targets import refuse_as_target
from desktop.model import codebook as codebooks
from desktop.model.codebook import Codebook
from desktop.model.records import Annotation, Article, Attribution, Speaker

_FOLD_AFTER = 24  # edits: of some ten pages each, well before SQLite would do it within the next one

log = logging.getLogger(__name__)


class Library:
    """Reads, edits and looks after one library file. To be used in the thread that opened it.

    Every edit is committed, durable and noticed when its `with` block ends; there is nothing to save. Any method may
    raise a KnownError when the file or its disk is at fault.
    """

    def __init__(self, path: Path, annotator: str | None, *, read_only: bool, copy: Path | None = None) -> None:
        self.path = path
        self.work_as(annotator)
        self.read_only = read_only
        self._copy = copy  # what is read in the library's place
        self._own_copy: PrivateCopy | None = None  # to be removed at the end
        self._file = files.identity(copy or path)
        self._engine = engine.connect(copy or path, read_only=read_only and copy is None, before=self.refuse_if_lost)
        self._subscribers: list[Callable[[Notice], None]] = []
        self._codebook: Codebook | None = None
        self._unfolded = 0  # edits
        try:
            with self._reading() as connection:
                self._seen = journal.latest(connection)
        except KnownError:
            self.close()
            raise

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        annotator: str | None = None,
        read_only: bool = False,
        used_only_here: bool = False,
        make: bool = True,
    ) -> Self:
        """The library at `path`; made when there is none (if `make`), brought up to date when of an earlier version.

        `annotator` is whose work the edits are: see `work_as`. With `read_only`, the library as it is now is read from
        a copy, and nothing is touched where it lies. `used_only_here` is a person's word that no other computer works
        in it.

        Raises:
            OnNetworkDrive: it lies where other computers can work in it at the same time; nobody said that none does.
            KnownError: the file is no library, damaged, of a newer version, busy or out of reach.
        """
        path = path.absolute()
        drive = network_drive(path)
        is_new = engine.is_yet_to_be_made(path)
        writable = is_new or engine.is_writable(path)
        if read_only or (drive and not writable):
            return cls._open_copy(path, annotator)
        if drive and not used_only_here:
            raise OnNetworkDrive(path, drive, is_new=is_new)
        if is_new and not make:
            raise Lost(f"There is no library {path} any more.")
        if is_new:
            engine.create(path, codebooks.default())
        if engine.version_of(path) < VERSION:
            if not writable:
                raise KnownError(f"The library {path} is of an earlier version and read-only; copy it to update it.")
            _migrate(path)
        return cls(path, annotator, read_only=not writable)

    @classmethod
    def _open_copy(cls, path: Path, annotator: str | None) -> Self:
        if engine.is_yet_to_be_made(path):
            raise KnownError(f"There is no library {path}.")
        copy = PrivateCopy(path)
        try:
            version = engine.version_of(path, copy.file)
            checks.refuse_if_damaged(path, copy.file)
            if version < VERSION:
                _migrate(copy.file)
            opened = cls(path, annotator, read_only=True, copy=copy.file)
        except KnownError:
            copy.remove()
            raise
        opened._own_copy = copy
        return opened

    def again(self, *, annotator: str | None = None) -> Self:
        """This library once more, for another thread or another annotator; to be closed before this one is."""
        annotator = annotator or self.annotator
        if self._copy is not None:
            return type(self)(self.path, annotator, read_only=True, copy=self._copy)
        self.refuse_if_lost()
        return type(self).open(self.path, annotator=annotator, used_only_here=True, make=False)

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def is_of_one_moment(self) -> bool:
        """Whether this is what the library was when it was opened, without what was done in it since."""
        return self._copy is not None

    def work_as(self, annotator: str | None) -> None:
        """Makes the edits from now on this annotator's; None: those of the user who is logged in."""
        self.annotator = annotator or _login_name()

    def close(self) -> None:
        """Lets go of the file. The last to close it also folds its -wal file into it."""
        self._engine.dispose()
        if self._own_copy is not None:
            self._own_copy.remove()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Reading

    @property
    def codebook(self) -> Codebook:
        """The labels in use."""
        if self._codebook is None:
            with self._reading() as connection:
                self._codebook = reading.codebook(connection, str(self.path))
        return self._codebook

    def articles(self, *, matching: str = "", limit: int | None = None, offset: int = 0) -> list[ArticleRow]:
        """Articles in the order of adding, whose title, publisher or author hold each word of `matching`."""
        with self._reading() as connection:
            return reading.article_rows(connection, self.codebook, matching=matching, limit=limit, offset=offset)

    def article_ids(self, *, matching: str = "") -> list[str]:
        """The ids of the articles that `articles` gives, in the same order."""
        with self._reading() as connection:
            return reading.article_ids(connection, matching)

    def place_of_article(self, id: str) -> int | None:
        """How many articles were added before this one; None when there is no such article."""
        with self._reading() as connection:
            return reading.place_of_article(connection, id)

    def article_to_settle(
        self, here: str, by: int, *, matching: str = "", unseen: bool = False, besides: Collection[str] = ()
    ) -> str | None:
        """The id of the next article (`by` 1) or the one before (-1), round the end, in which suggestions wait.

        With `unseen`, one in which nobody has done anything yet counts too. Those that are done, and `besides`, do not.
        """
        with self._reading() as connection:
            return reading.article_to_settle(
                connection, self.codebook, here, by, matching=matching, unseen=unseen, besides=besides
            )

    def count_articles(self, *, matching: str = "") -> tuple[int, int]:
        """How many articles match, and how many of these are done."""
        with self._reading() as connection:
            return reading.count_articles(connection, matching)

    def article(self, id: str) -> Article:
        """The article of this id; a KnownError when there is none."""
        with self._reading() as connection:
            return reading.article(connection, id)

    def article_row(self, id: str) -> ArticleRow:
        """The article of this id with its counts; a KnownError when there is none."""
        with self._reading() as connection:
            return reading.article_row(connection, self.codebook, id)

    def text(self, article_id: str) -> str:
        """The canonical text of an article; a KnownError when there is none."""
        with self._reading() as connection:
            return reading.text(connection, article_id)

    def annotations(self, article_id: str) -> list[Annotation]:
        """An article's annotations of every status by start, the longest first, then by the time they were made."""
        with self._reading() as connection:
            return reading.annotations(connection, article_id)

    def annotation(self, id: str) -> Annotation | None:
        with self._reading() as connection:
            return cast(Annotation | None, reading.record(connection, "annotation", id))

    def attributions(self, article_id: str) -> dict[str, Attribution]:
        """An article's attributions by claim; a claim may lack one."""
        with self._reading() as connection:
            return reading.attributions(connection, attribution.c.article == article_id)

    def attribution(self, claim_id: str) -> Attribution | None:
        with self._reading() as connection:
            return cast(Attribution | None, reading.record(connection, "attribution", claim_id))

    def speakers(self) -> list[Speaker]:
        """All speakers by name, without regard to case."""
        with self._reading() as connection:
            return reading.speakers(connection)

    def speaker(self, id: str) -> Speaker | None:
        with self._reading() as connection:
            return cast(Speaker | None, reading.record(connection, "speaker", id))

    def speakers_most_used(self, most: int) -> list[str]:
        """The ids of the speakers with the most claims, at most so many."""
        with self._reading() as connection:
            return reading.speakers_most_used(connection, most)

    def claims_by_speaker(self, article_id: str | None = None) -> dict[str, int]:
        """How many accepted claims each speaker has, in one article or in all."""
        with self._reading() as connection:
            return reading.claims_by_speaker(connection, article_id)

    def articles_of_speaker(self, speaker_id: str) -> list[ArticleRow]:
        """The articles in which this speaker is a source or is mentioned."""
        with self._reading() as connection:
            return reading.articles_of_speaker(connection, self.codebook, speaker_id)

    def articles_by_annotator(self) -> dict[str, set[str]]:
        """The ids of the articles in which each annotator has something accepted."""
        with self._reading() as connection:
            return reading.articles_by_annotator(connection)

    def known_hashes(self, hashes: Iterable[str]) -> dict[str, str]:
        """The ids of the articles that have these hashes, by hash."""
        with self._reading() as connection:
            return reading.known_hashes(connection, list(hashes))

    def known_ids(self, kind: str, ids: Iterable[str]) -> set[str]:
        """Those of the ids that a record of this kind ("article", "speaker", "annotation", "attribution") has."""
        with self._reading() as connection:
            return set(read_in_batches(connection, kind, list(ids)))

    def search(self, query: str, limit: int = 50) -> list[SearchHit]:
        """The articles that hold every word of the query, best first. "Quoted" words are looked for as a phrase."""
        with self._reading() as connection:
            return search.search(connection, query, limit)

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """The library as it is now, to be read piece by piece whatever is written meanwhile."""
        with self._reading() as connection:
            yield Snapshot(connection, str(self.path))

    # Editing

    @contextmanager
    def edit(self, name: str) -> Iterator[Edit]:
        """One thing that a person does: one transaction, one journal row, one undo step, one notice.

        It is committed when the block ends, and taken back whole when the block raises. An edit that changed nothing
        leaves no trace.

        Raises:
            Conflict: others changed meanwhile what it changes, or removed what it refers to.
        """
        with self._editing(name, group="") as edit:
            yield edit

    @contextmanager
    def bulk_edit(self, name: str, group: str) -> Iterator[Edit]:
        """An edit that adds much, one of several of the same `group` (a new id), which are undone and redone together.

        The journal names what it added and leaves the content to the library.
        """
        with self._editing(name, group=group) as edit:
            yield edit

    @contextmanager
    def _editing(self, name: str, *, group: str) -> Iterator[Edit]:
        self._refuse_to_write()
        notices: list[tuple[int, Notice]] = []
        try:
            with told_in_a_sentence(self.path), engine.writing(self._engine) as connection:
                edit = Edit(connection, self.annotator, str(self.path), seen=self._seen, bulk=bool(group))
                yield edit
                changes = edit.changes
                seq = journal.write(connection, name, self.annotator, changes, group=group) if changes else None
                if seq == self._seen + 1:  # nobody else wrote
                    notices = [(seq, journal.notice_of_own(name, changes))]
                else:  # also where nothing is left to do, since others did it
                    notices = journal.notices_after(connection, self._seen)
        except IntegrityError as error:
            if not refers_to_what_is_gone(error):
                raise
            raise Conflict("Nothing was done, because what it refers to was removed meanwhile.") from error
        self._unfolded += bool(notices)
        self._tell(notices)

    def undo(self) -> Notice | None:
        """Takes this annotator's last edit back; None when there is none.

        Raises:
            Conflict: somebody changed since what it changed, or it is not the one that was last seen to be.
        """
        return self._step(undo.undo)

    def redo(self) -> Notice | None:
        """Does this annotator's last undone edit again; None when there is none.

        Raises:
            Conflict: somebody changed since what it changed, or it is not the one that was last seen to be.
        """
        return self._step(undo.redo)

    def _step(self, step: Callable[[Connection, str], Notice | None]) -> Notice | None:
        self._refuse_to_write()
        try:
            with told_in_a_sentence(self.path), engine.writing(self._engine) as connection:
                if journal.has_work_after(connection, self._seen, self.annotator):
                    raise Conflict("Nothing was taken back or done again, because you went on elsewhere meanwhile.")
                notice = step(connection, self.annotator)
                notices = journal.notices_after(connection, self._seen)
        except IntegrityError as error:  # the references are checked when the transaction ends
            raise Conflict("This cannot be taken back or done again: later work refers to what it changed.") from error
        self._tell(notices)
        return notice

    @property
    def undo_name(self) -> str | None:
        """The name of the edit that `undo` would take back."""
        with self._reading() as connection:
            rows = journal.next_to_undo(connection, self.annotator)
            return rows[0].name if rows else None

    @property
    def redo_name(self) -> str | None:
        """The name of the edit that `redo` would do again."""
        with self._reading() as connection:
            rows = journal.next_to_redo(connection, self.annotator)
            return rows[0].name if rows else None

    def journal(self, limit: int = 100) -> list[JournalEntry]:
        """What was done in this library, newest first."""
        with self._reading() as connection:
            return journal.entries(connection, limit)

    # Keeping what is worked out from the library

    def keep(self, name: str, content: bytes | None) -> None:
        """Keeps this under a name, in place of what was there; None keeps nothing. It is no edit: nobody undoes it."""
        self._refuse_to_write()
        with told_in_a_sentence(self.path), engine.writing(self._engine) as connection:
            connection.execute(delete(kept).where(kept.c.name == name))
            if content is not None:
                connection.execute(insert(kept), {"name": name, "content": content})

    def kept(self, name: str) -> bytes | None:
        """What is kept under this name."""
        with self._reading() as connection:
            return cast(bytes | None, connection.execute(select(kept.c.content).where(kept.c.name == name)).scalar())

    # Noticing

    def subscribe(self, callback: Callable[[Notice], None]) -> Callable[[], None]:
        """Calls `callback` after each edit, undo and redo, in this thread. Gives the function that ends that."""
        self._subscribers.append(callback)
        return lambda: self._subscribers.remove(callback)

    def catch_up(self) -> None:
        """Notices what others (another window, a worker thread) committed since the last edit or catch-up."""
        with self._reading() as connection:
            if journal.latest(connection) == self._seen:
                return
            notices = journal.notices_after(connection, self._seen)
        self._tell(notices)

    def _tell(self, notices: list[tuple[int, Notice]]) -> None:
        for seq, notice in notices:
            self._seen = seq
            if notice.many or ("scheme", "scheme") in notice.changed:
                self._codebook = None
            for subscriber in list(self._subscribers):
                subscriber(notice)

    # Care

    def fold(self) -> None:
        """To be called in a quiet moment: folds the -wal file into the library's every so many edits, in some 10 ms."""
        if self._unfolded >= _FOLD_AFTER and self.is_in_place:
            self._unfolded = 0
            engine.fold(self.path)

    def backup(self, target: Path | None = None, tell: Callable[[str], object] = log.warning) -> Path:
        """Copies the library to `target`, or into its own rotated backups, and gives the copy's path.

        The copy is checked. `tell` hears, in a sentence, what had to be repaired in it.

        Raises:
            KnownError: the library is damaged, or the target cannot be written, or something would be lost by it.
        """
        with told_in_a_sentence(self.path):
            if target is None:
                return backups.rotated_backup(self._engine, self.path, tell)
            refuse_as_target(self.path, target)
            backups.copy_to(self._engine, self.path, target, tell)
            return target

    def check(self) -> list[str]:
        """The problems of the library, a sentence each; none when it is sound."""
        try:
            with self._reading() as connection:
                return list(checks.problems(connection))
        except Damaged as error:
            return [str(error)]

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told_in_a_sentence(self.path), self._engine.connect() as connection:
            yield connection

    @property
    def is_in_place(self) -> bool:
        """Whether the file that is open is the one at the library's path."""
        now = files.identity(self._copy or self.path)
        if now == self._file:
            return True
        return now is not None and network_drive(self.path) is not None  # where a file may change its number

    def refuse_if_lost(self) -> None:
        """Raises Lost when what would be written would be in no file, or in another library."""
        if not self.is_in_place:
            raise Lost(
                f"The library {self.path} was deleted, moved or replaced while it is open here; "
                "save a copy of it, and go on with that."
            )

    def _refuse_to_write(self) -> None:
        self.refuse_if_read_only()
        self.refuse_if_lost()

    def refuse_if_read_only(self) -> None:
        """Raises a KnownError when nothing can be changed here."""
        if self.read_only:
            raise KnownError(f"The library {self.path} is read-only; copy it to a folder you may write to.")


def _migrate(path: Path) -> None:
    from desktop.library.sqlite.migrations import migrate  # nearly every start finds its library up to date

    migrate(path)


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name, as in some containers
        return "annotator"
