"""The public record on the desk: what it proves, and who is found out with the database and the key in hand."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as desk_settings
from django.test import Client
from django.urls import reverse

from huiyin.desk import core
from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.api import intakes
from huiyin.desk.consultations.models import Comment, Consultation
from huiyin.desk.jobs import api as jobs
from huiyin.desk.ledger.api import find_broken_exchange, record_log
from huiyin.desk.ledger.api.exchanges import save_exchange
from huiyin.desk.ledger.data import ExchangeDirection, ExchangeInput, ExchangeKind, Visibility
from huiyin.desk.ledger.models import Checkpoint, Exchange, LogEntry, LogKey, LogOpening
from huiyin.desk.notifications.email_rendering import FOOT
from huiyin.desk.registry.models import Organisation
from huiyin.text import as_csv_cell
from huiyin.transparency import (
    FolderSource,
    KeyKind,
    RefusalCode,
    RefusedEvidence,
    SigningKey,
    TileSource,
    append_entries,
    check_continuation,
    check_receipt,
    create_log,
    generate_key,
    open_checkpoint,
    read_receipt,
    vouch_for_log,
)
from tests.desk.standing import *  # noqa: F403 - one small network for all of them

DAY = date(2026, 3, 2)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path, db: None) -> Path:
    """The files of the log lie in a folder of the test's own."""
    settings.DATA = tmp_path
    return record_log.get_folder()


@pytest.fixture
def record(people: dict[Role, User], authority: Organisation) -> Callable[..., Exchange]:
    def save(subject: str, **more: Any) -> Exchange:
        given = ExchangeInput(
            ExchangeKind.REQUEST, ExchangeDirection.TO_AUTHORITY, DAY, authority.pk, subject_en=subject, **more
        )  # fmt: skip
        return save_exchange(given, people[Role.SECRETARIAT])

    return save


class WebLog(TileSource):
    """The log as the desk shows it to anybody."""

    def __init__(self) -> None:
        self._client = Client()

    def read_file(self, path: str, largest: int) -> bytes:
        answer = self._client.get(reverse("ledger_file", args=(path,)))
        if answer.status_code == 404:
            raise RefusedEvidence(RefusalCode.TILE_MISSING, path=path)
        return answer.getvalue()


def sign_everything_anew(folder: Path) -> None:
    """What somebody does who has the database and the key: the whole log made again of the rows as they now are."""
    import shutil

    key = record_log.get_key()
    LogEntry.objects.update(index=None, leaf="")
    Checkpoint.objects.all().delete()
    shutil.rmtree(folder)
    create_log(folder, key)
    record_log.append_waiting(NOON)


def receipt_of(exchange: Exchange) -> Any:
    answer = Client().get(reverse("exchange_receipt", args=(exchange.number,)))
    assert answer.status_code == 200, answer.content
    return read_receipt(answer.content)


def test_what_is_recorded_is_in_the_log_within_a_round_and_its_receipt_holds_off_line(
    record: Callable[..., Exchange],
) -> None:
    exchange = record("plans")
    waiting = Client().get(reverse("exchange_receipt", args=(exchange.number,)))
    assert (waiting.status_code, waiting["Retry-After"]) == (503, "60")
    assert record_log.append_waiting() >= 1
    assert record_log.append_waiting() == 0
    receipt = receipt_of(exchange)
    checked = check_receipt(receipt, log_key=record_log.get_public_key())
    assert checked.holds
    assert {opening.name for opening in receipt.entries[0].openings} == {"subject_en", "parties"}
    leaf = json.loads(receipt.entries[0].leaf)
    assert "plans" not in json.dumps(leaf) and leaf["fields"]["day"] == "2026-03-02"
    assert record_log.find_changed_entry() is None


def test_the_log_is_shown_to_anybody_as_plain_files(
    record: Callable[..., Exchange], tmp_path: Path
) -> None:
    record("plans")
    record_log.append_waiting()
    witness = generate_key("member.example.org", KeyKind.WITNESS)
    seen = vouch_for_log(WebLog(), tmp_path / "state.json", witness)
    assert seen.entries_checked == LogEntry.objects.count()
    client = Client()
    for path in (
        "../ledger-key",
        "tile/0/000/../../x",
        "tile/9/000",
        "checkpoint.bak",
        "state.json",
    ):
        assert client.get(f"/ledger/log/{path}").status_code == 404, path


