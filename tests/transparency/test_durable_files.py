"""Files that are on the disk before anything is signed on their strength."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from huiyin.transparency.durable_files import (
    create_file,
    hold_folder,
    replace_file,
    sync_files,
    write_file,
)


def test_what_is_there_is_not_created_again_and_stays(tmp_path: Path) -> None:
    create_file(tmp_path / "key", b"one", mode=0o600)
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        create_file(tmp_path / "key", b"two")
    assert (tmp_path / "key").read_bytes() == b"one"


def test_a_file_is_replaced_whole_and_a_link_to_it_stays_one(tmp_path: Path) -> None:
    (tmp_path / "state").write_bytes(b"before, and longer")
    (tmp_path / "link").symlink_to("state")
    replace_file(tmp_path / "link", b"after")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "state").read_bytes() == b"after"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "state"]


def test_where_the_new_one_cannot_be_written_the_old_one_stays_and_nothing_lies_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "state").write_bytes(b"before")

    def fail(_opened: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        replace_file(tmp_path / "state", b"after")
    assert [path.name for path in tmp_path.iterdir()] == ["state"]
    assert (tmp_path / "state").read_bytes() == b"before"


@pytest.mark.parametrize("count", [2, 65])
def test_every_file_and_every_folder_is_synced_however_many_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    paths = [str(tmp_path / f"{number:03}") for number in range(count)]
    for path in paths:
        write_file(path, b"long before")
        write_file(path, bytearray(b"new"))
    assert {Path(path).read_bytes() for path in paths} == {b"new"}
    synced: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda opened: synced.append(str(opened)))
    monkeypatch.setattr(os, "sync", lambda: synced.append("all"))
    sync_files(paths)
    assert synced == ["all"] if count > 64 else len(synced) == count + 1


def test_who_asks_for_a_folder_that_is_held_waits(tmp_path: Path) -> None:
    order: list[str] = []

    def enter() -> None:
        with hold_folder(tmp_path):
            order.append("second")

    with hold_folder(tmp_path):
        waiting = threading.Thread(target=enter)
        waiting.start()
        order.append("first")
    waiting.join(10)
    assert order == ["first", "second"]
