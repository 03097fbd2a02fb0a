"""Files written whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from huiyin.files.atomic_files import replace_file, write_whole


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "law.json"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new" and list(tmp_path.iterdir()) == [path]


def test_where_writing_fails_the_file_of_before_stays(tmp_path: Path) -> None:
    path = tmp_path / "law.json"
    path.write_bytes(b"old")
    with pytest.raises(OSError) as failed, replace_file(path) as beside:
        beside.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "the disk is full")
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]
    assert failed.value.filename == str(path)
