"""Tables that were filled in off-line: kept, looked at, counted as answers, undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.returns.api.rounds import UnusableReturn, send_return
from huiyin.desk.returns.data import RowRead
from huiyin.desk.returns.models import Return, ReturnTable

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.registry.models import Organisation
    from huiyin.desk.returns.models import ReturnRound

#: What a return was before a table sent it.
_KEPT = ("answers", "state", "note", "is_unchanged", "confirmed_by")


@dataclass(frozen=True, slots=True)
class RowChecked:
    """A row that can be counted: who, who answers for it, and what, as the form has cleaned it."""

    organisation: Organisation
    confirmed_by: str
    answers: dict[str, Any]


@transaction.atomic
def keep_table(
    round_: ReturnRound, file_name: str, rows: Sequence[RowRead], by: User
) -> ReturnTable:
    """Keep what a table answers until somebody has looked at it; nothing counts yet."""
    made = ReturnTable.objects.create(
        round=round_, file_name=file_name[:200], rows=[asdict(row) for row in rows], created_by=by
    )
    record_audit_entry(by, "returns.table_send", round_, year=round_.year, file=made.file_name)
    return made


def find_table(round_: ReturnRound, number: int) -> ReturnTable | None:
    return ReturnTable.objects.filter(round=round_, pk=number).first()


def list_table_rows(table: ReturnTable) -> list[RowRead]:
    """What its rows answer."""
    return [RowRead(**row) for row in table.rows]


@transaction.atomic
def count_table(table: ReturnTable, rows: Sequence[RowChecked], by: User) -> int:
    """Send each row as the return of its organisation: how many. Raises :class:`UnusableReturn`, and then none is sent."""
    table = _lock(table)
    if table.confirmed_at is not None:
        raise UnusableReturn("table_done")
    before: dict[str, Any] = {}
    for row in rows:
        there = Return.objects.filter(round=table.round, organisation=row.organisation).first()
        kept = {name: getattr(there, name) for name in _KEPT} if there is not None else None
        sent = send_return(
            table.round, row.organisation, row.answers, by, table=table, confirmed_by=row.confirmed_by,
        )  # fmt: skip
        before[str(sent.pk)] = {"was": kept, "version": sent.version}
    table.before, table.rows, table.confirmed_at = before, [], timezone.now()
    table.save(update_fields=("before", "rows", "confirmed_at"))
    record_audit_entry(
        by,
        "returns.table_count",
        table.round,
        year=table.round.year,
        file=table.file_name,
        n=len(rows),
    )
    return len(rows)


@transaction.atomic
def undo_table(table: ReturnTable, by: User) -> tuple[int, int]:
    """Its answers count no more, and what was there before stands again: of how many returns; and how many somebody
    accepted or changed since, which stay. Raises :class:`UnusableReturn`."""
    table = _lock(table)
    if table.confirmed_at is None or table.undone_at is not None:
        raise UnusableReturn("table_done")
    undone = 0
    for given in Return.objects.select_for_update().filter(table=table):
        kept = table.before.get(str(given.pk))
        if kept is None or given.state != Return.State.SENT or given.version != kept["version"]:
            continue
        undone += 1
        if kept["was"] is None:
            given.delete()
            continue
        for name, value in kept["was"].items():
            setattr(given, name, value)
        given.table, given.sent_by, given.sent_at = None, None, None
        given.version += 1
        given.save(update_fields=(*_KEPT, "table", "sent_by", "sent_at", "version"))
    table.undone_at = timezone.now()
    table.save(update_fields=("undone_at",))
    record_audit_entry(
        by, "returns.table_undo", table.round, year=table.round.year, file=table.file_name, n=undone
    )
    return undone, len(table.before) - undone


@transaction.atomic
def discard_table(table: ReturnTable, by: User) -> None:
    """Give up a table that was not counted."""
    table = _lock(table)
    if table.confirmed_at is not None:
        raise UnusableReturn("table_done")
    record_audit_entry(
        by, "returns.table_discard", table.round, year=table.round.year, file=table.file_name
    )
    table.delete()


def _lock(table: ReturnTable) -> ReturnTable:
    kept = ReturnTable.objects.select_for_update(of=("self",)).select_related("round")
    found = kept.filter(pk=table.pk).first()
    if found is None:
        raise UnusableReturn("table_done")
    return found
