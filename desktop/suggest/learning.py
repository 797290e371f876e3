"""Learns from articles that a person has labelled, here on this computer.

Two small models are trained. The judge (a logistic regression) says of each attribution that the rules found how likely
it is right. The tagger (a linear-chain conditional random field over words, marks and what the rules found) finds
attributions of its own. `Learnt.suggest` takes the likeliest of both that do not overlap.
"""

import json
import tempfile
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.errors import KnownError
from desktop.suggest import features, rules
from desktop.suggest.attributions import SuggestedAttribution, as_suggestions, suggest
from desktop.suggest.evaluation import Evaluation, evaluate, matches
from desktop.suggest.findings import Found, Span
from desktop.suggest.gold import GoldArticle, Report, as_report
from desktop.suggest.language import Language, language
from desktop.suggest.linking import link
from desktop.suggest.tokens import Tokens, tokenise
from desktop.text import Fragment, Fragments

if TYPE_CHECKING:
    import pycrfsuite

Progress = Callable[[int, int], None]  # done, of all; may raise desktop.errors.Cancelled
VERSION = 1
FEWEST = 10  # articles that there is something to learn from
_EXACT, _CLOSE, _WRONG = "exact", "close", "wrong"
_JUDGE = {"c1": 0.0, "c2": 1.0, "max_iterations": 80}
_TAGGER = {"c1": 0.2, "c2": 0.5, "max_iterations": 80, "feature.minfreq": 2}
_AGREED = 0.2  # what an attribution gains that both models found alike
_DOUBTED = 0.3  # below this nothing is suggested
# The share of right ones among those that the tagger is sure of to the degree m is about _BASE + _SLOPE * m.
_BASE, _SLOPE = 0.25, 0.6


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of learning: the model, and how it does on articles that it was not shown, beside the rules."""

    learnt: "Learnt"
    articles: int
    by_rules: Evaluation
    by_learning: Evaluation

    @property
    def is_better(self) -> bool:
        """Whether the model finds what a person accepts better than the rules do."""
        return self.by_learning.close.f1 + self.by_learning.exact.f1 > self.by_rules.close.f1 + self.by_rules.exact.f1


class Learnt:
    """A model that was learnt: attributions by rules, judged, and those of the tagger."""

    def __init__(self, code: str, judge: bytes, tagger: bytes, figures: dict[str, float] | None = None) -> None:
        import pycrfsuite

        self.code = code
        self.figures = dict(figures or {})
        self._content = (judge, tagger)
        self._judge = pycrfsuite.Tagger()
        self._judge.open_inmemory(judge)
        self._right = [verdict for verdict in self._judge.labels() if verdict != _WRONG]
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(tagger)
        self._language = language(code)

    def suggest(self, text: str) -> list[SuggestedAttribution]:
        """The attributions of a text, the likeliest of those that overlap."""
        tokens = tokenise(text, self._language)
        ruled = rules.find(tokens, self._language)
        judged, tagged = self._judged(tokens, ruled), self._tagged(tokens, ruled)
        _share_sources(judged, tagged)
        chosen = _likeliest([*judged, *tagged], len(tokens))
        return as_suggestions(tokens, chosen, self._language)

    def _judged(self, tokens: Tokens, ruled: list[Found]) -> list[Found]:
        for found in ruled:
            self._judge.set([features.of_found(tokens, found, self._language)])
            found.confidence = sum(self._judge.marginal(verdict, 0) for verdict in self._right)
        return ruled

    def _tagged(self, tokens: Tokens, ruled: list[Found]) -> list[Found]:
        labels: list[str] = []
        sure: list[float] = []
        described = features.of_tokens(tokens, ruled, self._language)
        for first, after in _paragraphs(tokens):
            tagged = self._tagger.tag(described[first:after])
            sure += [self._tagger.marginal(label, place) for place, label in enumerate(tagged)]
            labels += tagged
        found = []
        for one in link(tokens, labels):
            edges = [sure[k] for start, end in (*one.contents, *one.cues[:1]) for k in (start, end - 1)]
            confidence = _BASE + _SLOPE * min(edges)
            head = one.cues[0][0] if one.cues else one.contents[0][0]
            found.append(Found(one.contents, one.cues, one.sources, "learnt", "speech", head, confidence=confidence))
        return found

    def to_bytes(self) -> bytes:
        """The model as the content of a file."""
        stream = BytesIO()
        about = {"version": VERSION, "language": self.code, "figures": self.figures}
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("about.json", json.dumps(about))
            archive.writestr("judge", self._content[0])
            archive.writestr("tagger", self._content[1])
        return stream.getvalue()


def from_bytes(content: bytes, origin: str) -> Learnt:
    """The model that `Learnt.to_bytes` wrote.

    Raises:
        KnownError: the content is damaged or of another version; the sentence names `origin`.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            about = json.loads(archive.read("about.json"))
            if about["version"] != VERSION:
                raise ValueError("it was made by another version of Ascribe")
            return Learnt(about["language"], archive.read("judge"), archive.read("tagger"), about["figures"])
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError) as error:
        raise KnownError(f"What was learnt, in {origin}, cannot be used: {error}; learn again.") from error


