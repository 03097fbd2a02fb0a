"""Which statement a further vote would be most informative on (Polis's ``importance-metric``, ``priority-metric``)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

import numpy as np

from huiyin.opinion.data import OpinionMap, StatementFigures
from huiyin.opinion.matrix import F64, I64


def compute_priorities(agrees: I64, passes: I64, votes: I64, extremity: F64) -> F64:
    """A priority per statement, from its counts and how far it lies from the middle.

    importance = (1 − p) · (extremity + 1) · a, with p = (passes + 1) / (votes + 2) and a = (agrees + 1) / (votes +
    2); priority = (importance · (1 + 8 · 2^(−votes / 5)))². New statements, divisive ones and those that few pass
    on therefore come first.
    """
    passing = (passes + 1) / (votes + 2)
    agreeing = (agrees + 1) / (votes + 2)
    importance = (1 - passing) * (extremity + 1) * agreeing
    found: F64 = (importance * (1 + 8 * 2.0 ** (-votes / 5))) ** 2
    return found


def next_statements(found: OpinionMap, voted: Collection[str] = ()) -> Iterator[StatementFigures]:
    """Yield the statements not in ``voted``, the most informative first."""
    done = set(voted)
    left = [s for s in found.statements if s.id not in done]
    return iter(sorted(left, key=lambda s: (-s.priority, s.id)))


def first_statements(
    counts: Mapping[str, tuple[int, int, int]],
    voted: Collection[str] = (),
    *,
    extremity: Mapping[str, float] = MappingProxyType({}),
) -> list[str]:
    """Order statements by counts alone, between two maps or before the first one.

    ``counts``: (agrees, disagrees, passes) per statement. ``extremity``: the length of a statement's (x, y) on the
    last map; a missing statement counts as 0.
    """
    names = sorted(set(counts) - set(voted))
    if not names:
        return []
    table = np.array([counts[name] for name in names], np.int64)
    far = np.array([extremity.get(name, 0.0) for name in names], np.float64)
    rank = compute_priorities(table[:, 0], table[:, 2], table.sum(axis=1), far)
    return [names[at] for at in sorted(range(len(names)), key=lambda i: (-rank[i], names[i]))]
