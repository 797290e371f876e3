"""The native JSON: all that Ascribe knows of articles, out of one library and into another.

`resources/export.schema.json` describes it.
"""

from desktop.exchange.format import Format
from desktop.exchange.formats.native import reading, writing

FORMAT = Format(
    name="json",
    title="Ascribe JSON",
    extensions=(".json",),
    bring_in=reading.bring_in,
    write=writing.write,
)
