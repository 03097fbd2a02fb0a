"""Uploaded files of organisations, kept until confirmed. Small ones are previewed at once, large ones by the
worker (:mod:`huiyin.desk.registry.api.file_jobs`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.isolated_process import read_apart
from huiyin.desk.core.isolated_readers import read_organisations
from huiyin.desk.core.request_params import parse_day
from huiyin.desk.core.stored_files import make_stored_name
from huiyin.desk.jobs import api as jobs
from huiyin.desk.registry.api import file_imports
from huiyin.desk.registry.api.file_imports import (
    ImportChoices,
    ImportPlan,
    PlannedMerger,
    plan_import,
)
from huiyin.desk.registry.api.file_reading import (
    MERGERS,
    TABLE,
    FileRead,
    look_into,
    read_table,
)
from huiyin.desk.registry.models import FileImport
from huiyin.desk.registry.periods import UnusableFact
from huiyin.intake.organisations import MergerStated, OrganisationStated, read_mergers
from huiyin.intake.organisations.tables import read_organisation_table
from huiyin.law import UnreadableLaw

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

#: The largest size of a small file, in bytes.
_SMALL = 256 * 1024
#: The kinds of jobs for large files: preview, import, undo.
READING, TAKING, UNDOING = "registry_read", "registry_take", "registry_undo"
#: The most facts that are undone without the worker.
_UNDONE_AT_ONCE = 5_000


@transaction.atomic
def begin_import(name: str, upload: File[bytes], by: User | None) -> FileImport:
    """Store the file until it is confirmed. Columns get the roles chosen for the same headings last time,
    otherwise recognised ones. Large files are examined by the worker. Raises as :func:`look_into`.
    """
    seen = None
    if (upload.size or 0) <= _SMALL:
        data = upload.read()
        try:
            seen = look_into(name, data)
        except UnreadableLaw as error:
            if error.code != "too_many_rows":
                raise
    if seen is None:
        return _begin_large(name, upload, by)
    made = FileImport.objects.create(
        file_name=name[:200], kind=seen.format, headings=list(seen.headings), choices=find_choices(seen), content=data,
        created_by=by,
    )  # fmt: skip
    record_audit_entry(by, "registry.send", made, name=made.file_name)
    return made


def _begin_large(name: str, upload: File[bytes], by: User | None) -> FileImport:
    made = keep_large(name, upload, by, FileRead(""))
    record_audit_entry(by, "registry.send", made, name=made.file_name)
    jobs.start_job(made, READING, by)
    return made


def keep_large(name: str, upload: File[bytes], by: User | None, seen: FileRead) -> FileImport:
    """Store a file of any size; nothing is done with it yet."""
    made = FileImport(
        file_name=name[:200], kind=seen.format, headings=list(seen.headings), created_by=by
    )
    upload.seek(0)
    made.file.save(make_stored_name(name) or "file", upload, save=False)
    made.save(force_insert=True)
    return made


def find_choices(seen: FileRead) -> dict[str, object]:
    """The choices made for a file with these headings last time, otherwise the recognised roles."""
    before = FileImport.objects.filter(headings=list(seen.headings), kind=seen.format)
    last = before.exclude(confirmed_at=None).first() if seen.headings else None
    choices = dict(last.choices) if last is not None else {}
    remembered = choices.get("roles") or [""] * len(seen.roles)
    choices["roles"] = [r or g for r, g in zip(remembered, seen.roles, strict=False)]
    choices.pop("as_of", None)
    return choices


def digest_choices(choices: dict[str, object]) -> str:
    """A digest by which a plan is matched to the choices it was made with."""
    return hashlib.sha256(json.dumps(choices, sort_keys=True).encode()).hexdigest()


@transaction.atomic
def preview_large(draft: FileImport, choices: dict[str, object], by: User) -> None:
    """Have the worker preview a large file with the current choices. Raises :class:`UnusableFact` if its import
    has begun.
    """
    held = _hold_waiting(draft)
    FileImport.objects.filter(pk=held.pk).update(choices=choices, plan={}, refused=[])
    jobs.start_job(held, READING, by)


@transaction.atomic
def confirm_large(draft: FileImport, by: User, *, may_grant: bool = False) -> None:
    """Have the worker import a large file as previewed. Raises :class:`UnusableFact` if that has begun, or if
    the preview was made with other choices.
    """
    held = _hold_waiting(draft)
    if held.plan.get("of") != digest_choices(held.choices):
        raise UnusableFact("unplanned")
    FileImport.objects.filter(pk=held.pk).update(begun_at=timezone.now(), refused=[], counts={})
    record_audit_entry(by, "registry.confirm", held, name=held.file_name)
    jobs.start_job(held, TAKING, by, may_grant=may_grant)


@transaction.atomic
def go_on_with_large(draft: FileImport, by: User) -> None:
    """Continue a failed job from where it stopped; does nothing if none failed."""
    held = FileImport.objects.select_for_update().get(pk=draft.pk)
    last = jobs.list_jobs(held, READING, TAKING, UNDOING).first()
    if last is None or last.state != last.State.FAILED:
        return
    record_audit_entry(by, "registry.go_on", held, name=held.file_name)
    jobs.start_job(held, last.kind, by, **last.arguments)


@transaction.atomic
def undo_any(draft: FileImport, by: User) -> dict[str, int] | None:
    """Undo an import; returns the numbers, or None if it is left to the worker. Raises :class:`UnusableFact`."""
    held = file_imports.lock_undoable(draft)
    if jobs.list_jobs(held, TAKING, UNDOING).under_way().exists():
        raise UnusableFact("under_way")
    if held.facts.count() + held.withdrawn.count() <= _UNDONE_AT_ONCE:
        return file_imports.undo_import(held, by)
    record_audit_entry(by, "registry.begin_undo", held, name=held.file_name)
    jobs.start_job(held, UNDOING, by)
    return None


def _hold_waiting(draft: FileImport) -> FileImport:
    held = FileImport.objects.select_for_update().get(pk=draft.pk)
    if held.is_begun:
        raise UnusableFact("begun")
    return held


@transaction.atomic
def discard_draft(draft: FileImport, by: User) -> None:
    """Delete a file that was not confirmed."""
    gone = FileImport.objects.select_for_update().filter(pk=draft.pk).first()
    if gone is not None and not gone.is_begun:
        record_audit_entry(by, "registry.discard", gone, name=gone.file_name)
        for job in jobs.list_jobs(gone, READING).under_way():
            jobs.abandon_job(job, "not_any_more", file="")
        file_imports.forget_file(gone)
        gone.delete()


def keep_choices(draft: FileImport, choices: dict[str, object]) -> None:
    """Store the choices for this file; the next file with the same headings uses them."""
    draft.choices = choices
    FileImport.objects.filter(pk=draft.pk, confirmed_at=None).update(choices=choices)


def read_choices(draft: FileImport, *, may_grant: bool = False) -> ImportChoices:
    given = draft.choices
    return ImportChoices(
        as_of=parse_day(str(given.get("as_of", ""))), kind=str(given.get("kind", "member")),
        source=str(given.get("source", "")), may_grant=may_grant,
    )  # fmt: skip


def read_stated(
    name: str, data: bytes, kind: str, *, roles: Sequence[str] = (), currency: str = ""
) -> list[OrganisationStated]:
    """The organisations in a file. Raises as :func:`look_into`."""
    if kind != TABLE:
        return list(read_apart(read_organisations, data, name, kind))
    table = read_table(name, data)
    if table is None:
        return []
    return read_organisation_table(table, roles, currency=currency or "CNY")


def read_stated_mergers(name: str, data: bytes, scheme: str) -> list[MergerStated]:
    """The mergers in a table. Raises as :func:`look_into`."""
    table = read_table(name, data)
    return read_mergers(table, scheme=scheme) if table is not None else []


def read_draft(draft: FileImport) -> list[OrganisationStated]:
    """Raises as :func:`look_into`."""
    currency = str(draft.choices.get("currency", ""))
    roles = [str(role) for role in draft.choices.get("roles", [])]
    data = bytes(draft.content)
    return read_stated(draft.file_name, data, draft.kind, roles=roles, currency=currency)


def plan_draft(draft: FileImport, by: User) -> ImportPlan:
    """What the file would change, without writing. Raises as :func:`look_into`."""
    return plan_import(read_draft(draft), read_choices(draft), by)


def plan_mergers(draft: FileImport) -> list[PlannedMerger]:
    """Raises as :func:`look_into`."""
    mergers = read_stated_mergers(draft.file_name, bytes(draft.content), find_scheme(draft))
    return file_imports.plan_mergers(mergers, with_unknown=bool(draft.choices.get("with_unknown")))


def find_scheme(draft: FileImport) -> str:
    return str(draft.choices.get("scheme", "")) or "GB-CHC"


@transaction.atomic
def confirm_import(
    draft: FileImport, choices: dict[str, object], by: User, *, may_grant: bool = False
) -> dict[str, int]:
    """Import the file with these choices; returns the numbers. Raises as :func:`look_into`."""
    keep_choices(draft, choices)
    if draft.kind == MERGERS:
        mergers = read_stated_mergers(draft.file_name, bytes(draft.content), find_scheme(draft))
        with_unknown = bool(draft.choices.get("with_unknown"))
        return file_imports.take_in_mergers(draft, mergers, by, with_unknown=with_unknown)
    read = read_choices(draft, may_grant=may_grant)
    return file_imports.take_in(draft, read_draft(draft), read, by).count()
