"""A suggestion carried out on the draft: wording with numbers, quoted in a sentence, of items."""

from __future__ import annotations

import pytest

from huiyin.trace import ReasonCode, TracedSuggestion, Verdict, trace_uptake
from tests.trace.garden_ordinance import (
    ANSWER,
    ANSWER_LAW,
    BESIDE,
    BESIDE_LAW,
    DRAFT,
    TEN_DAYS,
    asked_of,
    law,
    one,
    verdict,
    with_article,
)


def test_wording_quoted_in_a_sentence_is_as_good_as_a_wording() -> None:
    text = "建议将“三十日”修改为“十日”，以方便居民。"
    assert verdict(one(with_article(2, TEN_DAYS), "第二条", text=text)) is Verdict.ADOPTED
    gone = one(DRAFT, "第二条", text="建议将“九十日”修改为“十日”。").uptakes[0]
    assert (gone.verdict, gone.reason) == (Verdict.NEEDS_PERSON, ReasonCode.QUOTE_NOT_FOUND)


LIST = [
    DRAFT[0],
    "管理人应当公布下列事项：\n（一）种植计划；\n（二）开放时间；\n（三）投诉电话。",
    *DRAFT[2:],
]
LONGER = LIST[1].replace("投诉电话。", "投诉电话；\n（四）无障碍设施的位置和使用方法。")


@pytest.mark.parametrize(
    "text",
    [
        "建议增加规定：（四）无障碍设施的位置和使用方法。",
        "建议增加一项：四、无障碍设施的位置和使用方法。",
        "建议增加：4. 无障碍设施的位置和使用方法。",
        "建议增加“（四）无障碍设施的位置和使用方法。”",
        "建议增加一项，作为第四项：(4) 无障碍设施的位置和使用方法。",
        "建议将“（三）投诉电话。”修改为“（三）投诉电话；”，增加“（四）无障碍设施的位置和使用方法。”",
    ],
)
def test_an_item_asked_for_with_its_number_is_adopted_however_the_number_is_written(
    text: str,
) -> None:
    ask = TracedSuggestion("s", "第二条", "replace", "", text, "zh")
    uptake = trace_uptake([ask], law(LIST), law([LIST[0], LONGER, *LIST[2:]])).uptakes[0]
    assert (uptake.verdict, uptake.score > 0.9) == (Verdict.ADOPTED, True)


def test_sums_of_money_are_one_however_they_are_written() -> None:
    chinese = [
        ("五万元", f"{sum_}元") for sum_ in ("十万", "10万", "100,000", "100 000", "拾万", "１０万")
    ]
    english = [
        ("5,000 euros", f"{s} euros") for s in ("10,000", "10 000", "ten thousand", "10 thousand")
    ]
    found = asked_of(BESIDE, BESIDE_LAW, chinese) + asked_of(ANSWER, ANSWER_LAW, english)
    assert {u.verdict for u in found} == {Verdict.ADOPTED}


KINDS = ["甲类物品", "乙类物品", "丙类物品", "丁类物品"]


@pytest.mark.parametrize("mark", ["（一）", "(1)", "1、", "一、", "1.", "①", "1）", "一是"])
def test_the_numbers_of_items_on_one_line_ask_for_nothing(mark: str) -> None:
    def numbered(items: list[str], first: int) -> str:
        figures = [("一二三四"[n], "①②③④"[n], str(n + 1)) for n in range(first, 4)]
        marks = [mark.replace("一", a).replace("①", b).replace("1", c) for a, b, c in figures]
        return "；".join(m + item for m, item in zip(marks, items, strict=True)) + "。"

    head = "下列物品应当登记："
    items = "\n".join(f"（{'一二三四'[n]}）{kind}；" for n, kind in enumerate(KINDS))
    first, second = items.split("\n（三）")[0], items
    draft, enacted = (law([DRAFT[0], f"{head}\n{x}", DRAFT[2]]) for x in (first, second))
    asks = [
        TracedSuggestion("all", "第二条", "replace", head + numbered(KINDS, 0), "", "zh"),
        TracedSuggestion("new", "第二条", "insert", numbered(KINDS[2:], 2), "", "zh"),
    ]
    assert {u.verdict for u in trace_uptake(asks, draft, enacted).uptakes} == {Verdict.ADOPTED}
