"""Erase what the desk holds of somebody, wherever it lies; what was said in another's name stays without theirs."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry

from huiyin.desk.accounts.api import list_accounts, list_operators, list_secretariat, lock_account
from huiyin.desk.api.api.dumps import drop_dumps
from huiyin.desk.audit.api import list_entries, record_audit_entry, scrub_entry
from huiyin.desk.consultations.api.arriving_files import drop_arrivals, list_arrivals_by
from huiyin.desk.consultations.api.personal_rows import (
    ERASED,
    count_by_fate,
    erase_each,
    list_comments_by,
    list_filed_votes,
    list_intakes,
    list_intakes_by,
    list_speakers,
    list_spoken_comments,
    list_votes_by,
    select_unkept,
)
from huiyin.desk.core import sealed_secrets
from huiyin.desk.exports.api import drop_all_exports
from huiyin.desk.jobs.api import abandon_job, list_all_jobs, list_jobs_by, scrub_job
from huiyin.desk.networks.api import list_invitations, list_invitations_to
from huiyin.desk.networks.departures import (
    NotAllowed,
    check_changeable,
    is_last_of_secretariat,
    lock_person,
)
from huiyin.desk.notifications.api import (
    list_mails,
    list_mails_of,
    list_mails_outside,
    list_mails_to,
    scrub_mail,
)
from huiyin.desk.notifications.followings import (
    list_followers,
    list_followers_at,
    list_followings_at,
)
from huiyin.desk.notifications.outbox import post_all, post_outside, queue_mail
from huiyin.desk.personal import erasure_marks, mailbox, page_notes
from huiyin.desk.personal.holdings import ErasureEffect, list_relations
from huiyin.desk.personal.mentions import find_mentions
from huiyin.desk.personal.models import Erasure
from huiyin.desk.personal.names import PersonNames, addresses_in
from huiyin.desk.personal.strangers import list_of_accounts
from huiyin.desk.personal.traces import (
    NAMING,
    NameTrace,
    change_texts,
    drop_at_commit,
    drop_files,
    erase_traces,
    find_traces,
    has_number,
    is_numbered,
    name_row,
    names_file,
    strings_in,
    take_out,
)
from huiyin.desk.proposals.api.personal_rows import (
    list_opinions_by,
    list_remarks_by,
    list_signatures_by,
)
from huiyin.desk.registry.api.seats import list_seats
from huiyin.desk.registry.organisations import list_with_address
from huiyin.desk.research.api.personal_rows import list_authorships, list_named_authors

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.audit.models import AuditEntry

log = logging.getLogger(__name__)
ASKED = Erasure.State.ASKED


class AlreadyAnswered(ValueError):
    """The request was answered or taken back before."""


class NoRefusalReason(ValueError):
    """A request is not refused without saying why."""


class HasAccount(ValueError):
    """Who has an account is not erased without having asked."""


# ---- asked and answered --------------------------------------------------------------------------------


def check_successor(person: User) -> None:
    """Raise :class:`NotAllowed` where nobody would be left in the secretariat or running the machine."""
    if is_last_of_secretariat(person):
        raise NotAllowed("last_secretariat")
    if person.is_superuser and not list_operators().exclude(pk=person.pk).exists():
        raise NotAllowed("last_operator")


@transaction.atomic
def ask_erasure(person: User, words: str = "") -> Erasure:
    """Ask for one's erasure; asked twice it is the same request. The secretariat is told by mail.

    Raises :class:`NotAllowed` where the desk would be without a secretariat or an operator."""
    person = lock_account(person.pk)
    open_one = Erasure.objects.filter(person=person, state=ASKED).first()
    if open_one is not None:
        return open_one
    check_successor(person)
    made = Erasure.objects.create(person=person, words=words.strip()[:5000])
    record_audit_entry(person, "personal.ask", made)
    post_all(list_secretariat().exclude(pk=person.pk), "erasure_asked", erasure=made.pk)
    return made


@transaction.atomic
def take_back(erasure: Erasure, person: User) -> None:
    """Ask for it no more. Raises :class:`AlreadyAnswered`."""
    held = _lock_erasure(erasure)
    if held.person_id != person.pk:
        raise AlreadyAnswered
    held.state, held.settled_at = Erasure.State.TAKEN_BACK, timezone.now()
    held.save(update_fields=("state", "settled_at"))
    record_audit_entry(person, "personal.take_back", held)


@transaction.atomic
def refuse_erasure(erasure: Erasure, reason: str, by: User) -> None:
    """Answer no, and why; the person is told by mail. Raises :class:`NoRefusalReason`, :class:`AlreadyAnswered`."""
    if not reason.strip():
        raise NoRefusalReason
    held = _lock_erasure(erasure)
    if held.person is None:
        raise AlreadyAnswered
    check_changeable(held.person, by)
    held.state, held.settled_at = Erasure.State.REFUSED, timezone.now()
    held.reason, held.settled_by = reason.strip()[:5000], by
    held.save(update_fields=("state", "settled_at", "reason", "settled_by"))
    record_audit_entry(by, "personal.refuse", held)
    queue_mail(held.person, "erasure_refused", erasure=held.pk)


@transaction.atomic
def grant_erasure(
    erasure: Erasure, by: User, chosen: Collection[str] = (), *, also: str = ""
) -> Erasure:
    """Erase the person who asked, and tell them by a last mail. ``chosen``: keys of the places
    (:func:`huiyin.desk.personal.traces.find_traces`) of which ``by`` says that this person is meant by a name; ``also``: how else it is
    spelled.

    Raises :class:`AlreadyAnswered`; :class:`NotAllowed` where ``by`` may not do this to them, or nobody would be
    left in the secretariat or to run the machine.
    """
    held = _lock_erasure(erasure)
    if held.person is None:
        raise AlreadyAnswered
    person = lock_person(held.person, by)
    check_successor(person)
    now = timezone.now()
    named = PersonNames.of_person(person).also_called(also)
    meant = [one for one in find_traces(named) if one.is_sure or one.key in chosen]
    made = erasure_marks.make_marks(
        [erasure_marks.name_account(person), erasure_marks.name_words(person.email)], now
    )
    made += erasure_marks.make_row_marks([one.name for one in meant], now)
    email, language = person.email, person.language
    erase_person(person, lambda trace: trace.key in chosen, also=also)
    left = sum(one.n for one in find_mentions(named))
    Erasure.objects.filter(pk=held.pk).update(
        state=Erasure.State.GRANTED, settled_at=now, settled_by=by, words="", reason="", marks=[m.told for m in made]
    )  # fmt: skip
    held.refresh_from_db()
    record_audit_entry(by, "personal.grant", held)
    post_outside(email, language, "erased", left=left)
    # Where the machine dies before this, the table has the marks, and the next cleaning writes them to the file.
    transaction.on_commit(lambda: erasure_marks.keep_marks(made))
    return held


def _lock_erasure(erasure: Erasure) -> Erasure:
    held = Erasure.objects.select_for_update().get(pk=erasure.pk)
    if held.state != ASKED:
        raise AlreadyAnswered
    return held


# ---- what it means -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ErasureOutlook:
    """What is there now: ``goes`` and ``stays`` by the names of ``personal.goes.…`` and ``personal.stays.…``, with how
    many; nothing where there is none."""

    goes: tuple[tuple[str, int], ...]
    stays: tuple[tuple[str, int], ...]


def look_ahead(person: User) -> ErasureOutlook:
    """What would be erased of ``person``, and what would stay."""
    comments = count_by_fate(person)
    goes = {name: comments[name] for name in ("drafts", "withdrawn", "own_comments")} | {
        "remarks": list_remarks_by(person).count(),
        "files": list_intakes_by(person).exclude(file="").count()
        + list_arrivals_by(person).count(),
        "authorships": list_authorships(person).count(),
        "seats": list_seats(person).count() + person.coordinates.count(),
        "invitations": list_invitations_to(person.email).count(),
        "followings": list_followings_at(person.email).count(),
        "mails": list_mails_to(person).count(),
    }
    stays = {
        "comment": comments["comment"],
        "vote": list_votes_by(person).count(),
        "signature": list_signatures_by(person).count() + list_opinions_by(person).count(),
        "acts": list_entries().filter(actor=person).count(),
    }
    return ErasureOutlook(
        tuple((name, n) for name, n in goes.items() if n),
        tuple((name, n) for name, n in stays.items() if n),
    )


# ---- a person with an account --------------------------------------------------------------------------


def erase_person(
    person: User, is_meant: Callable[[NameTrace], bool] = lambda _: False, *, also: str = ""
) -> None:
    """Take everything of ``person`` away, their account last; of what others sent in, that bears their address, and
    the places of which somebody said that they are meant. Call it in a transaction; what follows outside of the
    database (the free space of its file) is :mod:`huiyin.desk.personal.database_cleanup`'s."""
    named, about = PersonNames.of_person(person), mailbox.list_about(person.pk)
    _erase_own_comments(person)
    drop_files(list_intakes_by(person))
    drop_arrivals(list_arrivals_by(person))
    _drop_unread(person)
    _forget_jobs(person)
    spelled = named.also_called(also)
    erase_traces(spelled, [one for one in find_traces(spelled) if is_meant(one) or one.is_sure])
    _sign_off(person)
    _forget_words(named)
    page_notes.forget_notes(person.pk)
    Erasure.objects.filter(person=person).update(words="", reason="")
    users = ContentType.objects.get_for_model(person)
    ModelLogEntry.objects.filter(content_type=users, object_id=str(person.pk)).delete()
    for model, name, holding in list_relations():
        rows = model._base_manager.filter(**{name: person})
        if holding.fate is ErasureEffect.DETACHED:
            rows.update(**{name: None})
        else:
            _delete_with_files(rows)
    _forget_everywhere(named, about)
    person.delete()


