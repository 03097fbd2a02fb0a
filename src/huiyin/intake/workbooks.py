"""How openpyxl reads the cells of a workbook here: one cell that makes no sense costs that cell, not the file."""

from __future__ import annotations

import io
from collections.abc import Generator
from typing import Any
from zipfile import ZipFile

from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet import _read_only
from openpyxl.worksheet._reader import ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.functions import iterparse

from huiyin.law.source.safe import mend_characters, read_member

#: What openpyxl raises at a number too long for Python, a shared string that is not there, a truth that is neither.
_SENSELESS = (ValueError, OverflowError, IndexError, TypeError, KeyError)


class _Cells(WorkSheetParser):
    def parse(self) -> Generator[Any, None, None]:
        """The rows alone: what else stands in a sheet (margins, filters, links) is not asked for, and may be wrong."""
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                row = self.parse_row(element)
                element.clear()
                yield row

    def parse_cell(self, element: Any) -> dict[str, Any]:
        try:
            cell: dict[str, Any] = super().parse_cell(element)
        except _SENSELESS:
            coordinate = element.get("r")
            if coordinate:  # one without sense is no cell of ours; then the sheet itself is damaged
                self.row_counter, self.col_counter = coordinate_to_tuple(coordinate)
            return {
                "row": self.row_counter, "column": self.col_counter, "style_id": 0, "data_type": "s",
                "value": element.findtext(VALUE_TAG) or "",
            }  # fmt: skip
        if (
            cell["data_type"] == "e" and cell["value"] == "#VALUE!"
        ):  # a day outside of the calendar: as it is written
            cell["value"] = element.findtext(VALUE_TAG) or ""
        return cell


def mend_members(archive: ZipFile, data: bytes, name: str) -> bytes:
    """The workbook, without characters that XML forbids in its words (:func:`huiyin.law.source.safe.mend_characters`);
    the same bytes where there are none."""
    mended = {}
    for member in archive.namelist():
        if not member.startswith("xl/worksheets/sheet") and member != "xl/sharedStrings.xml":
            continue
        held = read_member(archive, member, name) or b""
        if (clean := mend_characters(held)) != held:
            mended[member] = clean
    if not mended:
        return data
    written = io.BytesIO()
    with ZipFile(written, "w") as new:
        for member in archive.namelist():
            new.writestr(member, mended.get(member) or read_member(archive, member, name) or b"")
    return written.getvalue()


def be_patient() -> None:
    """See that workbooks are read so from now on, when they are read row by row."""
    _read_only.WorkSheetParser = _Cells  # type: ignore[attr-defined]
