"""Lines of Chinese laws: headings without numbers, notes of editors, what stands between articles."""

from __future__ import annotations

import pytest

from huiyin.law import read_bytes, read_text
from huiyin.law.writers.plain_text import to_markdown, to_text
from huiyin.presentation.citations import name_provision
from tests.law.outlines import outline, sound, told


@pytest.mark.parametrize(
    "sentence",
    [
        "附件一所列的花园，由市级部门管理。",
        "附件一、附件二所列花园免费开放。",
        "附件 所列的花园开放",
        "附表一 中的数额可以调整",
        "附件一 花园名录",  # a list of what is to be sent in
        "第二章适用于下列情形：",
    ],
)
def test_a_chinese_sentence_about_a_part_is_a_sentence(sentence: str) -> None:
    law = sound(
        f"某法\n第一条 甲。\n{sentence}\n第二条 乙。\n附件一：名录\n东园\n附件二 表\n西园\n"
    )
    assert [p.eid for p in law.provisions] == ["art_1", "art_2", "att_1", "att_2"]
    assert law.by_eid["art_1__para_2"].text == sentence


#: Twenty lines that end as sentences do.
CLOSED = "".join(f"第{n}条 甲应当办理。\n" for n in "一二三四五六七八九十") + "".join(
    f"第十{n}条 乙不得办理：\n（一）甲；\n（二）乙。\n" for n in "一二三四"
)


@pytest.mark.parametrize("heading", ["法律责任", "其他规定", "监督"])
def test_the_one_line_that_a_text_leaves_open_is_a_heading_and_told(heading: str) -> None:
    law = sound(f"某条例\n第一章 总则\n{CLOSED}{heading}\n第十五条 丙。\n第十六条 丁。\n")
    crosses = [p for p in law.by_eid.values() if p.heading == heading]
    assert [p.num for p in crosses] == [""]
    assert [child.num for child in crosses[0].children] == ["第十五条", "第十六条"]
    assert told(law) == [("guessed_heading", heading)]


@pytest.mark.parametrize(
    ("above", "line"), [("", "每人十元"), ("", "深度3米"), ("第十五条 收费标准如下。\n", "免费")]
)
def test_the_one_line_left_open_is_no_heading_where_it_may_be_of_a_list(
    above: str, line: str
) -> None:
    law = sound(
        f"某条例\n第一章 总则\n{CLOSED}{above}{line}\n第{'十六' if above else '十五'}条 丁。\n"
    )
    assert line not in [p.heading for p in law.by_eid.values()]
    assert told(law) == [("doubtful_heading", line)]


def test_a_heading_without_a_number_that_breaks_off_is_one_heading() -> None:
    law = sound(
        f"某条例\n第一章 总则\n{CLOSED}市人民代表大会审议、\n表决地方性法规案程序\n第十五条 丙。\n第十六条 丁。\n"
    )
    crosses = [p for p in law.by_eid.values() if p.heading.startswith("市人民")]
    assert [p.heading for p in crosses] == ["市人民代表大会审议、表决地方性法规案程序"]
    assert law.by_eid[crosses[0].eid].children[0].num == "第十五条"
    assert told(law) == [("guessed_heading", "市人民代表大会审议、")]


@pytest.mark.parametrize(
    "line", ["每人十元", "区政府协助", "东花园", "免费", "[条文主旨]", "收费标准"]
)
@pytest.mark.parametrize("chapter", ["第一章 总则\n", ""])
def test_the_last_short_line_of_an_article_is_no_heading_for_its_shortness(
    line: str, chapter: str
) -> None:
    text = (
        f"某条例\n{chapter}第一条 甲。\n第二条 收费标准如下。\n{line}\n第三条 乙。\n第四条 丙。\n"
    )
    for law in (sound(text), sound("# " + text.replace("\n", "\n\n"), "law.md")):
        assert law.by_eid["art_2__para_2"].text == line
        assert told(law) == [("doubtful_heading", line)]


@pytest.mark.parametrize(
    "text",
    [
        "某法\n第一章 总则\n第一条 甲。\n监督\n第二条 乙。\n第三章 附则\n第三条 丙。\n第四条 丁。\n",
        "某法\n第一章 总则\n第一条 甲。\n\n监督\n第二条 乙。\n第二章 附则\n第三条 丙。\n第四条 丁。\n",
        "某法\n第一章 总则\n第一条 甲。\n　　　　　　监督\n第二条 乙。\n第二章 附则\n第三条 丙。\n第四条 丁。\n",
    ],
)
def test_a_heading_without_a_number_that_something_more_shows_is_one_and_told(text: str) -> None:
    law = sound(text)
    assert [p.heading for p in law.walk() if p.eid.endswith("sec_x1")] == ["监督"]
    assert ("guessed_heading", "监督") in [
        (p.code.value, dict(p.details).get("text")) for p in law.problems
    ]


def test_several_lines_that_may_be_headings_between_articles_are_and_are_told() -> None:
    law = sound(
        "某条例\n第一章 总则\n第一条 甲。\n保护措施\n第二条 乙。\n第三条 丙。\n法律责任\n第四条 丁。\n第二章 附则\n第五条 戊。\n第六条 己。\n"
    )
    assert [p.heading for p in law.walk() if p.heading] == ["总则", "保护措施", "法律责任", "附则"]
    assert told(law) == [("guessed_heading", "保护措施"), ("guessed_heading", "法律责任")]


