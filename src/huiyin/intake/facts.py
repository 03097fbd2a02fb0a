"""Read dated facts of organisations, asks and replies from tables with common headings."""

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
    """A period of days; ``date.max`` if it continues. An unstated end is only a day on which the fact is known to
    have applied.
    """

    since: date
    until: date
    is_start_stated: bool = True
    is_end_stated: bool = True


@dataclass(frozen=True, slots=True)
class FocusFact:
    """``focuses``: empty if the row does not say. ``is_main``: the row states that they are the main ones."""

    organisation: str
    focuses: tuple[str, ...]
    period: FactPeriod
    is_main: bool
    network: str
    source: Source


@dataclass(frozen=True, slots=True)
class RouteFact:
    """``shares``: professional, grassroots, international, adding up to one; None if the row does not say."""

    organisation: str
    shares: tuple[float, float, float] | None
    period: FactPeriod
    network: str
    source: Source


@dataclass(frozen=True, slots=True)
class ReachFact:
    """``shares``: those in the row, by role. ``countries``: with activity, if stated."""

    organisation: str
    shares: tuple[tuple[str, float], ...]
    countries: float | None
    period: FactPeriod
    source: Source


@dataclass(frozen=True, slots=True)
class AskFact:
    """One exchange between civil society and an authority. ``asks``: whether it is an ask."""

    body: str
    authority: str
    is_to_authority: bool
    day: date
    asks: bool
    source: Source


@dataclass(frozen=True, slots=True)
class ReplyFact:
    """``asked``: None if the row does not say. ``replied``: None while there is no reply. ``is_extended``: None if
    the row does not say.
    """

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
#: The roles of each kind of table, for ``--column``.
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
#: Ways of writing the direction → whether it is to the authority.
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
#: Words about countries that give neither a number nor names.
_VAGUE = frozenset(map(make_key, ("many", "some", "several", "various", "numerous", "few", "a few", "all", "nan", "inf", "none", "null", "多", "多个", "许多", "若干", "数个", "几个", "多国", "全球", "global", "worldwide")))  # fmt: skip
#: The serial number of a day from 1900 to 2173 in a spreadsheet.
_SERIAL = re.compile(r"\d{1,5}(?:\.\d{1,15})?")
_SERIAL_START = date(1899, 12, 30)
#: 1 January 1927: smaller numbers are years or counts, which nobody means as a serial day.
_FIRST_SERIAL = 9863


class _RefusedRow(Exception):  # internal control flow between reading cells and building the fact
    def __init__(self, record: TableRecord, code: RefusalCode, **details: str) -> None:
        self.refusal = make_refusal(record, code, **details)
        super().__init__(code)


def read_focus_facts(
    path: Path, *, columns: Mapping[str, str] | None = None
) -> IntakeResult[FocusFact]:
    """Read what organisations work on: organisation, focus (several in a cell separated by ; or 、), and since–until
    or year.

    Raises ``UnreadableLaw``, as all readers here do.
    """

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
    """Read how organisations develop: organisation, the three shares as 0.3, 30% or 30, and since–until or year."""

    def make(record: TableRecord) -> RouteFact:
        period = _read_period(record)
        shares = _read_routes(record)
        organisation, network = record.get("organisation"), record.get("network")
        return RouteFact(organisation, shares, period, network, get_location(record))

    return _read_dated(path, "routes", (("organisation", *_ROUTES),), make, columns)


def read_reach_facts(
    path: Path, *, columns: Mapping[str, str] | None = None, possible: int
) -> IntakeResult[ReachFact]:
    """Read how international and how local organisations are: organisation, any of the shares, and since–until or
    year.

    A column with a number above 1 is read as percentages throughout. ``possible``: the number of countries that
    exist.
    """
    tables = read_tables(path)
    percent: set[str] = set()

    def look(record: TableRecord) -> TableRecord:
        for role in _REACH:
            # A cell with its own percent sign says nothing about the rest of the column.
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
    """Read exchanges: the civil society body, the authority, the direction, and the day or year.

    If there is a column for the kind of exchange, it decides whether it is an ask.
    """

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
    """Read asks with the days they were made and answered.

    If only one of the two has a heading and there is one more column of dates, that is the other.
    """
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
    """Read facts with periods: columns state since when, until when, or in which year."""
    return _tell_years_unread(_read(path, kind, _add_period(needed), make, columns))


