"""Research of the example, all of it invented: a request of the authority that was delivered, found again in the enacted
act and honoured, a study that nobody had asked for, and a request that is still open."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from huiyin.desk.accounts.models import User
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.registry.models import Organisation
    from huiyin.desk.research.models import Work

#: Days between the request and what follows.
_OFFERED, _DELIVERED = 14, 120


def load_research(path: Path, authority: Organisation, finished: Consultation) -> dict[str, int]:
    """Lead the research of the file at ``path`` from its request to its prize; its works' rows by their names in the file.
    ``finished``: the consultation that ended in the enacted act."""
    from huiyin.desk.accounts.api import list_accounts

    example = tomllib.loads(path.read_text("utf-8"))
    by = {
        role: list_accounts().get(email=f"{role}@example.org")
        for role in ("secretariat", "delegate", "officer")
    }
    member = by["delegate"].seats.get().organisation
    delivered = _answer_request(example["delivered"], authority, finished, member, by)
    alone = _publish_alone(example["alone"], member, by)
    _ask(example["open"], authority, by, day=_today(), deadline=_today() + timedelta(90))
    return {"delivered": delivered.pk, "alone": alone.pk}


def _today() -> date:
    from django.utils import timezone

    return timezone.localdate()


def _ask(
    told: Mapping[str, Any],
    authority: Organisation,
    by: Mapping[str, User],
    *,
    day: date,
    deadline: date,
) -> Any:
    from huiyin.desk.ledger.data import ExchangeDirection
    from huiyin.desk.research.api import requests
    from huiyin.desk.research.data import RequestInput, RequestKind

    given = RequestInput(
        RequestKind(told["kind"]),
        ExchangeDirection.FROM_AUTHORITY,
        authority.pk,
        day,
        told["title"],
        told["questions"],
        deadline=deadline,
    )
    return requests.ask_research(given, by["officer"])


def _begin(
    told: Mapping[str, Any], member: Organisation, by: Mapping[str, User], **more: Any
) -> Work:
    """A work with its authors and its version, in the words of the file."""
    from huiyin.desk.research.api import works
    from huiyin.desk.research.data import AuthorInput, FileInput, WorkInput, WorkType

    request, commissioner = more.get("request"), more.get("commissioner")
    issued = date.fromisoformat(told["day"])
    given = WorkInput(
        WorkType(told["type"]),
        told["words"],
        (issued.year, issued.month, issued.day),
        number=told["number"],
        licence="CC-BY-4.0",
        method=told["method"],
        data=told["data"],
        themes=told["themes"],
        commissioner=commissioner,
        organisation=member.pk,
    )
    work = works.begin_work(given, by["delegate"], request=request)
    works.add_author(work, AuthorInput(False, organisation=member.pk), by["delegate"])
    works.add_author(work, AuthorInput(False, **told["author"]), by["delegate"])
    said = told["recommendations"]
    files = [
        FileInput(f"{told['file']}.{language}.txt", _write_text(told, language).encode(), language=language)
        for language in ("zh", "en")
    ]  # fmt: skip
    works.add_version(
        work,
        issued,
        by["delegate"],
        note={},
        recommendations={language: "\n".join(said[language]) for language in said},
        files=files,
    )
    return works.publish_work(work, by["secretariat"], day=issued)


def _write_text(told: Mapping[str, Any], language: str) -> str:
    """The file of an invented work says that it is invented."""
    words = told["words"][language]
    lines = [words["title"], "", told["invented"][language], "", words["abstract"], ""]
    return "\n".join([*lines, *told["recommendations"][language], ""])


def _answer_request(
    told: Mapping[str, Any],
    authority: Organisation,
    finished: Consultation,
    member: Organisation,
    by: Mapping[str, User],
) -> Work:
    from huiyin.desk.jobs import api as jobs
    from huiyin.desk.research.api import law_traces, requests, uses
    from huiyin.desk.research.data import PrizeInput, PrizeLevel, UseInput, UseKind

    day = date.fromisoformat(told["asked"])
    request = _ask(told, authority, by, day=day, deadline=day + timedelta(_DELIVERED))
    offer = requests.offer_research(
        request,
        member.pk,
        told["offer"],
        day + timedelta(_DELIVERED),
        by["delegate"],
        day=day + timedelta(_OFFERED),
    )
    accepted = day + timedelta(2 * _OFFERED)
    requests.decide_offer(request, offer.pk, by["officer"], accepts=True, day=accepted)
    work = _begin(told, member, by, request=request, commissioner=authority.pk)
    delivered = date.fromisoformat(told["day"])
    requests.confirm_delivery(request, by["officer"], day=delivered + timedelta(_OFFERED))
    law_traces.start_trace(work, finished.pk, by["secretariat"])
    jobs.perform_waiting(work)
    law_traces.judge_trace(work, finished.pk, "used", told["judged"], by["secretariat"])
    cited = UseInput(
        UseKind.AUTHORITY,
        date.fromisoformat(told["cited"]),
        told["citation"],
        authority=authority.pk,
    )
    uses.record_use(work, cited, by["secretariat"])
    prize = PrizeInput(
        told["prize"],
        PrizeLevel.NATIONAL,
        date.fromisoformat(told["honoured"]),
        body=authority.pk,
        url="https://example.org/award",
    )
    uses.record_prize(work, prize, by["officer"])
    return work


def _publish_alone(told: Mapping[str, Any], member: Organisation, by: Mapping[str, User]) -> Work:
    from huiyin.desk.research.api import uses
    from huiyin.desk.research.data import UseInput, UseKind

    work = _begin(told, member, by)
    day = date.fromisoformat(told["cited"])
    uses.record_use(work, UseInput(UseKind.PRESS, day, told["citation"]), by["secretariat"])
    return work
