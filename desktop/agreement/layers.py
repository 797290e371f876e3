"""From annotations to layers: each one's claims of an article, named as people name labels, speakers and answers."""

from collections.abc import Collection, Iterable, Mapping

from desktop.agreement.claims import CUE, KIND, LABEL, SOURCE, SPEAKER, Answer, Claim, Question
from desktop.base.translation import Message, translated
from desktop.model.codebook import QUOTATION, Attribute, Codebook
from desktop.model.folding import folded
from desktop.model.records import Annotation, AttributeValue, Attribution, Speaker
from desktop.model.text import Fragment, Fragments, quotation_kind, quoted_text
from desktop.model.who_said import mentions_of, speakers_of
from desktop.model.words import WordPattern

_LONGEST = 200  # characters of a claim, where it is listed
_WORD = WordPattern("{word}")
_EDGE = 64  # code points in which a word begins or ends, as a rule; one that does not leaves the edge as it is
_KINDS = {"direct": Message("direct"), "indirect": Message("indirect"), "mixed": Message("mixed")}
_LEVELS = {"choices": "set", "number": "interval"}


def layers_of(annotations: Iterable[Annotation]) -> set[str]:
    """The layers in which something was accepted of an article with these annotations."""
    return {one.layer for one in annotations if one.status == "accepted"}


def fixed_questions() -> list[Question]:
    """What is asked of every claim, whatever the codebook."""
    return [
        Question(LABEL, translated("Label")),
        Question(SPEAKER, translated("Speaker"), "set"),
        Question(SOURCE, translated("Words of the source")),
        Question(KIND, translated("Quotation kind")),
        Question(CUE, translated("Cue")),
    ]


def questions_of(codebook: Codebook, ordinal: Collection[str] = ()) -> list[Question]:
    """What the codebook asks of claims; those named in `ordinal` have their options in an order."""
    in_order = {folded(name) for name in ordinal}
    found: dict[str, Question] = {}
    for label in codebook.labels:
        for attribute in label.attributes if label.role == "claim" else ():
            id = question_id(attribute)
            if attribute.id == QUOTATION or id in found:
                continue
            if folded(attribute.name) in in_order and attribute.kind == "choice":
                order = tuple(option.name for option in attribute.options)
                found[id] = Question(id, attribute.name, "ordinal", order)
            else:
                found[id] = Question(id, attribute.name, _LEVELS.get(attribute.kind, "nominal"))  # type: ignore[arg-type]
    return list(found.values())


def question_id(attribute: Attribute) -> str:
    """By its name, so that the same question of several labels and of other libraries is one."""
    return f"attribute {folded(attribute.name)}"


class Names:
    """The speakers of several libraries and files by name: those who share a name are one."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def add(self, speakers: Iterable[Speaker]) -> None:
        """Take these for known, by their names and then, where that is nobody's, their aliases."""
        every = list(speakers)
        for speaker in every:
            self._known.setdefault(folded(speaker.name), speaker.name)
        for speaker in every:
            for alias in speaker.aliases:
                self._known.setdefault(folded(alias), self._known[folded(speaker.name)])

    def of(self, name: str) -> str:
        """What the speaker of this name is called wherever he or she is met."""
        return self._known.setdefault(folded(name), name)


class ClaimReader:
    """Reads the annotations of one library or file as claims."""

    def __init__(self, codebook: Codebook | None, speakers: Iterable[Speaker], names: Names) -> None:
        """A file without a codebook has roles in the place of labels."""
        every = list(speakers)
        names.add(every)
        self._codebook = codebook
        self._speakers = {speaker.id: names.of(speaker.name) for speaker in every}

    def claims(
        self,
        text: str,
        annotations: Iterable[Annotation],
        attributions: Mapping[str, Attribution],
        layer: str | None = None,
    ) -> tuple[Claim, ...]:
        """The accepted claims of one layer, in text order; of all layers, when none is named.

        Args:
            text: the article's.
            annotations: the article's, of all layers.
            attributions: the article's by claim.
            layer: whose claims.
        """
        by_id = {one.id: one for one in annotations if one.status == "accepted"}
        claims = []
        for one in by_id.values():
            if layer not in {None, one.layer}:
                continue
            role = self._codebook.role(one.label) if self._codebook else one.label
            fragments = without_marks(text, one.fragments) if role == "claim" else ()
            if fragments:
                answers = self._answers(text, one, attributions.get(one.id), by_id)
                said = in_short(text, fragments)
                claims.append(Claim(fragments=fragments, answers=answers, words=said, annotation=one.id))
        return tuple(sorted(claims, key=lambda claim: claim.fragments))

    def _answers(
        self, text: str, claim: Annotation, attribution: Attribution | None, by_id: Mapping[str, Annotation]
    ) -> dict[str, Answer]:
        def words_of(ids: Iterable[str]) -> Answer:
            parts = sorted(by_id[id].fragments for id in ids if id in by_id)
            return "; ".join(words(text, fragments) for fragments in parts) or None

        answers: dict[str, Answer] = {
            SOURCE: words_of(mentions_of(attribution) if attribution else ()),
            KIND: in_words(str(claim.attributes.get(QUOTATION) or quotation_kind(text, claim.fragments))),
            CUE: words_of(attribution.cues if attribution else ()),
        }
        if self._codebook is not None:
            label = self._codebook.label(claim.label)
            answers[LABEL] = label.name
            named = speakers_of(attribution, by_id)
            answers[SPEAKER] = frozenset(self._speakers[id] for id in named if id in self._speakers)
            for attribute in label.attributes:
                if attribute.id != QUOTATION:
                    value = claim.attributes.get(attribute.id)
                    answers[question_id(attribute)] = None if value is None else _answer(attribute, value)
        return answers


def _answer(attribute: Attribute, value: AttributeValue) -> Answer:
    shown = attribute.in_words(value)
    if isinstance(shown, bool):
        return translated("yes") if shown else translated("no")
    if isinstance(shown, tuple):
        return frozenset(shown)
    if attribute.kind == "choices":
        return frozenset({str(shown)})
    if attribute.kind == "number":
        return float(shown) if isinstance(shown, float | int) else None
    return str(shown)


def in_words(kind: str) -> str:
    """A quotation kind in the user's language; another value as it is."""
    return translated(_KINDS[kind]) if kind in _KINDS else kind


def words(text: str, fragments: Fragments) -> str:
    """The words of a mention or cue, as they are compared: whatever blanks, case and marks stand around them."""
    return folded(" ".join(quoted_text(text, without_marks(text, fragments) or fragments).split()))


def in_short(text: str, fragments: Fragments) -> str:
    """What a claim says, on one line, to be listed."""
    said = " ".join(quoted_text(text, fragments)[: 2 * _LONGEST].split())
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"


def without_marks(text: str, fragments: Fragments) -> Fragments:
    """The fragments from their first word to their last: marks and blanks around them say nothing of a claim's extent.

    One without any word is left out.
    """
    return tuple(found for start, end in fragments if (found := _from_word_to_word(text, start, end)) is not None)


def _from_word_to_word(text: str, start: int, end: int) -> Fragment | None:
    first = next(iter(_WORD.finditer(text, start, end)), None)
    if first is None:
        return None
    last = first.end()
    for match in _WORD.finditer(text, max(first.start(), end - _EDGE), end):
        last = match.end()
    return Fragment(first.start(), max(last, first.end()))
