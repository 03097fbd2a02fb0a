"""Ten years of the example's network: poverty relief and women early; climate, disability and ageing later; two mergers, a
split, a member that left and came back, and some of whom not everything is known. Invented from first to last."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

FIRST, LAST = 2016, 2025
_POVERTY, _RURAL, _CLIMATE, _AGEING = (
    "poverty alleviation",
    "rural development",
    "climate",
    "ageing",
)

#: Year → who joined then; the others have been there from the first year on.
_JOINED = {
    2017: ("org21", "org31", "org41", "org50"),
    2018: ("org12", "org14", "org26", "org30", "org54", "org60"),
    2019: ("org08", "org19", "org32", "org38", "org47", "org52"),
    2020: ("org07", "org13", "org24", "org37", "org55", "org59"),
    2021: ("org17", "org27", "org33", "org43", "org48", "org53", "org58"),
    2022: ("org36", "org39", "org40", "org44", "org46"),
    2023: ("org51", "org56", "org57"),
}
#: What is not there any more: id, name_zh, name_en, main focus, other focus, last day, route, network.
FORMER = (
    ("was01", "乡镇组织支持站", "Township Organisations Support Station", _POVERTY, "", "2019-06-30", "grassroots", "just-transition"),
    ("was02", "众益小额信贷会", "Common Good Microcredit Society", _POVERTY, "women", "2019-06-30", "professional", "just-transition"),
    ("was03", "青石残障互助会", "Blue Stone Disability Mutual Aid", "disability", _POVERTY, "2021-03-31", "grassroots", "inclusion"),
    ("was04", "启明盲文社", "Daybreak Braille Society", "disability", "language access", "2021-03-31", "professional", "inclusion"),
    ("was05", "江河湖泊保护协会", "Rivers and Lakes Protection Association", "environment", "water", "2018-08-31", "grassroots", "data-and-participation"),
)  # fmt: skip
#: Who had another main focus before, and until the end of which year.
_MAIN_BEFORE = {
    "org01": (_POVERTY, 2020), "org09": (_POVERTY, 2021), "org15": (_POVERTY, 2020), "org25": (_POVERTY, 2020),
    "org29": (_POVERTY, 2019), "org42": (_POVERTY, 2018), "org06": (_POVERTY, 2018), "org13": ("health", 2021),
    "org35": (_POVERTY, 2019), "org05": ("women", 2017), "org23": ("women", 2017), "org08": ("environment", 2020),
}  # fmt: skip
#: What is worked on beside the main focus: focus, from the year, until the year (0: still).
_BESIDE: dict[str, tuple[tuple[str, int, int], ...]] = {
    "org01": ((_CLIMATE, 2022, 0),), "org02": ((_POVERTY, 2016, 2019), (_AGEING, 2020, 0)), "org03": ((_CLIMATE, 2021, 0),),
    "org04": ((_CLIMATE, 2019, 0),), "org05": ((_AGEING, 2020, 0),), "org06": ((_CLIMATE, 2022, 0),),
    "org07": ((_CLIMATE, 2020, 0),), "org08": ((_CLIMATE, 2019, 0),), "org09": ((_AGEING, 2022, 0),),
    "org10": ((_CLIMATE, 2020, 0),), "org11": (("women", 2016, 2018), (_AGEING, 2019, 0)), "org13": (("disability", 2022, 0),),
    "org14": (("language access", 2021, 0),), "org15": ((_CLIMATE, 2021, 0),), "org16": ((_POVERTY, 2016, 2020), ("disability", 2022, 0)),
    "org17": (("women", 2022, 0),), "org18": ((_CLIMATE, 2022, 0),), "org20": ((_CLIMATE, 2021, 0),),
    "org22": (("women", 2016, 2021), (_AGEING, 2023, 0)), "org23": ((_AGEING, 2018, 0),), "org25": (("women", 2016, 2019),),
    "org26": ((_CLIMATE, 2021, 0),), "org28": ((_POVERTY, 2016, 2020), ("women", 2017, 0)), "org31": ((_CLIMATE, 2022, 0),),
    "org33": ((_CLIMATE, 2021, 0),), "org34": ((_POVERTY, 2016, 2018), (_AGEING, 2019, 0)), "org35": (("disability", 2021, 0),),
    "org42": (("women", 2016, 2017),), "org45": (("labour", 2016, 0),), "org49": ((_CLIMATE, 2020, 0),),
    "org50": ((_AGEING, 2022, 0),), "org51": ((_AGEING, 2023, 0),), "org52": ((_AGEING, 2020, 0), ("disability", 2022, 0)),
    "org53": ((_AGEING, 2021, 0),), "org57": ((_CLIMATE, 2023, 0),), "org58": ((_CLIMATE, 2021, 0),),
    "org40": (("disability", 2022, 0),), "org46": ((_RURAL, 2022, 0),), "org21": ((_CLIMATE, 2022, 0),),
}  # fmt: skip
#: Of whom nobody has said what they work on, until the end of which year.
_UNSAID = {"org41": 2019, "org44": 2023, "org56": 2024}
#: Left, and came back: last day, first day again.
_AWAY = {"org18": ("2019-12-31", "2022-03-01")}
#: What was called something else until a day.
NAMES = (
    ("org13", "银杏老年之家", "Ginkgo Home for the Elderly", "2022-02-28"),
    ("org19", "城市交通研究小组", "Urban Transport Study Group", "2020-09-30"),
    ("org01", "青禾扶贫社", "Green Sprout Poverty Relief", "2021-04-30"),
)
CHANGES = (
    ("split", "2018-09-01", "was05", "org12;org60", "江河湖泊保护协会按湿地与跨境河流分设两个组织。", "The association was divided by its two fields: wetlands, and rivers across borders."),
    ("merger", "2019-07-01", "was01;was02", "org52", "两会合并为小微组织支持中心。", "The two became the Small Organisations Support Centre."),
    ("merger", "2021-04-01", "was03;was04", "org53", "两会合并为盲文与易读工作室。", "The two became the Braille and Easy-Read Studio."),
    ("rename", "2020-10-01", "org19", "org19", "更名为低碳城市实验室。", "Renamed Low Carbon City Lab."),
    ("rename", "2021-05-01", "org01", "org01", "脱贫任务完成后更名。", "Renamed when the relief of poverty was declared complete."),
    ("rename", "2022-03-01", "org13", "org13", "更名为银杏老年关怀协会。", "Renamed Ginkgo Elderly Care Association."),
)  # fmt: skip
CONTEXT = (
    ("policy", "2017-01-01", "", "《境外组织登记办法》施行", "Rules on the registration of overseas organisations in force", "international"),
    ("policy", "2018-11", "", "《应对气候变化规划》公布", "Plan on the response to climate change published", _CLIMATE),
    ("crisis", "2020-02", "2020-06", "呼吸道疫情", "Epidemic of a respiratory disease", "health"),
    ("policy", "2020-12-31", "", "全国脱贫任务宣布完成", "The relief of poverty declared complete", f"{_POVERTY};{_RURAL}"),
    ("disaster", "2021-07-20", "2021-08-02", "云江特大洪水", "Great flood of the River Yun", f"disaster relief;{_CLIMATE}"),
    ("policy", "2022-05-01", "", "《无障碍环境条例》施行", "Regulations on accessibility in force", f"disability;{_AGEING}"),
    ("technology", "2023-03", "", "开源语音转写工具普及", "Open tools that turn speech into text come into use", "disability;language access"),
    ("policy", "2024-07-01", "", "长期护理保险推开", "Long-term care insurance introduced", _AGEING),
)  # fmt: skip
CONTEXT_SOURCE = "云汀国年鉴（虚构）· Yearbook of Yunting (invented)"

#: Route of today → shares of professional, grassroots, international in the first year and in the last.
_COURSES = {
    "professional": ((0.45, 0.50, 0.05), (0.70, 0.18, 0.12)),
    "grassroots": ((0.15, 0.83, 0.02), (0.36, 0.58, 0.06)),
    "international": ((0.35, 0.25, 0.40), (0.40, 0.12, 0.48)),
}
#: The same for the shares of reach: outward (foreign funding, activity, people, languages), inward (leadership, funding,
#: decisions, outputs).
_REACH = {
    "professional": ((0.20, 0.06, 0.06, 0.15, 0.85, 0.70, 0.65, 0.75), (0.30, 0.15, 0.14, 0.35, 0.92, 0.66, 0.80, 0.85)),
    "grassroots": ((0.08, 0.01, 0.02, 0.04, 0.95, 0.85, 0.80, 0.90), (0.14, 0.05, 0.06, 0.12, 0.97, 0.84, 0.90, 0.95)),
    "international": ((0.75, 0.55, 0.45, 0.60, 0.25, 0.20, 0.25, 0.35), (0.60, 0.60, 0.45, 0.65, 0.60, 0.36, 0.60, 0.60)),
}  # fmt: skip
REACH = (
    "foreign_funding", "activity_abroad", "people_abroad", "foreign_languages", "local_leadership", "domestic_funding",
    "local_decisions", "local_outputs",
)  # fmt: skip
REGIONS = ("XY-01", "XY-02", "XY-03", "XY-04", "XY-05")

Row = tuple[object, ...]


def write_history(folder: Path, organisations: Path, seed: int) -> None:
    """The tables, each with its headings first; ``organisations``: the list that the example has."""
    folder.mkdir(parents=True, exist_ok=True)
    with organisations.open(encoding="utf-8-sig", newline="") as file:
        members = {row["id"]: row for row in csv.DictReader(file)}
    draw = random.Random(seed)
    tables: dict[str, tuple[Row, list[Row]]] = {
        "former": (("id", "name_zh", "name_en"), [row[:3] for row in FORMER]),
        "names": (("id", "name_zh", "name_en", "until"), list(NAMES)),
        "membership": (("id", "network", "since", "until"), list(_list_memberships(members))),
        "focus": (
            ("organisation", "focus", "main", "network", "since", "until"),
            list(_list_focuses(members)),
        ),
        "routes": (
            ("organisation", "network", "year", "professional", "grassroots", "international"),
            list(_list_routes(members, draw)),
        ),
        "reach": (
            ("organisation", "year", *(name.replace("_", " ") for name in REACH), "countries", "public"),
            list(_list_reach(members, draw)),
        ),
        "details": (("id", "place", "language", "website", "email"), list(_list_details(members))),
        "changes": (("kind", "on", "in", "out", "note_zh", "note_en"), list(CHANGES)),
        "context": (
            ("kind", "since", "until", "title_zh", "title_en", "focuses", "source"),
            [(*row, CONTEXT_SOURCE) for row in CONTEXT],
        ),
    }  # fmt: skip
    names = {one: row["name_en"] for one, row in members.items()} | {
        row[0]: row[2] for row in FORMER
    }
    for name, (head, rows) in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(_add_ids(head, rows, names))


def _add_ids(head: Row, rows: list[Row], names: dict[str, str]) -> list[Row]:
    """What people and ``huiyin measure`` read names the organisation; its id stands last."""
    if head[0] != "organisation":
        return [head, *rows]
    return [(*head, "id"), *((names[str(row[0])], *row[1:], row[0]) for row in rows)]


def _find_years(members: dict[str, dict[str, str]]) -> dict[str, int]:
    joined = {one: year for year, ones in _JOINED.items() for one in ones}
    return {one: joined.get(one, FIRST) for one in members}


#: Those that came of others begin on the day after these ended.
_BORN = {"org12": "2018-09-01", "org60": "2018-09-01", "org52": "2019-07-01", "org53": "2021-04-01"}


def _list_memberships(members: dict[str, dict[str, str]]) -> Iterator[Row]:
    for one, year in _find_years(members).items():
        since = _BORN.get(one, f"{year}-01-01" if year == FIRST else f"{year}-03-01")
        for network in ("", members[one]["network"]):
            if one in _AWAY:
                left, back = _AWAY[one]
                yield one, network, since, left
                yield one, network, back, ""
            else:
                yield one, network, since, ""
    for one, *_, until, _route, network in FORMER:
        yield one, "", f"{FIRST}-01-01", until
        yield one, network, f"{FIRST}-01-01", until


def _list_focuses(members: dict[str, dict[str, str]]) -> Iterator[Row]:
    for one, year in _find_years(members).items():
        network = members[one]["network"]
        start = _BORN.get(one, str(year))
        if one in _UNSAID:
            yield one, "", "no", network, start, str(_UNSAID[one])
            start = str(_UNSAID[one] + 1)
        before = _MAIN_BEFORE.get(one)
        if before is not None:
            yield one, before[0], "yes", network, start, str(before[1])
            start = str(before[1] + 1)
        if one in _AWAY:
            left, back = _AWAY[one]
            yield one, members[one]["focus"], "yes", network, start, left
            start = back
        yield one, members[one]["focus"], "yes", network, start, ""
        for focus, since, until in _BESIDE.get(one, ()):
            first = back if one in _AWAY and since >= int(back[:4]) else str(max(since, year))
            yield one, focus, "no", network, first, str(until) if until else ""
    for one, _zh, _en, main, beside, until, _route, network in FORMER:
        for focus, is_main in ((main, "yes"), (beside, "no")):
            if focus:
                yield one, focus, is_main, network, str(FIRST), until


def _list_years(members: dict[str, dict[str, str]]) -> Iterator[tuple[str, int, str, str]]:
    """Who was there at the end of which year, with route and network."""
    for one, first in _find_years(members).items():
        away = range(int(_AWAY[one][0][:4]), int(_AWAY[one][1][:4])) if one in _AWAY else range(0)
        for year in range(first, LAST + 1):
            if year not in away:
                yield one, year, members[one]["route"], members[one]["network"]
    for one, *_, until, route, network in FORMER:
        for year in range(FIRST, int(until[:4])):
            yield one, year, route, network


def _go_on(course: tuple[tuple[float, ...], tuple[float, ...]], year: int) -> list[float]:
    """Where a course has come to in ``year``."""
    way = (year - FIRST) / (LAST - FIRST)
    return [old + way * (new - old) for old, new in zip(*course, strict=True)]


def _list_routes(members: dict[str, dict[str, str]], draw: random.Random) -> Iterator[Row]:
    for one, year, route, network in _list_years(members):
        shares = _go_on(_COURSES[route], year)
        moved = [max(0.0, share + draw.uniform(-0.05, 0.05)) for share in shares]
        whole = [round(100 * share / sum(moved)) for share in moved]
        whole[1] += 100 - sum(whole)
        # In some years somebody did not answer.
        cells = [f"{share}%" for share in whole] if draw.random() > 0.08 else [""] * 3
        yield one, network, year, *cells


def _list_reach(members: dict[str, dict[str, str]], draw: random.Random) -> Iterator[Row]:
    public = {one: draw.random() < 0.3 for one in [*members, *(row[0] for row in FORMER)]}
    for one, year, route, _network in _list_years(members):
        cells = []
        for share in _go_on(_REACH[route], year):
            moved = min(1.0, max(0.0, share + draw.uniform(-0.06, 0.06)))
            cells.append(f"{round(100 * moved)}%" if draw.random() > 0.15 else "")
        most = {"professional": 4, "grassroots": 2, "international": 24}[route]
        countries = str(draw.randint(1, most)) if draw.random() > 0.4 else ""
        yield one, year, *cells, countries, "yes" if public[one] else "no"


def _list_details(members: dict[str, dict[str, str]]) -> Iterator[Row]:
    for place, (one, row) in enumerate(members.items()):
        languages = {"en": "en;zh"}.get(row["language"], "zh;en" if row["route"] == "international" else "zh")  # fmt: skip
        site = row["name_en"].split(",")[0].lower().replace("'", "").replace(" ", "-")
        yield one, REGIONS[place % len(REGIONS)], languages, f"https://{site}.example", f"office@{site}.example"  # fmt: skip
