"""Ten years of exchanges between the example's networks and authorities: from one side asking to both. Invented, all of it."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from pathlib import Path

#: Short name, name_zh, name_en; the first is the authority of the consultation.
AUTHORITIES = (
    ("authority", "云汀国生态与气候部", "Ministry of Ecology and Climate of Yunting"),
    ("agriculture-water", "云汀国农业与水利部", "Ministry of Agriculture and Water of Yunting"),
    ("social-affairs", "云汀国社会事务部", "Ministry of Social Affairs of Yunting"),
    ("data-office", "云汀国国家数据局", "National Data Office of Yunting"),
)
#: Network → the authorities it has to do with, the most of all first, and what about.
_NETWORKS: dict[str, tuple[tuple[str, ...], tuple[tuple[str, str], ...]]] = {
    "adaptation": (("agriculture-water", "authority"), (
        ("云江防洪预案", "the flood plan for the River Yun"), ("沿海渔村防风避险点", "storm shelters for fishing villages"),
        ("灌区节水改造", "water saving in irrigation districts"), ("农业气象灾害保险", "crop insurance against extreme weather"),
        ("湿地保护规划", "the plan for protecting wetlands"), ("旱区饮水安全", "safe drinking water in dry areas"),
    )),
    "data-and-participation": (("data-office", "authority"), (
        ("排放监测数据开放", "opening emissions monitoring data"), ("环评公众参与办法", "public participation in environmental assessment"),
        ("水质数据公开", "publishing water quality data"), ("听证会公告方式", "how hearings are announced"),
        ("政务数据目录", "the catalogue of public data"), ("公众意见反馈机制", "how public comments are answered"),
    )),
    "energy-and-industry": (("authority", "data-office"), (
        ("煤电有序退出", "the orderly closure of coal power plants"), ("屋顶光伏并网", "connecting rooftop solar power"),
        ("工业园区碳核算", "carbon accounts of industrial parks"), ("建筑节能标准", "energy standards for buildings"),
        ("城市公交电动化", "electric buses in cities"), ("碳市场配额分配", "the allocation of carbon allowances"),
    )),
    "inclusion": (("social-affairs", "authority"), (
        ("无障碍预警信息", "accessible early warnings"), ("高温天气老人照护", "care for older people in heatwaves"),
        ("残障人士转移安置", "evacuating people with disabilities"), ("政策文件易读版", "easy-read versions of policy papers"),
        ("妇女参与防灾", "women in disaster prevention"), ("照护者津贴", "allowances for carers"),
    )),
    "just-transition": (("social-affairs", "agriculture-water", "authority"), (
        ("矿区职工再培训", "retraining of mine workers"), ("转型地区社会保障", "social security in regions in transition"),
        ("县域绿色就业", "green jobs in counties"), ("小微组织扶持资金", "funds for small organisations"),
        ("职工安置方案", "resettlement plans for workers"), ("社区能源合作社", "community energy co-operatives"),
    )),
}  # fmt: skip
#: Who acts for a network in some exchanges.
_VOICES = {"adaptation": "org03", "data-and-participation": "org04", "inclusion": "org13", "energy-and-industry": "org19", "just-transition": "org01"}  # fmt: skip
#: Year → asks to authorities, asks from them, the share of the former that stays unanswered, usual days to an answer.
_YEARS = {
    2016: (8, 0, 0.45, 46), 2017: (9, 1, 0.40, 44), 2018: (9, 1, 0.35, 40), 2019: (10, 2, 0.30, 36), 2020: (8, 2, 0.30, 38),
    2021: (11, 4, 0.22, 32), 2022: (11, 6, 0.16, 28), 2023: (12, 8, 0.12, 24), 2024: (12, 10, 0.08, 21), 2025: (13, 12, 0.06, 19),
    2026: (9, 9, 0.10, 18),
}  # fmt: skip
#: The last day of which the tables tell.
_LAST = date(2026, 11, 27)
_ASKED = {
    "information": ("request", "information", "申请公开{zh}的有关信息", "Request for information on {en}"),
    "meeting": ("request", "meeting", "请求就{zh}会谈", "Request for a meeting on {en}"),
    "hearing": ("request", "hearing", "请求就{zh}举行听证", "Request for a hearing on {en}"),
    "proposal": ("proposal", "", "关于{zh}的建议", "Proposal on {en}"),
}  # fmt: skip
_ASKING = {
    "call": ("call", "", "就{zh}征求意见", "Call for comments on {en}"),
    "research": ("request", "research", "委托研究：{zh}", "Research wanted: {en}"),
    "invitation": ("invitation", "", "邀请座谈：{zh}", "Invitation to a round table on {en}"),
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """An exchange. ``no``: its number in this table, ``answers``: that of the ask; ``term``: whether the law on access to
    information says by when an answer is due."""

    no: int
    answers: int | str
    day: date
    kind: str
    direction: str
    authority: str
    network: str
    organisation: str = ""
    matter: str = ""
    channel: str = ""
    term: str = ""
    extended_to: date | str = ""
    passed_to: str = ""
    subject_zh: str = ""
    subject_en: str = ""
    summary_zh: str = ""
    summary_en: str = ""
    meaning: str = ""


def write_exchanges(folder: Path, seed: int) -> None:
    """``authorities.csv`` and ``exchanges.csv``."""
    rows = sorted(_Teller(random.Random(seed + 1)).list_rows(), key=lambda row: row.no)
    names = [one.name for one in fields(Row)]
    _write(folder / "authorities.csv", ("id", "name_zh", "name_en"), AUTHORITIES)
    _write(
        folder / "exchanges.csv", names, [[getattr(row, name) for name in names] for row in rows]
    )


def _write(path: Path, head: object, rows: object) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(head)  # type: ignore[arg-type]
        table.writerows(rows)  # type: ignore[arg-type]


class _Teller:
    def __init__(self, draw: random.Random) -> None:
        self._draw, self._no = draw, 0

    def list_rows(self) -> Iterator[Row]:
        for year, (out, back, silent, days) in _YEARS.items():
            last = _LAST if year == _LAST.year else date(year, 12, 20)
            asks = [(self._pick_day(year, last), True) for _ in range(out)]
            asks += [(self._pick_day(year, last), False) for _ in range(back)]
            for at, (day, is_out) in enumerate(sorted(asks)):
                if is_out:
                    yield from self._ask(day, silent, days, at)
                else:
                    yield from self._be_asked(day, at)
        yield from self._tell_prize()

    def _pick_day(self, year: int, last: date) -> date:
        first = date(year, 1, 8)
        day = first + timedelta(days=self._draw.randrange((last - first).days))
        return day - timedelta(days=max(0, day.weekday() - 4))  # letters go out on working days

    def _next(self) -> int:
        self._no += 1
        return self._no

    def _begin(self, day: date, kinds: dict[str, tuple[str, str, str, str]], weights: tuple[int, ...], direction: str) -> Row:  # fmt: skip
        network = self._draw.choice(list(_NETWORKS))
        authorities, topics = _NETWORKS[network]
        authority = authorities[0] if self._draw.random() < 0.7 else self._draw.choice(authorities)
        zh, en = self._draw.choice(topics)
        kind, matter, in_zh, in_en = self._draw.choices(list(kinds.values()), weights)[0]
        return Row(
            self._next(), "", day, kind, direction, authority, network, matter=matter,
            organisation=_VOICES[network] if self._draw.random() < 0.3 else "",
            channel=self._draw.choice(("letter", "registered", "email", "portal")),
            term="yes" if matter == "information" else "",
            subject_zh=in_zh.format(zh=zh), subject_en=in_en.format(en=en),
        )  # fmt: skip

    def _answer(self, ask: Row, day: date, kind: str, **more: object) -> Iterator[Row]:
        """What comes back, if that day has come yet."""
        day = max(ask.day, day - timedelta(days=max(0, day.weekday() - 4)))
        if day > _LAST:
            return
        back = "from_authority" if ask.direction == "to_authority" else "to_authority"
        row = replace(
            ask,
            no=self._next(),
            answers=ask.no,
            day=day,
            kind=kind,
            direction=back,
            term="",
            matter="",
        )
        yield replace(row, **more)  # type: ignore[arg-type]

    def _ask(self, day: date, silent: float, days: int, at: int) -> Iterator[Row]:
        ask = self._begin(day, _ASKED, (5, 2, 1, 3), "to_authority")
        yield ask
        draw = self._draw
        if draw.random() < silent:
            if draw.random() < 0.5:
                reminder = next(self._answer(ask, day + timedelta(days=60), "reminder"), None)
                if reminder is not None:
                    yield replace(reminder, direction="to_authority")
            return
        wait = max(3, round(draw.lognormvariate(0, 0.55) * days))
        if ask.matter == "information" and draw.random() < 0.3:
            told = day + timedelta(days=draw.randrange(12, 22))
            later = told + timedelta(days=draw.randrange(20, 34))
            yield from self._answer(ask, told, "extension", extended_to=later, summary_zh="需征求第三方意见。", summary_en="A third party has to be heard.")  # fmt: skip
            # One in three is answered after even the longer time.
            wait = (later - day).days + (
                draw.randrange(3, 30) if at % 3 == 0 else -draw.randrange(1, 8)
            )
        elif ask.matter == "information" and draw.random() < 0.12:
            others = [a for a in _NETWORKS[ask.network][0] if a != ask.authority]
            passed = day + timedelta(days=6)
            yield from self._answer(ask, passed, "redirection", passed_to=others[0], summary_zh="不属本机关职责。", summary_en="This is not for us to answer.")  # fmt: skip
            if passed <= _LAST:
                ask = replace(ask, authority=others[0])
            wait += 6
        elif draw.random() < 0.25:
            yield from self._answer(ask, day + timedelta(days=2), "acknowledgement")
        kind = "meeting" if ask.matter == "meeting" else "reply"
        meaning = draw.choices(("full", "part", "refused", "none_held"), (6, 3, 2, 1))[0]
        yield from self._answer(
            ask, day + timedelta(days=wait), kind, channel="meeting" if kind == "meeting" else ask.channel,
            meaning=meaning if kind == "reply" else "",
        )  # fmt: skip

    def _be_asked(self, day: date, at: int) -> Iterator[Row]:
        ask = self._begin(day, _ASKING, (5, 2, 3), "from_authority")
        yield ask
        if at % 9 == 8:  # the networks owe answers, too
            return
        kind = {"call": "submission", "invitation": "meeting"}.get(ask.kind, "delivery")
        wait = {"submission": (14, 34), "meeting": (7, 24), "delivery": (80, 190)}[kind]
        day += timedelta(days=self._draw.randrange(*wait))
        yield from self._answer(ask, day, kind, channel="meeting" if kind == "meeting" else "email")

    def _tell_prize(self) -> Iterator[Row]:
        """An authority asks for research, gets it, and gives a prize."""
        ask = Row(
            self._next(), "", date(2022, 3, 14), "request", "from_authority", "social-affairs", "inclusion",
            organisation="org13", matter="research", channel="letter",
            subject_zh="委托研究：高温与洪水中老年人和残障人士的预警与转移",
            subject_en="Research wanted: warning and moving older and disabled people in heat and flood",
            summary_zh="请于年内提交报告，含可直接采用的条文建议。",
            summary_en="A report is wanted within the year, with provisions that can be used as they are.",
        )  # fmt: skip
        yield ask
        yield from self._answer(
            ask, date(2022, 11, 21), "delivery", channel="email",
            subject_zh="研究报告《最后一公里的预警》", subject_en="Report: Early warning on the last mile",
            summary_zh="六个县的走访、412份问卷和十二条建议条文。", summary_en="Visits to six counties, 412 questionnaires, twelve provisions.",
        )  # fmt: skip
        yield from self._answer(
            ask, date(2023, 9, 8), "recognition", direction="from_authority",
            subject_zh="《最后一公里的预警》获政策研究奖二等奖", subject_en="Second prize for policy research: Early warning on the last mile",
            summary_zh="报告中的七条建议写入《无障碍预警办法》。", summary_en="Seven of its provisions went into the Measures on accessible early warning.",
        )  # fmt: skip