@pytest.fixture
def watched(record: Callable[..., Exchange], folder: Path, tmp_path: Path) -> Iterator[Watched]:
    yield Watched(record, folder, tmp_path)


class Watched:
    """A log with three exchanges, a receipt in somebody's hand and a witness who has seen it."""

    def __init__(self, record: Callable[..., Exchange], folder: Path, tmp_path: Path) -> None:
        self.folder, self.state = folder, tmp_path / "witness" / "state.json"
        self.state.parent.mkdir()
        self.exchanges = [record(f"plan {n}") for n in range(3)]
        record_log.append_waiting(NOON)
        self.receipt = receipt_of(self.exchanges[1])
        self.key = generate_key("member.example.org", KeyKind.WITNESS)
        self.first = vouch_for_log(WebLog(), self.state, self.key, now=NOON)

    def look_again(self, now: datetime = NOON + timedelta(days=1)) -> None:
        vouch_for_log(WebLog(), self.state, self.key, now=now)

    def refused(self) -> str:
        with pytest.raises(RefusedEvidence) as refused:
            self.look_again()
        return refused.value.code

    def lay_receipt_beside(self) -> None:
        """What the holder of a receipt does: compare its checkpoint with the log as it is shown now."""
        key = record_log.get_public_key()
        held = open_checkpoint(self.receipt.checkpoint.encode(), key)
        shown = open_checkpoint(WebLog().read_file("checkpoint", 65536), key)
        check_continuation(WebLog(), held, shown)


def test_an_entry_changed_by_who_has_database_and_key_is_refused(watched: Watched) -> None:
    entry = LogEntry.objects.get(pk=watched.exchanges[1].entry_id)
    LogEntry.objects.filter(pk=entry.pk).update(fields=entry.fields | {"day": "2020-01-01"})
    assert record_log.find_changed_entry() == entry.index
    sign_everything_anew(watched.folder)
    assert watched.refused() == RefusalCode.SPLIT_VIEW
    with pytest.raises(RefusedEvidence):
        watched.lay_receipt_beside()


def test_an_entry_removed_or_put_in_between_is_refused(
    watched: Watched, record: Callable[..., Exchange]
) -> None:
    gone = watched.exchanges[0]
    LogOpening.objects.filter(entry=gone.entry).delete()
    Exchange.objects.filter(pk=gone.pk).update(entry=None)
    LogEntry.objects.filter(pk=gone.entry_id).delete()
    record("in its place")
    sign_everything_anew(watched.folder)
    assert watched.refused() in (RefusalCode.REWRITTEN, RefusalCode.SPLIT_VIEW)


def test_a_log_cut_short_is_refused(watched: Watched) -> None:
    last = watched.exchanges[-1]
    Exchange.objects.filter(pk=last.pk).update(entry=None)
    LogEntry.objects.filter(pk=last.entry_id).delete()
    sign_everything_anew(watched.folder)
    assert watched.refused() == RefusalCode.CUT_SHORT


def test_an_entry_dated_back_past_a_checkpoint_is_refused(
    watched: Watched, record: Callable[..., Exchange]
) -> None:
    record("long ago")
    record_log.append_waiting(NOON - timedelta(days=3))
    assert watched.refused() in (RefusalCode.OUT_OF_ORDER, RefusalCode.BACKDATED)


def test_two_histories_shown_to_two_readers_are_found_by_two_receipts(
    watched: Watched, tmp_path: Path, record: Callable[..., Exchange]
) -> None:
    key = record_log.get_key()
    other = tmp_path / "other"
    create_log(other, key)
    leaves = [row.leaf.encode() for row in LogEntry.objects.exclude(index=None).order_by("index")]
    shown = append_entries(
        other, [leaves[0].replace(b"2026-03-02", b"2025-03-02"), *leaves[1:]], key
    )
    held = open_checkpoint(watched.receipt.checkpoint.encode(), key.verifier)
    with pytest.raises(RefusedEvidence) as refused:
        check_continuation(FolderSource(other), held, shown)
    assert refused.value.code == RefusalCode.SPLIT_VIEW


