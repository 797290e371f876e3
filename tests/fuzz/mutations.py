"""Makes damaged files of sound ones: bytes anywhere, the parts of a package, the values of JSON.

All is chosen by a `random.Random`, so the same one makes the same file.
"""

import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from random import Random
from typing import Any

Mutate = Callable[[bytes, Random], bytes]

_PAGE = 4096  # bytes of a page of a database
_LARGEST = 300_000  # bytes of a damaged file; what a large one may take has tests of its own

# What means something to a parser, put where nobody expects it.
_WORDS = {
    "text": ["\0", "\ufeff", "\r", "\u2028", "\x1b[2J", "\ufdd0", "\U0010ffff", "# ", "#" * 50, " " * 500, "\n" * 50],
    "html": [
        *("<p>", "</p>", "<div>" * 300, "<b>" * 200, "<!--", "-->", "<![CDATA[", "<script>", "<style>", "<title>"),
        *("<article>", "<table><tr><td>", "</body>", "<html", "<br>" * 50, "&#0;", "&#xD800;", "&amp;" * 50, "&#1;"),
        *("<meta charset=undefined>", "<meta charset=utf-7>", "<base href='file:///dev/zero'>", "<p hidden>", "\0"),
        *("<meta property='article:published_time' content='99999-99-99'>", "<meta name=author content=''>"),
        *("<link rel=canonical href='http://[::1'>", "<script type='application/ld+json'>{", "<svg>", "<template>"),
    ],
    "xml": [
        *("<w:p>", "</w:p>", "<w:p/>" * 200, "<w:t>", "</w:t>", "<w:body>", "<!--", "-->", "<![CDATA[", "]]>", "&a;"),
        *("<!DOCTYPE a [<!ENTITY a 'b'>]>", "<?xml version='1.0' encoding='undefined'?>", "xmlns:w='x'", "<w:del>"),
        *("<w:p>" * 300, "&#0;", "&#xFFFF;", "<w:tab/>", "Target=''", "Target='../../../etc/passwd'", "Type=''"),
    ],
    "rtf": [
        *(
            "{",
            "}",
            "{" * 300,
            "{\\*\\x ",
            "\\par ",
            "\\u-1?",
            "\\u99999 ",
            "\\uc9 ",
            "\\bin99999999 ",
            "\\'",
            "\\'ff",
            "\\",
        ),
        *(
            "\\f9 ",
            "\\ansicpg0",
            "\\ansicpg65001",
            "\\v ",
            "\\deleted ",
            "{\\footnote ",
            "{\\fonttbl",
            "\\fcharset2 ",
            "\0",
        ),
    ],
    "pdf": [
        *(
            "<<",
            ">>",
            "[" * 300,
            "(",
            ")",
            "endobj",
            "stream",
            "endstream",
            "1 0 R",
            "xref",
            "trailer",
            "/Kids [1 0 R]",
        ),
        *(
            "/Length 99999999",
            "/FlateDecode",
            "/Count 99999999",
            "/Type /Page",
            "/Prev 0",
            "null",
            "%%EOF",
            "startxref",
        ),
    ],
    "json": [
        *("[" * 900, "{}", "[]", "null", "NaN", "-Infinity", "1e999", "0.5", "-1", '"\\u0000"', '"\\ud800"', "\\"),
        *("1" + "0" * 400, "1" + "0" * 5000, '"', ",", ":", "}", "]", "true", "\ufeff", '{"a":' * 400, "//", "\x1f"),
    ],
    "toml": [
        *("[[labels]]", "[labels]", "a.a.a", "a." * 500 + "a=1", "[" * 900, "{a=" * 300, "inf", "nan", "1979-05-27"),
        *("'''", '"""', "=", "#", "true", "0x", "1" + "0" * 5000, "role = 5", "name = []", "kind = 1", "parent = 'a'"),
    ],
}
_ODD_VALUES: list[Any] = [
    *(None, True, False, 0, -1, 1, 0.5, 1.0, 1e308, 10**400, 2**63, "", " ", "\0", "\ud800", "\x1b[2J", "a" * 5_000),
    *([], {}, [[]], [None], {"": {}}, [0], ["a"], "claim", "cue", "speaker", "accepted", "rejected", "new", "ascribe"),
]

