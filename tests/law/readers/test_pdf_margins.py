"""Numbers in the margin of pages whose paragraphs have space between them, and numbers that stand alone there."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from huiyin.law import Law
from huiyin.law.model import FurnitureName
from tests.law.readers.printed import HAN, LATIN, list_furniture, read_drawn

BILL = (
    "Public Gardens Bill",
    "SECTION 1. A council shall open every public garden in its area from sunrise until sunset on each day of the year, "
    "and shall publish the hours at the gate of the garden and in a newspaper that is read there.",
    "SECTION 2. A council that closes a garden for more than 30 days shall give public notice of the closure and of the "
    "reasons for it not less than 14 days before the garden is closed to the public.",
    "SECTION 3. Section 12 of the Parks Act 1950 is repealed.",
    "SECTION 4. A fee of not more than 5 dollars may be taken from a visitor who comes after sunset.",
)
CHINESE = (
    "某市花园条例（草案）",
    *(
        f"第{number}条　{what}由区、县人民政府负责管理，免费向社会开放，开放时间在花园入口处公布，不得擅自缩短；"
        f"确需缩短{what}开放时间的，应当提前公告。"
        for number, what in zip("一二三四", ("花坛", "步道", "树木", "水池"), strict=True)
    ),
)


def _wrap(words: str) -> list[str]:
    if words.isascii():
        return textwrap.wrap(words, 66)
    return [words[at : at + 26] for at in range(0, len(words), 26)]


def _print(
    paragraphs: Sequence[str],
    numbers: Callable[[Any, int, float], None],
    *,
    leading: float = 20,
    space: float = 20,
    per_page: int = 99,
    head: str = "",
) -> Law:
    """``numbers`` draws what stands in the margin beside the line that it is told."""
    rows = [(n, line) for n, words in enumerate(paragraphs) for line in _wrap(words)]

    def page(first: int) -> Callable[[Any], None]:
        def draw(sheet: Any) -> None:
            if head:
                sheet.drawString(90, 815, head)
            y, last = 780.0, rows[first][0]
            for row, (paragraph, line) in enumerate(rows[first : first + per_page], 1):
                y -= space if paragraph != last else 0.0
                last = paragraph
                sheet.drawString(110, y, line)
                numbers(sheet, row, y)
                y -= leading

        return draw

    pages = [page(first) for first in range(0, len(rows), per_page)]
    return read_drawn(pages, LATIN if paragraphs[0].isascii() else HAN)


def _draw_left(sheet: Any, row: int, y: float) -> None:
    sheet.drawRightString(85, y, str(row))


def _draw_right(sheet: Any, row: int, y: float) -> None:
    sheet.drawString(545, y, str(row))


def _draw_both(sheet: Any, row: int, y: float) -> None:
    _draw_left(sheet, row, y)
    _draw_right(sheet, row, y)


def _each(count: int, draw: Callable[[Any, int, float], None]) -> Callable[[Any, int, float], None]:
    def numbers(sheet: Any, row: int, y: float) -> None:
        if row % count == 0:
            draw(sheet, row, y)

    return numbers


def _units(law: Law) -> list[str]:
    return ["".join(f"{a.num}{a.full_text}".split()) for a in law.articles]


def _sent(paragraphs: Sequence[str]) -> list[str]:
    return ["".join(words.split()) for words in paragraphs[1:]]


@pytest.mark.parametrize("paragraphs", [BILL, CHINESE], ids=["en", "zh"])
@pytest.mark.parametrize(
    ("numbers", "how"),
    [
        pytest.param(_draw_left, {}, id="left"),
        pytest.param(_draw_left, {"space": 8}, id="left-spaced"),
        pytest.param(_draw_left, {"leading": 14, "space": 14}, id="left-a-line-apart"),
        pytest.param(_draw_left, {"leading": 24, "space": 12}, id="left-double"),
        pytest.param(_draw_left, {"per_page": 7}, id="left-short-pages"),
        pytest.param(_draw_left, {"per_page": 7, "head": "H.R. 12 — Gardens"}, id="left-headed"),
        pytest.param(_draw_right, {}, id="right"),
        pytest.param(_draw_right, {"leading": 14, "space": 9}, id="right-spaced"),
        pytest.param(_draw_both, {}, id="both"),
        pytest.param(_draw_both, {"per_page": 7}, id="both-short-pages"),
        pytest.param(_each(2, _draw_left), {}, id="every-second-left"),
        pytest.param(_each(5, _draw_left), {}, id="every-fifth-left"),
        pytest.param(_each(5, _draw_right), {}, id="every-fifth-right"),
    ],
)
def test_numbers_of_lines_are_no_sections_whatever_space_stands_between_paragraphs(
    paragraphs: Sequence[str], numbers: Callable[[Any, int, float], None], how: dict[str, Any]
) -> None:
    law = _print(paragraphs, numbers, **how)
    assert _units(law) == _sent(paragraphs)
    assert law.title == paragraphs[0]
    assert law.problems == ()


@pytest.mark.parametrize("paragraphs", [BILL, CHINESE], ids=["en", "zh"])
@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("head", ["", "H.R. 12 — Gardens"])
@pytest.mark.parametrize("per_page", [7, 9])
def test_a_number_that_is_alone_in_a_margin_is_no_word_of_the_law(
    paragraphs: Sequence[str], side: str, head: str, per_page: int
) -> None:
    numbers = _each(5, _draw_left if side == "left" else _draw_right)
    law = _print(paragraphs, numbers, per_page=per_page, head=head)
    assert _units(law) == _sent(paragraphs)
    assert "5" in " ".join(list_furniture(law, FurnitureName.PAGE)).split()
    assert law.problems == ()


def test_an_amount_at_the_end_of_a_row_is_none_that_counts_lines() -> None:
    def draw(sheet: Any) -> None:
        sheet.drawString(90, 780, "Fees Act 2025")
        sheet.drawString(90, 760, "1. The fees below are taken from visitors.")
        for row, (what, fee) in enumerate((("a garden", "5"), ("a pond", "10"), ("a gate", "20"))):
            sheet.drawString(90, 740 - 14 * row, f"for {what}")
            sheet.drawRightString(560, 740 - 14 * row, fee)

    law = read_drawn([draw])
    assert all(fee in law.articles[0].full_text for fee in ("5", "10", "20"))


def test_sections_with_numbers_in_the_margin_and_space_between_them_stay_sections() -> None:
    def draw(sheet: Any) -> None:
        sheet.drawString(90, 790, "Gardens Act 2025")
        y = 760.0
        for number in range(1, 9):
            sheet.drawString(60, y, str(number))
            sheet.drawString(
                90, y, f"A council must open garden {number} on each day of the year, and"
            )
            sheet.drawString(90, y - 14, "must publish its hours at the gate.")
            y -= 14 * (2 + number % 2) + 6

    law = read_drawn([draw])
    assert [a.num for a in law.articles] == [str(number) for number in range(1, 9)]
    assert list_furniture(law, FurnitureName.PAGE) == []
