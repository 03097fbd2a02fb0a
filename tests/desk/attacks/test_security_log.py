"""What the log tells of who tried what, and what nobody can make it tell."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as now
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.consultations.views import law_text
from huiyin.desk.core.security_log import SecurityFormatter
from huiyin.desk.networks.models import Invitation
from tests.desk.attacks.test_codes import set_up_app, sign_in_with
from tests.desk.world import PASSWORD, enter

LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00 [A-Z]+ [\w.]+: .*")


class _Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.setFormatter(SecurityFormatter())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines += self.format(record).split("\n")


@pytest.fixture
def log() -> Iterator[list[str]]:
    """The lines of the log, as the operator finds them."""
    handler = _Kept()
    root = logging.getLogger()
    root.addHandler(handler)
    yield handler.lines
    root.removeHandler(handler)


def noted(log: list[str], event: str) -> list[str]:
    return [line for line in log if re.match(rf"\S+ [A-Z]+ huiyin\.security: {event} ", line)]


def test_who_signs_in_and_who_could_not_is_noted_with_how_and_from_where(
    people: dict[Role, User], log: list[str]
) -> None:
    person = people[Role.DELEGATE]
    client = Client(REMOTE_ADDR="192.0.2.7")
    client.post(reverse("account_login"), {"login": person.email, "password": "wrong wrong"})
    (wrong,) = noted(log, "account.wrong")
    assert "address=192.0.2.7" in wrong and "WARNING" in wrong
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    (step,) = noted(log, "account.step")
    assert f"account={person.pk} way=password" in step
    assert f"account={person.pk}" in noted(log, "account.in")[0]
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert "way=password" in noted(log, "account.again")[0]
    client.post(reverse("account_logout"))
    assert f"account={person.pk}" in noted(log, "account.out")[0]


def test_a_wrong_code_is_noted(people: dict[Role, User], log: list[str]) -> None:
    person = people[Role.DELEGATE]
    secret = set_up_app(person)
    assert sign_in_with(person, "000000") is None
    assert "way=totp" in noted(log, "account.wrong_code")[0]
    assert secret not in "\n".join(log)


def test_who_is_barred_after_too_many_is_noted(people: dict[Role, User], log: list[str]) -> None:
    person = people[Role.DELEGATE]
    for _ in range(now.WRONG_PASSWORDS + 2):
        Client().post(reverse("account_login"), {"login": person.email, "password": "x" * 12})
    assert len(noted(log, "account.wrong")) == now.WRONG_PASSWORDS
    assert len(noted(log, "account.barred")) == 2
    assert person.email not in "\n".join(log)


def test_what_is_refused_is_noted_by_whom_and_where(
    consultation: Consultation, people: dict[Role, User], sign_in: Callable[[Role], Client], log: list[str]
) -> None:  # fmt: skip
    reader = sign_in(Role.DELEGATE)
    reader.get(reverse("people"))
    reader.get(reverse("manage", args=(consultation.slug,)))
    reader.get("/c/not-there/")
    Client(enforce_csrf_checks=True).post(reverse("speak"), {"language": "en"})
    told = noted(log, "refused")
    who = f"who={people[Role.DELEGATE].pk}"
    assert any(who in line and "place=people status=403" in line for line in told)
    assert any(who in line and "place=manage status=403" in line for line in told)
    assert any(who in line and "status=404" in line for line in told)
    assert any("who=-" in line and "place=speak status=403" in line for line in told)


def test_no_line_holds_a_token_a_password_an_address_or_a_name(
    consultation: Consultation, people: dict[Role, User], log: list[str]
) -> None:
    invitation = Invitation.objects.create(email="guest@example.org", role="delegate")
    token = invitation.token
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    for path in (
        f"/join/{token}/",
        f"/join/{token}x/",
        f"/mails/{token}/",
        f"/accounts/password/reset/key/1-{token}/",
    ):
        client.get(path)
        client.post(path, {"password": "a secret of mine"})
        client.delete(path)
    client.get("/", headers={"host": "evil.example"})
    Client().post(
        reverse("account_login"), {"login": "my own passw0rd", "password": "in the wrong box"}
    )
    told = "\n".join(log)
    assert log
    for secret in (
        token,
        "a secret of mine",
        "my own passw0rd",
        "in the wrong box",
        "guest@example.org",
        PASSWORD,
    ):
        assert secret not in told


def test_nobody_writes_lines_of_their_own(
    consultation: Consultation, people: dict[Role, User], log: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    forged = "\r\n2026-11-29T00:00:00.000+00:00 INFO huiyin.security: account.in who=1"

    def fails(*_: Any) -> None:
        raise RuntimeError(forged)

    monkeypatch.setattr(law_text, "law_page", fails)
    client = Client(raise_request_exception=False)
    enter(client, people[Role.DELEGATE])
    client.get("/c/wetlands/")
    client.get(
        "/c/wetlands/at/x%0d%0a2026-11-29T00:00:00.000+00:00 INFO huiyin.security: account.in/"
    )
    client.get("/", headers={"host": "evil.example\u2028x"})
    logging.getLogger("huiyin.security").warning("said %s", forged)
    assert any("RuntimeError" in line for line in log)
    for line in log:
        assert line.startswith("  | ") or LINE.fullmatch(line), line
        assert line.isprintable(), line
    assert not [line for line in noted(log, "account.in") if "who=1" in line]


def test_what_the_server_writes_goes_to_standard_error_alone() -> None:
    assert set(now.LOGGING["handlers"]) == {"err"}
    assert now.LOGGING["handlers"]["err"]["class"] == "logging.StreamHandler"
    assert (
        now.LOGGING["formatters"]["line"]["()"]
        == f"{SecurityFormatter.__module__}.{SecurityFormatter.__name__}"
    )
