"""The parts of the window: the panels and the controllers of each feature, made for one session."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from desktop.library import Library
from ui.adjudication.controller import AdjudicationController
from ui.agreement.controller import AgreementController
from ui.article_view.caret import Caret
from ui.article_view.find_bar import FindBar
from ui.article_view.text_page import TextPage
from ui.article_view.view import ArticleView
from ui.articles.controller import ArticlesController
from ui.articles.language_button import LanguageButton
from ui.articles.library_search import LibrarySearch
from ui.articles.metadata_controller import MetadataController
from ui.articles.panel import ArticlesPanel
from ui.base.message_bar import MessageBar, ProgressBar
from ui.base.settings import Settings
from ui.codebook.controller import CodebookController
from ui.codebook.files_controller import CodebookFilesController
from ui.codebook.guidelines_controller import GuidelinesController
from ui.commands.menus import LETTERS
from ui.commands.workspace import Workspace
from ui.files.controller import FilesController
from ui.help.controller import HelpController
from ui.labelling.all_matches.controller import MatchesController
from ui.labelling.claims_panel import ClaimsPanel
from ui.labelling.controller import LabellingController
from ui.labelling.copying import ClaimCopier
from ui.labelling.details_panel import DetailsPanel
from ui.layers.colleagues_controller import ColleaguesController
from ui.layers.controller import LayersController
from ui.proofreading.controller import ProofreadingController
from ui.session.session import Session
from ui.speakers.controller import SpeakersController
from ui.speakers.panel import SpeakersPanel
from ui.suggestions.controller import SuggestionsController
from ui.suggestions.learning_controller import LearningController
from ui.suggestions.sure_suggestions import SureSuggestions
from ui.window.preferences_controller import PreferencesController
from ui.window.status_bar import StatusLine
from ui.window.toolbar import ToolBar


class Parts(Workspace):
    """A window that has its parts, and has not laid them out yet."""

    def __init__(self, library: Library, settings: Settings) -> None:
        super().__init__()
        self.settings: Settings = settings
        self.session: Session = Session(library, self)
        self.tasks = self.session.tasks

        self.view: ArticleView = ArticleView()
        self.articles: ArticlesPanel = ArticlesPanel(self.session)
        self.claims: ClaimsPanel = ClaimsPanel(self.session)
        self.details: DetailsPanel = DetailsPanel(self.session)
        self.speakers: SpeakersPanel = SpeakersPanel(self.session)
        self.sure_suggestions: SureSuggestions = SureSuggestions(self.session, settings)
        self.claims.add_below(self.sure_suggestions)
        self.text: TextPage = self.view.page
        self.caret: Caret = self.text.caret
        self.text_widgets: tuple[QWidget, ...] = (self.text, self.claims.list)
        self.side: QSplitter = QSplitter(Qt.Orientation.Vertical)
        self.find_bar: FindBar = FindBar()
        self.search: LibrarySearch = LibrarySearch(self.session)
        self.toolbar = ToolBar(library.name, self.search)
        self.message = MessageBar()
        self.progress_bar = ProgressBar()
        self.language_button = LanguageButton(self.session)
        self.status = StatusLine(self.language_button)
        self.labelling: LabellingController = LabellingController(self.session, self.view, self)
        self.copying: ClaimCopier = ClaimCopier(self.session, self.view, self)
        self.suggestions: SuggestionsController = SuggestionsController(
            self.session, self.sure_suggestions, settings, self
        )
        self.learning: LearningController = LearningController(self.session, self.suggestions, self)
        self.speakers_controller: SpeakersController = SpeakersController(self.session, self.speakers, settings, self)
        self.articles_controller: ArticlesController = ArticlesController(self.session, self.articles, settings, self)
        self.preferences: PreferencesController = PreferencesController(
            self.session, settings, self.view, self.toolbar, self
        )
        self.files: FilesController = FilesController(self.session, settings, self)
        self.colleagues: ColleaguesController = ColleaguesController(self.session, settings, self)
        self.metadata: MetadataController = MetadataController(self.session, settings, self)
        self.codebook: CodebookController = CodebookController(self.session, LETTERS, self)
        self.codebook_files: CodebookFilesController = CodebookFilesController(self.session, settings, LETTERS, self)
        self.guidelines: GuidelinesController = GuidelinesController(self.session, self)
        self.agreement: AgreementController = AgreementController(self.session, settings, self)
        self.layers: LayersController = LayersController(self.session, settings, self)
        self.adjudication: AdjudicationController = AdjudicationController(
            self.session, settings, self.layers.enter, self
        )
        self.proofreading: ProofreadingController = ProofreadingController(self.session, self)
        self.matches: MatchesController = MatchesController(self.session, self)
        self.help: HelpController = HelpController(self.session, settings, self)
