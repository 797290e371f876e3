"""Finds all matches of what is sought, and marks them alike."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.base.progress import Progress
from desktop.labelling.annotations import is_suggestion_of, label_by_now, lies_in, start_article, withdraw_replaced
from desktop.labelling.attributions import name_mentions, without_guess
from desktop.library import Edit, Reader
from desktop.model.codebook import QUOTATION, Label
from desktop.model.find_in_text import Finder, Searched, TakesTooLong
from desktop.model.quotation_marks import find_quotations
from desktop.model.records import Annotation, Article, Attribution, Speaker
from desktop.model.spans import SpanIndex
from desktop.model.text import Fragment, quotation_kind, without_blanks

_AROUND = 50  # code points that a match shows of what stands before it, and after
_SHOWN = 120  # code points that it shows of itself
_AT_ONCE = 200  # articles whose annotations are read together


@dataclass(frozen=True, slots=True)
class Match:
    """Words that were found, with what stands around them, and how they are marked already."""

    article: str
    title: str  # the article's
    at: Fragment
    before: str
    words: str
    after: str
    marked: tuple[tuple[str, str | None], ...]  # the label of each accepted annotation of just these words, its speaker

    def is_marked(self, label: str, *, naming: bool = False) -> bool:
        """Whether it has this label already, and, when somebody is to be named, names somebody."""
        return any(one == label and (named is not None or not naming) for one, named in self.marked)


def matches(
    reader: Reader,
    finder: Finder,
    articles: Sequence[str] | None,
    progress: Progress,
    left_out: Callable[[str], object],
    *,
    seconds: float = 2,
) -> Iterator[Match]:
    """All matches in these articles (None: in all), in the order of adding and of the text, as they are found.

    Blanks at the ends of a match are no part of it. `progress` is told how many articles are looked through, of how
    many; it may raise to stop. A regular expression has some `seconds` for an article;
    `left_out` is told the title of one in which it takes longer.
    """
    total = len(articles) if articles is not None else sum(reader.articles_by_status().values())
    found: list[tuple[str, str, str, list[Fragment]]] = []
    done = 0
    for done, (id, title, text) in enumerate(reader.texts(articles), start=1):
        progress(done - 1, total)
        try:
            places = list(_places(finder, text, seconds))
        except TakesTooLong:
            left_out(title)
            continue
        if places:
            found.append((id, title, text, places))
        if len(found) == _AT_ONCE or (found and sum(len(one[3]) for one in found) > _AT_ONCE):
            yield from _with_marks(reader, found)
            found = []
    yield from _with_marks(reader, found)
    progress(total, total)


def _places(finder: Finder, text: str, seconds: float) -> Iterator[Fragment]:
    for start, end in finder.find(Searched(text), seconds):
        start, end = without_blanks(text, start, end)
        if start < end:
            yield Fragment(start, end)


def marked_by_now(reader: Reader, matches: Sequence[Match]) -> list[Match]:
    """The same matches, as the library marks them by now."""
    marked = _marked(reader, {one.article for one in matches})
    return [replace(one, marked=tuple(marked.get((one.article, one.at), ()))) for one in matches]


def _marked(reader: Reader, articles: Collection[str]) -> Mapping[tuple[str, Fragment], list[tuple[str, str | None]]]:
    """The labels and speakers of what is marked in these articles, by place."""
    marked: dict[tuple[str, Fragment], list[tuple[str, str | None]]] = defaultdict(list)
    for one in reader.annotations_of(articles):
        if one.status == "accepted" and len(one.fragments) == 1:
            marked[one.article, one.fragments[0]].append((one.label, one.speaker))
    return marked


def _with_marks(reader: Reader, found: Sequence[tuple[str, str, str, list[Fragment]]]) -> Iterator[Match]:
    marked = _marked(reader, [id for id, *_ in found])
    for id, title, text, places in found:
        for at in places:
            before = text[max(at.start - _AROUND, 0) : at.start]
            words, after = text[at.start : min(at.end, at.start + _SHOWN)], text[at.end : at.end + _AROUND]
            yield Match(id, title, at, before, words, after, tuple(marked.get((id, at), ())))


def annotate_all(
    edit: Edit, article: Article, text: str, places: Sequence[Fragment], label: Label, speaker: Speaker | None = None
) -> int:
    """Does for many places of an article what `annotate` does for one, in a few steps. The mentions name `speaker`.

    A place that has this label already stays as it is; a mention there that names nobody names `speaker` then.

    Returns: how many annotations were added or changed.

    Raises:
        Conflict: the label is not in the codebook any more.
        ValueError: a place reaches out of the text.
    """
    label = label_by_now(edit, label.id)
    if any(not 0 <= start < end <= len(text) for start, end in places):
        raise ValueError(f"not all places are within a text of {len(text)} characters")
    there = edit.annotations(article.id)
    alike = {one.fragments: one for one in there if one.label == label.id and one.status != "rejected"}
    named = speaker.id if speaker and label.role == "speaker" else None
    new: list[Annotation] = []
    known: list[Annotation] = []
    for at in places:
        same = alike.get((at,))
        if same is None or (same.status == "suggested" and label.role not in {"speaker", "cue"}):
            new.append(Annotation(article=article.id, label=label.id, fragments=(at,), speaker=named))
        elif same.status == "suggested" or (named and same.speaker is None):
            known.append(same)
    if not (new or known):
        return 0
    start_article(edit, article)
    if label.role == "claim":
        _add_claims(edit, text, new, label, there)
    else:
        edit.add_all(replace(one, attributes=dict(label.defaults)) for one in new)
        _take(edit, known, speaker if named else None)
    return len(new) + len(known)


def _take(edit: Edit, known: Sequence[Annotation], speaker: Speaker | None) -> None:
    """Accepts what was suggested, and names whom it mentions."""
    suggested = [one for one in known if one.status == "suggested"]
    taken = edit.change_all(
        (one, {"status": "accepted", "annotator": edit.annotator, "evidence": without_guess(one)}) for one in suggested
    )
    others = [one for one in known if one.status != "suggested"]
    if speaker:
        name_mentions(edit, [(one, speaker) for one in (*taken, *others)])


def _add_claims(edit: Edit, text: str, new: Sequence[Annotation], label: Label, there: Sequence[Annotation]) -> None:
    quotations = find_quotations(text) if label.attribute(QUOTATION) else []
    claims = set(edit.codebook.of_role("claim"))
    by_id = {one.id: one for one in there if one.label in claims and one.status != "rejected"}
    index = SpanIndex((one.start, one.end, one.id) for one in by_id.values())
    heads: list[Attribution] = []
    added: list[Annotation] = []
    in_the_way: list[Annotation] = []
    for one in new:
        kind = {QUOTATION: quotation_kind(text, one.fragments, quotations)} if label.attribute(QUOTATION) else {}
        added.append(claim := replace(one, attributes={**label.defaults, **kind}))
        around = [by_id[id] for _, _, id in index.within(claim.start, claim.end)]
        outer = [one for one in around if one.status == "accepted" and lies_in(one, claim)]
        if outer:
            parent = min(outer, key=lambda one: one.end - one.start)
            heads.append(Attribution(claim=claim.id, article=claim.article, parent=parent.id))
        if any(one.status == "suggested" and is_suggestion_of(one, claim) for one in around):
            in_the_way.append(claim)
    edit.add_all(added)
    edit.add_all(heads)
    for claim in in_the_way:
        withdraw_replaced(edit, claim)
