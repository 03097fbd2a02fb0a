"""Each act of research as it stands in the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from huiyin.desk.ledger.api.exchanges import save_exchanges
from huiyin.desk.ledger.api.log_entries import log_act
from huiyin.desk.ledger.data import (
    ExchangeDirection,
    ExchangeInput,
    ExchangeKind,
    Matter,
    Promise,
    Visibility,
)

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.research.models import ResearchRequest, Work


def turn_around(direction: ExchangeDirection) -> ExchangeDirection:
    """The other way."""
    is_to = direction is ExchangeDirection.TO_AUTHORITY
    return ExchangeDirection.FROM_AUTHORITY if is_to else ExchangeDirection.TO_AUTHORITY


def list_embargo(*days: date | None) -> date | None:
    """The last of the days until which something is kept back, None where all are over."""
    ahead = [day for day in days if day is not None and day > timezone.localdate()]
    return max(ahead, default=None)


def choose_visibility(*named: str) -> Visibility:
    """The narrowest of several."""
    order = list(Visibility)
    return max(map(Visibility, named), key=order.index)


def record_on_request(
    request: ResearchRequest,
    kind: ExchangeKind,
    direction: ExchangeDirection,
    by: User,
    *,
    organisation: int | None = None,
    details: Mapping[str, Any],
    visibility: Visibility | None = None,
    extended_to: date | None = None,
    day: date | None = None,
    link: str,
) -> int:
    """An act in the thread of a request; gives its number in the ledger. What it says is seen by whom the request is."""
    given = ExchangeInput(
        kind,
        direction,
        day or timezone.localdate(),
        request.authority_id,
        network=request.network_id,
        organisation=organisation or request.organisation_id,
        answers=request.exchange,
        channel="desk",
        subject_zh=request.title_zh,
        subject_en=request.title_en,
        visibility=visibility or Visibility(request.visibility),
        embargo_until=list_embargo(request.embargo_until),
        extended_to=extended_to,
        details=details,
        link=link,
    )
    return save_exchanges([given], by)[0].number


def record_ask(given: Any, by: User, link: str) -> int:
    """The request itself, which opens a thread. A day by which an answer is wanted is what the clock counts to."""
    exchange = ExchangeInput(
        ExchangeKind.REQUEST,
        given.direction,
        given.day,
        given.authority,
        network=given.network,
        organisation=given.organisation,
        matter=Matter.RESEARCH.value,
        channel="desk",
        subject_zh=given.title.get("zh", ""),
        subject_en=given.title.get("en", ""),
        summary_zh=given.questions.get("zh", ""),
        summary_en=given.questions.get("en", ""),
        visibility=given.visibility,
        embargo_until=list_embargo(given.embargo_until),
        details={"request": given.kind.value},
        link=link,
        promise=Promise(given.deadline) if given.deadline else None,
    )
    return save_exchanges([exchange], by)[0].number


def record_on_work(
    work: Work,
    kind: ExchangeKind,
    direction: ExchangeDirection,
    by: User,
    *,
    authority: int,
    day: date | None = None,
    answers: int | None = None,
    details: Mapping[str, Any],
    digests: Sequence[str] = (),
    link: str,
) -> int:
    """An act about a work between its makers and an authority; gives its number in the ledger."""
    request = work.request
    limits = (request.embargo_until,) if request else ()
    seen = (request.visibility,) if request else ()
    given = ExchangeInput(
        kind,
        direction,
        day or timezone.localdate(),
        authority,
        network=work.network_id,
        organisation=work.organisation_id if work.organisation_id != authority else None,
        answers=answers,
        matter=Matter.RESEARCH.value if kind is ExchangeKind.DELIVERY else "",
        channel="desk",
        subject_zh=work.title_zh,
        subject_en=work.title_en,
        visibility=choose_visibility(work.visibility, *seen),
        embargo_until=list_embargo(work.embargo_until, *limits),
        details=details,
        link=link,
    )
    return save_exchanges([given], by, digests=digests)[0].number


def log_on_work(
    work: Work, kind: str, by: User, *, day: date, digests: Sequence[str] = (), told: str = ""
) -> None:
    """An act about a work in which no authority has a part, in the log that proves it. ``told``: a code."""
    fields = {"work": work.pk, "day": day.isoformat(), "documents": sorted(digests)}
    if told:
        fields["what"] = told
    log_act(kind, fields, {}, subject=("work", work.pk), by=by)
