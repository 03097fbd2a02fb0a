"""Rows of tables, of fees and of contents, told from lines of running text."""

from __future__ import annotations

from typing import Any

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

from huiyin.law.model import FurnitureName
from tests.law.readers.drawn_laws import _drawn, furniture

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


# Rows ----------------------------------------------------------------------------------------------

FEES = (("Annual", "1"), ("Weekly", "2"), ("Daily ticket", "30"), ("Hourly", "4"), ("Child", "—"))


@pytest.mark.parametrize("by_row", [True, False], ids=["row-by-row", "column-by-column"])
@pytest.mark.parametrize("is_right", [True, False], ids=["right", "left"])
@pytest.mark.parametrize("unit", ["", " euro"])
def test_an_amount_at_the_end_of_a_row_stays_in_it(
    unit: str, *, is_right: bool, by_row: bool
) -> None:
    rows = [(what, f"{fee}{unit}") for what, fee in FEES]
    places = [(at, column) for at in range(len(rows)) for column in (0, 1)]
    if not by_row:
        places.sort(key=lambda place: place[1])

    def draw(sheet: Any) -> None:
        sheet.drawString(72, 780, "Article 1")
        sheet.drawString(72, 764, "The fees are these:")
        for at, column in places:
            put = sheet.drawRightString if column and is_right else sheet.drawString
            put((72, 480)[column], 740 - 18 * at, rows[at][column])
        sheet.drawString(72, 620, "Article 2")
        sheet.drawString(72, 604, "It ends.")

    law = _drawn([draw], "Times-Roman")
    words = [p.text for p in law.walk() if p.eid.startswith("art_1__")]
    assert words == ["The fees are these:", *("\t".join(row) for row in rows)]


def test_cells_of_several_lines_are_put_together() -> None:
    def draw(sheet: Any) -> None:
        for x, y, words in (
            (72, 780, "Article 1"),
            (72, 764, "The words mean:"),
            (72, 740, "council"),
            (200, 740, "the council of the county in which the"),
            (200, 726, "garden lies, or of the city"),
            (72, 712, "garden"),
            (200, 712, "land that is planted"),
        ):
            sheet.drawString(x, y, words)

    law = _drawn([draw], "Times-Roman")
    assert [p.text for p in law.walk()][-2:] == [
        "council\tthe council of the county in which the garden lies, or of the city",
        "garden\tland that is planted",
    ]


@pytest.mark.parametrize("leaders", ["", " ............................ "], ids=["bare", "dots"])
def test_the_pages_of_a_table_of_contents_stay_with_its_entries(leaders: str) -> None:
    names = ("Meaning of words", "Hours", "Fees", "End")

    def draw(sheet: Any) -> None:
        sheet.drawString(72, 790, "Gardens Act")
        sheet.drawString(72, 770, "CONTENTS")
        for at, name in enumerate(names, 1):
            sheet.drawString(72, 764 - 16 * at, f"{at} {name}{leaders}")
            sheet.drawRightString(480, 764 - 16 * at, str(at))
        for at, name in enumerate(names, 1):
            sheet.drawString(72, 680 - 32 * at, f"{at} {name}")
            sheet.drawString(72, 664 - 32 * at, f"The {name.lower()} are kept.")

    law = _drawn([draw], "Times-Roman")
    assert [(a.heading, a.text) for a in law.articles] == [
        (name, f"The {name.lower()} are kept.") for name in names
    ]
    assert len(furniture(law, FurnitureName.CONTENTS)[0].split("\n")) == 5


def test_numbers_set_left_without_dots_begin_the_items_of_an_annex() -> None:
    gardens = ("East", "West", "North", "South", "Middle", "Harbour")

    def draw(sheet: Any) -> None:
        for y, words in ((780, "Article 1"), (764, "The gardens of the annex are open."), (730, "ANNEX"), (714, "List of gardens")):  # fmt: skip
            sheet.drawString(90, y, words)
        for at, name in enumerate(gardens):
            sheet.drawString(60, 690 - 16 * at, str(at + 1))
            sheet.drawString(90, 690 - 16 * at, name)

    law = _drawn([draw], "Times-Roman")
    source = law.source.split("\n")
    assert source[-7:] == ["List of gardens", *(f"{n} {name}" for n, name in enumerate(gardens, 1))]
