"""What a person reads goes through `translated`: what the source says of it.

What the window shows of it: tests/ui/test_pseudo_locale.py.
"""

import ast
import re
import string
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted(path for part in ("ui", "desktop") for path in (ROOT / part).rglob("*.py"))

TRANSLATING = {"translated": 1, "translated_in": 2, "translated_plural": 2, "Message": 1, "Plural": 2}

# What shows its arguments, and which of them: all, or those at these places. Functions of Qt, and of ui/base.
SHOWING: dict[str, set[int] | None] = {
    "setText": None,
    "setToolTip": None,
    "setWindowTitle": None,
    "setAccessibleName": None,
    "setAccessibleDescription": None,
    "setPlaceholderText": None,
    "setInformativeText": None,
    "setStatusTip": None,
    "setWhatsThis": None,
    "setHeaderLabels": None,
    "setLabelText": None,
    "setTitle": None,
    "setTabText": None,
    "setItemText": None,
    "addItems": None,
    "QLabel": {0},
    "QPushButton": {0},
    "QCheckBox": {0},
    "QRadioButton": {0},
    "QGroupBox": {0},
    "QAction": {0, 1},
    "addItem": {0},
    "addAction": {0},
    "addMenu": {0},
    "addButton": {0},
    "addRow": {0},
    "addTab": {1},
    "getOpenFileName": {1},
    "getOpenFileNames": {1},
    "getSaveFileName": {1},
    "getExistingDirectory": {1},
    "information": {1, 2},
    "question": {1, 2},
    "warning": {1, 2},
    "tool_button": {0, 2},
    "KeyedButton": {0},
    "FieldButton": {0},
    "link_button": {0},
    "field_button": {0},
    "EmptyState": {0},
    "Heading": {0},
    "RowList": {0},
    "add_words": {0},
    "add_buttons": {0, 1},
    "add_action": {0},
    "say": {0, 1},
    "tell": {0},
    "mention": {0},
    "offer": {0, 1},
}
# What tells of the world's faults.
TELLING: dict[str, set[int] | None] = {
    name: {0} for name in ("KnownError", "Unfit", "Busy", "Damaged", "Conflict", "Gone", "Contradiction")
} | {name: {1} for name in ("Refusal", "Remark")}
SHOWING_BY_NAME = {"placeholderText", "text", "title", "toolTip", "accept", "reject", "button"}
# Names of keys, of the program, and patterns: the same in all languages.
SAME_EVERYWHERE = re.compile(
    r"|((Ctrl|Shift|Alt)[ +])*(Ctrl|Shift|Alt|F?\d+|[A-Z]|Enter|Space|↵)|Ascribe( {})?|https?://\S*|<.*>"
)

SENTENCE = re.compile(r"({}|[A-Z“]\w*)[,;:]? [a-z“\d].*|[a-z]+( [a-z]+){3,}.*", re.DOTALL)
# Where a sentence is for us: what is logged, what is wrong in the program.
FOR_US = {
    "debug",
    "info",
    "warning",
    "error",
    "exception",
    "log",
    "getLogger",
    "AssertionError",
    "RuntimeError",
}


