"""Extract tables from files: CSV, XLSX, ODS, JSON, JSON Lines, Parquet, and the tables of a DOCX.

A table is rows of text with their positions. A file that cannot be opened raises :class:`huiyin.law.UnreadableLaw`,
which names the file, what was expected and how to fix it.
"""

from __future__ import annotations

from pathlib import Path

from huiyin.files.decode import decode_text
from huiyin.files.problems import UnreadableLaw
from huiyin.files.sniff import is_page, refuse_foreign
from huiyin.files.tables.opendocument import list_sheets, read_opendocument
from huiyin.files.tables.separated_values import read_separated
from huiyin.files.tables.table import GridTable
from huiyin.files.untrusted_files import MAX_FILE, check_size, open_zip, parse_xml, read_member
from huiyin.files.word import WordText, find_document, read_word
from huiyin.intake.json_objects import read_objects
from huiyin.intake.parquet import read_parquet
from huiyin.intake.web_pages import is_sheet_xml, tables_of_page, tables_of_sheet_xml
from huiyin.intake.word_documents import read_grids

__all__ = ["MAX_TABLE", "GridTable", "extract_tables", "read_tables", "tables_of_document"]

#: The maximum bytes of a table, whose cells must fit into a laptop's memory; ``huiyin group`` reads Parquet of any
#: size.
MAX_TABLE = 512 * 1024 * 1024
JSON_NAMES = (".json", ".jsonl", ".ndjson", ".geojson")
FLAT_SHEET = "application/vnd.oasis.opendocument.spreadsheet"


def read_tables(path: Path) -> list[GridTable]:
    """Return every table in ``path``; the contents decide the format, not the name."""
    return extract_tables(path.read_bytes(), path.name)


def extract_tables(data: bytes, name: str) -> list[GridTable]:
    """Return every table in the bytes of a file called ``name``. Raises ``UnreadableLaw``."""
    is_packed = data.startswith((b"PK\x03\x04", b"PK\x05\x06"))
    limit = MAX_FILE if is_packed else MAX_TABLE
    check_size(data, name, limit=limit, code="table_too_large")
    if data.startswith(b"PAR1"):
        return [read_parquet(data, name)]
    refuse_foreign(data, name)
    if is_packed:
        return _read_archive(data, name)
    if is_sheet_xml(data):
        return [
            GridTable(name, sheet, rows) for sheet, rows in tables_of_sheet_xml(data, name).items()
        ]
    if is_page(data, name):
        return [
            GridTable(name, str(at), rows) for at, rows in tables_of_page(data, name)[0].items()
        ]
    return _read_text_tables(data, name)


def _read_text_tables(data: bytes, name: str) -> list[GridTable]:
    """Return the tables of a flat OpenDocument spreadsheet, of JSON, or of separated values."""
    try:
        text = decode_text(data, name).text
    except UnreadableLaw as error:
        # Laws may come in more formats than tables; name those of tables.
        raise UnreadableLaw("unknown_format", **error.details) from error
    if FLAT_SHEET in text[:4096] and text.lstrip().startswith("<"):
        return list_sheets(parse_xml(data, name), name)
    is_named = name.lower().endswith(JSON_NAMES)
    may_be_json = is_named or text.lstrip()[:1] in ("[", "{")
    tables = read_objects(text, name, is_named=is_named) if may_be_json else None
    return [read_separated(text, name)] if tables is None else tables


def tables_of_document(word: WordText, name: str) -> list[GridTable]:
    """Return the tables of a Word file with all changes accepted, including nested ones with headings."""
    return [GridTable(name, str(number), rows) for number, rows in read_grids(word, name).items()]


def _read_archive(data: bytes, name: str) -> list[GridTable]:
    archive = open_zip(data, name)
    members = set(archive.namelist())
    if "xl/workbook.xml" in members:
        from huiyin.files.tables.excel import read_workbook

        return read_workbook(archive, data, name)
    if find_document(archive, name) is not None:
        return tables_of_document(read_word(data, name), name)
    if {"content.xml", "mimetype"} <= members:
        kind = read_member(archive, "mimetype", name) or b""
        if kind.startswith(FLAT_SHEET.encode()):
            return read_opendocument(archive, name)
    raise UnreadableLaw("unknown_format", file=name)
