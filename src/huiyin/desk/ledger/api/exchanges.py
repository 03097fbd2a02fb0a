"""Record exchanges, one at a time or many from a register."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.addresses import take_off_language
from huiyin.desk.ledger.api.chain import digest_exchange
from huiyin.desk.ledger.api.log_entries import prepare_entry, save_entries
from huiyin.desk.ledger.api.threads import place_in_threads
from huiyin.desk.ledger.data import (
    ExchangeDirection,
    ExchangeEntry,
    ExchangeInput,
    ExchangeKind,
    ExchangeSource,
    Promise,
    Visibility,
)
from huiyin.desk.ledger.models import Exchange, ExchangeDocument
from huiyin.desk.networks.api import find_networks, name_networks_on_days
from huiyin.desk.registry.api.organisation_facts import name_on_days
from huiyin.desk.registry.organisations import find_organisations

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

#: Columns with the same name in the input.
_SAME = (
    "day", "body", "matter", "channel", "language", "subject_zh", "subject_en", "summary_zh", "summary_en",
    "embargo_until", "extended_to", "link",
)  # fmt: skip


@transaction.atomic
def record_exchange(
    kind: ExchangeKind,
    direction: ExchangeDirection,
    day: date,
    *,
    authority: int,
    network: int | None = None,
    consultation: int | None = None,
    details: dict[str, Any],
    answers: int | None = None,
    subject: Mapping[str, str] | None = None,
    link: str = "",
    wants_answer: bool | None = None,
    promise: Promise | None = None,
    documents: Iterable[str] = (),
    by: User | None = None,
) -> ExchangeEntry:
    """Record an act of the desk itself. An entry can never be changed.

    ``authority``, ``network``, ``consultation``: primary keys. ``answers``: the number of the entry that it
    answers. ``subject``: by language. ``documents``: SHA-256 digests of files that the desk stores elsewhere.
    Call it within the transaction of the act.
    """
    named = subject or {}
    given = ExchangeInput(
        kind,
        direction,
        day,
        authority,
        network=network,
        consultation=consultation,
        answers=answers,
        details=details,
        channel="desk",
        subject_zh=named.get("zh", ""),
        subject_en=named.get("en", ""),
        link=take_off_language(link),
        wants_answer=wants_answer,
        promise=promise and replace(promise, source=take_off_language(promise.source)),
    )
    return tell_exchange(save_exchanges([given], by, digests=list(documents))[0])


@transaction.atomic
def save_exchange(
    given: ExchangeInput, by: User, *, files: Sequence[tuple[str, bytes]] = ()
) -> Exchange:
    """Record an exchange that a user entered, with its files (name, content), and write an audit entry."""
    exchange = save_exchanges([given], by, files=files)[0]
    record_audit_entry(by, "ledger.record", exchange, number=exchange.number, kind=exchange.kind)
    return exchange


@transaction.atomic
def save_exchanges(
    inputs: Sequence[ExchangeInput],
    by: User | None,
    *,
    files: Sequence[tuple[str, bytes]] = (),
    digests: Sequence[str] = (),
) -> list[Exchange]:
    """Record exchanges in the given order, each sealing the one before. ``files`` and ``digests`` belong to the
    first.

    The number of queries is constant, plus some for each exchange that is part of a thread.
    """
    _take_turn()
    last = Exchange.objects.order_by("-number", "-pk").first()
    number, before = (last.number, last.digest) if last else (0, "")
    parties = _Parties(inputs)
    exchanges, prepared = [], []
    for at, given in enumerate(inputs):
        number += 1
        exchange = parties.make_exchange(given, number, by)
        own = [hashlib.sha256(data).hexdigest() for _, data in files] + list(digests)
        exchange.digests_given = sorted(own) if at == 0 else []  # type: ignore[attr-defined]
        entry, openings = prepare_entry(exchange)
        entry.holder = by
        exchange.before = before
        exchange.digest = before = digest_exchange(exchange, entry)
        exchanges.append(exchange)
        prepared.append((entry, openings))
    save_entries(prepared)
    for exchange, (entry, _) in zip(exchanges, prepared, strict=True):
        exchange.entry = entry
    Exchange.objects.bulk_create(exchanges, batch_size=200)
    if exchanges:
        _save_documents(exchanges[0], files, digests)
    place_in_threads(list(zip(exchanges, inputs, strict=True)))
    return exchanges


def _take_turn() -> None:
    """Wait until no other transaction is numbering exchanges.

    Locks the model's row in the table of content types, which exists even before the first exchange. Locking
    the newest exchange would not do: a transaction that waited for it would get that row although a newer one
    exists by then.
    """
    ContentType.objects.select_for_update(no_key=True).get_or_create(
        app_label=Exchange._meta.app_label, model=Exchange._meta.model_name
    )


def _save_documents(
    exchange: Exchange, files: Sequence[tuple[str, bytes]], digests: Sequence[str]
) -> None:
    for name, data in files:
        document = ExchangeDocument(
            exchange=exchange,
            name=name[:200],
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
        )
        document.file.save(name[-100:], ContentFile(data), save=False)
        document.save(force_insert=True)
    ExchangeDocument.objects.bulk_create(
        ExchangeDocument(exchange=exchange, sha256=digest) for digest in digests
    )


#: Related rows of a thread that its clock reads.
_OF_THREADS = ("ask__authority", "ask__organisation", "ground")


class _Parties:
    """The parties of several exchanges and their names on the respective days; five queries for all."""

    def __init__(self, inputs: Sequence[ExchangeInput]) -> None:
        days: dict[int, set[date]] = defaultdict(set)
        of_networks: dict[int, set[date]] = defaultdict(set)
        for given in inputs:
            if given.network is not None:
                of_networks[given.network].add(given.day)
            for number in (given.authority, given.organisation, given.passed_to):
                if number is not None:
                    days[number].add(given.day)
        self._organisations = find_organisations(days)
        self._names = name_on_days(days)
        self._networks = find_networks(of_networks)
        self._network_names = name_networks_on_days(of_networks) if of_networks else {}
        answered = {given.answers for given in inputs if given.answers is not None}
        rows = Exchange.objects.select_related(
            *(f"thread__{name}" for name in _OF_THREADS),
            *(f"opened_thread__{name}" for name in _OF_THREADS),
        )
        self._answered = {row.number: row for row in rows.filter(number__in=answered)}

    def make_exchange(self, given: ExchangeInput, number: int, by: User | None) -> Exchange:
        exchange = Exchange(
            number=number,
            kind=given.kind.value,
            direction=given.direction.value,
            visibility=given.visibility.value,
            source=given.source.value,
            consultation_id=given.consultation,
            details=dict(given.details),
            created_by=by,
            **{name: getattr(given, name) for name in _SAME},
        )
        exchange.authority = self._organisations[given.authority]
        exchange.organisation = self._find(given.organisation)
        exchange.passed_to = self._find(given.passed_to)
        exchange.network = self._networks[given.network] if given.network is not None else None
        exchange.answers = self._answered[given.answers] if given.answers is not None else None
        exchange.parties = {
            role: self._name_party(role, party, given.day)
            for role in ("authority", "organisation", "network", "passed_to")
            if (party := getattr(exchange, role)) is not None
        }
        if given.visibility is Visibility.PUBLIC:
            exchange.published_on = given.embargo_until or timezone.localdate()
        return exchange

    def _name_party(self, role: str, party: Any, day: date) -> dict[str, str]:
        """The party's names on that day, as far as they are known."""
        names = self._network_names if role == "network" else self._names
        then = names.get((party.pk, day), {})
        zh, en = (then.get(code, "") for code in ("zh", "en"))
        named = {"zh": zh, "en": en} if zh or en else {"zh": party.name_zh, "en": party.name_en}
        return {"slug": party.slug, **named}

    def _find(self, number: int | None) -> Any:
        return None if number is None else self._organisations[number]


