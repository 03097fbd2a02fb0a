"""A receipt proves by itself that an act is in the log, and proves nothing once anything in it was changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiyin.transparency import (
    FolderSource,
    KeyKind,
    Receipt,
    RefusalCode,
    RefusedEvidence,
    add_cosignature,
    append_entries,
    build_receipt,
    check_receipt,
    cosign_checkpoint,
    generate_key,
    hash_leaf,
    list_split_views,
    read_checkpoint,
    read_receipt,
    write_receipt,
)
from huiyin.transparency.encodings import encode_base64
from tests.transparency.ledgers import (
    LOG_KEY,
    MORNING,
    NAME,
    OTHER_LOG_KEY,
    WITNESS_KEY,
    make_leaf,
    make_leaves,
    make_log,
    make_receipt,
)

KEY = LOG_KEY.verifier
SIZE = 300


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> FolderSource:
    return make_log(tmp_path_factory.mktemp("receipts") / "log", make_leaves(SIZE))


@pytest.fixture(scope="module")
def receipt(source: FolderSource) -> Receipt:
    """Of two acts, the name of the first opened for its holder, countersigned at noon."""
    signed = read_checkpoint(source, KEY)
    line = cosign_checkpoint(signed, WITNESS_KEY, MORNING + timedelta(hours=3))
    vouched = add_cosignature(signed, line, WITNESS_KEY.verifier)
    return build_receipt(
        source, vouched, [0, 299], KEY, openings={0: [NAME]}, witness_keys=[WITNESS_KEY.verifier]
    )


def find_problem(receipt: Receipt, **keys: Any) -> RefusalCode | None:
    """Why the first entry does not hold."""
    refused = check_receipt(receipt, **{"log_key": KEY, **keys}).entries[0].refused
    return refused.code if refused else None


def change_first(receipt: Receipt, **changes: Any) -> Receipt:
    return replace(receipt, entries=(replace(receipt.entries[0], **changes), *receipt.entries[1:]))


def test_a_receipt_proves_its_acts_with_nothing_but_itself_and_the_key(receipt: Receipt) -> None:
    read = read_receipt(write_receipt(receipt))
    assert read == receipt
    found = check_receipt(read, log_key=KEY, witness_keys=[WITNESS_KEY.verifier])
    assert found.holds and found.is_key_given
    assert found.checkpoint is not None and found.checkpoint.size == SIZE
    assert [(entry.index, entry.leaf_hash) for entry in found.entries] == [
        (index, hash_leaf(make_leaf(index))) for index in (0, 299)
    ]
    (witness,) = found.witnesses
    assert witness.seen == MORNING + timedelta(hours=3)
    assert len(write_receipt(receipt)) < 6000


def test_a_receipt_is_read_however_it_is_spaced(receipt: Receipt) -> None:
    document = json.loads(write_receipt(receipt))
    for spelt in (
        json.dumps(document),
        json.dumps(dict(reversed(document.items())), indent=4, ensure_ascii=False),
    ):
        assert read_receipt(spelt.encode()) == receipt


def test_without_a_key_from_elsewhere_it_says_that_the_receipts_own_was_used(
    receipt: Receipt,
) -> None:
    found = check_receipt(receipt)
    assert found.holds and not found.is_key_given and found.log_key == KEY


def test_a_receipt_for_any_entry_of_a_growing_log_holds_for_ever(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    make_log(folder, [])
    receipts = []
    for number in range(12):
        append_entries(folder, [make_leaf(number)], LOG_KEY)
        receipts += [make_receipt(FolderSource(folder), index) for index in range(number + 1)]
    assert all(check_receipt(receipt, log_key=KEY).holds for receipt in receipts)


@pytest.mark.parametrize(
    "change",
    [
        lambda r: change_first(r, index=1),
        lambda r: change_first(r, index=SIZE),
        lambda r: change_first(r, index=2**53 - 1),
        lambda r: change_first(r, proof=r.entries[0].proof[:-1]),
        lambda r: change_first(r, proof=r.entries[0].proof[1:]),
        lambda r: change_first(r, proof=(*r.entries[0].proof, bytes(32))),
        lambda r: change_first(r, proof=(bytes(32), *r.entries[0].proof)),
        lambda r: change_first(r, proof=()),
        lambda r: change_first(r, proof=r.entries[1].proof),
        lambda r: change_first(r, proof=(r.entries[0].proof[0] + b"\0", *r.entries[0].proof[1:])),
        lambda r: change_first(r, leaf=make_leaf(0, words="第 0 号建议 ")),
        lambda r: change_first(r, leaf=make_leaf(1)),
        lambda r: change_first(r, leaf=r.entries[1].leaf),
    ],
)
def test_an_act_that_was_changed_or_moved_is_not_proved(
    receipt: Receipt, change: Callable[[Receipt], Receipt]
) -> None:
    assert find_problem(receipt) is None
    assert find_problem(change(receipt)) is RefusalCode.NOT_INCLUDED


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (f"\n{SIZE}\n", f"\n{SIZE + 1}\n", RefusalCode.SIGNATURE_WRONG),
        (f"\n{SIZE}\n", f"\n0{SIZE}\n", RefusalCode.SIGNATURE_WRONG),
        ("ledger.example.org/log\n3", "larder.example.org/log\n3", RefusalCode.SIGNATURE_WRONG),
        ("\n\n", "\nmore\n\n", RefusalCode.SIGNATURE_WRONG),
        ("— ledger.example.org/log", "— larder.example.org/log", RefusalCode.SIGNATURE_MISSING),
        ("\n\n", "\n", RefusalCode.NOTE_BROKEN),
    ],
)
def test_a_receipt_whose_checkpoint_was_touched_proves_nothing(
    receipt: Receipt, old: str, new: str, code: RefusalCode
) -> None:
    assert old in receipt.checkpoint
    assert find_problem(replace(receipt, checkpoint=receipt.checkpoint.replace(old, new))) is code


def test_a_receipt_made_up_with_a_key_of_ones_own_is_found_out(tmp_path: Path) -> None:
    forger = replace(LOG_KEY, seed=bytes(32))
    forged = make_receipt(make_log(tmp_path / "log", make_leaves(3), forger), 1, key=forger)
    assert check_receipt(forged).holds  # so the receipt's own key must never be believed unseen
    assert not check_receipt(forged).is_key_given
    assert find_problem(forged) is RefusalCode.SIGNATURE_MISSING
    # Nor does it help to claim the true key, or to put the true log's signature beside.
    assert find_problem(replace(forged, log_key=KEY)) is RefusalCode.SIGNATURE_MISSING


def test_a_receipt_of_another_log_proves_nothing_here(tmp_path: Path) -> None:
    other = make_log(tmp_path / "log", make_leaves(3), OTHER_LOG_KEY)
    receipt = make_receipt(other, 1, key=OTHER_LOG_KEY)
    assert find_problem(receipt) is RefusalCode.OTHER_LOG
    assert find_problem(receipt, log_key=OTHER_LOG_KEY.verifier) is None


def test_a_field_that_is_opened_with_another_value_is_found_out(receipt: Receipt) -> None:
    for wrong in (
        replace(NAME, value="李四"),
        replace(NAME, name="editor"),
        replace(NAME, salt=bytes(32)),
        replace(NAME, salt=NAME.salt + b"\0"),
    ):
        forged = change_first(receipt, openings=(wrong,))
        assert find_problem(forged) is RefusalCode.COMMITMENT_WRONG
    assert find_problem(change_first(receipt, openings=())) is None


def test_a_witness_that_is_asked_for_must_have_signed(receipt: Receipt) -> None:
    stranger = generate_key("stranger", KeyKind.WITNESS).verifier
    assert find_problem(receipt, witness_keys=[stranger]) is RefusalCode.WITNESS_MISSING
    same_name = generate_key(WITNESS_KEY.name, KeyKind.WITNESS).verifier
    assert find_problem(receipt, witness_keys=[same_name]) is RefusalCode.WITNESS_MISSING
    *others, line, end = receipt.checkpoint.split("\n")
    flipped = "\n".join([*others, line[:-6] + "AAAAA=", end])
    changed = replace(receipt, checkpoint=flipped)
    asked = find_problem(changed, witness_keys=[WITNESS_KEY.verifier])
    assert asked in (RefusalCode.SIGNATURE_WRONG, RefusalCode.NOTE_BROKEN)
    assert find_problem(changed) is asked  # not passed over, though nobody asked


def test_an_act_that_says_it_was_recorded_after_a_witness_saw_it_is_not_proved(
    source: FolderSource,
) -> None:
    signed = read_checkpoint(source, KEY)
    line = cosign_checkpoint(signed, WITNESS_KEY, MORNING - timedelta(hours=3))
    vouched = add_cosignature(signed, line, WITNESS_KEY.verifier)
    with pytest.raises(RefusedEvidence) as refused:
        build_receipt(source, vouched, [0], KEY, witness_keys=[WITNESS_KEY.verifier])
    assert refused.value.code is RefusalCode.RECORDED_AFTER


def test_no_receipt_is_made_for_what_is_not_there(source: FolderSource) -> None:
    with pytest.raises(ValueError, match="no leaf 300"):
        make_receipt(source, SIZE)


def test_two_trees_of_one_size_under_one_key_are_two_histories(tmp_path: Path) -> None:
    shown = make_log(tmp_path / "shown", make_leaves(9))
    hidden = make_log(tmp_path / "hidden", [*make_leaves(8), make_leaf(8, words="不同")])
    one, other = read_checkpoint(shown, KEY), read_checkpoint(hidden, KEY)
    assert list_split_views([one, other, one]) == [(one, other)]
    assert list_split_views([one, one]) == []


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_byte_of_a_receipt_can_be_changed_so_that_it_proves_something_else(
    receipt: Receipt, data: st.DataObject
) -> None:
    written = write_receipt(receipt)
    place = data.draw(st.integers(0, len(written) - 1))
    put = data.draw(st.binary(max_size=2))
    taken = data.draw(st.integers(0, 2))
    try:
        read = read_receipt(written[:place] + put + written[place + taken :])
        holds = check_receipt(read, log_key=KEY).holds
    except RefusedEvidence:
        return
    if holds:  # spaces, say, or a line that belongs to nobody
        assert [(one.leaf, one.index, one.proof) for one in read.entries] == [
            (one.leaf, one.index, one.proof) for one in receipt.entries
        ]
        assert {o for one in read.entries for o in one.openings} <= {NAME}
        assert read.checkpoint.partition("\n\n")[0] == receipt.checkpoint.partition("\n\n")[0]


def spoil(document: dict[str, Any], *path: Any, value: Any = None) -> bytes:
    """The receipt with one place of it put otherwise, or taken away."""
    inner = document
    for step in path[:-1]:
        inner = inner[step]
    if value is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), "huiyin-receipt/2"),
        (("format",), None),
        (("more",), 1),
        (("entries",), []),
        (("entries",), {}),
        (("entries", 0), "x"),
        (("entries", 0, "index"), -1),
        (("entries", 0, "index"), 1.5),
        (("entries", 0, "index"), True),
        (("entries", 0, "index"), "1"),
        (("entries", 0, "proof"), None),
        (("entries", 0, "proof", 0), "AB=="),
        (("entries", 0, "proof", 0), 7),
        (("entries", 0, "openings", 0, "salt"), "?"),
        (("entries", 0, "openings", 0, "more"), 1),
        (("checkpoint",), 5),
        (("witness_keys",), "x"),
    ],
)
def test_what_is_no_receipt_is_not_read(receipt: Receipt, path: tuple[Any], value: Any) -> None:
    with pytest.raises(RefusedEvidence) as refused:
        read_receipt(spoil(json.loads(write_receipt(receipt)), *path, value=value))
    assert refused.value.code is RefusalCode.RECEIPT_BROKEN


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b'"index": 299', b'"index": 299, "index": 0', RefusalCode.JSON_REPEATED_KEY),
        (b'"number": 0', b'"number": 1, "number": 0', RefusalCode.JSON_REPEATED_KEY),
        (b'"index": 299', b'"index": 9007199254740992', RefusalCode.JSON_NUMBER),
        (b'"number": 0', b'"number": 1e999', RefusalCode.JSON_NUMBER),
        (b'"number": 0', b'"number": NaN', RefusalCode.JSON_NUMBER),
        (b'"number": 0', b'"number": "\\ud800"', RefusalCode.JSON_CHARACTERS),
        (b'"number": 0', b'"number": "\xff"', RefusalCode.JSON_CHARACTERS),
    ],
)
def test_a_receipt_that_two_programs_might_read_differently_is_not_read(
    receipt: Receipt, old: bytes, new: bytes, code: RefusalCode
) -> None:
    data = write_receipt(receipt)
    assert data.count(old) == 1
    with pytest.raises(RefusedEvidence) as refused:
        read_receipt(data.replace(old, new))
    assert refused.value.code is code


def test_an_act_in_another_spelling_of_the_same_number_is_the_same_act(receipt: Receipt) -> None:
    data = write_receipt(receipt)
    read = read_receipt(data.replace(b'"number": 0', b'"number": -0.0'))
    assert check_receipt(read, log_key=KEY).holds


@pytest.mark.parametrize("kind", [KeyKind.WITNESS])
def test_a_receipt_names_a_logs_key_and_no_other(receipt: Receipt, kind: KeyKind) -> None:
    document = json.loads(write_receipt(receipt))
    with pytest.raises(RefusedEvidence) as refused:
        read_receipt(spoil(document, "log_key", value=str(WITNESS_KEY)))
    assert refused.value.code is RefusalCode.KEY_KIND
    assert encode_base64(NAME.salt) in json.dumps(document)
