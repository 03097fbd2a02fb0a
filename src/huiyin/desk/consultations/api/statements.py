"""Statements: sentences made from groups that people can agree or disagree with."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, QuerySet

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.consultations.api.withdrawal import is_withdrawn, lock_groups
from huiyin.desk.consultations.models import Consultation, Group, Statement
from huiyin.desk.core.edit_conflicts import check_unchanged
from huiyin.desk.jobs import api as jobs
from huiyin.text import strip_direction_marks

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.intake import Statement as StatementRead


#: The longest statement: it must be readable on a phone at a glance.
LONGEST = 300


class UnusableWording(ValueError):
    """The wording is not allowed; text ``statement.wrong.<code>``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _check_wording(consultation: Consultation, zh: str, en: str) -> tuple[str, str]:
    zh, en = (" ".join(strip_direction_marks(text).split()) for text in (zh, en))
    if not (zh or en):
        raise UnusableWording("empty")
    if max(len(zh), len(en)) > LONGEST:
        raise UnusableWording("long")
    lock_groups(consultation)
    if is_withdrawn(consultation, zh) or is_withdrawn(consultation, en):
        raise UnusableWording("withdrawn")
    return zh, en


@transaction.atomic
def create_statement(
    consultation: Consultation, by: User, zh: str, en: str, group: Group | None = None
) -> Statement:
    """Create a statement at the end of the list, in one language or both. Raises :class:`UnusableWording`."""
    zh, en = _check_wording(consultation, zh, en)
    Consultation.objects.select_for_update().get(pk=consultation.pk)  # one number for one statement
    there = Statement.objects.filter(consultation=consultation)
    keys = set(there.values_list("key", flat=True))
    number = next(n for n in range(len(keys) + 1, 2 * len(keys) + 2) if f"s{n}" not in keys)
    last = there.aggregate(last=Max("position"))["last"]
    made = Statement.objects.create(
        consultation=consultation, key=f"s{number}", text_zh=zh, text_en=en, group=group,
        position=0 if last is None else last + 1,
    )  # fmt: skip
    record_audit_entry(by, "statement.make", made, zh=zh, en=en)
    return made


def list_votable_statements(consultation: Consultation) -> QuerySet[Statement]:
    """The statements that can be voted on, in order."""
    found = Statement.objects.filter(consultation=consultation, is_moderated_out=False)
    return found.filter(is_unworded=False).order_by("position", "pk")


def list_statements_of(groups: Collection[int]) -> QuerySet[Statement]:
    """Statements made from ``groups`` that are not withheld."""
    return Statement.objects.filter(group__in=groups, is_moderated_out=False)


def snapshot_statement(statement: Statement) -> dict[str, str]:
    """The values in a statement's form, for the version."""
    return {"text_zh": statement.text_zh, "text_en": statement.text_en}


@transaction.atomic
def reword_statement(
    statement: Statement, by: User, zh: str, en: str, *, seen: str | None = None
) -> None:
    """Reword a statement; votes stay. ``seen``: the version that the form showed. Raises
    :class:`UnusableWording`, :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
    zh, en = _check_wording(statement.consultation, zh, en)
    statement = Statement.objects.select_for_update().get(pk=statement.pk)
    check_unchanged(seen, snapshot_statement(statement), {"text_zh": zh, "text_en": en})
    record_audit_entry(
        by, "statement.reword", statement,
        before=[statement.text_zh, statement.text_en], after=[zh, en],
    )  # fmt: skip
    statement.text_zh, statement.text_en, statement.is_unworded = zh, en, False
    statement.save(update_fields=("text_zh", "text_en", "is_unworded"))
    jobs.start_job(statement.consultation, "map", by)


@transaction.atomic
def add_statement_wording(statement: Statement, language: str, words: str, by: User) -> bool:
    """Word a statement in ``language`` if it has no wording in it yet; returns whether it was added. The
    wording that people voted on stays. Raises :class:`UnusableWording`.
    """
    lock_groups(statement.consultation)
    statement.refresh_from_db(fields=("text_zh", "text_en"))
    if getattr(statement, f"text_{language}"):
        return False
    both = snapshot_statement(statement) | {f"text_{language}": words}
    reword_statement(statement, by, both["text_zh"], both["text_en"])
    return True


def order_of(consultation: int) -> dict[str, str]:
    """The order of a consultation's statements, for the version."""
    keys = Statement.objects.filter(consultation=consultation).values_list("key", flat=True)
    return {"order": " ".join(keys)}


@transaction.atomic
def move_statement(statement: Statement, by: User, *, up: bool, seen: str | None = None) -> None:
    """Move a statement one place up or down; does nothing at the ends. ``seen``: the version of the order on
    the page. Raises :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
    Consultation.objects.select_for_update().get(
        pk=statement.consultation_id
    )  # one order at a time
    check_unchanged(seen, order_of(statement.consultation_id), {})
    order = list(Statement.objects.filter(consultation=statement.consultation_id))
    at = order.index(statement)
    other = at - 1 if up else at + 1
    if not 0 <= other < len(order):
        return
    order[at], order[other] = order[other], order[at]
    for position, one in enumerate(order):
        one.position = position
    Statement.objects.bulk_update(order, ("position",))
    record_audit_entry(by, "statement.move", statement, to=other)


@transaction.atomic
def withhold_statement(statement: Statement, by: User, *, withheld: bool) -> None:
    """Withhold a statement from voting and counting, or accept it again; its votes stay.

    Raises :class:`UnusableWording` if it would be accepted without the words that were removed from it.
    """
    lock_groups(statement.consultation)
    statement.refresh_from_db(fields=("is_unworded",))
    if not withheld and statement.is_unworded:
        raise UnusableWording("unworded")
    there = Statement.objects.filter(pk=statement.pk).exclude(is_moderated_out=withheld)
    if not there.update(is_moderated_out=withheld):
        return
    record_audit_entry(by, "statement.withhold" if withheld else "statement.accept", statement)
    jobs.start_job(statement.consultation, "map", by)


def import_statements(consultation: Consultation, stated: Iterable[StatementRead]) -> None:
    """Add statements read from a file, in its order."""
    Statement.objects.bulk_create(
        Statement(
            consultation=consultation,
            key=row.id,
            text_zh=row.text_zh,
            text_en=row.text_en,
            is_moderated_out=row.is_moderated_out,
            position=position,
        )
        for position, row in enumerate(stated)
    )
