"""Columns that hold JSON, with other JSON in them, or none."""

from tests.faults.hostile.doing import quoted, run

ODD = {
    "no JSON": "{",
    "nothing": "",
    "JSON deep as a well": "[" * 100_000 + "]" * 100_000,
    "objects deep as a well": '{"a":' * 50_000 + "1" + "}" * 50_000,
    "a number": "1",
    "a text": '"x"',
    "null": "null",
    "an odd object": '{"a":{"b":[null]}}',
    "an odd list": "[null,1,{}]",
    "a list of lists": '[[["a"]],[]]',
    "what is no number": "[[NaN,Infinity]]",
    "numbers beyond all": f"[[1e999,{'9' * 400}]]",
    "digits without end": "9" * 50_000,
    "half a character": '["\\ud800"]',
    "a key of half a character": '{"\\ud800":"x"}',
    "two values": "[] []",
}
PACKED = {
    ("meta", "value"): "key = 'scheme'",
    ("speaker", "aliases"): "1",
    ("annotation", "fragments"): "1",
    ("annotation", "attributes"): "1",
    ("annotation", "evidence"): "1",
    ("journal", "operation"): "1",
    ("journal", "changes"): "1",
}
ODD_JSON = {
    f"{what} in {table}.{column}": run(f"UPDATE {table} SET {column} = {quoted(value)} WHERE {where}")
    for (table, column), where in PACKED.items()
    for what, value in ODD.items()
}
