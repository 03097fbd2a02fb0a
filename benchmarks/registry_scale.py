"""What many organisations cost the pages that show them. ``python benchmarks/registry_scale.py``; PostgreSQL by
``tools/with-postgres``.

Fills a desk in a temporary folder with 1,000 and then with 100,000 organisations, each with ten years of invented, seeded
facts, and starts it as an operator does (``huiyin desk run``: Granian and the worker). The load is ``wrk`` (Debian's
package). Beside every page stands one that is always the same, of as many bytes as the directory, on the same server; they
are measured in turns, and the median of the rounds is told. What is counted is not the clock but the time of a processor
that all processes of the server spend on a request, so that a busy machine changes little: a page's rate is how many are
served in a second of it. A page is measured twice: as readers get it (the desk keeps an answer until something changes),
and made anew for every request.

The goals:

* each page serves at least a third of the constant page's requests per second at 100,000 organisations;
* made anew it takes at most 1.5 times as long as with 1,000, both counted in constant pages. One page is not the same in
  both: 777 is one name among 1,000 and begins 280 among 100,000, of which fifty are shown; beside it stand a name that is
  one in both, and one that fills the page in both;
* the page of figures comes from stored results and is served like the others; the worker computes them in a minute.

Arguments: the two numbers of organisations (1000 100000). ``ROUNDS`` and ``SECONDS`` (of one measurement) from the
environment.
"""

from __future__ import annotations

import os
import platform
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from desk_load import CONNECTIONS, ROUNDS, SECONDS, get, serving

HERE = Path(__file__).resolve().parent
_AT_ONCE = 5_000
#: Seconds that a server which has just started may be busy.
_PATIENCE = 120
#: Organisations whose ten years are drawn; those of the others are as these.
_PATTERNS = 1_000
_PLACES = ("CN-YN", "CN-SC", "CN-GZ", "CN-BJ", "CN-GD", "CN-GX", "GB", "KE")
_FIRST, _LAST = 2016, 2025
_SHARES = ("foreign_funding", "activity_abroad", "local_leadership", "domestic_funding")
#: What is asked of the server, and what it is called.
PAGES: Mapping[str, str] = {
    "directory": "/directory/",
    "directory, one focus": "/directory/?focus=women",
    "directory, a name: 1 hit, 280": "/directory/?q=777",
    "directory, a name: 1 hit": "/directory/?q=%E7%AC%AC777%E5%8F%B7",
    "directory, a name: full pages": "/directory/?q=7",
    "directory, as of 2019": "/directory/?day=2019-06-30",
    "directory, one focus as of 2019": "/directory/?focus=women&day=2019-06-30",
    "organisation": "/directory/o500/",
    "organisation, as of 2019": "/directory/o500/?day=2019-06-30",
    "page of figures": "/members/",
}
_FIGURES = "page of figures"
#: Asks for another address every time, so that no answer is one that was kept.
_ANEW = """
math.randomseed(%d)
local n = math.random(1000000000)
request = function()
  n = n + 1
  return wrk.format(nil, wrk.path .. "%sanew=" .. n)
end
"""


@dataclass(frozen=True)
class Measured:
    """In requests of the constant page: how many one of this page counts for. ``kept``: as the desk keeps it; ``anew``:
    made for each request."""

    kept: float
    anew: float


def main(few: int, many: int) -> None:
    if shutil.which("wrk") is None:
        sys.exit("wrk is missing: apt-get install wrk")
    from huiyin.desk.operations.preparation import prepare_desk

    prepare_desk()
    print_surroundings()
    measured: list[dict[str, Measured]] = []
    filled = 0
    for size in (few, many):
        began = time.time()
        fill(filled, size)
        filled = size
        n_facts = count_facts()
        print(f"{size:,} organisations, {n_facts:,} facts; filled in {time.time() - began:.0f} s")
        sys.stdout.flush()
        of_pages = measure_pages([name for name in PAGES if name != _FIGURES])
        print_worker()
        measured.append(of_pages | measure_pages([_FIGURES]))
    print_table(few, many, *measured)


def print_surroundings() -> None:
    from importlib.metadata import version

    import django
    from django.db import connection

    if connection.vendor == "sqlite":
        import sqlite3

        database = f"SQLite {sqlite3.sqlite_version}"
    else:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            database = f"PostgreSQL {cursor.fetchone()[0]}"
    print(
        f"{database}; Python {platform.python_version()}, Django {django.__version__}, Granian {version('granian')}, wrk; "
        f"{os.cpu_count()} cores, {CONNECTIONS} connections; median of {ROUNDS} rounds of {SECONDS} s"
    )


# ---- filling ------------------------------------------------------------------------------------------------


