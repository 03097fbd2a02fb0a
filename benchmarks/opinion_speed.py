"""How fast, and in how much memory, votes become an opinion map, beside red-dwarf, in one run.

Each map is made in a process of its own, in which OpenBLAS has one thread, as on the desk: the time is that of the whole call (votes as each takes them → map with groups,
representative statements and consensus), the memory the process's peak. Votes are drawn from a seed: four camps of
different size that part on a third of the statements, with noise. Up to 5,000 participants the best of three calls counts, of
either. Without bootstrap, which red-dwarf does not have; the
last column is ours with 40 resamples.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from importlib.metadata import version

import numpy as np

#: Up to so many participants a call is made three times.
_SHORT = 5_000
#: Participants, statements, share of cells filled, and whether the peer is run.
SIZES = ((5_000, 500, 0.30, True), (50_000, 1_000, 0.05, True), (1_000_000, 2_000, 0.01, False))


def draw(n: int, m: int, filled: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows, columns and values of the votes."""
    rng = np.random.default_rng(7)
    each = rng.binomial(m, filled, n)
    rows = np.repeat(np.arange(n), each)
    offsets = np.arange(len(rows)) - np.repeat(np.cumsum(each) - each, each)
    stride = rng.integers(1, m, n)
    stride = np.where(np.gcd(stride, m) == 1, stride, 1)
    columns = (np.repeat(rng.integers(0, m, n), each) + offsets * np.repeat(stride, each)) % m
    camp = rng.choice(4, n, p=(0.4, 0.3, 0.2, 0.1))
    lean = np.where(
        rng.random((4, m)) < 1 / 3, rng.choice((-1.0, 1.0), (4, m)), rng.normal(0.3, 0.3, m)
    )
    score = lean[camp[rows], columns] + rng.normal(0, 0.7, len(rows))
    values = np.where(score > 0.3, 1, np.where(score < -0.3, -1, 0)).astype(np.int8)
    return rows, columns, values


def ours(n: int, m: int, filled: float, resamples: int) -> dict[str, float]:
    from huiyin.opinion import Votes, map_opinions

    rows, columns, values = draw(n, m, filled)
    participants, statements = [str(i) for i in range(n)], [str(j) for j in range(m)]
    begin = time.perf_counter()
    found = map_opinions(
        Votes.from_arrays(participants, statements, rows, columns, values), resamples=resamples
    )
    return {"seconds": time.perf_counter() - begin, "groups": len(found.groups)}


def red_dwarf(n: int, m: int, filled: float, _resamples: int) -> dict[str, float]:
    from reddwarf.implementations.polis import run_pipeline

    rows, columns, values = draw(n, m, filled)
    votes = [
        {"participant_id": p, "statement_id": s, "vote": v, "modified": at}
        for at, (p, s, v) in enumerate(
            zip(rows.tolist(), columns.tolist(), values.tolist(), strict=True)
        )
    ]
    begin = time.perf_counter()
    found = run_pipeline(votes=votes, random_state=0)
    groups = found.participants_df["cluster_id"].nunique()
    return {"seconds": time.perf_counter() - begin, "groups": int(groups)}


def measured(who: str, n: int, m: int, filled: float, resamples: int = 0) -> dict[str, float]:
    """In a process of its own."""
    call = [sys.executable, __file__, who, str(n), str(m), str(filled), str(resamples)]
    alone = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(call, capture_output=True, text=True, check=True, env=alone)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> int:
    if len(sys.argv) > 1:
        who, n, m, filled, resamples = sys.argv[1:]
        call = {"huiyin": ours, "red-dwarf": red_dwarf}[who]
        times = 3 if int(n) <= _SHORT and not int(resamples) else 1
        runs = [call(int(n), int(m), float(filled), int(resamples)) for _ in range(times)]
        found = min(runs, key=lambda run: run["seconds"])
        found["mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(found))
        return 0
    print(
        f"huiyin {version('huiyin')}, red-dwarf {version('red-dwarf')}, numpy {version('numpy')}, scipy {version('scipy')}"
    )
    print(
        f"{'participants':>12}{'statements':>12}{'filled':>8}{'':3}{'seconds':>9}{'MB':>7}{'groups':>8}{'times faster':>14}{'with 40 resamples':>19}"
    )
    for n, m, filled, beside in SIZES:
        peer = measured("red-dwarf", n, m, filled) if beside else None
        mine = measured("huiyin", n, m, filled)
        sure = measured("huiyin", n, m, filled, 40)
        head = f"{n:12,}{m:12,}{filled:8.0%}{'':3}"
        if peer is not None:
            print(f"{head}{peer['seconds']:9.2f}{peer['mb']:7.0f}{peer['groups']:8}  red-dwarf")
        faster = f"{peer['seconds'] / mine['seconds']:13.1f}×" if peer is not None else f"{'—':>14}"
        print(
            f"{head}{mine['seconds']:9.2f}{mine['mb']:7.0f}{mine['groups']:8}{faster}{sure['seconds']:17.2f} s",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
