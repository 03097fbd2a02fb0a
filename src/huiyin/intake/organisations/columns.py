"""Recognise the columns of a table of organisations by headings and contents.

Headings may be those of registers or informal (关注什么, "Where are you based?").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType

from huiyin.intake.identifiers import split_identifier
from huiyin.intake.partial_dates import parse_days
from huiyin.intake.records import split_list
from huiyin.intake.rows import make_key

#: The role of a column that is deliberately left out.
LEFT_OUT = "-"
#: The columns of the exported table, one row per fact, with everything that a fact states.
FACT_COLUMNS = (
    "organisation", "fact", "code", "text", "number", "data", "since", "until", "source", "public", "seen_on", "over_on",
    "confirmed_on",
)  # fmt: skip
#: The possible roles of columns → their headings.
ROLES: Mapping[str, tuple[str, ...]] = {
    "slug": ("slug", "short name", "简称", "代号", "短名", "organisation id"),
    "identifier": ("identifier", "org_id", "org-id", "registration number", "统一社会信用代码", "登记号", "登记号码", "登记证号", "社会信用代码", "charity number"),
    "name": ("name", "organisation", "organization", "名称", "组织", "组织名称", "机构名称", "单位", "单位名称", "charity name"),
    "name_zh": ("name_zh", "中文名称", "中文名", "chinese name", "name in chinese"),
    "name_en": ("name_en", "英文名称", "英文名", "english name", "name in english"),
    "abbreviation": ("abbreviation", "acronym", "缩写"),
    "kind": ("part", "kind", "身份", "类别", "类型"),
    "legal_form": ("legal form", "legal_form", "法律形式", "组织形式"),
    "status": ("status", "active", "状态", "是否正常"),
    "founded": ("founded", "founding date", "date registered", "date_registered", "registered on", "成立日期", "成立时间", "登记日期"),
    "place": ("place", "region", "province", "所在地", "地区", "省份", "行政区划代码"),
    "language": ("language", "languages", "working languages", "语言", "工作语言"),
    "website": ("website", "web", "url", "网站", "网址"),
    "phone": ("phone", "telephone", "电话"),
    "address": ("address", "地址"),
    "activity": ("activities", "activity", "objects", "业务范围", "主要活动"),
    "focus": ("focus", "focuses", "关注领域", "领域"),
    "network": ("network", "networks", "网络", "所属网络"),
    "service": ("service", "services", "服务"),
    "income": ("income", "收入", "年收入"),
    "spending": ("spending", "expenditure", "支出", "年支出"),
    "staff": ("staff", "employees", "专职人员", "员工人数"),
    "volunteers": ("volunteers", "志愿者", "志愿者人数"),
    "since": ("since", "from", "start", "开始", "开始日期", "自"),
    "until": ("until", "to", "end", "结束", "结束日期", "至"),
    "source": ("source", "来源"),
}  # fmt: skip
_BY_HEADING = {make_key(word): role for role, words in ROLES.items() for word in words}
#: Words inside informal headings, the more specific first: 机构所在地 is a place and not a name.
_HINTS: Mapping[str, re.Pattern[str]] = {
    role: re.compile(words, re.I)
    for role, words in {
        "identifier": r"信用代码|登记证?号|注册号|证书编号|\b(?:registration|registered|charity|company)\s(?:no|num)",
        "legal_form": r"法律形式|组织形式|(?:机构|组织)性质|登记类型|\blegal\s(?:form|status)",
        "name_zh": r"中文(?:全)?(?:名|称)|(?:机构|组织|单位)中文|\bchinese\b",
        "name_en": r"英文(?:全)?(?:名|称)|(?:机构|组织|单位)英文|\benglish\b",
        "abbreviation": r"缩写|简写|\bacronym|\babbrev",
        "website": r"网站|网址|官网|主页|\bweb|\burl\b|\bhome\s?page",
        "phone": r"电话|手机|\bphone|\btel\b|\btelephone",
        "address": r"地址|通讯处|\b(?:postal\s)?address\b",
        "founded": r"成立|创办|创立|设立|建立|注册时间|\bfounded|\bfounding|\bestablish|\bset\sup\b|\bsince\swhen",
        "volunteers": r"志愿者|义工|\bvolunteers?\b",
        "staff": r"员工|专职|职工|工作人员|全职|\bstaff\b|\bemployees?\b|\bheadcount\b",
        "income": r"收入|\bincome\b|\brevenue\b|\bturnover\b",
        "spending": r"支出|开支|花费|\bspending\b|\bexpenditure\b|\bexpenses\b",
        "focus": r"关注|领域|议题|工作方向|\bfocus|\bthemes?\b|\btopics?\b|\bissues?\b|\bwork(?:s|ing)?\son\b|\bcauses?\b",
        "activity": r"业务|做(?:什么|些?啥)|干(?:什么|啥)|简介|宗旨|主要工作|\bmission\b|\bpurposes?\b|\bactivit|\bdo(?:es)?\sdo\b|\byou\sdo\b",
        "place": r"所在|城市|地区|省|注册地|在哪|哪里|驻地|\bbased\b|\bwhere\b|\bcity\b|\blocat|\bprovince\b|\bregion\b|\bcountry\b",
        "language": r"语言|语种|\blanguages?\b",
        "network": r"网络|\bnetworks?\b",
        "service": r"服务|\bservices?\b",
        "status": r"状态|是否(?:正常|存续)|\bstatus\b",
        "source": r"来源|出处|\bsource\b",
        "name": r"机构|组织|单位|社团|协会|会员|名称|名字|叫(?:什么|啥)|\bnames?\b|\borgani[sz]ations?\b|\bcharity\b|\bbody\b|\bngo\b|\bmembers?\b|\bwho\b|\bcalled\b",
    }.items()
}  # fmt: skip
#: Rows whose cells are examined.
_SAMPLE = 200
#: Rows among which the headings are searched; titles may be above them.
_WITHIN = 10
#: The least share of filled cells that must fit a role.
_MOST_OF_THEM = 0.5
_LONGEST_HEADING, _LONGEST_NAME = 60, 120
_URL = re.compile(r"(?:https?://|www\.)\S{3,}")
_NUMBER = re.compile(r"[-+]?\d[\d,，. ]{0,30}[万亿%％元人名]{0,3}")
_PHONE = re.compile(r"[+\d][\d\s()（）./-]{5,30}")
_LETTER = re.compile("[A-Za-z\u3400-\u9fff]")
_BODY = re.compile(
    r"(?:协会|基金会|中心|学会|联合会|促进会|服务社|研究院|研究所|商会|联盟|委员会|合作社|工作室|志愿者?队|总会|公司|大学|学院)\s*$"
    r"|\b(?:association|foundation|cent(?:re|er)|society|institute|union|federation|alliance|council|coalition|trust|forum|group|fund)\b",
    re.I,
)  # fmt: skip
#: Roles whose columns are combined into one list.
SEVERAL = ("focus", "network", "service", "language")

Known = Mapping[str, Collection[str]]
_NOTHING_KNOWN: Known = MappingProxyType({})


def find_heading_row(rows: Sequence[tuple[int, tuple[str, ...]]]) -> int:
    """Return the index of the heading row: the first, unless a later one names more roles."""
    best, most = 0, 0
    for at, (_, cells) in enumerate(rows[:_WITHIN]):
        named = sum(bool(role) for role in _read_headings(cells))
        if named > max(most, 1):
            best, most = at, named
    return best


def guess_roles(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]] = (),
    *,
    known: Known = _NOTHING_KNOWN,
) -> tuple[str, ...]:
    """Guess the role of each column: empty if unknown, :data:`LEFT_OUT` if the column is empty; each role once.

    The exported table has its own names. ``rows``: below the headings. ``known``: role → words known here, each in
    the form of :func:`make_key`.
    """
    keys = [make_key(heading) for heading in headings]
    if {make_key("organisation"), make_key("fact")} <= set(keys):
        own = {make_key(name): name for name in FACT_COLUMNS}
        return tuple(own.get(key, "") for key in keys)
    columns = [_list_cells(rows, at) for at in range(len(headings))]
    roles = _without_second([_BY_HEADING.get(key, "") for key in keys])
    for guess in (_guess_by_hint, _guess_by_cells, _guess_name):
        for at, heading in enumerate(headings):
            if not roles[at]:
                role = guess(heading.strip(), columns[at], known)
                roles[at] = role if role not in _taken_with(role, roles) else ""
    if not rows:
        return tuple(roles)
    return tuple(
        role or (LEFT_OUT if not (heading.strip() or cells) else "")
        for role, heading, cells in zip(roles, headings, columns, strict=True)
    )


def _read_headings(cells: Sequence[str]) -> list[str]:
    return [
        _BY_HEADING.get(make_key(cell), "") or _find_hint(cell) if cell.strip() else ""
        for cell in cells
    ]


def _find_hint(heading: str) -> str:
    if len(heading) > _LONGEST_HEADING:
        return ""
    return next((role for role, hint in _HINTS.items() if hint.search(heading)), "")


def _list_cells(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    cells = (row[at].strip() for row in rows[:_SAMPLE] if at < len(row))
    return [cell for cell in cells if cell]


def _without_second(roles: Sequence[str]) -> list[str]:
    return ["" if role in roles[:place] else role for place, role in enumerate(roles)]


def _taken_with(role: str, roles: Collection[str]) -> Collection[str]:
    """Return the roles that exclude ``role`` in other columns: itself and, for names without a language, those with
    one.
    """
    of_names = {"name_zh", "name_en"} & set(roles) if role == "name" else set()
    return {*filter(None, roles), *(("name",) if of_names else ())}


def _guess_by_hint(heading: str, cells: Sequence[str], _: Known) -> str:
    """Return what the heading informally suggests, unless the cells contradict it."""
    if not heading or len(heading) > _LONGEST_HEADING:
        return ""
    for role, hint in _HINTS.items():
        if hint.search(heading) and _may_hold(role, cells):
            return role
    return ""


def _may_hold(role: str, cells: Sequence[str]) -> bool:
    check = _CHECKS.get(role)
    return check is None or not cells or _share(cells, check) >= _MOST_OF_THEM


def _share(cells: Sequence[str], check: Callable[[str], bool]) -> float:
    return sum(map(check, cells)) / len(cells) if cells else 0.0


def _is_name(cell: str) -> bool:
    is_other = _NUMBER.fullmatch(cell) or _URL.match(cell) or _PHONE.fullmatch(cell)
    return len(cell) <= _LONGEST_NAME and bool(_LETTER.search(cell)) and not is_other


def _has_digits(cell: str) -> bool:
    return any(letter.isdecimal() for letter in cell)


_CHECKS: Mapping[str, Callable[[str], bool]] = {
    "name": _is_name,
    "name_zh": _is_name,
    "name_en": _is_name,
    "identifier": _has_digits,
    "founded": lambda cell: parse_days(cell) is not None,
    "website": lambda cell: "." in cell,
    "phone": lambda cell: _PHONE.fullmatch(cell) is not None,
    "income": lambda cell: _NUMBER.fullmatch(cell) is not None,
    "spending": lambda cell: _NUMBER.fullmatch(cell) is not None,
    "staff": lambda cell: _NUMBER.fullmatch(cell) is not None,
    "volunteers": lambda cell: _NUMBER.fullmatch(cell) is not None,
    "place": lambda cell: _is_name(cell) or cell.isdecimal(),
}


def _guess_by_cells(_: str, cells: Sequence[str], known: Known) -> str:
    """Recognise a column by contents: register numbers, web addresses, known words."""
    if not cells:
        return ""
    if _share(cells, lambda cell: split_identifier(cell) is not None) >= _MOST_OF_THEM:
        return "identifier"
    if _share(cells, lambda cell: _URL.match(cell) is not None) >= _MOST_OF_THEM:
        return "website"
    for role, words in known.items():
        if _share(cells, lambda cell, words=words: _is_known(cell, words)) >= _MOST_OF_THEM:  # type: ignore[misc]
            return role
    return ""


def _is_known(cell: str, words: Collection[str]) -> bool:
    parts = split_list(cell)
    return bool(parts) and all(make_key(part) in words for part in parts)


def _guess_name(_: str, cells: Sequence[str], __: Known) -> str:
    """Recognise names of bodies by their endings."""
    is_of_names = _share(cells, lambda cell: _is_name(cell) and bool(_BODY.search(cell)))
    return "name" if is_of_names >= _MOST_OF_THEM else ""
