"""What every template may use: found only where a template asks for it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from huiyin.desk.accounts.models import User
from huiyin.desk.consultations.context_processors import add_consultation
from huiyin.desk.core.context_processors import add_frame
from huiyin.desk.core.requests import DeskRequest
from huiyin.desk.core.sign_out import mark_of


def ask(path: str, user: object | None = None) -> DeskRequest:
    request = RequestFactory().get(path)
    if user is not None:
        request.user = user  # type: ignore[assignment]
    return request  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("path", "here"),
    [
        ("/directory/?q=a", "/directory/?q=a"),
        ("/accounts/login/", ""),
        ("/en/directory/", "/en/directory/"),
    ],
)
def test_who_signs_in_is_led_back_to_where_they_were(path: str, here: str) -> None:
    assert add_frame(ask(path, AnonymousUser()))["here"] == here


def test_the_mark_is_of_the_reader_and_of_nobody_where_none_is_known() -> None:
    assert add_frame(ask("/", User(pk=7)))["mark"]() == mark_of(User(pk=7)) != ""
    assert add_frame(ask("/"))["mark"]() == ""
    assert add_frame(ask("/", User(pk=7)))["has_left"]() is False


def test_a_page_of_no_consultation_is_given_none() -> None:
    assert add_consultation(ask("/directory/")) == {}
