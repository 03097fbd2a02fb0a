"""Suggestions, signatures and minority opinions, ordered by version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huiyin.desk.proposals.models import MinorityOpinion, ProposalVersion, Signature, Suggestion

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from huiyin.desk.consultations.models import Consultation


def select_versions(consultation: Consultation, *, with_unfixed: bool) -> QuerySet[ProposalVersion]:
    """Return all versions of the proposal or, without ``with_unfixed``, the newest locked version only."""
    versions = ProposalVersion.objects.filter(proposal__consultation=consultation)
    if with_unfixed:
        return versions
    newest = versions.filter(locked_at__isnull=False).order_by("-number", "-pk").first()
    return versions.filter(pk=newest.pk) if newest else versions.none()


def list_suggestions_in(versions: QuerySet[ProposalVersion]) -> QuerySet[Suggestion]:
    found: QuerySet[Suggestion] = Suggestion.objects.filter(version__in=versions)
    found = found.select_related("version").prefetch_related("groups")
    return found.order_by("version__number", "position", "pk")


def list_signatures_in(versions: QuerySet[ProposalVersion]) -> QuerySet[Signature]:
    found = Signature.objects.filter(version__in=versions)
    return found.select_related("version", "organisation").order_by("version__number", "pk")


def list_opinions_in(versions: QuerySet[ProposalVersion]) -> QuerySet[MinorityOpinion]:
    found = MinorityOpinion.objects.filter(version__in=versions)
    return found.select_related("version", "organisation").order_by("version__number", "pk")
