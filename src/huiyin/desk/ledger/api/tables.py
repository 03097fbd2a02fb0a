"""Import of registers of meetings or requests as exchanges.

Columns are mapped once per set of headings, and refused rows are listed. What a register would add is shown
before somebody confirms it, and can be taken back for half an hour afterwards; then it is recorded and logged,
permanently. A register that was a mistake even so is voided row by row (:func:`void_table`). A row with the day
of its answer becomes two exchanges. A row that was taken before is refused, so that a register can be sent
again after it has grown.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.isolated_process import WorkUnfinished, read_apart
from huiyin.desk.core.isolated_readers import first_rows, read_sheets
from huiyin.desk.jobs import api as jobs
from huiyin.desk.ledger.api.corrections import correct_exchanges
from huiyin.desk.ledger.api.erasure import delete_file
from huiyin.desk.ledger.api.exchanges import save_exchanges
from huiyin.desk.ledger.api.grounds import find_ground
from huiyin.desk.ledger.data import (
    NEEDS_ASK,
    OWN_FORMS,
    ExchangeDirection,
    ExchangeInput,
    ExchangeKind,
    ExchangeSource,
    Matter,
    TableStep,
)
from huiyin.desk.ledger.models import ColumnMapping, Exchange, TableImport
from huiyin.desk.networks.api import list_networks
from huiyin.desk.registry.organisations import list_authorities, list_bodies
from huiyin.i18n import say
from huiyin.intake.partial_dates import parse_days
from huiyin.intake.register_columns import (
    find_exchange_kind,
    guess_register_columns,
    is_to_authority,
)
from huiyin.intake.rows import make_key
from huiyin.law import UnreadableLaw

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.jobs.models import Job

T = TypeVar("T")
V = TypeVar("V", bound=StrEnum)
#: What a column of a register may contain.
ROLES = ("day", "replied", "body", "authority", "kind", "direction", "matter", "subject", "summary")
#: Values that may be set for all rows of a register.
CONSTANTS = ("kind", "direction", "authority", "network", "matter", "channel", "language", "ground")
#: The kinds of jobs.
READING, TAKING, VOIDING = "read_register", "take_register", "void_register"
#: How long a confirmed register can still be taken back.
WINDOW = timedelta(minutes=30)
MOST_ROWS = 20_000
#: Rows saved in one transaction.
_TOGETHER = 100
_SHOWN = 6
#: How many refused rows are listed; the others are only counted.
_NAMED = 2000
#: How many rows of a plan are shown as they would be recorded.
_PLANNED = 50


class UnmappedColumns(ValueError):
    """No column or constant provides something that every exchange needs. ``code``: message
    ``exchange.table.wrong.<code>``.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class WrongStep(ValueError):
    """The register is not at a step where this is possible: somebody else was faster, or the time limit is over."""


@transaction.atomic
def receive_table(name: str, data: bytes, by: User) -> TableImport:
    """Store a register. If one with the same headings was mapped before, its plan is computed at once.

    Raises :class:`huiyin.law.UnreadableLaw` and :class:`huiyin.desk.core.isolated_process.WorkUnfinished`.
    """
    rows = read_apart(first_rows, data, name, _SHOWN)
    if not rows:
        raise UnreadableLaw("unknown_format", file=name)
    headings = [cell.strip()[:200] for cell in rows[0]]
    received = TableImport(
        file_name=name[:200],
        headings=headings,
        preview=[[cell[:200] for cell in row] for row in rows[1:]],
        created_by=by,
    )
    received.file.save(name[-100:] or "table", ContentFile(data), save=False)
    received.mapping = ColumnMapping.objects.filter(headings_digest=_digest(headings)).first()
    received.save(force_insert=True)
    record_audit_entry(by, "ledger.table", received, file=name[:200])
    if received.mapping is not None:
        _move(received, TableStep.READING)
        jobs.start_job(received, READING, by)
    return received


def guess_columns(received: TableImport) -> dict[str, str]:
    """Role → heading, as far as the headings tell."""
    return guess_register_columns(received.headings)


