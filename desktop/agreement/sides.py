"""Who is compared: annotators of a library, what the program suggests, the work in a file or another library.

compared(library, [Work(FIRST), Work(ben.id)], Matching(), ...)
compared(library, [File(gold), Suggestions()], Matching(), ...)
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.agreement import layers
from desktop.agreement.claims import CUE, KIND, SOURCE, SPEAKER, Answer, Claim, CodedArticle, Question
from desktop.agreement.comparing import By, Comparison, compare
from desktop.agreement.layers import ClaimReader, Names, fixed_questions, layers_of, questions_of
from desktop.agreement.matching import Matching
from desktop.base import files
from desktop.base.errors import KnownError
from desktop.base.progress import Progress
from desktop.base.translation import translated
from desktop.exchange.document import Document
from desktop.library import Library, WholeArticle
from desktop.model.article_filter import ArticleFilter
from desktop.model.folding import folded
from desktop.model.layers import name_of
from desktop.model.records import ADJUDICATED, FIRST, Article
from desktop.model.text import ordered

if TYPE_CHECKING:  # the suggester is large, and is needed only where suggestions are compared
    from desktop.suggest.attributions import SuggestedAttribution
    from desktop.suggest.language.word_lists import Scope


_FILE_LIMIT: Final = 200_000_000  # bytes of a file whose articles are held all at once: some 50,000 articles
_MONTH: Final = 7  # characters of an ISO 8601 date: 2026-11


@dataclass(frozen=True, slots=True)
class Work:
    """What is accepted in one layer of the library."""

    layer: str  # its id


@dataclass(frozen=True, slots=True)
class File:
    """What is accepted in the articles of a file: gold lines, an export, another library.

    Of a file with several layers, each is compared as a side of its own; of a gold file, all is one.
    """

    path: Path
    gold: bool = False


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What the program proposes, by rules or by what it learnt from the library; in articles that are done or gold."""

    scope: "Scope" = "all"
    learnt: bool = False


Side = Work | File | Suggestions


@dataclass(slots=True)
class _Layer:
    """One layer that is compared, and where it is found."""

    name: str
    side: Side
    reader: ClaimReader | None = None  # of a file
    documents: dict[str, Document] = field(default_factory=dict)  # of a file, by the hash of their texts
    layer: str | None = None  # of a file, its name there; None: all of them


def has_learnt(library: Library) -> bool:
    """Whether something was learnt from the library, which can be compared."""
    from desktop.suggest.learning.training_data import learnt_from

    return learnt_from(library) is not None


def to_compare(library: Library) -> list[str]:
    """The layers that are compared unless others are named: the annotators' of whom something may be read here.

    What was adjudicated is nobody's, and agrees with whom it was taken from.
    """
    worked = library.articles_by_layer()
    return [one.id for one in library.layers_of_work() if one.id in worked and one.id != ADJUDICATED]


def compared(
    library: Library,
    sides: Sequence[Side],
    matching: Matching,
    *,
    by: Collection[By] = (),
    ordinal: Collection[str] = (),
    articles: Collection[str] | None = None,
    seed: int = 1,
    progress: Progress,
) -> Comparison:
    """Compares these sides; the first one is what precision and recall take for right.

    Args:
        library: whose articles are compared; texts of a file are found in it by what they say.
        sides: at least two.
        matching: when two claims are the same.
        by: the breakdowns that are wanted.
        ordinal: the names of attributes whose options are in an order.
        articles: the ids of the library's articles that are looked at; None: all.
        seed: of the bootstrap.
        progress: told how many articles are compared, of how many; it may raise to stop.

    Raises:
        KnownError: there are not two sides, a file cannot be read or holds no claims, or nothing was learnt.
        Cancelled: `progress` raised it.
    """
    names = Names()
    reader = ClaimReader(library.codebook, library.speakers(), names)
    questions = {one.id: one for one in [*fixed_questions(), *questions_of(library.codebook, ordinal)]}
    called = {one.id: name_of(one) for one in library.layers_of_work()}
    found: list[_Layer] = []
    for side in sides:
        if isinstance(side, Work):
            found.append(_Layer(called.get(side.layer, side.layer or library.annotator), side))
        else:
            found += _layers(side, names, questions, ordinal)
    _refuse_unordered(ordinal, questions.values())
    _name_apart(found)
    if len(found) < 2:
        raise KnownError(translated("There is nothing to compare with: choose two annotators, a file or suggestions."))
    every = _Articles(library, reader, found, names, articles)
    return compare(
        every.coded(progress),
        [layer.name for layer in found],
        list(questions.values()),
        matching,
        by=by,
        seed=seed,
        pulse=lambda: progress(every.total, every.total),
    )