def learn(articles: Sequence[GoldArticle], code: str, progress: Progress) -> Outcome:
    """Learns from articles that are labelled throughout, and compares with the rules on every fifth of them.

    The comparison is made with a model that was not shown those articles; the one that is kept was shown all.

    Raises:
        KnownError: there are too few articles.
        Cancelled: `progress` raised it.
    """
    if len(articles) < FEWEST:
        raise KnownError(f"There are {len(articles)} articles to learn from; it takes {FEWEST} that are done.")
    held_out = articles[::5]
    shown = [article for place, article in enumerate(articles) if place % 5]
    steps = _Steps(progress, 2 * (len(articles) + _TAGGER_STEPS))
    trial = train(shown, code, steps)
    by_learning = evaluate(held_out, lambda article: [as_report(one) for one in trial.suggest(article.text)])
    by_rules = evaluate(held_out, lambda article: _by_rules(article, code))
    learnt = train(articles, code, steps)
    learnt.figures = {
        "articles": len(articles), "rules": round(by_rules.close.f1, 1), "learnt": round(by_learning.close.f1, 1),
    }  # fmt: skip
    steps.finish()
    return Outcome(learnt, len(articles), by_rules, by_learning)


def _by_rules(article: GoldArticle, code: str) -> list[Report]:
    return [as_report(one) for one in suggest(article.text, code, "all", nested=False)]


_TAGGER_STEPS = int(_TAGGER["max_iterations"])


