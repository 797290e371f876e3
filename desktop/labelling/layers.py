"""What is done with whole layers: an annotator is renamed, a copy is taken into another one, others' are hidden."""

from collections.abc import Mapping
from dataclasses import replace

from desktop.base.errors import KnownError
from desktop.base.progress import Progress
from desktop.base.translation import translated
from desktop.labelling.annotations import start_article
from desktop.library import Edit, Library, WholeArticle
from desktop.model import operations
from desktop.model.records import Annotation, Annotator, Attribution, Source, new_id
from desktop.model.text import Fragments

_ARTICLES_AT_ONCE = 200


def rename_annotator(edit: Edit, annotator: Annotator, name: str) -> None:
    """Calls the annotator of a layer otherwise, who is the same: what they said is theirs, and what they can undo."""
    former = annotator.name
    edit.change(annotator, name=name)
    for said in (one for some in edit.all_layers.comments_by(former).values() for one in some):
        edit.change(said, author=name)
    if former == edit.annotator:
        edit.continue_as(name)


def set_blind(edit: Edit, on: bool) -> None:
    """Hides others' work on each article until it is done in one's own layer, or shows it.

    Raises:
        KnownError: this is for somebody else to say, who has the first layer.
    """
    if not edit.is_owner(edit.annotator, edit.layer):
        raise KnownError(
            translated("Only {owner}, whose work the first layer is, turns blind coding on and off.", owner=edit.owner)
        )
    edit.set_blind(on)


def copy_layer(library: Library, layer: str, progress: Progress) -> int:
    """Copies what was accepted in a layer into the one that is worked in, but for what is there; gives how much.

    What may not be read yet, where one codes blind, is not copied.

    All of it is one step to undo.

    Raises:
        KnownError: the library cannot be written.
        Cancelled: `progress` raised it; what was copied by then stays.
    """
    group, copied = new_id(), 0
    with library.snapshot((layer,)) as theirs:
        ids = theirs.annotated_articles()
        for done in range(0, len(ids), _ARTICLES_AT_ONCE):
            progress(done, len(ids))
            articles = list(theirs.whole_articles(ids[done : done + _ARTICLES_AT_ONCE]))
            with library.bulk_edit(operations.copy_layer(), group) as edit:
                copied += sum(_copy(edit, article) for article in articles)
    progress(len(ids), len(ids))
    return copied


def _copy(edit: Edit, whole: WholeArticle) -> int:
    """Copies an article's accepted annotations, with who said what; gives how many are new."""
    if not edit.articles_by_id([whole.article.id]):
        return 0  # it was deleted meanwhile
    own: dict[tuple[str, Fragments], str] = {
        (one.label, one.fragments): one.id for one in edit.annotations(whole.article.id) if one.status == "accepted"
    }
    ids: dict[str, str] = {}
    new: list[Annotation] = []
    for theirs in whole.annotations:
        if theirs.status == "accepted":
            ids[theirs.id] = there = own.get((theirs.label, theirs.fragments)) or new_id()
            if (theirs.label, theirs.fragments) not in own:
                new.append(replace(theirs, id=there, layer=edit.layer))
    if not new:
        return 0
    start_article(edit, whole.article)
    edit.add_all(new)
    added = {one.id for one in new}
    edit.add_all(
        replace(
            one,
            claim=ids[claim],
            sources=_sources(one, ids),
            cues=tuple(ids[cue] for cue in one.cues if cue in ids),
            parent=ids.get(one.parent or ""),
        )
        for claim, one in whole.attributions.items()
        if ids.get(claim) in added
    )
    return len(new)


def _sources(attribution: Attribution, ids: Mapping[str, str]) -> tuple[Source, ...]:
    sources = (Source(source.speaker, ids.get(source.mention or "")) for source in attribution.sources)
    return tuple(source for source in sources if source != Source())