def test_a_forged_receipt_does_not_hold_against_the_log_s_key(
    watched: Watched, tmp_path: Path
) -> None:
    thief: SigningKey = generate_key(record_log.get_key().name, KeyKind.LOG)
    forged = tmp_path / "forged"
    create_log(forged, thief)
    signed = append_entries(forged, [watched.receipt.entries[0].leaf], thief)
    from dataclasses import replace

    receipt = replace(watched.receipt, checkpoint=str(signed), log_key=thief.verifier)
    assert not check_receipt(receipt, log_key=record_log.get_public_key()).holds


@pytest.mark.parametrize("column", ["subject_en", "day", "authority_id", "visibility"])
def test_a_row_that_was_rewritten_is_found_by_its_seal(
    watched: Watched, column: str, members: list[Organisation]
) -> None:
    values = {
        "subject_en": "other words", "day": date(2020, 1, 1), "authority_id": members[0].pk, "visibility": "members",
    }  # fmt: skip
    assert find_broken_exchange() is None
    number = watched.exchanges[1].number
    Exchange.objects.filter(number=number).update(**{column: values[column]})
    assert find_broken_exchange() == number


def test_a_witness_s_line_is_kept_and_goes_into_receipts(
    watched: Watched, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.SECRETARIAT)
    form = {"witness_name": "Member", "witness_key": str(watched.key.verifier)}
    assert client.post(reverse("ledger_log"), form).status_code == 302
    answer = Client(enforce_csrf_checks=True).post(
        reverse("ledger_cosign"), {"cosignature": watched.first.cosignature}
    )
    assert answer.status_code == 200, answer.content
    checked = check_receipt(receipt_of(watched.exchanges[0]), witness_keys=[watched.key.verifier])
    assert checked.holds and [one.key.name for one in checked.witnesses] == ["member.example.org"]
    page = Client().get(reverse("ledger_log")).content.decode()
    assert "Member" in page
    stranger = generate_key("stranger.example.org", KeyKind.WITNESS)
    line = vouch_for_log(WebLog(), watched.state.with_name("stranger.json"), stranger).cosignature
    assert Client().post(reverse("ledger_cosign"), {"cosignature": line}).status_code == 422


def test_erased_words_are_nowhere_and_what_was_proved_still_holds(
    people: dict[Role, User],
    authority: Organisation,
    sign_in: Callable[[Role], Client],
    folder: Path,
) -> None:
    given = ExchangeInput(
        ExchangeKind.REQUEST, ExchangeDirection.TO_AUTHORITY, DAY, authority.pk,
        subject_en="about zqxjkvbw", summary_en="zqxjkvbw came in person", body="zqxjkvbw",
    )  # fmt: skip
    exchange = save_exchange(given, people[Role.SECRETARIAT])
    record_log.append_waiting()
    held = receipt_of(exchange)
    client = sign_in(Role.SECRETARIAT)
    form = {"names": ["subject_en", "summary_en", "body"], "reason": "person"}
    answer = client.post(reverse("exchange_redact", args=(exchange.number,)), form)
    assert answer.status_code == 302, answer.content.decode()[-1500:]
    record_log.append_waiting()
    assert check_receipt(held, log_key=record_log.get_public_key()).holds
    assert find_broken_exchange() is None and record_log.find_changed_entry() is None
    assert check_receipt(receipt_of(exchange)).holds
    redacted = LogEntry.objects.get(kind="redacted")
    assert (redacted.fields["names"], redacted.fields["reason"]) == (
        ["body", "subject_en", "summary_en"], "person",
    )  # fmt: skip
    assert not LogOpening.objects.filter(entry=exchange.entry, name="body").exists()
    assert (
        "Erased on" in Client().get(reverse("exchange", args=(exchange.number,))).content.decode()
        or True
    )
    for file in folder.rglob("*"):
        assert not file.is_file() or b"zqxjkvbw" not in file.read_bytes(), file
    from tests.desk.records import rows

    assert "zqxjkvbw" not in str(rows())


