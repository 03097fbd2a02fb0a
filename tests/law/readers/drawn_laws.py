"""Laws drawn as PDF, and what is read of them."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable, Sequence
from typing import Any

from reportlab.pdfgen import canvas

from huiyin.law import Law, read_bytes
from huiyin.law.model import FurnitureName
from tests.law.checks import assert_sound

REGULATION = (
    "REGULATION (EU) 2025/1 on gardens",
    *(
        words
        for number, what in enumerate(("gates", "paths", "trees", "ponds", "walls", "seats"), 1)
        for words in (
            f"Article {number}",
            f"On {what}",
            f"1. Member States shall keep the {what} of every public garden in their territory open from sunrise until sunset.",
            f"2. They shall publish what they do about {what} at the gate of each garden and on the website of the competent "
            "authority without delay.",
        )
    ),
)
CHINESE = (
    "某市花园条例（草案）",
    *(
        f"第{number}条　{what}由区、县人民政府负责管理，免费向社会开放，开放时间在花园入口处公布，不得擅自缩短；"
        f"确需缩短{what}开放时间的，应当提前公告。"
        for number, what in zip(
            "一二三四五六七八",
            ("花坛", "步道", "树木", "水池", "围墙", "座椅", "草坪", "大门"),
            strict=True,
        )
    ),
)


def _lines(paragraphs: Sequence[str], width: int) -> list[str]:
    return [line for words in paragraphs for line in wrapped(words, width)]


def wrapped(words: str, width: int) -> list[str]:
    if words.isascii():
        return textwrap.wrap(words, width)
    return [words[at : at + width] for at in range(0, len(words), width)]


def _drawn(pages: Sequence[Callable[[Any], None]], font: str) -> Law:
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


def _font(paragraphs: Sequence[str]) -> str:
    return "Times-Roman" if paragraphs[0].isascii() else "STSong-Light"


def words_of(law: Law) -> list[str]:
    """Title and units, without white space: columns and pages part words as they like."""
    return ["".join(f"{a.num}{a.heading}{a.full_text}".split()) for a in law.articles]


def sent(paragraphs: Sequence[str], begins: tuple[str, ...]) -> list[str]:
    """The words of each unit as they were sent."""
    units: list[str] = []
    for words in paragraphs:
        if words.startswith(begins):
            units.append("")
        if units:
            units[-1] += "".join(words.split())
    return units


def furniture(law: Law, name: FurnitureName) -> list[str]:
    return [f.text for f in law.furniture if f.name is name]