def _delete_with_files(rows: models.QuerySet[Any]) -> None:
    kinds = [
        field for field in rows.model._meta.concrete_fields if isinstance(field, models.FileField)
    ]
    for row in rows if kinds else ():
        for field in kinds:
            if file := getattr(row, field.name):
                drop_at_commit(file.storage, file.name)
    rows.delete()


def _erase_own_comments(person: User) -> None:
    """Drafts, what was withdrawn, and what was said in no organisation's name."""
    erase_each(select_unkept(list_comments_by(person)))


def _drop_unread(person: User) -> None:
    """Files that still wait to be read are not read any more: who sent them is not there to ask."""
    for job in list_jobs_by(person).under_way().select_for_update():
        if "file" in job.arguments or "intake" in job.arguments:
            drop_at_commit(default_storage, job.arguments.get("file", ""))
            arguments = {
                name: "" if name == "file" else value for name, value in job.arguments.items()
            }
            scrub_job(job, arguments=arguments)
            abandon_job(job, "not_any_more", file="")


def _forget_jobs(person: User) -> None:
    """What the files were called that they sent in."""
    for job in list_jobs_by(person).select_for_update():
        arguments, error = dict(job.arguments), dict(job.error)
        if "name" in arguments:
            arguments["name"] = ""
        if error.get("details"):
            error["details"] = {**error["details"], "file": ""}
        scrub_job(job, arguments=arguments, error=error)


