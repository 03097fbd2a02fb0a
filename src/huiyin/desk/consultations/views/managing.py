"""Open a consultation and lead it: upload the draft, mend how it was read, set the window, move on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.desk.accounts.api import record
from huiyin.desk.accounts.permissions import Action, Stage, may
from huiyin.desk.consultations.access import needs
from huiyin.desk.consultations.api import laws, opening, stages
from huiyin.desk.consultations.models import Comment, Consultation
from huiyin.desk.frame.apart import UNREAD, say_unread
from huiyin.desk.frame.given import as_number, choice
from huiyin.desk.frame.limits import limited
from huiyin.desk.frame.uploads import limit, too_large
from huiyin.desk.networks.models import Network
from huiyin.desk.registry.calendars import working_days
from huiyin.desk.registry.models import Organisation
from huiyin.desk.registry.views import may_edit
from huiyin.words import say

LANGUAGES = ("zh", "en")
AUTHORITY, MEMBER = Organisation.Kind.AUTHORITY, Organisation.Kind.MEMBER


def _mine(user: Any) -> dict[str, Any]:
    """In whose name ``user`` may open a consultation, and whom they may ask: ``of_itself`` is whether a network of
    theirs may speak without being asked. An officer's authority asks and answers; a coordinator's network asks any."""
    authorities = Organisation.objects.filter(kind=AUTHORITY)
    if user.is_secretariat:
        return {
            "authorities": authorities,
            "initiators": authorities,
            "networks": Network.objects.all(),
            "of_itself": True,
        }
    own, networks = authorities.filter(seats__user=user), user.coordinates.all()
    leads = networks.exists()
    return {
        "authorities": authorities if leads else own,
        "initiators": own,
        "networks": networks if leads else Network.objects.all(),
        "of_itself": leads,
        "needs_network": leads and not own.exists(),
    }


@limited("upload")
@require_http_methods(("GET", "POST"))
@login_required
def open_new(request: HttpRequest) -> HttpResponse:
    """Upload a draft and make a consultation of it."""
    choices = _mine(request.user)
    if not (request.user.is_secretariat or choices["initiators"].exists() or choices["of_itself"]):
        raise PermissionDenied
    errors: dict[str, str] = {}
    if request.method == "POST":
        call = _call(request, choices, errors)
        if call is not None and not errors:
            try:
                made = opening.open_consultation(call, request.user)
            except UNREAD as unread:
                errors["files"] = say_unread(unread, _names(call))
            else:
                messages.success(request, say("desk.open.made"))
                return redirect("manage", slug=made.slug)
    return render(
        request,
        "consultations/open.html",
        choices | {"errors": errors, "given": request.POST, "limit": limit()},
        status=422 if errors else 200,
    )


def _call(
    request: HttpRequest, choices: dict[str, Any], errors: dict[str, str]
) -> opening.Call | None:
    given = request.POST
    files: dict[str, tuple[str, bytes]] = {}
    for language in LANGUAGES:
        file = request.FILES.get(f"file_{language}")
        if file is None:
            continue
        refusal = too_large(file)
        if refusal:
            errors["files"] = refusal
        else:
            files[language] = (file.name, file.read())
    if not files and "files" not in errors:
        errors["files"] = say("desk.open.no_file")
    titles = _titles(given, errors)
    authority = choice(choices["authorities"], given.get("authority", ""))
    if authority is None:
        errors["authority"] = say("desk.open.no_authority")
    initiator = choice(choices["initiators"], given.get("initiator", ""))
    network = choice(choices["networks"], given.get("network", ""))
    if not choices["of_itself"]:  # an officer's authority asks, and the answer is its own
        initiator = authority
    elif initiator is None and network is None and not request.user.is_secretariat:
        errors["network"] = say("desk.open.needs_network")
    elif initiator is not None and initiator != authority:
        errors["authority"] = say("desk.open.asks_for_another")
    opens, closes = _window(given, errors, authority)
    if authority is None or errors:
        return None
    return opening.Call(
        title_zh=titles[0],
        title_en=titles[1],
        authority=authority,
        files=files,
        initiator=initiator,
        network=network,
        opens=opens,
        closes=closes,
        intro_zh=given.get("intro_zh", "").strip(),
        intro_en=given.get("intro_en", "").strip(),
    )


def _names(call: opening.Call) -> str:
    return ", ".join(name for name, _ in call.files.values())


def _titles(given: Any, errors: dict[str, str]) -> list[str]:
    """The title in each language; one at least is needed."""
    titles = [given.get(f"title_{language}", "").strip()[:300] for language in LANGUAGES]
    if not any(titles):
        errors["title"] = say("desk.open.no_title")
    return titles


def _window(
    given: Any, errors: dict[str, str], authority: Organisation | None
) -> tuple[date | None, date | None]:
    """First and last day; the last is counted where only a number of working days was given."""
    days: list[date | None] = []
    for name in ("opens", "closes"):
        written = given.get(name, "").strip()
        try:
            days.append(date.fromisoformat(written) if written else None)
        except ValueError:
            days.append(None)
            errors["window"] = say("desk.open.not_a_day", written=written)
    opens, closes = days
    working = as_number(given.get("window_days", ""))
    if opens and working and closes is None and authority is not None and not errors:
        try:
            closes = working_days(authority).after(opens - timedelta(days=1), working)
        except ValueError:
            errors["window"] = say("desk.open.too_far")
    if opens and closes and closes < opens:
        errors["window"] = say("desk.open.window_ends_first")
    return opens, closes


@require_http_methods(("GET", "POST"))
@needs(Action.SEE)
def manage(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """Where the consultation stands and what is to be done next."""
    access = request.access
    if not (access.may(Action.SEE_PRIVATE) or access.may(Action.PREPARE)):
        raise PermissionDenied
    errors: dict[str, str] = {}
    if request.method == "POST":
        if not access.may(Action.PREPARE):
            raise PermissionDenied
        _set(request, consultation, errors)
        if not errors:
            messages.success(request, say("desk.manage.kept"))
            return redirect("manage", slug=consultation.slug)
    texts = list(consultation.draft.texts.order_by("-language"))
    previous = stages.preceding(consultation.stage, consultation.skips)
    return render(
        request,
        "consultations/manage.html",
        {
            "tab": "manage",
            "days": _counted(consultation),
            "may_calendar": may_edit(request.user, consultation.authority),
            "texts": [
                (text, text.provisions.filter(depth=0).exclude(unit="").count()) for text in texts
            ],
            "missing": [
                language for language in LANGUAGES if language not in {t.language for t in texts}
            ],
            "unpaired": laws.unpaired(consultation.draft)[:50],
            "next": stages.following(consultation.stage, consultation.skips),
            "previous": previous if previous and may(access.roles, Action.MOVE, previous) else None,
            "invited": consultation.invited.count(),
            "skippable": [(one.value, one in consultation.skips) for one in stages.SKIPPABLE],
            "private": Comment.objects.filter(
                consultation=consultation, is_private=True, state=Comment.State.SENT
            ).count(),
            "errors": errors,
            "limit": limit(),
        },
        status=422 if errors else 200,
    )


def _counted(consultation: Consultation) -> dict[str, Any]:
    """The window and the time to answer in working days, and the years whose holidays are not known."""
    opens, closes, due = consultation.opens, consultation.closes, consultation.reply_due
    if not closes:
        return {}
    working = working_days(consultation.authority)
    return {
        "window": working.between(opens, closes) if opens else None,
        "reply": working.between(closes + timedelta(days=1), due) if due and due > closes else None,
        "unknown": ", ".join(map(str, working.unknown(opens or closes, due or closes))),
    }


def _set(request: HttpRequest, consultation: Consultation, errors: dict[str, str]) -> None:
    given = request.POST
    opens, closes = _window(given, errors, consultation.authority)
    titles = _titles(given, errors)
    days = as_number(given.get("reply_days", ""))
    due = consultation.reply_due
    if closes and days:
        try:
            due = working_days(consultation.authority).after(closes, days)
        except ValueError:
            errors["window"] = say("desk.open.too_far")
    if errors:
        return
    consultation.title_zh, consultation.title_en = titles
    consultation.intro_zh = given.get("intro_zh", "").strip()
    consultation.intro_en = given.get("intro_en", "").strip()
    consultation.opens, consultation.closes = opens, closes
    consultation.reply_due = due
    if "stages" in given and request.access.may(Action.MOVE):
        # How the network finds its answer is the network's: an authority that asks does not skip its vote.
        skips = {one for one in stages.SKIPPABLE if one not in given.getlist("with_stage")}
        consultation.skips = sorted(skips - {consultation.stage})
    consultation.save()
    record(request.user, "prepare", consultation)


@require_POST
@needs(Action.MOVE)
def move(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """To the next stage, or back to the one before, where one may lead it there, too."""
    try:
        stage = Stage(request.POST.get("stage", ""))
    except ValueError:
        raise Http404 from None
    if not may(request.access.roles, Action.MOVE, stage):
        raise PermissionDenied
    try:
        stages.move(consultation, stage, request.user)
    except ValueError:
        raise Http404 from None
    messages.success(request, say("desk.manage.moved"))
    return redirect("manage", slug=consultation.slug)
