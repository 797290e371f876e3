"""Every command of the window, once, in the menu it stands in.

The menus, the toolbar, the command palette and the page of shortcuts are read from `MENUS`. A command is data: to add
one, add a line here and, if need be, a method that it calls. A test calls every one of them.
"""

from collections.abc import Iterator

from desktop.base.translation import Message, Plural, translated, translated_plural
from desktop.model.operations import Operation
from desktop.model.records import ArticleStatus
from ui.base import keys
from ui.base.plain_text import on_button
from ui.base.settings import Appearance, ColourBy
from ui.commands.adjudication_commands import ADJUDICATION
from ui.commands.caret_commands import ANNOTATION_STEPS, CLAIM_STEPS, ENDS, SELECT
from ui.commands.command import (
    Command,
    Condition,
    Menu,
    on_annotations,
    on_articles,
    on_speakers,
    with_article,
    with_articles,
    with_attributes,
    with_chosen_articles,
    with_claim,
    with_claims,
    with_nameable,
    with_part,
    with_selection,
    with_speaker,
    with_speaker_meant,
    with_speakers,
    with_suggestion,
    with_words,
)
from ui.commands.workspace import SureOnes


def _colour_by(what: ColourBy, text: Message) -> Command:
    return Command(
        f"colour-by-{what}",
        text,
        lambda window: window.preferences.colour_by(what),
        checked=lambda window: window.settings.colour_by == what,
    )


def _appearance(which: Appearance, text: Message) -> Command:
    return Command(
        f"appearance-{which}",
        text,
        lambda window: window.preferences.set_appearance(which),
        checked=lambda window: window.settings.appearance == which,
    )


def _mark(status: ArticleStatus, text: Message, several: Plural, keys: tuple[str, ...] = ()) -> Command:
    return Command(
        f"mark-{status.replace(' ', '-')}",
        text,
        lambda window: window.articles_controller.mark(status),
        keys=keys,
        enabled=with_chosen_articles,
        checked=lambda window: bool(
            window.articles_controller.count == 1 and window.session.article and window.session.article.status == status
        ),
        words=on_articles(text, several),
    )


def _undo(operation: Operation | None) -> str:
    return translated("&Undo {edit}", edit=on_button(operation.words())) if operation else translated("&Undo")


_REJECT_REST = Message("Reject all o&thers")


def _accept_sure(sure: SureOnes) -> str:
    lacking = sure.without_speaker
    if not lacking:
        return sure.title
    return translated_plural(
        "{accept}, {count} without a speaker", "{accept}, {count} without a speaker", lacking, accept=sure.title
    )


def _redo(operation: Operation | None) -> str:
    return translated("&Redo {edit}", edit=on_button(operation.words())) if operation else translated("&Redo")


_with_undo = Condition(lambda window: window.session.undo_operation is not None, Message("There is nothing to undo."))
_with_redo = Condition(lambda window: window.session.redo_operation is not None, Message("There is nothing to redo."))
_with_words_to_find = Condition(
    lambda window: window.find_bar.isVisible() and window.find_bar.seeks,
    Message("Find something in the article first."),
)
_with_search = Condition(lambda window: window.find_bar.isVisible(), Message("Find something in the article first."))
_with_claims_without_speaker = Condition(
    lambda window: window.claims_without_speaker > 0, Message("Each claim of the article has a speaker.")
)
_with_sure_ones = Condition(
    lambda window: window.sure_ones.count > 0, Message("No suggestion is as sure as the slider asks.")
)
_with_unsure_ones = Condition(
    lambda window: window.sure_ones.unsure_count > 0, Message("No suggestion is less sure than the slider asks.")
)