@pytest.mark.parametrize("note", ["【解读】本条规定目的", "参见民法典第一条", "【释义】甲"])
def test_a_note_of_an_editor_is_no_heading_of_the_next_article(note: str) -> None:
    law = sound(f"某法\n第一条 甲。\n{note}\n第二条 乙。\n{note}\n第三条 丙。\n")
    assert [a.heading for a in law.articles] == ["", "", ""]


def test_headings_above_most_articles_are_told_and_above_all_are_not() -> None:
    some = "某法\n第一条 甲。\n定义\n第二条 乙。\n第三条 丙。\n期限\n第四条 丁。\n"
    every = "某法\n第一章 总则\n目的\n第一条 甲。\n定义\n第二条 乙。\n期限\n第三条 丙。\n"
    assert told(sound(some)) == [("guessed_heading", "定义"), ("guessed_heading", "期限")]
    assert told(sound(every)) == []


def test_a_heading_without_a_number_takes_no_name_from_sections_that_have_one() -> None:
    law = sound(
        "某条例\n第一条 甲。\n　　　　　管理职责\n第二条 乙。\n第三条 丙。\n第一节 监督\n第四条 丁。\n第五条 戊。\n"
    )
    assert law.by_eid["sec_1"].num == "第一节"
    assert [p.heading for p in law.provisions if not p.num] == ["管理职责"]


@pytest.mark.parametrize(
    "line",
    ["最高行政法院之审判，以法官五人合议行之", "委员会应当定期举行会议", "前项编定，效力相同"],
)
def test_a_sentence_that_has_lost_its_full_stop_is_no_heading(line: str) -> None:
    law = sound(f"某法\n第一条 甲。\n{line}\n第二条 乙。\n第三条 丙。\n")
    assert law.by_eid["art_1__para_2"].text == line


BETWEEN = "# 某解释\n\n第一条 人民法院应当依法审理。\n\n二、管辖\n\n第二条 由被告住所地人民法院管辖。\n\n第三条 本解释自公布之日起施行。\n"


def test_a_numbered_heading_between_articles_is_no_item_of_the_article_before() -> None:
    law = sound(BETWEEN, "law.md")
    assert outline(law) == [
        "art_1 | 第一条 | 人民法院应当依法审理。",
        "sec_2 | 二、 | 管辖",
        "art_2 | 第二条 | 由被告住所地人民法院管辖。",
        "art_3 | 第三条 | 本解释自公布之日起施行。",
    ]
    assert law.by_eid["sec_2"].children == (law.by_eid["art_2"], law.by_eid["art_3"])
    assert name_provision(law, "sec_2") == "二、管辖"
    for again in (read_text(to_text(law)), read_bytes(to_markdown(law).encode(), "again.md")):
        assert [(p.eid, p.heading) for p in again.walk()] == [
            (p.eid, p.heading) for p in law.walk()
        ]


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("某解释\n一、一般规定\n第一条 甲。\n二、管辖\n第二条 乙。\n三、附则\n第三条 丙。\n", ["一、 一般规定", "二、 管辖", "三、 附则"]),
        ("某解釋\n第一條 甲。\n貳、管轄\n第二條 乙。\n參、附則\n第三條 丙。\n", ["貳、 管轄", "參、 附則"]),
        ("某解释\n第一条 甲：\n（一）子；\n（二）丑。\n二、管辖\n（一）级别\n第二条 乙。\n（二）地域\n第三条 丙。\n", ["二、 管辖", "（一） 级别", "（二） 地域"]),
        ("某法\n第一章 总则\n第一条 甲。\n二　管辖\n第二条 乙。\n第二章 附则\n第三条 丙。\n", ["第一章 总则", "二 管辖", "第二章 附则"]),
        ("某办法\n第一条 废止下列文件：\n一、甲办法\n二、乙办法\n第二条 施行。\n", []),
        ("某办法\n第一条 下列：\n一、子。\n二、丑\n第二条 施行。\n", []),
        ("某办法\n第一条 应当提交：\n（一）申请书\n第二条 施行。\n", []),
    ],
)  # fmt: skip
def test_headings_between_articles_and_lists_are_told_apart(text: str, heads: list[str]) -> None:
    law = sound(text)
    assert [f"{p.num} {p.heading}" for p in law.walk() if p.heading] == heads
    assert law.problems == ()


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        # Each chapter's heading on a line of its own, as PDF and Word break it: it was read as the heading of the article.
        ("某条例\n第一章\n总则\n第一条 甲。\n第二条 乙。\n第二章\n附则\n第三条 丙。\n", ["第一章 总则", "第二章 附则"]),
        ("某条例\n第一编\n总则\n第一章\n一般规定\n第一条 甲。\n第二条 乙。\n", ["第一编 总则", "第一章 一般规定"]),
        ("某條例\n第一章\n總則\n第一條 甲。\n第二條 乙。\n", ["第一章 總則"]),
        # It breaks off, and goes on below.
        ("某条例\n第一章 总则\n第一条 甲。\n第二章 园林的\n保护\n第二条 乙。\n", ["第一章 总则", "第二章 园林的保护"]),
        # Below it stands the heading of the article.
        ("某条例\n第一章\n总则\n目的\n第一条 甲。\n范围\n第二条 乙。\n", ["第一章 总则", "第一条 目的", "第二条 范围"]),
        ("某条例\n第一章\n（目的）\n第一条 甲。\n（范围）\n第二条 乙。\n", ["第一条 目的", "第二条 范围"]),
    ],
)  # fmt: skip
def test_a_line_below_a_division_that_has_no_heading_is_its_heading(
    text: str, heads: list[str]
) -> None:
    law = sound(text)
    assert [f"{p.num} {p.heading}" for p in law.walk() if p.heading] == heads
    assert law.problems == ()
