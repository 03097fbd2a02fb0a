"""Secret keys in files: read by their owner alone, and never written over."""

from __future__ import annotations

from pathlib import Path

from huiyin.transparency.durable_files import create_file
from huiyin.transparency.keys import KeyKind, SigningKey, parse_signing_key
from huiyin.transparency.refusals import RefusalCode, RefusedEvidence

_LARGEST = 4096


def save_signing_key(path: Path, key: SigningKey) -> None:
    """Raises ``FileExistsError`` where there is anything: a key that is written over is lost for ever."""
    create_file(path, (key.export() + "\n").encode(), mode=0o600)


def is_open_to_others(path: Path) -> bool:
    """Whether somebody else on the machine may read the key in ``path`` or write another there."""
    return bool(path.stat().st_mode & 0o077)


def read_signing_key(path: Path, kind: KeyKind) -> SigningKey:
    """Raises :class:`RefusedEvidence` where the file is no such key, ``OSError`` where it cannot be read."""
    with path.open("rb") as file:
        data = file.read(_LARGEST)
    try:
        return parse_signing_key(data.decode("utf-8"), kind)
    except UnicodeDecodeError:
        raise RefusedEvidence(RefusalCode.KEY_BROKEN) from None
