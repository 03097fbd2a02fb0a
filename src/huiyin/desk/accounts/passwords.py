"""What a password must not be, said in our words: Django's are not there in every language."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import password_validation as theirs

from huiyin.words import say


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
