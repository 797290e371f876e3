"""Where the suggester begins: text in, suggested attributions out."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.model.records import SpeakerGuess
from desktop.model.text import Fragment, Fragments, QuotationKind, ordered, quotation_kind, quoted_text
from desktop.model.turn_speakers import roles_of
from desktop.model.turns import turns_in
from desktop.suggest.confidence import confidence_of
from desktop.suggest.language.tokens import Tokens, tokenise
from desktop.suggest.language.word_lists import Language, Scope, language, language_to_read, languages
from desktop.suggest.rules import finder
from desktop.suggest.rules.findings import Found, Span
from desktop.suggest.rules.joint import joint_parts
from desktop.suggest.rules.speakers import who_speaks


@dataclass(frozen=True, slots=True)
class SuggestedAttribution:
    """An attribution that the program proposes, in code points of the article's text."""

    contents: Fragments
    sources: tuple[Fragments, ...] = ()
    cues: tuple[Fragments, ...] = ()
    speakers: tuple[SpeakerGuess | None, ...] = ()  # whom each of the sources means, as far as it is known
    quotation: QuotationKind = "indirect"
    confidence: float = 0.5
    rule: str = ""  # the id of the rule, as `explaining` knows it; of another suggester, words that say what it goes by
    cue: str = ""  # the words that report, as the text has them
    parent: int | None = None  # the place, in the list, of the one that this one is nested in

    @property
    def speaker(self) -> SpeakerGuess | None:
        """Whom the first source means."""
        return self.speakers[0] if self.speakers else None


def suggest(text: str, code: str = "", scope: Scope = "speech", *, nested: bool = True) -> list[SuggestedAttribution]:
    """The attributions that the rules find in a text; none in a language that there are no rules for.

    Args:
        text: the article's canonical text.
        code: its language, as a BCP 47 tag; without one, it is recognised from the text.
        scope: "speech" for what was said or written; "all" also for what was thought, planned or decreed.
        nested: also those inside of another one ("A said that B had denied it").
    """
    code = language_to_read(text, code)
    if code not in languages():
        return []
    rules_of = language(code)
    tokens = tokenise(text, rules_of)
    found = [one for one in finder.find(tokens, rules_of) if scope == "all" or one.scope == "speech"]
    if nested:
        found = finder.with_nested(tokens, found, rules_of)
    return as_suggestions(tokens, found, rules_of)


def as_suggestions(tokens: Tokens, found: list[Found], rules_of: Language) -> list[SuggestedAttribution]:
    """What was found in tokens, as suggestions in code points, with a guess at who speaks."""
    sources = [[part for source in one.sources for part in joint_parts(tokens, source, rules_of)] for one in found]
    joint = [part for parts in sources if len(parts) > 1 for part in parts]
    guesses: dict[Span, SpeakerGuess | None] = {**who_speaks(tokens, found, rules_of, joint)}
    if any(one.rule == "turn" for one in found):
        roles = roles_of(tokens.text, turns_in(tokens.text))
        spans = [span for parts in sources for span in parts]
        guesses |= {span: roles[place] for span in spans if (place := _fragment(tokens, span)) in roles}
    return [_suggestion(tokens, one, parts, guesses) for one, parts in zip(found, sources, strict=True)]


def _suggestion(
    tokens: Tokens, found: Found, sources: list[Span], guesses: Mapping[Span, SpeakerGuess | None]
) -> SuggestedAttribution:
    contents = ordered(_fragment(tokens, span) for span in found.contents)
    kind = quotation_kind(tokens.text, contents, tokens.quotations.in_text)
    cues = ordered(_fragment(tokens, span) for span in found.cues)
    speakers = tuple(map(guesses.get, sources))
    return SuggestedAttribution(
        contents=contents,
        sources=tuple((_mention(tokens, span),) for span in sources),
        cues=(cues,) if cues else (),
        speakers=speakers,
        quotation=kind,
        confidence=confidence_of(found, kind, speakers[0] if speakers else None),
        rule=found.rule,
        cue=quoted_text(tokens.text, cues),
        parent=found.parent if found.parent >= 0 else None,
    )


def _fragment(tokens: Tokens, span: Span) -> Fragment:
    return Fragment(tokens.starts[span[0]], tokens.ends[span[1] - 1])


def _mention(tokens: Tokens, span: Span) -> Fragment:
    """A source without the hyphen that ties it to its verb: (a)-t-il (dit)"""
    start, end = _fragment(tokens, span)
    word = tokens.words[span[0]]
    return Fragment(start + word.rfind("-") + 1, end) if word[0] == "-" else Fragment(start, end)
