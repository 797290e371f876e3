"""What commands do to articles: the selected ones, or the open one where no others are selected.

Each is one edit, and one undo takes it back. What is done to very many is done in the background, part by part.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from desktop import labelling
from desktop.base import encodings, garbage_collection
from desktop.base.progress import Progress
from desktop.base.translation import translated, translated_plural
from desktop.library import Edit, Library, Notice
from desktop.model import operations
from desktop.model.layers import work_words
from desktop.model.operations import Operation
from desktop.model.records import ADJUDICATED, Article, ArticleStatus, Assignment, new_id
from desktop.model.tags_and_sets import regrouped
from desktop.model.work_plan import WorkPlan
from ui.articles.panel import ArticlesPanel
from ui.base.reading_only import keep_from_writing
from ui.base.settings import Settings
from ui.session.session import Session

_FEW = 5  # articles whose differences are looked through at once, in some milliseconds each
_MANY = 500  # articles that are done at once; more would hold up the window

_FieldsOf = Callable[[Article], Mapping[str, Any]]  # the fields of an article that change, with their values
_Called = Callable[[int], Operation]  # what is done to so many articles: those of a step that is cancelled are fewer


class ArticlesController(QObject):
    """Between the panel of articles, their dialogs and the library."""

    def __init__(self, session: Session, panel: ArticlesPanel, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self.session = session
        self._settings = settings
        self._panel = panel
        self._window = window
        self._questions = session.questions()
        self._lost_at: int | None = None  # where the open article was in the list, when it was taken away elsewhere
        session.article_lost.connect(self._note_place)
        session.articles_changed.connect(self._open_neighbour)
        session.noticed.connect(self._tell_who_is_taken_off)
        panel.status_wanted.connect(lambda article_id, status: self._mark(status, [article_id]))
        panel.chart.opened.connect(self.show_progress)

    # Which articles are meant

    @property
    def chosen(self) -> list[str]:
        """The ids of the articles that commands act on, also while the keyboard is in the text.

        These are the articles that are selected in the list; or, where a filter hides it there, the open one.
        """
        return self._panel.chosen or ([self.session.article.id] if self.session.article else [])

    @property
    def count(self) -> int:
        """How many these are: asked for often, and quickly told of any number."""
        return self._panel.chosen_count or (1 if self.session.article else 0)

    # What is done to them

    def mark(self, status: ArticleStatus) -> None:
        self._mark(status, self.chosen)

    def _mark(self, status: ArticleStatus, ids: Sequence[str]) -> None:
        article = self.session.article
        if status == "done" and article and article.status == "done" and list(ids) == [article.id]:
            self.session.messages.tell_briefly(translated("The article is marked as done already."))
            return

        def change(left: str) -> None:
            if self._may_be_done(ids, left):
                self._change(partial(operations.mark_articles, status), ids, lambda article: {"status": status})

        if status == "done" and self._settings.asks_about_open_ones:
            self._look_what_is_left(ids, change)
        else:
            change("")

    def _may_be_done(self, ids: Sequence[str], left: str) -> bool:
        """Whether nothing is left to do in these articles, or the user wants them to be done all the same."""
        if not left:
            return True
        from ui.base.message_boxes import agreed_by_default

        agreed, ask_no_more = agreed_by_default(
            self._window,
            translated("Mark as done"),
            translated_plural(
                "Something is left to do in the article.", "Something is left to do in the {count} articles.", len(ids)
            ),
            left,
            translated("Mark as done"),
            translated("Go on working"),
            translated("Do not ask again"),
        )
        if ask_no_more and agreed:
            self._settings.asks_about_open_ones = False
        return agreed

    def _look_what_is_left(self, ids: Sequence[str], then: Callable[[str], object]) -> None:
        """Find what is left to do in these articles, and `then` go on with that, in sentences.

        In "Adjudicated" that is also what is not decided yet; of many articles, it is found beside the window.
        """
        from desktop.proofreading.left_to_do import left_to_do

        library = self.session.library
        left = left_to_do(library, ids)
        if library.layer != ADJUDICATED:
            then(left)
            return
        from desktop.adjudication.undecided import undecided_in

        def go_on(undecided: str) -> None:
            if library.layer == ADJUDICATED:  # still
                then(" ".join(filter(None, (left, undecided))))

        if len(ids) <= _FEW:
            go_on(undecided_in(library, ids))
        else:
            title = translated("Looking for what is not decided")
            self.session.tasks.run(title, lambda library, progress: undecided_in(library, ids, progress), go_on)

    def _change(self, operation: _Called, ids: Sequence[str], fields_of: _FieldsOf) -> None:
        """Change fields of articles: those that the list shows from what it shows of them."""
        if len(ids) > _MANY:
            self._do_in_parts(operation, ids, partial(_change, fields_of), lambda: self._panel.choose(ids))
            return
        with garbage_collection.paused(), self.session.edit(operation(len(ids))) as edit:
            now, seen = edit.articles_by_id(ids), self._panel.model.loaded_articles()
            edit.change_all((before := seen.get(id, article), fields_of(before)) for id, article in now.items())
        if len(ids) > 1:
            self._panel.choose(ids)  # for the next command

    def group(self) -> None:
        """Let the user change the tags and sets of the articles."""
        from ui.articles.groups_dialog import GroupsDialog

        ids, library = self.chosen, self.session.library
        if not ids:
            return
        dialog = GroupsDialog(self._window, len(ids), library.what_articles_have(), library.groups_of(ids))
        if not dialog.exec() or not any(added or taken for added, taken in dialog.changes.values()):
            return
        changes = dialog.changes

        def fields_of(article: Article) -> Mapping[str, Any]:
            return {kind: regrouped(getattr(article, kind), *names) for kind, names in changes.items()}

        self._change(operations.group_articles, ids, fields_of)

    def assign(self) -> None:
        """Ask who is to code the articles."""
        from ui.articles.assign_dialog import AssignDialog

        ids, library = self.chosen, self.session.library
        if not ids:
            return
        names = {one.id: one.name for one in library.annotators() if one.id != ADJUDICATED}
        own = library.layer_called(library.annotator)
        names.setdefault(own, library.annotator)
        assigned: dict[str, list[str]] = {id: [] for id in ids}
        load: Counter[str] = Counter()
        for one in library.assignments():
            name = names.get(one.layer, one.layer)
            if one.article in assigned:
                assigned[one.article].append(name)
            else:
                load[name] += 1
        dialog = AssignDialog(self._window, list(names.values()), assigned, load)
        if not dialog.exec():
            return
        wanted = dialog.wanted
        with self.session.edit(operations.assign(len(wanted))) as edit:
            labelling.assign(edit, wanted)
        if dialog.by_rule.isChecked():
            self.session.messages.tell_briefly(translated("Shuffled by the seed {seed}.", seed=str(dialog.rule.seed)))

    def _tell_who_is_taken_off(self, notice: Notice) -> None:
        """Say that somebody else has taken the user off the open article; the list keeps it meanwhile."""
        article, library = self.session.article, self.session.library
        if notice.ours or article is None or "assignment" not in notice.changed_kinds:
            return
        own = Assignment.of(article.id, library.layer)
        if ("assignment", own.id) in notice.changed and own not in library.assignments([article.id]):
            self.session.messages.tell_briefly(
                translated("“{article}” is not assigned to you any more.", article=article.title)
            )

    def show_work(self) -> None:
        """Show how far those are who are to code articles; one that is chosen is opened."""
        self._questions.ask(
            lambda library: (library.work_plan(), {one.id: one.name for one in library.annotators()}), self._show_work
        )

    def _show_work(self, found: tuple[WorkPlan, Mapping[str, str]]) -> None:
        from ui.articles.work_dialog import WorkDialog

        dialog = WorkDialog(self._window, *found)
        if dialog.exec() and dialog.chosen:
            self.session.open_article(dialog.chosen)

    def show_progress(self) -> None:
        """Show how far the library is, in numbers."""
        self._questions.ask(lambda library: (library.articles_by_status(), library.count_claims()), self._show_progress)

    def _show_progress(self, counted: tuple[Mapping[ArticleStatus, int], tuple[int, int, int]]) -> None:
        from ui.articles.progress_dialog import ProgressDialog

        by_status, claims = counted
        ProgressDialog(self._window, by_status, *claims).exec()

    def show_same_texts(self) -> None:
        """Show which other articles have much the same text as the open one; one that is chosen is opened."""
        from ui.articles.same_texts_dialog import SameTextsDialog

        if article := self.session.article:
            dialog = SameTextsDialog(self._window, self.session.library.same_texts(article.id))
            if dialog.exec() and dialog.chosen:
                self.session.open_article(dialog.chosen)

    def delete(self) -> None:
        """Delete the articles with their annotations; in the open one's place comes its neighbour. Undo brings back."""
        ids = self.chosen
        if not ids or not self._may_delete(ids):
            return
        place = self._panel.model.find(ids[0]) or 0
        if len(ids) > _MANY:
            if self.session.article and self.session.article.id in set(ids):
                self.session.close_article()
            self._do_in_parts(operations.delete_articles, ids, _delete, lambda: self._open_near(place))
            return
        with self.session.edit(operations.delete_articles(len(ids))) as edit:
            _delete(edit, ids)
        self._open_near(place)

    def _open_near(self, place: int) -> None:
        """Open the article in this place of the list, or the last one, where none is open."""
        neighbour = self._panel.model.row(min(place, self._panel.model.total - 1))
        if self.session.article is None and neighbour:
            self.session.open_article(neighbour.article.id)

    def _do_in_parts(
        self,
        operation: _Called,
        ids: Sequence[str],
        do: Callable[[Edit, Sequence[str]], None],
        then: Callable[[], None],
    ) -> None:
        title = operation(len(ids)).words()
        self.session.tasks.run(title, partial(_in_parts, operation, ids, do), lambda _: then())

    def _note_place(self, article_id: str) -> None:
        self._lost_at = self._panel.model.find(article_id) or 0

    def _open_neighbour(self, _changed: object) -> None:
        place, self._lost_at = self._lost_at, None
        if place is not None and (neighbour := self._panel.model.row(min(place, self._panel.model.total - 1))):
            self.session.open_article(neighbour.article.id)

    def _may_delete(self, ids: Sequence[str]) -> bool:
        """Whether the user wants it, who is told whose work goes; of one article with nobody else's, no question."""
        library, number = self.session.library, len(ids)
        work = library.work_by_layer(ids)
        if number == 1 and work.keys() <= {library.layer}:
            return True
        from ui.base.message_boxes import agreed

        whose = work_words({layer: count for layer, (count, _) in work.items()}, library.layer_names())
        follows = [translated("What is deleted with it: {work}.", work=whose)] if whose else []
        return agreed(
            self._window,
            translated("Delete"),
            translated_plural("{count} article is selected.", "{count} articles are selected.", number)
            if number > 1
            else translated("Others have worked in “{article}”.", article=library.article(ids[0]).title),
            " ".join([*follows, translated("Undo brings everything back.")]),
            translated_plural("Delete {count} article", "Delete {count} articles", number),
            translated("Keep them") if number > 1 else translated("Keep it"),
        )

    def edit(self) -> None:
        """Let the user change what is known of the articles."""
        from desktop.exchange.other_encoding import readings_of
        from ui.articles.article_dialog import ArticleDialog, ArticlesDialog

        dialog: ArticleDialog | ArticlesDialog
        ids = self.chosen
        if not ids:
            return
        one = self.session.library.article(ids[0])
        number = len(ids)
        if number == 1:
            library = self.session.library
            dialog = ArticleDialog(self._window, one, library.same_texts(one.id), readings_of(library, one.id))
        else:
            dialog = ArticlesDialog(self._window, number)
        keep_from_writing(dialog, where=self.session.library.read_only)
        if not dialog.exec():
            return
        changed = dialog.changed()
        if isinstance(dialog, ArticleDialog) and dialog.other_encoding:
            self._read_in(one, dialog.other_encoding, changed)
            return
        if not changed:
            return
        if number > 1:
            self._change(operations.edit_articles, ids, lambda article: changed)
            return
        with self.session.edit(operations.edit_articles(number)) as edit:
            edit.change(one, **changed)

    def _read_in(self, article: Article, encoding: str, changed: Mapping[str, Any]) -> None:
        """Put the article as it is in another encoding in its place, with what was changed of it besides."""
        from desktop.exchange.other_encoding import read_in

        with self.session.edit(operations.read_in(encodings.in_words(encoding))) as edit:
            edit.change(new := read_in(edit, article, encoding), **changed)
        self.session.open_article(new.id)

    def set_language(self, code: str) -> None:
        """Have the open article in this language; "" leaves it to what its text tells. Suggestions follow."""
        if article := self.session.article:
            with self.session.edit(operations.edit_articles(1)) as edit:
                edit.change_all([(article, {"language": code})])

    def filter(self) -> None:
        """Let the user type what the list is to hold."""
        self._panel.show()
        self._panel.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._panel.filter.selectAll()


def _change(fields_of: _FieldsOf, edit: Edit, ids: Sequence[str]) -> None:
    edit.change_all((article, fields_of(article)) for article in edit.articles_by_id(ids).values())


def _delete(edit: Edit, ids: Sequence[str]) -> None:
    for article in edit.articles_by_id(ids).values():
        labelling.delete_article(edit, article)


def _in_parts(
    operation: _Called,
    ids: Sequence[str],
    do: Callable[[Edit, Sequence[str]], None],
    library: Library,
    progress: Progress,
) -> None:
    """Do this to some articles after the others, in edits that are undone together."""
    group = new_id()
    for start in range(0, len(ids), _MANY):
        progress(start, len(ids))
        some = ids[start : start + _MANY]
        with library.bulk_edit(operation(start + len(some)), group) as edit:
            do(edit, some)
    progress(len(ids), len(ids))
