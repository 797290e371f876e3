"""What a command of the window is: its name, its keys, when it can be used, what it does. All are in `menus/`."""

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from typing import Literal

from desktop.base.translation import Message, Plural, translated, translated_plural
from ui.base.plain_text import without_mnemonic
from ui.commands.workspace import Workspace

Check = Callable[[Workspace], bool]


class Condition:
    """When a command can be used, and why not where it cannot be."""

    def __init__(self, holds: Check, otherwise: Message) -> None:
        self._holds = holds
        self.otherwise = otherwise

    def __call__(self, window: Workspace) -> bool:
        return self._holds(window)


def otherwise(why_not: Message) -> Callable[[Check], Condition]:
    """Makes a check the condition of commands that are unavailable for this reason, where it does not hold."""
    return lambda check: Condition(check, why_not)


@otherwise(Message(""))
def always(window: Workspace) -> bool:
    return True


@otherwise(Message("No article is open."))
def with_article(window: Workspace) -> bool:
    return window.session.state is not None


@otherwise(Message("No article is selected."))
def with_chosen_articles(window: Workspace) -> bool:
    """There are articles that commands act on: selected ones, or the open one."""
    return window.articles_controller.count > 0


@otherwise(Message("There is no claim to copy."))
def with_claims(window: Workspace) -> bool:
    """There is a claim to copy: in the selected words, the selected one, or any of the article."""
    return window.copying.can_copy


@otherwise(Message("No annotation is selected."))
def with_selection(window: Workspace) -> bool:
    return window.session.selected is not None


@otherwise(Message("No claim or mention is selected."))
def with_nameable(window: Workspace) -> bool:
    """Something is selected that may have a speaker: a claim or a mention."""
    chosen, state = window.session.selected_annotation, window.session.state
    return chosen is not None and state is not None and state.role(chosen) in {"claim", "speaker"}


@otherwise(Message("No accepted claim is selected."))
def with_claim(window: Workspace) -> bool:
    """A claim is selected that a person has made or accepted."""
    claim = window.session.selected_claim
    return claim is not None and claim.status == "accepted"


@otherwise(Message("This needs a selected annotation, and selected words beside it."))
def with_part(window: Workspace) -> bool:
    """Words are selected that can become a part of the selected annotation."""
    return window.labelling.can_add_part


@otherwise(Message("No annotation that has attributes is selected."))
def with_attributes(window: Workspace) -> bool:
    """Something is selected of which its label asks something."""
    return window.labelling.has_attributes


@otherwise(Message("Select a speaker in the list, or an annotation that has one."))
def with_speaker_meant(window: Workspace) -> bool:
    """A speaker is selected, or something that one says."""
    return window.speakers_controller.meant is not None


@otherwise(Message("Select one speaker in the list first."))
def with_speaker(window: Workspace) -> bool:
    """One speaker is selected."""
    return window.speakers.chosen is not None


@otherwise(Message("No speaker is selected in the list."))
def with_speakers(window: Workspace) -> bool:
    """One speaker is selected, or several."""
    return window.speakers.chosen_count > 0


@otherwise(Message("No suggestion is selected."))
def with_suggestion(window: Workspace) -> bool:
    """A suggestion is selected, and no words are, which would be meant first."""
    return window.suggestions.selected is not None and not with_words(window)


@otherwise(Message("No words are selected in the text."))
def with_words(window: Workspace) -> bool:
    """Words are selected in the text."""
    return window.labelling.can_label


@otherwise(Message("The library has no article."))
def with_articles(window: Workspace) -> bool:
    return window.articles.has_articles


def on_articles(one: Message, several: Plural) -> Callable[[Workspace], str]:
    """The text of a command for the one article that is meant, or for several."""
    return lambda window: _of(window.articles_controller.count, one, several)


def on_speakers(one: Message, several: Plural) -> Callable[[Workspace], str]:
    """The same for speakers."""
    return lambda window: _of(window.speakers.chosen_count, one, several)


def on_annotations(one: Message, several: Plural) -> Callable[[Workspace], str]:
    """The same for annotations."""
    return lambda window: _of(len(window.claims.chosen), one, several)


def _of(count: int, one: Message, several: Plural) -> str:
    return translated(one) if count <= 1 else translated_plural(*several, count)


@dataclass(frozen=True)
class Command:
    """One thing that can be done."""

    id: str
    text: Message
    run: Callable[[Workspace], object]
    _: KW_ONLY
    writes: bool  # into the library: grey where that may only be read. False where its dialog shows something, too
    keys: tuple[str, ...] = ()  # the first one is shown
    keys_work: Literal["everywhere", "in the text", "at the caret", "by themselves"] = "everywhere"
    # "in the text": and in the list of claims. "by themselves": the widget that has the keyboard hears them, by Qt.
    enabled: Condition = always
    checked: Check | None = None  # of a command that is a setting: whether it is in force
    words: Callable[[Workspace], str] | None = None  # the text, where it changes: "Undo Merge speakers"
    about: str = ""  # of a label: its guideline

    def title(self, window: Workspace) -> str:
        """The text as it is now."""
        return self.words(window) if self.words else translated(self.text)

    @property
    def plain_text(self) -> str:
        """The text without its mnemonic."""
        return without_mnemonic(translated(self.text))


@dataclass(frozen=True, kw_only=True)
class Menu:
    """A named row of commands and submenus; None is a line between them."""

    title: Message
    entries: "tuple[Command | Menu | None, ...]"
