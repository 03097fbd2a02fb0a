"""A log, the files of somebody who holds a receipt, and those of a witness."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from huiyin.transparency import (
    FolderSource,
    build_receipt,
    read_checkpoint,
    save_signing_key,
    write_receipt,
)
from tests.cli.conftest import Call, Huiyin
from tests.transparency.ledgers import (
    LOG_KEY,
    NAME,
    WITNESS_KEY,
    make_leaves,
    make_log,
)

__all__ = ["ledger"]

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
