"""Wording about a part of a provision: one sentence, the words before a list, a point, a heading."""

from __future__ import annotations

import pytest

from huiyin.trace import Verdict
from tests.trace.uptake.money_acts import ACT, LAW, WIDER, WIDER_ZH, trace

MORE = "A person who has made an outstanding contribution to preventing money laundering may be rewarded."
_WIDER = ACT.replace("the regulator or the police", "the regulator, the police or another competent body")  # fmt: skip
ENACTED = {
    "as-asked": _WIDER,
    "with-a-paragraph-behind": _WIDER.replace("secret.\n", f"secret.\n\n{MORE}\n"),
    "in-numbered-paragraphs": _WIDER.replace("2. Any", "2. (1) Any").replace(
        "secret.\n", f"secret.\n\n(2) {MORE}\n"
    ),
    "split": _WIDER.replace("body. The", "body.\n\nThe"),
    "behind-a-new-section": _WIDER.replace("4. This", "5. This")
    .replace("3. A council", "4. A council")
    .replace("2. Any", f"2. {MORE}\n\n3. Any"),
}
MORE_ZH = "国家对举报人给予奖励，具体办法由国务院反洗钱行政主管部门会同有关部门制定。"
_WIDER_ZH = LAW.replace("部门或者公安机关举报", "部门、公安机关或者其他有关国家机关举报")
ENACTED_ZH = {
    "as-asked": _WIDER_ZH,
    "behind-a-paragraph": _WIDER_ZH.replace("第二条 ", f"第二条 {MORE_ZH}\n\n"),
    "split": _WIDER_ZH.replace("接受举报", "\n\n接受举报"),
    "behind-a-new-article": _WIDER_ZH.replace("第四条", "第五条")
    .replace("第三条", "第四条")
    .replace("第二条", f"第二条 {MORE_ZH}\n\n第三条"),
}


@pytest.mark.parametrize("enacted", ENACTED.values(), ids=ENACTED)
@pytest.mark.parametrize(
    ("wording", "action", "text"),
    [
        (WIDER, "replace", ""),
        (WIDER, "insert", ""),
        (f"2. {WIDER}", "replace", ""),
        ("", "replace", f"Section 2 should read: “{WIDER}”"),
        (
            f"{WIDER} The body that receives a report must keep the reporter and the report secret.",
            "replace",
            "",
        ),
    ],
    ids=["alone", "inserted", "with-its-number", "quoted", "whole"],
)
def test_one_sentence_of_a_section_that_was_enacted_so_is_adopted(
    enacted: str, wording: str, action: str, text: str
) -> None:
    uptake = trace(ACT, enacted, "section 2", wording, action=action, text=text)
    assert (uptake.verdict, uptake.score) == (Verdict.ADOPTED, 1.0)
    assert uptake.confidence >= 0.9


@pytest.mark.parametrize("enacted", ENACTED_ZH.values(), ids=ENACTED_ZH)
@pytest.mark.parametrize(
    ("wording", "text"),
    [
        (WIDER_ZH, ""),
        (f"第二条　{WIDER_ZH}", ""),
        ("", f"建议将第二条修改为：“{WIDER_ZH}”"),
        ("", f"第二条修改为：{WIDER_ZH}"),
        (WIDER_ZH + "接受举报的机关应当对举报人和举报内容保密。", ""),
    ],
    ids=["alone", "with-its-number", "quoted", "behind-a-colon", "whole"],
)
def test_one_sentence_of_an_article_that_was_enacted_so_is_adopted(
    enacted: str, wording: str, text: str
) -> None:
    uptake = trace(LAW, enacted, "第二条", wording, text=text)
    assert (uptake.verdict, uptake.score) == (Verdict.ADOPTED, 1.0)


@pytest.mark.parametrize(
    ("draft", "target", "old", "new"),
    [
        (ACT, "section 3", "A council must consider each of the following before it closes a garden:", "A council must have regard to each of the following, and publish its reasons, before it closes a garden:"),
        (ACT, "section 3", "(b) the cost of keeping it open;", "(b) the cost of keeping it open for a year;"),
        (ACT, "section 3", "(c) the views of neighbours.", "(c) the views of neighbours and of the schools nearby."),
        (ACT, "section 2", "The body that receives a report must keep the reporter and the report secret.", "The body that receives a report must keep the reporter secret and answer within ten days."),
        (LAW, "第三条", "设立花园，应当具备下列条件：", "设立花园或者苗圃，应当经街道办事处批准，并具备下列条件："),
        (LAW, "第三条", "（二）有必要的资金；", "（二）有必要的资金和设备；"),
        (LAW, "第三条", "（三）有专职的管理人员。", "（三）有专职的管理人员和安全员。"),
        (LAW, "第二条", "接受举报的机关应当对举报人和举报内容保密。", "接受举报的机关应当对举报人和举报内容保密，并在十五日内答复举报人。"),
    ],
    ids=["chapeau", "point", "last-point", "second-sentence", "zh-chapeau", "zh-point", "zh-last-point", "zh-second-sentence"],
)  # fmt: skip
def test_what_a_part_leaves_out_is_not_asked_to_go(
    draft: str, target: str, old: str, new: str
) -> None:
    taken_up = trace(draft, draft.replace(old, new), target, new)
    assert (taken_up.verdict, taken_up.score) == (Verdict.ADOPTED, 1.0)
    left = trace(draft, draft, target, new)
    assert left.verdict is Verdict.NOT_ADOPTED
    others = draft.replace("discovers", "finds").replace("个人发现洗钱", "个人知道洗钱")
    assert trace(draft, others.replace(old, new), target, new).verdict is Verdict.ADOPTED


@pytest.mark.parametrize(
    ("draft", "target", "wording", "gone"),
    [
        (ACT, "section 2", "Any person who discovers money laundering may report it to the regulator or the police.", " The body that receives a report must keep the reporter and the report secret."),
        (LAW, "第二条", "任何单位和个人发现洗钱活动，有权向反洗钱行政主管部门或者公安机关举报。", "接受举报的机关应当对举报人和举报内容保密。"),
    ],
)  # fmt: skip
def test_a_part_sent_word_for_word_asks_for_the_rest_to_go(
    draft: str, target: str, wording: str, gone: str
) -> None:
    assert trace(draft, draft.replace(gone, ""), target, wording).verdict is Verdict.ADOPTED
    assert trace(draft, draft, target, wording).verdict is Verdict.NOT_ADOPTED


@pytest.mark.parametrize(
    ("target", "wording"),
    [
        ("section 2", "The body that receives a report must answer the reporter within ten days."),
        ("section 2", "Any person who discovers money laundering must report it to the tax office within two weeks."),
        ("section 3", "(a) the health of dogs and of their owners;"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("enacted", ENACTED.values(), ids=ENACTED)
def test_another_rewording_of_a_part_is_not_adopted(
    enacted: str, target: str, wording: str
) -> None:
    assert trace(ACT, enacted, target, wording).verdict is Verdict.NOT_ADOPTED


HEADED = """Gardens Act

Section 1. Purpose
This Act opens gardens.

Section 2. Opening hours
A council must open every garden from sunrise until sunset.
"""


def test_a_heading_alone_leaves_the_words_below_it() -> None:
    enacted = HEADED.replace("Opening hours", "Hours of opening and closing")
    uptake = trace(HEADED, enacted, "section 2", "Hours of opening and closing")
    assert (uptake.verdict, uptake.score) == (Verdict.ADOPTED, 1.0)
    assert trace(HEADED, HEADED, "section 2", "Hours of closing").verdict is Verdict.NOT_ADOPTED
