"""What the web server of the guide speaks to visitors: TLS of today alone, and a redirect where somebody comes without."""

from __future__ import annotations

import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.exceptions import ImproperlyConfigured

from huiyin.desk.operations.process_death import KEEPER
from tests.desk.attacks.over_https import read_settings
from tests.desk.machine import Machine

# The web server in front of the desk has no database.
pytestmark = pytest.mark.one_database

GUIDE = Path(__file__).resolve().parents[3] / "docs"


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.fixture(scope="module")
def ports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int]]:
    """HTTPS and HTTP of a Caddy set up with the two lines of the guide; its certificate is its own, for no authority
    gives one to a machine of tests."""
    if shutil.which("caddy") is None:
        pytest.skip("caddy is not installed: tools/debian-package caddy")
    lines = "\ndesk.example.org\nreverse_proxy 127.0.0.1:8000\n"
    for language in ("en", "zh"):
        assert lines in (GUIDE / language / "operating.md").read_text("utf-8")
    folder, secure, plain = tmp_path_factory.mktemp("caddy"), _free_port(), _free_port()
    (folder / "Caddyfile").write_text(
        f"{{\n admin off\n local_certs\n skip_install_trust\n http_port {plain}\n https_port {secure}\n}}\n"
        "desk.example.org\nreverse_proxy 127.0.0.1:1\n"
    )
    process = subprocess.Popen(
        ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"],
        env=os.environ | {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)},
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        end = time.monotonic() + 30
        while not _speaks(secure, ssl.TLSVersion.TLSv1_3, ssl.TLSVersion.TLSv1_3):
            assert process.poll() is None and time.monotonic() < end, "Caddy did not start"
            time.sleep(0.05)
        yield secure, plain
    finally:
        process.terminate()
        process.wait(30)


def _speaks(
    port: int, least: ssl.TLSVersion, most: ssl.TLSVersion, ciphers: str = ""
) -> tuple[str, str] | None:
    """Version and cipher that were agreed on, or None."""
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.check_hostname, client.verify_mode = False, ssl.CERT_NONE
    client.set_ciphers(ciphers or "ALL:@SECLEVEL=0")
    client.minimum_version, client.maximum_version = least, most
    try:
        with (
            socket.create_connection(("127.0.0.1", port), 5) as line,
            client.wrap_socket(line, server_hostname="desk.example.org") as spoken,
        ):
            cipher = spoken.cipher()
            return str(spoken.version()), cipher[0] if cipher else ""
    except OSError:
        return None


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1:DeprecationWarning")
def test_old_versions_of_tls_are_refused_and_the_newest_comes_first(ports: tuple[int, int]) -> None:
    secure, _ = ports
    for old in (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1):
        assert _speaks(secure, old, old) is None
    assert _speaks(secure, ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_2) is not None
    agreed = _speaks(secure, ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3)
    assert agreed is not None and agreed[0] == "TLSv1.3"


def test_only_ciphers_with_forward_secrecy_that_also_authenticate_are_spoken(
    ports: tuple[int, int],
) -> None:
    secure, _ = ports
    two = ssl.TLSVersion.TLSv1_2
    for weak in ("AES128-SHA", "AES256-GCM-SHA384", "ECDHE-RSA-AES128-SHA256", "DHE-RSA-AES128-GCM-SHA256", "NULL-SHA256", "ADH-AES128-SHA"):  # fmt: skip
        try:
            assert _speaks(secure, two, two, f"{weak}:@SECLEVEL=0") is None, weak
        except ssl.SSLError:  # this client does not know it either
            continue
    agreed = _speaks(secure, two, two)
    assert agreed is not None and agreed[1].startswith("ECDHE-")
    assert "GCM" in agreed[1] or "CHACHA20" in agreed[1]


def test_who_comes_without_tls_is_led_to_it(ports: tuple[int, int]) -> None:
    _, plain = ports
    with socket.create_connection(("127.0.0.1", plain), 5) as line:
        line.sendall(
            b"GET /c/x/?q=1 HTTP/1.1\r\nHost: desk.example.org\r\nConnection: close\r\n\r\n"
        )
        answer = b""
        while part := line.recv(4096):
            answer += part
    assert answer.startswith(b"HTTP/1.1 308")
    assert b"Location: https://desk.example.org" in answer


def test_the_desk_itself_speaks_tls_to_the_web_server_in_front(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its web process alone, at a socket that it is handed: what a desk of two machines begins."""
    certificate, key = _sign_itself(tmp_path)
    client = ssl.create_default_context(cafile=str(certificate))
    own = {"HUIYIN_DATA": str(tmp_path / "data"), "HUIYIN_TLS_CERTIFICATE": str(certificate)}
    machine = Machine(tmp_path / "data")
    environment = machine.environment | own | {"HUIYIN_TLS_KEY": str(key)}
    subprocess.run(
        [sys.executable, "-m", "django", "collectstatic", "--noinput", "-v0"], env=environment, check=True
    )  # fmt: skip
    files = read_settings(
        monkeypatch, tmp_path, HUIYIN_TLS_CERTIFICATE=str(certificate), HUIYIN_TLS_KEY=str(key)
    )["TLS_FILES"]
    with socket.create_server(("127.0.0.1", 0)) as listener:
        options = {
            "tls": files, "socket": listener.fileno(), "host": "127.0.0.1", "port": listener.getsockname()[1],
            "processes": 1, "connections": 64, "header_milliseconds": 5000, "buffer": 65536, "patience": 5,
        }  # fmt: skip
        process = subprocess.Popen(
            [sys.executable, "-m", "huiyin.desk.operations.web_process", json.dumps(options)],
            env=environment | {KEEPER: str(os.getpid())}, pass_fds=(listener.fileno(),),
        )  # fmt: skip
    try:  # who connects waits in the socket until the server is there
        address = ("127.0.0.1", options["port"])
        with (
            socket.create_connection(address, 180) as line,
            client.wrap_socket(line, server_hostname="localhost") as spoken,
        ):
            assert spoken.version() == "TLSv1.3"
            spoken.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            assert spoken.recv(9) == b"HTTP/1.1 "
        with socket.create_connection(address, 10) as line:  # and nothing in the clear
            line.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert not line.recv(100).startswith(b"HTTP/")
    finally:
        process.terminate()
        process.wait(30)


def test_half_a_pair_of_certificate_and_key_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, _ = _sign_itself(tmp_path)
    for more in ({}, {"HUIYIN_TLS_KEY": str(tmp_path / "nowhere.pem")}):
        with pytest.raises(ImproperlyConfigured):
            read_settings(monkeypatch, tmp_path, HUIYIN_TLS_CERTIFICATE=str(certificate), **more)


def _sign_itself(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost that vouches for itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    paths = folder / "desk.pem", folder / "desk.key"
    paths[0].write_bytes(certificate.public_bytes(Encoding.PEM))
    paths[1].write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return paths
