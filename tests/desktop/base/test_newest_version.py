"""Which version is the newest, asked of a server of the test's own."""

import ssl
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from desktop.base import newest_version
from desktop.base.newest_version import is_newer, newest

# Made for these tests, of nobody else's: 127.0.0.1 says so itself, from 2000 to 2125; server.pem has the key to it.
CERTIFICATES = Path(__file__).with_name("certificates")


class Server(HTTPServer):
    """Answers with what it is told to, and keeps what it was asked."""

    scheme = "http"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.status, self.answer, self.leads_to = 200, b"1.2.3\n", ""
        self.asked: list[tuple[str, dict[str, str]]] = []

    @property
    def address(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_port}/version.txt"


class SafeServer(Server):
    """Speaks https."""

    scheme = "https"

    def __init__(self) -> None:
        super().__init__()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATES / "server.pem")
        self.socket = context.wrap_socket(self.socket, server_side=True)


class Answering(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, Server)
        server.asked.append((self.path, dict(self.headers)))
        self.send_response(server.status)
        if server.leads_to:
            self.send_header("Location", server.leads_to)
        self.end_headers()
        self.wfile.write(server.answer)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(params=[Server])
def server(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Server]:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with request.param() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


by_https = pytest.mark.parametrize("server", [SafeServer], indirect=True)


@by_https
def test_a_server_whom_nobody_trusts_is_not_asked(server: Server) -> None:
    assert newest(server.address) is None
    assert server.asked == []


@by_https
def test_a_server_whom_the_system_trusts_is_asked(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = str(CERTIFICATES / "there is none here.crt")
    monkeypatch.setattr(newest_version, "_TRUSTED_BY_THE_SYSTEM", (nowhere, str(CERTIFICATES / "own.pem")))
    assert newest(server.address) == "1.2.3"
    assert newest(server.address.replace("127.0.0.1", "localhost")) is None, "it says that it is another"
    server.status, server.leads_to = 302, server.address
    assert newest(server.address) is None, "it leads in a circle"


def test_the_request_says_nothing_about_who_asks(server: Server) -> None:
    assert newest(server.address) == "1.2.3"
    ((path, headers),) = server.asked
    assert path == "/version.txt"
    assert {name.lower() for name in headers} <= {"host", "user-agent", "accept-encoding", "connection"}
    assert headers["User-Agent"] == "Ascribe"


@pytest.mark.parametrize("answer", [b"", b"<html>1.2.3", b"1.2.3 is there", b"\xff", b"1", b"1.2.3" * 1000, b"99999.1"])
def test_another_answer_is_none(server: Server, answer: bytes) -> None:
    server.answer = answer
    assert newest(server.address) is None


@pytest.mark.parametrize("status", [404, 500, 204])
def test_a_server_that_has_no_answer_gives_none(server: Server, status: int) -> None:
    server.status, server.answer = status, b""
    assert newest(server.address) is None


def test_nothing_but_http_is_followed(server: Server, tmp_path: Path) -> None:
    (file := tmp_path / "version.txt").write_text("9.9.9")
    server.status, server.leads_to = 302, file.as_uri()
    assert newest(server.address) is None
    for address in (file.as_uri(), "data:,9.9.9", "nonsense", "", "http://", "http://127.0.0.1:1/", "http://[::1"):
        assert newest(address) is None, address


def test_a_server_that_says_nothing_is_left(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newest_version, "_PATIENCE", 0.05)
    waits: Callable[[Answering], object] = lambda self: threading.Event().wait(0.3)  # noqa: E731
    monkeypatch.setattr(Answering, "do_GET", waits)
    assert newest(server.address) is None


@pytest.mark.parametrize(
    ("version", "than", "newer"),
    [("0.3.0", "0.2.0", True), ("0.10.0", "0.9.9", True), ("0.2.0", "0.2.0", False), ("0.2", "0.2.0", False)],
)
def test_versions_are_compared_by_their_numbers(version: str, than: str, newer: bool) -> None:
    assert is_newer(version, than) == newer
    assert not is_newer(than, version) or not newer
