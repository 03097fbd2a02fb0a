"""Registers of real organisations taken in whole, and held against pandas. ``python benchmarks/registry_files.py``.

In a desk of its own, as the machine's operator does (``huiyin desk registry-import``): the copies of the registers of
charities of 2021 and of 2026, each as of its day; the second once more; and every row of the table of mergers. What became
of names, incomes and states is counted among the dated facts and, on the files themselves, by a few lines of pandas; a
number that differs ends the run. The files lie in the folder that ``HUIYIN_SHARED_DATA`` names, under ``network``.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from huiyin.desk.registry.api.file_jobs import ImportDone

FIRST, SECOND = date(2021, 7, 15), date(2026, 1, 1)
_BETWEEN = date(2022, 6, 1)


def main(folder: Path) -> int:
    from huiyin.desk.operations.preparation import prepare_desk

    prepare_desk()
    old, new = folder / "charities-2021.csv", folder / "charities-2026.csv"
    take_in(old, as_of=FIRST)
    take_in(new, as_of=SECOND)
    check_registers(read_frame(old), read_frame(new))
    again = take_in(new, as_of=SECOND)
    changed = {name: n for name, n in again.counts.items() if name not in ("same", "refused") and n}
    check("said again, that changed something", sum(changed.values()), 0)
    mergers = folder / "charity-mergers.csv"
    check_mergers(mergers, take_in(mergers, with_unknown=True))
    return 0


def take_in(file: Path, *, as_of: date | None = None, with_unknown: bool = False) -> ImportDone:
    from huiyin.desk.registry.api.file_jobs import import_file

    choices = {
        "as_of": as_of.isoformat() if as_of else "", "kind": "partner", "currency": "GBP", "source": file.stem,
        "scheme": "GB-CHC", "with_unknown": "1" if with_unknown else "",
    }  # fmt: skip
    began, used = time.monotonic(), time.process_time()
    done = import_file(file, choices)
    counted = ", ".join(f"{n:,} {name}" for name, n in done.counts.items() if n)
    print(
        f"{file.name}: {counted}; {time.monotonic() - began:.1f} s, {time.process_time() - used:.1f} s of a processor"
    )
    for problem in sorted({problem for _, _, problem in done.refused}):
        print(f"  refused, {problem}: {sum(one == problem for _, _, one in done.refused):,}")
    sys.stdout.flush()
    return done


def check(what: str, ours: int, theirs: int) -> None:
    print(f"  {what}: {ours:,}, by pandas {theirs:,}")
    if ours != theirs:
        sys.exit(f"{what}: {ours} is not {theirs}")


# ---- the registers ------------------------------------------------------------------------------------------


def read_frame(file: Path) -> pd.DataFrame:
    import pandas as pd

    return pd.read_csv(file, dtype=str).set_index("org_id")


def check_registers(old: pd.DataFrame, new: pd.DataFrame) -> None:
    from huiyin.desk.registry.models import Fact, Organisation

    changed = Fact.objects.filter(withdrawn_at=None, until="?", last_day=SECOND - timedelta(days=1))
    kinds: Mapping[str, tuple[str, dict[str, str]]] = {
        "names that changed": ("name", {"kind": "name"}),
        "incomes that changed": ("income", {"kind": "figure", "code": "income"}),
        "states that changed": ("active", {"kind": "status"}),
    }
    for what, (column, wanted) in kinds.items():
        check(what, changed.filter(**wanted).count(), count_changes(old, new, column))
    check("organisations", Organisation.objects.count(), len(old.index.union(new.index)))
    numbers = Fact.objects.filter(kind="identifier", withdrawn_at=None)
    check(
        "numbers that two organisations have",
        numbers.count() - numbers.values("code", "text").distinct().count(),
        0,
    )
    names = old["name"].str.split().str.join(" ")
    check("names of 2021 as of 2022", count_names(names.to_dict()), len(names))


def count_changes(old: pd.DataFrame, new: pd.DataFrame, column: str) -> int:
    """How many of those that both have state something else in the second."""
    import pandas as pd

    both = pd.concat([old[column], new[column]], axis=1, join="inner").fillna("")
    before, after = (both.iloc[:, at].str.split().str.join(" ") for at in (0, 1))
    return int(((before != after) & (before != "") & (after != "")).sum())


def count_names(names: Mapping[str, str]) -> int:
    """How many organisations are called on that day as the first register calls them."""
    from huiyin.desk.registry.api.organisation_facts import describe_organisations
    from huiyin.desk.registry.data import FactKind
    from huiyin.desk.registry.models import Organisation

    there = describe_organisations(
        list(Organisation.objects.values_list("pk", flat=True)), day=_BETWEEN, with_private=True
    )
    called = {
        f"{one.code}-{one.text}": at.names.get("en", "")
        for at in there.values()
        for one in at.of(FactKind.IDENTIFIER)
    }
    return sum(called.get(number) == name for number, name in names.items())


# ---- mergers ------------------------------------------------------------------------------------------------


def check_mergers(file: Path, done: ImportDone) -> None:
    import pandas as pd

    from huiyin.desk.registry.models import ChangeEvent

    table = pd.read_csv(file, dtype=str)
    events = ChangeEvent.objects.filter(kind="merger", withdrawn_at=None)
    check("rows, recorded or refused", done.counts["events"] + done.counts["refused"], len(table))
    check("change events", events.count(), done.counts["events"])
    days = table["date_property_transferred"].fillna(table["date_vesting_declaration"])
    days = pd.to_datetime(days.fillna(table["date_merger_registered"]), errors="coerce")
    by_year = days.dt.year.value_counts()
    busiest = int(by_year.idxmax())
    refused = {row for row, _, _ in done.refused}
    left = [
        row for row, year in enumerate(days.dt.year, 2) if year == busiest and row not in refused
    ]
    check(f"change events of {busiest}", events.filter(first_day__year=busiest).count(), len(left))


if __name__ == "__main__":
    shared = os.environ.get("HUIYIN_SHARED_DATA", "")
    if not shared:
        sys.exit("HUIYIN_SHARED_DATA names the folder with the files")
    with tempfile.TemporaryDirectory() as desk:
        os.environ["HUIYIN_DATA"] = desk
        os.environ["DJANGO_SETTINGS_MODULE"] = "huiyin.desk.settings"
        sys.exit(main(Path(shared) / "network"))
