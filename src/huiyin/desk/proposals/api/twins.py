"""Groups in other languages that may support the same suggestion."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Group
    from huiyin.desk.consultations.models.group import GroupQuerySet

#: Maximum number of groups offered, largest first.
_MOST = 8


def list_twins(among: GroupQuerySet, chosen: Collection[int], unit: str) -> list[Group]:
    """Return groups on the same provision whose comments share no language with the ``chosen`` groups; empty
    without chosen groups or a provision.

    A person decides which of them make the same request, because not every desk has a method for comparing
    texts across languages.
    """
    if not chosen or not unit:
        return []
    resting = list(among.filter(pk__in=chosen).values_list("languages", "representative__unit"))
    spoken = {language for languages, _ in resting for language in languages.split()}
    if not spoken:
        return []
    units = {unit, *(own for _, own in resting)}
    found = among.filter(representative__unit__in=units).exclude(pk__in=chosen)
    found = found.exclude(representative__unit="").order_by("-size", "pk")
    others = (g for g in found[: 20 * _MOST] if g.languages)
    return [group for group in others if not spoken & set(group.languages.split())][:_MOST]
