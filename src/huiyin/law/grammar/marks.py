"""What a file format already knows of its text, told to the grammar."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from huiyin.law.model import Span


class Role(StrEnum):
    """What a stretch of the source is. ``markup`` belongs to the node it stands in but is no
    words of it (``**``, ``## ``); the others but the headings are furniture."""

    MARKUP = "markup"
    TITLE = "title"
    CONTENTS = "contents"
    PAGE = "page"
    NOTE = "note"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Mark:
    """``span`` of the source has ``role``."""

    span: Span
    role: Role
