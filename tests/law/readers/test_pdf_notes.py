"""Marks of footnotes on printed pages, and the notes."""

from __future__ import annotations

from typing import Any

import pytest

from huiyin.law import Law, read_bytes
from huiyin.law.model import FurnitureName
from tests.law.readers.printed import HAN, LATIN, draw_with_marks, list_furniture, read_drawn

_END = "2. This Act comes into force on 1 May."


def _with_note(
    first: str, second: str, note: str, *, font: str = LATIN, size: float = 7.5, last: str = _END
) -> Law:
    """A sentence of two lines and a second section, with a note at the foot of the page."""

    def draw(sheet: Any) -> None:
        sheet.drawString(72, 780, "花园条例" if font == HAN else "Gardens Act 2025")
        for row, words in enumerate((first, second, last)):
            draw_with_marks(sheet, 72, 750 - 15 * row, words, font)
        sheet.setFont(font, size)
        draw_with_marks(sheet, 72, 90, note, font) if "^" in note else sheet.drawString(
            72, 90, note
        )

    return read_drawn([draw], font)


@pytest.mark.parametrize(
    ("first", "note"),
    [
        ("1. A council must open every garden^1^ in its area from sunrise until sunset on", "1 As defined in the Parks Act 1950."),
        ("1. A council must open every garden^1^ in its area from sunrise until sunset on", "1. As defined in the Parks Act 1950."),
        ("1. A council must open every garden^1^ in its area from sunrise until sunset on", "(1) As defined in the Parks Act 1950."),
        ("1. A council must open every garden (^1^) in its area from sunrise until sunset on", "(1) OJ L 1, 1.1.2015, p. 1."),
        ("1. A council must open every garden^(1)^ in its area from sunrise until sunset on", "(1) OJ L 1, 1.1.2015, p. 1."),
        ("1. A council must open every garden^12^ in its area from sunrise until sunset on", "12 As defined in the Parks Act 1950."),
        ("1. A council must open every garden,^3^ in its area, from sunrise until sunset on", "3 As defined in the Parks Act 1950."),
        ("1. A council must open every garden^*^ in its area from sunrise until sunset on", "* As defined in the Parks Act 1950."),
        ("1. A council must open every garden^†^ in its area from sunrise until sunset on", "† As defined in the Parks Act 1950."),
        ("1. A council must open every garden[1] in its area from sunrise until sunset on", "[1] As defined in the Parks Act 1950."),
        ("1. A council must open every garden\u00b9 in its area from sunrise until sunset on", "1 As defined in the Parks Act 1950."),
        ("1. A council must open every garden^1^ in its area from sunrise until sunset on", "^1^ As defined in the Parks Act 1950."),
    ],
)  # fmt: skip
def test_the_mark_of_a_note_is_no_word_of_the_law(first: str, note: str) -> None:
    law = _with_note(first, "each day of the year.", note)
    body = law.articles[0].text
    assert body.replace(",", "").replace("  ", " ") == (
        "A council must open every garden in its area from sunrise until sunset on each day of the year."
    )
    assert list_furniture(law, FurnitureName.NOTE) == [note.replace("^", "")]
    assert law.problems == ()


def test_a_note_on_a_year_is_called_by_a_figure_behind_figures() -> None:
    law = _with_note(
        "1. The Parks Act 1950^1^ is repealed.",
        "",
        "1 As amended in 1960.",
        last="2. Fees are nil.",
    )
    assert law.articles[0].text == "The Parks Act 1950 is repealed."


