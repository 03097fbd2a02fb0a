"""What opens something is written down nowhere: no log, no referrer, no record, no argument; and every link ends."""

from __future__ import annotations

import io
import json
import logging
import logging.config
import re
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import pytest
from django.conf import settings as desk_settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.core.token_masks import carries_token, mask_tokens
from huiyin.desk.jobs.models import Job
from huiyin.desk.networks import api, departures
from huiyin.desk.networks.models import Invitation, Network, hash_token
from huiyin.desk.notifications.email_rendering import choice_address
from huiyin.desk.notifications.models import Following, Mail
from huiyin.desk.operations import web_process
from huiyin.i18n import say, say_date
from tests.desk.addresses import patterns
from tests.desk.attacks.test_lockout import NEW, ask_for_reset, at, links, reset, sign_in
from tests.desk.world import PASSWORD, letters

pytestmark = pytest.mark.django_db
TYPED = "what I typed is my secret"


@pytest.fixture
def logs() -> Iterator[io.StringIO]:
    """All that is logged, as the desk's own handler would write it, and as any other would."""
    written = io.StringIO()
    handlers = [logging.StreamHandler(written), logging.StreamHandler(written)]
    loggers = [logging.getLogger(name) for name in ("django.request", "django.security.csrf")]
    for logger in loggers:  # also what the desk's own settings keep out of its log
        logger.setLevel(logging.DEBUG)
    handlers[0].setFormatter(_formatter(desk_settings.LOGGING["formatters"]["line"]))
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.DEBUG)
    for handler in handlers:
        root.addHandler(handler)
    yield written
    for handler in handlers:
        root.removeHandler(handler)
    root.setLevel(level)
    for logger in loggers:
        logger.setLevel(logging.ERROR)


def _formatter(line: dict[str, Any]) -> logging.Formatter:
    made: Any = logging.config.DictConfigurator({}).configure_formatter(dict(line))
    assert isinstance(made, logging.Formatter)
    return made


@pytest.fixture
def person(people: dict[Role, User]) -> User:
    return people[Role.DELEGATE]


@pytest.fixture
def invitation(people: dict[Role, User], members: list[Any]) -> Invitation:
    return api.invite_person(
        "new@example.org", Role.DELEGATE, people[Role.SECRETARIAT], organisation=members[0],
        language="en",
    )  # fmt: skip


def path(address: str) -> str:
    return re.sub(r"^https?://[^/]+", "", address)


def token_of(address: str) -> str:
    """What of an address opens something."""
    last = address.rstrip("/").rpartition("/")[2]
    return last.partition("-")[2] if "/reset/" in address else last


@pytest.fixture
def tokens(person: User, invitation: Invitation) -> dict[str, str]:
    """An address of every kind that carries a token, all of them valid."""
    ask_for_reset(at(200), person.email)
    reset_link = links()[-1]
    network = Network.objects.values_list("slug", flat=True)[:1].get()
    asked = {"email": "reader@example.org"}
    assert at(200).post(reverse("follow", args=("network", network)), asked).status_code < 400
    wish = Following.objects.select_related("follower").get()
    return {
        "follow_confirm": reverse("follow_confirm", args=(wish.token,)),
        "follow_stop": reverse("follow_stop", args=(wish.token,)),
        "follow_stop_all": reverse("follow_stop_all", args=(wish.follower.token,)),
        "join": reverse("join", args=(invitation.token,)),
        "mail_choice": path(choice_address(person, Mail.Wish.DIGEST)),
        "account_reset_password_from_key": reset_link,
    }


def test_every_address_that_carries_a_token_is_known_to_these_tests(tokens: dict[str, str]) -> None:
    carry = {
        pattern.name
        for where, pattern in patterns()
        if re.search(r"token|key\b|<key>|signature", where)
        and "<uuid:" not in where  # the number of a comment, which opens nothing
        and "suggestions/<str:key>" not in where  # what a suggestion is called, in public
        and not where.startswith(("feeds/", "follow/"))  # what a thing is called, in public
        and not re.match("api/v1/.*<key>$", where)  # the same, for programs
        # Where one sees the tokens of one's programs: they are sent in a header, and stand in no address.
        and where not in ("api/v1/token", "account/tokens/", "account/tokens/revoke/")
        and not where.startswith("cms/")  # closed: test_accounts
        and "confirm-email" not in where
    }
    assert carry - {"account_reset_password_from_key_done"} == set(tokens)


