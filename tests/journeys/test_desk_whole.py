"""The whole loop in one go, without a mouse: from an empty desk to what became of one delegate's comment."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from playwright.sync_api import expect

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Comment, Consultation
from huiyin.desk.networks.models import Invitation
from huiyin.i18n import say
from tests.desk.world import DRAFT_EN, DRAFT_ZH
from tests.journeys.conftest import Keys, look, wait_for_work, walk

#: What the members ask for, in the language they write in.
ASKED = {
    "zh": ("规划应当每三年修订一次，五年太长，湿地等不起。", "每五年", "每三年"),
    "en": ("The plans should be revised every three years; five are too long for a wetland.", "every five years", "every three years"),
}  # fmt: skip


#: The suggestion in the other language.
IN_OTHER = {
    "zh": "The plans shall be revised every three years.",
    "en": "湿地保护规划应当每三年修订一次。",
}


def _on(keys: Keys, stage: Stage, language: str) -> None:
    """Lead the consultation on to the next stage, from the team's page."""
    keys.press(".tabs a[href$='/manage/']")
    keys.press(f"form[action$='/move/'] button[value={stage}]")
    expect(keys.page.get_by_text(say("desk.manage.moved", language))).to_be_visible()


def _say_rows(language: str) -> str:
    """Of one row of a table that it was taken."""
    taken, refused = (
        say("receipt.rows_taken", language, n=1),
        say("receipt.rows_refused", language, n=0),
    )
    comments = say("receipt.n_comments", language, n=1)
    return say("receipt.rows", language, n=1, taken=taken, refused=refused, comments=comments)


