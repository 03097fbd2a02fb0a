"""Votes on statements: one per organisation, changeable; published in batches; and which statement comes next.

Nobody can see a count change by a single vote. What is shown of a statement is what was last *published*, and
that changes only when the votes of at least :data:`Vote.BATCH` voices on it are new, changed or withdrawn
since, or when voting first ends. A voice is an organisation; organisations represented by the same person are
one voice, because that person knows their votes, and so are those that somebody represented when they voted,
even if the seat has ended. Counts, map and figures all use published votes only, so that they agree and reveal
no more together. When a batch is full never depends on the votes' values.

Who has voted is not shown before voting ends; then it is recorded, in the order of names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Count, F, Max, Q, QuerySet
from django.utils import timezone

from huiyin.desk.accounts.api import list_accounts
from huiyin.desk.accounts.permissions import Stage
from huiyin.desk.audit.api import record_day
from huiyin.desk.consultations.access import speaks_for
from huiyin.desk.consultations.models import Consultation, OpinionResult, Statement, Vote, Witness
from huiyin.desk.core.edit_conflicts import check_unchanged, digest_version
from huiyin.desk.jobs import api as jobs
from huiyin.desk.registry.api.organisation_facts import select_all_organisations
from huiyin.desk.registry.api.seats import list_seat_pairs
from huiyin.opinion import MINIMUM_GROUP_SIZE, Readiness, first_statements, measure_readiness

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.registry.models import Organisation, Seat
    from huiyin.intake import Vote as VoteRead

#: Vote → its name in forms and addresses.
_WORDS: dict[int | None, str] = {1: "agree", -1: "disagree", 0: "pass"}
VOTES = {word: value for value, word in _WORDS.items()}
#: Votes that differ from their published value.
_WAITING = (
    Q(published__isnull=True)
    | Q(value__isnull=True)
    | Q(value__gt=F("published"))
    | Q(value__lt=F("published"))
)


class NotYourVote(PermissionError):
    """The person does not represent the organisation."""


class StatementWithheld(ValueError):
    """The statement is not open for votes."""


class VoteReplaced(ValueError):
    """The vote to be undone was replaced meanwhile, possibly by another delegate."""


class StatementReworded(ValueError):
    """The wording differs from the one on the ballot."""


class VotingClosed(ValueError):
    """Voting has ended or not begun."""


@dataclass(frozen=True, slots=True)
class CastVote:
    """A vote as cast; ``before``: the organisation's previous vote, or None."""

    statement: int
    organisation: int
    value: int
    before: int | None


def snapshot_vote(value: int | None) -> dict[str, str]:
    """The organisation's vote as the ballot shows it, for the version."""
    return {"vote": _WORDS.get(value, "")}


def digest_wording(statement: Statement) -> str:
    """The version of the wording that is voted on."""
    return digest_version({"zh": statement.text_zh, "en": statement.text_en})


@transaction.atomic
def cast_vote(
    statement: Statement,
    by: User,
    organisation: Organisation | None,
    value: int | None,
    *,
    seen: str | None = None,
    read: str | None = None,
) -> CastVote:
    """Cast an organisation's vote, replacing its earlier one. ``seen``: the version (:func:`snapshot_vote`) on
    the ballot; ``read``: that of the wording (:func:`digest_wording`).

    Raises :class:`NotYourVote`, :class:`StatementWithheld`, :class:`VotingClosed`, :class:`StatementReworded`,
    :class:`huiyin.desk.core.edit_conflicts.EditConflict` if another delegate voted since, and ``ValueError``
    for an invalid value. Who voted is recorded when voting ends (:func:`end_voting`).
    """
    if value not in (-1, 0, 1):
        raise ValueError(f"no vote: {value}")
    consultation = _lock_consultation(statement.consultation)
    statement.refresh_from_db(fields=("is_moderated_out", "text_zh", "text_en"))
    if statement.is_moderated_out:
        raise StatementWithheld(statement.key)
    if organisation is None:
        raise NotYourVote
    _check_voter(by, consultation, organisation)
    mine = Vote.objects.filter(statement=statement, organisation=organisation).first()
    before = mine.value if mine else None
    if read and read != digest_wording(statement):
        raise StatementReworded(statement.key)
    check_unchanged(seen, snapshot_vote(before), snapshot_vote(value))
    _save_vote(mine or Vote(statement=statement, organisation=organisation), value, by)
    return CastVote(statement.pk, organisation.pk, value, before)


