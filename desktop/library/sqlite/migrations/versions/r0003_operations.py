"""The journal says which operation a row is, as `[id, {argument: value}]` in JSON, in place of an English name."""

import json
import re
from functools import cache
from typing import Any

from alembic import op
from sqlalchemy import text

from desktop.library.sqlite.engine import driver

revision = "0003"
down_revision = "0002"

# What the versions before wrote, and which operation that is. Numbers were written as "1,234".
_NAMES = (
    ("Label (?P<label>.+)", "label"),
    ("Add a part", "add_part"),
    ("Remove a part", "remove_part"),
    ("Change the extent", "reshape"),
    ("Change label", "relabel"),
    ("Change note", "edit_note"),
    ("Change (?P<attribute>.+)", "answer"),
    ("Set speaker", "set_speaker"),
    ("Remove speaker", "remove_speaker"),
    ("Take out of the claim", "take_out_of_claim"),
    ("Add speaker", "add_speaker"),
    ("Rename speaker", "rename_speaker"),
    ("Edit speaker", "edit_speaker"),
    ("Merge speakers", "merge_speakers"),
    ("Delete speaker|Delete (?P<count>[0-9,]+) speakers", "delete_speakers"),
    ("Import articles", "import_articles"),
    ("Import annotations", "import_articles"),
    ("Import gold articles", "import_articles"),
    ("Paste as article", "paste_article"),
    ("Edit article|Edit (?P<count>[0-9,]+) articles", "edit_articles"),
    ("Delete article|Delete (?P<count>[0-9,]+) articles", "delete_articles"),
    ("Mark (?:(?P<count>[0-9,]+) articles )?as (?:not begun|not started)", "mark_new"),
    ("Mark (?:(?P<count>[0-9,]+) articles )?as in progress", "mark_in_progress"),
    ("Mark (?:(?P<count>[0-9,]+) articles )?as done", "mark_done"),
    ("Suggest quotations", "suggest"),
    ("Accept suggestion|Accept (?P<count>[0-9,]+) suggestions", "accept"),
    ("Reject suggestion", "reject"),
    ("Delete (?P<label>.+)", "delete_annotation"),  # last: it would take the speakers and articles above for labels
    ("(?P<name>.*)", "former"),
)


def upgrade() -> None:
    connection = op.get_bind()
    driver(connection).create_function("operation_of", 1, _operation_of, deterministic=True)
    connection.execute(text("ALTER TABLE journal RENAME COLUMN name TO operation"))
    connection.execute(text("UPDATE journal SET operation = operation_of(operation)"))


@cache  # a journal has few names, each many times
def _operation_of(name: Any) -> Any:
    if not isinstance(name, str):  # in a damaged file, which its reading reports
        return name
    for pattern, id in _NAMES:
        if found := re.fullmatch(pattern, name, re.DOTALL):
            arguments = {key: _value(key, said) for key, said in found.groupdict().items()}
            return json.dumps([id, arguments], ensure_ascii=False, separators=(",", ":"))
    raise AssertionError("the last pattern takes any name")


def _value(key: str, said: str | None) -> str | int:
    return int((said or "1").replace(",", "")) if key == "count" else said or ""


def downgrade() -> None:
    raise NotImplementedError("a library is led back by restoring the backup that was made before the migration")
