"""Many people who sign in at once do not take all of the machine's memory."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import argon2
import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password
from django.utils.module_loading import import_string

from huiyin.desk import settings as of_the_desk

# What is worked out in memory.
pytestmark = pytest.mark.one_database


def test_of_passwords_that_are_tried_at_once_two_are_worked_out_at_a_time(
    settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PASSWORD_HASHERS = of_the_desk.PASSWORD_HASHERS  # type: ignore[attr-defined]
    assert issubclass(import_string(of_the_desk.PASSWORD_HASHERS[0]), Argon2PasswordHasher)
    kept = make_password("reeds by the lake")
    lock, now, most = threading.Lock(), 0, 0
    theirs = argon2.PasswordHasher.verify

    def verify(*given: object) -> bool:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        try:
            return theirs(*given)  # type: ignore[arg-type]
        finally:
            with lock:
                now -= 1

    monkeypatch.setattr(argon2.PasswordHasher, "verify", verify)
    with ThreadPoolExecutor(6) as people:
        tried = people.map(
            lambda n: check_password(f"guess {n}" if n % 2 else "reeds by the lake", kept),
            range(6),
        )
        assert list(tried) == [n % 2 == 0 for n in range(6)]
    assert 0 < most <= 2
