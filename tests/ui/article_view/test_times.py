"""Times and pages stand beside the lines in which they begin, in the real window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.exchange.importing import import_paths
from desktop.library import Library
from desktop.model.records import Track
from desktop.model.text import Fragment
from ui.article_view.times import Times, words_of
from ui.window.main_window import MainWindow


@pytest.mark.parametrize(
    ("track", "words"),
    [
        (Track("time", 0, 1, "00:00:07.900/00:00:09.000"), "0:07"),
        (Track("time", 0, 1, "01:02:03.000/01:02:04.000"), "1:02:03"),
        (Track("page", 0, 1, "12"), "p. 12"),
    ],
)
def test_a_time_is_told_to_the_second_and_a_page_by_its_number(track: Track, words: str) -> None:
    assert words_of(track) == words


def test_cues_of_subtitles_have_their_times_beside_them(
    library: Library, tmp_path: Path, open_window: Callable[[Library], MainWindow], qtbot: QtBot
) -> None:
    file = tmp_path / "talk.srt"
    cues = (
        f"{n}\n00:{n:02}:00,000 --> 00:{n:02}:05,000\n{'ADA' if n % 2 else 'TIM'} LIN: We mend it in {n}.\n"
        for n in range(1, 60)
    )
    file.write_text("\n".join(cues))
    import_paths(library, [file])
    window = open_window(library)
    window.session.open_article(library.article_ids()[-1])
    times = window.view.findChild(Times)
    assert times is not None
    page = window.view.page
    assert times.isVisible()
    assert times.x() >= page.x() + page.viewport().x() + page.viewport().width()
    qtbot.waitUntil(lambda: bool(times.signs()))
    signs = times.signs()
    assert [words_of(sign.track) for sign in signs[:3]] == ["1:00", "2:00", "3:00"]
    lines = [page.rects(Fragment(sign.track.start, sign.track.start + 1))[0] for sign in signs]
    assert all(abs(line.center().y() - sign.room.center().y()) < 2 for line, sign in zip(lines, signs, strict=True))
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: words_of(times.signs()[-1].track) == "59:00")
