"""What a library teaches: articles that a person worked through, and the model that was learnt from them."""

from collections.abc import Iterable
from hashlib import sha256

from desktop.base import files, paths
from desktop.base.progress import Progress
from desktop.library import Library
from desktop.model.language import primary
from desktop.model.records import Annotation, ArticleStatus
from desktop.model.text import Fragments, ordered
from desktop.suggest.evaluation.gold import GoldArticle, Report
from desktop.suggest.language.word_lists import FALLBACK, language_to_read, languages
from desktop.suggest.learning.trainer import Learnt, Outcome, from_bytes, learn

MODEL = "learnt"  # under this name, the library keeps it
_MODELS_KNOWN = 1000  # that were made here: more than anybody will have
_DONE: ArticleStatus = "done"


def training_articles(library: Library) -> list[GoldArticle]:
    """The articles that a person worked through: those that are done, and those whose suggestions are all settled."""
    every = []
    for row in library.articles():
        settled = row.article.status == _DONE or (row.claims > 0 and row.suggestions == 0)
        if settled:
            every.append(accepted_in(library, row.article.id))
    return every


def accepted_in(library: Library, article_id: str, annotator: str | None = None) -> GoldArticle:
    """An article with the claims that were accepted in the layers that are read, by anybody or by one annotator."""
    accepted = {one.id: one for one in library.annotations(article_id) if one.status == "accepted"}
    attributions = library.attributions(article_id)
    reports = []
    for claim in accepted.values():
        if library.codebook.role(claim.label) != "claim" or annotator not in {None, claim.annotator}:
            continue
        attribution = attributions.get(claim.id)
        mentions = [source.mention for source in attribution.sources] if attribution else []
        cues = attribution.cues if attribution else ()
        reports.append(Report(claim.fragments, _over(accepted, mentions), _over(accepted, cues)))
    return GoldArticle(article_id, library.text(article_id), tuple(reports))


def _over(accepted: dict[str, Annotation], ids: Iterable[str | None]) -> Fragments:
    return ordered(part for id in ids if id in accepted for part in accepted[id].fragments)


def learn_from(library: Library, progress: Progress, code: str = "") -> Outcome:
    """Learns from a library, and keeps the model in it when it does better than the rules.

    A model is for one language: that of this code, or the one that most of the articles are in.

    Raises:
        KnownError: there is too little to learn from, or the model cannot be kept.
        Cancelled: `progress` raised it.
    """
    declared = {row.article.id: row.article.language for row in library.articles()}
    by_language: dict[str, list[GoldArticle]] = {}
    for article in training_articles(library):
        by_language.setdefault(language_to_read(article.text, declared[article.id]), []).append(article)
    with_rules = [known for known in by_language if known in languages()]
    code = primary(code) or max(with_rules, key=lambda known: len(by_language[known]), default=FALLBACK)
    outcome = learn(by_language.get(code, []), code, progress)
    content = outcome.learnt.to_bytes() if outcome.is_better else None
    if content:
        _note_as_ours(content)
    library.save_derived(_model(library), content)
    return outcome


def _model(library: Library) -> str:
    """The name under which a library keeps what was learnt for the annotator who works in it: each has a model."""
    return f"{MODEL} {library.layer}".strip()


def learnt_from(library: Library) -> Learnt | None:
    """The model that was learnt from a library on this computer, if there is one."""
    content = library.derived(_model(library))
    if content is None or sha256(content).hexdigest() not in _ours():
        return None
    return from_bytes(content, str(library.address))


# A library may come from anybody, and the code that reads a model trusts what it reads. So only models that were made
# here are used; in another's library, it takes learning again.


def _ours() -> list[str]:
    file = paths.data_folder() / "learnt-here.txt"
    return file.read_text(encoding="utf-8").split() if file.exists() else []


def _note_as_ours(content: bytes) -> None:
    files.make_folder(paths.data_folder())
    hashes = [*_ours(), sha256(content).hexdigest()]
    with files.replacing(paths.data_folder() / "learnt-here.txt") as stream:
        stream.write("\n".join(hashes[-_MODELS_KNOWN:]).encode())


def next_to_annotate(library: Library, limit: int = 5) -> list[str]:
    """The ids of the open articles that most would be learnt from: those with the most doubtful suggestions."""
    doubts: list[tuple[float, str]] = []
    for row in library.articles():
        if row.article.status != _DONE and row.suggestions:
            open_ones = (one for one in library.annotations(row.article.id) if one.status == "suggested")
            claims = [one for one in open_ones if library.codebook.role(one.label) == "claim"]
            doubt = sum(1 - abs(2 * (one.confidence or 0.5) - 1) for one in claims)
            doubts.append((-doubt, row.article.id))
    return [id for _, id in sorted(doubts)[:limit]]
