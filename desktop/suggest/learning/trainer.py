"""Learns from articles that a person has labelled, here on this computer.

Three small models are trained. The tagger (a linear-chain conditional random field over words, marks and what the rules
found) proposes attributions of its own, beside those that the rules found. The ranker (a logistic regression) says how
likely each of them is right, and the likeliest that do not overlap are taken. The last one (another logistic
regression) says who spoke, of all who may have. So that these two see the tagger as it is with a text that is new to
it, they learn from what a tagger proposes that was trained on the other half of the articles.
"""

import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from desktop.base.errors import KnownError
from desktop.base.progress import Progress
from desktop.base.translation import translated, translated_plural
from desktop.suggest.attributions import SuggestedAttribution, as_suggestions, suggest
from desktop.suggest.evaluation.gold import GoldArticle, Report, as_report
from desktop.suggest.evaluation.measures import Evaluation, evaluate
from desktop.suggest.language.tokens import Tokens, tokenise
from desktop.suggest.language.word_lists import Language, language
from desktop.suggest.learning.models import Classifier, Examples
from desktop.suggest.learning.proposals import Proposals
from desktop.suggest.learning.ranker import add_ranker_examples, likeliest, ranked
from desktop.suggest.learning.source_chooser import add_source_examples, choose_sources
from desktop.suggest.learning.tagger import Tagger, TaggerTraining
from desktop.suggest.rules import finder
from desktop.suggest.rules.findings import Found

VERSION = 2
FEWEST = 10  # articles that there is something to learn from
_ROUNDS = 80  # of training the tagger
_ROUNDS_OF_HALF = 40  # of training one to learn from what it proposes
_PARTS = ("tagger", "judge", "naming")


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
    """A model that was learnt."""

    def __init__(self, code: str, parts: dict[str, bytes], figures: dict[str, float] | None = None) -> None:
        self.code = code
        self.figures = dict(figures or {})
        self._parts = parts
        self._language = language(code)
        self._tagger = Tagger(parts["tagger"], self._language)
        self._ranker = Classifier(parts["judge"])
        self._naming = Classifier(parts["naming"])

    def suggest(self, text: str) -> list[SuggestedAttribution]:
        """The attributions of a text, the likeliest of those that overlap."""
        tokens, ruled = _read(text, self._language)
        proposals = Proposals(tokens, ruled, self._tagger.propose(tokens, ruled))
        chosen = likeliest(ranked(self._ranker, proposals, self._language), len(tokens))
        choose_sources(self._naming, proposals, chosen, self._language)
        return as_suggestions(tokens, chosen, self._language)

    def to_bytes(self) -> bytes:
        """The model as the content of a file."""
        stream = BytesIO()
        about = {"version": VERSION, "language": self.code, "figures": self.figures}
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("about.json", json.dumps(about))
            for name in _PARTS:
                archive.writestr(name, self._parts[name])
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
                raise ValueError(translated("it was made by another version of Ascribe"))
            return Learnt(about["language"], {name: archive.read(name) for name in _PARTS}, about["figures"])
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError) as error:
        raise KnownError(
            translated("What was learnt, in {file}, cannot be used: {reason}; learn again.", file=origin, reason=error)
        ) from error


def learn(articles: Sequence[GoldArticle], code: str, progress: Progress) -> Outcome:
    """Learns from articles that are labelled throughout, and compares with the rules on every fifth of them.

    The comparison is made with a model that was not shown those articles; the one that is kept was shown all.

    Raises:
        KnownError: there are too few articles, nobody said anything in them, or the language has no rules.
        Cancelled: `progress` raised it.
    """
    name = language(code).name
    if len(articles) < FEWEST:
        raise KnownError(
            translated_plural(
                "There is {count} article to learn from in {language}; it takes {fewest} that are done.",
                "There are {count} articles to learn from in {language}; it takes {fewest} that are done.",
                len(articles),
                language=name,
                fewest=FEWEST,
            )
        )
    if not any(article.reports for article in articles):
        raise KnownError(
            translated_plural(
                "The {count} article to learn from in {language} has no claim.",
                "None of the {count} articles to learn from in {language} has a claim.",
                len(articles),
                language=name,
            )
        )
    held_out = articles[::5]
    shown = [article for place, article in enumerate(articles) if place % 5]
    steps = _Steps(progress, _steps_of(shown) + _steps_of(articles))
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


def _steps_of(articles: Sequence[GoldArticle]) -> int:
    return 3 * len(articles) + 2 * _ROUNDS_OF_HALF + _ROUNDS


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
    verdicts, speakers = Examples(), Examples()
    halves = (articles[::2], articles[1::2])
    for shown, unseen in (halves, halves[::-1]):
        tagger = Tagger(_train_tagger(shown, words, _ROUNDS_OF_HALF, steps), words)
        for article in unseen:
            tokens, ruled = _read(article.text, words)
            proposals = Proposals(tokens, ruled, tagger.propose(tokens, ruled))
            add_ranker_examples(verdicts, proposals, article, words)
            add_source_examples(speakers, proposals, article, words)
            steps.step()
    parts = {"judge": verdicts.train(), "naming": speakers.train()}
    return Learnt(code, {"tagger": _train_tagger(articles, words, _ROUNDS, steps), **parts})


def _train_tagger(articles: Sequence[GoldArticle], words: Language, rounds: int, steps: _Steps) -> bytes:
    lesson = TaggerTraining(words, rounds, steps.step)
    for article in articles:
        lesson.show(*_read(article.text, words), article)
        steps.step()
    return lesson.train()


def _read(text: str, words: Language) -> tuple[Tokens, list[Found]]:
    """A text in tokens, and what the rules find in it."""
    tokens = tokenise(text, words)
    return tokens, finder.find(tokens, words)
