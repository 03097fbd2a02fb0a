"""The calendar of an authority."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huiyin.desk.accounts.gates import signed_in
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.audit.api import find_last_editor
from huiyin.desk.core import edit_conflicts
from huiyin.desk.core.form_fields import ButtonForm
from huiyin.desk.core.isolated_process import UNREAD, say_unread
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.request_params import parse_number
from huiyin.desk.core.uploads import get_file_name, say_file_limit, too_large
from huiyin.desk.registry import calendars
from huiyin.desk.registry.calendar_forms import CalendarForm
from huiyin.desk.registry.models import Calendar, CalendarDay, Organisation
from huiyin.i18n import say


@limit_rate("upload")
@require_http_methods(("GET", "POST"))
@signed_in
def edit_calendar(request: SignedInRequest, number: int) -> HttpResponse:
    """What counts as a working day of one authority, and the forms to change it."""
    authority = get_object_or_404(Organisation, pk=number, kind=Organisation.Kind.AUTHORITY)
    if not calendars.may_edit_calendar(request.user, authority):
        raise PermissionDenied
    error = ""
    if request.method == "POST":
        try:
            error = _change_calendar(request, authority)
        except edit_conflicts.EditConflict as changed:
            if changed.typed:
                return _both_calendars(request, authority, changed)
            error = say("desk.both.look_again")
        if not error:
            return redirect("calendar", number=authority.pk)
    calendar = calendars.get_calendar(authority)
    return render(
        request,
        "registry/calendar.html",
        {
            "authority": authority,
            "calendar": calendar,
            "china": Calendar.CHINA,
            "week": [
                (n, say(f"registry.weekday.{n}"), str(n) in calendar.weekend) for n in range(7)
            ],
            "days": _list_own_days(calendar),
            "version": edit_conflicts.find_version(request, calendars.snapshot_calendar(calendar))
            if ButtonForm(request.POST).pressed == "rules"
            else edit_conflicts.digest_version(calendars.snapshot_calendar(calendar)),
            "notices": calendars.list_notices(calendar.country),
            "error": error,
            "limit": say_file_limit(),
        },
        status=422 if error else 200,
    )


def _list_own_days(calendar: Calendar) -> list[tuple[CalendarDay, str]]:
    """The days that were set by hand, each with the version that its button shows."""
    days = calendar.days.all()[:400] if calendar.pk else ()
    return [(one, edit_conflicts.digest_version(calendars.snapshot_day(one))) for one in days]


def _change_calendar(request: SignedInRequest, authority: Organisation) -> str:
    """Do what the form asks; what is wrong with it, or nothing."""
    form = CalendarForm(request.POST)
    given = form.cleaned_data
    seen = given["version"] or ""
    match given["what"]:
        case "rules":
            try:
                calendars.set_rules(
                    authority, given["country"], given["weekend"], request.user, seen=seen
                )
            except ValueError:
                return say("registry.calendar.no_working_day")
            messages.success(request, say("registry.calendar.kept"))
        case "day":
            day = calendars.parse_cell_day(given["day"])
            if day is None:
                return say("desk.open.not_a_day", written=given["day"])
            entry = calendars.CalendarEntry(day, given["kind"] == "worked", given["name"])
            calendars.set_days(authority, [entry], request.user, seen=seen)
            messages.success(request, say("registry.calendar.kept"))
        case "remove":
            chosen = parse_number(given["day"])
            if chosen is not None:
                seen_day = form.find_version_of(chosen)
                calendars.remove_day(authority, chosen, request.user, seen=seen_day)
                messages.success(request, say("registry.calendar.removed"))
        case "file":
            return _import_days(request, authority)
    return ""


def _both_calendars(
    request: HttpRequest, authority: Organisation, changed: edit_conflicts.EditConflict
) -> HttpResponse:
    """The rules, or a day, as somebody else set them, beside what was chosen."""
    field = edit_conflicts.ConflictField
    week = {str(n): say(f"registry.weekday.{n}") for n in range(7)}
    countries = {Calendar.CHINA: say("registry.calendar.china"), "": say("registry.calendar.none")}
    kinds = {one: say(f"registry.calendar.{one}") for one in ("off", "worked")}
    fields = [
        field("weekend", say("registry.calendar.weekend"), week, is_several=True),
        field("country", say("registry.calendar.country"), countries),
        field("kind", say("registry.calendar.kind"), kinds),
        field("name", say("registry.calendar.name"), is_line=True),
    ]
    verb = "calendar.rules" if "country" in changed.typed else "calendar.days"
    return edit_conflicts.show_both(
        request,
        changed,
        [one for one in fields if one.name in changed.typed],
        back=reverse("calendar", args=(authority.pk,)),
        **find_last_editor(authority, verb),
    )


def _import_days(request: SignedInRequest, authority: Organisation) -> str:
    file = request.FILES.get("file")
    if file is None:
        return say("desk.open.no_file")
    if refusal := too_large(file):
        return refusal
    try:
        read = calendars.read_days(get_file_name(file), file.read())
    except UNREAD as unread:
        return say_unread(unread, get_file_name(file))
    if read.entries:
        calendars.set_days(authority, read.entries, request.user)
        messages.success(request, say("registry.calendar.taken", n=len(read.entries)))
    if read.refused:
        rows = ", ".join(map(str, read.refused[:20]))
        messages.error(request, say("registry.calendar.refused", rows=rows))
    return "" if read.entries else say("registry.calendar.nothing", name=get_file_name(file))
