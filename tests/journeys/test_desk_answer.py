"""Step 8 of the journey: the authority answers the suggestions that were handed in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import expect

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.outcomes.models import Reply
from huiyin.desk.proposals.models import ProposalVersion
from huiyin.i18n import say
from tests.desk.world import hand_in
from tests.journeys.conftest import look, press_to


@pytest.fixture
def handed_in(consultation: Consultation) -> ProposalVersion:
    consultation.reply_due = date(2026, 5, 29)
    asked = {"wording": "湿地保护规划应当每三年修订一次。", "reason": "五年太长。"}
    places = ("art_1", "art_2__para_2", "art_3")
    return hand_in(consultation, Stage.REPLYING, [{"eid": eid, **asked} for eid in places])


def test_an_officer_answers_by_keyboard_alone_and_the_public_reads_it(
    visit: Any, reader: tuple[str, str], handed_in: ProposalVersion
) -> None:
    language = reader[1]
    first = handed_in.suggestions.get(key="S01")
    page = visit(Role.OFFICER, "/c/wetlands/")
    page.get_by_role("link", name=say("reply.title", language), exact=True).click()
    look(page, "replies-open")
    summary = f"#s{first.pk} summary"
    press_to(page, summary)
    page.keyboard.press("Enter")
    press_to(page, f"#status{first.pk}")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"#status{first.pk}")).to_have_value("rejected")
    press_to(page, f"#s{first.pk} button.first")
    page.keyboard.press("Enter")  # no reason was given
    expect(page.get_by_role("alert").first).to_have_text(say("reply.reason_needed", language))
    look(page, "reply-wrong")
    press_to(page, f"#reason{first.pk}")
    page.keyboard.type("No money for it.")
    press_to(page, f"#s{first.pk} button.first")
    page.keyboard.press("Enter")
    expect(page.get_by_text(say("reply.kept", language, key="S01"))).to_be_visible()
    reply = Reply.objects.get()
    assert (reply.status, reply.reason) == ("rejected", "No money for it.")
    public = visit(Role.READER, "/c/wetlands/replies/")
    expect(public.get_by_text("No money for it.")).to_be_visible()
    expect(public.locator("main form[method=post]")).to_have_count(0)
    look(public, "replies-public")


def test_a_table_is_downloaded_filled_in_and_taken_back(
    visit: Any, reader: tuple[str, str], handed_in: ProposalVersion, tmp_path: Path
) -> None:
    language = reader[1]
    page = visit(Role.OFFICER, "/c/wetlands/replies/")
    page.get_by_text(say("reply.by_table", language), exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name=say("reply.download", language)).click()
    table = tmp_path / "replies.xlsx"
    download.value.save_as(table)
    book = openpyxl.load_workbook(table)
    sheet = book.active
    assert sheet is not None
    sheet["D2"], sheet["E2"] = say("run.reply.accepted", language), "已采纳。"
    sheet["D3"] = say("run.reply.rejected", language)  # without a reason
    book.save(table)
    page.set_input_files("#file", table)
    page.get_by_role("button", name=say("reply.upload", language)).click()
    expect(page.get_by_text(say("reply.row.no_reason", language, key="S02"))).to_be_visible()
    look(page, "replies-table")
    assert Reply.objects.get().suggestion.key == "S01"
