from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.law import (
    Law,
    find_citations,
    find_provision,
    find_provisions,
    locate_provision,
    look_up_reference,
    read_bytes,
    read_text,
)

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
        ("cl 12", "sec_12"),
        ("bottles of 75 cl 12 to a box", None),
        ("s 12(1)(a)", "sec_12__subsec_1__para_a"),
        ("Clause 12", "sec_12"),
    ],
)
def test_english_citations_of_sections(reference: str, eid: str | None) -> None:
    assert find_provision(ACT, reference) == eid


def test_what_is_too_deep_is_located_at_the_unit_above_and_says_so() -> None:
    located = locate_provision(LAW, "第十二条第九款")
    assert located is not None
    assert (located.eid, located.exact) == ("art_12", False)
    assert locate_provision(LAW, "第九十九条第一款") is None


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


GARDENS = read_text(
    "Gardens Act 2025\n1 Meaning\nIn this Act, “garden” means a public garden.\n2 Fees\n(1) A council may charge a fee.\n"
    "(2) Or not.\n(3) Never twice.\n(4) Or less.\nSCHEDULE 1\nFEES\n1 The fee is £2.\n2 A child pays nothing.\n3 The fee:\n"
    "(1) one;\n(2) two:\n(a) x;\n(b) y.\nSCHEDULE 2\nHOURS\nPART 1\nSUMMER\n1 From six to nine.\nPART 2\nWINTER\n2 Closed.\n"
)
ANNEXED = read_text(
    "REGULATION\nArticle 12\nRights\n1. One.\n2. Two:\n(a) a;\n(b) b;\n(c) c.\n3. Three.\nANNEX I\nList\n1. East garden\n"
    "2. West garden\nANNEX II\nProcedure\nArticle 1\nScope\nText.\nArticle 2\nForm\n1. A.\n2. B.\n"
)
WITH_ANNEXES = read_text(
    "某法\n第一章 总则\n第一条 甲。\n第二条 有下列情形：\n（一）子；\n（二）丑；\n（三）寅；\n（四）卯。\n第二章 管理\n"
    "第三条 首款。\n次款。\n三款。\n第四条 辰。\n附件一 办法\n第一条 巳。\n第二条 下列：\n（一）午；\n（二）未。\n"
    "附件二：名录\n一、东园\n二、西园\n（三）南园\n"
)
ONE_SCHEDULE = read_text("Act\n1 A\nText.\nSCHEDULE\nFees\n1 One.\n2 Two.\n")


