"""Which version of Ascribe is the newest, by the address that tells it: a file with nothing in it but that.

The request says nothing about who asks: no version, no system, no language, no cookie.
"""

import os
import re
import ssl
from http.client import HTTPException, HTTPResponse, HTTPSConnection
from urllib import request

_LONGEST = 40  # bytes that are read of an answer
_PATIENCE = 10.0  # seconds without a word
_TRUSTED_BY_THE_SYSTEM = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Arch
    "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora, RHEL
    "/etc/ssl/ca-bundle.pem",  # openSUSE
)
_VERSION = re.compile(r"\d{1,4}(\.\d{1,4}){1,3}")


def newest(address: str) -> str | None:
    """The version that stands at an address (http or https); None where there is no answer, or another one.

    Takes as long as the network does.
    """
    try:
        asked = request.Request(address, headers={"User-Agent": "Ascribe"})
        with _opener().open(asked, timeout=_PATIENCE) as answer:
            told = answer.read(_LONGEST).decode("ascii").strip()
    except (OSError, ValueError, HTTPException):  # also what cannot be an address
        return None
    return told if _VERSION.fullmatch(told) else None


def is_newer(version: str, than: str) -> bool:
    """Whether a version, as `newest` gives it, comes after another."""
    return _numbers(version) > _numbers(than)


def _numbers(version: str) -> list[int]:
    numbers = [int(part) for part in version.split(".")]
    while numbers and numbers[-1] == 0:  # 1.0 is 1.0.0
        numbers.pop()
    return numbers


def _opener() -> request.OpenerDirector:
    """Asks by http and https alone: urllib would open files, too, and others may lead there."""
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        request.HTTPHandler(),
        _SafeHandler(),
        request.HTTPRedirectHandler(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPErrorProcessor(),
        request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


class _SafeHandler(request.HTTPSHandler):
    """Reads whom to trust only where that is asked: it takes a while."""

    def https_open(self, asked: request.Request) -> HTTPResponse:
        return self.do_open(HTTPSConnection, asked, context=_trusting())


def _trusting() -> ssl.SSLContext:
    """Trusts whom the system trusts; where the system does not say that, whom Mozilla does.

    OpenSSL looks where the system has it that it was built on: a packaged program runs on others, too.
    """
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(next(filter(os.path.exists, (*_TRUSTED_BY_THE_SYSTEM, certifi.where()))))
    return context
