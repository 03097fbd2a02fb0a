"""A form that is refused gives its author back what they typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import QueryDict
from django.test import Client, RequestFactory
from django.urls import reverse

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.core.typed_words import encode_typed_fields, list_typed_words
from huiyin.desk.networks.models import Network
from tests.desk.standing import *  # noqa: F403 - one small network for all of them

TYPED = {"reason": "We have written this for an hour", "text_zh": "写了一个小时", "number": "12"}


def test_words_are_given_back_and_neither_secrets_nor_keys() -> None:
    given = TYPED | {
        "csrfmiddlewaretoken": "a b", "password1": "correct horse battery", "key": "b1946ac9-2f4a-4e21-9d0e-6f1c2a9d7e11",
        "again": TYPED["reason"],
    }  # fmt: skip
    request = RequestFactory().post("/", given)
    assert list_typed_words(request) == [TYPED["reason"], TYPED["text_zh"]]
    assert list_typed_words(RequestFactory().get("/", given)) == []


def test_an_address_is_a_word_and_no_secret_is_kept_for_later() -> None:
    secrets = {
        "password": "correct horse battery", "new_passphrase": "a b", "csrfmiddlewaretoken": "é",
        "api_token": "an @ in it", "code": "12 34 56", "otp_code": "1 2", "credential": "{ }", "client_secret": "湿地",
    }  # fmt: skip
    plain = {"email": "who@example.org", "passed_to": "n 3", "name": "", "number": "12"}
    request = RequestFactory().post("/", plain | secrets)
    assert list_typed_words(request) == ["who@example.org", "n 3"]
    assert QueryDict(encode_typed_fields(request)).dict() == plain


def test_words_of_another_site_are_not_shown() -> None:
    for site, shown in (("same-origin", 2), ("cross-site", 0), ("same-site", 0), ("none", 0)):
        request = RequestFactory().post("/", TYPED, headers={"sec-fetch-site": site})
        assert len(list_typed_words(request)) == shown, site


def test_words_of_another_site_are_not_shown_by_browsers_that_send_an_origin_alone() -> None:
    """It put its own words on a page of the desk: a browser of old, or a desk that is reached by HTTP."""
    for origin, shown in (
        ("http://testserver", 2),
        ("https://testserver", 0),
        ("http://testserver:81", 0),
        ("https://elsewhere.example", 0),
        ("null", 0),
        ("", 0),
    ):
        request = RequestFactory().post("/", TYPED, headers={"origin": origin})
        assert len(list_typed_words(request)) == shown, origin


def test_what_cannot_be_read_gives_nothing_back() -> None:
    broken = RequestFactory().post("/", b"--x", content_type="multipart/form-data; boundary=")
    assert list_typed_words(broken) == []


def test_a_form_that_is_refused_gives_them_back(
    people: dict[Role, User], sign_in: Callable[[Role], Client], network: Network
) -> None:
    """No access any more, nothing there any more, signed out meanwhile, a page that stood open for too long."""
    refused = sign_in(Role.DELEGATE).post(
        reverse("network_description", args=(network.slug,)), TYPED
    )
    gone = sign_in(Role.DELEGATE).post("/n/no-such-network/work/description/", TYPED)
    signed_out = Client().post(reverse("network_description", args=(network.slug,)), TYPED)
    stale: Any = Client(enforce_csrf_checks=True)
    stale.force_login(
        people[Role.DELEGATE], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    stale = stale.post(reverse("network_description", args=(network.slug,)), TYPED)
    for answer, status in ((refused, 403), (gone, 404), (signed_out, 403), (stale, 403)):
        page = answer.content.decode()
        assert answer.status_code == status
        assert TYPED["reason"] in page and TYPED["text_zh"] in page, page
    assert reverse("account_login") in signed_out.content.decode()
    bare = Client().post(reverse("network_description", args=(network.slug,)), {"number": "12"})
    assert bare.status_code == 302 and reverse("account_login") in bare["Location"]
