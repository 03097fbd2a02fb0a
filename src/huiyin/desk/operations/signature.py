"""The desk's own key (Ed25519) for signing backups, and its fingerprint for people to compare.

The key never leaves the desk's folder; fingerprints that it trusts are stored beside it.
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
#: A prefix to all signed data, so that a signature cannot be used for anything else.
_MEANING = b"huiyin backup manifest 2\n"
#: 128 bits in hexadecimal: enough that nobody can make a key with the same fingerprint, and short
#: enough to compare by eye.
_DIGITS = 32


def get_fingerprint() -> str:
    """The fingerprint of this desk."""
    return _format_fingerprint(_load_key().public_key().public_bytes_raw())


def sign_data(data: bytes) -> bytes:
    """The content of a signature file for ``data``."""
    key = _load_key()
    return json.dumps(
        {
            "key": b64encode(key.public_key().public_bytes_raw()).decode(),
            "signature": b64encode(key.sign(_MEANING + data)).decode(),
        }
    ).encode()


def find_signer(data: bytes, signature: bytes) -> str:
    """The fingerprint of the desk that signed ``data``. Raises ``ValueError`` for an invalid signature."""
    try:
        told = json.loads(signature)
        public = b64decode(told["key"], validate=True)
        signed = b64decode(told["signature"], validate=True)
        Ed25519PublicKey.from_public_bytes(public).verify(signed, _MEANING + data)
    except (KeyError, TypeError, ValueError, RecursionError, InvalidSignature) as error:
        raise ValueError("not signed") from error
    return _format_fingerprint(public)


def is_trusted(told: str) -> bool:
    """Whether ``told`` is the fingerprint of this desk or of a trusted one."""
    try:
        trusted = (_get_folder() / _TRUSTED).read_text("ascii").split()
    except FileNotFoundError:
        trusted = []
    return told in (get_fingerprint(), *trusted)


def trust_fingerprint(told: str) -> None:
    """Trust that desk's backups from now on."""
    if not is_trusted(told):
        path = _get_folder() / _TRUSTED
        before = path.read_bytes() if path.exists() else b""
        put_secret(path, before + told.encode("ascii") + b"\n")


def is_same(given: str, told: str) -> bool:
    """Whether ``given``, as typed by a person, is the fingerprint ``told``."""
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
