"""Files of organisations: sent, their columns mapped, what they would do looked at, confirmed, undone; and taken away."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from huiyin.desk.accounts.gates import ask_again, team_only
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.core.isolated_process import UNREAD, say_unread
from huiyin.desk.core.pagination import make_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.request_params import parse_day
from huiyin.desk.core.uploads import get_file_name, say_file_limit, too_large
from huiyin.desk.jobs import api as jobs
from huiyin.desk.registry.api import file_drafts, file_exports, file_jobs
from huiyin.desk.registry.api.file_drafts import READING, TAKING, UNDOING
from huiyin.desk.registry.api.file_imports import ENDED, REFUSED, PlannedRow
from huiyin.desk.registry.api.file_reading import MERGERS, TABLE
from huiyin.desk.registry.forms import FileDeedForm, FileForm
from huiyin.desk.registry.labels import FactLabels, describe_period
from huiyin.desk.registry.models import FileImport
from huiyin.desk.registry.periods import UnusableFact
from huiyin.i18n import say
from huiyin.presentation.spreadsheets import csv_bytes
from huiyin.text import as_cell

#: Rows of a plan, and refused rows, that a page shows.
_SHOWN, _REFUSED = 300, 200
#: What a row of a plan may be counted as.
_ROWS = ("added", "changed", "ended", "refused", "events")
#: Files that wait to be confirmed, as far as a page lists them.
_WAITING = 100


@limit_rate("upload")
@require_http_methods(("GET", "POST"))
@team_only
def show_files(request: SignedInRequest) -> HttpResponse:
    """Files taken in so far, the place for the next, and what can be taken away."""
    error = ""
    if request.method == "POST":
        file = request.FILES.get("file")
        error = say("desk.open.no_file") if file is None else too_large(file)
        if file is not None and not error:
            try:
                draft = file_drafts.begin_import(get_file_name(file), file, request.user)
            except UNREAD as unread:
                error = say_unread(unread, get_file_name(file))
            else:
                return redirect("registry_file", number=draft.pk)
    files = FileImport.objects.select_related("created_by").defer("content", "plan", "refused")
    taken = files.exclude(confirmed_at=None)
    return render(
        request,
        "registry/files.html",
        {
            "page": make_page(request, taken),
            "waiting": files.filter(confirmed_at=None)[:_WAITING],
            "error": error,
            "limit": say_file_limit(),
        },
        status=422 if error else 200,
    )


@dataclass(frozen=True, slots=True)
class _RowShown:
    row: int
    action: str
    organisation: str
    label: str
    before: str
    after: str
    problem: str


@limit_rate("upload")
@require_http_methods(("GET", "POST"))
@team_only
def edit_file(request: SignedInRequest, number: int) -> HttpResponse:
    """What the columns of one file hold, what it would do, and the button that does it."""
    draft = get_object_or_404(FileImport, pk=number)
    pressed = FileDeedForm(request.POST).is_pressed
    if pressed("undo"):
        return _undo(request, draft)
    if pressed("again"):
        file_drafts.go_on_with_large(draft, request.user)
        return redirect("registry_file", number=draft.pk)
    if draft.confirmed_at is not None:
        return _show_taken(request, draft)
    if pressed("discard"):
        file_drafts.discard_draft(draft, request.user)
        messages.success(request, say("registry.files.discarded", name=draft.file_name))
        return redirect("registry_files")
    job = jobs.list_jobs(draft, READING, TAKING, UNDOING).first()
    if job is not None and (draft.is_begun or job.is_under_way or not draft.kind):
        return render(request, "registry/file_work.html", {"file": draft, "job": job})
    form = FileForm(draft, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _choose(request, draft, form)
    return _show_plan(request, draft, form)


def _choose(request: SignedInRequest, draft: FileImport, form: FileForm) -> HttpResponse:
    """What the columns hold and so on was said: look at what the file would do, or do it."""
    pressed = FileDeedForm(request.POST).is_pressed
    choices = form.read_choices()
    may_grant = pressed("confirm") and pressed("grant")
    if may_grant and (again := ask_again(request)) is not None:
        return again
    if draft.file:
        return _do_large(request, draft, choices, may_grant=may_grant)
    if not pressed("confirm"):
        file_drafts.keep_choices(draft, choices)
        return _show_plan(request, draft, form)
    try:
        counts = file_drafts.confirm_import(draft, choices, request.user, may_grant=may_grant)
    except UNREAD as unread:
        return _show_plan(request, draft, form, say_unread(unread, draft.file_name))
    messages.success(request, say("registry.files.taken", counts=say_counts(counts)))
    return redirect("registry_file", number=draft.pk)


def _do_large(
    request: SignedInRequest, draft: FileImport, choices: dict[str, object], *, may_grant: bool
) -> HttpResponse:
    """A large file is planned anew where something else was chosen; what was looked at is taken in."""
    is_planned = draft.plan.get("of") == file_drafts.digest_choices(choices)
    try:
        if is_planned and FileDeedForm(request.POST).is_pressed("confirm"):
            file_drafts.confirm_large(draft, request.user, may_grant=may_grant)
        else:
            file_drafts.preview_large(draft, choices, request.user)
    except UnusableFact as wrong:
        messages.error(request, say(f"registry.wrong.{wrong.code}"))
    return redirect("registry_file", number=draft.pk)


def _show_taken(request: SignedInRequest, draft: FileImport) -> HttpResponse:
    page = make_page(request, draft.refused, _REFUSED)
    return render(
        request,
        "registry/file_taken.html",
        {
            "file": draft,
            "job": jobs.find_latest_job(draft, UNDOING),
            "page": page,
            "refused": _describe_refused(page.rows),
            "unnamed": int(draft.counts.get("refused", 0)) - len(draft.refused),
        },
    )


def _describe_refused(refused: Iterable[Sequence[object]]) -> list[_RowShown]:
    """Rows that were not taken, as they are kept: the row, the organisation, and why."""
    action = say(f"registry.files.action.{REFUSED}")
    return [
        _RowShown(int(str(row)), action, str(name), "", "", "", say(f"registry.wrong.{code}"))
        for row, name, code in refused
    ]


def _show_plan(
    request: SignedInRequest, draft: FileImport, form: FileForm, error: str = ""
) -> HttpResponse:
    rows: list[_RowShown] = []
    counts: dict[str, int] = {}
    try:
        rows, counts = _find_plan(draft, request)
    except UNREAD as unread:
        error = say_unread(unread, draft.file_name)
    job = jobs.find_latest_job(draft, READING)
    if job is not None and job.problem:
        error = job.problem
    is_of_nobody = bool(counts) and not any(counts.values())
    is_wrong = bool(error) or (request.method == "POST" and bool(form.errors))
    grants = say("registry.wrong.grants")
    return render(
        request,
        "registry/file.html",
        {
            "file": draft, "form": form, "columns": form.list_columns(), "error": error, "rows": rows,
            "counts": say_counts(counts) if counts else "", "is_table": draft.kind == TABLE,
            "unread": form.list_open(), "is_of_nobody": is_of_nobody, "is_large": bool(draft.file),
            "grants": sum(row.problem == grants for row in rows) or any(code == "grants" for _, _, code in draft.refused),
            "cut": sum(counts.get(name, 0) for name in _ROWS) > len(rows),
            "refused": _describe_refused(draft.refused[:_SHOWN]) if draft.file else (),
        },
        status=422 if is_wrong else 200,
    )  # fmt: skip


def _find_plan(
    draft: FileImport, request: SignedInRequest
) -> tuple[list[_RowShown], dict[str, int]]:
    """What the file would do: the first rows of it, and how many in all. Nothing yet of a large file that is not planned."""
    if not draft.file:
        if draft.kind == MERGERS:
            return _plan_mergers(draft)
        plan = file_drafts.plan_draft(draft, request.user)
        return _describe_rows(plan.rows[:_SHOWN]), plan.count()
    counts = dict(draft.plan.get("counts", {}))
    if draft.kind == MERGERS:
        return list(map(_describe_merger, draft.plan.get("rows", ()))), counts
    return _describe_rows(file_jobs.list_planned(draft)), counts


def say_counts(counts: dict[str, int]) -> str:
    """How many of each, in words, what there is none of left out."""
    if {name for name, n in counts.items() if n} <= {"same"}:
        return say("registry.files.nothing", number=counts.get("same", 0))
    return ", ".join(
        say(f"registry.files.count.{name}", number=n) for name, n in counts.items() if n
    )


def _describe_rows(planned: Iterable[PlannedRow]) -> list[_RowShown]:
    labels = FactLabels()
    shown = []
    for row in planned:
        before = row.before.as_record() if row.before is not None else None
        after = row.after.as_record() if row.after is not None else None
        fact = after or before
        words = labels.describe(fact) if fact is not None else None
        shown.append(
            _RowShown(
                row.row, say(f"registry.files.action.{row.action}"), row.organisation,
                words.label if words is not None else "",
                f"{labels.describe(before).value} ({describe_period(before)})" if before is not None else "",
                f"{words.value} ({describe_period(after)})"
                if after is not None and words is not None and row.action != ENDED else "",
                say(f"registry.wrong.{row.problem}") if row.action == REFUSED else "",
            )
        )  # fmt: skip
    return shown


def _plan_mergers(draft: FileImport) -> tuple[list[_RowShown], dict[str, int]]:
    planned = file_drafts.plan_mergers(draft)
    shown = map(file_jobs.keep_merger, planned[:_SHOWN])
    return list(map(_describe_merger, shown)), file_jobs.count_mergers(planned)


def _describe_merger(kept: Mapping[str, Any]) -> _RowShown:
    problem = kept["problem"]
    return _RowShown(
        kept["row"],
        say(f"registry.files.action.{'refused' if problem else 'added'}"),
        kept["organisation"],
        say("registry.change.merger"),
        "",
        f"→ {kept['into']} ({kept['day']})",
        say(f"registry.wrong.{problem}") if problem else "",
    )


def _undo(request: SignedInRequest, draft: FileImport) -> HttpResponse:
    try:
        counts = file_drafts.undo_any(draft, request.user)
    except UnusableFact as wrong:
        messages.error(request, say(f"registry.wrong.{wrong.code}"))
    else:
        if counts is None:
            return redirect("registry_file", number=draft.pk)
        messages.success(request, say("registry.files.undone", counts=say_counts(counts)))
    return redirect("registry_files")


# ---- out --------------------------------------------------------------------------------------------------

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "xml": "application/xml",
}


@require_GET
@team_only
def export_registry(request: SignedInRequest, ending: str) -> HttpResponse:
    """The whole registry as a file, private facts included, as it is known or was known on a day."""
    if ending not in _TYPES:
        raise Http404
    content = _write(ending, request)
    answer = HttpResponse(content, content_type=_TYPES[ending])
    name = f"registry-{timezone.localdate().isoformat()}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _write(ending: str, request: HttpRequest) -> bytes:
    known_on = parse_day(request.GET.get("known", ""))
    if ending == "json":
        return file_exports.export_popolo(with_private=True, known_on=known_on).encode()
    if ending == "xml":
        return file_exports.export_iati(timezone.localdate())
    rows = file_exports.list_fact_rows(with_private=True, known_on=known_on)
    return csv_bytes(rows) if ending == "csv" else _write_xlsx(rows)


def _write_xlsx(rows: Iterable[Iterable[str | float | None]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("facts")
    for row in rows:
        sheet.append([as_cell(cell) if isinstance(cell, str) else cell for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
