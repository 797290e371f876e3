"""What a suggestion goes by gets a column of its own: it was a sentence in its origin, and among its attributes."""

import json
from typing import Any

from alembic import op
from sqlalchemy import text

from desktop.library.sql.row_checks import answers, unpacked
from desktop.model import legacy

revision = "0004"
down_revision = "0003"

_PACKED = ("attributes", "evidence")


def upgrade() -> None:
    connection = op.get_bind()
    connection.execute(text("ALTER TABLE annotation ADD COLUMN evidence TEXT DEFAULT '{}' NOT NULL"))
    suggested = "origin != '' OR attributes LIKE '%guessed speaker%'"
    said = connection.execute(text(f"SELECT id, attributes, origin FROM annotation WHERE {suggested}")).mappings()
    rows = [_row(legacy.with_evidence({**one, "attributes": answers(unpacked(one["attributes"]))})) for one in said]
    if rows:
        change = "UPDATE annotation SET attributes = :attributes, origin = :origin, evidence = :evidence WHERE id = :id"
        connection.execute(text(change), rows)


def _row(data: dict[str, Any]) -> dict[str, Any]:
    packed = {name: json.dumps(data[name], ensure_ascii=False, separators=(",", ":")) for name in _PACKED}
    return {"id": data["id"], "origin": data["origin"], **packed}


def downgrade() -> None:
    raise NotImplementedError("a library is led back by restoring the backup that was made before the migration")
