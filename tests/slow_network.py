"""A proxy before a server: it takes the time of a network far away, counts round trips, and cuts connections."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from tests.postgres_server import Server

_SOCKET = ".s.PGSQL.5432"  # as libpq calls it
_AT_ONCE = 1 << 16  # bytes


class Network:
    """What lies between programs and a server; all may be changed while connections are open."""

    def __init__(self, server: Server, folder: Path, round_trip: float) -> None:
        """`folder` is a new one with a short path; `round_trip` is in seconds."""
        self.round_trip = round_trip
        self.round_trips = 0  # how often something was sent after an answer, waited for or not
        self.cuts_at: Callable[[], bool] = lambda: False  # whether to cut before what is sent arrives, either way
        self._server, self._folder = server, folder
        self._open: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._runs = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        self._thread.start()
        self._runs.wait()

    def stop(self) -> None:
        self.cut()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.run_until_complete(self._end())
        self._loop.close()

    async def _end(self) -> None:
        self._listening.close()
        self._cut()
        await asyncio.gather(*(asyncio.all_tasks() - {asyncio.current_task()}), return_exceptions=True)

    def url(self, database: str) -> str:
        """As `Server.url`, by this way."""
        return self._server.url(database).replace(
            quote(str(self._server.folder), safe=""), quote(str(self._folder), safe="")
        )

    def cut(self) -> None:
        """Ends all connections, whatever is under way in them."""
        self._loop.call_soon_threadsafe(self._cut)

    def _cut(self) -> None:
        for one in self._open:
            one.transport.abort()

    def _run(self) -> None:
        self._listening = self._loop.run_until_complete(
            asyncio.start_unix_server(self._connect, self._folder / _SOCKET)
        )
        self._runs.set()
        self._loop.run_forever()

    async def _connect(self, asks: asyncio.StreamReader, answers: asyncio.StreamWriter) -> None:
        try:
            from_server, to_server = await asyncio.open_unix_connection(self._server.folder / _SOCKET)
        except OSError:  # it is down
            answers.transport.abort()
            return
        self._open |= {answers, to_server}
        waits = False  # for an answer

        def asked() -> bool:
            nonlocal waits
            self.round_trips += not waits
            waits = True
            return arrives()

        def answered() -> bool:
            nonlocal waits
            waits = False
            return arrives()

        def arrives() -> bool:
            if is_cut := self.cuts_at():
                answers.transport.abort()
                to_server.transport.abort()
            return not is_cut

        await asyncio.gather(self._lead(asks, to_server, asked), self._lead(from_server, answers, answered))
        self._open -= {answers, to_server}

    async def _lead(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, arrives: Callable[[], bool]
    ) -> None:
        with suppress(OSError):
            while sent := await source.read(_AT_ONCE):
                if arrives():
                    self._loop.call_later(self.round_trip / 2, target.write, sent)
        self._loop.call_later(self.round_trip / 2, target.close)


@contextmanager
def network(server: Server, folder: Path, round_trip: float = 0.0) -> Iterator[Network]:
    """A way to a server by which a question and its answer take `round_trip` seconds, while a `with` block lasts."""
    way = Network(server, folder, round_trip)
    way.start()
    try:
        yield way
    finally:
        way.stop()
