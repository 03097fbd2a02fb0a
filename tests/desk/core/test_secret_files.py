"""Secrets in files."""

from __future__ import annotations

from pathlib import Path

from huiyin.desk.core.secret_files import make_secret, put_secret, read_or_make


def test_a_secret_is_made_once_and_read_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "secret"
    first = read_or_make(path, make_secret)
    assert read_or_make(path, make_secret) == first and len(first) > 60
    assert path.stat().st_mode & 0o077 == 0
    assert list(path.parent.iterdir()) == [path]


def test_an_empty_file_holds_none_and_another_takes_its_place(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.touch()
    assert read_or_make(path, lambda: b"made") == b"made"
    put_secret(path, b"other")
    assert path.read_bytes() == b"other" and path.stat().st_mode & 0o077 == 0
