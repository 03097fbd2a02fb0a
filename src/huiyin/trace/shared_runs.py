"""Runs of tokens that two texts share: the evidence that words were taken over."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from heapq import nsmallest

#: The most places per gram that are examined; a gram with more is a meaningless phrase.
_MOST_PLACES = 12
#: Texts up to this many tokens are searched token by token, longer ones by pairs, the longest by triples.
_SHORT, _LONG = 60, 400


class SearchableText:
    """A coded text prepared for searching others in it."""

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
        """Return the stretches that ``sought`` and this text share: (start in ``sought``, start here, length).

        Scans ``sought`` from left to right and takes the longest stretch that begins at each place (greedy string
        tiling without the search for the longest overall: Wise, "String similarity via greedy string tiling and
        running Karp–Rabin matching", 1993). The stretches do not overlap in ``sought``.
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
                    continue  # not longer than the best so far
                length = _count_shared(sought, position, text, place, max(width, best))
                if length > best:
                    best, where = length, place
            shared.append((position, where, best))
            position += best
        return shared


def _count_shared(left: str, a: int, right: str, b: int, known: int) -> int:
    """Count the characters that ``left`` from ``a`` and ``right`` from ``b`` share; the first ``known`` are known
    to be equal.
    """
    most = min(len(left) - a, len(right) - b)
    while known < most and left[a + known] == right[b + known]:
        known += 1
    return known


#: A run that at most this many texts contain always counts.
_FEW = 16


class TextSearch:
    """Finds, among many coded texts, those that contain most of a given one.

    Texts are indexed by their runs of three tokens; a run counts log₂(texts ∕ texts that contain it) bits, once.
    """

    WIDTH = 3

    def __init__(self, texts: Sequence[str]) -> None:
        from math import log2

        self._holders: dict[str, list[int]] = {}
        for number, text in enumerate(texts):
            for gram in self._cut(text):
                self._holders.setdefault(gram, []).append(number)
        total = max(len(texts), 2)
        most = max(_FEW, total // 20)  # a run in this many texts helps to find none of them
        self._holders = {gram: held for gram, held in self._holders.items() if len(held) <= most}
        self._bits = [0.0, *(log2(total / n) + 0.1 for n in range(1, total + 1))]

    def _cut(self, text: str) -> set[str]:
        width = self.WIDTH
        return {text[at : at + width] for at in range(max(1, len(text) - width + 1))}

    def best(self, sought: str, count: int = 3) -> list[tuple[int, float]]:
        """Return up to ``count`` texts (number, bits shared), best first; ties in order."""
        bits, held = self._bits, self._holders
        scores: dict[int, float] = {}
        for gram in self._cut(sought) & held.keys():
            holders = held[gram]
            weight = bits[len(holders)]
            for number in holders:
                scores[number] = scores.get(number, 0.0) + weight
        return nsmallest(count, scores.items(), key=lambda item: (-item[1], item[0]))
