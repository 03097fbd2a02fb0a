"""Ask for research, offer it, accept an offer; each act stands in the ledger in the same transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.api import list_active
from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.ledger.data import ExchangeDirection, ExchangeKind, Visibility
from huiyin.desk.notifications.outbox import post_all
from huiyin.desk.registry.api.seats import list_speakers
from huiyin.desk.research.api.ledger_acts import record_ask, record_on_request, turn_around
from huiyin.desk.research.data import OfferState, RequestInput, RequestKind, RequestState
from huiyin.desk.research.models import ResearchOffer, ResearchRequest
from huiyin.desk.research.readers import Reader
from huiyin.desk.research.rights import Deed, may_on_request

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

#: What a list shows beside a request.
_WITH = ("authority", "network", "organisation")


class UnusableResearch(ValueError):
    """What cannot be done: ``research.wrong.<code>``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def select_requests(reader: Reader) -> QuerySet[ResearchRequest]:
    """Those that somebody may see today, the newest first."""
    rows = ResearchRequest.objects.visible_to(reader, timezone.localdate())
    return rows.select_related(*_WITH)


def find_request(reader: Reader, number: int) -> ResearchRequest | None:
    """None where there is none, or none that they may know of."""
    return select_requests(reader).filter(pk=number).first()


def link_request(request: ResearchRequest) -> str:
    return reverse("research_request", args=(request.pk,))


@transaction.atomic
def ask_research(given: RequestInput, by: User) -> ResearchRequest:
    """Write a request down, in the ledger too, where its clock begins."""
    request = ResearchRequest.objects.create(
        kind=given.kind.value,
        direction=given.direction.value,
        authority_id=given.authority,
        network_id=given.network,
        organisation_id=given.organisation,
        day=given.day,
        title_zh=given.title.get("zh", ""),
        title_en=given.title.get("en", ""),
        questions_zh=given.questions.get("zh", ""),
        questions_en=given.questions.get("en", ""),
        deadline=given.deadline,
        visibility=given.visibility.value,
        embargo_until=given.embargo_until,
        created_by=by,
    )
    request.exchange = record_ask(given, by, link_request(request))
    ResearchRequest.objects.filter(pk=request.pk).update(exchange=request.exchange)
    record_audit_entry(by, "research.ask", request, name=str(request))
    return request


def list_askers(request: ResearchRequest, but: User) -> list[User]:
    """Who asked, as far as they have an account, without who has just acted: those who speak for the authority, or for the
    organisation that asks it, or lead the network."""
    if request.is_from_authority:
        asking = list_speakers([request.authority_id])
    elif request.organisation_id is not None:
        asking = list_speakers([request.organisation_id])
    elif request.network is not None:
        asking = list_active(request.network.coordinators.values("pk"))
    else:
        return []
    return list(asking.exclude(pk=but.pk).order_by("pk"))


def _lock_request(request: ResearchRequest) -> ResearchRequest:
    # The keys that may be empty are joined in other rows, which no database locks with this one.
    return ResearchRequest.objects.select_for_update().get(pk=request.pk)


def _set_state(request: ResearchRequest, state: RequestState) -> None:
    request.state = state.value
    request.save(update_fields=("state",))


# ---- offers ------------------------------------------------------------------------------------------


@transaction.atomic
def offer_research(
    request: ResearchRequest,
    organisation: int,
    words: str,
    due_on: date | None,
    by: User,
    *,
    day: date | None = None,
) -> ResearchOffer:
    """An organisation would do it. That it offers stands in the ledger for the secretariat alone until the offer is
    accepted. Raises :class:`UnusableResearch`."""
    held = _lock_request(request)
    if not held.is_open or not held.is_from_authority:
        raise UnusableResearch("not_open")
    if held.organisation_id not in (None, organisation):
        raise UnusableResearch("not_asked")
    offers = held.offers.exclude(state=OfferState.WITHDRAWN)
    if offers.filter(organisation=organisation).exists():
        raise UnusableResearch("offered_already")
    number = record_on_request(
        held,
        ExchangeKind.INTERIM_REPLY,
        ExchangeDirection.TO_AUTHORITY,
        by,
        organisation=organisation,
        details={"offer": "made", "by": due_on.isoformat() if due_on else ""},
        day=day,
        visibility=Visibility.SECRETARIAT,
        link=link_request(held),
    )
    offer = ResearchOffer.objects.create(
        request=held,
        organisation_id=organisation,
        words=words.strip(),
        due_on=due_on,
        exchange=number,
        created_by=by,
    )
    record_audit_entry(by, "research.offer", held, organisation=str(offer.organisation))
    if day is None:  # what is written down afterwards is no news
        post_all(list_askers(held, by), "research_offered", offer=offer.pk)
    return offer


