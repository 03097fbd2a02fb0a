"""Erase what the desk holds of somebody, wherever it lies; what was said in another's name stays without theirs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry

from huiyin.desk.accounts.api import record
from huiyin.desk.accounts.mails.outbox import post, post_all, post_outside
from huiyin.desk.accounts.models import Act, Mail, User
from huiyin.desk.consultations.api.comments import erase_comments
from huiyin.desk.consultations.models import (
    Comment,
    Consultation,
    Intake,
    Job,
    OpinionResult,
    Vote,
)
from huiyin.desk.frame.search import fold
from huiyin.desk.ledger.api.exporting import drop_all_exports
from huiyin.desk.networks.leaving import NotAllowed, check, lock_person
from huiyin.desk.networks.models import Invitation
from huiyin.desk.personal import marks
from huiyin.desk.personal.holdings import Fate, relations
from huiyin.desk.personal.models import Erasure
from huiyin.desk.proposals.models import MinorityOpinion, Remark, Signature
from huiyin.desk.registry.models import Organisation, Seat

ASKED = Erasure.State.ASKED


class Settled(ValueError):
    """The request was answered or taken back before."""


class NoReason(ValueError):
    """A request is not refused without saying why."""


# ---- asked and answered --------------------------------------------------------------------------------


def check_successor(person: User) -> None:
    """Raise :class:`NotAllowed` where nobody would be left in the secretariat or running the machine."""
    others = User.objects.filter(is_active=True).exclude(pk=person.pk)
    if person.is_secretariat and not others.filter(is_secretariat=True).exists():
        raise NotAllowed("last_secretariat")
    if person.is_superuser and not others.filter(is_superuser=True).exists():
        raise NotAllowed("last_operator")


@transaction.atomic
def ask_erasure(person: User, words: str = "") -> Erasure:
    """Ask for one's erasure; asked twice it is the same request. The secretariat is told by mail.

    Raises :class:`NotAllowed` where the desk would be without a secretariat or an operator."""
    person = User.objects.select_for_update().get(pk=person.pk)
    open_one = Erasure.objects.filter(person=person, state=ASKED).first()
    if open_one is not None:
        return open_one
    check_successor(person)
    made = Erasure.objects.create(person=person, words=words.strip()[:5000])
    record(person, "personal.ask", made)
    others = User.objects.filter(is_secretariat=True, is_active=True).exclude(pk=person.pk)
    post_all(others.order_by("pk"), "erasure_asked", erasure=made.pk)
    return made


@transaction.atomic
def take_back(erasure: Erasure, person: User) -> None:
    """Ask for it no more. Raises :class:`Settled`."""
    held = _held(erasure)
    if held.person_id != person.pk:
        raise Settled
    held.state, held.settled = Erasure.State.TAKEN_BACK, timezone.now()
    held.save(update_fields=("state", "settled"))
    record(person, "personal.take_back", held)


@transaction.atomic
def refuse(erasure: Erasure, reason: str, by: User) -> None:
    """Answer no, and why; the person is told by mail. Raises :class:`NoReason`, :class:`Settled`."""
    if not reason.strip():
        raise NoReason
    held = _held(erasure)
    if held.person is None:
        raise Settled
    check(held.person, by)
    held.state, held.settled = Erasure.State.REFUSED, timezone.now()
    held.reason, held.by = reason.strip()[:5000], by
    held.save(update_fields=("state", "settled", "reason", "by"))
    record(by, "personal.refuse", held)
    post(held.person, "erasure_refused", erasure=held.pk)


@transaction.atomic
def grant(erasure: Erasure, by: User) -> Erasure:
    """Erase the person who asked, and tell them by a last mail.

    Raises :class:`Settled`; :class:`NotAllowed` where ``by`` may not do this to them, or nobody would be left in the
    secretariat or to run the machine.
    """
    held = _held(erasure)
    if held.person is None:
        raise Settled
    person = lock_person(held.person, by)
    check_successor(person)
    now = timezone.now()
    made = marks.make_marks([marks.name_account(person), marks.name_words(person.email)], now)
    email, language = person.email, person.language
    erase_person(person)
    Erasure.objects.filter(pk=held.pk).update(
        state=Erasure.State.GRANTED, settled=now, by=by, words="", reason="", marks=[m.told for m in made]
    )  # fmt: skip
    held.refresh_from_db()
    record(by, "personal.grant", held)
    post_outside(email, language, "erased")
    # Where the machine dies before this, the table has the marks, and the next cleaning writes them to the file.
    transaction.on_commit(lambda: marks.keep_marks(made))
    return held


def _held(erasure: Erasure) -> Erasure:
    held = Erasure.objects.select_for_update().get(pk=erasure.pk)
    if held.state != ASKED:
        raise Settled
    return held


# ---- what it means -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is there now: ``goes`` and ``stays`` by the names of ``personal.goes.…`` and ``personal.stays.…``, with how
    many; nothing where there is none."""

    goes: tuple[tuple[str, int], ...]
    stays: tuple[tuple[str, int], ...]


