"""What ``huiyin ledger verify`` finds of receipts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from huiyin.transparency import (
    append_entries,
    build_receipt,
    read_checkpoint,
    write_receipt,
)
from tests.cli.conftest import Huiyin
from tests.cli.ledger_files import *  # noqa: F403
from tests.cli.ledger_files import KEY, Ledger
from tests.transparency.ledgers import (
    LOG_KEY,
    MORNING,
    NAME,
    WITNESS_KEY,
    make_leaf,
    make_leaves,
    make_log,
)


def test_a_stranger_checks_a_receipt_without_the_log(huiyin: Huiyin, ledger: Ledger) -> None:
    (ledger.folder / "checkpoint").unlink()
    call = huiyin("ledger", "verify", ledger.receipt, "--key", str(KEY), "--json")
    assert (call.code, call.err) == (0, "")
    first, second = call.document["entries"]
    assert (first["index"], first["size"], first["ok"]) == (0, 12, True)
    assert first["kind"] == "submission" and first["recorded"] == "2026-03-02T09:00:00Z"
    assert first["opened"] == {"author": "张三"} and second["opened"] == {}
    assert len(first["leaf"]) == 64 and first["problem"] is None
    assert call.document["checkpoint"]["origin"] == LOG_KEY.name
    assert call.document["checkpoint"]["size"] == 12
    assert call.document["witnesses"] == []
    assert call.document["receipts"][0]["key_given"] is True


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "is in the log ledger.example.org/log"), ("zh", "确在日志 ledger")],
)
def test_a_receipt_is_told_in_sentences(
    called: Huiyin, ledger: Ledger, language: str, words: str
) -> None:
    call = called("ledger", "verify", ledger.receipt, "--lang", language)
    # The key came with the receipt, and so might one of a forger: to a program that is no proof.
    assert call.code == 3
    assert words in call.out and "张三" in call.out
    assert "--key" in call.err
    given = called("ledger", "verify", ledger.receipt, "--key", str(KEY))
    assert (given.code, given.err) == (0, "")


def test_keys_may_stand_in_files(called: Huiyin, ledger: Ledger, tmp_path: Path) -> None:
    file = ledger.folder / "log.vkey"
    assert called("ledger", "verify", ledger.receipt, "--key", file).code == 0
    witness = tmp_path / "witness.vkey"
    witness.write_text(f"{WITNESS_KEY}\n")
    call = called("ledger", "verify", ledger.receipt, "--key", file, "--witness", witness)
    assert call.code == 1 and "witness.example.org/w1" in call.out


def test_who_vouches_for_a_receipt_is_told(called: Huiyin, ledger: Ledger) -> None:
    line = ledger.witness(called).out.strip()
    checkpoint = ledger.folder / "checkpoint"
    checkpoint.write_text(f"{checkpoint.read_text('utf-8')}{line}\n", "utf-8")
    receipt = ledger.write_receipt("vouched.json", 7)
    call = called(
        "ledger", "verify", receipt, "--key", str(KEY), "--witness", str(WITNESS_KEY), "--json"
    )
    assert call.code == 0
    (witness,) = call.document["witnesses"]
    assert witness["name"] == WITNESS_KEY.name and witness["key"] == str(WITNESS_KEY)
    assert WITNESS_KEY.name in called("ledger", "verify", receipt).out


def change(ledger: Ledger, old: str, new: str) -> None:
    text = ledger.receipt.read_text("utf-8")
    assert old in text
    ledger.receipt.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("第 7 号建议", "第 8 号建议", "not_included"),
        ("张三", "李四", "commitment_wrong"),
        ('"index": 7', '"index": 6', "not_included"),
        ('"number": 7', '"number": 7, "number": 7', "json_repeated_key"),
        ("huiyin-receipt/1", "something", "receipt_broken"),
        ("\\n12\\n", "\\n13\\n", "signature_wrong"),
    ],
)
def test_a_receipt_that_was_changed_ends_with_1_and_says_why(
    called: Huiyin, ledger: Ledger, old: str, new: str, code: str
) -> None:
    change(ledger, old, new)
    call = called("ledger", "verify", ledger.receipt, "--key", str(KEY), "--json")
    assert call.code == 1
    problems = [one["problem"] for one in call.document["entries"] + call.document["receipts"]]
    assert code in [problem["code"] for problem in problems if problem]
    assert call.document["checkpoint"] is None and call.document["witnesses"] == []


def test_what_was_opened_falsely_is_not_shown(called: Huiyin, ledger: Ledger) -> None:
    change(ledger, "张三", "李四")
    call = called("ledger", "verify", ledger.receipt, "--key", str(KEY), "--lang", "zh")
    assert call.code == 1 and str(ledger.receipt) in call.out
    assert "李四" not in call.out and "author" in call.out


def test_one_bad_receipt_among_good_ones_is_named(
    called: Huiyin, ledger: Ledger, tmp_path: Path
) -> None:
    good = ledger.write_receipt("good.json", 3)
    (tmp_path / "bad.json").write_text("{}")
    call = called("ledger", "verify", good, "bad.json", "--key", str(KEY), "--json")
    assert call.code == 1
    assert [one["ok"] for one in call.document["receipts"]] == [True, False]
    assert call.document["checkpoint"]["size"] == 12


def test_what_a_receipt_opens_cannot_command_the_terminal(called: Huiyin, tmp_path: Path) -> None:
    evil = replace(NAME, value="\x1b[2J\u202e善")
    from huiyin.transparency import build_entry

    leaf = build_entry("submission", MORNING, openings=[evil]).write_leaf()
    source = make_log(tmp_path / "log", [leaf])
    receipt = build_receipt(source, read_checkpoint(source, KEY), [0], KEY, openings={0: [evil]})
    (tmp_path / "evil.json").write_bytes(write_receipt(receipt))
    call = called("ledger", "verify", "evil.json", "--key", str(KEY))
    assert call.code == 0 and "\x1b" not in call.out and "\u202e" not in call.out
    assert "\\x1b[2J\\u202e善" in call.out


def test_two_receipts_side_by_side_convict_a_log_with_two_histories(
    called: Huiyin, ledger: Ledger, tmp_path: Path
) -> None:
    other = replace(ledger, folder=tmp_path / "hidden")
    make_log(other.folder, [*make_leaves(11), make_leaf(11, words="另一份")])
    second = other.write_receipt("second.json", 11)
    for receipt in (ledger.receipt, second):
        assert called("ledger", "verify", receipt, "--key", str(KEY)).code == 0
    call = called("ledger", "verify", ledger.receipt, second, "--key", str(KEY), "--json")
    assert call.code == 1
    assert {one["problem"]["code"] for one in call.document["entries"]} == {"split_view"}


def test_a_receipt_is_held_against_what_the_log_shows_now(
    called: Huiyin, ledger: Ledger, tmp_path: Path
) -> None:
    append_entries(ledger.folder, [make_leaf(12)], LOG_KEY)
    verify = ("ledger", "verify", ledger.receipt, "--key", str(KEY), "--log")
    assert called(*verify, ledger.folder).code == 0
    make_log(tmp_path / "rewritten", [make_leaf(n, words="改") for n in range(14)])
    call = called(*verify, tmp_path / "rewritten", "--json")
    assert call.code == 1
    assert call.document["receipts"][0]["problem"]["code"] == "rewritten"
    assert called(*verify, tmp_path).code == 2  # there is no log


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_a_receipt_that_an_editor_saved_again_holds(
    called: Huiyin, ledger: Ledger, encoding: str
) -> None:
    text = ledger.receipt.read_text("utf-8")
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    ledger.receipt.write_bytes(mark + text.encode(encoding))
    assert called("ledger", "verify", ledger.receipt, "--key", str(KEY)).code == 0
