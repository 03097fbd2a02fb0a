"""Rows with personal data, for export and erasure in :mod:`huiyin.desk.personal`."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from huiyin.desk.proposals.models import (
    MinorityOpinion,
    ProposalVersion,
    Remark,
    Signature,
    Suggestion,
)

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


def list_remarks_by(person: User) -> QuerySet[Remark]:
    found = Remark.objects.filter(created_by=person)
    return found.select_related("version__proposal__consultation").order_by("pk")


def list_versions_by(person: User) -> QuerySet[ProposalVersion]:
    """Return the versions created by a person."""
    found = ProposalVersion.objects.filter(created_by=person)
    return found.select_related("proposal__consultation").order_by("pk")


def list_versions(numbers: Collection[int]) -> QuerySet[ProposalVersion]:
    found = ProposalVersion.objects.filter(pk__in=numbers)
    return found.select_related("proposal__consultation").order_by("pk")


def list_suggestions(numbers: Collection[int]) -> QuerySet[Suggestion]:
    """Return suggestions by primary key, including dropped ones."""
    found = Suggestion.with_dropped.filter(pk__in=numbers)
    return found.select_related("version__proposal__consultation").order_by("pk")


def list_signatures_by(person: User) -> QuerySet[Signature]:
    found = Signature.objects.filter(created_by=person)
    return found.select_related("version__proposal__consultation", "organisation").order_by("pk")


def list_opinions_by(person: User) -> QuerySet[MinorityOpinion]:
    found = MinorityOpinion.objects.filter(created_by=person)
    return found.select_related("version__proposal__consultation", "organisation").order_by("pk")
