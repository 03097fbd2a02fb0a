"""Registers of meetings or requests, taken in as exchanges: columns are mapped once, refused rows are named.

A row with the day of its answer becomes two exchanges. A row that was taken before is refused, so that a register can be
sent in again when it has grown.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.isolated_process import WorkUnfinished, read_apart
from huiyin.desk.core.isolated_readers import first_rows, read_sheets
from huiyin.desk.jobs import api as jobs
from huiyin.desk.ledger.api.exchanges import save_exchanges
from huiyin.desk.ledger.data import (
    ExchangeDirection,
    ExchangeInput,
    ExchangeKind,
    ExchangeSource,
    Matter,
)
from huiyin.desk.ledger.models import ColumnMapping, Exchange, TableImport
from huiyin.desk.networks.api import list_networks
from huiyin.desk.registry.organisations import list_authorities, list_bodies
from huiyin.intake.partial_dates import parse_days
from huiyin.intake.rows import make_key
from huiyin.law import UnreadableLaw

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.jobs.models import Job

#: What a column of a register can hold.
ROLES = ("day", "replied", "body", "authority", "kind", "direction", "matter", "subject", "summary")
#: What can hold of every row of a register.
CONSTANTS = ("kind", "direction", "authority", "network", "matter", "channel", "language", "ground")
#: The kind of job.
TAKING = "take_register"
MOST_ROWS = 20_000
#: Rows that are saved together.
_TOGETHER = 100
_SHOWN = 6
#: Refused rows that are kept by name; more are counted.
_NAMED = 2000


class UnmappedColumns(ValueError):
    """Neither a column nor a constant says what every exchange needs: ``code`` of ``exchange.table.wrong.<code>``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def receive_table(name: str, data: bytes, by: User) -> TableImport:
    """Keep a register; where one with the same headings was mapped before, it is taken in at once. Raises
    :class:`huiyin.law.UnreadableLaw`, :class:`huiyin.desk.core.isolated_process.WorkUnfinished`."""
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
        jobs.start_job(received, TAKING, by)
    return received


@transaction.atomic
def map_columns(
    received: TableImport, columns: Mapping[str, str], constants: Mapping[str, str], by: User
) -> None:
    """Say which column holds what, for this register and all with the same headings, and take it in. Raises
    :class:`UnmappedColumns`."""
    chosen = {role: columns[role] for role in ROLES if columns.get(role) in received.headings}
    fixed = {role: constants[role] for role in CONSTANTS if constants.get(role)}
    for role in ("day", "authority", "kind", "direction"):
        if role not in chosen and role not in fixed:
            raise UnmappedColumns(role)
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
    TableImport.objects.filter(pk=received.pk).update(mapping=mapping)
    record_audit_entry(by, "ledger.columns", received, file=received.file_name)
    jobs.start_job(received, TAKING, by)


def _digest(cells: Sequence[str]) -> str:
    return hashlib.sha256(json.dumps(list(cells), ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _TakenRow:
    """What a row gives: an act, and its answer where it names the day of one."""

    row: int
    digest: str
    ask: ExchangeInput
    reply: ExchangeInput | None


class _RefusedRow(Exception):
    """Why a row cannot be taken: ``exchange.table.refused.<code>``."""

    def __init__(self, code: str, written: str = "") -> None:
        super().__init__(code)
        self.code, self.written = code, written


def take_register(job: Job, tell: Callable[[int, int], None]) -> dict[str, Any]:
    """Take the rows of a register in; what was taken before a worker died is not taken twice."""
    received = TableImport.objects.select_related("mapping").get(pk=job.subject_id)
    assert received.mapping is not None
    with received.file.open("rb") as file:
        data = file.read()
    try:
        tables = read_apart(read_sheets, data, received.file_name, MOST_ROWS)
    except (UnreadableLaw, WorkUnfinished) as error:
        raise jobs.JobFailed.to_read(error, received.file_name) from error
    rows = [row for table in tables for row in table.rows]
    reader = _RegisterReader(received.mapping)
    taken, refused = reader.read_rows(rows)
    tell(0, len(taken))
    for start in range(0, len(taken), _TOGETHER):
        _save_rows(
            taken[start : start + _TOGETHER],
            job.created_by,
        )
        tell(min(start + _TOGETHER, len(taken)), len(taken))
    TableImport.objects.filter(pk=received.pk).update(
        taken=len(taken), refused=refused[:_NAMED], is_done=True
    )
    return {"taken": len(taken), "refused": len(refused)}


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
    """Makes exchanges of rows, by a mapping; some queries for all rows together."""

    def __init__(self, mapping: ColumnMapping) -> None:
        self._columns = {role: mapping.headings.index(h) for role, h in mapping.columns.items()}
        self._constants = mapping.constants
        self._name = mapping.name
        self._authorities = _index_names(list_authorities())
        self._organisations = _index_names(list_bodies())
        self._networks = _index_names(list_networks())
        table = Exchange.objects.filter(source=ExchangeSource.TABLE).order_by()
        self._known = set(table.values_list("details__row_digest", flat=True))
        self._today = timezone.localdate()

    def read_rows(
        self, rows: Sequence[tuple[int, tuple[str, ...]]]
    ) -> tuple[list[_TakenRow], list[dict[str, Any]]]:
        """Those that can be taken, and of every other its number and why not. The first row holds the headings."""
        taken: list[_TakenRow] = []
        refused: list[dict[str, Any]] = []
        times: Counter[str] = Counter()
        for number, cells in rows[1:]:
            if not any(cell.strip() for cell in cells):
                continue
            plain = _digest(cells)
            times[plain] += 1
            # The same row twice in one register is two acts; the same register twice is not.
            digest = _digest([plain, str(times[plain])])
            try:
                taken.append(self._read_row(number, digest, cells))
            except _RefusedRow as why:
                refused.append({"row": number, "code": why.code, "written": why.written[:200]})
        return taken, refused

    def _read_row(self, number: int, digest: str, cells: Sequence[str]) -> _TakenRow:
        if digest in self._known:
            raise _RefusedRow("known")
        kind = self._choose(cells, "kind", ExchangeKind)
        direction = self._choose(cells, "direction", ExchangeDirection)
        matter = self._get(cells, "matter")
        body = self._get(cells, "body")
        day = self._read_day(cells, "day")
        if day is None:
            raise _RefusedRow("no_day")
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
        details = {"register": self._name, "row": number, "row_digest": digest}
        ask = ExchangeInput(
            kind,
            direction,
            day,
            matter=matter if matter in set(Matter) else "",
            details=details,
            ground=int(self._constants["ground"]) if self._constants.get("ground") else None,
            **common,
            **words,
        )
        return _TakenRow(number, digest, ask, self._read_reply(cells, ask, common, words))

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
        return ExchangeInput(
            ExchangeKind.REPLY, back, replied, details={"register": self._name, "row": ask.details["row"]}, **common, **subject
        )  # fmt: skip

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

    def _choose(self, cells: Sequence[str], role: str, values: type[Any]) -> Any:
        written = self._get(cells, role)
        named = {make_key(value): value for value in values}
        found = named.get(make_key(written))
        if found is None:
            found = named.get(make_key(str(self._constants.get(role, ""))))
        if found is None:
            raise _RefusedRow(f"unknown_{role}", written)
        return found

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
    """Every name of each → its number."""
    return {
        make_key(name): row.pk
        for row in reversed(rows)
        for name in (row.slug, row.name_zh, row.name_en)
        if name
    }
