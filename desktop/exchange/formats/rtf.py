"""RTF documents: the text of the body, a line for each paragraph.

The format is Microsoft's “Rich Text Format (RTF) Specification”, version 1.9.1: control words, groups in braces, and
bytes of an old code page. What a group opens with tells what is in it (its destination). A group that may be passed
over (`\\*`) is, unless it is named here.
"""

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from desktop.base.errors import Unfit
from desktop.base.file_kinds import RTF
from desktop.base.translation import Message, translated
from desktop.exchange.document import Reading
from desktop.exchange.documents.left_out import ENDS_EARLY, LeftOut, remarks
from desktop.exchange.documents.symbols import symbol
from desktop.exchange.documents.text import article_of, note_mark, with_notes
from desktop.exchange.format import NO, SURE, Format, Pulse
from desktop.exchange.source import Source
from desktop.model.features import OF_A_TEXT

_EXTENSIONS: Final = (".rtf",)
_DEPTH_LIMIT: Final = 1_000  # groups within groups
_TOKENS_LIMIT: Final = 3_000_000  # a book has some hundred thousand
_AT_ONCE: Final = 100_000  # tokens, after which it is asked whether to go on
_TOKEN: Final = re.compile(
    rb"(?P<bytes>[^\\{}\r\n]+)|\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,9})? ?|\\'(?P<hex>[0-9A-Fa-f]{2})"
    rb"|(?P<open>\{)|(?P<close>\})|\\(?P<sign>[^A-Za-z])|[\\\r\n]",
    re.DOTALL,
)
_CHARACTERS: Final = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "softline": "\n",
    "emdash": "—",
    "endash": "–",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "ltrmark": "\u200e",
    "rtlmark": "\u200f",
}
_SIGNS: Final = {"~": "\u00a0", "_": "\u2011", "\\": "\\", "{": "{", "}": "}", "\t": "\t"}
_ENDS_A_PARAGRAPH: Final = frozenset(["par", "sect", "page", "column", "cell", "nestcell"])
_LINE_ENDS: Final = frozenset(["\n", "\r"])  # behind a backslash, the same as \par
_WITHOUT_WORDS: Final = (
    "colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf fldinst listtext "
    "pntext pntxta pntxtb xe tc rxe txe template nonshppict shprslt ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn "
    "filetbl revtbl bkmkstart bkmkend datafield themedata objclass objname objdata mctrlPr mtype sp"
)
_PASSED_OVER: Final[Mapping[str, LeftOut | bool]] = {  # destinations, and what is left out with them
    **dict.fromkeys(_WITHOUT_WORDS.split(), True),
    "annotation": LeftOut.COMMENTS,
    "object": LeftOut.OBJECTS,
}
# Of the groups that may be passed over, those with words of the text: notes, text boxes, drawings, equations.
_READ: Final = frozenset(["footnote", "shpinst", "shptxt", "do", "dptxbxtext", "moMath", "moMathPara"])
_ON_OFF: Final = {"v": LeftOut.HIDDEN, "webhidden": LeftOut.HIDDEN, "deleted": LeftOut.DELETED}
_CODE_PAGES: Final = {"ansi": "cp1252", "mac": "mac-roman", "pc": "cp437", "pca": "cp850"}
_SYMBOLS: Final = 2  # the character set of a font of symbols
_CHARACTER_SETS: Final = {
    77: "mac-roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}


def score(source: Source) -> float:
    """A document begins with the word that names it."""
    return SURE if source.kind is RTF else NO


def read(source: Source, pulse: Pulse) -> Reading:
    """The article of an RTF document."""
    body = _Body()
    body.take(source.contents(), pulse)
    told = remarks(body.left_out)
    if body.is_open:
        told = (*told, translated(ENDS_EARLY))
    return Reading(documents=(article_of(body.lines()),), remarks=told)


@dataclass(slots=True)
class _Font:
    """What the table of fonts says of one."""

    name: str = ""
    code_page: str = ""  # by Python's name; empty where it is the document's
    is_of_symbols: bool = False


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a group, until it ends."""

    flow: list[str]  # the pieces of text that words are added to
    passed_over: LeftOut | bool = False
    is_table_of_fonts: bool = False
    without: frozenset[LeftOut] = frozenset()  # for which reasons words are left out now
    font: int = -1
    stand_in: int = 1  # characters behind each \u, for who knows no Unicode


class _Body:
    """Collects the text of a document, token by token."""

    def __init__(self) -> None:
        self.left_out: set[LeftOut] = set()
        self._text: list[str] = []
        self._notes: list[list[str]] = []
        self._fonts: dict[int, _Font] = {}
        self._first_font = -1
        self._code_page = "cp1252"
        self._state = _State(self._text)
        self._around: list[_State] = []  # of the groups around this one
        self._bytes = bytearray()  # that are not decoded yet: a character may be of several
        self._to_pass = 0  # characters that only stand in for the one before
        self._may_be_passed_over = False

    @property
    def is_open(self) -> bool:
        """Whether a group was not ended."""
        return bool(self._around)

    def lines(self) -> Iterator[str]:
        return with_notes(_whole(self._text).rstrip("\n").split("\n"), [_whole(note) for note in self._notes])

    def take(self, data: bytes, pulse: Pulse) -> None:
        """Reads all of a document, up to the end of its outermost group."""
        place = tokens = 0
        while match := _TOKEN.match(data, place):
            place, kind = match.end(), match.lastgroup
            tokens += 1
            if tokens % _AT_ONCE == 0:
                pulse()
                if tokens > _TOKENS_LIMIT:
                    raise _too_large()
            if kind == "bytes":
                self._take_bytes(match[0])
            elif kind == "hex":
                self._take_bytes(bytes([int(match["hex"], 16)]))
            elif kind == "open":
                self._open()
            elif kind == "close":
                self._close()
                if not self._around:
                    break
            elif kind in {"word", "number"}:
                word, number = match["word"].decode(), int(match["number"] or b"1")
                if word == "bin":  # so many bytes of a picture
                    place += max(0, number)
                else:
                    self._take_word(word, number, has_number=match["number"] is not None)
            elif kind == "sign":
                self._take_sign(match["sign"].decode("latin-1"))
        self._decode()

    def _open(self) -> None:
        self._decode()
        self._to_pass = 0
        if len(self._around) == _DEPTH_LIMIT:
            raise _too_large()
        self._around.append(self._state)
        self._may_be_passed_over = False

    def _close(self) -> None:
        self._decode()
        self._to_pass = 0
        if self._around:
            self._state = self._around.pop()

    def _take_bytes(self, data: bytes) -> None:
        if self._to_pass:
            passed = min(self._to_pass, len(data))
            self._to_pass -= passed
            data = data[passed:]
        self._bytes += data
        self._may_be_passed_over = False

    def _take_sign(self, sign: str) -> None:
        if sign == "*":
            self._may_be_passed_over = True
            return
        self._decode()
        if self._to_pass:
            self._to_pass -= 1
        elif sign in _SIGNS:
            self._add(_SIGNS[sign])
        elif sign in _LINE_ENDS:
            self._end_paragraph()

    def _take_word(self, word: str, number: int, *, has_number: bool) -> None:
        may_be_passed_over, self._may_be_passed_over = self._may_be_passed_over, False
        self._decode()
        state = self._state
        if self._to_pass and word != "u":
            self._to_pass -= 1
            return
        if word in _PASSED_OVER or (may_be_passed_over and word not in _READ):
            self._state = replace(state, passed_over=_PASSED_OVER.get(word, True))
        elif word in _CHARACTERS:
            self._add(_CHARACTERS[word])
        elif word in _ENDS_A_PARAGRAPH:
            self._end_paragraph()
        elif word == "u":
            self._add(chr(number & 0xFFFF))
            self._to_pass = state.stand_in
        elif word == "uc":
            self._state = replace(state, stand_in=max(0, number))
        elif word in _ON_OFF:
            kind = {_ON_OFF[word]}
            self._state = replace(state, without=state.without - kind if number == 0 else state.without | kind)
        elif word == "plain":
            self._state = replace(state, without=state.without - {LeftOut.HIDDEN}, font=self._first_font)
        elif word == "footnote":
            self._begin_note()
        elif word == "fonttbl":
            self._state = replace(state, is_table_of_fonts=True)
        elif word == "deff":
            self._first_font = number
            self._state = replace(state, font=number)
        elif word == "f" and has_number:
            self._state = replace(state, font=number)
        elif word in _CODE_PAGES:
            self._code_page = _CODE_PAGES[word]
        elif word == "ansicpg":
            self._code_page = _python_name(number) or self._code_page
        elif state.is_table_of_fonts:
            self._learn_of_font(word, number)

    def _learn_of_font(self, word: str, number: int) -> None:
        font = self._fonts.setdefault(self._state.font, _Font())
        if word == "fcharset":
            font.is_of_symbols = number == _SYMBOLS
            font.code_page = _CHARACTER_SETS.get(number, "")
        elif word == "cpg":
            font.code_page = _python_name(number)

    def _begin_note(self) -> None:
        """A note stands within the text; its number stays there, and its words go below."""
        if self._state.passed_over or self._state.without:
            return
        self._notes.append([])
        self._add(note_mark(len(self._notes)))
        self._state = replace(self._state, flow=self._notes[-1])

    def _decode(self) -> None:
        """Adds the bytes so far as the characters that they are in the font that holds now."""
        if not self._bytes:
            return
        data, self._bytes = bytes(self._bytes), bytearray()
        font = self._fonts.get(self._state.font, _Font())
        if self._state.is_table_of_fonts:
            font.name += data.decode("latin-1").strip("; ")
        elif font.is_of_symbols or font.name.casefold() == "symbol":
            self._add("".join(symbol(font.name, number) for number in data))
        else:
            self._add(data.decode(font.code_page or self._code_page, "replace"))

    def _add(self, characters: str) -> None:
        state = self._state
        if state.is_table_of_fonts:
            return
        if state.passed_over or state.without:
            if characters.strip():
                self.left_out |= state.without
                if isinstance(state.passed_over, LeftOut):
                    self.left_out.add(state.passed_over)
            return
        state.flow.append(characters)

    def _end_paragraph(self) -> None:
        """A mark that a tracked change deletes ends none: its paragraph goes on in the next."""
        if not (self._state.passed_over or self._state.is_table_of_fonts or LeftOut.DELETED in self._state.without):
            self._state.flow.append("\n")


def _whole(pieces: list[str]) -> str:
    """The text of these pieces: halves of a UTF-16 pair put together, without characters that no text holds."""
    text = "".join(pieces).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return "".join(character for character in text if character >= " " or character in "\t\n")


def _python_name(code_page: int) -> str:
    """Python's name of a Windows code page; empty where it has none."""
    if code_page in {0, 1252}:
        return "cp1252"
    name = {10000: "mac-roman", 65001: "utf-8", 936: "gb18030"}.get(code_page, f"cp{code_page}")
    try:
        codecs.lookup(name)
    except LookupError:
        return ""
    return name


def _too_large() -> Unfit:
    return Unfit(translated("It is far larger than an article, or nested far deeper, so it was not opened."))


FORMAT = Format(
    name="rtf",
    title=Message("RTF document"),
    extensions=_EXTENSIONS,
    score=score,
    can_hold=OF_A_TEXT,
    read=read,
)
