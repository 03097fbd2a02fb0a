"""Large files of organisations, handled by the worker: preview, import in parts, undo in parts.

Each part is a transaction that also stores the progress, so an interrupted job continues where it stopped, and
no transaction is long. The operator's command does the same in its own process.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from huiyin.desk.core.isolated_process import UNREAD
from huiyin.desk.core.request_params import parse_day
from huiyin.desk.core.stored_files import open_here
from huiyin.desk.jobs import api as jobs
from huiyin.desk.jobs.api import JobFailed
from huiyin.desk.registry.api import file_drafts, file_imports
from huiyin.desk.registry.api.file_drafts import TAKING, UNDOING
from huiyin.desk.registry.api.file_imports import (
    AT_ONCE,
    ImportChoices,
    ImportPlan,
    PlannedMerger,
    PlannedRow,
    RegistryIndex,
    add_counts,
    plan_part,
)
from huiyin.desk.registry.api.file_reading import MERGERS, FileRead, LargeFile
from huiyin.desk.registry.models import Fact, FileImport
from huiyin.intake.organisations import MergerStated, OrganisationStated

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.jobs.models import Job

Progress = Callable[[int, int], None]
#: Rows of a plan kept for display, and refused rows kept with reasons; others are counted.
_SHOWN, MOST_REFUSED = 300, 5_000
#: Mergers recorded in one transaction.
_MERGERS_AT_ONCE = 200
#: The share of a job's time limit after which it ends and another continues, so that other waiting
#: jobs get a turn.
_SHARE = 4
_T = TypeVar("_T")
#: The numbers, and the refused rows.
_PartTaken = tuple[dict[str, int], list[list[Any]]]
_COUNTS = ("organisations", "added", "changed", "ended", "refused", "same")
#: The fields of a fact kept in a plan.
_KEPT = (
    "kind", "code", "text", "number", "data", "since", "until", "first_day", "last_day", "source", "is_public",
)  # fmt: skip


def describe_large(draft: FileImport) -> LargeFile:
    """The stored file with the choices for reading it."""
    chosen = draft.choices
    return LargeFile(
        draft.file_name,
        lambda: open_here(draft.file),
        draft.kind,
        tuple(str(role) for role in chosen.get("roles", [])),
        str(chosen.get("currency", "")) or "CNY",
        file_drafts.find_scheme(draft),
    )


# ---- what it would do ---------------------------------------------------------------------------------------


def read_large(job: Job, tell: Progress) -> dict[str, Any]:
    """The job: determine the format of a large file, and what it would change."""
    draft = FileImport.objects.filter(pk=job.subject_id).first()
    if draft is None or not draft.file:
        raise JobFailed("not_any_more", file="" if draft is None else draft.file_name)
    try:
        if not draft.kind:
            seen = describe_large(draft).look()
            FileImport.objects.filter(pk=draft.pk, kind="").update(
                kind=seen.format,
                headings=list(seen.headings),
                choices=file_drafts.find_choices(seen),
            )
            draft.refresh_from_db()
        plan, refused = _plan_large(draft, tell)
    except UNREAD as error:
        raise JobFailed.to_read(error, draft.file_name) from None
    of_these = FileImport.objects.filter(pk=draft.pk, choices=draft.choices, begun_at=None)
    of_these.update(plan=plan, refused=refused)
    return dict(plan["counts"])


def _plan_large(draft: FileImport, tell: Progress) -> tuple[dict[str, Any], list[Any]]:
    large = describe_large(draft)
    of = file_drafts.digest_choices(draft.choices)
    if draft.kind == MERGERS:
        with_unknown = bool(draft.choices.get("with_unknown"))
        planned = file_imports.plan_mergers(large.list_mergers(), with_unknown=with_unknown)
        counts = count_mergers(planned)
        shown = [keep_merger(one) for one in planned[:_SHOWN]]
        refused = [[p.merger.row, p.merger.old.name, p.problem] for p in planned if p.problem]
        return {"of": of, "counts": counts, "rows": shown}, refused[:MOST_REFUSED]
    chosen = file_drafts.read_choices(draft)
    plan = Planning(large, chosen, draft.created_by)
    for done in plan.follow():
        tell(done, plan.total)
    return {"of": of, "counts": plan.counts, "rows": list(map(_keep_row, plan.rows))}, plan.refused


class Planning:
    """What a file of any size would change, found part by part: counts, the first rows, refused rows."""

    def __init__(self, large: LargeFile, chosen: ImportChoices, by: User | None) -> None:
        self.counts = dict.fromkeys(_COUNTS, 0)
        self.rows: list[PlannedRow] = []
        self.refused: list[list[Any]] = []
        self.total = 0
        self._large, self._chosen, self._by = large, chosen, by

    def follow(self) -> Iterator[int]:
        """Compute it, and yield the number of organisations done."""
        gathering = self._large.survey()
        self.total = gathering.total
        registry = RegistryIndex(gathering.schemes, self._chosen, self._by)
        done = 0
        for part in _list_parts(self._large.list_stated(gathering), AT_ONCE):
            planned = plan_part(part, registry)
            add_counts(self.counts, planned.count())
            self.rows += planned.rows[: _SHOWN - len(self.rows)]
            self.refused += list_refused(planned)[: MOST_REFUSED - len(self.refused)]
            done += len(part)
            yield done


def list_refused(plan: ImportPlan) -> list[list[Any]]:
    return [[row.row, row.organisation, row.problem] for row in plan.rows if row.problem]


def count_mergers(planned: Iterable[PlannedMerger]) -> dict[str, int]:
    counts = {"events": 0, "refused": 0, "organisations": 0}
    new: set[str] = set()
    for merger in planned:
        counts["refused" if merger.problem else "events"] += 1
        new |= set(merger.new)
    counts["organisations"] = len(new)
    return counts


def _keep_row(row: PlannedRow) -> dict[str, Any]:
    return {
        "row": row.row, "action": row.action, "organisation": row.organisation, "problem": row.problem,
        "before": _keep_fact(row.before), "after": _keep_fact(row.after),
    }  # fmt: skip


def _keep_fact(fact: Fact | None) -> dict[str, Any] | None:
    if fact is None:
        return None
    kept = {name: getattr(fact, name) for name in _KEPT}
    return {name: v.isoformat() if isinstance(v, date) else v for name, v in kept.items()}


def keep_merger(planned: PlannedMerger) -> dict[str, Any]:
    merger = planned.merger
    return {
        "row": merger.row, "organisation": merger.old.name, "into": merger.new.name, "day": merger.day,
        "problem": planned.problem,
    }  # fmt: skip


def list_planned(draft: FileImport) -> list[PlannedRow]:
    """The stored rows of a large file's plan."""
    return [
        PlannedRow(
            row["action"], row["row"], row["organisation"], _make_fact(row["before"]), _make_fact(row["after"]),
            row["problem"],
        )
        for row in draft.plan.get("rows", ())
    ]  # fmt: skip