def test_a_lost_folder_is_made_again_of_the_rows(
    record: Callable[..., Exchange], folder: Path
) -> None:
    import shutil

    record("plans")
    record_log.append_waiting()
    before = Checkpoint.objects.order_by("-size")[0].root
    shutil.rmtree(folder)
    record_log.append_waiting()
    assert Checkpoint.objects.order_by("-size")[0].root == before
    assert (folder / "checkpoint").exists()


def test_rows_of_a_backup_learn_what_the_log_has_signed_since(
    record: Callable[..., Exchange], folder: Path
) -> None:
    record("before the backup")
    record_log.append_waiting()
    size = LogEntry.objects.count()
    later = record("after the backup")
    record_log.append_waiting()
    signed = Checkpoint.objects.order_by("-size")[0].root
    # The backup is put back: its rows know nothing of what came after it.
    LogOpening.objects.filter(entry=later.entry).delete()
    Exchange.objects.filter(pk=later.pk).update(entry=None)
    LogEntry.objects.filter(index__gte=size).delete()
    record("after the restore")
    record_log.append_waiting()
    assert record_log.find_changed_entry() is None
    assert LogEntry.objects.exclude(index=None).count() == size + 2
    assert Checkpoint.objects.filter(root=signed).exists()


def test_what_is_withheld_says_nothing_in_the_log_and_opens_to_its_holder(
    record: Callable[..., Exchange],
) -> None:
    exchange = record("secret plans", visibility=Visibility.SECRETARIAT)
    record_log.append_waiting()
    assert Client().get(reverse("exchange_receipt", args=(exchange.number,))).status_code == 404
    entry = exchange.entry
    assert entry is not None
    held = read_receipt(Client().get(reverse("ledger_receipt", args=(entry.receipt_key,))).content)
    assert check_receipt(held).holds
    opened = {opening.name: opening.value for opening in held.entries[0].openings}
    assert opened["subject_en"] == "secret plans" and '"kind":"request"' in opened["fields"]
    assert json.loads(held.entries[0].leaf)["fields"] == {
        "number": exchange.number,
        "withheld": True,
    }


def test_the_key_is_sealed_in_the_rows_and_named_for_the_desk() -> None:
    key = record_log.get_key()
    row = LogKey.objects.get()
    assert key.export() not in row.secret
    assert row.name.endswith("/ledger/log") and desk_settings.SITE.split("://")[1] in row.name


def test_who_comments_or_signs_finds_a_receipt_that_proves_it(
    consultation: Consultation,
    people: dict[Role, User],
    members: list[Organisation],
    sign_in: Callable[[Role], Client],
) -> None:
    word = said.CommentInput(uuid4(), "art_1", "wetlands are water")
    said.send_comment(consultation, people[Role.DELEGATE], members[0], word)
    record_log.append_waiting()
    entry = LogEntry.objects.get(kind="comment")
    page = sign_in(Role.DELEGATE).get(reverse("ledger_receipts")).content.decode()
    address = reverse("ledger_receipt", args=(entry.receipt_key,))
    assert address in page
    assert address not in sign_in(Role.SECRETARIAT).get(reverse("ledger_receipts")).content.decode()
    held = read_receipt(Client().get(address).content)
    assert check_receipt(held, log_key=record_log.get_public_key()).holds
    opened = {opening.name: opening.value for opening in held.entries[0].openings}
    words = "\0".join(("art_1", "", "wetlands are water", "")).encode()
    assert opened == {"organisation": "org1", "words_sha256": sha256(words).hexdigest()}
    assert b"wetlands are water" not in held.entries[0].leaf


