"""A line is not judged by its first words: sentences that begin as a heading does, headings where none is looked for."""

from __future__ import annotations

import pytest

from huiyin.i18n import say
from huiyin.law import Law, find_provision, read_bytes, read_text
from huiyin.law.model import FurnitureName, ProblemCode
from huiyin.law.writers.akoma_ntoso import to_akoma_ntoso
from huiyin.law.writers.plain_text import to_markdown, to_text
from huiyin.presentation.citations import name_provision
from tests.law.checks import assert_sound


def sound(text: str, name: str = "law.txt") -> Law:
    law = read_bytes(text.encode(), name)
    assert_sound(law)
    return law


def outline(law: Law) -> list[str]:
    """eId, number, heading and words of each unit, what is empty left out."""
    return [" | ".join(filter(None, (p.eid, p.num, p.heading, p.text))) for p in law.walk()]


def notes(law: Law) -> list[str]:
    return [f.text for f in law.furniture if f.name is FurnitureName.NOTE]


# Sentences that begin with the number of a part ----------------------------------------------------

AMENDING = """COMMISSION IMPLEMENTING REGULATION (EU) 2025/7
on the list of public gardens
Whereas:
(1) The list is out of date.
HAS ADOPTED THIS REGULATION:
Article 1
Annex II to Regulation (EU) 2016/1 is amended in accordance with the Annex to this Regulation.
Article 2
This Regulation shall enter into force on the twentieth day following that of its publication.
ANNEX
In Annex II, the entry for North Garden is deleted.
"""


def test_a_sentence_that_begins_with_an_annex_is_no_annex() -> None:
    law = sound(AMENDING)
    assert outline(law) == [
        "rec_1 | (1) | The list is out of date.",
        "art_1 | Article 1 | Annex II to Regulation (EU) 2016/1 is amended in accordance with the Annex to this Regulation.",
        "art_2 | Article 2 | This Regulation shall enter into force on the twentieth day following that of its publication.",
        "att_1 | ANNEX",
        "att_1__item_1 | In Annex II, the entry for North Garden is deleted.",
    ]
    assert law.problems == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Annex II is replaced by the text in the Annex to this Regulation",
        "Annex IV shall apply.",
        "Annex I to Regulation (EU) 2016/1, as last amended in 2020, and Annex III thereto are hereby deleted.",
        "Appendix 2 to that Decision does not apply;",
        "Chapter II of Regulation (EU) 2016/1 applies to gardens.",
        "Title III shall not apply.",
        "Section 2 of this Chapter is without prejudice to other law.",
        "Part 1 makes provision for gardens.",
        "Article 9 does not apply.",
        "For the Council to act, it must be asked.",
    ],
)
def test_a_sentence_about_a_part_of_a_regulation_is_a_sentence(sentence: str) -> None:
    law = sound(
        f"REGULATION\nArticle 1\nScope\nFirst.\n{sentence}\nArticle 2\nForce\nEnd.\nANNEX I\nList\nEast.\n"
    )
    assert [p.eid for p in law.provisions] == ["art_1", "art_2", "att_1"]
    assert law.by_eid["art_1__para_2"].text == sentence
    assert law.problems == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Schedule 1 makes provision about fees.",
        "Schedule 2 (hours) has effect.",
        "Schedule 1 to this Act lists the gardens to which it applies.",
        "Part 2 does not apply to parks.",
        "3 months after notice, the duty ends.",
    ],
)
def test_a_sentence_about_a_part_of_an_act_is_a_sentence(sentence: str) -> None:
    law = sound(
        f"Act\n1 Title\nCited so.\n2 Duty\nA council must act.\n{sentence}\n3 Fees\nNone.\n"
        "PART 2\nPARKS\n4 Parks\nOpen.\nSCHEDULE 1\nFEES\n1 Two pounds.\nSchedule 2 Hours\n1 From six.\n"
    )
    assert [p.eid for p in law.provisions] == [
        "sec_1", "sec_2", "sec_3", "part_2", "sched_1", "sched_2",
    ]  # fmt: skip
    assert law.by_eid["sec_2__para_2"].text == sentence
    assert law.by_eid["sched_2"].heading == "Hours"


