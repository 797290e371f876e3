"""Which message of the session is shown how: until it is read, for a moment, or with what can be done about it."""

from collections.abc import Callable

from desktop.base.translation import translated
from ui.base.message_bar import MessageBar
from ui.session import Session


def show_messages(session: Session, bar: MessageBar, save_copy: Callable[[], object]) -> None:
    """Have the bar show what the session says from now on; `save_copy` is offered where nothing can be saved."""
    session.message.connect(bar.show_message)
    session.of_the_program.connect(bar.show_in_all_articles)
    session.refused.connect(bar.show_until_done)
    session.offered_till_done.connect(bar.show_until_done)
    session.held_up.connect(bar.show_while_working)
    session.done.connect(bar.clear_refusal)
    session.brief_message.connect(bar.show_briefly)
    session.offered.connect(bar.show_message)
    session.not_saved.connect(lambda words: bar.show_until_cleared(words, translated("Save a copy…"), save_copy))

    def show_away(sentence: str) -> None:
        if sentence:
            bar.show_until_cleared(sentence, translated("Try again"), session.try_again)
        else:
            bar.clear()

    session.away_changed.connect(show_away)