def _make_fact(kept: Mapping[str, Any] | None) -> Fact | None:
    if kept is None:
        return None
    days = {
        name: date.fromisoformat(kept[name]) if kept[name] else None
        for name in ("first_day", "last_day")
    }
    return Fact(**{**kept, **days})


# ---- taken in -----------------------------------------------------------------------------------------------


def take_large(job: Job, tell: Progress) -> dict[str, Any]:
    """The job: import the remaining parts."""
    draft = FileImport.objects.filter(pk=job.subject_id).first()
    if draft is None or not draft.is_begun or not (draft.file or draft.confirmed_at):
        raise JobFailed("not_any_more", file="" if draft is None else draft.file_name)
    if draft.confirmed_at is not None or draft.undone_at is not None:
        return dict(draft.counts)  # the job died after the last part
    may_grant = bool(job.arguments.get("may_grant"))
    try:
        if draft.kind == MERGERS:
            parts = _take_mergers(draft, job.created_by)
        else:
            parts = _take_organisations(draft, job.created_by, may_grant)
        end = time.monotonic() + settings.WORK_SECONDS / _SHARE
        for done, total in parts:
            tell(done, total)
            if time.monotonic() > end and done < total:
                jobs.start_job(draft, TAKING, job.created_by, **job.arguments)
                return dict(draft.counts)
    except UNREAD as error:
        raise JobFailed.to_read(error, draft.file_name) from None
    with transaction.atomic():
        held = FileImport.objects.select_for_update().get(pk=draft.pk)
        if held.confirmed_at is None:
            as_of = file_drafts.read_choices(held).as_of
            file_imports.close_import(held, held.counts, as_of, job.created_by)
    return dict(held.counts)


