"""What is wrong with a library, before a database makes a sentence for the user of it."""


class NotAsWritten(Exception):
    """A value that was read from the library is none that Ascribe writes."""


class Inconsistent(Exception):
    """A transaction would break a rule of the tables: refer to what is not there, or hold twice what there is once."""

    def __init__(self, cause: BaseException | None, *, refers_to_what_is_gone: bool) -> None:
        super().__init__(str(cause))
        self.refers_to_what_is_gone = refers_to_what_is_gone
