"""Whoever runs the machine holds the log's files and its key, and rewrites it as they like. It is found out all the same.

Each attack is made with everything an insider has: entries are changed, the tree is built anew, the checkpoint is signed
with the true key. What an attacker does not hold is what others took away before: a witness's memory, and receipts.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from huiyin.transparency import (
    FolderSource,
    RefusalCode,
    RefusedEvidence,
    UnreachableLog,
    append_entries,
    check_continuation,
    check_receipt,
    list_split_views,
    open_checkpoint,
    read_checkpoint,
    vouch_for_log,
)
from huiyin.transparency.tiles import join_bundle, split_bundle
from tests.transparency.ledgers import (
    LOG_KEY,
    MORNING,
    WITNESS_KEY,
    make_leaf,
    make_leaves,
    make_log,
    make_receipt,
)

KEY = LOG_KEY.verifier
NOON = MORNING + timedelta(hours=3)
#: Not a whole number of tiles, and more than one.
SIZE = 260
Leaves = list[bytes]


@pytest.fixture(scope="module")
def seen_at_noon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log, and beside it the memory of a witness that has seen it at noon."""
    beside = tmp_path_factory.mktemp("seen")
    source = make_log(beside / "log", make_leaves(SIZE))
    vouch_for_log(source, beside / "state.json", WITNESS_KEY, now=NOON)
    return beside


@pytest.fixture
def folder(tmp_path: Path, seen_at_noon: Path) -> Path:
    """The log, to be attacked."""
    shutil.copytree(seen_at_noon, tmp_path, dirs_exist_ok=True)
    return tmp_path / "log"


def rewrite(folder: Path, leaves: Leaves) -> FolderSource:
    """The attacker builds the whole log anew, and signs it with its key."""
    shutil.rmtree(folder)
    return make_log(folder, leaves)


def witness_again(folder: Path, *, every_entry: bool = False, hours: float = 24) -> RefusalCode:
    """Why the witness refuses a day later; nothing that it remembers may have changed by that."""
    state = folder.parent / "state.json"
    before = state.read_bytes()
    with pytest.raises(RefusedEvidence) as refused:
        vouch_for_log(
            FolderSource(folder),
            state,
            WITNESS_KEY,
            every_entry=every_entry,
            now=NOON + timedelta(hours=hours),
        )
    assert state.read_bytes() == before
    return refused.value.code


def change(leaves: Leaves, place: int) -> Leaves:
    return [*leaves[:place], make_leaf(place, words="改过的"), *leaves[place + 1 :]]


def remove(leaves: Leaves, place: int) -> Leaves:
    return leaves[:place] + leaves[place + 1 :]


def insert(leaves: Leaves, place: int) -> Leaves:
    return [*leaves[:place], make_leaf(place, words="插入的"), *leaves[place:]]


def swap(leaves: Leaves, place: int) -> Leaves:
    other = place - 1 if place else 1
    swapped = list(leaves)
    swapped[place], swapped[other] = leaves[other], leaves[place]
    return swapped


def repeat(leaves: Leaves, place: int) -> Leaves:
    return [*leaves[: place + 1], *leaves[place:]]


@pytest.mark.parametrize("attack", [change, remove, insert, swap, repeat])
@pytest.mark.parametrize("place", [0, 255, SIZE - 1])
def test_a_witness_sees_an_entry_changed_removed_put_in_between_or_moved(
    folder: Path, attack: Callable[[Leaves, int], Leaves], place: int
) -> None:
    # The attacker hides it below new entries, so that the log is longer than before.
    later = [make_leaf(n, minutes=300) for n in range(SIZE, SIZE + 20)]
    rewrite(folder, attack(make_leaves(SIZE), place) + later)
    # To repeat the last entry is to append what is dated back.
    is_appended = attack is repeat and place == SIZE - 1
    expected = RefusalCode.BACKDATED if is_appended else RefusalCode.REWRITTEN
    assert witness_again(folder) is expected


@pytest.mark.parametrize("attack", [change, swap])
def test_a_witness_sees_an_entry_changed_where_the_log_did_not_grow(
    folder: Path, attack: Callable[[Leaves, int], Leaves]
) -> None:
    rewrite(folder, attack(make_leaves(SIZE), 7))
    assert witness_again(folder) is RefusalCode.SPLIT_VIEW


