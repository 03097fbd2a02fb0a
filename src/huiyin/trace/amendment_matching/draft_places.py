"""Places of a draft: where a suggestion applies, and where an amendment belongs if it names no place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from huiyin.law import Law, Provision
from huiyin.law.compare import list_units
from huiyin.trace.change_share import MARGIN_NEAR
from huiyin.trace.shared_runs import SearchableText, TextSearch
from huiyin.trace.token_codes import TokenRarity
from huiyin.trace.versions import VersionSide, build_side

#: The share of the words that must occur together in one place for it to be theirs.
KNOWN = 0.5
#: Places with so much smaller a share than the best one are dropped.
_BEHIND = 0.3
#: How many of the places that contain the words are examined.
_MOST_PLACES = 8


class DraftLayout:
    """A draft divided into places: its units (articles, recitals) and the headings of the divisions above them.

    ``texts``: place → its words. ``within``: provision → the places that contain it or that it contains.
    """

    def __init__(self, draft: Law) -> None:
        self.draft = draft
        self.texts: dict[str, str] = {}
        self.within: dict[str, tuple[str, ...]] = {}
        self._sides: dict[str, VersionSide] = {}
        basic = {unit.eid: unit for unit in list_units(draft)}
        for unit in basic.values():
            self.texts[unit.eid] = self.side(unit.eid).text
            for provision in unit.walk():
                self.within[provision.eid] = (unit.eid,)
        for provision in draft.walk():
            if provision.eid not in self.within:
                below = (p.eid for p in provision.walk() if p.eid in basic)
                self.within[provision.eid] = (provision.eid, *below)
                self.texts[provision.eid] = "\n".join(_own_words(provision))

    def side(self, place: str) -> VersionSide:
        """Return all words of a place, with the range of each of its provisions."""
        if place not in self._sides:
            self._sides[place] = build_side(self.draft, (place,))
        return self._sides[place]


def _own_words(provision: Provision) -> Iterator[str]:
    yield from (part for part in (provision.heading, provision.text) if part)


class PlaceFinder:
    """Finds words in the places of a draft. ``bases``: place → its coded words."""

    def __init__(self, bases: Mapping[str, str], rarity: TokenRarity) -> None:
        self.eids = tuple(bases)
        self.rarity = rarity
        self._texts = tuple(SearchableText(code) for code in bases.values())
        self._search = TextSearch(tuple(bases.values()))

    def shares(self, words: str) -> dict[str, float]:
        """Return place → the share of ``words`` found there, for the places with the largest shares."""
        total = self.rarity.total(words)
        if not total:
            return {}
        if len(words) < 2 * TextSearch.WIDTH:
            held = zip(self.eids, self._texts, strict=True)
            return {eid: 1.0 for eid, place in held if words in place.text}
        return {
            self.eids[number]: self._share(words, self._texts[number], total)
            for number, _ in self._search.best(words, _MOST_PLACES)
        }

    def standing(self, old: str) -> dict[str, float]:
        """Return place → how well ``old`` fits there relative to its best place, from 0 to 1.

        Empty if ``old`` is empty or fits nowhere; the place is then unknown.
        """
        shares = self.shares(old)
        best = max(shares.values(), default=0.0)
        if best < KNOWN:
            return {}
        fits = {eid: 1 - (1 - share / best) / _BEHIND for eid, share in shares.items()}
        return {eid: fit for eid, fit in fits.items() if fit > 0}

    def _share(self, words: str, place: SearchableText, total: float) -> float:
        """Return the share of the words found there in runs too long to be chance."""
        least = len(place.text).bit_length() + MARGIN_NEAR
        runs = (self.rarity.total(words[a : a + n]) for a, _, n in place.runs(words))
        return min(1.0, sum(bits for bits in runs if bits >= least) / total)
