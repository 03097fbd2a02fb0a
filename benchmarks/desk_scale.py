"""How long the desk takes over many comments, beside the least that it could. ``python benchmarks/desk_scale.py``;
PostgreSQL by ``tools/with-postgres``.

With ``--short`` files are taken in and grouped, and no more. For each number of comments (10000 100000 unless told) a desk of its own in a temporary folder, with one law of 400 articles:
a CSV file is taken in, grouped, and made searchable and logged; then a file of 1,000 rows is taken in and folded into what is
there; then pages are shown and everything is exported. Prints of each the seconds on the clock, the seconds of processor of this and of the processes apart, the largest
memory of both together, and how that stands to its floor: of taking in, the same file read by ``csv`` and its rows written with
bare ``sqlite3``, or with ``COPY`` on PostgreSQL; of grouping, ``huiyin group`` (``group_file``) on the same comments. The process that reads apart has
read the draft before: a worker keeps it from file to file.

The corpus is that of ``voices_group.py`` (``corpus.py``, seed 2), with an organisation and the citation of an article a
row; it is kept in the folder ``HUIYIN_CORPORA`` where that is set.
"""

from __future__ import annotations

import csv
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

HERE = Path(__file__).resolve().parent
FIELDS = ("编号", "单位名称", "条款", "意见内容")
ORGANISATIONS = 300
#: Rows of the file that comes later.
LATER = 1_000
_TICKS = os.sysconf("SC_CLK_TCK")


# ---- what is measured ---------------------------------------------------------------------------------


