"""Lines into articles, by a pattern: where one begins and ends, what its lines say of it, and what is its text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

import regex
from regex import Pattern as Expression

from desktop.base.errors import Unfit
from desktop.base.translation import translated
from desktop.exchange.bylines import iso_date
from desktop.exchange.hard_wraps import unwrapped
from desktop.exchange.news_databases.pattern import Pattern
from desktop.model.language import language_of

_CODE: Final = 20  # characters of a line that stands before its value
_NAMED_LINE: Final = 400  # characters; a longer line is a paragraph
_HEAD: Final = 30  # lines above the text, blank ones aside
_SECONDS: Final = 2.0  # that one expression may take for one line
_PART: Final = 200  # characters of text that a part without an article must have to be reported
_MONTH: Final = r"[\p{L}\p{M}]{3,12}\.?"
_YEAR: Final = r"(?:19|20)\d\d"
_DAY: Final = regex.compile(
    rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:\.|er|º|st|nd|rd|th)? (?:de |of )?{_MONTH},? (?:de )?{_YEAR}"
    rf"|{_MONTH} \d{{1,2}},? {_YEAR}|\d{{1,2}}[./]\d{{1,2}}[./]{_YEAR}|{_YEAR} ?年 ?\d{{1,2}} ?月 ?\d{{1,2}} ?日)"
)
_DATED: Final = regex.compile(rf"(?:[^,]{{1,60}}, )?(?:{_MONTH},? )?(?={_DAY.pattern})")
_LANGUAGES: Final = ("de", "fr", "es", "it", "nl", "pt", "sv", "da", "nb", "pl", "ru", "tr", "zh", "ja")
_AND: Final = regex.compile(r",? (?:and|und|et|y|e|en) |\s*;\s*")
_NAME: Final = regex.compile(r"\p{Lu}[\p{L}\p{M}.’'-]*(?: (?:\p{Lu}[\p{L}\p{M}.’'-]*|de|da|van|von|der|del|la)){1,4}")
_BY: Final = regex.compile(r"(?:by|von|par|por|di|door)\s+(?=\p{Lu})", regex.IGNORECASE)


class Line(NamedTuple):
    """A line of a file."""

    text: str
    mark: str = ""  # the classes of the page's element that it stands in


@dataclass(frozen=True, slots=True)
class Found:
    """An article as a file has it."""

    paragraphs: Sequence[str]
    known: dict[str, str] = field(default_factory=dict)  # by the field's name; dates as ISO 8601, lengths as digits

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


class Split(NamedTuple):
    """What a pattern makes of a file."""

    pattern: Pattern
    articles: Sequence[Found]
    left: Sequence[str]  # the first words of parts with much text that are no articles


def split(lines: Sequence[Line], pattern: Pattern) -> Split:
    """The articles that a pattern finds in these lines.

    Raises:
        Unfit: an expression of the pattern takes too long.
    """
    articles: list[Found] = []
    left: list[str] = []
    try:
        lines = joined(lines, pattern)
        for part in _parts(lines, pattern):
            first = next((line.text.strip() for line in part if line.text.strip()), "")
            if _matches(pattern.no_article, first) or not first:
                continue
            if found := _article(part, pattern):
                articles.append(found)
            elif sum(len(line.text) for line in part if not _matches(pattern.passed_over, line.text)) >= _PART:
                left.append(first)
    except TimeoutError as error:
        raise Unfit(
            translated("An expression of the pattern “{pattern}” takes far too long.", pattern=pattern.title)
        ) from error
    return Split(pattern, articles, left)


def joined(lines: Sequence[Line], pattern: Pattern) -> Sequence[Line]:
    """The lines, where the pattern says so each with the next one that is not blank."""
    if pattern.joins is None:
        return lines
    found: list[Line] = []
    before = ""
    for line in lines:
        if before and line.text.strip():
            found.append(line._replace(text=f"{before} {line.text.strip()}"))
            before = ""
        elif len(line.text) <= _CODE and _matches(pattern.joins, line.text):
            before = line.text.strip()
        elif not before:
            found.append(line)
    return [*found, Line(before)] if before else found


def parts_at(line: str, pattern: Pattern) -> bool:
    """Whether a pattern's articles begin or end with this line."""
    return any(_matches(one, line) for one in (pattern.begins, pattern.ends, pattern.between))


def _matches(expression: Expression[str] | None, line: str) -> bool:
    return expression is not None and _match(expression, line) is not None


def _match(expression: Expression[str], line: str) -> "regex.Match[str] | None":
    words = line.replace("\xa0", " ").strip()
    return expression.fullmatch(words, timeout=_SECONDS) if len(words) <= _NAMED_LINE else None