@transaction.atomic
def map_columns(
    received: TableImport, columns: Mapping[str, str], constants: Mapping[str, str], by: User
) -> None:
    """Set which column contains what, for this register and all with the same headings, and compute its plan.
    Raises :class:`UnmappedColumns`, :class:`WrongStep`.
    """
    chosen = {role: columns[role] for role in ROLES if columns.get(role) in received.headings}
    fixed = {role: constants[role] for role in CONSTANTS if constants.get(role)}
    for role in ("day", "authority", "kind", "direction"):
        if role not in chosen and role not in fixed:
            raise UnmappedColumns(role)
    held = _hold(received, TableStep.MAPPING, TableStep.READING, TableStep.READY)
    mapping, _ = ColumnMapping.objects.update_or_create(
        headings_digest=_digest(received.headings),
        defaults={
            "name": received.file_name,
            "headings": received.headings,
            "columns": chosen,
            "constants": fixed,
            "created_by": by,
        },
    )
    TableImport.objects.filter(pk=held.pk).update(mapping=mapping, plan={}, refused=[])
    _move(held, TableStep.READING)
    record_audit_entry(by, "ledger.columns", received, file=received.file_name)
    jobs.start_job(received, READING, by)


@transaction.atomic
def confirm_table(received: TableImport, by: User) -> datetime:
    """Confirm a register; returns the time until which it can be taken back. Raises :class:`WrongStep`."""
    held = _hold(received, TableStep.READY)
    moment = timezone.now() + WINDOW
    TableImport.objects.filter(pk=held.pk).update(enters_at=moment)
    _move(held, TableStep.WAITING)
    record_audit_entry(by, "ledger.table_confirm", held, file=held.file_name)
    return moment


@transaction.atomic
def record_table_now(received: TableImport, by: User) -> None:
    """Record a confirmed register without waiting. Raises :class:`WrongStep`."""
    held = _hold(received, TableStep.WAITING, TableStep.RECORDING)
    record_audit_entry(by, "ledger.table_now", held, file=held.file_name)
    _start_recording(held, by)


@transaction.atomic
def drop_table(received: TableImport, by: User) -> None:
    """Take a register back before anything of it is recorded, and delete its file. Raises :class:`WrongStep`."""
    held = _hold(received, TableStep.MAPPING, TableStep.READING, TableStep.READY, TableStep.WAITING)
    _forget_file(held)
    _move(held, TableStep.DROPPED)
    record_audit_entry(by, "ledger.table_drop", held, file=held.file_name)


@transaction.atomic
def void_table(received: TableImport, summary: Mapping[str, str], by: User) -> None:
    """Void everything that a register brought in. ``summary``: language → reason. Raises :class:`WrongStep`."""
    held = _hold(received, TableStep.RECORDED)
    _move(held, TableStep.VOIDING)
    record_audit_entry(by, "ledger.table_void", held, file=held.file_name)
    jobs.start_job(held, VOIDING, by, **summary)


def record_due_tables(now: datetime) -> int:
    """Record the registers that can no longer be taken back; returns how many. Called regularly by the worker."""
    count = 0
    due = TableImport.objects.filter(step=TableStep.WAITING, enters_at__lte=now)
    for received in due.order_by("pk"):
        with transaction.atomic():
            try:
                held = _hold(received, TableStep.WAITING)
            except WrongStep:  # taken back a moment ago
                continue
            _start_recording(held, held.created_by)
            count += 1
    return count


def _start_recording(held: TableImport, by: User | None) -> None:
    _move(held, TableStep.RECORDING)
    jobs.start_job(held, TAKING, by)


def _hold(received: TableImport, *steps: TableStep) -> TableImport:
    """The row, locked, if it is at one of ``steps``. Raises :class:`WrongStep`."""
    held = TableImport.objects.select_for_update().get(pk=received.pk)
    if held.step not in steps:
        raise WrongStep(held.step)
    return held


def _move(held: TableImport, step: TableStep) -> None:
    TableImport.objects.filter(pk=held.pk).update(step=step.value)


def _forget_file(held: TableImport) -> None:
    delete_file(held.file.name)
    TableImport.objects.filter(pk=held.pk).update(file="", preview=[], plan={})


