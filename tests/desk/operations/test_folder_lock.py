"""What only one desk may have."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from huiyin.desk.operations.folder_lock import DeskUnavailable, claim_folder, claim_port


def test_a_folder_is_held_by_one_and_free_when_that_is_gone(tmp_path: Path) -> None:
    with claim_folder(tmp_path), pytest.raises(DeskUnavailable), claim_folder(tmp_path):
        raise AssertionError("two desks have one folder")
    with claim_folder(tmp_path):
        assert tmp_path.exists()


def test_a_port_is_not_shared() -> None:
    with socket.create_server(("127.0.0.1", 0)) as held, pytest.raises(DeskUnavailable) as refused:
        claim_port("127.0.0.1", held.getsockname()[1], waiting=1)
    assert refused.value.code == "port"
