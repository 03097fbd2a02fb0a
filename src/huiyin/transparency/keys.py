"""Keys as C2SP's signed notes write them: ``name+id+base64``, for logs (plain Ed25519) and witnesses
(cosignature/v1).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from huiyin.transparency.encodings import decode_base64, encode_base64
from huiyin.transparency.refusals import RefusalCode, RefusedEvidence

_SIZE = 32
_PRIVATE = "PRIVATE+KEY+"
_LONGEST_KEY = 1024
#: The prime of the curve's field, and the y coordinates of its points of order 1, 2, 4 and 8. For these keys
#: anybody can make signatures that OpenSSL accepts.
_PRIME = 2**255 - 19
_SMALL_ORDER = frozenset(
    {
        0,
        1,
        _PRIME - 1,
        0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
        0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7,
    }
)


class KeyKind(IntEnum):
    """C2SP's byte for what a key signs."""

    LOG = 0x01
    WITNESS = 0x04


@dataclass(frozen=True)
class VerifierKey:
    """A public key that signatures are checked against. Use :func:`parse_key` for keys from outside."""

    name: str
    kind: KeyKind
    public: bytes

    @cached_property
    def key_id(self) -> bytes:
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    def __str__(self) -> str:
        return _spell_key(self.name, self.key_id, self.kind, self.public)

    def is_signature(self, signature: bytes, message: bytes) -> bool:
        """Tell whether ``signature`` is this key's signature of ``message``; exactly one encoding is accepted."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class SigningKey:
    """A signing key; ``str()`` shows only the public half."""

    name: str
    kind: KeyKind
    seed: bytes = field(repr=False)

    @cached_property
    def verifier(self) -> VerifierKey:
        public = Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()
        return VerifierKey(self.name, self.kind, public)

    def __str__(self) -> str:
        return str(self.verifier)

    def sign(self, message: bytes) -> bytes:
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)

    def export(self) -> str:
        """Return the secret key as text for :func:`parse_signing_key`."""
        return _PRIVATE + _spell_key(self.name, self.verifier.key_id, self.kind, self.seed)


def generate_key(name: str, kind: KeyKind) -> SigningKey:
    """Generate a key. Raises :class:`RefusedEvidence` if ``name`` is not allowed in a note."""
    if not is_key_name(name):
        raise RefusedEvidence(RefusalCode.KEY_BROKEN)
    return SigningKey(name, kind, secrets.token_bytes(_SIZE))


def parse_key(text: str, kind: KeyKind) -> VerifierKey:
    """Parse a public key. Raises :class:`RefusedEvidence` if it is malformed, weak or of another kind."""
    name, key_id, public = _parse_parts(text, kind)
    key = VerifierKey(name, kind, public)
    if key.key_id != key_id:
        raise RefusedEvidence(RefusalCode.KEY_BROKEN)
    height = int.from_bytes(public, "little") & (2**255 - 1)
    if height >= _PRIME or height in _SMALL_ORDER:
        raise RefusedEvidence(RefusalCode.KEY_WEAK)
    return key


def parse_signing_key(text: str, kind: KeyKind) -> SigningKey:
    """Parse a secret key. Raises :class:`RefusedEvidence`."""
    if not text.startswith(_PRIVATE):
        raise RefusedEvidence(RefusalCode.KEY_BROKEN)
    name, key_id, seed = _parse_parts(text.removeprefix(_PRIVATE), kind)
    key = SigningKey(name, kind, seed)
    if key.verifier.key_id != key_id:
        raise RefusedEvidence(RefusalCode.KEY_BROKEN)
    return key


def is_key_name(name: str) -> bool:
    """Tell whether a key may have this name: no white space, no plus, no control characters of terminals."""
    return bool(name) and name.isprintable() and not any(c.isspace() or c == "+" for c in name)


def _spell_key(name: str, key_id: bytes, kind: KeyKind, material: bytes) -> str:
    return f"{name}+{key_id.hex()}+{encode_base64(bytes([kind]) + material)}"


def _parse_parts(text: str, kind: KeyKind) -> tuple[str, bytes, bytes]:
    name, _, others = text.strip().partition("+")
    key_id, _, encoded = others.partition("+")
    material = decode_base64(encoded)
    if len(text) > _LONGEST_KEY or not is_key_name(name) or material is None:
        raise RefusedEvidence(RefusalCode.KEY_BROKEN)
    if len(material) != 1 + _SIZE or len(key_id) != 8 or set(key_id) - set("0123456789abcdef"):
        raise RefusedEvidence(RefusalCode.KEY_BROKEN)
    if material[0] != kind:
        raise RefusedEvidence(RefusalCode.KEY_KIND, name=name)
    return name, bytes.fromhex(key_id), material[1:]
