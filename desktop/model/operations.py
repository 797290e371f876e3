"""What a person can do in a library, as data: an id and arguments. The journal keeps these, and `words` tells them.

The ids and the names of the arguments are stored in every library's journal, so they are never changed and never given
another meaning. The words may change at any time: they are in the table of `operation_words`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Any, Final

from desktop.base.translation import Message, Plural, translated, translated_plural
from desktop.model.operation_words import OF_A_NEWER_VERSION, WORDS
from desktop.model.records import ArticleStatus

ADDS_ARTICLES: Final = frozenset({"import_articles", "paste_article", "read_in", "take_work"})
TAKES_ARTICLES: Final = frozenset({"delete_articles", "read_in"})


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that a person does. Two are equal when they do the same to as many."""

    id: str
    arguments: Mapping[str, str | int] = field(default_factory=dict, hash=False)

    def words(self) -> str:
        """What was done, as Undo and the journal call it: “Merge speakers”."""
        words = WORDS.get(self.id, OF_A_NEWER_VERSION)
        if isinstance(words, Plural):
            others = {name: value for name, value in self.arguments.items() if name != "count"}
            return translated_plural(*words, int(self.arguments["count"]), **others)
        return translated(words, **self.arguments)

    def as_data(self) -> list[Any]:
        """The operation as JSON can hold it."""
        return [self.id, dict(self.arguments)]


def from_data(data: Any) -> Operation:
    """The operation that `Operation.as_data` gave. One that a newer version added is read, too.

    Raises:
        ValueError: the data is no operation.
    """
    match data:
        case [str(id), dict(arguments)] if all(isinstance(value, str | int) for value in arguments.values()):
            if not _named_in(WORDS.get(id, OF_A_NEWER_VERSION)) <= arguments.keys():
                raise ValueError(f"{data} lacks an argument")
            operation = Operation(id, arguments)
            operation.words()  # which a count that is no number has not
            return operation
    raise ValueError(f"{data} is no operation")


def _named_in(words: Message | Plural) -> set[str]:
    """The names of the arguments that stand in a message."""
    texts = words if isinstance(words, Plural) else (words.text,)
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}


# Annotations


def label(label: str) -> Operation:
    """Mark words with the label of this name."""
    return Operation("label", {"label": label})


def label_matches(label: str, count: int) -> Operation:
    """Mark all that was found, so many, with the label of this name."""
    return Operation("label_matches", {"label": label, "count": count})


def name_matches(speaker: str, count: int) -> Operation:
    """Mark all that was found, so many, as mentions of the speaker of this name."""
    return Operation("name_matches", {"speaker": speaker, "count": count})


def add_part() -> Operation:
    return Operation("add_part")


def remove_part() -> Operation:
    return Operation("remove_part")


def reshape() -> Operation:
    return Operation("reshape")


def relabel() -> Operation:
    return Operation("relabel")


def answer(attribute: str) -> Operation:
    """Answer what a label's attribute of this name asks."""
    return Operation("answer", {"attribute": attribute})


def answer_several(attribute: str, count: int) -> Operation:
    """Give so many annotations the same answer to the attribute of this name."""
    return Operation("answer_several", {"attribute": attribute, "count": count})


def edit_note() -> Operation:
    return Operation("edit_note")


def comment() -> Operation:
    """Say something of a claim to whoever reads it."""
    return Operation("comment")


def change_comment() -> Operation:
    return Operation("change_comment")


def delete_comment() -> Operation:
    return Operation("delete_comment")


def delete_annotation(label: str) -> Operation:
    """Delete an annotation with the label of this name."""
    return Operation("delete_annotation", {"label": label})


def delete_annotations(count: int) -> Operation:
    return Operation("delete_annotations", {"count": count})


# Who said it


def set_speaker() -> Operation:
    return Operation("set_speaker")


def set_speakers(count: int) -> Operation:
    """Name the same speaker of so many claims."""
    return Operation("set_speakers", {"count": count})


def add_joint_speaker() -> Operation:
    """Name one more speaker of a claim."""
    return Operation("add_joint_speaker")


def show_speaker() -> Operation:
    """Show by a mention that somebody is a claim's speaker, who is already."""
    return Operation("show_speaker")


def remove_speaker() -> Operation:
    """Take a speaker off a claim or a mention; the speaker stays in the library."""
    return Operation("remove_speaker")


def take_out_of_claim() -> Operation:
    """Take a mention or a cue out of a claim; it stays in the article."""
    return Operation("take_out_of_claim")


# Speakers


def add_speaker() -> Operation:
    return Operation("add_speaker")


