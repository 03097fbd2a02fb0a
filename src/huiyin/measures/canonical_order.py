"""A canonical order of rows and columns that does not depend on their names or input order.

Random draws depend on the position of a row, and rows are sorted by name. Without a canonical order, a confidence
interval would differ between Chinese and English. Rows are distinguished by their contents, columns by the rows in
them, and so on for a few rounds (colour refinement, as by Weisfeiler and Leman 1968). Those that remain equal can
be exchanged without changing a figure.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: Rounds of refinement.
_ROUNDS = 4
_SECOND, _THIRD = np.uint64(0x5851F42D4C957F2D), np.uint64(0x14057B7EF767814F)
_Marks = NDArray[np.uint64]


def order_table(table: ArrayLike, times: ArrayLike) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the order of the rows and of the columns of ``table``.

    ``table``: whole numbers from 0. ``times``: how often each row occurs.
    """
    cells = np.asarray(table).astype(np.uint64)
    rows = _mix(np.asarray(times).astype(np.uint64))
    columns = np.zeros(cells.shape[1], dtype=np.uint64)
    for _ in range(_ROUNDS):
        columns = _mix(columns + rows @ cells)
        rows = _mix(rows + cells @ columns)
    return np.argsort(rows, kind="stable"), np.argsort(columns, kind="stable")


def order_parties(counts: ArrayLike, allowed: ArrayLike) -> NDArray[np.intp]:
    """Return the order of the parties, which are both the rows and the columns of the square table ``counts``.

    ``allowed``: the pairs that may have counts.
    """
    cells, may = np.asarray(counts).astype(np.uint64), np.asarray(allowed).astype(np.uint64)
    marks = np.zeros(len(cells), dtype=np.uint64)
    for _ in range(_ROUNDS):
        # Separate marks for each direction, so that the one who asks differs from the one who is asked.
        asked, asker, may_be_asked = _mix(marks), _mix(marks + _SECOND), _mix(marks + _THIRD)
        ways = _mix(cells @ asked) + _mix(asker @ cells) + _mix(may @ may_be_asked)
        marks = _mix(marks + ways)
    return np.argsort(marks, kind="stable")


def _mix(marks: _Marks) -> _Marks:
    """Hash marks so that different ones look random (the finaliser of SplitMix64, Steele and others 2014)."""
    mixed = marks + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    result: _Marks = mixed ^ (mixed >> np.uint64(31))
    return result
