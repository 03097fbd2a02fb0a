"""Requests per second of the desk's pages. ``python benchmarks/desk_load.py``; PostgreSQL by ``tools/with-postgres``.

Fills a desk in a temporary folder with one law of 400 articles in three consultations that have 1,000, 100,000 and
1,000,000 comments, and starts it as an operator does (``huiyin desk run``: Granian and the worker). The load is
``wrk`` (Debian's package) with eight connections that are kept open. Beside every page stands one that is always the
same, of as many bytes, on the same server; the two are measured in turns, and the median of the rounds is told.

Two goals, for a reader without an account and for a delegate who is signed in:

* the page of the law at 100,000 comments serves at least a third of the constant page's requests per second;
* its time at 1,000,000 comments is at most 1.5 times that at 1,000.

Arguments: the numbers of comments (1000 100000 1000000). ``ROUNDS`` and ``SECONDS`` (of one measurement) from the
environment.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
import uuid
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent
ARTICLES, ORGANISATIONS, SUGGESTIONS, CONNECTIONS = 400, 300, 200, 8
#: The most comments that are also put into the index of the search; it takes minutes for a million.
INDEXED = 100_000
ROUNDS = int(os.environ.get("ROUNDS", "5"))
SECONDS = int(os.environ.get("SECONDS", "3"))
_WORDS = (
    "县级以上人民政府应当编制湿地保护规划，明确目标、任务和措施，并在批准前征求社会公众的意见。"
)


def law() -> str:
    """A law of 400 articles in 20 chapters, two paragraphs each."""
    lines = ["湿地保护法（草案）"]
    for number in range(1, ARTICLES + 1):
        if number % 20 == 1:
            lines.append(f"第{_zh(number // 20 + 1)}章 第{number // 20 + 1}部分")
        lines.append(f"第{_zh(number)}条 {_WORDS}")
        lines.append(f"前款规定的规划每{number % 9 + 2}年修订一次。{_WORDS}")
    return "\n".join(lines) + "\n"


def _zh(number: int) -> str:
    """A number up to 999 as laws write it."""
    digits = "零一二三四五六七八九"
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    words = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        words += "十" if not words and tens == 1 else f"{digits[tens]}十"
    elif words and ones:
        words += "零"
    return words + (digits[ones] if ones else "")


# ---- filling -----------------------------------------------------------------------------------------


def fill(sizes: list[int]) -> dict[str, str]:
    """Make the consultations ``law-SIZE`` and give the cookie of each reader."""
    from huiyin.desk.operations import preparation

    preparation.prepare_desk()
    from huiyin.desk.accounts.models import User
    from huiyin.desk.accounts.permissions import Role, Stage
    from huiyin.desk.consultations.api import creation
    from huiyin.desk.jobs import api as jobs
    from huiyin.desk.networks.api import grant_role
    from huiyin.desk.networks.models import Network
    from huiyin.desk.registry.models import Organisation

    authority = Organisation.objects.create(slug="ministry", kind="authority", name_zh="自然资源部")
    members = Organisation.objects.bulk_create(
        Organisation(slug=f"org{n}", name_zh=f"组织{n}") for n in range(ORGANISATIONS)
    )
    network = Network.objects.create(slug="wetlands", name_zh="湿地网络")
    network.members.set(members)
    secretariat = User.objects.create_user("secretariat@example.org", is_secretariat=True)
    delegate = User.objects.create_user("delegate@example.org", name="Delegate")
    grant_role(delegate, Role.DELEGATE, members[0], network)
    for size in sizes:
        call = creation.ConsultationInput(
            title_zh="湿地保护法（草案）",
            title_en="",
            authority=authority,
            network=network,
            files={"zh": ("law.txt", law().encode())},
        )
        made = creation.open_consultation(call, secretariat, slug=f"law-{size}")
        jobs.perform_waiting(made)  # the worker reads the draft
        made.refresh_from_db()
        made.stage = Stage.COMMENTING.value
        made.save()
        _say(made, delegate, size, members)
        _propose(made)
    return {"a reader": "", "a delegate, signed in": f"sessionid={_session(delegate)}"}


def _session(user: Any) -> str:
    from importlib import import_module

    from django.conf import settings

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def _say(consultation: Any, delegate: Any, size: int, members: list[Any]) -> None:
    """``size`` comments, spread over articles and organisations, a tenth of them in groups of ten, and every
    tally as many."""
    from django.db import connection, transaction

    from huiyin.desk.consultations.models import Comment, Tally

    units = list(
        Tally.objects.filter(consultation=consultation)
        .exclude(unit="")
        .values_list("unit", flat=True)
    )
    assert len(units) == ARTICLES, len(units)
    first = Comment.objects.create(
        consultation=consultation, author=delegate, organisation=members[0], language="zh",
        eid=units[0], unit=units[0], text="1号意见：规划应当在批准前公开。",
    )  # fmt: skip
    cast = "uuid" if connection.vendor == "postgresql" else "text"
    hexed = (
        "lpad(to_hex(n::bigint), 31, '0')" if cast == "uuid" else "substr(printf('%032x', n), 2)"
    )
    new = {
        "public_id": f"CAST('{consultation.pk:x}' || {hexed} AS {cast})",
        "unit": f"'art_' || (n %% {ARTICLES} + 1)",
        "eid": f"'art_' || (n %% {ARTICLES} + 1)",
        "organisation_id": f"{members[0].pk} + n %% {len(members)}",
        "author_id": "CAST(NULL AS bigint)",
        "text": "CAST(n AS text) || '号意见：规划应当在批准前公开，第' || (n %% 97) || '项措施也应当说明理由。'",
    }
    columns = [f.column for f in Comment._meta.concrete_fields if not f.primary_key]
    named = ", ".join(f'"{c}"' for c in columns)
    given = ", ".join(new.get(c, f'c."{c}"') for c in columns)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE s(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM s WHERE n < {size}) "
            f"INSERT INTO consultations_comment ({named}) "
            f"SELECT {given} FROM consultations_comment c, s WHERE c.id = %s",
            [first.pk],
        )
        cursor.execute(
            "UPDATE consultations_tally SET comments = (SELECT count(*) FROM consultations_comment c "
            "WHERE c.consultation_id = consultations_tally.consultation_id "
            "AND c.unit = consultations_tally.unit) WHERE consultation_id = %s",
            [consultation.pk],
        )
        cursor.execute(
            "INSERT INTO consultations_group (consultation_id, key, representative_id, eid, name_zh, name_en, size, "
            "private, organisations, languages, aside) SELECT consultation_id, "
            "CAST(id AS text), id, eid, '', '', 10, 0, 5, 'zh', '' FROM consultations_comment "
            "WHERE consultation_id = %s AND id %% 100 = 0",
            [consultation.pk],
        )
    assert Comment.objects.filter(consultation=consultation).count() == size
    if size <= INDEXED:
        _index(consultation)


def _index(consultation: Any) -> None:
    """Write the search's index, which the desk does when a comment is saved."""
    from huiyin.desk.consultations.models import Comment
    from huiyin.desk.core.search import index_rows

    rows = Comment.objects.filter(consultation=consultation).only("text", "wording", "consultation")
    batch: list[Any] = []
    for row in rows.iterator(chunk_size=2000):
        batch.append(row)
        if len(batch) == 2000:
            index_rows(batch)
            batch = []
    index_rows(batch)


