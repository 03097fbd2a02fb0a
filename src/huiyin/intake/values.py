"""Cells as they were meant: what exports put around words, so that Excel leaves them alone, is taken off."""

from __future__ import annotations

import re
from collections.abc import Sequence

from huiyin.text import as_kept

#: ``="…"``: how exports keep Excel from making a number or a date of a cell.
_KEPT_AS_TEXT = re.compile(r'\s*+=\s*+"((?:[^"]|"")*+)"\s*+')


def as_written(cell: str) -> str:
    """The words of a cell that an export keeps as text (``="2.10"``); any other cell as it is."""
    if "=" not in cell[:80]:
        return cell
    kept = _KEPT_AS_TEXT.fullmatch(cell)
    return kept[1].replace('""', '"') if kept else cell


def row_begins(cells: Sequence[str]) -> str:
    """How a row begins, to be found again by who mends it."""
    return as_kept(" ".join(cell.strip() for cell in cells if cell.strip())[:40])
