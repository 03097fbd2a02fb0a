"""Groups that may ask the same in another language than those that a suggestion rests on."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Group
    from huiyin.desk.consultations.models.group import GroupQuerySet

#: So many are offered, the largest first.
_MOST = 8


def list_twins(among: GroupQuerySet, chosen: Collection[int], unit: str) -> list[Group]:
    """Of groups that somebody sees those on the same provision of which all comments are in other languages than those
    of the ``chosen`` ones; none where nothing is chosen or no provision is meant.

    Which of them ask the same a person says: a method that tells it across languages is not part of every desk.
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
