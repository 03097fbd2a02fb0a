"""The contents of a printed page: lines, and the separate pieces of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AsideReason(StrEnum):
    """Why a printed line is not text of the law."""

    PAGE = "page"  # running heads, page numbers
    MARGIN = "margin"  # line numbers
    NOTE = "note"  # a footnote


@dataclass(frozen=True, slots=True)
class LinePiece:
    """A piece of a line, separated from others by a wide gap."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page.

    It has its horizontal extent (in points from the left), its baseline from the top (as a share of the page
    height, and in points), and its character size. ``column`` counts from 1 on a page with columns; a line across
    them has 0. ``is_row``: its pieces are table cells, separated by tabs in ``text``.
    """

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
