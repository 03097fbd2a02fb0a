"""Entries name nobody: commitments stand in the place of personal fields, and can be opened only with the salt."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from huiyin.transparency import (
    FolderSource,
    Opening,
    RefusalCode,
    RefusedEvidence,
    append_entries,
    build_entry,
    build_redaction,
    check_receipt,
    hash_leaf,
    make_opening,
    parse_entry,
    read_checkpoint,
)
from huiyin.transparency.encodings import encode_base64
from tests.transparency.ledgers import (
    LOG_KEY,
    MORNING,
    NAME,
    make_leaf,
    make_leaves,
    make_log,
    make_receipt,
)

LEAF = json.loads(make_leaf(0))


def test_a_commitment_is_the_hmac_of_name_and_value_under_the_salt() -> None:
    expected = hmac.new(NAME.salt, b"author\0" + "张三".encode(), hashlib.sha256)
    assert NAME.commitment == expected.digest()


def test_two_commitments_to_one_value_have_nothing_in_common() -> None:
    one, other = make_opening("author", "张三"), make_opening("author", "张三")
    assert one.salt != other.salt and one.commitment != other.commitment
    assert str(one.salt) not in repr(one)


@pytest.mark.parametrize(
    "opening",
    [
        replace(NAME, salt=NAME.salt + b"\0"),  # HMAC would take it for the same key
        replace(NAME, salt=NAME.salt[:-1]),
        replace(NAME, salt=b""),
        Opening("author\0张", "三", NAME.salt),
        Opening("", "张三", NAME.salt),
    ],
)
def test_a_commitment_is_opened_in_one_way_alone(opening: Opening) -> None:
    with pytest.raises(RefusedEvidence) as refused:
        _ = opening.commitment
    assert refused.value.code is RefusalCode.COMMITMENT_WRONG


def test_an_entry_is_read_as_it_was_written() -> None:
    entry = build_entry("submission", MORNING, {"number": 1}, openings=[NAME])
    leaf = entry.write_leaf()
    assert parse_entry(leaf) == entry
    entry.check_opening(NAME)
    for wrong in (replace(NAME, value="李四"), replace(NAME, name="editor")):
        with pytest.raises(RefusedEvidence, match="commitment_wrong"):
            entry.check_opening(wrong)
    with pytest.raises(ValueError, match="twice"):
        build_entry("submission", MORNING, openings=[NAME, make_opening("author", "李四")])


def test_moments_are_in_utc_wherever_they_were_made() -> None:
    beijing = datetime(2026, 3, 2, 17, 0, tzinfo=timezone(timedelta(hours=8)))
    assert build_entry("reply", beijing).write_leaf() == build_entry("reply", MORNING).write_leaf()
    with pytest.raises(ValueError, match="time zone"):
        build_entry("reply", datetime(2026, 3, 2)).write_leaf()


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "Submission"},
        {"kind": ""},
        {"kind": 1},
        {"format": "huiyin-entry/2"},
        {"fields": []},
        {"commitments": []},
        {"commitments": {"author": "AAAA"}},
        {"commitments": {"author": 5}},
        {"recorded": "2026-03-02"},
        {"recorded": "2026-3-2T9:0:0Z"},
        {"recorded": "2026-03-02T09:00:00+08:00"},
        {"recorded": "2026-02-30T09:00:00Z"},
        {"recorded": None},
        {"more": 1},
    ],
)
def test_what_is_no_entry_is_not_read(change: dict[str, Any]) -> None:
    from huiyin.transparency.canonical_json import write_canonical_json

    with pytest.raises(RefusedEvidence) as refused:
        parse_entry(write_canonical_json(LEAF | change))
    assert refused.value.code is RefusalCode.ENTRY_BROKEN


def test_an_entry_that_is_longer_than_a_bundle_can_say_is_not_logged(tmp_path: Any) -> None:
    with pytest.raises(RefusedEvidence, match="too_long"):
        build_entry("reply", MORNING, {"text": "x" * 65_536}).write_leaf()
    source = make_log(tmp_path / "log", make_leaves(3))
    with pytest.raises(RefusedEvidence, match="too_long"):
        append_entries(tmp_path / "log", [b"x" * 65_536], LOG_KEY)
    assert read_checkpoint(source, LOG_KEY.verifier).size == 3


def test_who_was_erased_is_in_no_file_of_the_log_and_old_proofs_still_hold(tmp_path: Any) -> None:
    folder = tmp_path / "log"
    source = make_log(folder, make_leaves(5))
    before = make_receipt(source, 0)
    # To erase is to destroy value and salt, which lie outside of the log, and to say so in it.
    redaction = build_redaction(
        MORNING + timedelta(minutes=5), 0, make_leaf(0), ["author"], reason="asked by the person"
    )
    append_entries(folder, [redaction.write_leaf()], LOG_KEY)
    assert check_receipt(before, log_key=LOG_KEY.verifier).holds
    after = make_receipt(source, 0, 5)
    found = check_receipt(after, log_key=LOG_KEY.verifier)
    assert found.holds
    said = found.entries[1].entry
    assert said is not None and said.kind == "redacted"
    assert said.fields == {
        "index": 0,
        "leaf_hash": encode_base64(hash_leaf(make_leaf(0))),
        "names": ["author"],
        "reason": "asked by the person",
    }
    for path in folder.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        assert "张三".encode() not in data and NAME.salt not in data
        assert encode_base64(NAME.salt).encode() not in data


def test_a_name_cannot_be_guessed_from_what_the_log_holds(tmp_path: Any) -> None:
    make_log(tmp_path / "log", make_leaves(1))
    leaf = next(iter_leaves(FolderSource(tmp_path / "log")))
    (kept,) = parse_entry(leaf).commitments.values()
    name = "张三".encode()
    guesses = [hashlib.sha256(name).digest(), hashlib.sha256(b"author\0" + name).digest()]
    guesses += [Opening("author", "张三", bytes(32)).commitment, hmac.digest(b"", name, "sha256")]
    assert kept not in guesses


def iter_leaves(source: FolderSource) -> Any:
    from huiyin.transparency import TileReader

    size = read_checkpoint(source, LOG_KEY.verifier).size
    return (leaf for _, leaf in TileReader(source, size).read_entries(0, size))
