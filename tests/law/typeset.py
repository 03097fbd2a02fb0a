"""Laws as a typesetter prints them: justified or ragged, in columns, hyphenated, with what pages carry beside the text.

Reading the pages must give what reading the text alone gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import typst

from huiyin.law import Law, read_bytes
from tests.law.checks import assert_sound

_FONTS = Path(__file__).parents[2] / "src/huiyin/desk/outcomes/papers"
_WHAT = ("gates", "paths", "trees", "ponds", "walls", "seats", "lawns", "dogs")
REGULATION = (
    "REGULATION (EU) 2025/1 on public gardens and their hours",
    *(
        words
        for number, what in enumerate(_WHAT, 1)
        for words in (
            f"Article {number}",
            f"On {what}",
            f"1. Member States shall keep the {what} of every public garden in their territory open from sunrise until "
            "sunset, except where a reasoned decision of the competent authority provides otherwise for a period of not "
            "more than 30 days.",
            f"2. They shall publish what they do about {what}:",
            "(a) at the gate of each garden, in letters that those who stand outside can read without difficulty;",
            f"(b) on the website of the competent authority, in accordance with Article {number + 1} of Regulation (EU) "
            f"2016/{number}; and",
            "(c) in the Official Journal.",
            f"3. No fee is due for the {what}.",
        )
    ),
)
ACT = (
    "Public Gardens Act 2025",
    *(
        words
        for number, what in enumerate(_WHAT, 1)
        for words in (
            f"{number} {what.capitalize()} in public gardens",
            f"(1) A council must keep the {what} of every public garden in its area open from sunrise until sunset on each "
            "day of the year.",
            "(2) A person who—",
            f"(a) damages the {what} of a public garden without reasonable excuse, or",
            "(b) permits another to do so,",
            f"commits an offence and is liable on summary conviction to a fine not exceeding level {number} on the "
            "standard scale.",
        )
    ),
)
CHINESE = (
    "某市花园管理条例",
    "（草案征求意见稿）",
    *(
        words
        for number, what in enumerate(
            ("花坛", "步道", "树木", "水池", "围墙", "座椅", "草坪", "大门")
        )
        for words in (
            *((f"第{'一二'[number // 4]}章　{('总则', '法律责任')[number // 4]}",) if number % 4 == 0 else ()),
            f"第{'一二三四五六七八'[number]}条　{what}由区、县人民政府负责管理，免费向社会开放，开放时间在花园入口处公布，"
            f"不得擅自缩短；确需缩短{what}开放时间的，应当提前三十日公告并说明理由。",
            f"管理{what}应当遵守下列规定：",
            f"（一）保持整洁，不得占用、损毁，不得在{what}周边堆放垃圾或者从事其他妨碍公众通行的活动；",
            "（二）设置标识；",
            "（三）法律、行政法规规定的其他要求。",
            "违反前款规定的，由市人民政府绿化主管部门责令限期改正，处二百元以上二千元以下罚款。",
        )
    ),
)  # fmt: skip
LAWS = {"eu": REGULATION, "uk": ACT, "zh": CHINESE}
#: What pages carry above and below the text.
HEADS = {
    "none": "",
    "number": 'numbering: "— 1 —",',
    "of": 'numbering: "1 / 1",',
    "sides": "header: context if calc.odd(here().page()) [Public Gardens #h(1fr) Bill 12] else [Bill 12 #h(1fr) Public Gardens],"
    ' numbering: "1",',
    "dated": "header: context [L 12/#counter(page).display() #h(1fr) EN #h(1fr) 30.11.2026],"
    " footer: context [Printed on 2026-11-30 10:0#here().page() #h(1fr) Page #here().page() of #counter(page).final().first()],",
    "zh": "header: [某市花园管理条例（草案）#line(length: 100%)],"
    " footer: context align(if calc.odd(here().page()) { right } else { left })[— #here().page() —],",
}


@cache
def _fonts() -> Any:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(_FONTS)]
    )


def set_law(
    paragraphs: Sequence[str],
    *,
    columns: int = 1,
    is_justified: bool = True,
    indent: str = "0pt",
    hanging: str = "0pt",
    between: str = "0.65em",
    head: str = "none",
    size: str = "11pt",
    extra: str = "",
) -> bytes:
    """``paragraphs`` as a PDF. ``extra``: what else the typesetter is told."""
    language = "en" if paragraphs[0].isascii() else "zh"
    body = "\n\n".join(_escaped(words) for words in paragraphs)
    return typst.compile(
        f"""#set text(lang: "{language}", font: ("Libertinus Serif", "Huiyin Serif"), size: {size}, hyphenate: true)
#set page(paper: "a4", columns: {columns}, {HEADS[head]})
#set par(justify: {str(is_justified).lower()}, leading: 0.65em, spacing: {between},
  first-line-indent: (amount: {indent}, all: true), hanging-indent: {hanging})
{extra}
{body}
""".encode(),
        font_paths=_fonts(),
    )


def _escaped(words: str) -> str:
    escaped = re.sub(r"([\\#$*_`<>@\[\]~\"=\-+/])", r"\\\1", words)
    return re.sub(r"^(\d+)\.", r"\1\\.", escaped)


def outline(law: Law) -> list[tuple[str, ...]]:
    """What a law says, without white space: pages part words as they like."""
    return [
        (unit.eid, *("".join(part.split()) for part in (unit.num, unit.heading, unit.text)))
        for unit in law.walk()
    ]


def read_both(paragraphs: Sequence[str], printed: bytes) -> Iterator[list[tuple[str, ...]]]:
    """What the pages say, and what the text alone says."""
    law = read_bytes(printed, "law.pdf")
    assert_sound(law)
    yield outline(law)
    yield outline(read_bytes("\n".join(paragraphs).encode(), "law.txt"))
