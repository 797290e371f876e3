"""The menu Edit: undo and redo, finding and searching, copying, deleting."""

from desktop.base.translation import Message, Plural, translated
from desktop.model.operations import Operation
from ui.base.plain_text import on_button
from ui.commands.command import (
    Command,
    Condition,
    Menu,
    on_annotations,
    with_article,
    with_claims,
    with_selection,
    with_words,
)


def _undo(operation: Operation | None) -> str:
    return translated("&Undo {edit}", edit=on_button(operation.words())) if operation else translated("&Undo")


def _redo(operation: Operation | None) -> str:
    return translated("&Redo {edit}", edit=on_button(operation.words())) if operation else translated("&Redo")


def _copy(form: str, text: Message, keys: tuple[str, ...] = ()) -> Command:
    return Command(
        f"copy-{form}", text, lambda window: window.copying.copy(form), writes=False, keys=keys, enabled=with_claims
    )


_with_undo = Condition(lambda window: window.session.undo_operation is not None, Message("There is nothing to undo."))

_with_redo = Condition(lambda window: window.session.redo_operation is not None, Message("There is nothing to redo."))

_with_words_to_find = Condition(
    lambda window: window.find_bar.isVisible() and window.find_bar.seeks,
    Message("Find something in the article first."),
)

_with_search = Condition(lambda window: window.find_bar.isVisible(), Message("Find something in the article first."))

EDIT = Menu(
    title=Message("&Edit"),
    entries=(
        Command(
            "undo",
            Message("&Undo"),
            lambda window: window.undo(),
            writes=True,
            keys=("Ctrl+Z",),
            enabled=_with_undo,
            words=lambda window: _undo(window.session.undo_operation),
        ),
        Command(
            "redo",
            Message("&Redo"),
            lambda window: window.redo(),
            writes=True,
            keys=("Ctrl+Shift+Z", "Ctrl+Y"),
            enabled=_with_redo,
            words=lambda window: _redo(window.session.redo_operation),
        ),
        None,
        Command(
            "find",
            Message("&Find in article"),
            lambda window: window.find_in_article(),
            writes=False,
            keys=("Ctrl+F",),
            enabled=with_article,
        ),
        Command(
            "find-next",
            Message("Find ne&xt"),
            lambda window: window.find_bar.step(1),
            writes=False,
            keys=("F3", "Ctrl+G"),
            enabled=_with_search,
        ),
        Command(
            "find-previous",
            Message("Find pre&vious"),
            lambda window: window.find_bar.step(-1),
            writes=False,
            keys=("Shift+F3", "Ctrl+Shift+G"),
            enabled=_with_search,
        ),
        Command(
            "label-all",
            Message("&Label all matches…"),
            lambda window: window.matches.open(window.find_bar.sought, window.articles_controller.chosen),
            writes=True,
            keys=("Ctrl+Shift+L",),
            enabled=_with_words_to_find,
        ),
        Menu(
            title=Message("Cop&y claims"),
            entries=(
                _copy("citation", Message("Copy claims as &citations"), ("Ctrl+Shift+C",)),
                _copy("markdown", Message("Copy claims as &Markdown")),
                _copy("table", Message("Copy claims as &table rows")),
            ),
        ),
        None,
        Command(
            "search",
            Message("&Search the library"),
            lambda window: window.search.start(),
            writes=False,
            keys=("Ctrl+Shift+F",),
        ),
        None,
        Command(
            "copy",
            Message("&Copy the selected words"),
            lambda window: window.text.copy(),
            writes=False,
            keys=("Ctrl+C",),
            keys_work="by themselves",
            enabled=with_words,
        ),
        Command(
            "copy-quotation",
            Message("Copy &what the selected annotation says"),
            lambda window: window.labelling.copy_quotation(),
            writes=False,
            enabled=with_selection,
        ),
        Command(
            "delete",
            Message("D&elete the selected annotation"),
            lambda window: window.labelling.delete_chosen(window.claims.chosen),
            writes=True,
            keys=("Del", "Backspace"),
            keys_work="in the text",
            enabled=with_selection,
            words=on_annotations(
                Message("D&elete the selected annotation"),
                Plural("D&elete {count} annotation", "D&elete {count} annotations"),
            ),
        ),
    ),
)