def _digest(cells: Sequence[str]) -> str:
    return hashlib.sha256(json.dumps(list(cells), ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _TakenRow:
    """The result of a row: an exchange, and its answer if the row has a day for it. ``times``: how often the
    register has contained the same row so far.
    """

    row: int
    digest: str
    ask: ExchangeInput
    reply: ExchangeInput | None
    times: int = 1


class _RefusedRow(Exception):
    """The row is refused; message ``exchange.table.refused.<code>``."""

    def __init__(self, code: str, written: str = "") -> None:
        super().__init__(code)
        self.code, self.written = code, written


def read_register(job: Job, tell: Callable[[int, int], None]) -> dict[str, Any]:
    """The job: determine what a register would add, what is refused, and what the ledger contains already."""
    received = TableImport.objects.select_related("mapping").get(pk=job.subject_id)
    taken, refused = _read_rows(job, received)
    known = [row for row in refused if row["code"] == "known"]
    others = [row for row in refused if row["code"] != "known"]
    beside = _find_beside(taken)
    plan = {
        "rows": len(taken),
        "exchanges": len(taken) + sum(row.reply is not None for row in taken),
        "known": len(known),
        "repeated": sum(row.times > 1 for row in taken),
        "beside": len(beside),
        "beside_rows": [[row, number] for row, number in list(beside.items())[:_PLANNED]],
        "shown": [_describe_row(row) for row in taken[:_PLANNED]],
    }
    with transaction.atomic():
        held = TableImport.objects.select_for_update().get(pk=received.pk)
        if held.step == TableStep.READING:  # else somebody took it back meanwhile
            values = {"plan": plan, "refused": others[:_NAMED], "step": TableStep.READY.value}
            TableImport.objects.filter(pk=held.pk).update(**values)
    return {"rows": len(taken), "refused": len(others), "known": len(known)}


def _read_rows(job: Job, received: TableImport) -> tuple[list[_TakenRow], list[dict[str, Any]]]:
    assert received.mapping is not None
    with received.file.open("rb") as file:
        data = file.read()
    try:
        tables = read_apart(read_sheets, data, received.file_name, MOST_ROWS)
    except (UnreadableLaw, WorkUnfinished) as error:
        raise jobs.JobFailed.to_read(error, received.file_name) from error
    rows = [row for table in tables for row in table.rows]
    return _RegisterReader(received).read_rows(rows)


def _find_beside(rows: Sequence[_TakenRow]) -> dict[int, int]:
    """Row → number of an exchange of the same day, kind and parties that came in another way, so that a user
    can see a possible duplicate.
    """
    days = {row.ask.day for row in rows}
    same: dict[tuple[Any, ...], int] = {}
    others = Exchange.objects.filter(is_void=False).exclude(source=ExchangeSource.TABLE)
    if days:
        others = others.filter(day__gte=min(days), day__lte=max(days))
    for one in others.order_by("-number", "-pk").iterator():
        key = (one.day, one.kind, one.direction, one.authority_id)
        same[(*key, one.organisation_id or one.network_id or one.body)] = one.number
    beside = {}
    for row in rows:
        ask = row.ask
        key = (ask.day, str(ask.kind), str(ask.direction), ask.authority)
        number = same.get((*key, ask.organisation or ask.network or ask.body))
        if number is not None:
            beside[row.row] = number
    return beside


def _describe_row(row: _TakenRow) -> dict[str, Any]:
    """A row for a page: parties by primary key, whose names the page adds in its language."""
    ask = row.ask
    return {
        "row": row.row,
        "day": ask.day.isoformat(),
        "kind": str(ask.kind),
        "direction": str(ask.direction),
        "authority": ask.authority,
        "organisation": ask.organisation,
        "network": ask.network,
        "body": ask.body,
        "subject": ask.subject_zh or ask.subject_en,
        "replied": row.reply.day.isoformat() if row.reply else "",
        "times": row.times,
    }


def take_register(job: Job, tell: Callable[[int, int], None]) -> dict[str, Any]:
    """The job: record the rows of a register, then delete its file. Rows recorded before a worker died are
    recognised and not recorded twice.
    """
    received = TableImport.objects.select_related("mapping").get(pk=job.subject_id)
    taken, refused = _read_rows(job, received)
    tell(0, len(taken))
    for start in range(0, len(taken), _TOGETHER):
        _save_rows(taken[start : start + _TOGETHER], job.created_by)
        tell(min(start + _TOGETHER, len(taken)), len(taken))
    with transaction.atomic():
        own = Exchange.objects.filter(source=ExchangeSource.TABLE, details__table=received.pk)
        count = own.filter(details__has_key="row_digest").count()
        TableImport.objects.filter(pk=received.pk).update(
            taken=count,
            refused=[row for row in refused if row["code"] != "known"][:_NAMED],
            is_done=True,
        )
        _forget_file(received)
        _move(received, TableStep.RECORDED)
    return {"taken": len(taken), "refused": len(refused)}


def void_register(job: Job, tell: Callable[[int, int], None]) -> dict[str, Any]:
    """The job: void what a register brought in. Rows voided before a worker died are skipped."""
    received = TableImport.objects.get(pk=job.subject_id)
    own = Exchange.objects.filter(source=ExchangeSource.TABLE, details__table=received.pk)
    total = own.filter(is_void=False).count()
    tell(0, total)
    done = 0
    while rows := list(own.filter(is_void=False).order_by("number", "pk")[:_TOGETHER]):
        correct_exchanges(rows, job.arguments, job.created_by, is_void=True)
        done += len(rows)
        tell(done, total)
    _move(received, TableStep.VOID)
    return {"void": done}


@transaction.atomic
def _save_rows(rows: Sequence[_TakenRow], by: User | None) -> None:
    asks = save_exchanges([row.ask for row in rows], by)
    replies = [
        replace(row.reply, answers=ask.number)
        for row, ask in zip(rows, asks, strict=True)
        if row.reply is not None
    ]
    save_exchanges(replies, by)


class _RegisterReader:
    """Turns rows into exchanges by a mapping; a constant number of queries for all rows."""

    def __init__(self, received: TableImport) -> None:
        mapping = received.mapping
        assert mapping is not None
        self._table = received.pk
        self._columns = {role: mapping.headings.index(h) for role, h in mapping.columns.items()}
        self._constants = mapping.constants
        self._name = mapping.name
        ground = mapping.constants.get("ground")
        self._ground = find_ground(int(ground)) if ground else None
        self._authorities = _index_names(list_authorities())
        self._organisations = _index_names(list_bodies())
        self._networks = _index_names(list_networks())
        table = Exchange.objects.filter(source=ExchangeSource.TABLE).order_by()
        self._known = set(table.values_list("details__row_digest", flat=True))
        self._today = timezone.localdate()

    def read_rows(
        self, rows: Sequence[tuple[int, tuple[str, ...]]]
    ) -> tuple[list[_TakenRow], list[dict[str, Any]]]:
        """The rows that can be recorded, and number and reason of the others. The first row holds the headings."""
        taken: list[_TakenRow] = []
        refused: list[dict[str, Any]] = []
        times: Counter[str] = Counter()
        for number, cells in rows[1:]:
            if not any(cell.strip() for cell in cells):
                continue
            plain = _digest(cells)
            times[plain] += 1
            # A row that occurs twice in one register is two acts; the same register sent twice is
            # not. So the digest includes the count.
            digest = _digest([plain, str(times[plain])])
            try:
                read = self._read_row(number, digest, cells)
                taken.append(replace(read, times=times[plain]))
            except _RefusedRow as why:
                refused.append({"row": number, "code": why.code, "written": why.written[:200]})
        return taken, refused

    def _read_row(self, number: int, digest: str, cells: Sequence[str]) -> _TakenRow:
        if digest in self._known:
            raise _RefusedRow("known")
        kind, direction = self._read_kind(cells), self._read_direction(cells)
        if kind in NEEDS_ASK:
            # A row cannot refer to an ask, so this would belong to no thread.
            raise _RefusedRow("needs_ask", self._get(cells, "kind"))
        matter = self._get(cells, "matter")
        body = self._get(cells, "body")
        day = self._read_day(cells, "day")
        if day is None:
            raise _RefusedRow("no_day")
        if self._ground is not None and not self._ground.is_in_force(day):
            raise _RefusedRow("ground_not_then", day.isoformat())
        common: dict[str, Any] = {
            "authority": self._find_authority(cells),
            "network": self._network(body),
            "organisation": self._organisations.get(make_key(body)) if body else None,
            "language": self._constants.get("language", ""),
            "channel": self._constants.get("channel", ""),
            "source": ExchangeSource.TABLE,
        }
        is_known = common["organisation"] or make_key(body) in self._networks
        common["body"] = "" if is_known else body[:200]
        words = self._tell_words(cells, common["language"])
        origin = {"register": self._name, "table": self._table, "row": number}
        details = {**origin, "row_digest": digest}
        ask = ExchangeInput(
            kind,
            direction,
            day,
            matter=matter if matter in set(Matter) else "",
            details=details,
            ground=self._ground.pk if self._ground else None,
            **common,
            **words,
        )
        reply = self._read_reply(cells, ask, common, words)
        return _TakenRow(number, digest, ask, replace(reply, details=origin) if reply else None)

    def _read_reply(
        self,
        cells: Sequence[str],
        ask: ExchangeInput,
        common: Mapping[str, Any],
        words: Mapping[str, Any],
    ) -> ExchangeInput | None:
        replied = self._read_day(cells, "replied")
        if replied is None:
            return None
        if replied < ask.day:
            raise _RefusedRow("ends_before", f"{ask.day} – {replied}")
        is_to = ask.direction is ExchangeDirection.TO_AUTHORITY
        back = ExchangeDirection.FROM_AUTHORITY if is_to else ExchangeDirection.TO_AUTHORITY
        subject = {name: value for name, value in words.items() if name.startswith("subject")}
        return ExchangeInput(ExchangeKind.REPLY, back, replied, **common, **subject)

    def _get(self, cells: Sequence[str], role: str) -> str:
        at = self._columns.get(role)
        written = cells[at].strip() if at is not None and at < len(cells) else ""
        return written or str(self._constants.get(role, ""))

    def _read_day(self, cells: Sequence[str], role: str) -> date | None:
        written = self._get(cells, role)
        if not written:
            return None
        days = parse_days(written)
        if days is None or days.first != days.last:
            raise _RefusedRow("odd_day", written)
        if days.first > self._today:
            raise _RefusedRow("future", written)
        return days.first

    def _read_kind(self, cells: Sequence[str]) -> ExchangeKind:
        if named := find_exchange_kind(self._get(cells, "kind")):
            return ExchangeKind(named)
        return self._choose(cells, "kind", _name_kinds())

    def _read_direction(self, cells: Sequence[str]) -> ExchangeDirection:
        is_to = is_to_authority(self._get(cells, "direction"))
        if is_to is not None:
            return ExchangeDirection.TO_AUTHORITY if is_to else ExchangeDirection.FROM_AUTHORITY
        return self._choose(cells, "direction", _name_directions())

    def _choose(self, cells: Sequence[str], role: str, named: Mapping[str, T]) -> T:
        """The value that a cell names, otherwise the value set for all rows."""
        written = self._get(cells, role)
        for word in (written, str(self._constants.get(role, ""))):
            if (chosen := named.get(make_key(word))) is not None:
                return chosen
        raise _RefusedRow(f"unknown_{role}", written)

    def _find_authority(self, cells: Sequence[str]) -> int:
        at = self._columns.get("authority")
        written = cells[at].strip() if at is not None and at < len(cells) else ""
        if written and (found := self._authorities.get(make_key(written))):
            return found
        if written or not self._constants.get("authority"):
            raise _RefusedRow("unknown_authority", written)
        return int(self._constants["authority"])

    def _network(self, body: str) -> int | None:
        if body and (found := self._networks.get(make_key(body))):
            return found
        return int(self._constants["network"]) if self._constants.get("network") else None

    def _tell_words(self, cells: Sequence[str], language: str) -> dict[str, Any]:
        at = "en" if language == "en" else "zh"
        return {
            f"subject_{at}": self._get(cells, "subject")[:300],
            f"summary_{at}": self._get(cells, "summary")[:20_000],
        }


def _index_names(rows: Sequence[Any]) -> dict[str, int]:
    """Every name of each row → its primary key."""
    return {
        make_key(name): row.pk
        for row in reversed(rows)
        for name in (row.slug, row.name_zh, row.name_en)
        if name
    }


@cache
def _name_kinds() -> dict[str, ExchangeKind]:
    return _name_values((kind for kind in ExchangeKind if kind not in OWN_FORMS), "kind")


@cache
def _name_directions() -> dict[str, ExchangeDirection]:
    return _name_values(ExchangeDirection, "direction")


def _name_values(values: Iterable[V], name: str) -> dict[str, V]:
    """Every value by its code and by its names in both languages."""
    named: dict[str, V] = {}
    for one in values:
        called = (say(f"exchange.{name}.{one}", code) for code in ("zh", "en"))
        named.update((make_key(word), one) for word in (str(one), *called))
    return named
