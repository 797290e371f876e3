"""What layers differ in, claim by claim, in reading order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from desktop.agreement.claims import Answer, Claim, CodedArticle, Question
from desktop.base.translation import Plural, listed, translated, translated_plural
from desktop.model.text import Fragments

LACKING: Final = "lacking"  # only some have the claim
EXTENT: Final = "extent"  # they draw its borders otherwise

_WITHOUT: Final = Plural("{annotators} has no such claim.", "{annotators} have no such claim.")

Kind = Literal["lacking", "extent", "answer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is not the same in all layers of an article."""

    article: str  # its id
    title: str
    in_library: bool  # it can be opened
    kind: Kind
    question: str = ""  # the name of what was answered otherwise
    fragments: Fragments  # where, by the first layer that has the claim
    words: str  # what was said
    said: Mapping[str, str] = field(default_factory=dict)  # by layer, in words: its extent or its answer

    def title_in_words(self) -> str:
        """What differs: “Only Anna has it”, “Different extent”, “Different: Speaker”."""
        if self.kind == "lacking":
            return translated("Only {annotators}", annotators=listed(name for name, has in self.said.items() if has))
        if self.kind == "extent":
            return translated("Different extent")
        return translated("Different: {question}", question=self.question)

    def details_in_words(self, between: str = "\n") -> str:
        """What each says, a line each."""
        if self.kind == "lacking":
            lacking = [name for name, has in self.said.items() if not has]
            return translated_plural(*_WITHOUT, len(lacking), annotators=listed(lacking))
        lines = (translated("{annotator}: {answer}", annotator=name, answer=words) for name, words in self.said.items())
        return between.join(lines)


def differences(
    article: CodedArticle,
    names: Sequence[str],
    groups: Iterable[tuple[Claim | None, ...]],
    questions: Sequence[Question],
) -> list[Difference]:
    """All of an article.

    Args:
        article: the article.
        names: the layers that coded it.
        groups: the claims that are the same one, a place for each layer, None where it lacks the claim.
        questions: what is asked of claims.
    """
    found: list[Difference] = []
    for group in sorted(groups, key=lambda group: next(claim.fragments for claim in group if claim)):
        having = [(name, claim) for name, claim in zip(names, group, strict=True) if claim]
        first = having[0][1]

        def differing(kind: Kind, said: Mapping[str, str], question: str = "", first: Claim = first) -> Difference:
            return Difference(
                article=article.id, title=article.title, in_library=article.in_library, kind=kind, question=question,
                fragments=first.fragments, words=first.words, said=said,
            )  # fmt: skip

        if len(having) < len(names):
            found.append(
                differing(
                    "lacking", {name: claim.words if claim else "" for name, claim in zip(names, group, strict=True)}
                )
            )
        if len({claim.fragments for _, claim in having}) > 1:
            found.append(differing("extent", {name: claim.words for name, claim in having}))
        for question in questions:
            answers = {name: claim.answers[question.id] for name, claim in having if question.id in claim.answers}
            if len({answer or None for answer in answers.values()}) > 1:
                found.append(
                    differing("answer", {name: answer_in_words(a) for name, a in answers.items()}, question.name)
                )
    return found


def answer_in_words(answer: Answer) -> str:
    """An answer as it is shown; a dash for none."""
    if isinstance(answer, frozenset):
        return listed(sorted(answer)) or "–"
    if isinstance(answer, float):
        return f"{answer:g}"
    return answer or "–"
