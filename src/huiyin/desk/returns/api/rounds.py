"""Rounds of the yearly return: opened, answered, reminded of, accepted or asked back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.notifications.outbox import queue_mail
from huiyin.desk.registry.api.organisation_facts import list_delegates, select_organisations
from huiyin.desk.registry.data import DirectoryFilters
from huiyin.desk.returns.api.answers import list_held, read_answers, write_facts
from huiyin.desk.returns.data import FIELDS, ReturnListed, RoundListed
from huiyin.desk.returns.models import Return, ReturnRound, ReturnTable

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.registry.models import Organisation

SENT = (Return.State.SENT, Return.State.ACCEPTED)


class UnusableReturn(ValueError):
    """``returns.wrong.<code>``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


# ---- rounds ---------------------------------------------------------------------------------------------------


@transaction.atomic
def open_round(year: int, by: User, *, closes_on: date | None = None) -> ReturnRound:
    """Ask all members for a year; their delegates get a mail. Raises :class:`UnusableReturn` where it was asked for."""
    made, is_new = ReturnRound.objects.get_or_create(
        year=year, defaults={"closes_on": closes_on, "created_by": by}
    )
    if not is_new:
        raise UnusableReturn("there")
    members = select_organisations(DirectoryFilters(kind="member", day=made.last_day))
    made.asked.set(members)
    record_audit_entry(by, "returns.open", made, year=year)
    _write_to(made, list(members), "return_open", f"returns {year}")
    return made


@transaction.atomic
def ask_member(round_: ReturnRound, organisation: Organisation, by: User) -> None:
    """Ask one more, whose delegates get a mail."""
    if round_.asked.filter(pk=organisation.pk).exists():
        raise UnusableReturn("asked_already")
    round_.asked.add(organisation)
    record_audit_entry(by, "returns.ask", organisation, year=round_.year)
    if round_.is_open:
        _write_to(
            round_, [organisation], "return_open", f"returns {round_.year} +{organisation.pk}"
        )


@transaction.atomic
def leave_out_member(round_: ReturnRound, organisation: Organisation, by: User) -> None:
    """Ask one no more. Who has answered stays: what was said is not put aside unseen."""
    if round_.returns.filter(organisation=organisation, state__in=SENT).exists():
        raise UnusableReturn("answered")
    round_.asked.remove(organisation)
    record_audit_entry(by, "returns.leave_out", organisation, year=round_.year)


def list_unasked(round_: ReturnRound) -> list[Organisation]:
    """The members of today that the round does not ask. One query."""
    members = select_organisations(DirectoryFilters(kind="member"))
    return list(members.exclude(asked_rounds=round_))


def count_voiceless(organisations: Collection[int]) -> int:
    """How many of these have nobody to speak for them, whom no mail reaches. One query."""
    return len(set(organisations) - {number for number, _ in list_delegates(organisations)})


def count_members() -> tuple[int, int]:
    """How many members there are today, and how many of them have nobody to speak for them. Two queries."""
    members = select_organisations(DirectoryFilters(kind="member"))
    numbers = list(members.values_list("pk", flat=True))
    return len(numbers), count_voiceless(numbers)


@transaction.atomic
def close_round(round_: ReturnRound, by: User) -> None:
    """Nothing more is taken; what was sent can still be accepted."""
    closed = ReturnRound.objects.filter(pk=round_.pk, closed_at=None).update(
        closed_at=timezone.now()
    )
    if closed:
        record_audit_entry(by, "returns.close", round_, year=round_.year)


@transaction.atomic
def reopen_round(round_: ReturnRound, by: User) -> None:
    """Answers are taken again."""
    if ReturnRound.objects.filter(pk=round_.pk).exclude(closed_at=None).update(closed_at=None):
        record_audit_entry(by, "returns.reopen", round_, year=round_.year)


@transaction.atomic
def remind_members(round_: ReturnRound, by: User) -> tuple[int, int]:
    """Write to the delegates of all that have not answered, each once a day: of how many organisations, and how many have
    nobody to write to."""
    answered = round_.returns.filter(state__in=SENT).values("organisation")
    silent = list(select_members(round_).exclude(pk__in=answered))
    today = timezone.localdate().isoformat()
    _write_to(round_, silent, "return_reminder", f"returns {round_.year} {today}")
    record_audit_entry(by, "returns.remind", round_, year=round_.year, n=len(silent))
    voiceless = count_voiceless([one.pk for one in silent])
    return len(silent) - voiceless, voiceless


def _write_to(
    round_: ReturnRound, organisations: list[Organisation], kind: str, occasion: str
) -> None:
    numbers = [one.pk for one in organisations]
    people = {person.pk: person for _, person in list_delegates(numbers)}
    for person in people.values():
        queue_mail(person, kind, occasion=f"{occasion} {person.pk}", round=round_.pk)


