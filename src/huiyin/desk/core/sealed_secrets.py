"""Secrets in the database, encrypted with a key that is not in it.

Each kind of secret has its own key, derived from one of the desk's two: kinds whose rows are part of backups
from the key that is in the backup too (``settings.SEALING_KEY``), others from the signing key
(``settings.SECRET_KEY``). A secret sealed as one kind cannot be opened as another. Secrets sealed with an
earlier key can be opened while that key is listed in ``HUIYIN_SECRET_KEY_BEFORE``; :func:`is_current` tells
which to seal again. Format: :data:`_MARK`, then in URL-safe base64 a nonce of 12 bytes and the AES-GCM
ciphertext, authenticated with the kind.
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

#: The prefix of sealed text. Values stored before sealing existed do not have it.
_MARK = "sealed1:"
_NONCE = 12
#: Kinds whose rows are part of backups: a restored desk must be able to open them.
KEPT = frozenset({"authenticator", "erased", "record_log", "webhook"})


class CannotUnseal(ValueError):
    """The text is damaged, or sealed with a key that this desk does not have."""


def seal_text(text: str, kind: str) -> str:
    """Encrypt ``text`` as a secret of this ``kind``. The result differs each time."""
    nonce = os.urandom(_NONCE)
    sealed = AESGCM(next(_list_keys(kind))).encrypt(nonce, text.encode(), kind.encode())
    return _MARK + base64.urlsafe_b64encode(nonce + sealed).decode("ascii")


def unseal_text(sealed: str, kind: str) -> str:
    """Decrypt a sealed text. Raises :class:`CannotUnseal`."""
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
    """Whether ``sealed`` was sealed with the current key rather than an earlier one."""
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
    """The keys for keyed digests that must be recognised later: the current one, then all earlier ones,
    including those that a restore replaced (:func:`huiyin.desk.operations.restore_files.settle_files`).
    """
    before = _in_file(settings.SEALING_FILE.with_name(BEFORE)) if kind in KEPT else ()
    return list(
        dict.fromkeys((*_list_keys(kind), *(_derive_key(secret, kind) for secret in before)))
    )


#: The file beside the current sealing key that lists the keys a restore replaced, one per line.
BEFORE = "sealing-keys-before"


def _in_file(path: Path) -> list[str]:
    try:
        return path.read_text("ascii", "replace").split()
    except FileNotFoundError:
        return []


def keep_replaced(new: Path) -> None:
    """Record the current key, as used by this process and as on disk, before the file ``new`` replaces it:
    digests made with it must still be recognised.
    """
    before, brought = settings.SEALING_FILE.with_name(BEFORE), _in_file(new)
    used = (settings.SEALING_KEY, *_in_file(settings.SEALING_FILE))
    known = _in_file(before)
    more = [one for one in dict.fromkeys(used) if one not in (*brought, *known)]
    if more:
        put_secret(
            before, "".join(f"{one}\n" for one in (*known, *more)).encode("ascii", "replace")
        )


def _list_keys(kind: str) -> Iterator[bytes]:
    """The current key, then the earlier ones."""
    own = settings.SEALING_KEY if kind in KEPT else settings.SECRET_KEY
    for secret in (own, *settings.SECRET_KEY_FALLBACKS):
        yield _derive_key(secret, kind)


@cache
def _derive_key(secret: str, kind: str) -> bytes:
    # This name is part of the key derivation. If it changed with the module's name, nothing sealed
    # before could be opened.
    derived: bytes = HKDF(
        SHA256(), 32, salt=None, info=f"huiyin.desk.frame.sealing:{kind}".encode()
    ).derive(secret.encode())
    return derived
