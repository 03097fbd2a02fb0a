"""Secrets as the database holds them: sealed with a key that is not in it.

Each kind of secret has a key of its own, derived from one of the desk's, so that what was sealed as one kind opens as no
other: what goes with the rows into backups from the key that goes there too (``settings.SEALING_KEY``), the rest from that
which signs (``settings.SECRET_KEY``). What was sealed with a key before opens as long as that one is named
(``HUIYIN_SECRET_KEY_BEFORE``); :func:`is_current` says what to seal anew.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from huiyin.desk.core.secret_files import put_secret

#: How sealed text begins, so that what was written before there were seals is known from it.
_MARK = "sealed1:"
_NONCE = 12
#: Kinds that lie among the rows of a backup: a restored desk must be able to open them.
KEPT = frozenset({"authenticator", "erased", "record_log", "webhook"})


class CannotUnseal(ValueError):
    """Sealed with a key that this desk does not have, or damaged."""


def seal_text(text: str, kind: str) -> str:
    """``text`` as only this desk opens it, as the same ``kind``; different each time."""
    nonce = os.urandom(_NONCE)
    sealed = AESGCM(next(_list_keys(kind))).encrypt(nonce, text.encode(), kind.encode())
    return _MARK + base64.urlsafe_b64encode(nonce + sealed).decode("ascii")


def unseal_text(sealed: str, kind: str) -> str:
    """What was sealed. Raises :class:`Unopenable`."""
    if not is_sealed(sealed):
        raise CannotUnseal("not sealed")
    try:
        data = base64.urlsafe_b64decode(sealed.removeprefix(_MARK))
    except ValueError as error:
        raise CannotUnseal("not sealed") from error
    for key in _list_keys(kind):
        text = _open_sealed(key, data, kind)
        if text is not None:
            return text
    raise CannotUnseal("another key")


def is_sealed(text: str) -> bool:
    return text.startswith(_MARK)


def is_current(sealed: str, kind: str) -> bool:
    """Whether ``sealed`` opens with the key of today, and not only with one before."""
    try:
        data = base64.urlsafe_b64decode(sealed.removeprefix(_MARK))
    except ValueError:
        return False
    return is_sealed(sealed) and _open_sealed(next(_list_keys(kind)), data, kind) is not None


def _open_sealed(key: bytes, data: bytes, kind: str) -> str | None:
    try:
        return AESGCM(key).decrypt(data[:_NONCE], data[_NONCE:], kind.encode()).decode()
    except (InvalidTag, ValueError):
        return None


def list_keys(kind: str) -> list[bytes]:
    """What a digest that must be known again is keyed with: the key of today, then all of before, also those that a
    restore replaced (:func:`huiyin.desk.operations.restore_files.settle_files`)."""
    before = _in_file(settings.SEALING_FILE.with_name(BEFORE)) if kind in KEPT else ()
    return list(
        dict.fromkeys((*_list_keys(kind), *(_derive_key(secret, kind) for secret in before)))
    )


#: Keys of the rows that were replaced by that of a backup, one a line, beside the key of today.
BEFORE = "sealing-keys-before"


def _in_file(path: Path) -> list[str]:
    try:
        return path.read_text("ascii", "replace").split()
    except FileNotFoundError:
        return []


def keep_replaced(new: Path) -> None:
    """Write down the key of today, as this process and the disk have it, before ``new`` takes its place: what was keyed
    with it must still be known."""
    before, brought = settings.SEALING_FILE.with_name(BEFORE), _in_file(new)
    used = (settings.SEALING_KEY, *_in_file(settings.SEALING_FILE))
    known = _in_file(before)
    more = [one for one in dict.fromkeys(used) if one not in (*brought, *known)]
    if more:
        put_secret(
            before, "".join(f"{one}\n" for one in (*known, *more)).encode("ascii", "replace")
        )


def _list_keys(kind: str) -> Iterator[bytes]:
    """The key of today, then those before."""
    own = settings.SEALING_KEY if kind in KEPT else settings.SECRET_KEY
    for secret in (own, *settings.SECRET_KEY_FALLBACKS):
        yield _derive_key(secret, kind)


@cache
def _derive_key(secret: str, kind: str) -> bytes:
    # Never to be renamed with the module: what was sealed under this name opens under no other.
    derived: bytes = HKDF(
        SHA256(), 32, salt=None, info=f"huiyin.desk.frame.sealing:{kind}".encode()
    ).derive(secret.encode())
    return derived
