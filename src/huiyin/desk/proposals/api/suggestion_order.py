"""Order, drop and restore suggestions of an unlocked version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.edit_conflicts import check_unchanged
from huiyin.desk.laws.api import list_version_provisions
from huiyin.desk.proposals.api.drafts import lock_open_version, snapshot_order
from huiyin.desk.proposals.models import ProposalVersion, Suggestion

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


@transaction.atomic
def move_suggestion(suggestion: Suggestion, up: bool, by: User, *, seen: str | None = None) -> bool:
    """Swap ``suggestion`` with the one before (``up``) or after it. Returns False at either end and for a
    dropped suggestion. ``seen`` is the version of the order shown on the page.

    Raises :class:`huiyin.desk.proposals.api.drafts.ProposalLocked` and
    :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
    edition = lock_open_version(suggestion.version)
    check_unchanged(seen, snapshot_order(edition), {})
    order = list(edition.suggestions.values_list("pk", flat=True))
    if suggestion.pk not in order:
        return False
    at = order.index(suggestion.pk)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(order):
        return False
    order[at], order[to] = order[to], order[at]
    _renumber_suggestions(edition, order)
    record_audit_entry(by, "suggestion.move", suggestion, up=up)
    return True


@transaction.atomic
def follow_the_law(edition: ProposalVersion, by: User, *, seen: str | None = None) -> None:
    """Sort the suggestions by the provisions they change, with those on the whole law last; suggestions on one
    provision keep their order. ``seen`` as for :func:`move_suggestion`.

    Raises :class:`huiyin.desk.proposals.api.drafts.ProposalLocked` and
    :class:`huiyin.desk.core.edit_conflicts.EditConflict`.
    """
    edition = lock_open_version(edition)
    check_unchanged(seen, snapshot_order(edition), {})
    draft = edition.proposal.consultation.draft
    found = list_version_provisions(draft)
    places: dict[str, int] = {}
    for eid, position in found.values_list("eid", "position"):
        places.setdefault(eid, position)
    last = len(places)
    standing = list(edition.suggestions.all())
    standing.sort(key=lambda one: (places.get(one.eid, last) if one.eid else last, one.position))
    _renumber_suggestions(edition, [one.pk for one in standing])
    record_audit_entry(by, "edition.order", edition)


def _renumber_suggestions(edition: ProposalVersion, order: list[int]) -> None:
    """Number the suggestions from 1 in this order, with dropped ones at the end."""
    rows = {one.pk: one for one in Suggestion.with_dropped.filter(version=edition)}
    gone = [pk for pk in rows if pk not in set(order)]
    for position, pk in enumerate([*order, *gone], 1):
        rows[pk].position = position
    Suggestion.with_dropped.bulk_update(rows.values(), ("position",))


@transaction.atomic
def drop_suggestion(suggestion: Suggestion, by: User) -> None:
    """Drop a suggestion; it can be restored until the version is locked.

    Raises :class:`huiyin.desk.proposals.api.drafts.ProposalLocked`.
    """
    lock_open_version(suggestion.version)
    one = Suggestion.with_dropped.select_for_update().get(pk=suggestion.pk)
    if one.dropped_at is None:
        one.dropped_at = timezone.now()
        one.save(update_fields=("dropped_at",))
        record_audit_entry(by, "suggestion.drop", one, key=one.key, wording=one.wording)


@transaction.atomic
def put_back(suggestion: Suggestion, by: User) -> None:
    """Restore a dropped suggestion at the end, with its remarks.

    Raises :class:`huiyin.desk.proposals.api.drafts.ProposalLocked`.
    """
    edition = lock_open_version(suggestion.version)
    one = Suggestion.with_dropped.select_for_update().get(pk=suggestion.pk)
    if one.dropped_at is None:  # it stands where somebody has put it since
        return
    one.dropped_at = None
    one.save(update_fields=("dropped_at",))
    order = [pk for pk in edition.suggestions.values_list("pk", flat=True) if pk != suggestion.pk]
    _renumber_suggestions(edition, [*order, suggestion.pk])
    record_audit_entry(by, "suggestion.put_back", suggestion, key=suggestion.key)


def list_dropped(edition: ProposalVersion) -> list[Suggestion]:
    """Return the dropped suggestions of ``edition``, most recently dropped first."""
    found = Suggestion.with_dropped.filter(version=edition, dropped_at__isnull=False)
    return list(found.order_by("-dropped_at", "-pk"))
