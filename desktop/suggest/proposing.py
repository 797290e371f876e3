"""Suggestions in a library: written as annotations that wait, and accepted with the speaker that they name.

A suggestion is an annotation of the status "suggested" whose origin names the suggester and whose evidence says what
it goes by. That of a mention holds a guess at who speaks; the speaker is looked up, or made, when a person accepts.
"""

import logging
import time
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from desktop import labelling
from desktop.base.errors import Cancelled, Conflict, KnownError
from desktop.base.progress import Progress
from desktop.base.system_errors import as_known
from desktop.base.traces import trace_of
from desktop.base.translation import listed, translated, translated_plural
from desktop.library import Edit, Library, Reader
from desktop.model import operations
from desktop.model.codebook import QUOTATION, Codebook, Label
from desktop.model.language_names import name_of
from desktop.model.records import (
    NO_EVIDENCE,
    Annotation,
    Attribution,
    Evidence,
    Role,
    Source,
    Speaker,
    SpeakerGuess,
    new_id,
)
from desktop.model.speakers import SpeakersByName
from desktop.model.text import Fragments, likeness
from desktop.suggest.attributions import SuggestedAttribution, suggest
from desktop.suggest.language.word_lists import Scope, language_to_read, languages
from desktop.suggest.learning.trainer import Learnt
from desktop.suggest.learning.training_data import learnt_from
from desktop.suggest.suggesters import found_by

RULES = "rules"  # the origins of what this module writes; another suggester's is its name
LEARNT = "learnt"
AT_ONCE = 500  # suggestions that an edit writes: whoever else writes to the library waits for no longer
PAUSE = 0.12  # seconds between these edits: SQLite lets who waits try again every 0.1
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
    certain = [one if one.confidence >= min_confidence and _evidence(one) not in without else None for one in found]
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


def _evidence(one: SuggestedAttribution) -> Evidence:
    return Evidence(rule=one.rule, cue=one.cue)


def _write(
    library: Library, article_id: str, certain: list[SuggestedAttribution | None], group: str, origin: str
) -> Proposed:
    operation = operations.suggest()
    writer = _Writer(article_id, origin, certain)
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


