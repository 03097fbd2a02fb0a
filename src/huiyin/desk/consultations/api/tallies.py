"""How many comments a place has: kept beside the places, so that no page counts them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from huiyin.desk.consultations.models import Consultation, Tally
from huiyin.desk.laws.api import list_version_provisions

if TYPE_CHECKING:
    from huiyin.desk.laws.models import Expression


def follow_draft(expression: Expression, **_: Any) -> None:
    """A draft that was read has places that no other had."""
    for consultation in Consultation.objects.filter(draft=expression.version):
        ensure_tallies(consultation)


def ensure_tallies(consultation: Consultation) -> None:
    """See that every unit of the draft has a tally, so that counting is one addition."""
    units = list_version_provisions(consultation.draft).values_list("unit", flat=True)
    Tally.objects.bulk_create(
        [Tally(consultation=consultation, unit=unit) for unit in {"", *units}],
        ignore_conflicts=True,
    )
