"""What roles, kinds of attributes and colours are called in the window."""

from collections.abc import Mapping
from typing import Final

from desktop.base.translation import Message, listed, translated, translated_plural
from desktop.library import Use
from desktop.model.codebook import Attribute, AttributeKind, Label, Part
from desktop.model.records import Role

ROLES: Final[Mapping[Role, Message]] = {
    "claim": Message("claim"),
    "speaker": Message("speaker"),
    "cue": Message("cue"),
    "other": Message("other"),
}
KINDS: Final[Mapping[AttributeKind, Message]] = {
    "choice": Message("choice"),
    "choices": Message("several"),
    "yes/no": Message("yes or no"),
    "number": Message("number"),
    "date": Message("date"),
    "text": Message("text"),
}
# As is asked when one is added.
WHICH_ROLE: Final[Mapping[Role, Message]] = {
    "claim": Message("Claim: what was said"),
    "speaker": Message("Speaker: where the text names who says it"),
    "cue": Message("Cue: the words that report it"),
    "other": Message("Other: anything else"),
}
WHICH_KIND: Final[Mapping[AttributeKind, Message]] = {
    "choice": Message("Choice: one of its options"),
    "choices": Message("Several of its options"),
    "yes/no": Message("Yes or no"),
    "number": Message("Number"),
    "date": Message("Date"),
    "text": Message("Text"),
}
COLOURS: Final[Mapping[str, Message]] = {  # of the palette, and of the ready codebooks
    "#2F5FD0": Message("Azure"),
    "#B4552D": Message("Copper"),
    "#7A5AA6": Message("Lavender"),
    "#0B6CB4": Message("Blue"),
    "#702113": Message("Rust"),
    "#41875D": Message("Green"),
    "#8D3D7C": Message("Plum"),
    "#736300": Message("Mustard"),
    "#632FB2": Message("Violet"),
    "#9A294C": Message("Crimson"),
    "#0587A1": Message("Teal"),
    "#678411": Message("Olive"),
    "#351D9B": Message("Indigo"),
    "#724602": Message("Brown"),
    "#6A6F78": Message("Grey"),
}


def colour_name(color: str) -> str:
    """What a colour is called; one that is not of the palette, by its digits."""
    known = COLOURS.get(color.upper())
    return translated(known) if known else color


def traits(attribute: Attribute) -> str:
    """What an attribute asks for, in a line: “choice, open, nested, required”."""
    words = [translated(KINDS[attribute.kind])]
    if attribute.has_options and attribute.open:
        words.append(translated("open"))
    if attribute.has_options and any(option.parent for option in attribute.options):
        words.append(translated("nested"))
    if attribute.required:
        words.append(translated("required"))
    return listed(words)


def spoken(part: Part, used: int) -> str:
    """A part of the codebook, as a screen reader says it."""
    if isinstance(part, Label):
        what = translated("label")
    else:
        what = translated("attribute") if isinstance(part, Attribute) else translated("option")
    counted = translated_plural("{count} annotation", "{count} annotations", used)
    return translated("{name}, {what}, {annotations}", name=part.name, what=what, annotations=counted)


def used_words(use: Use) -> str:
    """How often a part of the codebook is in use."""
    if use.speakers:
        words = translated_plural("{count} speaker has it", "{count} speakers have it", use.speakers)
    elif not use.annotations and use.waiting:
        return translated_plural("{count} suggestion has it", "{count} suggestions have it", use.waiting)
    elif not use.annotations:
        return (
            translated("Only others' annotations have it") if use.elsewhere else translated("No annotation has it yet")
        )
    else:
        articles = translated_plural("{count} article", "{count} articles", use.articles)
        words = translated_plural(
            "{count} annotation in {articles} has it",
            "{count} annotations in {articles} have it",
            use.annotations,
            articles=articles,
        )
    if use.waiting:
        waiting = translated_plural("{count} suggestion", "{count} suggestions", use.waiting)
        words = translated("{words}, and {suggestions}", words=words, suggestions=waiting)
    return words
