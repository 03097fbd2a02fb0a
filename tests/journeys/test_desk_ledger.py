"""The ledger in the browser: a request by letter, answered late after an extension; a receipt checked by somebody else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.ledger.api import record_log
from huiyin.desk.ledger.models import Exchange, LegalGround
from huiyin.desk.registry.models import Organisation
from huiyin.i18n import say
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
