"""An article opened for work, from a library, and kept up to date from its notices."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path

from desktop.base import files, garbage_collection
from desktop.base.errors import KnownError
from desktop.base.library_address import LibraryAddress
from desktop.base.scratch import beside
from desktop.base.translation import translated
from desktop.library.library import Library
from desktop.library.notices import Notice
from desktop.library.reader import Reader
from desktop.library.sql.queries.whole_articles import refuse_beyond
from desktop.library.write_targets import refuse_as_target
from desktop.model import operations
from desktop.model.article import Change, ChangedRecords, OpenArticle
from desktop.model.records import Speaker

_MANY = 400  # changed records, beyond which reading the article again is the quicker way


def opened(library: Library, article_id: str, speakers: Mapping[str, Speaker]) -> OpenArticle:
    """The article of this id, read once.

    `speakers` are the library's, by id; whoever has them keeps them up to date.

    Raises:
        KnownError: the library has no such article, or it is damaged.
    """
    found = library.article_to_open(article_id)
    return OpenArticle(
        found.article,
        found.text,
        library.codebook,
        found.annotations,
        found.attributions,
        speakers,
        found.tracks,
        found.comments,
    )


def opened_beside(library: Library, article: OpenArticle, layer: str) -> OpenArticle:
    """What is accepted of an open article in another layer, by its id: an open article itself, with the same text.

    Nothing is in it where that may not be read yet.

    Raises:
        KnownError: it is gone, or damaged.
    """
    id = article.article.id
    with library.snapshot((layer,)) as theirs:
        annotations = theirs.annotations(id)
        refuse_beyond(article.text, annotations)
        about, attributions = theirs.article(id), theirs.attributions(id)
    found = OpenArticle(about, article.text, article.codebook, annotations, attributions, article.speakers)
    found.hide_suggestions(True)
    return found


def save(article: OpenArticle, target: Path) -> None:
    """Makes a new library of an open article and the speakers, in the place of `target`: where no more can be saved.

    Raises:
        KnownError: it cannot be written.
    """
    try:
        with beside(target) as new:
            with Library.open(new) as library, library.edit(operations.import_articles()) as edit:
                edit.set_codebook(article.codebook)
                edit.add_article(article.article, article.text, article.tracks)
                edit.add_all(article.speakers.values())
                edit.add_all(replace(one, layer=edit.layer) for one in article.annotations.values())
                edit.add_all(article.attributions.values())
            files.put_in_place(new, target)
    except OSError as error:
        raise KnownError(
            translated("{file} cannot be written: {reason}.", file=target, reason=error.strerror)
        ) from error


def save_beside(article: OpenArticle, library: LibraryAddress) -> Path:
    """Makes such a library in the folder of the one that the article is from, by a name that is free there; gives it.

    Raises:
        KnownError: it cannot be written.
    """
    saved = translated("{library} saved", library=library.name)
    names = (f"{saved} {number}" if number > 1 else saved for number in count(1))
    target = next(file for name in names if not files.exists(file := library.folder / f"{name}.ascribe"))
    refuse_as_target(library, target)
    save(article, target)
    return target


def apply_notice(article: OpenArticle, notice: Notice, library: Reader) -> Change:
    """Have an open article take over what a notice names of it in the layers that are read, and say what changed.

    Raises:
        KnownError: the article is gone, or cannot be read.
    """
    id = article.article.id
    about = library.article(id) if notice.many or ("article", id) in notice.changed else None
    if notice.comments_changed:
        article.comments = library.comments_in(id)
    if notice.many or len(notice.changed) > _MANY or notice.codebook_changed:
        article.apply(ChangedRecords(article=about))
        with garbage_collection.paused():
            article.fill(library.codebook, library.annotations(id), library.attributions(id))
        return Change(everything=True)
    if id not in notice.articles:
        return Change()
    named = {kind: [one for what, one in notice.changed if what == kind] for kind in ("annotation", "attribution")}
    annotations = {one: notice.record("annotation", one, library.annotation) for one in named["annotation"]}
    annotations = {id: one if one and library.reads(one) else None for id, one in annotations.items()}
    claims = {id for id in named["attribution"] if annotations.get(id) or id in article.annotations}
    attributions = {one: notice.record("attribution", one, library.attribution) for one in claims}
    return article.apply(ChangedRecords(annotations, attributions, about))