def _layers(
    side: File | Suggestions, names: Names, questions: dict[str, Question], ordinal: Collection[str]
) -> Iterator[_Layer]:
    if isinstance(side, Suggestions):
        yield _Layer(translated("Suggestions (learnt)") if side.learnt else translated("Suggestions"), side)
    else:
        yield from _layers_of_file(side, names, questions, ordinal)


def _layers_of_file(
    file: File, names: Names, questions: dict[str, Question], ordinal: Collection[str]
) -> Iterator[_Layer]:
    from desktop.exchange import registry

    files.refuse_larger(file.path, _FILE_LIMIT)
    reading = registry.read(file.path)
    documents = {one.article.sha256: one for one in reading.documents}
    worked: set[str] = set().union(*(layers_of(one.annotations) for one in documents.values())) - {FIRST}
    if not any(annotation.status == "accepted" for one in documents.values() for annotation in one.annotations):
        raise KnownError(translated("{file} holds no claims to compare with.", file=file.path))
    reader = ClaimReader(reading.head.codebook, reading.head.speakers, names)
    for question in questions_of(reading.head.codebook, ordinal) if reading.head.codebook else ():
        questions.setdefault(question.id, question)
    if file.gold or len(worked) < 2:
        yield _Layer(file.path.stem, file, reader, documents)
        return
    for layer in sorted(worked, key=str.casefold):
        own = {hash: one for hash, one in documents.items() if layer in layers_of(one.annotations)}
        name = translated("{annotator} in {file}", annotator=layer, file=file.path.stem)
        yield _Layer(name, file, reader, own, layer)


def _refuse_unordered(ordinal: Collection[str], questions: Iterable[Question]) -> None:
    """A KnownError where one of these is no question whose answers can be in an order."""
    known = {folded(one.name) for one in questions if one.level == "ordinal"}
    for name in ordinal:
        if folded(name) not in known:
            raise KnownError(translated("No label for claims has an attribute {name} that is a choice.", name=name))


def _name_apart(found: Sequence[_Layer]) -> None:
    """Number layers that have the same name."""
    seen: Counter[str] = Counter()
    for layer in found:
        seen[layer.name] += 1
        if seen[layer.name] > 1:
            layer.name = f"{layer.name} ({seen[layer.name]})"