def _parts(lines: Sequence[Line], pattern: Pattern) -> Iterator[list[Line]]:
    part: list[Line] = []
    begun = not pattern.begins or bool(
        pattern.between
    )  # else what stands before the first article is the search that found them
    for line in lines:
        if _matches(pattern.between, line.text):
            yield part
            part = []
            continue
        if _matches(pattern.begins, line.text) and not all(_is_named(one, pattern) for one in _filled(part)):
            if begun:
                yield part
            part = []
        begun = begun or _matches(pattern.begins, line.text)
        part.append(line)
        if _matches(pattern.ends, line.text):
            yield part
            part = []
    if begun:
        yield part


def _filled(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.text.strip()]


def _article(part: Sequence[Line], pattern: Pattern) -> Found | None:
    """The article of a part; None where there is none."""
    top, at, first = _where_text_begins(part, pattern)
    if at is None:
        return None
    end = next((place for place in range(at, len(part)) if _is_below(part[place], pattern)), len(part))
    known = _known(part[:top], part[end:], pattern)
    body = [Line(first, "")] * bool(first) + list(part[at:end])
    if "text" in pattern.marks and any(_matches(pattern.marks["text"], line.mark) for line in body):
        body = [line for line in body if _matches(pattern.marks["text"], line.mark)]
    paragraphs = _paragraphs(body, pattern)
    if not paragraphs or not known.get("title") or len(known) < 2:
        return None
    return Found(paragraphs, _cleaned(known, " ".join(paragraphs)))


def _where_text_begins(part: Sequence[Line], pattern: Pattern) -> tuple[int, int | None, str]:
    """Where the lines above the text end, the place of its first line, and what of it stands in the line before that.

    None where the pattern names a line that is not there.
    """
    marked = pattern.marks.get("text")
    for place, line in enumerate(part):
        if marked and _matches(marked, line.mark):
            return place, place, ""
    if pattern.text_after is not None:
        for place, line in enumerate(part):
            if line.text.strip() and (match := _match(pattern.text_after, line.text)):
                if first := (match[1] or "" if match.re.groups else ""):
                    return place, place + 1, first
                return place, _after_more(part, place + 1, pattern.text_after), ""
        if not pattern.title_above:
            return 0, None, ""
    return (after := _after_head(part, pattern)), after, ""


def _after_more(part: Sequence[Line], place: int, expression: Expression[str]) -> int:
    """The place after further lines that say the same, such as a language and who has the copyright."""
    after = place
    for next_place in range(place, len(part)):
        if not part[next_place].text.strip():
            continue
        if not _matches(expression, part[next_place].text):
            break
        after = next_place + 1
    return after


def _after_head(part: Sequence[Line], pattern: Pattern) -> int:
    """The place after the lines that say something of the article, where no line says that the text begins."""
    unnamed, place = 0, 0
    named = {known[0] for line in part[:_HEAD] if (known := _named(line, pattern))}
    expected = len({*pattern.order} - named)
    named_since = False
    marked = [place for place, line in enumerate(part[:_HEAD]) if _is_marked(line, pattern)]
    for place, line in enumerate(part):
        if not line.text.strip() or (marked and place < marked[-1]):
            continue
        if _is_named(line, pattern):
            named_since = named_since or (bool(unnamed) and _named(line, pattern) is not None)
        elif unnamed and not named_since and part[place - 1].text.strip() and not pattern.title_above:
            continue  # the line above goes on
        elif unnamed >= expected or (named_since and not pattern.title_above) or len(line.text) > _NAMED_LINE:
            return place
        else:
            unnamed += 1
    return place


def _is_named(line: Line, pattern: Pattern) -> bool:
    named = (pattern.begins, pattern.ends, pattern.passed_over, *pattern.fields.values())
    return any(_matches(one, line.text) for one in named) or _is_marked(line, pattern)


def _is_marked(line: Line, pattern: Pattern) -> bool:
    """Whether the page's element says what of the article the line holds."""
    return any(_matches(one, line.mark) for of, one in pattern.marks.items() if of != "text")


def _is_below(line: Line, pattern: Pattern) -> bool:
    return _matches(pattern.ends, line.text) or _matches(pattern.text_before, line.text)


