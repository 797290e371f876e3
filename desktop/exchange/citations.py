"""Claims as somebody pastes them: as citations, in plain words, as HTML or as Markdown, and as rows of a table."""

import io
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from desktop.base.translation import translated
from desktop.exchange.document import Document, Head, with_names_of_layers
from desktop.exchange.formats.tables import delimited
from desktop.exchange.formats.tables.cells import harmless, typed_in
from desktop.exchange.tables import claims
from desktop.exchange.tables.kinds import table_of
from desktop.exchange.tables.table import Layout, Table
from desktop.exchange.web.links import is_web_address
from desktop.library import Library
from desktop.model.article import OpenArticle
from desktop.model.records import Speaker
from desktop.model.speaker_facts import affiliation_on, role_on
from desktop.model.who_said import parts_of

_MARKS: Final = re.compile(  # of Markdown, where they would be read as such
    r"[\\`*\[\]~|]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # within a word, an underscore is one
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#?\w+;)"
    r"|^(?:>|#(?=#{0,5}(?:\s|$))|[+-](?=\s|$|[-:])|=(?==*\s*$)|:(?=-))",  # that begin a line
    re.MULTILINE,
)
_NUMBERED: Final = re.compile(r"^(\d{1,9})([.)])(?=\s|$)", re.MULTILINE)  # which would begin a list
_INDENTED: Final = re.compile(r"^[^\S\n]+", re.MULTILINE)  # which may be taken for code


@dataclass(frozen=True)
class Pasted:
    """What goes to the clipboard: the same in plain words and, where the form has it, as HTML."""

    text: str
    html: str = ""


@dataclass(frozen=True)
class _Citation:
    quote: str
    speakers: Sequence[str]  # each with role and affiliation
    publisher: str
    date: str
    title: str
    url: str


def citations(head: Head, documents: Iterable[Document]) -> Pasted:
    """The claims of some articles, each with who said it, where and when."""
    found = _cited(head, documents)
    return Pasted("\n\n".join(map(_as_text, found)) + "\n", "\n".join(map(_as_html, found)))


def markdown(head: Head, documents: Iterable[Document]) -> Pasted:
    """The same as Markdown: a quotation each."""
    return Pasted("\n\n".join(map(_as_markdown, _cited(head, documents))) + "\n")


def table_rows(head: Head, documents: Iterable[Document]) -> Pasted:
    """The claims as rows of the table of claims: with tabs for a spreadsheet, and as HTML."""
    made = table_of(head, documents, Layout())
    table = Table(made.name, made.columns, list(made.rows))
    stream = io.BytesIO()
    assert delimited.TSV.write_table is not None
    delimited.TSV.write_table(table, stream, {delimited.WITHOUT_MARK.name: True})
    lines = [table.columns, *table.rows]
    cells = ("".join(f"<td>{escape(typed_in(cell))}</td>" for cell in line) for line in lines)
    html = f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
    return Pasted(stream.getvalue().decode(), html.replace("\n", "<br>"))


FORMS: Final[dict[str, Callable[[Head, Iterable[Document]], Pasted]]] = {
    "citation": citations,
    "markdown": markdown,
    "table": table_rows,
}


def of_article(library: Library, state: OpenArticle, claim_ids: Collection[str]) -> tuple[Head, list[Document]]:
    """The open article of a library with these claims and what belongs to them alone, as it is exported."""
    said = [state.attributions[id] for id in claim_ids if id in state.attributions]
    parts = {part for one in said for part in parts_of(one)}
    marked = sorted(
        (state.annotations[id] for id in {*claim_ids, *parts} if id in state.annotations),
        key=lambda one: (one.start, -one.end, one.created_at, one.id),
    )
    named = with_names_of_layers(marked, {one.id: one.name for one in library.annotators()})
    same_text = library.groups_of_same_text().get(state.article.id, "")
    document = Document(state.article, state.text, named, said, state.tracks, same_text).with_only(named)
    return Head(codebook=state.codebook, speakers=list(state.speakers.values()), has_ids=True), [document]


def _cited(head: Head, documents: Iterable[Document]) -> list[_Citation]:
    return [
        _Citation(
            quote=harmless(row.words(row.claim.id)),
            speakers=[
                harmless(_called(one, row.document.article.published))
                for one in dict.fromkeys(row.who)
                if one is not None
            ],
            publisher=harmless(row.document.article.publisher),
            date=harmless(row.document.article.published),
            title=harmless(row.document.article.title),
            url=harmless(row.document.article.url),
        )
        for row in claims.rows(head, documents, Layout())
    ]


def _called(speaker: Speaker, day: str) -> str:
    known = ", ".join(fact for fact in (role_on(speaker, day), affiliation_on(speaker, day)) if fact)
    return f"{speaker.name} ({known})" if known else speaker.name


def _who(citation: _Citation) -> str:
    return "; ".join(citation.speakers) or translated("no speaker")


def _as_text(citation: _Citation) -> str:
    title = citation.title and translated("“{title}”", title=citation.title)
    where = ", ".join(fact for fact in (_who(citation), title, citation.publisher, citation.date) if fact)
    return "\n".join(line for line in (citation.quote, f"— {where}", citation.url) if line)


def _as_html(citation: _Citation) -> str:
    who, publisher, date = escape(_who(citation)), escape(citation.publisher), escape(citation.date)
    where = ", ".join(fact for fact in (who, publisher and f"<i>{publisher}</i>", date) if fact)
    url, title = escape(citation.url), escape(citation.title)
    link = f'<a href="{url}">{title}</a>' if is_web_address(citation.url) else f"{title} {url}".strip()
    quote = escape(citation.quote).replace("\n", "<br>")
    return f"<blockquote>{quote}</blockquote><p>— {where}. {link}</p>"


def _as_markdown(citation: _Citation) -> str:
    who, publisher, date = _marked(_who(citation)), _marked(citation.publisher), _marked(citation.date)
    where = ", ".join(fact for fact in (who, publisher and f"*{publisher}*", date) if fact)
    title = _marked(citation.title)
    link = (
        f"[{title}](<{citation.url}>)" if is_web_address(citation.url) else f"{title} {_marked(citation.url)}".strip()
    )
    quote = _marked(citation.quote).replace("\n", "\n> ")
    return f"> {quote}\n>\n> — {where}. {link}"


def _marked(text: str) -> str:
    """The text as Markdown shows it as it is."""
    text = _MARKS.sub(lambda found: f"\\{found[0]}", _INDENTED.sub("", text))
    return _NUMBERED.sub(r"\1\\\2", text)
