"""What the disk holds for good: the file, and that it is in its folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from huiyin.desk.core.durable_writes import sync_file, sync_folder


def test_the_file_and_the_folder_that_are_named_are_synced_and_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "secret"
    file.write_bytes(b"x")
    synced: list[tuple[int, int]] = []
    opened: list[int] = []

    def note(descriptor: int) -> None:
        found = os.fstat(descriptor)
        synced.append((found.st_dev, found.st_ino))
        opened.append(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    sync_file(file)
    sync_folder(tmp_path)
    assert synced == [(path.stat().st_dev, path.stat().st_ino) for path in (file, tmp_path)]
    for descriptor in opened:
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(descriptor)


def test_a_file_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        sync_file(Path("/nowhere/at/all"))
