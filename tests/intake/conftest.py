"""A short draft in both languages, and the ways a table may be sent."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from huiyin.law import Law, read_text

DRAFT = """河流保护条例
第一章　总则
第一条　为了保护河流，制定本条例。
第二条　县级以上人民政府应当每年公布水质。
单位和个人有权查阅水质资料。
第二章　监督
第三条　有下列情形之一的，处以罚款：
（一）排放废水的；
（二）堆放垃圾的。
第四条　本条例自2027年1月1日起施行。
"""
ENGLISH = """River Act
Chapter 1 General
Article 1
The purpose of this Act is to protect rivers.
Article 2
(1) The council must publish water quality every year.
(2) Any person may inspect the records.
Chapter 2 Oversight
Article 3
A person who discharges waste is liable to a fine.
Article 4
This Act comes into force on 1 January 2027.
"""


@pytest.fixture(scope="session")
def draft() -> Law:
    return read_text(DRAFT)


@pytest.fixture(scope="session")
def both(draft: Law) -> tuple[Law, Law]:
    return draft, read_text(ENGLISH)


@pytest.fixture
def send(tmp_path: Path) -> Callable[[str, bytes | str | list[list[object]]], Path]:
    """Put a file where it can be read: bytes, text (UTF-8), or rows for a workbook."""

    def put(name: str, content: bytes | str | list[list[object]]) -> Path:
        path = tmp_path / name
        if isinstance(content, list):
            content = workbook(content)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return put


def workbook(rows: list[list[object]], title: str = "Sheet") -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
