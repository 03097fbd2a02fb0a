"""One letter to many authorities: written, sent as an exchange for each, answered, taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.edit_conflicts import check_unchanged, digest_version
from huiyin.desk.initiatives.data import InquiryInput, InquiryState, QuestionInput
from huiyin.desk.initiatives.inquiry_values import fill_letter, find_unknown_fields
from huiyin.desk.initiatives.models import (
    Initiative,
    Inquiry,
    InquiryAnswer,
    InquiryBody,
    InquiryQuestion,
)
from huiyin.desk.ledger.api.corrections import void_exchange
from huiyin.desk.ledger.api.exchanges import save_exchanges
from huiyin.desk.ledger.api.threads import map_thread_clocks
from huiyin.desk.ledger.data import (
    ExchangeDirection,
    ExchangeInput,
    ExchangeKind,
    Matter,
    Promise,
    ThreadClock,
    Visibility,
)
from huiyin.desk.registry.organisations import find_organisations, select_authorities
from huiyin.i18n import say, say_date

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

#: Authorities, and questions, of one inquiry.
MOST_BODIES, MOST_QUESTIONS = 500, 30
LANGUAGES = ("zh", "en")


class UnusableInquiry(ValueError):
    """What cannot be done: ``inquiry.wrong.<code>``."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


# ---- found -------------------------------------------------------------------------------------------


def select_inquiries(initiative: Initiative, *, with_drafts: bool) -> QuerySet[Inquiry]:
    """Those of an initiative, the newest first, with how many were asked and answered."""
    rows = initiative.inquiries.annotate(
        asked=Count("bodies", distinct=True),
        answered=Count("bodies", filter=~Q(bodies__answered_on=None), distinct=True),
    )
    if not with_drafts:
        rows = rows.exclude(state=InquiryState.DRAFT).filter(withdrawn_at=None)
    return rows.order_by("-created_at", "-pk")


def find_inquiry(initiative: Initiative, number: int, *, with_drafts: bool) -> Inquiry | None:
    rows = Inquiry.objects.filter(initiative=initiative)
    if not with_drafts:
        rows = rows.exclude(state=InquiryState.DRAFT).filter(withdrawn_at=None)
    return rows.select_related("initiative__network").filter(pk=number).first()


def list_questions(inquiry: Inquiry) -> list[InquiryQuestion]:
    """Its questions in their order."""
    rows = inquiry.questions.filter(withdrawn_at=None)
    return list(rows.order_by("position", "pk"))


def list_removed_questions(inquiry: Inquiry) -> QuerySet[InquiryQuestion]:
    """Questions that can be put back."""
    return inquiry.questions.exclude(withdrawn_at=None).order_by("-withdrawn_at", "-pk")


def select_bodies(inquiry: Inquiry) -> QuerySet[InquiryBody]:
    """The authorities that are asked, by their short names, with their answers. Two queries."""
    rows = inquiry.bodies.select_related("authority", "changed_by").prefetch_related("answers")
    return rows.order_by("authority__slug", "pk")


def map_answers(body: InquiryBody) -> dict[int, str]:
    """Question → what was answered."""
    return {answer.question_id: answer.value for answer in body.answers.all()}


def snapshot_body(body: InquiryBody) -> dict[str, str]:
    """What the grid shows of an authority, for its version."""
    shown = {f"q{question}": value for question, value in map_answers(body).items()}
    return {"day": body.answered_on.isoformat() if body.answered_on else "", **shown}


def digest_body(body: InquiryBody, questions: Sequence[InquiryQuestion]) -> str:
    return digest_version(_complete(snapshot_body(body), questions))


def _complete(shown: Mapping[str, str], questions: Sequence[InquiryQuestion]) -> dict[str, str]:
    """The same with a place for each question, be it empty."""
    return {"day": shown.get("day", "")} | {
        f"q{one.pk}": shown.get(f"q{one.pk}", "") for one in questions
    }


def map_clocks(bodies: Sequence[InquiryBody]) -> dict[int, ThreadClock]:
    """Exchange → what the ledger's clock says of its thread. One query."""
    return map_thread_clocks([body.exchange for body in bodies if body.exchange])