def rename_speaker() -> Operation:
    return Operation("rename_speaker")


def edit_speaker() -> Operation:
    return Operation("edit_speaker")


def merge_speakers() -> Operation:
    return Operation("merge_speakers")


def merge_duplicates(count: int) -> Operation:
    """Make so many duplicates one with those whom they look like."""
    return Operation("merge_duplicates", {"count": count})


def keep_apart() -> Operation:
    """Say of speakers who look like one that they are not."""
    return Operation("keep_apart")


def import_speakers(count: int) -> Operation:
    """Add or change so many speakers by a list."""
    return Operation("import_speakers", {"count": count})


def delete_speakers(count: int) -> Operation:
    return Operation("delete_speakers", {"count": count})


# Articles


def import_articles() -> Operation:
    return Operation("import_articles")


def paste_article() -> Operation:
    return Operation("paste_article")


def edit_articles(count: int) -> Operation:
    return Operation("edit_articles", {"count": count})


def delete_articles(count: int) -> Operation:
    return Operation("delete_articles", {"count": count})


_MARKS: Final[Mapping[ArticleStatus, str]] = {
    "new": "mark_new",
    "in progress": "mark_in_progress",
    "done": "mark_done",
    "skipped": "mark_skipped",
}


def mark_articles(status: ArticleStatus, count: int) -> Operation:
    return Operation(_MARKS[status], {"count": count})


def group_articles(count: int) -> Operation:
    """Change the tags and sets of so many articles."""
    return Operation("group_articles", {"count": count})


def read_in(encoding: str) -> Operation:
    """Read an article in another encoding, of this name."""
    return Operation("read_in", {"encoding": encoding})


# Suggestions


def suggest() -> Operation:
    return Operation("suggest")


def accept(count: int) -> Operation:
    """Accept so many suggestions."""
    return Operation("accept", {"count": count})


def rename_annotator(name: str) -> Operation:
    return Operation("rename_annotator", {"name": name})


def copy_layer() -> Operation:
    """Copy what another annotator accepted into one's own layer."""
    return Operation("take_layer")


def assign(count: int) -> Operation:
    """Say who is to code so many articles."""
    return Operation("assign", {"count": count})


def take_work(annotators: str) -> Operation:
    """Take over from a file what these annotators, by their names, did elsewhere."""
    return Operation("take_work", {"annotators": annotators})


def code_blind(on: bool) -> Operation:
    """Hide others' work on an article until it is done in one's own layer, or show it."""
    return Operation("begin_blind_coding" if on else "end_blind_coding")


def reject() -> Operation:
    return Operation("reject")


def reject_several(count: int) -> Operation:
    """Reject so many suggestions at once."""
    return Operation("reject_several", {"count": count})


# Adjudication


def adjudicate() -> Operation:
    """Decide what becomes of a claim on which annotators differ."""
    return Operation("adjudicate")


def adjudicate_by_rule(count: int) -> Operation:
    """Decide by a rule what becomes of so many claims."""
    return Operation("adjudicate_by_rule", {"count": count})


def adjudicate_articles() -> Operation:
    """Decide by a rule, in an article of several."""
    return Operation("adjudicate_articles")


# The codebook


def add_label(name: str) -> Operation:
    return Operation("add_label", {"name": name})


def add_attribute(name: str) -> Operation:
    return Operation("add_attribute", {"name": name})


def add_option(name: str) -> Operation:
    return Operation("add_option", {"name": name})


def rename_part(before: str, after: str) -> Operation:
    """Give a label, an attribute or an option another name."""
    return Operation("rename_part", {"before": before, "after": after})


def edit_part(name: str) -> Operation:
    """Change what else is known of a label, an attribute or an option."""
    return Operation("edit_part", {"name": name})


def move_part(name: str) -> Operation:
    return Operation("move_part", {"name": name})


def merge_options(name: str, into: str) -> Operation:
    return Operation("merge_options", {"name": name, "into": into})


def retire_option(name: str) -> Operation:
    """Offer an option no more; it stays where it was chosen."""
    return Operation("retire_option", {"name": name})


def restore_option(name: str) -> Operation:
    """Offer an option again that was retired."""
    return Operation("restore_option", {"name": name})


def delete_part(name: str) -> Operation:
    return Operation("delete_part", {"name": name})


def rename_codebook(name: str) -> Operation:
    return Operation("rename_codebook", {"name": name})


def join_codebook(name: str) -> Operation:
    """Add what a codebook of this name has to the library's own."""
    return Operation("join_codebook", {"name": name})


def replace_codebook(name: str) -> Operation:
    return Operation("replace_codebook", {"name": name})
