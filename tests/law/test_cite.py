from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.law import Law, find_citations, find_provision, find_provisions, locate, read_text

LAW = read_text(
    "某法\n第一章 总则\n第一条 甲。\n第二章 管理\n第一节 一般\n第十二条 首款。\n次款，有下列情形：\n（一）子；\n（二）丑；\n1.寅；\n2.卯；\n"
    "（三）辰。\n第十三条 下列：\n（一）巳。\n第一百二十条 午。\n第一百二十条之一 未。\n附件一：表\n第一行。\n第二行也长些。\n"
)
TAIWAN = read_text("某法\n第十二條\n首項。\n次項如下：\n一、甲。\n（一）子。\n第 15-1 條\n內容。\n")
ACT = read_text(
    "An Act\n11 Title\nText here.\n12 Duties\n(1) A council must—\n(a) plan;\n(b) report.\n(3) Also—\n(b) that.\n"
)
REGULATION = read_text(
    "R\nArticle 1\nX\nText.\nArticle 12\nRights\n1. One.\n2. Two:\n(a) a;\n(b) b.\n"
)


@pytest.mark.parametrize(
    ("reference", "eid"),
    [
        ("第十二条", "art_12"), ("十二条", "art_12"), ("12条", "art_12"), ("第１２条", "art_12"), ("第 12 条", "art_12"),
        ("第十二条第二款", "art_12__para_2"), ("第12条第2款", "art_12__para_2"), ("第十二条第二款第（三）项", "art_12__para_2__point_3"),
        ("第十二条第二款第三项", "art_12__para_2__point_3"), ("第十二条第（二）项第1目", "art_12__para_2__point_2__subpoint_1"),
        ("第一条第一款", "art_1"), ("第十三条第一款第一项", "art_13__point_1"), ("第一百二十条之一", "art_120-1"),
        ("建议修改第十二条第二款的表述", "art_12__para_2"), ("art_12__para_2", "art_12__para_2"), ("12", "art_12"), ("十二", "art_12"),
        ("第二章", "chp_2"), ("第二章第一节", "chp_2__sec_1"), ("附件一", "att_1"), ("Article 12", "art_12"), ("Art. 12(2)", "art_12__para_2"),
        ("Article 12 para 2 (c)", None), ("Chapter II", "chp_2"), ("第九十九条", None), ("该条第二款", None), ("总体意见", None), ("", None),
        ("第十二条第九款", None),
    ],
)  # fmt: skip
def test_a_citation_finds_its_provision(reference: str, eid: str | None) -> None:
    assert find_provision(LAW, reference) == eid


@pytest.mark.parametrize(
    ("reference", "eid"),
    [
        ("第十二條第二項第一款第一目", "art_12__para_2__point_1__subpoint_1"),
        ("第12條第2項第1款", "art_12__para_2__point_1"),
        ("第 15-1 條第一項", "art_15-1"),
        ("第十五條之一", "art_15-1"),
    ],
)
def test_in_taiwan_a_paragraph_is_called_otherwise(reference: str, eid: str) -> None:
    assert find_provision(TAIWAN, reference) == eid


@pytest.mark.parametrize(
    ("reference", "eid"),
    [
        ("Art. 12(2)", "art_12__para_2"), ("Article 12 para 2 (b)", "art_12__para_2__point_b"), ("art 12.2.b", "art_12__para_2__point_b"),
        ("Article 12, paragraph 2, point (b)", "art_12__para_2__point_b"), ("ARTICLE 12(2)(b)", "art_12__para_2__point_b"), ("12.2", "art_12__para_2"),
        ("in Article 1, the words", "art_1"),
    ],
)  # fmt: skip
def test_english_citations_of_articles(reference: str, eid: str) -> None:
    assert find_provision(REGULATION, reference) == eid


@pytest.mark.parametrize(
    ("reference", "eid"),
    [
        ("section 12(3)(b)", "sec_12__subsec_3__para_b"),
        ("s. 12", "sec_12"),
        ("s 12(1)(a)", "sec_12__subsec_1__para_a"),
        ("Clause 12", "sec_12"),
    ],
)
def test_english_citations_of_sections(reference: str, eid: str) -> None:
    assert find_provision(ACT, reference) == eid


def test_what_is_too_deep_is_located_at_the_unit_above_and_says_so() -> None:
    located = locate(LAW, "第十二条第九款")
    assert located is not None
    assert (located.eid, located.exact) == ("art_12", False)
    assert locate(LAW, "第九十九条第一款") is None


def test_several_citations_and_ranges_are_all_found() -> None:
    assert find_provisions(LAW, "第一条、第十三条和第一百二十条之一") == (
        "art_1",
        "art_13",
        "art_120-1",
    )
    assert find_provisions(LAW, "第十二条至第一百二十条") == ("art_12", "art_13", "art_120")


@given(st.text(max_size=80))
def test_no_text_names_a_provision_that_is_not_there(text: str) -> None:
    found = find_provision(LAW, text)
    assert found is None or found in LAW.by_eid
    for citation in find_citations(text):
        assert 0 <= citation.start < citation.end <= len(text)


@pytest.mark.parametrize(
    ("law", "reference", "eids"),
    [
        (LAW, "第1-13条", "art_1 art_12 art_13"), (LAW, "第一、十二和十三条", "art_1 art_12 art_13"),
        (LAW, "第十二条第一款、第二款", "art_12__para_1 art_12__para_2"),
        (LAW, "第十二条第（一）、（二）项", "art_12__para_2__point_1 art_12__para_2__point_2"),
        (LAW, "第12条（二）", "art_12__para_2__point_2"), (LAW, "12.", "art_12"), (LAW, "第120-1条", "art_120-1"),
        (LAW, "第十二条第二款第（一）项和第十三条", "art_12__para_2__point_1 art_13"),
        (REGULATION, "Articles 1 and 12", "art_1 art_12"), (REGULATION, "Arts. 1-12", "art_1 art_12"),
        (REGULATION, "Article 12 paras 1 and 2", "art_12__para_1 art_12__para_2"),
        (REGULATION, "12(2)(b)", "art_12__para_2__point_b"), (REGULATION, "Art 12 par. 2 lit. b", "art_12__para_2__point_b"),
        (REGULATION, "point (b) of Article 12(2)", "art_12__para_2__point_b"),
        (REGULATION, "Article 12, second paragraph", "art_12__para_2"),
        (ACT, "ss 11 and 12", "sec_11 sec_12"), (ACT, "Section 12, subsection (3), paragraph (b)", "sec_12__subsec_3__para_b"),
        (ACT, "§12(3)(b)", "sec_12__subsec_3__para_b"),
    ],
)  # fmt: skip
def test_what_a_cell_names_is_all_found(law: Law, reference: str, eids: str) -> None:
    assert find_provisions(law, reference) == tuple(eids.split())
    assert find_provision(law, reference) == eids.split(maxsplit=1)[0]


def test_a_citation_deeper_than_any_law_is_followed_for_some_steps() -> None:
    found = find_citations("Article 1" + "(1)" * 3000 + ", paragraph 1" + ", 1" * 3000)
    assert len(found) > 3000
    assert sum(len(one.below) for one in found) < 25 * len(found)