def find_exchange(
    consultation: int, *kinds: ExchangeKind, authority: int | None = None
) -> int | None:
    """The number of the newest entry of one of ``kinds`` in a consultation, optionally with one ``authority``;
    None if there is none. One query.
    """
    found = Exchange.objects.filter(consultation_id=consultation, kind__in=kinds)
    if authority is not None:
        found = found.filter(authority_id=authority)
    return found.order_by("-number", "-pk").values_list("number", flat=True).first()


def list_replies(
    consultation: int, suggestions: Iterable[str], *, answers: int | None = None
) -> list[ExchangeEntry]:
    """All answers to the suggestions with these keys, oldest first. One query.

    With ``answers``, the number of an exchange that asked a further authority: that authority's answers, whose
    details name the suggestions under ``further``.
    """
    keys = list(suggestions)
    if answers is None:
        chosen = Q(details__suggestion__in=keys)
    else:
        chosen = Q(details__further__in=keys, answers__number=answers)
    found = Exchange.objects.filter(chosen, consultation_id=consultation, kind=ExchangeKind.REPLY)
    return [tell_exchange(one) for one in found]


def list_consultations(kind: ExchangeKind, since: datetime, until: datetime) -> set[int]:
    """Primary keys of consultations with an entry of ``kind`` recorded after ``since`` and up to ``until``."""
    found = Exchange.objects.filter(kind=kind, created_at__gt=since, created_at__lte=until)
    numbers = found.order_by().values_list("consultation_id", flat=True)
    return {number for number in numbers if number is not None}


def tell_exchange(exchange: Exchange) -> ExchangeEntry:
    return ExchangeEntry(
        exchange.number,
        exchange.day,
        ExchangeKind(exchange.kind),
        ExchangeDirection(exchange.direction),
        exchange.consultation_id,
        exchange.details,
        exchange.created_at,
    )


def make_table_input(**values: Any) -> ExchangeInput:
    """The input for an exchange from a row of a register."""
    return ExchangeInput(source=ExchangeSource.TABLE, **values)
