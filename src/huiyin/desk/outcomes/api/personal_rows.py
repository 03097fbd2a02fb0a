"""Rows about a person, for giving people their data (:mod:`huiyin.desk.personal`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from huiyin.desk.outcomes.models import Reply, Submission, Uptake

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


def list_submissions_by(person: User) -> QuerySet[Submission]:
    found = Submission.objects.filter(created_by=person)
    return found.select_related("version__proposal__consultation").order_by("pk")


def list_replies_by(person: User) -> QuerySet[Reply]:
    found = Reply.objects.filter(created_by=person)
    return found.select_related("suggestion__version__proposal__consultation").order_by("pk")


def list_uptake_decided_by(person: User) -> QuerySet[Uptake]:
    found = Uptake.objects.filter(decided_by=person)
    return found.select_related("suggestion__version__proposal__consultation").order_by("pk")
