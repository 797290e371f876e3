"""What is told to be left is what the checks find."""

from collections import Counter
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.library import Library
from desktop.model import operations
from desktop.model.records import Annotation, Source, Speaker
from desktop.proofreading.left_to_do import left_to_do
from desktop.proofreading.proofread import proofread
from tests.examples import examples
from tests.making import added_article, over, question

TEXT = "“We must close it,” Ada Lint said. She added that boats were full."
ASKED = (
    replace(question("tone", "choice", "calm"), required=True),
    replace(question("topics", "choices", "money"), required=True),
    replace(question("sure", "yes/no"), required=True),
    question("place"),
)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "tone": st.just("calm"),
        "topics": st.sampled_from([(), ("money",)]),
        "sure": st.booleans(),
        "place": st.just("Wexmouth"),
    },
)
CLAIMS = st.tuples(ANSWERS, st.booleans(), st.sampled_from(["accepted", "suggested", "rejected"]))


@given(st.lists(st.lists(CLAIMS, max_size=3), min_size=1, max_size=2))
@settings(max_examples=examples(15), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_is_what_the_checks_find(library: Library, articles: list[list[tuple[dict, bool, str]]]) -> None:
    ids = []
    with library.edit(operations.label("Claim")) as edit:
        edit.set_codebook(edit.codebook.with_part((), replace(edit.codebook.label("Claim"), attributes=ASKED)))
        ada = edit.add(Speaker(name="Ada Lint"))
    for claims in articles:
        ids.append(added_article(library, f"{TEXT}{len(library.article_ids())}").id)
        with library.edit(operations.label("Claim")) as edit:
            for given_answers, named, status in claims:
                known = {"attributes": given_answers, "status": status}
                claim = edit.add(
                    Annotation(article=ids[-1], label="Claim", fragments=over(TEXT, "boats were full"), **known)
                )
                if named:
                    edit.change_attribution(claim, sources=(Source(ada.id, None),))
    found = Counter(one.check for one in proofread(library, ids, lambda done, total: None))
    waiting = sum(status == "suggested" for claims in articles for _, _, status in claims)
    assert library.left_to_do_in(ids) == (waiting, found["no-speaker"], found["no-attribute"])


def test_it_is_told_in_sentences(library: Library) -> None:
    article = added_article(library, TEXT)
    assert left_to_do(library, [article.id]) == ""
    with library.edit(operations.label("Claim")) as edit:
        label = replace(edit.codebook.label("Claim"), attributes=ASKED[:2])
        edit.set_codebook(edit.codebook.with_part((), label))
        edit.add(Annotation(article=article.id, label="Claim", fragments=over(TEXT, "boats were full")))
    told = "1 claim is without a speaker. 2 required attributes are without an answer."
    assert left_to_do(library, [article.id]) == told
