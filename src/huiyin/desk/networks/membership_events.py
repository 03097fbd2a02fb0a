"""Keep current memberships and the registry's facts about their periods consistent with each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from huiyin.desk.networks.models import Membership, Network
from huiyin.desk.registry.api.memberships import join_network, leave_network, list_by_number


def note_members(
    instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **_: Any
) -> None:
    """Signal receiver: record facts whenever members are added or removed."""
    if action == "pre_clear":
        instance._cleared = list(
            (instance.networks if reverse else instance.members).values_list("pk", flat=True)
        )
        return
    if action not in ("post_add", "post_remove", "post_clear"):
        return
    numbers = instance._cleared if action == "post_clear" else sorted(pk_set or ())
    networks = list(Network.objects.filter(pk__in=numbers)) if reverse else [instance]
    organisations = [instance] if reverse else list_by_number(numbers)
    change = join_network if action == "post_add" else leave_network
    for network in networks:
        change(network.slug, organisations, None)


def keep_members(standing: Mapping[int, Collection[str]]) -> None:
    """Set the memberships of organisations to those that their facts state for today."""
    rows = Membership.objects.filter(organisation__in=standing).select_related("network")
    there = {(row.organisation_id, row.network.slug): row.pk for row in rows}
    wanted = {(number, slug) for number, slugs in standing.items() for slug in slugs}
    Membership.objects.filter(
        pk__in=[pk for key, pk in there.items() if key not in wanted]
    ).delete()
    missing = sorted(wanted - there.keys())
    if missing:
        networks = {one.slug: one.pk for one in Network.objects.all()}
        Membership.objects.bulk_create(
            Membership(organisation_id=number, network_id=networks[slug])
            for number, slug in missing
            if slug in networks
        )


def name_networks() -> Mapping[str, tuple[str, str]]:
    return {one.slug: (one.name_zh, one.name_en) for one in Network.objects.all()}
