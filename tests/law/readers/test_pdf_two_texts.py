"""A law in two languages, printed beside each other."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import pytest

from huiyin.law import Law
from tests.law.readers.printed import HAN, LATIN, read_drawn

ENGLISH = (
    "A council shall open every public garden in its area from sunrise until sunset on each day.",
    "A council that closes a garden for more than thirty days shall give public notice of the closure.",
    "The Parks Act is repealed.",
    "This Act comes into force on the first day of May.",
)
FRENCH = (
    "Un conseil ouvre chaque jardin public de son ressort du lever au coucher du soleil tous les jours.",
    "Le conseil qui ferme un jardin plus de trente jours en donne avis au public et en dit les raisons.",
    "La loi sur les parcs est abrogée.",
    "La présente loi entre en vigueur le premier mai.",
)
MORE_ENGLISH = (
    "Visitors may bring dogs if these are on a lead, and must take away with them whatever the dogs leave behind.",
    "Nobody may light a fire.",
    "Whoever breaks a bench pays for it, unless the bench was weak, and the board of the garden says whether it was.",
    "Trees are counted in March.",
)
MORE_FRENCH = (
    "Les visiteurs peuvent amener des chiens tenus en laisse et emportent ce que ces chiens laissent derrière eux.",
    "Nul ne fait de feu.",
    "Celui qui casse un banc le paie, sauf si le banc était faible, ce dont juge le bureau du jardin.",
    "Les arbres sont comptés en mars.",
)
CHINESE = (
    "区、县人民政府应当每日自日出至日落开放本行政区域内的各公共花园，并公布开放时间。",
    "关闭花园超过三十日的，应当将关闭的事实和理由向社会公告，并通知附近的居民。",
    "公园条例自本条例施行之日起废止。",
    "本条例自五月一日起施行。",
)
NUMBERS = {"bare": "{}. ", "article": "Article {} ", "section": "Section {}. "}


def _print(
    left: Sequence[str], right: Sequence[str], *, pages: int = 1, by_row: bool = True, widths: tuple[int, int] = (44, 44)
) -> Law:  # fmt: skip
    def wrap(words: str, width: int) -> list[str]:
        if words[-1] != "。":
            return textwrap.wrap(words, width)
        return [words[at : at + width // 2] for at in range(0, len(words), width // 2)]

    places: list[list[tuple[float, float, str]]] = []
    each = len(left) // pages
    for first in range(0, len(left), each):
        y, page = 780.0, []
        for one, other in zip(left[first : first + each], right[first : first + each], strict=True):
            both = wrap(one, widths[0]), wrap(other, widths[1])
            for x, lines in zip((50, 310), both, strict=True):
                page += [(x, y - 14 * row, line) for row, line in enumerate(lines)]
            y -= 14 * max(map(len, both)) + 10
        page.sort(key=lambda place: (-place[1], place[0]) if by_row else (place[0], -place[1]))
        places.append(page)

    def draw(page: Sequence[tuple[float, float, str]]) -> Any:
        def put(sheet: Any) -> None:
            for x, y, words in page:
                sheet.setFont(LATIN if words[0].isascii() or words[0] == "§" else HAN, 10)
                sheet.drawString(x, y, words)

        return put

    return read_drawn([draw(page) for page in places])


def _number(texts: Sequence[str], number: str) -> list[str]:
    return [number.format(at) + words for at, words in enumerate(texts, 1)]


def _assert_apart(law: Law, left: Sequence[str], right: Sequence[str]) -> None:
    """All of the left text stands before all of the right one, and where that begins is told."""
    told = [p.line for p in law.problems if p.code == "two_texts"]
    assert len(told) == 1
    lines = law.source.split("\n")
    before, after = ("".join("".join(half).split()) for half in (lines[: told[0] - 1], lines[told[0] - 1 :]))  # fmt: skip
    assert before == "".join("".join(left).split())
    assert after == "".join("".join(right).split())


@pytest.mark.parametrize("number", NUMBERS.values(), ids=NUMBERS)
@pytest.mark.parametrize("pages", [1, 2])
@pytest.mark.parametrize("by_row", [True, False], ids=["row-by-row", "column-by-column"])
def test_two_languages_beside_each_other_are_read_apart_and_told(
    number: str, pages: int, *, by_row: bool
) -> None:
    left, right = (
        _number([*texts, *more][: 4 * pages], number)
        for texts, more in ((ENGLISH, MORE_ENGLISH), (FRENCH, MORE_FRENCH))
    )
    _assert_apart(_print(left, right, pages=pages, by_row=by_row), left, right)


@pytest.mark.parametrize("by_row", [True, False], ids=["row-by-row", "column-by-column"])
@pytest.mark.parametrize("is_chinese_first", [True, False])
def test_chinese_beside_english_is_read_apart_and_told(
    *, by_row: bool, is_chinese_first: bool
) -> None:
    han = [f"第{n}条　{words}" for n, words in zip("一二三四", CHINESE, strict=True)]
    english = _number(ENGLISH, "Article {} ")
    left, right = (han, english) if is_chinese_first else (english, han)
    _assert_apart(_print(left, right, by_row=by_row), left, right)


@pytest.mark.parametrize("number", ["{}. ", "({}) "])
def test_two_columns_of_one_language_are_one_text_though_their_numbers_stand_side_by_side(
    number: str,
) -> None:
    other = [
        words.replace("garden", "pond").replace("council", "board of a council")
        for words in ENGLISH
    ]
    law = _print(_number(ENGLISH, number), _number(other, number), by_row=False)
    assert [p.code for p in law.problems if p.code == "two_texts"] == []
