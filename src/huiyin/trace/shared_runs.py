"""Runs of tokens that a text shares with another: the evidence that words were taken over."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from heapq import nsmallest

#: Of one gram at most so many places of the text are looked at; more of them is a phrase that says nothing.
_MOST_PLACES = 12
#: Texts up to so many tokens are searched token by token; longer ones by pairs, and the longest by triples.
_SHORT, _LONG = 60, 400


class SearchableText:
    """A coded text that others are looked for in, prepared once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._width = 1 if len(text) <= _SHORT else 2 if len(text) <= _LONG else 3

    @cached_property
    def _grams(self) -> dict[str, list[int]]:
        width, text = self._width, self.text
        found: dict[str, list[int]] = {}
        for at in range(len(text) - width + 1):
            places = found.setdefault(text[at : at + width], [])
            if len(places) < _MOST_PLACES:
                places.append(at)
        return found

    def runs(self, sought: str) -> list[tuple[int, int, int]]:
        """Stretches that ``sought`` and this text share: (start in ``sought``, start here, length).

        From left to right of ``sought``, the longest stretch that begins at each place (greedy string tiling
        without the search for the longest overall: Wise, "String similarity via greedy string tiling and
        running Karp–Rabin matching", 1993). No token of ``sought`` lies in two of them.
        """
        if not sought or not self.text:
            return []
        whole = self.text.find(sought)
        if whole >= 0:
            return [(0, whole, len(sought))]
        width, text, grams = self._width, self.text, self._grams
        shared = []
        position, last = 0, len(sought) - width
        while position <= last:
            places = grams.get(sought[position : position + width])
            if not places:
                position += 1
                continue
            best, where = 0, 0
            for place in places:
                if (
                    best
                    and sought[position : position + best + 1] != text[place : place + best + 1]
                ):
                    continue  # no longer than the best so far
                length = _count_shared(sought, position, text, place, max(width, best))
                if length > best:
                    best, where = length, place
            shared.append((position, where, best))
            position += best
        return shared


def _count_shared(left: str, a: int, right: str, b: int, known: int) -> int:
    """How many characters ``left`` from ``a`` and ``right`` from ``b`` share, of which ``known`` are known."""
    most = min(len(left) - a, len(right) - b)
    while known < most and left[a + known] == right[b + known]:
        known += 1
    return known


#: A run that no more texts than this hold always counts.
_FEW = 16


class TextSearch:
    """Finds, of many coded texts, those that hold most of a sought one.

    Texts are known by their runs of three tokens; a run counts log₂(texts ∕ texts that hold it) bits, once.
    """

    WIDTH = 3

    def __init__(self, texts: Sequence[str]) -> None:
        from math import log2

        self._holders: dict[str, list[int]] = {}
        for number, text in enumerate(texts):
            for gram in self._cut(text):
                self._holders.setdefault(gram, []).append(number)
        total = max(len(texts), 2)
        most = max(_FEW, total // 20)  # a run that so many hold finds none of them
        self._holders = {gram: held for gram, held in self._holders.items() if len(held) <= most}
        self._bits = [0.0, *(log2(total / n) + 0.1 for n in range(1, total + 1))]

    def _cut(self, text: str) -> set[str]:
        width = self.WIDTH
        return {text[at : at + width] for at in range(max(1, len(text) - width + 1))}

    def best(self, sought: str, count: int = 3) -> list[tuple[int, float]]:
        """Up to ``count`` texts (number, bits shared), best first; of equals the earlier."""
        bits, held = self._bits, self._holders
        scores: dict[int, float] = {}
        for gram in self._cut(sought) & held.keys():
            holders = held[gram]
            weight = bits[len(holders)]
            for number in holders:
                scores[number] = scores.get(number, 0.0) + weight
        return nsmallest(count, scores.items(), key=lambda item: (-item[1], item[0]))
