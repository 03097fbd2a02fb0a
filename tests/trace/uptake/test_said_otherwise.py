"""Whether the law says with the same words, in another order, what was asked."""

from __future__ import annotations

import pytest

from huiyin.trace import Verdict
from tests.trace.uptake.added_provisions import ACT, LAW, PLANTED, PLANTED_ZH, trace


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
