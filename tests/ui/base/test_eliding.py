import pytest
from PySide6.QtGui import QFont, QFontMetrics

from ui.base.eliding import elided

_WORDS = ["direct", "indirect", "mixed", "Andrew A. Croft", "speaker", "Sprecherin", "مصدر", "大臣"]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("size", range(9, 31, 3))
def test_a_text_is_whole_in_its_own_width(size: int) -> None:
    font = QFont()
    font.setPixelSize(size)
    metrics = QFontMetrics(font)

    assert [elided(metrics, word, metrics.horizontalAdvance(word)) for word in _WORDS] == _WORDS


@pytest.mark.usefixtures("qapp")
def test_a_text_too_wide_is_shortened_on_one_side() -> None:
    metrics = QFontMetrics(QFont())
    text = "The general said that the dam would hold."
    width = metrics.horizontalAdvance(text) // 2

    beginning, end = elided(metrics, text, width), elided(metrics, text, width, from_left=True)

    assert (beginning[-1], end[0]) == ("…", "…")
    assert text.startswith(beginning[:-1])
    assert text.endswith(end[1:])
    assert elided(metrics, text, -5) in {"", "…"}
