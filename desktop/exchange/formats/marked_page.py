"""Articles to read, as a web page that is whole in itself: who said what, in colour and in words.

An index of speakers ends it. No script, nothing that is fetched; dark where the reader's computer is, light in print.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape as escaped
from typing import BinaryIO, Final

from desktop.base.paths import resource
from desktop.base.translation import Message, translated
from desktop.exchange.document import Document, Head
from desktop.exchange.format import INCLUDE_SUGGESTIONS, Format, Options
from desktop.exchange.formats.tables.cells import harmless
from desktop.exchange.marked.article import CAN_HOLD, Claim, MarkedArticle, Run, described, marked
from desktop.exchange.web.links import is_web_address
from desktop.model import hues
from desktop.model.records import Speaker

_STYLE: Final = "marked-page.css"


def write(head: Head, documents: Iterable[Document], stream: BinaryIO, options: Options) -> None:
    """Writes a page with all articles. The first one's title is the page's."""
    said: dict[str, tuple[Speaker | None, list[str]]] = {}
    beginning = True
    for number, document in enumerate(documents, start=1):
        article = marked(head, document)
        if beginning:
            _put(stream, _beginning(document))
            beginning = False
        _put(stream, *_article(article, number))
        for speaker, claims in article.speakers:
            links = said.setdefault(speaker.id if speaker else "", (speaker, []))[1]
            links.append(_entry(document, number, claims))
    if beginning:
        _put(stream, _beginning(None))
    _put(stream, *_index(list(said.values())), "</body></html>")


def _escape(text: str) -> str:
    """The text as a page shows it: nothing of it is markup, and control characters are pictures."""
    return escaped(harmless(text))


def _put(stream: BinaryIO, *lines: str) -> None:
    stream.writelines(f"{line}\n".encode() for line in lines)


def _beginning(document: Document | None) -> str:
    language = _escape(document.article.language) if document else ""
    title = _escape(document.article.title) if document else "Ascribe"
    declared = f' lang="{language}"' if language else ""
    return (
        f'<!doctype html><html{declared}><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="generator" content="Ascribe">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{title}</title><style>{_style()}</style></head><body>"
    )


def _style() -> str:
    style = (
        resource(_STYLE)
        .read_text(encoding="utf-8")
        .replace("LIGHT_NONE", hues.NO_SPEAKER[0])
        .replace("DARK_NONE", hues.NO_SPEAKER[1])
    )
    style = style.replace("FILL", f"{hues.FILL[0]:.0%}")
    rows = [(hues.LIGHT, ":root {{ {} }}"), (hues.DARK, "@media (prefers-color-scheme: dark) {{ :root {{ {} }} }}")]
    rows.append((hues.LIGHT, "@media print {{ :root {{ {} }} }}"))
    for row, rule in rows:
        style += rule.format("; ".join(f"--h{place}: {color}" for place, color in enumerate(row))) + "\n"
    return style


def _article(article: MarkedArticle, number: int) -> Iterator[str]:
    about = article.document.article
    yield f'<article id="a{number}" dir="auto"><h1 dir="auto">{_escape(about.title)}</h1>'
    facts = [_escape(article.facts)] if article.facts else []
    if about.url:
        facts.append(
            f'<a href="{_escape(about.url)}">{_escape(about.url)}</a>'
            if is_web_address(about.url)
            else _escape(about.url)
        )
    yield f'<p class="facts">{"<br>".join(facts)}</p>'
    for place, paragraph in enumerate(article.paragraphs):
        words = "".join(_run(run, number) for run in paragraph)
        if place == 0 and article.begins_with_title:
            continue  # it stands above
        subhead = ' class="subhead"' if place in article.subheads else ""
        yield f'<p{subhead} dir="auto">{words}</p>'
    if article.claims:
        yield f'<h2>{_escape(translated("Claims"))}</h2><ol class="claims">'
        yield from (_claim(claim, number) for claim in article.claims)
        yield "</ol>"
    yield "</article>"


def _run(run: Run, article: int) -> str:
    words = _escape(run.text)
    if run.others:
        words = f'<span class="other" title="{_escape("; ".join(run.others))}">{words}</span>'
    if run.is_cue:
        words = f'<span class="cue">{words}</span>'
    if run.mention_of is not None:
        words = f'<span class="mention" style="{_colors((run.mention_of,))}">{words}</span>'
    begun = {claim.number: is_first for claim, is_first in run.begins}
    for claim in reversed(run.claims):
        if claim.number in begun:
            words = _chip(claim, article, is_first=begun[claim.number]) + words
        kind = "claim suggested" if claim.is_suggestion else "claim"
        words = f'<span class="{kind}" title="{_escape(claim.who)}" style="{_colors(claim.hues)}">{words}</span>'
    return words


def _chip(claim: Claim, article: int, *, is_first: bool) -> str:
    """Who says it, before its first part; before the others its number alone."""
    name = f"{claim.number} {claim.who}" if is_first else f"{claim.number}\u00a0…"
    place = f' id="a{article}w{claim.number}"' if is_first else ""
    return f'<a class="who"{place} href="#a{article}c{claim.number}" style="{_colors(claim.hues)}">{_escape(name)}</a>'


def _claim(claim: Claim, article: int) -> str:
    facts = _escape(" · ".join(claim.facts))
    link = f'<a href="#a{article}w{claim.number}">{claim.number}</a>'
    return (
        f'<li id="a{article}c{claim.number}" style="{_colors(claim.hues)}">{link} '
        f'<b>{_escape(claim.who)}</b>: <span dir="auto">{_escape(claim.words)}</span> '
        f'<span class="about">{facts}</span></li>'
    )


def _entry(document: Document, article: int, claims: Sequence[Claim]) -> str:
    numbers = ", ".join(f'<a href="#a{article}w{claim.number}">{claim.number}</a>' for claim in claims)
    return f"{_escape(document.article.title)}: {numbers}"


def _index(said: Sequence[tuple[Speaker | None, Sequence[str]]]) -> Iterator[str]:
    if not said:
        return
    yield f'<section class="index"><h2>{_escape(translated("Speakers"))}</h2><ul>'
    for speaker, entries in sorted(said, key=lambda one: (one[0] is None, one[0].name.casefold() if one[0] else "")):
        color = _colors((speaker.hue if speaker else -1,))
        yield f'<li style="{color}"><b>{_escape(described(speaker))}</b><br>{"<br>".join(entries)}</li>'
    yield "</ul></section>"


def _colors(of: Sequence[int]) -> str:
    """The custom properties of one hue, or of the first two."""
    first, *others = (f"var(--h{hue % len(hues.LIGHT)})" if hue >= 0 else "var(--none)" for hue in of)
    return f"--first:{first}" + (f";--second:{others[0]}" if others else "")


FORMAT = Format(
    name="html",
    title=Message("Articles to read, as a web page"),
    extensions=(".html",),
    can_hold=CAN_HOLD,
    options=(INCLUDE_SUGGESTIONS,),
    write=write,
)