def fill(start: int, end: int) -> None:
    """Organisations number ``start`` to ``end``: names and numbers of their own, the rest of the facts as one of the first
    thousand has them."""
    from django.db import connection, transaction

    from huiyin.desk.registry.models import Fact, Organisation
    from huiyin.desk.registry.sort_keys import make_search_text, make_sort_key

    for first in range(start, end, _AT_ONCE):
        numbers = range(first, min(first + _AT_ONCE, end))
        organisations = []
        for number in numbers:
            zh, en = f"第{number}号合作社", f"Society {number}"
            organisations.append(
                Organisation(
                    slug=f"o{number}", name_zh=zh, name_en=en, sort_key=make_sort_key(zh, en),
                    sort_key_en=make_sort_key("", en), search_text=make_search_text((zh, en)),
                    founded_on=date(2000 + number % 17, 1, 1),
                )
            )  # fmt: skip
        with transaction.atomic():
            made = Organisation.objects.bulk_create(organisations)
            pairs = list(zip(made, numbers, strict=True))
            own = (fact for one, n in pairs for fact in list_own_facts(one, n))
            Fact.objects.bulk_create(own, batch_size=2_000)
            history = (fact for one, n in pairs if n < _PATTERNS for fact in list_history(one, n))
            Fact.objects.bulk_create(history, batch_size=2_000)
            copy_history(pairs[0][0].pk - numbers[0], numbers)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def copy_history(offset: int, numbers: range) -> None:
    """What the facts of number 5 are, those of 1,005, 2,005 … are too. ``offset``: from a number to its key."""
    from django.db import connection

    from huiyin.desk.registry.models import Fact

    columns = [f.column for f in Fact._meta.concrete_fields if not f.primary_key]
    named = ", ".join(f'"{column}"' for column in columns)
    for start in range(numbers.start - numbers.start % _PATTERNS, numbers.stop, _PATTERNS):
        if start < _PATTERNS:
            continue
        copied = ", ".join(
            f"organisation_id + {start}" if column == "organisation_id" else f'"{column}"'
            for column in columns
        )
        least, most = max(start, numbers.start), min(start + _PATTERNS, numbers.stop)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO registry_fact ({named}) SELECT {copied} FROM registry_fact "
                "WHERE organisation_id >= %s AND organisation_id < %s AND kind NOT IN ('name', 'identifier')",
                [offset + least - start, offset + most - start],
            )


def count_facts() -> int:
    from huiyin.desk.registry.models import Fact

    return Fact.objects.count()


def list_own_facts(organisation: Any, number: int) -> list[Any]:
    """Two names, one of them changed on the way, and a number of a register."""
    turn = random.Random(number).randint(2018, 2024)
    return [
        make_fact(organisation, "name", _FIRST, turn, code="zh", text=f"第{number}号小组"),
        make_fact(organisation, "name", turn + 1, code="zh", text=organisation.name_zh),
        make_fact(organisation, "name", _FIRST, code="en", text=organisation.name_en),
        make_fact(organisation, "identifier", None, code="GB-CHC", text=f"{1_000_000 + number}"),
    ]


def list_history(organisation: Any, number: int) -> list[Any]:
    """Ten years of one organisation, the same for the same number."""
    from huiyin.desk.registry.default_focuses import DEFAULT_FOCUSES

    draw = random.Random(number)

    def fact(kind: str, since: int | None, until: int | None = None, **what: Any) -> Any:
        return make_fact(organisation, kind, since, until, **what)

    rows = [
        fact("kind", _FIRST, code="member"),
        fact("status", 2000 + number % 17, code="active"),
        fact("place", _FIRST, code=draw.choice(_PLACES)),
        fact("membership", draw.randint(_FIRST, 2022), draw.choice((None, None, _LAST))),
    ]
    for place, focus in enumerate(draw.sample(DEFAULT_FOCUSES, draw.randint(2, 4))):
        since = draw.randint(_FIRST, 2022)
        until = draw.choice((None, draw.randint(since, _LAST)))
        rows.append(
            fact("focus", since, until, code=focus.slug, data={} if place else {"main": True})
        )
    for since, until in ((_FIRST, 2019), (2020, 2023), (2024, None)):
        shares = [draw.random() for _ in range(3)]
        names = ("professional", "grassroots", "international")
        data = {name: share / sum(shares) for name, share in zip(names, shares, strict=True)}
        rows.append(fact("route", since, until, data=data))
        rows += [
            fact("reach", since, until, code=code, number=draw.random(), is_public=False)
            for code in _SHARES
        ]
    rows += [
        fact("figure", year, year, code="income", number=float(draw.randint(1, 10**7)), data={"currency": "CNY"})
        for year in range(_FIRST, _LAST + 1)
    ]  # fmt: skip
    return rows


def make_fact(
    organisation: Any, kind: str, since: int | None, until: int | None = None, **what: Any
) -> Any:
    from huiyin.desk.registry.models import Fact

    return Fact(
        organisation=organisation, kind=kind, since=str(since or ""), until=str(until or ""),
        first_day=date(since, 1, 1) if since else None, last_day=date(until, 12, 31) if until else None,
        confirmed_on=date(_LAST, 12, 31), **what,
    )  # fmt: skip


# ---- the worker ---------------------------------------------------------------------------------------------


