"""``huiyin ledger``: a log is watched, keys are made."""

from __future__ import annotations

import re
import shutil
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from huiyin import transparency
from huiyin.transparency import (
    KeyKind,
    append_entries,
    open_checkpoint,
    parse_key,
)
from tests.cli.conftest import Huiyin
from tests.cli.ledger_files import *  # noqa: F403
from tests.cli.ledger_files import KEY, Ledger
from tests.conftest import REPOSITORY
from tests.transparency.ledgers import (
    LOG_KEY,
    WITNESS_KEY,
    make_leaf,
    make_leaves,
    make_log,
)
from tests.transparency.servers import serve_files


def test_a_witness_countersigns_and_remembers(
    huiyin: Huiyin, called: Huiyin, ledger: Ledger
) -> None:
    call = ledger.witness(huiyin)
    assert call.code == 0
    assert call.out.startswith(f"— {WITNESS_KEY.name} ") and call.out.count("\n") == 1
    assert "ledger.example.org/log" in call.err
    append_entries(ledger.folder, [make_leaf(12, minutes=10**6)], LOG_KEY)
    assert "2028" in ledger.witness(called).err  # recorded years ahead


def test_a_witness_watches_a_log_at_an_address(
    called: Huiyin, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with serve_files(ledger.folder) as address:
        call = called(
            "ledger", "witness", address, "--state", ledger.state, "--key", ledger.key, "--json"
        )
        assert call.code == 0 and call.document["checkpoint"]["size"] == 12
        rewritten = [make_leaf(n, words="改") for n in range(20)]
        shutil.rmtree(ledger.folder)
        make_log(ledger.folder, rewritten)
        verify = ("ledger", "verify", ledger.receipt, "--key", str(KEY), "--log", address, "--json")
        problem = called(*verify).document["receipts"][0]["problem"]
        assert problem["code"] == "rewritten"
        again = called(
            "ledger", "witness", address, "--state", ledger.state, "--key", ledger.key, "--json"
        )
        assert again.code == 1 and again.document["refused"]["code"] == "rewritten"


def test_a_witness_answers_in_json(called: Huiyin, ledger: Ledger) -> None:
    first = ledger.witness(called, "--json", "--log-key", str(KEY)).document
    assert first["previous"] is None and first["entries_checked"] == 12 and first["key_given"]
    note = first["checkpoint"]["note"]
    assert first["cosignature"] in note and open_checkpoint(note.encode(), KEY).size == 12
    second = ledger.witness(called, "--json", "--all").document
    assert second["previous"]["size"] == 12 and second["entries_checked"] == 12
    assert second["witness"] == str(WITNESS_KEY) and second["refused"] is None


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_witness_refuses_a_rewritten_log_and_keeps_the_evidence(
    called: Huiyin, ledger: Ledger, tmp_path: Path, language: str
) -> None:
    ledger.witness(called)
    before = ledger.state.read_bytes()
    rewritten = replace(ledger, folder=tmp_path / "rewritten")
    make_log(rewritten.folder, [make_leaf(n, words="改") for n in range(20)])
    call = rewritten.witness(called, "--lang", language)
    assert (call.code, call.out) == (1, "")
    assert {"en": "HISTORY HAS BEEN REWRITTEN", "zh": "历史被改写"}[language] in call.err
    document = rewritten.witness(called, "--json").document
    assert document["cosignature"] is None and document["refused"]["code"] == "rewritten"
    for note in document["evidence"]:
        assert note in call.err
        open_checkpoint(note.encode(), KEY)
    assert len(document["evidence"]) == 2
    assert ledger.state.read_bytes() == before


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_commands_of_the_guide_do_what_it_says(
    called: Huiyin, ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    ledger.key.unlink()  # the guide makes one
    shutil.copy(ledger.folder / "log.vkey", tmp_path / "log.vkey")
    for name in ("mine.json", "yours.json"):
        ledger.write_receipt(name, 3)
    guide = (REPOSITORY / "docs" / language / "witness.md").read_text("utf-8")
    commands = re.findall(r"^ *(?:17 6 \* \* \* )?huiyin (ledger [^>\n]+)", guide, re.M)
    assert len(commands) == 7
    with serve_files(ledger.folder) as address:
        for command in commands:
            arguments = command.replace("https://desk.example.org/log", address).split()
            call = called(*arguments)
            assert call.code == 0, f"{command}: {call.err}"
            assert call.out


def test_a_key_is_made_and_never_written_over(called: Huiyin, tmp_path: Path) -> None:
    call = called("ledger", "keygen", "my.key", "--name", "example.org/w", "--json")
    made = tmp_path / "my.key"
    assert call.code == 0 and call.document["kind"] == "witness"
    parse_key(call.document["key"], KeyKind.WITNESS)
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    secret = made.read_text()
    assert secret.strip() not in call.out + call.err
    again = called("ledger", "keygen", "my.key", "--name", "example.org/w")
    assert again.code == 2 and "my.key" in again.err and again.out == ""
    assert made.read_text() == secret
    (tmp_path / "link.key").symlink_to(tmp_path / "my.key")
    assert called("ledger", "keygen", "link.key", "--name", "example.org/w").code == 2
    assert made.read_text() == secret
    log = called("ledger", "keygen", "log.key", "--name", "example.org/log", "--log")
    parse_key(log.out, KeyKind.LOG)


WRONG: list[tuple[tuple[str, ...], str]] = [
    (("verify",), "RECEIPT"),
    (("verify", "nowhere.json"), "nowhere.json"),
    (("verify", "receipt.json", "--key", "nowhere.vkey"), "nowhere.vkey"),
    (("verify", "receipt.json", "--key", "a+b+c"), "a+b+c"),
    (("verify", "receipt.json", "--key", str(WITNESS_KEY)), WITNESS_KEY.name),
    (("verify", "receipt.json", "--log", "nowhere"), "nowhere"),
    (("verify", "receipt.json", "--log", "receipt.json"), "https://"),
    (("verify", "receipt.json", "--log", "ftp://example.org"), "ftp://example.org"),
    (("witness", "log", "--state", "state.json"), "--key"),
    (("witness", "log", "--key", "witness.key"), "--state"),
    (("witness", "log", "--state", "s.json", "--key", "nowhere.key"), "nowhere.key"),
    (("witness", "log", "--state", "s.json", "--key", "receipt.json"), "receipt.json"),
    (("witness", "log", "--state", "receipt.json", "--key", "witness.key"), "receipt.json"),
    (("witness", "log", "--state", "no/such/s.json", "--key", "witness.key"), "no/such"),
    (("witness", "http://127.0.0.1:9/", "--state", "s.json", "--key", "witness.key"), "127.0.0.1"),
    (("witness", ".", "--state", "s.json", "--key", "witness.key"), "checkpoint"),
    (("keygen", "k.key"), "--name"),
    (("keygen", "k.key", "--name", "two words"), "--name"),
    (("keygen", "no/such/k.key", "--name", "x"), "no/such"),
]


@pytest.mark.parametrize(
    ("arguments", "named", "language"),
    [(*call, ("en", "zh")[place % 2]) for place, call in enumerate(WRONG)],
)
def test_a_wrong_call_ends_with_2_and_names_what_is_wrong(
    called: Huiyin, ledger: Ledger, arguments: tuple[str, ...], named: str, language: str
) -> None:
    call = called("ledger", *arguments, "--lang", language)
    assert call.code == 2 and call.out == ""
    assert named in call.err


@pytest.mark.parametrize("verb", ["verify", "witness", "keygen"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_help_teaches_by_an_example(called: Huiyin, verb: str, language: str) -> None:
    call = called("--lang", language, "ledger", verb, "--help")
    assert call.code == 0 and f"huiyin ledger {verb} " in call.out
    assert {"en": "Example", "zh": "例"}[language] in call.out
    assert "<" not in call.out


def test_an_older_copy_of_the_log_is_said_to_be_one(
    called: Huiyin, ledger: Ledger, tmp_path: Path
) -> None:
    make_log(tmp_path / "older", make_leaves(5))
    call = called("ledger", "verify", ledger.receipt, "--key", str(KEY), "--log", tmp_path / "older", "--json")  # fmt: skip
    assert call.code == 1
    problem = call.document["receipts"][0]["problem"]
    assert problem["code"] == "older_copy"
    assert "5" in problem["message"] and "12" in problem["message"]


def test_another_key_of_the_same_name_is_told_as_that(called: Huiyin, ledger: Ledger) -> None:
    stranger = transparency.generate_key(LOG_KEY.name, KeyKind.LOG)
    call = called("ledger", "verify", ledger.receipt, "--key", str(stranger.verifier), "--json")
    problem = call.document["entries"][0]["problem"]
    assert problem["code"] == "signature_missing" and "expected key" in problem["message"]


def test_a_secret_key_that_others_may_read_is_warned_of(called: Huiyin, ledger: Ledger) -> None:
    ledger.key.chmod(0o644)
    assert "chmod 600" in ledger.witness(called).err
    ledger.key.chmod(0o600)
    assert "chmod 600" not in ledger.witness(called).err


def test_a_key_is_not_named_by_a_whole_address(called: Huiyin, tmp_path: Path) -> None:
    call = called("ledger", "keygen", "w.key", "--name", "https://example.org/witness")
    assert call.code == 2 and "https://" in call.err and not (tmp_path / "w.key").exists()


def test_a_witness_of_an_empty_folder_is_told_which(called: Huiyin, ledger: Ledger, tmp_path: Path) -> None:  # fmt: skip
    empty = tmp_path / "empty"
    empty.mkdir()
    call = called("ledger", "witness", empty, "--state", ledger.state, "--key", ledger.key)
    assert call.code == 2 and str(empty) in call.err and "first entry" in call.err
