"""Records for tests, made with as few words as possible."""

import hashlib
from collections.abc import Sequence

from desktop.library import Edit, Library
from desktop.records import Annotation, Article, new_id
from desktop.text import Fragment


def article_of(text: str, title: str = "A title", **known: str) -> Article:
    """An article record for this text."""
    return Article(
        id=known.pop("id", new_id()),
        title=title,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        length=len(text),
        **known,  # type: ignore[arg-type]
    )


def added_article(library: Library, text: str, title: str = "A title", **known: str) -> Article:
    """An article that the library has from now on."""
    with library.edit("Add article") as edit:
        return edit.add_article(article_of(text, title, **known), text)


def over(text: str, *phrases: str) -> tuple[Fragment, ...]:
    """The fragments where these phrases stand in the text, each looked for after the one before."""
    found: list[Fragment] = []
    for phrase in phrases:
        start = text.index(phrase, found[-1].end if found else 0)
        found.append(Fragment(start, start + len(phrase)))
    return tuple(found)


def added(edit: Edit, article: Article, text: str, label: str, *phrases: str) -> Annotation:
    """An annotation over these phrases, added as it stands, without what `labelling` would do beside."""
    return edit.add(Annotation(article=article.id, label=label, fragments=over(text, *phrases)))


def said(text: str, annotations: Sequence[Annotation]) -> list[str]:
    """What each annotation covers, its parts joined by a stroke."""
    return ["|".join(text[start:end] for start, end in annotation.fragments) for annotation in annotations]
