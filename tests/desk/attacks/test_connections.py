"""With whom the desk speaks: the database and the mail server, over TLS where they are elsewhere, and nobody else."""

from __future__ import annotations

import ast
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from django.core.mail import get_connection
from django.test import Client
from wagtail.embeds.embeds import get_embed
from wagtail.embeds.exceptions import EmbedUnsupportedProviderException
from wagtail.embeds.finders import get_finders

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.networks.models import _make_token
from tests.desk.attacks.over_https import read_settings

SOURCE = Path(__file__).resolve().parents[3] / "src" / "huiyin"
#: What opens connections, and which modules of ours may name it, and why.
SPEAKS = {
    "socket": {
        "desk/operations/connection_watch.py": "looks after the connections that the server took",
        "desk/operations/fork_server.py": "a pair of sockets to a process of its own, which nothing outside can reach",
        "desk/operations/web_process.py": "takes the port that people ask, and looks whether another has it",
        "desk/operations/folder_lock.py": "as above",
        "desk/operations/server.py": "as above",
        "desk/operations/anteroom.py": "answers who asks there before the server does",
        "desk/core/remote_log.py": "sends the log to the machine that HUIYIN_LOG_URL names",
        "desk/settings.py": "asks what this machine is called",
        "desk/api/api/delivery.py": "tells programs that asked to be told, on the open internet alone",
        "desk/core/isolated_process.py": "hands open files to a process of its own, over a pair that no other can reach",
        "desk/core/reader_process.py": "takes the files at the other end of that pair",
        "desk/operations/desk_check.py": "asks the desk's own site and mail server, for who runs `huiyin desk check`",
    },
    "asyncio": {"desk/operations/request_receiver.py": "receives requests"},
    "smtplib": {"desk/notifications/outbox.py": "names the errors of Django's mail"},
    **{name: {
        "transparency/tile_sources.py": "asks the address that a witness names on the command line",
        "desk/operations/desk_check.py": "as above",
        "desk/api/api/delivery.py": "as above",
    } for name in ("http", "urllib.request")},
    "ssl": dict.fromkeys(("desk/core/remote_log.py", "desk/operations/desk_check.py", "desk/api/api/delivery.py"), "as above"),
    **{name: {} for name in (
        "urllib3", "requests", "httpx", "aiohttp", "ftplib", "telnetlib", "poplib", "imaplib",
        "xmlrpc", "socketserver", "webbrowser",
    )},
}  # fmt: skip


@dataclass(frozen=True)
class Module:
    """``where``: below src/huiyin; ``called``: the functions called, as they are written."""

    where: str
    imported: frozenset[str]
    called: frozenset[str]
    named: frozenset[str]
    asks_a_shell: bool


@cache
def modules() -> tuple[Module, ...]:
    """Every module of ours."""
    return tuple(_look_at(path) for path in sorted(SOURCE.rglob("*.py")))


def _look_at(path: Path) -> Module:
    imported, called, named, asks_a_shell = set(), set(), set(), False
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            imported |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Attribute):
            named.add(node.attr)
        elif isinstance(node, ast.Name):
            named.add(node.id)
        elif isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                called.add(node.func.id)
            elif isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
                called.add(f"{node.func.value.id}.{node.func.attr}")
            asks_a_shell |= any(keyword.arg == "shell" for keyword in node.keywords)
    return Module(
        path.relative_to(SOURCE).as_posix(),
        frozenset(imported),
        frozenset(called),
        frozenset(named),
        asks_a_shell,
    )


def test_no_module_of_ours_opens_a_connection_that_is_not_told_of() -> None:
    for module in modules():
        for name in module.imported:
            for speaks, allowed in SPEAKS.items():
                if name == speaks or name.startswith(f"{speaks}."):
                    assert module.where in allowed, f"{module.where}: {name}"


def test_the_editor_fetches_nothing_from_an_address_that_somebody_typed(
    sign_in: Callable[[Role], Client],
) -> None:
    assert get_finders() == []
    for url in (
        "https://www.youtube.com/watch?v=x",
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1/",
    ):
        with pytest.raises(EmbedUnsupportedProviderException):
            get_embed(url)
    client = sign_in(Role.OPERATOR)
    for url in ("/cms/embeds/chooser/", "/cms/embeds/chooser/upload/"):
        assert client.post(url, {"embed-chooser-url": "http://127.0.0.1:1/"}).status_code == 404


