"""What the title of a law reveals: the work it is a version of, its subject, and its legal rank."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache


class SourceRank(IntEnum):
    """The legal rank of a source, the highest first. ``UNKNOWN`` is in the middle."""

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
#: Suffixes of place names; longer ones first.
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
#: Words that end in such a character and are not places.
_NO_PLACES = (
    "都市", "超市", "上市", "开市", "股市", "行市", "各省", "各市", "各县", "城市市",
)  # fmt: skip
#: The same, except in a city name of three characters: 城市, 中小城市, but not 聊城市; 门市部, but not 江门市.
_NO_CITIES = ("城市", "门市")
_SIZES = frozenset("大中小新老名")
#: Characters after which such a word continues and is not a place.
_NO_PLACES_BEFORE = ("市场", "市容", "县级", "省级", "市级", "州级")
_MOST_OF_PLACE = 9
_KINDS = (
    "实施细则", "实施办法", "实施条例", "若干规定", "若干问题", "管理条例", "管理办法", "管理规定", "暂行", "试行", "法典",
    "细则", "条例", "办法", "规定", "规则", "决定", "修正案", "法",
)  # fmt: skip
_ENGLISH_KINDS = frozenset(
    {"act", "acts", "regulation", "regulations", "order", "orders", "rules", "ordinance", "law",
     "code", "bill", "the", "of", "directive", "decree", "no"}
)  # fmt: skip
#: Bodies whose decisions have the rank of laws, and bodies whose decisions have the rank of regulations.
_CONGRESS, _COUNCIL = ("全国人民代表大会", "全国人大"), "国务院关于"
_DECISIONS = ("决定", "决议", "解释", "规定", "规则", "办法")
#: 刑法修正案 has the same subject and rank as 刑法.
_AMENDMENT = "修正案"
#: 中国（浙江）自由贸易试验区条例: the place is inside the brackets.
_BRACKETED = re.compile(r"\A中国[(（](\w+)[)）]")
#: Local rules are not called 法, so 海南自由贸易港法 and 香港特别行政区基本法 are laws; 北京市实施消防法 is not.
_NO_LAW = re.compile("办法$|实施|执行|贯彻")
_UP_TO_BRACKETS = re.compile(r"(?:\A中国[(（]|《[^》]*+》?|[^(（\[《])*+")
_WORDS = re.compile(r"[a-z0-9]+")
_SECONDARY = frozenset({"regulations", "order", "orders", "rules", "bylaw", "byelaws"})


def get_family(title: str) -> str:
    """Return a title without brackets, except those that belong to another law's name or contain a place."""
    return _UP_TO_BRACKETS.match(title)[0].strip()  # type: ignore[index]


def _after_place(title: str) -> str:
    """Return a title without the place name at its beginning, if there is one."""
    for name in _PROVINCES:
        if title.startswith(name):
            rest = title[len(name) :]
            return next((rest[len(p) :] for p in _PLACES if rest.startswith(p)), rest)
    for at in range(1, min(len(title), _MOST_OF_PLACE)):
        for place in _PLACES if at > 1 else ("省",):
            if title.startswith(place, at) and _is_place(title, at + len(place)):
                return title[at + len(place) :]
    return title


def _is_place(title: str, end: int) -> bool:
    """Tell by its last character whether the first ``end`` characters of a title name a place."""
    head = title[:end]
    if head.endswith(_NO_PLACES) or title.startswith(_NO_PLACES_BEFORE, end - 1):
        return False
    return not head.endswith(_NO_CITIES) or (len(head) == 3 and head[0] not in _SIZES)


def _extract_innermost(title: str) -> str:
    """Return the implemented law in 实施《……法》办法."""
    for opening, closing in ("《》", "〈〉"):
        first, last = title.find(opening), title.rfind(closing)
        if 0 <= first < last:
            return title[first + 1 : last]
    return title


@lru_cache(maxsize=100_000)
def get_subject(title: str) -> str:
    """Return the subject of a law: its title without place, kind of law and year."""
    if title.isascii():
        words = [w for w in _WORDS.findall(title.casefold()) if w not in _ENGLISH_KINDS]
        return " ".join(w for w in words if not _is_year(w)) or title
    found = _extract_innermost(_after_place(_BRACKETED.sub(r"\1", title.removeprefix(_STATE))))
    found = _after_place(found.removeprefix("实施").removeprefix(_STATE))
    while (kind := next((k for k in _KINDS if found.endswith(k)), "")) and len(found) > len(kind):
        found = found.removesuffix(kind)
    return found or title


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("17", "18", "19", "20")


@lru_cache(maxsize=100_000)
def get_rank(title: str) -> SourceRank:
    """Return the legal rank of a law, as far as its title shows it."""
    name = get_family(title)
    if name.isascii():
        return _english_rank(_WORDS.findall(title.casefold()))
    return _chinese_rank(_BRACKETED.sub(r"\1", name).removesuffix(_AMENDMENT))


def _chinese_rank(name: str) -> SourceRank:
    national = name.removeprefix(_STATE)
    if national.endswith("宪法"):
        return SourceRank.CONSTITUTION
    if national.endswith(("法", "法典")) and not _NO_LAW.search(national):
        return SourceRank.LAW
    if national.startswith(_CONGRESS) and national.endswith(_DECISIONS):
        return SourceRank.LAW
    if national.startswith(_COUNCIL) and national.endswith(_DECISIONS):
        return SourceRank.REGULATION
    if _after_place(national) != national:
        return SourceRank.LOCAL
    return SourceRank.REGULATION if national.endswith(("条例", "实施细则")) else SourceRank.UNKNOWN


def _english_rank(words: list[str]) -> SourceRank:
    if "constitution" in words or "treaty" in words:
        return SourceRank.CONSTITUTION
    if "implementing" in words or "delegated" in words:
        return SourceRank.REGULATION
    if _SECONDARY & set(words):
        return SourceRank.LOCAL
    return SourceRank.LAW if {"act", "regulation", "directive"} & set(words) else SourceRank.UNKNOWN
