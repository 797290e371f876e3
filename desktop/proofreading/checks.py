"""The checks of annotations, one function each: from an article with what is marked in it to what may be wrong there.

To add one, write the function and put it into the table. Only accepted annotations are looked at, by those who made
them; what was turned down or waits is nobody's work yet.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, zip_longest
from typing import Final, NamedTuple

from desktop.base.translation import Message, translated
from desktop.library import WholeArticle
from desktop.model.annotation_places import text_order
from desktop.model.codebook import QUOTATION, Codebook
from desktop.model.quotation_marks import Quotation, find_quotations
from desktop.model.records import Annotation, Role
from desktop.model.text import Fragment, quotation_kind, word_cut_by
from desktop.model.who_said import speakers_of


class Looked(NamedTuple):
    """What a check sees in an annotation: the place, and what the sentence names."""

    annotation: Annotation
    at: Fragment
    named: str = ""


class Marked:
    """An article with what is marked in it, as the checks read it."""

    def __init__(self, whole: WholeArticle, codebook: Codebook) -> None:
        self.article = whole.article
        self.text = whole.text
        self.codebook = codebook
        self.attributions = whole.attributions
        self.all = {one.id: one for one in whole.annotations}
        self.accepted = sorted((one for one in whole.annotations if one.status == "accepted"), key=text_order)
        self._of_role: dict[Role, list[Annotation]] = {}

    def of_role(self, role: Role) -> list[Annotation]:
        """The accepted annotations of this role, in text order."""
        if role not in self._of_role:
            labels = set(self.codebook.of_role(role))
            self._of_role[role] = [one for one in self.accepted if one.label in labels]
        return self._of_role[role]

    @cached_property
    def quotations(self) -> list[Quotation]:
        """Those of the whole text."""
        return find_quotations(self.text)

    @cached_property
    def ends(self) -> list[int]:
        """How far all quotations up to each one reach."""
        return list(accumulate((one.end for one in self.quotations), max))


def _without_speaker(marked: Marked) -> Iterator[Looked]:
    for claim in marked.of_role("claim"):
        if not speakers_of(marked.attributions.get(claim.id), marked.all):
            yield _whole(claim)


def _mention_without_speaker(marked: Marked) -> Iterator[Looked]:
    return (_whole(mention) for mention in marked.of_role("speaker") if mention.speaker is None)


def _without_required(marked: Marked) -> Iterator[Looked]:
    required = {label.id: [one for one in label.asked if one.required] for label in marked.codebook.labels}
    for one in marked.accepted:
        for asked in required.get(one.label, ()):
            if one.attributes.get(asked.id) in (None, "", ()):
                yield _whole(one)._replace(named=asked.name)


def _unclosed(marked: Marked) -> Iterator[Looked]:
    """A claim with one mark of a quotation, and without the other."""
    claims = marked.of_role("claim")
    quotations = marked.quotations if claims else []
    for claim in claims:
        # From the first one on that reaches beyond the claim's start, or has one before it that does.
        first = bisect_right(marked.ends, claim.start)
        for quotation, following in zip_longest(quotations[first:], quotations[first + 1 :]):
            if quotation.start >= claim.end:
                break
            if not quotation.closing and following and following.mark == quotation.mark:
                continue  # it goes on in the next paragraph
            has_opening = _covers(claim, quotation.start)
            has_closing = bool(quotation.closing) and _covers(claim, quotation.inner_end)
            if has_opening != has_closing and quotation.end > claim.start:
                yield Looked(claim, Fragment(quotation.start, quotation.inner_start), quotation.mark)
                break


def _other_kind(marked: Marked) -> Iterator[Looked]:
    """A claim whose chosen kind of quotation is not what its marks say."""
    for claim in marked.of_role("claim"):
        asked = marked.codebook.label(claim.label).attribute(QUOTATION)
        chosen = claim.attributes.get(QUOTATION)
        if asked is not None and chosen is not None:
            told = quotation_kind(marked.text, claim.fragments, marked.quotations)
            if chosen in _KINDS and chosen != told:
                yield _whole(claim)._replace(named=str(asked.in_words(chosen)))


def _twice(marked: Marked) -> Iterator[Looked]:
    """The second of two claims of one annotator in one layer over the same words."""
    seen = set()
    for claim in marked.of_role("claim"):
        place = claim.label, claim.fragments, claim.annotator, claim.layer
        if place in seen:
            yield _whole(claim)
        seen.add(place)


def _cut_word(marked: Marked) -> Iterator[Looked]:
    """An annotation with a part that begins or ends within a word; at most one a part."""
    for one in marked.accepted:
        for start, end in one.fragments:
            if cut := word_cut_by(marked.text, start, end):
                yield Looked(one, cut, marked.text[cut.start : cut.end])


def _done_with_suggestions(marked: Marked) -> Iterator[Looked]:
    """The first suggested claim of an article that is done."""
    if marked.article.status == "done":
        labels = set(marked.codebook.of_role("claim"))
        waiting = (one for one in marked.all.values() if one.status == "suggested" and one.label in labels)
        if first := min(waiting, key=text_order, default=None):
            yield _whole(first)


_KINDS = {"direct", "indirect", "mixed"}


def _whole(annotation: Annotation) -> Looked:
    return Looked(annotation, Fragment(annotation.start, annotation.end))


def _covers(annotation: Annotation, point: int) -> bool:
    if len(annotation.fragments) == 1:  # as nearly all have
        return annotation.start <= point < annotation.end
    return any(start <= point < end for start, end in annotation.fragments)


@dataclass(frozen=True, slots=True)
class Check:
    """A check: what it looks for, and the sentence for what it finds, in which {named} is what it names."""

    title: Message
    words: Message
    look: Callable[[Marked], Iterator[Looked]] = field(repr=False)


CHECKS: Final[Mapping[str, Check]] = {
    "no-speaker": Check(Message("Claims without a speaker"), Message("The claim has no speaker."), _without_speaker),
    "no-attribute": Check(
        Message("Required attributes without an answer"), Message("“{named}” is required."), _without_required
    ),
    "unclosed": Check(
        Message("Unclosed quotation marks"),
        Message("A quotation mark is missing: {named}"),
        _unclosed,
    ),
    "other-kind": Check(
        Message("Quotation marks that disagree with the kind"),
        Message("The quotation marks do not say “{named}”."),
        _other_kind,
    ),
    "twice": Check(Message("Two claims over the same words"), Message("The claim is there twice."), _twice),
    "no-name": Check(
        Message("Mentions without a speaker"), Message("The mention names no speaker."), _mention_without_speaker
    ),
    "cut-word": Check(Message("Parts that cut a word"), Message("The word “{named}” is cut."), _cut_word),
    "done-early": Check(
        Message("Done, with open suggestions"),
        Message("The article is done, and suggestions wait in it."),
        _done_with_suggestions,
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that may be wrong, and where."""

    check: str  # its name in the table
    article: str
    title: str  # the article's
    annotation: str
    at: Fragment
    quoted: str  # the words there
    named: str = ""

    def words(self) -> str:
        """What is found, as a sentence."""
        return translated(CHECKS[self.check].words, named=self.named)


_QUOTED = 80  # code points of the text that a finding shows


def findings(whole: WholeArticle, codebook: Codebook) -> Iterator[Finding]:
    """What the checks find in an article, check by check, each in text order."""
    marked = Marked(whole, codebook)
    for name, check in CHECKS.items():
        for annotation, at, named in check.look(marked):
            quoted = " ".join(marked.text[at.start : min(at.end, at.start + _QUOTED)].split())
            yield Finding(name, marked.article.id, marked.article.title, annotation.id, at, quoted, named)
