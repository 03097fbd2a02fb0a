"""Salted commitments: a personal field stands in the log as a digest that nobody can guess from the field's value.

A bare digest of a name is found by trying names. With 32 random bytes as key it is found by nobody who lacks them: where
value and salt are destroyed, nothing of the value is left, and what was proved of the entry holds as before.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field

from huiyin.transparency.refusals import RefusalCode, RefusedEvidence

SALT_SIZE = 32


@dataclass(frozen=True, slots=True)
class Opening:
    """A field's value and salt: what opens a commitment. Kept outside the log, and destroyed to erase."""

    name: str
    value: str
    salt: bytes = field(repr=False)

    @property
    def commitment(self) -> bytes:
        """HMAC-SHA256(salt, name ‖ 0x00 ‖ value). Raises :class:`RefusedEvidence`."""
        # HMAC fills shorter keys up with zeros, so that salts of other lengths could open one commitment twice; and
        # a zero byte in the name would let name and value be parted at two places.
        if len(self.salt) != SALT_SIZE or not self.name or "\0" in self.name:
            raise RefusedEvidence(RefusalCode.COMMITMENT_WRONG, name=self.name)
        try:
            message = self.name.encode() + b"\0" + self.value.encode()
        except UnicodeEncodeError:
            raise RefusedEvidence(RefusalCode.JSON_CHARACTERS) from None
        return hmac.digest(self.salt, message, "sha256")


def make_opening(name: str, value: str) -> Opening:
    """``value`` with a salt of its own."""
    return Opening(name, value, secrets.token_bytes(SALT_SIZE))
