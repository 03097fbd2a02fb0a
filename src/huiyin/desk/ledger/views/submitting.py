"""Hand the joint proposal in, and show what was handed in."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import needs
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.ledger.api import submitting as api
from huiyin.desk.ledger.api.replies import submitted
from huiyin.desk.ledger.views.paper import papers
from huiyin.words import say


@require_safe
@needs(Action.SEE)
def submission(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """What was handed in, or what is still wanting before it can be."""
    done = submitted(consultation)
    ready = api.up_for_submission(consultation) if request.access["submit"] else None
    shown = done or ready
    return render(
        request,
        "ledger/submission.html",
        {
            "tab": "submission",
            "edition": shown,
            "submission": done.submission if done else None,
            "ready": ready if ready is not None and ready != done else None,
            "signatures": list(shown.signatures.select_related("organisation")) if shown else (),
        },
    )


@require_safe
@needs(Action.SUBMIT)
def preview(request: HttpRequest, consultation: Consultation, language: str) -> HttpResponse:
    """The letter as it would be handed in today."""
    edition = api.up_for_submission(consultation)
    files = papers(consultation, edition, timezone.localdate()) if edition else {}
    data = files.get(f"proposal.{language}.docx")
    if data is None:
        raise Http404
    answer = HttpResponse(
        data,
        content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )
    answer["Content-Disposition"] = (
        f'attachment; filename="{consultation.slug}-preview.{language}.docx"'
    )
    return answer


@require_POST
@needs(Action.SUBMIT)
def submit(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """Hand the newest signed edition in."""
    edition = api.up_for_submission(consultation)
    try:
        if edition is None:
            raise api.NotSigned
        api.submit(edition, papers(consultation, edition, timezone.localdate()), request.user)  # type: ignore[arg-type]
    except api.NotSigned:
        messages.error(request, say("submit.not_signed"))
    except api.Submitted:
        messages.error(request, say("submit.already"))
    else:
        messages.success(request, say("submit.done", authority=consultation.authority.name))
    return redirect("submission", slug=consultation.slug)


@require_safe
@needs(Action.SEE)
def package(request: HttpRequest, consultation: Consultation) -> FileResponse:
    """The files that were handed in, as they were."""
    done = submitted(consultation)
    if done is None or not done.submission.package:
        raise Http404
    name = f"{consultation.slug}-{done.number}.zip"
    return FileResponse(done.submission.package.open("rb"), as_attachment=True, filename=name)
