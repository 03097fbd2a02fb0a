"""Attach, change and withdraw minority opinions while signing is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.consultations.access import Access, list_invited, speaks_for
from huiyin.desk.core.edit_conflicts import check_unchanged
from huiyin.desk.proposals.api.signatures import (
    NotUpForSigning,
    NotYourOrganisation,
    is_up_for_signing,
)
from huiyin.desk.proposals.models import MinorityOpinion, ProposalVersion

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.registry.models import Organisation


class EmptyOpinion(ValueError):
    """A minority opinion needs text."""


class NoSuchSuggestion(ValueError):
    """The version has no suggestion with this key."""


def may_differ_for(access: Access) -> QuerySet[Organisation]:
    """Return the organisations the reader may attach minority opinions for: every invited one for the drafting
    team, otherwise those the reader represents.
    """
    consultation = access.consultation
    if access.may(Action.DRAFT):
        return list_invited(consultation).order_by("slug")
    if access.may(Action.DIFFER):
        return speaks_for(access.person, consultation)
    return list_invited(consultation).none()


def _check_signable(
    edition: ProposalVersion, organisation: Organisation, by: User
) -> ProposalVersion:
    edition = ProposalVersion.objects.select_for_update().get(pk=edition.pk)
    if not is_up_for_signing(edition):
        raise NotUpForSigning
    access = Access(by, edition.proposal.consultation)
    if not may_differ_for(access).filter(pk=organisation.pk).exists():
        raise NotYourOrganisation
    return edition


@transaction.atomic
def save_opinion(
    edition: ProposalVersion,
    organisation: Organisation,
    text: str,
    by: User,
    *,
    key: str = "",
    seen: str | None = None,
) -> MinorityOpinion:
    """Store the opinion of ``organisation`` on the suggestion with ``key``, or on the whole proposal, replacing
    its earlier opinion there. ``seen`` is the version of :func:`snapshot_opinion` the form was rendered with.

    Raises :class:`EmptyOpinion`, :class:`NoSuchSuggestion`, :class:`NotUpForSigning`,
    :class:`NotYourOrganisation` and :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
    edition = _check_signable(edition, organisation, by)
    if not text.strip():
        raise EmptyOpinion
    if key and not edition.suggestions.filter(key=key).exists():
        raise NoSuchSuggestion
    there = MinorityOpinion.objects.filter(
        version=edition, organisation=organisation, suggestion_key=key
    ).first()
    check_unchanged(seen, snapshot_opinion(there) if there else {}, {"text": text})
    made, is_new = MinorityOpinion.objects.update_or_create(
        version=edition,
        organisation=organisation,
        suggestion_key=key,
        defaults={"text": text.strip(), "created_by": by},
    )
    verb = "minority.add" if is_new else "minority.change"
    record_audit_entry(by, verb, made, organisation=organisation.slug, suggestion=key)
    return made


def snapshot_opinion(opinion: MinorityOpinion) -> dict[str, str]:
    """Return the values shown in the opinion form, for detecting edit conflicts."""
    return {"text": opinion.text}


@transaction.atomic
def withdraw_opinion(opinion: MinorityOpinion, by: User, *, seen: str | None = None) -> None:
    """Delete a minority opinion; does nothing if it is already deleted.

    Raises :class:`NotUpForSigning`, :class:`NotYourOrganisation` and
    :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
    _check_signable(opinion.version, opinion.organisation, by)
    there = MinorityOpinion.objects.select_for_update().filter(pk=opinion.pk).first()
    if there is None:
        return
    check_unchanged(seen, snapshot_opinion(there), {})
    opinion = there
    record_audit_entry(
        by, "minority.withdraw", opinion,
        organisation=opinion.organisation.slug, suggestion=opinion.suggestion_key, text=opinion.text,
    )  # fmt: skip
    opinion.delete()