def _add_period(needed: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple((*roles, when) for when in _PERIOD for roles in needed)


def _tell_years_unread(found: IntakeResult[T]) -> IntakeResult[T]:
    """Add a remark for each table with years beside first or last days: rows that have days use those."""
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
    """Read with the first alternative of ``needed`` that the headings satisfy; if there is none, report what the
    first one lacks.
    """
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
    """Extend the refusal of a file without needed headings: those always needed, then those of which one suffices."""
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
    """Return the day of a role, from its own column or the other column of dates."""
    column = role if role in record.values else "year"
    days = _read_day(record, column)
    if days is not None and days.first != days.last:
        raise _RefusedRow(record, RefusalCode.NO_DAY, written=record.get(column))
    return days.first if days else None


def _read_extended(record: TableRecord, asked: date | None) -> bool | None:
    """Tell whether the term was extended; a day until which it was extended also says so, if it is after the ask."""
    written = record.get("extended")
    days = parse_days(written) if written else None
    if days is None:
        return _read_answer(record, "extended")
    if asked:
        _check_order(record, asked, days.last)
    return True


def _read_answer(record: TableRecord, role: str) -> bool | None:
    """Read yes or no; None if the cell is empty or says unknown."""
    written = record.get(role)
    if not written or make_key(written) in _UNKNOWN:
        return None
    answer = _ANSWERS.get(make_key(written))
    if answer is None:
        raise _RefusedRow(record, RefusalCode.UNKNOWN_ANSWER, written=written)
    return answer


def _name_other_date(table: TableRead) -> TableRead:
    """Name the column of dates that was used for another role."""
    named = {role for role, _ in table.columns}
    lacking = next((role for role in ("asked", "replied") if role not in named), None)
    if lacking is None:
        return table
    columns = tuple((lacking if role == "year" else role, heads) for role, heads in table.columns)
    return replace(table, columns=columns)


# ---- periods --------------------------------------------------------------------------------------------


def _read_period(record: TableRecord) -> FactPeriod:
    """Return the period of a row, from since and until, or from its year."""
    if record.get("since") or record.get("until"):
        return _read_since(record)
    days = _read_day(record, "year")
    if days is None:
        raise _RefusedRow(record, RefusalCode.MISSING, column="since")
    # A fact of a year, or of a day in it: its beginning and end are not stated.
    year = days.first.year
    return FactPeriod(date(year, 1, 1), date(year, 12, 31), False, False)


def _read_since(record: TableRecord) -> FactPeriod:
    since, until = _read_day(record, "since"), _read_end(record)
    if since is None:
        return _read_without_start(record, until)
    if until is None:  # ended on an unknown day
        return FactPeriod(since.first, date(since.first.year, 12, 31), True, False)
    _check_order(record, since.first, until)
    return FactPeriod(since.first, until)


def _read_without_start(record: TableRecord, until: date | None) -> FactPeriod:
    """It began on an unknown day, so it is only known for the year in which it ended."""
    if until is None or until == date.max:
        raise _RefusedRow(record, RefusalCode.MISSING, column="since")
    return FactPeriod(date(until.year, 1, 1), until, False, True)


def _read_end(record: TableRecord) -> date | None:
    """Return the last day; ``date.max`` if it continues, None if unknown."""
    written = record.get("until")
    if not written or make_key(written) in _OPEN:
        return date.max
    days = _read_day(record, "until")
    return days.last if days else None


def _read_day(record: TableRecord, role: str) -> DaySpan | None:
    """Return the days that a cell may mean; None if it is empty or says unknown."""
    written = record.get(role)
    if not written or make_key(written) in _UNKNOWN:
        return None
    days = parse_days(written)
    if days is None:
        raise _refuse_day(record, written)
    return days


def _refuse_day(record: TableRecord, written: str) -> _RefusedRow:
    """Refuse an unreadable day; for a spreadsheet's serial number, say which day it would be."""
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

#: The largest rounding error of the sum of shares.
_ROUNDING = 0.02


def _read_routes(record: TableRecord) -> tuple[float, float, float] | None:
    """Read the three shares of a row; None if none is given."""
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
    """Read a whole number or names of countries; None if the cell says unknown."""
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
