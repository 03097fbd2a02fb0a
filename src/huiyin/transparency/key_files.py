"""Secret keys in files: readable only by their owner, and never overwritten."""

from __future__ import annotations

from pathlib import Path

from huiyin.transparency.durable_files import create_file
from huiyin.transparency.keys import KeyKind, SigningKey, parse_signing_key
from huiyin.transparency.refusals import RefusalCode, RefusedEvidence

_LARGEST = 4096


def save_signing_key(path: Path, key: SigningKey) -> None:
    """Save a key. Raises ``FileExistsError`` if the path exists: an overwritten key is lost for ever."""
    create_file(path, (key.export() + "\n").encode(), mode=0o600)


def is_open_to_others(path: Path) -> bool:
    """Tell whether other users of the machine may read the key in ``path`` or replace it."""
    return bool(path.stat().st_mode & 0o077)


def read_signing_key(path: Path, kind: KeyKind) -> SigningKey:
    """Read a key. Raises :class:`RefusedEvidence` if the file is not such a key, ``OSError`` if it cannot be read."""
    with path.open("rb") as file:
        data = file.read(_LARGEST)
    try:
        return parse_signing_key(data.decode("utf-8"), kind)
    except UnicodeDecodeError:
        raise RefusedEvidence(RefusalCode.KEY_BROKEN) from None
