"""Comments on data, on time and on buses."""

from __future__ import annotations

DATA = (
    "企业应当公布每一处设施的排放数据。",
    "请公开每座烟囱的排放数据，我们要看得到。",
    "The emission data of every facility should be made public.",
)
TIME = (
    "征求意见的期限应当延长到六十日。",
    "三十天的征求意见期限太短，应当延长。",
    "The comment period should be extended to sixty days.",
)
BUSES = ("县城的公交车一天只有两班。", "Two buses a day are not public transport.")