@pytest.mark.parametrize(
    ("law", "reference", "eids"),
    [
        (GARDENS, "Schedule 1, paragraph 2", "sched_1__sec_2"), (GARDENS, "Sch 2 para 1", "sched_2__part_1__sec_1"),
        (GARDENS, "Sch. 1 para. 2", "sched_1__sec_2"), (GARDENS, "paragraph 2 of Schedule 1", "sched_1__sec_2"),
        (GARDENS, "para 2 of the Schedule 1", "sched_1__sec_2"), (GARDENS, "schedule 1(2)", "sched_1__sec_2"),
        (GARDENS, "section 2 of Schedule 1", "sched_1__sec_2"), (GARDENS, "Section 2", "sec_2"), (GARDENS, "Schedule 1", "sched_1"),
        (GARDENS, "Schedule 1, paragraph 3(2)(b)", "sched_1__sec_3__subsec_2__para_b"),
        (GARDENS, "paragraph 3(2)(b) of Schedule 1", "sched_1__sec_3__subsec_2__para_b"),
        (GARDENS, "point (a) of paragraph 3(2) of Schedule 1", "sched_1__sec_3__subsec_2__para_a"),
        (GARDENS, "Schedule 1 to the Act, paragraph 2", "sched_1__sec_2"), (GARDENS, "Schedule 2, Part 2", "sched_2__part_2"),
        (GARDENS, "Part 2 of Schedule 2", "sched_2__part_2"), (GARDENS, "paragraph 2 of Part 2 of Schedule 2", "sched_2__part_2__sec_2"),
        (GARDENS, "Schedule 2, Part 2, paragraph 2", "sched_2__part_2__sec_2"),
        (GARDENS, "paragraphs 1 and 2 of Schedule 1", "sched_1__sec_1 sched_1__sec_2"),
        (GARDENS, "Schedule 1, paragraphs 1 to 3", "sched_1__sec_1 sched_1__sec_2 sched_1__sec_3"),
        (GARDENS, "section 2(1)-(3)", "sec_2__subsec_1 sec_2__subsec_2 sec_2__subsec_3"),
        (GARDENS, "s 2(2) to (4)", "sec_2__subsec_2 sec_2__subsec_3 sec_2__subsec_4"),
        (GARDENS, "section 2(1), (3) and (4)", "sec_2__subsec_1 sec_2__subsec_3 sec_2__subsec_4"),
        (ANNEXED, "Art. 12(1)-(2)", "art_12__para_1 art_12__para_2"),
        (ANNEXED, "Art. 12(2)(a)–(c)", "art_12__para_2__point_a art_12__para_2__point_b art_12__para_2__point_c"),
        (ANNEXED, "points (a) and (c) of Article 12(2)", "art_12__para_2__point_a art_12__para_2__point_c"),
        (ANNEXED, "paragraph 2(a) of Article 12", "art_12__para_2__point_a"), (ANNEXED, "Article 12. The council", "art_12"),
        (ANNEXED, "Annex I, point 2", "att_1__item_2"), (ANNEXED, "point 2 of Annex I", "att_1__item_2"),
        (ANNEXED, "Annex II, Article 2", "att_2__art_2"), (ANNEXED, "Article 2(1) of Annex II", "att_2__art_2__para_1"),
        (WITH_ANNEXES, "附件一第二条", "att_1__art_2"), (WITH_ANNEXES, "附件1第2条", "att_1__art_2"),
        (WITH_ANNEXES, "附件一的第二条第（二）项", "att_1__art_2__point_2"), (WITH_ANNEXES, "附件二第（三）项", "att_2__item_3"),
        (WITH_ANNEXES, "附件二第一项", "att_2__item_1"), (WITH_ANNEXES, "第二章第三条", "art_3"),
        (WITH_ANNEXES, "附件一、第二条", "att_1 art_2"),
        (WITH_ANNEXES, "第二条第（一）项至第（三）项", "art_2__point_1 art_2__point_2 art_2__point_3"),
        (WITH_ANNEXES, "第二条第（二）至（四）项", "art_2__point_2 art_2__point_3 art_2__point_4"),
        (WITH_ANNEXES, "第二条第一项到第三项", "art_2__point_1 art_2__point_2 art_2__point_3"),
        (WITH_ANNEXES, "第三条第一款至第三款", "art_3__para_1 art_3__para_2 art_3__para_3"),
        (WITH_ANNEXES, "第一至四条", "art_1 art_2 art_3 art_4"),
        (WITH_ANNEXES, "第二条第（四）项至第四条", "art_2__point_4 art_4"),
        (ONE_SCHEDULE, "the Schedule", "sched_1"), (ONE_SCHEDULE, "paragraph 2 of the Schedule", "sched_1__sec_2"),
        (ONE_SCHEDULE, "Schedule, paragraph 2", "sched_1__sec_2"), (ONE_SCHEDULE, "a schedule of fees", ""),
    ],
)  # fmt: skip
def test_what_stands_in_a_schedule_and_what_a_range_spans_is_found(
    law: Law, reference: str, eids: str
) -> None:
    assert find_provisions(law, reference) == tuple(eids.split())


@pytest.mark.parametrize(
    ("law", "reference", "eid"),
    [
        (GARDENS, "Schedule 1, paragraph 9", "sched_1"),
        (GARDENS, "paragraph 9 of Schedule 1", "sched_1"),
        (GARDENS, "Schedule 1, table 2", "sched_1"),
        (GARDENS, "Schedule 2, Part 3", "sched_2"),
        (ANNEXED, "Annex I, row 3", "att_1"),
        (WITH_ANNEXES, "附件二第2行", "att_2"),
        (WITH_ANNEXES, "附件二表3", "att_2"),
        (WITH_ANNEXES, "附件一第九条", "att_1"),
        (WITH_ANNEXES, "第一章第三条", "art_3"),  # it stands in the second
    ],
)
def test_a_part_that_is_not_there_is_never_exact(law: Law, reference: str, eid: str) -> None:
    located = locate_provision(law, reference)
    assert located is not None
    assert (located.eid, located.exact) == (eid, False)
    assert find_provisions(law, reference) == ()


