"""What a file format already knows of its text, told to the grammar.

A reader of a format draws the text of a file and says, of stretches of it, what the format says of
them. Marks may overlap, nest, and lie in any order; what is not marked is read from its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from huiyin.law.model import Span


class MarkRole(StrEnum):
    """What a stretch of the source is.

    ``markup`` belongs to the node it stands in but is no words of it (``**``, the ``## `` before a
    heading). Headings ``h1`` to ``h6`` say that the line is a heading of that level, markers such as
    ``## `` inside the span and marked as markup too. ``page`` (page numbers, running heads), ``note``
    (comments, footnotes), ``title``, ``contents`` and ``hidden`` (what readers of the file do not
    see) are furniture and are read no further.
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
