"""Errors that are no bugs: a file, the disk, the network or an input is at fault. Each is a sentence for the user."""

from typing import Literal


class KnownError(Exception):
    """No bug, but something that the user can see to: a disk is full, a file is damaged, input is bad.

    The message is one sentence that says what happened, to which file, and what to do. It is shown as it stands,
    without a trace. Anything else that is raised is a bug of ours, and is logged and shown with its trace.
    """

    says_not_saved = False  # whether the sentence says that something is not saved


class Unfit(KnownError):
    """A text cannot be read. The sentence names no file: whoever knows the file adds it."""


class Busy(KnownError):
    """Another program holds the library's write lock for longer than we wait."""


class AtWork(KnownError):
    """Long work is under way beside the window. The sentence holds until it has ended."""


class Unwritable(KnownError):
    """Nothing can be written where the library lies: its disk is full, fails, or is read-only by now."""

    says_not_saved = True


class Damaged(KnownError):
    """The library's file is not what was written: a backup has to be restored."""


class Foreign(KnownError):
    """A file declares other tables than Ascribe makes. Nothing of it is run; its content may be imported."""


class Lost(KnownError):
    """The library's file was deleted, moved or replaced while it is open: an edit would be in no file."""

    says_not_saved = True


class Unreachable(KnownError):
    """The library's server does not answer, or the connection to it was cut; it may answer again."""

    def __init__(self, sentence: str, *, says_not_saved: bool = False) -> None:
        super().__init__(sentence)
        self.says_not_saved = says_not_saved


class MaybeUsedElsewhere(KnownError):
    """A library may be worked in from elsewhere at the same time, unless a person says that it is not."""

    is_new = False  # whether there is no such library yet


class Conflict(KnownError):
    """An edit, undo or redo would write over what others did meanwhile, or needs what they removed."""


class StepRefused(Conflict):
    """A step cannot be undone or redone as things are now; it can be passed over, so that the next one is taken."""

    def __init__(self, sentence: str, which: Literal["undo", "redo"], step: int) -> None:
        super().__init__(sentence)
        self.which = which
        self.step = step  # the number of its row in the journal that is taken first


class Gone(KnownError):
    """What is asked for is not in the library, perhaps any more."""


class Cancelled(Exception):
    """The user cancelled long work; what was committed before stays."""