def _propose(consultation: Any) -> None:
    """A proposal of 200 suggestions that was handed in, answered and traced."""
    from django.utils import timezone

    from huiyin.desk.consultations.models import Group
    from huiyin.desk.outcomes.models import Reply, Submission, Uptake
    from huiyin.desk.proposals.models import Proposal, ProposalVersion, Suggestion

    edition = ProposalVersion.objects.create(
        proposal=Proposal.objects.create(consultation=consultation),
        number=1,
        locked_at=timezone.now(),
    )
    Submission.objects.create(
        version=edition, authority=consultation.authority, day=timezone.localdate()
    )
    suggestions = Suggestion.objects.bulk_create(
        Suggestion(
            version=edition, key=f"S{n:02}", position=n, eid=f"art_{n}", unit=f"art_{n}", wording=_WORDS
        )
        for n in range(1, SUGGESTIONS + 1)
    )  # fmt: skip
    groups = list(Group.objects.filter(consultation=consultation)[:SUGGESTIONS])
    for suggestion, group in zip(suggestions, groups, strict=False):
        suggestion.groups.add(group)
    Reply.objects.bulk_create(
        Reply(suggestion=s, status="accepted", reason=_WORDS) for s in suggestions
    )
    Uptake.objects.bulk_create(
        Uptake(suggestion=s, verdict="adopted", score=1, confidence=1, reason="nothing_asked")
        for s in suggestions
    )


