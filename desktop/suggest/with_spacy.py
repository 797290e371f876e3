"""The suggester `spacy`: reads a spaCy pipeline that the user installed. The worked example of a suggester by others.

What is said is the clause that hangs on a verb of saying, who says it is the verb's subject, and the entity in there
is the speaker. The verbs are those of the language's data file; the labels of the parse are those of English pipelines
and of Universal Dependencies. A suggester is a function like `suggest` below, of any package: see `suggesters.py`.
"""

import os
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import entry_points
from itertools import groupby
from typing import TYPE_CHECKING

from desktop.base.errors import KnownError
from desktop.base.translation import Message, translated
from desktop.model.records import SpeakerGuess, SpeakerKind
from desktop.model.text import Fragment, Fragments, ordered, quotation_kind, quoted_text
from desktop.suggest.attributions import SuggestedAttribution
from desktop.suggest.language.tokens import tokenise
from desktop.suggest.language.word_lists import Frame, Language, Scope, language, language_to_read, languages

if TYPE_CHECKING:  # spaCy takes a second to load, and is there only where somebody installed it
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc, Span, Token

SETTING = "ASCRIBE_SPACY_MODEL"  # the name or the folder of the pipeline; without it, the language's first is taken
_HOW = Message(
    "install one, such as with `python -m spacy download en_core_web_sm`, or name one, or its folder, in {setting}"
)

_AUXILIARIES = frozenset({"aux", "auxpass", "aux:pass", "neg", "prt", "compound:prt"})
_KINDS: dict[str, SpeakerKind] = {"PERSON": "person", "PER": "person", "ORG": "organisation"}
_EDGES = frozenset(',;:.–—“”„«»"')  # tokens at the ends of a subtree that are no part of what is said


def suggest(text: str, code: str, scope: Scope) -> list[SuggestedAttribution]:
    """The attributions that the user's pipeline shows in a text.

    Raises:
        KnownError: spaCy or a pipeline is not installed, or this one cannot read the text.
    """
    code = language_to_read(text, code)
    if code not in languages():
        return []
    rules_of = language(code)
    doc = _parsed(text, rules_of.code)
    tokens = tokenise(text, rules_of)
    quotations = [Fragment(one.start, one.end) for one in tokens.quotations.in_text if one.closing]
    return [
        _suggestion(verb, frame, contents, quotations)
        for verb in doc
        if (frame := _frame(verb, rules_of, scope)) and (contents := _fragments(_said(verb)))
    ]


def _frame(verb: "Token", rules_of: Language, scope: Scope) -> Frame | None:
    """How the word reports a clause, if it does, by the language's data file."""
    frames = (frame for frame in rules_of.frames.get(verb.lower_, ()) if scope in ("all", frame.scope))
    return next((frame for frame in frames if not frame.needs and "clause" in frame.takes), None)


def _said(verb: "Token") -> list["Token"]:
    """What is said: "Ruiz said [that it holds]"; or all around the verb: "[The dam], Ruiz said, [will hold]"."""
    if complements := _children(verb, {"ccomp"}) or _children(verb, {"parataxis"}):
        return [token for complement in complements for token in complement.subtree]
    if verb.dep_ == "parataxis" and _subject(verb):
        own = {token.i for token in verb.subtree}
        return [token for token in verb.head.subtree if token.i not in own]
    return []


def _subject(verb: "Token") -> "Token | None":
    """The verb's subject, or that of the verb it is joined to: "Ruiz came and said"."""
    while not (subjects := _children(verb, {"nsubj"})) and verb.dep_ == "conj":
        verb = verb.head
    return subjects[0] if subjects else None


