"""Articles to read, as a Word document (DOCX): who said what in colour and in words, and an index of speakers.

Claims have a ground in their speaker's hue and the speaker's name before them, mentions a line below them, cues a
dotted one.
"""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from desktop.base.translation import Message, translated
from desktop.exchange.document import Document, Head
from desktop.exchange.format import INCLUDE_SUGGESTIONS, Format, Options
from desktop.exchange.formats.tables.cells import harmless
from desktop.exchange.marked.article import CAN_HOLD, Claim, MarkedArticle, Run, described, marked
from desktop.exchange.marked.colors import color_of, ground_of
from desktop.model.records import Speaker

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

_SMALL: Final = 8  # points
_QUIET: Final = "#5F656E"


def write(head: Head, documents: Iterable[Document], stream: BinaryIO, options: Options) -> None:
    """Writes a document with all articles, each on a page of its own."""
    import docx

    word = docx.Document()
    said: dict[str, tuple[Speaker | None, list[str]]] = {}
    for document in documents:
        article = marked(head, document)
        _add_article(word, article)
        for speaker, claims in article.speakers:
            entries = said.setdefault(speaker.id if speaker else "", (speaker, []))[1]
            entries.append(f"{document.article.title}: {', '.join(str(claim.number) for claim in claims)}")
    if said:
        _add_index(word, list(said.values()))
    package = BytesIO()  # where the disk is full, python-docx leaves a half-written package to Python, which complains
    word.save(package)
    stream.write(package.getbuffer())


def _add_article(word: "WordDocument", article: MarkedArticle) -> None:
    about = article.document.article
    word.add_heading(harmless(about.title), 1).paragraph_format.page_break_before = True
    for fact in filter(None, (article.facts, about.url)):
        _add(word.add_paragraph(), fact, size=9, color=_QUIET)
    for place, runs in enumerate(article.paragraphs):
        if place == 0 and article.begins_with_title:
            continue  # it stands above
        paragraph = word.add_heading("", 3) if place in article.subheads else word.add_paragraph()
        for run in runs:
            _add_run(paragraph, run)
    if article.claims:
        word.add_heading(translated("Claims"), 2)
        for claim in article.claims:
            paragraph = word.add_paragraph()
            _add_name(paragraph, claim, f"{claim.number} {claim.who}")
            _add(paragraph, f" {claim.words} ")
            _add(paragraph, " · ".join(claim.facts), size=9, color=_QUIET)


def _add_run(paragraph: "Paragraph", run: Run) -> None:
    for claim, is_first in run.begins:
        _add_name(paragraph, claim, f"{claim.number} {claim.who}" if is_first else f"{claim.number}\u00a0…")
        _add(paragraph, " ")
    line, line_color = None, "#000000"
    if run.mention_of is not None:
        line, line_color = "single", color_of(run.mention_of)
    elif run.is_cue:
        line, line_color = "dotted", _QUIET
    elif run.others:
        line, line_color = "dash", _QUIET
    ground = ground_of([claim.hues[0] for claim in run.claims])
    _add(paragraph, run.text, ground=ground, line=line, line_color=line_color)


def _add_name(paragraph: "Paragraph", claim: Claim, name: str) -> None:
    _add(paragraph, name, size=_SMALL, bold=True, color=color_of(claim.hues[0]))


def _add_index(word: "WordDocument", said: Sequence[tuple[Speaker | None, Sequence[str]]]) -> None:
    word.add_heading(translated("Speakers"), 1).paragraph_format.page_break_before = True
    for speaker, entries in sorted(said, key=lambda one: (one[0] is None, one[0].name.casefold() if one[0] else "")):
        paragraph = word.add_paragraph()
        _add(paragraph, described(speaker), bold=True, color=color_of(speaker.hue if speaker else -1))
        for entry in entries:
            _add(paragraph, f"\n{entry}", size=9)


def _add(
    paragraph: "Paragraph",
    text: str,
    *,
    size: int = 0,
    bold: bool = False,
    color: str = "",
    ground: str = "",
    line: str | None = None,
    line_color: str = "",
) -> None:
    """Adds words with a look; sizes are in points, colours #RRGGBB."""
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(harmless(text))
    run.bold = bold or None
    if size:
        run.font.size = Pt(size)
    if color:
        run.font.color.rgb = RGBColor.from_string(color[1:])
    if line:
        _add_look(run, "u", val=line, color=line_color[1:])
    if ground:
        _add_look(run, "shd", val="clear", color="auto", fill=ground[1:])


def _add_look(run: Any, name: str, **attributes: str) -> None:
    """Adds an element of WordprocessingML that python-docx has no name for; each comes after those that it writes."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    run._r.get_or_add_rPr().append(element)


FORMAT = Format(
    name="docx",
    title=Message("Articles to read, as a Word document"),
    extensions=(".docx",),
    can_hold=CAN_HOLD,
    options=(INCLUDE_SUGGESTIONS,),
    write=write,
)
