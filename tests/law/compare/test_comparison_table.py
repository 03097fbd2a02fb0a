"""The table of old and new is written whatever the texts hold."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from huiyin.law import compare_laws, read_law
from huiyin.law.compare.comparison_table import to_docx, to_html, to_xlsx
from huiyin.presentation.comparison_labels import table_labels

ODD = "\x1f"


@pytest.fixture
def written(tmp_path: Path) -> tuple[bytes, bytes, str]:
    """A title, a heading and words with characters that neither a Word file nor a workbook can hold."""
    laws = []
    for n in "12":
        path = tmp_path / f"{n}.txt"
        path.write_text(
            f"湿{ODD}地办法\n\n第一章 总{ODD}则\n\n第一条 为{ODD}了湿地公开{n}。\n", "utf-8"
        )
        laws.append(read_law(path))
    given = (*laws, compare_laws(*laws), table_labels())
    return to_docx(*given), to_xlsx(*given), to_html(*given)


def test_a_character_that_no_document_holds_stops_no_table(
    written: tuple[bytes, bytes, str],
) -> None:
    document = Document(io.BytesIO(written[0]))
    said = "".join(cell.text for row in document.tables[0].rows for cell in row.cells)
    sheet = openpyxl.load_workbook(io.BytesIO(written[1]), rich_text=False).active
    assert sheet is not None
    cells = "".join(str(value) for row in sheet.values for value in row if value)
    for words in (said, cells, written[2]):
        assert "了湿地公开" in words and "\ufffd" in words and not set(words) & set(ODD)
