"""Who did what, when: the record of acts, of one consultation and of the whole desk."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from huiyin.desk.accounts.gates import team_only
from huiyin.desk.accounts.models import Act, User
from huiyin.desk.accounts.permissions import Action
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.consultations.access import ParticipantRequest, require_action, seen_by
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.core.pagination import make_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.request_params import parse_day, parse_number
from huiyin.i18n import say
from huiyin.i18n.catalogue import MissingWords
from huiyin.presentation.spreadsheets import sheet_bytes

#: Acts by what they concern, as the form offers them: the name in ``audit.kind.<name>``, and how verbs begin.
KINDS: dict[str, tuple[str, ...]] = {
    "comments": ("send", "withdraw", "take_in", "map_columns"),
    "groups": ("group.",),
    "statements": ("statement.", "vote."),
    "proposal": ("suggestion.", "remark.", "edition.", "minority."),
    "replies": ("reply.",),
    "uptake": ("enact", "uptake."),
    "leading": ("open", "prepare", "mend", "move", "export"),
    "people": ("account.", "person.", "personal.", "mail.", "invit", "join"),
}
#: Rows of a table that is taken away; more are had by choosing days.
MOST = 50_000
_KINDS_OF_FILE = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
@require_action(Action.AUDIT)
def show_audit_entries(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """What was done in a consultation."""
    found = Act.objects.filter(consultation=consultation.pk)
    if not request.access.may(Action.SEE_PRIVATE):
        found = found.filter(is_private=False)
    return _render_page(request, found, "consultations/acts.html", {"tab": "acts"})


@limit_rate("export", ("GET", "HEAD"))
@require_safe
@require_action(Action.AUDIT)
def acts_file(request: ParticipantRequest, consultation: Consultation, form: str) -> HttpResponse:
    found = Act.objects.filter(consultation=consultation.pk)
    if not request.access.may(Action.SEE_PRIVATE):
        found = found.filter(is_private=False)
    return _render_file(request, found, f"{consultation.slug}-acts.{form}")


@require_safe
@team_only
def desk_acts(request: SignedInRequest) -> HttpResponse:
    """What was done on the whole desk."""
    return _render_page(request, _list_visible_entries(request), "consultations/desk_acts.html", {})


@limit_rate("export", ("GET", "HEAD"))
@require_safe
@team_only
def desk_acts_file(request: SignedInRequest, form: str) -> HttpResponse:
    return _render_file(request, _list_visible_entries(request), f"acts.{form}")


def _list_visible_entries(request: SignedInRequest) -> QuerySet[Act]:
    """Who runs the machine sees no private comments, so no acts about them."""
    found = Act.objects.all()
    return found if request.user.is_secretariat else found.filter(is_private=False)


def _render_page(
    request: HttpRequest, found: QuerySet[Act], template: str, more: dict[str, Any]
) -> HttpResponse:
    who = User.objects.filter(pk__in=found.order_by().values("by")).order_by("name", "email", "pk")
    page = make_page(request, _filter_entries(request, found).select_related("by"))
    titles = _map_consultations(request, page.rows)
    given = request.GET.copy()
    given.pop("page", None)
    return render(
        request,
        template,
        more
        | {
            "page": page,
            "acts": [
                (act, describe_entry(act), titles.get(act.consultation or 0), is_of_the_day(act))
                for act in page.rows
            ],
            "who": who[:1000],
            "kinds": list(KINDS),
            "given": request.GET,
            "filters": given.urlencode(),
        },
    )


def _render_file(request: HttpRequest, found: QuerySet[Act], name: str) -> HttpResponse:
    rows = list(_filter_entries(request, found).select_related("by")[:MOST])
    titles = _map_consultations(request, rows)
    heads = [
        say(f"audit.column.{column}") for column in ("at", "who", "email", "did", "on", "where")
    ]
    table = [heads] + [
        [
            timezone.localtime(act.at).strftime(
                "%Y-%m-%d" if is_of_the_day(act) else "%Y-%m-%d %H:%M:%S"
            ),
            name_actor(act),
            act.by.email if act.by else "",
            say_verb(act),
            describe_object(act),
            str(titles.get(act.consultation or 0, "")),
        ]
        for act in rows
    ]
    return HttpResponse(
        sheet_bytes(Path(name), table),
        content_type=_KINDS_OF_FILE[name.rpartition(".")[2]],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _map_consultations(request: HttpRequest, rows: list[Act]) -> dict[int, Consultation]:
    """Of the consultations that acts were done in, those that the reader may see."""
    seen = Consultation.objects.filter(seen_by(request.user))
    return seen.in_bulk({act.consultation for act in rows if act.consultation})


def _filter_entries(request: HttpRequest, found: QuerySet[Act]) -> QuerySet[Act]:
    """Of the acts those that the form asks for; what makes no sense is left out."""
    by, kind = parse_number(request.GET.get("by", "")), request.GET.get("kind", "")
    if by is not None:
        found = found.filter(by=by)
    if kind in KINDS:
        begins = Q()
        for verb in KINDS[kind]:
            begins |= Q(verb__startswith=verb)
        found = found.filter(begins)
    since, until = (parse_day(request.GET.get(name, "").strip()) for name in ("since", "until"))
    if since:
        found = found.filter(at__gte=_get_day_start(since))
    if until:
        found = found.filter(at__lt=_get_day_start(until + timedelta(days=1)))
    return found


def _get_day_start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


#: What a record holds as a code → its words.
_WORDS: dict[str, Callable[[str], str]] = {
    "role": lambda code: say(f"desk.role.{code}"),
    "before": lambda code: say(f"desk.stage.{code}"),
    "after": lambda code: say(f"desk.stage.{code}"),
    "status": lambda code: say(f"run.reply.{code}"),
    "verdict": lambda code: say(f"trace.verdict.{code}"),
    "factor": lambda code: say(f"audit.factor.{code}"),
    "language": lambda code: say(f"audit.language.{code}"),
}


def is_of_the_day(act: Act) -> bool:
    """Whether the record tells the day of an act and no time: that of a vote."""
    return act.verb.startswith("vote.")


def describe_entry(act: Act) -> dict[str, str]:
    return {"who": name_actor(act), "did": say_verb(act), "on": describe_object(act)}


def name_actor(act: Act) -> str:
    """Who did it; where their data was erased, or the desk did it by itself, the words for that."""
    if act.by is not None:
        return str(act.by)
    return say("audit.erased") if act.details.get("by_erased") else say("audit.nobody")


def say_verb(act: Act) -> str:
    """What was done, in words: ``audit.verb.<verb>``."""
    try:
        return say(f"audit.verb.{act.verb}")
    except MissingWords:  # of a version of the desk that had other verbs
        return say("audit.other")


def describe_object(act: Act) -> str:
    """On what, in words, with what the record says of it."""
    try:
        thing = f"{say(f'audit.thing.{act.thing}')} {act.thing_id}"
    except MissingWords:
        thing = act.thing_id
    return " · ".join((thing, *_list_details(act)))


def _list_details(act: Act) -> list[str]:
    told = act.details
    parts = [
        str(told[name])
        for name in ("key", "file", "email", "name", "organisation", "person")
        if told.get(name)
    ]
    if told.get("erased"):
        parts.append(say("audit.erased"))
    if "number" in told:
        parts.append(say("audit.version", number=told["number"]))
    for name, words in _WORDS.items():
        if isinstance(told.get(name), str) and told[name]:
            with suppress(MissingWords):
                parts.append(words(told[name]))
    return parts