def test_no_log_holds_what_opens_something(
    tokens: dict[str, str], person: User, invitation: Invitation, logs: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    strict = Client(enforce_csrf_checks=True, HTTP_ACCEPT_LANGUAGE="en")
    for address in tokens.values():
        for client in (at(201), strict):
            client.get(address)
            client.post(address, {"name": "N", "password": "short", "password1": "short"})
            client.put(address, data=b"x")
            client.get(address + "more/")
            client.get(address.rstrip("/"))
            client.get("/nowhere/", {"next": address})
            client.post("/nowhere/" + address.replace("/", "%2F"))
            client.post(
                "/accounts/login/?next=" + address, {"login": person.email, "password": TYPED},
                headers={"referer": f"https://evil.example.net{address}"},
            )  # fmt: skip
            client.post(
                "/speak/", {}, secure=True, headers={"referer": f"https://x.example{address}"}
            )

    def break_down(*_: Any, **__: Any) -> None:
        raise RuntimeError(f"could not read {tokens['join']}")

    with monkeypatch.context() as broken:
        broken.setattr("huiyin.desk.networks.views.hash_token", break_down)
        broken.setattr("huiyin.desk.notifications.views.read_choice_token", break_down)
        quiet = Client(raise_request_exception=False)
        for name in ("join", "mail_choice"):
            assert quiet.get(tokens[name]).status_code == 500
    assert at(202).post(tokens["join"], {"name": "N", "password": NEW}).status_code == 302
    assert at(203).get(tokens["join"]).status_code == 410  # what is used is not written down either
    browser = at(204)
    assert sign_in(browser, person.email)
    browser.post(reverse("account_reauthenticate"), {"password": TYPED})
    told = logs.getvalue()
    assert (
        "Internal Server Error: /join/***" in told and "status=410" in told
    )  # it does hold something
    secrets = [token_of(address) for address in tokens.values()]
    secrets += [TYPED, NEW, PASSWORD, browser.cookies["sessionid"].value]
    assert [secret for secret in secrets if secret in told] == []


def test_no_record_no_job_and_no_subject_holds_it(
    tokens: dict[str, str], invitation: Invitation, person: User
) -> None:
    at(205).post(tokens["join"], {"name": "N", "password": NEW})
    reset(at(206), tokens["account_reset_password_from_key"])
    written = [
        *map(str, AuditEntry.objects.values_list()),
        *map(str, Mail.objects.values_list()),
        *map(str, Job.objects.values_list()),
        *(letter.subject for letter in letters()),
    ]
    assert len(written) > 5
    secrets = [token_of(address) for address in tokens.values()] + [NEW]
    assert [secret for secret in secrets if secret in "\n".join(written)] == []


def test_no_page_tells_another_where_it_was(tokens: dict[str, str]) -> None:
    for name, address in tokens.items():
        answer = at(207).get(address)
        assert answer["Referrer-Policy"] == "strict-origin", (
            name
        )  # forms sent from it say their origin
        assert "no-store" in answer["Cache-Control"], name
        if answer.status_code == 200:
            page = answer.content.decode()
            login = re.search(r'href="(/accounts/login/[^"]*)"', page)
            assert login and login[1] == reverse("account_login"), name
    assert at(208).get("/")["Referrer-Policy"] == "same-origin"


def test_the_server_writes_no_log_of_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "GRANIAN_LOG_ACCESS_ENABLED", "true"
    )  # whatever the operator's environment says
    made: list[Any] = []

    def serve(self: Any) -> None:
        made.append(self)

    monkeypatch.setattr(web_process._Server, "serve", serve)
    monkeypatch.setattr(web_process, "end_with_keeper", lambda: None)
    monkeypatch.setattr(web_process.multiprocessing, "set_start_method", lambda _: None)
    monkeypatch.setattr(web_process.os, "register_at_fork", lambda **_: None)
    options = {
        "socket": 0, "host": "127.0.0.1", "port": 8000, "processes": 1, "connections": 8,
        "header_milliseconds": 1000, "buffer": 8192, "patience": 1, "tls": None,
    }  # fmt: skip
    monkeypatch.setattr(web_process.sys, "argv", ["web", json.dumps(options)])
    web_process.main()
    assert made[0].log_access is False


# ---- links end -----------------------------------------------------------------------------------------


def test_every_link_that_is_mailed_says_until_when_it_works(
    tokens: dict[str, str], invitation: Invitation, person: User
) -> None:
    told = {str(letter.subject): str(letter.body) for letter in letters()}
    invited = told[say("mail.invitation.subject", "en")]
    assert say_date(timezone.localdate(invitation.expires_at), "en") in invited
    forgot = told[say("mail.password_reset_key.subject", "en")]
    three = timezone.now() + timedelta(seconds=desk_settings.PASSWORD_RESET_TIMEOUT)
    assert say_date(timezone.localdate(three), "en") in forgot
    browser = at(209)
    assert sign_in(browser, person.email)
    browser.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
    )
    body = str(letters()[-1].body)
    half_a_year = timezone.localdate() + timedelta(days=desk_settings.CHOICE_DAYS)
    assert f"works until {say_date(half_a_year, 'en')}" in body