@pytest.mark.parametrize("attack", [change, remove, insert, swap, repeat])
def test_who_holds_a_receipt_sees_it_too(
    folder: Path, attack: Callable[[Leaves, int], Leaves]
) -> None:
    receipt = make_receipt(FolderSource(folder), 200)
    checked = check_receipt(receipt, log_key=KEY)
    assert checked.holds and checked.checkpoint is not None
    later = [make_leaf(n, minutes=300) for n in range(SIZE, SIZE + 20)]
    source = rewrite(folder, attack(make_leaves(SIZE), 200) + later)
    # The receipt is true to the history in which it was made: two signatures of one log contradict each other.
    assert check_receipt(receipt, log_key=KEY).holds
    with pytest.raises(RefusedEvidence) as refused:
        check_continuation(source, checked.checkpoint, read_checkpoint(source, KEY))
    assert refused.value.code is RefusalCode.REWRITTEN


def test_an_entry_that_is_changed_in_the_files_alone_is_not_that_of_the_tree(folder: Path) -> None:
    bundle = folder / "tile/entries/000"
    entries = split_bundle(bundle.read_bytes(), "")
    bundle.write_bytes(join_bundle(change(entries, 7)))
    assert witness_again(folder, every_entry=True) is RefusalCode.TILE_DIFFERS
    # Nor is a receipt made of it.
    with pytest.raises(RefusedEvidence) as refused:
        make_receipt(FolderSource(folder), 7)
    assert refused.value.code is RefusalCode.NOT_INCLUDED
    make_receipt(FolderSource(folder), 8)


def test_a_new_entry_that_is_changed_in_the_files_alone_is_found_out(folder: Path) -> None:
    append_entries(folder, [make_leaf(n, minutes=300) for n in range(SIZE, SIZE + 5)], LOG_KEY)
    bundle = folder / f"tile/entries/001.p/{SIZE + 5 - 256}"
    entries = split_bundle(bundle.read_bytes(), "")
    bundle.write_bytes(join_bundle([*entries[:-1], make_leaf(SIZE + 4, minutes=300, words="改")]))
    assert witness_again(folder) is RefusalCode.ENTRIES_DIFFER
    bundle.write_bytes(join_bundle([*entries[:-1], b"{}"]))
    assert witness_again(folder) is RefusalCode.ENTRY_UNREADABLE


def test_an_entry_that_is_dated_back_past_a_checkpoint_is_found_out(folder: Path) -> None:
    # In the afternoon somebody adds what is said to have been recorded in the morning, after the entries of then.
    append_entries(folder, [make_leaf(SIZE, minutes=60)], LOG_KEY)
    assert witness_again(folder) is RefusalCode.BACKDATED


def test_an_entry_that_is_dated_before_the_one_in_front_of_it_is_found_out(folder: Path) -> None:
    append_entries(folder, [make_leaf(SIZE, minutes=400), make_leaf(SIZE, minutes=399)], LOG_KEY)
    assert witness_again(folder) is RefusalCode.OUT_OF_ORDER


def test_an_entry_that_is_dated_before_the_last_one_that_was_seen_is_found_out(
    folder: Path,
) -> None:
    append_entries(folder, [make_leaf(SIZE, minutes=1)], LOG_KEY)
    assert witness_again(folder) is RefusalCode.OUT_OF_ORDER


def test_an_entry_that_is_dated_ahead_is_found_out(folder: Path) -> None:
    append_entries(folder, [make_leaf(SIZE, minutes=60 * 24 * 365)], LOG_KEY)
    assert witness_again(folder) is RefusalCode.FROM_FUTURE


def test_an_entry_that_waited_for_its_checkpoint_is_not_taken_for_dated_back(folder: Path) -> None:
    append_entries(folder, [make_leaf(SIZE, minutes=3 * 60 - 5)], LOG_KEY)
    state = folder.parent / "state.json"
    vouching = vouch_for_log(FolderSource(folder), state, WITNESS_KEY, now=NOON)
    assert vouching.entries_checked == 1


@pytest.mark.parametrize("left", [0, 256, SIZE - 1])
def test_a_log_that_was_cut_short_is_found_out(folder: Path, left: int) -> None:
    receipt = make_receipt(FolderSource(folder), SIZE - 1)
    source = rewrite(folder, make_leaves(left))
    assert witness_again(folder) is RefusalCode.CUT_SHORT
    # Who holds a receipt for what was cut off still proves that the log signed it; and once the log grows again over
    # the place, it is another history.
    assert check_receipt(receipt, log_key=KEY).holds
    append_entries(folder, [make_leaf(n, words="新") for n in range(left, SIZE + 5)], LOG_KEY)
    checked = check_receipt(receipt, log_key=KEY)
    assert checked.checkpoint is not None
    with pytest.raises(RefusedEvidence) as refused:
        check_continuation(source, checked.checkpoint, read_checkpoint(source, KEY))
    assert refused.value.code is RefusalCode.REWRITTEN