def snapshot_inquiry(inquiry: Inquiry) -> dict[str, str]:
    """What the form shows of its words, for its version."""
    names = [f"{stem}_{language}" for stem in ("title", "letter") for language in LANGUAGES]
    shown = {name: getattr(inquiry, name) for name in names}
    return shown | {"due_on": inquiry.due_on.isoformat() if inquiry.due_on else ""}


# ---- written -----------------------------------------------------------------------------------------


def _check_fields(given: InquiryInput) -> None:
    unknown = [name for letter in given.letters.values() for name in find_unknown_fields(letter)]
    if unknown:
        raise UnusableInquiry(
            "fields", fields=say("run.list.join").join(f"{{{name}}}" for name in unknown[:5])
        )


def _get_columns(given: InquiryInput) -> dict[str, Any]:
    words = {"title": given.titles, "letter": given.letters}
    columns: dict[str, Any] = {
        f"{stem}_{language}": said.get(language, "")
        for stem, said in words.items()
        for language in LANGUAGES
    }
    return columns | {"due_on": given.due_on}


@transaction.atomic
def begin_inquiry(initiative: Initiative, given: InquiryInput, by: User) -> Inquiry:
    """A letter that is not sent yet. Raises :class:`UnusableInquiry`."""
    _check_fields(given)
    made = Inquiry.objects.create(initiative=initiative, created_by=by, **_get_columns(given))
    record_audit_entry(by, "inquiry.begin", made, name=str(made))
    return made


def _hold(inquiry: Inquiry, *states: InquiryState) -> Inquiry:
    held = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
    if held.withdrawn_at is not None or held.state not in states:
        raise UnusableInquiry("not_now")
    return held


@transaction.atomic
def describe_inquiry(
    inquiry: Inquiry, given: InquiryInput, by: User, *, seen: str | None = None
) -> None:
    """Change its words before it is sent. Raises :class:`UnusableInquiry` and
    :class:`huiyin.desk.core.edit_conflicts.EditConflict`."""
    held = _hold(inquiry, InquiryState.DRAFT)
    _check_fields(given)
    columns = _get_columns(given)
    typed = columns | {"due_on": given.due_on.isoformat() if given.due_on else ""}
    check_unchanged(seen, snapshot_inquiry(held), typed)
    for name, value in columns.items():
        setattr(held, name, value)
    held.save(update_fields=tuple(columns))
    record_audit_entry(by, "inquiry.describe", held, name=str(held))


@transaction.atomic
def add_question(inquiry: Inquiry, given: QuestionInput, by: User) -> InquiryQuestion:
    """A question more; also once it is sent, for paper may tell more. Raises :class:`UnusableInquiry`."""
    held = _hold(inquiry, InquiryState.DRAFT, InquiryState.SENT)
    if held.questions.filter(withdrawn_at=None).count() >= MOST_QUESTIONS:
        raise UnusableInquiry("many_questions", limit=str(MOST_QUESTIONS))
    last = held.questions.aggregate(last=Max("position"))["last"]
    made = InquiryQuestion.objects.create(
        inquiry=held,
        label_zh=given.labels.get("zh", ""),
        label_en=given.labels.get("en", ""),
        kind=given.kind.value,
        choices=list(given.choices),
        position=0 if last is None else last + 1,
    )
    record_audit_entry(by, "inquiry.question", held, name=str(held))
    return made


@transaction.atomic
def remove_question(inquiry: Inquiry, number: int, by: User, *, is_removed: bool) -> None:
    """Take a question out, or put it back; what was answered to it stays. Raises :class:`UnusableInquiry`."""
    held = _hold(inquiry, InquiryState.DRAFT, InquiryState.SENT)
    row = held.questions.select_for_update().filter(pk=number).first()
    if row is None:
        raise UnusableInquiry("no_question")
    row.withdrawn_at = timezone.now() if is_removed else None
    row.save(update_fields=("withdrawn_at",))
    record_audit_entry(by, "inquiry.question", held, name=str(held))


