"""How what the session tells is shown in a message bar, and which copy is offered where nothing can be saved."""

from collections.abc import Callable

from desktop.base.translation import translated
from ui.base.message_bar import MessageBar
from ui.session.session import Session


def show_messages(session: Session, bar: MessageBar, save_copy: Callable[[], object]) -> None:
    """Have the bar show what the session says from now on; `save_copy` is offered where nothing can be saved."""
    messages, saved = session.messages, session.saved
    messages.told.connect(bar.show_message)
    messages.told_briefly.connect(bar.show_briefly)
    messages.told_of_step.connect(bar.show_step)
    messages.told_in_all_articles.connect(bar.show_in_all_articles)
    messages.told_until_done.connect(bar.show_until_done)
    messages.told_while_working.connect(bar.show_while_working)
    messages.told_until_cleared.connect(bar.show_until_cleared)
    messages.cleared.connect(bar.clear)
    session.done.connect(bar.clear_refusal)
    session.tasks.ended.connect(bar.end_work)
    saved.copy_offered.connect(lambda words: bar.show_until_cleared(words, translated("Save a copy…"), save_copy))
