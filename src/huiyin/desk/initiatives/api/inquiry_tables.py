"""Answers that came on paper, in a table: read, looked at with what was refused and why, taken, undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.isolated_process import read_apart
from huiyin.desk.core.isolated_readers import first_rows
from huiyin.desk.initiatives.api.inquiries import (
    AnswerInput,
    UnusableInquiry,
    digest_body,
    list_questions,
    map_answers,
    save_answers,
    select_bodies,
)
from huiyin.desk.initiatives.inquiry_values import UnreadableAnswer, read_answer, read_day
from huiyin.desk.initiatives.models import Inquiry, InquiryBody, InquiryTable
from huiyin.i18n import say, say_date

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.initiatives.models import InquiryQuestion

#: Rows of one table.
MOST_ROWS = 1_000
#: What people call the columns of who answered and when.
_WHO = frozenset(("authority", "机关", "答复机关", "单位", "部门", "id"))
_WHEN = frozenset(("answered on", "day", "date", "答复日期", "日期"))


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: which authority it is of and what it says; ``wrong``: why it is not taken, in words."""

    number: int
    name: str
    body: InquiryBody | None
    values: dict[int, str]
    day: date | None
    wrong: str = ""
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class TableReading:
    """``rows`` that are taken, ``refused`` those that are not; ``unknown``: headings that name no question."""

    rows: list[TableRow]
    refused: list[TableRow]
    unknown: list[str]


def receive_table(inquiry: Inquiry, name: str, data: bytes, by: User) -> InquiryTable:
    """Read a file apart and keep its rows; nothing counts yet. Raises as
    :func:`huiyin.desk.core.isolated_process.read_apart`, and :class:`UnusableInquiry`."""
    rows = read_apart(first_rows, data, name, MOST_ROWS + 2)
    if len(rows) < 2:
        raise UnusableInquiry("no_table", file=name)
    if len(rows) > MOST_ROWS + 1:
        raise UnusableInquiry("many_rows", file=name, limit=str(MOST_ROWS))
    if not any(_fold(cell) in _WHO for cell in rows[0]):
        raise UnusableInquiry("no_authority_column", file=name)
    return _keep(inquiry, name, rows, by)


@transaction.atomic
def _keep(inquiry: Inquiry, name: str, rows: Sequence[Sequence[str]], by: User) -> InquiryTable:
    made = InquiryTable.objects.create(
        inquiry=inquiry, file_name=name[:200], rows=[list(row) for row in rows], created_by=by
    )
    record_audit_entry(by, "inquiry.table", inquiry, name=str(inquiry), file=made.file_name)
    return made


def find_table(inquiry: Inquiry, number: int) -> InquiryTable | None:
    return inquiry.tables.filter(pk=number).first()


def list_tables(inquiry: Inquiry) -> list[InquiryTable]:
    """Tables that came in, the newest first."""
    return list(inquiry.tables.order_by("-pk")[:20])


def _fold(cell: str) -> str:
    return cell.strip().casefold()