@transaction.atomic
def take_back(vote: CastVote, by: User, consultation: Consultation) -> Statement:
    """Undo a vote, restoring the organisation's previous one.

    Raises :class:`NotYourVote`, :class:`VotingClosed`, and :class:`VoteReplaced` if the vote has changed.
    """
    consultation = _lock_consultation(consultation)
    statement = Statement.objects.get(consultation=consultation, pk=vote.statement)
    organisation = select_all_organisations().get(pk=vote.organisation)
    _check_voter(by, consultation, organisation)
    mine = Vote.objects.filter(statement=statement, organisation=organisation).first()
    if mine is None or (mine.value, mine.user_id) != (vote.value, by.pk):
        raise VoteReplaced(statement.key)
    _save_vote(mine, vote.before, by)
    return statement


def _lock_consultation(consultation: Consultation) -> Consultation:
    """The consultation, locked: votes in it are cast, published and ended one after the other."""
    return Consultation.objects.select_for_update(no_key=True).get(pk=consultation.pk)


def _check_voter(by: User, consultation: Consultation, organisation: Organisation) -> None:
    if not speaks_for(by, consultation).filter(pk=organisation.pk).exists():
        raise NotYourVote
    if consultation.stage != Stage.DELIBERATING or consultation.is_voting_over:
        raise VotingClosed


def _save_vote(vote: Vote, value: int | None, by: User) -> None:
    """Set the value of ``vote``. The consultation must be locked."""
    if value is None and vote.published is None:
        vote.delete()  # nobody but its organisation ever saw it
        return
    before = None if vote.user_id == by.pk else vote.user
    vote.value, vote.user, vote.cast_at = value, by, timezone.now()
    # The primary key, not the slug, which can change: a renamed organisation still has one vote.
    vote.participant = vote.participant or f"organisation:{vote.organisation_id}"
    if vote.pk is None:
        vote.save(force_insert=True)
    else:
        vote.save(update_fields=("value", "user", "cast_at", "participant"))
        if before is not None:
            Witness.objects.create(vote=vote, user=before)
    consultation = vote.statement.consultation
    if _publish_statement(vote.statement_id, Vote.BATCH):
        jobs.start_job(consultation, "map", None)


