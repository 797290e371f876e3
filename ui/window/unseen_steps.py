"""What Undo and Redo say of a step whose effect is not in view: what it was, in which article, in whose layer."""

from desktop.base.translation import listed, translated, translated_plural
from desktop.library import Notice
from desktop.model.layers import where
from desktop.model.quotation_marks import in_marks
from ui.session.session import Session


def is_in_view(session: Session, notice: Notice, *, shows_codebook: bool) -> bool:
    """Whether what a step changed is shown: in the codebook's page, the open article or the list of speakers."""
    if shows_codebook:
        return notice.codebook_changed
    if session.article is not None and session.article.id in notice.articles:
        layers = _layers(session, notice)
        return not layers or session.library.layer in layers
    return not notice.articles and notice.changed_kinds == {"speaker"}


def in_words(session: Session, notice: Notice) -> str:
    """ "Undone: Mark as done (in “Harbour bridge”, in the layer “Adjudicated”)." """
    places = listed([*_articles_in_words(session, notice), *_layers_in_words(session, notice)])
    step = notice.operation.words()
    if notice.kind == "undo":
        return (
            translated("Undone: {step} ({places}).", step=step, places=places)
            if places
            else translated("Undone: {step}.", step=step)
        )
    return (
        translated("Done again: {step} ({places}).", step=step, places=places)
        if places
        else translated("Done again: {step}.", step=step)
    )


def _articles_in_words(session: Session, notice: Notice) -> list[str]:
    """In which article, if it is another than the open one; of several, in how many."""
    others = notice.articles - {session.article.id if session.article else ""}
    if len(others) > 1:
        return [translated_plural("in {count} article", "in {count} articles", len(notice.articles))]
    there = session.library.articles_by_id(others).values()
    return [translated("in {article}", article=in_marks(one.title)) for one in there]


def _layers_in_words(session: Session, notice: Notice) -> list[str]:
    """In whose layers, if these are not shown."""
    layers = _layers(session, notice)
    if session.library.layer in layers:
        return []
    return [where(one) for one in session.library.layers_to_choose() if one.id in layers]


def _layers(session: Session, notice: Notice) -> frozenset[str]:
    """In which layers something was changed; of who said a claim, in that of the claim."""
    claims = [id for kind, id in notice.changed if kind == "attribution"]
    if notice.layers or not claims:
        return notice.layers
    with session.library.all_layers() as everybody:
        return frozenset(one.layer for one in everybody.annotations_by_id(claims).values())
