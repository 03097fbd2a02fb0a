"""Votes on statements: one for each organisation, changed by voting again; which statement comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q

from huiyin.desk.accounts.api import record
from huiyin.desk.accounts.models import User
from huiyin.desk.consultations.access import speaks_for
from huiyin.desk.consultations.api import jobs
from huiyin.desk.consultations.models import Consultation, OpinionResult, Statement, Vote
from huiyin.desk.registry.models import Organisation
from huiyin.opinion import Readiness, first_statements, readiness


class NotYours(PermissionError):
    """A vote for an organisation that the person does not speak for."""


class Withheld(ValueError):
    """A vote on a statement that is not open to votes."""


@dataclass(frozen=True, slots=True)
class Cast:
    """A vote as it was cast; ``before``: what the organisation had voted until then, if it had."""

    statement: int
    organisation: int
    value: int
    before: int | None


@transaction.atomic
def cast(statement: Statement, by: User, organisation: Organisation | None, value: int) -> Cast:
    """Vote for an organisation; its earlier vote on the statement goes.

    Raises :class:`NotYours`, :class:`Withheld`, and ``ValueError`` for what is no vote. The record says who
    voted for whom and when, never what: a vote is counted, not shown.
    """
    if value not in (-1, 0, 1):
        raise ValueError(f"no vote: {value}")
    if statement.is_moderated_out:
        raise Withheld(statement.key)
    consultation = statement.consultation
    _own(by, consultation, organisation)
    assert organisation is not None
    mine = Vote.objects.select_for_update().filter(
        statement=statement, participant=organisation.slug
    )
    before = mine.values_list("value", flat=True).first()
    Vote.objects.update_or_create(
        statement=statement,
        participant=organisation.slug,
        defaults={"value": value, "user": by, "organisation": organisation},
    )
    record(by, "vote.cast", statement, organisation=organisation.slug)
    jobs.start(consultation, "map", None)
    return Cast(statement.pk, organisation.pk, value, before)


@transaction.atomic
def take_back(vote: Cast, by: User, consultation: Consultation) -> Statement:
    """Undo a vote: what the organisation had voted before holds again. Raises :class:`NotYours`."""
    statement = Statement.objects.get(consultation=consultation, pk=vote.statement)
    organisation = Organisation.objects.get(pk=vote.organisation)
    _own(by, consultation, organisation)
    mine = Vote.objects.filter(statement=statement, participant=organisation.slug)
    if vote.before is None:
        mine.delete()
    else:
        mine.update(value=vote.before)
    record(by, "vote.take_back", statement, organisation=organisation.slug)
    jobs.start(consultation, "map", None)
    return statement


def _own(by: User, consultation: Consultation, organisation: Organisation | None) -> None:
    if organisation is None or not speaks_for(by, consultation).filter(pk=organisation.pk).exists():
        raise NotYours


def tallied(consultation: Consultation, *, withheld: bool = False) -> list[Statement]:
    """The accepted statements in their order, each with ``agrees``, ``disagrees`` and ``passes``; with ``withheld``
    the others too. One query."""
    found = Statement.objects.filter(consultation=consultation)
    return list(
        (found if withheld else found.filter(is_moderated_out=False)).annotate(
            agrees=Count("votes", filter=Q(votes__value=1)),
            disagrees=Count("votes", filter=Q(votes__value=-1)),
            passes=Count("votes", filter=Q(votes__value=0)),
        )
    )


def own_votes(consultation: Consultation, organisation: Organisation) -> dict[int, int]:
    """Statement → what the organisation voted."""
    return dict(
        Vote.objects.filter(
            statement__consultation=consultation,
            statement__is_moderated_out=False,
            participant=organisation.slug,
        ).values_list("statement_id", "value")
    )


def upcoming(
    consultation: Consultation, statements: list[Statement], voted: Mapping[int, int]
) -> list[Statement]:
    """Those of :func:`tallied` that are still to be voted on, the most telling first."""
    by_key = {s.key: s for s in statements}
    result = OpinionResult.objects.filter(consultation=consultation).only("result").first()
    order = first_statements(
        {key: (s.agrees, s.disagrees, s.passes) for key, s in by_key.items()},  # type: ignore[attr-defined]
        [s.key for s in statements if s.pk in voted],
        extremity=result.result.get("extremity", {}) if result else {},
    )
    return [by_key[key] for key in order]


def how_ready(consultation: Consultation) -> Readiness:
    """How far the votes are from a map. Two queries."""
    open_to_votes = Statement.objects.filter(consultation=consultation, is_moderated_out=False)
    cast = (
        Vote.objects.filter(statement__in=open_to_votes)
        .values("participant")
        .annotate(n=Count("pk"))
        .values_list("n", flat=True)
    )
    return readiness(cast, open_to_votes.count())
