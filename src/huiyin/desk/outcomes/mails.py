"""Mails about the outcome of a proposal: submissions, overdue replies, news for digests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.utils import timezone

from huiyin.desk.accounts.api import list_secretariat
from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import Access
from huiyin.desk.consultations.api.comments import list_sent_comments
from huiyin.desk.consultations.api.lookups import (
    ANSWERING,
    get_consultation,
    list_consultations,
    list_overdue_consultations,
)
from huiyin.desk.consultations.mails import MOST, describe_comment, list_officers
from huiyin.desk.core.site_urls import build_url
from huiyin.desk.ledger import api as ledger
from huiyin.desk.ledger.data import ExchangeKind
from huiyin.desk.notifications.reminders import DueReminder, NewsItem
from huiyin.desk.outcomes.api import handovers
from huiyin.desk.outcomes.api.replies import find_submitted_version
from huiyin.desk.outcomes.models import HandoverReply, Reply, Submission, Uptake
from huiyin.desk.proposals.api.drafts import map_suggestions_by_group
from huiyin.desk.registry.api.seats import list_speakers
from huiyin.i18n import say, say_date

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.notifications.models import Mail


def submitted_receipt(mail: Mail) -> dict[str, Any] | None:
    """What was submitted, with digests to verify it."""
    submission = Submission.objects.select_related(
        "authority", "version__proposal__consultation"
    ).get(pk=mail.about["submission"])
    consultation = submission.version.proposal.consultation
    return {
        "title": consultation.title,
        "authority": submission.authority.name,
        "number": submission.version.number,
        "day": say_date(submission.day),
        "digests": "\n".join(f"{digest}  {name}" for name, digest in submission.digests.items()),
        "url": build_url("submission", consultation.slug),
    }


def submitted_to_officer(mail: Mail) -> dict[str, Any] | None:
    words = submitted_receipt(mail)
    assert words is not None
    edition = Submission.objects.get(pk=mail.about["submission"]).version
    due = edition.proposal.consultation.reply_due
    return words | {
        "n": edition.suggestions.count(),
        "due": "\n" + say("mail.submitted_officer.due", day=say_date(due)) if due else "",
        "replies": build_url("replies", edition.proposal.consultation.slug),
    }


def describe_handover(mail: Mail) -> dict[str, Any] | None:
    """What the officers of a further authority are told."""
    one = handovers.get_handover(mail.about["handover"])
    consultation = one.submission.version.proposal.consultation
    return {
        "title": consultation.title,
        "authority": one.authority.name,
        "day": say_date(one.day),
        "n": one.submission.version.suggestions.filter(dropped_at=None).count(),
        "due": "\n" + say("mail.submitted_officer.due", day=say_date(one.due_on))
        if one.due_on
        else "",
        "url": build_url("submission", consultation.slug),
        "replies": build_url("further_replies", consultation.slug, one.pk),
    }


# ---- replies that are overdue ----------------------------------------------------------------------------


def count_unanswered(consultation: Consultation) -> int:
    """How many submitted suggestions have no reply."""
    edition = find_submitted_version(consultation)
    return edition.suggestions.filter(reply__isnull=True).count() if edition else 0


def list_overdue_reminders(today: date) -> Iterator[DueReminder]:
    """Reminders that replies are overdue, to the officers and the secretariat."""
    for consultation in list_overdue_consultations(today):
        if not count_unanswered(consultation):
            continue
        occasion, about = (
            f"overdue:{consultation.pk}:{consultation.reply_due}",
            {"consultation": consultation.pk},
        )
        for person in list_officers(consultation):
            yield DueReminder(person, "overdue_officer", occasion, about)
        for person in list_secretariat().exclude(pk__in=list_officers(consultation)):
            yield DueReminder(person, "overdue", occasion, about)


def list_overdue_handovers(today: date) -> Iterator[DueReminder]:
    """Reminders that a further authority's replies are overdue, to its officers, while it can still reply."""
    for one in handovers.list_overdue(today):
        if not handovers.count_unanswered(one):
            continue
        occasion = f"overdue_further:{one.pk}:{one.due_on}"
        for person in list_speakers([one.authority_id]):
            yield DueReminder(person, "overdue_further", occasion, {"handover": one.pk})


