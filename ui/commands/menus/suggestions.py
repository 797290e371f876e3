"""The menu Suggestions: finding them, going through them, accepting and rejecting them, learning."""

from desktop.base.translation import Message, Plural, translated, translated_plural
from ui.base import keys
from ui.commands.command import (
    Command,
    Condition,
    Menu,
    on_articles,
    with_article,
    with_articles,
    with_chosen_articles,
    with_suggestion,
)
from ui.commands.workspace import SureSuggestions, Workspace

_REJECT_REST = Message("Reject all o&thers")


def _accept_sure(sure: SureSuggestions) -> str:
    lacking = sure.without_speaker
    if not lacking:
        return sure.title
    return translated_plural(
        "{accept}, {count} without a speaker", "{accept}, {count} without a speaker", lacking, accept=sure.title
    )


_with_sure_suggestions = Condition(
    lambda window: window.sure_suggestions.count > 0, Message("No suggestion is as sure as the slider asks.")
)
_with_unsure_suggestions = Condition(
    lambda window: window.sure_suggestions.unsure_count > 0, Message("No suggestion is less sure than the slider asks.")
)

_with_several_articles = Condition(
    lambda window: window.articles_controller.count > 1, Message("Select several articles in the list first.")
)


def _in_chosen_articles(id: str, text: Message, several: Plural, *, accepts: bool) -> Command:
    def words(window: Workspace) -> str:
        count = window.articles_controller.count
        return (
            translated_plural(*several, count, percent=window.sure_suggestions.sure_from)
            if count > 1
            else translated(text)
        )

    return Command(
        id,
        text,
        lambda window: window.suggestions.accept_or_reject_in(window.articles_controller.chosen, accepts=accepts),
        writes=True,
        enabled=_with_several_articles,
        words=words,
    )


SUGGESTIONS = Menu(
    title=Message("Su&ggestions"),
    entries=(
        Command(
            "suggest",
            Message("&Suggest quotations"),
            lambda window: window.suggestions.suggest(window.articles_controller.chosen),
            writes=True,
            enabled=with_chosen_articles,
            words=on_articles(
                Message("&Suggest quotations"),
                Plural("&Suggest quotations in {count} article", "&Suggest quotations in {count} articles"),
            ),
        ),
        Command(
            "suggest-everywhere",
            Message("Suggest for &all articles"),
            lambda window: window.suggestions.suggest_everywhere(),
            writes=True,
            enabled=with_articles,
        ),
        Command(
            "suggest-when-opened",
            Message("Suggest when an article &opens"),
            lambda window: window.suggestions.suggest_when_opened(not window.settings.suggests),
            writes=False,
            checked=lambda window: window.settings.suggests,
        ),
        None,
        Command(
            "next-suggestion",
            Message("&Next suggestion"),
            lambda window: window.suggestions.step(1),
            writes=False,
            keys=("N",),
            enabled=with_article,
        ),
        Command(
            "previous-suggestion",
            Message("&Previous suggestion"),
            lambda window: window.suggestions.step(-1),
            writes=False,
            keys=("Shift+N",),
            enabled=with_article,
        ),
        Command(
            "next-suggested-article",
            Message("Ne&xt article with suggestions"),
            lambda window: window.suggestions.step_article(1),
            writes=False,
            keys=("Shift+J",),
            enabled=with_article,
        ),
        Command(
            "previous-suggested-article",
            Message("Pre&vious article with suggestions"),
            lambda window: window.suggestions.step_article(-1),
            writes=False,
            keys=("Shift+K",),
            enabled=with_article,
        ),
        None,
        Command(
            "accept-suggestion",
            Message("A&ccept the suggestion"),
            lambda window: window.suggestions.accept(),
            writes=True,
            keys=(keys.ACCEPT,),
            keys_work="by themselves",
            enabled=with_suggestion,
        ),
        Command(
            "adjust-suggestion",
            Message("Ad&just the suggestion: who said it?"),
            lambda window: window.suggestions.adjust(),
            writes=True,
            keys=(keys.ADJUST,),
            keys_work="in the text",
            enabled=with_suggestion,
        ),
        Command(
            "reject-suggestion",
            Message("&Reject the suggestion"),
            lambda window: window.suggestions.reject(),
            writes=True,
            keys=(keys.REJECT,),
            keys_work="in the text",
            enabled=with_suggestion,
        ),
        Command(
            "reject-for-a-reason",
            Message("Reject it &for a reason…"),
            lambda window: window.suggestions.ask_reason(),
            writes=True,
            keys=("Shift+X",),
            keys_work="in the text",
            enabled=with_suggestion,
        ),
        None,
        Command(
            "accept-sure-suggestions",
            Message("Accept the s&ure suggestions"),
            lambda window: window.suggestions.accept_sure(),
            writes=True,
            keys=(keys.ACCEPT_SURE,),
            enabled=_with_sure_suggestions,
            words=lambda window: _accept_sure(window.sure_suggestions),
        ),
        Command(
            "reject-unsure-suggestions",
            _REJECT_REST,
            lambda window: window.suggestions.reject_unsure(),
            writes=True,
            keys=("Ctrl+Shift+X",),
            enabled=_with_unsure_suggestions,
            words=lambda window: (
                window.sure_suggestions.title_of_rest
                if window.sure_suggestions.unsure_count
                else translated(_REJECT_REST)
            ),
        ),
        _in_chosen_articles(
            "accept-in-articles",
            Message("Accept what is sure in the selecte&d articles"),
            Plural(
                "Accept what is a&bove {percent} % in {count} article",
                "Accept what is a&bove {percent} % in {count} articles",
            ),
            accepts=True,
        ),
        _in_chosen_articles(
            "reject-in-articles",
            Message("Reject &what is less sure in the selected articles"),
            Plural(
                "Reject &what is up to {percent} % in {count} article",
                "Reject &what is up to {percent} % in {count} articles",
            ),
            accepts=False,
        ),
        Command(
            "hide-suggestions",
            Message("&Hide the suggestions"),
            lambda window: window.session.hide_suggestions(not window.session.hides_suggestions),
            writes=False,
            keys=("H",),
            checked=lambda window: window.session.hides_suggestions,
        ),
        None,
        Command(
            "learn",
            Message("&Learn from my work"),
            lambda window: window.learning.learn(),
            writes=True,
            enabled=with_articles,
        ),
        Command(
            "open-most-telling",
            Message("Open the article to learn &most from"),
            lambda window: window.learning.open_most_telling(),
            writes=False,
            enabled=with_articles,
        ),
        Command(
            "evaluate", Message("&Evaluate…"), lambda window: window.agreement.open(suggestions=True), writes=False
        ),
    ),
)
