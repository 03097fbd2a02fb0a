"""Pages to download a consultation: the public part for everybody, all of it for the secretariat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import ConsultationRequest, require_action
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.page_refresh import stop_polling_when_refused
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.exports import api as exports
from huiyin.desk.exports.forms import ExportForm

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation


@stop_polling_when_refused
@require_GET
@cached_page
@require_action(Action.EXPORT)
def take_away(request: ConsultationRequest, consultation: Consultation) -> HttpResponse:
    """The exports on offer and their progress; the page polls while one is being made."""
    jobs = {False: exports.find_newest_export(consultation, everything=False)}
    if request.access.may(Action.EXPORT_ALL):
        jobs[True] = exports.find_newest_export(consultation, everything=True)
    offers = [{"everything": everything, "job": job} for everything, job in jobs.items()]
    working = any(job is not None and job.is_under_way for job in jobs.values())
    page = "exports/part_exports.html" if request.htmx else "exports/exports.html"
    return render(request, page, {"tab": "", "offers": offers, "working": working})


@limit_rate("export")
@require_POST
@require_action(Action.EXPORT)
def request_export(request: ConsultationRequest, consultation: Consultation) -> HttpResponse:
    """Start an export."""
    everything = ExportForm(request.POST).cleaned_data["everything"]
    if everything and not request.access.may(Action.EXPORT_ALL):
        raise PermissionDenied
    exports.request_export(consultation, request.user, everything=everything)
    return redirect("exports", slug=consultation.slug)


@limit_rate("export", ("GET", "HEAD"))
@require_GET
@require_action(Action.EXPORT)
def download_export(
    request: ConsultationRequest, consultation: Consultation, number: int
) -> FileResponse:
    """Download a recent export."""
    job = exports.find_export(consultation, number)
    if job is None:
        raise Http404
    everything = job.arguments["everything"]
    if everything and not request.access.may(Action.EXPORT_ALL):
        raise PermissionDenied
    if not exports.is_offered(job) or not default_storage.exists(job.outcome["file"]):
        raise Http404
    name = f"{consultation.slug}-{'all' if everything else 'public'}.zip"
    return FileResponse(
        default_storage.open(job.outcome["file"], "rb"), as_attachment=True, filename=name
    )
