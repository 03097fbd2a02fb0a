"""Secret keys in files."""

from __future__ import annotations

from pathlib import Path

import pytest

from huiyin.transparency.key_files import is_open_to_others, read_signing_key, save_signing_key
from huiyin.transparency.keys import KeyKind, generate_key
from huiyin.transparency.refusals import RefusedEvidence

KIND = next(iter(KeyKind))


def test_a_key_is_kept_for_its_owner_alone_and_never_written_over(tmp_path: Path) -> None:
    key, path = generate_key("example.org/log", KIND), tmp_path / "key"
    save_signing_key(path, key)
    assert read_signing_key(path, KIND) == key and not is_open_to_others(path)
    with pytest.raises(FileExistsError):
        save_signing_key(path, generate_key("example.org/log", KIND))
    assert read_signing_key(path, KIND) == key


def test_what_others_may_read_is_said_to_be_open_and_what_is_no_key_is_refused(
    tmp_path: Path,
) -> None:
    path = tmp_path / "key"
    path.write_text("no key")
    path.chmod(0o644)
    assert is_open_to_others(path)
    with pytest.raises(RefusedEvidence):
        read_signing_key(path, KIND)
