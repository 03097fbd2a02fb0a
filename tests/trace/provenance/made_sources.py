"""Sources made of sentences, and what provenance says of a target beside them."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import strategies as st

from huiyin.trace.provenance import (
    ProvenanceSource,
    SourceText,
)

WORDS = [f"{a}{b}" for a in "bdfgklmnprst" for b in ("are", "ito", "une", "osk")]
HAN = "河流青苗花园社区居民街道答复申请期限公开费用水源植物种子邻里合作经营登记变更"


def text(id: str, *units: str, **about: object) -> SourceText:
    named = tuple((f"art_{n}", words) for n, words in enumerate(units, 1))
    return SourceText(ProvenanceSource(id, **about), named)  # type: ignore[arg-type]


spaced = st.lists(st.sampled_from(WORDS), min_size=5, max_size=40).map(" ".join)
chinese = st.lists(st.sampled_from(HAN), min_size=12, max_size=80).map("".join)
units = st.one_of(spaced, chinese)


# ---- stock, strays, and who had it first ---------------------------------------------------------------------


PROVINCES = (
    "北京市",
    "天津市",
    "河北省",
    "辽宁省",
    "上海市",
    "江苏省",
    "浙江省",
    "安徽省",
    "福建省",
    "江西省",
    "山东省",
    "海南省",
)


def sentences(number: int, length: int) -> list[str]:
    """Made-up articles of so many characters, no two of which share a run of seven."""
    rng = np.random.default_rng(number)
    return [
        "".join(chr(0x4E00 + int(n)) for n in rng.integers(0, 20_000, length)) for _ in range(4)
    ]


SUBJECTS = (
    "茶叶",
    "竹编",
    "陶瓷",
    "丝绸",
    "灯会",
    "冰雪",
    "温泉",
    "漆器",
    "剪纸",
    "皮影",
    "年画",
    "苏绣",
)
TAKEN_OVER = [
    "采购人应当按照国家有关规定公开采购项目信息，并在",
    "采购人应当按照国家有关规定公开采购项目信息，并在采购活动结",
    "投标人不得相互串通投标报价。",
    "一切单位和个人都有保护野生鸟类栖息地的义务。",
    "未取得出海船舶户口簿的渔船，不得出海。",
]


def _copied(sentence: str, *, law: bool = True, dated: bool = True) -> list[SourceText]:
    """A law that says a sentence among others, and a dozen local regulations about other things that say it too."""
    texts = [
        text(
            f"copy-{n:02}",
            f"{sentences(40 + n, 40)[0]}。{sentence}",
            title=f"{place}{subject}条例",
            date=date(2010 + n, 1, 1) if dated else None,
        )
        for n, (place, subject) in enumerate(zip(PROVINCES, SUBJECTS, strict=True))
    ]
    if law:
        own = sentences(39, 40)[0]
        about = {"title": "中华人民共和国有关法", "date": date(2021, 1, 1)}
        texts.append(text("law", own, f"{sentence}{own}", **about))
    return texts
