"""Files of organisations, read apart: what they are, their headings, what they state; kept until they are confirmed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.db import transaction

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.isolated_process import read_apart
from huiyin.desk.core.isolated_readers import read_organisations, read_sheets
from huiyin.desk.core.request_params import parse_day
from huiyin.desk.registry.api import file_imports
from huiyin.desk.registry.api.file_imports import (
    ImportChoices,
    ImportPlan,
    PlannedMerger,
    list_known_words,
    plan_import,
)
from huiyin.desk.registry.models import FileImport
from huiyin.files.tables.table import GridTable
from huiyin.intake.organisations import (
    MergerStated,
    OrganisationStated,
    find_heading_row,
    guess_roles,
    read_mergers,
)
from huiyin.intake.organisations.mergers import is_merger_table
from huiyin.intake.organisations.tables import read_organisation_table

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

TABLE, POPOLO, IATI, MERGERS = "table", "popolo", "iati", "mergers"
#: Rows of a file that are taken in while somebody waits; larger ones are taken in by ``huiyin desk registry-import``.
MOST_AT_ONCE = 5_000
_UNBOUNDED = 10**7
#: Rows among which the headings of a table stand.
_HEAD = 20


@dataclass(frozen=True, slots=True)
class FileRead:
    """``headings`` and ``roles``: of a table, what its columns are called and seem to hold."""

    format: str
    headings: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


def look_into(name: str, data: bytes, *, most: int = MOST_AT_ONCE) -> FileRead:
    """What a file is. Raises :class:`huiyin.law.UnreadableLaw`, :class:`huiyin.desk.core.isolated_process.WorkUnfinished`."""
    ending = PurePath(name).suffix.lower()
    if ending in (".xml", ".json"):
        kind = IATI if ending == ".xml" else POPOLO
        read_apart(read_organisations, data, name, kind)  # or it says why it cannot be read
        return FileRead(kind)
    table = read_table(name, data, most)
    headings = _read_headings(table) if table is not None else ()
    if is_merger_table(headings):
        return FileRead(MERGERS, headings)
    below = [cells for _, cells in table.rows[1:]] if table is not None else []
    return FileRead(TABLE, headings, guess_roles(headings, below, known=list_known_words()))


def _read_headings(table: GridTable) -> tuple[str, ...]:
    """One for each column; empty where a column has none."""
    width = max(len(cells) for _, cells in table.rows)
    own = table.rows[0][1]
    return (*own, *[""] * (width - len(own)))


def read_table(name: str, data: bytes, most: int = MOST_AT_ONCE) -> GridTable | None:
    """The first table of a file that has rows, from its headings on."""
    table = next((one for one in read_apart(read_sheets, data, name, most) if one.rows), None)
    if table is None:
        return None
    return replace(table, rows=table.rows[_find_headings(table) :])


def _find_headings(table: GridTable) -> int:
    """Those of a table of mergers are known by themselves: no column of it is one of organisations."""
    head = (at for at, (_, cells) in enumerate(table.rows[:_HEAD]) if is_merger_table(cells))
    first = next(head, None)
    return find_heading_row(table.rows) if first is None else first


def read_stated(
    name: str, data: bytes, kind: str, *, roles: Sequence[str] = (), choices: Mapping[str, str]
) -> list[OrganisationStated]:
    """The organisations that a file states. Raises as :func:`look_into` does."""
    if kind != TABLE:
        return list(read_apart(read_organisations, data, name, kind))
    table = read_table(name, data)
    if table is None:
        return []
    return read_organisation_table(table, roles, currency=choices.get("currency", "") or "CNY")


def read_stated_mergers(name: str, data: bytes, scheme: str) -> list[MergerStated]:
    """The mergers that a table states. Raises as :func:`look_into` does."""
    table = read_table(name, data)
    return read_mergers(table, scheme=scheme) if table is not None else []


# ---- a file that waits to be confirmed ---------------------------------------------------------------------


@transaction.atomic
def begin_import(name: str, data: bytes, by: User | None) -> FileImport:
    """Keep the file until it is confirmed; what its columns hold is what was chosen for the same headings last time, else
    what they seem to hold. Raises as :func:`look_into` does."""
    seen = look_into(name, data)
    before = FileImport.objects.filter(headings=list(seen.headings), kind=seen.format)
    last = before.exclude(confirmed_at=None).first() if seen.headings else None
    choices = dict(last.choices) if last is not None else {}
    remembered = choices.get("roles") or [""] * len(seen.roles)
    choices["roles"] = [r or g for r, g in zip(remembered, seen.roles, strict=False)]
    choices.pop("as_of", None)
    made = FileImport.objects.create(
        file_name=name[:200], kind=seen.format, headings=list(seen.headings), choices=choices, content=data,
        created_by=by,
    )  # fmt: skip
    record_audit_entry(by, "registry.send", made, name=made.file_name)
    return made


@transaction.atomic
def discard_draft(draft: FileImport, by: User) -> None:
    """Give up a file that was not confirmed."""
    gone = FileImport.objects.select_for_update().filter(pk=draft.pk, confirmed_at=None).first()
    if gone is not None:
        record_audit_entry(by, "registry.discard", gone, name=gone.file_name)
        gone.delete()


def keep_choices(draft: FileImport, choices: dict[str, object]) -> None:
    """What its columns hold, and what else was chosen; remembered for the next file with these headings."""
    draft.choices = choices
    FileImport.objects.filter(pk=draft.pk, confirmed_at=None).update(choices=choices)


def read_choices(draft: FileImport, *, may_grant: bool = False) -> ImportChoices:
    given = draft.choices
    return ImportChoices(
        as_of=parse_day(str(given.get("as_of", ""))), kind=str(given.get("kind", "member")),
        source=str(given.get("source", "")), may_grant=may_grant,
    )  # fmt: skip


def read_draft(draft: FileImport) -> list[OrganisationStated]:
    """Raises as :func:`look_into` does."""
    choices = {"currency": str(draft.choices.get("currency", ""))}
    roles = [str(role) for role in draft.choices.get("roles", [])]
    data = bytes(draft.content)
    return read_stated(draft.file_name, data, draft.kind, roles=roles, choices=choices)


def plan_draft(draft: FileImport, by: User) -> ImportPlan:
    """What the file would do, with nothing written. Raises as :func:`look_into` does."""
    return plan_import(read_draft(draft), read_choices(draft), by)


def plan_mergers(draft: FileImport) -> list[PlannedMerger]:
    """Raises as :func:`look_into` does."""
    mergers = read_stated_mergers(draft.file_name, bytes(draft.content), _find_scheme(draft))
    return file_imports.plan_mergers(mergers, with_unknown=bool(draft.choices.get("with_unknown")))


def _find_scheme(draft: FileImport) -> str:
    return str(draft.choices.get("scheme", "")) or "GB-CHC"


@transaction.atomic
def confirm_import(
    draft: FileImport, choices: dict[str, object], by: User, *, may_grant: bool = False
) -> dict[str, int]:
    """Do it, with what was chosen: how many of each. Raises as :func:`look_into` does."""
    keep_choices(draft, choices)
    if draft.kind == MERGERS:
        mergers = read_stated_mergers(draft.file_name, bytes(draft.content), _find_scheme(draft))
        with_unknown = bool(draft.choices.get("with_unknown"))
        return file_imports.take_in_mergers(draft, mergers, by, with_unknown=with_unknown)
    read = read_choices(draft, may_grant=may_grant)
    return file_imports.take_in(draft, read_draft(draft), read, by).count()


# ---- a file from the command line --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ImportDone:
    """``refused``: of each row that was not taken its number, the organisation, and why, a code of ``registry.wrong``.
    ``unread``: what the columns of a table are called of which nobody knows what they hold."""

    counts: dict[str, int]
    refused: tuple[tuple[int, str, str], ...]
    unread: tuple[str, ...] = ()


def import_file(
    name: str,
    data: bytes,
    choices: dict[str, str],
    *,
    is_dry: bool = False,
    note: Callable[[int], None] | None = None,
) -> ImportDone:
    """Take in a file of any length as the machine's operator does, in one transaction; ``is_dry``: only count. Raises as
    :func:`look_into` does."""
    seen = look_into(name, data, most=_UNBOUNDED)
    if seen.format == MERGERS:
        return _import_mergers(name, data, choices, is_dry=is_dry, note=note)
    table = read_table(name, data, _UNBOUNDED) if seen.format == TABLE else None
    if table is not None:
        currency = choices["currency"] or "CNY"
        stated = read_organisation_table(table, seen.roles, currency=currency)
    else:
        stated = list(read_apart(read_organisations, data, name, seen.format))
    chosen = ImportChoices(
        as_of=parse_day(choices["as_of"]), kind=choices["kind"], source=choices["source"], may_grant=True
    )  # fmt: skip
    if is_dry:
        done = plan_import(stated, chosen, None, note=note)
    else:
        with transaction.atomic():
            made = _begin_unsigned(name, seen)
            done = file_imports.take_in(made, stated, chosen, None, note=note)
    refused = [row for row in done.rows if row.problem]
    columns = zip(seen.headings, seen.roles, strict=False)
    return ImportDone(
        done.count(),
        tuple((r.row, r.organisation, r.problem) for r in refused),
        tuple(heading for heading, role in columns if not role),
    )


def _begin_unsigned(name: str, seen: FileRead) -> FileImport:
    choices = {"roles": list(seen.roles)}
    return FileImport.objects.create(
        file_name=name[:200], kind=seen.format, headings=list(seen.headings), choices=choices
    )


def _import_mergers(
    name: str,
    data: bytes,
    choices: dict[str, str],
    *,
    is_dry: bool,
    note: Callable[[int], None] | None,
) -> ImportDone:
    table = read_table(name, data, _UNBOUNDED)
    mergers = read_mergers(table, scheme=choices["scheme"]) if table is not None else []
    with_unknown = bool(choices["with_unknown"])
    planned = file_imports.plan_mergers(mergers, with_unknown=with_unknown)
    refused = tuple((p.merger.row, p.merger.old.name, p.problem) for p in planned if p.problem)
    if is_dry:
        new = {name for one in planned for name in one.new}
        counts = {"events": len(planned) - len(refused), "refused": len(refused), "organisations": len(new)}  # fmt: skip
        return ImportDone(counts, refused)
    unusable: list[tuple[MergerStated, str]] = []
    with transaction.atomic():
        made = _begin_unsigned(name, FileRead(MERGERS))
        counts = file_imports.take_in_mergers(
            made, mergers, None, with_unknown=with_unknown, note=note, refused=unusable
        )
    return ImportDone(counts, tuple((m.row, m.old.name, code) for m, code in unusable))
