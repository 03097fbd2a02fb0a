"""Lines of laws in spaced scripts: headings above numbers, tables of contents, sentences that begin as a heading does."""

from __future__ import annotations

import pytest

from huiyin.law import read_bytes, read_text
from huiyin.law.model import ProblemCode
from huiyin.law.writers.akoma_ntoso import to_akoma_ntoso
from huiyin.law.writers.plain_text import to_text
from tests.law.checks import assert_sound
from tests.law.outlines import outline, sound, told

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