@pytest.mark.parametrize(
    "url, ssl_first, starttls",
    [
        ("smtp://u:p@mail.example.org:587", False, True),
        ("smtps://u:p@mail.example.org", True, False),
        ("smtp+plain://mail.example.org", False, False),
        ("smtp://localhost:2525", False, False),
        ("smtp://127.0.0.1:2525", False, False),
    ],
)
def test_mails_go_over_tls_to_every_machine_but_this_one(
    url: str, ssl_first: bool, starttls: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HUIYIN_MAIL_URL", url)
    made = read_settings(monkeypatch, tmp_path, HUIYIN_MAIL_URL=url)
    assert (made["EMAIL_USE_SSL"], made["EMAIL_USE_TLS"]) == (ssl_first, starttls)


def test_the_mail_servers_certificate_is_asked_for() -> None:
    sender = get_connection("django.core.mail.backends.smtp.EmailBackend", use_tls=True)
    assert sender.ssl_context.verify_mode is ssl.CERT_REQUIRED and sender.ssl_context.check_hostname


@pytest.mark.parametrize(
    "url, mode",
    [
        ("postgres://u:p@db.example.org/desk", "verify-full"),
        ("postgres://u:p@10.0.0.5/desk", "verify-full"),
        ("postgres://u:p@db.example.org/desk?sslmode=require", "require"),
        ("postgres://u:p@localhost/desk", None),
        ("postgres://u@%2Fvar%2Frun%2Fpostgresql/desk", None),
    ],
)
def test_a_database_elsewhere_is_spoken_to_over_tls_and_must_show_who_it_is(
    url: str, mode: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = read_settings(monkeypatch, tmp_path, DATABASE_URL=url)
    options = made["DATABASES"]["default"].get("OPTIONS", {})
    assert options.get("sslmode") == mode
    assert options.get("sslrootcert") == ("system" if mode == "verify-full" else None)


def test_nothing_that_somebody_wrote_is_run() -> None:
    """What the desk itself pickles comes over a pipe that it opened, in the one place that is named here."""
    allowed = {"pickle.loads": {"desk/core/reader_process.py"}}
    runs = (
        "eval", "exec", "compile", "pickle.load", "pickle.loads", "marshal.load", "marshal.loads", "yaml.load",
        "os.system", "os.popen", "subprocess.getoutput",
    )  # fmt: skip
    for module in modules():
        for name in module.called & set(runs):
            assert module.where in allowed.get(name, ()), f"{module.where}: {name}"
        assert not module.asks_a_shell, module.where


def test_what_must_not_be_guessed_is_drawn_by_the_machines_own_generator() -> None:
    """No module of the desk draws from ``random`` or numpy; the analysis draws from a seed, which is no secret."""
    counts = {
        "desk/consultations/api/group_updates.py": "sorts a million comments and draws nothing",
        "desk/core/isolated_groups.py": "makes columns of bytes and draws nothing",
    }
    for module in modules():
        if module.where.startswith("desk/"):
            assert not module.imported & {"random", "numpy.random"}, module.where
            assert "numpy" not in module.imported or module.where in counts, module.where
            if "numpy" in module.imported:
                assert not module.named & {"random", "default_rng", "RandomState"}, module.where
    drawn = {_make_token() for _ in range(200)}
    assert len(drawn) == 200 and all(len(one) == 43 for one in drawn)


def test_no_weak_digest_protects_anything() -> None:
    """MD5 and SHA-1 are named in no module of ours."""
    for module in modules():
        assert not module.named & {"md5", "sha1", "SHA1", "MD5"}, module.where


def test_secrets_come_from_systemd_where_it_keeps_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """``LoadCredential=HUIYIN_SECRET_KEY:…``: a file that the service alone can read, for as long as it runs."""
    kept = tmp_path / "credentials"
    kept.mkdir()
    (kept / "HUIYIN_SECRET_KEY").write_text("of the machine\n")
    (kept / "HUIYIN_SITE").write_text("https://evil.example\n")
    monkeypatch.delenv("HUIYIN_SECRET_KEY", raising=False)
    made = read_settings(monkeypatch, tmp_path / "data", CREDENTIALS_DIRECTORY=str(kept))
    assert made["SECRET_KEY"] == "of the machine" and "evil" not in made["SITE"]
    monkeypatch.setenv("HUIYIN_SECRET_KEY", "of the environment")
    made = read_settings(monkeypatch, tmp_path / "data", CREDENTIALS_DIRECTORY=str(kept))
    assert made["SECRET_KEY"] == "of the environment"
