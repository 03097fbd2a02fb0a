"""Names of files on disk."""

from __future__ import annotations

import re


def stored_name(name: str) -> str:
    """A name that every file system takes, made of the one that people gave."""
    return re.sub(r"[^\w.-]", "_", name)[-80:]
