"""Acts to which a provision is to be added, and what became of it."""

from __future__ import annotations

from huiyin.law import read_text
from huiyin.trace import TracedSuggestion, Uptake, trace_uptake

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
