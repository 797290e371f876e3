"""What somebody else's claim says: the words, who said them, the kind and the answers. Nothing can be changed on it."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.text_direction import isolated
from desktop.base.translation import translated
from desktop.model.attribute_questions import words_of
from desktop.model.codebook import QUOTATION
from desktop.model.layers import Beside, name_of
from desktop.model.records import Annotation
from desktop.model.text import quoted_text
from ui.article_view.card import SHADOW, Card
from ui.base import theme
from ui.base.annotation_wording import described, spoken
from ui.base.announcing import announce
from ui.base.plain_text import PlainLabel, shortened

_WIDTH = 340
_LONGEST = 400  # characters of a claim; all of it is framed in the text
_INSIDE = SHADOW + 12


class LayerCard(Card):
    """Floats beside the words that somebody else marked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(_INSIDE, _INSIDE, _INSIDE, _INSIDE)
        column.setSpacing(6)
        self.whose, self.words, self.what, self.answers = (PlainLabel() for _ in range(4))
        self.whose.setProperty("tone", "heading")
        self.what.setProperty("tone", "secondary")
        self.answers.setProperty("tone", "secondary")
        for label in (self.whose, self.words, self.what, self.answers):
            label.setWordWrap(True)
            column.addWidget(label)
        self.words.setFont(theme.reading_font(15))

    def sizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return QSize(_WIDTH + 2 * SHADOW, layout.totalHeightForWidth(_WIDTH + 2 * SHADOW))

    def show_claim(self, layer: Beside, claim: Annotation, place: QRectF) -> None:
        """Say what this claim of the layer says, beside its place in the parent."""
        article = layer.article
        self.setAccessibleName(translated("Claim of {name}", name=name_of(layer.annotator)))
        self.setAccessibleDescription(spoken(article, claim))
        self.whose.setText(name_of(layer.annotator))
        self.words.setText(shortened(" ".join(quoted_text(article.text, claim.fragments).split()), _LONGEST))
        self.what.setText(described(article, claim))
        answers = _answers(layer, claim)
        self.answers.setText("\n".join(answers))
        self.answers.setVisible(bool(answers))
        self.place_beside(place)
        self.show()
        self.raise_()
        announce(self, f"{isolated(name_of(layer.annotator))}: {spoken(article, claim)}")


def _answers(layer: Beside, claim: Annotation) -> list[str]:
    """What the claim answers of what its label asks, a line each."""
    label = layer.article.codebook.label(claim.label)
    found = []
    for attribute in label.attributes:
        value = claim.attributes.get(attribute.id)
        if attribute.id != QUOTATION and value is not None:
            found.append(f"{isolated(attribute.name)}: {isolated(words_of(attribute.in_words(value)))}")
    return found
