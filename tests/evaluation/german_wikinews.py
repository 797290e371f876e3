"""German Wikinews with quotations (github.com/uhh-lt/german-news-quotation-attribution-2024): the development part."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desktop.model.text import Fragments
from desktop.suggest.evaluation.gold import Report
from tests.evaluation.corpus import Corpus, Quote, Text, fragments


def _read(folder: Path) -> Iterator[Text]:
    for path in sorted((folder / "data" / "dev").glob("*.json")):
        article = json.loads(path.read_text(encoding="utf-8"))
        quotes = (
            Quote(Report(_spans(one["quote"]), _spans(one["speaker"]), _spans(one["cue"])))
            for one in article["annotations"]
        )
        kept = tuple(quote for quote in quotes if quote.report.contents)
        yield Text(article["documentName"], article["originalText"], kept)


def _spans(part: Any) -> Fragments:
    """The places of a part; one that an annotation lacks is an empty list."""
    return fragments((span["charBegin"], span["charEnd"]) for span in (part or {"spans": ()})["spans"])


_FOLDER = "german-news-quotation-attribution-2024"
CORPORA = (Corpus("German Wikinews, development part", "german-wikinews-dev", _FOLDER, "de", _read),)