def test_an_old_checkpoint_put_back_is_found_out(folder: Path) -> None:
    before = (folder / "checkpoint").read_bytes()
    append_entries(folder, [make_leaf(SIZE, minutes=300)], LOG_KEY)
    state = folder.parent / "state.json"
    later = NOON + timedelta(hours=12)
    vouch_for_log(FolderSource(folder), state, WITNESS_KEY, now=later)
    (folder / "checkpoint").write_bytes(before)
    assert witness_again(folder) is RefusalCode.CUT_SHORT


def test_two_histories_of_one_size_shown_to_two_readers_convict_the_log(tmp_path: Path) -> None:
    shown = make_log(tmp_path / "shown", make_leaves(SIZE))
    hidden = make_log(tmp_path / "hidden", change(make_leaves(SIZE), 7))
    mine, yours = make_receipt(shown, 9), make_receipt(hidden, 7)
    # Each by itself is without fault; side by side, and without the log, they are the proof.
    checks = [check_receipt(receipt, log_key=KEY) for receipt in (mine, yours)]
    assert all(check.holds for check in checks)
    checkpoints = [check.checkpoint for check in checks if check.checkpoint]
    assert list_split_views(checkpoints) == [(checkpoints[0], checkpoints[1])]


def test_two_histories_of_two_sizes_cannot_be_joined(tmp_path: Path) -> None:
    shown = make_log(tmp_path / "shown", make_leaves(SIZE))
    hidden = make_log(tmp_path / "hidden", change(make_leaves(SIZE + 50), 7))
    smaller, larger = read_checkpoint(shown, KEY), read_checkpoint(hidden, KEY)
    for one, other in ((smaller, larger), (larger, smaller)):
        with pytest.raises(RefusedEvidence) as refused:
            check_continuation(hidden, one, other)
        assert refused.value.code is RefusalCode.REWRITTEN


def test_two_histories_shown_to_two_witnesses_cannot_both_be_shown_to_one(tmp_path: Path) -> None:
    shown = make_log(tmp_path / "shown", make_leaves(SIZE))
    hidden = make_log(tmp_path / "hidden", change(make_leaves(SIZE + 50), 7))
    state = tmp_path / "state.json"
    vouch_for_log(shown, state, WITNESS_KEY, now=NOON)
    with pytest.raises(RefusedEvidence) as refused:
        vouch_for_log(hidden, state, WITNESS_KEY, now=NOON)
    assert refused.value.code is RefusalCode.REWRITTEN
    # What remains is the evidence: two notes that the log signed, and cannot deny.
    for note in refused.value.evidence:
        open_checkpoint(note.encode(), KEY)
    assert len(refused.value.evidence) == 2


def take_away(data: bytes) -> bytes | None:
    return None


def cut_a_byte(data: bytes) -> bytes | None:
    return data[:-1]


def cut_a_hash(data: bytes) -> bytes | None:
    return data[:-32]


def add_a_hash(data: bytes) -> bytes | None:
    return data + bytes(32)


def flip_a_bit(data: bytes) -> bytes | None:
    return data[:-1] + bytes([data[-1] ^ 1])


def empty(_data: bytes) -> bytes | None:
    return b""


@pytest.mark.parametrize(
    "spoil", [take_away, cut_a_byte, cut_a_hash, add_a_hash, flip_a_bit, empty]
)
def test_no_file_of_a_log_can_be_damaged_or_taken_away_unseen(
    folder: Path, spoil: Callable[[bytes], bytes | None]
) -> None:
    append_entries(folder, [make_leaf(n, minutes=300) for n in range(SIZE, 520)], LOG_KEY)
    needed = {
        "tile/0/000", "tile/0/001", "tile/0/002.p/8", "tile/1/000.p/2",
        "tile/entries/000", "tile/entries/001", "tile/entries/002.p/8", "checkpoint",
    }  # fmt: skip
    for name in sorted(needed):
        path = folder / name
        good = path.read_bytes()
        spoilt = spoil(good)
        path.unlink()
        if spoilt is not None:
            path.write_bytes(spoilt)
        with pytest.raises((RefusedEvidence, UnreachableLog)):
            vouch_for_log(
                FolderSource(folder),
                folder.parent / "state.json",
                WITNESS_KEY,
                every_entry=True,
                now=NOON + timedelta(hours=24),
            )
        path.write_bytes(good)
    # And whole again it is vouched for, so that it was the damage.
    assert (
        vouch_for_log(
            FolderSource(folder),
            folder.parent / "state.json",
            WITNESS_KEY,
            every_entry=True,
            now=NOON + timedelta(hours=24),
        ).entries_checked
        == 520
    )