class _Writer:
    """Writes the suggestions for one article, in one edit after the other until it is done.

    What is new is written, what holds is kept, and then what does not is taken away.
    """

    def __init__(self, article_id: str, origin: str, found: list[SuggestedAttribution | None]) -> None:
        """A place in `found` without a suggestion is passed over; others name their parents by their places."""
        self._article = article_id
        self._origin = origin
        self._found = found
        self._ids: list[str | None] = []  # of the claims for what was found, as far as it was gone through
        self._written: dict[Fragments, str] = {}
        self._contents = {one.contents for one in found if one}
        self._known_at = -1  # the newest row of the journal when the article was as it is known here
        self.new = self.kept = 0
        self.is_done = False

    def go_on(self, edit: Edit) -> None:
        """Does the next of it in an open edit."""
        self._edit = edit
        self._new: list[Annotation | Attribution] = []
        newest = edit.newest_row()
        if newest != self._known_at:  # others wrote since
            self.read(edit)
        at = len(self._ids)
        for one in self._found[at : at + AT_ONCE]:
            self._ids.append(self._id_of(one) if one else None)
        edit.add_all(self._new)
        if len(self._ids) == len(self._found):
            for outdated in self._outdated[:AT_ONCE]:
                self._take_away(outdated)
            del self._outdated[:AT_ONCE]
            self.is_done = not self._outdated
        self._known_at = newest + bool(edit.changes)

    def read(self, library: Reader) -> None:
        """Knows the article as it is now."""
        if not library.articles_by_id([self._article]):
            raise Conflict(translated("Nothing was suggested, because the article was deleted meanwhile."))
        self._known_at = library.newest_row()
        self._codebook = library.codebook
        self._claim_label = _claim_label(self._codebook)
        self._speakers = SpeakersByName(library.speakers())
        annotations = library.annotations(self._article)
        claims = [one for one in annotations if self._codebook.role(one.label) == "claim"]
        there = {one.id for one in claims}
        self._ids = [id if id in there else None for id in self._ids]
        own = [one for one in claims if self._is_own(one)]
        written = set(self._written.values())
        self._settled = [one for one in claims if not self._is_own(one)]
        self._open = {one.fragments: one for one in own if one.id not in written}
        self._outdated = [one for one in self._open.values() if one.fragments not in self._contents]
        self._parts = {(one.label, one.fragments): one for one in annotations if one.status != "rejected"}

    @property
    def has_many(self) -> bool:
        """Whether it takes several edits."""
        return max(len(self._found), len(self._outdated)) > AT_ONCE

    def _id_of(self, one: SuggestedAttribution) -> str | None:
        """The id of the claim for what was found, written where there is none; None where a person settled it."""
        if one.contents in self._written:
            return self._written[one.contents]
        if before := self._open.get(one.contents):
            self.kept += 1
            id = before.id
        elif self._is_settled(one.contents):
            return None
        else:
            self.new += 1
            id = self._add(one, self._ids[one.parent] if one.parent is not None else None)
        self._written[one.contents] = id
        return id

    def _is_own(self, claim: Annotation) -> bool:
        """Whether a claim is an open suggestion of this origin, which gives way; rules and what was learnt are one."""
        return claim.status == "suggested" and _family(claim.origin) == _family(self._origin)

    def _is_settled(self, contents: Fragments) -> bool:
        """Whether a person accepted something here or rejected just this, or another suggester proposed it."""
        for claim in self._settled:
            alike = likeness(contents, claim.fragments)
            if alike and (claim.status == "accepted" or alike >= labelling.SAME):
                return True
        return False

    def _add(self, one: SuggestedAttribution, parent: str | None) -> str:
        claim = self._annotation(self._claim_label, one.contents, one)
        if self._claim_label.attribute(QUOTATION):
            claim = replace(claim, attributes={**claim.attributes, QUOTATION: one.quotation})
        self._new.append(claim)
        sources = tuple(
            source
            for fragments, speaker in zip_longest(one.sources, one.speakers[: len(one.sources)])
            if (source := self._source(fragments, one, speaker))
        )
        cues = tuple(cue.id for fragments in one.cues if (cue := self._part("cue", fragments, one)))
        self._new.append(Attribution(claim=claim.id, article=self._article, sources=sources, cues=cues, parent=parent))
        return claim.id

    def _source(self, fragments: Fragments, one: SuggestedAttribution, guess: SpeakerGuess | None) -> Source | None:
        known = self._speakers.meant(guess.name, guess.aliases) if guess else None
        mention = self._part("speaker", fragments, one, known, None if known else guess)
        if mention is None:
            return Source(known.id) if known else None
        return Source(mention.speaker, mention.id)

    def _part(
        self,
        role: Role,
        fragments: Fragments,
        one: SuggestedAttribution,
        speaker: Speaker | None = None,
        guess: SpeakerGuess | None = None,
    ) -> Annotation | None:
        """The mention or cue here: the one that is there, or a new one; None when the codebook has no label for it."""
        label = self._codebook.first(role)
        if label is None:
            return None
        there = self._parts.get((label.id, fragments))
        if there is None:
            new = self._annotation(label, fragments, one)
            evidence = replace(new.evidence, speaker=guess)
            there = replace(new, speaker=speaker.id if speaker else None, evidence=evidence)
            self._new.append(there)
            self._parts[label.id, fragments] = there
        return there

    def _annotation(self, label: Label, fragments: Fragments, one: SuggestedAttribution) -> Annotation:
        return Annotation(
            article=self._article,
            label=label.id,
            fragments=fragments,
            attributes=label.defaults,
            status="suggested",
            origin=self._origin,
            confidence=one.confidence,
            evidence=_evidence(one),
        )

    def _take_away(self, claim: Annotation) -> None:
        """Deletes an open suggestion with those of its parts that nothing else needs."""
        for part in labelling.withdraw(self._edit, claim):
            self._parts.pop((part.label, part.fragments), None)


def _family(origin: str) -> str:
    return RULES if origin == LEARNT else origin


def _claim_label(codebook: Codebook) -> Label:
    label = codebook.first("claim")
    if label is None:
        raise KnownError(translated("The codebook has no label with the role claim, so nothing can be suggested."))
    return label
