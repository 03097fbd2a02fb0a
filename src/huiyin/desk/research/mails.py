"""Mails of research: somebody offers what was asked for, the offer is decided on, the work is handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from huiyin.desk.core.site_urls import build_url
from huiyin.desk.research.data import OfferState, WorkState
from huiyin.desk.research.models import ResearchOffer, Work
from huiyin.i18n import say, say_date

if TYPE_CHECKING:
    from huiyin.desk.notifications.models import Mail


def fill_offered(mail: Mail) -> dict[str, Any] | None:
    """To who asked; None where the offer was answered or taken back already."""
    return _describe_offer(mail, OfferState.MADE)


def fill_accepted(mail: Mail) -> dict[str, Any] | None:
    """To who offered."""
    return _describe_offer(mail, OfferState.ACCEPTED, OfferState.DELIVERED)


def fill_declined(mail: Mail) -> dict[str, Any] | None:
    """To who offered."""
    return _describe_offer(mail, OfferState.DECLINED)


def _describe_offer(mail: Mail, *states: OfferState) -> dict[str, Any] | None:
    found = ResearchOffer.objects.select_related("request__authority", "organisation")
    offer = found.get(pk=mail.about["offer"])
    if offer.state not in states:
        return None
    return {
        "title": offer.request.title,
        "organisation": offer.organisation.name,
        "authority": offer.request.authority.name,
        "day": say_date(offer.due_on) if offer.due_on else say("research.mail.no_day"),
        "words": offer.words or say("network.no_words"),
        "url": build_url("research_request", offer.request.pk),
    }


def fill_delivered(mail: Mail) -> dict[str, Any] | None:
    """To who asked; None where the work was withdrawn meanwhile."""
    found = Work.objects.select_related("request", "organisation", "network", "request__authority")
    work = found.get(pk=mail.about["work"])
    if work.state != WorkState.PUBLISHED or work.request is None:
        return None
    by = work.organisation or work.network or work.request.authority
    return {
        "title": work.title,
        "request": work.request.title,
        "who": by.name,
        "url": build_url("research_work", work.slug),
        "request_url": build_url("research_request", work.request.pk),
    }
