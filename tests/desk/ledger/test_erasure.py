"""What is erased of an exchange is nowhere any more: in no file, table, index or page of the database, and in no backup."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.jobs import api as jobs
from huiyin.desk.ledger.api import erasure, figures, find_broken_exchange, record_log
from huiyin.desk.ledger.api.exchanges import save_exchange
from huiyin.desk.ledger.api.tables import WINDOW, record_due_tables
from huiyin.desk.ledger.data import ExchangeDirection, ExchangeInput, ExchangeKind
from huiyin.desk.ledger.models import Exchange, FigureSet, LogEntry, TableImport, Thread
from huiyin.desk.operations.backup import write_backup
from huiyin.desk.personal import database_cleanup
from huiyin.desk.registry.models import Organisation
from huiyin.transparency import check_receipt, read_receipt

#: A name that nothing else has, in Latin letters and in Chinese ones.
NAMES = ("zqxjkvbw", "尤云鹢")


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Path) -> Path:
    """The desk's folder is the test's own."""
    settings.DATA = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path


def spell_names() -> list[bytes]:
    """The names as they can stand in a file."""
    return [
        spelt
        for name in NAMES
        for spelt in (name.encode(), json.dumps(name)[1:-1].encode(), name.encode("utf-16-le"))
    ]


def read_pieces(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """A file, and what is packed in it."""
    yield name, content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield from read_pieces(f"{name}/{member}", archive.read(member))


def list_places(folder: Path) -> set[str]:
    """Where a name still stands: every file below a folder, the files of the database, every table and index."""
    files = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    if connection.vendor == "sqlite":
        database = Path(str(connection.settings_dict["NAME"]))
        files |= {p.name: p for p in database.parent.glob(f"{database.name}*") if p.is_file()}
    spelt = spell_names()
    found = {
        place
        for name, path in files.items()
        for place, content in read_pieces(name, path.read_bytes())
        if any(one in content for one in spelt)
    }
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            told = repr(cursor.fetchall())
            found |= {table for name in NAMES if name in told or json.dumps(name)[1:-1] in told}
    return found


def post(client: Client, name: str, *args: Any, **given: Any) -> None:
    answer = client.post(reverse(name, args=args), given)
    assert answer.status_code == 302, answer.content.decode()[-1500:]


@pytest.mark.django_db(transaction=True)
def test_what_is_erased_is_in_no_file_table_index_or_later_backup_and_proofs_hold(
    people: dict[Role, User],
    authority: Organisation,
    sign_in: Callable[[Role], Client],
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(figures, "describe_ledger", lambda *given: [str(given)])  # draws nothing
    monkeypatch.setattr(figures, "analyse_apart", lambda do, *given: do(*given))
    latin, chinese = NAMES
    client = sign_in(Role.SECRETARIAT)
    form = {
        "kind": "request", "direction": "to_authority", "authority": authority.pk, "day": "2026-03-02",
        "subject_en": f"about {latin}", "summary_zh": f"{chinese}来访", "body": latin, "visibility": "public",
        "promised_on": "2026-04-01", "promise": f"{chinese}：四月答复", "promise_source": latin,
    }  # fmt: skip
    letter = SimpleUploadedFile("letter.txt", f"Dear {latin}, {chinese}".encode())
    named = SimpleUploadedFile(f"{latin}.pdf", b"%PDF-1.4 " + chinese.encode())
    post(client, "ledger_record", **form, files=[letter, named])
    ask = Exchange.objects.get()
    post(client, "thread_meaning", ask.number, meaning="part", meaning_note=f"so says {latin}")
    reasons = {"reason_civil": f"{latin} counted", "reason_authority": f"{chinese}不同意"}
    post(client, "thread_dispute", ask.number, claimed_on="2026-04-02", **reasons)
    post(client, "exchange_correct", ask.number, correction_en="Sent on the third.")
    table = f"day,who,what\n2026-03-04,{latin},{chinese}\n2026-03-05,other,else\n"
    post(client, "ledger_tables", file=SimpleUploadedFile("meetings.csv", table.encode()))
    register = TableImport.objects.get()
    post(
        client, "ledger_table", register.pk, column_day="day", column_body="who", column_subject="what",
        all_authority=authority.pk, all_kind="request", all_direction="to_authority",
    )  # fmt: skip
    jobs.perform_waiting(register)
    post(client, "ledger_table", register.pk, act="confirm")
    record_due_tables(timezone.now() + WINDOW)
    jobs.perform_waiting(register)
    assert figures.request_figures(date(2026, 11, 30))
    jobs.perform_waiting(FigureSet.objects.get(scope="whole"))
    record_log.append_waiting()
    row = Exchange.objects.get(source="table", body=latin)
    held = [read_receipt(client.get(reverse("exchange_receipt", args=(n,))).content) for n in (ask.number, row.number)]  # fmt: skip
    before = list_places(data)
    stored = [document.file.name for document in ask.documents.all()]
    assert {f"files/{name}" for name in stored} <= before
    assert {"ledger_exchange", "ledger_figureset", "ledger_thread", "ledger_countdispute"} <= before
    assert not [place for place in before if "public-record" in place]  # no tile ever had it

    for exchange in (ask, row):
        parts = [name for name, _ in erasure.list_erasable(exchange)]
        post(client, "exchange_redact", exchange.number, names=parts, reason="person")
    record_log.append_waiting()
    assert database_cleanup.clean_when_due(timezone.localtime().replace(hour=2))
    assert not erasure.list_uncleaned()
    write_backup(data / "after.zip", ())
    assert list_places(data) == set()
    # The record is whole: what was proved before the erasure holds after it, and what was erased is said.
    assert all(check_receipt(one, log_key=record_log.get_public_key()).holds for one in held)
    assert find_broken_exchange() is None and record_log.find_changed_entry() is None
    told = LogEntry.objects.filter(kind="redacted", subject_id=ask.number).get().fields
    assert told["reason"] == "person" and {"body", "promise", "subject_en"} <= set(told["names"])
    page = Client().get(reverse("exchange", args=(ask.number,))).content.decode()
    assert all(name not in page for name in NAMES)
    assert Thread.objects.get(ask=ask).promised_on == date(2026, 4, 1)


@pytest.mark.django_db
def test_a_subject_that_a_reply_repeats_is_erased_there_too(
    people: dict[Role, User], authority: Organisation
) -> None:
    by = people[Role.SECRETARIAT]
    to, back = ExchangeDirection.TO_AUTHORITY, ExchangeDirection.FROM_AUTHORITY
    day, said = date(2026, 3, 2), {"subject_en": f"about {NAMES[0]}"}
    ask = save_exchange(ExchangeInput(ExchangeKind.REQUEST, to, day, authority.pk, **said), by)
    given = ExchangeInput(ExchangeKind.REPLY, back, day, authority.pk, answers=ask.number, **said)
    reply = save_exchange(given, by)
    erasure.redact_exchange(ask, ["subject_en"], "person", by)
    reply.refresh_from_db()
    assert reply.subject_en == "" and find_broken_exchange() is None
    assert LogEntry.objects.filter(kind="redacted").count() == 2
