"""Pages of the public ledger: who asked whom, when an answer is due, what was answered."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from huiyin.desk.core.edit_conflicts import digest_version
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.pagination import make_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.ledger.access import is_team, may_keep, may_record
from huiyin.desk.ledger.api import threads as clocks
from huiyin.desk.ledger.api.corrections import list_corrections
from huiyin.desk.ledger.api.erasure import list_redactions
from huiyin.desk.ledger.api.grounds import list_grounds
from huiyin.desk.ledger.data import OPEN_STATES, ExchangeDirection, ExchangeKind
from huiyin.desk.ledger.forms import (
    DisputeForm,
    FilterForm,
    GroundForm,
    MeaningForm,
    say_period,
    say_unit,
)
from huiyin.desk.ledger.models import Exchange, ExchangeDocument, Thread
from huiyin.desk.networks.api import find_network
from huiyin.desk.registry.organisations import find_authority
from huiyin.i18n import say

#: Related rows of a thread that lists show.
_WITH = ("ask", "ask__authority", "ask__organisation", "ground")


#: Kinds that may precede the answer, as offered on the page of a thread.
_NEXT = tuple(
    kind.value
    for kind in (
        ExchangeKind.ACKNOWLEDGEMENT,
        ExchangeKind.INTERIM_REPLY,
        ExchangeKind.EXTENSION,
        ExchangeKind.CLARIFICATION_ASKED,
        ExchangeKind.CLARIFICATION_GIVEN,
        ExchangeKind.REDIRECTION,
        ExchangeKind.REMINDER,
        ExchangeKind.ESCALATION,
        ExchangeKind.WITHDRAWAL,
    )
)


#: Kinds that change the term, as listed on the page about its computation.
_MOVING = (
    ExchangeKind.EXTENSION,
    ExchangeKind.CLARIFICATION_ASKED,
    ExchangeKind.CLARIFICATION_GIVEN,
    ExchangeKind.REDIRECTION,
)


def list_visible(request: HttpRequest) -> QuerySet[Exchange]:
    """The exchanges visible to the reader, newest first."""
    rows = Exchange.objects.visible_to(request.user, timezone.localdate())
    return rows.select_related("thread__ask").order_by("-day", "-number", "-pk")


def is_keeper(request: HttpRequest) -> bool:
    """Whether the reader keeps the whole ledger."""
    return is_team(request.user)


@limit_rate("search", ("GET", "HEAD"))
@require_safe
@cached_page
def show_ledger(request: HttpRequest) -> HttpResponse:
    """The list of exchanges visible to the reader, with a filter."""
    form = FilterForm(request.GET)
    wanted = form.read_wanted()
    rows = filter_exchanges(list_visible(request), wanted)
    return render(
        request,
        "ledger/ledger.html",
        {
            "form": form,
            "page": make_page(request, rows),
            "is_filtered": bool(wanted),
            "is_keeper": is_keeper(request),
            "may_record": may_record(request.user),
            "part": "list",
        },
    )


def filter_exchanges(rows: QuerySet[Exchange], wanted: dict[str, Any]) -> QuerySet[Exchange]:
    """The exchanges that match the filter."""
    if words := wanted.get("q"):
        anywhere = Q()
        for name in ("subject_zh", "subject_en", "summary_zh", "summary_en", "body"):
            anywhere |= Q(**{f"{name}__icontains": words})
        rows = rows.filter(anywhere)
    if year := wanted.get("year"):
        rows = rows.filter(day__year=year)
    exact = {n: wanted[n] for n in ("kind", "direction", "authority", "network") if n in wanted}
    return rows.filter(**exact)


@require_safe
@cached_page
def show_due(request: HttpRequest) -> HttpResponse:
    """What authorities owe and what the networks owe them, by due day."""
    today = timezone.localdate()
    seen = Exchange.objects.visible_to(request.user, today)
    threads = (
        Thread.objects.filter(ask__in=seen, state__in=OPEN_STATES)
        .select_related(*_WITH)
        .order_by(F("due_on").asc(nulls_last=True), "pk")
    )
    owed = make_page(request, threads.filter(ask__direction=ExchangeDirection.TO_AUTHORITY))
    own = threads.filter(ask__direction=ExchangeDirection.FROM_AUTHORITY)
    referrals = clocks.list_referrals(owed.rows, seen)
    for thread in owed.rows:
        thread.referral = referrals.get(thread.pk)
    return render(
        request,
        "ledger/due.html",
        {
            "owed": owed,
            "own": make_page(request, own, name="own"),
            "today": today,
            "part": "due",
            "is_keeper": is_keeper(request),
        },
    )


def find_visible(request: HttpRequest, number: int) -> Exchange:
    """The exchange ``number``; 404 if the reader may not see it."""
    return get_object_or_404(list_visible(request), number=number)


@require_safe
@cached_page
def show_exchange(request: HttpRequest, number: int) -> HttpResponse:
    """One exchange, with its documents and its proof."""
    exchange = find_visible(request, number)
    return render(
        request,
        "ledger/exchange.html",
        {
            "exchange": exchange,
            "documents": list(exchange.documents.all()),
            "entry": exchange.entry,
            "redactions": list_redactions(number),
            "answers": exchange.answers,
            "corrections": list_corrections(exchange),
            "is_keeper": is_keeper(request),
            "may_keep": may_keep(request.user, exchange),
        },
    )


@limit_rate("export", ("GET", "HEAD"))
@require_safe
def download_document(request: HttpRequest, number: int, pk: int) -> FileResponse:
    """A document of an exchange, unchanged."""
    exchange = find_visible(request, number)
    found = get_object_or_404(ExchangeDocument, exchange=exchange, pk=pk)
    if not found.file:
        raise Http404
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name)


def find_thread(request: HttpRequest, number: int) -> Thread:
    """The thread opened by the exchange ``number``; 404 if the reader may not see it."""
    ask = find_visible(request, number)
    return get_object_or_404(Thread.objects.select_related(*_WITH), ask=ask)


@require_safe
@cached_page
def show_thread(request: HttpRequest, number: int) -> HttpResponse:
    """An ask with all later exchanges and the changes of its clock."""
    thread = find_thread(request, number)
    return render(request, "ledger/thread.html", _describe_thread(request, thread))


def _describe_thread(request: HttpRequest, thread: Thread) -> dict[str, Any]:
    today = timezone.localdate()
    exchanges = clocks.list_acts(thread)
    reading = clocks.read_thread_clock(thread, today, exchanges)
    seen = set(
        Exchange.objects.visible_to(request.user, today)
        .filter(pk__in=[exchange.pk for exchange in exchanges])
        .values_list("pk", flat=True)
    )
    events = [
        event
        for event in clocks.list_events(reading, exchanges)
        if event.exchange is None or event.exchange.pk in seen
    ]
    keeper = may_keep(request.user, thread.ask)
    grounds = list_grounds(thread.ask.day) if keeper else []
    return {
        "thread": thread,
        "ask": thread.ask,
        "reading": reading,
        "events": events,
        "hidden": len(exchanges) - len(seen),
        "is_keeper": keeper,
        "is_owed_by_authority": clocks.is_owed_by_authority(thread),
        "is_promised": clocks.is_counted_by_promise(thread, exchanges),
        "referral": clocks.find_referral(thread, exchanges),
        "disputes": list(thread.disputes.all()),
        "today": today,
        "next_kinds": _NEXT if thread.state in OPEN_STATES else (),
        "meaning_form": MeaningForm(initial=clocks.snapshot_meaning(thread)) if keeper else None,
        "meaning_version": digest_version(clocks.snapshot_meaning(thread)),
        "ground_form": GroundForm(grounds=grounds, initial=clocks.snapshot_ground(thread)) if keeper else None,
        "ground_version": digest_version(clocks.snapshot_ground(thread)),
    }  # fmt: skip


@require_safe
@cached_page
def show_clock(request: HttpRequest, number: int) -> HttpResponse:
    """How the due day was computed, day by day."""
    thread = find_thread(request, number)
    context = _describe_thread(request, thread)
    referral = context["referral"]
    known = clocks.Calendars()
    calendar = known.find(referral.passed_to) if referral else clocks.find_calendar(thread, known)
    reading = context["reading"]
    last = reading.due_on or context["today"]
    context["unknown_years"] = calendar.unknown(reading.begins_on, max(last, reading.begins_on))
    context["unit"] = say_unit(thread.ground.unit) if thread.ground else ""
    context["counts_for"] = referral.passed_to_name if referral else _name_counting(thread)
    ground = thread.ground
    is_dated = ground is not None and (ground.since is not None or ground.until is not None)
    context["period"] = say_period(ground.since, ground.until) if ground and is_dated else ""
    context["moves"] = [
        event.exchange
        for event in context["events"]
        if event.exchange and not event.exchange.is_void and event.exchange.kind in _MOVING
    ]
    context["dispute_form"] = DisputeForm() if context["is_keeper"] else None
    return render(request, "ledger/clock.html", context)


def _name_counting(thread: Thread) -> str:
    """Whose calendar the days are counted in."""
    if clocks.is_owed_by_authority(thread):
        return thread.ask.authority_name
    return thread.ask.organisation.name if thread.ask.organisation else say("exchange.our_calendar")


@require_safe
@cached_page
def show_authority(request: HttpRequest, slug: str) -> HttpResponse:
    """All exchanges with one authority."""
    authority = find_authority(slug)
    if authority is None:
        raise Http404
    rows = list_visible(request).filter(authority=authority)
    return _show_party(request, authority, rows, "authority")


@require_safe
@cached_page
def show_network(request: HttpRequest, slug: str) -> HttpResponse:
    """All exchanges of one network."""
    network = find_network(slug)
    if network is None:
        raise Http404
    rows = list_visible(request).filter(network=network)
    return _show_party(request, network, rows, "network")


def _show_party(
    request: HttpRequest, party: Any, rows: QuerySet[Exchange], kind: str
) -> HttpResponse:
    counts = dict(rows.order_by().values_list("direction").annotate(n=Count("pk")))
    return render(
        request,
        "ledger/party.html",
        {
            "party": party,
            "figures_url": reverse(f"ledger_{kind}_figures", args=(party.slug,)),
            "page": make_page(request, rows),
            "to_authority": counts.get(ExchangeDirection.TO_AUTHORITY, 0),
            "from_authority": counts.get(ExchangeDirection.FROM_AUTHORITY, 0),
        },
    )