def look_ahead(person: User) -> Outlook:
    """What would be erased of ``person``, and what would stay."""
    comments = Comment.objects.filter(author=person)
    goes = {
        "drafts": comments.filter(state=Comment.State.DRAFT).count(),
        "withdrawn": comments.filter(state=Comment.State.WITHDRAWN).count(),
        "own_comments": comments.sent().filter(organisation=None).count(),
        "remarks": Remark.objects.filter(by=person).count(),
        "files": Intake.objects.filter(by=person).exclude(file="").count(),
        "seats": Seat.objects.filter(user=person).count() + person.coordinates.count(),
        "invitations": Invitation.objects.filter(email__iexact=person.email).count(),
        "mails": Mail.objects.filter(Q(person=person) | Q(email__iexact=person.email)).count(),
    }
    stays = {
        "comment": comments.sent().exclude(organisation=None).count(),
        "vote": Vote.objects.filter(user=person, value__isnull=False).count(),
        "signature": Signature.objects.filter(by=person).count()
        + MinorityOpinion.objects.filter(by=person).count(),
        "acts": Act.objects.filter(by=person).count(),
    }
    return Outlook(
        tuple((name, n) for name, n in goes.items() if n),
        tuple((name, n) for name, n in stays.items() if n),
    )


# ---- a person with an account --------------------------------------------------------------------------


def erase_person(person: User) -> None:
    """Take everything of ``person`` away, their account last. Call it in a transaction; what follows outside of the
    database (the free space of its file) is :mod:`huiyin.desk.personal.cleaning`'s."""
    named = _Named.of_person(person)
    _erase_own_comments(person)
    _drop_files(list(Intake.objects.filter(by=person)))
    _drop_unread(person)
    _forget_jobs(person)
    _sign_off(person)
    _forget_words(named)
    Erasure.objects.filter(person=person).update(words="", reason="")
    users = ContentType.objects.get_for_model(User)
    ModelLogEntry.objects.filter(content_type=users, object_id=str(person.pk)).delete()
    for model, name, holding in relations():
        rows = model._base_manager.filter(**{name: person})
        if holding.fate is Fate.DETACHED:
            rows.update(**{name: None})
        else:
            _delete_with_files(rows)
    _forget_everywhere(named)
    person.delete()


def _delete_with_files(rows: models.QuerySet[Any]) -> None:
    kinds = [
        field for field in rows.model._meta.concrete_fields if isinstance(field, models.FileField)
    ]
    for row in rows if kinds else ():
        for field in kinds:
            if file := getattr(row, field.name):
                _drop_at_commit(file.storage, file.name)
    rows.delete()


def _drop_at_commit(storage: Any, *names: str) -> None:
    """Delete files once it is certain that no row names them."""

    def drop() -> None:
        for name in names:
            if name:
                storage.delete(name)

    transaction.on_commit(drop)