@pytest.mark.parametrize(
    ("number", "heading"),
    [
        ("ANNEX I", "List of gardens which are open to the public."),
        ("Annex I", "Lists of parks that must be kept open."),
        ("Annex I", "Obligations of Member States."),
        ("Annex I", "Fees from 1 May 2025."),
        ("Annex I", "Means of payment, and when they are accepted."),
        ("Annex I", "Persons to whom this Regulation does not apply."),
        ("ANNEX I", "GARDENS THAT ARE EXEMPT."),
        ("CHAPTER I", "What is to be done, and who must do it."),
    ],
)
def test_a_heading_that_holds_a_clause_or_ends_with_a_stop_is_one(
    number: str, heading: str
) -> None:
    law = sound(f"REGULATION\nArticle 1\nFirst.\n{number} {heading}\n1. East.\n")
    assert [(p.num, p.heading) for p in law.provisions[1:]] == [(number, heading)]
    assert law.by_eid["art_1"].text == "First."


@pytest.mark.parametrize(
    ("number", "heading"),
    [
        ("Schedule 1", "Gardens that are exempt."),
        ("Part 2", "Who may apply, and when fees are due."),
        ("PART 2", "What this Act does."),
        ("Schedule 1", "Sets of rules."),
    ],
)
def test_a_heading_of_an_act_that_holds_a_clause_is_one(number: str, heading: str) -> None:
    law = sound(f"Act\n1 Title\nCited.\n2 Fees\nA fee is due.\n{number} {heading}\n3 End\nNow.\n")
    assert (law.provisions[2].num, law.provisions[2].heading) == (number, heading)
    assert "doubtful_heading" not in [p.code for p in law.problems]


def test_a_sentence_that_may_be_a_heading_is_told() -> None:
    law = sound("Act\n1 Title\nCited.\nPart 2 Councils must act.\n2 End\nNow.\n")
    assert law.by_eid["sec_1__para_2"].text == "Part 2 Councils must act."
    assert [(p.line, p.code) for p in law.problems] == [(4, ProblemCode.DOUBTFUL_HEADING)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Section 3 does not apply to parks.",
        "Section 3 also applies.",
        "Sec. 3 applies by analogy",
        "§ 3 applies.",
        "Section 3 The fee is due.",
        "Section 3 in so far as it concerns parks.",
        "Section 4 does not apply.",
        "Section 3 of the Parks Act is repealed.",
    ],
)
def test_a_sentence_about_a_section_takes_no_place_from_it(sentence: str) -> None:
    law = sound(
        f"Act\n1 Hours\nA garden opens.\n2 Exceptions\n{sentence}\n3 Fees\nA fee is due.\n4 Extent\nWales.\n"
    )
    assert [(a.num, a.heading) for a in law.articles] == [
        ("1", "Hours"), ("2", "Exceptions"), ("3", "Fees"), ("4", "Extent"),
    ]  # fmt: skip
    assert law.by_eid["sec_2"].text == sentence


@pytest.mark.parametrize(
    "second", ["Section 2 the fee is due.", "Section 2 The fee is due.", "Section 2\nA fee is due."]
)
def test_a_section_whose_words_go_on_behind_its_name_is_one(second: str) -> None:
    law = sound(f"Act\nSection 1 A garden opens.\n{second}\nSection 3 It closes.\n")
    assert [a.num for a in law.articles] == ["Section 1", "Section 2", "Section 3"]


def test_a_citation_that_a_line_break_has_moved_to_the_front_begins_nothing() -> None:
    law = sound(
        "Act\n1 Title\nCited so.\n2 Duty\nIn accordance with\nSchedule 2 to this Act, fees\nmay be charged.\n3 End\nNow.\n"
    )
    assert [p.eid for p in law.provisions] == ["sec_1", "sec_2", "sec_3"]


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


# Headings -----------------------------------------------------------------------------------------

REGULATIONS = """The Public Gardens Regulations 2025
Citation and commencement
1. These Regulations may be cited as the Public Gardens Regulations 2025 and come into force on 1st May 2025.
Interpretation
2. In these Regulations, “garden” means land open to the public.
Duty to open
3.—(1) A council must open its gardens every day.
(2) Paragraph (1) does not apply in a storm.
"""


def test_a_heading_above_the_number_is_the_units() -> None:
    law = sound(REGULATIONS)
    assert [(p.eid, p.heading) for p in law.provisions] == [
        ("sec_1", "Citation and commencement"),
        ("sec_2", "Interpretation"),
        ("sec_3", "Duty to open"),
    ]
    assert [p.num for p in law.by_eid["sec_3"].children] == ["(1)", "(2)"]
    assert law.problems == ()


