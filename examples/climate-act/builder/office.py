"""Office files that come out the same on every day: fixed dates, sorted archives."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import openpyxl
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

_WHEN = datetime(2026, 3, 2, 9, 0, 0)


def settle(data: bytes) -> bytes:
    """The same archive with sorted members and fixed dates."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, (2026, 3, 2, 9, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return written.getvalue()


def new_document():  # type: ignore[no-untyped-def]
    document = Document()
    properties = document.core_properties
    properties.created = properties.modified = _WHEN
    properties.author = properties.last_modified_by = "Huiyin example"
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(12)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋")
    return document


def save_document(document, path: Path) -> None:  # type: ignore[no-untyped-def]
    written = io.BytesIO()
    document.save(written)
    path.write_bytes(settle(written.getvalue()))


def save_workbook(path: Path, sheets: Sequence[tuple[str, Sequence[Sequence[object]]]]) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    book.properties.created = book.properties.modified = _WHEN
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for column, width in zip("ABCDEFGH", (14, 26, 20, 60, 60, 40, 14, 14), strict=True):
            sheet.column_dimensions[column].width = width
    written = io.BytesIO()
    book.save(written)
    # openpyxl stamps the hour of saving; the example is the same every day.
    import re

    data = io.BytesIO(written.getvalue())
    settled = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(settled, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(
                    rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-03-02T09:00:00Z", content
                )
            new.writestr(name, content)
    path.write_bytes(settle(settled.getvalue()))