@pytest.mark.parametrize(
    ("law", "reference"),
    [
        (GARDENS, "Schedule 3, paragraph 1"),
        (GARDENS, "Section 3"),  # only a schedule has one
        (ANNEXED, "Article 2"),
        (ANNEXED, "the Annex"),  # of two
        (WITH_ANNEXES, "附件三第一条"),
    ],
)
def test_what_the_law_does_not_have_is_not_guessed(law: Law, reference: str) -> None:
    assert locate_provision(law, reference) is None


def _act(body: str, attachments: str = "") -> Law:
    held = f"<attachments>{attachments}</attachments>" if attachments else ""
    return read_bytes(
        f'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act"><meta/><body>{body}</body>{held}</act></akomaNtoso>'.encode(),
        "act.xml",
    )


def _unit(num: str, *, eid: str = "", name: str = "article") -> str:
    called, printed = eid and f' eId="{eid}"', num and f"<num>{num}</num>"
    return f"<{name}{called}>{printed}<content><p>Words.</p></content></{name}>"


def _attached(heading: str, *, eid: str = "", num: str = "") -> str:
    called, printed = eid and f' eId="{eid}"', num and f"<num>{num}</num>"
    row = "<paragraph><num>1</num><content><p>Row.</p></content></paragraph>"
    return f"<attachment{called}>{printed}<heading>{heading}</heading><doc name='x'><meta/><mainBody>{row}</mainBody></doc></attachment>"


def _found(law: Law, reference: str) -> str:
    """What the unit that is found prints, its own words without a number."""
    eid = find_provision(law, reference)
    return "" if eid is None else f"{law.by_eid[eid].num}|{law.by_eid[eid].heading}"


@pytest.mark.parametrize("called", [("", "", ""), ("att_1", "att_2", "att_3")])
@pytest.mark.parametrize(
    ("heads", "references"),
    [
        (("Form", "Schedule 1", "Schedule 2"), {"Schedule 1": "Schedule 1|", "Sch 2": "Schedule 2|", "Schedule 2, paragraph 1": "1|", "Schedule 3": "", "Annex 3": ""}),
        (("ANNEX I", "ANNEX III", "Notes"), {"Annex I": "ANNEX I|", "Annex II": "", "Annex III": "ANNEX III|", "point 1 of Annex III": "1|", "Annex 2": ""}),
        (("附件一：费用", "附件三 名录", "说明"), {"附件一": "附件一|费用", "附件二": "", "附件三": "附件三|名录"}),
        (("Schedule 2 – Fees", "Schedule 4: Hours", "Annex 4"), {"Schedule 1": "", "Schedule 2": "Schedule 2|Fees", "Schedule 4": "Schedule 4|Hours", "Annex 4": "Annex 4|"}),
        (("Anhang II", "Anhang IV", "Plan"), {"Annex 1": "", "Annex 2": "Anhang II|", "Annex 4": "Anhang IV|"}),
    ],
)  # fmt: skip
def test_an_attachment_answers_to_the_number_that_it_prints(
    heads: tuple[str, ...], references: dict[str, str], called: tuple[str, ...]
) -> None:
    attached = (_attached(head, eid=eid) for head, eid in zip(heads, called, strict=True))
    law = _act(_unit("Article 1"), "".join(attached))
    assert {one: _found(law, one) for one in references} == references


def test_attachments_without_any_number_answer_to_their_places() -> None:
    law = _act(_unit("Article 1"), _attached("Form") + _attached("Map"))
    assert [_found(law, f"Annex {at}") for at in (1, 2, 3)] == ["|Form", "|Map", ""]


def test_the_num_of_an_attachment_is_its_number() -> None:
    law = _act(_unit("1"), _attached("Fees", num="2") + _attached("Hours", num="Schedule 1"))
    assert _found(law, "Schedule 1") == "Schedule 1|Hours"
    assert _found(law, "Schedule 2") == "2|Fees"


@pytest.mark.parametrize(
    ("eids", "nums"),
    [
        (("art_1", "art_1a", "art_2"), ("Article 1", "Article 2", "Article 3")),
        (("art_2", "art_3", "art_4"), ("Article 1", "Article 2", "Article 3")),
        (("article_1", "article_3", "article_5"), ("1.", "2.", "3.")),
        (("art_3", "art_2", "art_1"), ("第一条", "第二条", "第三条")),
        (("sec_9", "sec_1", "sec_2"), ("1", "2", "3")),
    ],
)
def test_citations_go_by_the_printed_number_and_not_by_the_files_names(
    eids: tuple[str, ...], nums: tuple[str, ...]
) -> None:
    name = "section" if eids[0].startswith("sec") else "article"
    law = _act("".join(_unit(n, eid=e, name=name) for n, e in zip(nums, eids, strict=True)))
    assert [find_provision(law, f"{name} {at}") for at in (1, 2, 3, 4)] == [*eids, None]
    assert [find_provision(law, eid) for eid in eids] == list(eids)
    assert [p.code for p in law.problems] == ["eid_numbers"]


