"""Pages of columns: their lines in the order in which people read them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

from huiyin.law import Law
from huiyin.law.model import FurnitureName
from tests.law.readers.drawn_laws import (
    CHINESE,
    REGULATION,
    _drawn,
    _font,
    _lines,
    furniture,
    sent,
    words_of,
)

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


# Columns -------------------------------------------------------------------------------------------


def _in_columns(paragraphs: Sequence[str], width: int, *, by_row: bool, head: str = "") -> Law:
    lines, rows = _lines(paragraphs, width), 16

    def page(first: int) -> Callable[[Any], None]:
        left, right = lines[first : first + rows], lines[first + rows : first + 2 * rows]
        places = [(60, row, words) for row, words in enumerate(left)]
        places += [(310, row, words) for row, words in enumerate(right)]
        if by_row:
            places.sort(key=lambda place: (place[1], place[0]))

        def draw(sheet: Any) -> None:
            if head:
                sheet.drawCentredString(300, 810, head)
            for x, row, words in places:
                sheet.drawString(x, 760 - 14 * row, words)
            sheet.drawCentredString(300, 30, str(first // (2 * rows) + 1))

        return draw

    return _drawn([page(first) for first in range(0, len(lines), 2 * rows)], _font(paragraphs))


@pytest.mark.parametrize("by_row", [False, True], ids=["column-by-column", "row-by-row"])
@pytest.mark.parametrize(
    ("paragraphs", "width", "begins"),
    [(REGULATION, 38, ("Article",)), (CHINESE, 20, ("第",))],
    ids=["en", "zh"],
)
def test_two_columns_are_read_one_after_the_other(
    paragraphs: Sequence[str], width: int, begins: tuple[str, ...], *, by_row: bool
) -> None:
    law = _in_columns(paragraphs, width, by_row=by_row, head="Official Journal of the Gardens")
    assert law.title == paragraphs[0]
    assert words_of(law) == sent(paragraphs, begins)
    assert law.problems == ()


def test_a_table_with_a_wide_gap_is_no_page_of_columns() -> None:
    rows = ("garden", "fence", "pond", "path", "gate", "tree", "seat", "wall")

    def draw(sheet: Any) -> None:
        sheet.drawString(60, 780, "Gardens Act")
        sheet.drawString(
            60,
            760,
            "1 Meaning In this Act the words below mean what stands beside them in this table.",
        )
        for at, word in enumerate(rows):
            sheet.drawString(60, 740 - 14 * at, word)
            sheet.drawString(320, 740 - 14 * at, f"what the register calls a {word} of the town")

    law = _drawn([draw], "Times-Roman")
    text = law.source.replace("\n", " ")
    assert all(
        f"{word} what the register calls a {word}" in " ".join(text.split()) for word in rows
    )


# Numbers between columns ---------------------------------------------------------------------------


def _numbered_columns(
    *, where: str, step: int = 1, runs: bool = False, by_row: bool = False, per_page: int = 16
) -> Law:
    lines = _lines(REGULATION, 38)

    def page(first: int) -> Callable[[Any], None]:
        rows = [
            (60 + 270 * column, row, words, number)
            for column in (0, 1)
            for row, words in enumerate(
                lines[first + column * per_page : first + (column + 1) * per_page]
            )
            for number in (row + 1 + (first + column * per_page if runs else 0),)
        ]
        if by_row:
            rows.sort(key=lambda row: (row[1], row[0]))

        def draw(sheet: Any) -> None:
            for x, row, words, number in rows:
                y = 760 - 14 * row
                sheet.drawString(x, y, words)
                if number % step == 0 and (where == "beside" or x == 60):
                    place = {"beside": x - 12, "gutter": 312, "after": x + 240}[where]
                    sheet.drawRightString(place, y, str(number))

        return draw

    pages = [page(first) for first in range(0, len(lines), 2 * per_page)]
    return _drawn(pages, "Times-Roman")


@pytest.mark.parametrize(
    "how",
    [
        {"where": "gutter"},
        {"where": "gutter", "by_row": True},
        {"where": "gutter", "step": 5},
        {"where": "gutter", "runs": True},
        {"where": "beside"},
        {"where": "beside", "by_row": True},
        {"where": "beside", "runs": True},
        {"where": "beside", "step": 5},
    ],
    ids=lambda how: "-".join(map(str, how.values())),
)
def test_numbers_between_two_columns_count_lines(how: dict[str, Any]) -> None:
    law = _numbered_columns(**how)
    assert words_of(law) == sent(REGULATION, ("Article",))
    assert furniture(law, FurnitureName.PAGE)
    assert law.problems == ()


def test_a_column_of_figures_between_two_of_words_is_no_margin() -> None:
    rows = [
        (f"ticket of kind {n}", str(n), f"for a stay of {n} hours at most") for n in range(1, 9)
    ]

    def draw(sheet: Any) -> None:
        sheet.drawString(60, 780, "Article 1")
        sheet.drawString(60, 764, "The fees are these:")
        for at, (what, fee, which) in enumerate(rows):
            for x, words in ((60, what), (250, fee), (330, which)):
                sheet.drawString(x, 740 - 14 * at, words)

    law = _drawn([draw], "Times-Roman")
    assert [p.text for p in law.walk()][-8:] == ["\t".join(row) for row in rows]
