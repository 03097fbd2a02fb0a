"""What the desk holds of oneself: how long, taken away, and erased on request."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from huiyin.desk.accounts.gates import ask_again, signed_in, typed_again
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.core.form_fields import find_error
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.networks.departures import NotAllowed
from huiyin.desk.personal import data_takeout, deadlines, erasure, retention
from huiyin.desk.personal.forms import ErasureRequestForm
from huiyin.desk.personal.holdings import STAYS
from huiyin.desk.personal.models import Erasure
from huiyin.i18n import say


@require_safe
@cached_page
def show_privacy(request: HttpRequest) -> HttpResponse:
    """For everybody: what is held, why, how long, and how to have it or have it erased."""
    return render(
        request,
        "personal/privacy.html",
        {
            "periods": retention.list_periods(),
            "stays": STAYS,
            "days": deadlines.DAYS,
            "working_days": deadlines.WORKING_DAYS,
            "contact": settings.CONTACT,
        },
    )


@limit_rate("export")
@never_cache
@require_http_methods(("GET", "HEAD", "POST"))
@signed_in
def own_data(request: SignedInRequest) -> HttpResponse:
    """All that the desk holds of who asks, in a file; given only to who has just shown that it is them."""
    if request.method == "POST":
        if (again := ask_again(request)) is not None:
            return again
        packed = data_takeout.take_all(request.user)
        return hand_out(packed, "huiyin-my-data")
    typed_again(request)
    return render(request, "personal/own_data.html", {"sections": list(data_takeout.SECTIONS)})


def hand_out(packed: bytes, name: str) -> HttpResponse:
    """A ZIP, to be saved under ``name`` and the day."""
    file = f"{name}-{timezone.localdate().isoformat()}.zip"
    return HttpResponse(
        packed,
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{file}"',
            "Cache-Control": "private, no-store",
        },
    )


@never_cache
@require_http_methods(("GET", "HEAD", "POST"))
@signed_in
def erase_me(request: SignedInRequest) -> HttpResponse:
    """Ask to be erased, having seen what goes and what stays; or ask for it no more."""
    person = request.user
    asked = Erasure.objects.filter(person=person).order_by("-pk").first()
    form = ErasureRequestForm(request.POST)
    wrong = "" if form.is_valid() else find_error(form)
    if request.method == "POST" and not wrong:
        try:
            if form.cleaned_data["what"] == "take_back" and asked is not None:
                erasure.take_back(asked, person)
                messages.success(request, say("personal.erase.taken_back"))
            elif form.cleaned_data["sure"]:
                erasure.ask_erasure(person, form.cleaned_data["words"])
                messages.success(request, say("personal.erase.asked"))
            else:
                wrong = say("personal.erase.not_sure")
        except erasure.AlreadyAnswered:
            messages.error(request, say("personal.erase.settled"))
        except NotAllowed as reason:
            wrong = say(f"desk.person.not.{reason.code}")
        if not wrong:
            return redirect("erase_me")
    context = {
        "asked": asked,
        "answer_by": deadlines.answer_by(asked) if asked else None,
        "outlook": erasure.look_ahead(person),
        "stays": STAYS,
        "words": form["words"].value() or "",
        "wrong": wrong,
    }
    return render(request, "personal/erase_me.html", context, status=422 if wrong else 200)