FILE = Menu(
    title=Message("&File"),
    entries=(
        Command("open", Message("&Open articles…"), lambda window: window.files.open_files(), keys=("Ctrl+O",)),
        Command("open-folder", Message("Open a &folder…"), lambda window: window.files.open_folder()),
        Command(
            "preview-folder",
            Message("Open a folder with a pre&view…"),
            lambda window: window.files.preview_folder(),
        ),
        Command(
            "paste", Message("&Paste as article…"), lambda window: window.files.paste_article(), keys=("Ctrl+Shift+V",)
        ),
        Command(
            "metadata",
            Message("Article details fro&m a table…"),
            lambda window: window.metadata.take_in(),
            enabled=with_articles,
        ),
        None,
        Command("open-library", Message("Open &library…"), lambda window: window.files.open_library()),
        Command("add-library", Message("A&dd the content of a library…"), lambda window: window.files.import_library()),
        Command("new-library", Message("&New library…"), lambda window: window.files.new_library()),
        None,
        Command(
            "export",
            Message("&Export…"),
            lambda window: window.files.export(window.articles_controller.chosen, window.speakers.chosen_all),
            keys=("Ctrl+E", "Ctrl+Shift+E"),  # on X11, a text field takes the first one
            enabled=with_articles,
            words=on_articles(Message("&Export…"), Plural("&Export {count} article…", "&Export {count} articles…")),
        ),
        Command(
            "print",
            Message("Pr&int…"),
            lambda window: window.files.print_articles(window.articles_controller.chosen),
            keys=("Ctrl+P",),
            enabled=with_chosen_articles,
            words=on_articles(Message("Pr&int…"), Plural("Pr&int {count} article…", "Pr&int {count} articles…")),
        ),
        Command(
            "send-work",
            Message("&Send my work…"),
            lambda window: window.colleagues.send(window.articles_controller.chosen),
            enabled=with_articles,
            words=on_articles(
                Message("&Send my work…"),
                Plural("&Send my work in {count} article…", "&Send my work in {count} articles…"),
            ),
        ),
        Command("take-work", Message("&Take a colleague's work…"), lambda window: window.colleagues.take()),
        Command("back-up", Message("&Back up…"), lambda window: window.files.back_up()),
        Command("check", Message("&Check the library"), lambda window: window.files.check()),
        None,
        Command(
            "preferences",
            Message("P&references…"),
            lambda window: window.preferences.open(window.learning.state()),
            keys=("Ctrl+,",),
        ),
        Command("quit", Message("&Quit"), lambda window: window.close(), keys=("Ctrl+Q",)),
    ),
)


def _copy(form: str, text: Message, keys: tuple[str, ...] = ()) -> Command:
    return Command(f"copy-{form}", text, lambda window: window.copying.copy(form), keys=keys, enabled=with_claims)


