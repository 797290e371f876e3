"""Invented articles and libraries of them, the same on every machine.

Libraries are kept in .bench/ for the next run, under a name that says what made them.
"""

import hashlib
import itertools
import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from desktop.library import Library
from desktop.library.sql import tables
from desktop.model import operations
from desktop.model.records import Annotation, Article, Attribution, Record, Source, Speaker
from desktop.model.text import Fragment
from tests.bench.processes import ANNOTATOR

FOLDER = Path(".bench")
RARE_WORD = "harbourmaster"  # stands in one of a hundred articles
SMALL = 2_000  # articles of the small library
_ARTICLES_AT_ONCE = 2_000
_ONSETS = ("b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "w")
_RIMES = ("a", "e", "i", "o", "u", "ai", "ea", "or", "an", "er")
_SYLLABLES = [onset + rime for onset in _ONSETS for rime in _RIMES]


class Newsroom:
    """Writes news whose words are as unevenly frequent as those of a language (Zipf's law)."""

    def __init__(self, seed: int = 1, names: int = 2_000, words: int = 40_000, sentences: int = 20_000) -> None:
        self.random = random.Random(seed)
        self._words = list(dict.fromkeys(self._word() for _ in range(words)))
        self._weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(self._words))))
        self.names = [f"{self._word().title()} {self._word().title()}" for _ in range(names)]
        self._sentences = [self._sentence() for _ in range(sentences)]

    def text(self, length: int, *words: str) -> str:
        """A headline and paragraphs, of exactly this length, in which these words stand too."""
        paragraphs = [self.random.choice(self._sentences).rstrip(".")]
        size = len(paragraphs[0])
        while size < length:
            sentences = self.random.choices(self._sentences, k=self.random.randint(2, 5))
            if words:
                sentences.insert(1, " ".join(words).capitalize() + ".")
                words = ()
            paragraphs.append(" ".join(sentences))
            size += len(paragraphs[-1]) + 2
        return "\n\n".join(paragraphs)[: length - 1] + "."

    def article(self, text: str) -> Article:
        """The article of this text."""
        chance = self.random
        return Article(
            id=self.id(),
            title=text.partition("\n")[0],
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            length=len(text),
            publisher=f"The {self.names[chance.randrange(40)]} Post",
            author=chance.choice(self.names),
            published=f"20{chance.randint(10, 25)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            language="en",
            added_at="2026-11-22T10:00:00.000Z",
        )

    def speakers(self) -> list[Speaker]:
        return [Speaker(id=self.id(), name=name) for name in self.names]

    def labels(self, article: Article, speakers: list[Speaker], count: int) -> Iterator[Record]:
        """So many annotations, evenly over the article: claims, each with a mention, a cue and an attribution."""
        claims = count // 3
        step = article.length // claims
        for number in range(claims):
            start = number * step
            size = self.random.randint(step // 3, step - 20) if step > 60 else step // 2
            claim = self._annotation(article, "Claim", start, size)
            cue = self._annotation(article, "Cue", start + size + 1, 4)
            speaker = self.random.choice(speakers)
            mention = self._annotation(article, "Speaker", start + size + 6, 9, speaker.id)
            yield from (claim, cue, mention)
            sources = (Source(speaker.id, mention.id),)
            yield Attribution(claim=claim.id, article=article.id, sources=sources, cues=(cue.id,))
        for _ in range(count - 3 * claims):
            yield self._annotation(article, "Claim", self.random.randrange(article.length - 100), 90)

    def id(self) -> str:
        return f"{self.random.getrandbits(128):032x}"

    def _annotation(
        self, article: Article, label: str, start: int, size: int, speaker: str | None = None
    ) -> Annotation:
        end = min(start + size, article.length)
        return Annotation(
            id=self.id(),
            article=article.id,
            label=label,
            fragments=(Fragment(min(start, end - 1), end),),
            attributes={"quotation": self.random.choice(("direct", "indirect", "mixed"))} if label == "Claim" else {},
            speaker=speaker,
            annotator=ANNOTATOR,
            created_at="2026-11-22T10:00:00.000Z",
            updated_at="2026-11-22T10:00:00.000Z",
        )

    def _word(self) -> str:
        return "".join(self.random.choices(_SYLLABLES, k=self.random.randint(1, 4)))

    def _sentence(self) -> str:
        words = self.random.choices(self._words, cum_weights=self._weights, k=self.random.randint(7, 26))
        if self.random.random() < 0.3:
            return f"“{' '.join(words).capitalize()},” said {self.random.choice(self.names)}."
        return f"{' '.join(words).capitalize()}."


def texts(count: int, length: int) -> list[str]:
    """So many texts, each of this length."""
    newsroom = Newsroom(2)
    return [newsroom.text(length) for _ in range(count)]


def labelled_library() -> Path:
    """10,000 articles of 2,500 characters with 300,000 annotations."""

    def fill(library: Library) -> None:
        _add_articles(library, Newsroom(3), 10_000, 2_500, annotations=30)

    return _kept("labelled", fill)


def small_library() -> Path:
    """2,000 articles of 2,500 characters with 60,000 annotations."""

    def fill(library: Library) -> None:
        _add_articles(library, Newsroom(7), SMALL, 2_500, annotations=30)

    return _kept("small", fill)


def large_library() -> Path:
    """100,000 articles, of which one in a hundred holds the rare word."""

    def fill(library: Library) -> None:
        _add_articles(library, Newsroom(4), 100_000, 2_500, annotations=0)

    return _kept("large", fill)


def add_long_article(path: Path) -> str:
    """Adds an article of 1,000,000 characters with 10,000 annotations to the library, and gives its id."""
    newsroom = Newsroom(5)
    text = newsroom.text(1_000_000)
    article = newsroom.article(text)
    with (
        Library.open(path, annotator=ANNOTATOR) as library,
        library.bulk_edit(operations.import_articles(), "long") as edit,
    ):
        edit.add_articles([(article, text)])
        edit.add_all(newsroom.labels(article, library.speakers(), 10_000))
    return article.id


def _add_articles(library: Library, newsroom: Newsroom, count: int, length: int, *, annotations: int) -> None:
    speakers = newsroom.speakers()
    with library.bulk_edit(operations.import_articles(), "made") as edit:
        edit.add_all(speakers)
    for batch in range(0, count, _ARTICLES_AT_ONCE):
        pairs = []
        for number in range(batch, min(batch + _ARTICLES_AT_ONCE, count)):
            text = newsroom.text(length, *([RARE_WORD] if number % 100 == 0 else []))
            pairs.append((newsroom.article(text), text))
        with library.bulk_edit(operations.import_articles(), "made") as edit:
            edit.add_articles(pairs)
            if annotations:
                labels = (newsroom.labels(article, speakers, annotations) for article, _ in pairs)
                edit.add_all(itertools.chain.from_iterable(labels))


def _kept(name: str, fill: Callable[[Library], None]) -> Path:
    """The library of this name, made when there is none that this code would make."""
    recipe = b"".join(Path(module).read_bytes() for module in (__file__, tables.__file__))
    path = FOLDER / f"{name}-{hashlib.sha256(recipe).hexdigest()[:12]}.ascribe"
    if not path.exists():
        for old in FOLDER.glob(f"{name}-*"):
            old.unlink()
        beside = path.with_name(f"{name}.part")
        beside.unlink(missing_ok=True)
        with Library.open(beside, annotator=ANNOTATOR) as library:
            fill(library)
        os.replace(beside, path)
    return path


def copied(path: Path, folder: Path) -> Path:
    """A copy of a made library, which nobody has open, for what writes into it."""
    return Path(shutil.copy(path, folder / "Bench.ascribe"))
