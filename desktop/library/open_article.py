"""An article opened for work, from a library, and kept up to date from its notices."""

from collections.abc import Mapping

from desktop.base import garbage
from desktop.library.journal import Notice
from desktop.library.library import Library
from desktop.library.reader import refuse_beyond
from desktop.library.sqlite.errors import told_in_a_sentence
from desktop.model.article import Change, News, OpenArticle
from desktop.model.records import Speaker

_MANY = 400  # changed records, beyond which reading the article again is the quicker way


def opened(library: Library, article_id: str, speakers: Mapping[str, Speaker]) -> OpenArticle:
    """The article of this id, read once.

    `speakers` are the library's, by id; whoever has them keeps them up to date.

    Raises:
        KnownError: the library has no such article, or it is damaged.
    """
    text, annotations = library.text(article_id), library.annotations(article_id)
    with told_in_a_sentence(library.address.file):
        refuse_beyond(text, annotations)
    return OpenArticle(
        library.article(article_id),
        text,
        library.codebook,
        annotations,
        library.attributions(article_id),
        speakers,
    )


def take_over(article: OpenArticle, notice: Notice, library: Library) -> Change:
    """Have the open article take over what a notice names of it, and say what that changed.

    Raises:
        KnownError: the article is gone, or cannot be read.
    """
    id = article.article.id
    about = library.article(id) if notice.many or ("article", id) in notice.changed else None
    if notice.many or len(notice.changed) > _MANY or ("scheme", "scheme") in notice.changed:
        article.apply(News(article=about))
        with garbage.paused():
            article.fill(library.codebook, library.annotations(id), library.attributions(id))
        return Change(everything=True)
    if id not in notice.articles:
        return Change()
    named = {kind: [one for what, one in notice.changed if what == kind] for kind in ("annotation", "attribution")}
    return article.apply(
        News(
            {one: notice.record("annotation", one, library.annotation) for one in named["annotation"]},
            {one: notice.record("attribution", one, library.attribution) for one in named["attribution"]},
            about,
        )
    )