# ---- measuring ---------------------------------------------------------------------------------------


@contextmanager
def serving() -> Iterator[str]:
    """The desk as an operator runs it; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    run = subprocess.Popen(
        [sys.executable, "-m", "huiyin", "desk", "run", "--port", str(port)],
        stdout=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{address}/", timeout=5).read()
                break
            except OSError:
                if run.poll() is not None:
                    sys.exit("the desk did not start")
                time.sleep(0.2)
        yield address
    finally:
        run.terminate()
        run.wait(60)


def get(url: str, cookie: str = "") -> bytes:
    headers = {"Accept-Language": "zh-CN", **({"Cookie": cookie} if cookie else {})}
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
        return bytes(answer.read())


#: Asks for another address every time, so that no answer is one that was kept.
_ANEW = """
local n = math.random(1000000000)
request = function()
  n = n + 1
  return wrk.format(nil, wrk.path .. "?anew=" .. n)
end
"""


def rate(url: str, cookie: str = "", seconds: int = SECONDS) -> float:
    """Requests per second; of an address that ends in ``?anew`` each is made anew.

    Raises ``RuntimeError`` where an answer was not 200.
    """
    url, _, anew = url.partition("?")
    script = Path(os.environ["HUIYIN_DATA"]) / "anew.lua"
    script.write_text(f"math.randomseed({time.time_ns() % 2**31})\n{_ANEW}", "utf-8")
    told = subprocess.run(
        [
            "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "60s",
            "-H", "Accept-Language: zh-CN", *(("-H", f"Cookie: {cookie}") if cookie else ()), *(("-s", str(script)) if anew else ()), url,
        ],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    if "Non-2xx" in told or "Socket errors" in told:
        raise RuntimeError(f"{url}\n{told}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", told)
    assert found is not None, told
    return float(found[1])


@contextmanager
def writing(size: int) -> Iterator[None]:
    """Meanwhile ten comments a second come in; by whom and on what does not matter."""
    from django.db import connection

    from huiyin.desk.accounts.models import User
    from huiyin.desk.consultations.api import comments as said
    from huiyin.desk.consultations.models import Consultation

    stop = threading.Event()

    def write() -> None:
        consultation = Consultation.objects.get(slug=f"law-{size}")
        author = User.objects.get(email="delegate@example.org")
        while not stop.wait(0.1):
            said.send_comment(
                consultation, author, None, said.CommentInput(uuid.uuid4(), "art_2", "同意。")
            )
        connection.close()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def in_turns(urls: list[str], cookie: str) -> list[list[float]]:
    """Of each round the rate of every address, one measured right after the other."""
    for url in urls:
        rate(url, cookie, 1)
    return [[rate(url, cookie) for url in urls] for _ in range(ROUNDS)]


def _times(rounds: list[list[float]], one: int, other: int) -> float:
    """The median over the rounds of the rate of ``one`` in that of ``other``: both stood under the same load of
    the machine, which may differ from round to round."""
    return statistics.median(each[one] / each[other] for each in rounds)


def main(sizes: list[int]) -> None:
    from importlib.metadata import version

    import django

    if shutil.which("wrk") is None:
        sys.exit("wrk is missing: apt-get install wrk")
    began = time.time()
    cookies = fill(sizes)
    from django.db import connection

    if connection.vendor == "sqlite":
        import sqlite3

        database = f"SQLite {sqlite3.sqlite_version}"
    else:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
            cursor.execute("SHOW server_version")
            database = f"PostgreSQL {cursor.fetchone()[0]}"
    connection.close()
    print(
        f"{database}; Python {platform.python_version()}, Django {django.__version__}, "
        f"Granian {version('granian')}, wrk; {os.cpu_count()} cores, {CONNECTIONS} connections; "
        f"median of {ROUNDS} rounds of {SECONDS} s"
    )
    print(f"a law of {ARTICLES} articles; filled in {time.time() - began:.0f} s\n")
    middle = sizes[len(sizes) // 2]
    with serving() as address:
        page = get(f"{address}/c/law-{middle}/")
        (Path(os.environ["HUIYIN_DATA"]) / "constant.html").write_bytes(page)
        pages = [f"{address}/c/law-{size}/" for size in sizes]
        for who, cookie in cookies.items():
            for url in pages:
                get(url, cookie)
            print(f"{who}: the page of the law, {len(page):,} bytes")
            urls = [f"{address}/constant/", *pages, *(f"{url}?anew" for url in pages)]
            rounds = in_turns(urls, cookie)
            names = ["constant page", *(f"{size:,} comments" for size in sizes)]
            names += [f"{size:,} comments, made anew" for size in sizes]
            for at, name in enumerate(names):
                _tell(name, statistics.median(r[at] for r in rounds), _times(rounds, at, 0))
            with writing(middle):
                busy = in_turns([urls[0], pages[len(sizes) // 2]], cookie)
            name = f"{middle:,} while ten come in a second"
            _tell(name, statistics.median(r[1] for r in busy), _times(busy, 1, 0))
            share = _times(rounds, 1 + len(sizes) // 2, 0)
            print(
                f"  goal: {share:.2f} >= 0.33 of the constant page's at {middle:,}: {_met(share >= 1 / 3)}"
            )
            for how, first in (("", 1), (", made anew", 1 + len(sizes))):
                grown = _times(rounds, first, first + len(sizes) - 1)
                print(
                    f"  goal: time at {sizes[-1]:,}{how} is {grown:.2f} <= 1.5 times that at {sizes[0]:,}: "
                    f"{_met(grown <= 1.5)}"
                )
            print()
        _others(address, sizes, cookies)


def _tell(name: str, one: float, share: float) -> None:
    print(f"  {name:<36}{one:>8.0f} requests/s {share:>7.2f} of the constant page's")


def _met(is_met: bool) -> str:
    return "met" if is_met else "NOT met"


def _others(address: str, sizes: list[int], cookies: dict[str, str]) -> None:
    """Milliseconds of one request at a time, median of seven, of the other pages, each made anew."""
    paths = {
        "an article": "at/art_7/",
        "groups": "groups/",
        "uptake": "uptake/",
        "replies": "replies/",
        "search 湿": f"search/?q={quote('湿')}",
        "search 措施": f"search/?q={quote('措施')}",
        "search wetlands (none)": "search/?q=wetlands",
    }
    for who, cookie in cookies.items():
        print(
            f"{who}: other pages, milliseconds of one request alone"
            + "".join(f"{s:>12,}" for s in sizes)
        )
        for name, path in paths.items():
            row = []
            for size in sizes:
                if name.startswith("search") and size > INDEXED:
                    continue
                url = f"{address}/c/law-{size}/{path}{'&' if '?' in path else '?'}anew="
                times = []
                for n in range(7):
                    start = time.perf_counter()
                    get(f"{url}{n}", cookie)
                    times.append(time.perf_counter() - start)
                    if sum(times) > 10:
                        break
                row.append(statistics.median(times) * 1000)
            print(f"  {name:<58}" + "".join(f"{ms:>12.1f}" for ms in row))
        print()


if __name__ == "__main__":
    chosen = [int(one) for one in sys.argv[1:]] or [1_000, 100_000, 1_000_000]
    with tempfile.TemporaryDirectory(prefix="huiyin-load-") as folder:
        os.environ["HUIYIN_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "desk_load_settings"
        os.environ["PYTHONPATH"] = os.pathsep.join(
            [str(HERE), *filter(None, [os.environ.get("PYTHONPATH")])]
        )
        sys.path.insert(0, str(HERE))
        main(sorted(chosen))
