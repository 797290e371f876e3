"""Reads an article again in another encoding, where the bytes of its file fit several (see `uncertain_encoding`)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from desktop import labelling
from desktop.base.encodings import ENCODINGS
from desktop.base.errors import KnownError
from desktop.base.translation import translated
from desktop.exchange.document import new_document
from desktop.exchange.uncertain_encoding import track_of
from desktop.library import Edit, Reader
from desktop.model.language import language_of
from desktop.model.records import FIRST, Article, new_id
from desktop.model.text import canonical
from desktop.model.tracks import of_kind


def readings_of(reader: Reader, article_id: str) -> Mapping[str, str]:
    """The texts that an article may have, by their encodings, its own first; empty without a doubt, or once annotated.

    Raises:
        KnownError: the library has no such article.
    """
    tracks = of_kind(reader.tracks(article_id), "encoding")
    if not tracks or _is_annotated(reader, article_id):
        return {}
    text = reader.text(article_id)
    found = dict(_readings(text, tracks[0].value.split()))
    return found if len(found) > 1 else {}


def _is_annotated(reader: Reader, article_id: str) -> bool:
    layers = reader.annotations_by_layer(article_id).values()
    return any(one.status != "suggested" for layer in layers for one in layer)


def _readings(text: str, likely: Sequence[str]) -> Iterator[tuple[str, str]]:
    first = likely[0] if likely else ""
    for encoding in likely:
        words = text if encoding == first else _read_again(text, first, encoding)
        if words and encoding in ENCODINGS:
            yield encoding, words


def _read_again(words: str, read_in: str, encoding: str) -> str:
    """The words in another encoding than the one that they were read in; empty where they cannot be."""
    try:
        return canonical(words.encode(read_in).decode(encoding))
    except (UnicodeError, LookupError, ValueError, KnownError):
        return ""


def read_in(edit: Edit, article: Article, encoding: str) -> Article:
    """Puts the article as it is in another encoding in its place, and gives it. Suggestions go with the old one.

    What is known of it and stands in its text is read anew with that. It is another article: a text never changes.

    Raises:
        KnownError: it was annotated by now, or cannot be read so.
        Conflict: others worked in it meanwhile.
    """
    readings = readings_of(edit, article.id)
    if encoding not in readings:
        raise KnownError(translated("The article was annotated meanwhile, so that its text stays as it is."))
    first, before = next(iter(readings.items()))
    document = new_document(readings[encoding])
    likely = (encoding, *(one for one in readings if one != encoding))

    def again(words: str) -> str:
        return (_read_again(words, first, encoding) if words in before else "") or words

    new = replace(
        article,
        id=new_id(),
        sha256=document.article.sha256,
        length=document.article.length,
        title=again(article.title),
        publisher=again(article.publisher),
        author=again(article.author),
        language=document.article.language if article.language == language_of(before) else article.language,
    )
    kept = [one for one in edit.tracks(article.id) if one.kind != "encoding"] if new.length == len(before) else []
    tracks = [*(replace(one, value=again(one.value)) for one in kept), track_of(document.text, likely)]
    number = edit.number_of(article)
    statuses = {one.layer: one.status for one in edit.all_layers.layer_statuses(article.id)}
    statuses |= {FIRST: edit.layer_status(article.id, FIRST)}
    labelling.delete_article(edit, article)
    edit.add_article(new, document.text, tracks, number=number)
    for layer in statuses.keys() - {edit.layer}:
        edit.set_layer_status(new.id, layer, statuses[layer])
    return new
