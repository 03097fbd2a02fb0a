"""Salted commitments: the log contains a digest from which a personal field cannot be guessed.

A plain digest of a name can be found by trying names. With 32 random bytes as the key, nobody without them can do
that. Once value and salt are destroyed, nothing is left of the value, and everything that was proved about the
entry still holds.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field

from huiyin.transparency.refusals import RefusalCode, RefusedEvidence

SALT_SIZE = 32


@dataclass(frozen=True, slots=True)
class Opening:
    """A field's value and salt, which open a commitment. Kept outside the log, and destroyed for an erasure."""

    name: str
    value: str
    salt: bytes = field(repr=False)

    @property
    def commitment(self) -> bytes:
        """HMAC-SHA256(salt, name ‖ 0x00 ‖ value). Raises :class:`RefusedEvidence`."""
        # HMAC pads short keys with zeros, so salts of other lengths could open a commitment in two ways. A zero
        # byte in the name would allow two divisions into name and value.
        if len(self.salt) != SALT_SIZE or not self.name or "\0" in self.name:
            raise RefusedEvidence(RefusalCode.COMMITMENT_WRONG, name=self.name)
        try:
            message = self.name.encode() + b"\0" + self.value.encode()
        except UnicodeEncodeError:
            raise RefusedEvidence(RefusalCode.JSON_CHARACTERS) from None
        return hmac.digest(self.salt, message, "sha256")


def make_opening(name: str, value: str) -> Opening:
    """Return ``value`` with a new random salt."""
    return Opening(name, value, secrets.token_bytes(SALT_SIZE))
