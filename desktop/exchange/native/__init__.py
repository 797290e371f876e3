"""The native JSON: all that Ascribe knows of articles, out of one library and into another.

`resources/export.schema.json` describes it.
"""

from desktop.exchange.native import reading, writing
from desktop.exchange.shape import Format

FORMAT = Format(
    name="json",
    title="Ascribe JSON",
    extensions=(".json",),
    bring_in=reading.bring_in,
    write=writing.write,
)