def _family(root: int) -> list[int]:
    """A process and all that descend from it."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int(
                (folder / "stat").read_text().rsplit(")", 1)[1].split()[1]
            )
        except OSError:
            continue
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def _processor() -> float:
    """Seconds of processor of this process, of what lives of its descendants, and of those that ended."""
    ticks = 0
    for pid in _family(os.getpid()):
        try:
            told = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += sum(map(int, told[11:15]))
        except OSError:
            continue
    return ticks / _TICKS


def _memory() -> int:
    """Bytes that this process and its descendants hold, what they share counted once each time."""
    pages = 0
    for pid in _family(os.getpid()):
        try:
            pages += int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        except OSError:
            continue
    return pages * os.sysconf("SC_PAGE_SIZE")


@dataclass
class Measured:
    """Seconds on the clock and of processor, and the most memory that was held meanwhile, in MB."""

    seconds: float = 0.0
    processor: float = 0.0
    most: float = 0.0
    told: dict[str, Any] = field(default_factory=dict)


@contextmanager
def measuring() -> Iterator[Measured]:
    measured = Measured()
    stop = threading.Event()
    most = [_memory()]

    def watch() -> None:
        while not stop.wait(0.25):
            most.append(max(most.pop(), _memory()))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    began, used = time.perf_counter(), _processor()
    try:
        yield measured
    finally:
        measured.seconds, measured.processor = time.perf_counter() - began, _processor() - used
        stop.set()
        watcher.join()
        measured.most = most[0] / 1024 / 1024


# ---- files --------------------------------------------------------------------------------------------


def write_table(rows: int, path: Path, *, first: int = 0, seed: int = 2) -> None:
    """Comments as an office exports them, with the organisation and the article that each names."""
    import corpus
    import pyarrow.parquet as pq
    from desk_load import ARTICLES, _zh

    parquet = path.with_suffix(".parquet")
    if not parquet.exists():
        corpus.write(rows, parquet, seed=seed)
    dice = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(FIELDS)
        at = first
        for batch in pq.ParquetFile(parquet).iter_batches(50_000, columns=["text"]):
            for text in batch.column(0).to_pylist():
                at += 1
                article = f"第{_zh(dice.randint(1, ARTICLES))}条"
                sheet.writerow((f"c{at}", f"组织{dice.randrange(ORGANISATIONS)}", article, text))


def copy_bare(path: Path, folder: Path) -> None:
    """The floor of taking in: read the file, write its rows."""
    from django.db import connection

    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("DROP TABLE IF EXISTS bare_rows")
                cursor.execute("CREATE TABLE bare_rows (id text, who text, what text, words text)")
                with cursor.copy("COPY bare_rows FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
            connection.commit()
            return
        bare = sqlite3.connect(folder / "bare.sqlite3")
        bare.execute("PRAGMA journal_mode=WAL")
        bare.execute("CREATE TABLE bare_rows (id text, who text, what text, words text)")
        with bare:
            bare.executemany("INSERT INTO bare_rows VALUES (?, ?, ?, ?)", rows)
        bare.close()


# ---- the desk -----------------------------------------------------------------------------------------


def make_consultation() -> tuple[Any, Any]:
    """An empty consultation on a law of 400 articles, and who works on it."""
    from desk_load import law

    from huiyin.desk.accounts.models import User
    from huiyin.desk.accounts.permissions import Stage
    from huiyin.desk.consultations.api import creation
    from huiyin.desk.jobs import api as jobs
    from huiyin.desk.networks.models import Network
    from huiyin.desk.operations import preparation
    from huiyin.desk.registry.models import Organisation

    preparation.prepare_desk()
    authority = Organisation.objects.create(slug="ministry", kind="authority", name_zh="自然资源部")
    members = Organisation.objects.bulk_create(
        Organisation(slug=f"org{n}", name_zh=f"组织{n}") for n in range(ORGANISATIONS)
    )
    network = Network.objects.create(slug="wetlands", name_zh="湿地网络")
    network.members.set(members)
    secretariat = User.objects.create_user("secretariat@example.org", is_secretariat=True)
    call = creation.ConsultationInput(
        title_zh="湿地保护法（草案）", title_en="", authority=authority, network=network,
        files={"zh": ("law.txt", law().encode())},
    )  # fmt: skip
    made = creation.open_consultation(call, secretariat, slug="law")
    jobs.perform_waiting(made)  # the worker reads the draft
    made.refresh_from_db()
    made.stage = Stage.COMMENTING.value
    made.save()
    return made, secretariat


# ---- runs ---------------------------------------------------------------------------------------------


def run(rows: int, corpora: Path, folder: Path) -> None:
    """One size, in a desk of its own."""
    os.environ["HUIYIN_DATA"] = str(folder / "desk")
    from huiyin.desk.operations.preparation import setup_django

    setup_django()
    from django.core.files.base import File

    from huiyin.desk.consultations.api import intakes
    from huiyin.desk.core.isolated_process import be_patient
    from huiyin.desk.exports.api import export_consultation
    from huiyin.desk.jobs import api as jobs
    from huiyin.grouping.parquet_files import group_file

    be_patient()
    consultation, secretariat = make_consultation()

    def do(name: str, kind: str, floor: float = 0.0) -> None:
        with measuring() as measured:
            jobs.perform_waiting(consultation, kind)
        _tell(name, measured, floor)

    for number, first in ((rows, 0), (LATER, rows)):
        path = corpora / f"rows-{number}-{first}.csv"
        if not path.exists():
            write_table(number, path, first=first, seed=2 if not first else 3)
        (folder / "bare.sqlite3").unlink(missing_ok=True)
        with measuring() as bare:
            copy_bare(path, folder)
        _tell(f"{number:,} rows, bare", bare)
        with measuring() as grouped:
            group_file(path.with_suffix(".parquet"), folder / "groups.parquet")
        _tell(f"{number:,} rows, huiyin group", grouped)
        with path.open("rb") as file:
            intakes.receive_upload(consultation, path.name, File(file), secretariat)
        do("taken in", "take_in", bare.processor)
        do("grouped", "group", grouped.processor)
        if "--short" not in sys.argv:
            do("searchable and logged", "settle")
    if "--short" in sys.argv:
        return
    show_pages(consultation)
    with measuring() as exported:
        written = export_consultation(consultation, folder / "export")
    size = sum(path.stat().st_size for path in written) / 1024 / 1024
    _tell(f"exported, {size:.0f} MB", exported)


def show_pages(consultation: Any) -> None:
    """Of each page the milliseconds of processor, made anew, for a reader: the least of five."""
    from django.test import Client

    group = consultation.groups.order_by("-size", "pk").first()
    pages = {
        "law page": "",
        "provision": "at/art_7/",
        "groups": "groups/",
        "largest group": f"groups/{group.pk}/",
        "search 湿地": f"search/?q={quote('湿地')}",
    }
    reader = Client(HTTP_ACCEPT_LANGUAGE="zh-CN", HTTP_HOST="localhost")
    for name, path in pages.items():
        taken = []
        for turn in range(5):
            address = f"/c/{consultation.slug}/{path}{'&' if '?' in path else '?'}anew={turn}"
            began = time.process_time()
            answer = reader.get(address)
            taken.append((time.process_time() - began) * 1000)
            assert answer.status_code == 200, (address, answer.status_code)
        print(f"{name:<28}{min(taken):>8.1f} ms of processor", flush=True)


def make_database(size: str) -> dict[str, str]:
    """On PostgreSQL a database of its own for each size, as the environment names it."""
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        return {}
    import psycopg

    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "scale_{int(size)}"')
    return {"DATABASE_URL": f"{address.rpartition('/')[0]}/scale_{int(size)}"}


def _tell(name: str, measured: Measured, floor: float = 0.0) -> None:
    ratio = f"{measured.processor / floor:8.1f} times its floor" if floor else ""
    print(
        f"{name:<28}{measured.seconds:>8.1f} s{measured.processor:>8.2f} s of processor"
        f"{measured.most:>8.0f} MB{ratio}",
        flush=True,
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        run(int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]))
        sys.exit()
    with tempfile.TemporaryDirectory() as made:
        kept = Path(os.environ.get("HUIYIN_CORPORA", made))
        short = [one for one in sys.argv[1:] if one == "--short"]
        for size in [one for one in sys.argv[1:] if one != "--short"] or ["10000", "100000"]:
            with tempfile.TemporaryDirectory() as own:
                one = [sys.executable, __file__, "--one", size, str(kept), own, *short]
                subprocess.run(one, check=True, env=os.environ | make_database(size))
