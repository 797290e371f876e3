"""What one annotation says, here and in a file, and which of the two counts where they differ."""

from collections.abc import Hashable
from typing import Literal, NamedTuple, cast

from desktop.library.record_history import History
from desktop.model.records import Annotation, Attribution, Comment

Outcome = Literal["same", "there", "here", "both"]


class Work(NamedTuple):
    """An annotation, and who said it where it is a claim that has that."""

    annotation: Annotation
    attribution: Attribution | None

    def says(self) -> Hashable:
        return says(self.annotation), said(self.attribution)


class Past(NamedTuple):
    """What the journal knows of both."""

    annotation: History
    attribution: History

    @property
    def is_as_it_came(self) -> bool:
        return self.annotation.is_as_it_came and self.attribution.is_as_it_came


def says(one: Annotation) -> Hashable:
    """What an annotation says, whoever made it and whenever."""
    answers = tuple(sorted(one.attributes.items(), key=lambda answer: answer[0]))
    return one.label, one.fragments, answers, one.speaker, one.status, one.note, one.evidence


def said(one: Attribution | None) -> Hashable:
    """Who said it, and within which claim."""
    return (one.sources, one.cues, one.parent) if one else ((), (), None)


def settled(here: Work | None, there: Work | None, past: Past) -> Outcome:
    """Which of two counts: what the library has, or what a file has of the same annotation. None: it has it not.

    "both" changed it: who takes the file has to say.
    """
    if here is None:
        assert there is not None
        if not past.annotation.is_removed or past.annotation.is_as_it_came:
            return "there"
        return "here" if _is_former(there, here, past) else "both"
    if there is None:
        if not past.annotation.came:
            return "here"  # it was made here, and the file knows nothing of it
        return "there" if past.is_as_it_came else "both"
    if here.says() == there.says():
        return "same"
    if _is_former(there, here, past):
        return "here"
    return "there" if past.is_as_it_came else "both"


def _is_former(there: Work, here: Work | None, past: Past) -> bool:
    """Whether the file has what the library had before."""
    annotations = {says(cast(Annotation, one)) for one in past.annotation.states if one}
    attributions = {said(cast("Attribution | None", one)) for one in past.attribution.states}
    if here is not None:
        annotations.add(says(here.annotation))
        attributions.add(said(here.attribution))
    elif not past.attribution.states:
        attributions.add(said(None))
    return says(there.annotation) in annotations and said(there.attribution) in attributions


def settled_comment(here: Comment | None, there: Comment | None, past: History) -> Outcome:
    """Which of two counts, as for an annotation; where both changed it, what is here, since each changes their own."""
    if here is None:
        return "here" if past.is_removed and not past.is_as_it_came else "there"
    if there is None:
        return "there" if past.came and past.is_as_it_came else "here"
    if here.text == there.text:
        return "same"
    was_so = any(one.text == there.text for one in cast("tuple[Comment | None, ...]", past.states) if one)
    return "there" if past.is_as_it_came and not was_so else "here"
