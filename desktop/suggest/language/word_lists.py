"""What the suggester knows of a language: read from a TOML file in resources/suggest/, whose README explains it."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from desktop.base import paths
from desktop.base.errors import KnownError
from desktop.base.translation import translated
from desktop.model.language import is_tag, likely_languages, primary
from desktop.model.language_names import name_of
from desktop.suggest.language.word_classes import ENDINGS, LISTS

Scope = Literal["speech", "all"]
FALLBACK = "en"  # for a text that is too short to recognise its language: a headline and a sentence, or names only
BEHIND_ARTICLE = "en"  # what a German adjective ends in there

# The places of a verb's forms in the data files, and what a word form can be.
BASE, THIRD, PAST, PARTICIPLE, GERUND = range(5)


@dataclass(frozen=True, slots=True)
class Frame:
    """One way a cue is used: what may follow it, and whether it is speech or also thought."""

    name: str
    scope: Scope
    takes: frozenset[str]
    confidence: float = 0.5  # how often "source, cue, content" is right with it
    inverts: bool = False
    after: tuple[tuple[str, ...], ...] = ()  # particles that belong to the cue where they stand
    needs: tuple[tuple[str, ...], ...] = ()  # it is a cue only with one of these
    about: frozenset[str] = frozenset()  # leads from who is told to what: warned customers of higher fees
    impersonal: bool = False  # nobody is its subject: It emerged that ...
    said_by: tuple[str, ...] = ()  # lists of [sources]: what one of these finds or decides is speech


class Framed:
    """What is used in these ways."""

    __slots__ = ()
    frames: tuple[Frame, ...]

    @property
    def scope(self) -> Scope:
        return "speech" if any(frame.scope == "speech" for frame in self.frames) else "all"

    @property
    def about(self) -> frozenset[str]:
        """What leads from whoever is told to what they are told: warned customers of higher fees."""
        return frozenset().union(*(frame.about for frame in self.frames))

    @property
    def impersonal(self) -> bool:
        """Whether nobody reports: it emerged that."""
        return all(frame.impersonal for frame in self.frames)


Particle = tuple[str, ...]  # mit(teilen); zu bedenken (geben)
Place = Literal["before", "behind", "either", "end", "alone"]


@dataclass(frozen=True, slots=True)
class PhraseCue:
    """Words that make what goes with them a report: "according to X", "in her view"."""

    words: tuple[str, ...]
    scope: Scope
    owner: frozenset[str] = frozenset()  # the nouns of "in her view"; empty: the source follows the words
    place: Place = "before"  # of the words to their source: laut Holm; Holm zufolge; ..., so Holm.; demnach
    nouns: tuple[str, ...] = ()  # how the noun of the source has to end, where not any will do: nach Angaben
    leading: bool = False  # only at the beginning of a sentence, before a name: "Per Ruiz, ..."
    of: tuple[str, ...] = ()  # lists of [sources]: leading, also before these, and a comma: "Pour le syndicat, ..."


@dataclass(frozen=True, slots=True)
class Case:
    """What a phrase in another case than the nominative has there: des Deutschen Wetterdienstes."""

    nouns: tuple[tuple[str, str], ...]  # an ending, and the nominative's
    adjectives: str = ""  # what they end in; empty: a phrase that has some is left as it is
    of: tuple[str, ...] = ()  # how its noun has to end, where not any will do
    inflected: str = BEHIND_ARTICLE  # what its adjectives end in


class _Lists(dict[str, frozenset[str]]):
    """Lists of words by name; one that a language does without is empty."""

    def __missing__(self, name: str) -> frozenset[str]:
        return frozenset()


@dataclass(slots=True)
class Language:
    """The words and rules of one language."""

    code: str
    name: str
    clitics: tuple[str, ...]
    elisions: tuple[str, ...]  # l'homme, qu'il
    abbreviations: frozenset[str]
    final_abbreviations: frozenset[str]
    nouns_capitalised: bool
    comma_before_content: bool  # Er sagte, dass ...
    ordinal_points: bool  # am 3. Mai
    drops_subject: bool  # Añadió que ...
    reports_within_marks: bool  # « Il tiendra, a dit la maire, et longtemps. »
    verb_second: bool  # Laut Holm dauert es drei Jahre.
    words: dict[str, frozenset[str]]  # the lists of the data file, by name
    tags: dict[str, str]  # of each listed word: its class
    endings: tuple[tuple[str, str], ...]  # and the classes that an ending tells
    forms: dict[str, frozenset[int]]  # of each verb form: what it can be
    frames: dict[str, tuple[Frame, ...]]  # of each verb form that reports: how
    apart: dict[str, tuple[tuple[Particle, Frame], ...]]  # the same of those with words elsewhere: teilte ... mit
    noun_frames: dict[str, tuple[Frame, ...]]
    phrases: tuple[PhraseCue, ...]
    adjectives: frozenset[str]
    passives: frozenset[str]
    sources: dict[str, frozenset[str]]  # titles, first names, pronouns: what tells who a source is
    short_titles: dict[str, str]  # gen. for general
    cases: dict[str, Case]  # by the word before the phrase
    cases_before: dict[str, Case]  # by the word behind it: Medienberichten zufolge
    cue_words: frozenset[str] = field(init=False)
    phrases_of: dict[str, list[PhraseCue]] = field(init=False)  # by their first word

    def __post_init__(self) -> None:
        self.cue_words = frozenset({*self.frames, *self.apart, *self.noun_frames, *self.adjectives, *self.passives})
        self.phrases_of = {}
        for phrase in self.phrases:
            self.phrases_of.setdefault(phrase.words[0], []).append(phrase)

    def phrase_at(self, lower: list[str], index: int) -> PhraseCue | None:
        """The words at `index` that make what goes with them a report wherever they stand, if they do."""
        return next((phrase for phrase in self.phrases_at(lower, index) if not phrase.leading), None)

    def phrases_at(self, lower: list[str], index: int) -> list[PhraseCue]:
        """All such words at `index`, also those that make a report only where a sentence begins."""
        begun = self.phrases_of.get(lower[index], ())
        return [phrase for phrase in begun if tuple(lower[index : index + len(phrase.words)]) == phrase.words]


def languages() -> list[str]:
    """The codes of the languages that have a data file."""
    return sorted(path.stem for path in paths.resource("suggest").glob("*.toml"))


def language(code: str = "") -> Language:
    """The language of a BCP 47 tag ("en", "en-GB"); English for an empty one.

    Raises:
        KnownError: there is no data file for it.
    """
    known = primary(code) or FALLBACK
    if known not in languages():
        named = ", ".join(name_of(one) for one in languages())
        raise KnownError(
            translated(
                "Ascribe has no rules for {language} yet; it has those for {others}.",
                language=name_of(code),
                others=named,
            )
        )
    return load(paths.resource(f"suggest/{known}.toml"))


def language_to_read(text: str, tag: str = "") -> str:
    """The code of the language whose rules a text is to be read by: the one that is declared, or that its text tells.

    There may be no rules for it (it is not one of `languages()`): then nothing is found in the text, rather than
    nonsense by the rules of another. Of several that cannot be told apart, one with rules is taken; of a text that says
    too little, English, since a suggestion too many is soon turned down.
    """
    if is_tag(tag):
        return primary(tag)
    likely = likely_languages(text) or [FALLBACK]
    return next((code for code in likely if code in languages()), likely[0])


@cache
def load(path: Path) -> Language:
    """The language of a data file.

    Raises:
        KnownError: the file cannot be read or is no language.
    """
    try:
        return from_data(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise KnownError(
            translated("The language file {file} cannot be read: {reason}.", file=path, reason=repr(error))
        ) from error


def from_data(data: Mapping[str, Any]) -> Language:
    """The language that plain data describes."""
    if spellings := data.get("spellings"):
        data = _in_every_spelling(data, spellings)
    words = {name: frozenset(value.split()) for name, value in data["words"].items()}
    inflect = _inflection(data.get("inflection", ()))
    forms: dict[str, frozenset[int]] = {}
    frames: dict[str, tuple[Frame, ...]] = {}
    noun_frames: dict[str, tuple[Frame, ...]] = {}
    apart: dict[str, tuple[tuple[Particle, Frame], ...]] = {}
    for verb in data.get("verbs", {}).get("plain", "").split():
        _add_forms(forms, inflect(verb))
    for entry in data.get("cue", ()):
        frame = _frame(entry)
        for verb in entry["verbs"].split():
            particle, _, rest = verb.rpartition("|")
            inflected = inflect(rest)
            _add_forms(forms, inflected)
            if particle:
                words_apart = tuple(particle.split("_"))
                for word in dict.fromkeys("/".join(inflected).split("/")):
                    apart[word] = (*apart.get(word, ()), (words_apart, frame))
                if len(words_apart) > 1:
                    continue
                inflected = _joined(particle, inflected)
                _add_forms(forms, inflected)
            _add_frame(frames, dict.fromkeys("/".join(inflected).split("/")), frame)
    for entry in data.get("noun_cue", ()):
        for noun in entry["nouns"].split():
            _add_frame(noun_frames, _plural(noun, data.get("plurals", {})), _frame(entry))
    phrases = tuple(
        PhraseCue(
            tuple(phrase.split()),
            entry["scope"],
            frozenset(entry.get("owner", "").split()),
            entry.get("place", "before"),
            tuple(entry.get("nouns", "").split()),
            bool(entry.get("leading") or entry.get("of")),
            tuple(entry.get("of", ())),
        )
        for entry in data.get("phrase_cue", ())
        for phrase in entry["words"]
    )
    adjectives = data.get("adjective_cues", {})
    endings = [(ending, tag) for key, tag in ENDINGS for ending in data["words"].get(f"{key}_ending", "").split()]
    return Language(
        code=data["code"],
        name=data["name"],
        clitics=tuple(data.get("clitics", ())),
        elisions=tuple(data.get("elisions", ())),
        abbreviations=frozenset(data.get("abbreviations", "").split()),
        final_abbreviations=frozenset(data.get("final_abbreviations", "").split()),
        nouns_capitalised=bool(data.get("nouns_capitalised", False)),
        comma_before_content=bool(data.get("comma_before_content", False)),
        drops_subject=bool(data.get("drops_subject", False)),
        reports_within_marks=bool(data.get("reports_within_marks", False)),
        verb_second=bool(data.get("verb_second", False)),
        ordinal_points=bool(data.get("ordinal_points", False)),
        words=_Lists(words),
        tags={word: tag for name, tag in LISTS for word in words.get(name, ())},
        endings=tuple(endings),
        forms=forms,
        frames=frames,
        apart=apart,
        noun_frames=noun_frames,
        phrases=phrases,
        adjectives=frozenset(adjectives.get("words", "").split()),
        passives=frozenset(adjectives.get("passive", "").split()),
        sources=_Lists(_word_lists(data.get("sources", {}))),
        short_titles=dict(data.get("short_titles", {})),
        cases=dict(_cases("behind", data)),
        cases_before=dict(_cases("before", data)),
    )


def _in_every_spelling(data: Any, spellings: Mapping[str, str]) -> Any:
    """The data with each word and phrase in every spelling that it has: ließ, and liess as in Switzerland."""
    if isinstance(data, Mapping):
        return {name: _in_every_spelling(value, spellings) for name, value in data.items()}
    if isinstance(data, str):
        return " ".join(every for word in data.split() for every in _spellings(word, spellings))
    if isinstance(data, list) and all(isinstance(one, str) for one in data):
        return [every for phrase in data for every in _spellings(phrase, spellings)]
    return [_in_every_spelling(one, spellings) for one in data] if isinstance(data, list) else data


def _spellings(words: str, spellings: Mapping[str, str]) -> list[str]:
    return [words, *(words.replace(letter, other) for letter, other in spellings.items() if letter in words)]


def _word_lists(data: Mapping[str, Any], prefix: str = "") -> Iterable[tuple[str, frozenset[str]]]:
    for name, value in data.items():
        if isinstance(value, str):
            yield prefix + name, frozenset(value.split())
        else:
            yield from _word_lists(value, f"{prefix}{name}.")


def _frame(entry: Mapping[str, Any]) -> Frame:
    def phrases(key: str) -> tuple[tuple[str, ...], ...]:
        return tuple(sorted((tuple(words.split()) for words in entry.get(key, ())), key=len, reverse=True))

    return Frame(
        name=entry["name"],
        scope=entry["scope"],
        takes=frozenset(entry["takes"]),
        confidence=entry["confidence"],
        inverts=bool(entry.get("inverts", False)),
        after=phrases("after"),
        needs=phrases("needs"),
        about=frozenset(entry.get("about", ())),
        impersonal=bool(entry.get("impersonal", False)),
        said_by=tuple(entry.get("said_by", ())),
    )


def _cases(side: str, data: Mapping[str, Any]) -> Iterable[tuple[str, Case]]:
    """What phrases have on this side of a word: behind or before it."""
    for entry in data.get("case", ()):
        nouns = tuple(_pair(pair) for name in entry["nouns"] for pair in data["nominatives"][name].split())
        case = Case(
            nouns,
            entry.get("adjectives", ""),
            tuple(entry.get("of", "").split()),
            entry.get("inflected", BEHIND_ARTICLE),
        )
        yield from ((word, case) for word in entry.get(side, "").split())


def _pair(ending: str) -> tuple[str, str]:
    other, _, nominative = ending.partition("/")
    return other, nominative


def _inflection(rules: Iterable[Mapping[str, Any]]) -> Callable[[str], tuple[str, ...]]:
    ordered = [
        (tuple(rule.get("beginning", "").split()) or "", tuple(rule["ending"].split()) or "", rule) for rule in rules
    ]

    def inflect(verb: str) -> tuple[str, ...]:
        if ":" in verb:
            return tuple(verb.split(":"))
        for beginnings, endings, rule in ordered:
            if verb.startswith(beginnings) and verb.endswith(endings):
                stem = verb[: len(verb) - rule.get("drop", 0)]
                return tuple(_with_stem(stem, form) for form in rule["forms"])
        return (verb,)

    return inflect


def _with_stem(stem: str, forms: str) -> str:
    """The stem with each of the endings ("e/en"); one that has a place for the stem goes around it ("ge{}t")."""
    every = (form.replace("{}", stem) if "{}" in form else stem + form for form in forms.split("/"))
    return "/".join(every)


def _joined(particle: str, inflected: tuple[str, ...]) -> tuple[str, ...]:
    """The forms of a verb as one word with its particle: mitteilen, mitgeteilt, mitzuteilen."""
    whole = tuple("/".join(particle + form for form in every.split("/")) for every in inflected)
    return (f"{whole[0]}/{particle}zu{inflected[0].partition('/')[0]}", *whole[1:])


def _add_forms(forms: dict[str, frozenset[int]], inflected: tuple[str, ...]) -> None:
    for place, every in enumerate(inflected):
        for form in every.split("/"):
            forms[form] = forms.get(form, frozenset()) | {min(place, GERUND)}


def _add_frame(frames: dict[str, tuple[Frame, ...]], words: Iterable[str], frame: Frame) -> None:
    for word in words:
        frames[word] = (*frames.get(word, ()), frame)


def _plural(noun: str, endings: Mapping[str, str]) -> tuple[str, ...]:
    """The noun and its plural, by the first ending that fits; a noun with another plural is written out with it."""
    if ":" in noun:
        return tuple(noun.split(":"))
    ending = next((ending for ending in endings if noun.endswith(ending)), None)
    return (noun,) if ending is None else (noun, noun[: len(noun) - len(ending)] + endings[ending])