@pytest.mark.parametrize("how", ["days", "closed"])
def test_a_link_to_fewer_mails_ends_and_says_what_to_do(
    how: str, tokens: dict[str, str], person: User, people: dict[Role, User],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    address = tokens["mail_choice"]
    assert at(210).get(address).status_code == 200
    if how == "days":
        really = time.time
        monkeypatch.setattr(time, "time", lambda: really() + 181 * 86400)
    else:
        departures.close_account(person, people[Role.OPERATOR])
        departures.reopen_account(User.objects.get(pk=person.pk), people[Role.OPERATOR])
    for answer in (
        at(211).get(address),
        at(211).post(address, {"List-Unsubscribe": "One-Click"}),
        at(211).post(address, {"digest": "never"}),
    ):
        assert answer.status_code == 410
        assert say("desk.mails.over", "en") in answer.content.decode()
    assert User.objects.get(pk=person.pk).digest == "weekly"
    assert at(211).get(address[:-3] + "xx/").status_code == 404


def test_links_of_an_earlier_desk_work_on(person: User) -> None:
    """Those to fewer mails had no epoch; those to a new password are checked as they were."""
    from django.core import signing

    old = signing.dumps([person.pk, ""], salt="huiyin.mail.choice")
    assert at(212).get(reverse("mail_choice", args=(old,))).status_code == 200
    from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
    from allauth.account.utils import user_pk_to_url_str

    token = EmailAwarePasswordResetTokenGenerator().make_token(person)
    link = reverse("account_reset_password_from_key", args=(user_pk_to_url_str(person), token))
    assert reset(at(213), link)["Location"] == reverse("account_reset_password_from_key_done")


def test_a_link_to_a_new_password_works_once_and_for_three_days(
    person: User, tokens: dict[str, str], monkeypatch: pytest.MonkeyPatch,
    sign_in: Callable[[Role], Client],
) -> None:  # fmt: skip
    from allauth.account.forms import default_token_generator

    link = tokens["account_reset_password_from_key"]
    key = token_of(link)
    assert default_token_generator.check_token(person, key)
    really = type(default_token_generator)._now
    for days, works in ((2.9, True), (3.1, False)):
        with monkeypatch.context() as then:
            then.setattr(
                type(default_token_generator), "_now",
                lambda self, days=days: really(self) + timedelta(days=days),
            )  # fmt: skip
            assert default_token_generator.check_token(person, key) is works
    reset(at(214), link)
    assert say("account.reset.over", "en") in at(215).get(link).content.decode()


def test_an_invitation_works_once_and_its_mail_is_the_one_that_opens_it(
    invitation: Invitation,
) -> None:
    (letter,) = letters()
    address = re.search(r"https?://[^/\s]+(/join/\S+)", str(letter.body))
    assert address
    assert at(216).post(address[1], {"name": "N", "password": NEW}).status_code == 302
    over = at(217).get(address[1])
    assert over.status_code == 410 and say("desk.join.over_why", "en") in over.content.decode()


def test_an_invitation_of_an_earlier_desk_opens_what_it_opened(invitation: Invitation) -> None:
    """Its token was kept as it was, and known by its hash since; that its upgrade does so the kept desks show."""
    Invitation.objects.filter(pk=invitation.pk).update(proof=hash_token("of-before"))
    assert at(218).get("/join/of-before/").status_code == 200


def test_tokens_are_masked_however_often_their_address_was_quoted(people: dict[Role, User]) -> None:
    where = urlsplit(choice_address(people[Role.DELEGATE])).path
    token = where.split("/")[-2]
    assert ":" in token
    for address in (where, "/join/" + "a:b=c+d~e" * 4 + "/"):
        secret = address.split("/")[-2]
        for safe in ("", "/"):
            quoted = address
            for _ in range(4):
                for said in (f"/accounts/login/?next={quoted}&x=1", quoted, quoted.lower()):
                    masked = mask_tokens(said)
                    assert carries_token(said)
                    assert "***" in masked
                    for part in re.split(r"\W", secret):
                        assert len(part) < 4 or part.lower() not in masked.lower(), masked
                    assert secret[-9:].lower() not in unquote(unquote(masked)).lower()
                quoted = quote(quoted, safe=safe)
