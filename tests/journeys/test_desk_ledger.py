"""The ledger in the browser: a request by letter, answered late after an extension; a receipt checked by somebody else;
research that an authority asks for and gives a prize; a witness of a rewritten log; somebody's name erased; a register."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.jobs import api as jobs
from huiyin.desk.ledger.api import record_log
from huiyin.desk.ledger.api.exchanges import save_exchange
from huiyin.desk.ledger.data import ExchangeDirection, ExchangeInput, ExchangeKind
from huiyin.desk.ledger.models import Checkpoint, Exchange, LegalGround, LogEntry, TableImport
from huiyin.desk.networks.models import Network
from huiyin.desk.registry.models import Organisation
from huiyin.i18n import say
from huiyin.transparency import KeyKind, RefusedEvidence, WebSource, generate_key, vouch_for_log
from tests.journeys.conftest import look


@pytest.fixture
def ground(db: None) -> LegalGround:
    return LegalGround.objects.create(
        jurisdiction="cn", name_zh="政府信息公开条例", name_en="Regulations on Open Government Information", provision="33",
        amount=20, unit="working_day", extension_amount=20, extension_unit="working_day",
    )  # fmt: skip


def test_a_request_by_letter_is_answered_late_and_a_stranger_checks_its_receipt(
    visit: Any,
    reader: tuple[str, str],
    authority: Organisation,
    ground: LegalGround,
    settings: Any,
    tmp_path: Path,
) -> None:
    language = reader[1]
    settings.DATA = tmp_path
    page = visit(Role.SECRETARIAT, "/ledger/record/")
    look(page, "ledger-record")
    page.select_option("#id_kind", "request")
    page.select_option("#id_authority", str(authority.pk))
    page.fill("#id_day", "2026-03-02")
    page.fill(f"#id_subject_{language}", "湿地规划 plans")
    page.select_option("#id_channel", "registered")
    page.click("main details summary")
    page.select_option("#id_ground", str(ground.pk))
    page.click("main form button.first")
    expect(page.locator("main dl")).to_be_visible()
    number = Exchange.objects.get().number
    for kind, day in (("extension", "2026-03-20"), ("reply", "2026-06-15")):
        page.goto(page.url.split("/ledger/")[0] + f"/ledger/record/?answers={number}&kind={kind}")
        page.fill("#id_day", day)
        page.click("main form button.first")
        expect(page.locator("main dl")).to_be_visible()
    stranger = visit(Role.READER, f"/ledger/threads/{number}/")
    expect(stranger.locator("main")).to_contain_text(say("exchange.event.late", language))
    look(stranger, "ledger-thread")
    stranger.get_by_role("link", name=say("exchange.how_counted", language)).first.click()
    look(stranger, "ledger-clock")
    record_log.append_waiting()
    for path in ("", "due/", "log/", f"exchanges/{number}/"):
        stranger.goto(stranger.url.split("/ledger/")[0] + f"/ledger/{path}")
        look(stranger, f"ledger-{path.strip('/').replace('/', '-') or 'all'}")
    receipt = Client().get(f"/ledger/exchanges/{number}/receipt.json").content
    good, forged = tmp_path / "good.json", tmp_path / "forged.json"
    good.write_bytes(receipt)
    changed = json.loads(receipt)
    changed["entries"][0]["leaf"]["fields"]["day"] = "2026-01-01"
    forged.write_text(json.dumps(changed))
    stranger.goto(stranger.url.split("/ledger/")[0] + "/ledger/verify/")
    stranger.context.set_offline(True)  # nothing is sent, and nothing needed
    stranger.set_input_files("#receipt", good)
    expect(stranger.locator("#result .good")).to_be_visible()
    expect(stranger.locator("#result")).to_contain_text("湿地规划 plans")
    look(stranger, "ledger-verify")
    stranger.set_input_files("#receipt", forged)
    expect(stranger.locator("#result .bad")).to_contain_text(
        say("exchange.verify.wrong.inclusion", language)
    )


def test_an_authority_asks_for_research_gets_it_and_gives_a_prize(
    visit: Any, reader: tuple[str, str], authority: Organisation, network: Network
) -> None:
    language = reader[1]
    page = visit(Role.SECRETARIAT, "/ledger/record/")
    home = page.url.split("/ledger/")[0]

    def record(subject: str, **chosen: str) -> None:
        page.fill(f"#id_subject_{language}", subject)
        for name, value in chosen.items():
            page.select_option(f"#id_{name}", value)
        page.click("main form button.first")
        expect(page.locator("main dl").first).to_be_visible()

    page.fill("#id_day", "2026-03-02")
    page.click("main details summary")
    record(
        "预警研究 early warning", kind="request", direction="from_authority", authority=str(authority.pk),
        network=str(network.pk), matter="research",
    )  # fmt: skip
    ask = Exchange.objects.get().number
    for kind, day, direction in (
        ("delivery", "2026-09-01", "to_authority"),
        ("recognition", "2026-11-02", "from_authority"),
    ):
        page.goto(f"{home}/ledger/record/?answers={ask}&kind={kind}")
        page.fill("#id_day", day)
        record(f"报告 report {kind}", direction=direction)
    stranger = visit(Role.READER, f"/ledger/threads/{ask}/")
    words = stranger.locator("main")
    for kind in ("request", "delivery", "recognition"):
        expect(words).to_contain_text(say(f"exchange.kind.{kind}", language))
    expect(words).to_contain_text(say("exchange.state.answered", language))
    look(stranger, "ledger-prize")


def test_a_name_is_erased_and_a_witness_refuses_a_log_that_was_rewritten(
    visit: Any, reader: tuple[str, str], authority: Organisation, people: dict[Role, User],
    settings: Any, tmp_path: Path, live_server: Any,
) -> None:  # fmt: skip
    language = reader[1]
    settings.DATA = tmp_path
    given = ExchangeInput(
        ExchangeKind.REQUEST, ExchangeDirection.TO_AUTHORITY, date(2026, 3, 2), authority.pk,
        subject_zh="尤云鹢来信", subject_en="A letter of Zqxjkvbw", body="Zqxjkvbw",
    )  # fmt: skip
    exchange = save_exchange(given, people[Role.SECRETARIAT])
    record_log.append_waiting()
    witness = generate_key("member.example.org", KeyKind.WITNESS)
    source = WebSource(f"{live_server.url}/ledger/log")
    vouch_for_log(source, tmp_path / "state.json", witness)

    page = visit(Role.SECRETARIAT, f"/ledger/exchanges/{exchange.number}/redact/")
    look(page, "ledger-redact")
    for name in ("subject_zh", "subject_en", "body"):
        page.check(f"input[name=names][value={name}]")
    page.click("main form button.first")
    expect(page.locator("main")).to_contain_text(say("exchange.field.body", language))
    stranger = visit(Role.READER, f"/ledger/exchanges/{exchange.number}/")
    for gone in ("尤云鹢", "Zqxjkvbw"):
        assert gone not in stranger.content()
    look(stranger, "ledger-erased")

    record_log.append_waiting()
    vouch_for_log(source, tmp_path / "state.json", witness)  # an erasure is no rewriting
    entry = LogEntry.objects.get(pk=exchange.entry_id)
    LogEntry.objects.filter(pk=entry.pk).update(fields=entry.fields | {"day": "2020-01-01"})
    LogEntry.objects.update(index=None, leaf="")
    Checkpoint.objects.all().delete()
    shutil.rmtree(record_log.get_folder())
    record_log.append_waiting()
    with pytest.raises(RefusedEvidence):
        vouch_for_log(source, tmp_path / "state.json", witness)


def test_a_register_is_looked_at_confirmed_and_taken_back(
    visit: Any, reader: tuple[str, str], authority: Organisation, tmp_path: Path
) -> None:
    language = reader[1]
    table = tmp_path / "会谈.csv"
    table.write_text("日期,社会组织,事由\n2026-03-02,甲,湿地\n2999-01-01,乙,水\n", "utf-8")
    page = visit(Role.SECRETARIAT, "/ledger/tables/")
    look(page, "ledger-tables")
    page.set_input_files("#file", table)
    page.click("main form button.first")
    expect(page.locator("#id_column_day")).to_have_value("日期")
    look(page, "ledger-table-columns")
    for name, value in (
        ("kind", "meeting"),
        ("direction", "to_authority"),
        ("authority", str(authority.pk)),
    ):
        page.select_option(f"#id_all_{name}", value)
    page.click("main details button.first")
    jobs.perform_waiting(TableImport.objects.get())
    page.reload()
    expect(page.locator("main table").first).to_contain_text("湿地")
    look(page, "ledger-table-plan")
    page.click("button[value=confirm]")
    expect(page.locator("main")).to_contain_text(say("exchange.table.did.confirm", language))
    look(page, "ledger-table-waiting")
    page.click("button[value=drop]")
    expect(page.locator("main")).to_contain_text(say("exchange.table.was_dropped", language))
    assert not Exchange.objects.exists()
