"""Themes: shared points and single comments on the same subject in different words, in either language."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from huiyin.grouping.encoders import Encoder, Vectors, normalise_rows
from huiyin.grouping.keyphrases import name_classes
from huiyin.grouping.near_duplicates import CommentGroup, Grouping
from huiyin.text import is_chinese, split_sentences, to_simplified

#: How many groups are compared pairwise; the rest join the nearest theme.
MOST = 4000
#: The least texts in a language for its mean to be reliable enough to subtract.
ENOUGH_FOR_A_CENTRE = 20
#: How many groups of a theme its name is taken from.
_TELLING = 60
#: Sentences read per text, and characters read per sentence.
_SENTENCES, _CHARACTERS = 40, 400


@dataclass(frozen=True, slots=True)
class Theme:
    """Groups on the same subject.

    ``groups``: their ids, the largest first. ``representative``: the id of the group nearest to all others.
    ``names``: language (``zh``, ``en``) → up to three words. ``size``: comments. ``organisations``: how many
    different ones speak.
    """

    id: str
    names: Mapping[str, tuple[str, ...]]
    representative: str
    groups: tuple[str, ...]
    size: int
    organisations: int
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Themes:
    """``themes``: those of at least two groups, with the most comments first. ``alone``: groups in no theme."""

    themes: tuple[Theme, ...]
    alone: tuple[str, ...]
    encoder: str
    near: float
    bridges: bool


def find_themes(
    grouping: Grouping,
    comments: pa.Table,
    encoder: Encoder,
    *,
    near: float | None = None,
    step: Callable[[float], None] = lambda _done: None,
) -> Themes:
    """Find the themes of a grouping.

    ``comments``: the table that was grouped. ``near``: the least mean cosine of groups in one theme (default: the
    encoder's). ``step`` is called with the share done.

    A group is represented by its representative's text: the mean of the vectors of its sentences, each weighted by
    its length and by 1 / (1 + ln n)², with n the number of groups that contain the sentence, so that polite phrases
    do not form a theme. The mean of each language is subtracted from its vectors: what all comments on a
    consultation share is not a theme, and what only marks a language no longer separates it from the other. Then
    average linkage on cosine distance is applied (Sokal and Michener 1958). Of more than 4,000 groups only the
    largest are clustered; each of the others joins the theme with the nearest centre if it is near enough.

    A theme is named from the sentence of each group that is nearest to its centre
    (:func:`huiyin.grouping.keyphrases.name_classes`).

    Themes show the *subject*, not the position: "extend the period" and "keep the period short" share one. The
    result is deterministic and does not depend on the order of rows.
    """
    spoken = _list_spoken(grouping)
    if not spoken:
        return Themes((), (), encoder.name, near or encoder.near, encoder.bridges)
    near = encoder.near if near is None else near
    said = _SpokenTexts(spoken, encoder)
    first = range(min(MOST, len(spoken)))
    vectors = said.place_first(first, lambda done: step(done * len(first) / len(spoken)))
    clusters = _Clusters(vectors, near)
    for begin in range(len(first), len(spoken), MOST):
        rest = range(begin, min(begin + MOST, len(spoken)))
        clusters.add(rest, said.place(rest))
        step((rest[-1] + 1) / len(spoken))
    classes = sorted(clusters.members.items(), key=lambda item: item[1])
    telling = _choose_sentences(classes, said, clusters.middles)
    titles = name_classes(
        [t or [spoken[inside[0]].text] for t, (_, inside) in zip(telling, classes, strict=True)]
    )
    organisations = _collect_organisations(grouping, comments)
    themes = []
    alone = []
    for (own, inside), title in zip(classes, titles, strict=True):
        groups = [spoken[at] for at in inside]
        if len(groups) == 1:
            alone.append(groups[0].id)
        else:
            middle = spoken[clusters.nearest[own]]
            themes.append(_make_theme(groups, middle, title, organisations))
    themes.sort(key=lambda t: (-t.size, t.id))
    return Themes(tuple(themes), tuple(alone), encoder.name, near, encoder.bridges)


def _list_spoken(grouping: Grouping) -> list[CommentGroup]:
    """Return the groups whose texts have words, the largest first."""
    worded = (g for g in grouping.groups if any(c.isalnum() for c in g.text))
    return sorted(worded, key=lambda g: (-g.size, -g.weight, g.id))


class _SpokenTexts:
    """The texts of groups as sentences, and their vectors. ``chinese``: which are Chinese."""

    def __init__(self, groups: Sequence[CommentGroup], encoder: Encoder) -> None:
        self.parts = [_pick_sentences(g.text) for g in groups]
        self.chinese = np.array([is_chinese(g.text) for g in groups])
        self._encoder = encoder.fitted([" ".join(sentences) for sentences in self.parts])
        self._holders = Counter(s for sentences in self.parts for s in set(sentences))
        self._centres: dict[bool, Vectors] = {}

    def place_first(self, places: range, step: Callable[[float], None]) -> Vectors:
        """Return the vectors of the first groups, which also fix the mean of each language."""
        vectors = self._embed(places, step)
        chinese = self.chinese[places.start : places.stop]
        self._centres = {
            language: vectors[chosen].mean(0)
            for language in (True, False)
            if (chosen := chinese == language).sum() >= ENOUGH_FOR_A_CENTRE
        }
        return _centre_vectors(vectors, chinese, self._centres)

    def place(self, places: range) -> Vectors:
        """Return the vectors of further groups."""
        chinese = self.chinese[places.start : places.stop]
        return _centre_vectors(self._embed(places), chinese, self._centres)

    def place_sentences(self, sentences: Sequence[str], chinese: NDArray[np.bool_]) -> Vectors:
        return _centre_vectors(self._encoder.encode(sentences), chinese, self._centres)

    def _embed(self, places: range, step: Callable[[float], None] = lambda _done: None) -> Vectors:
        parts = self.parts[places.start : places.stop]
        return _embed_sentences(parts, self._holders, self._encoder, step)


class _Clusters:
    """Clusters of groups.

    ``members``: cluster → the indices of its groups. ``middles``: cluster → its centre. ``nearest``: cluster → the
    index of the group nearest to the centre.
    """

    def __init__(self, vectors: Vectors, near: float) -> None:
        self.members: dict[int, list[int]] = defaultdict(list)
        for at, own in enumerate(_cluster_vectors(vectors, near)):
            self.members[own].append(at)
        self.middles = {
            own: normalise_rows(vectors[inside].mean(0, keepdims=True))[0]
            for own, inside in self.members.items()
        }
        self.nearest = {
            own: inside[int(np.argmax(vectors[inside] @ self.middles[own]))]
            for own, inside in self.members.items()
        }
        self._near = near
        self._names = sorted(self.middles)
        self._table = np.stack([self.middles[own] for own in self._names])

    def add(self, places: range, vectors: Vectors) -> None:
        """Put each further group into the cluster with the nearest centre, or into none if none is near enough."""
        close = vectors @ self._table.T
        for row, at in enumerate(places):
            best = int(np.argmax(close[row]))
            if close[row, best] >= self._near:
                self.members[self._names[best]].append(at)
            else:
                self.members[-1 - at] = [at]


def _pick_sentences(text: str) -> list[str]:
    found = [s[:_CHARACTERS] for s in split_sentences(to_simplified(text))[:_SENTENCES]]
    return [s for s in found if any(c.isalnum() for c in s)] or [text[:_CHARACTERS]]


def _embed_sentences(
    parts: Sequence[Sequence[str]],
    holders: Mapping[str, int],
    encoder: Encoder,
    step: Callable[[float], None] = lambda _done: None,
) -> Vectors:
    distinct = sorted({s for some in parts for s in some})
    place = {s: at for at, s in enumerate(distinct)}
    pieces = []
    for begin in range(0, len(distinct), 1024):
        pieces.append(encoder.encode(distinct[begin : begin + 1024]))
        step(min(1.0, (begin + 1024) / len(distinct)))
    encoded = np.concatenate(pieces)
    rows = np.empty((len(parts), encoded.shape[1]), np.float32)
    for row, some in enumerate(parts):
        weights = np.array([len(s) / (1 + math.log(holders[s])) ** 2 for s in some], np.float32)
        rows[row] = weights @ encoded[[place[s] for s in some]]
    return normalise_rows(rows)


def _choose_sentences(
    classes: Sequence[tuple[int, Sequence[int]]], said: _SpokenTexts, middles: Mapping[int, Vectors]
) -> list[list[str]]:
    """Choose for each group of a theme the sentence nearest to the theme's centre; it is used for naming.

    Single groups are skipped. All sentences are encoded in one call, because an encoder may be slow to start.
    """
    rows = [
        (at, own, group)
        for at, (own, inside) in enumerate(classes)
        if len(inside) > 1
        for group in inside[:_TELLING]
    ]
    parts = said.parts
    flat = [sentence for _, _, group in rows for sentence in parts[group]]
    script = [said.chinese[group] for _, _, group in rows for _ in parts[group]]
    vectors = said.place_sentences(flat, np.array(script, np.bool_))
    chosen: list[list[str]] = [[] for _ in classes]
    begin = 0
    for at, own, group in rows:
        end = begin + len(parts[group])
        best = int(np.argmax(vectors[begin:end] @ middles[own]))
        chosen[at].append(parts[group][best])
        begin = end
    return chosen


def _centre_vectors(
    vectors: Vectors, chinese: NDArray[np.bool_], centres: Mapping[bool, Vectors]
) -> Vectors:
    moved = vectors.copy()
    for language, centre in centres.items():
        moved[chinese == language] -= centre
    return normalise_rows(moved)


def _cluster_vectors(vectors: Vectors, near: float) -> list[int]:
    """Return the cluster of each row."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import pdist

    if len(vectors) < 2:
        return [0] * len(vectors)
    distances = np.nan_to_num(pdist(vectors, "cosine"), nan=1.0)
    return [int(n) for n in fcluster(linkage(distances, "average"), 1 - near, "distance")]


def _collect_organisations(grouping: Grouping, comments: pa.Table) -> Mapping[str, set[str]]:
    organisations_by_theme: dict[str, set[str]] = defaultdict(set)
    if "organisation" in comments.column_names:
        groups = grouping.assignments["group"].to_pylist()
        for name, speaker in zip(groups, comments["organisation"].to_pylist(), strict=True):
            if speaker:
                organisations_by_theme[name].add(str(speaker))
    return organisations_by_theme


def _make_theme(
    groups: Sequence[CommentGroup],
    middle: CommentGroup,
    names: Mapping[str, tuple[str, ...]],
    organisations: Mapping[str, set[str]],
) -> Theme:
    languages = Counter("zh" if is_chinese(g.text) else "en" for g in groups for _ in range(g.size))
    return Theme(
        id=middle.id.replace("g-", "t-", 1),
        names=dict(names),
        representative=middle.id,
        groups=tuple(g.id for g in groups),
        size=sum(g.size for g in groups),
        organisations=len(set().union(*(organisations.get(g.id, set()) for g in groups))),
        languages=tuple(sorted(languages, key=lambda v: (-languages[v], v))),
    )
