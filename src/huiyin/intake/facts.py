"""Dated facts of organisations, asks and replies, from tables with any of the usual headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from huiyin.files.problems import Refusal, RefusalCode, Remark, RemarkCode, Source
from huiyin.files.tables.table import GridTable, TableRecord
from huiyin.intake.model import IntakeResult, TableRead
from huiyin.intake.partial_dates import DaySpan, parse_days
from huiyin.intake.records import split_list
from huiyin.intake.rows import build_lookup, get_location, make_key, make_refusal, read_rows_of
from huiyin.intake.tables import read_tables

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FactPeriod:
    """From a day to a day; ``date.max`` where it still holds. An end that is not stated is merely a day on which the fact is
    known to have held."""

    since: date
    until: date
    is_start_stated: bool = True
    is_end_stated: bool = True


@dataclass(frozen=True, slots=True)
class FocusFact:
    """``focuses``: none where the row leaves them open. ``is_main``: the row says that they are the main ones."""

    organisation: str
    focuses: tuple[str, ...]
    period: FactPeriod
    is_main: bool
    network: str
    source: Source


@dataclass(frozen=True, slots=True)
class RouteFact:
    """``shares``: professional, grassroots, international, adding to one; None where the row leaves them open."""

    organisation: str
    shares: tuple[float, float, float] | None
    period: FactPeriod
    network: str
    source: Source


@dataclass(frozen=True, slots=True)
class ReachFact:
    """``shares``: those that the row gives, by their roles; ``countries``: with activity, where it gives that."""

    organisation: str
    shares: tuple[tuple[str, float], ...]
    countries: float | None
    period: FactPeriod
    source: Source


@dataclass(frozen=True, slots=True)
class AskFact:
    """One exchange between civil society and an authority. ``asks``: whether it asks something."""

    body: str
    authority: str
    is_to_authority: bool
    day: date
    asks: bool
    source: Source


@dataclass(frozen=True, slots=True)
class ReplyFact:
    """``asked``: None where the row does not say; ``replied``: None while nothing came; ``is_extended``: None where the row
    does not say."""

    asked: date | None
    replied: date | None
    authority: str
    is_extended: bool | None
    source: Source


_ROUTES = ("professional", "grassroots", "international")
_REACH = (
    "foreign_funding", "activity_abroad", "people_abroad", "foreign_languages", "local_leadership", "domestic_funding",
    "local_decisions", "local_outputs", "direct", "one_intermediary",
)  # fmt: skip
_PERIOD = ("since", "until", "year")
#: What each kind of table may hold; ``--column`` knows these.
FACT_ROLES: Mapping[str, tuple[str, ...]] = {
    "focus": ("organisation", "focus", "main", "network", *_PERIOD),
    "routes": ("organisation", *_ROUTES, "network", *_PERIOD),
    "reach": ("organisation", *_REACH, "countries", *_PERIOD),
    "reciprocity": ("direction", "authority", "body", "exchange", "day"),
    "replies": ("asked", "replied", "authority", "extended", "acknowledged", "year"),
}

_UNKNOWN = frozenset(map(make_key, ("unknown", "not known", "n/a", "na", "?", "？", "不详", "未知", "不明", "不清楚", "无法获知")))  # fmt: skip
_OPEN = frozenset(map(make_key, ("now", "present", "ongoing", "today", "current", "still", "至今", "现在", "目前", "今")))  # fmt: skip
_ANSWERS = build_lookup(
    {
        True: ("yes", "y", "1", "true", "是", "有", "已延期", "延期", "主要", "✓", "√", "x", "main", "extended"),
        False: ("no", "n", "0", "false", "否", "无", "未延期", "不是", "-"),
    }
)  # fmt: skip
#: What is written of a direction → whether it goes to the authority.
DIRECTIONS = build_lookup(
    {
        True: (
            "to authority", "to the authority", "to authorities", "to government", "outgoing", "out", "sent", "civil society to authority",
            "向政府", "向国家机关", "向机关", "致政府", "对政府", "向部门", "民间向政府", "民间→政府", "民间致政府", "去文", "发出", "网络向部门", "社会组织向政府",
        ),
        False: (
            "from authority", "from the authority", "from authorities", "from government", "incoming", "in", "received", "authority to civil society",
            "来自政府", "来自国家机关", "来自机关", "政府来", "自政府", "来自部门", "政府向民间", "政府→民间", "政府致民间", "来文", "收到", "部门向网络", "政府向社会组织",
        ),
    }
)  # fmt: skip
_KINDS = build_lookup(
    {
        True: (
            "ask", "call for comments", "proposal", "own-initiative proposal", "request", "request for information", "request for a meeting",
            "request for a hearing", "research request", "request for research", "invitation", "clarification asked",
            "请求", "征求意见", "主动建议", "建议", "信息公开申请", "申请", "会面请求", "听证请求", "研究需求", "委托研究", "邀请", "要求说明",
        ),
        False: (
            "submission", "meeting", "meeting held", "delivery", "acknowledgement", "reply", "interim reply", "final reply", "clarification given",
            "extension", "redirection", "reminder", "escalation", "withdrawal", "enactment", "recognition", "correction", "redaction",
            "提交", "会谈", "会议", "交付", "签收", "收悉", "答复", "中期答复", "最终答复", "已作说明", "延期", "转办", "催办", "上报", "撤回", "公布", "奖励",
            "更正", "遮盖",
        ),
    }
)  # fmt: skip
_PERCENT = ("%", "％")
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,15})?")
_WHOLE = re.compile(r"\d{1,9}(?:\.0{1,15})?")
_NAMES = re.compile(r"[^\W\d_][^\d_%％=<>+*~#@^]*")
#: What says of countries neither how many nor which.
_VAGUE = frozenset(map(make_key, ("many", "some", "several", "various", "numerous", "few", "a few", "all", "nan", "inf", "none", "null", "多", "多个", "许多", "若干", "数个", "几个", "多国", "全球", "global", "worldwide")))  # fmt: skip
#: The number by which a spreadsheet keeps a day from 1900 to 2173.
_SERIAL = re.compile(r"\d{1,5}(?:\.\d{1,15})?")
_SERIAL_START = date(1899, 12, 30)
#: 1 January 1927: below it stand years and counts, which nobody keeps as a day.
_FIRST_SERIAL = 9863


class _RefusedRow(
    Exception
):  # control flow between the cells of a row and who makes something of it
    def __init__(self, record: TableRecord, code: RefusalCode, **details: str) -> None:
        self.refusal = make_refusal(record, code, **details)
        super().__init__(code)


def read_focus_facts(
    path: Path, *, columns: Mapping[str, str] | None = None
) -> IntakeResult[FocusFact]:
    """What organisations work on: organisation, focus (several in a cell are told apart by ; or 、), and since–until or
    year. Raises ``UnreadableLaw``, as all readers here do."""

    def make(record: TableRecord) -> FocusFact:
        period = _read_period(record)
        is_main = bool(_read_answer(record, "main"))
        focuses = tuple(dict.fromkeys(split_list(_name_known(record.get("focus")))))
        organisation, network = record.get("organisation"), record.get("network")
        return FocusFact(organisation, focuses, period, is_main, network, get_location(record))

    return _read_dated(path, "focus", (("organisation", "focus"),), make, columns)


def read_route_facts(
    path: Path, *, columns: Mapping[str, str] | None = None
) -> IntakeResult[RouteFact]:
    """How organisations develop: organisation, the three shares as 0.3, 30% or 30, and since–until or year."""

    def make(record: TableRecord) -> RouteFact:
        period = _read_period(record)
        shares = _read_routes(record)
        organisation, network = record.get("organisation"), record.get("network")
        return RouteFact(organisation, shares, period, network, get_location(record))

    return _read_dated(path, "routes", (("organisation", *_ROUTES),), make, columns)


def read_reach_facts(
    path: Path, *, columns: Mapping[str, str] | None = None, possible: int
) -> IntakeResult[ReachFact]:
    """How international and how local organisations are: organisation, any of the shares, and since–until or year. A column
    in which a number above 1 stands is read as per cent, all of it. ``possible``: countries that there are."""
    tables = read_tables(path)
    percent: set[str] = set()

    def look(record: TableRecord) -> TableRecord:
        for role in _REACH:
            # What says per cent by itself says nothing of the column.
            is_bare = not record.get(role).rstrip().endswith(_PERCENT)
            if is_bare and (_parse_number(record.get(role)) or 0) > 1:
                percent.add(role)
        return record

    def make(record: TableRecord) -> ReachFact:
        return _make_reach(record, percent, possible)

    needed = _add_period(tuple(("organisation", role) for role in (*_REACH, "countries")))
    _read_tables(tables, path.name, "reach", needed, look, columns)
    read = _read_tables(tables, path.name, "reach", needed, make, columns)
    told = tuple(
        Remark(path.name, "", RemarkCode.PERCENT_COLUMN, (("role", role),))
        for role in sorted(percent)
    )
    read = _tell_years_unread(read)
    return replace(read, remarks=(*read.remarks, *told)) if read.taken else read


def read_ask_facts(
    path: Path, *, columns: Mapping[str, str] | None = None
) -> IntakeResult[AskFact]:
    """Exchanges: who of civil society, which authority, in which direction, on which day or in which year; where there is a
    column for the kind of exchange, it says whether something is asked."""

    def make(record: TableRecord) -> AskFact:
        written = record.get("direction")
        is_to_authority = DIRECTIONS.get(make_key(written))
        if is_to_authority is None:
            raise _RefusedRow(record, RefusalCode.UNKNOWN_DIRECTION, written=written)
        kind = record.get("exchange")
        asks = _KINDS.get(make_key(kind)) if kind else True
        if asks is None:
            raise _RefusedRow(record, RefusalCode.UNKNOWN_EXCHANGE, written=kind)
        days = _read_day(record, "day")
        if days is None:
            raise _RefusedRow(record, RefusalCode.MISSING, column="day")
        body, authority = (_name_known(record.get(role)) for role in ("body", "authority"))
        return AskFact(body, authority, is_to_authority, days.first, asks, get_location(record))

    return _read(path, "reciprocity", (("direction", "day"),), make, columns)


def read_reply_facts(
    path: Path, *, columns: Mapping[str, str] | None = None
) -> IntakeResult[ReplyFact]:
    """Asks with the days they were made and answered. Of a table with one of the two by name and one more column of dates,
    that is the other."""
    needed = (("asked", "replied"), ("asked", "year"), ("year", "replied"))
    found = _read(path, "replies", needed, _make_reply, columns)
    return replace(found, tables=tuple(map(_name_other_date, found.tables)))


def _read_dated(
    path: Path,
    kind: str,
    needed: Sequence[tuple[str, ...]],
    make: Callable[[TableRecord], T],
    columns: Mapping[str, str] | None,
) -> IntakeResult[T]:
    """What a table finds of facts with periods: a column says since when, until when, or in which year."""
    return _tell_years_unread(_read(path, kind, _add_period(needed), make, columns))


def _add_period(needed: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple((*roles, when) for when in _PERIOD for roles in needed)


def _tell_years_unread(found: IntakeResult[T]) -> IntakeResult[T]:
    """The same, with a remark for each table in which years stand beside first or last days: rows that have those go by
    them."""
    told = tuple(
        Remark(table.file, table.sheet, RemarkCode.YEAR_BESIDE_PERIOD)
        for table in found.tables
        if {"year"} < {role for role, _ in table.columns} & set(_PERIOD)
    )
    return replace(found, remarks=(*found.remarks, *told))


def _read(
    path: Path,
    kind: str,
    needed: Sequence[tuple[str, ...]],
    make: Callable[[TableRecord], T],
    columns: Mapping[str, str] | None,
) -> IntakeResult[T]:
    return _read_tables(read_tables(path), path.name, kind, needed, make, columns)


def _read_tables(
    tables: Sequence[GridTable],
    name: str,
    kind: str,
    needed: Sequence[tuple[str, ...]],
    make: Callable[[TableRecord], T],
    columns: Mapping[str, str] | None,
) -> IntakeResult[T]:
    """What the first of ``needed`` that the headings have finds; where they have none, what is wrong by the first."""
    roles = FACT_ROLES[kind]

    def make_named(record: TableRecord) -> T | Refusal:
        if "organisation" in roles and not record.get("organisation"):
            return make_refusal(record, RefusalCode.MISSING, column="organisation")
        try:
            return make(record)
        except _RefusedRow as refused:
            return refused.refusal

    tried = (read_rows_of(tables, name, roles, one, make_named, columns) for one in needed)
    first = next(tried)
    found = first if first.tables else next((one for one in tried if one.tables), first)
    if found.tables or len(needed) < 2:
        return found
    told = tuple(_name_needed(one, needed) for one in found.refused)
    return replace(found, refused=told)


def _name_needed(refusal: Refusal, needed: Sequence[tuple[str, ...]]) -> Refusal:
    """The refusal of a file that lacks headings, with all the ways in which they could be there: needed by all, then of
    which one is enough."""
    if refusal.reason is not RefusalCode.NO_HEADINGS:
        return refusal
    always = [role for role in needed[0] if all(role in roles for roles in needed)]
    others = list(dict.fromkeys(role for roles in needed for role in roles if role not in always))
    periods = [role for role in others if role in _PERIOD]
    kinds = [role for role in others if role not in _PERIOD]
    parts = [*always, *(" / ".join(some) for some in (kinds, periods) if some)]
    return replace(refusal, details=(*refusal.details[:1], ("wanted", ", ".join(parts))))


def _make_reply(record: TableRecord) -> ReplyFact:
    asked, replied = _read_one_day(record, "asked"), _read_one_day(record, "replied")
    if asked is None and replied is None:
        raise _RefusedRow(record, RefusalCode.MISSING, column="asked")
    if asked and replied:
        _check_order(record, asked, replied)
    authority, is_extended = _name_known(record.get("authority")), _read_extended(record, asked)
    return ReplyFact(asked, replied, authority, is_extended, get_location(record))


def _read_one_day(record: TableRecord, role: str) -> date | None:
    """The day of a role, in its own column or in the other one of dates."""
    column = role if role in record.values else "year"
    days = _read_day(record, column)
    if days is not None and days.first != days.last:
        raise _RefusedRow(record, RefusalCode.NO_DAY, written=record.get(column))
    return days.first if days else None


def _read_extended(record: TableRecord, asked: date | None) -> bool | None:
    """Whether the time was extended; the day until which it was says that too, and lies behind the ask."""
    written = record.get("extended")
    days = parse_days(written) if written else None
    if days is None:
        return _read_answer(record, "extended")
    if asked:
        _check_order(record, asked, days.last)
    return True


def _read_answer(record: TableRecord, role: str) -> bool | None:
    """Yes or no; None where the cell is empty or says that it is not known."""
    written = record.get(role)
    if not written or make_key(written) in _UNKNOWN:
        return None
    answer = _ANSWERS.get(make_key(written))
    if answer is None:
        raise _RefusedRow(record, RefusalCode.UNKNOWN_ANSWER, written=written)
    return answer


def _name_other_date(table: TableRead) -> TableRead:
    """The column of dates that stands for another, told as that."""
    named = {role for role, _ in table.columns}
    lacking = next((role for role in ("asked", "replied") if role not in named), None)
    if lacking is None:
        return table
    columns = tuple((lacking if role == "year" else role, heads) for role, heads in table.columns)
    return replace(table, columns=columns)


# ---- periods --------------------------------------------------------------------------------------------


def _read_period(record: TableRecord) -> FactPeriod:
    """The period of a row, by its since and until, else by its year."""
    if record.get("since") or record.get("until"):
        return _read_since(record)
    days = _read_day(record, "year")
    if days is None:
        raise _RefusedRow(record, RefusalCode.MISSING, column="since")
    # What was so in a year, or on a day of it: nobody said when it began or ended.
    year = days.first.year
    return FactPeriod(date(year, 1, 1), date(year, 12, 31), False, False)


def _read_since(record: TableRecord) -> FactPeriod:
    since, until = _read_day(record, "since"), _read_end(record)
    if since is None:
        return _read_without_start(record, until)
    if until is None:  # it has ended, nobody knows when
        return FactPeriod(since.first, date(since.first.year, 12, 31), True, False)
    _check_order(record, since.first, until)
    return FactPeriod(since.first, until)


def _read_without_start(record: TableRecord, until: date | None) -> FactPeriod:
    """It has begun, nobody knows when: it is known of the year in which it ended."""
    if until is None or until == date.max:
        raise _RefusedRow(record, RefusalCode.MISSING, column="since")
    return FactPeriod(date(until.year, 1, 1), until, False, True)


def _read_end(record: TableRecord) -> date | None:
    """The last day; ``date.max`` where it still holds, None where it is unknown."""
    written = record.get("until")
    if not written or make_key(written) in _OPEN:
        return date.max
    days = _read_day(record, "until")
    return days.last if days else None


def _read_day(record: TableRecord, role: str) -> DaySpan | None:
    """The days that a cell may mean; None where it is empty or says that it is not known."""
    written = record.get(role)
    if not written or make_key(written) in _UNKNOWN:
        return None
    days = parse_days(written)
    if days is None:
        raise _refuse_day(record, written)
    return days


def _refuse_day(record: TableRecord, written: str) -> _RefusedRow:
    """That no day was read; of the number by which a spreadsheet keeps one, which day that would be."""
    if not _SERIAL.fullmatch(written) or float(written) < _FIRST_SERIAL:
        return _RefusedRow(record, RefusalCode.ODD_DAY, written=written)
    day = _SERIAL_START + timedelta(days=int(float(written)))
    return _RefusedRow(record, RefusalCode.SERIAL_DAY, written=written, day=day.isoformat())


def _check_order(record: TableRecord, since: date, until: date) -> None:
    if until < since:
        details = {"since": since.isoformat(), "until": until.isoformat()}
        raise _RefusedRow(record, RefusalCode.ENDS_BEFORE, **details)


def _name_known(written: str) -> str:
    return "" if make_key(written) in _UNKNOWN else written


# ---- shares ---------------------------------------------------------------------------------------------

#: Shares that were rounded may miss the whole by so much.
_ROUNDING = 0.02


def _read_routes(record: TableRecord) -> tuple[float, float, float] | None:
    """The three shares of a row; None where it leaves all of them open."""
    if not any(_name_known(record.get(role)) for role in _ROUTES):
        return None
    numbers = [_read_number(record, role) for role in _ROUTES]
    total = sum(numbers)
    if not any(abs(total - whole) <= _ROUNDING * whole for whole in (1, 100)):
        raise _RefusedRow(record, RefusalCode.SHARES_SUM, total=f"{total:g}")
    return numbers[0] / total, numbers[1] / total, numbers[2] / total


def _read_number(record: TableRecord, role: str) -> float:
    written = _name_known(record.get(role))
    if not written:
        raise _RefusedRow(record, RefusalCode.MISSING, column=role)
    number = _parse_number(written)
    if number is None:
        raise _RefusedRow(record, RefusalCode.ODD_SHARE, written=written, column=role)
    return number


def _make_reach(record: TableRecord, percent: Set[str], possible: int) -> ReachFact:
    period = _read_period(record)
    said = [role for role in _REACH if _name_known(record.get(role))]
    shares = tuple((role, _read_share(record, role, percent)) for role in said)
    countries = _count_countries(record)
    if countries is not None and countries > possible:
        details = {"written": f"{countries:g}", "possible": str(possible)}
        raise _RefusedRow(record, RefusalCode.TOO_MANY_COUNTRIES, **details)
    return ReachFact(record.get("organisation"), shares, countries, period, get_location(record))


def _read_share(record: TableRecord, role: str, percent: Set[str]) -> float:
    written = record.get(role)
    number = _read_number(record, role)
    share = number / 100 if _is_percent(written, role, percent) else number
    if share > 1:
        raise _RefusedRow(record, RefusalCode.ODD_SHARE, written=written, column=role)
    return share


def _is_percent(written: str, role: str, percent: Set[str]) -> bool:
    return role in percent or written.rstrip().endswith(_PERCENT)


def _parse_number(written: str) -> float | None:
    bare = written.strip().removesuffix("%").removesuffix("％").strip()
    return float(bare) if _NUMBER.fullmatch(bare) else None


def _count_countries(record: TableRecord) -> float | None:
    """A whole number, or the names of countries; None where the cell says that it is not known."""
    written = record.get("countries")
    if not written or make_key(written) in _UNKNOWN:
        return None
    if _WHOLE.fullmatch(written.strip()):
        return float(written)
    names = {make_key(name) for name in split_list(written)}
    # Names of countries have no digits; "many" and "nan" name none.
    if not names or names & _VAGUE or not _NAMES.fullmatch(written.strip()):
        raise _RefusedRow(record, RefusalCode.ODD_COUNT, written=written, column="countries")
    return float(len(names))
