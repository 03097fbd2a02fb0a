"""Import files: upload, progress, column mapping, refused rows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.audit.api import find_last_editor
from huiyin.desk.consultations.access import (
    ConsultationRequest,
    ParticipantRequest,
    list_invited,
    require_action,
)
from huiyin.desk.consultations.api import arriving_files, intakes
from huiyin.desk.consultations.intake_forms import COLUMNS, ColumnsForm, UploadForm
from huiyin.desk.consultations.models import Consultation, Intake
from huiyin.desk.consultations.views.intake_receipts import describe_receipt
from huiyin.desk.core import edit_conflicts
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.page_refresh import stop_polling_when_refused
from huiyin.desk.core.pagination import make_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.uploads import get_file_name, say_file_limit, too_large
from huiyin.desk.jobs import api as jobs
from huiyin.desk.jobs.api import find_right_to_see
from huiyin.i18n import say, say_number
from huiyin.intake import Refusal, RefusalCode, Remark, RemarkCode, TableRead
from huiyin.intake.cell_columns import parse_column_number
from huiyin.intake.receipt import RowCounts
from huiyin.presentation.problems import say_refusal, say_remark, say_rows, say_table

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

#: The most refused rows on a page.
_REFUSALS = 200


@limit_rate("upload")
@require_http_methods(("GET", "POST"))
@cached_page
@require_action(Action.TAKE_IN)
def intake_list(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """The imported files, and the upload form."""
    if request.method == "POST":
        return _receive_files(request, consultation)
    return render(
        request,
        "consultations/intakes.html",
        {
            "tab": "manage",
            "page": make_page(
                request, consultation.intakes.select_related("organisation", "created_by")
            ),
            "organisations": list_invited(consultation),
            "limit": say_file_limit(),
            "large_limit": say_number(settings.LARGE_UPLOAD_LIMIT // 1024**3),
            "part": arriving_files.PART,
            "arriving": _describe_arrivals(consultation, request.user),
        },
    )


def _describe_arrivals(consultation: Consultation, user: User) -> list[dict[str, Any]]:
    """The files that come in parts and are not whole, or not put together: how far they are, and how long they are kept."""
    sending = list(arriving_files.list_arrivals(consultation, user).annotate(there=Count("parts")))
    work = (
        {
            job.arguments["arriving"]: job
            for job in jobs.list_jobs(consultation, arriving_files.JOINING).reverse()
        }
        if sending
        else {}
    )
    kept = timedelta(days=settings.RETENTION["arriving"])
    return [
        {
            "file": one,
            "job": work.get(one.pk) if one.is_whole else None,
            "share": one.there * 100 // len(one.digests),
            "until": one.heard_at + kept,
        }
        for one in sending
    ]


def _receive_files(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    files = request.FILES.getlist("files")
    if not files:
        messages.error(request, say("desk.intake.no_file"))
        return redirect("intakes", slug=consultation.slug)
    organisation = UploadForm(request.POST, list_invited(consultation)).cleaned_data["organisation"]
    intake: Intake | None = None
    for file in files:
        refusal = too_large(file)
        if refusal:
            messages.error(request, refusal)
            continue
        intake = intakes.receive_upload(
            consultation, get_file_name(file), file, request.user, organisation=organisation
        )
    if intake is None:
        return redirect("intakes", slug=consultation.slug)
    if len(files) > 1:
        messages.success(request, say("desk.intake.received", n=len(files)))
        return redirect("intakes", slug=consultation.slug)
    return redirect("intake", slug=consultation.slug, number=intake.pk)


@require_http_methods(("GET", "POST"))
@cached_page
@require_action(Action.TAKE_IN)
def edit_intake(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """One file: progress, result, refused rows, and column mapping."""
    intake = get_object_or_404(Intake, consultation=consultation, pk=number)
    if request.method == "POST":
        form = ColumnsForm(request.POST)
        seen = form.cleaned_data["version"] or ""
        try:
            intakes.map_columns(intake, form.read_columns(), request.user, seen=seen)
        except edit_conflicts.EditConflict as changed:
            return _show_conflict(request, intake, changed)
        except intakes.FileDeleted:
            messages.error(request, say("desk.intake.gone"))
        return redirect("intake", slug=consultation.slug, number=intake.pk)
    job = (
        jobs.list_jobs(consultation).filter(kind="take_in", arguments={"intake": intake.pk}).first()
    )
    page = make_page(request, intake.refused, _REFUSALS)
    return render(
        request,
        "consultations/intake.html",
        {
            "tab": "manage",
            "intake": intake,
            "job": job,
            "page": page,
            "refused": [_describe_refusal(intake, one) for one in page.rows],
            "refused_in_all": sum(map(_count_refused_rows, intake.refused)),
            "counted": _say_counted(intake),
            "tables": [_describe_table(intake, one) for one in intake.understood.get("tables", ())],
            "remarks": [
                _describe_remark(intake, one) for one in intake.understood.get("remarks", ())
            ],
            "preview": (preview := intakes.get_preview(intake)),
            "columns": _list_columns(intake, preview),
            "version": edit_conflicts.digest_version(intakes.snapshot_columns(intake, COLUMNS)),
            "headings": _list_headings(intake, preview),
            **describe_receipt(request, consultation, intake),
        },
    )


def _map_understood(intake: Intake) -> dict[str, str]:
    """Role → heading of the column in the first table; ``#3`` for columns without a heading."""
    tables = intake.understood.get("tables") or [{"columns": []}]
    return {role: headings[0] for role, headings in tables[0]["columns"] if headings}


