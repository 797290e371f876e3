"""Which message of the session is shown how: until it is read, for a moment, or with what can be done about it."""

from collections.abc import Callable

from desktop.base.translation import translated
from ui.base.message_bar import MessageBar
from ui.session import Session


def show_messages(session: Session, bar: MessageBar, save_copy: Callable[[], object]) -> None:
    """Have the bar show what the session says from now on; `save_copy` is offered where nothing can be saved."""
    session.message.connect(bar.say)
    session.of_the_program.connect(bar.say_of_the_program)
    session.refused.connect(bar.say_till_done)
    session.offered_till_done.connect(bar.say_till_done)
    session.held_up.connect(bar.say_while_at_work)
    session.done.connect(bar.go_on)
    session.brief_message.connect(bar.say_briefly)
    session.offered.connect(bar.say)
    session.not_saved.connect(lambda words: bar.say_for_now(words, translated("Save a copy…"), save_copy))

    def show_away(sentence: str) -> None:
        if sentence:
            bar.say_for_now(sentence, translated("Try again"), session.try_again)
        else:
            bar.take_back()

    session.away_changed.connect(show_away)
