"""``huiyin desk check``: what is wrong with a set-up, and its mend, in both languages; and who may ask how a desk is."""

from __future__ import annotations

import io
import json
import urllib.error
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from huiyin.desk.core import watchers
from huiyin.desk.operations import desk_check, presence, rolling_upgrade
from huiyin.desk.operations.models import Presence
from huiyin.i18n import use_language

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(asked: Any) -> Any:
        raise urllib.error.URLError("nobody is there")

    monkeypatch.setattr(desk_check, "open_url", refuse)
    monkeypatch.setattr(rolling_upgrade, "list_pending", list)
    monkeypatch.setattr(rolling_upgrade, "list_unknown", list)


def _check(part: str) -> Any:
    found = [one for one in desk_check.check_desk().findings if one.part == part]
    assert len(found) == 1, found
    return found[0]


def test_every_finding_has_its_sentence_and_its_mend_in_both_languages() -> None:
    words = {}
    for language in ("en", "zh"):
        use_language(language)
        document = desk_check.write_document(desk_check.check_desk())
        json.dumps(document)
        assert not document["well"]
        for one in document["findings"]:
            assert one["message"] and bool(one["mend"]) is not one["well"]
        words[language] = [one["message"] for one in document["findings"]]
    assert all(one != other for one, other in zip(words["en"], words["zh"], strict=True))


def test_what_the_proxies_pass_on_is_compared_with_what_is_set(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    """The site itself answers what arrived: here by a browser of the tests, with what proxies add."""
    added: list[str] = []

    @contextmanager
    def ask(asked: Any) -> Iterator[Any]:
        forwarded = [asked.headers["X-forwarded-for"], *added]
        headers = {
            "X-Forwarded-For": ", ".join(forwarded), "X-Huiyin-Probe": asked.headers["X-huiyin-probe"],
        }  # fmt: skip
        answer = Client(REMOTE_ADDR="10.0.0.7").get("/health/", headers=headers)
        yield io.BytesIO(answer.content)

    monkeypatch.setattr(desk_check, "open_url", ask)
    settings.PROXIES = 0
    assert _check("proxy").code == "well"
    added.append("203.0.113.5")
    assert _check("proxy").code == "too_few" and _check("proxy").details["there"] == 1
    settings.PROXIES = 1
    assert _check("proxy").code == "well"
    settings.PROXIES = 2
    assert _check("proxy").code == "too_many"
    settings.PROXIES, settings.IS_HTTPS = 1, True
    assert _check("proxy").code == "scheme"


def _appear(machine: str, role: str = "web", **more: Any) -> None:
    now = timezone.now()
    row = {
        "process": f"{machine} {role}", "machine": machine, "role": role, "version": desk_check.__version__,
        "place": presence.read_place(), "keys": presence.digest_keys(), "began_at": now, "seen_at": now,
    }  # fmt: skip
    Presence.objects.create(**row | more)


def test_machines_are_told_by_what_they_say_of_themselves(settings: Any) -> None:
    settings.HAS_SEVERAL_MACHINES = True
    assert _check("workers").code == "none"
    for role in presence.ROLES:
        _appear("one", role)
    assert _check("workers").code == "well" and _check("machines").code == "well"
    _appear("two", skew=-90_000)
    assert "two (-90 s)" in _check("clock").words
    _appear("three", version="0.0.1")
    assert _check("machines").code == "versions"
    _appear("four", seen_at=timezone.now() - timedelta(minutes=10))
    assert _check("machines").code == "silent" and "four (web)" in _check("machines").words
    _appear("five", keys="other")
    assert _check("machines").code == "foreign" and "five" in _check("machines").words
    with pytest.raises(presence.OtherPlace, match="six"):
        _appear("six", place="elsewhere")
        presence.check_place()


def test_a_process_says_that_it_is_there_and_takes_its_line_away() -> None:
    presence.note_presence("jobs")
    presence.note_presence("jobs")
    (row,) = presence.list_processes()
    assert row.role == "jobs" and row.is_alive and row.is_like_us
    presence.forget_presence()
    assert presence.list_processes() == []


@pytest.mark.parametrize("path", ["/health/", "/metrics/"])
def test_only_this_machine_and_who_was_named_may_ask(path: str, settings: Any) -> None:
    def ask(address: str, **headers: str) -> int:
        return Client(REMOTE_ADDR=address).get(path, headers=headers).status_code

    here = ask("127.0.0.1")
    assert here in (200, 503) and ask("::1") == here
    assert ask("192.0.2.8") == 404
    assert ask("127.0.0.1", **{"X-Forwarded-For": "192.0.2.8"}) == 404  # a proxy on this machine
    assert ask("192.0.2.8", **{watchers.PROBE: "made up"}) == 404
    assert ask("192.0.2.8", **{watchers.PROBE: watchers.make_probe()}) in (200, 503)
    settings.WATCHERS = [watchers.ipaddress.ip_network("192.0.2.0/24")]
    assert ask("192.0.2.8") == here and ask("198.51.100.1") == 404


def test_metrics_are_read_as_prometheus_writes_them() -> None:
    _appear('a"b', "web")
    told = Client().get("/metrics/")
    assert told["Content-Type"].startswith("text/plain; version=0.0.4")
    lines = told.content.decode().splitlines()
    assert 'huiyin_processes{role="web"} 1' in lines and "huiyin_database_up 1" in lines
    assert 'huiyin_clock_skew_seconds{machine="a\\"b"} 0' in lines
    for line in lines:
        assert line.startswith("# ") or (len(line.rsplit(" ", 1)) == 2 and float(line.rsplit(" ", 1)[1]) >= 0)  # fmt: skip


def test_a_desk_that_other_machines_serve_is_not_restored(tmp_path: Any, settings: Any) -> None:
    settings.HAS_SEVERAL_MACHINES = True
    from huiyin.desk.operations import backup

    backup.write_backup(tmp_path / "desk.zip", ())
    _appear("web-2")
    with pytest.raises(backup.UnusableBackup) as refused:
        backup.restore_backup(tmp_path / "desk.zip", overwrite=True)
    assert (refused.value.code, refused.value.details) == ("others_run", {"machines": "web-2"})
