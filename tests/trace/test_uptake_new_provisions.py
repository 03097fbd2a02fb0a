"""Provisions that were to be added: after one that is named, under a number, in a chapter, or nowhere in particular."""

from __future__ import annotations

import pytest

from huiyin.law import read_text
from huiyin.trace import ReasonCode, TracedSuggestion, Uptake, Verdict, trace_uptake

ACT = """Gardens Act

1. Gardens are open to everyone.

2. A council answers a complaint within thirty days.

3. This Act comes into force on 1 May.
"""
PUT = "A council must plant one tree for every hundred visitors in a year."
PLANTED = ACT.replace("3. This", f"3. {PUT}\n\n4. This")
LAW = """花园条例

第一条 为了规范花园，制定本条例。

第二条 机关应当在三十日内答复。

第三条 本条例自公布之日起施行。
"""
PUT_ZH = "市民可以查阅答复，并可以复制有关材料。"
PLANTED_ZH = LAW.replace("第三条", f"第三条 {PUT_ZH}\n\n第四条")


def trace(
    target: str, wording: str = "", *, action: str = "insert", text: str = "", draft: str = ACT, enacted: str = PLANTED
) -> Uptake:  # fmt: skip
    ask = TracedSuggestion("s", target, action, wording, text)
    return trace_uptake([ask], read_text(draft), read_text(enacted)).uptakes[0]


_PLACES = [
    ("after section 2", PUT, "insert", ""),
    ("section 2", PUT, "insert", ""),
    ("section 3", PUT, "insert", ""),
    ("before section 3", PUT, "insert", ""),
    ("section 2A", PUT, "insert", ""),
    ("section 2", "", "replace", f'Insert after section 2 a new section: "{PUT}"'),
    ("section 2", "", "replace", f"After section 2 add a new section: {PUT}"),
    ("", PUT, "insert", ""),
    ("", f"3. {PUT}", "insert", ""),
    ("", "", "replace", f'Add a new section: "{PUT}"'),
    ("", "", "insert", f"Insert the following: {PUT}"),
]
_PLACES_ZH = [
    ("第二条之后", PUT_ZH, "insert", ""),
    ("第二条", PUT_ZH, "insert", ""),
    ("第三条", PUT_ZH, "insert", ""),
    ("第三条之前", PUT_ZH, "insert", ""),
    ("第二条之一", PUT_ZH, "insert", ""),
    ("第二条", "", "replace", f"建议增加一条作为第三条：“{PUT_ZH}”"),
    ("第二条", "", "replace", f"建议在第二条后增加一条，作为第三条：{PUT_ZH}"),
    ("", PUT_ZH, "insert", ""),
    ("", f"第三条　{PUT_ZH}", "insert", ""),
    ("", "", "replace", f"建议增加一条：“{PUT_ZH}”"),
    ("", "", "replace", f"建议在第二条后增加一条，作为第三条：{PUT_ZH}"),
]


@pytest.mark.parametrize(("target", "wording", "action", "text"), _PLACES)
def test_a_new_section_that_the_law_has_where_it_was_asked_is_adopted(
    target: str, wording: str, action: str, text: str
) -> None:
    uptake = trace(target, wording, action=action, text=text)
    assert (uptake.verdict, uptake.score) == (Verdict.ADOPTED, 1.0)
    assert uptake.passages[-1].eid == "sec_3"


@pytest.mark.parametrize(("target", "wording", "action", "text"), _PLACES_ZH)
def test_a_new_article_that_the_law_has_where_it_was_asked_is_adopted(
    target: str, wording: str, action: str, text: str
) -> None:
    uptake = trace(target, wording, action=action, text=text, draft=LAW, enacted=PLANTED_ZH)
    assert (uptake.verdict, uptake.score) == (Verdict.ADOPTED, 1.0)
    assert uptake.passages[-1].eid == "art_3"


@pytest.mark.parametrize(("target", "wording", "action", "text"), _PLACES)
@pytest.mark.parametrize("enacted", [ACT, ACT.replace("thirty", "ten"), ACT.replace("3. This", "3. A council must publish its accounts in March.\n\n4. This")])  # fmt: skip
def test_a_new_section_that_the_law_has_not_is_not_said_to_be_there(
    target: str, wording: str, action: str, text: str, enacted: str
) -> None:
    uptake = trace(target, wording, action=action, text=text, enacted=enacted)
    expected = Verdict.NEEDS_PERSON if target == "section 2A" else Verdict.NOT_ADOPTED
    assert uptake.verdict is expected


@pytest.mark.parametrize(
    ("target", "draft", "enacted", "wording"),
    [("section 1", ACT, PLANTED, PUT), ("第一条", LAW, PLANTED_ZH, PUT_ZH), ("section 9", ACT, PLANTED, PUT)],
)  # fmt: skip
def test_a_new_provision_at_another_place_than_asked_is_elsewhere(
    target: str, draft: str, enacted: str, wording: str
) -> None:
    uptake = trace(target, wording, draft=draft, enacted=enacted)
    assert (uptake.verdict, uptake.reason) == (Verdict.ELSEWHERE, ReasonCode.FOUND_ELSEWHERE)