def _known(above: Sequence[Line], below: Sequence[Line], pattern: Pattern) -> dict[str, str]:
    """What the lines above and below the text say of the article."""
    known: dict[str, str] = {}
    unnamed: list[str] = []
    length_at: int | None = None  # how many lines without a name stand above that of the length
    before_blank = True
    for line in _last(above):
        words = line.text.strip()
        if not words:
            before_blank = True
            continue
        named = _named(line, pattern)
        if named and named[0] in known and line.mark and _DAY.search(words):
            named = ("published", words)  # it goes on in the element that names the publisher
        if named and named[0] not in known:
            known[named[0]] = named[1]
        if named and named[0] == pattern.title_above:
            length_at = len(unnamed)
        if not named and not _is_named(line, pattern):
            if not before_blank and not pattern.title_above and unnamed and not _DATED.match(words):
                unnamed[-1] += f" {words}"
            else:
                unnamed.append(words)
            before_blank = False
        elif (
            not named
            and _matches(pattern.passed_over, words)
            and pattern.text_after is not None
            and "length" not in known
        ):
            unnamed = [] if not pattern.title_above and not _dated(unnamed) else unnamed  # a cover page is above
    if length_at is not None:
        known |= _above(unnamed[:length_at], known)
        unnamed = unnamed[length_at:]
    for line in below:
        if (named := _named(line, pattern)) and named[0] not in known:
            known[named[0]] = named[1]
    order = [of for of in pattern.order if of not in known]
    return {**known, **dict(_in_order(unnamed, order, pattern))}


def _last(above: Sequence[Line]) -> Sequence[Line]:
    """The last lines above the text: a cover page may stand above those that are the article's."""
    count = 0
    for place in range(len(above) - 1, -1, -1):
        count += bool(above[place].text.strip())
        if count > _HEAD:
            return above[place + 1 :]
    return above


def _dated(unnamed: Sequence[str]) -> bool:
    return any(_DATED.match(words) for words in unnamed)


def _named(line: Line, pattern: Pattern) -> tuple[str, str] | None:
    """The field that a line holds, and its value."""
    for of, expression in pattern.marks.items():
        if of != "text" and _matches(expression, line.mark):
            return of, line.text.replace("\n", " ").strip()
    for of, expression in pattern.fields.items():
        if match := _match(expression, line.text):
            return of, (match[1] or "").strip() if expression.groups else line.text.strip()
    return None


def _above(lines: Sequence[str], known: dict[str, str]) -> dict[str, str]:
    """The longest line is the title; what is above it, the section, and below it, who wrote it."""
    if not lines or "title" in known:
        return {"section": lines[-1]} if lines and "section" not in known else {}
    at = max(range(len(lines)), key=lambda place: len(lines[place]))
    said = {"title": lines[at]}
    if at:
        said["section"] = lines[at - 1]
    if at + 1 < len(lines) and "author" not in known:
        said["author"] = lines[at + 1]
    return said


def _in_order(lines: Sequence[str], order: Sequence[str], pattern: Pattern) -> Iterator[tuple[str, str]]:
    """What lines without a name are: counted from the one that is a date, or from the end where none is."""
    if not lines or not order:
        return
    days = [place for place, words in enumerate(lines) if _DATED.match(words)]
    if "published" not in order or not days:
        others = [of for of in order if of != "published"]
        yield from zip(others, lines[-len(others) :] if pattern.text_after else lines, strict=False)
        return
    day = days[-1] if pattern.text_after is not None and not pattern.title_above else days[0]
    dated = order.index("published")
    for place, of in enumerate(order):
        at = day + place - dated
        if 0 <= at < len(lines):
            yield of, lines[at]


def _paragraphs(body: Sequence[Line], pattern: Pattern) -> list[str]:
    if pattern.labels is not None:
        body = [
            line._replace(text=pattern.labels.sub("", line.text.strip(), count=1, timeout=_SECONDS))
            if (pattern.labels.match(line.text.strip(), timeout=_SECONDS))
            else line
            for line in body
        ]
    text = "\n".join(line.text.rstrip() for line in body)
    if not text.strip():
        return []
    return [paragraph.strip() for paragraph in unwrapped(text).split("\n") if paragraph.strip()]


def _cleaned(known: dict[str, str], text: str) -> dict[str, str]:
    """The values as Ascribe keeps them."""
    cleaned = {of: " ".join(words.split()) for of, words in known.items() if words.strip()}
    if "author" in cleaned:
        author = _BY.sub("", cleaned["author"], count=1).rstrip(" ;,")
        names = [name.strip() for name in _AND.split(author)]
        cleaned["author"] = "; ".join(names) if all(map(_NAME.fullmatch, names)) else author
    if "published" in cleaned:
        cleaned["published"] = _day(cleaned["published"], text)
    if "length" in cleaned:
        cleaned["length"] = regex.sub(r"\D", "", cleaned["length"])
    return {of: words for of, words in cleaned.items() if words}


def _day(words: str, text: str) -> str:
    """The day that stands in these words, as ISO 8601; empty where none does, or it may be two."""
    match = _DAY.search(words)
    return (
        _iso_day(match[0].replace(" ", "") if "年" in match[0] else match[0], language_of(text[:2000])) if match else ""
    )


@lru_cache(maxsize=4096)  # many articles of a file are of a day
def _iso_day(words: str, language: str) -> str:
    # The database may be in the reader's language, whatever that of the article is.
    return next((day for one in (language, *_LANGUAGES) if (day := iso_date(words, one))), "")
