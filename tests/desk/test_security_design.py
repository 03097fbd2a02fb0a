"""docs/security-design.md tells what the desk does: its figures are those of the settings and the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from allauth.account import app_settings as allauth_settings
from django.conf import settings as conf
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.urls import get_resolver

from huiyin.desk import asgi, settings
from huiyin.desk.audit.entry_views import MOST
from huiyin.desk.core.security_log import REFUSALS
from huiyin.desk.core.uploads import ENDINGS, largest_request
from huiyin.desk.registry.organisations import _MOST
from huiyin.files import untrusted_files
from tests.desk.addresses import patterns
from tests.desk.attacks.test_connections import modules

# Read from the source.
pytestmark = pytest.mark.one_database

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "security-design.md").read_text("utf-8")
#: Without its line ends: they move when the page is changed.
WORDS = " ".join(PAGE.split())
MB = 1024 * 1024


def _says(*words: str) -> None:
    for one in words:
        assert one in WORDS, one


def test_sessions_passwords_and_links() -> None:
    _says(
        f"**{settings.SESSION_COOKIE_AGE // 3600} hours**",
        f"**{settings.SESSION_LONGEST // 86400} days**",
    )
    assert settings.WRONG_PASSWORDS == 8 and settings.LOCKED_MINUTES == 15
    _says(
        "Eight wrong passwords or codes",
        "then one every fifteen minutes",
        "at least ten characters",
    )
    assert settings.AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] == {"min_length": 10}
    known = CommonPasswordValidator().passwords - {""}
    _says(f"({len(known):,} that Django brings")
    assert settings.INVITATION_DAYS == 14 and conf.PASSWORD_RESET_TIMEOUT == 3 * 86400
    _says("within three days, once", "within 14 days, once")
    assert allauth_settings.REAUTHENTICATION_TIMEOUT == 300
    _says("within five minutes")
    made = Argon2PasswordHasher
    _says(f"Argon2id, {made.memory_cost // 1024} MB, t={made.time_cost}, p={made.parallelism}")
    for word in ("huiyin", "回音", "desk", "policy", "secretariat", "zhengce", "yijian"):
        assert word in settings.PASSWORD_WORDS


def test_the_ways_in_are_the_ones_that_are_told_of() -> None:
    """Whatever signs somebody in is below one of these addresses; a new one fails here until the page tells of it."""
    signs_in = {
        name for name in get_resolver().reverse_dict
        if isinstance(name, str) and re.search(r"login|signin|sign_in|join|authenticate|token|oauth|sso|saml", name)
    }  # fmt: skip
    assert signs_in <= {
        "account_login", "account_request_login_code", "account_confirm_login_code", "account_reauthenticate",
        "mfa_authenticate", "mfa_reauthenticate", "mfa_login_webauthn", "mfa_signup_webauthn", "mfa_reauthenticate_webauthn",
        "join", "account_inactive",
        # An organisation joins a network; and where one makes and ends the tokens of one's own programs.
        "network_join", "api_tokens", "api_token_revoke", "api_token",
        # Wagtail's lead to the one door (test_accounts); its passwords of single pages sign nobody in.
        "wagtailadmin_login",
        "wagtailcore_login",
        "wagtailcore_authenticate_with_password",
    }  # fmt: skip
    _says(
        "| password |",
        "| passkey |",
        "| recovery code |",
        "| link in a mail |",
        "| invitation |",
        "| token of a program |",
    )


def test_what_is_taken_in_and_how_much_of_it() -> None:
    assert settings.UPLOAD_LIMIT == 25 * MB and largest_request() == 105 * MB
    _says(f"| {settings.UPLOAD_LIMIT // MB} MB |", "25 MB each, 100 MB together")
    _says(
        f"unpack to {untrusted_files.MAX_UNPACKED // MB} MB, to {untrusted_files.MAX_RATIO} times its size, and hold {untrusted_files.MAX_MEMBERS:,} members"
    )
    _says(
        f"nests {untrusted_files.MAX_DEPTH} deep",
        f"{_MOST:,} rows of a table of organisations",
        f"{MOST:,} acts in a file",
    )
    for ending in re.findall(
        r"\.\w+",
        " ".join(re.findall(r"^\| (?:draft|comments|replies|calendar).*?\|(.*?)\|", PAGE, re.M)),
    ):
        assert ending in ENDINGS, ending


def test_what_arrives_at_once() -> None:
    bounds = asgi.BOUNDS
    assert (bounds.bodies, bounds.room, bounds.patience) == (512, 525 * MB, 30)
    _says(
        "512 requests arriving at once and 525 MB", "over 30 seconds is told", "32 threads at most"
    )


def test_what_is_logged() -> None:
    events = {
        name for path in Path(settings.__file__ or "").parent.rglob("*.py")
        for name in re.findall(r'log_event\(\s*"([\w.]+)"', path.read_text("utf-8"))
    }  # fmt: skip
    assert {"refused", "account.in", "account.out", "account.wrong", "account.wrong_code"} <= events
    for event in events:
        words = event.removeprefix("account.").replace("_", " ")
        assert words in PAGE or event in PAGE, event
    for status in (400, 403, 404, 405, 429):
        _says(str(status))
    assert {400, 403, 405, 413, 429} <= REFUSALS


def test_who_is_spoken_to() -> None:
    """Nobody but those of the section on connections: tests/desk/attacks/test_connections.py looks at every module."""
    section = PAGE.partition("## Connections")[2].partition("\n## ")[0]
    assert len(re.findall(r"^\| (?!from|--)", section, re.M)) == 10
    assert {module.where for module in modules() if "smtplib" in module.imported} == {
        "desk/notifications/outbox.py"
    }


@pytest.mark.parametrize("section", ["What is taken in", "Files", "What takes long", "What is held, and how well", "Keys and cryptography", "Connections", "Logs", "Components", "Sessions", "Ways in", "Who may do what"])  # fmt: skip
def test_the_page_has_what_the_standard_asks_for(section: str) -> None:
    words = PAGE.partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    assert len(words.split()) > 50


def test_no_place_of_the_desk_takes_files_that_the_page_does_not_tell_of() -> None:
    places = {p.name for _, p in patterns() if getattr(p.callback, "limited", "") == "upload"}
    assert places == {
        "open",
        "draft_text",
        "draft_paste",
        "intakes",
        "arrivals",
        "calendar",
        "logo_edit",
        "inviting",
        "organisations",
        "registry_files",
        "registry_file",
        "return_upload",
        "ledger_tables",
        "ledger_mail",
        "ledger_record",
        "ledger_cosign",
        "initiative_manage",
        "inquiry_tables",
        "research_manage",
        "research_honour",
        "replies_take",
        "further_take",
        "pictures",
        "enact",
    }
