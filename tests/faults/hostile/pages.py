"""Damage to the file itself: its header, its pages, its search index, and what lies beside it."""

import struct

from tests.faults.hostile.doing import (
    PAGE,
    beside,
    bytes_at,
    consisting_of,
    declared,
    fan,
    fanned_out,
    freed,
    hot_journal,
    out_of_order,
    page,
    remade,
    run,
    wal_of_another,
)  # fmt: skip
from tests.faults.hostile.made_of import sound_bytes

PAGES = {
    "nothing but its first page": consisting_of(lambda: sound_bytes()[:PAGE]),
    "half of a file": consisting_of(lambda: sound_bytes()[: len(sound_bytes()) // 2]),
    "all but the last byte": consisting_of(lambda: sound_bytes()[:-1]),
    "a header alone": consisting_of(lambda: sound_bytes()[:100]),
    "a header of ten bytes": consisting_of(lambda: sound_bytes()[:10]),
    "more after its end": consisting_of(lambda: sound_bytes() + b"evil" * 5000),
    "a page size of none": bytes_at(16, b"\0\0"),
    "a page size of 513": bytes_at(16, struct.pack(">H", 513)),
    "a page size of 65536": bytes_at(16, b"\0\1"),
    "a write version of 9": bytes_at(18, b"\t"),
    "a read version of 9": bytes_at(19, b"\t"),
    "space left in pages": bytes_at(20, b"\xff"),
    "a size of no pages": bytes_at(28, bytes(4)),
    "a size beyond the file": bytes_at(28, b"\x7f" + bytes(3)),
    "free pages beyond the file": bytes_at(32, b"\x7f\xff\xff\xff\0\0\0\x07"),
    "free pages in a circle": freed,
    "a schema format of 7": bytes_at(44, struct.pack(">I", 7)),
    "a schema format of none": bytes_at(44, bytes(4)),
    "a text encoding of 7": bytes_at(56, struct.pack(">I", 7)),
    "a text encoding of UTF-16 that is not so": bytes_at(56, struct.pack(">I", 2)),
    "a vacuum that it knows nothing of": bytes_at(52, struct.pack(">I", 5)),
    "a schema of zeros": bytes_at(100, bytes(PAGE - 100)),
    "a schema of noise": bytes_at(100, bytes(range(256)) * 15),
    "a schema that is its own child": bytes_at(100, fan(1, 300)[:3000]),
    "articles of zeros": page("article", bytes(PAGE)),
    "articles of noise": page("article", bytes(range(256)) * 16),
    "articles that are their own child": page("article", fan(1, 300)),
    "articles by twenty thousand ways": fanned_out("article"),
    "annotations by twenty thousand ways": fanned_out("annotation"),
    "speakers by twenty thousand ways": fanned_out("speaker"),
    "the codebook by twenty thousand ways": fanned_out("meta"),
    "the journal by twenty thousand ways": fanned_out("journal"),
    "articles out of order": out_of_order("article"),
    "texts out of order": out_of_order("article_text"),
    "annotations out of order": out_of_order("annotation"),
    "attributions out of order": out_of_order("attribution"),
    "sources out of order": out_of_order("attribution_source"),
    "cues out of order": out_of_order("attribution_cue"),
    "speakers out of order": out_of_order("speaker"),
    "a journal out of order": out_of_order("journal"),
    "an index out of order": out_of_order("ix_journal_group"),
    "an index of zeros": page("ix_article_status", bytes(PAGE)),
    "an index of noise": page("ix_annotation_article_label_status_start_end_layer", bytes(range(256)) * 16),
    "an index of another table": run(
        "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'ix_journal_group')"
        " WHERE name = 'ix_annotation_speaker'"
    ),
    "an index that lacks rows": declared(
        "ix_article_status",
        "(status)",
        "(status) WHERE 0",
        "REINDEX ix_article_status",
        "UPDATE sqlite_master SET sql = 'CREATE INDEX ix_article_status ON article (status)'"
        " WHERE name = 'ix_article_status'",
    ),
    "a search index of noise": run("UPDATE article_search_data SET block = x'ffffffffffffffffffffffff'"),
    "a search index of zeros": run("UPDATE article_search_data SET block = zeroblob(length(block))"),
    "a search index of texts": run("UPDATE article_search_data SET block = 'evil'"),
    "a search index of nothing": run("DELETE FROM article_search_data"),
    "a search index of articles that are not there": run(
        "INSERT INTO article_search(rowid, title, text) VALUES (99, 'never', 'never')"
    ),
    "a search index that is set to an unknown order": run(
        "INSERT INTO article_search_config VALUES ('rank', 'evil(1)')"
    ),
    "a search index of an unknown version": run("UPDATE article_search_config SET v = 99 WHERE k = 'version'"),
    "a search index without settings": run("DELETE FROM article_search_config"),
    "a write-ahead log of another library": beside(0, wal_of_another),
    "a write-ahead log of noise": beside(0, lambda: bytes(range(256)) * 64),
    "a write-ahead log of a header alone": beside(0, lambda: wal_of_another()[:32]),
    "an index of a write-ahead log of noise": beside(1, lambda: bytes(range(256)) * 128),
    "a journal of nonsense beside it": beside(2, hot_journal),
    "a journal of noise beside it": beside(2, lambda: bytes(range(256)) * 64),
    "a journal beside it with a path in it": beside(
        2, lambda: b"../../evil" + struct.pack(">II", 10, 10) + hot_journal()[:8]
    ),
}

WRITTEN_ANEW = {
    "pages of 512 bytes": remade("page_size = 512"),
    "pages of 65536 bytes": remade("page_size = 65536"),
    "a vacuum of its own": remade("auto_vacuum = FULL"),
}