def test_names_that_agree_with_the_numbers_are_no_problem() -> None:
    law = _act(_unit("46A.", eid="sec_46A", name="section") + "<chapter eId='chp_IV'><num>Chapter IV</num>" + _unit("§ 47", eid="sec_47", name="section") + "</chapter>")  # fmt: skip
    assert law.problems == ()
    assert [find_provision(law, one) for one in ("s. 46A", "Chapter 4", "section 47")] == [
        "sec_46A",
        "chp_IV",
        "sec_47",
    ]


def test_an_article_without_a_number_answers_to_none_where_others_have_one() -> None:
    law = _act(_unit("") + _unit("Article 2") + _unit(""))
    assert [_found(law, f"Article {at}") for at in (1, 2, 3)] == ["", "Article 2|", ""]


@pytest.mark.parametrize(
    ("reference", "num"),
    [
        ("Article 1", "Article premier"), ("Article 1er", "Article premier"), ("Article premier", "Article premier"),
        ("Article 2 bis", "Article 2 bis"), ("Art. 2bis", "Article 2 bis"), ("Article 2", ""), ("Article 3 ter", "Article 3ter"),
        ("Article 5A", "Article 5A"), ("Article 3Z1", "Article 3Z1"),
    ],
)  # fmt: skip
def test_inserted_and_first_articles_are_found(reference: str, num: str) -> None:
    law = _act("".join(map(_unit, ("Article premier", "Article 2 bis", "Article 3ter", "Article 3Z1", "Article 5A"))))  # fmt: skip
    assert _found(law, reference).rstrip("|") == num


def test_a_capital_letter_is_another_number() -> None:
    law = _act("<section><num>1.</num>" + _unit("(a)", name="subsection") + _unit("(A)", name="subsection") + _unit("(iv)", name="subsection") + "</section>")  # fmt: skip
    found = [_found(law, f"section 1({letter})") for letter in ("a", "A", "iv", "B")]
    assert found == ["(a)|", "(A)|", "(iv)|", ""]


CUT = read_text(
    "某办法\n第一条 甲：\n（一）子；\n（二）丑；\n（三）寅。\n第二条 首款。\n次款。\n第三条 丙。\n附件一 费用\n1. 一元。\n2. 二元。\n"
)


@pytest.mark.parametrize(
    ("law", "reference", "eid"),
    [
        (GARDENS, "Schedule 1, p. 2", "sched_1"), (GARDENS, "Sch1 p2", "sched_1"), (GARDENS, "Schedule 1/2", "sched_1"),
        (GARDENS, "(1) of section 2", "sec_2"), (GARDENS, "section 2, first sentence", "sec_2"), (GARDENS, "section 2(1)-(9)", "sec_2__subsec_1"),
        (GARDENS, "section 2(1)-(40000)", "sec_2__subsec_1"), (GARDENS, "sections 2(1)-3(1)", "sec_2__subsec_1"), (GARDENS, "ss.2(1), 3(1)", "sec_2__subsec_1"),
        (ANNEXED, "second subparagraph of Article 12(2)", "art_12__para_2"), (ANNEXED, "Art. 12 Abs. 2 Satz 1", "art_12__para_2"), (ANNEXED, "article 12, alinéa 1", "art_12"),
        (ANNEXED, "Article 12(2), last sentence", "art_12__para_2"), (ANNEXED, "paragraph 1, Article 12", "art_12"),
        (CUT, "附件一 2", "att_1"), (CUT, "附件一之2", "att_1"), (CUT, "附件一第2行", "att_1"), (CUT, "第二款第二条", "art_2"), (CUT, "第（二）项，第一条", "art_1"),
        (CUT, "第二条末款", "art_2"), (CUT, "第二条最后一款", "art_2"), (CUT, "第二条第2段", "art_2"), (CUT, "第一条（一）至（三）", "art_1__point_1"),
        (CUT, "第一条第（一）至（五）项", "art_1__point_1"),
    ],
)  # fmt: skip
def test_where_more_was_cited_than_is_found_it_is_not_exact(
    law: Law, reference: str, eid: str
) -> None:
    located = locate_provision(law, reference)
    assert located is not None
    assert (located.eid, located.exact) == (eid, False)