@transaction.atomic
def choose_bodies(inquiry: Inquiry, numbers: Sequence[int], by: User) -> int:
    """Ask these authorities and no others; how many. Raises :class:`UnusableInquiry`."""
    held = _hold(inquiry, InquiryState.DRAFT)
    wanted = set(select_authorities().filter(pk__in=numbers).values_list("pk", flat=True))
    if len(wanted) > MOST_BODIES:
        raise UnusableInquiry("many_bodies", limit=str(MOST_BODIES))
    held.bodies.exclude(authority__in=wanted).delete()
    there = set(held.bodies.values_list("authority", flat=True))
    InquiryBody.objects.bulk_create(
        [InquiryBody(inquiry=held, authority_id=pk) for pk in sorted(wanted - there)],
        batch_size=200,
    )
    record_audit_entry(by, "inquiry.bodies", held, name=str(held), n=len(wanted))
    return len(wanted)


@transaction.atomic
def set_deleted(inquiry: Inquiry, by: User, *, is_deleted: bool) -> None:
    """Put a letter that was not sent away, or bring it back. Raises :class:`UnusableInquiry`."""
    held = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
    if held.state != InquiryState.DRAFT:
        raise UnusableInquiry("not_now")
    held.withdrawn_at = timezone.now() if is_deleted else None
    held.save(update_fields=("withdrawn_at",))
    verb = "inquiry.delete" if is_deleted else "inquiry.restore"
    record_audit_entry(by, verb, held, name=str(held))


# ---- sent --------------------------------------------------------------------------------------------


def link_inquiry(inquiry: Inquiry) -> str:
    return reverse("inquiry", args=(inquiry.initiative.slug, inquiry.pk))


def write_letter(inquiry: Inquiry, body: InquiryBody, language: str, day: date) -> str:
    """The letter to one authority, its fields filled."""
    initiative = inquiry.initiative
    letter = inquiry.letter_zh if language == "zh" else inquiry.letter_en
    names = body.authority.names_on(day)
    values = {
        "authority": names[language] or body.authority.name_on(day),
        "day": say_date(day, language),
        "due": say_date(inquiry.due_on, language) if inquiry.due_on else "",
        "initiative": (initiative.name_zh if language == "zh" else initiative.name_en) or initiative.name,
        "network": str(initiative.network) if initiative.network else say("research.all_members", language),
    }  # fmt: skip
    return fill_letter(letter, values)


@transaction.atomic
def send_inquiry(inquiry: Inquiry, by: User, *, day: date | None = None) -> int:
    """Ask each authority: an exchange for each in the ledger, where its clock begins. How many. Raises
    :class:`UnusableInquiry`."""
    held = _hold(inquiry, InquiryState.DRAFT)
    day = day or timezone.localdate()
    bodies = list(held.bodies.select_for_update().order_by("authority__slug", "pk"))
    if not bodies:
        raise UnusableInquiry("no_bodies")
    if not held.questions.filter(withdrawn_at=None).exists():
        raise UnusableInquiry("no_questions")
    if held.due_on is not None and held.due_on <= day:
        raise UnusableInquiry("due_first")
    held.state, held.sent_on = InquiryState.SENT.value, day
    held.save(update_fields=("state", "sent_on"))
    promise = Promise(held.due_on, source=link_inquiry(held)) if held.due_on else None
    asked = save_exchanges(
        [
            _make_exchange(held, ExchangeKind.REQUEST, ExchangeDirection.TO_AUTHORITY, day, body, promise=promise)
            for body in bodies
        ],
        by,
    )  # fmt: skip
    for body, exchange in zip(bodies, asked, strict=True):
        body.exchange = exchange.number
    InquiryBody.objects.bulk_update(bodies, ("exchange",), batch_size=200)
    record_audit_entry(by, "inquiry.send", held, name=str(held), n=len(bodies))
    return len(bodies)


def _make_exchange(
    inquiry: Inquiry,
    kind: ExchangeKind,
    direction: ExchangeDirection,
    day: date,
    body: InquiryBody,
    *,
    promise: Promise | None = None,
    details: Mapping[str, Any] | None = None,
) -> ExchangeInput:
    """An act of an inquiry. What was answered in words stays out of the ledger, where nothing can be mended."""
    is_ask = kind is ExchangeKind.REQUEST
    is_public = inquiry.initiative.is_public
    return ExchangeInput(
        kind,
        direction,
        day,
        body.authority_id,
        network=inquiry.initiative.network_id,
        answers=None if is_ask else body.exchange,
        matter=Matter.INFORMATION.value if is_ask else "",
        channel="letter",
        subject_zh=inquiry.title_zh,
        subject_en=inquiry.title_en,
        visibility=Visibility.PUBLIC if is_public else Visibility.MEMBERS,
        details={"inquiry": inquiry.pk, **(details or {})},
        link=link_inquiry(inquiry),
        promise=promise,
    )