@pytest.mark.parametrize("read_back", ["text", "Akoma Ntoso"])
def test_a_heading_above_the_number_stays_there_when_it_is_written(read_back: str) -> None:
    law = read_text(REGULATIONS)
    again = (
        read_text(to_text(law)) if read_back == "text" else read_bytes(to_akoma_ntoso(law), "a.xml")
    )
    assert_sound(again)
    assert "".join(again.source.split()) == "".join(REGULATIONS.split())
    assert [(p.eid, p.heading, p.text) for p in again.walk()] == [
        (p.eid, p.heading, p.text) for p in law.walk()
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a treaty, and a law of Japan in Chinese
            "Treaty\nSubject matter\nArticle 1\nThis governs.\nScope\nArticle 2\nIt applies.\nForce\nArticle 3\nNow.\n",
            ["art_1 Subject matter", "art_2 Scope", "art_3 Force"],
        ),
        (
            "某条例\n（目的）\n第一条 甲。\n（定义）\n第二条 乙。\n第三条 丙。\n",
            ["art_1 目的", "art_2 定义", "art_3 "],
        ),
        (
            "某条例\n第一章 总则\n立法目的\n第一条 甲。\n适用范围\n第二条 乙。\n第二章 附则\n施行日期\n第三条 丙。\n",
            ["art_1 立法目的", "art_2 适用范围", "art_3 施行日期"],
        ),
        (  # below the heading of a part, and below a heading over several
            "Act\nPART 1\nGENERAL\nCitation\n1. Cited.\nMeaning\n2. It means it.\nPART 2 DUTIES\nDuty\n3. It must.\n"
            "Supplementary\nPower\n4. It may.\n",
            ["sec_1 Citation", "sec_2 Meaning", "sec_3 Duty", "sec_4 Power"],
        ),
    ],
)
def test_headings_above_numbers_of_other_makers(text: str, expected: list[str]) -> None:
    law = sound(text)
    assert [f"{a.eid} {a.heading}" for a in law.articles] == expected


def test_a_heading_of_a_markdown_file_above_a_number_is_trusted_alone() -> None:
    law = sound("# Rules\n\n## Duty\n\n1. A council must.\n\n2. It may.\n", "rules.md")
    assert [(a.heading, a.text) for a in law.articles] == [
        ("Duty", "A council must."),
        ("", "It may."),
    ]


@pytest.mark.parametrize(
    ("text", "above"),
    [
        (
            "Act\nIntroductory\n1 Title\nCited.\n2 Meaning\nIt means it.\nDuties of councils\n3 Duty\nIt must.\n",
            {"sec_1": "Introductory", "sec_2": "Introductory", "sec_3": "Duties of councils"},
        ),
        (
            "Treaty\nArticle 1\nScope\nIt governs.\nFinal provisions\nArticle 2\nForce\nNow.\n",
            {"art_1": "", "art_2": "Final provisions"},
        ),
        (
            "某条例\n第一条 甲。\n管理职责\n第二条 乙。\n法律责任\n第三条 丙。\n第四条 丁。\n第五条 戊。\n",
            {"art_1": "", "art_2": "管理职责", "art_3": "法律责任", "art_5": "法律责任"},
        ),
    ],
)
def test_a_heading_over_several_units_belongs_to_none_of_them(
    text: str, above: dict[str, str]
) -> None:
    law = sound(text)
    for eid, heading in above.items():
        parent = law.parent_of.get(eid)
        assert (law.by_eid[parent].heading if parent else "") == heading
    assert all(
        heading not in law.by_eid[eid].full_text for eid, heading in above.items() if heading
    )


def told(law: Law) -> list[tuple[str, str]]:
    return [(p.code.value, dict(p.details)["text"]) for p in law.problems]


ABOVE = """The Public Gardens Regulations 2025
PART 1
General
Citation
1. These Regulations may be cited so.
Interpretation
2.—(1) In these Regulations—
“garden” means land;
“park” means a park{stop}
Application
3. These apply to Wales.
PART 2
Fees
Refunds
4. A refund is made within 14 days.
{odd}
5. A person commits an offence.
SCHEDULE 1 Regulation 4
Fees
Interpretation
1. In this Schedule “fee” means money.
Amount
2. Two pounds.
"""


