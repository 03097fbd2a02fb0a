"""The list of what proves the loop and the networks names tests that there are, and leaves no point without one."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: ``tests/folder/file.py::name``, as pytest takes it.
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def test_every_proof_that_is_named_is_there_and_no_point_is_without_one() -> None:
    rows = re.findall(r"^\| ([^|]+) \|[^|]+\|(.+)\|$", (ROOT / "docs/proofs.md").read_text("utf-8"), re.M)  # fmt: skip
    proofs = {point.strip(): NAMED.findall(cell) for point, cell in rows if set(point) != {"-"}}
    del proofs["point"]
    assert [point for point, named in proofs.items() if not named] == []
    assert {str(n) for n in range(1, 19)} <= proofs.keys()
    gone = [
        f"{path}::{name}"
        for named in proofs.values()
        for path, name in named
        if not (ROOT / path).exists() or f"\ndef {name}(" not in (ROOT / path).read_text("utf-8")
    ]
    assert gone == []
