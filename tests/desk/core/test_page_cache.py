"""A page that is kept is the page that would be made: nobody sees an old one, or somebody else's."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.models import Comment, Consultation
from huiyin.desk.core import rate_limits
from huiyin.desk.core.page_cache import PageCache

pytestmark = pytest.mark.django_db(transaction=True)
PLACE = "/c/wetlands/at/art_1/"


def _asked(client: Client, url: str) -> tuple[str, int]:
    """The page, and how often the database was asked for more than whether it has changed."""
    asked: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        page = client.get(url).content.decode()
    return page, sum("pg_current_snapshot" not in sql for sql in asked)


def _send(people: dict[Role, Any], members: list[Any], text: str, **more: Any) -> Comment:
    consultation = Consultation.objects.get(slug="wetlands")
    words = said.CommentInput(uuid4(), "art_1", text, **more)
    return said.send_comment(consultation, people[Role.DELEGATE], members[0], words)


def test_a_page_is_made_once_and_anew_as_soon_as_anything_has_changed(
    consultation: Consultation,
    people: dict[Role, Any],
    members: list[Any],
    sign_in: Callable[[Role], Client],
) -> None:
    for role in (Role.READER, Role.OFFICER):
        client = sign_in(role)
        first, asked = _asked(client, PLACE)
        again, asked_again = _asked(client, PLACE)
        assert asked > 0 and asked_again == 0
        assert len(again) == len(first)
        comment = _send(people, members, f"as {role} sees it")
        assert f"as {role} sees it" in _asked(client, PLACE)[0]
        said.withdraw_comment(comment, people[Role.DELEGATE])
        assert f"as {role} sees it" not in _asked(client, PLACE)[0]


def test_nobody_is_given_the_page_of_somebody_else(
    consultation: Consultation,
    people: dict[Role, Any],
    members: list[Any],
    sign_in: Callable[[Role], Client],
) -> None:
    _send(people, members, "for the team alone", is_private=True)
    delegate, reader, officer = map(sign_in, (Role.DELEGATE, Role.READER, Role.OFFICER))
    for _ in range(2):
        assert "for the team alone" in _asked(delegate, PLACE)[0]
        for other in (reader, officer):
            assert "for the team alone" not in _asked(other, PLACE)[0]
    delegate.post(reverse("account_logout"))
    page, _ = _asked(delegate, PLACE)
    assert "for the team alone" not in page and "Sign in" in page


def test_in_another_language_it_is_another_page(consultation: Consultation) -> None:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    english, _ = _asked(client, PLACE)
    client.post(reverse("speak"), {"language": "zh-hans", "next": "/"})
    chinese, _ = _asked(client, PLACE)
    assert 'lang="en"' in english and 'lang="zh-hans"' in chinese


def test_a_form_is_never_kept_so_that_two_comments_are_two(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    """Two windows of one article, opened one right after the other, are two comments."""
    client = sign_in(Role.DELEGATE)
    windows = [_asked(client, PLACE)[0] for _ in range(2)]
    for number, page in enumerate(windows):
        found = re.search(r'name="key" value="([^"]+)"', page)
        assert found is not None
        client.post(
            f"{PLACE}send/", {"key": found[1], "eid": "art_1", "text": f"in window {number}"}
        )
    assert set(Comment.objects.values_list("text", flat=True)) == {"in window 0", "in window 1"}


def test_the_token_of_a_kept_page_is_the_reader_s_own_and_what_was_done_is_said_once(
    consultation: Consultation, people: dict[Role, Any]
) -> None:
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    client = Client(enforce_csrf_checks=True, HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(people[Role.DELEGATE], backend=backend)
    law = "/c/wetlands/"
    first, _ = _asked(client, law)
    again, asked = _asked(client, law)
    assert asked == 0
    tokens = [
        re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[0]
        for page in (first, again)
    ]
    assert tokens[0] != tokens[1]
    for token in tokens:  # either does: both are this reader's
        sent = client.post(
            f"{PLACE}send/",
            {"csrfmiddlewaretoken": token, "key": str(uuid4()), "eid": "art_1", "text": "said"},
        )
        assert sent.status_code == 302
    assert 'class="note good"' in _asked(client, law)[0]
    assert 'class="note good"' not in _asked(client, law)[0]
    one, other = Client(), Client()
    for reader in (one, other):
        _asked(reader, PLACE)
        assert _asked(reader, PLACE)[1] == 0
    assert not one.cookies and not other.cookies  # who has no form to send has no token


def test_who_has_no_session_is_given_the_whole_answer_before_anything_else_is_asked(
    consultation: Consultation,
    people: dict[Role, Any],
    members: list[Any],
    sign_in: Callable[[Role], Client],
) -> None:
    """With the headers that it had, in its language, and never what somebody else's session saw."""
    for code, words in (("en", "Sign in"), ("zh-hans", "登录")):
        first = Client().get(f"/{code}{PLACE}")
        again = Client().get(f"/{code}{PLACE}")
        assert first.resolver_match is not None
        assert not hasattr(again.wsgi_request, "session")  # no session was looked for, nor a view
        assert (again.content, again.headers) == (first.content, first.headers)
        assert words in again.content.decode() and "Cookie" in again["Vary"]
    known = Client().get(f"/en{PLACE}", headers={"if-none-match": first["ETag"]})
    assert known.status_code == 200  # the tag is of the page in Chinese
    known = Client().get(f"/zh-hans{PLACE}", headers={"if-none-match": first["ETag"]})
    assert known.status_code == 304
    officer = sign_in(Role.OFFICER)
    assert "Sign in" not in officer.get(f"/en{PLACE}").content.decode()
    assert "Sign in" in Client().get(f"/en{PLACE}").content.decode()
    _send(people, members, "said since")
    assert "said since" in Client().get(f"/en{PLACE}").content.decode()
    assert Client().head(f"/en{PLACE}").content == b""


def test_what_is_counted_is_counted_though_it_is_kept(
    consultation: Consultation, settings: Any
) -> None:
    settings.LIMITS_TIMES = 1
    limit = rate_limits.LIMITS["search"]
    url = "/en/c/wetlands/search/?q=plans"
    assert [Client().get(url).status_code for _ in range(2)] == [200, 200]
    for _ in range(limit.address):
        rate_limits.count_request("search", "address 127.0.0.1", limit.address, limit.seconds)
    assert Client().get(url).status_code == 429


def test_what_is_kept_stays_within_its_bytes() -> None:
    answers = PageCache(most=1000)
    for n in range(100):
        answers.keep(1, n, [b"x" * 100], {})
    held = [n for n in range(100) if answers.find(1, n)]
    assert held == list(range(90, 100))
    answers.keep(1, "too large", [b"x" * 500], {})
    assert answers.find(1, "too large") is None and answers.find(1, 99)
    assert answers.find(2, 99) is None


@pytest.mark.skipif(not os.environ.get("DATABASE_URL"), reason="SQLite has no line to lose")
def test_a_line_that_was_lost_between_two_requests_is_taken_up_again(
    consultation: Consultation,
) -> None:
    import psycopg

    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    first, _ = _asked(client, PLACE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (own,) = cursor.fetchone()
    with psycopg.connect(
        host=connection.settings_dict["HOST"],
        user=connection.settings_dict["USER"],
        dbname=connection.settings_dict["NAME"],
    ) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [own])
    assert len(_asked(client, PLACE)[0]) == len(first)
