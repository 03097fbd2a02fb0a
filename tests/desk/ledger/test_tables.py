"""Registers taken in as exchanges: mapped once, looked at, taken back or recorded, every row in or refused with why."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.jobs import api as jobs
from huiyin.desk.ledger.api import find_broken_exchange
from huiyin.desk.ledger.api.exchanges import save_exchange
from huiyin.desk.ledger.api.tables import WINDOW, record_due_tables
from huiyin.desk.ledger.data import ExchangeDirection, ExchangeInput, ExchangeKind
from huiyin.desk.ledger.models import Exchange, TableImport, Thread
from huiyin.desk.registry.models import Organisation
from tests.desk.standing import *  # noqa: F403 - one small network for all of them

REQUESTS = """id,what,came,went
1,plans,2026-03-02,2026-03-20
2,maps,2026-03-03,
3,dams,2026-03-20,2026-03-02
4,reeds,spring,
5,cranes,,
1,plans,2026-03-02,2026-03-20
"""


def upload(client: Client, name: str, data: bytes) -> TableImport:
    answer = client.post(reverse("ledger_tables"), {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()[-1500:]
    return TableImport.objects.order_by("-pk")[0]


def act(client: Client, received: TableImport, what: str, **more: object) -> TableImport:
    client.post(reverse("ledger_table", args=(received.pk,)), {"act": what, **more})
    jobs.perform_waiting(received)
    received.refresh_from_db()
    return received


def look(client: Client, received: TableImport, **mapped: object) -> TableImport:
    """Map the columns and find what the register would add."""
    client.post(reverse("ledger_table", args=(received.pk,)), mapped)
    jobs.perform_waiting(received)
    received.refresh_from_db()
    return received


def take(client: Client, received: TableImport, **mapped: object) -> TableImport:
    """The same, confirmed and recorded."""
    look(client, received, **mapped)
    act(client, received, "confirm")
    return act(client, received, "now")


def read(client: Client, received: TableImport) -> str:
    return client.get(reverse("ledger_table", args=(received.pk,))).content.decode()


def test_a_register_of_requests_is_mapped_once_and_its_bad_rows_are_named(
    authority: Organisation, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.SECRETARIAT)
    received = upload(client, "requests.csv", REQUESTS.encode())
    lacking = client.post(reverse("ledger_table", args=(received.pk,)), {"column_day": "came"})
    assert lacking.status_code == 422 and "one authority for every row" in lacking.content.decode()
    looked = look(
        client, received, column_day="came", column_replied="went", column_subject="what",
        all_authority=authority.pk, all_kind="request", all_direction="to_authority", all_language="en",
    )  # fmt: skip
    assert looked.step == "ready" and not Exchange.objects.filter(source="table").exists()
    assert (looked.plan["rows"], looked.plan["exchanges"], looked.plan["repeated"]) == (3, 5, 1)
    page = read(client, looked)
    assert (
        "Row 5: “spring” is not a date, or not one single day." in page
        and "Rows identical to an earlier row" in page
    )
    assert "Ministry of nature" in page.replace("Nature", "nature") and "Mar" in page
    act(client, looked, "confirm")
    done = act(client, looked, "now")
    assert (done.taken, done.is_done) == (3, True)  # the same row twice is two requests
    assert [(row["row"], row["code"]) for row in done.refused] == [
        (4, "ends_before"), (5, "odd_day"), (6, "no_day"),
    ]  # fmt: skip
    assert Thread.objects.filter(state="answered").count() == 2
    assert Exchange.objects.filter(source="table").count() == 5
    assert find_broken_exchange() is None
    assert not done.file and done.preview == []  # the ledger has the rows
    # With the same headings nobody is asked again, and what was taken is not taken twice.
    again = upload(client, "requests.csv", (REQUESTS + "6,fens,2026-04-01,\n").encode())
    jobs.perform_waiting(again)
    again.refresh_from_db()
    assert (again.plan["rows"], again.plan["known"]) == (1, 3)
    assert [row["code"] for row in again.refused] == ["ends_before", "odd_day", "no_day"]
    act(client, again, "confirm")
    assert act(client, again, "now").taken == 1


def test_headings_in_either_language_say_what_the_columns_hold(
    authority: Organisation, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.SECRETARIAT)
    for name, table, expected in (
        ("meetings.csv", "date,organisation,dossier\n17-11-2020,GSMA,report\n", {"day": "date", "body": "organisation", "subject": "dossier"}),
        ("登记.csv", "申请日期,社会组织,国家机关,类型,方向,事由,答复日期\n2026-03-02,甲,自然资源部,请求,去文,湿地,\n", {
            "day": "申请日期", "body": "社会组织", "authority": "国家机关", "kind": "类型", "direction": "方向", "subject": "事由", "replied": "答复日期",
        }),
        ("requests.csv", "date_accepted,date,abstract\n2012-01-02,2012-01-17,fire\n", {"day": "date_accepted", "replied": "date", "subject": "abstract"}),
    ):  # fmt: skip
        received = upload(client, name, table.encode())
        form = client.get(reverse("ledger_table", args=(received.pk,))).context["form"]
        chosen = {n.removeprefix("column_"): v for n, v in form.initial.items() if v}
        assert chosen == expected, name
        # What cells call kinds and directions is known in both languages, too.
    mapped = {f"column_{role}": h for role, h in expected.items()}
    words = upload(client, "登记.csv", "申请日期,社会组织,国家机关,类型,方向,事由,答复日期\n2026-03-02,甲,自然资源部,请求,去文,湿地,\n".encode())  # fmt: skip
    form = client.get(reverse("ledger_table", args=(words.pk,))).context["form"]
    mapped = {name: value for name, value in form.initial.items() if value}
    assert look(client, words, **mapped).plan["rows"] == 1


def test_a_register_is_taken_back_before_it_is_recorded_and_nothing_of_it_stays(
    authority: Organisation, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.SECRETARIAT)
    mapped = {
        "column_day": "came", "column_subject": "what", "all_authority": authority.pk, "all_kind": "request",
        "all_direction": "to_authority",
    }  # fmt: skip
    received = look(client, upload(client, "requests.csv", REQUESTS.encode()), **mapped)
    stored = received.file.name
    act(client, received, "confirm")
    assert record_due_tables(timezone.now()) == 0 and not Exchange.objects.exists()
    assert "can withdraw the whole import" in read(client, received)
    with TestCase.captureOnCommitCallbacks(execute=True):
        dropped = act(client, received, "drop")
    assert (dropped.step, dropped.file.name, dropped.plan) == ("dropped", "", {})
    assert not default_storage.exists(stored)
    assert record_due_tables(timezone.now() + WINDOW) == 0 and not Exchange.objects.exists()
    # Nobody takes another back, and what nobody takes back is recorded when its time comes.
    other = look(client, upload(client, "requests.csv", REQUESTS.encode()))
    act(client, other, "confirm")
    assert record_due_tables(timezone.now() + WINDOW) == 1
    jobs.perform_waiting(other)
    other.refresh_from_db()
    assert (other.step, other.taken) == ("recorded", 4)
    assert act(client, other, "drop").step == "recorded"  # too late


def test_what_a_register_brought_by_mistake_is_marked_so_and_counts_no_more(
    authority: Organisation, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.SECRETARIAT)
    done = take(
        client, upload(client, "requests.csv", REQUESTS.encode()), column_day="came", column_replied="went",
        all_authority=authority.pk, all_kind="request", all_direction="to_authority",
    )  # fmt: skip
    lacking = client.post(reverse("ledger_table", args=(done.pk,)), {"act": "void"})
    assert lacking.status_code == 422 and "Say what was wrong" in lacking.content.decode()
    assert act(client, done, "void", correction_en="the register of another city").step == "void"
    own = Exchange.objects.filter(source="table")
    assert own.count() == 5 and not own.filter(is_void=False).exists()
    assert {thread.state for thread in Thread.objects.all()} == {"void"}
    said = Exchange.objects.filter(kind="correction")
    assert said.count() == 5 and said[0].summary_en == "the register of another city"
    assert find_broken_exchange() is None
    page = client.get(reverse("exchange", args=(own[0].number,))).content.decode()
    assert "Recorded by mistake" in page and "the register of another city" in page


def test_a_row_that_is_recorded_already_some_other_way_is_pointed_out(
    authority: Organisation, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    by_hand = save_exchange(
        ExchangeInput(ExchangeKind.MEETING, ExchangeDirection.TO_AUTHORITY, date(2026, 3, 2), authority.pk, body="B"),
        people[Role.SECRETARIAT],
    )  # fmt: skip
    client = sign_in(Role.SECRETARIAT)
    looked = look(
        client, upload(client, "meetings.csv", b"day,who\n2026-03-02,B\n2026-03-03,B\n"), column_day="day",
        column_body="who", all_authority=authority.pk, all_kind="meeting", all_direction="to_authority",
    )  # fmt: skip
    assert looked.plan["beside_rows"] == [[2, by_hand.number]]
    assert f"row 2 and exchange no. {by_hand.number}" in read(client, looked)


def test_bodies_and_authorities_are_known_by_any_of_their_names(
    authority: Organisation, members: list[Organisation], sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.SECRETARIAT)
    table = f"day,who,whom\n2026-03-02,{members[0].name_zh},ministry of nature\n3 May 2026,A stranger,自然资源部\n"
    table += "2026-03-02,B,Nowhere\n"
    done = take(
        client, upload(client, "meetings.csv", table.encode()), column_day="day", column_body="who",
        column_authority="whom", all_kind="meeting", all_direction="to_authority",
    )  # fmt: skip
    assert [row["code"] for row in done.refused] == ["unknown_authority"]
    met = Exchange.objects.filter(source="table")
    assert [(one.organisation_id, one.body) for one in met] == [
        (members[0].pk, ""),
        (None, "A stranger"),
    ]
    assert {one.authority_id for one in met} == {authority.pk}


@pytest.mark.sweep
def test_every_row_of_a_parliament_s_register_is_in_or_refused_with_why(
    authority: Organisation, sign_in: Callable[[Role], Client]
) -> None:
    """2,325 meetings; a minute, so not among the tests of every day."""
    shared = os.environ.get("HUIYIN_SHARED_DATA")
    if not shared:
        pytest.skip("HUIYIN_SHARED_DATA names no folder with public data")
    data = (Path(shared) / "network/parliament-meetings.csv").read_bytes()
    client = sign_in(Role.SECRETARIAT)
    done = take(
        client, upload(client, "parliament-meetings.csv", data), column_day="date", column_body="organisation",
        column_subject="dossier", all_authority=authority.pk, all_kind="meeting", all_direction="to_authority",
    )  # fmt: skip
    why = Counter(row["code"] for row in done.refused)
    print(f"{done.taken:,} rows taken; refused {sum(why.values()):,}, by reason: {dict(why)}")
    assert done.taken + len(done.refused) == 2325
    assert Exchange.objects.filter(source="table").count() == done.taken