@pytest.mark.parametrize("odd", ["Offences: penalty etc.", "Offences", "Fees, fines, etc."])
@pytest.mark.parametrize("stop", [".", ""])
def test_one_odd_line_puts_no_heading_into_the_section_before(odd: str, stop: str) -> None:
    law = sound(ABOVE.format(odd=odd, stop=stop))
    assert [(a.eid, a.heading) for a in law.articles] == [
        ("sec_1", "Citation"), ("sec_2", "Interpretation"), ("sec_3", "Application"),
        ("sec_4", "Refunds"), ("sec_5", odd),
        ("sched_1__sec_1", "Interpretation"), ("sched_1__sec_2", "Amount"),
    ]  # fmt: skip
    assert law.by_eid["sched_1"].heading == "Regulation 4 Fees"
    odd_ones = ["Application"] * (not stop) + [odd] * odd.endswith(".")
    assert told(law) == [("guessed_heading", line) for line in odd_ones]


def test_a_heading_above_is_found_behind_the_words_after_a_list() -> None:
    law = sound(
        "Rules\nDuties\n1. A council must—\n(a) open; and\n(b) close,\nevery day\nFees\n2. A fee is due.\n"
    )
    assert [(a.heading, a.eid) for a in law.articles] == [("Duties", "sec_1"), ("Fees", "sec_2")]
    assert told(law) == [("guessed_heading", "Fees")]


def test_a_line_below_its_like_is_not_taken_for_a_heading_but_told() -> None:
    law = sound(
        "Rules\nScope\n1. This applies to:\nEast garden\nWest garden\n2. Two.\nExtent\n3. Wales.\nTime\n4. May.\n"
    )
    assert law.by_eid["sec_1"].children[-1].text == "West garden"
    assert told(law) == [("doubtful_heading", "West garden")]


@pytest.mark.parametrize(
    "contents",
    [
        "CONTENTS\n1. Citation\n2. Meaning\n3. Duty\n",
        "Contents\nPART 1\n1. Citation 1\n2. Meaning 1\n3. Duty 2\nSCHEDULE 1 Fees 3\n",
        "CONTENTS\n1. Citation\n2. Meaning\n3. Duty\nSchedule 1 Fees\n1. Pounds\n",
    ],
)
def test_a_table_of_contents_ends_where_its_headings_come_above_numbers(contents: str) -> None:
    law = sound(
        f"The X Regulations 2025\n{contents}Citation\n1. Cited.\nMeaning\n2. Land.\nDuty\n3. Open.\n"
    )
    assert [(a.heading, a.text) for a in law.articles] == [
        ("Citation", "Cited."), ("Meaning", "Land."), ("Duty", "Open."),
    ]  # fmt: skip


def test_a_sentence_that_breaks_off_below_a_number_is_no_heading() -> None:
    law = sound(
        "REGULATION\nArticle 1\nThe list is amended in accordance with\nAnnex II to this Regulation.\nArticle 2\nEnd.\n"
    )
    assert law.by_eid["art_1"].heading == ""
    assert [p.text for p in law.by_eid["art_1"].children] == [
        "The list is amended in accordance with",
        "Annex II to this Regulation.",
    ]


@pytest.mark.parametrize(
    ("unit", "sentence", "annex", "eid"),
    [
        ("Article 1", "Annexe III du règlement (UE) 2016/1 est supprimée.", "ANNEXE II", "att_2"),
        ("Article 1", "Anhang II der Verordnung wird gestrichen.", "ANHANG", "att_1"),
        ("§ 1", "Anlage 1 des Gesetzes gilt entsprechend", "Anlage 2", "sched_2"),
        ("Article 1", "Anexo III del Reglamento queda suprimido.", "ANEXO I", "att_1"),
    ],
)
def test_an_annex_in_another_language_is_one_and_a_sentence_about_it_none(
    unit: str, sentence: str, annex: str, eid: str
) -> None:
    law = sound(f"Law\n{unit} Title\n{sentence}\n{annex}\nListe\n1. Ost.\n")
    assert [(p.num, p.eid) for p in law.provisions[1:]] == [(annex, eid)]
    assert sentence in law.provisions[0].full_text


