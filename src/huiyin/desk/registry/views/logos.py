"""Logos of organisations: given out, and kept by the secretariat."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from huiyin.desk.accounts.gates import team_only
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.core.isolated_process import UNREAD, say_unread
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.uploads import get_file_name, say_file_limit, too_large
from huiyin.desk.registry.api import facts, logos, organisation_facts
from huiyin.desk.registry.data import FactKind, FactRecord
from huiyin.desk.registry.forms import LogoDeedForm, LogoForm
from huiyin.desk.registry.labels import describe_period
from huiyin.desk.registry.models import Organisation
from huiyin.desk.registry.periods import UnusableFact
from huiyin.i18n import say


@require_safe
def send_logo(request: HttpRequest, name: str) -> HttpResponseBase:
    """A logo that an organisation lets everybody see; to who keeps the registry, any. It never changes under its address."""
    found = logos.open_logo(name, with_private=False)
    is_public = found is not None
    if found is None and getattr(request.user, "is_secretariat", False):
        found = logos.open_logo(name, with_private=True)
    if found is None:
        raise Http404
    file, size = found
    answer = FileResponse(file, content_type="image/png")
    answer["Content-Length"] = str(size)
    if is_public:
        # A day: who takes a logo back does not want it to be shown for a year.
        answer["Cache-Control"] = "public, max-age=86400"
    return answer


@limit_rate("upload")
@require_http_methods(("GET", "HEAD", "POST"))
@team_only
def edit_logo(request: SignedInRequest, number: int) -> HttpResponse:
    """The logos that an organisation has had: another from a day on, the end of one, one taken back."""
    organisation = get_object_or_404(Organisation, pk=number)
    if request.method != "POST":
        return _show(request, organisation)
    deed = LogoDeedForm(request.POST).cleaned_data
    if deed["end"] is None and deed["withdraw"] is None:
        return _add(request, organisation)
    chosen = deed["end"] if deed["end"] is not None else deed["withdraw"]
    found = organisation_facts.find_fact(organisation, chosen)
    if found is None or found.kind is not FactKind.LOGO:
        messages.error(request, say("registry.wrong.gone"))
        return redirect("logo_edit", number=organisation.pk)
    try:
        if deed["end"] is not None:
            facts.end_fact(found.id, timezone.localdate().isoformat(), request.user)
        else:
            facts.withdraw_fact(found.id, request.user)
    except UnusableFact as wrong:
        messages.error(request, say(f"registry.wrong.{wrong.code}"))
    else:
        messages.success(request, say("registry.facts.kept"))
    return redirect("logo_edit", number=organisation.pk)


def _add(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    form = LogoForm(request.POST)
    sent = request.FILES.get("file")
    if sent is None:
        form.add_error(None, say("picture.wrong.file"))
    elif refusal := too_large(sent):
        form.add_error(None, refusal)
    if sent is None or not form.is_valid():
        return _show(request, organisation, form)
    name, given = get_file_name(sent) or "logo", form.cleaned_data
    try:
        prepared = logos.prepare_logo(sent.read())
        logos.state_logo(
            organisation,
            prepared,
            request.user,
            since=given["since"].strip(),
            source=given["source"].strip(),
            is_public=given["is_public"],
        )
    except UNREAD as wrong:
        form.add_error(None, say("picture.wrong.unread", name=name, why=say_unread(wrong, name)))
    except UnusableFact as wrong:
        form.add_error(None, say(f"registry.wrong.{wrong.code}"))
    if not form.is_valid():
        return _show(request, organisation, form)
    messages.success(request, say("registry.logo.kept"))
    return redirect("logo_edit", number=organisation.pk)


def _show(
    request: SignedInRequest, organisation: Organisation, form: LogoForm | None = None
) -> HttpResponse:
    held = organisation_facts.list_facts(organisation, kinds=(FactKind.LOGO,), with_private=True)
    pictures = logos.find_logos(held)
    return render(
        request,
        "registry/logo.html",
        {
            "organisation": organisation,
            # What replaces another one does so from a day on; the first may always have been it.
            "form": form
            or LogoForm(initial={"since": timezone.localdate().isoformat() if held else ""}),
            "rows": [_describe(fact, pictures) for fact in reversed(held)],
            "limit": say_file_limit(),
        },
        status=422 if form is not None else 200,
    )


def _describe(fact: FactRecord, pictures: Mapping[str, logos.ShownLogo]) -> dict[str, object]:
    return {
        "fact": fact,
        "logo": pictures.get(fact.text),
        "period": describe_period(fact),
        "is_standing": fact.holds_on(timezone.localdate()),
    }
