"""Figures about the public exchanges: computed by the worker, stored, and shown from there.

They show how reciprocal relations are and how long replies take, including what is unknown. Distributions are
shown, never a ranking of authorities: what is asked of two authorities is not comparable.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from django.db.models import Max, Q
from django.utils import timezone

from huiyin.desk.core.isolated_process import analyse_apart
from huiyin.desk.jobs import api as jobs
from huiyin.desk.ledger.data import ASKS, ExchangeDirection, ExchangeKind, ThreadState, Visibility
from huiyin.desk.ledger.models import Exchange, FigureSet, Thread
from huiyin.measures import Ask, ReplyCase
from huiyin.presentation.measures.ledger import describe_ledger

if TYPE_CHECKING:
    from huiyin.desk.jobs.models import Job

#: The kind of job that computes them.
COUNTING = "ledger_figures"
WHOLE, AUTHORITY, NETWORK = "whole", "authority", "network"
_LANGUAGES = ("zh", "en")


def find_last() -> int:
    """The number of the newest exchange, 0 if there is none. One query."""
    return Exchange.objects.aggregate(last=Max("number"))["last"] or 0


def request_figures(today: date) -> bool:
    """Start the computation if something was recorded or erased since the last one, and once a day in any case,
    because open asks get older. Returns whether it was started.
    """
    last = find_last()
    whole, _ = FigureSet.objects.get_or_create(scope=WHOLE, subject_id=0)
    if not last or (whole.last, whole.computed_on) == (last, today):
        return False
    jobs.start_job(whole, COUNTING, None)
    return True


def forget_figures() -> None:
    """Discard all stored figures after an erasure; the worker computes them again."""
    FigureSet.objects.update(views={}, last=0, computed_on=None)


def compute_figures(job: Job, tell: Callable[[int, int], None]) -> dict[str, Any]:
    """The job: compute and store all figures in both languages."""
    today, now, last = timezone.localdate(), timezone.now(), find_last()
    facts = _Facts(today)
    scopes = facts.list_scopes()
    for done, (scope, subject) in enumerate(scopes):
        tell(done, len(scopes))
        views = {
            language: analyse_apart(
                describe_ledger, *facts.read((scope, subject), language), today, language
            )
            for language in _LANGUAGES
        }
        FigureSet.objects.update_or_create(
            scope=scope,
            subject_id=subject,
            defaults={"views": views, "last": last, "computed_on": today, "computed_at": now},
        )
    FigureSet.objects.filter(computed_at__lt=now).delete()  # of whom nothing is left to count
    tell(len(scopes), len(scopes))
    return {"scopes": len(scopes)}


def find_figures(scope: str, subject: int = 0) -> FigureSet | None:
    """The stored figures of one scope, or None. One query."""
    found = FigureSet.objects.filter(scope=scope, subject_id=subject).first()
    return found if found is not None and found.views else None


def list_figure_sets() -> list[FigureSet]:
    """All stored figures, those of the whole ledger first. One query."""
    found = FigureSet.objects.order_by("pk")
    return sorted((one for one in found if one.views), key=lambda one: (one.scope != WHOLE, one.pk))


#: What figures are about: (WHOLE, 0), or AUTHORITY or NETWORK with a primary key.
Scope: TypeAlias = tuple[str, int]


@dataclass(frozen=True, slots=True)
class _KeyedAsk:
    """An ask whose parties are identified by keys, so that it can be shown in any language and a renamed party
    stays the same.
    """

    body: str
    authority: str
    is_to_authority: bool
    day: date


class _Facts:
    """The public asks and their response times by scope. Names are filled in when they are read."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._names: dict[str, dict[str, str]] = {}
        self._asks: dict[Scope, list[_KeyedAsk]] = defaultdict(list)
        self._cases: dict[Scope, list[tuple[str, ReplyCase]]] = defaultdict(list)
        self._collect_asks()
        self._collect_cases()
        self._tell_apart()

    def list_scopes(self) -> list[Scope]:
        return sorted({*self._asks, *self._cases, (WHOLE, 0)})

    def read(self, scope: Scope, language: str) -> tuple[tuple[Ask, ...], tuple[ReplyCase, ...]]:
        """The asks and reply cases of one scope, with names in ``language``."""
        asks = tuple(
            Ask(
                self._name(ask.body, language),
                self._name(ask.authority, language),
                ask.is_to_authority,
                ask.day,
            )
            for ask in self._asks.get(scope, ())
        )
        cases = tuple(
            replace(case, authority=self._name(authority, language))
            for authority, case in self._cases.get(scope, ())
        )
        return asks, cases

    def _name(self, key: str, language: str) -> str:
        return self._names[key][language] if key else ""

    def _keep_name(self, key: str, names: Mapping[str, str]) -> str:
        """Store the names of ``key`` and return it. Names of later exchanges replace earlier ones; a missing
        language falls back on the other.
        """
        zh, en = names.get("zh", ""), names.get("en", "")
        self._names[key] = {"zh": zh or en, "en": en or zh}
        return key

    def _tell_apart(self) -> None:
        """Append the key to names that several parties share."""
        for language in _LANGUAGES:
            times = Counter(names[language] for names in self._names.values())
            for key, names in self._names.items():
                if times[names[language]] > 1:
                    names[language] += f" ({key})"

    def _key_authority(self, exchange: Exchange) -> str:
        names = exchange.parties.get("authority", {})
        return self._keep_name(f"authority-{exchange.authority_id}", names)

    def _key_body(self, exchange: Exchange) -> str:
        """The key of the civil-society party; empty if it is unknown, so that no pair is counted."""
        for role in ("network", "organisation"):
            if number := getattr(exchange, f"{role}_id"):
                return self._keep_name(f"{role}-{number}", exchange.parties.get(role, {}))
        if not exchange.body:
            return ""
        return self._keep_name(f"body-{exchange.body}", {"zh": exchange.body})

    def _collect_asks(self) -> None:
        rows = Exchange.objects.filter(
            Q(embargo_until=None) | Q(embargo_until__lte=self._today),
            kind__in=ASKS,
            is_void=False,
            visibility=Visibility.PUBLIC,
        )
        for exchange in rows.order_by("number", "pk").iterator():
            is_to = exchange.direction == ExchangeDirection.TO_AUTHORITY
            ask = _KeyedAsk(
                self._key_body(exchange), self._key_authority(exchange), is_to, exchange.day
            )
            for scope in _list_scopes(exchange):
                self._asks[scope].append(ask)

    def _collect_cases(self) -> None:
        """Response times of asks to authorities, without withdrawn and void ones."""
        extended = set(
            Exchange.objects.filter(kind=ExchangeKind.EXTENSION, is_void=False)
            .order_by()
            .values_list("thread", flat=True)
        )
        is_out = Q(ask__embargo_until=None) | Q(ask__embargo_until__lte=self._today)
        rows = Thread.objects.filter(
            is_out,
            ask__direction=ExchangeDirection.TO_AUTHORITY,
            ask__visibility=Visibility.PUBLIC,
        ).exclude(state__in=(ThreadState.WITHDRAWN, ThreadState.VOID))
        for thread in rows.select_related("ask").order_by("pk").iterator():
            ask = thread.ask
            key = self._key_authority(ask)
            case = ReplyCase(ask.day, thread.answered_on, "", thread.pk in extended)
            for scope in _list_scopes(ask):
                self._cases[scope].append((key, case))


def _list_scopes(exchange: Exchange) -> list[Scope]:
    scopes = [(WHOLE, 0), (AUTHORITY, exchange.authority_id)]
    if exchange.network_id is not None:
        scopes.append((NETWORK, exchange.network_id))
    return scopes