def _erase_own_comments(person: User) -> None:
    """Drafts, what was withdrawn, and what was said in no organisation's name."""
    own = Comment.objects.filter(author=person).exclude(
        state=Comment.State.SENT, organisation__isnull=False
    )
    erase_by_consultation(own)


def erase_by_consultation(found: models.QuerySet[Comment]) -> None:
    by_consultation: dict[int, list[int]] = defaultdict(list)
    for pk, consultation in found.values_list("pk", "consultation"):
        by_consultation[consultation].append(pk)
    for consultation, keys in sorted(by_consultation.items()):
        erase_comments(Consultation.objects.get(pk=consultation), keys)


def _drop_files(intakes: Sequence[Intake]) -> None:
    """The files themselves, and what is shown of them; what was taken from them stays with who said it."""
    for intake in intakes:
        stored = intake.file.name
        Intake.objects.filter(pk=intake.pk).update(
            file="", file_name="", preview=[], headings=[], columns={}, refused=[]
        )
        _drop_at_commit(default_storage, stored)


def _drop_unread(person: User) -> None:
    """Files that still wait to be read are not read any more: who sent them is not there to ask."""
    waiting = Job.objects.filter(by=person, state__in=(Job.State.WAITING, Job.State.RUNNING))
    for job in waiting.select_for_update():
        if "file" in job.arguments or "intake" in job.arguments:
            failed = {"code": "not_any_more", "details": {"file": ""}}
            _drop_at_commit(default_storage, job.arguments.get("file", ""))
            arguments = {
                name: "" if name == "file" else value for name, value in job.arguments.items()
            }
            Job.objects.filter(pk=job.pk).update(
                state=Job.State.FAILED, arguments=arguments, error=failed, ended=timezone.now()
            )


def _forget_jobs(person: User) -> None:
    """What the files were called that they sent in."""
    for job in Job.objects.filter(by=person).select_for_update():
        arguments, error = dict(job.arguments), dict(job.error)
        if "name" in arguments:
            arguments["name"] = ""
        if error.get("details"):
            error["details"] = {**error["details"], "file": ""}
        Job.objects.filter(pk=job.pk).update(arguments=arguments, error=error)


#: What an act says of a file that was sent in: its name, and the headings of its columns.
_OF_FILES = ("file", "columns")


def _sign_off(person: User) -> None:
    """In the record of acts: that somebody did it whose data was erased, and nothing of who that was."""
    for act in Act.objects.filter(by=person).iterator(chunk_size=1000):
        details = {name: value for name, value in act.details.items() if name not in _OF_FILES}
        Act.objects.filter(pk=act.pk).update(by=None, details=details | {"by_erased": True})


@dataclass(frozen=True, slots=True)
class _Named:
    """What somebody is called in words that stand elsewhere: folded names, folded addresses, and their number."""

    names: frozenset[str]
    emails: frozenset[str]
    number: int | None = None
    before: datetime | None = None  # only what is older is meant

    @classmethod
    def of_person(cls, person: User) -> _Named:
        names = {person.name, *_names_before(person)}
        return cls(
            frozenset(_folded(name) for name in names if name.strip()),
            frozenset({_folded(person.email)}),
            person.pk,
        )

    @classmethod
    def of_words(cls, words: Iterable[str], before: datetime | None = None) -> _Named:
        folded = {_folded(one) for one in words if one.strip()}
        return cls(frozenset(folded), frozenset(one for one in folded if "@" in one), before=before)

    def is_named(self, words: str) -> bool:
        folded = _folded(words)
        return folded in self.names or folded in self.emails

    def is_in(self, words: str) -> bool:
        """Whether an address of theirs stands in ``words``, or a name that is not too short to be looked for so."""
        folded = _folded(words)
        telling = (name for name in self.names if len(name) >= (4 if name.isascii() else 2))
        return any(one in folded for one in (*self.emails, *telling))


def _names_before(person: User) -> set[str]:
    """What they were called when the record of acts wrote it down."""
    acts = Act.objects.filter(thing="user", thing_id=str(person.pk))
    return {
        details["person"]
        for details in acts.values_list("details", flat=True)
        if details.get("person")
    }