def find_round(year: int) -> ReturnRound | None:
    return ReturnRound.objects.filter(year=year).first()


def select_members(round_: ReturnRound) -> Any:
    """Who is asked, whatever became of them since the round was opened."""
    return select_organisations(DirectoryFilters(with_ended=True)).filter(asked_rounds=round_)


def list_rounds() -> list[RoundListed]:
    """All rounds, the newest first. Two queries."""
    counted = ReturnRound.objects.annotate(
        sent=Count("returns", filter=Q(returns__state=Return.State.SENT)),
        accepted=Count("returns", filter=Q(returns__state=Return.State.ACCEPTED)),
    )
    through = ReturnRound.asked.through.objects
    asked = dict(through.values_list("returnround").annotate(Count("organisation")))
    return [
        RoundListed(
            one.year, one.closes_on, one.is_open, asked.get(one.pk, 0), one.sent + one.accepted, one.accepted,
        )
        for one in counted
    ]  # fmt: skip


def list_returns(round_: ReturnRound) -> list[ReturnListed]:
    """Every member, with how far its return is; a fixed number of queries."""
    members = list(select_members(round_))
    returns = {member.organisation_id: member for member in round_.returns.all()}
    delegates: dict[int, int] = {}
    for organisation, _ in list_delegates([member.pk for member in members]):
        delegates[organisation] = delegates.get(organisation, 0) + 1
    return [
        ReturnListed(
            member.pk,
            member.slug,
            member.name,
            own.state if own else "",
            own.pk if own else None,
            bool(own and own.is_unchanged),
            own.sent_at if own else None,
            delegates.get(member.pk, 0),
            own.confirmed_by if own else "",
        )
        for member in members
        for own in [returns.get(member.pk)]
    ]


# ---- one return -----------------------------------------------------------------------------------------------


def list_open_of(person: User) -> list[tuple[ReturnRound, Organisation, Return | None]]:
    """What somebody who speaks for members that are asked can answer, the newest year first. Four queries."""
    rounds = list(ReturnRound.objects.filter(closed_at=None))
    if not rounds:
        return []
    mine = list(select_organisations(DirectoryFilters(with_ended=True)).filter(seats__user=person))
    through = ReturnRound.asked.through.objects.filter(returnround__in=rounds)
    asked = set(through.filter(organisation__in=mine).values_list("returnround", "organisation"))
    returns = {
        (one.round_id, one.organisation_id): one
        for one in Return.objects.filter(round__in=rounds, organisation__in=mine)
    }
    return [
        (round_, one, returns.get((round_.pk, one.pk)))
        for round_ in rounds
        for one in mine
        if (round_.pk, one.pk) in asked
    ]


def list_waiting_of(person: User) -> list[tuple[ReturnRound, Organisation]]:
    """Of these what waits for an answer."""
    return [
        (round_, organisation)
        for round_, organisation, given in list_open_of(person)
        if given is None or given.is_with_organisation
    ]


def find_return(round_: ReturnRound, organisation: Organisation) -> Return:
    """The return, or one that was not begun yet; writes nothing."""
    kept = Return.objects.filter(round=round_, organisation=organisation).first()
    return kept or Return(round=round_, organisation=organisation)


def read_held(round_: ReturnRound, organisation: Organisation) -> dict[str, Any]:
    """What the registry holds, as answers."""
    return read_answers(list_held(organisation, round_.last_day))


def is_asked(round_: ReturnRound, organisation: Organisation) -> bool:
    return round_.asked.filter(pk=organisation.pk).exists()


def may_answer(person: User, organisation: Organisation) -> bool:
    """Whether somebody answers for the organisation: its delegates, and the secretariat for those who are off-line."""
    return person.is_secretariat or person.seats.filter(organisation=organisation).exists()


def _lock_return(round_: ReturnRound, organisation: Organisation) -> Return:
    made, _ = Return.objects.get_or_create(round=round_, organisation=organisation)
    return Return.objects.select_for_update().select_related("round").get(pk=made.pk)


def _check_open(given: Return) -> None:
    if not given.round.is_open:
        raise UnusableReturn("closed")
    if not given.is_with_organisation:
        raise UnusableReturn("sent")