def _take_organisations(
    draft: FileImport, by: User | None, may_grant: bool
) -> Iterator[tuple[int, int]]:
    large, chosen = describe_large(draft), file_drafts.read_choices(draft, may_grant=may_grant)
    gathering = large.survey()
    registry = RegistryIndex(gathering.schemes, chosen, by, going_on=draft)
    stated = islice(large.list_stated(gathering), draft.done, None)
    for part in _list_parts(stated, AT_ONCE):

        def take(held: FileImport, part: Sequence[OrganisationStated] = part) -> _PartTaken:
            planned = plan_part(part, registry, file_import=held)
            return planned.count(), list_refused(planned)

        _take_part(draft, len(part), take)
        yield draft.done, gathering.total


def _take_mergers(draft: FileImport, by: User | None) -> Iterator[tuple[int, int]]:
    mergers = describe_large(draft).list_mergers()
    with_unknown = bool(draft.choices.get("with_unknown"))
    while part := mergers[draft.done : draft.done + _MERGERS_AT_ONCE]:

        def take(held: FileImport, part: Sequence[MergerStated] = part) -> _PartTaken:
            taken = file_imports.take_in_some_mergers(held, part, by, with_unknown=with_unknown)
            return taken.counts, [[m.row, m.old.name, code] for m, code in taken.refused]

        _take_part(draft, len(part), take)
        yield draft.done, len(mergers)


@transaction.atomic
def _take_part(draft: FileImport, size: int, take: Callable[[FileImport], _PartTaken]) -> None:
    """Import the next part and store the progress; ``draft`` is updated."""
    held = FileImport.objects.select_for_update().get(pk=draft.pk)
    if held.done != draft.done or held.undone_at is not None:  # another worker is at it
        raise JobFailed("broken")
    counts, refused = take(held)
    add_counts(held.counts, counts)
    held.refused = (held.refused + refused)[:MOST_REFUSED]
    held.done += size
    held.save(update_fields=("counts", "refused", "done"))
    draft.done, draft.counts, draft.refused = held.done, held.counts, held.refused


def _list_parts(rows: Iterable[_T], size: int) -> Iterator[list[_T]]:
    rows = iter(rows)
    while part := list(islice(rows, size)):
        yield part


# ---- undone -------------------------------------------------------------------------------------------------


def undo_large(job: Job, tell: Progress) -> dict[str, Any]:
    """The job: undo the remaining parts."""
    draft = FileImport.objects.get(pk=job.subject_id)
    if draft.undone_at is not None:
        return {}
    total = file_imports.count_touched(draft) + int(draft.undoing.get("done", 0))
    end = time.monotonic() + settings.WORK_SECONDS / _SHARE
    while _undo_next_part(draft, job.created_by):
        done = int(draft.undoing["done"])
        tell(done, max(done, total))
        if time.monotonic() > end:
            jobs.start_job(draft, UNDOING, job.created_by)
            return {}
    return {}