@transaction.atomic
def withdraw_inquiry(inquiry: Inquiry, by: User) -> int:
    """Ask no more: those who have not answered are told so in the ledger. How many. Raises :class:`UnusableInquiry`."""
    held = _hold(inquiry, InquiryState.SENT)
    waiting = list(held.bodies.select_for_update().filter(answered_on=None).order_by("pk"))
    today = timezone.localdate()
    kind, way = ExchangeKind.WITHDRAWAL, ExchangeDirection.TO_AUTHORITY
    save_exchanges([_make_exchange(held, kind, way, today, body) for body in waiting], by)
    held.state = InquiryState.WITHDRAWN.value
    held.save(update_fields=("state",))
    record_audit_entry(by, "inquiry.withdraw", held, name=str(held), n=len(waiting))
    return len(waiting)


# ---- answered ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AnswerInput:
    """What an authority answered: question → value as it is kept, empty for none. ``day``: when, None where nothing came."""

    values: Mapping[int, str]
    day: date | None


@transaction.atomic
def save_answers(
    inquiry: Inquiry, number: int, given: AnswerInput, by: User, *, seen: str | None = None
) -> bool:
    """Keep what an authority answered; whether that changed anything. An answer stands in the ledger, too: as a reply where
    every question has one, else as one in part.

    Raises :class:`UnusableInquiry` and :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
    held = _hold(inquiry, InquiryState.SENT)
    questions = list_questions(held)
    body = InquiryBody.objects.select_for_update().filter(inquiry=held, pk=number).first()
    if body is None:
        raise UnusableInquiry("no_body")
    stored = _complete(snapshot_body(body), questions)
    said = {question.pk: given.values.get(question.pk, "") for question in questions}
    is_answered = any(said.values())
    day = given.day or (timezone.localdate() if is_answered else None)
    typed = {"day": day.isoformat() if day else ""} | {
        f"q{pk}": value for pk, value in said.items()
    }
    check_unchanged(seen, stored, typed)
    if typed == stored:
        return False
    _check_day(held, day, is_answered=is_answered)
    body.answers.filter(question__in=said).delete()
    InquiryAnswer.objects.bulk_create(
        InquiryAnswer(body=body, question_id=pk, value=value) for pk, value in said.items() if value
    )
    if day is not None:
        body.reply = _record_answer(held, body, day, said, by)
    elif body.reply:
        summary = {language: say("inquiry.voided", language) for language in LANGUAGES}
        void_exchange(body.reply, summary, by)
        body.reply = 0
    body.answered_on, body.changed_by, body.changed_at = day, by, timezone.now()
    body.save(update_fields=("answered_on", "reply", "changed_by", "changed_at"))
    record_audit_entry(by, "inquiry.answer", held, name=str(held), authority=str(body.authority))
    return True


def _check_day(inquiry: Inquiry, day: date | None, *, is_answered: bool) -> None:
    if day is None:
        return
    if not is_answered:
        raise UnusableInquiry("day_alone")
    if day > timezone.localdate():
        raise UnusableInquiry("future")
    if inquiry.sent_on is not None and day < inquiry.sent_on:
        raise UnusableInquiry("before_sent", day=say_date(inquiry.sent_on))


def _record_answer(
    inquiry: Inquiry, body: InquiryBody, day: date, said: Mapping[int, str], by: User
) -> int:
    answered = sum(1 for value in said.values() if value)
    kind = ExchangeKind.REPLY if answered == len(said) else ExchangeKind.INTERIM_REPLY
    details = {"answered": answered, "of": len(said), "amends": body.reply > 0}
    exchange = _make_exchange(
        inquiry, kind, ExchangeDirection.FROM_AUTHORITY, day, body, details=details
    )
    return save_exchanges([exchange], by)[0].number


def find_authorities(numbers: Sequence[int]) -> list[Any]:
    """Authorities by their numbers, in the order of their short names."""
    return sorted(find_organisations(numbers).values(), key=lambda one: one.slug)