@pytest.mark.parametrize(
    ("law", "reference", "eids"),
    [
        (GARDENS, "para 2, Sch 1", "sched_1__sec_2"), (GARDENS, "Paragraph 1, Schedule 2", "sched_2__part_1__sec_1"), (GARDENS, "Para 3(2)(b) Schedule 1", "sched_1__sec_3__subsec_2__para_b"),
        (GARDENS, "Schedule 1 - paragraph 2", "sched_1__sec_2"), (GARDENS, "Schedule 1 – paragraph 2 (children)", "sched_1__sec_2"),
        (GARDENS, "Schedule 1: paragraph 2", "sched_1__sec_2"), (GARDENS, "Schedule 1 (paragraph 2)", "sched_1__sec_2"), (GARDENS, "Schedule 1; para 2", "sched_1__sec_2"),
        (GARDENS, "Schedule 1 at paragraph 2", "sched_1__sec_2"), (GARDENS, "Schedule 1, in particular paragraph 2", "sched_1__sec_2"),
        (GARDENS, "Schedule 1 paragraph 2, Schedule 2 paragraph 1", "sched_1__sec_2 sched_2__part_1__sec_1"),
        (GARDENS, "Section 2 (Fees)", "sec_2"), (GARDENS, "section 2(1) (new)", "sec_2__subsec_1"), (GARDENS, "Section 1 (end)", "sec_1"),
        (GARDENS, "section 1 to section 2", "sec_1 sec_2"), (GARDENS, "Schedules 1 and 2", "sched_1 sched_2"),
        (ANNEXED, "Annexes I and II", "att_1 att_2"), (ANNEXED, "Annex I - point 2", "att_1__item_2"), (ANNEXED, "Article 12 - too strict", "art_12"),
        (ANNEXED, "Article 12: (1) too strict", "art_12"), (ANNEXED, "Article 12, 20 days is too short", "art_12"),
        (CUT, "第三条（2023年修订）", "art_3"), (CUT, "第三条：一、删去", "art_3"), (CUT, "第一条、第三条", "art_1 art_3"),
        (CUT, "第一条至第三条", "art_1 art_2 art_3"),
    ],
)  # fmt: skip
def test_what_was_cited_to_its_end_is_exact(law: Law, reference: str, eids: str) -> None:
    located = locate_provision(law, reference)
    assert located is not None and located.exact
    assert find_provisions(law, reference) == tuple(eids.split())


TWELVE = read_text(
    "Gardens Act 2025\n1 Meaning\nIn this Act.\n2 Fees\n(1) A council may charge a fee.\n(2) Or not.\nPART 1\nA\n3 X\nText.\n"
    "PART 2\nB\n4 Y\nText.\nSCHEDULE 1\nFEES\nPART 1\nSUMMER\n1 The fee is £2.\n2 A child pays nothing.\nSCHEDULE 2\nHOURS\n"
    "1 From six to nine.\nSCHEDULE 12\nMAPS\n1 None.\n"
)
COUNCIL = _act(
    _unit("Article 1") + "<article><num>Article 2</num><paragraph><num>1.</num><content><p>a</p></content></paragraph><paragraph>"
    "<num>2.</num><intro><p>b</p></intro><point><num>a)</num><content><p>c</p></content></point></paragraph></article>" + _unit("Article -3"),
    _attached("Annexe I") + _attached("Annexe II"),
)  # fmt: skip
RESOLUTION = _act(_unit("第一条"), _attached("附件一：费用"))
NAMED_ANNEXES = _act(_unit("Article 1"), "".join(map(_attached, ("Appendix 1", "Annex 1", "Appendix 2", "Schedule 3"))))  # fmt: skip


