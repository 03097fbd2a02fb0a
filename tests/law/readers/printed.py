"""Pages drawn for tests of the PDF reader, line by line."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from huiyin.law import Law, read_bytes
from huiyin.law.model import FurnitureName
from tests.law.checks import assert_sound

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
LATIN, HAN = "Times-Roman", "STSong-Light"


def read_drawn(pages: Sequence[Callable[[Any], None]], font: str = LATIN) -> Law:
    """The law on pages that ``pages`` draw, one each."""
    written = io.BytesIO()
    sheet = canvas.Canvas(written)
    for draw in pages:
        sheet.setFont(font, 10)
        draw(sheet)
        sheet.showPage()
    sheet.save()
    law = read_bytes(written.getvalue(), "law.pdf")
    assert_sound(law)
    return law


def draw_with_marks(
    sheet: Any, x: float, y: float, words: str, font: str = LATIN, *, rise: float = 4.0
) -> None:
    """``words``, of which what stands between ``^`` and ``^`` is set smaller and higher."""
    for number, part in enumerate(words.split("^")):
        size, up = (6.5, rise) if number % 2 else (10, 0)
        sheet.setFont(font, size)
        sheet.drawString(x, y + up, part)
        x += sheet.stringWidth(part, font, size)
    sheet.setFont(font, 10)


def list_furniture(law: Law, name: FurnitureName) -> list[str]:
    return [f.text for f in law.furniture if f.name is name]
