"""What a right click offers: commands of the menus, by their ids, with "" where a line stands between them."""

from ui.commands.workspace import Workspace

_MARKS = ("mark-done", "mark-in-progress", "mark-new", "mark-skipped")
ON_ARTICLES = (
    *(*_MARKS, "", "group-articles", "assign-articles", "article-details", "suggest", "export"),
    *("", "delete-article"),
)
ON_SEVERAL_ARTICLES = (*ON_ARTICLES[:-2], "", "accept-in-articles", "reject-in-articles", *ON_ARTICLES[-2:])
ON_SPEAKERS = (
    "speaker-page",
    "edit-speaker",
    "rename-speaker",
    "merge-speaker",
    "name-everywhere",
    "",
    "delete-speaker",
)

LABELS = "labels"  # stands for all labels of the codebook, each on the selected words
ON_WORDS = (LABELS, "", "add-part", "copy", "", "grow", "shrink", "select-quotation", "select-sentence")
ON_ANNOTATION = (
    "set-speaker",
    "add-joint-speaker",
    "attributes",
    "relabel",
    "copy-quotation",
    "details",
    "guidelines",
    "",
    "delete",
)
ON_SUGGESTION = (
    *(
        "accept-suggestion",
        "adjust-suggestion",
        "reject-suggestion",
        "reject-for-a-reason",
        "",
        "copy-quotation",
        "details",
        "",
    ),
    *("accept-sure-suggestions", "reject-unsure-suggestions", "hide-suggestions"),
)
ON_TEXT = ("select-quotation", "select-sentence", "", "find", "suggest", "hide-suggestions", "", *_MARKS)


def on_selection(window: Workspace) -> tuple[str, ...]:
    """What can be done with what is selected in the text."""
    if window.labelling.can_label:
        return ON_WORDS
    if window.suggestions.selected:
        return ON_SUGGESTION
    return ON_ANNOTATION if window.session.selected else ON_TEXT


def on_articles(window: Workspace) -> tuple[str, ...]:
    """What can be done with the chosen articles."""
    return ON_SEVERAL_ARTICLES if window.articles_controller.count > 1 else ON_ARTICLES