#: What an act says of a file that was sent in: its name, and the headings of its columns.
_OF_FILES = ("file", "columns")
#: And what it keeps sealed of how they were called before.
_SEALED = "before"


def _sign_off(person: User) -> None:
    """In the record of acts: that somebody did it whose data was erased, and nothing of who that was."""
    for act in list_entries().filter(actor=person).iterator(chunk_size=1000):
        details = {
            name: value for name, value in act.details.items() if name not in (*_OF_FILES, _SEALED)
        }
        scrub_entry(act, details | {"by_erased": True}, is_actor_erased=True)


def _forget_words(named: PersonNames) -> None:
    """Their name and address where others' rows hold them as words: acts, mails, organisations."""
    for act in list_entries().exclude(details={}).iterator(chunk_size=1000):
        details = _scrub_details(act, named)
        if details != act.details:
            scrub_entry(act, details)
    before = Q(created_at__lt=named.before) if named.before else Q()
    for email in named.addresses:
        invitations = list_invitations_to(email).filter(before)
        for invitation in invitations:
            list_mails_of("invitation", invitation=invitation.pk).delete()
        invitations.delete()
        list_followers_at(email).filter(before).delete()
        list_mails().filter(before, email__iexact=email).delete()
    for mail in list_mails().filter(before).exclude(about={}, error=""):
        about, error = _scrub_about(mail.about, named), named.unasked.without(mail.error)
        if (about, error) != (mail.about, mail.error):
            scrub_mail(mail, about, error=error)