def describe_overdue_handover(mail: Mail) -> dict[str, Any] | None:
    """None if it has been answered or can no longer be."""
    one = handovers.get_handover(mail.about["handover"])
    left = handovers.count_unanswered(one)
    words = describe_handover(mail)
    consultation = one.submission.version.proposal.consultation
    if not left or one.due_on is None or words is None or consultation.stage not in ANSWERING:
        return None
    return words | {"n": left, "day": say_date(one.due_on), "url": words["replies"]}


def overdue_words(mail: Mail) -> dict[str, Any] | None:
    consultation = get_consultation(mail.about["consultation"])
    left, due = count_unanswered(consultation), consultation.reply_due
    is_due = due is not None and due < timezone.localdate() and consultation.stage in ANSWERING
    if not is_due or not left:
        return None
    assert due is not None
    return {
        "n": left,
        "title": consultation.title,
        "authority": consultation.authority.name,
        "day": say_date(due),
        "url": build_url("replies", consultation.slug),
    }


# ---- news ----------------------------------------------------------------------------------------------


def list_news(reader: User, since: datetime, until: datetime) -> Iterator[NewsItem]:
    """What was submitted, answered and enacted, and what that means for the reader's comments."""
    span = Q(created_at__gt=since, created_at__lte=until)
    handed = set(
        Submission.objects.filter(span).values_list("version__proposal__consultation", flat=True)
    )
    answered = dict(
        Reply.objects.filter(span)
        .values_list("suggestion__version__proposal__consultation")
        .annotate(n=Count("pk"))
    )
    further = dict(
        HandoverReply.objects.filter(span)
        .order_by()
        .values_list("suggestion__version__proposal__consultation")
        .annotate(n=Count("pk"))
    )
    enacted = ledger.list_consultations(ExchangeKind.ENACTMENT, since, until)
    traced = set(
        Uptake.objects.filter(_build_decided_filter(since, until)).values_list(
            "suggestion__version__proposal__consultation", flat=True
        )
    )
    for consultation in list_consultations(
        handed | answered.keys() | further.keys() | enacted | traced
    ):
        if not Access(reader, consultation).may(Action.SEE):
            continue
        if consultation.pk in handed:
            words = say("mail.news.submitted", authority=consultation.authority.name)
            yield NewsItem(consultation.title, words, build_url("submission", consultation.slug))
        if consultation.pk in answered:
            words = say("mail.news.replies", n=answered[consultation.pk])
            yield NewsItem(consultation.title, words, build_url("replies", consultation.slug))
        if consultation.pk in further:
            words = say("mail.news.further_replies", n=further[consultation.pk])
            yield NewsItem(consultation.title, words, build_url("handovers", consultation.slug))
        if consultation.pk in enacted:
            yield NewsItem(
                consultation.title, say("mail.news.enacted"), build_url("uptake", consultation.slug)
            )
        if consultation.pk in answered or consultation.pk in traced:
            yield from _list_outcome_news(reader, consultation, since, until)


def _build_decided_filter(since: datetime, until: datetime) -> Q:
    """Traced, confirmed or overruled in the period."""
    return Q(computed_at__gt=since, computed_at__lte=until) | Q(
        decided_at__gt=since, decided_at__lte=until
    )


def _list_outcome_news(
    reader: User, consultation: Consultation, since: datetime, until: datetime
) -> Iterator[NewsItem]:
    """The reader's comments whose suggestions were answered or traced in the period."""
    edition = find_submitted_version(consultation)
    if edition is None:
        return
    replies = Reply.objects.filter(
        suggestion__version=edition, created_at__gt=since, created_at__lte=until
    )
    uptakes = Uptake.objects.filter(
        _build_decided_filter(since, until), suggestion__version=edition
    )
    answered = {one.suggestion_id: one for one in replies}
    traced = {one.suggestion_id: one for one in uptakes}
    rests = map_suggestions_by_group(answered.keys() | traced.keys())
    for comment in list_sent_comments(reader, rests)[:MOST]:
        assert comment.group_id is not None
        url = build_url("fate", consultation.slug, comment.public_id)
        for suggestion in rests[comment.group_id]:
            if (reply := answered.get(suggestion)) is not None:
                said = say(f"run.reply.{reply.status}")
                words = say("mail.news.answer", comment=describe_comment(comment), said=said)
                yield NewsItem(consultation.title, words, url)
            if (uptake := traced.get(suggestion)) is not None:
                verdict = say(f"trace.verdict.{uptake.final_verdict}")
                words = say("mail.news.fate", comment=describe_comment(comment), verdict=verdict)
                yield NewsItem(consultation.title, words, url)
