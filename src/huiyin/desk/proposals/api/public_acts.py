"""Signatures and minority opinions of an organisation, for its public page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.permissions import Stage
from huiyin.desk.directory.data import ActList, PublicAct
from huiyin.desk.proposals.models import MinorityOpinion, Signature
from huiyin.i18n import say
from huiyin.presentation.citations import shorten_text
from huiyin.text import detect_language

if TYPE_CHECKING:
    from huiyin.desk.proposals.models import ProposalVersion

#: Number of characters of the opinion shown.
_WORDS = 160


def list_signatures(organisation: int, which: slice) -> ActList | None:
    """Return the joint proposals the organisation signed, each with the newest version it signed."""
    signed = (
        Signature.objects.filter(organisation=organisation)
        .exclude(version__proposal__consultation__stage=Stage.PREPARING)
        .select_related("version__proposal__consultation__draft")
        .order_by("-version__number", "-pk")
    )
    newest: dict[int, Signature] = {}
    for signature in signed:
        newest.setdefault(signature.version.proposal_id, signature)
    ordered = sorted(
        newest.values(), key=lambda signature: (signature.created_at, signature.pk), reverse=True
    )
    acts = [
        PublicAct(
            timezone.localdate(signature.created_at),
            say("directory.act.signed"),
            signature.version.proposal.consultation.title,
            _find_page(signature.version),
            outcome=say("directory.act.handed_in") if signature.version.submitted_at else "",
        )
        for signature in ordered[which]
    ]
    if not ordered:
        return None
    return ActList(say("directory.act.signatures"), tuple(acts), len(ordered))


def list_minority_opinions(organisation: int, which: slice) -> ActList | None:
    """Return the minority opinions of the organisation."""
    differed = (
        MinorityOpinion.objects.filter(organisation=organisation)
        .exclude(version__proposal__consultation__stage=Stage.PREPARING)
        .select_related("version__proposal__consultation__draft")
        .order_by("-created_at", "-pk")
    )
    total = differed.count()
    if not total:
        return None
    shown = [
        PublicAct(
            timezone.localdate(opinion.created_at),
            say("directory.act.differed"),
            opinion.version.proposal.consultation.title,
            _find_page(opinion.version),
            shorten_text(opinion.text, _WORDS),
            detect_language(opinion.text),
        )
        for opinion in differed[which]
    ]
    return ActList(say("directory.act.minority_opinions"), tuple(shown), total)


def _find_page(version: ProposalVersion) -> str:
    slug = version.proposal.consultation.slug
    return reverse("edition", args=(slug, version.number))