def save_witness(seat: Seat, *, person_goes: bool = False) -> None:
    """Before a seat ends, remember that its person may have seen unpublished votes. ``person_goes``: the
    account is deleted too, and only that somebody did is remembered.
    """
    # Locks all consultations in voting, always in the same order, so that votes being cast are
    # committed and included.
    list(
        Consultation.objects.select_for_update(no_key=True)
        .filter(stage=Stage.DELIBERATING)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    waiting = Vote.objects.filter(_WAITING, organisation=seat.organisation_id)
    user = None if person_goes else seat.user_id
    Witness.objects.bulk_create(Witness(vote_id=pk, user_id=user) for pk in _list_keys(waiting))


def _list_keys(votes: QuerySet[Vote]) -> list[int]:
    return list(votes.order_by("pk").values_list("pk", flat=True))


# ---- published --------------------------------------------------------------------------------------------


@transaction.atomic
def publish_votes(consultation: Consultation, *, smallest: int = Vote.BATCH) -> bool:
    """Publish the current votes of each statement on which those of at least ``smallest`` voices have changed.
    Returns whether anything was published.
    """
    _lock_consultation(consultation)
    statements = Statement.objects.filter(consultation=consultation).values_list("pk", flat=True)
    published = [statement for statement in statements if _publish_statement(statement, smallest)]
    return bool(published)


def _publish_statement(statement: int, smallest: int) -> bool:
    votes = Vote.objects.filter(statement=statement)
    if _count_voices(votes.filter(_WAITING)) < smallest:
        return False
    votes.filter(value__isnull=True).delete()
    votes.update(published=F("value"))
    Witness.objects.filter(vote__in=votes).delete()
    Statement.objects.filter(pk=statement).update(counted_at=timezone.now())
    return True


#: A kind (vote, organisation or person) and a primary key.
_Voice = tuple[str, int | None]


def _count_voices(votes: QuerySet[Vote]) -> int:
    """The number of voices among ``votes``. Organisations are one voice if a person has a seat in them, cast a
    vote for them, or witnessed their votes. Each imported participant is a voice; organisations whose people
    are all gone are one together.
    """
    rows = list(votes.values_list("pk", "organisation", "user"))
    organisations = {organisation for _, organisation, _ in rows if organisation is not None}
    seats = list_seat_pairs(organisations)
    witnesses = Witness.objects.filter(vote__in=votes).values_list("vote", "user")
    voices: dict[_Voice, _Voice] = {}
    own: dict[int, _Voice] = {}

    def voice_of(one: _Voice) -> _Voice:
        while voices.setdefault(one, one) != one:
            one = voices[one]
        return one

    for pk, organisation, person in rows:
        own[pk] = ("row", pk) if organisation is None else ("organisation", organisation)
        if organisation is None and person is None:
            voice_of(own[pk])
            continue
        voices[voice_of(own[pk])] = voice_of(("person", person))
    for pk, person in witnesses:
        voices[voice_of(own[pk])] = voice_of(("person", person))
    for person, organisation in seats:
        voices[voice_of(("organisation", organisation))] = voice_of(("person", person))
    return len({voice_of(one) for one in list(voices)})


def end_voting(consultation: Consultation) -> None:
    """End voting: publish the remaining votes and record who voted. Call it within the transaction of the move,
    which locks the consultation.

    Fewer than :data:`Vote.BATCH` remaining votes on a statement are published only the first time: otherwise
    somebody could move the stage back and forth and read every single vote.
    """
    there = Vote.objects.filter(statement__consultation=consultation)
    if not there.exists():
        return
    # Recorded all at once in the order of names, so that the order reveals no times. An
    # organisation that does not change its vote later is recorded once.
    voted = set(there.filter(organisation__isnull=False).values_list("organisation__slug", "user"))
    people = list_accounts().in_bulk({user for _, user in voted if user is not None})
    for slug, user in sorted(
        voted, key=lambda pair: (pair[0], str(people.get(pair[1], "")), pair[1] or 0)
    ):
        record_day(people.get(user), "vote.cast", consultation, organisation=slug)
    smallest = 1 if consultation.voting_ended_at is None else Vote.BATCH
    if consultation.voting_ended_at is None:
        consultation.voting_ended_at = timezone.now()
        consultation.save(update_fields=("voting_ended_at",))
    if publish_votes(consultation, smallest=smallest):
        jobs.start_job(consultation, "map", None)


@dataclass(frozen=True, slots=True)
class CountStatus:
    """What a page says about its counts. ``last``: when votes were last published; ``is_reopened``: voting
    continues after it had ended; ``is_left``: voting is over, and a remainder too small to publish is not
    counted.
    """

    last: datetime | None
    is_reopened: bool
    is_left: bool


def describe_counting(consultation: Consultation) -> CountStatus:
    """How the counts of a consultation come about. During voting nothing is said about unpublished votes. One
    query.
    """
    is_open = consultation.stage == Stage.DELIBERATING
    counts = Vote.objects.filter(statement__consultation=consultation).aggregate(
        last=Max("statement__counted_at"), waiting=Count("pk", filter=_WAITING)
    )
    return CountStatus(
        counts["last"],
        is_open and consultation.voting_ended_at is not None,
        bool(counts["waiting"]) and not is_open,
    )


def list_tallied(consultation: Consultation, *, withheld: bool = False) -> list[Statement]:
    """The accepted statements in order, with published ``agrees``, ``disagrees`` and ``passes``; with
    ``withheld`` also the others. One query.
    """
    found = Statement.objects.filter(consultation=consultation)
    return list(count_published(found if withheld else found.filter(is_moderated_out=False)))


def count_published(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """Annotate statements with published counts. This is the only place that counts votes.

    The order is repeated, since Django ignores the model's own for grouped queries (Meta.ordering).
    """
    return statements.annotate(
        **{
            name: Count("votes", filter=Q(votes__published=value))
            for name, value in (("agrees", 1), ("disagrees", -1), ("passes", 0))
        }
    ).order_by("position", "pk")


@dataclass(frozen=True, slots=True)
class VoterCounts:
    """Who cast the published votes: organisations, and imported participants, who are only numbers."""

    organisations: int
    imported: int


def count_voters(consultation: Consultation) -> VoterCounts:
    """Who is behind a map. One query."""
    there = Vote.objects.filter(statement__consultation=consultation, published__isnull=False)
    counts = there.order_by().aggregate(
        organisations=Count("organisation", distinct=True),
        imported=Count("participant", distinct=True, filter=Q(organisation=None, user=None)),
    )
    return VoterCounts(**counts)


def find_opinion_result(consultation: Consultation) -> OpinionResult | None:
    """The current map, without charts. One query."""
    return OpinionResult.objects.filter(consultation=consultation).only("result").first()


#: Numbers of agrees, disagrees and passes.
Counts = tuple[int, int, int]


def counts_to_show(
    result: OpinionResult | None, statements: Iterable[Statement]
) -> dict[str, Counts]:
    """Key → counts that may be shown, of statements counted by :func:`count_published`.

    Shown are statements with at least as many votes as the smallest group has members; fewer would reveal
    individual votes. If a map shows groups, only the votes of their members are counted: with a count of
    everybody beside them, the votes of those in no group could be derived. ``result``: the current map
    (:func:`find_opinion_result`).
    """
    if result is not None and result.is_map:
        # Maps of earlier versions contain no counts and show none until they are recomputed.
        of_groups = result.result.get("counts", {})
        found = {s.key: _to_counts(of_groups.get(s.key, (0, 0, 0))) for s in statements}
    else:
        found = {s.key: (s.agrees, s.disagrees, s.passes) for s in statements}  # type: ignore[attr-defined]
    return {key: counts for key, counts in found.items() if sum(counts) >= MINIMUM_GROUP_SIZE}


def _to_counts(counts: Sequence[int]) -> Counts:
    agrees, disagrees, passes = counts
    return agrees, disagrees, passes


def list_counted_votes(consultation: Consultation) -> Any:
    """The published votes that the map is computed from: those on accepted statements with shown counts."""
    shown = (
        Vote.objects.filter(
            statement__consultation=consultation,
            statement__is_moderated_out=False,
            published__isnull=False,
        )
        .values("statement")
        .annotate(n=Count("pk"))
        .filter(n__gte=Vote.BATCH)
        .values("statement")
    )
    return Vote.objects.filter(statement__in=shown, published__isnull=False)


def own_votes(consultation: Consultation, organisation: Organisation) -> dict[int, int]:
    """Statement → the organisation's vote."""
    votes = Vote.objects.filter(
        statement__consultation=consultation,
        statement__is_moderated_out=False,
        organisation=organisation,
    )
    rows = votes.values_list("statement_id", "value")
    return {statement: value for statement, value in rows if value is not None}


def find_voted(user: User, consultations: Sequence[Consultation]) -> set[int]:
    """Keys of the consultations in which an organisation of the user has voted on every open statement. Two
    queries.
    """
    open_to_votes = Statement.objects.filter(
        consultation__in=consultations, is_moderated_out=False
    ).order_by()
    there = dict(open_to_votes.values_list("consultation").annotate(Count("pk")))
    cast = (
        Vote.objects.filter(
            statement__in=open_to_votes, organisation__seats__user=user, value__isnull=False
        )
        .order_by()
        .values_list("statement__consultation")
        .annotate(Count("statement", distinct=True))
    )
    return {number for number, n in cast if n >= there[number]}


def find_voter(statement: Statement, organisation: Organisation) -> dict[str, Any]:
    """Who cast the organisation's current vote, and when; for its own delegates."""
    mine = Vote.objects.filter(statement=statement, organisation=organisation)
    last = mine.select_related("user").first()
    return {"who": str(last.user or ""), "at": last.cast_at} if last else {}


def list_upcoming(
    consultation: Consultation, statements: list[Statement], voted: Mapping[int, int]
) -> list[Statement]:
    """The statements still to be voted on, most informative first, judged by published votes."""
    by_key = {s.key: s for s in statements}
    result = find_opinion_result(consultation)
    order = first_statements(
        {key: (s.agrees, s.disagrees, s.passes) for key, s in by_key.items()},  # type: ignore[attr-defined]
        [s.key for s in statements if s.pk in voted],
        extremity=result.result.get("extremity", {}) if result else {},
    )
    return [by_key[key] for key in order]


def measure_vote_readiness(consultation: Consultation) -> Readiness:
    """How far the published votes are from allowing a map. Two queries."""
    statements = Statement.objects.filter(consultation=consultation, is_moderated_out=False)
    cast = (
        list_counted_votes(consultation)
        .values("participant")
        .annotate(n=Count("pk"))
        .values_list("n", flat=True)
    )
    return measure_readiness(cast, statements.count())


def import_votes(consultation: Consultation, cast: Iterable[VoteRead]) -> None:
    """Add votes read from a file, of people without an account: the last per participant and statement; votes
    on unknown statements are ignored.
    """
    statements = dict(Statement.objects.filter(consultation=consultation).values_list("key", "pk"))
    last = {(one.participant, one.statement): one.vote for one in cast}
    Vote.objects.bulk_create(
        (
            Vote(statement_id=statements[statement], participant=participant, value=value)
            for (participant, statement), value in last.items()
            if statement in statements
        ),
        batch_size=500,
    )
