"""An act and a regulation, and what matches the amendments moved to them."""

from __future__ import annotations

import pytest

from huiyin.files.problems import Source
from huiyin.intake.model import Amendment
from huiyin.law import Law, read_text
from huiyin.trace import AmendmentMatch, TracedSuggestion, match_amendments

__all__ = ["act", "regulation"]

ACT = """Community Gardens Act

CHAPTER I
General provisions

Article 1
Subject matter
This Act lays down rules on gardens that residents of a neighbourhood keep together.

Article 2
Right to water and to tools
1. The garden officer shall inform the gardeners in any case where:
(a) the water supply is interrupted for more than one day;
(b) a tool is withdrawn from the common shed;
(c) the opening hours of the garden change.
2. The well-being of the gardeners shall be the officer's first concern, and the officer shall co-operate with them.

Article 3
Officers
1. The municipality shall appoint a garden officer for a period of four years.
2. The municipality shall publish the name of the garden officer within thirty days.

CHAPTER II
Supervision

Article 4
Complaints
Gardeners may complain to the municipality, which shall answer within thirty days.
"""
REGULATION = """社区花园条例

第一章　总则

第一条　为了规范社区花园的建设和管理，制定本条例。

第二条　有下列情形之一的，花园管理人应当告知使用人：
（一）停水超过一日的；
（二）从公用工具房收回工具的；
（三）开放时间变更的。

第二章　监督检查

第三条　街道办事处应当自收到申请之日起三十日内答复。

第四条　使用人可以向街道办事处投诉，街道办事处应当自收到投诉之日起三十日内答复。
"""
COMPOST_ZH = "街道办事处应当为每处社区花园设置封闭的堆肥设施，并委托专业机构每年至少清运两次。"


@pytest.fixture(scope="module")
def act() -> Law:
    return read_text(ACT)


@pytest.fixture(scope="module")
def regulation() -> Law:
    return read_text(REGULATION)


def moved(own: str, old: str, new: str, target: str = "") -> Amendment:
    return Amendment(own, target, old, new, f"mover of {own}", Source("a.csv"))


def found(
    draft: Law, ask: tuple[str, str, str], *amendments: Amendment
) -> tuple[AmendmentMatch, ...]:
    target, action, wording = ask
    return match_amendments(
        [TracedSuggestion("s", target, action, wording, "")], amendments, draft
    )["s"]


def names(held: tuple[AmendmentMatch, ...]) -> list[tuple[int, str]]:
    return [(carrier.rank, carrier.amendment) for carrier in held]
