"""The link with which a new password is set. It ends on a day, which its mail says, and before that with what it was
for."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.tokens import PasswordResetTokenGenerator


class ResetTokens(PasswordResetTokenGenerator):
    """Used once: it ends with the password, with a sign-in, and with the epoch of the account. Another link that is
    asked for later ends none before it, so nobody is kept from theirs by who asks for more."""

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        held = super()._make_hash_value(user, timestamp)
        return f"{held}{user.email}" + (f"|{user.epoch}" if user.epoch else "")
