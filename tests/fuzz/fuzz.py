"""Throw damaged files at every reader: ``python tests/fuzz/fuzz.py --count 20000 --seed 1``.

Each case damages a good file of one format and reads it in a worker process with bounds on time (10 s) and memory
(2 GiB of address space). Whatever comes of it must be a law that has lost no character, rows taken and refused, or the
documented error. Files as other makers write them (``keeps/…``) are nested anew instead, and every word that they then
show must be found in provisions, furniture or problems, each paragraph of Akoma Ntoso in exactly one; ``--only keeps/`` tries these alone. Prints a line per failure and a summary; exits 1 on any.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from huiyin import intake as readers
from huiyin.law import UnreadableLaw, read_bytes, read_text
from tests.fuzz.foreign import foreign
from tests.fuzz.loss import doubled_words, lost_words, parted_paragraphs
from tests.fuzz.mutations import mutated
from tests.fuzz.seeds import intake, laws

SECONDS = 10
MEMORY = 2 * 1024**3
LAW = read_text(laws()["law.txt"].decode())


def seeds() -> dict[str, bytes]:
    """A good file of every format and reader."""
    return {**laws(), **intake(), **foreign()}


def outcome(name: str, data: bytes) -> str:
    """``law``, ``rows`` or the error's code; raises whatever else comes."""
    reader, slash, file = name.rpartition("/")
    if reader == "keeps":
        return _law(file, data, keeps=True)
    return _rows(reader, file, data) if slash else _law(name, data)


def _rows(reader: str, name: str, data: bytes) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            if reader == "read_comments":
                found = readers.read_comments([path], law=LAW)
            else:
                found = getattr(readers, reader)(path)
        except UnreadableLaw as error:
            return error.code
    if found.taken:
        return "rows"
    if not found.refused:
        return "none"
    refused = found.refused[0]
    return str(dict(refused.details).get("code", refused.reason))


def _law(name: str, data: bytes, *, keeps: bool = False) -> str:
    try:
        law = read_bytes(data, name)
    except UnreadableLaw as error:
        return error.code
    covered = bytearray(len(law.source))
    for span in [p.span for p in law.walk()] + [f.span for f in law.furniture]:
        for at in range(span.start, span.end):
            covered[at] += 1
    lost = [at for at, c in enumerate(law.source) if not c.isspace() and covered[at] != 1]
    if lost:
        raise AssertionError(f"character {lost[0]} lies in {covered[lost[0]]} nodes")
    if keeps and (words := lost_words(name, data, law)):
        raise AssertionError(f"words are lost untold: {' '.join(words)}")
    if keeps and (words := doubled_words(name, data, law)):
        raise AssertionError(f"words are told twice: {' '.join(words)}")
    if keeps and (parted := parted_paragraphs(name, data, law)):
        raise AssertionError(f"a paragraph stands in no single unit: {parted[0]}")
    return "law"


def _start() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    import warnings

    warnings.simplefilter("ignore")


def _late(_signal: int, _frame: object) -> None:
    raise TimeoutError(f"took more than {SECONDS} s")


def case(job: tuple[str, bytes, int]) -> tuple[str, str, int]:
    """One case: format, outcome, seed."""
    name, good, seed = job
    data = mutated(name, good, random.Random(seed))
    signal.signal(signal.SIGALRM, _late)
    signal.alarm(SECONDS)
    try:
        return name, outcome(name, data), seed
    except BaseException as error:
        return name, f"FAILED {type(error).__name__}: {error}"[:300], seed
    finally:
        signal.alarm(0)


def run(
    count: int, seed: int, workers: int = 2, only: str = ""
) -> tuple[Counter[tuple[str, str]], list[tuple[str, str, int]]]:
    """Outcomes counted by format, and the failures; ``only``: what the names begin with of the files that are tried."""
    good = seeds()
    names = sorted(name for name in good if name.startswith(only))
    jobs = [
        (names[n % len(names)], good[names[n % len(names)]], seed * 1_000_003 + n)
        for n in range(count)
    ]
    counts: Counter[tuple[str, str]] = Counter()
    failures = []
    with multiprocessing.get_context("fork").Pool(workers, _start) as pool:
        for name, found, own in pool.imap_unordered(case, jobs, chunksize=20):
            counts[name, found if not found.startswith("FAILED") else "FAILED"] += 1
            if found.startswith("FAILED"):
                failures.append((name, found, own))
    return counts, failures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="what the names begin with of the files tried")
    parser.add_argument("--keep", type=Path, help="folder to keep the files that failed in")
    given = parser.parse_args()
    begun = time.monotonic()
    counts, failures = run(given.count, given.seed, only=given.only)
    for name, found, own in failures:
        print(f"{name} seed {own}: {found}")
        if given.keep:
            given.keep.mkdir(parents=True, exist_ok=True)
            (given.keep / f"{own}-{name.replace('/', '-')}").write_bytes(
                mutated(name, seeds()[name], random.Random(own))
            )
    for name in sorted({n for n, _ in counts}):
        told = ", ".join(f"{o} {c}" for (n, o), c in counts.most_common() if n == name)
        print(f"{name}: {told}")
    print(f"{given.count} files in {time.monotonic() - begun:.0f} s, {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