# The parts of packages that are read.
_READ_PARTS = {
    *("_rels/.rels", "word/document.xml", "content.xml", "styles.xml"),
    *("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"),
    *("META-INF/container.xml", "OEBPS/content.opf", "OEBPS/sections/section0001.xhtml"),
}


def bytes_of(kind: str) -> Mutate:
    """Damages the bytes of a file of this kind."""
    words = [word.encode("utf-8", "surrogatepass") for word in _WORDS[kind]]

    def mutate(data: bytes, random: Random) -> bytes:
        for _ in range(random.choice((1, 1, 1, 2, 4, 12))):
            data = _once(data, words, random)
        return data[:_LARGEST]

    return mutate


def _once(data: bytes, words: Sequence[bytes], random: Random) -> bytes:
    start, end = sorted((random.randrange(len(data) + 1), random.randrange(len(data) + 1)))
    if random.random() < 0.7:
        end = min(end, start + random.choice((1, 2, 8, 40)))
    piece = data[start:end]
    match random.randrange(9):
        case 0:
            piece = bytes(byte ^ (1 << random.randrange(8)) for byte in piece)
        case 1:
            piece = b""
        case 2:
            piece = random.randbytes(len(piece))
        case 3:
            piece *= 2
        case 4:
            piece = piece[:200] * random.choice((3, 30, 300))
        case 5:
            return data[:start]
        case 6:
            return piece + data[:start] + data[end:]
        case _:
            piece = random.choice(words) + (piece if random.random() < 0.5 else b"")
    return data[:start] + piece + data[end:]


def package(data: bytes, random: Random) -> bytes:
    """Damages a zip file: its parts within, or its bytes."""
    within, without = bytes_of("xml"), bytes_of("text")
    if random.random() < 0.75:
        data = _packed(_changed(_unpacked(data), within, random), random)
    return without(data, random) if random.random() < 0.4 else data


