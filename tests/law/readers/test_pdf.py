"""A law out of a PDF's text layer."""

from __future__ import annotations

from pathlib import Path

import pytest

from huiyin.law import (
    UnreadableLaw,
    read_bytes,
)
from tests.law.checks import assert_sound
from tests.law.garden_regulations import furniture


def test_a_pdf_is_read_without_its_running_heads(tmp_path: Path) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen import canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    path = tmp_path / "law.pdf"
    sheet = canvas.Canvas(str(path))
    number = 1
    for page in range(4):
        sheet.setFont("STSong-Light", 12)
        sheet.drawString(80, 800, "某某条例 公开征求意见")
        for row in range(5):
            sheet.drawString(
                80,
                760 - row * 24,
                f"第{'一二三四五六七八九十'[number - 1] if number < 11 else '十' + '一二三四五六七八九十'[number - 11]}条 内容第{number}句。",
            )
            number += 1
        sheet.drawString(300, 40, f"— {page + 1} —")
        sheet.showPage()
    sheet.save()
    law = read_bytes(path.read_bytes(), "law.pdf")
    assert_sound(law)
    assert len(law.articles) == 20
    assert sum(name == "page" for name, _ in furniture(law)) == 8


def test_a_password_on_a_pdf_is_said(tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen import canvas

    path = tmp_path / "a.pdf"
    sheet = canvas.Canvas(str(path), encrypt=StandardEncryption("user", "owner"))
    sheet.drawString(80, 800, "Article 1 Secret.")
    sheet.save()
    with pytest.raises(UnreadableLaw) as caught:
        read_bytes(path.read_bytes(), "a.pdf")
    assert caught.value.code == "encrypted"


def test_a_pdf_without_a_text_layer_is_said_to_be_scanned(tmp_path: Path) -> None:
    from reportlab.pdfgen import canvas

    path = tmp_path / "a.pdf"
    sheet = canvas.Canvas(str(path))
    sheet.rect(10, 10, 100, 100)
    sheet.showPage()
    sheet.save()
    with pytest.raises(UnreadableLaw) as caught:
        read_bytes(path.read_bytes(), "a.pdf")
    assert caught.value.code == "scanned"
