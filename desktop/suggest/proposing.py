"""Suggestions in a library: written as annotations that wait, and accepted with the speaker that they name.

A suggestion is an annotation of the status "suggested" whose origin names the suggester and whose evidence says what
it goes by. That of a mention holds a guess at who speaks; the speaker is looked up, or made, when a person accepts.
"""

import logging
import time
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from desktop import labelling
from desktop.base.errors import Cancelled, KnownError
from desktop.base.progress import Progress
from desktop.base.system_errors import as_known
from desktop.base.tracebacks import trace_of
from desktop.base.translation import listed, translated_plural
from desktop.library import Edit, Library, Reader
from desktop.model import operations
from desktop.model.language_names import name_of
from desktop.model.records import (
    NO_EVIDENCE,
    Annotation,
    Evidence,
    Speaker,
    SpeakerGuess,
    new_id,
)
from desktop.model.speakers import SpeakersByName
from desktop.suggest.attributions import SuggestedAttribution, suggest
from desktop.suggest.language.word_lists import Scope, language_to_read, languages
from desktop.suggest.learning.trainer import Learnt
from desktop.suggest.learning.training_data import learnt_from
from desktop.suggest.suggesters import found_by
from desktop.suggest.writing import LEARNT, RULES, Writer, evidence_of

PAUSE = 0.12  # seconds between the edits of one article: SQLite lets who waits try again every 0.1
TURNED_DOWN = 5  # so often, and never accepted: what a suggestion goes by is not proposed any more
_NAMED = 3  # articles that a sentence names

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What came of proposing: suggestions that are new, and those that were there and hold."""

    new: int = 0
    kept: int = 0
    not_read: str = ""  # the code of the article's language, when there are no rules for it and nothing was found


@dataclass(slots=True)
class Run:
    """What came of looking through articles one after the other."""

    new: int = 0  # suggestions
    kept: int = 0
    with_new: int = 0  # articles
    not_read: Counter[str] = field(default_factory=Counter)  # articles, by the code of their language
    failed: list[str] = field(default_factory=list)  # titles of articles that an error of ours ended, which is logged

    def add(self, came: Proposed) -> None:
        self.new += came.new
        self.kept += came.kept
        self.with_new += came.new > 0
        if came.not_read:
            self.not_read[came.not_read] += 1

    def join(self, other: "Run") -> None:
        """Takes in what came of looking through other articles."""
        self.new += other.new
        self.kept += other.kept
        self.with_new += other.with_new
        self.not_read += other.not_read
        self.failed += other.failed

    @property
    def remarks(self) -> list[str]:
        """What is to be said of the articles that were not looked through, in sentences."""
        said = [
            translated_plural(
                "Ascribe has no rules for {language} yet, so {count} article got no suggestions.",
                "Ascribe has no rules for {language} yet, so {count} articles got no suggestions.",
                count,
                language=name_of(code),
            )
            for code, count in self.not_read.most_common()
        ]
        if self.failed:
            articles = listed(f"“{title}”" for title in self.failed[:_NAMED])
            if more := len(self.failed[_NAMED:]):
                articles = translated_plural(
                    "{articles} and {count} more", "{articles} and {count} more", more, articles=articles
                )
            said.append(
                translated_plural(
                    "{count} article could not be looked through: {articles}.",
                    "{count} articles could not be looked through: {articles}.",
                    len(self.failed),
                    articles=articles,
                )
            )
        return said


def propose(
    library: Library,
    article_id: str,
    *,
    scope: Scope = "speech",
    min_confidence: float = 0.0,
    group: str = "",
    learnt: Learnt | None = None,
    by: str = "",
    language: str = "",
    without: Collection[Evidence] | None = None,
) -> Proposed:
    """Writes the suggestions for one article; suggestions of before that hold no more are taken away.

    None is written over what a person accepted, and one that a person rejected does not come back. Articles that are
    done one after the other under the same `group` are undone together. Many suggestions are written in several edits,
    between which others can write; they too are undone together. What was `learnt` from the library
    (`training_data.learnt_from`) takes the place of the rules for articles of its language, and knows the scope.
    With the name of an installed suggester, `by`, its suggestions are written, beside those that are there.
    A `language`, a BCP 47 tag, goes before the article's own; an article without one is read in that of its text.
    What a person keeps turning down, by the same rule and words, is left out: `without`, asked of the library if None.
    """
    text = library.text(article_id)
    code = language_to_read(text, language or library.article(article_id).language)
    if by:
        found, origin = found_by(by, text, code, scope), by
    elif learnt and learnt.code == code:
        found, origin = learnt.suggest(text), LEARNT
    else:
        found, origin = suggest(text, code, scope), RULES
    if without is None:
        without = turned_down(library)
    certain = [one if one.confidence >= min_confidence and evidence_of(one) not in without else None for one in found]
    came = _write(library, article_id, certain, group, origin)
    return came if found or code in languages() else replace(came, not_read=code)


def propose_in(
    library: Library,
    article_ids: Sequence[str],
    progress: Progress,
    *,
    scope: Scope = "speech",
    min_confidence: float = 0.0,
    by: str = "",
    language: str = "",
) -> Run:
    """Does for articles one after the other what `propose` does for one, by what was learnt from the library.

    They are undone together. Where `progress` raises Cancelled, what is written by then stays. One bad article never
    stops the run: an error of ours in it is logged with its trace, and the run names the article.

    Raises:
        KnownError: the library cannot be written, an article or the suggester is not there.
        Cancelled: `progress` raised it.
    """
    learnt, group = learnt_from(library), new_id() if len(article_ids) > 1 else ""
    without = turned_down(library)
    run = Run()
    for done, id in enumerate(article_ids):
        progress(done, len(article_ids))
        title = library.article(id).title
        try:
            run.add(
                propose(
                    library, id, scope=scope, min_confidence=min_confidence, group=group, learnt=learnt, by=by,
                    language=language, without=without,
                )
            )  # fmt: skip
        except (KnownError, Cancelled):
            raise
        except Exception as error:
            if known := as_known(error):
                raise known from error
            log.error("the article %s could not be looked through:\n%s", id, trace_of(error))
            run.failed.append(title)
    progress(len(article_ids), len(article_ids))
    return run


def write(
    library: Library,
    article_id: str,
    found: Iterable[SuggestedAttribution],
    *,
    min_confidence: float = 0.0,
    group: str = "",
    origin: str = RULES,
) -> Proposed:
    """Writes these suggestions for one article, as `propose` does with its own."""
    certain = [one if one.confidence >= min_confidence else None for one in found]
    return _write(library, article_id, certain, group, origin)


def turned_down(reader: Reader) -> frozenset[Evidence]:
    """What the suggestions go by that whoever works in the library keeps turning down."""
    return frozenset(reader.turned_down(TURNED_DOWN)) - {NO_EVIDENCE}


def _write(
    library: Library, article_id: str, certain: list[SuggestedAttribution | None], group: str, origin: str
) -> Proposed:
    operation = operations.suggest()
    writer = Writer(article_id, origin, certain)
    with library.snapshot((library.layer,)) as snapshot:  # in an edit, others would wait while much is read
        writer.read(snapshot)
    group = group or (new_id() if writer.has_many else "")
    while not writer.is_done:
        with library.bulk_edit(operation, group) if group else library.edit(operation) as edit:
            writer.go_on(edit)
        if not writer.is_done:
            time.sleep(PAUSE)
    return Proposed(writer.new, writer.kept)


def accept(edit: Edit, *claims: Annotation) -> None:
    """Accepts suggestions of an article whole: claims, cues and mentions, and whom the mentions seem to name.

    Who was accepted once is known for the rest of the article: in name, in colour, and to whoever accepts next. However
    many the claims are, it takes a few steps.
    """
    guessed = [(part, guess) for part in labelling.accept(edit, *claims) if (guess := part.evidence.speaker)]
    nameless = [(mention, guess) for mention, guess in guessed if mention.speaker is None]
    speakers = _speakers_for(edit, [guess for _, guess in nameless])
    labelling.name_mentions(edit, [(mention, speakers[guess.name]) for mention, guess in nameless])
    for article in {claim.article for claim in claims}:
        labelling.answer_guesses(edit, speakers, article)


def _speakers_for(edit: Edit, guesses: Sequence[SpeakerGuess]) -> dict[str, Speaker]:
    """The library's speakers by the names of these guesses; those whom it does not know yet are made."""
    known = SpeakersByName(edit.speakers() if guesses else ())
    found: dict[str, Speaker] = {}
    made = []
    for guess in guesses:
        if guess.name in found:
            continue
        speaker = known.meant(guess.name, guess.aliases)
        if speaker is None:
            speaker = Speaker(name=guess.name, kind=guess.kind, aliases=guess.aliases)
            known.put(speaker)
            made.append(speaker)
        found[guess.name] = speaker
    labelling.add_speakers(edit, made)
    return found


def reject(edit: Edit, *claims: Annotation) -> None:
    """Rejects suggestions; they are kept, so that they do not come back."""
    labelling.reject(edit, *claims)