def name_of(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def written_in(node: ast.expr) -> Iterator[tuple[ast.expr, str]]:
    """The words that stand in the source where this is shown."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node, node.value
    elif isinstance(node, ast.JoinedStr):
        yield node, "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from written_in(node.body)
        yield from written_in(node.orelse)
    elif isinstance(node, ast.BinOp):
        yield from written_in(node.left)
        yield from written_in(node.right)
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from written_in(value)
    elif isinstance(node, ast.List | ast.Tuple):
        for element in node.elts:
            yield from written_in(element)


def has_words(text: str) -> bool:
    return any(letter.isalpha() for letter in text) and not SAME_EVERYWHERE.fullmatch(text.strip())


def shown_as_written(tree: ast.Module, showing: Mapping[str, set[int] | None] = SHOWING) -> Iterator[ast.expr]:
    """What is given to a function that shows it, as it stands in the source."""
    for call in (node for node in nodes(tree) if isinstance(node, ast.Call)):
        places = showing.get(name_of(call), set())
        shown = [part for place, part in enumerate(call.args) if places is None or place in places]
        shown += [part.value for part in call.keywords if part.arg in SHOWING_BY_NAME and showing is SHOWING]
        yield from (node for part in shown for node, text in written_in(part) if has_words(text))


def sentences(tree: ast.Module) -> Iterator[ast.expr]:
    """Sentences wherever they stand, but in docstrings, in types, in what is compared, and where they are for us."""
    spared: set[int] = set()
    for node in nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            spared.add(id(node.value))
        elif isinstance(node, ast.Compare | ast.Assert | ast.Subscript | ast.arg | ast.AnnAssign):
            annotation = getattr(node, "annotation", None) or (None if isinstance(node, ast.AnnAssign) else node)
            spared |= {id(part) for part in ast.walk(annotation)} if annotation else set()
        elif isinstance(node, ast.FunctionDef) and node.returns:
            spared |= {id(part) for part in ast.walk(node.returns)}
        elif isinstance(node, ast.Call) and name_of(node) in FOR_US | TRANSLATING.keys():
            spared |= {id(part) for part in ast.walk(node)}
    for node in nodes(tree):
        if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in spared:
            inner = {id(part) for part in ast.walk(node)} - {id(node)}
            spared |= inner
            if any(SENTENCE.fullmatch(text.strip()) for _, text in written_in(node)):
                yield node


def place(file: Path, node: ast.expr) -> str:
    return f"{file.relative_to(ROOT)}:{node.lineno}: {ast.unparse(node)}"


@cache
def sources() -> dict[Path, ast.Module]:
    return {file: ast.parse(file.read_text(encoding="utf-8")) for file in FILES}


@cache
def nodes(tree: ast.Module) -> list[ast.AST]:
    return list(ast.walk(tree))


@pytest.fixture(scope="module", autouse=True)
def forgotten() -> Iterator[None]:
    """Afterwards none of it is kept: hundreds of thousands of objects, which the collector would go through."""
    yield
    sources.cache_clear()
    nodes.cache_clear()


def within(folder: str) -> dict[Path, ast.Module]:
    """The modules in a folder; the sentences of the rehearsal are for us."""
    inside = ROOT / folder
    return {file: tree for file, tree in sources().items() if inside in file.parents and "rehearsal" not in file.parts}


def test_what_the_window_shows_is_translated() -> None:
    assert [place(file, node) for file, tree in within("ui").items() for node in shown_as_written(tree)] == []


def test_what_is_told_of_faults_is_translated() -> None:
    assert [place(file, node) for file, tree in sources().items() for node in shown_as_written(tree, TELLING)] == []


@pytest.mark.parametrize("folder", ["ui", "desktop/cli"])
def test_no_sentence_of_the_window_or_the_command_line_stands_anywhere_else(folder: str) -> None:
    assert [place(file, node) for file, tree in within(folder).items() for node in sentences(tree)] == []


def translating(tree: ast.Module) -> Iterator[ast.Call]:
    for node in nodes(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TRANSLATING:
            yield node


def is_sound(call: ast.Call) -> bool:
    """Whether these are literals with the arguments that are given; or a table's, whose texts stand there."""
    function = name_of(call)
    texts = call.args[: TRANSLATING[function]]
    if not all(isinstance(text, ast.Constant) for text in texts):
        from_a_table = ast.Name | ast.Attribute | ast.Subscript | ast.Starred
        return function.startswith("translated") and isinstance(texts[0], from_a_table)
    words = [str(text.value) for text in texts if isinstance(text, ast.Constant)][function == "translated_in" :]
    named = {name for text in words for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    counted = {"count"} if function == "translated_plural" else set()
    return function in {"Message", "Plural"} or named == counted | {part.arg for part in call.keywords}


def test_texts_are_literals_with_the_arguments_they_are_given() -> None:
    calls = [(file, call) for file, tree in sources().items() for call in translating(tree)]
    assert [place(file, call) for file, call in calls if not is_sound(call)] == []


def counting_untold(tree: ast.Module) -> Iterator[ast.Constant]:
    """Texts that count something and that no catalogue knows of, since they stand in a plain table."""
    known = {id(part) for call in translating(tree) for part in ast.walk(call)}
    for node in nodes(tree):
        is_counting = isinstance(node, ast.Constant) and isinstance(node.value, str) and "{count}" in node.value
        if is_counting and id(node) not in known and "`" not in node.value:  # of a docstring
            yield node


def test_texts_that_count_are_in_the_catalogue() -> None:
    assert [place(file, node) for file, tree in sources().items() for node in counting_untold(tree)] == []


def is_early(tree: ast.Module) -> Iterator[ast.Call]:
    """What is translated as the module is imported: at its top, in a class, as a default."""
    functions = [node for node in nodes(tree) if isinstance(node, ast.FunctionDef | ast.Lambda)]
    late = {id(part) for function in functions for part in ast.walk(function)}
    for function in functions:
        for default in (*function.args.defaults, *filter(None, function.args.kw_defaults)):
            late -= {id(part) for part in ast.walk(default)}
    for call in translating(tree):
        if name_of(call).startswith("translated") and id(call) not in late:
            yield call


def test_nothing_is_translated_before_the_language_is_known() -> None:
    assert [place(file, call) for file, tree in sources().items() for call in is_early(tree)] == []


def found(source: str) -> list[str]:
    tree = ast.parse(source)
    return sorted({ast.unparse(node) for check in (shown_as_written, sentences) for node in check(tree)})


def test_what_these_tests_look_for_they_find() -> None:
    assert found("label.setText('Save')") == ["'Save'"]
    assert found("label.setText(f'{n} saved' if n else '')") == ["f'{n} saved'"]
    assert found("QLineEdit(placeholderText='Filter…')") == ["'Filter…'"]
    assert list(map(ast.unparse, shown_as_written(ast.parse("raise Gone(f'{it} is gone')"), TELLING))) == [
        "f'{it} is gone'"
    ]
    assert list(shown_as_written(ast.parse("Refusal(path, f'{path} is empty')"), TELLING))
    assert found("TABLE = {'a': 'An entry of a table'}") == ["'An entry of a table'"]
    assert found("return f'{name} was deleted elsewhere'") == ["f'{name} was deleted elsewhere'"]
    assert found("label.setText(translated('Save'))\nlog.info('this is for us')\nlabel.setText('Ctrl Z')") == []


def test_and_what_is_wrong_with_a_text() -> None:
    def sound(source: str) -> list[bool]:
        return [is_sound(call) for call in translating(ast.parse(source))]

    assert sound("translated('{n} left', n=1)\ntranslated(TABLE[0])\ntranslated_plural(*MANY, 3)") == [True] * 3
    assert sound("translated(f'{n} left')\ntranslated('{n} left')\ntranslated('left', n=1)") == [False] * 3
    assert sound("translated_plural('{count} x', 'many x', n, a=1)\nMessage(NAME)") == [False] * 2
    early = "A = translated('a')\ndef f(a=translated('b')):\n    return translated('c')"
    assert [ast.unparse(call) for call in is_early(ast.parse(early))] == ["translated('a')", "translated('b')"]
