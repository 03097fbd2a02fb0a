"""Create and rename networks, and change their members and coordinators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from huiyin.desk.accounts.permissions import NetworkAction
from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.edit_conflicts import check_unchanged
from huiyin.desk.core.slugs import find_free_slug
from huiyin.desk.networks.membership_requests import (
    RequestRefused,
    close_requests,
    lock_network,
)
from huiyin.desk.networks.models import FormerName, Network
from huiyin.desk.networks.rights import NetworkAccess
from huiyin.desk.registry.api.memberships import join_network, leave_network

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.registry.models import Organisation


class NoName(ValueError):
    """A network needs a name in at least one language."""


def snapshot_network(network: Network) -> dict[str, str]:
    """The values of a network's form, for the version."""
    return {"name_zh": network.name_zh, "name_en": network.name_en}


@transaction.atomic
def save_network(
    network: Network | None, name_zh: str, name_en: str, by: User, *, seen: str | None = None
) -> Network:
    """Create a network, or rename one. ``seen``: the version that the form showed. Raises :class:`NoName`,
    :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
    names = {
        "name_zh": " ".join(name_zh.split())[:200],
        "name_en": " ".join(name_en.split())[:200],
    }
    if not any(names.values()):
        raise NoName
    if network is None:
        kept = Network.objects.create(
            slug=find_free_slug(Network.objects, slugify(names["name_en"])[:50] or "network"),
            **names,
        )
    else:
        kept = Network.objects.select_for_update().get(pk=network.pk)
        check_unchanged(seen, snapshot_network(kept), names)
        _keep_former_name(kept, names)
        kept.name_zh, kept.name_en = names["name_zh"], names["name_en"]
        kept.save(update_fields=("name_zh", "name_en"))
    record_audit_entry(by, "network.keep" if network else "network.add", kept, name=str(kept))
    return kept


def _keep_former_name(network: Network, names: Mapping[str, str]) -> None:
    """Record the former name. The new one applies from today; a name used only within a day is not recorded."""
    if names == snapshot_network(network):
        return
    FormerName.objects.get_or_create(
        network=network,
        until=timezone.localdate() - timedelta(days=1),
        defaults=snapshot_network(network),
    )


#: The fields of a network's description.
DESCRIBED = ("description_zh", "description_en", "charter_zh", "charter_en")


def snapshot_description(network: Network) -> dict[str, str]:
    """The values of the description's form, for the version."""
    return {name: getattr(network, name) for name in DESCRIBED}


@transaction.atomic
def describe_network(
    network: Network, given: Mapping[str, str], by: User, *, seen: str | None = None
) -> None:
    """Save a network's description. ``seen``: the version that the form showed. Raises
    :class:`huiyin.desk.core.edit_conflicts.EditConflict`, and
    :class:`huiyin.desk.networks.membership_requests.RequestRefused` if ``by`` no longer leads it.
    """
    kept = lock_network(network)
    by.refresh_from_db()
    if not (by.is_active and NetworkAccess(by, kept).may(NetworkAction.DESCRIBE)):
        raise RequestRefused("gone")
    words = {name: given[name].strip() for name in DESCRIBED}
    check_unchanged(seen, snapshot_description(kept), words)
    for name, said in words.items():
        setattr(kept, name, said)
    kept.save(update_fields=DESCRIBED)
    record_audit_entry(by, "network.describe", kept, name=str(kept))


@transaction.atomic
def add_members(network: Network, more: Sequence[Organisation], by: User) -> None:
    join_network(network.slug, more, by)
    network.members.add(*more)
    close_requests(network, more, by)
    record_audit_entry(by, "network.add_members", network, names=[str(one) for one in more])


@transaction.atomic
def remove_members(network: Network, fewer: Sequence[Organisation], by: User) -> None:
    leave_network(network.slug, fewer, by)
    network.members.remove(*fewer)
    record_audit_entry(by, "network.remove_members", network, names=[str(one) for one in fewer])


@transaction.atomic
def dismiss_coordinators(network: Network, people: Sequence[User], by: User) -> None:
    """Remove coordinators, under the network's lock: what they are doing is completed before, or refused."""
    lock_network(network)
    network.coordinators.remove(*people)
    for one in people:  # one by one: what names a person is found again by ``whom``, whatever they are called by then
        record_audit_entry(by, "network.dismiss", network, names=[str(one)], whom=one.pk)
