"""Requests per second of the public site's pages. ``python benchmarks/site_pages.py [FOLDER]``.

Loads the example into a temporary folder (or takes the desk in FOLDER, which has it already) and follows the site as
``tools/site_check.py`` does until it has one page of each kind. Each is asked for through the desk's WSGI application, with
all its middleware, and beside *each* page one that is always the same, of as many bytes, with a language in its address
too. What is counted is the time of a processor, the least of several turns, in which the three take part one after the
other: a server whose cores are busy serves as many requests in a second as go into one second of them, and other work on
the machine changes nothing.

The goals, for a reader without an account:

* as readers get it (the desk keeps an answer until something changes) each page serves at least half of the constant
  page's requests per second;
* made anew for every request, at least a quarter.

``TURNS`` (9) and ``PAGES_LANGUAGE`` (zh-hans) from the environment. Prints every page, the slowest first; exits 1 where a
goal is not met.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

TURNS = int(os.environ.get("TURNS", "9"))
LANGUAGE = os.environ.get("PAGES_LANGUAGE", "zh-hans")
LEAST_KEPT, LEAST_ANEW = 1 / 2, 1 / 4


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds of a processor that one request takes."""

    kind: str
    path: str
    bytes: int
    constant: float
    kept: float
    anew: float


class Desk:
    """The desk's application, asked without a server between."""

    def __init__(self) -> None:
        from django.core.handlers.wsgi import WSGIHandler
        from django.test import RequestFactory

        self._serve: Any = WSGIHandler()
        self._made = RequestFactory(SERVER_NAME="127.0.0.1", headers={"accept": "text/html"})

    def ask(self, path: str, query: str = "") -> tuple[str, list[tuple[str, str]], bytes]:
        """The status, the headers and the words of an answer."""
        told: list[Any] = []
        environ = self._made._base_environ(PATH_INFO=path, QUERY_STRING=query)
        answer = self._serve(environ, lambda *head: told.append(head))
        body = b"".join(answer)
        answer.close()
        return *told[0][:2], body

    def measure(self, path: str, make_query: Callable[[], str] = str) -> float:
        """Milliseconds of a processor. Raises ``RuntimeError`` where the answer is not 200."""
        query = make_query()
        began = time.thread_time()
        status, _, _ = self.ask(path, query)
        spent = time.thread_time() - began
        if not status.startswith("200"):
            raise RuntimeError(f"{path}: {status}")
        return spent * 1000


def make_new_query() -> str:
    """Another one every time, so that no answer is one that was kept."""
    return f"anew={time.monotonic_ns()}"


def find_pages(desk: Desk) -> dict[str, str]:
    """Of each kind of page the first that is reached: its path by its kind."""
    from django.conf import settings

    from tools.site_check import Answer, look_at_site, name_kind

    def fetch(url: str) -> Answer:
        parts = urlsplit(url)
        status, headers, body = desk.ask(parts.path, parts.query)
        return Answer(int(status[:3]), {name.lower(): value for name, value in headers}, body)

    found: dict[str, str] = {}
    for url, kind in look_at_site(settings.SITE, fetch, name_kind, 1).pages.items():
        if (path := urlsplit(url).path).startswith(f"/{LANGUAGE}/"):
            found.setdefault(kind, path)
    return found


def measure_page(desk: Desk, kind: str, path: str) -> Measured:
    size = len(desk.ask(path)[2])
    constant = f"/{LANGUAGE}/constant/{size}/"
    turns = [
        (desk.measure(constant), desk.measure(path, make_new_query), desk.measure(path), desk.measure(path))
        for _ in range(TURNS)
    ]  # fmt: skip
    # What is made anew says of itself that it was; the second of two that say nothing was kept at the first.
    return Measured(
        kind, path, size, *(min(turn[at] for turn in turns) for at in (0, 3, 1))
    )  # fmt: skip


def print_table(measured: list[Measured]) -> bool:
    """Whether both goals are met by all."""
    print(f"\n{'constant':>9}{'kept':>7}{'share':>7}{'anew':>8}{'share':>7}{'bytes':>9}  page")
    for one in sorted(measured, key=lambda each: -each.anew):
        print(
            f"{one.constant:>9.2f}{one.kept:>7.2f}{one.constant / one.kept:>7.2f}{one.anew:>8.1f}"
            f"{one.constant / one.anew:>7.3f}{one.bytes:>9,}  {one.kind}: {one.path}"
        )
    is_met = True
    for words, least, shares in (
        ("kept", LEAST_KEPT, [one.constant / one.kept for one in measured]),
        ("made anew", LEAST_ANEW, [one.constant / one.anew for one in measured]),
    ):
        met = sum(share >= least for share in shares)
        is_met &= met == len(shares)
        print(
            f"  goal: {words} at least {least:.2f} of the constant page's requests: {met} of {len(shares)} pages; "
            f"median {statistics.median(shares):.3f}, least {min(shares):.3f}: {'met' if met == len(shares) else 'NOT met'}"
        )
    print(
        f"  all {len(measured)} made anew: {sum(one.anew for one in measured):,.0f} ms; kept: {sum(one.kept for one in measured):,.0f} ms"
    )
    return is_met


def main() -> int:
    import sqlite3

    import django

    if not (Path(os.environ["HUIYIN_DATA"]) / "desk.sqlite3").exists():
        subprocess.run(
            [sys.executable, "-m", "huiyin", "desk", "load-example"],
            check=True, stdout=subprocess.DEVNULL, env=os.environ | {"DJANGO_SETTINGS_MODULE": "huiyin.desk.settings"},
        )  # fmt: skip
    django.setup()
    desk = Desk()
    pages = find_pages(desk)
    print(
        f"SQLite {sqlite3.sqlite_version}; Python {platform.python_version()}, Django {django.__version__}; "
        f"milliseconds of a processor, least of {TURNS}; {len(pages)} kinds of pages of the example, in {LANGUAGE}"
    )
    sys.stdout.flush()
    return 0 if print_table([measure_page(desk, *one) for one in pages.items()]) else 1


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="huiyin-pages-") as folder:
        os.environ["HUIYIN_DATA"] = sys.argv[1] if sys.argv[1:] else folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "desk_load_settings"
        os.environ["HUIYIN_LIMITS"] = "0"
        os.environ["PYTHONPATH"] = os.pathsep.join(
            [str(HERE), *filter(None, [os.environ.get("PYTHONPATH")])]
        )
        sys.exit(main())
