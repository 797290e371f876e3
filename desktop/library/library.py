"""A library: one database of articles, speakers, annotations, the codebook and the journal."""

import getpass
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from desktop.base import held_files, time_limits
from desktop.base.errors import Conflict, Damaged, KnownError, Lost
from desktop.base.library_address import LibraryAddress
from desktop.base.named_file import errors_naming
from desktop.base.progress import Progress, unwatched
from desktop.base.translation import translated
from desktop.library import backups, checks, journal, undo
from desktop.library.backups import Tell
from desktop.library.content import JournalRow, NotReadable, content_of
from desktop.library.edit import Edit
from desktop.library.journal import Notice
from desktop.library.network_drives import OnNetworkDrive, network_drive
from desktop.library.other_names import refuse_if_named_elsewhere, refuse_if_used_by_another_name
from desktop.library.place import Place
from desktop.library.private_copy import PrivateCopy
from desktop.library.reader import Reader
from desktop.library.snapshot import Snapshot
from desktop.library.sqlite import engine
from desktop.library.sqlite.engine import Connection
from desktop.library.sqlite.errors import Inconsistent, damaged, sqlite_errors_as_known
from desktop.library.sqlite.queries import derived, layers
from desktop.library.sqlite.queries.layers import Layers
from desktop.library.sqlite.tables import VERSION
from desktop.library.targets import refuse_as_target
from desktop.model import codebook as codebooks
from desktop.model.codebook import Codebook
from desktop.model.operations import Operation
from desktop.model.records import FIRST, PROGRAM, Annotator

_Step = Callable[[Connection, str, Progress], Notice | None]

_CHECKPOINT_AFTER = 24  # edits: of some ten pages each, well before SQLite would do it within the next one

log = logging.getLogger(__name__)


