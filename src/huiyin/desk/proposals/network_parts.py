"""Open duties of a network in joint proposals, and news for followers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from huiyin.desk.accounts.permissions import Stage
from huiyin.desk.consultations.network_parts import map_invited
from huiyin.desk.core.site_urls import build_url
from huiyin.desk.networks.duties import Duty
from huiyin.desk.notifications.followings import FollowNews
from huiyin.desk.proposals.models import ProposalVersion, Signature
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.networks.models import Network


def list_duties(network: Network) -> Iterator[Duty]:
    """Yield the organisations that have not signed the newest version up for signing, in at most four queries."""
    versions = ProposalVersion.objects.filter(
        proposal__consultation__network=network, proposal__consultation__stage=Stage.SIGNING
    ).select_related("proposal__consultation")
    newest = {one.proposal_id: one for one in versions.order_by("number", "pk")}
    up = [one for one in newest.values() if one.locked_at and not one.submitted_at]
    if not up:
        return
    invited = map_invited([one.proposal.consultation for one in up])
    signed: dict[int, set[int]] = defaultdict(set)
    found = Signature.objects.filter(version__in=up).order_by()
    for number, organisation in found.values_list("version", "organisation"):
        signed[number].add(organisation)
    for one in up:
        consultation = one.proposal.consultation
        asked = invited[consultation.pk]
        yield Duty(
            f"sign:{one.pk}", say("network.duty.sign"), consultation.title,
            build_url("edition", consultation.slug, one.number), frozenset(asked - signed[one.pk]), len(asked),
        )  # fmt: skip


def list_version_news(
    consultation: Consultation, unit: str, since: datetime, until: datetime
) -> Iterator[FollowNews]:
    """Yield versions locked for signing or, with ``unit``, those with a suggestion on that provision, in one
    query.
    """
    fixed = ProposalVersion.objects.filter(
        proposal__consultation=consultation, locked_at__gt=since, locked_at__lte=until
    )
    if unit:
        fixed = fixed.filter(suggestions__unit=unit, suggestions__dropped_at=None).distinct()
    for one in fixed.order_by("number", "pk"):
        assert one.locked_at is not None
        words = say("mail.news.fixed", number=one.number)
        url = build_url("edition", consultation.slug, one.number)
        yield FollowNews(f"fixed-{one.pk}", one.locked_at, words, url)
