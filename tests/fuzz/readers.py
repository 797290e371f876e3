"""The readers that are tried: what a file of each is called, the sound files, and how they are damaged."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from tests.fuzz import seeds
from tests.fuzz.mutations import Mutate, bytes_of, package, packed_stream, pages, values
from tests.fuzz.trying import Try, codebook, imported, metadata_table, speakers, taken, unpacked


@dataclass(frozen=True, kw_only=True)
class FuzzedReader:
    extension: str
    seeds: Callable[[], Sequence[bytes]]
    mutate: Mutate
    attempt: Try = imported


READERS = {
    "text": FuzzedReader(extension="txt", seeds=seeds.texts, mutate=bytes_of("text")),
    "nexis": FuzzedReader(extension="txt", seeds=seeds.database_texts, mutate=bytes_of("text")),
    "factiva": FuzzedReader(extension="html", seeds=seeds.database_pages, mutate=bytes_of("html")),
    "csv": FuzzedReader(extension="csv", seeds=seeds.tables, mutate=bytes_of("text")),
    "xlsx": FuzzedReader(extension="xlsx", seeds=seeds.workbooks, mutate=package),
    "ods": FuzzedReader(extension="ods", seeds=seeds.spreadsheets, mutate=package),
    "parquet": FuzzedReader(extension="parquet", seeds=seeds.parquet_tables, mutate=bytes_of("text")),
    "lines": FuzzedReader(extension="jsonl", seeds=seeds.json_lines, mutate=values),
    "srt": FuzzedReader(extension="srt", seeds=seeds.subtitles, mutate=bytes_of("text")),
    "vtt": FuzzedReader(extension="vtt", seeds=seeds.web_subtitles, mutate=bytes_of("html")),
    "ttml": FuzzedReader(extension="ttml", seeds=seeds.timed_texts, mutate=bytes_of("xml")),
    "whisper": FuzzedReader(extension="json", seeds=seeds.whispered, mutate=values, attempt=taken),
    "transcript": FuzzedReader(extension="txt", seeds=seeds.transcripts, mutate=bytes_of("text")),
    "markdown": FuzzedReader(extension="md", seeds=seeds.headed_texts, mutate=bytes_of("text")),
    "html": FuzzedReader(extension="html", seeds=seeds.pages, mutate=bytes_of("html")),
    "mhtml": FuzzedReader(extension="mhtml", seeds=seeds.saved_pages, mutate=bytes_of("html")),
    "eml": FuzzedReader(extension="eml", seeds=seeds.mails, mutate=bytes_of("html")),
    "feed": FuzzedReader(extension="rss", seeds=seeds.feeds, mutate=bytes_of("xml")),
    "warc": FuzzedReader(extension="warc", seeds=seeds.archives, mutate=bytes_of("html")),
    "docx": FuzzedReader(extension="docx", seeds=seeds.documents, mutate=package),
    "rtf": FuzzedReader(extension="rtf", seeds=partial(seeds.real, "rtf"), mutate=bytes_of("rtf")),
    "odt": FuzzedReader(extension="odt", seeds=partial(seeds.real, "odt"), mutate=package),
    "epub": FuzzedReader(extension="epub", seeds=partial(seeds.real, "epub"), mutate=package),
    "pdf": FuzzedReader(extension="pdf", seeds=partial(seeds.real, "pdf"), mutate=bytes_of("pdf")),
    "json": FuzzedReader(extension="json", seeds=seeds.exports, mutate=values),
    "gold": FuzzedReader(extension="jsonl", seeds=seeds.gold, mutate=values),
    "speakers": FuzzedReader(extension="csv", seeds=seeds.speaker_lists, mutate=bytes_of("text"), attempt=speakers),
    "metadata": FuzzedReader(
        extension="csv", seeds=seeds.metadata_tables, mutate=bytes_of("text"), attempt=metadata_table
    ),
    "zip": FuzzedReader(extension="zip", seeds=seeds.zipped, mutate=package, attempt=unpacked),
    "tar": FuzzedReader(extension="tgz", seeds=seeds.tarred, mutate=packed_stream, attempt=unpacked),
    "library": FuzzedReader(extension="ascribe", seeds=seeds.libraries, mutate=pages),
    # Codebooks.
    "toml": FuzzedReader(
        extension="toml", seeds=partial(seeds.codebooks, "toml"), mutate=bytes_of("toml"), attempt=codebook
    ),
    "codebook-csv": FuzzedReader(
        extension="csv", seeds=partial(seeds.codebooks, "csv"), mutate=bytes_of("text"), attempt=codebook
    ),
    "qdc": FuzzedReader(
        extension="qdc", seeds=partial(seeds.codebooks, "qdc"), mutate=bytes_of("xml"), attempt=codebook
    ),
}
