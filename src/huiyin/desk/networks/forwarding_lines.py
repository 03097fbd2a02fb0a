"""Lines along which a network forwards its results: to the umbrella organisation or to a network above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.networks.membership_requests import RequestRefused
from huiyin.desk.networks.models import ForwardingLine, Network

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


@transaction.atomic
def declare_line(lower: Network, upper: Network | None, by: User) -> ForwardingLine:
    """Let ``lower`` forward to ``upper``, or to the umbrella organisation, from today on. Lines never form a
    circle. Raises :class:`~huiyin.desk.networks.membership_requests.RequestRefused`.
    """
    Network.objects.select_for_update().order_by("pk").first()  # one line after the other
    standing = ForwardingLine.objects.filter(until=None)
    if standing.filter(lower=lower, upper=upper).exists():
        raise RequestRefused("line_there")
    above: dict[int, list[int]] = {}
    for one, other in standing.exclude(upper=None).values_list("lower", "upper"):
        above.setdefault(one, []).append(other)
    if upper is not None and lower.pk in _list_above(upper.pk, above):
        raise RequestRefused("line_circle")
    made = ForwardingLine.objects.create(lower=lower, upper=upper, declared_by=by)
    record_audit_entry(by, "network.line", lower, name=upper.slug if upper else "")
    return made


def _list_above(number: int, above: dict[int, list[int]]) -> set[int]:
    """A network and all that lines lead to from it."""
    seen, ahead = {number}, [number]
    while ahead:
        for other in above.get(ahead.pop(), ()):
            if other not in seen:
                seen.add(other)
                ahead.append(other)
    return seen


@transaction.atomic
def end_line(line: ForwardingLine, by: User) -> None:
    """End a line today; what was forwarded stays."""
    ended = ForwardingLine.objects.filter(pk=line.pk, until=None).update(until=timezone.localdate())
    if ended:
        record_audit_entry(
            by, "network.line_end", line.lower, name=line.upper.slug if line.upper else ""
        )


def list_uppers(network: int | None) -> list[int | None]:
    """Primary keys of the networks that a network forwards to; None stands for the umbrella organisation. One
    query.
    """
    if network is None:
        return []
    found = ForwardingLine.objects.filter(lower=network, until=None).order_by("pk")
    return list(found.values_list("upper", flat=True))
