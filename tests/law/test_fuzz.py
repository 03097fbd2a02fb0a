from __future__ import annotations

import importlib.util
from pathlib import Path


def test_damaged_files_give_a_law_or_the_documented_error() -> None:
    """A small share of what ``make fuzz`` does; that runs 20,000."""
    place = Path(__file__).parent / "fuzz" / "fuzz.py"
    spec = importlib.util.spec_from_file_location("fuzz", place)
    assert spec is not None
    assert spec.loader is not None
    fuzz = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fuzz)
    good = fuzz.seeds()
    counts: dict[str, int] = {}
    for seed in range(300):
        name = sorted(good)[seed % len(good)]
        found = fuzz.outcome(name, fuzz.mutated(name, good[name], fuzz.random.Random(seed)))
        counts[found] = counts.get(found, 0) + 1
    assert counts["law"] > 50
    assert len(counts) > 3