class _Articles:
    """The articles that can be compared, read when their turn comes: a large library is never in memory whole."""

    def __init__(
        self,
        library: Library,
        reader: ClaimReader,
        found: Sequence[_Layer],
        names: Names,
        chosen: Collection[str] | None,
    ) -> None:
        self._library = library
        self._reader = reader
        self._layers = found
        self._names = names
        self._people = {layer.side.layer for layer in found if isinstance(layer.side, Work)}  # by their layers
        worked = library.articles_by_layer()
        hashes = {hash for layer in found for hash in layer.documents}
        self._known = library.known_hashes(hashes)
        wanted: set[str] = set(self._known.values())
        for layer in found:
            if isinstance(layer.side, Work):
                wanted |= worked.get(layer.side.layer, set())
            elif isinstance(layer.side, Suggestions):
                wanted |= _finished(library, self._people)
        self._is_blind = library.is_blind
        self._wanted = wanted if chosen is None else wanted & set(chosen)
        self._elsewhere = [] if chosen is not None else sorted(hashes - set(self._known))
        self._suggest = {id(layer): _suggester(library, layer.side) for layer in found}
        self.total = len(self._wanted) + len(self._elsewhere)

    def coded(self, progress: Progress) -> Iterator[CodedArticle]:
        done = 0
        with self._library.snapshot(layers=None) as all_layers:
            for whole in all_layers.whole_articles(self._wanted):
                progress(done, self.total)
                done += 1
                found = {
                    layer.name: claims
                    for layer in self._layers
                    if (claims := self._in_library(layer, whole)) is not None
                }
                yield _coded(whole.article, whole.text, found, in_library=True)
        for hash in self._elsewhere:
            progress(done, self.total)
            done += 1
            document = next(layer.documents[hash] for layer in self._layers if hash in layer.documents)
            found = {
                layer.name: claims
                for layer in self._layers
                if (claims := self._outside(layer, hash, document)) is not None
            }
            yield _coded(document.article, document.text, found, in_library=False)
        progress(self.total, self.total)

    def _in_library(self, layer: _Layer, whole: WholeArticle) -> tuple[Claim, ...] | None:
        """The layer's claims in an article of the library; None where the layer has not coded it."""
        if isinstance(layer.side, File):
            return self._of_file(layer, whole.article.sha256)
        coded_by = layers_of(whole.annotations)
        has_gold = any(whole.article.sha256 in other.documents for other in self._layers)
        if isinstance(layer.side, Suggestions):
            asked = whole.statuses if not self._people else self._people
            is_done = any(whole.statuses.get(one) == "done" for one in asked)
            return self._suggested(layer, whole.text, whole.article.language) if is_done or has_gold else None
        # Where suggestions are compared, a finished article in which nobody found a claim says something, too.
        own = layer.side.layer
        if self._is_blind and not self._library.may_read(own, whole.article.id):
            return None
        is_empty = whole.statuses.get(own) == "done" and not coded_by and any(self._suggest.values())
        if own not in coded_by and not is_empty:
            return None
        return self._reader.claims(whole.text, whole.annotations, whole.attributions, own)

    def _outside(self, layer: _Layer, hash: str, document: Document) -> tuple[Claim, ...] | None:
        """The same in a text that the library does not have."""
        if isinstance(layer.side, Suggestions):
            return self._suggested(layer, document.text, document.article.language)
        return self._of_file(layer, hash) if isinstance(layer.side, File) else None

    def _of_file(self, layer: _Layer, hash: str) -> tuple[Claim, ...] | None:
        document = layer.documents.get(hash)
        if document is None or layer.reader is None:
            return None
        attributions = {one.claim: one for one in document.attributions}
        return layer.reader.claims(document.text, document.annotations, attributions, layer.layer)

    def _suggested(self, layer: _Layer, text: str, language: str) -> tuple[Claim, ...]:
        suggest = self._suggest[id(layer)]
        assert suggest is not None
        claims = [self._as_claim(text, one) for one in suggest(text, language)]
        return tuple(sorted((claim for claim in claims if claim.fragments), key=lambda claim: claim.fragments))

    def _as_claim(self, text: str, one: "SuggestedAttribution") -> Claim:
        fragments = layers.without_marks(text, ordered(one.contents))
        words: list[Answer] = [
            "; ".join(layers.words(text, ordered(part)) for part in sorted(parts)) or None
            for parts in (one.sources, one.cues)
        ]
        answers: dict[str, Answer] = {
            SPEAKER: frozenset(self._names.of(guess.name) for guess in one.speakers if guess),
            SOURCE: words[0],
            KIND: layers.in_words(one.quotation),
            CUE: words[1],
        }
        return Claim(fragments=fragments, answers=answers, words=layers.in_short(text, fragments))


def _finished(library: Library, layers: Collection[str]) -> set[str]:
    """The ids of the articles that are done in one of these layers; in any, where none is named."""
    found: set[str] = set()
    for layer in layers or [FIRST, *(one.id for one in library.annotators())]:
        with library.snapshot((layer,)) as own:
            found.update(own.article_ids(ArticleFilter(status="done")))
    return found


def _suggester(library: Library, side: Side) -> "Callable[[str, str], Iterable[SuggestedAttribution]] | None":
    """What proposes attributions of a text in a language; None where no suggestions are compared."""
    if not isinstance(side, Suggestions):
        return None
    from desktop.suggest.attributions import suggest
    from desktop.suggest.language.word_lists import language_to_read
    from desktop.suggest.learning.training_data import learnt_from

    learnt = learnt_from(library) if side.learnt else None

    def found(text: str, language: str) -> "Iterable[SuggestedAttribution]":
        code = language_to_read(text, language)
        return learnt.suggest(text) if learnt and learnt.code == code else suggest(text, code, side.scope)

    return found


def _coded(article: Article, text: str, found: dict[str, tuple[Claim, ...]], *, in_library: bool) -> CodedArticle:
    return CodedArticle(
        id=article.id,
        title=article.title,
        length=len(text),
        outlet=article.publisher,
        month=article.published[:_MONTH] if len(article.published) >= _MONTH else "",
        layers=found,
        in_library=in_library,
    )