class Library(Reader):
    """Reads, edits and looks after one library file. To be used in the thread that opened it.

    Every edit is committed, durable and noticed when its `with` block ends; there is nothing to save. Any method may
    raise a KnownError when the file or its disk is at fault.
    """

    def __init__(
        self,
        address: LibraryAddress,
        annotator: str | None,
        layer: str | None,
        *,
        read_only: bool,
        copy: Path | None = None,
    ) -> None:
        super().__init__(str(address))
        self.address = address
        self.annotator = annotator or login_name()
        self.layer = FIRST if layer is None else layer  # the id of the one that is worked in
        self._may_be_first = False  # whether the first layer is nobody's yet, and so whoever begins to work
        self.read_only = read_only
        self._copy = copy  # what is read in the library's place
        self._own_copy: PrivateCopy | None = None  # to be removed at the end
        self._file = copy or address.file  # the one that is open
        # One that is only read is read as it was when it was opened.
        self._place = Place(self._file, None if read_only else self._has_row)
        self._engine = engine.connect(self._file, read_only=read_only and copy is None, before=self.refuse_if_lost)
        self._was_in_place = True  # when it was last looked
        self._held: tuple[Path, ...] = (self._file, *engine.companions(self._file))
        held_files.hold(self._held)
        self._subscribers: list[Callable[[Notice], None]] = []
        self._since_checkpoint = 0  # edits
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
        a copy, and nothing is touched where it lies. `used_only_here` is a person's word that no other computer works
        in it, nor anybody by another name. A library that is made starts with this `codebook`, or else with the default
        one.

        Raises:
            MaybeUsedElsewhere: it lies on a network drive, or has names in other folders; nobody said `used_only_here`.
            KnownError: the file is no library, damaged, of a newer version, busy, out of reach, or in use by another
                name.
        """
        address = LibraryAddress.of(named)
        path = address.file
        refuse_if_used_by_another_name(address)
        drive = network_drive(path)
        is_new = engine.is_yet_to_be_made(path)
        writable = is_new or engine.is_writable(path)
        if read_only or (drive and not writable):
            return cls._open_copy(address, annotator, layer)
        if drive and not used_only_here:
            raise OnNetworkDrive(path, drive, is_new=is_new)
        if not used_only_here:
            refuse_if_named_elsewhere(address)
        if is_new and not make:
            raise Lost(translated("There is no library {file} any more.", file=path))
        if is_new:
            backups.refuse_if_emptied(address)
            engine.create(path, codebook or codebooks.default())
        if engine.version_of(path) < VERSION:
            if not writable:
                raise KnownError(
                    translated(
                        "The library {file} is of an earlier version and read-only; copy it to update it.", file=path
                    )
                )
            _migrate(path)
        return cls(address, annotator, layer, read_only=not writable)

    @classmethod
    def _open_copy(cls, address: LibraryAddress, annotator: str | None, layer: str | None) -> Self:
        path = address.file
        if engine.is_yet_to_be_made(path):
            raise KnownError(translated("There is no library {file}.", file=path))
        copy = PrivateCopy(path)
        try:
            version = engine.version_of(path, copy.file)
            checks.refuse_if_damaged(path, copy.file)
            if version < VERSION:
                with errors_naming(path, copy.file):
                    _migrate(copy.file)
            opened = cls(address, annotator, layer, read_only=True, copy=copy.file)
        except KnownError:
            copy.remove()
            raise
        opened._own_copy = copy
        return opened

    def again(self, *, annotator: str | None = None) -> Self:
        """This library once more, for another thread or another annotator; to be closed before this one is.

        It is worked in the same layer.
        """
        annotator = annotator or self.annotator
        if self._copy is not None:
            return type(self)(self.address, annotator, self.layer, read_only=True, copy=self._copy)
        self.refuse_if_lost()
        other = type(self).open(self.address, annotator=annotator, layer=self.layer, used_only_here=True, make=False)
        other._may_be_first = self._may_be_first
        return other

    @property
    def name(self) -> str:
        return self.address.name

    @property
    def is_of_one_moment(self) -> bool:
        """Whether this is what the library was when it was opened, without what was done in it since."""
        return self._copy is not None

    def work_as(self, annotator: str | None) -> None:
        """Makes the edits from now on this annotator's, in a layer of their own.

        The first layer is that of whoever first works in the library. Until then it is anybody's. None: those of the
        user who is logged in, who has no name here, and so works in the only layer where there is but one.
        """
        self.annotator = annotator or login_name()
        with self._connected() as connection:
            self._may_be_first = all(one.id != FIRST for one in layers.annotators(connection))
            own = layers.layer_of(connection, self.annotator, joins=annotator is None)
        self.work_in(FIRST if self.annotator == PROGRAM else own)

    def layer_called(self, name: str) -> str:
        """The id of the layer of an annotator of this name, who may not have begun."""
        with self._connected() as connection:
            return layers.layer_of(connection, name)

    def layers_of_work(self) -> list[Annotator]:
        """The layers that have work in them, also those that are nobody's yet."""
        known, work = {one.id: one for one in self.annotators()}, self.work_by_layer()
        nobodys = [Annotator(id=id, name=id or self.annotator, hue=0) for id in work if id not in known]
        return [*(one for id, one in known.items() if id in work), *nobodys]

    def as_arguments(self) -> list[str]:
        """What names the layer that is worked in to a command."""
        names = (one.name for one in self.annotators() if one.id == self.layer)
        return ["--layer", next(names, self.layer or self.annotator)]

    def read_layers(self, layers: Layers) -> None:
        """Makes these layers, by their ids, the ones that are read from now on; None: all."""
        self.layers = layers

    def work_in(self, layer: str) -> None:
        """Makes the edits from now on parts of this layer, by its id, which alone is read."""
        self.layer = self._own = layer
        self.layers = (layer,)

    def close(self) -> None:
        """Lets go of the file. The last to close it has SQLite write its -wal file into it."""
        if not self._place.is_kept():  # then what it leaves is set aside
            self._place.give_up()
            if not self._place.is_written_over:
                engine.take_along(self._engine, empties=True)
        self._engine.dispose()
        held_files.release(self._held)
        self._held = ()
        self._place.remove_set_aside()
        if self._own_copy is not None:
            self._own_copy.remove()

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
            yield Snapshot(connection, self._origin, self.layers if layers == () else layers, self.layer)

    @contextmanager
    def everybody(self) -> Iterator[Snapshot]:
        """The work of all layers, whoever may read it: for what is written by it, and nobody is shown."""
        with self._connected() as connection:
            yield Snapshot(connection, self._origin, None, None)

    def _has_row(self, row: JournalRow) -> bool:
        with self._connected() as connection:
            return journal.has_row(connection, row)

    def _holds(self, copy: Path) -> bool:
        """Whether all edits of another library are in this one: it is a backup of it, or an empty one."""
        try:
            content = content_of(copy, copy.stat().st_size, None)
        except (OSError, NotReadable):
            return False
        return content is not None and (content.newest is None or self._has_row(content.newest))

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

        The journal names what it added and leaves the content to the library.
        """
        with self._editing(operation, group=group) as edit:
            yield edit

    @contextmanager
    def _editing(self, operation: Operation, *, group: str) -> Iterator[Edit]:
        self._refuse_to_write()
        notices: list[tuple[int, Notice]] = []
        try:
            with sqlite_errors_as_known(self.address.file), engine.writing(self._engine) as connection:
                self._refuse_if_first_no_more(connection)
                edit = Edit(connection, self.annotator, self.layer, self._origin, seen=self._seen, bulk=bool(group))
                yield edit
                changes = edit.changes
                if edit.has_work:
                    self._begin_layer(connection)
                seq = journal.write(connection, operation, self.annotator, changes, group=group) if changes else None
                if seq == self._seen + 1:  # nobody else wrote
                    notices = [(seq, journal.notice_of_own(operation, changes))]
                else:  # also where nothing is left to do, since others did it
                    notices = journal.notices_after(connection, self._seen, ours_from=seq)
        except Inconsistent as error:
            if not error.refers_to_what_is_gone:
                self._refuse_if_it_was_so_before(error)
                raise
            raise Conflict(translated("Nothing was done, because what it refers to was removed meanwhile.")) from error
        self._since_checkpoint += bool(notices)
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
            if checks.has_wrong_references(connection):
                raise damaged(self.address.file) from error

    def undo(self, progress: Progress = unwatched, *, seen_by: "Library | None" = None) -> Notice | None:
        """Takes this annotator's last edit back, in one transaction; None when there is none.

        Args:
            progress: is told how many rows of the journal are taken back, of how many; it may raise, then none is.
            seen_by: this library as it is open in another thread, which has seen the edit and hears of the step as of
                its own.

        Raises:
            Conflict: somebody changed since what it changed, or it is not the one that was last seen to be.
        """
        return self._step(undo.undo, progress, seen_by or self)

    def redo(self, progress: Progress = unwatched, *, seen_by: "Library | None" = None) -> Notice | None:
        """Does this annotator's last undone edit again; None when there is none. The arguments are those of `undo`.

        Raises:
            Conflict: somebody changed since what it changed, or it is not the one that was last seen to be.
        """
        return self._step(undo.redo, progress, seen_by or self)

    def _step(self, step: _Step, progress: Progress, seen_by: "Library") -> Notice | None:
        self._refuse_to_write()
        try:
            with sqlite_errors_as_known(self.address.file), engine.writing(self._engine) as connection:
                if journal.has_work_after(connection, seen_by._seen, self.annotator):
                    raise Conflict(
                        translated("Nothing was undone or redone, because you went on in another window meanwhile.")
                    )
                own = journal.latest(connection) + 1
                notice = step(connection, self.annotator, progress)
                notices = journal.notices_after(connection, self._seen, ours_from=own)
        except Inconsistent as error:  # the references are checked when the transaction ends
            raise Conflict(
                translated("This cannot be undone or redone: later work refers to what it changed.")
            ) from error
        seen_by._ours_from = own
        self._tell(notices)
        return notice

    @property
    def size_of_undo(self) -> int:
        """How many records `undo` would change."""
        with self._connected() as connection:
            return journal.size_of(connection, [row.seq for row in journal.next_to_undo(connection, self.annotator)])

    @property
    def size_of_redo(self) -> int:
        """How many records `redo` would change."""
        with self._connected() as connection:
            return journal.size_of(connection, [row.seq for row in journal.next_to_redo(connection, self.annotator)])

    @property
    def undo_operation(self) -> Operation | None:
        """What `undo` would take back."""
        with self._connected() as connection:
            rows = journal.next_to_undo(connection, self.annotator)
            return rows[0].operation if rows else None

    @property
    def redo_operation(self) -> Operation | None:
        """What `redo` would do again."""
        with self._connected() as connection:
            rows = journal.next_to_redo(connection, self.annotator)
            return rows[0].operation if rows else None

    def save_derived(self, name: str, content: bytes | None) -> None:
        """Saves what was worked out from the library, in place of what has this name; None saves nothing.

        It is no edit: nobody undoes it.
        """
        self._refuse_to_write()
        with sqlite_errors_as_known(self.address.file), engine.writing(self._engine) as connection:
            derived.save_derived(connection, name, content)

    # Noticing

    def subscribe(self, callback: Callable[[Notice], None]) -> Callable[[], None]:
        """Calls `callback` after each edit, undo and redo, in this thread. Gives the function that ends that."""
        self._subscribers.append(callback)
        return lambda: self._subscribers.remove(callback)

    def catch_up(self) -> None:
        """Notices what others (another window, a worker thread) committed since the last edit or catch-up."""
        with self._connected() as connection:
            if journal.latest(connection) == self._seen:
                return
            notices = journal.news_after(connection, self._seen, self._ours_from)
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
        """To be called in a quiet moment: writes the -wal file into the library's every so many edits, in 10 ms."""
        if self._since_checkpoint >= _CHECKPOINT_AFTER and self.is_in_place:
            self._since_checkpoint = 0
            engine.checkpoint(self.address.file)

    def backup(self, target: Path | None = None, tell: Tell = log.warning) -> Path:
        """Copies the library to `target`, or into its own rotated backups, and gives the copy's path.

        The copy is checked. `tell` hears, in a sentence, what had to be repaired in it.

        Raises:
            KnownError: the library is damaged, or the target cannot be written, or something would be lost by it.
        """
        if self.is_written_over:
            raise self._lost()
        with time_limits.question(), sqlite_errors_as_known(self.address.file):
            if target is None:
                return backups.rotated_backup(self._engine, self.address, tell)
            refuse_as_target(self.address, target, is_copy=self._holds)
            backups.copy_to(self._engine, self.address.file, target, tell)
            return target

    def check(self) -> list[str]:
        """The problems of the library, a sentence each; none when it is sound."""
        try:
            with self._connected() as connection:
                return list(checks.problems(connection))
        except Damaged as error:
            return [str(error)]

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        if self._place.is_written_over:
            raise self._lost()
        try:
            with (
                time_limits.question(),
                sqlite_errors_as_known(self.address.file),
                self._engine.connect() as connection,
            ):
                yield connection
        except KnownError:  # it may be what another program wrote over it
            self.refuse_if_lost()
            raise

    @property
    def is_in_place(self) -> bool:
        """Whether the file that is open is the one at its place.

        Where it is seen to be gone, all that was saved goes along with it at once: its -wal file may stay behind.
        """
        is_kept, was_in_place = self._place.is_kept(), self._was_in_place
        self._was_in_place = is_kept
        if was_in_place and not is_kept and not self.read_only and not self._place.is_written_over:
            engine.take_along(self._engine, empties=False)
        return is_kept

    def refuse_if_lost(self) -> None:
        """Raises Lost when what would be written would be in no file, or in another library."""
        if not self.is_in_place:
            raise self._lost()

    def _lost(self) -> Lost:
        if self._place.is_written_over:
            told = translated(
                "Another program wrote over the library {address} while it is open here. Only the open article can "
                "still be saved.",
                address=self.address,
            )
            if backups.are_there(self.address):
                folder = self.address.backups
                told += " " + translated("Look for everything else in the backups in {folder}.", folder=folder)
            return Lost(told)
        return Lost(
            translated(
                "The library {address}, or its -wal file, was deleted, moved or replaced while it is open here; "
                "save a copy of it, and go on with that.",
                address=self.address,
            )
        )

    @property
    def is_written_over(self) -> bool:
        """Whether another program was seen to have written into the file: then no more of it can be read."""
        return self._place.is_written_over

    def _refuse_to_write(self) -> None:
        self.refuse_if_read_only()
        self.refuse_if_lost()

    def refuse_if_read_only(self) -> None:
        """Raises a KnownError when nothing can be changed here."""
        if self.read_only:
            raise KnownError(
                translated(
                    "The library {address} is read-only; copy it to a folder you may write to.", address=self.address
                )
            )


def _migrate(path: Path) -> None:
    from desktop.library.sqlite.migrations import migrate  # nearly every start finds its library up to date

    migrate(path)


def login_name() -> str:
    """What the system calls the user who is logged in."""
    try:
        return getpass.getuser().encode(errors="surrogateescape").decode(errors="replace")  # it may be no UTF-8
    except (OSError, KeyError, ImportError):  # a user without a name, as in some containers
        return "annotator"
