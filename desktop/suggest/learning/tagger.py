"""The tagger: a linear-chain conditional random field that labels each word as cue, source or content."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from desktop.model.text import Fragments
from desktop.suggest.evaluation.gold import GoldArticle
from desktop.suggest.language.tokens import Tokens
from desktop.suggest.language.word_classes import VERBS
from desktop.suggest.language.word_lists import Language
from desktop.suggest.learning import features
from desktop.suggest.learning.label_decoder import decode
from desktop.suggest.learning.models import trained, trainer
from desktop.suggest.rules.findings import Found, Span

RULE = "learnt"
_PARAMETERS = {"c1": 0.2, "c2": 0.5, "feature.minfreq": 2}
_LONGEST_SEQUENCE = 1000  # tokens


class Tagger:
    """Proposes attributions in a text; how sure it is of one's edges, between 0 and 1, is the confidence."""

    def __init__(self, model: bytes, language: Language) -> None:
        import pycrfsuite

        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(model)
        self._model = model  # the tagger reads it in place
        self._language = language

    def propose(self, tokens: Tokens, ruled: list[Found]) -> list[Found]:
        """The attributions that the labels of a text's tokens tell."""
        labels: list[str] = []
        sure: list[float] = []
        if not self._tagger.labels():
            return []  # it was shown no word; CRFsuite itself would crash, and take the program with it
        described = features.of_tokens(tokens, ruled, self._language)
        for first, after in _paragraphs(tokens):
            tagged = self._tagger.tag(described[first:after])
            sure += [self._tagger.marginal(label, place) for place, label in enumerate(tagged)]
            labels += tagged
        found = []
        for one in decode(tokens, labels):
            edges = [sure[k] for start, end in (*one.contents, *one.cues[:1]) for k in (start, end - 1)]
            contents = sorted(one.contents)
            head = _head(tokens, one.cues[0]) if one.cues else contents[0][0]
            ends = [sure[k] for start, end in one.sources for k in (start, end - 1)]
            found.append(
                Found(
                    contents, one.cues, one.sources, RULE, "speech", head,
                    confidence=min(edges), sure_of_source=min(ends, default=0.0),
                )
            )  # fmt: skip
        return found


def _head(tokens: Tokens, cue: Span) -> int:
    """The verb that a cue turns on; its last word when it has none."""
    return next((k for k in range(cue[1] - 1, cue[0] - 1, -1) if tokens.tags[k] in VERBS), cue[1] - 1)


class TaggerTraining:
    """Gathers labelled articles, and trains a tagger from them."""

    def __init__(self, language: Language, rounds: int, progress: Callable[[], None]) -> None:
        self._language = language
        self._trainer = trainer({**_PARAMETERS, "max_iterations": rounds}, progress)

    def show(self, tokens: Tokens, ruled: list[Found], article: GoldArticle) -> None:
        """Adds an article."""
        gold = [
            (spans(tokens, one.contents), spans(tokens, one.sources), spans(tokens, one.cues))
            for one in article.reports
        ]
        labels = features.labels(len(tokens), gold)
        described = features.of_tokens(tokens, ruled, self._language)
        for first, after in _paragraphs(tokens):
            self._trainer.append(described[first:after], labels[first:after])

    def train(self) -> bytes:
        """The model."""
        return trained(self._trainer)


def spans(tokens: Tokens, fragments: Fragments) -> list[Span]:
    """The tokens that fragments cover, in part or whole."""
    every = ((bisect_right(tokens.ends, start), bisect_left(tokens.starts, end)) for start, end in fragments)
    return [span for span in every if span[1] > span[0]]


def _paragraphs(tokens: Tokens) -> Sequence[Span]:
    """The tokens of each paragraph; a very long one is cut at a sentence, to bound what tagging takes."""
    every: list[Span] = []
    for first, after in tokens.sentences:
        start = every[-1][0] if every else 0
        if every and tokens.paragraphs[start] == tokens.paragraphs[first] and after - start <= _LONGEST_SEQUENCE:
            every[-1] = (start, after)
        else:
            every.append((first, after))
    return every