@transaction.atomic
def _undo_next_part(draft: FileImport, by: User | None) -> bool:
    """Undo the import for the next organisations and store the progress; returns whether there were any."""
    held = file_imports.lock_undoable(draft)
    how_far = {"after": 0, "done": 0, "counts": {}} | held.undoing
    if not held.undoing:
        file_imports.withdraw_events(held)
    numbers = file_imports.list_touched(held, how_far["after"])
    if not numbers:
        counts = dict.fromkeys(("withdrawn", "restored", "kept", "organisations"), 0)
        file_imports.close_undone(held, counts | how_far["counts"], by)
        return False
    counts = dict(how_far["counts"])
    add_counts(counts, file_imports.undo_part(held, numbers, by))
    held.undoing = {
        "after": numbers[-1],
        "done": how_far["done"] + len(numbers),
        "counts": counts,
    }
    held.save(update_fields=("undoing",))
    draft.undoing = held.undoing
    return True


# ---- from the command line ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ImportDone:
    """``refused``: (row, organisation, code of ``registry.wrong``), of very many only the first. ``unread``:
    headings of columns with an unknown role.
    """

    counts: dict[str, int]
    refused: tuple[tuple[int, str, str], ...]
    unread: tuple[str, ...] = ()


def import_file(
    path: Path, choices: Mapping[str, str], *, is_dry: bool = False, note: Progress | None = None
) -> ImportDone:
    """Import a file of any size in this process, for the operator; if interrupted, the worker continues.

    ``is_dry``: only count. Raises as :func:`huiyin.desk.registry.api.file_reading.look_into`, and
    :class:`ImportBroken`.
    """
    tell = note or (lambda done, total: None)
    large = LargeFile(path.name, lambda: path.open("rb"), scheme=choices["scheme"])
    seen = large.look()
    columns = zip(seen.headings, seen.roles, strict=False)
    unread = tuple(heading for heading, role in columns if not role)
    chosen = {**choices, "roles": list(seen.roles), "with_unknown": bool(choices["with_unknown"])}
    counts, refused = (
        _count_only(replace(large, format=seen.format, roles=seen.roles), chosen, tell)
        if is_dry
        else _take_now(path, seen, chosen, tell)
    )
    return ImportDone(counts, tuple((row, name, code) for row, name, code in refused), unread)


class ImportBroken(Exception):
    """The import failed; ``problem`` says why, in the reader's language."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def _count_only(
    large: LargeFile, chosen: Mapping[str, Any], tell: Progress
) -> tuple[dict[str, int], list[list[Any]]]:
    if large.format == MERGERS:
        planned = file_imports.plan_mergers(
            large.list_mergers(), with_unknown=chosen["with_unknown"]
        )
        refused = [[p.merger.row, p.merger.old.name, p.problem] for p in planned if p.problem]
        return count_mergers(planned), refused
    plan = Planning(
        replace(large, currency=chosen["currency"] or "CNY"),
        ImportChoices(parse_day(chosen["as_of"]), chosen["kind"], chosen["source"], may_grant=True),
        None,
    )
    for done in plan.follow():
        tell(done, plan.total)
    return plan.counts, plan.refused


def _take_now(
    path: Path, seen: FileRead, chosen: dict[str, Any], tell: Progress
) -> tuple[dict[str, int], list[list[Any]]]:
    with transaction.atomic(), path.open("rb") as opened:
        draft = file_drafts.keep_large(path.name, File(opened), None, seen)
        FileImport.objects.filter(pk=draft.pk).update(choices=chosen, begun_at=timezone.now())
        jobs.start_job(draft, TAKING, None, may_grant=True)
    while job := jobs.list_jobs(draft, TAKING).under_way().first():
        claimed = jobs.claim_job(job.pk)
        if claimed is None:  # the worker was faster
            time.sleep(1)
            job.refresh_from_db()
            tell(job.done, job.total)
        else:
            jobs.perform_job(claimed, tell)
    draft.refresh_from_db()
    if draft.confirmed_at is None:
        last = jobs.find_latest_job(draft, TAKING)
        raise ImportBroken(last.problem if last is not None else "")
    return dict(draft.counts), list(draft.refused)