def _scrub_details(act: AuditEntry, named: PersonNames) -> dict[str, Any]:
    """What an act says, with nobody of ``named`` in it: by its number where it says one; by a name only where it says
    none and no other account is called so."""
    details = dict(act.details)
    is_of_them = act.thing == "user" and act.thing_id == str(named.number)
    is_meant = named.number is not None and (is_of_them or details.get("whom") == named.number)
    is_open = not has_number(act) and not named.has_namesake
    for name in NAMING:
        if (is_meant or is_open) and details.get(name):
            details[name] = _scrub_value(details[name], named, is_meant=is_meant)
    if named.is_named(str(details.get("email") or "")):
        details["email"] = ""
    if isinstance(why := details.get("why"), str):  # what a mail server said
        details["why"] = named.unasked.without(why)
    return details if details == act.details else details | {"erased": True}


def _scrub_value(value: Any, named: PersonNames, *, is_meant: bool) -> Any:
    if isinstance(value, list):
        return [one for one in value if not (is_meant or named.is_named(str(one)))]
    return "" if is_meant or named.is_named(str(value)) else value


def _scrub_about(about: dict[str, Any], named: PersonNames) -> dict[str, Any]:
    """What a mail to somebody else is about: the name goes where its number stands beside it, or no other is called so."""
    whom = about.get("whom")
    if whom is not None:
        return about | {"who": ""} if whom == named.number else take_out(about, named.addressed)
    if named.has_namesake:
        return dict(take_out(about, named.addressed))

    def empty(text: str) -> str:
        return "" if named.is_named(text) else named.addressed.without(text)

    return dict(change_texts(about, empty))


def _forget_everywhere(named: PersonNames, about: mailbox.MailSubjects) -> None:
    """What was made of the rows before: exports that lie ready, results of the queue, mails in the folder."""
    drop_all_exports()
    drop_dumps()
    DBTaskResult.objects.finished().delete()
    transaction.on_commit(lambda: mailbox.forget_in_folder(named, about))


# ---- people without an account -------------------------------------------------------------------------


@transaction.atomic
def erase_words(words: Collection[str], by: User, chosen: Collection[str]) -> Erasure:
    """Erase who never had an account and is named by ``words``, as the desk holds them: names beside comments that
    came in a table, addresses that were invited or written to. ``chosen``: keys of the places
    (:func:`huiyin.desk.personal.traces.find_traces`) of which ``by`` says that this person is meant; all others stay,
    for many have one name, and several may write under one address. Raises :class:`HasAccount` where one is of an
    account: who has one asks for themselves."""
    if list_of_accounts(words):
        raise HasAccount
    return erase_chosen(PersonNames.of_words(words), by, lambda trace: trace.key in chosen)


def erase_chosen(named: PersonNames, by: User, is_meant: Callable[[NameTrace], bool]) -> Erasure:
    """Erase those of the places of ``named`` that are meant, and mark them so that no backup brings them back."""
    now, about = timezone.now(), mailbox.list_about(None)
    found = find_traces(named)
    meant = [one for one in found if is_meant(one)]
    own = _whole_addresses(named, [one for one in found if not is_meant(one)])
    # Of what came before a moment the mark of that moment is there.
    whole = sorted(own.addresses) if named.before is None else ()
    made = erasure_marks.make_marks([erasure_marks.name_words(address) for address in whole], now)
    made += erasure_marks.make_row_marks([one.name for one in meant], now)
    erasure = Erasure.objects.create(
        state=Erasure.State.GRANTED,
        settled_at=now,
        settled_by=by,
        marks=[mark.told for mark in made],
    )
    erase_traces(named, meant)
    _forget_words(own)
    _forget_everywhere(own, about)
    record_audit_entry(by, "personal.grant", erasure)
    transaction.on_commit(lambda: erasure_marks.keep_marks(made))
    return erasure


def _whole_addresses(named: PersonNames, left: Sequence[NameTrace]) -> PersonNames:
    """The addresses of ``named`` that are nobody else's and stand in nothing that is left: those go everywhere."""
    is_left = any(trace.is_sure for trace in left)
    alone = frozenset() if is_left else named.addresses - named.shared
    return replace(named, names=frozenset(), addresses=alone)


def forget_words(words: Collection[str], before: datetime | None = None) -> None:
    """What the desk did before it asked row by row, of what came ``before``, where a backup brought it back: what
    stands under these very names, and under addresses that are nobody else's."""
    named, about = PersonNames.of_words(words, before), mailbox.list_about(None)
    erase_traces(
        named, [one for one in find_traces(named) if one.is_sure or _is_chosen(one, named)]
    )
    _forget_words(named)
    _forget_everywhere(named, about)


