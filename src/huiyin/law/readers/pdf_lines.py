"""What a page prints: lines, and the pieces of them that stand apart."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AsideReason(StrEnum):
    """Why a printed line is no text of the law."""

    PAGE = "page"  # running heads, page numbers
    MARGIN = "margin"  # a number that counts lines
    NOTE = "note"  # a footnote


@dataclass(frozen=True, slots=True)
class LinePiece:
    """A stretch of a line that a wide gap sets apart from the others."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page: where it begins and ends (points from the left), the height of its base
    as a share of the page's from the top, in points as well, and the size of its characters.
    ``column`` counts from 1 on a page that has columns; a line across them has 0. ``is_row``: its
    pieces are cells of a table, and tabs part them in ``text``."""

    text: str
    page: int
    left: float
    right: float
    base: float
    share: float
    size: float
    pieces: tuple[LinePiece, ...] = ()
    column: int = 0
    aside: AsideReason | None = None
    is_row: bool = False
