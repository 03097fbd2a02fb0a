"""How long do the registry's pages take with many organisations? ``python benchmarks/registry_scale.py [MANY] [FEW]``.

Fills a desk in a temporary folder (or the empty database of ``DATABASE_URL``: run it with ``tools/with-postgres``) with
FEW organisations (1,000) and then with MANY (100,000), each with ten years of invented, seeded facts: two names, a number,
a kind, a status, a place, two to four focuses with periods, three routes, an income a year. Asks what the pages ask of
it (a list narrowed and as of a day, one organisation with its whole history, a day seven years ago as it is known now),
beside a page that asks the database nothing (``/health/`` without its checks is none: a page of help). Each figure is the
median of seven, and MANY beside FEW is the ratio that must stay at or below 1.5. What the figures need of facts, read at
once, is timed too: the worker has a minute for it.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from typing import Any

_AT_ONCE = 2_000
_PLACES = ("CN-YN", "CN-SC", "CN-GZ", "CN-BJ", "CN-GD", "CN-GX", "GB", "KE")
_LAST = date(2026, 11, 30)


def main() -> None:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    few = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HUIYIN_DATA"] = folder
        from huiyin.desk.operations.preparation import prepare_desk

        prepare_desk()
        measured = []
        filled = 0
        for size in (few, many):
            fill(filled, size)
            filled = size
            measured.append(measure())
        print(f"{'':44}{few:>12,}{many:>12,}{'ratio':>8}")
        for what, first in measured[0].items():
            second = measured[1][what]
            print(f"{what:44}{1000 * first:10.1f} ms{1000 * second:9.1f} ms{second / first:8.2f}")
        print_figures()


def fill(start: int, end: int) -> None:
    """Organisations number ``start`` to ``end`` with their facts."""
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
        Organisation.objects.bulk_create(organisations)
        Fact.objects.bulk_create(
            (fact for one, n in zip(organisations, numbers, strict=True) for fact in list_facts(one, n)),
            batch_size=2_000,
        )  # fmt: skip


def list_facts(organisation: Any, number: int) -> list[Any]:
    """The facts of one organisation, the same for the same number."""
    from huiyin.desk.registry.default_focuses import DEFAULT_FOCUSES
    from huiyin.desk.registry.models import Fact

    draw = random.Random(number)

    def fact(kind: str, since: int | None, until: int | None = None, **what: Any) -> Any:
        return Fact(
            organisation=organisation, kind=kind, since=str(since or ""), until=str(until or ""),
            first_day=date(since, 1, 1) if since else None, last_day=date(until, 12, 31) if until else None,
            confirmed_on=_LAST, **what,
        )  # fmt: skip

    turn = draw.randint(2018, 2024)
    rows = [
        fact("name", 2016, turn, code="zh", text=f"第{number}号小组"),
        fact("name", turn + 1, code="zh", text=organisation.name_zh),
        fact("name", 2016, code="en", text=organisation.name_en),
        fact("kind", 2016, code="member"),
        fact("status", 2000 + number % 17, code="active"),
        fact("identifier", None, code="GB-CHC", text=f"{1_000_000 + number}"),
        fact("place", 2016, code=draw.choice(_PLACES)),
    ]
    for focus in draw.sample(DEFAULT_FOCUSES, draw.randint(2, 4)):
        since = draw.randint(2016, 2022)
        until = draw.choice((None, draw.randint(since, 2025)))
        rows.append(fact("focus", since, until, code=focus.slug))
    for since, until in ((2016, 2019), (2020, 2023), (2024, None)):
        shares = [draw.random() for _ in range(3)]
        names = ("professional", "grassroots", "international")
        data = {name: share / sum(shares) for name, share in zip(names, shares, strict=True)}
        rows.append(fact("route", since, until, data=data))
    rows += [
        fact("figure", year, year, code="income", number=float(draw.randint(1, 10**7)), data={"currency": "CNY"})
        for year in range(2016, 2026)
    ]  # fmt: skip
    return rows


def measure() -> dict[str, float]:
    """What is asked → seconds, the median of seven."""
    from django.db import connection

    from huiyin.desk.registry.api import organisation_facts
    from huiyin.desk.registry.data import DirectoryFilters
    from huiyin.desk.registry.models import Organisation

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    one = Organisation.objects.order_by("pk")[500]
    then = date(2019, 6, 30)

    def list_page(**filters: Any) -> Callable[[], object]:
        def ask() -> object:
            page = list(
                organisation_facts.select_organisations(DirectoryFilters(kind="member", **filters))[
                    :50
                ]
            )
            return organisation_facts.describe_organisations(
                [o.pk for o in page], day=filters.get("day")
            )

        return ask

    asked: dict[str, Callable[[], object]] = {
        "directory, first page": list_page(),
        "directory, one focus": list_page(focus="water"),
        "directory, one focus, as of 2019": list_page(focus="water", day=then),
        "directory, a name": list_page(words="第777号"),
        "organisation, whole history": lambda: organisation_facts.list_facts(one),
        "organisation, as of 2019": lambda: organisation_facts.describe_organisation(one, day=then),
        "organisation, as known yesterday": lambda: organisation_facts.describe_organisation(
            one, known_on=_LAST
        ),
    }
    return {what: time_median(ask) for what, ask in asked.items()}


def time_median(ask: Callable[[], object]) -> float:
    ask()
    times = []
    for _ in range(7):
        start = time.perf_counter()
        ask()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def print_figures() -> None:
    """What the worker does for the page of figures: the focuses of all years."""
    from huiyin.desk.registry.api import organisation_facts
    from huiyin.measures.focus_history import measure_focus_history

    start = time.perf_counter()
    facts = organisation_facts.list_dated_focuses()
    read = time.perf_counter() - start
    measure_focus_history(facts, range(2016, 2027), seed=1)
    print(
        f"focuses of all years: {len(facts):,} facts read in {read:.1f} s, measured in {time.perf_counter() - start - read:.1f} s"
    )


if __name__ == "__main__":
    main()