def _list_columns(intake: Intake, preview: list[list[str]]) -> list[tuple[str, str]]:
    """Each role with the mapped column, otherwise the recognised one; for a table that was not understood, a
    suggestion from its first rows.
    """
    understood = _map_understood(intake)
    if not (understood or intake.columns or intake.taken):
        understood = intakes.suggest_column_names(preview)
    return [(role, intake.columns.get(role, "") or understood.get(role, "")) for role in COLUMNS]


def _count_refused_rows(told: dict[str, Any]) -> int:
    """The number of rows of a refusal; one of the whole file, from earlier versions, counts as one."""
    return 1 if told["row"] else int(told["details"].get("rows", "1"))


def _say_counted(intake: Intake) -> str:
    """What became of the rows; empty without tables or for imports of earlier versions."""
    counted = intake.understood.get("rows")
    return say_rows(RowCounts(**counted)) if counted else ""


def _list_headings(intake: Intake, preview: list[list[str]]) -> list[tuple[str, str]]:
    """The columns to choose from by heading, or by number if the table has no headings."""
    named = [*intake.columns.values(), *_map_understood(intake).values()]
    if any(parse_column_number(heading) is not None for heading in named):
        width = max(map(len, preview), default=0)
        return [(f"#{n}", say("receipt.column", number=n)) for n in range(1, width + 1)]
    return [(heading, heading) for heading in dict.fromkeys([*intake.headings, *named])]


def _show_conflict(
    request: HttpRequest, found: Intake, changed: edit_conflicts.EditConflict
) -> HttpResponse:
    """The mapping that somebody else saved beside the chosen one."""
    headings = {one: one for values in changed.stored.values() for one in values}
    headings |= {one: one for values in changed.typed.values() for one in values}
    choices = headings | {"": say("desk.intake.as_understood")}
    fields = [
        edit_conflicts.ConflictField(role, say(f"desk.intake.column.{role}"), choices)
        for role in COLUMNS
    ]
    back = reverse("intake", args=(found.consultation.slug, found.pk))
    who = find_last_editor(found, "map_columns")
    return edit_conflicts.show_both(request, changed, fields, back=back, **who)


def _describe_refusal(intake: Intake, told: dict[str, Any]) -> dict[str, Any]:
    """A refused row with the same message as on the command line."""
    details = dict(told["details"])
    if told["reason"] == RefusalCode.TOO_LONG:
        details["column"] = say(f"desk.intake.cell.{details['column']}")
    refusal = Refusal(
        intake.file_name,
        told["sheet"],
        told["row"],
        RefusalCode(told["reason"]),
        tuple(details.items()),
    )
    return {"sheet": refusal.sheet, "row": refusal.row, "sentence": say_refusal(refusal)}


def _describe_table(intake: Intake, told: dict[str, Any]) -> dict[str, Any]:
    """A table with the message on how it was understood, as on the command line."""
    columns = tuple((role, tuple(headings)) for role, headings in told["columns"])
    read = TableRead(intake.file_name, told["sheet"], columns, tuple(told["unread"]), told["rows"])
    return {"sheet": read.sheet, "sentence": say_table(read)}


def _describe_remark(intake: Intake, told: dict[str, Any]) -> dict[str, Any]:
    """Something left out, joined or guessed, with its message."""
    details = tuple(told["details"].items())
    remark = Remark(intake.file_name, told["sheet"], RemarkCode(told["code"]), details)
    return {"sheet": remark.sheet, "sentence": say_remark(remark)}


@stop_polling_when_refused
@require_GET
@cached_page
@require_action(Action.SEE)
def show_job(request: ConsultationRequest, consultation: Consultation, number: int) -> HttpResponse:
    """The progress of a job; the page polls while it runs and reloads when it has ended. Visible to whoever
    started it and whoever may do such work at any stage, even if the consultation has moved on.
    """
    found = get_object_or_404(jobs.list_jobs(consultation), pk=number)
    began_it = request.user.is_authenticated and found.created_by_id == request.user.pk
    if not (began_it or request.access.may_at_some_stage(find_right_to_see(found))):
        raise Http404
    answer = render(request, "consultations/part_job.html", {"job": found})
    if not found.is_under_way:
        answer["HX-Refresh"] = "true"
    return answer