def _suggestion(verb: "Token", frame: Frame, said: Fragments, quotations: list[Fragment]) -> SuggestedAttribution:
    text = verb.doc.text
    touched = [one for one in quotations if any(one.start < end and start < one.end for start, end in said)]
    # A parse ends with its sentence, a quotation may go on; one that the verb is in is somebody else's.
    contents = ordered([*said, *(one for one in touched if not one.start <= verb.idx < one.end)])
    cue = _fragments([verb, *_children(verb, _AUXILIARIES)])
    subject = _subject(verb)
    source = _fragments(subject.subtree) if subject else ()
    return SuggestedAttribution(
        contents=contents,
        sources=(source,) if source else (),
        cues=(cue,),
        speakers=(_speaker(verb.doc[subject.left_edge.i : subject.right_edge.i + 1]),) if subject else (),
        quotation=quotation_kind(text, contents),
        confidence=frame.confidence,
        rule="A verb with its clause, as the spaCy pipeline parses it",
        cue=quoted_text(text, cue),
    )


def _speaker(source: "Span") -> SpeakerGuess | None:
    """Whom the source names, a person rather than an organisation, by the longest name in the text that ends alike."""
    named = [one for one in source.ents if one.label_ in _KINDS]
    if not named:
        return None
    first = min(named, key=lambda one: _KINDS[one.label_] != "person")
    alike = [one for one in source.doc.ents if (one.label_, one[-1].lower) == (first.label_, first[-1].lower)]
    names = sorted(dict.fromkeys(" ".join(one.text.split()) for one in alike), key=len, reverse=True)
    return SpeakerGuess(names[0], tuple(names[1:]), _KINDS[first.label_])


def _children(token: "Token", labels: Iterable[str]) -> list["Token"]:
    return [child for child in token.children if child.dep_ in labels]


def _fragments(tokens: Iterable["Token"]) -> Fragments:
    """Where the tokens stand: a fragment for each unbroken run of them, without the punctuation at its ends."""
    return ordered((run[0].idx, run[-1].idx + len(run[-1])) for run in map(_trimmed, _runs(tokens)) if run)


def _runs(tokens: Iterable["Token"]) -> Iterator[list["Token"]]:
    in_order = enumerate(sorted(tokens, key=lambda token: token.i))
    for _, run in groupby(in_order, key=lambda at: at[1].i - at[0]):  # the same as long as no token is left out
        yield [token for _, token in run]


def _trimmed(run: list["Token"]) -> list["Token"]:
    words = [place for place, token in enumerate(run) if token.text not in _EDGES and not token.is_space]
    return run[words[0] : words[-1] + 1] if words else []


def _parsed(text: str, code: str) -> "Doc":
    pipeline = _pipeline(os.environ.get(SETTING, ""), code)
    if len(text) > pipeline.max_length:
        raise KnownError(
            translated(
                "A text has {length} characters; the spaCy pipeline takes {most}.",
                length=len(text),
                most=pipeline.max_length,
            )
        )
    doc = pipeline(text)
    if not doc.has_annotation("DEP"):
        raise KnownError(
            translated(
                "The spaCy pipeline {pipeline} has no parser; {advice}.",
                pipeline=pipeline.meta["name"],
                advice=_advice(),
            )
        )
    return doc


@cache
def _pipeline(name: str, code: str) -> "Pipeline":
    try:
        import spacy
    except ImportError as error:
        raise KnownError(
            translated("spaCy is not installed; install it with `pip install 'spacy>=3.8,<4'`.")
        ) from error
    installed = sorted(entry.name for entry in entry_points(group="spacy_models"))
    wanted = name or next((one for one in installed if one.startswith(f"{code}_")), "")
    if not wanted:
        raise KnownError(
            translated("No spaCy pipeline for the language {code} is installed; {advice}.", code=code, advice=_advice())
        )
    try:
        return spacy.load(wanted)
    except (OSError, ValueError, ImportError) as error:
        raise KnownError(
            translated("The spaCy pipeline {pipeline} cannot be loaded; {advice}.", pipeline=wanted, advice=_advice())
        ) from error


def _advice() -> str:
    return translated(_HOW, setting=SETTING)
