"""The whole loop in one go: from an empty desk to what became of one delegate's comment."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Comment, Consultation
from huiyin.desk.networks.models import Invitation
from huiyin.words import say
from tests.desk.world import DRAFT_EN, DRAFT_ZH
from tests.journeys.conftest import look

#: What the members ask for, in the language they write in.
ASKED = {
    "zh": ("规划应当每三年修订一次，五年太长，湿地等不起。", "每五年", "每三年"),
    "en": ("The plans should be revised every three years; five are too long for a wetland.", "every five years", "every three years"),
}  # fmt: skip


def _on(page: Page, stage: Stage, language: str) -> None:
    """Lead the consultation on to the next stage, from the team's page."""
    page.goto(
        page.url.split("/c/")[0] + "/c/" + page.url.split("/c/")[1].split("/")[0] + "/manage/"
    )
    page.get_by_role("button", name=say(f"desk.stage.{stage}", language)).first.click()
    expect(page.get_by_text(say("desk.manage.moved", language))).to_be_visible()


@pytest.mark.parametrize("reader", [("desk", "en"), ("phone", "zh")], indirect=True, ids="-".join)
def test_a_consultation_runs_from_draft_to_uptake(
    visit: Any,
    reader: tuple[str, str],
    people: Any,
    members: Any,
    authority: Any,
    work: Callable[[], Any],
    tmp_path: Path,
) -> None:
    language = reader[1]
    text, before, after = ASKED[language]
    name = (lambda one: one.name_zh) if language == "zh" else (lambda one: one.name_en)

    # 1. The secretariat uploads the draft in both languages and opens it for comments.
    for code, words in (("zh", DRAFT_ZH), ("en", DRAFT_EN)):
        (tmp_path / f"draft.{code}.txt").write_text(words, "utf-8")
    team = visit(Role.SECRETARIAT, "/open/")
    for code in ("zh", "en"):
        team.set_input_files(f"#file_{code}", tmp_path / f"draft.{code}.txt")
    team.fill("#title_zh", "湿地保护法")
    team.fill("#title_en", "Wetlands Protection Act")
    team.select_option("#authority", label=name(authority))
    team.locator("main button.first").click()
    expect(team.get_by_text(say("desk.open.made", language))).to_be_visible()
    consultation = Consultation.objects.get()
    _on(team, Stage.COMMENTING, language)

    # Somebody new is invited to speak for a member, and joins by the link alone.
    team.goto(team.url.split("/c/")[0] + "/people/")
    team.fill("#email", "new@example.org")
    team.select_option("#role", value="delegate")
    team.select_option("#organisation", label=name(members[1]))
    team.locator("main button.first").first.click()
    expect(team.get_by_text("new@example.org").first).to_be_visible()
    delegate = visit(Role.READER, f"/join/{Invitation.objects.get().token}/")
    delegate.fill("#name", "Lin")
    delegate.fill("#password", "reeds and herons")
    look(delegate, "join")
    delegate.locator("main button.first").click()
    expect(delegate.get_by_text(say("desk.join.welcome", language))).to_be_visible()
    look(delegate, "home")

    # 2. The first page says what is asked; two steps later the comment is there.
    delegate.get_by_role("link", name=say("desk.call.comment", language)).click()
    delegate.locator("#art_2 .say a").click()
    delegate.fill("#text", text)
    delegate.locator("#comment button.first").click()
    expect(delegate.get_by_text(say("desk.comment.sent", language))).to_be_visible()
    comment = Comment.objects.get()
    # Another member sent a table by mail.
    book = openpyxl.Workbook()
    book.active.append(["组织", "条款", "意见"])
    book.active.append([members[2].name_zh, "第二条第二款", text])
    book.save(tmp_path / "table.xlsx")
    address = f"/c/{consultation.slug}/"
    team = visit(Role.SECRETARIAT, f"{address}intake/")
    team.set_input_files("#files", tmp_path / "table.xlsx")
    team.locator("main button.first").click()
    work()
    expect(team.get_by_text(say("desk.intake.result", language, n=1))).to_be_visible()
    _on(team, Stage.GROUPING, language)

    # 3. What says the same is one group of two organisations.
    work()
    team.get_by_role("link", name=say("desk.tab.groups", language)).click()
    expect(team.locator("main article")).to_have_count(1)
    expect(team.get_by_text(say("desk.group.organisations", language, n=2))).to_be_visible()

    # 4. The group becomes a statement, and the delegate votes on it.
    team.get_by_role("link", name=say("statement.title", language), exact=True).click()
    team.get_by_role("link", name=say("statement.make_of", language)).click()
    team.fill("#text_zh", "湿地保护规划应当每三年修订一次。")
    team.fill("#text_en", "Plans should be revised every three years.")
    team.locator("main button.first").click()
    expect(team.get_by_text(say("statement.made", language))).to_be_visible()
    _on(team, Stage.DELIBERATING, language)
    delegate.goto(delegate.url.split("/c/")[0] + "/")
    delegate.get_by_role("link", name=say("desk.call.vote", language)).click()
    delegate.locator("button[value=agree]").click()
    expect(delegate.get_by_text(say("statement.all_done", language))).to_be_visible()
    _on(team, Stage.DRAFTING, language)

    # 5. The joint proposal changes the wording of one paragraph and rests on the group.
    team.goto(
        team.url.split("/c/")[0] + f"{address}proposal/new/?eid=art_2__para_2&text={language}"
    )
    wording = team.locator("#wording")
    own = wording.input_value() or team.locator("#suggestion blockquote").inner_text()
    assert before in own
    wording.fill(own.replace(before, after))
    expect(team.locator("#change ins").first).to_be_visible()
    team.fill("#reason", text)
    team.locator("input[name=group]").first.check()
    look(team, "suggestion")
    team.locator("#suggestion button[name=keep]").click()
    team.goto(team.url.split("/c/")[0] + f"{address}proposal/")
    expect(team.locator("main article ins").first).to_be_visible()
    team.locator("details:has(form[action$='/fix/']) summary").click()
    team.locator("details:has(form[action$='/fix/']) button").click()
    expect(team.locator("#signatures")).to_be_visible()
    _on(team, Stage.SIGNING, language)

    # 6. The delegate signs it.
    delegate.goto(delegate.url.split("/c/")[0] + "/")
    delegate.get_by_role("link", name=say("desk.call.sign", language)).click()
    delegate.locator("form[action$='/sign/'] button.first").click()
    expect(delegate.locator("#signatures + ul li")).to_have_count(1)

    # 7. The secretariat hands it in.
    team.goto(team.url.split("/c/")[0] + f"{address}submission/")
    team.locator("details.card:has(form[action$='/submission/do/']) summary").click()
    team.locator("form[action$='/submission/do/'] button").click()
    expect(team.get_by_role("link", name=say("submit.package", language))).to_be_visible()

    # 8. The authority answers.
    officer = visit(Role.OFFICER, "/")
    officer.get_by_role("link", name=say("desk.call.reply", language)).click()
    officer.locator("article details:has(select) summary").click()
    officer.locator("article select").select_option("accepted")
    officer.locator("article textarea").fill(
        "三年修订一次。" if language == "zh" else "Every three years it is."
    )
    officer.locator("article button.first").click()
    expect(officer.locator("main .badge.accepted")).to_be_visible()

    # 9. The law is enacted, and what became of it is told.
    enacted = tmp_path / "enacted.txt"
    enacted.write_text((DRAFT_ZH if language == "zh" else DRAFT_EN).replace(before, after), "utf-8")
    team.goto(team.url.split("/c/")[0] + f"{address}uptake/")
    team.set_input_files("#file", enacted)
    if team.locator("#language").count():
        team.select_option("#language", language)
    team.locator("form[enctype] button.first").click()
    work()
    team.reload()
    expect(team.locator("main .badge.adopted")).to_have_count(1)

    # The delegate reads on one page what became of the comment: group, suggestion, reply, text.
    delegate.goto(delegate.url.split("/c/")[0] + f"{address}mine/")
    delegate.get_by_role("link", name=say("fate.title", language)).click()
    assert str(comment.public_id) in delegate.url
    expect(delegate.locator("main .badge.accepted")).to_be_visible()
    expect(delegate.locator("main .badge.adopted")).to_be_visible()
    look(delegate, "fate-whole")
