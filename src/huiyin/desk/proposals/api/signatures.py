"""Sign a version for an organisation and withdraw the signature."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.consultations.access import speaks_for
from huiyin.desk.ledger.api import log_act
from huiyin.desk.notifications.outbox import queue_mail
from huiyin.desk.proposals.models import ProposalVersion, Signature

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from huiyin.desk.accounts.models import User
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.registry.models import Organisation


class NotUpForSigning(ValueError):
    """Only the newest version can be signed, once it is locked and until it is submitted."""


class NotYourOrganisation(ValueError):
    """The account does not represent the organisation in this consultation."""


def is_up_for_signing(edition: ProposalVersion) -> bool:
    """Return whether ``edition`` is locked, the newest version and not submitted yet."""
    newer = ProposalVersion.objects.filter(proposal=edition.proposal_id, number__gt=edition.number)
    return edition.locked_at is not None and edition.submitted_at is None and not newer.exists()


def find_signed(user: User, consultations: Sequence[Consultation]) -> set[int]:
    """Return the consultations whose newest version was signed by an organisation the user represents, in two
    queries.
    """
    newest = dict(
        ProposalVersion.objects.filter(proposal__consultation__in=consultations)
        .order_by("number", "pk")
        .values_list("proposal__consultation", "pk")
    )
    signed = set(
        Signature.objects.filter(
            version__in=newest.values(), organisation__seats__user=user
        ).values_list("version", flat=True)
    )
    return {number for number, edition in newest.items() if edition in signed}


def find_signed_version(consultation: Consultation) -> ProposalVersion | None:
    """Return the newest version if it is locked and has a signature, otherwise None."""
    newest = (
        ProposalVersion.objects.filter(proposal__consultation=consultation)
        .order_by("-number", "-pk")
        .first()
    )
    if newest is None or newest.locked_at is None or not newest.signatures.exists():
        return None
    return newest


def lock_version(edition: ProposalVersion) -> ProposalVersion:
    """Lock the row until the transaction ends, so that signatures cannot change in the meantime."""
    return ProposalVersion.objects.select_for_update().get(pk=edition.pk)


def mark_submitted(edition: ProposalVersion) -> None:
    """Record the time of submission, which ends signing. Call it in the transaction of the submission."""
    now = timezone.now()
    ProposalVersion.objects.filter(pk=edition.pk, submitted_at=None).update(submitted_at=now)
    edition.submitted_at = now


def _check_signer(edition: ProposalVersion, organisation: Organisation, by: User) -> None:
    if not is_up_for_signing(edition):
        raise NotUpForSigning
    if not speaks_for(by, edition.proposal.consultation).filter(pk=organisation.pk).exists():
        raise NotYourOrganisation


@transaction.atomic
def sign_proposal(edition: ProposalVersion, organisation: Organisation, by: User) -> Signature:
    """Sign ``edition`` for ``organisation``; signing again has no effect.

    Raises :class:`NotUpForSigning` and :class:`NotYourOrganisation`.
    """
    edition = ProposalVersion.objects.select_for_update().get(pk=edition.pk)
    _check_signer(edition, organisation, by)
    made, is_new = Signature.objects.get_or_create(
        version=edition, organisation=organisation, defaults={"created_by": by}
    )
    if is_new:
        record_audit_entry(by, "edition.sign", edition, organisation=organisation.slug)
        log_act(
            "signature",
            {"consultation": edition.proposal.consultation_id, "version": edition.number},
            {"organisation": organisation.slug},
            subject=("signature", made.pk),
            by=by,
        )
        queue_mail(by, "signed", signature=made.pk)
    return made


@transaction.atomic
def withdraw_signature(edition: ProposalVersion, organisation: Organisation, by: User) -> None:
    """Delete a signature. Raises :class:`NotUpForSigning` and :class:`NotYourOrganisation`."""
    edition = ProposalVersion.objects.select_for_update().get(pk=edition.pk)
    _check_signer(edition, organisation, by)
    gone, _ = Signature.objects.filter(version=edition, organisation=organisation).delete()
    if gone:
        record_audit_entry(by, "edition.unsign", edition, organisation=organisation.slug)


def import_signatures(edition: ProposalVersion, organisations: QuerySet[Organisation]) -> None:
    """Add signatures collected outside the desk for organisations without one; no signing account is recorded."""
    there = edition.signatures.values("organisation")
    Signature.objects.bulk_create(
        Signature(version=edition, organisation=organisation)
        for organisation in organisations.exclude(pk__in=there)
    )
