"""How a case is put into words: what annotators differ in, what each has, what is decided."""

from desktop.adjudication.cases import Adjudication, Case
from desktop.agreement.differences import LACKING
from desktop.base.text_direction import isolated
from desktop.base.translation import listed, translated
from desktop.model.quotation_marks import in_marks

_BETWEEN = " · "


def differences_in_words(case: Case) -> str:
    """ "Different extent · Different: Speaker"; of what all have alike, that they do."""
    if case.is_agreed:
        return translated("All agree")
    return _BETWEEN.join(isolated(one.title_in_words()) for one in case.differences)


def decision_in_words(case: Case, adjudication: Adjudication) -> str:
    """What was decided, empty where nothing is: "As Anna has it"."""
    if case.has_changed:
        return translated("Changed since it was decided")
    if not case.is_decided:
        return ""
    names = [adjudication.names[layer] for layer, claim in case.claims.items() if claim.id in case.taken]
    if not names:
        return translated("No claim")
    if case.is_adjusted:
        return translated("As {annotator} has it, adjusted", annotator=listed(names))
    if len(names) == 1:
        return translated("As {annotator} has it", annotator=names[0])
    return translated("As both have it") if len(names) == 2 else translated("As all have it")


def spoken(case: Case, adjudication: Adjudication) -> str:
    """A case as it is read aloud."""
    said = [isolated(case.words), differences_in_words(case), decision_in_words(case, adjudication)]
    return ". ".join(one for one in said if one)


def side_in_words(case: Case, layer: str, adjudication: Adjudication) -> list[str]:
    """What an annotator has, of what they do not all have alike, a line each; the words where all is alike."""
    claim = case.read.get(layer)
    if claim is None:
        return [translated("No such claim")]
    name = adjudication.names[layer]
    kinds = {one.kind for one in case.differences}
    lines = [in_marks(claim.words)] if case.is_agreed or kinds & {"extent", LACKING} else []
    lines += [
        translated("{question}: {answer}", question=one.question, answer=one.said[name])
        for one in case.differences
        if one.kind == "answer" and name in one.said
    ]
    if LACKING in kinds:
        lines += [
            translated("{question}: {answer}", question=question, answer=answer)
            for question, answer in adjudication.answers_in_words(claim)
        ]
    return list(dict.fromkeys(lines))


def alike_in_words(case: Case, adjudication: Adjudication) -> str:
    """What all of several annotators have alike, in a line."""
    if len(case.read) < 2:
        return ""
    first, *others = case.read.values()
    said = dict(adjudication.answers_in_words(first))
    for other in others:
        said = {
            question: answer
            for question, answer in adjudication.answers_in_words(other)
            if said.get(question) == answer
        }
    return _BETWEEN.join(
        translated("{question}: {answer}", question=question, answer=answer) for question, answer in said.items()
    )
