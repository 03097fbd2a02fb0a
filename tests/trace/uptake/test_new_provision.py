"""Provisions that a suggestion wants added: beside the one that it names, or anywhere in the law."""

from __future__ import annotations

import pytest

from huiyin.trace import ReasonCode, Verdict
from tests.trace.uptake.added_provisions import ACT, LAW, PLANTED, PLANTED_ZH, PUT, PUT_ZH, trace

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