def _folded(words: str) -> str:
    return " ".join(fold(words).split())


#: Where the record of acts names people.
_NAMING = ("email", "person", "who", "names", "why")


def _forget_words(named: _Named) -> None:
    """Their name and address where others' rows hold them as words: acts, mails, organisations."""
    for act in Act.objects.exclude(details={}).iterator(chunk_size=1000):
        details = _without(act, named)
        if details != act.details:
            Act.objects.filter(pk=act.pk).update(details=details)
    at = Q(at__lt=named.before) if named.before else Q()
    for email in named.emails:
        invitations = Invitation.objects.filter(at, email__iexact=email)
        for invitation in invitations:
            Mail.objects.filter(kind="invitation", about__invitation=invitation.pk).delete()
        invitations.delete()
        Mail.objects.filter(at, email__iexact=email).delete()
        Organisation.objects.filter(email__iexact=email).update(email="")
    for mail in Mail.objects.filter(at).exclude(about={}, error=""):
        about = _scrubbed(mail.about, named)
        error = "" if named.is_in(mail.error) else mail.error
        if (about, error) != (mail.about, mail.error):
            Mail.objects.filter(pk=mail.pk).update(about=about, error=error)


def _without(act: Act, named: _Named) -> dict[str, Any]:
    """What an act says, with nobody of ``named`` in it."""
    details = dict(act.details)
    is_of_them = act.thing == "user" and act.thing_id == str(named.number)
    is_meant = is_of_them or (named.number is not None and details.get("whom") == named.number)
    for name in _NAMING:
        value = details.get(name)
        if name == "names" and isinstance(value, list):
            kept = [one for one in value if not (is_meant or named.is_named(str(one)))]
        elif isinstance(value, str) and value:
            is_theirs = named.is_named(value) or (name == "why" and named.is_in(value))
            kept = "" if is_theirs or (is_meant and name in ("person", "who")) else value  # type: ignore[assignment]
        else:
            continue
        if kept != value:
            details[name] = kept
            details["erased"] = True
    return details


def _scrubbed(value: Any, named: _Named) -> Any:
    if isinstance(value, dict):
        if named.number is not None and value.get("whom") == named.number:
            value = {name: "" if name == "who" else one for name, one in value.items()}
        return {name: _scrubbed(one, named) for name, one in value.items()}
    if isinstance(value, list):
        return [_scrubbed(one, named) for one in value]
    return "" if isinstance(value, str) and named.is_named(value) else value


def _forget_everywhere(named: _Named) -> None:
    """What was made of the rows before: exports that lie ready, results of the queue, mails in the folder."""
    drop_all_exports()
    DBTaskResult.objects.finished().delete()
    transaction.on_commit(lambda: _forget_in_folder(named))


def _forget_in_folder(named: _Named) -> None:
    """Mails that were written to the folder: those to the person go, others name them no more."""
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    if not folder or not Path(folder).is_dir():
        return
    for path in sorted(Path(folder).iterdir()):
        if not path.is_file():
            continue
        kept: list[bytes] = []
        parts = path.read_bytes().split(_BETWEEN)
        for part in parts:
            forgotten = _forgotten(part, named) if part.strip() else part
            if forgotten is not None:
                kept.append(forgotten)
        if kept == parts:
            continue
        if any(part.strip() for part in kept):
            partial = path.with_name(path.name + ".part")
            partial.write_bytes(_BETWEEN.join(kept))
            partial.replace(path)
        else:
            path.unlink(missing_ok=True)


#: What Django's file backend writes after each mail.
_BETWEEN = b"\n" + b"-" * 79 + b"\n"


def _forgotten(raw: bytes, named: _Named) -> bytes | None:
    """A mail without them; None for one that was theirs."""
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    to = _folded(str(message.get("To", "")))
    if any(email in to for email in named.emails):
        return None
    lines = message.get_content().splitlines() if not message.is_multipart() else []
    subject = str(message.get("Subject", ""))
    kept = ["" if named.is_in(line) else line for line in lines]
    if kept == lines and not named.is_in(subject):
        return raw
    message.set_content("\n".join(kept) + "\n")
    if named.is_in(subject):
        message.replace_header("Subject", "–")
    return message.as_bytes()