class _Steps:
    """Counts what is done of all that learning takes: a step an article that is read, and one a round of training."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def step(self) -> None:
        self._done = min(self._done + 1, self._total)
        self._progress(self._done, self._total)

    def finish(self) -> None:
        self._progress(self._total, self._total)


def train(articles: Sequence[GoldArticle], code: str, steps: _Steps | None = None) -> Learnt:
    """A model that is shown these articles."""
    steps = steps or _Steps(lambda done, total: None, 0)
    words = language(code)
    judge, tagger = _trainer(_JUDGE, None), _trainer(_TAGGER, steps)
    for article in articles:
        tokens = tokenise(article.text, words)
        ruled = rules.find(tokens, words)
        _show_judge(judge, tokens, ruled, article, words)
        _show_tagger(tagger, tokens, ruled, article, words)
        steps.step()
    return Learnt(code, _trained(judge), _trained(tagger))


def _show_judge(
    judge: "pycrfsuite.BaseTrainer", tokens: Tokens, ruled: list[Found], article: GoldArticle, words: Language
) -> None:
    overlaps = matches(article, [Report(_fragments(tokens, found.contents)) for found in ruled])
    for found, overlap in zip(ruled, overlaps, strict=True):
        verdict = _EXACT if overlap == 1 else _CLOSE if overlap >= 0.5 else _WRONG
        judge.append([features.of_found(tokens, found, words)], [verdict])


def _show_tagger(
    tagger: "pycrfsuite.BaseTrainer", tokens: Tokens, ruled: list[Found], article: GoldArticle, words: Language
) -> None:
    gold = [
        (_spans(tokens, one.contents), _spans(tokens, one.sources), _spans(tokens, one.cues)) for one in article.reports
    ]
    labels = features.labels(len(tokens), gold)
    described = features.of_tokens(tokens, ruled, words)
    for first, after in _paragraphs(tokens):
        tagger.append(described[first:after], labels[first:after])


def _trainer(parameters: dict[str, float], steps: _Steps | None) -> "pycrfsuite.BaseTrainer":
    import pycrfsuite

    class Trainer(pycrfsuite.BaseTrainer):  # type: ignore[misc]
        """Tells of each round, so that training can be watched and cancelled."""

        def message(self, message: str) -> None:
            if steps and message.startswith("***** Iteration"):
                steps.step()

    trainer = Trainer()
    trainer.select("lbfgs")
    trainer.set_params(parameters)
    return trainer


def _trained(trainer: "pycrfsuite.BaseTrainer") -> bytes:
    with tempfile.TemporaryDirectory(prefix="ascribe-") as folder:
        path = Path(folder) / "model"
        trainer.train(str(path))
        return path.read_bytes()


def _paragraphs(tokens: Tokens) -> list[Span]:
    """The tokens of each paragraph; a very long one is cut at a sentence, to bound what tagging takes."""
    spans: list[Span] = []
    for first, after in tokens.sentences:
        start = spans[-1][0] if spans else 0
        if spans and tokens.paragraphs[start] == tokens.paragraphs[first] and after - start <= _LONGEST_SEQUENCE:
            spans[-1] = (start, after)
        else:
            spans.append((first, after))
    return spans


_LONGEST_SEQUENCE = 1000  # tokens


def _share_sources(judged: list[Found], tagged: list[Found]) -> None:
    """Whom the tagger names is right more often; where it names nobody, the rules may."""
    by_contents = {_key(one): one for one in judged}
    by_cue = {token: one for one in judged if one.sources for start, end in one.cues for token in range(start, end)}
    for one in tagged:
        if not one.sources:
            with_it = (by_cue[token] for start, end in one.cues for token in range(start, end) if token in by_cue)
            one.sources = next((other.sources for other in with_it), [])
        if one.sources and (alike := by_contents.get(_key(one))):
            alike.sources = one.sources


def _key(found: Found) -> tuple[Span, ...]:
    return tuple(sorted(found.contents))


def _likeliest(candidates: list[Found], size: int) -> list[Found]:
    """The likeliest candidates that share no content, in text order; those found twice alike are the likelier."""
    alike: dict[tuple[Span, ...], int] = {}
    for one in candidates:
        alike[_key(one)] = alike.get(_key(one), 0) + 1
    for one in candidates:
        gain = _AGREED if alike[_key(one)] > 1 else 0.0
        one.confidence = min(0.99, (one.confidence or 0.0) + gain)
    taken = bytearray(size)
    chosen: list[Found] = []
    for one in sorted(candidates, key=lambda one: -(one.confidence or 0.0)):
        if (one.confidence or 0.0) < _DOUBTED or any(taken.find(1, start, end) >= 0 for start, end in one.contents):
            continue
        for start, end in one.contents:
            taken[start:end] = b"\1" * (end - start)
        chosen.append(one)
    return sorted(chosen, key=lambda one: min(one.contents))


def _fragments(tokens: Tokens, spans: Sequence[Span]) -> Fragments:
    return tuple(Fragment(tokens.starts[start], tokens.ends[end - 1]) for start, end in sorted(spans))


def _spans(tokens: Tokens, fragments: Fragments) -> list[Span]:
    """The tokens that fragments cover, in part or whole."""
    spans = ((bisect_right(tokens.ends, start), bisect_left(tokens.starts, end)) for start, end in fragments)
    return [span for span in spans if span[1] > span[0]]
