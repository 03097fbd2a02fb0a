"""Appending to a log, and proofs from it, beside pymerkle, in one run.

    python benchmarks/transparency_log.py            # 1,000,000 entries
    python benchmarks/transparency_log.py 100000     # fewer

Three tasks, each in a process of its own. *In memory*: entries are added and the root is asked for; ours is the right edge
of the tree, pymerkle's its ``InmemoryTree``. *On disk*: the same in batches, with the root after each, as a log signs it;
ours writes C2SP's tiles and signs, pymerkle's is its ``SqliteTree``, which stores the hashes of leaves and computes all
above them when it is asked; the making of the entries is not counted. *Proofs*: what was stored is opened anew, and for entries drawn from a seed inclusion is proved
and checked, and that the tree continues a smaller one. Seconds are the processor's, for the machine may be busy; memory is
the peak of the process, and what it took beyond the modules that it loads. Before anything is printed the two roots are compared.
"""

from __future__ import annotations

import json
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from itertools import islice
from pathlib import Path

#: Entries that are signed together.
BATCH = 10_000
PROOFS = 50
SEED = 19


def list_entries(first: int, end: int) -> Iterator[bytes]:
    return (
        b"an entry of the ledger, about as long as its digests are, no. %08d" % n
        for n in range(first, end)
    )


def batches(count: int) -> Iterator[list[bytes]]:
    for first in range(0, count, BATCH):
        yield list(list_entries(first, min(first + BATCH, count)))


def draw(count: int) -> list[tuple[int, int]]:
    """An entry, and the size of a smaller tree, for each proof."""
    drawn = random.Random(SEED)
    return [(drawn.randrange(count), drawn.randrange(1, count)) for _ in range(PROOFS)]


def memory_ours(count: int, _folder: Path) -> dict[str, object]:
    from huiyin.transparency import CompactRange, hash_leaves

    entries = list_entries(0, count)
    begin = start()
    tree = CompactRange()
    while some := list(islice(entries, 256)):
        tree.extend_leaves(hash_leaves(some))
    return finish(begin, root=tree.root.hex())


def memory_pymerkle(count: int, _folder: Path) -> dict[str, object]:
    from pymerkle import InmemoryTree

    entries = list_entries(0, count)
    begin = start()
    tree = InmemoryTree()
    tree.append_entries(entries)
    return finish(begin, root=tree.get_root().hex())


def disk_ours(count: int, folder: Path) -> dict[str, object]:
    from huiyin.transparency import KeyKind, SigningKey, append_entries, create_log

    key = SigningKey("log", KeyKind.LOG, bytes(32))
    signed = create_log(folder / "log", key)
    begin, spent = start(), 0.0
    for batch in batches(count):
        before = time.process_time()
        signed = append_entries(folder / "log", batch, key)
        spent += time.process_time() - before
    return finish(begin, root=signed.root.hex(), seconds=spent)


def disk_pymerkle(count: int, folder: Path) -> dict[str, object]:
    from pymerkle import SqliteTree

    tree = SqliteTree(str(folder / "tree.db"))
    begin, spent = start(), 0.0
    root = b""
    for batch in batches(count):
        before = time.process_time()
        tree.append_entries(batch)
        root = tree.get_root()
        spent += time.process_time() - before
    return finish(begin, root=root.hex(), seconds=spent)


def proofs_ours(count: int, folder: Path) -> dict[str, object]:
    from huiyin.transparency import (
        FolderSource,
        TileReader,
        build_consistency_proof,
        build_inclusion_proof,
        compute_root,
        hash_leaf,
        is_consistent,
        is_included,
    )

    begin = start()
    source = FolderSource(folder / "log")
    first = None
    root = compute_root(TileReader(source, count), count)
    for index, smaller in draw(count):
        reader = TileReader(source, count)
        leaf = hash_leaf(reader.read_entry(index))
        assert is_included(leaf, index, count, build_inclusion_proof(reader, index, count), root)
        old = compute_root(TileReader(source, count), smaller)
        growth = build_consistency_proof(reader, smaller, count)
        assert is_consistent(smaller, count, growth, old, root)
        first = first or finish(begin)["seconds"]
    return finish(begin, first=first)


def proofs_pymerkle(count: int, folder: Path) -> dict[str, object]:
    from pymerkle import SqliteTree, verify_consistency, verify_inclusion

    begin = start()
    tree = SqliteTree(str(folder / "tree.db"))
    first = None
    root = tree.get_root()
    for index, smaller in draw(count):
        verify_inclusion(tree.get_leaf(index + 1), root, tree.prove_inclusion(index + 1, count))
        growth = tree.prove_consistency(smaller, count)
        verify_consistency(tree.get_root(smaller), root, growth)
        first = first or finish(begin)["seconds"]
    return finish(begin, first=first)


def measure_peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def start() -> tuple[float, float]:
    return time.process_time(), measure_peak()


def finish(begin: tuple[float, float], **others: object) -> dict[str, object]:
    peak = measure_peak()
    seconds = time.process_time() - begin[0]
    return {"seconds": seconds, "mb": peak, "more": peak - begin[1]} | others


TASKS = {
    f"{task} {who}": globals()[f"{task}_{who}"]
    for task in ("memory", "disk", "proofs")
    for who in ("ours", "pymerkle")
}


def measured(task: str, who: str, count: int, folder: Path) -> dict[str, float]:
    """In a process of its own."""
    call = [sys.executable, __file__, f"{task} {who}", str(count), str(folder)]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> int:
    if len(sys.argv) > 2:
        task, count, folder = sys.argv[1:]
        print(json.dumps(TASKS[task](int(count), Path(folder))))
        return 0
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    print(
        f"huiyin {version('huiyin')}, pymerkle {version('pymerkle')}, Python {platform.python_version()}"
    )
    print(
        f"seconds of the processor; on disk in batches of {BATCH:,}; {PROOFS} proofs of each kind; seed {SEED}"
    )
    print()
    head = f"{'':8}{'entries':>11}  {'':9}{'seconds':>9}{'first':>9}{'MB':>8}{'more MB':>9}{'times faster':>14}"
    print(head)
    for size in (count // 10, count):
        with tempfile.TemporaryDirectory() as name:
            for task in ("memory", "disk", "proofs"):
                ours = measured(task, "ours", size, Path(name))
                peer = measured(task, "pymerkle", size, Path(name))
                assert ours.get("root") == peer.get("root")
                for who, found in (("pymerkle", peer), ("huiyin", ours)):
                    first = f"{found['first']:9.4f}" if "first" in found else f"{'':9}"
                    faster = (
                        f"{peer['seconds'] / ours['seconds']:13.1f}×" if who == "huiyin" else ""
                    )
                    print(
                        f"{task:8}{size:11,}  {who:9}{found['seconds']:9.3f}{first}{found['mb']:8.0f}{found['more']:9.1f}{faster}".rstrip(),
                        flush=True,
                    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