def print_worker() -> None:
    """Do the worker's job here, with its processes apart, and tell how long it takes."""
    from huiyin.desk.directory.api import figures
    from huiyin.desk.jobs.api import find_latest_job, perform_waiting

    figures.start_figures(None)
    began, used = time.time(), _count_processor()
    perform_waiting(figures.get_row(), figures.KIND)
    took, computed = time.time() - began, _count_processor() - used
    job = find_latest_job(figures.get_row(), figures.KIND)
    assert job is not None and job.state == job.State.DONE, job and job.error
    print(
        f"  the worker computes and draws the page of figures in {took:.1f} s, {computed:.1f} s of a processor"
        f"  goal: {computed:.0f} <= 60: {_say_met(computed <= 60)}"
    )
    sys.stdout.flush()


def _count_processor() -> float:
    """Seconds of a processor of this process and all that it started, those that have ended too."""
    processes = _list_processes()
    own = {os.getpid()}
    while more := {pid for pid, one in processes.items() if one[0] in own} - own:
        own |= more
    return sum(processes[pid][1] + processes[pid][2] for pid in own)


# ---- the pages ----------------------------------------------------------------------------------------------


def measure_pages(names: Sequence[str]) -> dict[str, Measured]:
    from django.db import connection

    connection.close()
    with serving() as address:
        constant = Path(os.environ["HUIYIN_DATA"]) / "constant.html"
        constant.write_bytes(await_page(f"{address}/directory/"))
        measured = {}
        for name in names:
            measured[name] = one = measure_page(address, PAGES[name])
            print(f"  {name}: {one.kept:.2f} of the constant page's rate, {one.anew:.3f} made anew")
            sys.stdout.flush()
        return measured


def await_page(url: str) -> bytes:
    """The page, once the server has time for it: what has just started may be busy yet."""
    for _ in range(_PATIENCE):
        try:
            return get(url)
        except urllib.error.HTTPError as refused:
            if refused.code != 503:
                raise
            time.sleep(1)
    return get(url)


def measure_page(address: str, path: str) -> Measured:
    await_page(address + path)
    rounds = []
    for _ in range(ROUNDS):
        still = rate(f"{address}/constant/")
        rounds.append((rate(address + path) / still, rate(address + path, is_anew=True) / still))
    return Measured(*(statistics.median(each[at] for each in rounds) for at in (0, 1)))


def rate(url: str, *, is_anew: bool = False) -> float:
    """Requests that the server serves in a second of a processor's time. Raises ``RuntimeError`` where an answer was not
    200."""
    script = Path(os.environ["HUIYIN_DATA"]) / "anew.lua"
    script.write_text(_ANEW % (time.time_ns() % 2**31, "&" if "?" in url else "?"), "utf-8")
    seconds = SECONDS
    while True:
        before = _count_server()
        told = subprocess.run(
            [
                "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "60s", "-H", "Accept-Language: zh-CN",
                *(("-s", str(script)) if is_anew else ()), url,
            ],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        spent = _count_server() - before
        if "Non-2xx" in told or "Socket errors" in told:
            raise RuntimeError(f"{url}\n{told}")
        found = re.search(r"(\d+) requests in", told)
        assert found is not None, told
        if int(found[1]) >= CONNECTIONS and spent > 0:
            return int(found[1]) / spent
        seconds *= 2


def _count_server() -> float:
    """Seconds of a processor of the server's processes."""
    own = os.getpid()
    processes = _list_processes()
    below = {own}
    while more := {pid for pid, one in processes.items() if one[0] in below} - below:
        below |= more
    return sum(processes[pid][1] for pid in below if pid != own)


def _list_processes() -> dict[int, tuple[int, float, float]]:
    """Number → parent, seconds of a processor of its own, and of what it started that has ended."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        own, ended = (sum(map(int, part)) for part in (fields[11:13], fields[13:15]))
        ticks = os.sysconf("SC_CLK_TCK")
        found[int(folder.name)] = int(fields[1]), own / ticks, ended / ticks
    return found


def print_table(
    few: int, many: int, small: Mapping[str, Measured], large: Mapping[str, Measured]
) -> None:
    print(
        f"\n{'of the constant page’s rate':34}{f'{few:,}':>9}{f'{many:,}':>9}{'>= 0.33':>9}"
        f"{'anew':>12}{'':>9}{'time':>7}{'<= 1.5':>8}"
    )
    for name, at_few in small.items():
        at_many = large[name]
        grown = at_few.anew / at_many.anew
        print(
            f"{name:34}{at_few.kept:9.2f}{at_many.kept:9.2f}{_say_met(at_many.kept >= 1 / 3):>9}"
            f"{at_few.anew:12.3f}{at_many.anew:9.3f}{grown:7.2f}{_say_met(grown <= 1.5):>8}"
        )


def _say_met(is_met: bool) -> str:
    return "met" if is_met else "NOT MET"


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]] or [1_000, 100_000]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HUIYIN_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "desk_load_settings"
        os.environ["PYTHONPATH"] = f"{HERE}:{os.environ.get('PYTHONPATH', '')}"
        main(*numbers)