@pytest.mark.parametrize(
    ("law", "reference", "eids"),
    [
        (TWELVE, "Schedule One", "sched_1"), (TWELVE, "First Schedule", "sched_1"), (TWELVE, "the Second Schedule", "sched_2"), (TWELVE, "Part Two", "part_2"),
        (TWELVE, "SCHEDULE TWO", "sched_2"), (TWELVE, "Schedule the First", "sched_1"), (TWELVE, "Annex the first", "sched_1"), (TWELVE, "2nd Schedule para 1", "sched_2__sec_1"),
        (TWELVE, "First Schedule, Part One, paragraph 2", "sched_1__part_1__sec_2"), (TWELVE, "paragraph 2 of Part One of the First Schedule", "sched_1__part_1__sec_2"),
        (TWELVE, "Twelfth Schedule", "sched_12"), (TWELVE, "Schedules One and Two", "sched_1 sched_2"), (TWELVE, "the First and Second Schedules", "sched_1 sched_2"),
        (TWELVE, "in schedule two, the fee", "sched_2"), (TWELVE, "Schedule No. 2", "sched_2"), (TWELVE, "Section One", "sec_1"),
        (TWELVE, "Part Three", ""), (TWELVE, "Third Schedule", ""), (TWELVE, "Twenty-first Schedule", ""), (TWELVE, "Schedule Twenty-one", ""),
        (TWELVE, "schedule one of these days", ""), (TWELVE, "schedule two hearings", ""), (TWELVE, "the first part of the day", ""), (TWELVE, "Part One hundred", ""),
        (TWELVE, "section -2", ""), (TWELVE, "section 0", ""), (TWELVE, "第-1条", ""), (TWELVE, "Schedule 0", ""),
        (COUNCIL, "Article -3", "art_x2d3"), (COUNCIL, "Art. −3", "art_x2d3"), (COUNCIL, "article minus 3", "art_x2d3"), (COUNCIL, "Article 3", ""), (COUNCIL, "Article -1", ""),
        (COUNCIL, "Article premier", "art_1"), (COUNCIL, "l’article 2, paragraphe 2, point a)", "art_2__para_2__point_a"), (COUNCIL, "art. 2 §2 a)", "art_2__para_2__point_a"),
        (COUNCIL, "Artikel 2 Absatz 2 Buchstabe a", "art_2__para_2__point_a"), (COUNCIL, "artículo 2, apartado 2, letra a)", "art_2__para_2__point_a"),
        (COUNCIL, "apartado 2 del artículo 2", "art_2__para_2"), (COUNCIL, "paragraphes 1 et 2 de l’article 2", "art_2__para_1 art_2__para_2"),
        (COUNCIL, "articolo 2, comma 1", "art_2__para_1"), (COUNCIL, "artikel 2, lid 2, onder a", "art_2__para_2__point_a"), (COUNCIL, "artículos 1 y 2", "art_1 art_2"),
        (COUNCIL, "point 1 de l’annexe II", "att_2__para_1"), (COUNCIL, "Anhang II Nummer 1", "att_2__para_1"),
        (RESOLUTION, "附件一第1项", "att_1__para_1"), (RESOLUTION, "附件1第（一）项", "att_1__para_1"), (RESOLUTION, "附件一（一）", "att_1__para_1"),
        (NAMED_ANNEXES, "Appendix 1", "att_1"), (NAMED_ANNEXES, "Annex 1", "att_1~2"), (NAMED_ANNEXES, "point 1 of Annex 1", "att_1~2__para_1"), (NAMED_ANNEXES, "附件1", "att_1~2"),
        (NAMED_ANNEXES, "Schedule 3", "att_3"), (NAMED_ANNEXES, "Annex 2", ""), (NAMED_ANNEXES, "Schedule 1", ""), (NAMED_ANNEXES, "Appendix 3", ""),
    ],
)  # fmt: skip
def test_numbers_in_words_and_other_languages_are_found(
    law: Law, reference: str, eids: str
) -> None:
    assert find_provisions(law, reference) == tuple(eids.split())


@pytest.mark.parametrize(
    ("law", "reference", "eid"),
    [
        (NAMED_ANNEXES, "Annex 2", "att_2"), (NAMED_ANNEXES, "Appendix 3", "att_3"), (TWELVE, "Second Schedule, Part One", "sched_2"), (TWELVE, "section 2(-1)", "sec_2"),
        (COUNCIL, "Art. 2 Abs. 1 S. 1", "art_2__para_1"), (COUNCIL, "article 2, deuxième alinéa", "art_2"), (COUNCIL, "Article 2, p. 3", "art_2"), (RESOLUTION, "附件一第9项", "att_1"),
    ],
)  # fmt: skip
def test_what_is_called_otherwise_or_goes_deeper_is_not_exact(
    law: Law, reference: str, eid: str
) -> None:
    located = locate_provision(law, reference)
    assert located is not None
    assert (located.eid, located.exact) == (eid, False)


