"""Rows that Ascribe never writes: values without meaning, rows that are not there, circles, counters set back."""

from collections.abc import Callable
from pathlib import Path

from tests.faults.hostile.doing import MOST, quoted, run
from tests.faults.hostile.odd_json import ODD


def _codebook(label: str, *, others: str = "") -> Callable[[Path], None]:
    value = f'{{"name":"C","labels":[{label}{others}]}}'
    return run(f"UPDATE meta SET value = {quoted(value)} WHERE key = 'scheme'")


def _label(**known: str) -> str:
    parts = {"id": '"Claim"', "name": '"Claim"', "role": '"claim"'} | known
    return "{" + ",".join(f'"{name}":{value}' for name, value in parts.items() if value) + "}"


def _options(*options: str) -> str:
    return _label(attributes=f'[{{"id":"topic","name":"Topic","kind":"choice","options":[{",".join(options)}]}}]')


VALUES = {
    "a codebook without labels": _codebook(""),
    "a codebook without claims": _codebook(_label(role='"other"')),
    "a codebook with an unknown role": _codebook(_label(role='"evil"')),
    "a codebook with a role that is a list": _codebook(_label(role="[]")),
    "a codebook with two labels of one id": _codebook(_label(), others="," + _label()),
    "a codebook with a label of no name": _codebook(_label(name="")),
    "a codebook with a name that is a number": _codebook(_label(name="7")),
    "a codebook with an id that is a list": _codebook(_label(id="[]")),
    "a codebook with an id that is a number": _codebook(_label(id="7")),
    "a codebook with a field that nobody knows": _codebook(_label(evil="1")),
    "a codebook with a colour that is none": _codebook(_label(color='"url(file:///dev/zero)"')),
    "a codebook with a colour that is a number": _codebook(_label(color="7")),
    "a codebook with a key that is none": _codebook(_label(shortcut='"Ctrl+Nothing+\\u0000"')),
    "a codebook with a key that is an object": _codebook(_label(shortcut="{}")),
    "a codebook with a guideline that is a list": _codebook(_label(guideline="[]")),
    "a codebook with questions that are no list": _codebook(_label(attributes="7")),
    "a codebook with a question of an unknown kind": _codebook(
        _label(attributes='[{"id":"topic","name":"Topic","kind":"evil"}]')
    ),
    "a codebook with a default that fits no question": _codebook(
        _label(attributes='[{"id":"topic","name":"Topic","kind":"number","default":{"a":[1]}}]')
    ),
    "a codebook with questions for numbers": _codebook(
        _label(attributes='[{"id":"topic","name":"Topic","kind":"number"},{"id":"quotation","name":"Q","kind":"date"}]')
    ),
    "options in a circle": _codebook(
        _options('{"id":"a","name":"A","parent":"b"}', '{"id":"b","name":"B","parent":"a"}')
    ),
    "an option that is a part of itself": _codebook(_options('{"id":"a","name":"A","parent":"a"}')),
    "an option that is a part of nothing": _codebook(_options('{"id":"a","name":"A","parent":"evil"}')),
    "an option that is a number": _codebook(_options("7")),
    "options with names that are lists": _codebook(_options('{"id":"a","name":[]}')),
    "fifty thousand labels": run(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) UPDATE meta SET value ="
        """ '{"name":"C","labels":[' || (SELECT group_concat('{"id":"' || i || '","name":"' || i ||"""
        """ '","role":"claim"}') FROM n) || ']}' WHERE key = 'scheme'"""
    ),
    "no fragments": run("UPDATE annotation SET fragments = '[]'"),
    "an empty fragment": run("UPDATE annotation SET fragments = '[[3,3]]'"),
    "a fragment that ends before it begins": run("UPDATE annotation SET fragments = '[[9,3]]'"),
    "a fragment before the text": run("UPDATE annotation SET fragments = '[[-5,3]]', start = -5"),
    "a fragment beyond the text": run("UPDATE annotation SET fragments = '[[3,99999]]'"),
    "a fragment far beyond the text": run(f"UPDATE annotation SET fragments = '[[{MOST - 1},{MOST}]]'"),
    "fragments that overlap": run("UPDATE annotation SET fragments = '[[3,9],[5,12]]'"),
    "fragments out of order": run("UPDATE annotation SET fragments = '[[20,25],[3,9]]'"),
    "a fragment of fractions": run("UPDATE annotation SET fragments = '[[3.5,9.5]]'"),
    "a fragment of texts": run("""UPDATE annotation SET fragments = '[["3","9"]]'"""),
    "a fragment of yes and no": run("UPDATE annotation SET fragments = '[[false,true]]'"),
    "a fragment of three": run("UPDATE annotation SET fragments = '[[3,9,12]]'"),
    "an answer that is an object": run("""UPDATE annotation SET attributes = '{"quotation":{"a":1}}'"""),
    "an answer that is null": run("""UPDATE annotation SET attributes = '{"quotation":null}'"""),
    "an answer of lists": run("""UPDATE annotation SET attributes = '{"topic":[["taxes"],[]]}'"""),
    "an answer beyond all numbers": run("""UPDATE annotation SET attributes = '{"topic":1e999}'"""),
    "answers of the wrong kind": run("""UPDATE annotation SET attributes = '{"quotation":["direct"],"topic":7}'"""),
    "answers that nobody asked for": run("""UPDATE annotation SET attributes = '{"evil":"x","topic":["evil"]}'"""),
    "evidence that lacks what it needs": run("""UPDATE annotation SET evidence = '{"rule":"x"}'"""),
    "evidence of numbers": run("""UPDATE annotation SET evidence = '{"rule":1,"cue":2,"speaker":3}'"""),
    "evidence of a speaker of lists": run(
        """UPDATE annotation SET evidence = '{"rule":"x","cue":"y","speaker":{"name":[],"aliases":3,"kind":{}}}'"""
    ),
    "evidence of a rule that nobody has": run(
        """UPDATE annotation SET evidence = '{"rule":"evil","cue":"","speaker":null}'"""
    ),
    "a name that is null among the aliases": run("""UPDATE speaker SET aliases = '[null]'"""),
    "an unknown status of annotations": run("UPDATE annotation SET status = 'evil'"),
    "an unknown status of articles": run("UPDATE article SET status = 'evil'"),
    "an unknown kind of speakers": run("UPDATE speaker SET kind = 'evil'"),
    "a label that the codebook has not": run("UPDATE annotation SET label = 'evil'"),
    "speakers without a name": run("UPDATE speaker SET name = ''"),
    "a name of a million letters": run("UPDATE speaker SET name = replace(hex(zeroblob(500000)), '0', 'x')"),
    "a title of a million letters": run("UPDATE article SET title = replace(hex(zeroblob(500000)), '0', 'x')"),
    "names of control signs": run(
        "UPDATE speaker SET name = char(27, 91, 50, 74, 0, 10, 13, 8238)",
        "UPDATE article SET title = char(27, 91, 50, 74, 0, 10, 13, 8238), publisher = char(0)",
    ),
    "a text of NULs": run("UPDATE article_text SET text = char(0, 0, 0)"),
    "a text that is not the one": run("UPDATE article_text SET text = 'Short'"),
    "texts that are no UTF-8": run("UPDATE article_text SET text = CAST(x'c328' AS TEXT)"),
    "texts with halves of characters": run("UPDATE article_text SET text = CAST(x'eda080' AS TEXT)"),
    "names that are no UTF-8": run("UPDATE speaker SET name = CAST(x'c328' AS TEXT)"),
    "ids that are no UTF-8": run("UPDATE article SET id = CAST(x'c328' || number AS TEXT)"),
    "lengths below nothing": run("UPDATE article SET length = -1"),
    "lengths beyond all": run(f"UPDATE article SET length = {MOST}"),
    "hues below nothing": run("UPDATE speaker SET hue = -7"),
    "hues beyond all": run(f"UPDATE speaker SET hue = {MOST}"),
    "dates that are none": run("UPDATE article SET published = 'evil', added_at = 'evil'"),
    "times that are none": run("UPDATE annotation SET created_at = 'evil', updated_at = 'evil'"),
    "a language that is none": run("UPDATE article SET language = '../../evil'"),
    "a confidence beyond all": run("UPDATE annotation SET confidence = 9e999"),
    "a confidence of seven": run("UPDATE annotation SET confidence = -7"),
    "a hash of another text": run("UPDATE article SET sha256 = 'evil' || number"),
    "a number of the last article": run(
        f"UPDATE article SET number = {MOST} WHERE number = 3",
        f"UPDATE article_text SET number = {MOST} WHERE number = 3",
    ),
    "a number of an article below nothing": run(
        "UPDATE article SET number = -5 WHERE number = 3", "UPDATE article_text SET number = -5 WHERE number = 3"
    ),
    "no codebook": run("DELETE FROM meta WHERE key = 'scheme'"),
    "no lineage": run("DELETE FROM meta WHERE key = 'lineage'"),
    "a lineage that is a path": run("UPDATE meta SET value = '../../../evil' WHERE key = 'lineage'"),
    "no articles, but texts": run("DELETE FROM article"),
    "no texts": run("DELETE FROM article_text"),
    "no annotations": run("DELETE FROM annotation"),
    "no speakers": run("DELETE FROM speaker"),
    "no attributions, but sources": run("DELETE FROM attribution"),
    "the claims of another article": run(
        "UPDATE attribution SET article = (SELECT id FROM article WHERE number = 3)",
    ),
    "annotations of an article that is not there": run("UPDATE annotation SET article = 'evil'"),
    "a claim nested in itself": run("UPDATE attribution SET parent = claim"),
    "claims nested in a circle": run(
        "UPDATE attribution SET parent = (SELECT claim FROM attribution AS other WHERE other.article ="
        " attribution.article AND other.claim != attribution.claim ORDER BY other.claim LIMIT 1)"
    ),
    "a claim nested in a mention": run(
        "UPDATE attribution SET parent = (SELECT id FROM annotation WHERE label = 'Speaker' LIMIT 1)"
    ),
    "a claim that is its own mention and cue": run(
        "UPDATE attribution_source SET mention = claim", "UPDATE attribution_cue SET cue = claim"
    ),
    "sources that are not there": run("UPDATE attribution_source SET speaker = 'evil', mention = 'evil'"),
    "mentions of nobody that is there": run("UPDATE annotation SET speaker = 'evil' WHERE speaker IS NOT NULL"),
    "places of sources beyond all": run(f"UPDATE attribution_source SET position = {MOST} WHERE position = 1"),
    "a journal that is of itself": run('UPDATE journal SET "of" = seq'),
    "a journal of what is not there": run('UPDATE journal SET "of" = 999'),
    "a journal of unknown kinds": run("UPDATE journal SET kind = 'evil', state = 'evil'"),
    "a journal all of one group": run("""UPDATE journal SET "group" = 'one', state = 'done'"""),
    "a journal of unknown records": run("""UPDATE journal SET changes = '[["evil","x",null,true]]'"""),
    "a journal of halves of records": run("""UPDATE journal SET changes = '[["annotation","x",null,{"id":"x"}]]'"""),
    "a journal of records with more": run(
        """UPDATE journal SET changes = '[["speaker","x",{"id":"x","evil":1},{"id":"x"}]]'"""
    ),
    "a journal of texts for records": run("""UPDATE journal SET changes = '[["annotation","x","y","z"]]'"""),
    "a journal that lacks its end": run("""UPDATE journal SET changes = '[["annotation","x"]]'"""),
    "a journal of an operation that nobody has": run("""UPDATE journal SET operation = '["evil",{}]'"""),
    "a journal of an operation with odd arguments": run(
        """UPDATE journal SET operation = '["accept",{"count":[7]}]'"""
    ),
    "a journal of an operation with a huge count": run(
        """UPDATE journal SET operation = '["accept",{"count":"99999999999999999999999"}]'"""
    ),
    "a journal that has reached its end": run(f"UPDATE sqlite_sequence SET seq = {MOST}"),
    "a journal with the last number": run(
        f"UPDATE journal SET seq = {MOST} WHERE seq = (SELECT max(seq) FROM journal)"
    ),
    "a journal with numbers below nothing": run("UPDATE journal SET seq = -seq"),
    "a counter that was set back": run("UPDATE sqlite_sequence SET seq = 1"),
    "no counter": run("DELETE FROM sqlite_sequence"),
    "a counter that is a text": run("UPDATE sqlite_sequence SET seq = 'evil'"),
    "a counter twice": run("INSERT INTO sqlite_sequence VALUES ('journal', 7)"),
    "a learnt model that is code": run("UPDATE kept SET content = CAST('cos\nsystem\n(S''exit''tR.' AS BLOB)"),
    "odd JSON in the first version": run("UPDATE annotation SET attributes = '{'", of="0.1.0-suggestions"),
    "deep JSON in the first version": run(
        f"UPDATE annotation SET attributes = {quoted(ODD['JSON deep as a well'])}", of="0.1.0-suggestions"
    ),
    "odd guesses in the first version": run(
        """UPDATE annotation SET attributes = '{"guessed speaker":[[],{},7]}'""", of="0.1.0-suggestions"
    ),
    "a list of answers in the first version": run("UPDATE annotation SET attributes = '[1]'", of="0.1.0-suggestions"),
    "numbers for names of edits in the second version": run("UPDATE journal SET name = x'ff'", of="0002-full"),
    "a codebook that is none in the first version": run(
        "UPDATE meta SET value = '[]' WHERE key = 'scheme'", of="0.1.0-full"
    ),
    "no UTF-8 in the first version": run("UPDATE article_text SET text = CAST(x'c328' AS TEXT)", of="0.1.0-full"),
}
