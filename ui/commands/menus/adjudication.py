"""The commands that settle what annotators differ in. Those that decide have keys in the text and in the list."""

from desktop.base.translation import Message
from ui.base import keys
from ui.commands.command import Command, Condition, Menu, with_article

_with_case = Condition(
    lambda window: window.adjudication.case is not None,
    Message("No difference is chosen: open the adjudication of an article first."),
)
_with_several_answers = Condition(
    lambda window: window.adjudication.can_take_all, Message("No difference is chosen, or it takes one answer only.")
)
_adjudicating = Condition(
    lambda window: window.adjudication.annotators > 1,
    Message("The adjudication is not open, or has nothing to settle."),
)


def _take(place: int, text: Message) -> Command:
    return Command(
        f"take-{place + 1}",
        text,
        lambda window: window.adjudication.take(place),
        writes=True,
        keys=(keys.TAKE[place],),
        keys_work="in the text",
        enabled=Condition(
            lambda window: window.adjudication.case is not None and window.adjudication.annotators > place,
            Message("No difference is chosen, or fewer annotators have coded the article."),
        ),
    )


TAKE_ONE = Menu(
    title=Message("&Take what one has"),
    entries=(
        _take(0, Message("Take what the &first has")),
        _take(1, Message("Take what the &second has")),
        _take(2, Message("Take what the &third has")),
        _take(3, Message("Take what the f&ourth has")),
        _take(4, Message("Take what the fift&h has")),
        _take(5, Message("Take what the si&xth has")),
        _take(6, Message("Take what the se&venth has")),
        _take(7, Message("Take what the ei&ghth has")),
        _take(8, Message("Take what the &ninth has")),
    ),
)
ADJUDICATION = Menu(
    title=Message("Ad&judication"),
    entries=(
        Command(
            "adjudicate",
            Message("Settle &differences"),
            lambda window: window.adjudication.toggle(),
            writes=False,
            keys=("Ctrl+J",),
            enabled=with_article,
            checked=lambda window: window.adjudication.is_open,
        ),
        Command(
            "decide-by-rule",
            Message("Decide by a &rule…"),
            lambda window: window.adjudication.decide_by_rule(),
            writes=True,
            keys=(keys.BY_RULE,),
            enabled=_adjudicating,
        ),
        None,
        Command(
            "next-difference",
            Message("&Next difference"),
            lambda window: window.adjudication.step(1),
            writes=False,
            keys=("V",),
            enabled=_adjudicating,
        ),
        Command(
            "previous-difference",
            Message("&Previous difference"),
            lambda window: window.adjudication.step(-1),
            writes=False,
            keys=("Shift+V",),
            enabled=_adjudicating,
        ),
        None,
        TAKE_ONE,
        Command(
            "take-all",
            Message("Take &what all have"),
            lambda window: window.adjudication.take_all(),
            writes=True,
            keys=(keys.TAKE_ALL,),
            keys_work="in the text",
            enabled=_with_several_answers,
        ),
        Command(
            "take-none",
            Message("There is no such &claim"),
            lambda window: window.adjudication.take_none(),
            writes=True,
            keys=(keys.TAKE_NONE,),
            keys_work="in the text",
            enabled=_with_case,
        ),
        Command(
            "adjust-decision",
            Message("&Adjust it in the text"),
            lambda window: window.adjudication.adjust(),
            writes=True,
            keys=(keys.IN_THE_TEXT,),
            keys_work="in the text",
            enabled=_with_case,
        ),
    ),
)
ON_DIFFERENCE = (
    "take-1", "take-2", "take-3", "take-all", "take-none", "adjust-decision", "", "next-difference",
    "previous-difference", "decide-by-rule",
)  # fmt: skip
DECISIONS = tuple(
    entry.id
    for entry in (*TAKE_ONE.entries, *ADJUDICATION.entries)
    if isinstance(entry, Command) and entry.keys_work == "in the text"
)
