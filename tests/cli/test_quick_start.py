"""Small work begins at once: a command loads what it needs and no more."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("written", [False, True])
def test_grouping_a_small_table_loads_neither_opinion_maps_nor_tracing(
    tmp_path: Path, written: bool
) -> None:
    table = tmp_path / "comments.csv"
    with table.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows(
            [["id", "text"], ["1", "Extend it."], ["2", "extend it"], ["3", "No."]]
        )
    call = [sys.executable, "-X", "importtime", "-m", "huiyin", "group", str(table)]
    call += ["--out", str(tmp_path / "groups.csv")] if written else []
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if "|" in line}
    assert "huiyin.grouping.near_duplicates" in loaded
    heavy = {"scipy", "django", "huiyin.opinion", "huiyin.trace", "huiyin.report.pipeline"}
    assert loaded & heavy == set()