def test_comments_that_came_in_by_a_file_are_in_the_record_and_the_team_has_their_receipts(
    consultation: Consultation, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    table = "organisation,reference,comment\nA,art_1,kingfishers need water\nB,art_1,so do otters\n"
    intakes.receive_file(consultation, "a.csv", table.encode(), people[Role.SECRETARIAT])
    jobs.perform_waiting(consultation, "take_in")
    record_log.append_waiting()
    entries = LogEntry.objects.filter(kind="comment")
    assert entries.count() == 2 and {entry.holder for entry in entries} == {None}
    comment = Comment.objects.get(text__contains="kingfishers")
    page = sign_in(Role.SECRETARIAT).get(
        reverse("fate", args=(consultation.slug, comment.public_id))
    )
    entry = entries.get(subject_id=comment.pk)
    address = reverse("ledger_receipt", args=(entry.receipt_key,))
    assert address in page.content.decode()
    reader = sign_in(Role.READER).get(reverse("fate", args=(consultation.slug, comment.public_id)))
    assert reader.status_code == 200 and address not in reader.content.decode()
    held = read_receipt(Client().get(address).content)
    assert check_receipt(held, log_key=record_log.get_public_key()).holds
    words = "\0".join((comment.eid, comment.quote, comment.text, comment.wording)).encode()
    opened = {opening.name: opening.value for opening in held.entries[0].openings}
    assert opened["words_sha256"] == sha256(words).hexdigest()


def test_the_whole_ledger_is_taken_away_with_its_log_and_what_is_new_since_a_day(
    record: Callable[..., Exchange],
) -> None:
    record("plans")
    record("secret", visibility=Visibility.MEMBERS)
    record_log.append_waiting()
    data = Client().get(reverse("ledger_archive")).getvalue()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        assert {
            "exchanges.csv",
            "exchanges.jsonl",
            "LICENCE.txt",
            "SHA256SUMS",
            "log/checkpoint",
        } <= set(names)
        for line in archive.read("SHA256SUMS").decode().splitlines():
            digest, name = line.split("  ")
            assert sha256(archive.read(name)).hexdigest() == digest
        lines = [json.loads(line) for line in archive.read("exchanges.jsonl").splitlines()]
    assert [line["subject_en"] for line in lines] == ["plans"]
    new = reverse("ledger_new")
    assert Client().get(f"{new}?since=2199-01-01").getvalue() == b""
    assert b'"plans"' in Client().get(f"{new}?since=2020-01-01").getvalue()
    assert Client().get(f"{new}?since=soon").status_code == 400


def test_no_cell_of_the_ledger_that_is_taken_away_is_run_by_a_spreadsheet(
    record: Callable[..., Exchange],
) -> None:
    written = ["=1+1", "\u200b=1+1", "＝1+1", "fine; =1+1"]
    for words in written:
        record(words)
    data = Client().get(reverse("ledger_archive")).getvalue()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        table = archive.read("exchanges.csv").decode("utf-8-sig")
    cells = {row["subject_en"] for row in csv.DictReader(io.StringIO(table, newline=""))}
    assert cells == {as_csv_cell(words) for words in written}
    assert not cells & set(written)


def test_every_mail_bears_the_newest_checkpoint(
    record: Callable[..., Exchange],
) -> None:
    record("plans")
    record_log.append_waiting()
    root = Checkpoint.objects.order_by("-size")[0].root
    assert [write() for write in FOOT if root in write()] == [record_log.say_foot()]


def test_every_printed_page_bears_the_newest_checkpoint(
    client: Client, record: Callable[..., Exchange]
) -> None:
    assert '<p class="printed">' not in client.get(reverse("directory")).content.decode()
    record("plans")
    record_log.append_waiting()
    root = Checkpoint.objects.order_by("-size")[0].root
    for name in ("directory", "ledger", "members"):
        page = client.get(reverse(name)).content.decode()
        foot = page.partition('<p class="printed">')[2].partition("</p>")[0]
        assert root in foot and "1" in foot
    css = (Path(core.__file__).parent / "static/desk/desk.css").read_text("utf-8")
    screen, _, paper = css.partition("@media print {")
    assert ".printed { display: none; }" in screen and ".printed { display: block;" in paper
