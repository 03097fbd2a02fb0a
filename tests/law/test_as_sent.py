"""Laws as gazettes, databases and official journals print them and people paste them."""

from __future__ import annotations

import io

from docx import Document

from huiyin.law import Law, read_bytes, read_text
from huiyin.law.model import ProblemCode
from tests.law.checks import assert_sound


def sound(text: str) -> Law:
    law = read_text(text)
    assert_sound(law)
    return law


def heads(law: Law) -> list[tuple[str, str]]:
    return [(p.eid, p.heading or p.text) for p in law.walk()]


def test_the_order_that_promulgates_a_law_is_no_title() -> None:
    law = sound(
        "中华人民共和国主席令\n第十五号\n《公司法》已由第十四届全国人民代表大会常务委员会第七次会议修订通过，现予公布。\n"
        "中华人民共和国主席　某某\n2023年12月29日\n中华人民共和国公司法\n（1993年12月29日通过）\n第一条　甲。\n"
    )
    assert law.title == "中华人民共和国公司法"
    assert [f.name.value for f in law.furniture] == ["order"] * 5 + ["title", "adoption"]


def test_an_article_whose_number_has_lost_its_space_is_an_article() -> None:
    law = sound(
        "某法\n第一条　甲。\n第二条　依照前款，\n第三条规定除外。\n附　则\n第三条本法自公布之日起施行。\n"
    )
    assert [a.eid for a in law.articles] == ["art_1", "art_2", "art_3"]
    assert law.by_eid["chp_supp"].heading == "附　则"


def test_a_quotation_left_open_ends_where_the_next_amendment_begins() -> None:
    law = sound(
        "刑法修正案\n一、将第十七条修改为：“已满十六周岁的人，应当负刑事责任。\n“从轻处罚。\n"
        "二、在第十八条后增加一条，作为第十八条之一：“甲。”\n三、本修正案自公布之日起施行。\n"
    )
    assert [p.num for p in law.provisions] == ["一、", "二、", "三、"]
    assert [(p.line, p.code) for p in law.problems] == [(2, ProblemCode.UNCLOSED_QUOTE)]


def test_numbered_paragraphs_of_the_taiwan_database_are_paragraphs() -> None:
    law = sound(
        "法規名稱：氣候變遷因應法\n第 1 條\n1 為因應氣候變遷，特制定本法。\n2 本法未規定者，適用其他法律：\n一、甲。\n"
        "第 2 條\n主管機關應於下列期限公告之：\n3 月 1 日前公告者，從其規定。\n"
    )
    assert law.title == "氣候變遷因應法"
    assert heads(law)[1:4] == [
        ("art_1__para_1", "為因應氣候變遷，特制定本法。"),
        ("art_1__para_2", "本法未規定者，適用其他法律："),
        ("art_1__para_2__point_1", "甲。"),
    ]
    assert law.by_eid["art_2__para_2"].text == "3 月 1 日前公告者，從其規定。"


def test_a_number_alone_on_its_line_has_its_words_on_the_next() -> None:
    law = sound(
        "REGULATION\nWhereas:\n(1)\nGardens matter.\nArticle 1\nScope\nIt:\n(a)\nreduces;\n(b)\nenhances.\n"
        "ANNEX I\nPART A\nSectors\n1.\nEnergy\n"
    )
    assert heads(law) == [
        ("rec_1", "Gardens matter."), ("art_1", "Scope"), ("art_1__point_a", "reduces;"),
        ("art_1__point_b", "enhances."), ("att_1", ""), ("att_1__part_a", "Sectors"),
        ("att_1__part_a__item_1", "Energy"),
    ]  # fmt: skip


def test_an_act_of_the_united_kingdom_begins_after_its_chapter_number() -> None:
    law = sound(
        "Gardens Act 2008\n2008 CHAPTER 27\nAn Act about gardens.\nPART 1\nDUTIES\n1 Duty\n(1) A council must plan.\n"
        "PART 2\nCOMMITTEE\n32 The Committee\n(1) There is a committee.\nSCHEDULES\nSCHEDULE 1\nSection 32\nTHE COMMITTEE\n"
        "1 (1) The members are—\n(a) a chair.\n"
    )
    assert [a.eid for a in law.articles] == ["sec_1", "sec_32", "sched_1__sec_1"]
    assert law.by_eid["sched_1"].heading == "Section 32 THE COMMITTEE"
    assert law.by_eid["sched_1__sec_1__subsec_1__para_a"].text == "a chair."


def test_a_section_of_the_united_states_has_lettered_subsections() -> None:
    code = sound(
        "CHAPTER 85—AIR\nSUBCHAPTER I—PROGRAMS\n§ 7401. Findings and purpose\n(a) The Congress finds—\n(1) that; and\n"
        "(A) first;\n(b) The purposes are to protect.\n§ 7402. Grants\nThe Secretary may grant.\n"
    )
    assert [a.eid for a in code.articles] == ["sec_7401", "sec_7402"]
    assert "sec_7401__subsec_a__para_1__subpara_a" in code.by_eid
    bill = sound(
        "AN ACT\nSECTION 1. SHORT TITLE.\nThis Act may be cited.\nSEC. 2. GRANTS.\n(a) IN GENERAL.—The Secretary may.\n"
    )
    assert [(a.eid, a.heading) for a in bill.articles] == [
        ("sec_1", "SHORT TITLE."), ("sec_2", "GRANTS."),
    ]  # fmt: skip


def test_a_title_in_short_lines_is_one_title() -> None:
    law = sound("中华人民共和国\n应对气候变化法\n（征求意见稿）\n第一条　甲。\n")
    assert law.title == "中华人民共和国应对气候变化法（征求意见稿）"
    document = Document()
    document.add_heading("花园法", 0)
    for line in ("（草案）", "第一条　甲。"):
        document.add_paragraph(line)
    written = io.BytesIO()
    document.save(written)
    assert read_bytes(written.getvalue(), "a.docx").title == "花园法（草案）"


def test_list_signs_of_markdown_before_a_laws_own_numbers_are_no_words() -> None:
    law = read_bytes(
        "# 花园法\n\n**第一条** 下列：\n\n- （一）子；\n- （二）丑。\n".encode(), "a.md"
    )
    assert_sound(law)
    assert heads(law)[1:] == [("art_1__point_1", "子；"), ("art_1__point_2", "丑。")]


def test_an_inserted_article_may_be_counted_in_latin() -> None:
    law = sound(
        "Treaty\nArticle 1\nAim\nText.\nArticle 1 bis\nScope\nText.\nArticle 2\nForce\nText.\n"
    )
    assert [(a.eid, a.heading) for a in law.articles] == [
        ("art_1", "Aim"), ("art_1bis", "Scope"), ("art_2", "Force"),
    ]  # fmt: skip
    assert law.problems == ()
