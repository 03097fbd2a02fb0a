"""PDFs as printers make them: numbers in the margin, columns, footnotes inside sentences, running heads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

from huiyin.law import Law
from huiyin.law.model import FurnitureName
from tests.law import typeset
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
from tests.law.readers.printed import HAN, read_drawn

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

BILL = (
    "Public Gardens Bill",
    "A Bill to open public gardens to everyone and for connected purposes.",
    "SECTION 1. A council shall open every public garden in its area from sunrise until sunset on each day of the year, "
    "and shall publish the hours at the gate of the garden.",
    "SECTION 2. A council that closes a garden for more than 30 days shall give public notice of the closure and of the "
    "reasons for it not less than 14 days before the garden is closed.",
    "SECTION 3. This act shall take effect on the first day of January next following its passage.",
)


# Numbers in the margin -----------------------------------------------------------------------------


def _numbered(
    paragraphs: Sequence[str],
    width: int,
    *,
    side: str = "left",
    step: int = 1,
    per_page: int = 99,
    runs: bool = False,
    drawn: str = "beside",
) -> Law:
    """Each line with its number beside it, or all numbers before or after the text of the page."""
    lines = _lines(paragraphs, width)

    def page(first: int) -> Callable[[Any], None]:
        rows = lines[first : first + per_page]

        def number(sheet: Any, row: int) -> None:
            shown = first * runs + row + 1
            if shown % step == 0:
                place = sheet.drawRightString if side == "left" else sheet.drawString
                place(70 if side == "left" else 540, 780 - 22 * row, str(shown))

        def draw(sheet: Any) -> None:
            for row, words in enumerate(rows):
                if drawn == "beside" and side == "left":
                    number(sheet, row)
                sheet.drawString(90, 780 - 22 * row, words)
                if drawn == "beside" and side == "right":
                    number(sheet, row)
            if drawn == "after":
                for row in range(len(rows)):
                    number(sheet, row)

        return draw

    return _drawn([page(first) for first in range(0, len(lines), per_page)], _font(paragraphs))


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"side": "right"},
        {"step": 5},
        {"per_page": 6},
        {"per_page": 6, "runs": True},
        {"drawn": "after"},
    ],
    ids=["left", "right", "each-fifth", "each-page-anew", "running-on", "after-the-text"],
)
@pytest.mark.parametrize(
    ("paragraphs", "width", "begins"),
    [(BILL, 60, ("SECTION",)), (CHINESE, 24, ("第",))],
    ids=["en", "zh"],
)
def test_numbers_that_count_lines_are_no_sections(
    paragraphs: Sequence[str], width: int, begins: tuple[str, ...], how: dict[str, Any]
) -> None:
    law = _numbered(paragraphs, width, **how)
    assert law.title == paragraphs[0]
    assert words_of(law) == sent(paragraphs, begins)
    counted = " ".join(furniture(law, FurnitureName.PAGE)).split()
    lines = len(_lines(paragraphs, width))
    assert len(counted) == lines // how.get("step", 1)
    assert law.problems == ()


def test_numbers_of_sections_that_stand_apart_are_no_numbers_of_lines() -> None:
    def draw(sheet: Any) -> None:
        sheet.drawString(90, 780, "Gardens Act 2025")
        for number in range(1, 12):
            sheet.drawString(60, 760 - 14 * number, str(number))
            sheet.drawString(
                90, 760 - 14 * number, f"A council must open garden {number} on each day."
            )

    law = _drawn([draw], "Times-Roman")
    assert [(a.num, a.text) for a in law.articles] == [
        (str(number), f"A council must open garden {number} on each day.")
        for number in range(1, 12)
    ]
    assert furniture(law, FurnitureName.PAGE) == []


# Running heads and footnotes -----------------------------------------------------------------------


def _with_heads(
    paragraphs: Sequence[str],
    width: int,
    head: Callable[[int], str],
    notes: Callable[[int], Sequence[str]] = lambda _page: (),
) -> Law:
    lines, rows = _lines(paragraphs, width), 9

    def page(number: int) -> Callable[[Any], None]:
        def draw(sheet: Any) -> None:
            sheet.drawString(72, 800, head(number))
            for row, words in enumerate(lines[number * rows : number * rows + rows]):
                sheet.drawString(72, 760 - 16 * row, words)
            sheet.setFont(_font(paragraphs), 8)
            for row, words in enumerate(notes(number)):
                sheet.drawString(72, 100 - 11 * row, words)
            sheet.setFont(_font(paragraphs), 10)
            sheet.drawCentredString(300, 40, f"— {number + 1} —")

        return draw

    return _drawn([page(n) for n in range(-(-len(lines) // rows))], _font(paragraphs))


def _heads() -> Iterator[tuple[str, Callable[[int], str]]]:
    yield "same", lambda page: "Official Journal of the Gardens"
    yield "left-and-right", lambda page: f"L 1/{page + 1} EN Official Journal" if page % 2 else f"Official Journal EN L 1/{page + 1}"  # fmt: skip
    yield "of-the-part", lambda page: ("Part 1 General", "Part 2 Duties", "Part 3 Fees")[page % 3]


@pytest.mark.parametrize(
    ("head"), [head for _, head in _heads()], ids=[name for name, _ in _heads()]
)
def test_running_heads_are_furniture_and_no_line_of_the_law_is(head: Callable[[int], str]) -> None:
    law = _with_heads(REGULATION, 80, head)
    assert words_of(law) == sent(REGULATION, ("Article",))
    pages = furniture(law, FurnitureName.PAGE)
    assert len(pages) == 2 * len({p for p in pages if p.startswith("—")})
    assert law.problems == ()


def test_lines_that_differ_by_a_number_alone_are_no_running_heads() -> None:
    paragraphs = ["Gardens Act 2025", *(f"{n}. Garden {n} is open." for n in range(1, 40))]
    law = _with_heads(paragraphs, 80, lambda page: "")
    assert [a.text for a in law.articles] == [f"Garden {n} is open." for n in range(1, 40)]


@pytest.mark.parametrize(
    ("paragraphs", "width", "begins", "notes"),
    [
        (REGULATION, 80, ("Article",), lambda page: (f"({page + 1}) OJ L {page}, 1.1.2015, p. 1.", "as amended in 2016.")),
        (REGULATION, 80, ("Article",), lambda page: (f"{page + 1} See the Gardens Act.",)),
        (CHINESE, 30, ("第",), lambda page: (f"① 参见某法第{page + 1}条。",)),
    ],
    ids=["brackets", "bare", "zh"],
)  # fmt: skip
def test_a_footnote_inside_a_sentence_stands_below_it(
    paragraphs: Sequence[str], width: int, begins: tuple[str, ...], notes: Callable[[int], Sequence[str]]
) -> None:  # fmt: skip
    law = _with_heads(paragraphs, width, lambda page: "Official Journal of the Gardens", notes)
    assert words_of(law) == sent(paragraphs, begins)
    assert furniture(law, FurnitureName.NOTE)[:2] == [" ".join(notes(0)), " ".join(notes(1))]
    assert law.problems == ()


@pytest.mark.parametrize("size", [10.0, 1.0])
def test_the_gaps_of_a_page_are_measured_by_its_characters(size: float) -> None:
    """Some programs set characters of one point and enlarge them."""

    def draw(sheet: Any) -> None:
        for row, words in enumerate(_lines(BILL, 60)):
            sheet.saveState()
            sheet.translate(90, 780 - 22 * row)
            sheet.scale(10 / size, 10 / size)
            sheet.setFont("Times-Roman", size)
            sheet.drawString(0, 0, words)
            sheet.restoreState()

    law = _drawn([draw], "Times-Roman")
    assert words_of(law) == sent(BILL, ("SECTION",))


# Sentences that pages and narrow columns part ----------------------------------------------------------


def test_a_sentence_that_runs_over_a_page_is_no_heading() -> None:
    pages = (
        ("Article 1", "The council opens each garden from", "six in the"),
        ("morning.", "Article 2", "A fee is due"),
        ("at the gate.", "Article 3", "It ends."),
    )

    def page(lines: Sequence[str]) -> Callable[[Any], None]:
        def draw(sheet: Any) -> None:
            for row, words in enumerate(lines):
                sheet.drawString(72, 760 - 20 * row, words)

        return draw

    law = _drawn([page(lines) for lines in pages], "Times-Roman")
    assert [(a.heading, a.text) for a in law.articles] == [
        ("", "The council opens each garden from six in the morning."),
        ("", "A fee is due at the gate."),
        ("", "It ends."),
    ]


def test_items_in_small_letters_are_no_sentence() -> None:
    items = ("parks", "ponds", "paths")

    def draw(sheet: Any) -> None:
        for row, words in enumerate(("Article 1", "The gardens hold:", *items)):
            sheet.drawString(72, 760 - 20 * row, words)

    law = _drawn([draw], "Times-Roman")
    assert law.source.split("\n")[-3:] == list(items)


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("eu", {"is_justified": False, "columns": 2}),
        ("eu", {"head": "sides", "between": "1.4em"}),
        ("eu", {"head": "dated", "columns": 2}),
        ("eu", {"hanging": "1.5em"}),
        ("uk", {"columns": 3, "size": "8pt", "is_justified": False, "indent": "2em"}),
        ("uk", {"hanging": "1.5em", "head": "of"}),
        ("zh", {"columns": 2, "indent": "2em"}),
        ("zh", {"columns": 3, "size": "8pt", "between": "1.4em"}),
        ("zh", {"head": "zh", "indent": "2em"}),
    ],
    ids=lambda part: part if isinstance(part, str) else "-".join(map(str, part.values())),
)
def test_a_typeset_law_says_what_its_text_says(name: str, how: dict[str, Any]) -> None:
    printed, text = typeset.read_both(
        typeset.LAWS[name], typeset.set_law(typeset.LAWS[name], **how)
    )
    assert printed == text


# Documents of one page -----------------------------------------------------------------------------


def _one_page(head: str, foot: str, *, size: float = 10, title: str = "Gardens Act 2025", aside: str = "") -> Law:  # fmt: skip
    def draw(sheet: Any) -> None:
        font = "Times-Roman" if title.isascii() else "STSong-Light"
        sheet.setFont(font, size)
        sheet.drawString(72, 812, head)
        sheet.drawRightString(530, 812, aside)
        sheet.setFont(font, 10)
        sheet.drawString(72, 775, title)
        lines = (
            ("1. A council must open every garden in its area from sunrise until sunset.", "2. This Act comes into force on 1 May.")
            if title.isascii()
            else ("第一条　花园由区、县人民政府负责管理，免费向社会开放。", "第二条　本条例自公布之日起施行。")
        )  # fmt: skip
        for row, words in enumerate(lines):
            sheet.drawString(72, 755 - 15 * row, words)
        sheet.setFont(font, size)
        sheet.drawString(72, 40, foot)

    return _drawn([draw], "Times-Roman" if title.isascii() else "STSong-Light")


@pytest.mark.parametrize(
    ("head", "foot", "how"),
    [
        ("Ministry of Gardens, consultation draft", "", {"size": 8}),
        ("Ministry of Gardens, consultation draft", "www.gardens.example", {"size": 8}),
        ("", "Printed by the Ministry of Gardens", {"size": 8}),
        ("Gardens Act 2025", "", {"aside": "1"}),
        ("Gardens Act 2025", "", {}),
        ("H.R. 12 — Gardens Act 2025", "1", {}),
        ("HR 12: GARDENS ACT 2025", "- 1 -", {"size": 8}),
        ("Official Journal", "", {"aside": "12"}),
        ("花园条例（征求意见稿）", "", {"title": "花园条例"}),
        ("某市人民政府公报", "", {"title": "花园条例", "size": 8}),
        ("某市人民政府公报", "第 1 页 共 1 页", {"title": "花园条例", "size": 8}),
        ("某市人民政府公报", "", {"title": "花园条例", "aside": "7"}),
    ],
)
def test_a_running_head_of_one_page_is_no_part_of_the_law(
    head: str, foot: str, how: dict[str, Any]
) -> None:
    law = _one_page(head, foot, **how)
    assert law.title == how.get("title", "Gardens Act 2025")
    assert len(law.articles) == 2
    pages = " ".join(furniture(law, FurnitureName.PAGE))
    assert all(words in pages for words in (head, foot, how.get("aside", "")))
    assert furniture(law, FurnitureName.PREAMBLE) == []
    assert law.problems == ()


@pytest.mark.parametrize(
    "line", ["An Act to open gardens", "Assented to on 1 May 2025", "（2025年5月1日通过）"]
)
def test_what_stands_apart_in_the_type_of_the_law_is_its_own(line: str) -> None:
    """Of a page that is alone nothing says that a line is a running head, but its type, a number, or the title below."""
    title = "Gardens Act 2025" if line.isascii() else "花园条例"
    law = _one_page("", "", title=title)
    assert law.title == title
    with_line = _one_page(line, "", title=title)
    assert line not in furniture(with_line, FurnitureName.PAGE)
    assert line in with_line.source


FIGURES = (
    "第一条　花园由区人民政府负责管理，免费向社会开放，应当自2025年12月31日起在入口处公布开放时间，不得擅自缩短。",
    "确需缩短开放时间的，应当提前30日公告并说明理由，每年累计不得超过15日，违反规定的处200元以上2000元以下罚款。",
    "第二条　本条例自2026年1月1日起施行，2010年5月20日通过的办法同时废止。",
)


@pytest.mark.parametrize("count", [16, 19, 21, 35])
def test_a_line_of_as_many_characters_as_others_is_full_though_its_figures_are_narrow(
    count: int,
) -> None:
    """A paragraph was cut after a number, and a number behind a line's end was set apart by a space."""

    def draw(sheet: Any) -> None:
        sheet.drawString(200, 800, "某市花园管理条例")
        lines = [text[n : n + count] for text in FIGURES for n in range(0, len(text), count)]
        for row, line in enumerate(lines):
            sheet.drawString(60, 770 - 16 * row, line)

    law = read_drawn([draw], HAN)
    read = [unit.text for unit in law.by_eid.values() if unit.text]
    assert read == [text.partition("　")[2] or text for text in FIGURES]
