"""What the type of a view's request says of who asks is so: the gate before it lets nobody else in."""

from __future__ import annotations

from inspect import signature, unwrap

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponseRedirect
from django.test import RequestFactory
from django.urls import URLPattern

from huiyin.desk.accounts.permissions import TABLE, Role
from tests.desk.addresses import patterns

VIEWS = [
    pattern
    for _, pattern in patterns()
    if unwrap(pattern.callback).__module__.startswith("huiyin.desk.")
]


def type_of_request(view: URLPattern) -> str:
    """As the view itself writes it: the class of the request that its first parameter takes."""
    first, *_ = signature(unwrap(view.callback)).parameters.values()
    return str(first.annotation)


def views_of(kind: str) -> list[URLPattern]:
    return [view for view in VIEWS if type_of_request(view) == kind]


def test_no_reader_without_an_account_may_do_what_a_participant_does() -> None:
    found = views_of("ParticipantRequest")
    assert len(found) > 40
    for view in found:
        assert Role.READER not in TABLE[view.callback.needs], view.name


def test_every_view_that_reads_what_one_may_do_stands_behind_the_table() -> None:
    found = views_of("ConsultationRequest")
    assert len(found) > 20
    assert all(hasattr(view.callback, "needs") for view in found)


@pytest.mark.parametrize("view", views_of("SignedInRequest"), ids=lambda view: view.name)
def test_a_view_for_who_is_signed_in_asks_others_to_sign_in(view: URLPattern) -> None:
    parts = dict.fromkeys(view.pattern.converters, 1)
    for ask in (RequestFactory().get, RequestFactory().post):
        request = ask("/here/")
        request.user = AnonymousUser()
        answer = view.callback(request, **parts)
        if answer.status_code != 405:
            assert isinstance(answer, HttpResponseRedirect), view.name
            assert answer.url.startswith("/accounts/login/?next=/here/"), view.name
