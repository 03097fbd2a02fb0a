"""The log goes to another machine over TLS, and never holds up the desk or fails it."""

from __future__ import annotations

import logging
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.exceptions import ImproperlyConfigured

from huiyin.desk.core import remote_log
from huiyin.desk.core.remote_log import TlsSyslogHandler, read_log_url
from huiyin.desk.core.security_log import SecurityFormatter
from tests.desk.attacks.over_https import read_settings


def _sign_itself(folder: Path, name: str = "localhost") -> Path:
    """Certificate and key in one file, for ``name`` alone."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{name}.pem"
    file.write_bytes(
        made.public_bytes(Encoding.PEM)
        + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    return file


class Collector:
    """The other machine: frames as they come, until it is turned off."""

    def __init__(self, certificate: Path, port: int = 0) -> None:
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate)
        self._listener = socket.create_server(("127.0.0.1", port))
        self.port = self._listener.getsockname()[1]
        self.frames: list[str] = []
        self.arrived = threading.Condition()
        self._lines: list[ssl.SSLSocket] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                plain, _ = self._listener.accept()
                line = self._context.wrap_socket(plain, server_side=True)
            except OSError:
                if self._listener.fileno() < 0:
                    return
                continue
            self._lines.append(line)
            threading.Thread(target=self._read, args=(line,), daemon=True).start()

    def _read(self, line: ssl.SSLSocket) -> None:
        held = b""
        try:
            while data := line.recv(65536):
                held += data
                while b" " in held:
                    size, _, rest = held.partition(b" ")
                    if len(rest) < int(size):
                        break
                    with self.arrived:
                        self.frames.append(rest[: int(size)].decode())
                        self.arrived.notify_all()
                    held = rest[int(size) :]
        except OSError:
            pass
        finally:
            line.close()

    def wait_for(self, n: int) -> list[str]:
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.frames) >= n, 20), self.frames
            return list(self.frames)

    def turn_off(self) -> None:
        if self._listener.fileno() >= 0:
            self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
        for line in self._lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)  # closed alone it lives on in the thread that reads


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return _sign_itself(tmp_path)


@pytest.fixture
def collector(certificate: Path) -> Iterator[Collector]:
    made = Collector(certificate)
    yield made
    made.turn_off()


def _make_handler(port: int, authority: Path) -> TlsSyslogHandler:
    handler = TlsSyslogHandler("localhost", port, str(authority))
    handler.setFormatter(SecurityFormatter())
    return handler


def _log(handler: TlsSyslogHandler, words: str, level: int = logging.WARNING) -> None:
    handler.handle(logging.LogRecord("huiyin.security", level, "", 0, words, (), None))


def test_each_line_reaches_the_other_machine_over_tls(
    certificate: Path, collector: Collector
) -> None:
    handler = _make_handler(collector.port, certificate)
    _log(handler, "refused status=403\n<34>1 2026 - forged")
    _log(handler, "登录 account.in who=7", logging.INFO)
    first, second = collector.wait_for(2)
    handler.close()
    assert first.startswith("<84>1 20") and second.startswith("<86>1 20")  # authpriv, by level
    assert "huiyin.security: refused status=403\\n<34>1 2026 - forged" in first
    assert "登录 account.in who=7" in second


def test_while_the_other_machine_is_away_the_desk_goes_on_and_tells_what_was_lost(
    certificate: Path, collector: Collector, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(remote_log, "_MOST", 3)
    monkeypatch.setattr(remote_log, "_SOON", 0.05)
    handler = _make_handler(collector.port, certificate)
    _log(handler, "line 0")
    collector.wait_for(1)
    handler.flush()
    collector.turn_off()
    away = threading.Event()
    monkeypatch.setattr(handler, "_tell_away", lambda wrong: away.set())
    _log(handler, "line 1")
    assert away.wait(20)
    for n in range(2, 9):
        _log(handler, f"line {n}")  # none of them waits, none of them raises
    back = Collector(certificate, collector.port)
    frames = back.wait_for(4)
    handler.close()
    back.turn_off()
    assert "5 lines of the log were lost" in frames[0]
    assert [one.rpartition(" ")[2] for one in frames[1:]] == ["6", "7", "8"]
    TlsSyslogHandler._tell_away(handler, OSError("refused"))
    assert "localhost cannot be reached: refused" in capsys.readouterr().err


def test_a_machine_that_is_not_the_one_meant_is_told_nothing(
    certificate: Path, tmp_path: Path, collector: Collector, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(remote_log, "_AT_END", 0.3)
    other = _sign_itself(tmp_path, "logs.example.net")
    stranger = Collector(other)
    for port, authority in (
        (stranger.port, other),
        (collector.port, other),
    ):  # its name, its authority
        handler = _make_handler(port, authority)
        _log(handler, "who=7")
        handler.close()
    stranger.turn_off()
    assert stranger.frames == collector.frames == []


def test_the_address_is_understood_or_refused_in_words(
    tmp_path: Path, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"syslog+tls://logs.example.org?authority={certificate}"
    assert read_log_url(url) == {
        "host": "logs.example.org", "port": 6514, "authority": str(certificate),
    }  # fmt: skip
    for wrong in (
        "logs.example.org:6514", "syslog://logs.example.org", "syslog+tls://", "syslog+tls://a:b",
        "syslog+tls://a?verify=no", "syslog+tls://a?authority=/nowhere.pem",
    ):  # fmt: skip
        with pytest.raises(ImproperlyConfigured):
            read_log_url(wrong)
    made = read_settings(monkeypatch, tmp_path, HUIYIN_LOG_URL=url)
    assert made["LOGGING"]["root"]["handlers"] == ["err", "away"]
    assert made["LOGGING"]["handlers"]["away"]["formatter"] == "line"  # masked as all others are
