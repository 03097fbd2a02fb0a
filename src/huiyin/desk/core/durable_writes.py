"""What the disk holds for good. Without Django, for the settings themselves keep files."""

from __future__ import annotations

import os
from pathlib import Path


def sync_file(path: Path) -> None:
    """Have the disk hold what is in the file at ``path``: without it a power cut may leave an empty one."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def sync_folder(path: Path) -> None:
    """Have the disk hold which files are in the folder: a new one is not, until then, however its content was synced."""
    if os.name == "posix":  # elsewhere a folder cannot be opened
        sync_file(path)
