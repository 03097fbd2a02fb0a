"""Steps 5 to 7 of the journey: a version is drafted and arranged, fixed, signed, differed from, and handed in."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.outcomes.models import Submission
from huiyin.desk.proposals.api import drafts
from huiyin.desk.proposals.models import MinorityOpinion, ProposalVersion, Signature
from huiyin.i18n import say
from tests.journeys.conftest import look, press_to

ASKED = (
    drafts.SuggestionInput(
        "art_2", "第二条",
        wording="县级以上人民政府应当编制湿地保护规划，并向社会公布。\n湿地保护规划应当每三年修订一次。",
        reason="五年太长，公众应当知道。", divergence="两家组织认为每五年修订一次已经足够。",
    ),
    drafts.SuggestionInput("art_1", "第一条", wording="为了保护和恢复湿地，制定本法。", reason="恢复同样重要。"),
)  # fmt: skip


def press(page: Page, selector: str) -> None:
    press_to(page, selector)
    page.keyboard.press("Enter")


@pytest.fixture
def written(consultation: Consultation, people: dict[Role, Any]) -> Consultation:
    edition = drafts.begin_proposal_version(consultation, people[Role.SECRETARIAT])
    for asked in ASKED:
        drafts.save_suggestion(edition, asked, people[Role.SECRETARIAT])
    consultation.stage = Stage.SIGNING.value
    consultation.save()
    return consultation


def test_a_version_is_arranged_by_keyboard_alone(
    visit: Any, reader: tuple[str, str], written: Consultation
) -> None:
    page = visit(Role.SECRETARIAT, "/c/wetlands/proposal/")
    look(page, "proposal-written")
    press(page, "article:nth-of-type(1) button[name='down']")
    expect(page.locator("article.card h2").first).to_contain_text("S02")
    assert [s.eid for s in ProposalVersion.objects.get().suggestions.all()] == ["art_1", "art_2"]
    # The keyboard goes on where it was: the next tabulator stops are in the same suggestion.
    press_to(page, "article:nth-of-type(2) button[name='up']", most=4)
    drop = "article:nth-of-type(2) details:has(form[action$='/drop/'])"
    press(page, f"{drop} summary")
    press(page, f"{drop} button")
    expect(page.locator("#left-out")).to_be_visible()
    # What was just left out is shown with its receipt: the list is open.
    expect(page.locator("#left-out")).to_have_attribute("open", "")
    look(page, "proposal-left-out")
    press(page, "#left-out button")
    expect(page.locator("article.card h2")).to_have_count(2)
    page.get_by_role("link", name=say("proposal.letter.write", reader[1])).click()
    page.locator("textarea").first.fill("这是我们的来信。\n请阅。")
    press(page, "button[name='look']")
    expect(page.locator("p.lines", has_text="请阅。")).to_be_visible()
    look(page, "proposal-letter")
    press(page, "button[name='keep']")
    expect(page.locator(".note.good, [role=status]").first).to_be_visible()
    assert "请阅。" in ProposalVersion.objects.get().letter_zh
    first = ProposalVersion.objects.get().suggestions.all()[0]
    page.goto(page.url.replace("/letter/", f"/edit/{first.pk}/"))
    press_to(page, "#find")
    page.keyboard.type("湿地")
    expect(page.locator("#groups")).to_contain_text("湿地")
    look(page, "proposal-suggestion")


def test_a_version_is_compared_with_the_one_before(
    visit: Any, written: Consultation, people: dict[Role, Any]
) -> None:
    team = people[Role.SECRETARIAT]
    drafts.lock_proposal_version(ProposalVersion.objects.get(), team)
    second = drafts.begin_proposal_version(written, team)
    first = second.suggestions.first()
    assert first is not None
    asked = drafts.SuggestionInput(
        "art_2", "第二条", wording=ASKED[0].wording.replace("三年", "两年"), reason="五年太长。"
    )
    drafts.save_suggestion(second, asked, team, first)
    drafts.save_suggestion(
        second, drafts.SuggestionInput("art_3", "第三条", "delete", reason="太早。"), team
    )
    page = visit(Role.DELEGATE, "/c/wetlands/proposal/2/changes/")
    expect(page.locator("del").first).to_be_visible()
    look(page, "proposal-changes")


def test_a_version_is_fixed_signed_and_handed_in_by_keyboard_alone(
    visit: Any, reader: tuple[str, str], written: Consultation
) -> None:
    language = reader[1]
    page = visit(Role.SECRETARIAT, "/c/wetlands/proposal/")
    fix = "details:has(form[action$='/fix/'])"
    press(page, f"{fix} summary")
    press(page, f"{fix} button")
    expect(page.locator("#signatures")).to_be_visible()
    delegate = visit(Role.DELEGATE, "/c/wetlands/proposal/")
    differ = "article:nth-of-type(1) details:has(form[action$='/differ/'])"
    press(delegate, f"{differ} summary")
    press_to(delegate, f"{differ} textarea")
    delegate.keyboard.type("每五年修订一次已经足够。")
    look(delegate, "proposal-differing")
    press(delegate, f"{differ} button")
    expect(delegate.locator("article .note", has_text="每五年")).to_be_visible()
    press(delegate, "form[action$='/sign/'] button.first")
    expect(delegate.locator("#signatures ~ ul li")).to_have_count(1)
    look(delegate, "proposal-signed")
    assert Signature.objects.count() == 1
    assert MinorityOpinion.objects.get().suggestion_key
    page = visit(Role.SECRETARIAT, "/c/wetlands/submission/")
    look(page, "submission-ready")
    with page.expect_download() as download:
        page.get_by_role("link", name=say("submit.paper_in.zh", language) + " · Word").click()
    assert download.value.suggested_filename == "wetlands-1.zh.docx"
    press(page, "details.card summary")
    press(page, "details.card button")
    expect(page.get_by_role("link", name=say("submit.package", language))).to_be_visible()
    assert Submission.objects.count() == 1
    public = visit(Role.READER, "/c/wetlands/submission/")
    expect(public.locator("code")).to_have_count(7)
    look(public, "submission-public")
    public = visit(Role.READER, "/c/wetlands/proposal/")
    expect(public.locator("article .note", has_text="每五年")).to_be_visible()