@pytest.mark.parametrize(
    ("front", "references"),
    [
        ("<preface><p>Annex III</p><p>Fees</p></preface>", {"Annex III": "Annex III|", "Annex 3, point 1": "1|", "Annex 1": ""}),
        ("<preface><p>ANNEX IV — Hours</p></preface>", {"Annex IV": "ANNEX IV|Hours", "Annex 1": ""}),
        ("<preamble><p>Second Schedule<authorialNote><p>n</p></authorialNote></p></preamble>", {"Schedule 2": "Second Schedule|", "Schedule 1": ""}),
        ("<coverPage><container name='x'><p>附件九</p></container></coverPage>", {"附件九": "附件九|", "附件一": ""}),
        ("<preface><longTitle><p><docType>Annex</docType> <docNumber>VII</docNumber></p></longTitle></preface>", {"Annex 7": "Annex VII|"}),
        ("<preface><p>List of things in Annex 3</p></preface>", {"Annex 3": "", "Annex 1": "|"}),
    ],
)  # fmt: skip
def test_an_annex_that_its_own_preface_names_answers_to_that_number(
    front: str, references: dict[str, str]
) -> None:
    row = "<paragraph><num>1</num><content><p>Row.</p></content></paragraph>"
    law = _act(
        _unit("Article 1"),
        f"<attachment><doc name='x'><meta/>{front}<mainBody>{row}</mainBody></doc></attachment>",
    )
    assert {one: _found(law, one) for one in references} == references


def test_a_paragraph_of_a_german_section_is_the_one_that_prints_its_number() -> None:
    law = read_text("Gartengesetz\n§ 1 Zweck\nDas Gesetz regelt.\n§ 2 Gebühren\n(1) Die Stadt erhebt eine Gebühr.\n(2) Nichts.\n§ 3a\nNichts.\n")  # fmt: skip
    assert [_found(law, one) for one in ("§ 2 Abs. 1", "§ 2 (2)", "§ 3a", "§ 3")] == ["(1)|", "(2)|", "§ 3a|", ""]  # fmt: skip
    assert locate_provision(law, "§ 2 Abs. 1 Satz 2") != locate_provision(law, "§ 2 Abs. 1")


def test_a_recital_may_be_named_in_brackets() -> None:
    law = read_text("R\nWhereas:\n(1) One.\n(2) Two.\nArticle 1\nX\nText.\n")
    assert [find_provision(law, one) for one in ("recital (2)", "Recital 1")] == ["rec_2", "rec_1"]
    assert find_provisions(law, "recitals (1) and (2)") == ("rec_1", "rec_2")


def test_words_between_two_lists_have_no_number_that_anybody_cites() -> None:
    law = _act(
        "<section><num>1.</num><content><p>In this Act:</p><blockList><listIntroduction>council means</listIntroduction>"
        "<item><num>(a)</num><p>a town council;</p></item><listWrapUp>and none else.</listWrapUp></blockList><p>Between.</p>"
        "<blockList><item><num>(b)</num><p>a parish.</p></item></blockList></content></section>"
    )
    assert [(u.eid, u.kind.value, u.text) for u in law.walk()][1:] == [
        ("sec_1__subpara_1", "subparagraph", "council means"),
        ("sec_1__point_a", "point", "a town council;"),
        ("sec_1__wrapup", "closing", "and none else."),
        ("sec_1__subpara_2", "subparagraph", "Between."),
        ("sec_1__point_b", "point", "a parish."),
    ]
    assert [find_provision(law, one) for one in ("section 1(1)", "section 1, paragraph 2", "section 1(b)")] == [None, None, "sec_1__point_b"]  # fmt: skip


WATER = read_text(
    "Water Act 2026\nArticle 1\nText for an SME.\nArticle 2\nText. See Article 4 WFD.\nArticle 3\nText.\n"
)
HOUSING = read_text("北京市物业管理条例（草案）\n第一条 甲。\n第二条 乙。\n第三条 丙。\n")
POLICE = read_text(
    "Directive (EU) 2016/680 on the protection of natural persons and repealing Directive 2008/1/EC (Law Enforcement Directive)\n"
    "Article 1\nText.\nArticle 2\nText.\n"
)
NAMELESS = read_bytes("第一条 一。\n第二条 二。\n".encode(), "law.txt")


