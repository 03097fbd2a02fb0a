"""Comment counts per unit, stored so that no page has to count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from huiyin.desk.consultations.models import Consultation, Tally
from huiyin.desk.laws.api import list_version_provisions

if TYPE_CHECKING:
    from huiyin.desk.laws.models import Expression


def follow_draft(expression: Expression, **_: Any) -> None:
    """Signal receiver: a newly read draft may have new units."""
    for consultation in Consultation.objects.filter(draft=expression.version):
        ensure_tallies(consultation)


def ensure_tallies(consultation: Consultation) -> None:
    """Create the missing counts of a draft's units, so that counting is a single addition."""
    units = list_version_provisions(consultation.draft).values_list("unit", flat=True)
    Tally.objects.bulk_create(
        [Tally(consultation=consultation, unit=unit) for unit in {"", *units}],
        ignore_conflicts=True,
    )
