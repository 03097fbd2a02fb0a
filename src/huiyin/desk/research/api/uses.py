"""Who used a work, and what honoured it; each stands in the ledger, or in its log where no authority has a part."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.stored_files import make_stored_name, shorten_name
from huiyin.desk.ledger.data import ExchangeDirection, ExchangeKind
from huiyin.desk.registry.organisations import find_organisations
from huiyin.desk.research.api.ledger_acts import log_on_work, record_on_work
from huiyin.desk.research.api.requests import UnusableResearch
from huiyin.desk.research.api.works import link_work, lock_work
from huiyin.desk.research.data import PrizeInput, UseInput, UseKind
from huiyin.desk.research.models import Prize, Work, WorkUse

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


def _lock_published(work: Work) -> Work:
    held = lock_work(work)
    if held.is_draft or held.is_withdrawn:
        raise UnusableResearch("not_published")
    return held


@transaction.atomic
def record_use(work: Work, given: UseInput, by: User) -> WorkUse:
    """Write down who used a work. That an authority cites it is an act of the authority: it recognises the work. Raises
    :class:`UnusableResearch`."""
    held = _lock_published(work)
    if given.kind is UseKind.AUTHORITY and given.authority is None:
        raise UnusableResearch("no_authority")
    if given.kind in (UseKind.CONSULTATION, UseKind.LAW) and given.consultation is None:
        raise UnusableResearch("no_consultation")
    use = WorkUse(
        work=held,
        kind=given.kind.value,
        day=given.day,
        authority_id=given.authority if given.kind is UseKind.AUTHORITY else None,
        consultation_id=given.consultation,
        source=given.source,
        url=given.url,
        words=given.words.strip(),
        language=given.language,
        created_by=by,
    )
    if use.authority_id is not None:
        use.exchange = record_on_work(
            held,
            ExchangeKind.RECOGNITION,
            ExchangeDirection.FROM_AUTHORITY,
            by,
            authority=use.authority_id,
            day=given.day,
            answers=held.exchange,
            details={"recognition": "cited", "source": given.source},
            link=link_work(held),
        )
    else:
        log_on_work(held, "research.use", by, day=given.day, told=given.kind.value)
    use.save(force_insert=True)
    record_audit_entry(by, "research.use", held, key=given.kind.value)
    return use


@transaction.atomic
def record_prize(work: Work, given: PrizeInput, by: User) -> Prize:
    """Write down that a work was honoured, with what shows it. Raises :class:`UnusableResearch`."""
    held = _lock_published(work)
    if given.body is None and not given.body_name:
        raise UnusableResearch("no_body")
    if not given.url and given.evidence is None:
        raise UnusableResearch("no_evidence")
    prize = Prize(
        work=held,
        name_zh=given.name.get("zh", ""),
        name_en=given.name.get("en", ""),
        body_id=given.body,
        body_name=given.body_name,
        level=given.level.value,
        day=given.day,
        url=given.url,
        created_by=by,
    )
    if given.evidence is not None:
        data = given.evidence.data
        prize.file_name = shorten_name(given.evidence.name)
        prize.sha256 = hashlib.sha256(data).hexdigest()
        prize.file.save(make_stored_name(given.evidence.name), ContentFile(data), save=False)
    body = find_organisations([given.body]).get(given.body) if given.body is not None else None
    digests = [prize.sha256] if prize.sha256 else []
    if body is not None and body.kind == "authority":
        prize.exchange = record_on_work(
            held,
            ExchangeKind.RECOGNITION,
            ExchangeDirection.FROM_AUTHORITY,
            by,
            authority=body.pk,
            day=given.day,
            answers=held.exchange,
            details={"recognition": "prize", "level": given.level.value, **_name_prize(given)},
            digests=digests,
            link=link_work(held),
        )
    else:
        told = given.level.value
        log_on_work(held, "research.prize", by, day=given.day, digests=digests, told=told)
    prize.save(force_insert=True)
    record_audit_entry(by, "research.prize", held, name=prize.name)
    return prize


def _name_prize(given: PrizeInput) -> dict[str, str]:
    return {f"prize_{language}": name for language, name in given.name.items() if name}


@transaction.atomic
def withdraw_claim(work: Work, kind: str, number: int, by: User) -> None:
    """A use (``kind`` use) or a prize (``prize``) that was written down by mistake: it is shown no more, and the ledger says
    that it was corrected. Raises :class:`UnusableResearch`."""
    held = lock_work(work)
    rows = held.uses if kind == "use" else held.prizes
    row = rows.select_for_update().filter(pk=number, withdrawn_at=None).first()
    if row is None:
        raise UnusableResearch("no_claim")
    row.withdrawn_at = timezone.now()
    row.save(update_fields=("withdrawn_at",))
    authority = row.body_id if isinstance(row, Prize) else row.authority_id
    if row.exchange is not None and authority is not None:
        record_on_work(
            held,
            ExchangeKind.CORRECTION,
            ExchangeDirection.TO_AUTHORITY,
            by,
            authority=authority,
            answers=row.exchange,
            details={"withdrawn": True},
            link=link_work(held),
        )
    else:
        log_on_work(held, f"research.{kind}", by, day=timezone.localdate(), told="withdrawn")
    record_audit_entry(by, "research.unclaim", held, key=kind)
