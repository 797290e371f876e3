"""What is proposed, and which of it is taken."""

from desktop.suggest.language.tokens import tokenise
from desktop.suggest.language.word_lists import language
from desktop.suggest.learning.models import Classifier, Examples
from desktop.suggest.learning.proposals import QUOTATION_ALONE, Proposals
from desktop.suggest.learning.ranker import Ranked, add_ranker_examples, likeliest, ranked
from desktop.suggest.rules import finder
from desktop.suggest.rules.findings import Found, Span
from tests.desktop.suggest.learning.test_trainer import ARTICLES

ENGLISH = language("en")


def judged(contents: list[Span], right: float, exact: float = 0.0, *, quoted: bool = False, rule: str = "a") -> Ranked:
    return Ranked(Found(contents, [], [], rule, "speech", 0), right, exact, quoted)


def proposals(text: str, tagged: list[Found] | None = None) -> Proposals:
    tokens = tokenise(text, ENGLISH)
    return Proposals(tokens, finder.find(tokens, ENGLISH), tagged or [])


def test_the_likelier_of_two_that_overlap_is_taken() -> None:
    better, worse, apart = judged([(5, 9)], 0.8), judged([(0, 7)], 0.6), judged([(0, 3)], 0.4)
    assert likeliest([worse, apart, better], 10) == [apart.found, better.found]
    assert better.found.confidence == 0.8


def test_a_whole_quotation_comes_before_what_goes_on_around_it() -> None:
    quotation, wider = judged([(2, 7)], 0.7, 0.5, quoted=True), judged([(0, 9)], 0.9, 0.8)
    assert likeliest([wider, quotation], 10) == [quotation.found]
    alone = judged([(2, 7)], 0.7, 0.5, quoted=True, rule=QUOTATION_ALONE)
    assert likeliest([wider, alone], 10) == [wider.found]


def test_what_is_unlikely_is_left_out() -> None:
    assert likeliest([judged([(0, 3)], 0.1)], 10) == []
    assert len(likeliest([judged([(0, 3)], 0.1, quoted=True)], 10)) == 1


def test_a_quotation_that_nobody_proposed_is_proposed_alone() -> None:
    every = proposals('Ruiz ran on the slogan "Water Counts" and won. "The dam will hold," Berg said.')
    (alone,) = every.alone
    assert every.tokens.words[slice(*alone.contents[0])] == ['"', "Water", "Counts", '"']
    assert alone.cues == []


def test_the_verb_before_a_quotation_is_its_cue() -> None:
    tokens = tokenise('The crowd has roared, "Ruiz!" all night.', ENGLISH)
    (alone,) = Proposals(tokens, [], []).alone
    assert [tokens.words[slice(*cue)] for cue in alone.cues] == [["has", "roared"]]


def test_each_is_beside_what_the_others_proposed() -> None:
    text = "Ruiz said that the dam would hold."
    tagged = Found([(3, 7)], [(1, 2)], [], "learnt", "speech", 1, confidence=0.5)
    every = proposals(text, [tagged])
    (ruled,) = every.ruled
    assert every.by_tagger.with_cue_of(ruled) is tagged
    assert every.by_rules.with_content_of(tagged) is ruled
    apart = Found([(0, 1)], [(0, 1)], [], "learnt", "speech", 0)
    assert every.by_rules.with_content_of(apart) is every.by_rules.with_cue_of(apart) is None


def test_learns_what_is_right() -> None:
    examples = Examples()
    for article in ARTICLES[:20]:
        add_ranker_examples(examples, proposals(article.text), article, ENGLISH)
    classifier = Classifier(examples.train())
    said, hoped = ranked(classifier, proposals(ARTICLES[30].text), ENGLISH)
    assert said.right > 0.5 > hoped.right
