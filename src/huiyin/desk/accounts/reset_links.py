"""Tokens for password reset links. They expire on the day stated in the mail, and earlier once they are used."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.tokens import PasswordResetTokenGenerator


class ResetTokens(PasswordResetTokenGenerator):
    """A token becomes invalid with a new password, a sign-in, or a new epoch. Requesting another link does not
    invalidate it, so nobody can keep the owner from theirs by requesting more.
    """

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        held = super()._make_hash_value(user, timestamp)
        return f"{held}{user.email}" + (f"|{user.epoch}" if user.epoch else "")