def _is_chosen(trace: NameTrace, named: PersonNames) -> bool:
    """Whether a row is one of those that the secretariat saw and chose: under this name, as it stands there."""
    if trace.row._meta.label_lower == "consultations.comment":
        return named.is_named(trace.row.speaker)
    if trace.kind in ("invitation", "sent", "follower"):
        return named.is_named(trace.row.email)
    return trace.kind == "vote" and named.is_named(trace.row.participant)


# ---- after a restore -----------------------------------------------------------------------------------


@transaction.atomic
def apply_again(
    after: datetime | None = None, *, known: Sequence[erasure_marks.ErasureMark] | None = None
) -> int:
    """Erase again who was erased ``after`` the moment that a backup brought back. Returns how many marks were found."""
    known = erasure_marks.read_marks() if known is None else known
    due = [mark for mark in known if after is None or mark.at > after]
    unread = sum(not mark.is_readable for mark in due)
    if unread:
        log.error(
            "%s marks in %s were made with a key that this desk does not have: whoever they are of may be back. Put "
            "the file %s of the desk that made them into the folder of data, and restore once more",
            unread, erasure_marks.FILE, sealed_secrets.BEFORE,
        )  # fmt: skip
    rows = erasure_marks.RowMarks(due)
    of_accounts = [mark for mark in due if mark.salt]
    erased, done = 0, set()

    def is_marked(trace: NameTrace) -> bool:
        done.add(trace.name)
        return rows.has(trace.name)

    for person in list_accounts() if of_accounts else ():
        name = erasure_marks.name_account(person)
        if any(mark.is_of(name) for mark in of_accounts):
            Erasure.objects.filter(person=person).update(
                words="", reason="", state=Erasure.State.GRANTED
            )
            erase_person(person, is_marked)
            erased += 1
    erased += _erase_marked_rows(rows, done)
    candidates = sorted(list_candidates()) if of_accounts else ()
    # What somebody was called was erased at once, and stands for one person.
    for at, together in groupby(of_accounts, key=lambda mark: mark.at):
        of_them = list(together)
        named = [(one, erasure_marks.name_words(one)) for one in candidates]
        words = [one for one, name in named if any(mark.is_of(name) for mark in of_them)]
        if words:
            forget_words(words, before=at)
            erased += len(words)
    return erased


def _erase_marked_rows(rows: erasure_marks.RowMarks, done: Collection[str]) -> int:
    """Rows that somebody was taken out of, in a backup that is older than their account: nothing says any more what they
    are called, so nothing is left of who spoke. Returns how many there were."""
    if not rows:
        return 0
    held = {
        ("comment", "speaker"): list_spoken_comments(),
        ("file", "unsearched"): list_intakes().exclude(file=""),
        ("file_name",): [one for one in list_intakes() if not is_numbered(one)],
        ("vote",): list_filed_votes().exclude(participant__startswith=ERASED),
        ("invitation",): list_invitations(),
        ("sent",): list_mails_outside(),
        ("follower",): list_followers(),
        ("mail",): [
            one for one in list_mails().exclude(about={}) if any(strings_in([*one.about.values()]))
        ],
        ("act",): list_entries().exclude(details={}).exclude(details__has_key="erased"),
        ("job",): [one for one in list_all_jobs() if names_file(one)],
        ("organisation",): list_with_address(),
        ("author",): list_named_authors(),
    }
    traces = [
        NameTrace(kind, row, "", False)
        for kinds, found in held.items()
        for row in found
        for kind in kinds
        if (name := name_row(kind, row)) not in done and rows.has(name)
    ]
    erase_traces(PersonNames(frozenset(), frozenset()), traces)
    return len(traces)


def list_candidates() -> set[str]:
    """Every name and address that stands in a table and is of no account."""
    values: tuple[Callable[[], Any], ...] = (
        lambda: list_speakers().order_by().values_list("speaker", flat=True).distinct(),
        lambda: list_invitations().values_list("email", flat=True),
        lambda: list_mails_outside().values_list("email", flat=True),
        lambda: list_followers().values_list("email", flat=True),
        lambda: list_filed_votes().order_by().values_list("participant", flat=True).distinct(),
        lambda: list_with_address().values_list("email", flat=True),
        lambda: list_named_authors().filter(user=None).values_list("label", flat=True),
    )
    held = {one for find in values for one in find()}
    return held | {address for one in held for address in addresses_in(one)}
