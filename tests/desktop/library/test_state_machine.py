"""Whatever is done, undone, redone and reopened, the library agrees with a plain model of it."""

import copy
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from desktop import labelling
from desktop.library import Library
from desktop.model import operations
from desktop.model.records import Annotation, Article, Speaker
from desktop.model.text import Fragment, ordered
from tests.examples import examples
from tests.making import added_article, article_of

WORDS = ["“Yes,”", "said", "she", "😀", "naïve", "no", "\n\n", "e\u0301", "Lint", "and", "漢字"]
ranges = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=3)


@dataclass
class Model:
    """A library as plain dictionaries, and what each verb does to them, written down a second time."""

    texts: dict[str, str] = field(default_factory=dict)
    fragments: dict[str, list[tuple[int, int]]] = field(default_factory=dict)  # by annotation
    article_of: dict[str, str] = field(default_factory=dict)
    role_of: dict[str, str] = field(default_factory=dict)
    named: dict[str, str | None] = field(default_factory=dict)  # the speaker of each mention
    speakers: dict[str, str] = field(default_factory=dict)
    sources: dict[str, list[tuple[str | None, str | None]]] = field(default_factory=dict)  # by claim
    cues: dict[str, list[str]] = field(default_factory=dict)

    def name(self, mention: str, speaker: str | None) -> None:
        self.named[mention] = speaker
        for claim, sources in self.sources.items():
            self.sources[claim] = once([(speaker if m == mention else s, m) for s, m in sources])

    def forget(self, annotation: str) -> None:
        for everything in (self.fragments, self.article_of, self.role_of, self.named, self.sources, self.cues):
            everything.pop(annotation, None)
        for claim, sources in self.sources.items():
            self.sources[claim] = once([(s, None if m == annotation else m) for s, m in sources])
            self.cues[claim] = [cue for cue in self.cues[claim] if cue != annotation]


def once(sources: list[tuple[str | None, str | None]]) -> list[tuple[str | None, str | None]]:
    return list(dict.fromkeys(source for source in sources if source != (None, None)))


