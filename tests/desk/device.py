"""A phone: its authenticator app (RFC 6238) and its passkeys (WebAuthn level 2), enough of both to sign in."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import struct
import time
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT, VERIFIED, HAS_KEY = 0x01, 0x04, 0x40


def code(secret: str) -> str:
    """The six digits that an authenticator app shows now."""
    moment = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), moment, hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Passkey:
    """One key for one site; answers as a browser would post it."""

    def __init__(self, origin: str = "http://testserver") -> None:
        self.origin = origin
        self.id = secrets.token_bytes(16)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.user = b""
        self.times = 0

    def make(self, options: dict[str, Any]) -> str:
        asked = options["publicKey"]
        self.user = _bytes(asked["user"]["id"])
        credential = AttestedCredentialData.create(
            b"\0" * 16, self.id, ES256.from_cryptography_key(self.key.public_key())
        )
        told = AuthenticatorData.create(
            self._site(asked["rp"]["id"]), PRESENT | VERIFIED | HAS_KEY, 0, bytes(credential)
        )
        return self._answer(
            self._client("webauthn.create", asked["challenge"]),
            {"attestationObject": _text(bytes(AttestationObject.create("none", told, {})))},
            {"credProps": {"rk": True}},
        )

    def show(self, options: dict[str, Any]) -> str:
        asked = options["publicKey"]
        self.times += 1
        told = AuthenticatorData.create(
            self._site(asked["rpId"]), PRESENT | VERIFIED, self.times, b""
        )
        client = self._client("webauthn.get", asked["challenge"])
        signature = self.key.sign(
            bytes(told) + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256())
        )
        return self._answer(
            client,
            {
                "authenticatorData": _text(bytes(told)),
                "signature": _text(signature),
                "userHandle": _text(self.user),
            },
            {},
        )

    def _site(self, name: str) -> bytes:
        return hashlib.sha256(name.encode()).digest()

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps(
            {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        ).encode()

    def _answer(self, client: bytes, response: dict[str, str], more: dict[str, Any]) -> str:
        return json.dumps(
            {
                "id": _text(self.id),
                "rawId": _text(self.id),
                "type": "public-key",
                "authenticatorAttachment": "platform",
                "clientExtensionResults": more,
                "response": {"clientDataJSON": _text(client), **response},
            }
        )