@pytest.mark.parametrize(
    ("law", "reference"),
    [
        *((WATER, reference) for reference in (
            "Article 2 of Directive 2016/1", "Article 2 of Regulation (EU) No 1/2016", "Directive 2016/1, Article 2", "Article 2 TFEU", "Art. 2(1) GDPR",
            "Article 2 of the Fisheries Act 1990", "Article 2 of the Treaty on European Union", "Articles 2 and 3 of Directive 2016/1",
            "Article 2 and Article 3 of Directive 2016/1", "Article 2 of the Water Act 1990", "Water Act 1990, Article 2", "§ 2 BGB",
            "Article 2 (definitions) of Directive 2016/680", "s 2 Human Rights Act 1998", "Article 2 of the Constitution", "Article 2 WFD",
            "Article 2, second sentence, of Council Directive 92/43/EEC", "Article 2 of Law No. 12/2010", "Article 2 of the Habitats Directive", "Article 2 (TFEU)", "Directive 2016/1 (Art. 2)", "Art 2 Berne Convention", "Article 2 of Act No. 12 of 2010",
        )),
        *((HOUSING, reference) for reference in (
            "《民法典》第二条", "民法典第二条", "建议修改民法典第二条", "《民法典》第二条、第三条", "《中华人民共和国民法典》（2020）第二条", "市容管理条例第二条",
            "《民法典》总则编第二条", "《上海市物业管理条例》第二条", "《物业管理条例实施细则》第二条", "宪法第二条", "民法典（第二条）", "Article 2 TFEU", "Article 2 of Directive 2016/1",
        )),
        (POLICE, "Article 2 of Directive 2008/1/EC"), (POLICE, "Article 2 GDPR"), (NAMELESS, "Article 2 of Directive 2016/1"),
    ],
)  # fmt: skip
def test_an_article_of_another_law_is_not_this_ones(law: Law, reference: str) -> None:
    cited = look_up_reference(law, reference)
    assert (cited.located, cited.eids, cited.names_other) == (None, (), True)
    assert locate_provision(law, reference) is None


@pytest.mark.parametrize(
    ("law", "reference"),
    [
        *((WATER, f"Article 2 {whose}") for whose in (
            "of the Water Act", "of the Water Act 2026", "of the Water Bill", "of the Act", "of this Regulation", "of the draft", "of the Bill",
            "of the draft Act", "SME", "NEW", "WA", "Repeal of the Fisheries Act 1990",
        )),
        (WATER, "See Water Act, Article 2"),
        *((HOUSING, f"{whose}第二条") for whose in (
            "《北京市物业管理条例（草案）》", "《物业管理条例》", "《条例》", "物业管理条例", "建议将物业管理条例", "本市物业管理条例", "本条例", "该法", "草案", "征求意见稿", "建议依法", "明确规定",
        )),
        (HOUSING, "第二条，参照《民法典》第三条"), (NAMELESS, "《条例》第二条"),
        *((POLICE, f"Article 2 {whose}") for whose in ("of Directive 2016/680", "LED", "of the Law Enforcement Directive")),
    ],
)  # fmt: skip
def test_a_law_may_be_named_with_its_own_article(law: Law, reference: str) -> None:
    located = locate_provision(law, reference)
    assert located is not None
    assert (located.eid, located.exact) == ("art_2", True)


@pytest.mark.parametrize(
    ("law", "reference"),
    [
        (NAMELESS, "《物业管理条例》第二条"), (WATER, "《物业管理条例》第二条"), (HOUSING, "Article 2 of the Property Act"), (HOUSING, "物业条例第二条"),
        (WATER, "Article 2 XYZ"), (HOUSING, "根据《民法典》第三条，第二条应改"),
    ],
)  # fmt: skip
def test_what_may_be_another_laws_article_is_not_called_exact(law: Law, reference: str) -> None:
    located = locate_provision(law, reference)
    assert located is not None
    assert (located.eid, located.exact) == ("art_2", False)
    assert find_provision(law, reference) is None


def test_what_a_law_calls_itself_is_its_own() -> None:
    law = read_text(
        "An Act to keep gardens\n1 Open\nText.\n2 Title\nThis Act may be cited as the Gardens Act 2026.\n"
    )
    assert find_provision(law, "section 2 of the Gardens Act 2026") == "sec_2"
    assert find_provision(law, "section 2 of the Fees Act 2026") is None


def test_of_several_articles_one_may_be_missing() -> None:
    cited = [(WATER, "Article 1 or 40"), (HOUSING, "第二条和第九条"), (WATER, "Articles 1 and 2"), (HOUSING, "第二条和第三条")]  # fmt: skip
    assert [look_up_reference(*one).is_whole for one in cited] == [False, False, True, True]