def test_half_of_a_new_provision_is_adopted_in_part() -> None:
    more = "It must publish on its website how many it planted."
    uptake = trace("section 2", f"{PUT} {more}")
    assert uptake.verdict is Verdict.PARTLY
    assert trace("", f"{PUT} {more}").verdict is Verdict.PARTLY


@pytest.mark.parametrize("action", ["replace", "delete"])
def test_wording_that_names_no_provision_is_said_to_name_none(action: str) -> None:
    uptake = trace("", PUT, action=action)
    assert (uptake.verdict, uptake.reason) == (Verdict.NEEDS_PERSON, ReasonCode.NO_TARGET)
    quoted = trace("", action="replace", text='Replace "thirty days" with "ten days".')
    assert quoted.reason is ReasonCode.NO_TARGET


def test_free_words_that_name_no_provision_are_said_to_ask_for_no_wording() -> None:
    uptake = trace("", action="replace", text="Please be kinder to trees.")
    assert (uptake.verdict, uptake.reason) == (Verdict.NEEDS_PERSON, ReasonCode.FREE_TEXT)


def test_what_was_asked_of_no_provision_and_stands_nowhere_is_not_adopted() -> None:
    uptake = trace(
        "", "An airline must tell passengers of a delay and provide meals or lodging.", draft=ACT
    )
    assert (uptake.verdict, uptake.reason) == (Verdict.NOT_ADOPTED, ReasonCode.NOWHERE_FOUND)


def test_words_that_the_draft_has_already_are_no_new_provision() -> None:
    uptake = trace("", "A council answers a complaint within thirty days.")
    assert uptake.verdict is Verdict.NEEDS_PERSON


CHAPTERS = """花园条例

第一章 总则

第一条 为了规范花园，制定本条例。

第二条 机关应当在三十日内答复。

第二章 罚则

第三条 违反本条例的，处二百元罚款。

第三章 附则

第四条 本条例自公布之日起施行。
"""
IN_CHAPTER = CHAPTERS.replace("第四条", "第五条").replace("第三章", f"第四条 {PUT_ZH}\n\n第三章")


def test_a_new_article_of_a_chapter_is_adopted_in_it_and_elsewhere_outside_it() -> None:
    own = trace("第二章", PUT_ZH, draft=CHAPTERS, enacted=IN_CHAPTER)
    assert (own.verdict, own.score) == (Verdict.ADOPTED, 1.0)
    other = trace("第一章", PUT_ZH, draft=CHAPTERS, enacted=IN_CHAPTER)
    assert other.verdict is Verdict.ELSEWHERE
    rewording = trace("第二章", PUT_ZH, action="replace", draft=CHAPTERS, enacted=IN_CHAPTER)
    assert rewording.reason is ReasonCode.SEVERAL_PROVISIONS


@pytest.mark.parametrize(
    ("draft", "enacted", "target", "wording"),
    [
        (ACT, PLANTED, "section 2", "Every hundred visitors a year should mean that a council must plant one tree."),
        (ACT, PLANTED, "section 1", "One tree per hundred visitors is planted by the council every year."),
        (ACT, PLANTED, "section 3", "For each hundred of its visitors in the year one tree is to be planted by the council."),
        (ACT, PLANTED, "", "Of a year with a hundred visitors every council should plant a tree."),
        (ACT, PLANTED, "", "Trees are planted by councils: one for a hundred visitors a year."),
        (LAW, PLANTED_ZH, "第二条", "有关材料、答复，市民均可以查阅、复制。"),
        (LAW, PLANTED_ZH, "第一条", "对答复和有关材料，市民有权查阅、复制。"),
        (LAW, PLANTED_ZH, "", "有关材料市民可以复制，答复可以查阅。"),
        (ACT, ACT.replace("thirty days.", "thirty days. Reasons in writing go to whoever complains."), "section 2", "Whoever complains must be given the reasons in writing."),
        (LAW, LAW.replace("答复。", "答复。理由应当书面告知投诉人。"), "第二条", "投诉人应当被书面告知理由。"),
    ],
)  # fmt: skip
def test_the_same_words_in_another_order_are_never_denied_with_confidence(
    draft: str, enacted: str, target: str, wording: str
) -> None:
    uptake = trace(target, wording, draft=draft, enacted=enacted)
    assert uptake.verdict is not Verdict.NOT_ADOPTED or uptake.confidence < 0.8


def test_other_words_on_the_same_matter_are_denied() -> None:
    uptake = trace(
        "section 2", "A council must water every tree in the garden twice a week in summer."
    )
    assert uptake.verdict is Verdict.NOT_ADOPTED
