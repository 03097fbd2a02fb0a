"""The first page of a consultation: what it is, who asks whom, where it stands, what came of it, what is next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from huiyin.desk.accounts.permissions import Action, Stage
from huiyin.desk.consultations.access import Access, ConsultationRequest, require_action
from huiyin.desk.consultations.api.stages import list_stage_days
from huiyin.desk.consultations.models import Comment, Group, Statement, Tally
from huiyin.desk.consultations.overview import PARTS, OverviewCount, OverviewLink, OverviewPart
from huiyin.desk.consultations.prompts import find_prompt
from huiyin.desk.core.addresses import note_languages
from huiyin.desk.core.calendar_file import CalendarDay, render_calendar
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.site_urls import build_url
from huiyin.desk.core.stacked_bar import lay_out_bar
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage on the line: whether it is ``done``, ``now`` or ``next``; since when, and until when where that is set."""

    stage: Stage
    state: str
    since: date | None
    until: date | None


@require_safe
@cached_page
@require_action(Action.SEE)
def show_overview(request: ConsultationRequest, consultation: Consultation) -> HttpResponse:
    """A consultation at a glance."""
    access = request.access
    parts = [part(access) for part in PARTS]
    days: dict[Stage, date] = {}
    for part in parts:
        days |= part.days
    telling = [part for part in parts if part.outcome]
    outcome = telling[-1] if telling else OverviewPart()
    reading = [part.reading for part in parts if part.reading]
    prompt = find_prompt(access.roles, consultation)
    note_languages(request, consultation.title_zh, consultation.title_en)
    address = request.build_absolute_uri(reverse("overview", args=(consultation.slug,)))
    return render(
        request,
        "consultations/overview.html",
        {
            "tab": "overview",
            "line": draw_stage_line(consultation, days),
            "counts": [count for part in parts for count in part.counts if count.number],
            "bar": lay_out_bar(outcome.outcome),
            "bar_title": outcome.outcome_words,
            "documents": [link for part in parts for link in part.documents],
            "prompt": OverviewLink(prompt[1], prompt[0]) if prompt else None,
            "reading": reading[-1] if reading else None,
            "address": address,
            "described": _describe(consultation, address),
            "has_days": bool(_list_days(consultation)),
        },
    )


def _describe(consultation: Consultation, address: str) -> list[dict[str, Any]]:
    """What schema.org calls it: an event with its days, about a draft that is a piece of legislation."""
    authority = {"@type": "GovernmentOrganization", "name": consultation.authority.name}
    draft: dict[str, Any] = {
        "@type": "Legislation",
        "@id": f"{address}#draft",
        "name": consultation.title,
        "legislationPassedBy": authority,
        "legislationLegalForce": "InForce" if consultation.enacted_id else "NotInForce",
        "url": address,
    }
    event: dict[str, Any] = {
        "@type": "Event",
        "@id": f"{address}#consultation",
        "name": consultation.title,
        "url": address,
        "about": {"@id": draft["@id"]},
        "organizer": authority,
        "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
        "eventStatus": "https://schema.org/EventScheduled",
        "location": {"@type": "VirtualLocation", "url": address},
        "isAccessibleForFree": True,
    }
    days = {"startDate": consultation.opens, "endDate": consultation.closes}
    event |= {name: day.isoformat() for name, day in days.items() if day is not None}
    return [{"@context": "https://schema.org", **one} for one in (event, draft)]


def describe_comments(access: Access) -> OverviewPart:
    """What the comments, groups and statements of a consultation come to."""
    consultation = access.consultation
    slug = consultation.slug
    said = Tally.objects.filter(consultation=consultation).aggregate(n=Sum("comments"))["n"] or 0
    public = Comment.objects.filter(consultation=consultation).public()
    spoke = (
        public.filter(organisation__isnull=False).order_by().values("organisation").distinct()
    ).count()
    groups = Group.objects.public().filter(consultation=consultation).count()
    statements = Statement.objects.filter(consultation=consultation, is_moderated_out=False).count()
    law = reverse("consultation", args=(slug,))
    languages = sorted(
        consultation.draft.expressions.values_list("language", flat=True), reverse=True
    )
    documents = [
        OverviewLink(
            f"{say('overview.draft')} · {say(f'run.language.{language}')}", f"{law}?text={language}"
        )
        for language in languages
    ]
    if access.may(Action.EXPORT):
        documents.append(OverviewLink(say("export.link"), reverse("exports", args=(slug,))))
    return OverviewPart(
        counts=(
            OverviewCount(said, say("overview.comments", n=said), law),
            OverviewCount(spoke, say("overview.organisations", n=spoke), law),
            OverviewCount(
                groups, say("overview.groups", n=groups), reverse("groups", args=(slug,))
            ),
            OverviewCount(
                statements,
                say("overview.statements", n=statements),
                reverse("statements", args=(slug,)),
            ),
        ),
        days=list_stage_days(consultation),
        documents=tuple(documents),
        reading=_choose_reading(consultation, groups),
    )


def _choose_reading(consultation: Consultation, groups: int) -> OverviewLink:
    if groups and consultation.stage not in (Stage.PREPARING, Stage.COMMENTING):
        return OverviewLink(
            say("overview.read_groups"), reverse("groups", args=(consultation.slug,))
        )
    return OverviewLink(
        say("overview.read_draft"), reverse("consultation", args=(consultation.slug,))
    )


def draw_stage_line(consultation: Consultation, days: Mapping[Stage, date]) -> list[StageLine]:
    """The stages in their order, each with its days. What a stage was moved back from is still to come."""
    stages = [one for one in Stage if one not in consultation.skips]
    order = list(Stage)
    now = order.index(Stage(consultation.stage))
    line = []
    for stage in stages:
        at = order.index(stage)
        state = "done" if at < now else "now" if at == now else "next"
        since = days.get(stage) if state != "next" else None
        # A consultation that was led to its end on paper is moved here in one day: then that day says nothing.
        if since and any(days[one] < since for one in order[at + 1 :] if one in days):
            since = None
        until = None
        if stage is Stage.COMMENTING:
            since, until = consultation.opens or since, consultation.closes
        elif stage is Stage.REPLYING and state != "done":
            until = consultation.reply_due
        line.append(StageLine(stage, state, since, until))
    return line


def _list_days(consultation: Consultation) -> list[tuple[str, date]]:
    named = (
        ("opens", consultation.opens),
        ("closes", consultation.closes),
        ("reply_due", consultation.reply_due),
    )
    return [(name, day) for name, day in named if day is not None]


@require_safe
@require_action(Action.SEE)
def download_days(request: ConsultationRequest, consultation: Consultation) -> HttpResponse:
    """The days of a consultation, for a calendar."""
    url = build_url("overview", consultation.slug)
    days = [
        CalendarDay(f"{name}-{consultation.slug}@huiyin", day, say(f"overview.day.{name}", title=consultation.title), url)
        for name, day in _list_days(consultation)
    ]  # fmt: skip
    answer = HttpResponse(
        render_calendar(days, name=consultation.title, now=timezone.now()),
        content_type="text/calendar; charset=utf-8",
    )
    answer["Content-Disposition"] = f'attachment; filename="{consultation.slug}.ics"'
    return answer
