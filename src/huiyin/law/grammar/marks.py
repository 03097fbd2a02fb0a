"""What a file format already knows about its text, for the grammar.

The reader of a format extracts the text of a file and marks ranges of it with what the format says. Marks may
overlap, nest, and be in any order. Unmarked text is interpreted by its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from huiyin.law.model import Span


class MarkRole(StrEnum):
    """The role of a range of the source.

    ``markup`` belongs to its node but is not part of its text (``**``, the ``## `` before a heading). Headings
    ``h1`` to ``h6`` mark a line as a heading of that level; signs such as ``## `` are inside the span and marked as
    markup too. ``page`` (page numbers, running heads), ``note`` (comments, footnotes), ``title``, ``contents`` and
    ``hidden`` (invisible to readers of the file) are furniture and not parsed further.
    """

    MARKUP = "markup"
    TITLE = "title"
    CONTENTS = "contents"
    PAGE = "page"
    NOTE = "note"
    HIDDEN = "hidden"
    H1 = "h1"
    H2 = "h2"
    H3 = "h3"
    H4 = "h4"
    H5 = "h5"
    H6 = "h6"


HEADINGS = (MarkRole.H1, MarkRole.H2, MarkRole.H3, MarkRole.H4, MarkRole.H5, MarkRole.H6)


@dataclass(frozen=True, slots=True)
class Mark:
    """``span`` of the source has ``role``."""

    span: Span
    role: MarkRole
