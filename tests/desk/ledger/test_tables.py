"""Registers taken in as exchanges: mapped once, every row in or refused with why."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.jobs import api as jobs
from huiyin.desk.ledger.api import find_broken_exchange
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


def take(client: Client, received: TableImport, **mapped: object) -> TableImport:
    client.post(reverse("ledger_table", args=(received.pk,)), mapped)
    jobs.perform_waiting(received)
    received.refresh_from_db()
    return received


def test_a_register_of_requests_is_mapped_once_and_its_bad_rows_are_named(
    authority: Organisation, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.SECRETARIAT)
    received = upload(client, "requests.csv", REQUESTS.encode())
    lacking = client.post(reverse("ledger_table", args=(received.pk,)), {"column_day": "came"})
    assert lacking.status_code == 422 and "one authority for every row" in lacking.content.decode()
    done = take(
        client, received, column_day="came", column_replied="went", column_subject="what",
        all_authority=authority.pk, all_kind="request", all_direction="to_authority", all_language="en",
    )  # fmt: skip
    assert (done.taken, done.is_done) == (3, True)  # the same row twice is two requests
    assert [(row["row"], row["code"]) for row in done.refused] == [
        (4, "ends_before"), (5, "odd_day"), (6, "no_day"),
    ]  # fmt: skip
    assert Thread.objects.filter(state="answered").count() == 2
    assert Exchange.objects.filter(source="table").count() == 5
    assert find_broken_exchange() is None
    page = client.get(reverse("ledger_table", args=(received.pk,))).content.decode()
    assert "Row 5: “spring” is not a single date." in page
    # With the same headings nobody is asked again, and what was taken is not taken twice.
    again = upload(client, "requests.csv", (REQUESTS + "6,fens,2026-04-01,\n").encode())
    jobs.perform_waiting(again)
    again.refresh_from_db()
    assert (again.taken, [row["code"] for row in again.refused]) == (
        1, ["known", "known", "ends_before", "odd_day", "no_day", "known"],
    )  # fmt: skip


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
    print(done.taken, done.refused)
    assert done.taken + len(done.refused) == 2325
    assert Exchange.objects.filter(source="table").count() == done.taken
