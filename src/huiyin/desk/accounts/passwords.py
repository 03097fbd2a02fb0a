"""What a password must not be, said in our words, since Django's are not there in every language; how it is kept."""

from __future__ import annotations

import threading
from typing import Any

from django.contrib.auth import password_validation as theirs
from django.contrib.auth.hashers import Argon2PasswordHasher

from huiyin.words import say

#: Each takes 100 MB for a tenth of a second: as many as there are threads would take all of a small machine's memory.
_at_once = threading.BoundedSemaphore(2)


class FewAtOnce(Argon2PasswordHasher):
    """Argon2, of which a process works out two at the same time, however many people sign in."""

    def encode(self, password: str, salt: str) -> str:
        with _at_once:
            return str(super().encode(password, salt))

    def verify(self, password: str, encoded: str) -> bool:
        with _at_once:
            return bool(super().verify(password, encoded))


class LongEnough(theirs.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return say("account.weak.short", least=self.min_length)


class NotCommon(theirs.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return say("account.weak.common")


class NotOneself(theirs.UserAttributeSimilarityValidator):
    def __init__(self, **options: Any) -> None:
        super().__init__(user_attributes=("name", "email"), **options)

    def get_error_message(self) -> str:
        return say("account.weak.oneself")
