"""Steps 5 to 7 of the journey: a version is fixed, signed by a member, and handed in."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.proposals.api import drafting
from huiyin.desk.proposals.models import Signature, Submission
from huiyin.words import say
from tests.journeys.conftest import look, press_to

ASKED = drafting.Asked(
    "art_1", "第一条", wording="为了保护和恢复湿地，制定本法。", reason="恢复同样重要。"
)


@pytest.fixture
def written(consultation: Consultation, people: dict[Role, Any]) -> Consultation:
    edition = drafting.begin(consultation, people[Role.SECRETARIAT])
    drafting.suggest(edition, ASKED, people[Role.SECRETARIAT])
    consultation.stage = Stage.SIGNING.value
    consultation.save()
    return consultation


def test_a_version_is_fixed_signed_and_handed_in_by_keyboard_alone(
    visit: Any, reader: tuple[str, str], written: Consultation
) -> None:
    language = reader[1]
    page = visit(Role.SECRETARIAT, "/c/wetlands/proposal/")
    look(page, "proposal-written")
    fix = "details:has(form[action$='/fix/'])"
    press_to(page, f"{fix} summary")
    page.keyboard.press("Enter")
    press_to(page, f"{fix} button")
    page.keyboard.press("Enter")
    expect(page.locator("#signatures")).to_be_visible()
    delegate = visit(Role.DELEGATE, "/c/wetlands/proposal/")
    press_to(delegate, "form[action$='/sign/'] button.first")
    delegate.keyboard.press("Enter")
    expect(delegate.locator("#signatures + ul li")).to_have_count(1)
    look(delegate, "proposal-signed")
    assert Signature.objects.count() == 1
    page = visit(Role.SECRETARIAT, "/c/wetlands/submission/")
    look(page, "submission-ready")
    with page.expect_download() as download:
        page.get_by_role("link", name=say("submit.paper_in.zh", language) + " Word").click()
    assert download.value.suggested_filename == "wetlands-1.zh.docx"
    press_to(page, "details.card summary")
    page.keyboard.press("Enter")
    press_to(page, "details.card button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=say("submit.package", language))).to_be_visible()
    assert Submission.objects.count() == 1
    public = visit(Role.READER, "/c/wetlands/submission/")
    expect(public.locator("code")).to_have_count(8)
    look(public, "submission-public")
