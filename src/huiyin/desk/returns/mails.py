"""Mails of the yearly return."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from huiyin.desk.core.site_urls import build_url
from huiyin.desk.returns.api.rounds import list_open_of
from huiyin.desk.returns.models import Return, ReturnRound
from huiyin.i18n import say, say_date

if TYPE_CHECKING:
    from huiyin.desk.notifications.models import Mail


def fill_round(mail: Mail) -> dict[str, Any] | None:
    """A round was opened, or still waits for an answer; None where nothing is left to answer."""
    round_ = ReturnRound.objects.filter(pk=mail.about["round"], closed_at=None).first()
    if round_ is None or mail.person is None:
        return None
    waiting = [
        organisation.name
        for own, organisation, given in list_open_of(mail.person)
        if own.pk == round_.pk and (given is None or given.is_with_organisation)
    ]
    if not waiting:
        return None
    day = say_date(round_.closes_on) if round_.closes_on else say("returns.no_day")
    return {
        "year": str(round_.year),
        "organisations": say("run.list.join").join(waiting),
        "day": day,
        "url": build_url("returns"),
    }


def fill_back(mail: Mail) -> dict[str, Any] | None:
    """The secretariat asks back; None where it was answered already."""
    given = Return.objects.select_related("round", "organisation").filter(pk=mail.about["given"])
    kept = given.filter(state=Return.State.ASKED_BACK).first()
    if kept is None:
        return None
    return {
        "year": str(kept.round.year),
        "organisation": kept.organisation.name,
        "note": kept.note,
        "url": build_url("return_form", kept.round.year, kept.organisation.slug),
    }
