"""A library: one database of articles, speakers, annotations, the codebook and the journal."""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Self

from desktop.base.errors import Conflict, KnownError
from desktop.base.library_address import LibraryAddress
from desktop.base.progress import Progress, unwatched
from desktop.base.translation import translated
from desktop.library import database as databases
from desktop.library import journal, undo
from desktop.library.copying import copy_all
from desktop.library.database import Database, Tell
from desktop.library.edit import Edit, Known
from desktop.library.notices import Notice, news_after, notice_of_own, notices_after
from desktop.library.snapshot import Snapshot
from desktop.library.sql import backend
from desktop.library.sql.backend import Connection
from desktop.library.sql.errors import Inconsistent
from desktop.library.sql.queries import derived, layers
from desktop.library.sql.queries.layers import Layers
from desktop.library.undo import Which
from desktop.library.working_layer import WorkingLayer, login_name
from desktop.model.codebook import Codebook
from desktop.model.operations import Operation
from desktop.model.records import FIRST, PROGRAM

log = logging.getLogger(__name__)


class Library(WorkingLayer):
    """Reads, edits and looks after one library. To be used in the thread that opened it.

    Every edit is committed, durable and noticed when its `with` block ends; there is nothing to save. Any method may
    raise a KnownError when the file or its disk, the server or the network is at fault.
    """

    def __init__(self, address: LibraryAddress, database: Database, annotator: str | None, layer: str | None) -> None:
        super().__init__(str(address))
        self.address = address
        self.annotator = annotator or login_name()
        self.layer = FIRST if layer is None else layer  # the id of the one that is worked in
        self._may_be_first = False  # whether the first layer is nobody's yet, and so whoever begins to work
        self._database = database
        self._subscribers: list[Callable[[Notice], None]] = []
        self._ours_from: int | None = None  # the first row that was written for this one in another thread
        try:
            with self._connected() as connection:
                self._seen = journal.latest(connection)
            if layer is None:
                self.work_as(annotator)
            else:
                self.work_in(layer)
        except KnownError:
            self.close()
            raise

    @classmethod
    def open(
        cls,
        named: LibraryAddress | Path | str,
        *,
        annotator: str | None = None,
        layer: str | None = None,
        read_only: bool = False,
        used_only_here: bool = False,
        make: bool = True,
        codebook: Codebook | None = None,
    ) -> Self:
        """The library that is `named`: made where there is none (if `make`), brought up to date from earlier versions.

        `annotator` is whose work the edits are, see `work_as`; `layer`, by its id, where they are in another layer.
        With `read_only`, the library as it is now is read from
        a copy, and nothing is touched where it lies; on a server, nothing is written. `used_only_here` is a person's
        word that no other computer works
        in it, nor anybody by another name. A library that is made starts with this `codebook`, or else with the default
        one.

        Raises:
            MaybeUsedElsewhere: it lies on a network drive, or has names in other folders; nobody said `used_only_here`.
            KnownError: the file is no library, damaged, of a newer version, busy, out of reach, or in use by another
                name; or the server is out of reach, or lets nobody of this name in.
        """
        address = LibraryAddress.of(named)
        database = databases.opened(
            address, read_only=read_only, used_only_here=used_only_here, make=make, codebook=codebook
        )
        return cls(address, database, annotator, layer)

    def again(self, *, annotator: str | None = None) -> Self:
        """This library once more, for another thread or another annotator; to be closed before this one is.

        It is worked in the same layer.
        """
        other = type(self)(self.address, self._database.again(), annotator or self.annotator, self.layer)
        other._may_be_first = self._may_be_first
        return other

    @property
    def name(self) -> str:
        return self.address.name

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed here."""
        return self._database.read_only

    @property
    def is_of_one_moment(self) -> bool:
        """Whether this is what the library was when it was opened, without what was done in it since."""
        return self._database.is_of_one_moment

    @property
    def is_far(self) -> bool:
        """Whether it is asked over a network, so that an edit may take as long as a person notices."""
        return self._database.is_far

    def close(self) -> None:
        """Lets go of the library."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Reading at one moment

    @contextmanager
    def snapshot(self, layers: Layers = ()) -> Iterator[Snapshot]:
        """The library as it is now, to be read piece by piece whatever is written meanwhile.

        `layers` are whose work is read, None: all; without any named, the library's own.
        """
        with self._connected() as connection:
            yield Snapshot(connection, self._origin, self.layers if layers == () else layers, self._own)

    @contextmanager
    def all_layers(self) -> Iterator[Snapshot]:
        """The work of all layers, whoever may read it: for what is written by it, and nobody is shown."""
        with self._connected() as connection:
            yield Snapshot(connection, self._origin, None, None)

    # Editing

    @contextmanager
    def edit(self, operation: Operation) -> Iterator[Edit]:
        """One thing that a person does: one transaction, one journal row, one undo step, one notice.

        It is committed when the block ends, and taken back whole when the block raises. An edit that changed nothing
        leaves no trace.

        Raises:
            Conflict: others changed meanwhile what it changes, or removed what it refers to.
        """
        with self._editing(operation, group="") as edit:
            yield edit

    @contextmanager
    def bulk_edit(self, operation: Operation, group: str) -> Iterator[Edit]:
        """An edit that does much, one of several of the same `group` (a new id), which are undone and redone together.

        The step is called by the operation of its last part: one that counts says how much was done up to that part.
        The journal names what it added and leaves the content to the library.
        """
        with self._editing(operation, group=group) as edit:
            yield edit

    @contextmanager
    def _editing(self, operation: Operation, *, group: str) -> Iterator[Edit]:
        self._refuse_to_write()
        notices: list[tuple[int, Notice]] = []
        try:
            with self._database.writing() as connection:
                self._refuse_if_first_no_more(connection)
                known = Known(self._seen, self._codebook)
                edit = Edit(connection, self.annotator, self.layer, self._origin, known=known, bulk=bool(group))
                yield edit
                changes = edit.changes
                if edit.has_work:
                    self._begin_layer(connection)
                seq = journal.write(connection, operation, edit.annotator, changes, group=group) if changes else None
                if seq == self._seen + 1:  # nobody else wrote
                    notices = [(seq, notice_of_own(operation, changes))]
                else:  # also where nothing is left to do, since others did it
                    notices = notices_after(connection, self._seen, ours_from=seq)
        except Inconsistent as error:
            if not error.refers_to_what_is_gone:
                self._refuse_if_it_was_so_before(error)
                raise
            raise Conflict(translated("Nothing was done, because what it refers to was removed meanwhile.")) from error
        self._tell(notices)

    def _refuse_if_first_no_more(self, connection: Connection) -> None:
        """Raises a Conflict where somebody else began to work in the first layer meanwhile; it is another one then."""
        if not self._may_be_first or self.layer != FIRST:
            return
        first = next((one for one in layers.annotators(connection) if one.id == FIRST), None)
        self._may_be_first = first is None
        if first is not None and first.name != self.annotator and self.annotator != PROGRAM:
            self.work_in(layers.layer_of(connection, self.annotator))
            raise Conflict(
                translated(
                    "{annotator} began to work in this library, so your work has a layer of its own now; do it again.",
                    annotator=first.name,
                )
            )

    def _begin_layer(self, connection: Connection) -> None:
        """Makes the layer this annotator's, with the first that they do themselves in it."""
        if self.annotator != PROGRAM and (self._may_be_first or self.layer != FIRST):
            layers.begin(connection, self.layer, self.annotator)
            self._may_be_first = False

    def _refuse_if_it_was_so_before(self, error: Inconsistent) -> None:
        """Raises Damaged where rows refer to what is not there, which no edit leaves: it is not this one's fault."""
        with self._connected() as connection:
            if self._database.has_wrong_references(connection):
                raise self._database.damaged() from error

    def undo(self, progress: Progress = unwatched, *, seen_by: "Library | None" = None) -> Notice | None:
        """Takes this annotator's last edit back, in one transaction; None when there is none.

        Args:
            progress: is told how many rows of the journal are taken back, of how many; it may raise, then none is.
            seen_by: this library as it is open in another thread, which has seen the edit and hears of the step as of
                its own.

        Raises:
            StepRefused: somebody changed since what it changed.
            Conflict: it is not the one that was last seen to be.
        """
        return self._step("undo", progress, seen_by or self)

    def redo(self, progress: Progress = unwatched, *, seen_by: "Library | None" = None) -> Notice | None:
        """Does this annotator's last undone edit again; None when there is none. The arguments are those of `undo`.

        Raises: as `undo`.
        """
        return self._step("redo", progress, seen_by or self)

    def pass_over(self, which: Which, step: int) -> Operation:
        """Leaves as it is what `undo` or `redo` refused to take, by what its `StepRefused` says, for good.

        What comes before it is undone next then, or redone what comes after it. Gives what it did.

        Raises:
            Conflict: it is next no more.
        """
        self._refuse_to_write()
        with self._database.writing() as connection:
            seq = journal.latest(connection) + 1
            operation = undo.pass_over(connection, which, self.annotator, step)
            notices = notices_after(connection, self._seen, ours_from=seq)
        self._tell(notices)
        return operation

    def _step(self, which: Which, progress: Progress, seen_by: "Library") -> Notice | None:
        self._refuse_to_write()
        try:
            with self._database.writing() as connection:
                step = undo.take(connection, which, self.annotator, seen_by._seen, progress, layer=seen_by.layer)
                if step.notice and step.rows == 1 and step.seq == self._seen + 1:  # nobody else wrote
                    notices = [(step.seq, step.notice)]
                else:
                    notices = notices_after(connection, self._seen, ours_from=step.seq)
        except Inconsistent as error:  # the references are checked when the transaction ends
            with self._connected() as connection:
                refused = undo.refused_by_later_work(connection, which, self.annotator)
            raise refused from error
        seen_by._ours_from = step.seq
        self._tell(notices)
        return step.notice

    def save_derived(self, name: str, content: bytes | None) -> None:
        """Saves what was worked out from the library, in place of what has this name; None saves nothing.

        It is no edit: nobody undoes it.
        """
        self._refuse_to_write()
        with self._database.writing() as connection:
            derived.save_derived(connection, name, content)

    # Noticing

    def subscribe(self, callback: Callable[[Notice], None]) -> Callable[[], None]:
        """Calls `callback` after each edit, undo and redo, in this thread. Gives the function that ends that."""
        self._subscribers.append(callback)
        return lambda: self._subscribers.remove(callback)

    def listen(self) -> int | None:
        """The handle of a socket at which there is something when it is time to `catch_up`; None: do so at times."""
        return self._database.listen()

    def catch_up(self) -> None:
        """Notices what others (another window, a worker thread) committed since the last edit or catch-up."""
        self._database.hear()
        with self._connected() as connection:
            if journal.latest(connection) == self._seen:
                return
            notices = news_after(connection, self._seen, self._ours_from)
        self._tell(notices)

    def _tell(self, notices: list[tuple[int, Notice]]) -> None:
        self._ours_from = None
        for seq, notice in notices:
            self._seen = seq
            if notice.many or notice.codebook_changed:
                self._codebook = None
            for subscriber in list(self._subscribers):
                subscriber(notice)

    # Care

    def checkpoint(self) -> None:
        """To be called when nobody waits: it writes what would otherwise slow down an edit, in 10 ms."""
        self._database.checkpoint()

    @property
    def keeps_backups(self) -> bool:
        """Whether it has rotated backups of its own; a server's are made by who looks after it."""
        return self._database.keeps_backups

    def backup(self, target: Path | None = None, tell: Tell = log.warning) -> Path:
        """Copies the library to `target`, or into its own rotated backups, and gives the copy's path.

        The copy is checked. `tell` hears, in a sentence, what had to be repaired in it.

        Raises:
            KnownError: the library is damaged, or the target cannot be written, or something would be lost by it.
        """
        return self._database.backup(target, tell)

    def copy_into(self, other: "Library", progress: Progress = unwatched) -> None:
        """Copies all that is in this library, its journal too, in place of all that another one has.

        What `other` has told of is no more: it is to be opened anew. `progress` is told how many rows are copied.

        Raises:
            KnownError: somebody else has `other` open, on a server; what a window shows would be of another library.
        """
        other._refuse_to_write()
        other.refuse_if_used_by_others()
        with self._database.reading() as source, other._database.writing() as target:
            copy_all(source, target, progress)

    def refuse_if_used_by_others(self) -> None:
        """Raises a KnownError when somebody else has the library open, on a server; of a file, its locks tell that."""
        with self._database.reading() as connection:
            if backend.of(connection).is_used_by_others(connection):
                raise KnownError(
                    translated(
                        "Somebody has the library {library} open; do this when it is closed everywhere.",
                        library=self.address,
                    )
                )

    def check(self) -> list[str]:
        """The problems of the library, a sentence each; none when it is sound."""
        return self._database.check()

    def _connected(self) -> AbstractContextManager[Connection]:
        return self._database.reading()

    @property
    def is_in_place(self) -> bool:
        """Whether what is open is the library that the address leads to."""
        return self._database.is_in_place

    def refuse_if_lost(self) -> None:
        """Raises Lost when what would be written would be nowhere, or in another library."""
        self._database.refuse_if_lost()

    @property
    def is_written_over(self) -> bool:
        """Whether another program was seen to have written into the library: then no more of it can be read."""
        return self._database.is_written_over

    def _refuse_to_write(self) -> None:
        self.refuse_if_read_only()
        self.refuse_if_lost()

    def refuse_if_read_only(self) -> None:
        """Raises a KnownError when nothing can be changed here."""
        self._database.refuse_if_read_only()
