"""What stands below an article: lists told from sentences and from decimals."""

from __future__ import annotations

import pytest

from tests.law.outlines import outline, sound

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
