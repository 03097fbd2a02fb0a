"""``huiyin ledger``: receipts are checked by strangers, a log is watched, keys are made."""

from __future__ import annotations

import ast
import json
import re
import shutil
import stat
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from huiyin import transparency
from huiyin.i18n import say
from huiyin.transparency import (
    FolderSource,
    KeyKind,
    RefusalCode,
    RefusedEvidence,
    UnreachableLog,
    append_entries,
    build_receipt,
    open_checkpoint,
    parse_key,
    read_checkpoint,
    save_signing_key,
    write_receipt,
)
from tests.conftest import REPOSITORY
from tests.transparency.ledgers import (
    LOG_KEY,
    MORNING,
    NAME,
    WITNESS_KEY,
    make_leaf,
    make_leaves,
    make_log,
)
from tests.transparency.servers import serve_files

from .conftest import Call, Huiyin

KEY = LOG_KEY.verifier


@dataclass(frozen=True)
class Ledger:
    """A log, the files of somebody who holds a receipt, and those of a witness."""

    folder: Path
    receipt: Path
    state: Path
    key: Path

    def witness(self, huiyin: Huiyin, *options: str | Path) -> Call:
        return huiyin(
            "ledger", "witness", self.folder, "--state", self.state, "--key", self.key, *options
        )

    def write_receipt(self, name: str, *indices: int) -> Path:
        source = FolderSource(self.folder)
        checkpoint = read_checkpoint(source, KEY)
        receipt = build_receipt(
            source,
            checkpoint,
            indices,
            KEY,
            openings={0: [NAME]},
            witness_keys=[WITNESS_KEY.verifier],
        )
        path = self.receipt.with_name(name)
        path.write_bytes(write_receipt(receipt))
        return path


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = Ledger(
        tmp_path / "log",
        tmp_path / "receipt.json",
        tmp_path / "state.json",
        tmp_path / "witness.key",
    )
    make_log(made.folder, make_leaves(12))
    made.write_receipt("receipt.json", 0, 7)
    save_signing_key(made.key, WITNESS_KEY)
    return made


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


#: What each code is raised with, wherever it is.
DETAILS: dict[str, str | int] = {
    "name": "n", "origin": "o", "index": 1, "size": 2, "path": "p", "old": 3, "new": 4, "seen": "s", "recorded": "r",
}  # fmt: skip


@pytest.mark.parametrize("code", RefusalCode)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_refusal_has_its_sentence(code: RefusalCode, language: str) -> None:
    from huiyin.i18n import use_language
    from huiyin.presentation.ledger_labels import say_refused_evidence

    use_language(language)
    try:
        assert "{" not in say_refused_evidence(RefusedEvidence(code, **DETAILS))
    finally:
        use_language(None)


def list_raised() -> list[tuple[str, str, set[str]]]:
    """Where evidence is refused, the code, and the details that are given there, as the source has it."""
    raised = []
    for path in sorted(Path(transparency.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "RefusedEvidence":
                code, names = node.args[0], {keyword.arg for keyword in node.keywords}
                if isinstance(code, ast.Attribute) and None not in names:
                    where = f"{path.name}:{node.lineno}"
                    raised.append((where, RefusalCode[code.attr], {n for n in names if n}))
    return raised


def test_every_refusal_gives_what_its_sentence_asks_for() -> None:
    raised = list_raised()
    assert len(raised) > 60
    for where, code, names in raised:
        given = dict.fromkeys(names, "x")
        sentence = say(f"ledger.refused.{code}", **given)
        assert "{" not in sentence, f"{where}: {sentence}"


def test_what_a_stranger_wrote_is_made_showable() -> None:
    error: Any = UnreachableLog("file", file="\x1b[2J" + "a" * 500, why="")
    assert "\x1b" not in error.details["file"] and len(error.details["file"]) == 200
    refused = RefusedEvidence(RefusalCode.OTHER_LOG, origin="\x9b\u202e", name="x")
    assert refused.details["origin"] == "\ufffd\ufffd"
    assert json.dumps(refused.details)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_a_receipt_that_an_editor_saved_again_holds(
    called: Huiyin, ledger: Ledger, encoding: str
) -> None:
    text = ledger.receipt.read_text("utf-8")
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    ledger.receipt.write_bytes(mark + text.encode(encoding))
    assert called("ledger", "verify", ledger.receipt, "--key", str(KEY)).code == 0


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
