"""Throw damaged files at every reader: ``python tests/law/fuzz/fuzz.py --count 20000 --seed 1``.

Each case mutates a good file of one format (bits flipped, cut short, spliced, repeated, members of an archive
damaged, XML edited) and reads it in a worker process with bounds on time (10 s) and memory. Whatever comes of it must be
a law that has lost no character, or the documented error. Prints a line per failure and a summary; exits 1 on any.
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import random
import resource
import signal
import sys
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from huiyin.law import (
    UnreadableLaw,
    read_bytes,
    read_text,
    to_akoma_ntoso,
    to_docx,
    to_json,
    to_markdown,
)

SECONDS = 10
MEMORY = 2 * 1024**3
TEXT = (
    "社区花园条例\n（2024年5月1日某市人大常委会通过）\n目　录\n第一章　总则\n第一章　总则\n第一条　为了规范社区花园，制定本条例。\n"
    "第二条　花园应当：\n（一）开放；\n（二）无障碍：\n1.坡道；\n2．扶手。\n第二章　附则\n第三条　将第一条修改为：“第一条 甲\n乙。”\n"
    "第十五条之一　本条例自2024年7月1日起施行。\n附件：名录\n一、东园\n"
)
ACT = "Community Act\nPART 1\nGENERAL\n1 Title\nThis is the Act.\n2. Duty\n(1) A council must—\n(a) plan;\n(i) yearly; or\n(ii) monthly.\nSCHEDULE 1\nList\n"


def seeds() -> dict[str, bytes]:
    """A good file of every format."""
    law = read_text(TEXT)
    return {
        "law.txt": TEXT.encode(),
        "gb.txt": TEXT.encode("gb18030"),
        "wide.txt": TEXT.encode("utf-16"),
        "act.txt": ACT.encode(),
        "law.md": to_markdown(law).encode(),
        "law.docx": to_docx(law),
        "law.html": (
            "<html><body><h1>x</h1>"
            + "".join(f"<p>{line}</p>" for line in TEXT.split("\n"))
            + "</body></html>"
        ).encode(),
        "law.pdf": _pdf(),
        "law.xml": to_akoma_ntoso(law),
        "law.json": json.dumps(to_json(law), ensure_ascii=False).encode(),
    }


def _pdf() -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen import canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    written = io.BytesIO()
    sheet = canvas.Canvas(written)
    sheet.setFont("STSong-Light", 12)
    for at, line in enumerate(TEXT.split("\n")):
        sheet.drawString(60, 800 - 20 * at, line)
    sheet.save()
    return written.getvalue()


def flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice([1, 4, 32])):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def splice(data: bytes, chance: random.Random) -> bytes:
    a, b = sorted(chance.randrange(len(data)) for _ in range(2))
    at = chance.randrange(len(data))
    return data[:at] + data[a:b] + data[at:]


def repeat(data: bytes, chance: random.Random) -> bytes:
    a = chance.randrange(len(data))
    return (
        data[:a] + data[a : a + chance.choice([1, 8, 64])] * chance.choice([2, 50, 1000]) + data[a:]
    )


def noise(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + chance.randbytes(chance.choice([1, 16, 256])) + data[at + 16 :]


def words(data: bytes, chance: random.Random) -> bytes:
    bits = [
        b"<",
        b">",
        b"&",
        b"\0",
        "第".encode(),
        "条".encode(),
        "（".encode(),
        "“".encode(),
        b"(",
        b"\n",
        b"%",
        b"<w:p>",
        b"</w:p>",
        b"<!--",
        b"]]>",
        b'"',
        b"{",
        b"9" * 30,
    ]
    for _ in range(chance.choice([1, 5, 20])):
        at = chance.randrange(len(data))
        data = data[:at] + chance.choice(bits) + data[at + chance.randrange(3) :]
    return data


def member(data: bytes, chance: random.Random) -> bytes:
    """Damage one member of an archive and pack it again, so that the damage lies behind the checksum."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error):
        return flip(data, chance)
    name = chance.choice(sorted(n for n in parts if parts[n]))
    if chance.random() < 0.6 and "word/document.xml" in parts:
        name = "word/document.xml"
    parts[name] = chance.choice([flip, cut, splice, words])(parts[name], chance) or b" "
    if chance.random() < 0.05:
        del parts[name]
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for key, content in parts.items():
            archive.writestr(key, content)
    return written.getvalue()


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    flip,
    cut,
    splice,
    repeat,
    noise,
    words,
)


def mutated(name: str, data: bytes, chance: random.Random) -> bytes:
    if name.endswith(".docx") and chance.random() < 0.7:
        return member(data, chance)
    for _ in range(chance.choice([1, 1, 2])):
        if not data:
            break
        data = chance.choice(MUTATIONS)(data, chance)
    return data


def outcome(name: str, data: bytes) -> str:
    """``law`` or the error's code; raises whatever else comes."""
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
    count: int, seed: int, workers: int = 2
) -> tuple[Counter[tuple[str, str]], list[tuple[str, str, int]]]:
    """Outcomes counted by format, and the failures."""
    good = seeds()
    names = sorted(good)
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
    parser.add_argument("--keep", type=Path, help="folder to keep the files that failed in")
    given = parser.parse_args()
    begun = time.monotonic()
    counts, failures = run(given.count, given.seed)
    for name, found, own in failures:
        print(f"{name} seed {own}: {found}")
        if given.keep:
            given.keep.mkdir(parents=True, exist_ok=True)
            (given.keep / f"{own}-{name}").write_bytes(
                mutated(name, seeds()[name], random.Random(own))
            )
    for name in sorted({n for n, _ in counts}):
        told = ", ".join(f"{o} {c}" for (n, o), c in counts.most_common() if n == name)
        print(f"{name}: {told}")
    print(f"{given.count} files in {time.monotonic() - begun:.0f} s, {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
