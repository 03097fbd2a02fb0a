"""How fast, how well and in how much memory are comments grouped, beside peers? ``python benchmarks/voices_group.py``.

    .venv/bin/pip install rensa datasketch gaoya daft xxhash
    .venv/bin/python benchmarks/voices_group.py [ROWS] [PEER …]

Writes a seeded corpus (``corpus.py``) of ROWS comments (200,000 unless told) beside it a copy with the text folded, runs
each contestant as a process of its own, from Parquet to a Parquet file of ``id`` and ``group``, and prints wall time,
peak memory and B-cubed precision, recall and F1 (Bagga and Baldwin 1998) against the campaigns.

Peers get what they do not do themselves for nothing: they read texts that were folded before the clock started, while
ours folds within its time. rensa and datasketch compare the runs that ours does, gaoya runs of five characters (its own
analyser), Daft cuts at spaces, as it must; with 128 hashes in 32 bands of 4 and connected components of what they report, as their
documentation shows; rensa's bands are matched here, for its index tells of a matrix only which rows have a duplicate. A
corpus that ``voices_scale.py`` left in the folder ``HUIYIN_CORPORA`` is used again. The floor reads the file and hashes every byte once.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

HASHES, RUN, LATIN_RUN = 128, 5, 9
#: Bands of so many hashes, and the likeness from which two texts then probably share a band: (1 / 32) ** (1 / 4).
BANDS, ROWS, THRESHOLD = 32, 4, 0.42

#: Grouping and the peers' settings were tuned on corpora of seed 1; what is reported is of another.
SEED = 2


def runs(text: str) -> list[str]:
    """Five characters from each Chinese one on, nine from any other."""
    return [
        text[at : at + (RUN if text[at] >= "\u2e80" else LATIN_RUN)]
        for at in range(max(1, len(text) - RUN + 1))
    ]


class Union:
    """Connected components."""

    def __init__(self, count: int) -> None:
        self.parent = list(range(count))

    def find(self, at: int) -> int:
        while self.parent[at] != at:
            self.parent[at] = self.parent[self.parent[at]]
            at = self.parent[at]
        return at

    def join(self, a: int, b: int) -> None:
        a, b = self.find(a), self.find(b)
        self.parent[max(a, b)] = min(a, b)

    def groups(self) -> list[int]:
        return [self.find(at) for at in range(len(self.parent))]


def finish(out: Path, ids: object, groups: object) -> None:
    pq.write_table(pa.table({"id": ids, "group": groups}), out)


def ours(raw: Path, folded: Path, out: Path) -> None:
    from huiyin.grouping.parquet_files import group_file

    group_file(raw, out)


def floor(raw: Path, folded: Path, out: Path) -> None:
    import xxhash

    for batch in pq.ParquetFile(raw).iter_batches(65_536, columns=["text"]):
        xxhash.xxh3_64(batch.column(0).buffers()[2]).digest()


def rensa(raw: Path, folded: Path, out: Path) -> None:
    """The batch digest matrix, tokens a few thousand texts at a time, then the LSH index."""
    from rensa import RMinHash

    table = pq.read_table(folded)
    texts = table["text"].to_pylist()
    union = Union(len(texts))
    bands, rows = BANDS, ROWS
    buckets: dict[bytes, int] = {}
    for begin in range(0, len(texts), 10_000):
        matrix = RMinHash.digest_matrix_from_token_sets(
            [runs(text) for text in texts[begin : begin + 10_000]], num_perm=HASHES, seed=42
        )
        digests = np.array(matrix.to_rows(), np.uint32)
        for band in range(bands):
            part = np.ascontiguousarray(digests[:, band * rows : (band + 1) * rows])
            for row, key in enumerate(part.view(f"V{rows * 4}").ravel().tolist()):
                first = buckets.setdefault(bytes((band,)) + key, begin + row)
                if first != begin + row:
                    union.join(first, begin + row)
    finish(out, table["id"], union.groups())


def datasketch(raw: Path, folded: Path, out: Path) -> None:
    from datasketch import MinHash, MinHashLSH

    table = pq.read_table(folded)
    union = Union(table.num_rows)
    index = MinHashLSH(threshold=THRESHOLD, num_perm=HASHES)
    sets = ([run.encode() for run in runs(text)] for text in table["text"].to_pylist())
    for row, hashed in enumerate(MinHash.generator(sets, num_perm=HASHES)):
        for other in index.query(hashed):
            union.join(other, row)
        index.insert(row, hashed, check_duplication=False)
    finish(out, table["id"], union.groups())


def gaoya(raw: Path, folded: Path, out: Path) -> None:
    from gaoya.minhash import MinHashStringIndex

    table = pq.read_table(folded)
    texts = table["text"].to_pylist()
    index = MinHashStringIndex(
        hash_size=32, jaccard_threshold=THRESHOLD, num_bands=BANDS, band_size=ROWS, analyzer="char", ngram_range=(RUN, RUN)
    )  # fmt: skip
    index.par_bulk_insert_docs(list(range(len(texts))), texts)
    union = Union(len(texts))
    for begin in range(0, len(texts), 5_000):
        for row, found in enumerate(index.par_bulk_query(texts[begin : begin + 5_000])):
            for other in found:
                union.join(other, begin + row)
    finish(out, table["id"], union.groups())


def daft(raw: Path, folded: Path, out: Path) -> None:
    import daft as engine
    from daft import col

    hashed = engine.read_parquet(str(folded)).select(
        col("id"), col("text").minhash(num_hashes=HASHES, ngram_size=RUN, seed=42).alias("hashes")
    )
    table = hashed.to_arrow()
    column = table["hashes"].combine_chunks()
    digests = column.flatten().to_numpy().reshape(-1, HASHES)
    union = Union(table.num_rows)
    for begin in range(0, HASHES, ROWS):
        part = np.ascontiguousarray(digests[:, begin : begin + ROWS])
        _, first, which = np.unique(
            part.view(f"V{part.dtype.itemsize * ROWS}").ravel(),
            return_index=True,
            return_inverse=True,
        )
        for row, other in enumerate(first[which].tolist()):
            if other != row:
                union.join(other, row)
    finish(out, table["id"], union.groups())


CONTESTANTS: dict[str, Callable[[Path, Path, Path], None]] = {
    "huiyin": ours, "floor": floor, "rensa": rensa, "daft": daft, "gaoya": gaoya, "datasketch": datasketch,
}  # fmt: skip


def fold_copy(raw: Path, folded: Path) -> None:
    """The corpus with its texts folded, for the peers."""
    from huiyin.text import fold_text

    schema = pa.schema([("id", pa.string()), ("text", pa.string())])
    with pq.ParquetWriter(folded, schema) as writer:
        for batch in pq.ParquetFile(raw).iter_batches(50_000, columns=["id", "text"]):
            texts = [fold_text(text, traditional=True) for text in batch.column(1).to_pylist()]
            writer.write_table(pa.table({"id": batch.column(0), "text": texts}, schema=schema))


def bcubed(raw: Path, out: Path) -> tuple[float, float, float]:
    truth = pq.read_table(raw, columns=["id", "campaign"])
    found = pq.read_table(out, columns=["id", "group"])
    assert truth["id"].equals(found["id"].cast(truth["id"].type))
    _, a = np.unique(truth["campaign"].to_numpy(), return_inverse=True)
    b = found["group"].combine_chunks().dictionary_encode().indices.to_numpy().astype(np.int64)
    _, which, counts = np.unique(
        a * (int(b.max()) + 1) + b, return_inverse=True, return_counts=True
    )
    both = counts[which]
    precision, recall = (both / np.bincount(b)[b]).mean(), (both / np.bincount(a)[a]).mean()
    return float(precision), float(recall), float(2 * precision * recall / (precision + recall))


def watch(process: subprocess.Popen[bytes]) -> float:
    """Peak megabytes of a process until it ends. (What wait4 tells begins with its parent's peak.)"""
    peak = 0.0
    while process.poll() is None:
        try:
            status = Path(f"/proc/{process.pid}/status").read_text()
        except OSError:
            continue
        told = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
        peak = max([peak, *(int(kilobytes) / 1024 for kilobytes in told)])
        time.sleep(0.02)
    if process.returncode:
        raise SystemExit(f"{process.args} failed")
    return peak


def timed(name: str, raw: Path, folded: Path, out: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of the whole process."""
    call = [sys.executable, __file__, "--one", name, str(raw), str(folded), str(out)]
    began = time.perf_counter()
    peak = watch(subprocess.Popen(call))
    return time.perf_counter() - began, peak


def report(rows: int, names: list[str], folder: Path) -> Iterator[str]:
    sys.path.insert(0, str(Path(__file__).parent))
    from corpus import write

    raw, folded, out = (folder / f"{name}.parquet" for name in ("raw", "folded", "groups"))
    kept = Path(os.environ.get("HUIYIN_CORPORA", folder)) / f"corpus-{rows}.parquet"
    if kept.exists():
        raw = kept
    else:
        write(rows, raw, seed=SEED)
    if set(names) - {"huiyin", "floor"}:
        fold_copy(raw, folded)
    mine = base = 0.0
    yield f"{rows:,} comments, {raw.stat().st_size / 1e6:,.0f} MB of Parquet, {os.cpu_count()} cores\n"
    yield f"{'':12}{'version':>10}{'seconds':>9}{'x ours':>8}{'x floor':>9}{'peak MB':>9}{'P':>8}{'R':>8}{'F1':>8}"
    for name in ["floor", "huiyin", *[n for n in names if n not in ("floor", "huiyin")]]:
        seconds, memory = timed(name, raw, folded, out)
        if name == "floor":
            base = seconds
        mine = seconds if name == "huiyin" else mine
        try:
            number = version("xxhash" if name == "floor" else name)
        except PackageNotFoundError:
            number = ""
        line = f"{name:12}{number:>10}{seconds:9.2f}{seconds / mine if mine else 0:8.2f}{seconds / base:9.2f}{memory:9,.0f}"
        if name != "floor":
            line += "".join(f"{value:8.4f}" for value in bcubed(raw, out))
        yield line


def main() -> int:
    if sys.argv[1:2] == ["--one"]:
        CONTESTANTS[sys.argv[2]](*map(Path, sys.argv[3:6]))
        return 0
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    names = sys.argv[2:] or list(CONTESTANTS)
    with tempfile.TemporaryDirectory() as folder:
        for line in report(rows, names, Path(folder)):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
