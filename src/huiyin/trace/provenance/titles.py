"""What the title of a law says: which work it is a version of, what it is about, and how high it stands."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache


class Rank(IntEnum):
    """How high a source stands, the highest first. ``UNKNOWN`` stands in the middle."""

    CONSTITUTION = 1  # 宪法
    LAW = 2  # 法律, an Act, a regulation or directive of the EU
    REGULATION = 3  # 行政法规
    UNKNOWN = 4
    LOCAL = 5  # 地方性法规, 部门规章, secondary legislation
    RULE = 6  # 规范性文件


_STATE = "中华人民共和国"
_PROVINCES = (
    "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建", "江西",
    "山东", "河南", "湖北", "湖南", "广东", "广西壮族", "广西", "海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西",
    "甘肃", "青海", "宁夏回族", "宁夏", "新疆维吾尔", "新疆", "香港", "澳门", "深圳", "珠海", "汕头", "厦门",
)  # fmt: skip
#: How a place is called after its name; the longer first.
_PLACES = (
    "特别行政区",
    "经济特区",
    "自治区",
    "自治州",
    "自治县",
    "新区",
    "省",
    "市",
    "县",
    "旗",
    "州",
)
#: What ends in such a character and is no place.
_NO_PLACES = (
    "城市",
    "都市",
    "超市",
    "上市",
    "开市",
    "股市",
    "门市",
    "行市",
    "各省",
    "各市",
    "各县",
)
_MOST_OF_PLACE = 9
_KINDS = (
    "实施细则", "实施办法", "实施条例", "若干规定", "若干问题", "管理条例", "管理办法", "管理规定", "暂行", "试行", "法典",
    "细则", "条例", "办法", "规定", "规则", "决定", "法",
)  # fmt: skip
_ENGLISH_KINDS = frozenset(
    {"act", "acts", "regulation", "regulations", "order", "orders", "rules", "ordinance", "law",
     "code", "bill", "the", "of", "directive", "decree", "no"}
)  # fmt: skip
#: Laws of the National People's Congress whose titles begin with a place.
_BASIC_LAW = re.compile("(?:香港|澳门)特别行政区(?:基本法|驻军法)")
#: 刑法修正案（十一）, 宪法修正案
_AMENDMENT = re.compile(f"(?:{_STATE})?(?:刑法|宪法)修正案")
#: Whose decisions stand as laws do.
_CONGRESS = ("全国人民代表大会", "全国人大常委会")
_WORDS = re.compile(r"[a-z0-9]+")
_SECONDARY = frozenset({"regulations", "order", "orders", "rules", "bylaw", "byelaws"})


def family_of(title: str) -> str:
    """A title without what stands in brackets."""
    return re.sub(r"[(（\[].*", "", title, flags=re.S).strip()


def _after_place(title: str) -> str:
    """A title without the place that it begins with, if it does."""
    for name in _PROVINCES:
        if title.startswith(name):
            rest = title[len(name) :]
            return next((rest[len(p) :] for p in _PLACES if rest.startswith(p)), rest)
    for at in range(1, min(len(title), _MOST_OF_PLACE)):
        for place in _PLACES if at > 1 else ("省",):
            head = title[: at + len(place)]
            if title.startswith(place, at) and not head.endswith(_NO_PLACES):
                return title[len(head) :]
    return title


def _innermost(title: str) -> str:
    """Of 实施《……法》办法 the law that is carried out."""
    for opening, closing in ("《》", "〈〉"):
        first, last = title.find(opening), title.rfind(closing)
        if 0 <= first < last:
            return title[first + 1 : last]
    return title


@lru_cache(maxsize=100_000)
def subject_of(title: str) -> str:
    """What a law is about: its title without place, kind of law and year."""
    if title.isascii():
        words = [w for w in _WORDS.findall(title.casefold()) if w not in _ENGLISH_KINDS]
        return " ".join(w for w in words if not _is_year(w)) or title
    found = _innermost(_after_place(title.removeprefix(_STATE)))
    found = _after_place(found.removeprefix("实施").removeprefix(_STATE))
    while (kind := next((k for k in _KINDS if found.endswith(k)), "")) and len(found) > len(kind):
        found = found.removesuffix(kind)
    return found or title


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("17", "18", "19", "20")


@lru_cache(maxsize=100_000)
def rank_of(title: str) -> Rank:
    """How high a law stands, as far as its title says."""
    name = family_of(title)
    if name.isascii():
        return _english_rank(_WORDS.findall(title.casefold()))
    national = name.removeprefix(_STATE)
    if _BASIC_LAW.fullmatch(national) or _AMENDMENT.match(title):
        return Rank.CONSTITUTION if "宪法" in title else Rank.LAW
    if national.startswith(_CONGRESS) and national.endswith("决定"):
        return Rank.LAW
    if _after_place(national) != national:
        return Rank.LOCAL
    if national.endswith("宪法"):
        return Rank.CONSTITUTION
    if national.endswith(("法", "法典")) and not national.endswith("办法"):
        return Rank.LAW
    return Rank.REGULATION if national.endswith(("条例", "实施细则")) else Rank.UNKNOWN


def _english_rank(words: list[str]) -> Rank:
    if "constitution" in words or "treaty" in words:
        return Rank.CONSTITUTION
    if "implementing" in words or "delegated" in words:
        return Rank.REGULATION
    if _SECONDARY & set(words):
        return Rank.LOCAL
    return Rank.LAW if {"act", "regulation", "directive"} & set(words) else Rank.UNKNOWN
