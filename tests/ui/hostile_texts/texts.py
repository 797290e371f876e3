"""Texts that mean ill (HTML that names a file, `&`, signs that turn directions), and a library that has no others."""

from pathlib import Path
from typing import get_args

from desktop.library import Library
from desktop.model import operations
from desktop.model.codebook import Attribute, AttributeKind, Codebook, Label, Option
from desktop.model.records import (
    Annotation,
    Article,
    AttributeValue,
    Attribution,
    Evidence,
    Source,
    Speaker,
    SpeakerGuess,
)
from tests.making import added_article, over

OVERRIDE = "\u202e"  # turns all that follows it, up to the end of the line or of what it is in
HOSTILE = f'<img src="file:///dev/zero"><b>x</b>&amp;&Q\u2069{OVERRIDE}'
IN_A_FILE_NAME = HOSTILE.replace("/", "∕")
KINDS = get_args(AttributeKind)


def hostile(number: int | str) -> str:
    return f"{HOSTILE}{number}"


TEXT = f"{hostile(1)}\n\n“{hostile(2)}closes,” said {hostile(3)} on Friday.\n\n“{hostile(4)},” he said.\n"


def asks(number: int, kind: AttributeKind, *, open: bool = False) -> Attribute:
    options = tuple(Option(id=f"{number}{name}", name=hostile(f"{number}{name}")) for name in "ab")
    about = hostile("guideline")
    return Attribute(id=str(number), name=hostile(number), kind=kind, options=options, guideline=about, open=open)


CODEBOOK = Codebook(
    name=HOSTILE,
    labels=(
        Label(
            id="claim",
            name=hostile("claim"),
            role="claim",
            shortcut="C",
            guideline=HOSTILE,
            attributes=(*(asks(n, kind) for n, kind in enumerate(KINDS)), asks(20, "choice", open=True)),
        ),
        Label(id="other", name=hostile("other"), role="claim", shortcut="2", guideline=HOSTILE),
        Label(id="speaker", name=hostile("speaker"), role="speaker", shortcut="S", guideline=HOSTILE),
        Label(id="cue", name=hostile("cue"), role="cue", shortcut="Q", guideline=HOSTILE),
    ),
)
ANSWERS: dict[str, AttributeValue] = {"0": "0a", "1": ("1a", "1b"), "5": HOSTILE, "20": "20b"}


def library_at(folder: Path) -> Library:
    """Every text that it holds is hostile, and so is its name."""
    library = Library.open(folder / f"{IN_A_FILE_NAME}.ascribe", annotator=HOSTILE)
    with library.edit(operations.import_articles()) as edit:
        edit.set_codebook(CODEBOOK)
    groups = {"tags": (hostile("tag"), hostile("tag2")), "sets": (hostile("set"),)}
    about = {"publisher": HOSTILE, "author": HOSTILE, "url": HOSTILE, "note": HOSTILE, "published": "2026-11-21"}
    article = added_article(library, TEXT, HOSTILE, **about, **groups)  # type: ignore[arg-type]
    added_article(library, f"It rains, said {HOSTILE}.", hostile("second"), publisher=HOSTILE)
    with library.edit(operations.label(HOSTILE)) as edit:
        speaker = edit.add(
            Speaker(name=HOSTILE, aliases=(hostile(1), hostile(2)), role=HOSTILE, affiliation=HOSTILE, note=HOSTILE)
        )
        edit.add(Speaker(name=hostile("another")))
        said = edit.add(annotation(article, "claim", f"{hostile(2)}closes", attributes=ANSWERS, note=HOSTILE))
        mention = edit.add(annotation(article, "speaker", hostile(3), speaker=speaker.id, note=HOSTILE))
        cue = edit.add(annotation(article, "cue", "said", note=HOSTILE))
        inner = edit.add(annotation(article, "claim", "on", "Friday"))
        sources = (Source(speaker.id, mention.id), Source(speaker.id))
        edit.add(Attribution(claim=said.id, article=article.id, sources=sources, cues=(cue.id,)))
        edit.add(Attribution(claim=inner.id, article=article.id, parent=said.id))
        evidence = Evidence(rule=HOSTILE, cue=HOSTILE, speaker=SpeakerGuess(HOSTILE))
        named = edit.add(annotation(article, "speaker", "he", status="suggested", evidence=evidence))
        proposed = edit.add(
            annotation(article, "claim", hostile(4), status="suggested", confidence=0.9, evidence=evidence)
        )
        edit.add(Attribution(claim=proposed.id, article=article.id, sources=(Source(None, named.id),)))
    return library


def annotation(article: Article, label: str, *phrases: str, **known: object) -> Annotation:
    return Annotation(article=article.id, label=label, fragments=over(TEXT, *phrases), **known)  # type: ignore[arg-type]
