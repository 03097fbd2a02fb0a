"""A row of words that a suggestion asks for, and that the law sets out as a list."""

from __future__ import annotations

import pytest

from huiyin.trace import Verdict
from tests.trace.uptake.money_acts import ACT, LAW, WIDER, WIDER_ZH, trace


def _as_list(items: list[str]) -> str:
    return ACT.replace(
        "may report it to the regulator or the police. The",
        "may report it to—\n\n" + "\n\n".join(items) + "\n\nThe",
    )


def _as_list_zh(items: list[str]) -> str:
    return LAW.replace(
        "有权向反洗钱行政主管部门或者公安机关举报。接受",
        "有权向下列机关举报：\n\n" + "\n\n".join(items) + "\n\n接受",
    )


_ASKS = [
    ("section 2", WIDER, ""),
    ("section 2", "", "For “the regulator or the police” substitute “the regulator, the police or another competent body”."),
    ("section 2", "", "After “the police” insert “or another competent body”"),
    ("第二条", WIDER_ZH, ""),
    ("第二条", "", "建议将“或者公安机关”修改为“、公安机关或者其他有关国家机关”。"),
    ("第二条", "", "在“公安机关”后增加“或者其他有关国家机关”"),
]  # fmt: skip


@pytest.mark.parametrize(("target", "wording", "text"), _ASKS)
@pytest.mark.parametrize("count", [3, 4])
def test_a_row_of_words_that_the_law_sets_out_as_a_list_is_adopted(
    target: str, wording: str, text: str, count: int
) -> None:
    if target.isascii():
        items = ["(a) the regulator;", "(b) the police; or", "(c) a prosecutor;", "(d) another competent body."]  # fmt: skip
        enacted, draft = _as_list(items if count == 4 else [items[0], items[1], "(c) another competent body."]), ACT  # fmt: skip
    else:
        zh = ["（一）反洗钱行政主管部门；", "（二）公安机关；", "（三）监察机关；", "（四）其他有关国家机关。"]  # fmt: skip
        enacted, draft = _as_list_zh(zh if count == 4 else [*zh[:2], "（三）其他有关国家机关。"]), LAW  # fmt: skip
    assert trace(draft, enacted, target, wording, text=text).verdict is Verdict.ADOPTED


@pytest.mark.parametrize(("target", "wording", "text"), _ASKS)
def test_a_list_without_what_was_asked_does_not_adopt_it(
    target: str, wording: str, text: str
) -> None:
    if target.isascii():
        draft, enacted = ACT, _as_list(["(a) the regulator;", "(b) the police."])
    else:
        draft, enacted = LAW, _as_list_zh(["（一）反洗钱行政主管部门；", "（二）公安机关。"])
    uptake = trace(draft, enacted, target, wording, text=text)
    assert uptake.verdict in (Verdict.NOT_ADOPTED, Verdict.PARTLY)
    if uptake.verdict is Verdict.PARTLY:
        assert uptake.confidence < 0.8
