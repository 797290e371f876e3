"""Saved pages of one file (MHTML) and mails (EML): both are messages of parts, RFC 2557 and RFC 5322.

Of a page, the part is read that is the page itself; of a mail its body, as HTML or as plain text. Nothing that a part
names is fetched, and attachments are left out, which is said.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from functools import cache
from typing import TYPE_CHECKING, Any, Final, cast

from desktop.base.decoding import decoded
from desktop.base.errors import Unfit
from desktop.base.translation import Message, translated
from desktop.exchange.document import Document, Reading, new_document
from desktop.exchange.documents.left_out import LeftOut, remarks
from desktop.exchange.format import NAMED, NO, SURE, Format, Pulse
from desktop.exchange.formats.web_page import article_of
from desktop.exchange.hard_wraps import unwrapped
from desktop.exchange.source import Source
from desktop.exchange.web.article_html import paragraphs_of
from desktop.exchange.web.links import is_web_address
from desktop.model.features import OF_AN_ARTICLE, Feature

if TYPE_CHECKING:  # what it brings takes a moment to import
    from email.policy import EmailPolicy

_PAGE_NAMES: Final = (".mhtml", ".mht")
_MAIL_NAMES: Final = (".eml",)
_HEADERS: Final = re.compile(r"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*")  # as far as there are any
_IS_A_PAGE: Final = re.compile(r"^content-type:\s*multipart/related\b", re.I | re.M)
_IS_A_MAIL: Final = re.compile(r"^(?:mime-version|received|message-id|return-path):", re.I | re.M)
_OF_A_MAIL: Final = re.compile(r"^(?:from|to|cc|subject|date|content-type):", re.I | re.M)
# What the standard library raises for headers that are no headers, beside its own.
_OF_DAMAGE: Final = (
    *(MessageError, ValueError, LookupError, TypeError, AttributeError),
    *(AssertionError, RecursionError, OverflowError),
)
_LONGEST_HEADER: Final = 1_000  # characters: on longer ones, the standard library works longer than they are long


def score_of_page(source: Source) -> float:
    """A saved page is a message of related parts."""
    if source.kind:
        return NO
    if _IS_A_PAGE.search(_headers(source)):
        return SURE
    return NAMED if source.is_named(_PAGE_NAMES) else NO


def score_of_mail(source: Source) -> float:
    """A mail is recognised by its name, and needs headers to be one."""
    headers = _headers(source)
    is_one = _IS_A_MAIL.search(headers) or len(_OF_A_MAIL.findall(headers)) > 1
    return SURE if is_one and not source.kind and source.is_named(_MAIL_NAMES) else NO


def read_page(source: Source, pulse: Pulse) -> Reading:
    """The article of a saved page."""
    return Reading(documents=(_read(source, _article),))


def read_mail(source: Source, pulse: Pulse) -> Reading:
    """The article that a mail is."""
    left_out: set[LeftOut] = set()
    document = _read(source, lambda message: _mail(message, left_out))
    return Reading(documents=(document,), remarks=remarks(left_out))


def _headers(source: Source) -> str:
    match = _HEADERS.match(source.text.replace("\r\n", "\n"))
    return match[0] if match else ""


def _read(source: Source, document_of: Callable[[EmailMessage], Document]) -> Document:
    from email import message_from_bytes

    data = source.contents()
    try:
        message = message_from_bytes(data, EmailMessage, policy=_policy())
        return document_of(message)
    except _OF_DAMAGE as error:
        raise Unfit(translated("It is a damaged message; save the page or the mail again.")) from error


@cache
def _policy() -> "EmailPolicy[EmailMessage]":
    """Has headers read no further than they make sense, and bytes in them that are not ASCII as UTF-8."""
    from email.policy import EmailPolicy

    class Headers(EmailPolicy):
        def header_fetch_parse(self, name: str, value: str) -> Any:
            plain = value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            return super().header_fetch_parse(name, plain[:_LONGEST_HEADER])

    return cast("EmailPolicy[EmailMessage]", Headers())


def _article(message: EmailMessage) -> Document:
    """The page itself is the first part that is HTML."""
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if page is None:
        raise Unfit(translated("There is no web page in it."))
    document = article_of(_text(page))
    address = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "").strip()
    if document.article.url or not is_web_address(address):
        return document
    return replace(document, article=replace(document.article, url=address))


def _mail(message: EmailMessage, left_out: set[LeftOut]) -> Document:
    body = message.get_body(("html", "plain"))
    if body is None:
        raise Unfit(translated("There is no text in it."))
    if any(True for _ in message.iter_attachments()):
        left_out.add(LeftOut.ATTACHMENTS)
    text = _text(body)
    if body.get_content_type() == "text/html":
        text = "\n\n".join(paragraphs_of(text))
    sender, sent = _header(message, "From"), _header(message, "Date")
    return new_document(
        unwrapped(text) if body.get_content_type() == "text/plain" else text,
        title=_plain(str(_header(message, "Subject") or "")),
        author=_plain("; ".join(one.display_name or one.addr_spec for one in sender.addresses)) if sender else "",
        published=sent.datetime.date().isoformat() if sent and sent.datetime else "",
    )


def _header(message: EmailMessage, name: str) -> Any:
    """A header by its name; None where there is none, or a damaged one."""
    try:
        return message.get(name)
    except _OF_DAMAGE:
        return None


def _plain(text: str) -> str:
    """What a header says, of whatever bytes its encoded words are."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _text(part: MIMEPart) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        raise Unfit(translated("There is no text in it."))
    return decoded(data, declared=part.get_content_charset() or "", lenient=True)


SAVED_PAGE: Final = Format(
    name="mhtml",
    title=Message("Web page in one file (MHTML)"),
    extensions=_PAGE_NAMES,
    score=score_of_page,
    can_hold=OF_AN_ARTICLE,
    read=read_page,
)
MAIL: Final = Format(
    name="eml",
    title=Message("Mail"),
    extensions=_MAIL_NAMES,
    score=score_of_mail,
    can_hold=frozenset({Feature.TEXTS, Feature.TITLES, Feature.AUTHORS, Feature.DATES}),
    read=read_mail,
)
