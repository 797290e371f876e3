"""What hostile libraries are made of: a sound library, and those that earlier versions made."""

import lzma
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.library import Library
from desktop.model import operations
from desktop.model.codebook import Attribute, Codebook, Option
from desktop.model.records import Annotation, Attribution, Evidence, Source, Speaker, SpeakerGuess
from desktop.suggest.learning.training_data import MODEL
from tests.making import added, added_article, over

TEXT = "“Never,” the minister said. He added that the dam would hold, according to Ruiz. "

FIXTURES = Path(__file__).parents[2] / "desktop" / "library" / "sqlite" / "fixtures"


@cache
def sound_bytes() -> bytes:
    """A library of three articles with all that there can be in them, and with something to undo and to redo."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "Sound.ascribe"
        with Library.open(path, annotator="ada") as library:
            with library.edit(operations.answer("Topic")) as edit:
                edit.set_codebook(_with_topics(edit.codebook))
            for number in (1, 2, 3):
                _add_labelled(library, number)
            with library.edit(operations.add_speaker()) as edit:
                edit.add(Speaker(name="Redo"))
            library.undo()
            library.save_derived(MODEL, b"no model")
        return path.read_bytes()


def _with_topics(codebook: Codebook) -> Codebook:
    options = (Option(id="economy", name="Economy"), Option(id="taxes", name="Taxes", parent="economy"))
    topic = Attribute(id="topic", name="Topic", kind="choices", options=options, open=True)
    claim, *others = codebook.labels
    return Codebook(name=codebook.name, labels=(replace(claim, attributes=(*claim.attributes, topic)), *others))


def _add_labelled(library: Library, number: int) -> None:
    text = TEXT * number
    article = added_article(library, text, f"Title {number}", publisher="Herald", published="2026-11-21")
    claim, speaker, cue = (library.codebook.of_role(role)[0] for role in ("claim", "speaker", "cue"))
    with library.edit(operations.label("Claim")) as edit:
        ruiz = edit.add(Speaker(name=f"Ruiz {number}", aliases=("R.",)))
        said = added(edit, article, text, claim, "“Never,”", "the dam would hold")
        said = edit.change(said, attributes={"quotation": "mixed", "topic": ("taxes",)}, note="A note")
        inner = added(edit, article, text, claim, "the dam")
        mention = edit.change(added(edit, article, text, speaker, "the minister"), speaker=ruiz.id)
        word = added(edit, article, text, cue, "said")
        sources = (Source(ruiz.id, mention.id), Source(mention=mention.id))
        edit.add(Attribution(claim=said.id, article=article.id, cues=(word.id,), sources=sources))
        edit.add(Attribution(claim=inner.id, article=article.id, parent=said.id))
    with library.edit(operations.suggest()) as edit:
        waits = {"article": article.id, "status": "suggested", "origin": "rules", "confidence": 0.7}
        guess = Evidence(rule="according to", cue="according to", speaker=SpeakerGuess("Ruiz", ("R.",)))
        shown = edit.add(Annotation(label=speaker, fragments=over(text, "Ruiz"), evidence=guess, **waits))  # type: ignore[arg-type]
        proposed = over(text, "He added that the dam would hold")
        evidence = Evidence(rule="according to")
        one = edit.add(Annotation(label=claim, fragments=proposed, evidence=evidence, **waits))  # type: ignore[arg-type]
        edit.add(Attribution(claim=one.id, article=article.id, sources=(Source(mention=shown.id),)))
    if number == 1:
        with library.edit(operations.mark_articles("done", 1)) as edit:
            edit.change(article, status="done")


@cache
def of_version(name: str) -> bytes:
    """A library that an earlier version made: see the fixtures of the migrations."""
    return lzma.decompress((FIXTURES / f"{name}.ascribe.xz").read_bytes())
