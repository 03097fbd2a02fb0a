"""Large files of comments, sent in parts by the script of the form. Everything else about them is in its page."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import ParticipantRequest, list_invited, require_action
from huiyin.desk.consultations.api import arriving_files
from huiyin.desk.consultations.api.arriving_files import ArrivalRefused
from huiyin.desk.consultations.intake_forms import ArrivalForm
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.i18n import say, say_number

#: Why something is refused → what a program is told; others: 422. A full disk may have room again later.
_STATUS = {"gone": 410, "no_room": 507}


def _refuse(refused: ArrivalRefused, name: str) -> JsonResponse:
    return JsonResponse(
        {"told": _say_refused(refused.code, name)}, status=_STATUS.get(refused.code, 422)
    )


def _say_refused(code: str, name: str) -> str:
    match code:
        case "ending":
            return say("desk.upload.ending", name=name)
        case "too_large":
            limit = say_number(settings.LARGE_UPLOAD_LIMIT // 1024**3)
            return say("desk.arriving.too_large", name=name, limit=limit)
        case "too_many" | "no_room":
            return say(f"desk.arriving.{code}")
        case _:
            return say(f"desk.arriving.{code}", name=name)


@limit_rate("upload")
@require_POST
@require_action(Action.TAKE_IN)
def begin_arrival(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """Announce a file; answers where its parts go, and which of them have not come."""
    given = ArrivalForm(request.POST, list_invited(consultation)).cleaned_data
    try:
        arriving = arriving_files.begin_arrival(
            consultation, given["name"], given["size"] or 0, given["digests"].split(), request.user,
            organisation=given["organisation"],
        )  # fmt: skip
    except ArrivalRefused as refused:
        return _refuse(refused, given["name"])
    return JsonResponse(
        {
            "to": reverse("arrival", args=(consultation.slug, arriving.public_id)),
            "missing": [] if arriving.is_whole else arriving_files.list_missing(arriving),
        }
    )


@limit_rate("part")
@require_POST
@require_action(Action.TAKE_IN)
def receive_part(
    request: ParticipantRequest, consultation: Consultation, key: UUID, number: int
) -> HttpResponse:
    """One part, as the body of the request. It is there for good when this answers."""
    sending = arriving_files.list_arrivals(consultation, request.user)
    arriving = get_object_or_404(sending, public_id=key)
    try:
        is_whole = arriving_files.keep_part(arriving, number, request.body)
    except ArrivalRefused as refused:
        return _refuse(refused, arriving.file_name)
    return JsonResponse({"whole": is_whole})


@require_POST
@require_action(Action.TAKE_IN)
def discard_arrival(
    request: ParticipantRequest, consultation: Consultation, key: UUID
) -> HttpResponse:
    """Send no more of a file, and delete what has come."""
    sending = arriving_files.list_arrivals(consultation, request.user)
    arriving = get_object_or_404(sending, public_id=key)
    arriving_files.drop_arrivals(sending.filter(public_id=key))
    messages.success(request, say("desk.arriving.discarded", name=arriving.file_name))
    return redirect("intakes", slug=consultation.slug)
