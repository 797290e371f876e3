"""Several annotators who code one article."""

from collections.abc import Sequence

from desktop import labelling
from desktop.adjudication.cases import Adjudication, Case, adjudication_of, coding_of
from desktop.adjudication.deciding import decide
from desktop.adjudication.rules import Ruling
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import ADJUDICATED, Annotation, Speaker
from tests.making import over

TEXT = (
    "Harbour bridge to close\n\n"
    "The bridge will close in May, Mayor Ada Lin said on Friday. "
    "“We have waited too long,” she told reporters. The ferry company warned that its boats were full."
)
CLOSE, WAITED, FULL = "The bridge will close in May", "“We have waited too long,”", "its boats were full"


def named(library: Library, name: str) -> Speaker:
    """The speaker of this name, made where there is none."""
    known = next((one for one in library.speakers() if one.name == name), None)
    if known is None:
        with library.edit(operations.add_speaker()) as edit:
            known = edit.add(Speaker(name=name))
    return known


def code(
    library: Library,
    annotator: str,
    words: str,
    speaker: str = "",
    *,
    mention: str = "",
    cue: str = "",
    label: str = "Claim",
) -> Annotation:
    """Has an annotator mark a claim of the first article, with who said it."""
    (article, *_) = library.article_ids()
    library.work_as(annotator)
    text, said_by = library.text(article), named(library, speaker) if speaker else None
    with library.edit(operations.label("Claim")) as edit:
        claim = labelling.annotate(edit, article, text, over(text, words), edit.codebook.label("Claim"))
        if cue:
            labelling.annotate(edit, article, text, over(text, cue), edit.codebook.label("Cue"), joining=claim)
        shown = (
            labelling.annotate(edit, article, text, over(text, mention), edit.codebook.label("Speaker"))
            if mention
            else None
        )
        if said_by or shown:
            labelling.attribute(edit, claim, said_by, shown)
        return claim


def finish(library: Library, annotator: str) -> None:
    """Has an annotator be done with the first article."""
    library.work_as(annotator)
    with library.edit(operations.mark_articles("done", 1)) as edit:
        edit.change(edit.article(library.article_ids()[0]), status="done")


def looked_at(library: Library, article: str = "") -> Adjudication:
    """An article, the first if no other is named, as it is to be settled."""
    with library.snapshot(layers=None) as everybody:
        return adjudication_of(coding_of(everybody, article or library.article_ids()[0]))


def case_of(library: Library, words: str) -> Case:
    """The case of the claim that begins with these words."""
    return next(case for case in looked_at(library).cases if case.words.strip("“”").startswith(words.strip("“”")))


def settle(library: Library, *rulings: Ruling, article: str = "") -> list[Annotation]:
    """Decides so in an article, as somebody who works in the layer "Adjudicated"."""
    library.work_as("Judge")
    library.work_in(ADJUDICATED)
    with library.edit(operations.adjudicate()) as edit:
        return decide(edit, article or library.article_ids()[0], rulings)


def adjudicated(library: Library) -> list[tuple[str, Sequence[str]]]:
    """What is in the layer "Adjudicated": of each accepted claim its words and who said it."""
    (article, *_) = library.article_ids()
    with library.snapshot(layers=(ADJUDICATED,)) as there:
        text, attributions = there.text(article), there.attributions(article)
        names = {one.id: one.name for one in there.speakers()}
        return [
            (
                "|".join(text[start:end] for start, end in one.fragments),
                [names[source.speaker] for source in said.sources if source.speaker]
                if (said := attributions.get(one.id))
                else [],
            )
            for one in there.annotations(article)
            if one.status == "accepted" and there.codebook.role(one.label) == "claim"
        ]
