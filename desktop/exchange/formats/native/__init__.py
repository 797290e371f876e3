"""The native JSON: all that Ascribe knows of articles, out of one library and into another.

`resources/export.schema.json` describes it.
"""

import re
from typing import Final

from desktop.base.translation import Message
from desktop.exchange.format import INCLUDE_SUGGESTIONS, LIKELY, NAMED, NO, SURE, Format
from desktop.exchange.formats.native import reading, writing
from desktop.exchange.source import Source
from desktop.model import features

_EXTENSIONS: Final = (".json",)
_OURS: Final = re.compile(r'\{.*?"format"\s*:\s*"ascribe"', re.DOTALL)
_OBJECT: Final = re.compile(r'\{\s*["}]')


def score(source: Source) -> float:
    """Our own files say so near their beginning, unless somebody put their members into another order."""
    if source.kind:
        return NO
    if _OURS.match(source.text):
        return SURE
    if source.is_named(_EXTENSIONS):
        return NAMED
    return LIKELY if _OBJECT.match(source.text) else NO


FORMAT = Format(
    name="json",
    title=Message("Ascribe JSON"),
    extensions=_EXTENSIONS,
    score=score,
    can_hold=features.ALL,
    holds_decisions=True,
    options=(INCLUDE_SUGGESTIONS,),
    read=reading.read,
    write=writing.write,
)
