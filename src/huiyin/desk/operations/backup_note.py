"""A note in the desk's folder about the last backup. It cannot be in the database: a backup contains the state
before it was taken.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

#: The name of the note in the desk's folder.
NAME = "last-backup.json"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BackupNote:
    """``name``: of the file; ``size``: in bytes; ``is_encrypted``: False means that anybody who has it can read
    it.
    """

    taken_at: datetime
    name: str
    size: int
    is_encrypted: bool


def note_backup(data: Path, file: Path, *, is_encrypted: bool) -> None:
    """Note that a backup was taken. If that fails, the backup is valid all the same."""
    note = {
        "taken_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "name": file.name,
        "size": file.stat().st_size,
        "is_encrypted": is_encrypted,
    }
    written = data / f"{NAME}.new"
    try:
        written.touch(mode=0o600)
        written.write_text(json.dumps(note, ensure_ascii=False), "utf-8")
        written.replace(data / NAME)
    except OSError as error:
        _log.warning("that a backup was taken could not be noted: %s", error)


def read_backup_note(data: Path) -> BackupNote | None:
    """The last backup noted; None if there is none or the note is unreadable."""
    try:
        told = json.loads((data / NAME).read_text("utf-8"))
        return BackupNote(
            datetime.fromisoformat(told["taken_at"]),
            str(told["name"]),
            int(told["size"]),
            bool(told["is_encrypted"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
