"""Chinese laws: mainland and Taiwan."""

from __future__ import annotations

import pytest

from huiyin.law import read_text
from tests.law.checks import assert_sound
from tests.law.example_acts import MAINLAND, names


def test_a_mainland_law_is_read_into_its_units() -> None:
    law = read_text(MAINLAND)
    assert_sound(law)
    assert law.title == "社区花园条例"
    assert law.language == "zh-Hans"
    eids = [p.eid for p in law.walk()]
    assert eids == [
        "chp_1", "art_1", "art_2", "art_2__point_1", "art_2__point_2", "art_2__point_2__subpoint_1",
        "art_2__point_2__subpoint_2", "art_2__point_3", "chp_2", "art_3", "art_3__para_1", "art_3__para_2",
        "art_3__para_2__point_1", "art_3__para_2__point_2", "art_3__para_2__wrapup", "art_3__para_3",
        "chp_supp", "art_4", "att_1", "att_1__item_1",
    ]  # fmt: skip
    assert law.by_eid["art_2__point_2__subpoint_2"].num == "2．"
    assert law.by_eid["art_3__para_2__wrapup"].text == "情节轻微的除外。"
    assert law.by_eid["chp_supp"].heading == "附则"
    assert names(law) == ["title", "adoption", "contents", "signature", "signature"]
    assert law.problems == ()


def test_a_taiwan_law_counts_paragraphs_and_keeps_inserted_articles() -> None:
    law = read_text(
        "社區花園條例\n第 15 條\n主管機關應公告下列事項：\n一、位置。\n二、面積。\n（一）總面積。\n（二）可耕面積。\n"
        "前項公告應上網。\n第 15-1 條\n（刪除）\n第十五條之二\n花園不得轉讓。\n"
    )
    assert_sound(law)
    assert law.language == "zh-Hant"
    assert [a.eid for a in law.articles] == ["art_15", "art_15-1", "art_15-2"]
    assert law.by_eid["art_15__para_1__point_2__subpoint_1"].text == "總面積。"
    assert law.by_eid["art_15__para_2"].text == "前項公告應上網。"
    assert law.by_eid["art_15-1"].text == "（刪除）"


@pytest.mark.parametrize(
    "line",
    [
        "第十二条 内容。",
        "第十二条　内容。",
        "第十二条内容。",
        "第12条 内容。",
        "第１２条　内容。",
        "第 12 條 內容。",
        "第十二条\n内容。",
    ],
)
def test_a_number_may_be_set_apart_in_any_way(line: str) -> None:
    law = read_text(f"某条例\n{line}\n")
    assert [a.eid for a in law.articles] == ["art_12"]
    assert law.articles[0].text in ("内容。", "內容。")


@pytest.mark.parametrize("heading", ["【立法目的】", "（立法目的）"])
def test_a_heading_in_brackets_is_a_heading(heading: str) -> None:
    law = read_text(f"某条例\n第一条 {heading} 为了说明，制定本条例。\n")
    assert (law.articles[0].heading, law.articles[0].text) == ("立法目的", "为了说明，制定本条例。")
    assert_sound(law)


def test_a_citation_at_the_start_of_a_line_is_no_article() -> None:
    law = read_text("某条例\n第一条　甲。\n第二条　依照\n第一条规定办理。\n第三条　乙。\n")
    assert [a.eid for a in law.articles] == ["art_1", "art_2", "art_3"]
