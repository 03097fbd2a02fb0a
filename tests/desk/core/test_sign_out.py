"""Whose drafts a browser keeps, told by a mark that nobody can guess; and who has left."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpResponse
from django.test import RequestFactory

from huiyin.desk.accounts.models import User
from huiyin.desk.core.requests import DeskRequest
from huiyin.desk.core.sign_out import FORGET, drop_messages, forget_who_left, has_left, mark_of


def ask(
    *, knew: bool = True, reader: object = None, session: dict[str, str] | None = None
) -> DeskRequest:
    request = RequestFactory().get("/")
    if knew:
        request.COOKIES[settings.SESSION_COOKIE_NAME] = "key"
    request.session = SessionBase()
    request.session.update(session or {})
    request._cached_user = reader or AnonymousUser()  # type: ignore[attr-defined]
    return request  # type: ignore[return-value]


def test_a_mark_is_of_one_account_and_says_not_which() -> None:
    first, second = mark_of(User(pk=1)), mark_of(User(pk=2))
    assert first != second
    assert len(first) == 24
    assert mark_of(User(pk=1)) == first
    assert mark_of(AnonymousUser()) == ""


@pytest.mark.parametrize(
    ("request_", "left"),
    [
        (ask(), True),  # the session was ended
        (ask(session={"_auth_user_id": "7"}), True),  # or says somebody who is no more
        (ask(session={"language": "en"}), False),  # it never was an account's
        (ask(knew=False), False),
        (ask(reader=User(pk=1)), False),
    ],
    ids=["ended", "closed", "stranger", "no cookie", "signed in"],
)
def test_who_was_signed_in_and_is_no_more_has_left_and_their_browser_is_to_forget(
    request_: DeskRequest, left: bool
) -> None:
    assert has_left(request_) is left
    answer = forget_who_left(lambda _request: HttpResponse("x"))(request_)
    assert answer.headers.get("Clear-Site-Data") == (FORGET if left else None)


def test_what_was_to_be_told_is_told_to_nobody_after_them() -> None:
    told = iter(["first", "second"])
    request = SimpleNamespace(_messages=told)
    drop_messages(request)  # type: ignore[arg-type]
    assert list(told) == []
