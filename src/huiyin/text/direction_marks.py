"""Characters that turn the direction of what follows them: embeddings, overrides and isolates.

In a name or a title they rearrange the line in which it stands: ``U+202E`` shows ``proposal.exe`` behind it
backwards. Texts of several lines keep them; marks without an effect on what follows (``U+200E``, ``U+200F``,
``U+061C``) are kept everywhere.
"""

from __future__ import annotations

import re

_DIRECTION_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def strip_direction_marks(written: str) -> str:
    """Remove all embeddings, overrides and isolates."""
    return written if written.isascii() else _DIRECTION_MARKS.sub("", written)