def test_notes_of_the_journal_in_other_languages_are_notes() -> None:
    law = sound(
        "RÈGLEMENT\nArticle 1\nLa liste (1) vaut.\nFait à Bruxelles, le 1er mai 2025.\n(1) JO L 1 du 1.1.2015, p. 1.\n"
    )
    assert [p.eid for p in law.walk()] == ["art_1"]
    assert notes(law) == ["(1) JO L 1 du 1.1.2015, p. 1."]


def test_the_last_of_numbered_headings_may_have_no_article_below() -> None:
    law = sound(
        "某决定\n一、修改第一条\n第一条 改为甲。\n二、修改第二条\n第二条 改为乙。\n三、删去第三条\n本决定施行。\n"
    )
    assert [p.num for p in law.provisions] == ["一、", "二、", "三、"]
    assert [p.code for p in law.problems] == [ProblemCode.STRAY_LINE]


@pytest.mark.parametrize(
    "contents",
    [
        "Citation and extent\nSection 1\nMeaning\nSection 2\nDuty to open\nSection 3\n",
        "Citation and extent 1\nMeaning 1\nDuty to open 2\n",
        "1\nCitation and extent\n2\nMeaning\n3\nDuty to open\n",
    ],
)
@pytest.mark.parametrize("title", ["CONTENTS", "Arrangement of sections"])
def test_a_table_of_contents_whose_entries_bear_their_numbers_elsewhere_ends_with_itself(
    contents: str, title: str
) -> None:
    law = sound(
        f"The X Act 2025\n{title}\n{contents}Citation and extent\nSection 1\nCited.\n"
        "Meaning\nSection 2\nLand.\nDuty to open\nSection 3\n(1) Open.\n(2) Or closed.\n"
    )
    assert [(a.num, a.heading) for a in law.articles] == [
        ("Section 1", "Citation and extent"), ("Section 2", "Meaning"), ("Section 3", "Duty to open"),
    ]  # fmt: skip
    assert told(law) == []


def test_a_table_of_contents_with_parts_and_numbers_on_lines_of_their_own_ends_with_itself() -> (
    None
):
    law = sound(
        "The X Act 2025\nCONTENTS\nPART 1\nGENERAL\n1\nCitation\n2\nMeaning\nPART 2\nOPENING\n3\nDuty\n"
        "SCHEDULE\nGardens\nPART 1\nGENERAL\n1 Citation\nCited.\n2 Meaning\nLand.\nPART 2\nOPENING\n"
        "3 Duty\nOpen.\nSCHEDULE\nGardens\n1 East.\n2 West.\n"
    )
    assert [(p.eid, p.heading) for p in law.by_eid.values() if not p.eid.startswith("sched")] == [
        ("part_1", "GENERAL"), ("sec_1", "Citation"), ("sec_2", "Meaning"),
        ("part_2", "OPENING"), ("sec_3", "Duty"),
    ]  # fmt: skip
    assert [p.eid for p in law.by_eid.values() if p.eid.startswith("sched")] == [
        "sched_1", "sched_1__sec_1", "sched_1__sec_2",
    ]  # fmt: skip


def test_a_table_of_contents_with_a_heading_that_two_parts_have_ends_with_itself() -> None:
    law = sound(
        "The X Rules 2025\nCONTENTS\nGeneral\nMeaning\nScope\nFees\nMeaning\nAmount\n"
        "General\nMeaning\n1. Land.\nScope\n2. Wales.\nFees\nMeaning\n3. Money.\nAmount\n4. Two.\n"
    )
    assert [(a.num, a.heading) for a in law.articles] == [
        ("1.", "Meaning"), ("2.", "Scope"), ("3.", "Meaning"), ("4.", "Amount"),
    ]  # fmt: skip


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


# Numbers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "二、三类动物疫病呈暴发性流行时，按照一类动物疫病处理。",
        "三、四级企业应当申请。",
        "一、二类疫苗的接种，适用本法。",
        "五、六月为汛期。",
    ],
)
@pytest.mark.parametrize("before", ["第二条 ", "第二条\n", "第二条 首款。\n"])
def test_two_kinds_that_begin_a_sentence_are_no_item(before: str, words: str) -> None:
    law = sound(f"动物防疫法\n第一条 为了防疫，制定本法。\n{before}{words}\n第三条 施行。\n")
    assert [p.kind for p in law.walk()].count(law.by_eid["art_1"].kind) == 3
    assert words in [p.text for p in law.walk()]