@pytest.mark.parametrize("mark", ["①", "^1^", "〔1〕", "^①^"])
def test_the_mark_of_a_note_is_no_character_of_a_chinese_law(mark: str) -> None:
    plain = mark.replace("^", "")
    law = _with_note(
        f"第一条　花园{mark}由区、县人民政府负责管理，免费向社会开放，开放时间在花园入口处公布，",
        "不得擅自缩短。",
        f"{plain} 花园的定义见园林法。",
        font=HAN,
        last="第二条　本条例自公布之日起施行。",
    )
    assert [a.text for a in law.articles] == [
        "花园由区、县人民政府负责管理，免费向社会开放，开放时间在花园入口处公布，不得擅自缩短。",
        "本条例自公布之日起施行。",
    ]
    assert list_furniture(law, FurnitureName.NOTE) == [f"{plain} 花园的定义见园林法。"]


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("10 m^2^", "1 As defined in the Parks Act 1950."),
        ("10^6^ litres", "1 As defined in the Parks Act 1950."),
        ("x^2^", "1 As defined in the Parks Act 1950."),
        ("10 m^2^", "2 As defined in the Parks Act 1950."),
        ("3 km^2^", "2 As defined in the Parks Act 1950."),
        ("10^6^ litres", "6 As defined in the Parks Act 1950."),
    ],
)
def test_a_raised_figure_that_calls_no_note_stays(words: str, note: str) -> None:
    law = _with_note(
        f"1. A council must open every garden of more than {words} in its area from sunrise",
        "until sunset.",
        note,
    )
    assert words.replace("^", "") in law.articles[0].text


def _over_two_pages(note: str, call: str, *, size: float = 10.0) -> Law:
    """A sentence that goes over a page, at whose foot a note stands."""

    def first(sheet: Any) -> None:
        sheet.drawString(72, 780, "Gardens Act 2025")
        for row in range(8):
            sheet.drawString(72, 750 - 15 * row, f"{row + 1}. A council must keep garden {row + 1} open from sunrise until sunset.")  # fmt: skip
        draw_with_marks(sheet, 72, 750 - 15 * 8, f"9. A council must open every garden{call} in its area that is not")  # fmt: skip
        sheet.setFont(LATIN, size)
        sheet.drawString(72, 590, note)
        sheet.setFont(LATIN, 10)
        sheet.drawCentredString(300, 40, "1")

    def second(sheet: Any) -> None:
        sheet.drawString(72, 780, "closed for works, from sunrise until sunset.")
        sheet.drawString(72, 765, "10. This Act comes into force on 1 May.")
        sheet.drawCentredString(300, 40, "2")

    return read_drawn([first, second])


@pytest.mark.parametrize(
    ("note", "call"),
    [
        ("1 As defined in the Parks Act 1950.", "^1^"),
        ("(1) As defined in the Parks Act 1950.", "(^1^)"),
        ("* As defined in the Parks Act 1950.", "^*^"),
        ("[1] As defined in the Parks Act 1950.", "[1]"),
    ],
)
@pytest.mark.parametrize("size", [10.0, 8.0])
def test_a_note_between_two_halves_of_a_sentence_is_a_note_in_any_type(
    note: str, call: str, size: float
) -> None:
    law = _over_two_pages(note, call, size=size)
    text = " ".join(law.articles[8].text.split())
    assert text == (
        "A council must open every garden in its area that is not closed for works, from sunrise until sunset."
    )
    assert list_furniture(law, FurnitureName.NOTE) == [note]


def test_a_line_that_begins_with_a_number_at_the_foot_is_no_note_where_nothing_calls_it() -> None:
    law = _over_two_pages("10 In this Act a garden is what the register calls one.", "")
    assert list_furniture(law, FurnitureName.NOTE) == []
    assert "a garden is what the register calls one." in law.source


@pytest.mark.parametrize("mark", ["1", "2"])
def test_footnotes_as_another_typesetter_prints_them(mark: str) -> None:
    typst = pytest.importorskip("typst")
    more = "#footnote[Of 1950.] " if mark == "2" else ""
    source = f"""#set page(height: 12cm)
Gardens Act 2025

1. A council{more} must open every garden#footnote[As defined in the Parks Act 1950.] in its area from sunrise until sunset.

2. This Act comes into force on 1 May.
"""
    law = read_bytes(typst.compile(source.encode()), "law.pdf")
    assert [" ".join(a.text.split()) for a in law.articles] == [
        "A council must open every garden in its area from sunrise until sunset.",
        "This Act comes into force on 1 May.",
    ]
