"""Checks a native JSON file: against the schema, and for what a schema cannot say.

The file is read piece by piece, each article checked as it comes. The order of the members is not taken for granted:
what is referred to is looked up when all is read. Files of every version are checked against the schema of theirs.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop.base import paths
from desktop.base.control_characters import on_one_line
from desktop.base.errors import KnownError
from desktop.base.translation import translated
from desktop.exchange.formats.native import version_1
from desktop.exchange.formats.native.json_stream import Part, parts
from desktop.exchange.formats.native.writing import FORMAT, NAMES, VERSION, in_words
from desktop.model import codebook as codebooks
from desktop.model.codebook import Codebook, Label
from desktop.model.cycles import in_cycles
from desktop.model.dates import is_date
from desktop.model.records import Article
from desktop.model.text import canonical

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

Data = dict[str, Any]

LIMIT: Final = 20  # problems that are listed
ARRAYS: Final = frozenset({"speakers", "articles"})
_ANSWERS: Final[dict[str, tuple[type, ...]]] = {  # to an attribute of each kind
    "choice": (str,), "choices": (tuple,), "yes/no": (bool,), "number": (int, float), "date": (str,), "text": (str,)
}  # fmt: skip
# What an annotation may be to an attribution. With a label that the codebook does not have any more, it is an “other”.
_ROLES: Final = {"claim": {"claim", "other"}, "mention": {"speaker", "other"}, "cue": {"cue", "other"}}
_LONGEST: Final = 160  # characters of a problem: jsonschema quotes the whole value


@dataclass
class Inspection:
    """What a file holds, and what is wrong with it. Of the articles, only the ids are kept."""

    problems: list[str] = field(default_factory=list)  # each with its JSON path; the first `LIMIT`
    version: int = VERSION  # of the form in which the file is written
    head: Data = field(default_factory=dict)  # the members that are no arrays
    speakers: dict[str, Data] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)  # by id, without their texts
    annotations: dict[str, list[str]] = field(default_factory=dict)  # ids, by article id


def inspect(path: Path, progress: Callable[[], None] = lambda: None) -> Inspection:
    """Reads all of a file and finds its problems.

    Raises:
        KnownError: it cannot be read, is no JSON, or is of a newer version.
    """
    version, scheme = _version_and_scheme(path)
    inspection = Inspection(version=version)
    for problem in _Inspector(inspection, scheme).problems(parts(path, ARRAYS), progress):
        inspection.problems.append(problem)
        if len(inspection.problems) == LIMIT:
            break
    return inspection


def read_articles(path: Path, version: int) -> Iterator[Data]:
    """The articles of a sound file of this version, in the form of the newest one."""
    for key, position, value in parts(path, ARRAYS):
        if key == "articles" and position is not None:
            yield _as_now(value, version)


def _as_now(article: Data, version: int) -> Data:
    return version_1.article(article) if version == 1 else article


def _version_and_scheme(path: Path) -> tuple[int, Any]:
    """The version of a file, and its scheme as it stands there. They are at the beginning of what Ascribe writes.

    Raises:
        KnownError: the version is a newer one.
    """
    found: Data = {}
    for key, position, value in parts(path, ARRAYS):
        if position is None:
            found[key] = value
        if {"format", "version", "scheme"} <= found.keys():
            break
    version = found.get("version")
    if found.get("format") == FORMAT and type(version) is int and version > VERSION:
        raise KnownError(translated("{file} was exported by a newer Ascribe; update Ascribe to read it.", file=path))
    return 1 if version == 1 else VERSION, found.get("scheme")


class _Inspector:
    def __init__(self, inspection: Inspection, scheme: Any) -> None:
        self._found = inspection
        whole = schema(inspection.version)
        self._validators = _validators(whole)
        self._quick_checks = _quick_checks(whole)
        self._required = whole["required"]
        self._why_no_codebook = ""
        self._codebook = self._sound_codebook(scheme)
        self._seen: set[str] = set()
        self._annotations: set[str] = set()
        # What is named, and where it is named first.
        self._speakers_named: dict[str, str] = {}

    def _sound_codebook(self, scheme: Any) -> Codebook | None:
        if not self._validators["scheme"].is_valid(scheme):
            return None
        try:
            return codebooks.from_data(scheme, "It")
        except KnownError as error:
            self._why_no_codebook = str(error).rstrip(".")
            return None

    def problems(self, members: Iterator[Part], progress: Callable[[], None]) -> Iterator[str]:
        for key, index, value in members:
            progress()
            where = f"$.{_shortened(key)}" if index is None else f"$.{key}[{index}]"
            if key in self._seen and (index is None or index == 0):
                yield f"{where}: there is a second one of it"
            if index is None or index == 0:
                self._seen.add(key)
            yield from self._value_problems(key, index, value, where)
        for key in self._required:
            if key not in self._seen:
                yield f"$: “{key}” is missing"
        yield from self._reference_problems()

    def _value_problems(self, key: str, index: int | None, value: Any, where: str) -> Iterator[str]:
        # An array that came whole is no array, and an element is checked as one.
        if index is None:
            self._found.head[key] = value
        name = key if index is None else f"{key}[]"
        validator = self._validators.get(name)
        if validator is None:
            yield f"{where}: nothing of this name belongs here"
            return
        sound = True
        try:
            for error in () if self._passes_quick_check(name, value) else validator.iter_errors(value):
                sound = False
                yield f"{where}{_shortened(error.json_path[1:])}: {_shortened(error.message)}"
        except RecursionError:  # as what is wrong is put into words
            sound = False
            yield f"{where}: it is nested too deeply"
        if not sound:
            return
        if key == "scheme":
            told = list(_scheme_problems(version_1.scheme(value) if self._found.version == 1 else value, where))
            if self._why_no_codebook and not told:
                told = [f"{where}: {self._why_no_codebook}"]
            yield from told
        elif key == "speakers" and index is not None:
            yield from self._speaker_problems(value, where)
        elif key == "articles" and index is not None:
            yield from self._article_problems(_as_now(value, self._found.version), where)

    def _passes_quick_check(self, name: str, value: Any) -> bool:
        """Whether the quick check finds nothing; what it does not like, jsonschema judges and puts into words."""
        check = self._quick_checks.get(name)
        if check is None:
            return False
        try:
            check(value)
        except (ValueError, OverflowError, RecursionError):  # its own JsonSchemaValueException is a ValueError
            return False
        return True

    def _speaker_problems(self, speaker: Data, where: str) -> Iterator[str]:
        if speaker["id"] in self._found.speakers:
            yield f"{where}.id: a speaker before it has the same id"
        self._found.speakers[speaker["id"]] = speaker
        for place, fact in enumerate(speaker.get("facts", ())):
            for problem in self._fact_problems(fact):
                yield f"{where}.facts[{place}]{problem}"

    def _fact_problems(self, fact: Data) -> Iterator[str]:
        id, about = fact["attribute_id"], fact["about"]
        if id is None and about not in NAMES.values():
            yield f".about: without an attribute it is “role” or “affiliation”, not {_shortened(repr(about))}"
        for end in ("since", "until"):
            if fact[end] and not is_date(fact[end]):
                yield f".{end}: there is no day {fact[end]}"
        asked = self._codebook and next((one for one in self._codebook.speaker_attributes if one.id == id), None)
        (value,) = _as_tuples({"value": fact["value_ids"]}).values()
        kinds = _ANSWERS[asked.kind] if asked else (str,) if id is None else (type(value),)
        if type(value) not in kinds:
            yield f".value_ids: {_shortened(repr(value))} is no answer to {_shortened(about)}"

    def _article_problems(self, article: Data, where: str) -> Iterator[str]:
        id = article["id"]
        if id in self._found.articles:
            yield f"{where}.id: an article before it has the same id"
        known = {name: article[name] for name in ("title", "sha256", "publisher", "url")}
        self._found.articles[id] = Article(id=id, length=len(article["text"]), **known)
        self._found.annotations[id] = [annotation["id"] for annotation in article["annotations"]]
        yield from _text_problems(article, where)
        for index, annotation in enumerate(article["annotations"]):
            yield from self._annotation_problems(annotation, article["text"], f"{where}.annotations[{index}]")
        roles = {annotation["id"]: annotation["role"] for annotation in article["annotations"]}
        parents: dict[str, str | None] = {}
        for index, attribution in enumerate(article["attributions"]):
            place = f"{where}.attributions[{index}]"
            if attribution["claim"] in parents:
                yield f"{place}.claim: an attribution before it is of the same claim"
            parents[attribution["claim"]] = attribution["parent"]
            yield from self._attribution_problems(attribution, roles, place)
        cycles = in_cycles(parents)
        for index, attribution in enumerate(article["attributions"]):
            if attribution["claim"] in cycles:
                yield f"{where}.attributions[{index}].parent: a claim cannot be nested in itself"

    def _annotation_problems(self, annotation: Data, text: str, where: str) -> Iterator[str]:
        if annotation["id"] in self._annotations:
            yield f"{where}.id: an annotation before it has the same id"
        self._annotations.add(annotation["id"])
        yield from self._naming_problems(annotation, where)
        if annotation["speaker"] is not None:
            self._speakers_named.setdefault(annotation["speaker"], f"{where}.speaker")
        border = 0
        for index, fragment in enumerate(annotation["fragments"]):
            start, end, place = int(fragment["start"]), int(fragment["end"]), f"{where}.fragments[{index}]"
            if not border <= start < end <= len(text):
                yield f"{place}: it is empty, out of order, or not inside of the text"
            elif text[start:end] != fragment["text"]:
                yield f"{place}.text: the article's text from {start} to {end} is {_shortened(repr(text[start:end]))}"
            border = end

    def _naming_problems(self, annotation: Data, where: str) -> Iterator[str]:
        if self._codebook is None:  # what is wrong with it is in the list
            return
        label = self._codebook.label(annotation["label_id"])
        if label.role != annotation["role"]:
            yield f"{where}.role: the codebook's label {_shortened(label.name)} is not of the role {annotation['role']}"
        if label.name != annotation["label"]:
            yield f"{where}.label: the codebook's label {_shortened(label.id)} has the name {_shortened(label.name)}"
        answers = _as_tuples(annotation["attribute_ids"])
        if in_words(label, answers) != _as_tuples(annotation["attributes"]):
            yield f"{where}.attributes: by their names they are not what they are by their ids"
        yield from _answer_problems(label, answers, where)

    def _attribution_problems(self, attribution: Data, roles: dict[str, str], where: str) -> Iterator[str]:
        named = [("claim", "claim", attribution["claim"]), ("parent", "claim", attribution["parent"])]
        named += [(f"cues[{index}]", "cue", cue) for index, cue in enumerate(attribution["cues"])]
        for index, source in enumerate(attribution["sources"]):
            named.append((f"sources[{index}].mention", "mention", source["mention"]))
            if source["speaker"] is not None:
                self._speakers_named.setdefault(source["speaker"], f"{where}.sources[{index}].speaker")
            elif source["mention"] is None:
                yield f"{where}.sources[{index}]: it names neither a speaker nor a mention"
        for place, part, id in named:
            if id is None:
                continue
            if id not in roles:
                yield f"{where}.{place}: the article has no annotation with the id {_shortened(id)}"
            elif roles[id] not in _ROLES[part]:
                yield f"{where}.{place}: an annotation of the role {roles[id]} cannot be a {part}"

    def _reference_problems(self) -> Iterator[str]:
        for id, where in self._speakers_named.items():
            if id not in self._found.speakers:
                yield f"{where}: there is no speaker with the id {_shortened(id)}"


def _answer_problems(label: Label, answers: Data, where: str) -> Iterator[str]:
    for id, value in answers.items():
        asked = label.attribute(id)
        if asked and type(value) not in _ANSWERS[asked.kind]:
            said = _shortened(repr(value))
            yield f"{where}.attributes: {_shortened(asked.name)} is a {asked.kind}, which cannot be {said}"


def _scheme_problems(scheme: Data, where: str) -> Iterator[str]:
    """Ids that two labels have, or two attributes of a label, or two options of an attribute; what cannot be a default,
    and options that are around themselves."""
    yield from _double_ids(scheme["labels"], f"{where}.labels")
    for place, label in enumerate(scheme["labels"]):
        attributes = f"{where}.labels[{place}].attributes"
        yield from _double_ids(label["attributes"], attributes)
        for number, attribute in enumerate(label["attributes"]):
            options = f"{attributes}[{number}].options"
            yield from _double_ids(attribute["options"], options)
            yield from _parent_problems(attribute["options"], options)
            default = _as_tuples({"default": attribute.get("default")})["default"]  # version 1 knew none
            if default is not None and type(default) not in _ANSWERS[attribute["kind"]]:
                yield f"{attributes}[{number}].default: it cannot be one of the kind {attribute['kind']}"


def _double_ids(parts: list[Any], where: str) -> Iterator[str]:
    seen: set[str] = set()
    for place, part in enumerate(parts):
        id = part["id"]
        if id in seen:
            yield f"{where}[{place}]: one before it has the same id"
        seen.add(id)


def _parent_problems(options: list[Any], where: str) -> Iterator[str]:
    parents = {option["id"]: option["parent"] for option in options}
    cycles = in_cycles(parents)
    for place, option in enumerate(options):
        if option["parent"] is not None and option["parent"] not in parents:
            yield f"{where}[{place}].parent: there is no option with the id {_shortened(option['parent'])}"
        if option["id"] in cycles:
            yield f"{where}[{place}].parent: an option cannot be around itself"


def _as_tuples(answers: Data) -> Data:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in answers.items()}


def _text_problems(article: Data, where: str) -> Iterator[str]:
    text = article["text"]
    try:
        if canonical(text) != text:
            yield f"{where}.text: it is not as Ascribe keeps texts (newlines as \\n, no byte order mark)"
    except KnownError as error:
        yield f"{where}.text: {error}"
    if hashlib.sha256(text.encode()).hexdigest() != article["sha256"]:
        yield f"{where}.sha256: it is not that of the text"
    for index, track in enumerate(article.get("tracks", ())):
        if not 0 <= track["start"] < track["end"] <= len(text):
            yield f"{where}.tracks[{index}]: it is empty, or not inside of the text"


def _shortened(text: str) -> str:
    text = on_one_line(text)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 2 :]}"


def schema(version: int = VERSION) -> Data:
    """The JSON Schema of the export, of this version."""
    name = "export.schema.json" if version == VERSION else f"export-{version}.schema.json"
    loaded: Data = json.loads(paths.resource(name).read_text(encoding="utf-8"))
    return loaded


def _validators(whole: Data) -> dict[str, "Validator"]:
    """A validator for each member of a file, and one for an element of each large array, under `NAME[]`."""
    from jsonschema import Draft202012Validator

    return {name: Draft202012Validator(member) for name, member in _schemas(whole).items()}


def _quick_checks(whole: Data) -> dict[str, Callable[[Any], object]]:
    """What checks an element of a large array in a sixth of jsonschema's time: code that is made of the schema.

    fastjsonschema knows draft 7, which says the same of all that the schema uses; a test holds that.
    """
    import fastjsonschema

    draft = {"$schema": "http://json-schema.org/draft-07/schema#"}
    elements = {name: part for name, part in _schemas(whole).items() if name.endswith("[]")}
    return {
        name: fastjsonschema.compile({**part, **draft}, use_default=False, use_formats=False)
        for name, part in elements.items()
    }


def _schemas(whole: Data) -> Data:
    members = {name: _resolved(member, whole["$defs"]) for name, member in whole["properties"].items()}
    elements = {f"{name}[]": members[name]["items"] for name in ARRAYS}
    return {**members, **elements}


def _resolved(part: Any, definitions: Data) -> Any:
    """The schema with each reference replaced by what it refers to: that is checked a third faster."""
    if isinstance(part, list):
        return [_resolved(element, definitions) for element in part]
    if not isinstance(part, dict):
        return part
    resolved = {name: _resolved(value, definitions) for name, value in part.items() if name != "$ref"}
    if reference := part.get("$ref"):
        resolved |= _resolved(definitions[reference.rpartition("/")[2]], definitions)
    return resolved