def test_a_consultation_runs_from_draft_to_uptake_by_keyboard_alone(
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

    # 1. The secretariat uploads the draft in both languages and opens it for comments.
    for code, words in (("zh", DRAFT_ZH), ("en", DRAFT_EN)):
        (tmp_path / f"draft.{code}.txt").write_text(words, "utf-8")
    team = Keys(visit(Role.SECRETARIAT, "/"))
    team.press("main a[href='/open/']")
    for code in ("zh", "en"):
        team.upload(f"#file_{code}", tmp_path / f"draft.{code}.txt")
    team.write("#title_zh", "湿地保护法")
    team.write("#title_en", "Wetlands Protection Act")
    team.choose("#authority", str(authority.pk))
    team.press("main button.first")
    expect(team.page.get_by_text(say("desk.open.made", language))).to_be_visible()
    consultation = Consultation.objects.get()
    work()  # the draft is read in the background
    wait_for_work(team.page)
    _on(team, Stage.COMMENTING, language)

    # Somebody new is invited to speak for a member, and joins by the link alone.
    team.press(".top a[href='/people/']")
    team.write("#email", "new@example.org")
    team.choose("#role", "delegate")
    team.choose("#organisation", str(members[1].pk))
    team.press("main button.first")
    expect(team.page.get_by_text("new@example.org").first).to_be_visible()
    delegate = Keys(visit(Role.READER, f"/join/{Invitation.objects.get().token}/"))
    look(delegate.page, "join")
    with walk("invitation to sent comment", delegate):
        delegate.write("#name", "Lin")
        delegate.write("#password", "reeds and herons")
        delegate.press("main button.first")
        expect(delegate.page.get_by_text(say("desk.join.welcome", language))).to_be_visible()
        # 2. The first page says what is asked; two steps later the comment is there.
        delegate.press("main .card a.first")
        delegate.press("#art_2 .say a")
        delegate.write("#text", text)
        delegate.press("#comment button.first")
        expect(delegate.page.get_by_text(say("desk.comment.sent", language))).to_be_visible()
    comment = Comment.objects.get()
    delegate.press(".top a.mark")
    look(delegate.page, "home")
    # Another member sent a table by mail, below headings that nobody foresaw.
    book = openpyxl.Workbook()
    book.active.append(["你们单位叫啥", "针对条款", "心里话"])
    book.active.append([members[2].name_zh, "第二条第二款", text])
    book.save(tmp_path / "table.xlsx")
    team = Keys(visit(Role.SECRETARIAT, f"/c/{consultation.slug}/"))
    with walk("table to its receipt", team):
        team.press(".tabs a[href$='/manage/']")
        team.press("main a[href$='/intake/']")
        team.upload("#files", tmp_path / "table.xlsx")
        team.press("main button.first")
        work()
        expect(team.page.get_by_text(say("desk.intake.result", language, n=1))).to_be_visible()
    expect(team.page.locator("#rows")).to_be_visible()
    expect(team.page.get_by_text(_say_rows(language))).to_be_visible()
    _on(team, Stage.GROUPING, language)

    # 3. What says the same is one group of two organisations; the team gives it a name.
    work()
    wait_for_work(team.page)
    team.press(".tabs a[href$='/groups/']")
    expect(team.page.locator("main article")).to_have_count(1)
    expect(team.page.get_by_text(say("desk.group.organisations", language, n=2))).to_be_visible()
    team.press("main article h2 a")
    team.press("main details.card summary, main .card details summary")
    names = {"zh": "三年修订一次", "en": "Revise every three years"}
    for one, words in names.items():
        team.write(f"#name_{one}", words)
    team.press("form:has(#name_zh) button")
    expect(team.page.locator("h1")).to_have_text(names[language])

    # 4. The group becomes a statement, and the delegate votes on it.
    team.press(".tabs a[href$='/statements/']")
    team.press("main a[href*='/statements/new/?group=']")
    team.write("#text_zh", "湿地保护规划应当每三年修订一次。")
    team.write("#text_en", "Plans should be revised every three years.")
    team.press("main button.first")
    expect(team.page.get_by_text(say("statement.made", language))).to_be_visible()
    _on(team, Stage.DELIBERATING, language)
    delegate.press(".top a.mark")
    delegate.press("main .card a.first")
    delegate.press("button[value=agree]")
    expect(delegate.page.get_by_text(say("statement.all_done", language))).to_be_visible()
    _on(team, Stage.DRAFTING, language)

    # 5. The joint proposal changes the wording of one paragraph and rests on the group.
    team.press(".tabs a[href$='/proposal/']")
    team.press("main a[href$='/proposal/new/']")
    team.choose("#at", "art_2__para_2")
    team.press("form:has(#at) button")
    expect(team.page.locator("#wording")).to_have_value(re.compile(before))
    team.write("#wording", team.page.locator("#wording").input_value().replace(before, after))
    expect(team.page.locator("#change ins").first).to_be_visible()
    team.write("#reason", text)
    team.press("input[name=group]", "Space")
    look(team.page, "suggestion")
    team.press("#suggestion button[name=keep]")
    expect(team.page.locator("main article ins").first).to_be_visible()
    # What is not in both languages is named before it is fixed, and leads to where it is written.
    team.press("details:has(form[action$='/fix/']) summary")
    team.press("#untranslated a[href*='/translation/']")
    team.write("#id_wording", IN_OTHER[language])
    team.write("#id_reason", ASKED["en" if language == "zh" else "zh"][0])
    look(team.page, "translation")
    team.press("main form button.first")
    team.press("details:has(form[action$='/fix/']) summary")
    expect(team.page.locator("#untranslated")).to_have_count(0)
    team.press("form[action$='/fix/'] button")
    expect(team.page.locator("#signatures")).to_be_visible()
    consultation.refresh_from_db()
    assert consultation.stage == Stage.SIGNING  # fixing it opened it for signing

    # 6. The delegate signs it.
    delegate.press(".top a.mark")
    delegate.press("main .card a.first")
    delegate.press("form[action$='/sign/'] button.first")
    expect(delegate.page.locator("#signatures ~ ul li")).to_have_count(1)

    # 7. The secretariat hands it in.
    team.press(".tabs a[href$='/submission/']")
    team.press("details:has(form[action$='/submission/do/']) summary")
    team.press("form[action$='/submission/do/'] button")
    expect(team.page.get_by_role("link", name=say("submit.package", language))).to_be_visible()

    # 8. The authority answers.
    officer = Keys(visit(Role.OFFICER, "/"))
    officer.press("main .card a.first")
    officer.choose("#id_state", "none")
    officer.press("form.filters button")
    officer.press("article details:has(select) summary")
    officer.choose("article select", "accepted")
    officer.write("article textarea", after)
    officer.press("article button.first")
    expect(officer.page.locator("main .badge.accepted")).to_be_visible()

    # 9. The law is enacted, and what became of it is told.
    enacted = tmp_path / "enacted.txt"
    enacted.write_text((DRAFT_ZH if language == "zh" else DRAFT_EN).replace(before, after), "utf-8")
    with walk("enacted text to outcome", team):
        team.press(".tabs a[href$='/uptake/']")
        team.upload("#file", enacted)
        team.press("form[enctype] button.first")
        work()
        wait_for_work(team.page)
        expect(team.page.locator("main .badge.adopted")).to_have_count(1)

    # The delegate reads on one page what became of the comment: group, suggestion, reply, text.
    delegate.press(".tabs a[href$='/mine/']")
    delegate.press("main a[href*='/fate/']")
    delegate.page.wait_for_url(f"**/fate/{comment.public_id}/")
    expect(delegate.page.locator("main .badge.accepted")).to_be_visible()
    expect(delegate.page.locator("main .badge.adopted")).to_be_visible()
    look(delegate.page, "fate-whole")
