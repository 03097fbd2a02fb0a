"""Submit the joint proposal, and show the submission."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import ConsultationRequest, ParticipantRequest, require_action
from huiyin.desk.core.isolated_process import WorkUnfinished
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.pagination import make_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.laws.api import map_laws
from huiyin.desk.outcomes.api import submissions as api
from huiyin.desk.outcomes.api.replies import find_submitted_version
from huiyin.desk.outcomes.papers import ENDINGS, make_papers, render_amended_law
from huiyin.desk.outcomes.papers import make_paper as made
from huiyin.desk.proposals.api.drafts import list_proposal_versions, sees_unfixed
from huiyin.desk.proposals.api.signatures import find_signed_version
from huiyin.i18n import say, say_number

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.proposals.models import ProposalVersion


#: Suggestions per page that the amended draft leaves out.
_LEFT_OUT = 100


@require_safe
@cached_page
@require_action(Action.SEE)
def show_submission(request: ConsultationRequest, consultation: Consultation) -> HttpResponse:
    """The submission, or what is missing before it is possible."""
    done = find_submitted_version(consultation)
    ready = find_signed_version(consultation) if request.access["submit"] else None
    shown = done or ready
    return render(
        request,
        "outcomes/submission.html",
        {
            "tab": "submission",
            "edition": shown,
            "submission": done.submission if done else None,
            "ready": ready if ready is not None and ready != done else None,
            "paper_languages": sorted(
                consultation.draft.expressions.values_list("language", flat=True), reverse=True
            ),
            "page": make_page(
                request, _not_in_text(request, consultation, ready) if ready else [], _LEFT_OUT
            ),
            "signatures": list(shown.signatures.select_related("organisation")) if shown else (),
        },
    )


def _not_in_text(
    request: HttpRequest, consultation: Consultation, edition: ProposalVersion
) -> list[tuple[str, str, str]]:
    """The suggestions that the amended draft leaves out: language, key and place, and reason."""
    try:
        return [
            (language, f"{one.key} · {one.target}", say(f"submit.left.{why}"))
            for language, law in map_laws(consultation.draft).items()
            for one, why in render_amended_law(edition, law, language)[1]
        ]
    except WorkUnfinished as limit:
        messages.error(request, _say_unset(limit))
        return []


def _say_unset(limit: WorkUnfinished) -> str:
    """Why documents could not be made, and what to do."""
    shown = {key: say_number(int(value)) for key, value in limit.details.items()}
    return say(f"submit.unset.{limit.code}", **shown)


@limit_rate("export", ("GET", "HEAD"))
@require_safe
@require_action(Action.SEE)
def download_paper(
    request: ConsultationRequest,
    consultation: Consultation,
    number: int,
    language: str,
    ending: str,
) -> HttpResponse:
    """An edition as a document of today; the submitted one is in the package.

    Only for the team and signatories, since making it takes a second.
    """
    found = list_proposal_versions(consultation, with_unfixed=sees_unfixed(request.access))
    edition = next((one for one in found if one.number == number), None)
    if edition is None or not sees_unfixed(request.access):
        raise Http404
    if not consultation.draft.expressions.filter(language=language).exists():
        raise Http404
    try:
        data = made(consultation, edition, timezone.localdate(), language, ending)
    except WorkUnfinished as limit:
        messages.error(request, _say_unset(limit))
        return redirect("submission", slug=consultation.slug)
    return _make_file_response(data, f"{consultation.slug}-{number}.{language}.{ending}")


def _make_file_response(data: bytes, name: str) -> HttpResponse:
    """PDF inline, other files as a download."""
    ending = name.rpartition(".")[2]
    answer = HttpResponse(data, content_type=ENDINGS.get(ending, "application/xml"))
    way = "inline" if ending == "pdf" else "attachment"
    answer["Content-Disposition"] = f'{way}; filename="{name}"'
    return answer


@require_POST
@require_action(Action.SUBMIT)
def submit_proposal(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """Submit the newest signed edition."""
    edition = find_signed_version(consultation)
    try:
        if edition is None:
            raise api.NotSigned
        standing = api.digest_signatures(edition)
        files = make_papers(consultation, edition, timezone.localdate())
        api.submit_proposal(edition, files, request.user, seen=standing)
    except api.SignaturesChanged:
        messages.error(request, say("submit.overtaken"))
    except WorkUnfinished as limit:
        messages.error(request, _say_unset(limit))
    except api.NotSigned:
        messages.error(request, say("submit.not_signed"))
    except api.AlreadySubmitted:
        messages.error(request, say("submit.already"))
    else:
        messages.success(request, say("submit.done", authority=consultation.authority.name))
    return redirect("submission", slug=consultation.slug)


@limit_rate("export", ("GET", "HEAD"))
@require_safe
@require_action(Action.SEE)
def download_package(request: ConsultationRequest, consultation: Consultation) -> FileResponse:
    """The submitted files, unchanged."""
    done = find_submitted_version(consultation)
    if done is None or not done.submission.package:
        raise Http404
    name = f"{consultation.slug}-{done.number}.zip"
    return FileResponse(done.submission.package.open("rb"), as_attachment=True, filename=name)


@limit_rate("export", ("GET", "HEAD"))
@require_safe
@require_action(Action.SEE)
def download_file(
    request: ConsultationRequest, consultation: Consultation, name: str
) -> HttpResponse:
    """One of the submitted files."""
    done = find_submitted_version(consultation)
    if done is None or name not in done.submission.digests or not done.submission.package:
        raise Http404
    with done.submission.package.open("rb") as package, zipfile.ZipFile(package) as files:
        return _make_file_response(files.read(name), name)
