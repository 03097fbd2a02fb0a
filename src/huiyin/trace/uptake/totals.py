"""All changes of the law, each once, with the asks that wanted them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from huiyin.trace.data import LawChange
from huiyin.trace.uptake.trace_suggestion import ChangeCredit
from huiyin.trace.versions import VersionPair


def list_changes(
    pairs: Mapping[str, VersionPair], credits: Mapping[str, ChangeCredit]
) -> Iterator[LawChange]:
    """Yield every change of the law once, in the first language."""
    if not pairs:
        return
    language, versions = next(iter(pairs.items()))
    rarity = versions.rarity
    at_place: dict[tuple[tuple[str, ...], tuple[str, ...]], list[tuple[str, ChangeCredit]]] = {}
    for ask, credit in credits.items():
        unit = credit.place.unit
        at_place.setdefault((unit.old, unit.new), []).append((ask, credit))
    for place in versions.places:
        here = at_place.get((place.unit.old, place.unit.new), [])
        for hunk in place.change.hunks:
            deleted, inserted = set(hunk.deleted), set(hunk.inserted)
            weight = sum(rarity.of(place.base.code[at]) for at in deleted)
            weight += sum(rarity.of(place.new.code[at]) for at in inserted)
            if weight <= 0:
                continue
            asked = [
                ask
                for ask, credit in here
                # For an ask in another language, credit the change of the paired provision.
                if credit.place is not place
                or credit.share.law_inserted & inserted
                or credit.share.deleted & deleted
            ]
            yield LawChange(
                old=place.unit.old,
                new=place.unit.new,
                deleted=place.base.shown(hunk.start, hunk.end) if deleted else "",
                inserted=place.new.shown(hunk.new_start, hunk.new_end) if inserted else "",
                weight=round(weight, 2),
                asked_by=tuple(asked),
                language=language,
            )
