"""Mails of the joint proposal: signature receipts, requests to sign and digest news."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from huiyin.desk.accounts.permissions import Action, Stage
from huiyin.desk.consultations.access import Access, list_invited
from huiyin.desk.consultations.mails import join_names, list_delegates
from huiyin.desk.core.site_urls import build_url
from huiyin.desk.notifications.reminders import DueReminder, NewsItem
from huiyin.desk.proposals.api.drafts import sees_unfixed
from huiyin.desk.proposals.api.signatures import is_up_for_signing
from huiyin.desk.proposals.models import Proposal, ProposalVersion, Remark, Signature
from huiyin.i18n import say, say_date

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.notifications.models import Mail
    from huiyin.desk.registry.models import Organisation


def signed_receipt(mail: Mail) -> dict[str, Any] | None:
    """Confirm a signature. None if it was withdrawn before the mail was sent."""
    signature = Signature.objects.select_related(
        "organisation", "version__proposal__consultation"
    ).get(pk=mail.about["signature"])
    consultation = signature.version.proposal.consultation
    return {
        "title": consultation.title,
        "organisation": signature.organisation.name,
        "number": signature.version.number,
        "day": say_date(timezone.localdate(signature.created_at)),
        "url": build_url("edition", consultation.slug, signature.version.number),
    }


# ---- asked to sign -------------------------------------------------------------------------------------


def list_unsigned(edition: ProposalVersion) -> QuerySet[Organisation]:
    """Return the invited organisations that have not signed ``edition``."""
    there = edition.signatures.values("organisation")
    return list_invited(edition.proposal.consultation).exclude(pk__in=there).order_by("slug")


def list_earlier_signers(edition: ProposalVersion) -> QuerySet[Organisation]:
    """Return those of the unsigned organisations that signed an earlier version."""
    before = Signature.objects.filter(
        version__proposal=edition.proposal_id, version__number__lt=edition.number
    )
    return list_unsigned(edition).filter(pk__in=before.values("organisation"))


def list_signing_reminders(today: date) -> Iterator[DueReminder]:
    """Yield one reminder per version up for signing, for delegates of organisations that have not signed it."""
    newest = ProposalVersion.objects.filter(
        locked_at__isnull=False, proposal__consultation__stage=Stage.SIGNING
    ).select_related("proposal__consultation")
    for edition in newest:
        if not is_up_for_signing(edition):
            continue
        about = {"edition": edition.pk}
        again = set(list_delegates(list_earlier_signers(edition)))
        for person in list_delegates(list_unsigned(edition)):
            kind = "sign_again" if person in again else "sign"
            yield DueReminder(person, kind, f"sign:{edition.pk}", about)


def _find_signable_version(mail: Mail) -> tuple[ProposalVersion, QuerySet[Organisation]] | None:
    """Return the version and the recipient's organisations that have not signed it, or None if it can no longer
    be signed.
    """
    edition = ProposalVersion.objects.select_related("proposal__consultation").get(
        pk=mail.about["edition"]
    )
    mine = list_unsigned(edition).filter(seats__user=mail.person)
    is_asked = edition.proposal.consultation.stage == Stage.SIGNING and is_up_for_signing(edition)
    return (edition, mine) if is_asked and mine else None


def sign_words(mail: Mail) -> dict[str, Any] | None:
    if (asked := _find_signable_version(mail)) is None:
        return None
    edition, mine = asked
    slug = edition.proposal.consultation.slug
    return {
        "title": edition.proposal.consultation.title,
        "organisations": join_names(mine),
        "number": edition.number,
        "url": build_url("edition", slug, edition.number),
    }


def sign_again_words(mail: Mail) -> dict[str, Any] | None:
    """Request a new signature, with a comparison of the signed and the new version."""
    words = sign_words(mail)
    if words is None:
        return None
    edition = ProposalVersion.objects.select_related("proposal__consultation").get(
        pk=mail.about["edition"]
    )
    signed = Signature.objects.filter(
        version__proposal=edition.proposal_id,
        version__number__lt=edition.number,
        organisation__seats__user=mail.person,
    ).aggregate(last=Max("version__number"))["last"]
    if signed is None:
        return None
    changes = build_url("edition_changes", edition.proposal.consultation.slug, edition.number)
    return words | {"signed": signed, "changes": f"{changes}?from={signed}"}


# ---- news ----------------------------------------------------------------------------------------------


def list_news(reader: User, since: datetime, until: datetime) -> Iterator[NewsItem]:
    """Yield locked versions, signatures and, for readers who may see them, remarks."""
    within = {"gt": since, "lte": until}

    def then(name: str) -> Q:
        return Q(**{f"{name}__{bound}": at for bound, at in within.items()})

    fixed = ProposalVersion.objects.filter(then("locked_at")).order_by("number", "pk")
    signed = (
        Signature.objects.filter(then("created_at"))
        .values("version__proposal", "version__number")
        .annotate(n=Count("pk"))
        .order_by("version__number", "version__proposal")
    )
    remarks = dict(
        Remark.objects.filter(then("created_at"))
        .exclude(created_by=reader)
        .values_list("version__proposal")
        .annotate(n=Count("pk"))
    )
    proposals = Proposal.objects.filter(
        Q(pk__in=[one.proposal_id for one in fixed])
        | Q(pk__in=[one["version__proposal"] for one in signed])
        | Q(pk__in=remarks)
    )
    for proposal in proposals.select_related("consultation__authority", "consultation__network"):
        consultation = proposal.consultation
        access = Access(reader, consultation)
        if not access.may(Action.SEE):
            continue
        for one in fixed:
            if one.proposal_id == proposal.pk:
                yield _make_news(consultation, one.number, "fixed", number=one.number)
        for row in signed:
            if row["version__proposal"] == proposal.pk:
                number = row["version__number"]
                yield _make_news(consultation, number, "signed", number=number, n=row["n"])
        if proposal.pk in remarks and sees_unfixed(access):
            words = say("mail.news.remarks", n=remarks[proposal.pk])
            yield NewsItem(consultation.title, words, build_url("proposal", consultation.slug))


def _make_news(consultation: Consultation, edition: int, what: str, **details: int) -> NewsItem:
    words = say(f"mail.news.{what}", **details)
    return NewsItem(consultation.title, words, build_url("edition", consultation.slug, edition))