EDIT = Menu(
    title=Message("&Edit"),
    entries=(
        Command(
            "undo",
            Message("&Undo"),
            lambda window: window.undo(),
            keys=("Ctrl+Z",),
            enabled=_with_undo,
            words=lambda window: _undo(window.session.undo_operation),
        ),
        Command(
            "redo",
            Message("&Redo"),
            lambda window: window.redo(),
            keys=("Ctrl+Shift+Z", "Ctrl+Y"),
            enabled=_with_redo,
            words=lambda window: _redo(window.session.redo_operation),
        ),
        None,
        Command(
            "find",
            Message("&Find in article"),
            lambda window: window.find_in_article(),
            keys=("Ctrl+F",),
            enabled=with_article,
        ),
        Command(
            "find-next",
            Message("Find ne&xt"),
            lambda window: window.find_bar.step(1),
            keys=("F3", "Ctrl+G"),
            enabled=_with_search,
        ),
        Command(
            "find-previous",
            Message("Find pre&vious"),
            lambda window: window.find_bar.step(-1),
            keys=("Shift+F3", "Ctrl+Shift+G"),
            enabled=_with_search,
        ),
        Command(
            "label-all",
            Message("&Label all matches…"),
            lambda window: window.matches.open(window.find_bar.sought, window.articles_controller.chosen),
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
        Command("search", Message("&Search the library"), lambda window: window.search.start(), keys=("Ctrl+Shift+F",)),
        None,
        Command(
            "copy",
            Message("&Copy the selected words"),
            lambda window: window.text.copy(),
            keys=("Ctrl+C",),
            keys_work="by themselves",
            enabled=with_words,
        ),
        Command(
            "copy-quotation",
            Message("Copy &what the selected annotation says"),
            lambda window: window.labelling.copy_quotation(),
            enabled=with_selection,
        ),
        Command(
            "delete",
            Message("D&elete the selected annotation"),
            lambda window: window.labelling.delete_chosen(window.claims.chosen),
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

ARTICLE = Menu(
    title=Message("&Article"),
    entries=(
        Command(
            "next-article",
            Message("&Next article"),
            lambda window: window.articles.step(1),
            keys=("J", "Alt+Down"),
            enabled=with_articles,
        ),
        Command(
            "previous-article",
            Message("&Previous article"),
            lambda window: window.articles.step(-1),
            keys=("K", "Alt+Up"),
            enabled=with_articles,
        ),
        Command(
            "filter-articles",
            Message("&Filter articles"),
            lambda window: window.articles_controller.filter(),
            keys=("Ctrl+L",),
        ),
        None,
        _mark(
            "done",
            Message("Mark as &done"),
            Plural("Mark {count} article as &done", "Mark {count} articles as &done"),
            ("D",),
        ),
        _mark(
            "in progress",
            Message("Mark as &in progress"),
            Plural("Mark {count} article as &in progress", "Mark {count} articles as &in progress"),
        ),
        _mark(
            "new",
            Message("Mark as not &started"),
            Plural("Mark {count} article as not &started", "Mark {count} articles as not &started"),
        ),
        _mark("skipped", Message("S&kip the article"), Plural("S&kip {count} article", "S&kip {count} articles")),
        None,
        Command(
            "group-articles",
            Message("Ta&gs and sets…"),
            lambda window: window.articles_controller.group(),
            keys=("Ctrl+T",),
            enabled=with_chosen_articles,
            words=on_articles(
                Message("Ta&gs and sets…"), Plural("Ta&gs of {count} article…", "Ta&gs of {count} articles…")
            ),
        ),
        Command(
            "assign-articles",
            Message("Assign t&o…"),
            lambda window: window.articles_controller.assign(),
            enabled=with_chosen_articles,
            words=on_articles(
                Message("Assign t&o…"), Plural("Assign {count} article t&o…", "Assign {count} articles t&o…")
            ),
        ),
        Command(
            "article-details",
            Message("Article de&tails…"),
            lambda window: window.articles_controller.edit(),
            keys=("Ctrl+I",),
            enabled=with_chosen_articles,
            words=on_articles(
                Message("Article de&tails…"), Plural("De&tails of {count} article…", "De&tails of {count} articles…")
            ),
        ),
        Command(
            "same-texts",
            Message("Same te&xt elsewhere…"),
            lambda window: window.articles_controller.show_same_texts(),
            enabled=with_article,
        ),
        Command(
            "delete-article",
            Message("D&elete the article"),
            lambda window: window.articles_controller.delete(),
            enabled=with_chosen_articles,
            words=on_articles(
                Message("D&elete the article"), Plural("D&elete {count} article…", "D&elete {count} articles…")
            ),
        ),
        None,
        Command(
            "proofread",
            Message("&Check the annotations"),
            lambda window: window.proofreading.open(window.articles_controller.chosen),
            keys=("F7",),
            enabled=with_articles,
        ),
        Command(
            "agreement",
            Message("Compare &annotators…"),
            lambda window: window.agreement.open(),
            enabled=with_articles,
        ),
        ADJUDICATION,
        Command(
            "who-codes-what",
            Message("&Who codes what…"),
            lambda window: window.articles_controller.show_work(),
            enabled=with_articles,
        ),
        Command(
            "library-progress",
            Message("P&rogress of the library"),
            lambda window: window.articles_controller.show_progress(),
            enabled=with_articles,
        ),
    ),
)

VIEW = Menu(
    title=Message("&View"),
    entries=(
        Menu(
            title=Message("&Colour by"),
            entries=(
                _colour_by("speaker", Message("&Speaker")),
                _colour_by("label", Message("&Label")),
                _colour_by("annotator", Message("&Annotator")),
                _colour_by("attribute", Message("Answe&r to the first choice")),
            ),
        ),
        Menu(
            title=Message("Appea&rance"),
            entries=(
                _appearance("system", Message("Same as the &system")),
                _appearance("light", Message("&Light")),
                _appearance("dark", Message("&Dark")),
                _appearance("light-contrast", Message("&High contrast, light")),
                _appearance("dark-contrast", Message("High &contrast, dark")),
            ),
        ),
        None,
        Command(
            "larger-text",
            Message("&Larger text"),
            lambda window: window.preferences.step_text_size(1),
            keys=("Ctrl++", "Ctrl+="),
        ),
        Command(
            "smaller-text",
            Message("S&maller text"),
            lambda window: window.preferences.step_text_size(-1),
            keys=("Ctrl+-",),
        ),
        Command(
            "usual-text",
            Message("&Usual text size"),
            lambda window: window.preferences.reset_text_size(),
            keys=("Ctrl+0",),
        ),
        None,
        Command(
            "next-pane",
            Message("To the &next pane"),
            lambda window: window.step_pane(1),
            keys=("F6",),
        ),
        Command(
            "previous-pane",
            Message("To the &previous pane"),
            lambda window: window.step_pane(-1),
            keys=("Shift+F6",),
        ),
        Command(
            "articles-panel",
            Message("&Articles"),
            lambda window: window.toggle_articles(),
            keys=("F9",),
            checked=lambda window: window.articles.isVisible(),
        ),
        Command(
            "side-panel",
            Message("Cla&ims and speakers"),
            lambda window: window.toggle_side(),
            keys=("F10",),
            checked=lambda window: window.side.isVisible(),
        ),
        Command(
            "guidelines",
            Message("&Guidelines beside the text"),
            lambda window: window.guidelines.toggle(),
            keys=("F8",),
            checked=lambda window: window.guidelines.is_open,
        ),
        Command("layers", Message("La&yers…"), lambda window: window.layers.open()),
        Command(
            "legend",
            Message("L&egend"),
            lambda window: window.toggle_legend(),
            checked=lambda window: window.settings.shows_legend,
        ),
        Command(
            "palette",
            Message("All comman&ds…"),
            lambda window: window.show_palette(),
            keys=("Ctrl+K", "Ctrl+Shift+P"),
        ),
    ),
)

LABEL = Menu(
    title=Message("&Label"),
    entries=(
        Command(
            "set-speaker",
            Message("&Choose the speaker…"),
            lambda window: window.labelling.choose_speaker(window.claims.chosen),
            keys=("Alt+Return",),
            enabled=with_nameable,
            words=on_annotations(
                Message("&Choose the speaker…"),
                Plural("&Choose the speaker of {count} claim…", "&Choose the speaker of {count} claims…"),
            ),
        ),
        Command(
            "attributes",
            Message("Answer its a&ttributes…"),
            lambda window: window.labelling.ask_attributes(window.claims.chosen),
            keys=("T",),
            enabled=with_attributes,
            words=on_annotations(
                Message("Answer its a&ttributes…"),
                Plural("Answer the a&ttributes of {count} claim…", "Answer the a&ttributes of {count} claims…"),
            ),
        ),
        Command(
            "add-joint-speaker",
            Message("Add a &joint speaker…"),
            lambda window: window.labelling.choose_joint_speaker(),
            keys=("P",),
            enabled=with_claim,
        ),
        Command(
            "add-part",
            Message("&Add the selected words as a part"),
            lambda window: window.caret.add_part(),
            keys=("A",),
            keys_work="at the caret",
            enabled=with_part,
        ),
        Command(
            "relabel",
            Message("Change the &label…"),
            lambda window: window.choose_label(),
            keys=("R",),
            enabled=with_selection,
        ),
        None,
        *CLAIM_STEPS,
        Command(
            "next-without-speaker",
            Message("&Next claim without a speaker"),
            lambda window: window.labelling.go_to_claim_without_speaker(1),
            keys=("U", "Ctrl+Shift+N"),
            enabled=_with_claims_without_speaker,
        ),
        Command(
            "previous-without-speaker",
            Message("Previou&s claim without a speaker"),
            lambda window: window.labelling.go_to_claim_without_speaker(-1),
            keys=("Shift+U",),
            enabled=_with_claims_without_speaker,
        ),
        *ANNOTATION_STEPS,
        None,
        Command(
            "details",
            Message("&Details of the selected annotation"),
            lambda window: window.show_details(),
            keys=("F4",),
            enabled=with_selection,
        ),
        *ENDS,
        None,
        Command(
            "snap",
            Message("Selection takes &whole words"),
            lambda window: window.preferences.snap(not window.settings.snap),
            checked=lambda window: window.settings.snap,
        ),
        None,
    ),
)

SUGGESTIONS = Menu(
    title=Message("Su&ggestions"),
    entries=(
        Command(
            "suggest",
            Message("&Suggest quotations"),
            lambda window: window.suggestions.suggest(window.articles_controller.chosen),
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
            enabled=with_articles,
        ),
        Command(
            "suggest-when-opened",
            Message("Suggest when an article &opens"),
            lambda window: window.suggestions.suggest_when_opened(not window.settings.suggests),
            checked=lambda window: window.settings.suggests,
        ),
        None,
        Command(
            "next-suggestion",
            Message("&Next suggestion"),
            lambda window: window.suggestions.step(1),
            keys=("N",),
            enabled=with_article,
        ),
        Command(
            "previous-suggestion",
            Message("&Previous suggestion"),
            lambda window: window.suggestions.step(-1),
            keys=("Shift+N",),
            enabled=with_article,
        ),
        Command(
            "next-suggested-article",
            Message("Ne&xt article with suggestions"),
            lambda window: window.suggestions.step_article(1),
            keys=("Shift+J",),
            enabled=with_article,
        ),
        Command(
            "previous-suggested-article",
            Message("Pre&vious article with suggestions"),
            lambda window: window.suggestions.step_article(-1),
            keys=("Shift+K",),
            enabled=with_article,
        ),
        None,
        Command(
            "accept-suggestion",
            Message("A&ccept the suggestion"),
            lambda window: window.suggestions.accept(),
            keys=(keys.ACCEPT,),
            keys_work="by themselves",
            enabled=with_suggestion,
        ),
        Command(
            "adjust-suggestion",
            Message("Ad&just the suggestion: who said it?"),
            lambda window: window.suggestions.adjust(),
            keys=(keys.ADJUST,),
            keys_work="in the text",
            enabled=with_suggestion,
        ),
        Command(
            "reject-suggestion",
            Message("&Reject the suggestion"),
            lambda window: window.suggestions.reject(),
            keys=(keys.REJECT,),
            keys_work="in the text",
            enabled=with_suggestion,
        ),
        Command(
            "reject-for-a-reason",
            Message("Reject it &for a reason…"),
            lambda window: window.suggestions.ask_reason(),
            keys=("Shift+X",),
            keys_work="in the text",
            enabled=with_suggestion,
        ),
        None,
        Command(
            "accept-sure-suggestions",
            Message("Accept the s&ure suggestions"),
            lambda window: window.suggestions.accept_sure_ones(),
            keys=(keys.ACCEPT_SURE_ONES,),
            enabled=_with_sure_ones,
            words=lambda window: _accept_sure(window.sure_ones),
        ),
        Command(
            "reject-unsure-suggestions",
            _REJECT_REST,
            lambda window: window.suggestions.reject_unsure_ones(),
            keys=("Ctrl+Shift+X",),
            enabled=_with_unsure_ones,
            words=lambda window: (
                window.sure_ones.title_of_rest if window.sure_ones.unsure_count else translated(_REJECT_REST)
            ),
        ),
        Command(
            "hide-suggestions",
            Message("&Hide the suggestions"),
            lambda window: window.session.hide_suggestions(not window.session.hides_suggestions),
            keys=("H",),
            checked=lambda window: window.session.hides_suggestions,
        ),
        None,
        Command("learn", Message("&Learn from my work"), lambda window: window.learning.learn(), enabled=with_articles),
        Command(
            "open-most-telling",
            Message("Open the article to learn &most from"),
            lambda window: window.learning.open_most_telling(),
            enabled=with_articles,
        ),
        Command("evaluate", Message("&Evaluate…"), lambda window: window.agreement.open(suggestions=True)),
    ),
)

SPEAKERS = Menu(
    title=Message("&Speakers"),
    entries=(
        Command("new-speaker", Message("&New speaker…"), lambda window: window.speakers_controller.add()),
        Command(
            "speaker-page",
            Message("&All that the speaker said"),
            lambda window: window.speakers_controller.show_page_of_meant(),
            keys=("Ctrl+Shift+I",),
            enabled=with_speaker_meant,
        ),
        Command(
            "edit-speaker",
            Message("&Edit the selected speaker…"),
            lambda window: window.speakers_controller.edit_chosen(),
            enabled=with_speaker,
        ),
        Command(
            "rename-speaker",
            Message("&Rename the selected speaker"),
            lambda window: window.speakers.rename_chosen(),
            keys=("F2",),
            keys_work="by themselves",
            enabled=with_speaker,
        ),
        Command(
            "merge-speaker",
            Message("&Merge the selected speaker into…"),
            lambda window: window.speakers_controller.merge_chosen(),
            enabled=with_speakers,
            words=on_speakers(
                Message("&Merge the selected speaker into…"),
                Plural("&Merge {count} speaker…", "&Merge {count} speakers…"),
            ),
        ),
        Command(
            "delete-speaker",
            Message("&Delete the selected speaker"),
            lambda window: window.speakers_controller.delete_chosen(),
            enabled=with_speakers,
            words=on_speakers(
                Message("&Delete the selected speaker"), Plural("&Delete {count} speaker", "&Delete {count} speakers")
            ),
        ),
        Command(
            "name-everywhere",
            Message("Find all &places that name the selected speaker…"),
            lambda window: window.matches.open_for(window.speakers.chosen, window.articles_controller.chosen),
            enabled=with_speaker,
        ),
        None,
        Command(
            "find-duplicates",
            Message("&Find duplicates…"),
            lambda window: window.speakers_controller.find_duplicates(),
        ),
        Command(
            "import-speakers", Message("&Import speakers…"), lambda window: window.speakers_controller.import_list()
        ),
        Command(
            "export-speakers",
            Message("E&xport speakers…"),
            lambda window: window.speakers_controller.export_list(),
        ),
        None,
        Command(
            "filter-speakers",
            Message("Filter &speakers"),
            lambda window: window.speakers.filter(),
            keys=("Ctrl+Shift+S",),
        ),
        Command(
            "library-speakers",
            Message("Show all speakers of the &library"),
            lambda window: window.speakers.show_whole_library(not window.speakers.shows_whole_library),
            checked=lambda window: window.speakers.shows_whole_library,
        ),
    ),
)

CODEBOOK = Menu(
    title=Message("&Codebook"),
    entries=(
        Command(
            "edit-codebook",
            Message("&Edit codebook"),
            lambda window: window.codebook.toggle(),
            keys=("Ctrl+B",),
            checked=lambda window: window.codebook.is_open,
        ),
        None,
        Command("ready-codebooks", Message("&Ready codebooks…"), lambda window: window.codebook_files.take_ready()),
        Command("import-codebook", Message("&Import codebook…"), lambda window: window.codebook_files.import_file()),
        Command("export-codebook", Message("E&xport codebook…"), lambda window: window.codebook_files.export_file()),
    ),
)

HELP = Menu(
    title=Message("&Help"),
    entries=(
        Command("guide", Message("&Guide"), lambda window: window.help.guide(), keys=("F1",)),
        Command("shortcuts", Message("&Keyboard and mouse"), lambda window: window.show_shortcuts(), keys=("Ctrl+/",)),
        Command("sample", Message("Try the &sample article"), lambda window: window.files.open_sample()),
        Command(
            "hints",
            Message("Show the &hints again"),
            lambda window: window.help.show_hints_again(),
            enabled=with_article,
        ),
        None,
        Command("log", Message("Show the &log folder"), lambda window: window.help.log_folder()),
        Command("about", Message("&About Ascribe"), lambda window: window.help.about()),
    ),
)

MENUS = (FILE, EDIT, ARTICLE, VIEW, SELECT, LABEL, SUGGESTIONS, SPEAKERS, CODEBOOK, HELP)

_OF_THE_TEXT = {"find", "find-next", "find-previous", "label-all", "search", "copy", "copy-quotation", "delete"}
_OF_THE_TEXT |= {"guidelines", "legend", "larger-text", "smaller-text", "usual-text", "next-pane", "previous-pane"}
_OF_THE_TEXT |= {"articles-panel", "side-panel", "copy-citation", "copy-markdown", "copy-table"}
WITHOUT_THE_TEXT = Message("The codebook is open in the place of the text.")
# What has no use while the codebook is shown in the place of the text, and whose keys mean something else there.
NEED_THE_TEXT = _OF_THE_TEXT | {
    entry.id
    for menu in (ARTICLE, ADJUDICATION, SELECT, LABEL, SUGGESTIONS, SPEAKERS)
    for entry in menu.entries
    if isinstance(entry, Command)
}


def commands(menus: tuple[Menu, ...] = MENUS) -> Iterator[tuple[Menu, Command]]:
    """Every command, with the menu it stands in."""
    for menu in menus:
        for entry in menu.entries:
            if isinstance(entry, Command):
                yield menu, entry
            elif isinstance(entry, Menu):
                yield from commands((entry,))
