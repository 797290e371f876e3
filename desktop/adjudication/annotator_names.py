"""What annotators are called while their work is compared: by their names, or by letters that do not tell them."""

import hashlib
from string import ascii_uppercase

from desktop.adjudication.cases import Coding
from desktop.model.layers import shown_name


def names_in(coding: Coding, *, hidden: bool) -> dict[str, str]:
    """The names of those who coded an article, by the ids of their layers, in the order in which they are shown.

    Hidden ones are letters, in an order of this article's own: who is A in one article may be B in the next.
    """
    if not hidden:
        return {layer: shown_name(name) for layer, name in coding.layers.items()}
    shuffled = sorted(coding.layers, key=lambda layer: hashlib.sha256(f"{coding.article.id} {layer}".encode()).digest())
    return {layer: _letter(place) for place, layer in enumerate(shuffled)}


def _letter(place: int) -> str:
    return ascii_uppercase[place] if place < len(ascii_uppercase) else str(place + 1)