class Labelling(RuleBasedStateMachine):
    """Edits, undo, redo and reopening in any order."""

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.library = Library.open(self.folder / "News.ascribe", annotator="ada")
        self.history = [Model()]  # one state after each edit
        self.at = 0

    def teardown(self) -> None:
        if hasattr(self, "library"):
            while self.library.undo():
                self.at -= 1
                self.agrees_with_the_model()
            assert self.at == 0
            assert self.library.check() == []
            self.library.close()
            shutil.rmtree(self.folder)

    @property
    def model(self) -> Model:
        return self.history[self.at]

    def did(self, change: Callable[[Model], Any]) -> None:
        after = copy.deepcopy(self.model)
        change(after)
        if after == self.model:
            return  # an edit that changed nothing leaves no trace
        self.history[self.at + 1 :] = [after]
        self.at += 1

    def pick(self, data: st.DataObject, role: str | None = None) -> Annotation:
        ids = [id for id in self.model.fragments if role in (None, self.model.role_of[id])]
        found = self.library.annotation(data.draw(st.sampled_from(ids)))
        assert found
        return found

    def has(self, role: str) -> bool:
        return role in self.model.role_of.values()

    @rule(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
    def add_article(self, words: list[str]) -> None:
        text = " ".join([*words, str(len(self.history)), str(self.at)])
        if text in self.model.texts.values():
            return
        article = added_article(self.library, text)
        self.did(lambda model: model.texts.update({article.id: text}))

    @rule(texts=st.lists(st.text(WORDS[0] + "ab é😀", min_size=1), min_size=1, max_size=3, unique=True))
    def import_articles(self, texts: list[str]) -> None:
        new = [text for text in texts if text not in self.model.texts.values()]
        if not new:
            return
        articles: list[Article] = [article_of(text) for text in new]
        with self.library.bulk_edit(operations.import_articles(), f"group {len(self.history)} {self.at} {new}") as edit:
            edit.add_articles(zip(articles, new, strict=True))
        self.did(lambda model: model.texts.update({a.id: t for a, t in zip(articles, new, strict=True)}))

    @precondition(lambda self: self.model.texts)
    @rule(data=st.data(), shape=ranges, role=st.sampled_from(["claim", "speaker", "cue", "other"]), joins=st.booleans())
    def annotate(self, data: st.DataObject, shape: list[tuple[float, float]], role: str, joins: bool) -> None:
        article = data.draw(st.sampled_from(list(self.model.texts)))
        text = self.model.texts[article]
        fragments = self.placed(shape, text)
        joining = self.pick(data, "claim") if joins and role in ("speaker", "cue") and self.has("claim") else None
        if not fragments or (joining and joining.article != article):
            return
        label = next(label for label in self.library.codebook.labels if label.role == role)
        with self.library.edit(operations.label("Claim")) as edit:
            added = labelling.annotate(edit, article, text, fragments, label, joining=joining)
        if added.id in self.model.fragments:
            return  # it is part of this claim already

        def change(model: Model) -> None:
            model.fragments[added.id] = [tuple(f) for f in fragments]
            model.article_of[added.id], model.role_of[added.id], model.named[added.id] = article, role, None
            if role == "claim":
                model.sources[added.id], model.cues[added.id] = [], []
            if joining and role == "cue":
                model.cues[joining.id].append(added.id)
            if joining and role == "speaker":
                sources = model.sources[joining.id]
                unshown = next((i for i, (_, mention) in enumerate(sources) if mention is None), None)
                if unshown is None:
                    sources.append((None, added.id))
                else:
                    sources[unshown] = (sources[unshown][0], added.id)
                    model.named[added.id] = sources[unshown][0]

        self.did(change)

    def placed(self, shape: list[tuple[float, float]], text: str) -> tuple[Fragment, ...]:
        return ordered(sorted((round(a * len(text)), round(b * len(text)))) for a, b in shape)  # type: ignore[misc]

    @precondition(lambda self: self.model.fragments)
    @rule(data=st.data(), shape=ranges)
    def reshape(self, data: st.DataObject, shape: list[tuple[float, float]]) -> None:
        annotation = self.pick(data)
        text = self.model.texts[annotation.article]
        fragments = self.placed(shape, text)
        if not fragments:
            return
        with self.library.edit(operations.reshape()) as edit:
            labelling.reshape(edit, annotation, text, fragments)
        self.did(lambda model: model.fragments.update({annotation.id: [tuple(f) for f in fragments]}))

    @precondition(lambda self: self.has("claim"))
    @rule(data=st.data(), name=st.sampled_from(["Ada", "Bo", "Cleo"]))
    def attribute(self, data: st.DataObject, name: str) -> None:
        claim = self.pick(data, "claim")
        known = next((id for id, known in self.model.speakers.items() if known == name), None)
        with self.library.edit(operations.set_speaker()) as edit:
            speaker = (known and edit.speaker(known)) or edit.add(Speaker(name=name))
            labelling.attribute(edit, claim, speaker)

        def change(model: Model) -> None:
            model.speakers[speaker.id] = name
            shown = next((mention for _, mention in model.sources[claim.id] if mention), None)
            model.sources[claim.id] = [(speaker.id, shown)]
            if shown:
                model.name(shown, speaker.id)

        self.did(change)

    @precondition(lambda self: self.has("speaker") and self.model.speakers)
    @rule(data=st.data())
    def name_mention(self, data: st.DataObject) -> None:
        mention = self.pick(data, "speaker")
        speaker = self.library.speaker(data.draw(st.sampled_from(list(self.model.speakers))))
        with self.library.edit(operations.set_speaker()) as edit:
            labelling.name_mention(edit, mention, speaker)
        assert speaker
        self.did(lambda model: model.name(mention.id, speaker.id))

    @precondition(lambda self: len(self.model.speakers) > 1)
    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        ids = data.draw(st.permutations(list(self.model.speakers)))
        kept, duplicate = self.library.speaker(ids[0]), self.library.speaker(ids[1])
        assert kept
        assert duplicate
        with self.library.edit(operations.merge_speakers()) as edit:
            labelling.merge(edit, kept, duplicate)

        def change(model: Model) -> None:
            del model.speakers[duplicate.id]
            model.named = {m: kept.id if s == duplicate.id else s for m, s in model.named.items()}
            for claim, sources in model.sources.items():
                model.sources[claim] = once([(kept.id if s == duplicate.id else s, m) for s, m in sources])

        self.did(change)

    @precondition(lambda self: self.model.fragments)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        annotation = self.pick(data)
        with self.library.edit(operations.delete_annotation("Claim")) as edit:
            labelling.delete(edit, annotation)
        self.did(lambda model: model.forget(annotation.id))

    @rule()
    def undo(self) -> None:
        undone = self.library.undo()
        assert (undone is None) == (self.at == 0)
        self.at = max(0, self.at - 1)

    @rule()
    def redo(self) -> None:
        redone = self.library.redo()
        assert (redone is None) == (self.at == len(self.history) - 1)
        self.at = min(len(self.history) - 1, self.at + 1)

    @rule()
    def reopen(self) -> None:
        self.library.close()
        self.library = Library.open(self.folder / "News.ascribe", annotator="ada")

    @invariant()
    def agrees_with_the_model(self) -> None:
        if not hasattr(self, "library"):
            return
        model = self.model
        texts = {row.article.id: self.library.text(row.article.id) for row in self.library.articles()}
        assert texts == model.texts
        assert {speaker.id: speaker.name for speaker in self.library.speakers()} == model.speakers
        annotations = {a.id: a for id in texts for a in self.library.annotations(id)}
        assert {id: [tuple(f) for f in a.fragments] for id, a in annotations.items()} == model.fragments
        assert {id: a.article for id, a in annotations.items()} == model.article_of
        assert {id: a.speaker for id, a in annotations.items()} == model.named
        attributions = {claim: a for id in texts for claim, a in self.library.attributions(id).items()}
        sources = {claim: [(s.speaker, s.mention) for s in a.sources] for claim, a in attributions.items()}
        assert {claim: s for claim, s in sources.items() if s} == {c: s for c, s in model.sources.items() if s}
        cues = {claim: list(a.cues) for claim, a in attributions.items()}
        assert {claim: c for claim, c in cues.items() if c} == {claim: c for claim, c in model.cues.items() if c}
        for annotation in annotations.values():  # every fragment is a slice of its text
            assert all(0 <= start < end <= len(texts[annotation.article]) for start, end in annotation.fragments)


Labelling.TestCase.settings = settings(max_examples=examples(6), stateful_step_count=20, deadline=None)
TestLabelling = Labelling.TestCase
