"""Public results of consultations: latest replies, and suggestions taken up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.urls import reverse

from huiyin.desk.consultations.api.lookups import select_public_consultations
from huiyin.desk.core.stacked_bar import BarSegment, lay_out_bar
from huiyin.desk.outcomes.models import Reply, Uptake
from huiyin.desk.outcomes.verdict_bars import make_verdict_bar

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation

#: Verdicts by which a suggestion is in the law, at least in part.
TAKEN_UP = frozenset(("adopted", "partly", "elsewhere"))


@dataclass(frozen=True, slots=True)
class ConsultationResult:
    """A consultation that led to a law, with ``taken`` of ``total`` suggestions in it; ``verdicts``: each with
    its number.
    """

    consultation: Consultation
    taken: int
    total: int
    verdicts: tuple[tuple[str, int], ...]

    @property
    def bar(self) -> tuple[BarSegment, ...]:
        """The verdicts, each linked to its suggestions."""
        page = reverse("uptake", args=(self.consultation.slug,))
        return lay_out_bar(make_verdict_bar(dict(self.verdicts), page))


def list_latest_replies(most: int, *, consultation: int | None = None) -> list[Any]:
    """Replies to suggestions, newest first; optionally of one consultation, by key. One query."""
    rows = Reply.objects.filter(
        suggestion__version__proposal__consultation__in=select_public_consultations(),
        suggestion__version__submitted_at__isnull=False,
    )
    if consultation is not None:
        rows = rows.filter(suggestion__version__proposal__consultation=consultation)
    return list(
        rows.select_related("suggestion__version__proposal__consultation__authority").order_by(
            F("replied_on").desc(nulls_last=True), "-created_at", "-pk"
        )[:most]
    )


def list_taken_up(most: int) -> list[ConsultationResult]:
    """What became law, newest consultation first. Two queries."""
    consultations = list(
        select_public_consultations()
        .filter(enacted__isnull=False)
        .select_related("authority", "enacted")
        .order_by("-opens", "-created_at", "-pk")[:most]
    )
    counts: dict[int, Counter[str]] = {call.pk: Counter() for call in consultations}
    rows = Uptake.objects.filter(
        suggestion__version__submitted_at__isnull=False,
        suggestion__version__proposal__consultation__in=consultations,
    ).annotate(consultation=F("suggestion__version__proposal__consultation"))
    seen = list(
        rows.values_list("consultation", "suggestion__version__number", "person_verdict", "verdict")
    )
    newest: dict[int, int] = {}
    for consultation, number, *_ in seen:
        newest[consultation] = max(number, newest.get(consultation, 0))
    for consultation, number, decided, found in seen:
        if number == newest[consultation]:  # what was handed in again counts once
            counts[consultation][decided or found] += 1
    return [
        ConsultationResult(
            call,
            sum(n for verdict, n in counts[call.pk].items() if verdict in TAKEN_UP),
            counts[call.pk].total(),
            tuple(sorted(counts[call.pk].items())),
        )
        for call in consultations
        if counts[call.pk]
    ]