@transaction.atomic
def save_draft(
    round_: ReturnRound,
    organisation: Organisation,
    answers: Mapping[str, Any],
    version: int,
    *,
    page: str = "",
    is_final: bool = False,
) -> Return:
    """Keep what was typed so far. ``page``: the page that it was typed in; ``is_final``: it saves for the last time, by a
    button.

    Raises :class:`UnusableReturn`, ``elsewhere`` where somebody else saved meanwhile.
    """
    given = _lock_return(round_, organisation)
    _check_open(given)
    # A page that saves itself keeps to the order of its own saves, so it must name the version.
    _check_current(given, version, page if is_final else "")
    given.saved_from = page
    given.answers = {name: answers[name] for name in FIELDS if name in answers}
    given.version += 1
    given.saved_at = timezone.now()
    given.save(update_fields=("answers", "version", "saved_at", "saved_from"))
    return given


def _check_current(given: Return, version: int, page: str) -> None:
    """That nobody saved since the page was read. A save by the page itself, of which its button could not know yet
    because the answer was under way, is nobody else's."""
    if given.version != version and not (page and given.saved_from == page):
        raise UnusableReturn("elsewhere")


@transaction.atomic
def send_return(
    round_: ReturnRound,
    organisation: Organisation,
    answers: Mapping[str, Any] | None,
    by: User,
    *,
    version: int | None = None,
    page: str = "",
    discards_draft: bool = False,
    table: ReturnTable | None = None,
    confirmed_by: str = "",
) -> Return:
    """Send the answers to the secretariat; None: nothing has changed. ``version``: of the form that was filled in, on
    this ``page``; or the ``table`` that they came in, and who answers for them there, ``confirmed_by``.

    Raises :class:`UnusableReturn`: ``elsewhere`` where somebody else saved meanwhile, ``draft`` where answers were saved
    that would be lost, unless it ``discards_draft``.
    """
    given = _lock_return(round_, organisation)
    _check_open(given)
    if version is not None:
        _check_current(given, version, page)
    if answers is None and given.answers and not given.is_unchanged and not discards_draft:
        raise UnusableReturn("draft")
    given.is_unchanged = answers is None
    kept = read_held(round_, organisation) if answers is None else answers
    given.answers = {name: kept[name] for name in FIELDS if name in kept}
    given.state, given.note = Return.State.SENT, ""
    given.sent_by, given.sent_at, given.version = by, timezone.now(), given.version + 1
    given.saved_from, given.table, given.confirmed_by = "", table, confirmed_by
    given.save(
        update_fields=(
            "answers", "state", "note", "is_unchanged", "sent_by", "sent_at", "version", "saved_from", "table",
            "confirmed_by",
        )
    )  # fmt: skip
    record_audit_entry(
        by, "return.send", organisation, year=round_.year, unchanged=given.is_unchanged
    )
    return given


@transaction.atomic
def take_back(round_: ReturnRound, organisation: Organisation, by: User) -> Return:
    """The organisation goes on with what it sent, as long as that was not accepted. Raises :class:`UnusableReturn`."""
    given = _lock_return(round_, organisation)
    if not given.round.is_open:
        raise UnusableReturn("closed")
    if given.state != Return.State.SENT:
        raise UnusableReturn("not_sent")
    given.state, given.is_unchanged = Return.State.DRAFT, False
    given.saved_at, given.version = timezone.now(), given.version + 1
    given.save(update_fields=("state", "is_unchanged", "saved_at", "version"))
    record_audit_entry(by, "return.take_back", organisation, year=round_.year)
    return given


@transaction.atomic
def accept_return(number: int, by: User, *, version: int | None) -> Return:
    """Each answer becomes a dated fact, with the return as its source. ``version``: of the answers that were looked at; the
    organisation may have taken them back and sent others. Raises :class:`UnusableReturn`."""
    given = _lock_sent(number, version)
    write_facts(given, by)
    given.state = Return.State.ACCEPTED
    given.accepted_by, given.accepted_at = by, timezone.now()
    given.save(update_fields=("state", "accepted_by", "accepted_at"))
    record_audit_entry(by, "return.accept", given.organisation, year=given.round.year)
    return given


@transaction.atomic
def ask_back(number: int, note: str, by: User, *, version: int | None) -> Return:
    """The organisation looks at it once more, and reads why. Raises :class:`UnusableReturn`."""
    given = _lock_sent(number, version)
    given.state, given.note = Return.State.ASKED_BACK, note.strip()
    given.version += 1
    given.saved_from = ""
    given.save(update_fields=("state", "note", "version", "saved_from"))
    record_audit_entry(by, "return.ask_back", given.organisation, year=given.round.year)
    for _, person in list_delegates([given.organisation_id]):
        queue_mail(person, "return_back", given=given.pk)
    return given


def _lock_sent(number: int, version: int | None) -> Return:
    given = Return.objects.select_for_update(of=("self",)).select_related("round", "organisation")
    kept = given.filter(pk=number).first()
    if kept is None or kept.state != Return.State.SENT:
        raise UnusableReturn("not_sent")
    if kept.version != version:
        raise UnusableReturn("sent_anew")
    return kept
