"""Two acts against money laundering, one in English and one in Chinese, and what a suggestion made of a part of them."""

from __future__ import annotations

from huiyin.law import read_text
from huiyin.trace import TracedSuggestion, Uptake, trace_uptake

ACT = """Clean Money Act

1. This Act prevents money laundering.

2. Any person who discovers money laundering may report it to the regulator or the police. The body that receives a report must keep the reporter and the report secret.

3. A council must consider each of the following before it closes a garden:

(a) the health of visitors;

(b) the cost of keeping it open;

(c) the views of neighbours.

4. This Act comes into force on its passing.
"""
WIDER = "Any person who discovers money laundering may report it to the regulator, the police or another competent body."
LAW = """反洗钱法

第一条 为了预防洗钱活动，制定本法。

第二条 任何单位和个人发现洗钱活动，有权向反洗钱行政主管部门或者公安机关举报。接受举报的机关应当对举报人和举报内容保密。

第三条 设立花园，应当具备下列条件：

（一）有固定的场所；

（二）有必要的资金；

（三）有专职的管理人员。

第四条 本法自公布之日起施行。
"""
WIDER_ZH = (
    "任何单位和个人发现洗钱活动，有权向反洗钱行政主管部门、公安机关或者其他有关国家机关举报。"
)


def trace(
    draft: str, enacted: str, target: str, wording: str = "", *, action: str = "replace", text: str = ""
) -> Uptake:  # fmt: skip
    ask = TracedSuggestion("s", target, action, wording, text)
    return trace_uptake([ask], read_text(draft), read_text(enacted)).uptakes[0]