def test_kinds_that_are_items_are_items() -> None:
    law = sound("某法\n第一条 下列疫苗：\n一、二类疫苗；\n二、三类疫苗；\n三、其他。\n")
    assert [(p.num, p.text) for p in law.by_eid["art_1"].children] == [
        ("一、", "二类疫苗；"),
        ("二、", "三类疫苗；"),
        ("三、", "其他。"),
    ]


TONNAGE = """# 海商法

第一条 赔偿限额依照下列规定计算：

（一）关于人身伤亡的赔偿请求

1.300总吨至500总吨的船舶，赔偿责任限额为500000计算单位；

2.超过500总吨的船舶，适用本项第1目的规定。

（二）关于非人身伤亡的赔偿请求。

第二条 本法自公布之日起施行。
"""


def test_a_number_of_a_list_right_before_a_figure_is_no_decimal() -> None:
    law = sound(TONNAGE, "law.md")
    assert outline(law)[1:5] == [
        "art_1__point_1 | （一） | 关于人身伤亡的赔偿请求",
        "art_1__point_1__subpoint_1 | 1. | 300总吨至500总吨的船舶，赔偿责任限额为500000计算单位；",
        "art_1__point_1__subpoint_2 | 2. | 超过500总吨的船舶，适用本项第1目的规定。",
        "art_1__point_2 | （二） | 关于非人身伤亡的赔偿请求。",
    ]


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [
        ("1.300总吨；\n2.10总吨以上；\n3.超过。", ["1.", "2.", "3."]),
        ("1．300吨；\n2．500吨。", ["1．", "2．"]),
        ("1、300吨；\n2、500吨。", ["1、", "2、"]),
        ("1.长度；\n2.10米以上。", ["1.", "2."]),
        ("1.5倍以上的，适用。", []),
        ("1.5倍\n2.5倍", []),
        ("1.1概述\n1.2范围\n2.1方法", []),
        ("2.10米以上的，适用。\n0.5米以下的，不适用。", []),
    ],
)
def test_what_counts_beside_a_figure_tells_whether_it_is_a_decimal(
    lines: str, numbers: list[str]
) -> None:
    law = sound(f"某法\n第一条 如下：\n{lines}\n第二条 丙。\n")
    assert [p.num for p in law.by_eid["art_1"].walk() if p.num][1:] == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Code\nSec. 2.9. TITLE. Cited.\nSec. 2.10. TERMS. In this:\n(a) one;\nSec. 3.01. FEES. None.\n", ["2.9", "2.10", "3.1"]),
        ("Code\nArticle 2.9 Scope\nOne.\nArticle 2.10 Fees\nTwo.\nArticle 2.11 Hours\nThree.\n", ["2.9", "2.10", "2.11"]),
        ("Code\nSection 1.1 Scope\nOne.\nSection 1.2 Fees\nTwo.\nSection 2.1 Hours\nThree.\n", ["1.1", "1.2", "2.1"]),
    ],
)  # fmt: skip
def test_section_2_10_is_neither_section_2_nor_section_210(text: str, numbers: list[str]) -> None:
    law = sound(text)
    assert [a.eid.partition("_")[2] for a in law.articles] == numbers
    assert {p.code for p in law.problems} <= {ProblemCode.BEGINS_LATER}
    assert find_provision(law, numbers[1]) == law.articles[1].eid
    assert find_provision(law, law.articles[1].num.rstrip(".")) == law.articles[1].eid


@pytest.mark.parametrize(
    "above",
    [
        "## 第二章 勘验、检查",
        "（一）申请书；\n\n（二）证明材料",
        "1.申请书\n\n2.证明材料",
        "二、管辖",
        "第二款。",
        "（申请）",
    ],
)
def test_an_article_without_a_space_after_its_number_is_one_whatever_stands_above(
    above: str,
) -> None:
    law = sound(
        f"# 某法\n\n第一条 侦查由公安机关进行。\n\n第二条 应当审查下列事项：\n\n{above}\n\n"
        "第三条侦查人员应当进行勘验：\n\n（一）子。\n\n第四条 本法自公布之日起施行。\n",
        "law.md",
    )
    assert [a.eid for a in law.articles] == ["art_1", "art_2", "art_3", "art_4"]
    assert law.by_eid["art_3"].text == "侦查人员应当进行勘验："
    assert law.problems == ()


