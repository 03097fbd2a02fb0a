"""A witness vouches only for what continues what it saw, and remembers before it signs."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from huiyin.transparency import (
    FolderSource,
    RefusalCode,
    RefusedEvidence,
    UnreachableLog,
    VerifierKey,
    Vouching,
    append_entries,
    list_cosignatures,
    read_state,
    vouch_for_log,
)
from tests.transparency.ledgers import (
    LOG_KEY,
    MORNING,
    OTHER_LOG_KEY,
    WITNESS_KEY,
    make_leaf,
    make_leaves,
    make_log,
)

NOON = MORNING + timedelta(hours=3)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "log"
    make_log(folder, make_leaves(300))
    return folder


@pytest.fixture
def look(folder: Path, tmp_path: Path) -> Callable[..., Vouching]:
    """The witness looks at the log, so many hours after noon."""

    def vouch(
        hours: float = 0, *, log_key: VerifierKey | None = None, every_entry: bool = False
    ) -> Vouching:
        now: datetime = NOON + timedelta(hours=hours)
        return vouch_for_log(
            FolderSource(folder),
            tmp_path / "state.json",
            WITNESS_KEY,
            log_key=log_key,
            every_entry=every_entry,
            now=now,
        )

    return vouch


def test_a_witness_vouches_for_what_it_saw_and_when(
    look: Callable[..., Vouching], folder: Path, tmp_path: Path
) -> None:
    first = look()
    assert first.previous is None and first.entries_checked == 300 and not first.is_key_given
    append_entries(folder, [make_leaf(n, minutes=200 + n) for n in range(300, 560)], LOG_KEY)
    second = look(24 * 7)
    assert second.entries_checked == 260 and second.is_key_given
    assert second.previous is not None and second.previous.checkpoint == first.checkpoint
    (cosignature,) = list_cosignatures(second.checkpoint.note, [WITNESS_KEY.verifier])
    assert cosignature.seen == NOON + timedelta(days=7)
    state = read_state(tmp_path / "state.json", WITNESS_KEY.verifier)
    assert state is not None and state.checkpoint == second.checkpoint
    assert state.recorded == MORNING + timedelta(minutes=759)
    assert stat.S_IMODE((tmp_path / "state.json").stat().st_mode) == 0o600


def test_a_log_that_did_not_grow_is_vouched_for_anew(look: Callable[..., Vouching]) -> None:
    first, second = look(), look(24)
    assert first.checkpoint.root == second.checkpoint.root
    assert second.entries_checked == 0
    assert first.cosignature != second.cosignature
    assert look(48, every_entry=True).entries_checked == 300


def test_an_empty_log_is_vouched_for_and_then_may_grow(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    source = make_log(folder, [])
    state = tmp_path / "state.json"
    assert vouch_for_log(source, state, WITNESS_KEY, now=MORNING).entries_checked == 0
    append_entries(folder, make_leaves(5), LOG_KEY)
    assert vouch_for_log(source, state, WITNESS_KEY, now=NOON).entries_checked == 5


def test_the_key_that_was_told_is_the_key_that_is_asked(
    look: Callable[..., Vouching], tmp_path: Path
) -> None:
    assert look(log_key=LOG_KEY.verifier).is_key_given
    with pytest.raises(RefusedEvidence) as refused:
        look(1, log_key=OTHER_LOG_KEY.verifier)
    assert refused.value.code is RefusalCode.OTHER_LOG
    (tmp_path / "state.json").unlink()
    forger = replace(LOG_KEY, seed=bytes(32))
    with pytest.raises(RefusedEvidence) as refused:
        look(log_key=forger.verifier)
    assert refused.value.code is RefusalCode.SIGNATURE_MISSING
    assert not (tmp_path / "state.json").exists()


def test_the_key_that_was_remembered_outlasts_the_one_that_is_shown(
    look: Callable[..., Vouching], folder: Path
) -> None:
    look()
    forger = replace(LOG_KEY, seed=bytes(32))
    for path in sorted(folder.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    make_log(folder, make_leaves(300), forger)
    with pytest.raises(RefusedEvidence) as refused:
        look(1)
    assert refused.value.code is RefusalCode.SIGNATURE_MISSING


def test_a_state_that_is_not_what_this_witness_signed_is_not_believed(
    look: Callable[..., Vouching], tmp_path: Path
) -> None:
    look()
    state = tmp_path / "state.json"
    good = state.read_bytes()
    other_witness = replace(WITNESS_KEY, seed=bytes(32))
    with pytest.raises(RefusedEvidence) as refused:
        read_state(state, other_witness.verifier)
    assert refused.value.code is RefusalCode.STATE_BROKEN
    for data in (b"", b"{}", good[:-1], good.replace(b"\\n300\\n", b"\\n200\\n"), good + b"\n"):
        state.write_bytes(data)
        with pytest.raises(RefusedEvidence) as refused:
            look(1)
        assert refused.value.code is RefusalCode.STATE_BROKEN
        assert state.read_bytes() == data


def test_a_witness_whose_clock_went_back_does_not_vouch(look: Callable[..., Vouching]) -> None:
    look(24)
    assert look(24 - 1 / 12).entries_checked == 0  # five minutes: clocks are set
    with pytest.raises(RefusedEvidence) as refused:
        look()
    assert refused.value.code is RefusalCode.CLOCK_BACK


def test_a_log_that_cannot_be_asked_changes_nothing(
    look: Callable[..., Vouching], folder: Path, tmp_path: Path
) -> None:
    look()
    before = (tmp_path / "state.json").read_bytes()
    (folder / "checkpoint").unlink()
    with pytest.raises(UnreachableLog):
        look(1)
    assert (tmp_path / "state.json").read_bytes() == before


def test_nothing_is_signed_where_it_cannot_be_remembered(
    look: Callable[..., Vouching], tmp_path: Path
) -> None:
    (tmp_path / "state.json").symlink_to(tmp_path / "nowhere" / "state.json")
    with pytest.raises(OSError, match="nowhere"):
        look()


def test_what_is_remembered_is_on_the_disk_whole_or_not_at_all(
    look: Callable[..., Vouching], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look()
    before = (tmp_path / "state.json").read_bytes()

    def fill_up(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fill_up)
    with pytest.raises(OSError, match="No space"):
        look(1)
    monkeypatch.undo()
    assert (tmp_path / "state.json").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["log", "state.json"]


def test_two_runs_at_once_do_not_vouch_for_two_histories(tmp_path: Path) -> None:
    shown = make_log(tmp_path / "shown", make_leaves(9))
    hidden = make_log(tmp_path / "hidden", [make_leaf(0, words="不同"), *make_leaves(8)[1:]])
    state = tmp_path / "state.json"
    outcomes: list[str] = []
    both = threading.Barrier(2)

    def run(source: FolderSource) -> None:
        both.wait()
        try:
            vouch_for_log(source, state, WITNESS_KEY, now=NOON)
            outcomes.append("signed")
        except RefusedEvidence:
            outcomes.append("refused")

    threads = [threading.Thread(target=run, args=(source,)) for source in (shown, hidden)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused", "signed"]
