"""Claims and coded articles of a few words."""

from collections.abc import Sequence

from desktop.agreement.claims import Answer, Claim, CodedArticle
from desktop.model.text import Fragment


def claim(*ranges: tuple[int, int], **answers: Answer) -> Claim:
    """A claim over these ranges, with the label Claim if no other is given."""
    fragments = tuple(Fragment(*one) for one in ranges)
    return Claim(fragments=fragments, answers={"label": "Claim", **answers}, words=str(ranges))


def coded(id: str = "a", length: int = 300, outlet: str = "", **layers: Sequence[Claim]) -> CodedArticle:
    """An article that these layers have coded."""
    named = {name: tuple(claims) for name, claims in layers.items()}
    return CodedArticle(id=id, title=f"Title {id}", length=length, outlet=outlet, layers=named)
