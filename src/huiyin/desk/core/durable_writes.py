"""Make sure that files survive a power cut. Does not load Django, because the settings module uses it too."""

from __future__ import annotations

import os
from pathlib import Path


def sync_file(path: Path) -> None:
    """Write the file's content through to the disk. Without it a power cut may leave an empty file."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def sync_folder(path: Path) -> None:
    """Write the folder's entries through to the disk. Syncing a new file's content does not make its name durable."""
    if os.name == "posix":  # elsewhere a folder cannot be opened
        sync_file(path)