@transaction.atomic
def decide_offer(
    request: ResearchRequest, number: int, by: User, *, accepts: bool, day: date | None = None
) -> None:
    """Accept an offer, or decline it. Several may be accepted but of a commission. Raises :class:`UnusableResearch`."""
    held = _lock_request(request)
    offer = held.offers.select_for_update().filter(pk=number, state=OfferState.MADE).first()
    if offer is None or not held.is_open:
        raise UnusableResearch("no_offer")
    is_given = held.offers.filter(state=OfferState.ACCEPTED).exists()
    if accepts and is_given and held.kind == RequestKind.COMMISSION:
        raise UnusableResearch("given_already")
    offer.state = (OfferState.ACCEPTED if accepts else OfferState.DECLINED).value
    offer.save(update_fields=("state",))
    record_on_request(
        held,
        ExchangeKind.ACKNOWLEDGEMENT,
        ExchangeDirection.FROM_AUTHORITY,
        by,
        organisation=offer.organisation_id,
        details={"offer": str(offer.state)},
        visibility=None if accepts else Visibility.SECRETARIAT,
        day=day,
        link=link_request(held),
    )
    if accepts:
        _set_state(held, RequestState.UNDER_WAY)
    verb = "research.accept" if accepts else "research.decline"
    record_audit_entry(by, verb, held, organisation=str(offer.organisation))
    if day is None:
        told = list_speakers([offer.organisation_id]).exclude(pk=by.pk)
        kind = "research_accepted" if accepts else "research_declined"
        post_all(told.order_by("pk"), kind, offer=offer.pk)


@transaction.atomic
def take_offer_back(request: ResearchRequest, number: int, by: User) -> None:
    """An organisation offers no more. Raises :class:`UnusableResearch` where it was answered already."""
    held = _lock_request(request)
    offer = held.offers.select_for_update().filter(pk=number, state=OfferState.MADE).first()
    if offer is None:
        raise UnusableResearch("no_offer")
    offer.state = OfferState.WITHDRAWN.value
    offer.save(update_fields=("state",))
    record_on_request(
        held,
        ExchangeKind.CORRECTION,
        ExchangeDirection.TO_AUTHORITY,
        by,
        organisation=offer.organisation_id,
        details={"offer": str(offer.state)},
        visibility=Visibility.SECRETARIAT,
        link=link_request(held),
    )
    record_audit_entry(by, "research.unoffer", held, organisation=str(offer.organisation))


# ---- steered by who asks -------------------------------------------------------------------------------


@transaction.atomic
def extend_deadline(request: ResearchRequest, day: date, by: User) -> None:
    """Give more time; the clock of the thread counts to the new day. Raises :class:`UnusableResearch`."""
    held = _lock_request(request)
    if not held.is_open:
        raise UnusableResearch("not_open")
    if day <= (held.deadline or timezone.localdate()):
        raise UnusableResearch("no_later")
    held.deadline = day
    held.save(update_fields=("deadline",))
    record_on_request(
        held,
        ExchangeKind.EXTENSION,
        ExchangeDirection(held.direction),
        by,
        details={},
        extended_to=day,
        link=link_request(held),
    )
    record_audit_entry(by, "research.extend", held, day=day.isoformat())


@transaction.atomic
def withdraw_request(request: ResearchRequest, by: User) -> None:
    """It is not asked any more. Raises :class:`UnusableResearch`."""
    held = _lock_request(request)
    if not held.is_open:
        raise UnusableResearch("not_open")
    _set_state(held, RequestState.WITHDRAWN)
    record_on_request(
        held,
        ExchangeKind.WITHDRAWAL,
        ExchangeDirection(held.direction),
        by,
        details={},
        link=link_request(held),
    )
    record_audit_entry(by, "research.withdraw", held, name=str(held))


@transaction.atomic
def confirm_delivery(request: ResearchRequest, by: User, *, day: date | None = None) -> None:
    """Who asked says that they have what they asked for. Raises :class:`UnusableResearch`."""
    held = _lock_request(request)
    if held.state != RequestState.DELIVERED:
        raise UnusableResearch("not_delivered")
    _set_state(held, RequestState.CLOSED)
    record_on_request(
        held,
        ExchangeKind.ACKNOWLEDGEMENT,
        ExchangeDirection(held.direction),
        by,
        details={"received": True},
        day=day,
        link=link_request(held),
    )
    record_audit_entry(by, "research.confirm", held, name=str(held))


def note_delivery(request: ResearchRequest, organisation: int | None) -> int:
    """That a work was handed over for a request: its state moves on when nothing that was promised is left. Gives how many
    accepted offers are still to come. Call it in the transaction of the delivery."""
    held = _lock_request(request)
    promised = held.offers.select_for_update().filter(state=OfferState.ACCEPTED)
    if organisation is not None:
        for offer in promised.filter(organisation=organisation):
            offer.state = OfferState.DELIVERED.value
            offer.save(update_fields=("state",))
    left = promised.count()
    if held.is_open and not left:
        _set_state(held, RequestState.DELIVERED)
    return left


def direct_delivery(request: ResearchRequest) -> ExchangeDirection:
    """Which way the answer to a request goes."""
    return turn_around(ExchangeDirection(request.direction))


# ---- what a page shows ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OffersShown:
    """``given``: those that were accepted, for everybody; ``others``: the rest, for who decides and who offered."""

    given: tuple[ResearchOffer, ...]
    others: tuple[ResearchOffer, ...]


def list_offers(request: ResearchRequest, reader: Reader) -> OffersShown:
    """The offers to a request as somebody may see them. One query."""
    rows = list(request.offers.select_related("organisation").exclude(state=OfferState.WITHDRAWN))
    is_given = (OfferState.ACCEPTED, OfferState.DELIVERED)
    sees_all = may_on_request(reader, Deed.STEER, request) or request.network_id in reader.networks
    return OffersShown(
        tuple(row for row in rows if row.state in is_given),
        tuple(
            row
            for row in rows
            if row.state not in is_given and (sees_all or row.organisation_id in reader.members)
        ),
    )