# ---- people without an account -------------------------------------------------------------------------


@transaction.atomic
def erase_words(words: Collection[str], by: User) -> Erasure:
    """Erase who never had an account and is named by ``words``, as the desk holds them: names beside comments that
    came in a table, addresses that were invited or written to."""
    now = timezone.now()
    made = marks.make_marks([marks.name_words(one) for one in words], now)
    erasure = Erasure.objects.create(
        state=Erasure.State.GRANTED, settled=now, by=by, marks=[mark.told for mark in made]
    )
    forget_words(words)
    record(by, "personal.grant", erasure)
    transaction.on_commit(lambda: marks.keep_marks(made))
    return erasure


def forget_words(words: Collection[str], before: datetime | None = None) -> None:
    """What :func:`erase_words` does; of what came ``before`` alone, where a backup brought it back."""
    named = _Named.of_words(words, before)
    said = Comment.objects.exclude(speaker="")
    if before is not None:
        said = said.filter(at__lt=before)
    spoken = [
        (pk, intake, organisation)
        for pk, intake, organisation, speaker in said.values_list(
            "pk", "intake", "organisation", "speaker"
        )
        if named.is_named(speaker)
    ]
    own = [pk for pk, _, organisation in spoken if organisation is None]
    others = [pk for pk, _, organisation in spoken if organisation is not None]
    erase_by_consultation(Comment.objects.filter(pk__in=own))
    Comment.objects.filter(pk__in=others).update(speaker="")
    # Read again, the file would bring them back.
    files = {intake for _, intake, _ in spoken if intake is not None}
    _drop_files(list(Intake.objects.filter(pk__in=files)))
    _forget_participants(named)
    _forget_words(named)
    _forget_everywhere(named)


def _forget_participants(named: _Named) -> None:
    """Who voted by a file keeps the votes and loses the name; the map is drawn anew."""
    touched: Counter[int] = Counter()
    votes = Vote.objects.filter(organisation=None).select_related("statement")
    for vote in votes.exclude(participant__startswith="erased:"):
        if named.is_named(vote.participant):
            Vote.objects.filter(pk=vote.pk).update(participant=f"erased:{vote.pk}")
            touched[vote.statement.consultation_id] += 1
    OpinionResult.objects.filter(consultation__in=touched).delete()


# ---- after a restore -----------------------------------------------------------------------------------


@transaction.atomic
def apply_again(after: datetime | None = None, *, known: Sequence[marks.Mark] | None = None) -> int:
    """Erase again who was erased ``after`` the moment that a backup brought back. Returns how many marks were found."""
    known = marks.read_marks() if known is None else known
    due = [mark for mark in known if after is None or mark.at > after]
    if not due:
        return 0
    found = 0
    for person in User.objects.order_by("pk"):
        name = marks.name_account(person)
        if any(mark.is_of(name) for mark in due):
            Erasure.objects.filter(person=person).update(
                words="", reason="", state=Erasure.State.GRANTED
            )
            erase_person(person)
            found += 1
    for mark in due:
        words = [one for one in _candidates() if mark.is_of(marks.name_words(one))]
        if words:
            forget_words(words, before=mark.at)
            found += 1
    return found


def _candidates() -> set[str]:
    """Every name and address that stands in a table and is of no account."""
    values: tuple[Callable[[], Any], ...] = (
        lambda: Comment.objects.exclude(speaker="").values_list("speaker", flat=True).distinct(),
        lambda: Invitation.objects.values_list("email", flat=True),
        lambda: Mail.objects.exclude(email="").values_list("email", flat=True),
        lambda: Vote.objects.filter(organisation=None).values_list("participant", flat=True).distinct(),
        lambda: Organisation.objects.exclude(email="").values_list("email", flat=True),
    )  # fmt: skip
    return {one for find in values for one in find()}
