"""An authority's calendar: its weekends, its holidays, the days it works in their place."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from huiyin.desk.frame.given import as_number, as_numbers
from huiyin.desk.frame.limits import limited
from huiyin.desk.frame.uploads import limit, too_large
from huiyin.desk.registry import calendars
from huiyin.desk.registry.models import Calendar, Organisation
from huiyin.law import UnreadableLaw
from huiyin.report.refusals import say_unreadable
from huiyin.words import say


def may_edit(user: Any, authority: Organisation) -> bool:
    """The secretariat, who runs the machine, and officers of the authority itself."""
    if not user.is_authenticated:
        return False
    return bool(
        user.is_secretariat
        or user.is_superuser
        or user.seats.filter(organisation=authority).exists()
    )


@limited("upload")
@require_http_methods(("GET", "POST"))
@login_required
def calendar(request: HttpRequest, number: int) -> HttpResponse:
    """What counts as a working day of one authority, and the forms to change it."""
    authority = get_object_or_404(Organisation, pk=number, kind=Organisation.Kind.AUTHORITY)
    if not may_edit(request.user, authority):
        raise PermissionDenied
    error = ""
    if request.method == "POST":
        error = _change(request, authority)
        if not error:
            return redirect("calendar", number=authority.pk)
    found = calendars.calendar_of(authority)
    return render(
        request,
        "registry/calendar.html",
        {
            "authority": authority,
            "calendar": found,
            "china": Calendar.CHINA,
            "week": [(n, say(f"registry.weekday.{n}"), str(n) in found.weekend) for n in range(7)],
            "days": found.days.all()[:400] if found.pk else (),
            "notices": calendars.notices(found.country),
            "error": error,
            "limit": limit(),
        },
        status=422 if error else 200,
    )


def _change(request: HttpRequest, authority: Organisation) -> str:
    """Do what the form asks; what is wrong with it, or nothing."""
    given = request.POST
    match given.get("what"):
        case "rules":
            try:
                calendars.set_rules(
                    authority, given.get("country", ""), as_numbers(given.getlist("weekend")), request.user
                )  # fmt: skip
            except ValueError:
                return say("registry.calendar.no_working_day")
            messages.success(request, say("registry.calendar.kept"))
        case "day":
            day = calendars.day_of(given.get("day", ""))
            if day is None:
                return say("desk.open.not_a_day", written=given.get("day", ""))
            entry = calendars.Entry(
                day, given.get("kind") == "worked", given.get("name", "").strip()
            )
            calendars.set_days(authority, [entry], request.user)
            messages.success(request, say("registry.calendar.kept"))
        case "remove":
            chosen = as_number(given.get("day", ""))
            if chosen is not None:
                calendars.remove_day(authority, chosen, request.user)
                messages.success(request, say("registry.calendar.removed"))
        case "file":
            return _take(request, authority)
    return ""


def _take(request: HttpRequest, authority: Organisation) -> str:
    file = request.FILES.get("file")
    if file is None:
        return say("desk.open.no_file")
    if refusal := too_large(file):
        return refusal
    try:
        read = calendars.read_days(file.name, file.read())
    except UnreadableLaw as unreadable:
        return say_unreadable(unreadable, file.name)
    if read.entries:
        calendars.set_days(authority, read.entries, request.user)
        messages.success(request, say("registry.calendar.taken", n=len(read.entries)))
    if read.refused:
        rows = ", ".join(map(str, read.refused[:20]))
        messages.error(request, say("registry.calendar.refused", rows=rows))
    return "" if read.entries else say("registry.calendar.nothing", name=file.name)
