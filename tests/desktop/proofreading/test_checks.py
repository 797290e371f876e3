"""Each check finds what it is for, and nothing else."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from desktop.library import Library
from desktop.model import operations
from desktop.model.codebook import QUOTATION
from desktop.model.records import ADJUDICATED, Annotation, Article, Source, Speaker
from desktop.proofreading.checks import CHECKS, Finding
from desktop.proofreading.proofread import proofread
from tests.making import added_article, over, question

TEXT = "“We must close it,” Ada Lint said. She added that boats were full.\n\n“Nobody asked us” about it, l'eau dit-il."


@pytest.fixture
def article(library: Library) -> Article:
    return added_article(library, TEXT)


@pytest.fixture
def ada(library: Library) -> Speaker:
    with library.edit(operations.add_speaker()) as edit:
        return edit.add(Speaker(name="Ada Lint"))


def mark(
    library: Library,
    article: Article,
    phrases: Sequence[str],
    label: str = "Claim",
    ada: Speaker | None = None,
    **known: object,
) -> Annotation:
    """Marks these phrases; a claim with a speaker is Ada's."""
    with library.edit(operations.label(label)) as edit:
        one = edit.add(
            Annotation(article=article.id, label=label, fragments=over(TEXT, *phrases), **known)  # type: ignore[arg-type]
        )
        if ada is not None:
            edit.change_attribution(one, sources=(Source(ada.id, None),))
        return one


def found(library: Library) -> list[Finding]:
    return list(proofread(library, None, lambda done, total: None))


def checks(library: Library) -> list[str]:
    return [one.check for one in found(library)]


def test_what_is_whole_gives_no_finding(library: Library, article: Article, ada: Speaker) -> None:
    mark(library, article, ["“We must close it,”"], ada=ada, attributes={QUOTATION: "direct"})
    mark(library, article, ["boats were full"], ada=ada, attributes={QUOTATION: "indirect"})
    mark(library, article, ["Ada Lint"], "Speaker", speaker=ada.id)
    mark(library, article, ["said"], "Cue")
    mark(library, article, ["eau"], "Cue")  # behind an elision is no cut
    mark(library, article, ["She added"], status="rejected")
    assert found(library) == []


def test_claims_and_mentions_without_a_speaker(library: Library, article: Article) -> None:
    claim = mark(library, article, ["boats were full"])
    mention = mark(library, article, ["Ada Lint"], "Speaker")
    assert [(one.check, one.annotation, one.quoted) for one in found(library)] == [
        ("no-speaker", claim.id, "boats were full"),
        ("no-name", mention.id, "Ada Lint"),
    ]


def test_a_claim_of_a_mention_that_names_nobody_has_no_speaker(library: Library, article: Article) -> None:
    claim, mention = mark(library, article, ["boats were full"]), mark(library, article, ["She"], "Speaker")
    with library.edit(operations.set_speaker()) as edit:
        edit.change_attribution(claim, sources=(Source(None, mention.id),))
    assert checks(library) == ["no-speaker", "no-name"]


def test_a_required_attribute_without_an_answer_is_named(library: Library, article: Article, ada: Speaker) -> None:
    with library.edit(operations.edit_part("Claim")) as edit:
        claim, *others = edit.codebook.labels
        stance = replace(question("stance", "choice", "pro", "con"), required=True)
        edit.set_codebook(
            replace(edit.codebook, labels=(replace(claim, attributes=(*claim.attributes, stance)), *others))
        )
    mark(library, article, ["boats were full"], ada=ada)
    mark(library, article, ["about it"], ada=ada, attributes={"stance": "pro"})
    (finding,) = found(library)
    assert (finding.check, finding.named, finding.words()) == ("no-attribute", "stance", "“stance” is required.")


@pytest.mark.parametrize("phrases", [["“We must close it,"], ["We must close it,”"], ["“Nobody asked", "about it"]])
def test_one_mark_of_a_quotation(library: Library, article: Article, ada: Speaker, phrases: list[str]) -> None:
    mark(library, article, phrases, ada=ada)
    assert checks(library) == ["unclosed"]


@pytest.mark.parametrize("phrases", [["We must close it"], ["“Nobody asked us” about it"], ["“Nobody", "asked us”"]])
def test_both_marks_or_none(library: Library, article: Article, ada: Speaker, phrases: list[str]) -> None:
    mark(library, article, phrases, ada=ada)
    assert checks(library) == []


def test_a_quotation_that_goes_on_in_the_next_paragraph_is_not_unclosed(library: Library, ada: Speaker) -> None:
    text = "She said: “One thing is this.\n\n“Another is that,” and left."
    article = added_article(library, text)
    with library.edit(operations.label("Claim")) as edit:
        whole = over(text, "“One thing is this.\n\n“Another is that,”")
        edit.change_attribution(
            edit.add(Annotation(article=article.id, label="Claim", fragments=whole)), sources=(Source(ada.id, None),)
        )
    assert checks(library) == []


def test_marks_that_disagree_with_the_kind(library: Library, article: Article, ada: Speaker) -> None:
    mark(library, article, ["“We must close it,”"], ada=ada, attributes={QUOTATION: "indirect"})
    (finding,) = found(library)
    assert (finding.check, finding.words()) == ("other-kind", "The quotation marks do not say “indirect”.")


def test_two_claims_over_the_same_words_of_one_annotator(library: Library, article: Article, ada: Speaker) -> None:
    mark(library, article, ["boats were full"], ada=ada)
    second = mark(library, article, ["boats were full"], ada=ada)
    mark(library, article, ["boats were full"], ada=ada, annotator="somebody else")
    assert [(one.check, one.annotation) for one in found(library)] == [("twice", second.id)]


def test_a_claim_that_is_in_two_layers_is_not_there_twice(library: Library, article: Article, ada: Speaker) -> None:
    mark(library, article, ["boats were full"], ada=ada, annotator="Ada")
    mark(library, article, ["boats were full"], ada=ada, annotator="Ada", layer=ADJUDICATED)
    library.read_layers(None)
    assert checks(library) == []


@pytest.mark.parametrize(("phrase", "word"), [("oats were full", "boats"), ("boats were fu", "full")])
def test_a_part_that_cuts_a_word(library: Library, article: Article, ada: Speaker, phrase: str, word: str) -> None:
    mark(library, article, [phrase], ada=ada)
    (finding,) = found(library)
    assert (finding.check, finding.named, TEXT[slice(*finding.at)]) == ("cut-word", word, word)


def test_an_article_that_is_done_with_open_suggestions(library: Library, article: Article) -> None:
    mark(library, article, ["boats were full"], status="suggested")
    assert checks(library) == []
    with library.edit(operations.mark_articles("done", 1)) as edit:
        edit.change(edit.article(article.id), status="done")
    assert checks(library) == ["done-early"]


def test_only_some_articles_are_looked_at(library: Library, article: Article) -> None:
    other = added_article(library, "Another " + TEXT)
    mark(library, article, ["boats were full"])
    told: list[tuple[int, int]] = []
    assert list(proofread(library, [other.id], lambda *both: told.append(both))) == []
    assert len(list(proofread(library, [article.id, other.id], lambda *both: told.append(both)))) == 1
    assert told == [(0, 1), (1, 1), (0, 2), (2, 2)]


def test_each_check_has_words() -> None:
    assert all(check.title and check.words for check in CHECKS.values())