def test_a_heading_takes_no_sentence_into_itself() -> None:
    law = sound("某法\n第一章 总则\n本章规定一般事项。\n第一条 甲。\n")
    assert law.by_eid["chp_1"].heading == "总则"
    assert [p.code for p in law.problems] == [ProblemCode.STRAY_LINE]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("某法\n第三条 甲。\n第四条 乙。\n", "第三条"),
        ("Act\n5 Title\nText here.\n6 Duty\nMore.\n", "5"),
    ],
)
def test_a_text_that_begins_above_one_says_so_in_words(text: str, number: str) -> None:
    law = sound(text)
    assert [(p.line, p.code) for p in law.problems] == [(2, ProblemCode.BEGINS_LATER)]
    for language in ("en", "zh"):
        said = say("law.problem.begins_later", language, **dict(law.problems[0].details))
        assert number in said
        assert "{" not in said


# Footnotes ----------------------------------------------------------------------------------------

PAGE = (
    "<html><body><p>REGULATION (EU) 2025/9 on gardens</p><p>Article 1</p>"
    '<p>The list of 2015 <a href="#r1">(<sup>1</sup>)</a> applies.</p>{between}<p>Article 2</p>'
    "<p>This Regulation shall enter into force on 1 May.</p>{after}</body></html>"
)
FORMULA = (
    "<p>This Regulation shall be binding in its entirety and directly applicable in all Member States.</p>"
    "<p>Done at Brussels, 1 March 2025.</p><hr/>"
)


@pytest.mark.parametrize(
    ("between", "after", "expected"),
    [
        (
            "",
            f'{FORMULA}<p><a id="r1" href="#c1">(<span>1</span>)</a>  OJ L 1, 1.1.2015, p. 1.</p>'
            '<p><a id="r2" href="#c2">(<span>2</span>)</a>  OJ L 2, 1.1.2015, p. 2.</p>',
            ["(1) OJ L 1, 1.1.2015, p. 1.", "(2) OJ L 2, 1.1.2015, p. 2."],
        ),
        (
            "",
            f"{FORMULA}<p>(1) Position of the Parliament.</p><p>(*) See above.</p>",
            ["(1) Position of the Parliament.", "(*) See above."],
        ),
        ("", "<p>(1) OJ L 1, p. 1.</p>", ["(1) OJ L 1, p. 1."]),
        ('<p><a id="r1" href="#c1">(1)</a> See the Act.</p>', "", ["(1) See the Act."]),
        ("", '<p class="oj-note">(1) See the Act.</p>', ["(1) See the Act."]),
        (
            "",
            '<section role="doc-endnotes"><ol><li>See the Act.</li></ol></section>',
            ["1. See the Act."],
        ),
    ],
)
def test_footnotes_are_neither_recitals_nor_points(
    between: str, after: str, expected: list[str]
) -> None:
    law = sound(PAGE.format(between=between, after=after), "oj.html")
    assert outline(law) == [
        "art_1 | Article 1 | The list of 2015 (1) applies.",
        "art_2 | Article 2 | This Regulation shall enter into force on 1 May.",
    ]
    assert notes(law) == expected


def test_a_footnote_between_recitals_is_no_recital() -> None:
    law = sound(
        "REGULATION\nWhereas:\n(1) One.\n(2) Two.\n(1) OJ L 5, 1.1.2015, p. 2.\n(3) Three.\nHAS ADOPTED THIS REGULATION:\n"
        "CHAPTER I\nGeneral\nArticle 1\nText.\nDone at Brussels, 1 May.\n(2) Position of the Parliament.\n"
    )
    assert [p.eid for p in law.walk()] == ["rec_1", "rec_2", "rec_3", "chp_1", "art_1"]
    assert notes(law) == ["(1) OJ L 5, 1.1.2015, p. 2.", "(2) Position of the Parliament."]


def test_a_numbered_list_in_a_page_is_no_footnote() -> None:
    law = sound(
        '<html><body><p>Rules</p><p><a href="#s1">1</a></p><p id="s1">Article 1</p><p>One:</p><p>(1) a;</p><p>(2) b.</p></body></html>',
        "rules.html",
    )
    assert [p.num for p in law.by_eid["art_1"].children] == ["(1)", "(2)"]
