"""Every desk has a key of its own (Ed25519) that it signs its backups with, and a fingerprint that people compare.

The key never leaves the folder of the desk; what it trusts beside its own is written beside it.
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64decode, b64encode
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from huiyin.desk.core.secret_files import put_secret, read_or_make

_KEY, _TRUSTED = "signing-key", "trusted-desks"
#: What is signed begins with what it is, so that no signature means anything elsewhere.
_MEANING = b"huiyin backup manifest 2\n"
#: 128 bits: enough that nobody makes a key with the fingerprint of another, short enough to compare by eye.
_DIGITS = 32


def get_fingerprint() -> str:
    """Of this desk."""
    return _format_fingerprint(_load_key().public_key().public_bytes_raw())


def sign_data(data: bytes) -> bytes:
    """A file beside ``data`` that says who signed it."""
    key = _load_key()
    return json.dumps(
        {
            "key": b64encode(key.public_key().public_bytes_raw()).decode(),
            "signature": b64encode(key.sign(_MEANING + data)).decode(),
        }
    ).encode()


def find_signer(data: bytes, signature: bytes) -> str:
    """The fingerprint of the desk that signed ``data``. Raises ``ValueError`` where none did."""
    try:
        told = json.loads(signature)
        public = b64decode(told["key"], validate=True)
        signed = b64decode(told["signature"], validate=True)
        Ed25519PublicKey.from_public_bytes(public).verify(signed, _MEANING + data)
    except (KeyError, TypeError, ValueError, RecursionError, InvalidSignature) as error:
        raise ValueError("not signed") from error
    return _format_fingerprint(public)


def is_trusted(told: str) -> bool:
    """Whether ``told`` is the fingerprint of this desk, or of one that it was told to trust."""
    try:
        trusted = (_get_folder() / _TRUSTED).read_text("ascii").split()
    except FileNotFoundError:
        trusted = []
    return told in (get_fingerprint(), *trusted)


def trust_fingerprint(told: str) -> None:
    """Restore what that desk took from now on without asking."""
    if not is_trusted(told):
        path = _get_folder() / _TRUSTED
        before = path.read_bytes() if path.exists() else b""
        put_secret(path, before + told.encode("ascii") + b"\n")


def is_same(given: str, told: str) -> bool:
    """Whether ``given``, as somebody typed it, is the fingerprint ``told``."""
    return re.sub(r"[\s:-]", "", given).lower() == told.replace("-", "")


def _load_key() -> Ed25519PrivateKey:
    held = read_or_make(
        _get_folder() / _KEY,
        lambda: b64encode(Ed25519PrivateKey.generate().private_bytes_raw()) + b"\n",
    )
    return Ed25519PrivateKey.from_private_bytes(b64decode(held))


def _get_folder() -> Path:
    from django.conf import settings

    return Path(settings.DATA)


def _format_fingerprint(public: bytes) -> str:
    digits = hashlib.sha256(public).hexdigest()[:_DIGITS]
    return "-".join(digits[at : at + 4] for at in range(0, _DIGITS, 4))