def read_table(inquiry: Inquiry, table: InquiryTable) -> TableReading:
    """What a table would add. Each row names an authority of the inquiry by either name or its short one; a second row of the
    same is refused."""
    questions = list_questions(inquiry)
    bodies = list(select_bodies(inquiry))
    names: dict[str, InquiryBody] = {}
    for body in bodies:
        one = body.authority
        for name in (one.name_zh, one.name_en, one.slug):
            if name:
                names.setdefault(_fold(name), body)
    head = [_fold(cell) for cell in table.rows[0]]
    columns = {
        at: question
        for question in questions
        for at, cell in enumerate(head)
        if cell and cell in {_fold(question.label_zh), _fold(question.label_en), f"q{question.position + 1}"}
    }  # fmt: skip
    who = next((at for at, cell in enumerate(head) if cell in _WHO), 0)
    when = next((at for at, cell in enumerate(head) if cell in _WHEN), None)
    known = {who, when, *columns}
    unknown = [c for at, c in enumerate(table.rows[0]) if at not in known and c.strip()]
    taken: list[TableRow] = []
    refused: list[TableRow] = []
    seen: dict[int, int] = {}
    for number, cells in enumerate(table.rows[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        row = _read_row(number, cells, names, who, when, columns)
        if not row.wrong and row.body is not None and row.body.pk in seen:
            row = _refuse(row, say("inquiry.row.twice", row=seen[row.body.pk]))
        if row.wrong or row.body is None:
            refused.append(row)
            continue
        seen[row.body.pk] = number
        taken.append(row)
    return TableReading(taken, refused, unknown)


def _refuse(row: TableRow, wrong: str) -> TableRow:
    return TableRow(row.number, row.name, row.body, row.values, row.day, wrong)


def _read_row(
    number: int,
    cells: Sequence[str],
    names: dict[str, InquiryBody],
    who: int,
    when: int | None,
    columns: dict[int, InquiryQuestion],
) -> TableRow:
    name = cells[who].strip() if who < len(cells) else ""
    body = names.get(_fold(name))
    row = TableRow(number, name, body, {}, None)
    if body is None:
        return _refuse(row, say("inquiry.row.unknown"))
    values = {}
    try:
        for at, question in columns.items():
            values[question.pk] = read_answer(question, cells[at] if at < len(cells) else "")
    except UnreadableAnswer as wrong:
        why = say(f"inquiry.wrong.{wrong.code}", written=wrong.written)
        return _refuse(row, f"{question.label}: {why}")
    if not any(values.values()):
        return _refuse(row, say("inquiry.row.nothing"))
    day = None
    if when is not None and when < len(cells) and cells[when].strip():
        try:
            day = date.fromisoformat(read_day(cells[when]))
        except UnreadableAnswer as wrong:
            return _refuse(row, say("inquiry.wrong.date", written=wrong.written))
    sent = body.inquiry.sent_on
    if day is not None and (day > timezone.localdate() or (sent is not None and day < sent)):
        return _refuse(row, say("inquiry.row.day", day=say_date(day)))
    before = map_answers(body)
    # A question that has no column, or an empty cell, keeps its answer.
    merged = before | {pk: value for pk, value in values.items() if value}
    return TableRow(
        number,
        name,
        body,
        merged,
        day or body.answered_on,
        replaces=merged != before and bool(before),
    )


@transaction.atomic
def take_table(inquiry: Inquiry, table: InquiryTable, by: User) -> int:
    """Take the good rows of a table; how many changed something. Raises :class:`UnusableInquiry`."""
    held = InquiryTable.objects.select_for_update().get(pk=table.pk)
    if held.taken_at is not None:
        raise UnusableInquiry("table_done")
    reading = read_table(inquiry, held)
    questions = list_questions(inquiry)
    before: dict[str, Any] = {}
    for row in reading.rows:
        assert row.body is not None  # those without are refused
        kept = {
            "values": {str(pk): value for pk, value in map_answers(row.body).items()},
            "day": row.body.answered_on.isoformat() if row.body.answered_on else "",
        }
        if save_answers(inquiry, row.body.pk, AnswerInput(row.values, row.day), by):
            now = select_bodies(inquiry).get(pk=row.body.pk)
            before[str(row.body.pk)] = kept | {"after": digest_body(now, questions)}
    held.before, held.taken_at = before, timezone.now()
    held.save(update_fields=("before", "taken_at"))
    record_audit_entry(by, "inquiry.table_take", inquiry, name=str(inquiry), n=len(before))
    return len(before)


@transaction.atomic
def undo_table(inquiry: Inquiry, table: InquiryTable, by: User) -> tuple[int, int]:
    """What a table changed is again as it was before it: of how many authorities, and of how many it stays because somebody
    changed them since. The ledger keeps what was recorded, and what is said again beside it. Raises
    :class:`UnusableInquiry`."""
    held = InquiryTable.objects.select_for_update().get(pk=table.pk)
    if held.taken_at is None or held.undone_at is not None:
        raise UnusableInquiry("table_done")
    questions = list_questions(inquiry)
    rows = {body.pk: body for body in select_bodies(inquiry)}
    undone = 0
    for number, kept in held.before.items():
        body = rows.get(int(number))
        if body is None or digest_body(body, questions) != kept["after"]:
            continue
        values = {int(pk): value for pk, value in kept["values"].items()}
        day = date.fromisoformat(kept["day"]) if kept["day"] else None
        save_answers(inquiry, body.pk, AnswerInput(values, day), by)
        undone += 1
    held.undone_at = timezone.now()
    held.save(update_fields=("undone_at",))
    record_audit_entry(by, "inquiry.table_undo", inquiry, name=str(inquiry), n=undone)
    return undone, len(held.before) - undone
