"""Files of organisations: registers as of a day, tables of mergers, what goes out and comes in again."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.networks.models import Network
from huiyin.desk.registry.api import (
    facts,
    file_exports,
    file_imports,
    file_jobs,
    file_reading,
    organisation_facts,
)
from huiyin.desk.registry.api.file_imports import ImportChoices, ImportPlan
from huiyin.desk.registry.data import FactInput, FactKind
from huiyin.desk.registry.models import ChangeEvent, Fact, FileImport, Organisation
from huiyin.files.tables.table import GridTable
from huiyin.intake.organisations import guess_roles, read_iati, read_mergers, read_popolo
from huiyin.intake.organisations.tables import read_organisation_table

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2021, 7, 15), date(2026, 1, 1)

OLD = """org_id,name,active,date_registered,activities,income,spending
GB-CHC-1000001,Marsh Wardens,True,1990-11-09,We mind the marsh.,1000,900
GB-CHC-1000002,HILL FOLK,True,,,2000,1500
GB-CHC-1000003,Tide Watch,True,2001-02-03,Tides.,300,
GB-NIC-100004,Bog Friends,True,,,40,40
"""
NEW = """org_id,name,active,date_registered,activities,income,spending
GB-CHC-1000001,Marsh and Fen,True,1990-09-11,We mind the marsh.,1200,900
GB-CHC-1000002,HILL FOLK,False,1995-05-05,,2000,1600
GB-CHC-1000003,Tide Watch,True,2001-02-03,Tides.,300,
GB-NIC-100004,Bog Friends,True,,,,
GB-CHC-1000005,Fen Fund,True,2020-01-01,,5,5
GB-CHC-12,Wrong number,True,,,1,1
"""
MERGERS = """transferor_name,transferor_regno,transferor_subno,transferee_name,transferee_regno,transferee_subno,date_vesting_declaration,date_property_transferred,date_merger_registered
Tide Watch,1000003,0,Marsh and Fen,1000001,0,,2024-06-29 00:00:00,2024-07-01 00:00:00
Old Mill,1000009,0,Mill Trust,1000010,0,2019-01-01 00:00:00,,2019-02-01 00:00:00
Nowhere,,,Somewhere,,,,not a day,
"""


@pytest.fixture
def by() -> User:
    return User.objects.create_user("s@example.org", "x" * 12, name="Secretariat")


def table_of(words: str) -> GridTable:
    rows = csv.reader(io.StringIO(words))
    return GridTable("f.csv", "", tuple((n, tuple(cells)) for n, cells in enumerate(rows, 1)))


def take_in(table: GridTable, day: date, by: User) -> tuple[ImportPlan, FileImport]:
    stated = read_organisation_table(table, guess_roles(table.rows[0][1]), currency="GBP")
    made = FileImport.objects.create(file_name="f.csv", kind="table", created_by=by)
    choices = ImportChoices(as_of=day, kind="partner", source="register")
    return file_imports.take_in(made, stated, choices, by), made


def count_changes(old: pd.DataFrame, new: pd.DataFrame, column: str) -> int:
    """How many of those that both have state something else in the second, as pandas counts."""
    before, after = (
        table[column].fillna("").str.split().str.join(" ").rename(name)
        for table, name in ((old, "before"), (new, "after"))
    )
    both = pd.concat([before, after], axis=1, join="inner")
    stated = both[(both.before != "") & (both.after != "")]
    return int((stated.before != stated.after).sum())


def check_two_registers(old_words: str, new_words: str, by: User) -> dict[str, int]:
    """Take both in, and hold the facts against a few lines of pandas."""
    old, new = (
        pd.read_csv(io.StringIO(words), dtype=str).set_index("org_id")
        for words in (old_words, new_words)
    )
    take_in(table_of(old_words), FIRST, by)
    assert Organisation.objects.count() == len(old)
    plan, _ = take_in(table_of(new_words), SECOND, by)
    changed = Fact.objects.filter(withdrawn_at=None, until="?", last_day=SECOND - timedelta(days=1))
    counts = {
        "names": changed.filter(kind="name").count(),
        "incomes": changed.filter(kind="figure", code="income").count(),
        "states": changed.filter(kind="status").count(),
    }
    columns = {"names": "name", "incomes": "income", "states": "active"}
    assert counts == {what: count_changes(old, new, column) for what, column in columns.items()}
    assert Organisation.objects.count() == len(old) + plan.new
    again, _ = take_in(table_of(new_words), SECOND, by)  # said again: nothing is doubled
    assert {row.action for row in again.rows} <= {"refused"} and again.new == 0
    numbers = list(Organisation.objects.values_list("pk", flat=True))
    there = organisation_facts.describe_organisations(
        numbers, day=date(2022, 6, 1), with_private=True
    )
    names = {
        f"{one.code}-{one.text}": at.names.get("en", "")
        for at in there.values()
        for one in at.of(FactKind.IDENTIFIER)
    }
    assert {number: names[number] for number in old.index} == {
        number: " ".join(name.split()) for number, name in old["name"].items()
    }
    return {**counts, "new": plan.new}


def test_a_register_on_two_days_becomes_dated_facts(by: User) -> None:
    assert check_two_registers(OLD, NEW, by) == {"names": 1, "incomes": 1, "states": 1, "new": 1}


def test_the_registers_of_2021_and_2026(by: User, shared_data: Path) -> None:
    """Some seconds: a tenth of two real registers, whose numbers find what invented ones do not. The whole of them:
    ``huiyin desk registry-import``."""
    folder = shared_data / "network"
    old, new = ((folder / f"charities-{year}.csv").read_text("utf-8") for year in (2021, 2026))
    counts = check_two_registers(*(cut(words) for words in (old, new)), by)
    assert counts["names"] > 5 and counts["incomes"] > 50


def test_who_imports_by_the_command_is_told_which_columns_were_not_read(tmp_path: Path) -> None:
    table = tmp_path / "r.csv"
    table.write_bytes(b"name,incorporated,kept by\nTide Watch,2008,somebody\n")
    choices = dict.fromkeys(("as_of", "source", "scheme", "with_unknown"), "")
    done = file_jobs.import_file(
        table, choices | {"kind": "member", "currency": "CNY"}, is_dry=True
    )
    assert "kept by" in done.unread and "name" not in done.unread


def cut(words: str) -> str:
    """The headings, and the rows of numbers that end in 7."""
    rows = list(csv.reader(io.StringIO(words)))
    out = io.StringIO()
    csv.writer(out).writerows([rows[0], *(row for row in rows[1:] if row[0].endswith("7"))])
    return out.getvalue()


def test_mergers_become_change_events_on_their_days(by: User) -> None:
    take_in(table_of(NEW.replace("False", "True")), SECOND, by)
    mergers = read_mergers(table_of(MERGERS))
    assert [one.problem for one in mergers] == ["", "", "date"]
    planned = file_imports.plan_mergers(mergers)
    assert [one.problem for one in planned] == ["", "unknown_side", "date"]
    made = FileImport.objects.create(file_name="m.csv", kind="mergers")
    counts = file_imports.take_in_mergers(made, mergers, by, with_unknown=True)
    assert counts == {"events": 2, "refused": 1, "organisations": 2}
    assert list(ChangeEvent.objects.values_list("since", flat=True)) == ["2019-01-01", "2024-06-29"]
    tide = Organisation.objects.get(name_en="Tide Watch")
    assert tide.ended_on == date(2024, 6, 28)
    again = FileImport.objects.create(file_name="m.csv", kind="mergers")
    assert file_imports.take_in_mergers(again, mergers, by)["events"] == 0
    file_imports.undo_import(made, by)
    tide.refresh_from_db()
    assert tide.ended_on is None and not Organisation.objects.filter(name_en="Old Mill").exists()
    assert not ChangeEvent.objects.filter(withdrawn_at=None).exists()


def test_what_a_file_did_is_undone_but_stays_known(by: User) -> None:
    take_in(table_of(OLD), FIRST, by)
    before = snapshot()
    _, made = take_in(table_of(NEW), SECOND, by)
    assert snapshot() != before
    changed_since = Fact.objects.get(kind="figure", code="income", number=1200)
    facts.end_fact(changed_since.pk, "2026-06", by)
    file_imports.undo_import(made, by)
    assert not Organisation.objects.filter(name_en="Fen Fund").exists()
    after = snapshot()
    income = ("Marsh Wardens", "figure", "income")
    assert {k: v for k, v in after.items() if k != income} == {
        k: v for k, v in before.items() if k != income
    }
    assert Organisation.objects.filter(name_en="Marsh Wardens").exists()


def snapshot() -> Mapping[tuple[str, str, str], object]:
    return {
        (one.organisation.name_en, one.kind, one.code): (one.text, one.number, one.since, one.until)
        for one in Fact.objects.filter(withdrawn_at=None).select_related("organisation")
    }


def test_a_file_gives_nobody_rights_unless_it_may(by: User) -> None:
    network = Network.objects.create(slug="rivers", name_en="Rivers", name_zh="江河网络")
    table = table_of("name,network\nMarsh Wardens,江河网络\n")
    stated = read_organisation_table(table, guess_roles(table.rows[0][1]))
    plan = file_imports.plan_import(stated, ImportChoices(), by)
    assert [row.problem for row in plan.rows if row.action == "refused"] == ["grants"]
    made = FileImport.objects.create(file_name="f.csv", kind="table")
    file_imports.take_in(made, stated, ImportChoices(may_grant=True), by)
    assert [one.name_en for one in network.members.all()] == ["Marsh Wardens"]


def test_a_focus_that_a_snapshot_lists_no_more_is_over_and_a_plan_writes_nothing(by: User) -> None:
    take_in(table_of("name,关注领域\nMarsh Wardens,water; 生态环境\n"), FIRST, by)
    n = Fact.objects.count()
    table = table_of("name,关注领域\nMarsh Wardens,water; climate; wells\n")
    stated = read_organisation_table(table, guess_roles(table.rows[0][1]))
    plan = file_imports.plan_import(stated, ImportChoices(as_of=SECOND), by)
    assert Fact.objects.count() == n
    assert sorted((row.action, row.problem) for row in plan.rows) == [
        ("added", ""), ("ended", ""), ("refused", "focus"),
    ]  # fmt: skip


def test_what_goes_out_comes_in_again_unchanged(by: User) -> None:
    take_in(table_of(OLD), FIRST, by)
    take_in(table_of(NEW), SECOND, by)
    marsh = Organisation.objects.get(name_en="Marsh and Fen")
    facts.record_fact(marsh, FactInput(FactKind.FOCUS, "water", since="2008", until="2015-05"), by)
    facts.record_fact(
        marsh, FactInput(FactKind.ROUTE, data={"professional": 1, "grassroots": 1}, since=""), by
    )
    facts.record_fact(
        marsh, FactInput(FactKind.REACH, "foreign_funding", number=0.3, since="2020"), by
    )
    today = timezone.localdate()
    popolo = file_exports.export_popolo(with_private=True)
    rows = list(file_exports.list_fact_rows(with_private=True))
    iati = file_exports.export_iati(today)
    table = GridTable("f.csv", "", tuple((n, tuple("" if c is None else str(c) for c in row)) for n, row in enumerate(rows, 1)))  # fmt: skip
    for stated in (
        read_popolo(popolo.encode(), "f.json"),
        read_organisation_table(table, guess_roles(table.rows[0][1])),
        read_iati(iati, "f.xml"),
    ):
        plan = file_imports.plan_import(stated, ImportChoices(), by)
        assert plan.new == 0 and plan.rows == (), [
            (r.action, r.problem, r.before, r.after) for r in plan.rows
        ]
        assert plan.same > 3


def test_what_is_private_goes_out_to_nobody_but_the_team(by: User) -> None:
    take_in(table_of(OLD), FIRST, by)
    one = Organisation.objects.get(name_en="Tide Watch")
    facts.record_fact(
        one, FactInput(FactKind.REACH, "foreign_funding", number=0.375, since="2020"), by
    )
    assert "0.375" not in file_exports.export_popolo()
    assert not any(row[4] == 0.375 for row in file_exports.list_fact_rows())
    assert "0.375" in file_exports.export_popolo(with_private=True)


def test_a_table_of_mergers_is_known_by_its_headings_whatever_stands_below(tmp_path: Path) -> None:
    head, *below = MERGERS.splitlines()
    odd = "Names,1000011,Kind,Founded,1000012,Website,,2020-01-01 00:00:00,2020-01-01 00:00:00"
    words = "\n".join(["Mergers,,,,,,,,", head, odd, *below]).encode()
    assert file_reading.look_into("m.csv", words).format == file_reading.MERGERS
    table = tmp_path / "m.csv"
    table.write_bytes(words)
    choices = dict.fromkeys(("as_of", "source"), "") | {"scheme": "GB-CHC", "with_unknown": "1"}
    done = file_jobs.import_file(table, choices | {"kind": "partner", "currency": "GBP"})
    assert done.counts["events"] == 3
    assert [(row, problem) for row, _, problem in done.refused] == [(6, "date")]