def _unpacked(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return [(name, source.read(name)) for name in source.namelist()]


def _changed(parts: list[tuple[str, bytes]], mutate: Mutate, random: Random) -> list[tuple[str, bytes]]:
    read = [place for place, (name, _) in enumerate(parts) if name in _READ_PARTS]
    for _ in range(random.choice((1, 1, 2))):
        place = random.choice(read) if read and random.random() < 0.7 else random.randrange(len(parts))
        name, content = parts[place]
        match random.randrange(12):
            case 0:
                parts[place] = name.upper(), content
            case 1:
                parts[place] = name, b""
            case 2:
                parts.append((name, mutate(content, random)))
            case _:
                parts[place] = name, mutate(content, random)
    return parts


def _packed(parts: Sequence[tuple[str, bytes]], random: Random) -> bytes:
    methods = (zipfile.ZIP_DEFLATED,) * 6 + (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
    stream = io.BytesIO()
    method = random.choice(methods)
    with zipfile.ZipFile(stream, "w") as target:
        for name, content in dict(parts).items():
            target.writestr(zipfile.ZipInfo(name), content, method)  # of no time: the same seed makes the same files
    return stream.getvalue()


def packed_stream(data: bytes, random: Random) -> bytes:
    """Damages a file that was packed by gzip: what is in it, or its bytes."""
    damaged = bytes_of("text")
    if random.random() < 0.75:
        data = gzip.compress(damaged(gzip.decompress(data), random), mtime=0)
    return damaged(data, random) if random.random() < 0.4 else data


def pages(data: bytes, random: Random) -> bytes:
    """Damages some bytes of a database, and leaves its first ones nearly always: without them it is none."""
    whole = bytearray(data)
    for _ in range(random.choice((1, 2, 8, 40))):
        start = random.randrange(0 if random.random() < 0.1 else 100, len(whole))
        match random.randrange(4):
            case 0:
                whole[start] ^= 1 << random.randrange(8)
            case 1:
                length = random.choice((1, 4, 40))
                whole[start : start + length] = random.randbytes(min(length, len(whole) - start))
            case 2:
                page, other = (random.randrange(len(whole) // _PAGE) * _PAGE for _ in range(2))
                whole[page : page + _PAGE] = whole[other : other + _PAGE]
            case _:
                page = random.randrange(len(whole) // _PAGE) * _PAGE  # its head: how many cells it has, and where
                whole[page + random.randrange(12)] = random.randrange(256)
    return bytes(whole[: random.randrange(len(whole))] if random.random() < 0.05 else whole)


def values(data: bytes, random: Random) -> bytes:
    """Damages JSON: values anywhere, or bytes."""
    damaged = bytes_of("json")
    if random.random() < 0.25:
        return damaged(data, random)
    lines = data.splitlines() if data.count(b"\n{") == 1 else [data]  # gold lines
    rows = [json.loads(line) for line in lines]
    for _ in range(random.choice((1, 1, 2, 5))):
        _change_a_value(random.choice(rows), random)
    if random.random() < 0.7:
        _mend(rows)
    written = "\n".join(json.dumps(row, ensure_ascii=random.random() < 0.5) for row in rows)
    data = written.encode("utf-8", "surrogatepass")
    return damaged(data, random) if random.random() < 0.1 else data


def _change_a_value(root: Any, random: Random) -> None:
    holders = list(_holders(root))
    if not holders:  # all of it is gone
        return
    holder = random.choice(holders)
    place = random.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
    match random.randrange(8):
        case 0:
            del holder[place]
        case 1:
            other = random.choice(holders)
            holder[place] = other[random.choice(list(other) if isinstance(other, dict) else range(len(other)))]
            _refuse_circle(holder, place)
        case 2 if isinstance(holder, list):
            holder.append(json.loads(json.dumps(holder[place])))
        case 3 if isinstance(holder, dict):
            holder[random.choice(["id", "text", "parent", "", "\0", "a" * 300])] = holder[place]
            _refuse_circle(holder, place)
        case 4:
            holder[place] = json.loads("[" * 150 + "]" * 150) if random.random() < 0.1 else _odd(random)
        case _:
            _set_alike(holder, place, random)


def _set_alike(holder: Any, place: Any, random: Random) -> None:
    """Another value of the same type, so that what looks at types alone lets it pass."""
    value = holder[place]
    if isinstance(value, bool):
        holder[place] = not value
    elif isinstance(value, int):
        holder[place] = value + random.choice((-1, 1, 2, 1000))
    elif isinstance(value, str):
        holder[place] = random.choice([one for one in _ODD_VALUES if isinstance(one, str)] + [value + value, value[1:]])
    else:
        holder[place] = _odd(random)


def _odd(random: Random) -> Any:
    return deepcopy(random.choice(_ODD_VALUES))  # or damage would be done to it, too


def _refuse_circle(holder: Any, place: Any) -> None:
    """Has the value be one of its own: a value within itself would be no JSON."""
    try:
        holder[place] = json.loads(json.dumps(holder[place]))
    except (ValueError, RecursionError):
        holder[place] = None


def _holders(value: Any) -> Iterator[Any]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict | list) and one:
            yield one
            waiting += one.values() if isinstance(one, dict) else one


def _mend(rows: Sequence[Any]) -> None:
    """Has hashes and quoted words be those of the texts again, so that what else is wrong is looked at."""
    for row in rows:
        articles = row.get("articles") if isinstance(row, dict) else None
        for article in articles if isinstance(articles, list) else ():
            if not isinstance(article, dict) or not isinstance(text := article.get("text"), str):
                continue
            article["sha256"] = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
            for holder in _holders(article.get("annotations")):
                if isinstance(holder, dict) and {"start", "end", "text"} <= holder.keys():
                    start, end = holder["start"], holder["end"]
                    if type(start) is int and type(end) is int:
                        holder["text"] = text[start:end]
